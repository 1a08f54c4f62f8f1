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

  if (!bundle->has_ask || !xy_wire_read_push (store->wire, text->str, text->len, &head, &lines, NULL)
      || head.stream != bundle->head->stream || head.device != bundle->head->device)
    return damaged (error);
  if (!xy_parked_push (store, text->str, text->len, out, error))
    return FALSE;
  if (!xy_answer_read (store->wire, out->str, out->len, &answer))
    return damaged (error);
  if (answer.kind == XY_ANSWER_GAP)
    {
      if (!xy_parked_add (store, head.stream, head.device, head.from, head.from + lines.n - 1, text->str, text->len,
                          &kept, error))
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
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return bundle->has_ask || damaged (error);
}

static gboolean
take (XyInboxBundle *bundle, GError **error)
{
  XyServerStore *store = bundle->inbox->store;
  gint64 stream = bundle->head->stream, number = bundle->head->device;
  XyServerDevice before, after;

  store->aside = bundle->who.revoked;
  gboolean ok = xy_server_device_read (store, stream, number, &before, error) && take_frames (bundle, error)
                && xy_parked_take (store, stream, number, error)
                && xy_server_device_read (store, stream, number, &after, error);
  store->aside = FALSE;
  if (!ok)
    return FALSE;
  bundle->result->taken = after.last - before.last;
  return TRUE;
}

gboolean
xy_inbox_take (const XyInbox *inbox, const char *file, const char *folder, XyInboxResult *result, GError **error)
{
  XyInboxBundle bundle = { .inbox = inbox, .result = result };

  *result = (XyInboxResult){ 0 };
  g_autoptr (XyBundleReader) reader = xy_bundle_reader_new (file, inbox->work, inbox->store->wire, error);
  if (reader == NULL)
    return FALSE;
  bundle.reader = reader;
  bundle.head = xy_bundle_reader_get_head (reader);
  if (!check_head (&bundle, error) || !xy_bundle_reader_open (reader, inbox->box_secret, error))
    return FALSE;
  result->stream = bundle.head->stream;
  result->device = bundle.head->device;
  result->aside = bundle.who.revoked;
  return take (&bundle, error) && xy_inbox_write_receipt (&bundle, file, folder, error);
}

gboolean
xy_inbox_take_parked (const XyInbox *inbox, GError **error)
{
  XyServerStore *store = inbox->store;
  g_autoptr (GArray) list = xy_parked_list (store, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i + 1 < list->len; i += 2)
    if (!xy_parked_take (store, g_array_index (list, gint64, i), g_array_index (list, gint64, i + 1), error))
      return FALSE;
  return TRUE;
}
