/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * inbox: bundles that came on a stick, or into a folder that the county watches (sync/bundle.h). What is in them goes
 * through the store as what comes over the line, and a receipt is written beside each.
 *
 * A bundle may come any number of times and in any order: the store knows what it has. What follows on something that
 * is not here is parked (parked.h). What a computer that was struck off has written is held for somebody at the county
 * to look at ("revoked"), and its village sees it as returned; it is told no more than that.
 */
#pragma once

#include "server/access.h"
#include "sync/bundle.h"

G_BEGIN_DECLS

typedef struct
{
  guint8 key[XY_BUNDLE_KEY_SIZE]; /* Ed25519 of the account */
  gboolean revoked;
} XyInboxWho;

/*
 * Who writes DEVICE's operations of STREAM as ACCOUNT, and lets the store know. FALSE with no error where there is no
 * such account, the device is not its, or the stream is out of its scope.
 */
typedef gboolean (*XyInboxFind) (XyServerStore *store,
                                 gint64 account,
                                 gint64 stream,
                                 gint64 device,
                                 XyInboxWho *who,
                                 gpointer data,
                                 GError **error);

typedef struct
{
  XyServerStore *store;
  guint8 seed[XY_BUNDLE_KEY_SIZE];       /* of the county's Ed25519 key */
  guint8 box_secret[XY_BUNDLE_KEY_SIZE]; /* of its X25519 key */
  /* A file of the county's: bundles are copied beside it while they are read, and the villages' photos and papers are
   * kept there, files/<village>/<name>. */
  const char *work;
  XyInboxFind find;
  gpointer data;
  gint64 rows;     /* of a page of a receipt; 0: XY_WIRE_PAGE_ROWS */
  GMutex *writing; /* is held while something is written; NULL: nobody else writes */
} XyInbox;

/* Writers are the accounts of the store (access.h); WRITER is where one is kept meanwhile. */
void xy_inbox_init (XyInbox *inbox,
                    XyServerStore *store,
                    const XyServerKeys *keys,
                    const char *work,
                    XyServerAccount *writer);

typedef struct
{
  gint64 stream;
  gint64 device;
  gint64 taken;   /* operations that were not here before, those set aside among them */
  gint64 parked;  /* that wait for what comes before them */
  gint64 files;   /* photos and papers of it that are here */
  gboolean aside; /* of a computer that was struck off */
  gboolean split; /* its history has split: it was given another number */
  char *receipt;  /* path */
} XyInboxResult;

void xy_inbox_result_clear (XyInboxResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyInboxResult, xy_inbox_result_clear)

/*
 * Takes the bundle FILE and writes its receipt into FOLDER (NULL: beside it). NOT_OURS, NEWER_SCHEMA, UNREADABLE
 * (damaged); DENIED: sealed for another county, or from a computer that is not known or may not write that village.
 * Where only the receipt could not be written (FULL), what is in the bundle is taken.
 */
gboolean
xy_inbox_take (const XyInbox *inbox, const char *file, const char *folder, XyInboxResult *result, GError **error);

/* Takes what is parked and no longer waits, of all devices. */
gboolean xy_inbox_take_parked (const XyInbox *inbox, GError **error);

/* Where the photo or paper NAME of a village is. Returns: (transfer full). */
char *xy_inbox_file_path (const XyInbox *inbox, gint64 stream, const char *name);

/* What an administrator is told. Returns: (transfer full). */
char *xy_inbox_result_sentence (const XyInboxResult *result);

/* What is told of one file: RESULT (may be NULL) came out, or PROBLEM. */
typedef void (*XyInboxTold) (const char *file, const XyInboxResult *result, const GError *problem, gpointer data);

/*
 * A folder that is watched: each sweep takes the bundles that have no receipt beside them yet. One that cannot be taken
 * is told once, and looked at again when it has changed: it may still be on its way here.
 */
typedef struct _XyInboxFolder XyInboxFolder;
XyInboxFolder *xy_inbox_folder_new (const char *path);
void xy_inbox_folder_free (XyInboxFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyInboxFolder, xy_inbox_folder_free)
/* FALSE where the store itself fails; *N_TAKEN: bundles. */
gboolean xy_inbox_folder_sweep (XyInboxFolder *folder,
                                const XyInbox *inbox,
                                XyInboxTold told,
                                gpointer data,
                                guint *n_taken,
                                GError **error);

G_END_DECLS
