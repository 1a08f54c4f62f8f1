/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * account: as whom this computer speaks to the county (table line, data/schema/0012-line.sql).
 *
 * The county prints a code, which is good once. This computer makes an Ed25519 key, asks with the code and a nonce, and
 * is given its account, a token that goes with every request, the number under which it writes, and the county's keys.
 * Nonce and key are kept before it asks, so that an answer that was lost is asked for again and is the same.
 *
 * A computer that is enrolled again (its account was revoked, or its file came out of a backup) keeps all that is in
 * the file: what was not answered is sent under the new number, and all is read again.
 */
#pragma once

#include <gio/gio.h>

#include "core/store.h"
#include "sync/line.h"

G_BEGIN_DECLS

#define XY_ACCOUNT_KEY_SIZE 32
#define XY_ACCOUNT_TOKEN_LENGTH 64

typedef struct
{
  char *url;
  char *ca;      /* PEM, or NULL */
  char *pins;    /* or NULL */
  char *account; /* hex */
  char *role;    /* "village", "township", "county" */
  gint64 scope;
  char *token;                            /* NULL: left out of a backup; must be enrolled again */
  guint8 secret[XY_ACCOUNT_KEY_SIZE];     /* seed of the Ed25519 key; zeros where the token is NULL */
  guint8 server_key[XY_ACCOUNT_KEY_SIZE]; /* Ed25519 */
  guint8 box_key[XY_ACCOUNT_KEY_SIZE];    /* X25519 */
  char *nonce;
  char *receipt; /* base64, or NULL */
  gint64 receipt_at;
  gint64 receipt_n;
  gint64 last_try_at;
  XyTrouble trouble;
  gint64 files; /* left to be sent when they were last looked at */
} XyAccount;

void xy_account_free (XyAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyAccount, xy_account_free)

/* NULL with no error where this computer was never enrolled. */
XyAccount *xy_account_load (XyStore *store, GError **error);

/* What is typed, or printed on the county's slip. Borrowed. */
typedef struct
{
  const char *url;  /* https://…; http:// only to this computer itself */
  const char *code; /* spaces, dashes and the case of letters count for nothing */
  const char *name; /* of this computer; NULL: as the system calls it */
  const char *ca;   /* PEM, or NULL for the system's certificates */
  const char *pins; /* or NULL */
  gint64 stream;    /* whose file this is; 0: of the village in it; a township's own file (core/scope.h) has none */
} XyEnrolment;

/* INVALID with the field "url", "code" or "pins" where it cannot be. */
gboolean xy_enrolment_check (const XyEnrolment *enrolment, GError **error);

/*
 * Asks the county and keeps what it gave. Waits for the network: not for the main thread. DENIED where the code is
 * wrong, used or old, or for another village; CONFLICT where it is for the other kind of computer (a village's, or a
 * township's or the county's), for which it is good still; OFFLINE where nobody answers; CANCELLED. Whatever came out,
 * what was in the file before is as good as before.
 */
gboolean xy_account_enroll (XyStore *store, const XyEnrolment *enrolment, GCancellable *cancellable, GError **error);

/*
 * For the file STORE of the village STREAM at a township's (county's) computer, whose own file has the account OFFICE:
 * asks for a number to write there and keeps it with the account. Errors as above.
 */
gboolean
xy_account_join (XyStore *store, const XyAccount *office, gint64 stream, GCancellable *cancellable, GError **error);

/* A line to its county. Returns: (transfer full). */
XyLine *xy_account_open_line (const XyAccount *account);

/*
 * Keeps the county's signature under its ANSWER to a push as the last receipt, where it is the county's. SIGNATURE is
 * the header X-Xy-Receipt, base64 of Ed25519 over "xy1 receipt\n<sid> <dev> <last> <h> <epoch> <now>\n". What is not
 * signed by the county's key is not kept, and that is no error.
 */
gboolean xy_account_keep_receipt (XyStore *store,
                                  const XyAccount *account,
                                  gint64 stream,
                                  const XyAnswer *answer,
                                  const char *signature,
                                  GError **error);
/* The text that is signed. Returns: (transfer full). */
char *xy_account_receipt_text (gint64 stream, const XyAnswer *answer);

/* How the last try went. */
gboolean xy_account_keep_try (XyStore *store, gint64 now, XyTrouble trouble, GError **error);
/* How many files are left to be sent. */
gboolean xy_account_keep_files (XyStore *store, gint64 files, GError **error);

G_END_DECLS
