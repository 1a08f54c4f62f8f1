/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backup is compared with the server; whatever is not the same in it is found. */
#include <glib/gstdio.h>
#include <locale.h>

#include "county.h"
#include "server/copy.h"
#include "server/drill.h"

#define ENTRY                                                                                                          \
  "{\"household\":\"0197a3f2-c1d4-7003-8000-000000000011\",\"category\":\"环境\",\"item\":\"清扫\","               \
  "\"day\":\"2026-11-20\",\"amount\":100,\"delta\":200,\"cut\":0,\"kind\":\"entry\",\"at\":1795309200000}"

static void
fill (County *county, Device *device)
{
  assert_push ("ok", county, device, "household", 'i', 11, 0, NULL, "{\"head_name\":\"曾国强\"}");
  assert_push ("ok", county, device, "household", 'i', 12, 0, NULL, "{\"head_name\":\"伍秀英\"}");
  for (int i = 21; i < 30; i++)
    assert_push ("ok", county, device, "points_entry", 'i', i, 0, NULL, ENTRY);
}

/* A copy at PATH, compared; of PostgreSQL by its own way, in place of its tools. */
static void
make_copy (County *county, const char *path, XyDrill *drill)
{
  g_autoptr (GError) error = NULL;
  XyBase *base = xy_server_store_get_base (county->store);

  if (xy_base_get_db (base) != NULL)
    xy_drill_run (county->store, path, &county->fixed.env, drill, &error);
  else
    {
      g_autoptr (XyBase) file = xy_base_open (path, &error);
      g_assert_no_error (error);
      xy_server_copy (base, file, &error);
      g_assert_no_error (error);
      g_clear_pointer (&file, xy_base_close);
      g_autoptr (XyServerStore) copy = xy_server_store_open (path, &county->fixed.env, &error);
      g_assert_no_error (error);
      xy_drill_compare (county->store, copy, drill, &error);
    }
  g_assert_no_error (error);
}

static void
test_drill (void)
{
  static const char *const damages[] = {
    "UPDATE entry SET body = replace (body, '200', '900') WHERE seq = 5",
    "DELETE FROM entry WHERE seq = 7",
    "DELETE FROM entry WHERE seq = (SELECT max (seq) FROM entry)",
    "INSERT INTO entry SELECT sid, 2, tbl, zeroblob (16), body, dev, 99, h, by_, b, c, at_, rx FROM entry WHERE seq = 5",
    "UPDATE rec SET body = '{}' WHERE seq = 2",
    "DELETE FROM rec WHERE seq = 2",
    "UPDATE device SET last_h = zeroblob (32)",
    "UPDATE device SET last_n = last_n + 1",
    "UPDATE stream SET head = head + 5",
    "UPDATE county SET v = 'abcd' WHERE k = 'epoch'",
  };
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);
  g_autofree char *folder = g_dir_make_tmp ("xy-drill-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  XyDrill drill;

  fill (&county, &device);
  make_copy (&county, path, &drill);
  g_assert_cmpint (drill.villages, ==, 1);
  g_assert_cmpint (drill.devices, ==, 1);
  g_assert_cmpint (drill.entries, ==, 9);
  g_assert_cmpint (drill.records, ==, 2);
  g_assert_false (xy_drill_run (county.store, path, &county.fixed.env, &drill, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);

  /* What came since is in the server only. */
  assert_push ("ok", &county, &device, "household", 'u', 11, 99, NULL, "{\"phone\":\"19900000001\"}");
  assert_push ("ok", &county, &device, "points_entry", 'i', 41, 0, NULL, ENTRY);
  {
    g_autoptr (XyServerStore) copy = xy_server_store_open (path, &county.fixed.env, NULL);
    g_assert_true (xy_drill_compare (county.store, copy, &drill, &error));
    g_assert_no_error (error);
    g_assert_cmpint (drill.records, ==, 1);
  }

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_assert_cmpint (g_remove (path), ==, 0);
      make_copy (&county, path, &drill);
      {
        g_autoptr (XyServerStore) copy = xy_server_store_open (path, &county.fixed.env, NULL);
        g_assert_true (xy_base_run (xy_server_store_get_base (copy), damages[i], XY_BIND_NONE, &error));
        g_assert_no_error (error);
      }
      g_autoptr (XyServerStore) copy = xy_server_store_open (path, &county.fixed.env, NULL);
      if (xy_drill_compare (county.store, copy, &drill, &error))
        g_error ("not found: %s", damages[i]);
      g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
      g_clear_error (&error);
    }
  g_remove (path);
  g_rmdir (folder);
  county_close (&county);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drill/drill", test_drill);
  return g_test_run ();
}
