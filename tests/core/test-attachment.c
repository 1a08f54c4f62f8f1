/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/attachment.h"
#include "core/backup.h"
#include "core/folder.h"
#include "core/paper-record.h"
#include "core/restore.h"
#include "office.h"

static void
close_office (Office *office)
{
  g_clear_object (&office->store);
  xy_folder_remove (office->folder);
  g_free (office->folder);
  g_free (office->path);
}

static guint
count_files (const char *path)
{
  g_autofree char *folder = xy_store_attachments_folder (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
print_with (XyTxn *txn, gpointer name, GError **error)
{
  XyPaperPrint print = { .kind = "points-board", .prefix = "JF", .title = "积分公示榜", .pages = 1, .pdf = name };
  g_autoptr (XyPaperRecord) paper = xy_paper_register (txn, &print, error);

  return paper != NULL;
}

static void
test_content (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);

  /* SHA-256 of "abc", FIPS 180-4. */
  g_autofree char *name = xy_attachment_add (office.path, "abc", 3, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_true (xy_attachment_is_name (name));
  g_assert_false (xy_attachment_is_name ("../../etc/passwd"));
  g_assert_false (xy_attachment_is_name (NULL));

  /* The same is kept once, and nothing half-written stays. */
  g_autofree char *again = xy_attachment_add (office.path, "abc", 3, &error);
  g_autofree char *empty = xy_attachment_add (office.path, "", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, name);
  g_assert_cmpstr (empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpuint (count_files (office.path), ==, 2);

  g_autoptr (GBytes) bytes = xy_attachment_read (office.path, name, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
  g_autofree char *copy = g_build_filename (office.folder, "copy", NULL), *text = NULL;
  g_assert_true (xy_attachment_copy (office.path, name, copy, &error));
  g_file_get_contents (copy, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "abc");

  /* What is not what its name says is told; adding it again mends it. */
  g_autofree char *file = xy_attachment_path (office.path, name);
  g_assert_true (g_file_set_contents (file, "abd", 3, NULL));
  g_assert_null (xy_attachment_read (office.path, name, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_false (xy_attachment_copy (office.path, name, copy, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
  g_clear_error (&error);
  g_free (xy_attachment_add (office.path, "abc", 3, NULL));
  g_autoptr (GBytes) mended = xy_attachment_read (office.path, name, &error);
  g_assert_no_error (error);

  g_unlink (file);
  g_assert_null (xy_attachment_read (office.path, name, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (xy_attachment_read (office.path, "../431399101201.xiangyue", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  close_office (&office);
}

static void
test_adopt (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  gint64 length = 0;
  office_open (&office, 2);

  g_autofree char *file = xy_attachment_reserve (office.path, &error);
  g_assert_no_error (error);
  g_autofree char *base = g_path_get_basename (file);
  g_assert_cmpint (base[0], ==, '.'); /* backups leave it out */
  g_assert_true (g_file_set_contents_full (file, "abc", 3, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_autofree char *name = xy_attachment_adopt (office.path, file, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (length, ==, 3);
  g_assert_cmpuint (count_files (office.path), ==, 1);
  g_assert_null (xy_attachment_adopt (office.path, file, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  g_clear_error (&error);

  /* Nowhere to put it: said, not crashed. */
  g_autofree char *folder = xy_store_attachments_folder (office.path);
  xy_folder_remove (folder);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_null (xy_attachment_add (office.path, "abc", 3, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  close_office (&office);
}

/* No row without its file; a file without a row is found; and all of it goes through a backup. */
static void
test_rows (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 3);
  g_autofree char *kept = xy_attachment_add (office.path, "a pdf", 5, NULL);
  g_autofree char *orphan = xy_attachment_add (office.path, "nobody's", 8, NULL);
  g_autofree char *missing = g_strnfill (64, 'a');

  g_assert_false (xy_store_act (office.store, &office.actor, "Print", print_with, missing, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "pdf");
  g_clear_error (&error);
  office_act (&office, "Print", print_with, kept);
  g_autoptr (GPtrArray) list = xy_attachment_list_unreferenced (office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (list->pdata[0], ==, orphan);

  g_autofree char *backup = xy_backup_take (office.path, &office.fixed.env, NULL, XY_BACKUP_MANUAL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *folder = xy_store_attachments_folder (office.path);
  xy_folder_remove (folder);
  g_clear_object (&office.store);
  g_assert_true (xy_restore (backup, NULL, office.path, &office.fixed.env, &office.actor, NULL, &error));
  g_assert_no_error (error);
  office_reopen (&office);
  g_autoptr (XyPaperRecord) paper = xy_paper_by_number (office.store, "JF-2026-0001", &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) bytes = xy_attachment_read (office.path, paper->pdf, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a pdf", 5);
  g_assert_null (xy_paper_by_number (office.store, "JF-2026-0002", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  close_office (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attachment/content", test_content);
  g_test_add_func ("/attachment/adopt", test_adopt);
  g_test_add_func ("/attachment/rows", test_rows);
  return g_test_run ();
}
