/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include <sodium.h>

#include "server/down.h"
#include "server/inbox-private.h"
#include "sync/account.h"

/* A receipt ends before it is too large for a stick; what is left comes with the next one. */
#define RECEIPT_MOST (XY_BUNDLE_SIZE_MOST / 2)

/* Whether what was carried here is the history that is known of DEVICE, as far as both go. */
static gboolean
same_history (XyServerStore *store, const XyServerDevice *device, const XyAsk *ask, gboolean *same, GError **error)
{
  const gint64 numbers[] = { ask->acked, ask->max };
  const guint8 *hashes[] = { ask->acked_hash, ask->max_hash };

  *same = TRUE;
  for (guint i = 0; *same && i < G_N_ELEMENTS (numbers); i++)
    {
      guint8 hash[XY_HASH_SIZE];
      if (numbers[i] > device->last)
        continue;
      if (!xy_server_hash_read (store, device, numbers[i], hash, error))
        return FALSE;
      *same = memcmp (hash, hashes[i], XY_HASH_SIZE) == 0;
    }
  return TRUE;
}

static gboolean
write_answer (XyBundleWriter *writer, char frame, const XyAnswer *answer, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  xy_answer_append (text, answer);
  return xy_bundle_writer_text (writer, frame, text->str, text->len, error);
}

/* The county's word for it, as over the line. */
static gboolean
write_signature (XyInboxBundle *bundle, XyBundleWriter *writer, const XyAnswer *answer, GError **error)
{
  g_autofree char *text = xy_account_receipt_text (bundle->ask.stream, answer);
  guint8 key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES], signature[crypto_sign_BYTES];

  crypto_sign_seed_keypair (key, secret, bundle->inbox->seed);
  crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text), secret);
  sodium_memzero (secret, sizeof secret);
  g_autofree char *base64 = g_base64_encode (signature, sizeof signature);
  return xy_bundle_writer_text (writer, XY_BUNDLE_FRAME_SIGNATURE, base64, strlen (base64), error);
}

/* Pages behind CURSOR, up to the last change. */
static gboolean
write_pages (XyInboxBundle *bundle, XyBundleWriter *writer, gint64 cursor, GError **error)
{
  XyServerStore *store = bundle->inbox->store;
  gint64 rows = bundle->inbox->rows > 0 ? bundle->inbox->rows : XY_WIRE_PAGE_ROWS;
  XyWirePage page = { .more = TRUE };
  XyWireLines lines;

  while (page.more && xy_bundle_writer_size (writer) < RECEIPT_MOST)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      if (!xy_server_store_pull (store, bundle->ask.stream, bundle->ask.device, store->epoch, cursor, rows, text,
                                 error))
        return FALSE;
      if (!xy_wire_read_page (store->wire, text->str, text->len, &page, &lines, NULL))
        break;
      if (!xy_bundle_writer_text (writer, XY_BUNDLE_FRAME_PAGE, text->str, text->len, error))
        return FALSE;
      cursor = page.to;
    }
  return TRUE;
}

/* Notices and files of rules. */
static gboolean
write_down (XyInboxBundle *bundle, XyBundleWriter *writer, GError **error)
{
  gint64 cursor = g_str_equal (bundle->ask.epoch, bundle->inbox->store->epoch) ? bundle->ask.down : 0, to;
  gboolean more = TRUE;

  while (more && xy_bundle_writer_size (writer) < RECEIPT_MOST)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      if (!xy_server_down_page (bundle->inbox->store, bundle->ask.stream, cursor, text, &to, &more, error))
        return FALSE;
      if (to > cursor && !xy_bundle_writer_text (writer, XY_BUNDLE_FRAME_DOWN, text->str, text->len, error))
        return FALSE;
      cursor = to;
    }
  return TRUE;
}

/* A number of its own, asked for as over the line. */
static gboolean
write_number (XyInboxBundle *bundle, XyBundleWriter *writer, GError **error)
{
  XyServerStore *store = bundle->inbox->store;
  XyAsk ask = bundle->ask;
  g_autoptr (GString) text = g_string_new (NULL), answer = g_string_new (NULL);
  g_auto (XyAnswer) number = { 0 };

  ask.kind = XY_ASK_FORK;
  xy_ask_append (text, &ask);
  xy_inbox_lock (bundle->inbox);
  gboolean ok = xy_server_store_ask (store, text->str, text->len, answer, error);
  xy_inbox_unlock (bundle->inbox);
  if (!ok)
    return FALSE;
  if (!xy_answer_read (store->wire, answer->str, answer->len, &number)
      || (number.kind != XY_ANSWER_OK && number.kind != XY_ANSWER_FORK))
    return TRUE;
  bundle->result->split = number.kind == XY_ANSWER_OK;
  return xy_bundle_writer_text (writer, XY_BUNDLE_FRAME_NUMBER, answer->str, answer->len, error);
}

static gboolean
write_frames (XyInboxBundle *bundle, XyBundleWriter *writer, GError **error)
{
  XyServerStore *store = bundle->inbox->store;
  const XyAsk *ask = &bundle->ask;
  g_autoptr (GString) asked = g_string_new (NULL);
  g_auto (XyAnswer) answer = { 0 };
  XyServerDevice device;
  gboolean same = FALSE;

  xy_ask_append (asked, ask);
  if (!xy_bundle_writer_text (writer, XY_BUNDLE_FRAME_ASK, asked->str, asked->len, error)
      || !xy_server_device_read (store, ask->stream, ask->device, &device, error)
      || !same_history (store, &device, ask, &same, error))
    return FALSE;
  if (bundle->who.revoked)
    {
      xy_server_answer_init (store, &answer, XY_ANSWER_DENIED, NULL);
      return write_answer (writer, XY_BUNDLE_FRAME_ANSWER, &answer, error);
    }
  gboolean epoch = g_str_equal (ask->epoch, store->epoch), fork = !same || ask->kind == XY_ASK_FORK;
  xy_server_answer_init (store, &answer, fork ? XY_ANSWER_FORK : epoch ? XY_ANSWER_OK : XY_ANSWER_EPOCH, &device);
  /* Who knows another history knows nothing of what was decided in this one. */
  if (!fork && !xy_server_results_read (store, &device, epoch ? ask->acked + 1 : 1, device.last, &answer, error))
    return FALSE;
  if (!write_answer (writer, XY_BUNDLE_FRAME_ANSWER, &answer, error)
      || (answer.kind == XY_ANSWER_OK && !write_signature (bundle, writer, &answer, error)))
    return FALSE;
  if (fork)
    return write_number (bundle, writer, error);
  if (!write_down (bundle, writer, error))
    return FALSE;
  if (store->reader > ask->schema)
    return TRUE;
  /* Pages are of use only to who has nothing to send again first (bundle-import.c). */
  return answer.last < ask->max
         || write_pages (bundle, writer, epoch && ask->cursor <= answer.head ? ask->cursor : 0, error);
}

gboolean
xy_inbox_write_receipt (XyInboxBundle *bundle,
                        const char *file,
                        const char *folder,
                        const GString *names,
                        GError **error)
{
  const XyBundleHead *of = bundle->head;
  XyBundleHead head = { .kind = XY_BUNDLE_RECEIPT,
                        .stream = of->stream,
                        .device = of->device,
                        .account = of->account,
                        .from = of->from,
                        .to = of->to,
                        .part = of->part,
                        .at = xy_env_now (bundle->inbox->store->env) };
  g_autofree char *beside = g_path_get_dirname (file), *name = g_path_get_basename (file);

  g_strlcpy (head.epoch, bundle->inbox->store->epoch, sizeof head.epoch);
  if (!xy_bundle_box_of_key (bundle->who.key, head.box))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("The key of this computer is damaged at the county."));
      return FALSE;
    }
  g_autoptr (XyBundleWriter) writer =
      xy_bundle_writer_new (folder != NULL ? folder : beside, &head, bundle->inbox->seed, error);
  if (writer == NULL)
    return FALSE;
  if (g_str_has_suffix (name, XY_BUNDLE_SUFFIX))
    {
      name[strlen (name) - strlen (XY_BUNDLE_SUFFIX)] = '\0';
      xy_bundle_writer_set_name (writer, name);
    }
  if (!(of->kind == XY_BUNDLE_PHOTOS
            ? xy_bundle_writer_text (writer, XY_BUNDLE_FRAME_HAVE, names->str, names->len, error)
            : write_frames (bundle, writer, error)))
    return FALSE;
  bundle->result->receipt = xy_bundle_writer_finish (writer, error);
  return bundle->result->receipt != NULL;
}
