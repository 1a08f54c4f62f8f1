/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/writer.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#include "sync/account-private.h"
#include "sync/local.h"

#define NONCE_BYTES 16
#define FOLDER_MODE 0700
#define FILE_MODE 0600
#define NONCE_SQL "UPDATE line SET nonce = ?1"
#define SECRETS_SQL "UPDATE line SET token = ?1, secret = ?2"

/* What is written beside, one group for each stream. */
typedef struct
{
  char *path;
  char *group;
  GKeyFile *keys;
} Writer;

typedef struct
{
  const char *nonce;
  guint64 fork; /* 0: it is no copy */
  const char *token;
  const guint8 *secret;
} Marks;

static void
writer_clear (Writer *writer)
{
  g_free (writer->path);
  g_free (writer->group);
  g_clear_pointer (&writer->keys, g_key_file_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static void
writer_read (Writer *writer, gint64 stream)
{
  const char *folder = g_getenv ("XIANGYUE_CONFIG");

  writer->path = folder != NULL ? g_build_filename (folder, "writer", NULL)
                                : g_build_filename (g_get_user_config_dir (), "xiangyue", "writer", NULL);
  writer->group = g_strdup_printf ("%" G_GINT64_FORMAT, stream);
  writer->keys = g_key_file_new ();
  g_key_file_load_from_file (writer->keys, writer->path, G_KEY_FILE_NONE, NULL);
}

static gboolean
same (const Writer *writer, const char *key, const char *value)
{
  g_autofree char *kept = g_key_file_get_string (writer->keys, writer->group, key, NULL);

  return kept != NULL && g_strcmp0 (kept, value) == 0;
}

/* Empty where the system has none. */
static char *
machine_id (void)
{
  char *id = NULL;

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL))
    return g_strdup ("");
  return g_strstrip (id);
}

static char *
inode_of (XyStore *store)
{
  GStatBuf status;

  if (g_stat (xy_store_get_path (store), &status) != 0)
    return g_strdup ("");
  return g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) status.st_ino);
}

/* Where it cannot be written, the file is taken for a copy at the next start, which costs a number and nothing else. */
static void
writer_keep (Writer *writer, XyStore *store, const XyAccount *account, const char *nonce)
{
  char secret[2 * XY_ACCOUNT_KEY_SIZE + 1];
  g_autofree char *machine = machine_id (), *inode = inode_of (store), *folder = g_path_get_dirname (writer->path);
  g_autofree char *text = NULL;
  gsize length;

  sodium_bin2hex (secret, sizeof secret, account->secret, sizeof account->secret);
  g_key_file_set_string (writer->keys, writer->group, "nonce", nonce);
  g_key_file_set_string (writer->keys, writer->group, "machine", machine);
  g_key_file_set_string (writer->keys, writer->group, "inode", inode);
  g_key_file_set_string (writer->keys, writer->group, "account", account->account);
  if (account->token != NULL)
    {
      g_key_file_set_string (writer->keys, writer->group, "token", account->token);
      g_key_file_set_string (writer->keys, writer->group, "secret", secret);
    }
  text = g_key_file_to_data (writer->keys, &length, NULL);
  g_mkdir_with_parents (folder, FOLDER_MODE);
  if (!g_file_set_contents_full (writer->path, text, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, FILE_MODE, NULL))
    g_info ("writer: not written");
  sodium_memzero (secret, sizeof secret);
}

static gboolean
is_same_file (const Writer *writer, XyStore *store, const XyAccount *account)
{
  g_autofree char *machine = machine_id (), *inode = inode_of (store);

  return account->nonce != NULL && same (writer, "nonce", account->nonce) && same (writer, "machine", machine)
         && same (writer, "inode", inode);
}

/* What a backup leaves out, where it is known here. */
static void
recall_secrets (const Writer *writer, XyAccount *account)
{
  gsize length = 0;
  g_autofree char *secret = g_key_file_get_string (writer->keys, writer->group, "secret", NULL);

  if (account->token != NULL || !same (writer, "account", account->account) || secret == NULL
      || sodium_hex2bin (account->secret, sizeof account->secret, secret, strlen (secret), NULL, &length, NULL) != 0
      || length != sizeof account->secret)
    return;
  account->token = g_key_file_get_string (writer->keys, writer->group, "token", NULL);
}

static gboolean
keep_marks (XyTxn *txn, gpointer data, GError **error)
{
  const Marks *marks = data;
  XyDb *db = xy_txn_get_db (txn);

  return xy_db_run (db, NONCE_SQL, XY_BIND (XY_TEXT (marks->nonce)), error)
         && (marks->token == NULL
             || xy_db_run (db, SECRETS_SQL,
                           XY_BIND (XY_TEXT (marks->token), XY_BYTES (marks->secret, XY_ACCOUNT_KEY_SIZE)), error))
         && (marks->fork == 0 || xy_local_set_copied (txn, marks->fork, error));
}

/* First in the village's file: power that fails in between makes it a copy, never two files of one. */
static gboolean
begin (XyStore *store, Writer *writer, XyAccount *account, guint64 fork, GError **error)
{
  g_autofree char *nonce = xy_account_random_hex (xy_store_get_env (store), NONCE_BYTES);
  Marks marks = { nonce, fork, account->token, account->secret };

  if (!xy_store_receive (store, keep_marks, &marks, error))
    return FALSE;
  writer_keep (writer, store, account, nonce);
  return TRUE;
}

static gboolean
stream_of (XyStore *store, gint64 *stream, GError **error)
{
  *stream = 0;
  return xy_db_number (xy_store_get_db (store), "SELECT stream FROM sync", XY_BIND_NONE, stream, error);
}

gboolean
xy_writer_check (XyStore *store, gboolean *copied, GError **error)
{
  g_auto (Writer) writer = { NULL };
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyAccount) account = xy_account_load (store, &problem);
  gint64 stream;
  guint64 fork;

  if (copied != NULL)
    *copied = FALSE;
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (!stream_of (store, &stream, error))
    return FALSE;
  if (account == NULL || stream == 0)
    return TRUE;
  writer_read (&writer, stream);
  if (is_same_file (&writer, store, account))
    return TRUE;
  if (copied != NULL)
    *copied = TRUE;
  recall_secrets (&writer, account);
  xy_store_get_env (store)->random ((guint8 *) &fork, sizeof fork, xy_store_get_env (store)->data);
  return begin (store, &writer, account, fork | 1, error);
}

gboolean
xy_writer_begin (XyStore *store, GError **error)
{
  g_auto (Writer) writer = { NULL };
  g_autoptr (XyAccount) account = xy_account_load (store, error);
  gint64 stream;

  if (account == NULL || !stream_of (store, &stream, error))
    return FALSE;
  writer_read (&writer, stream);
  return begin (store, &writer, account, 0, error);
}
