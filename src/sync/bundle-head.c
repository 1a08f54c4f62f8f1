/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/bundle-private.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define INT "%" G_GINT64_FORMAT
#define HEX "%" G_GINT64_MODIFIER "x"
#define HEAD_SQL                                                                                                       \
  "SELECT ?1 ->> 'p', ?1 ->> 'file', ?1 ->> 'sid', ?1 ->> 'dev', ?1 ->> 'account', ?1 ->> 'ep', ?1 ->> 'from', "       \
  "?1 ->> 'to', ?1 ->> 'part', ?1 ->> 'at', ?1 ->> 'box', ?1 ->> 'key', (?1 ->> 'sign') || ' ' || (?1 ->> 'seal') "    \
  "|| ' ' || (?1 ->> 'stream') || ' ' || (?1 ->> 'pack')"
#define METHODS "ed25519ph x25519 xchacha20poly1305 gzip"
/* A division code has no more digits. */
#define STREAM_MOST G_GINT64_CONSTANT (999999999999)

static const char *const kinds[] = { "operations", "photos", "receipt" };

static gboolean
not_ours (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS, _ ("This file is no bundle and no receipt of Xiangyue."));
  return FALSE;
}

char *
xy_bundle_head_name (const XyBundleHead *head)
{
  g_autofree char *part = head->part > 0 ? g_strdup_printf ("-p" INT, head->part) : g_strdup ("");

  return g_strdup_printf ("XY-" INT "-" HEX "-" INT "-" INT "%s%s", head->stream, head->device, head->from, head->to,
                          part, head->kind == XY_BUNDLE_RECEIPT ? XY_RECEIPT_SUFFIX : XY_BUNDLE_SUFFIX);
}

void
xy_bundle_head_append (GString *out, const XyBundleHead *head)
{
  char box[XY_WIRE_HEX_SIZE], key[XY_WIRE_HEX_SIZE];

  xy_wire_hash_to_text (head->box, box);
  xy_wire_hash_to_text (head->key, key);
  g_string_append_printf (out,
                          "{\"p\":\"" XY_WIRE_MAGIC "\",\"file\":\"%s\",\"sign\":\"ed25519ph\",\"seal\":\"x25519\","
                          "\"stream\":\"xchacha20poly1305\",\"pack\":\"gzip\",\"sid\":" INT ",\"dev\":\"" HEX
                          "\",\"account\":\"" HEX "\",\"ep\":\"%s\",\"from\":" INT ",\"to\":" INT ",\"part\":" INT
                          ",\"at\":" INT ",\"box\":\"%s\",\"key\":\"%s\"}",
                          kinds[head->kind], head->stream, head->device, head->account, head->epoch, head->from,
                          head->to, head->part, head->at, box, key);
}

/* What the object says but for its methods. */
static gboolean
read_rows (XyRows *rows, XyBundleHead *head)
{
  const char *kind = xy_rows_text (rows, 1);
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) && g_strcmp0 (kind, kinds[i]) != 0)
    i++;
  if (i == G_N_ELEMENTS (kinds) || !xy_wire_number_from_text (xy_rows_text (rows, 3), &head->device)
      || !xy_wire_number_from_text (xy_rows_text (rows, 4), &head->account)
      || !xy_wire_epoch_from_text (xy_rows_text (rows, 5), head->epoch)
      || !xy_wire_hash_from_text (xy_rows_text (rows, 10), head->box)
      || !xy_wire_hash_from_text (xy_rows_text (rows, 11), head->key))
    return FALSE;
  head->kind = (XyBundleKind) i;
  head->stream = xy_rows_int (rows, 2);
  head->from = xy_rows_int (rows, 6);
  head->to = xy_rows_int (rows, 7);
  head->part = xy_rows_int (rows, 8);
  head->at = xy_rows_int (rows, 9);
  return head->stream > 0 && head->stream <= STREAM_MOST && head->from > 0 && head->to >= head->from - 1
         && head->part >= 0;
}

gboolean
xy_bundle_head_read (XyWire *wire, const char *text, gsize length, XyBundleHead *head, GError **error)
{
  gint64 valid = 0;

  *head = (XyBundleHead){ 0 };
  if (xy_wire_check_line (text, length) != XY_WIRE_FINE)
    return not_ours (error);
  g_autofree char *line = g_strndup (text, length);
  if (!xy_db_number (xy_wire_get_db (wire), "SELECT json_valid (?1) AND json_type (?1) = 'object'",
                     XY_BIND (XY_TEXT (line)), &valid, NULL)
      || !valid)
    return not_ours (error);
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (wire), HEAD_SQL, XY_BIND (XY_TEXT (line)), NULL);
  if (!xy_rows_next (rows, NULL) || g_strcmp0 (xy_rows_text (rows, 0), XY_WIRE_MAGIC) != 0)
    return not_ours (error);
  if (g_strcmp0 (xy_rows_text (rows, 12), METHODS) != 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NEWER_SCHEMA,
                           _ ("This file was made by a newer version of the program."));
      return FALSE;
    }
  return read_rows (rows, head) || not_ours (error);
}

void
xy_bundle_public (const guint8 seed[XY_BUNDLE_KEY_SIZE], guint8 key[XY_BUNDLE_KEY_SIZE])
{
  guint8 secret[crypto_sign_SECRETKEYBYTES];

  crypto_sign_seed_keypair (key, secret, seed);
  sodium_memzero (secret, sizeof secret);
}

void
xy_bundle_box_of_seed (const guint8 seed[XY_BUNDLE_KEY_SIZE], guint8 secret[XY_BUNDLE_KEY_SIZE])
{
  guint8 key[crypto_sign_PUBLICKEYBYTES], sign[crypto_sign_SECRETKEYBYTES];

  crypto_sign_seed_keypair (key, sign, seed);
  crypto_sign_ed25519_sk_to_curve25519 (secret, sign);
  sodium_memzero (sign, sizeof sign);
}

gboolean
xy_bundle_box_of_key (const guint8 key[XY_BUNDLE_KEY_SIZE], guint8 box[XY_BUNDLE_KEY_SIZE])
{
  return crypto_sign_ed25519_pk_to_curve25519 (box, key) == 0;
}

gboolean
xy_bundle_cannot_write (int number, const char *path, GError **error)
{
  g_info ("%s", g_strerror (number));
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
      g_set_error (
          error, XY_ERROR, XY_ERROR_FULL,
          _ ("There is not enough room on the stick. Nothing is lost: free some room, or take another one, and "
             "try again."));
      break;
    case EFBIG:
      g_set_error (error, XY_ERROR, XY_ERROR_FULL,
                   _ ("The stick cannot hold a file this large. Please take another one."));
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      g_set_error (
          error, XY_ERROR, XY_ERROR_FULL,
          _ ("The stick is write-protected: nothing can be written to %s. Move the switch at its side, or take "
             "another one."),
          path);
      break;
    case ENOENT:
    case ENOTDIR:
    case ENODEV:
    case ENXIO:
    case EIO:
    case ENOTCONN:
      g_set_error (error, XY_ERROR, XY_ERROR_FULL,
                   _ ("The stick is not there any longer, or does not answer: %s. Nothing is lost: plug it in and try "
                      "again."),
                   path);
      break;
    default:
      g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), path);
    }
  return FALSE;
}

gboolean
xy_bundle_cannot_read (int number, const char *path, GError **error)
{
  g_info ("%s", g_strerror (number));
  if (number == ENOENT || number == ENOTDIR || number == EACCES || number == EISDIR)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This file cannot be opened: %s"), path);
  else
    g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE,
                 _ ("The stick is not there any longer, or does not answer: %s. Nothing is lost: plug it in and try "
                    "again."),
                 path);
  return FALSE;
}

gboolean
xy_bundle_damaged (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file was cut short, damaged or altered."));
  return FALSE;
}
