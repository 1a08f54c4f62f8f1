/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes back to the village on a stick. */
#include "carried.h"

#include "../core/office.h"
#include "sync/local.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const guint8 seed[XY_BUNDLE_KEY_SIZE] = { 1 }, county[XY_BUNDLE_KEY_SIZE] = { 2 };

#define DEVICE 0x5f1c
#define LINE_SQL                                                                                                       \
  "INSERT INTO line (one, url, account, role, scope, token, secret, server_key, box_key, receipt_at, receipt_n, "      \
  "last_try_at, last_error) VALUES (1, '', '1', 'village', ?1, 't', ?2, ?3, ?3, 0, 0, 0, '')"

static void
start (Office *office)
{
  guint8 key[XY_BUNDLE_KEY_SIZE];
  g_autoptr (GError) error = NULL;

  office_open (office, 3);
  xy_bundle_public (county, key);
  g_assert_true (xy_local_enroll (office->store, SID, DEVICE, "a1", &error));
  g_assert_true (xy_store_write_local (office->store, LINE_SQL,
                                       XY_BIND (XY_INT (SID), XY_BYTES (seed, sizeof seed), XY_BYTES (key, sizeof key)),
                                       &error));
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static Office office;
  XyBundleHead head = {
    .kind = XY_BUNDLE_RECEIPT, .stream = SID, .device = DEVICE, .account = 1, .epoch = "a1", .from = 1, .to = 1
  };
  guint8 key[XY_BUNDLE_KEY_SIZE];
  XyBundleImport result;
  g_autoptr (GError) error = NULL;

  if (office.store == NULL)
    start (&office);
  /* Whatever came before: it stands where it stood. */
  g_assert_true (xy_store_write_local (office.store,
                                       "UPDATE sync SET device = ?1, epoch = 'a1', first = 0, acked = 0, "
                                       "acked_hash = zeroblob (32), cursor = 0, staged = 0, nonce = 0, phase = 0",
                                       XY_BIND (XY_INT (DEVICE)), NULL));
  xy_bundle_public (seed, key);
  g_assert_true (xy_bundle_box_of_key (key, head.box));
  g_autofree char *file = carried_file (data, size, office.folder, &head, county);
  gboolean taken = xy_bundle_import (office.store, file, NULL, NULL, NULL, &result, &error);
  g_assert_true (taken == (error == NULL));
  if (taken)
    g_free (xy_bundle_import_sentence (&result));
  carried_clear (office.folder);
  return 0;
}
