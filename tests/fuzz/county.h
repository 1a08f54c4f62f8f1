/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * county: what the fuzzers of the county's end start from: its database on a disk in memory, which is put back as it
 * was behind each input that wrote to it. So each input means the same whatever came before it, and nothing grows.
 */
#pragma once

#include "../sync/disk.h"

#include "server/base.h"
#include "server/store.h"

#define SID 431399101201
#define COUNTY_FILE "/no-such-folder/county"
#define COUNTY_NOW 1795309200000

typedef struct
{
  XyFixedEnv fixed;
  XyServerStore *store;
  Disk *disk;
  DiskImage *image;
  guint writes;
} County;

static inline void
county_open (County *county)
{
  g_autoptr (GError) error = NULL;

  county->disk = disk_new (COUNTY_FILE);
  xy_fixed_env_init (&county->fixed, COUNTY_NOW, 5);
  county->store = xy_server_store_open (COUNTY_FILE, &county->fixed.env, &error);
  g_assert_no_error (error);
}

/* As it is now it will be before each input. */
static inline void
county_keep (County *county)
{
  XyDb *db = xy_base_get_db (xy_server_store_get_base (county->store));

  g_assert_true (xy_db_run (db, "PRAGMA wal_checkpoint (TRUNCATE)", XY_BIND_NONE, NULL));
  county->image = disk_copy (county->disk);
  county->writes = disk_get_writes (county->disk);
}

static inline void
county_put_back (County *county)
{
  xy_fixed_env_init (&county->fixed, COUNTY_NOW, 5);
  if (disk_get_writes (county->disk) == county->writes)
    return;
  disk_put (county->disk, county->image);
  county->writes = disk_get_writes (county->disk);
}
