/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * access: who may ask the county's server for what.
 *
 * An account is one computer that was enrolled, of a village, a township or the county (its role), for what lies under
 * a division code (its scope: 12, 9 or 6 digits). It comes into being by a code that an administrator has made: ten
 * characters that nobody takes for one another, good once, for seven days, for one scope and role. Of the code and of
 * the token that the account then has, only hashes are kept.
 *
 * A device is the number under which an account writes one village's stream (store.h): a village's computer has one, a
 * township's one for each village that it looks at (join).
 *
 * xy_access_scope_ok() and xy_access_may_push() are the only two places that say what a role may do:
 *
 *   village    reads and writes its own village; what the township decides on a bylaw (return, approve, correct) is not
 *              its to write once the township reviews over the line (township.h)
 *   township   reads its villages, writes those steps of their bylaws, notes their filing, and nothing else
 *   county     reads all villages of the county
 *
 * Functions return FALSE with no error where the answer is no.
 */
#pragma once

#include "server/keys.h"
#include "server/store.h"
#include "sync/wire.h"

G_BEGIN_DECLS

typedef enum
{
  XY_SERVER_VILLAGE,
  XY_SERVER_TOWNSHIP,
  XY_SERVER_COUNTY,
} XyServerRole;

#define XY_SERVER_CODE_LENGTH 10
#define XY_SERVER_CODE_DAYS 7
/* Asked with the same code and nonce again within so many ms, enrolment is answered as the first time. */
#define XY_SERVER_ENROLL_AGAIN (10 * 60 * 1000)
#define XY_SERVER_NAME_MOST 64 /* characters */
#define XY_SERVER_NONCE_MOST 64
#define XY_SERVER_TOKEN_SIZE 32
#define XY_SERVER_TOKEN_TEXT (2 * XY_SERVER_TOKEN_SIZE + 1)

struct _XyServerAccount
{
  gint64 id;
  gint64 scope;
  XyServerRole role;
  gint64 made; /* instants */
  gint64 seen;
  gboolean revoked;
  char name[4 * XY_SERVER_NAME_MOST + 1];
};

const char *xy_server_role_word (XyServerRole role); /* "village" … */
gboolean xy_server_role_from_word (const char *word, XyServerRole *role);
/* Of whom SCOPE speaks; FALSE where it is no division code. */
gboolean xy_server_role_of_scope (gint64 scope, XyServerRole *role);

/* Whether STREAM, a division code, lies in the account's scope. */
gboolean xy_access_scope_ok (const XyServerAccount *account, gint64 stream);

/*
 * Whether ACCOUNT may write a record of TABLE in this way ('i', 'u', 'd'). STEP is the kind of step where the record is
 * one of a bylaw, or NULL; TOWNSHIP_SINCE is since when (instant) the township reviews over the line, or 0. *HELD
 * says of a refusal that it is not final: somebody at the county may let it pass.
 */
gboolean xy_access_may_push (const XyServerAccount *account,
                             const char *table,
                             char kind,
                             const char *step,
                             gint64 written,
                             gint64 township_since,
                             gboolean *held);

/* A new code for a computer of SCOPE, in CODE, which has room for XY_SERVER_CODE_LENGTH + 1. INVALID: scope. */
gboolean xy_access_make_code (XyServerStore *store,
                              const XyServerKeys *keys,
                              gint64 scope,
                              const char *note,
                              char *code,
                              GError **error);

typedef struct
{
  const char *code; /* as somebody typed it */
  const char *name;
  const char *nonce;
  const char *kind; /* "village", "office": what the computer is to be; NULL: whatever the code is for */
  guint8 pub[32];
} XyServerEnrolling;

typedef struct
{
  XyServerAccount account;
  gint64 device;       /* of a village's computer */
  gboolean other_kind; /* the code is good, and stays so, but for the other kind */
  char token[XY_SERVER_TOKEN_TEXT];
} XyServerEnrolled;

/* FALSE with no error where the code is wrong, used or too old: nobody learns which. */
gboolean xy_access_enroll (XyServerStore *store,
                           const XyServerKeys *keys,
                           const XyServerEnrolling *asked,
                           XyServerEnrolled *enrolled,
                           GError **error);

/* The account that TOKEN (64 hex digits) is of, revoked or not. */
gboolean xy_access_find (XyServerStore *store, const char *token, XyServerAccount *account, GError **error);
gboolean xy_access_get (XyServerStore *store, gint64 id, XyServerAccount *account, GError **error);
/* The account that writes under DEVICE. */
gboolean
xy_access_of_device (XyServerStore *store, gint64 stream, gint64 device, XyServerAccount *account, GError **error);
/* The Ed25519 key of an account. */
gboolean xy_access_get_key (XyServerStore *store, gint64 id, guint8 pub[32], GError **error);

/* Notes that ACCOUNT was here, at most every ten minutes: when that is due. */
gboolean xy_access_is_due (XyServerStore *store, const XyServerAccount *account);
gboolean xy_access_touch (XyServerStore *store, XyServerAccount *account, GError **error);

/* A device of ACCOUNT in STREAM, which is in its scope; with the same NONCE the same one. FALSE with no error where
 * there is no such stream. */
gboolean xy_access_join (XyServerStore *store,
                         const XyServerAccount *account,
                         gint64 stream,
                         const char *nonce,
                         gint64 *device,
                         GError **error);

/* From now on its token opens nothing. NOT_FOUND. */
gboolean xy_access_revoke (XyServerStore *store, gint64 id, GError **error);

/* All accounts under SCOPE (0: all), in the order of their scopes. Returns: (transfer full) of XyServerAccount. */
GArray *xy_access_list (XyServerStore *store, gint64 scope, GError **error);

G_END_DECLS
