/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/inbox.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#include "server/inbox-private.h"
#include "server/parked.h"

static gboolean
denied (GError **error, const char *sentence)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED, sentence);
  return FALSE;
}

static gboolean
damaged (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file was cut short, damaged or altered."));
  return FALSE;
}

void
xy_inbox_result_clear (XyInboxResult *result)
{
  g_clear_pointer (&result->receipt, g_free);
}

void
xy_inbox_lock (const XyInbox *inbox)
{
  if (inbox->writing != NULL)
    g_mutex_lock (inbox->writing);
}

void
xy_inbox_unlock (const XyInbox *inbox)
{
  if (inbox->writing != NULL)
    g_mutex_unlock (inbox->writing);
}

/* Who wrote it, and whether it is for this county. */
static gboolean
check_head (XyInboxBundle *bundle, GError **error)
{
  const XyInbox *inbox = bundle->inbox;
  const XyBundleHead *head = bundle->head;
  guint8 box[crypto_box_PUBLICKEYBYTES];
  g_autoptr (GError) problem = NULL;

  if (head->kind == XY_BUNDLE_RECEIPT)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS,
                           _ ("This is a receipt on its way back to a village, not a bundle for the county."));
      return FALSE;
    }
  crypto_scalarmult_base (box, inbox->box_secret);
  if (memcmp (head->box, box, sizeof box) != 0)
    return denied (error, _ ("This bundle is sealed for another county."));
  if (!inbox->find (inbox->store, head->account, head->stream, head->device, &bundle->who, inbox->data, &problem))
    {
      if (problem == NULL)
        return denied (error, _ ("This bundle is from a computer that is not enrolled here, or may not write this "
                                 "village's records."));
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return memcmp (head->key, bundle->who.key, sizeof head->key) == 0
         || denied (error, _ ("This bundle is not signed by the computer that it names."));
}

static gboolean
read_ask (XyInboxBundle *bundle, const GString *text, GError **error)
{
  bundle->has_ask = xy_ask_read (bundle->inbox->store->wire, text->str, text->len, &bundle->ask)
                    && bundle->ask.stream == bundle->head->stream && bundle->ask.device == bundle->head->device;
  return bundle->has_ask || damaged (error);
}

/* One push; *GO_ON says whether those behind it are of use. */
static gboolean
take_push (XyInboxBundle *bundle, const GString *text, gboolean *go_on, GError **error)
{
  XyServerStore *store = bundle->inbox->store;
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (XyAnswer) answer = { 0 };
  XyWirePush head;
  XyWireLines lines;
  gboolean kept = FALSE;

  if (!bundle->has_ask || !xy_wire_read_push (store->wire, text->str, text->len, &head, &lines, NULL, NULL)
      || head.stream != bundle->head->stream || head.device != bundle->head->device)
    return damaged (error);
  xy_inbox_lock (bundle->inbox);
  gboolean ok = xy_parked_push (store, text->str, text->len, out, error);
  xy_inbox_unlock (bundle->inbox);
  if (!ok)
    return FALSE;
  if (!xy_answer_read (store->wire, out->str, out->len, &answer))
    return damaged (error);
  if (answer.kind == XY_ANSWER_GAP)
    {
      xy_inbox_lock (bundle->inbox);
      ok = xy_parked_add (store, head.stream, head.device, head.from, head.from + lines.n - 1, text->str, text->len,
                          &kept, error);
      xy_inbox_unlock (bundle->inbox);
      if (!ok)
        return FALSE;
      bundle->result->parked += kept ? lines.n : 0;
    }
  *go_on = answer.kind == XY_ANSWER_OK || answer.kind == XY_ANSWER_GAP;
  return answer.kind != XY_ANSWER_BAD || damaged (error);
}

static gboolean
take_frames (XyInboxBundle *bundle, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean go_on = TRUE;
  guint64 length;
  char frame;

  while (go_on && xy_bundle_reader_next (bundle->reader, &frame, &length, &problem))
    {
      g_autoptr (GString) text = NULL;
      if (frame != XY_BUNDLE_FRAME_ASK && frame != XY_BUNDLE_FRAME_PUSH)
        continue;
      text = xy_bundle_reader_text (bundle->reader, XY_WIRE_RAW_MOST, error);
      if (text == NULL
          || !(frame == XY_BUNDLE_FRAME_ASK ? read_ask (bundle, text, error) : take_push (bundle, text, &go_on, error)))
        return FALSE;
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  return bundle->has_ask || damaged (error);
}

static gboolean
take_parked (const XyInbox *inbox, gint64 stream, gint64 device, GError **error)
{
  xy_inbox_lock (inbox);
  gboolean ok = xy_parked_take (inbox->store, stream, device, error);
  xy_inbox_unlock (inbox);
  return ok;
}

static gboolean
take (XyInboxBundle *bundle, GError **error)
{
  XyServerStore *store = bundle->inbox->store;
  gint64 stream = bundle->head->stream, number = bundle->head->device;
  XyServerDevice before, after;

  store->aside = bundle->who.revoked;
  gboolean ok = xy_server_device_read (store, stream, number, &before, error) && take_frames (bundle, error)
                && take_parked (bundle->inbox, stream, number, error)
                && xy_server_device_read (store, stream, number, &after, error);
  store->aside = FALSE;
  if (!ok)
    return FALSE;
  bundle->result->taken = after.last - before.last;
  return TRUE;
}

static gboolean
take_file (XyInboxBundle *bundle, const char *file, const char *folder, GError **error)
{
  const XyInbox *inbox = bundle->inbox;
  g_autoptr (XyBundleReader) reader = xy_bundle_reader_new (file, inbox->work, inbox->store->wire, error);
  g_autoptr (GString) names = g_string_new (NULL);
  if (reader == NULL)
    return FALSE;
  bundle->reader = reader;
  bundle->head = xy_bundle_reader_get_head (reader);
  if (!check_head (bundle, error) || !xy_bundle_reader_open (reader, inbox->box_secret, error))
    return FALSE;
  bundle->result->stream = bundle->head->stream;
  bundle->result->device = bundle->head->device;
  bundle->result->aside = bundle->who.revoked;
  /* Of a computer that was struck off no file is kept. */
  if (bundle->head->kind == XY_BUNDLE_PHOTOS ? !bundle->who.revoked && !xy_inbox_take_files (bundle, names, error)
                                             : !take (bundle, error))
    return FALSE;
  return xy_inbox_write_receipt (bundle, file, folder, names, error);
}

gboolean
xy_inbox_take (const XyInbox *inbox, const char *file, const char *folder, XyInboxResult *result, GError **error)
{
  XyInboxBundle bundle = { .inbox = inbox, .result = result };

  *result = (XyInboxResult){ 0 };
  gboolean ok = take_file (&bundle, file, folder, error);
  xy_server_store_set_account (inbox->store, NULL);
  return ok;
}

/* As whoever writes under that number; who is not known any longer waits. */
static gboolean
take_parked_of (const XyInbox *inbox, gint64 stream, gint64 number, GError **error)
{
  XyServerStore *store = inbox->store;
  XyServerDevice device;
  XyInboxWho who;
  g_autoptr (GError) problem = NULL;
  gboolean ok = TRUE;

  if (xy_server_device_read (store, stream, number, &device, &problem)
      && inbox->find (store, device.account, stream, number, &who, inbox->data, &problem))
    {
      store->aside = who.revoked;
      ok = take_parked (inbox, stream, number, error);
      store->aside = FALSE;
      xy_server_store_set_account (store, NULL);
    }
  return xy_error_pass (error, &problem) ? ok : FALSE;
}

gboolean
xy_inbox_take_parked (const XyInbox *inbox, GError **error)
{
  g_autoptr (GArray) list = xy_parked_list (inbox->store, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i + 1 < list->len; i += 2)
    if (!take_parked_of (inbox, g_array_index (list, gint64, i), g_array_index (list, gint64, i + 1), error))
      return FALSE;
  return TRUE;
}
