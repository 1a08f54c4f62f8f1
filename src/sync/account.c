/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/account.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "sync/account-private.h"

#define LOAD_SQL                                                                                                       \
  "SELECT url, ca, pins, account, role, scope, token, secret, server_key, box_key, nonce, receipt, receipt_at, "       \
  "receipt_n, last_try_at, last_error, files FROM line WHERE account IS NOT NULL"
#define RECEIPT_SQL "UPDATE line SET receipt = ?1, receipt_at = ?2, receipt_n = ?3"
#define TRY_SQL "UPDATE line SET last_try_at = ?1, last_error = ?2"

typedef struct
{
  const char *signature;
  gint64 at;
  gint64 n;
} Receipt;

static void
read_key (XyRows *rows, int column, guint8 key[XY_ACCOUNT_KEY_SIZE])
{
  gsize length;
  const void *bytes = xy_rows_bytes (rows, column, &length);

  if (length == XY_ACCOUNT_KEY_SIZE)
    memcpy (key, bytes, XY_ACCOUNT_KEY_SIZE);
}

static gboolean
keep_receipt (XyTxn *txn, gpointer data, GError **error)
{
  const Receipt *receipt = data;

  return xy_db_run (xy_txn_get_db (txn), RECEIPT_SQL,
                    XY_BIND (XY_TEXT (receipt->signature), XY_INT (receipt->at), XY_INT (receipt->n)), error);
}

void
xy_account_free (XyAccount *account)
{
  if (account == NULL)
    return;
  g_free (account->url);
  g_free (account->ca);
  g_free (account->pins);
  g_free (account->account);
  g_free (account->role);
  g_free (account->token);
  g_free (account->nonce);
  g_free (account->receipt);
  sodium_memzero (account->secret, sizeof account->secret);
  g_free (account);
}

XyAccount *
xy_account_load (XyStore *store, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), LOAD_SQL, XY_BIND_NONE, error);

  if (!xy_rows_next (rows, error))
    return NULL;
  XyAccount *account = g_new0 (XyAccount, 1);
  account->url = g_strdup (xy_rows_text (rows, 0));
  account->ca = g_strdup (xy_rows_text (rows, 1));
  account->pins = g_strdup (xy_rows_text (rows, 2));
  account->account = g_strdup (xy_rows_text (rows, 3));
  account->role = g_strdup (xy_rows_text (rows, 4));
  account->scope = xy_rows_int (rows, 5);
  account->token = g_strdup (xy_rows_text (rows, 6));
  read_key (rows, 7, account->secret);
  read_key (rows, 8, account->server_key);
  read_key (rows, 9, account->box_key);
  account->nonce = g_strdup (xy_rows_text (rows, 10));
  account->receipt = g_strdup (xy_rows_text (rows, 11));
  account->receipt_at = xy_rows_int (rows, 12);
  account->receipt_n = xy_rows_int (rows, 13);
  account->last_try_at = xy_rows_int (rows, 14);
  account->trouble = xy_trouble_from_word (xy_rows_text (rows, 15));
  account->files = xy_rows_int (rows, 16);
  return account;
}

XyLine *
xy_account_open_line (const XyAccount *account)
{
  return xy_line_new (account->url, account->ca, account->pins, account->token);
}

char *
xy_account_receipt_text (gint64 stream, const XyAnswer *answer)
{
  char hash[XY_WIRE_HEX_SIZE];

  xy_wire_hash_to_text (answer->hash, hash);
  return g_strdup_printf ("xy1 receipt\n%" G_GINT64_FORMAT " %" G_GINT64_MODIFIER "x %" G_GINT64_FORMAT
                          " %s %s %" G_GINT64_FORMAT "\n",
                          stream, answer->device, answer->last, hash, answer->epoch, answer->now);
}

gboolean
xy_account_keep_receipt (XyStore *store,
                         const XyAccount *account,
                         gint64 stream,
                         const XyAnswer *answer,
                         const char *signature,
                         GError **error)
{
  gsize length = 0;
  g_autofree guchar *bytes = g_base64_decode (signature, &length);
  g_autofree char *text = xy_account_receipt_text (stream, answer);
  Receipt receipt = { signature, answer->now, answer->last };

  if (length != crypto_sign_BYTES
      || crypto_sign_verify_detached (bytes, (const guint8 *) text, strlen (text), account->server_key) != 0)
    {
      g_info ("line: a receipt that is not the county's");
      return TRUE;
    }
  return xy_store_receive (store, keep_receipt, &receipt, error);
}

gboolean
xy_account_keep_try (XyStore *store, gint64 now, XyTrouble trouble, GError **error)
{
  return xy_store_write_local (store, TRY_SQL, XY_BIND (XY_INT (now), XY_TEXT (xy_trouble_word (trouble))), error);
}

gboolean
xy_account_keep_files (XyStore *store, gint64 files, GError **error)
{
  return xy_store_write_local (store, "UPDATE line SET files = ?1 WHERE files <> ?1", XY_BIND (XY_INT (files)), error);
}
