/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes to the county on a stick. */
#include "carried.h"

#include "county.h"

#include "server/inbox.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const guint8 seed[XY_BUNDLE_KEY_SIZE] = { 1 }, key[XY_BUNDLE_KEY_SIZE] = { 2 };

static gboolean
on_writer_asked (XyServerStore *store,
                 gint64 account,
                 gint64 stream,
                 gint64 device,
                 XyInboxWho *who,
                 gpointer data,
                 GError **error)
{
  xy_bundle_public (seed, who->key);
  who->revoked = account == 2;
  return stream == SID && device == *(gint64 *) data;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static County county;
  static char *folder;
  static gint64 device;
  XyBundleHead head = { .stream = SID, .account = 1, .from = 1, .to = 1 };
  g_auto (XyInboxResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    {
      folder = carried_folder ();
      county_open (&county);
      g_assert_true (xy_server_store_add_device (county.store, SID, 0, 1, &device, NULL));
      county_keep (&county);
    }
  g_autofree char *work = g_build_filename (folder, "county", NULL);
  XyInbox inbox = { .store = county.store, .work = work, .find = on_writer_asked, .data = &device };
  memcpy (inbox.seed, key, sizeof key);
  memcpy (inbox.box_secret, key, sizeof key);
  crypto_scalarmult_base (head.box, key);
  head.device = device;
  g_autofree char *file = carried_file (data, size, folder, &head, seed);
  /* Taken or refused in a sentence; and the same once more. */
  for (guint i = 0; i < 2; i++)
    {
      xy_inbox_result_clear (&result);
      g_clear_error (&error);
      gboolean taken = xy_inbox_take (&inbox, file, NULL, &result, &error);
      g_assert_true (taken == (error == NULL));
      g_assert_true (!taken || i == 0 || result.taken == 0);
      g_assert_false (g_error_matches (error, XY_ERROR, XY_ERROR_FAILED));
    }
  carried_clear (folder);
  county_put_back (&county);
  return 0;
}
