/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/backup.h"
#include "core/paper-record.h"
#include "core/restore.h"
#include "core/sample.h"
#include "core/user.h"
#include "print/handover-list.h"
#include "print/handover.h"

#define PASSWORD "春耕不误农时秋收"

typedef struct
{
  char *folder;
  char *stick;
  XyFixedEnv fixed;
  XyStore *store;
  XyActor actor;
} World;

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);
      remove_all (inside);
    }
  g_remove (path);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return g_file_test (path, G_FILE_TEST_EXISTS);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);
      n += count_files (inside);
    }
  return n;
}

static void
world_open (World *world)
{
  XySampleOptions options = { .households = 40, .years = 1, .seed = 5, .today = "2026-11-22" };
  g_autoptr (GError) error = NULL;

  world->folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  world->stick = g_build_filename (world->folder, "stick", NULL);
  g_mkdir (world->stick, 0700);
  g_autofree char *path = g_build_filename (world->folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  xy_sample_create (path, &options, &error);
  g_assert_no_error (error);
  xy_fixed_env_init (&world->fixed, 1795309200000, 1);
  world->store = xy_store_open (path, &world->fixed.env, 0, &error);
  g_assert_no_error (error);
  world->actor = (XyActor){ .user = xy_id_new (&world->fixed.env), .name = "曾小平", .permissions = ~0u };
}

static void
world_close (World *world)
{
  g_clear_object (&world->store);
  remove_all (world->folder);
  g_free (world->folder);
  g_free (world->stick);
}

static XyHandoverPackage *
pack (World *world,
      const char *password,
      GCancellable *cancellable,
      XyHandoverProgress progress,
      gpointer data,
      GError **error)
{
  const XyHandover handover = { .from = "曾小平", .to = "李新民", .overseer = "周向前", .password = password };

  return xy_handover_pack (world->store, &world->actor, &handover, world->stick, cancellable, progress, data, error);
}

static void
on_written (guint done, guint total, gpointer data)
{
  guint *last = data;

  g_assert_cmpuint (done, ==, *last + 1);
  g_assert_cmpuint (done, <=, total);
  *last = done == total ? 1000 : done;
}

static void
test_whole (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  guint last = 0;
  world_open (&world);
  g_autofree char *before = xy_store_dump (world.store, &error);
  g_autoptr (XyHandoverPackage) package = pack (&world, PASSWORD, NULL, on_written, &last, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, 1000);
  for (guint i = 0; i < package->problems->len; i++)
    g_test_message ("%s", (const char *) package->problems->pdata[i]);
  g_assert_cmpuint (package->problems->len, ==, 0);
  g_assert_true (g_str_has_suffix (package->folder, "石板溪村交接包 2026-11-22"));

  /* Papers, list, data, what to do, sums; and the list is in the register. */
  g_assert_cmpuint (package->n_papers, >, 10);
  g_assert_cmpuint (count_files (package->folder), ==, package->n_papers + 4);
  g_autoptr (XyPaperRecord) list = xy_paper_by_number (world.store, package->number, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (list->kind, ==, "handover");

  g_assert_true (xy_handover_check (package->folder, PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_false (xy_handover_check (package->folder, "另一个口令啊", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (xy_handover_check (world.stick, PASSWORD, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* What is restored from it is the village, with the list. */
  g_autofree char *data = g_build_filename (package->folder, "2 数据" XY_BACKUP_SUFFIX, NULL);
  g_autofree char *path = g_build_filename (world.folder, "there", XY_SAMPLE_CODE ".xiangyue", NULL);
  g_autofree char *there = g_path_get_dirname (path);
  g_mkdir (there, 0700);
  g_assert_true (xy_restore (data, PASSWORD, path, &world.fixed.env, NULL, NULL, &error));
  g_assert_no_error (error);
  g_autoptr (XyStore) restored = xy_store_open (path, &world.fixed.env, 0, &error);
  g_autofree char *now = xy_store_dump (world.store, &error), *then = xy_store_dump (restored, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (now, ==, then);
  g_assert_cmpstr (now, !=, before);
  g_clear_object (&restored);

  /* One letter of one file. */
  g_autofree char *read_me = g_build_filename (package->folder, "说明.txt", NULL);
  g_assert_true (g_file_set_contents (read_me, "x", 1, NULL));
  g_assert_false (xy_handover_check (package->folder, PASSWORD, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
  g_clear_error (&error);
  g_unlink (read_me);
  g_assert_false (xy_handover_check (package->folder, PASSWORD, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
  g_clear_error (&error);

  /* A second one stands beside it. */
  g_autoptr (XyHandoverPackage) second = pack (&world, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (second->folder, " (2)"));
  g_assert_true (xy_handover_check (second->folder, NULL, &error));
  world_close (&world);
}

typedef struct
{
  GCancellable *cancellable;
  guint at;
} Stop;

static void
stop_there (guint done, guint total, gpointer data)
{
  const Stop *stop = data;

  if (done == stop->at || (stop->at == 0 && done + 1 == total))
    g_cancellable_cancel (stop->cancellable);
}

/* Wherever it is stopped, nothing is on the stick. */
static void
test_stopped (void)
{
  static const guint stops[] = { 1, 4, 9, 0 };
  World world;
  world_open (&world);

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Stop stop = { cancellable, stops[i] };
      XyHandoverPackage *package = pack (&world, PASSWORD, cancellable, stop_there, &stop, &error);

      g_assert_null (package);
      g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
      g_assert_cmpuint (count_files (world.stick), ==, 0);
    }
  world_close (&world);
}

static void
test_refused (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&world);

  g_assert_null (pack (&world, "短", NULL, NULL, NULL, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "password");
  g_clear_error (&error);
  world.actor.permissions = XY_MAY_PRINT;
  g_assert_null (pack (&world, PASSWORD, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (world.stick), ==, 0);

  /* No stick there. */
  world.actor.permissions = ~0u;
  remove_all (world.stick);
  g_assert_true (g_file_set_contents (world.stick, "", 0, NULL));
  g_assert_null (pack (&world, PASSWORD, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  world_close (&world);
}

/* Paper is Chinese in every language of the session: here nothing is translated. */
static void
test_chinese (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&world);
  const XyHandoverSheet sheet = { .printed_at = 1795309200000 };
  g_autoptr (XyPaper) paper = xy_handover_list_new (world.store, &sheet, XY_PAGE_A4, &error);

  g_assert_no_error (error);
  g_autofree char *text = xy_paper_get_text (paper);
  g_assert_nonnull (strstr (text, "整改通知书"));
  g_autofree char *english = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("[a-z]{3,}.*", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  if (g_regex_match (regex, text, 0, &match))
    english = g_match_info_fetch (match, 0);
  g_assert_cmpstr (english, ==, NULL);
  world_close (&world);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/handover/whole", test_whole);
  g_test_add_func ("/handover/stopped", test_stopped);
  g_test_add_func ("/handover/refused", test_refused);
  g_test_add_func ("/handover/chinese", test_chinese);
  return g_test_run ();
}
