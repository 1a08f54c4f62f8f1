/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A year's archive: each PDF as it was printed, an index that says what is missing, and nothing left of a stopped one.
 */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../core/notice-office.h"
#include "tabular/archive-export.h"

typedef struct
{
  NoticeOffice notices;
  char *parent;
} World;

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static char *
find_file (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

/* Registers a paper whose PDF holds CONTENT, and posts it. */
static gboolean
post_paper (XyTxn *txn, gpointer data, GError **error)
{
  NoticeOffice *notices = ((gpointer *) data)[0];
  const char *content = ((gpointer *) data)[1];
  g_autofree char *pdf = xy_attachment_add (notices->office.path, content, strlen (content), error);
  XyPaperPrint print = { .kind = "points-board",
                         .prefix = "JF",
                         .title = "积分公示榜",
                         .period = "2026Q3",
                         .pdf = pdf,
                         .bytes = (gint64) strlen (content),
                         .pages = 2,
                         .width = 297,
                         .height = 420 };
  g_autoptr (XyPaperRecord) paper = xy_paper_register (txn, &print, error);
  XyNoticePosting posting = { .item = "points", .boards = notices->board, .n_boards = 1 };

  g_assert_nonnull (paper);
  posting.paper = paper->record.id;
  return xy_notice_post_act (txn, &posting, error);
}

static void
world_open (World *world, guint64 seed)
{
  static char whole[] = "%PDF whole", lost[] = "%PDF lost";

  notice_open (&world->notices, seed);
  world->parent = g_dir_make_tmp ("xiangyue-archive-XXXXXX", NULL);
  office_act (&world->notices.office, "", post_paper, (gpointer[]){ &world->notices, whole });
  office_act (&world->notices.office, "", post_paper, (gpointer[]){ &world->notices, lost });
  notice_post (&world->notices, "finance", "财务收支情况", "2026Q3", "2026-10-10");

  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, lost, -1);
  g_autofree char *path = xy_attachment_path (world->notices.office.path, name);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
world_close (World *world)
{
  notice_close (&world->notices);
  xy_folder_remove (world->parent);
  g_free (world->parent);
}

static void
on_copied (guint done, guint total, gpointer data)
{
  guint *steps = data;

  g_assert_cmpuint (done, ==, ++*steps);
  g_assert_cmpuint (total, ==, 3);
}

static void
test_year (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  guint problems = 0, steps = 0;

  world_open (&world, 1);
  XyStore *store = world.notices.office.store;
  g_autofree char *folder = xy_archive_export (store, 2026, world.parent, NULL, on_copied, &steps, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps, ==, 3);
  g_assert_cmpuint (problems, ==, 1);
  g_assert_true (g_str_has_suffix (folder, "石板溪村2026年公示档案"));
  /* The index and the one PDF that is whole. */
  g_assert_cmpuint (count_files (folder), ==, 2);

  /* Its name is in the language of the office. */
  g_autofree char *index = find_file (folder, ".xlsx");
  g_autoptr (XyWorkbook) book = xy_workbook_read (index, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *dump = fixture_dump (book);
  for (const char *const *word = (const char *const[]){ "0001", "0002", "0003", "石板溪村村民委员会", "JF-2026-0001",
                                                        "积分公示榜", "财务收支情况", NULL };
       *word != NULL; word++)
    g_assert_nonnull (strstr (dump, *word));

  g_autofree char *pdf = find_file (folder, ".pdf"), *text = NULL;
  g_assert_true (g_file_get_contents (pdf, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "%PDF whole");

  /* A second one does not mix with the first. */
  g_autofree char *second = xy_archive_export (store, 2026, world.parent, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, folder);
  world_close (&world);
}

static void
test_nothing_left (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  world_open (&world, 2);
  XyStore *store = world.notices.office.store;
  g_cancellable_cancel (cancelled);
  g_assert_null (xy_archive_export (store, 2026, world.parent, cancelled, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (xy_archive_export (store, 2024, world.parent, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (world.parent), ==, 0);
  g_assert_null (xy_archive_export (store, 2026, "/proc/nowhere", NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive-export/year", test_year);
  g_test_add_func ("/archive-export/nothing-left", test_nothing_left);
  return g_test_run ();
}
