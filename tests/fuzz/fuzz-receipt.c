/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes back to the village on a stick. */
#include "carried.h"

#include "../core/office.h"
#include "../sync/disk.h"

#include "sync/local.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const guint8 seed[XY_BUNDLE_KEY_SIZE] = { 1 }, county[XY_BUNDLE_KEY_SIZE] = { 2 };

#define SID 431399101201
#define DEVICE 0x5f1c
#define FILE_NAME "/no-such-folder/431399101201.xiangyue"
#define LINE_SQL                                                                                                       \
  "INSERT INTO line (one, url, account, role, scope, token, secret, server_key, box_key, receipt_at, receipt_n, "      \
  "last_try_at, last_error) VALUES (1, '', '1', 'village', ?1, 't', ?2, ?3, ?3, 0, 0, 0, '')"

/* A village's file on a disk in memory, which is put back as it was behind each input that wrote to it. */
typedef struct
{
  Office office;
  Disk *disk;
  DiskImage *image;
  guint writes;
} Village;

static void
start (Village *village)
{
  Office *office = &village->office;
  guint8 key[XY_BUNDLE_KEY_SIZE];
  g_autoptr (GError) error = NULL;

  office->folder = carried_folder ();
  village->disk = disk_new (FILE_NAME);
  xy_fixed_env_init (&office->fixed, 1795309200000, 3);
  office->actor = (XyActor){ .user = xy_id_new (&office->fixed.env), .name = "曾小平", .permissions = ~0u };
  office->store = xy_store_open (FILE_NAME, &office->fixed.env, XY_STORE_CREATE, &error);
  g_assert_no_error (error);
  office_act (office, "Found the village", office_add_village, NULL);
  xy_bundle_public (county, key);
  g_assert_true (xy_local_enroll (office->store, SID, DEVICE, "a1", &error));
  g_assert_true (xy_store_write_local (office->store, LINE_SQL,
                                       XY_BIND (XY_INT (SID), XY_BYTES (seed, sizeof seed), XY_BYTES (key, sizeof key)),
                                       &error));
  g_assert_no_error (error);
  xy_store_set_query_only (office->store, FALSE);
  g_assert_true (xy_db_run (xy_store_get_db (office->store), "PRAGMA wal_checkpoint (TRUNCATE)", XY_BIND_NONE, &error));
  xy_store_set_query_only (office->store, TRUE);
  village->image = disk_copy (village->disk);
  village->writes = disk_get_writes (village->disk);
}

static void
put_back (Village *village)
{
  xy_fixed_env_init (&village->office.fixed, 1795309200000, 3);
  carried_clear (village->office.folder);
  if (disk_get_writes (village->disk) == village->writes)
    return;
  disk_put (village->disk, village->image);
  village->writes = disk_get_writes (village->disk);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static Village village;
  XyBundleHead head = {
    .kind = XY_BUNDLE_RECEIPT, .stream = SID, .device = DEVICE, .account = 1, .epoch = "a1", .from = 1, .to = 1
  };
  guint8 key[XY_BUNDLE_KEY_SIZE];
  XyBundleImport result;
  g_autoptr (GError) error = NULL;

  if (village.disk == NULL)
    start (&village);
  xy_bundle_public (seed, key);
  g_assert_true (xy_bundle_box_of_key (key, head.box));
  g_autofree char *file = carried_file (data, size, village.office.folder, &head, county);
  gboolean taken = xy_bundle_import (village.office.store, file, NULL, NULL, NULL, &result, &error);
  g_assert_true (taken == (error == NULL));
  if (taken)
    g_free (xy_bundle_import_sentence (&result));
  put_back (&village);
  return 0;
}
