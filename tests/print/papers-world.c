/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "papers-world.h"

#include <glib/gstdio.h>

#include "core/act.h"
#include "core/sample.h"
#include "core/village.h"

static gboolean
found (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);

  xy_set_str (&village->code, XY_SAMPLE_CODE);
  xy_set_str (&village->name, "石板溪村");
  xy_set_str (&village->township, "云岭镇");
  xy_set_str (&village->county, "清江县");
  return xy_record_save (txn, village, error);
}

static gboolean
run_sql (XyTxn *txn, gpointer sql, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), sql, XY_BIND_NONE, error);
}

static void
act (World *world, XyActFunc func, gpointer data)
{
  XyActor actor = { .user = xy_id_new (&world->fixed.env), .name = "曾小平", .permissions = ~0u };
  g_autoptr (GError) error = NULL;

  xy_store_act (world->store, &actor, "", func, data, &error);
  g_assert_no_error (error);
}

void
world_open (World *world, guint households)
{
  XySampleOptions options = { .households = households, .years = 1, .seed = 1, .today = "2026-11-22" };
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-papers-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  xy_fixed_env_init (&world->fixed, WORLD_NOW, 1);
  world->path = g_build_filename (folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  if (households > 0)
    xy_sample_create (world->path, &options, &error);
  g_assert_no_error (error);
  world->store = xy_store_open (world->path, &world->fixed.env, households > 0 ? 0 : XY_STORE_CREATE, &error);
  g_assert_no_error (error);
  if (households == 0)
    act (world, found, NULL);
  g_autoptr (XyVillage) village = xy_village_get (world->store, &error);
  g_assert_no_error (error);
  world->issuer = xy_village_committee (village);
}

void
world_close (World *world)
{
  g_autofree char *folder = g_path_get_dirname (world->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_clear_object (&world->store);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (world->path);
  g_free (world->issuer);
}

void
world_change (World *world, const char *sql)
{
  act (world, run_sql, (gpointer) sql);
}

gint64
world_count (World *world, const char *sql)
{
  gint64 number = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (world->store), sql, XY_BIND_NONE, &number, &error);
  g_assert_no_error (error);
  return number;
}

gboolean
world_ask (World *world, const XyPaperKind *kind, XyPaperAsk *ask)
{
  *ask = (XyPaperAsk){ .period = (kind->flags & XY_PAPER_PERIOD) != 0 ? "2026Q3" : NULL,
                       .parts = xy_paper_kind_get_parts (kind),
                       .number = "ZZ-2026-0001",
                       .printed_at = WORLD_NOW };
  while (!xy_paper_kind_has_size (kind, ask->size))
    ask->size++;
  if (kind->of == NULL)
    return TRUE;

  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records =
      xy_record_list (world->store, kind->of, "WHERE t.del = 0 ORDER BY t.id LIMIT 1", XY_BIND_NONE, &error);
  g_assert_no_error (error);
  if (records->len == 0)
    {
      g_test_message ("The village has nothing in “%s” that the paper “%s” could be of.", kind->of->table, kind->name);
      return FALSE;
    }
  ask->record = ((XyRecord *) records->pdata[0])->id;
  return TRUE;
}

XyPageSetup
world_get_setup (const XyPaperKind *kind, const XyPaperAsk *ask)
{
  return xy_page_setup (ask->size, ((kind->flags & XY_PAPER_LANDSCAPE) != 0) != ask->turned);
}

XyPaper *
world_make (World *world, const XyPaperKind *kind, const XyPaperAsk *ask)
{
  g_autoptr (GError) error = NULL;
  XyPaper *paper = kind->make (world->store, ask, &error);

  g_assert_no_error (error);
  return paper;
}
