/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "core/error.h"
#include "tabular/list-export.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define COLUMNS 4

static const XyListHeading headings[COLUMNS] = { { "日期", FALSE, 0 },
                                                 { "户主", FALSE, 8 },
                                                 { "积分", TRUE, 0 },
                                                 { "金额", TRUE, 0 } };

typedef struct
{
  const char *const *cells; /* COLUMNS for each row; a row that begins with "-" is gone */
  guint n_filled, most;     /* rows asked for, and at once */
  GCancellable *cancellable;
  guint cancel_at;
  guint last; /* of the progress */
} Rows;

static gboolean
fill (gpointer data, guint from, guint n, GPtrArray *cells, GError **error)
{
  Rows *rows = data;

  for (guint i = from; i < from + n; i++)
    for (guint k = 0; k < COLUMNS; k++)
      if (rows->cells == NULL)
        g_ptr_array_add (cells, g_strdup_printf ("%u", i));
      else if (g_strcmp0 (rows->cells[i * COLUMNS], "-") != 0)
        g_ptr_array_add (cells, g_strdup (rows->cells[i * COLUMNS + k]));
  rows->n_filled += n;
  rows->most = MAX (rows->most, n);
  if (rows->cancel_at > 0 && rows->n_filled >= rows->cancel_at)
    g_cancellable_cancel (rows->cancellable);
  return TRUE;
}

static void
note (guint done, guint total, gpointer data)
{
  Rows *rows = data;

  g_assert_cmpuint (done, >=, rows->last);
  g_assert_cmpuint (done, <=, total);
  rows->last = done;
}

static gboolean export(Rows *rows, guint n_rows, const char *title, const char *path, guint *n, GError **error)
{
  XyListExport list = { .name = "积分流水",
                        .title = title,
                        .headings = headings,
                        .n_headings = COLUMNS,
                        .n_rows = n_rows,
                        .fill = fill,
                        .data = rows,
                        .progress = note,
                        .progress_data = rows };

  return xy_list_export (&list, path, rows->cancellable, n, error);
}

static const char *const shown[] = {
  "2026-11-20", "曾国强", "+14.0", "¥1,280.00", "-",        "",         "",        "", /* gone */
  "2026-11",    "001",    "−5.25", "—",         "登记错了", "=1+1",     "1.0~3.0", "12",
  NULL,         "=2",     "1,280", "−¥3.00",    "",         "1990年代", "0.0",     NULL,
};
#define SHOWN (G_N_ELEMENTS (shown) / COLUMNS)

static void
test_cells (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xy-XXXXXX", NULL), *path = g_build_filename (folder, "表.xlsx", NULL);
  Rows rows = { .cells = shown };
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (export(&rows, SHOWN, "示范村 积分流水", path, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, SHOWN - 1);
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *dump = fixture_dump (workbook);
  g_assert_cmpstr (dump, ==,
                   "[积分流水]\nA1 T 示范村 积分流水 to D1\nA2 T 日期\nB2 T 户主\nC2 T 积分\nD2 T 金额\n"
                   "A3 D 2026-11-20 raw 46346\nB3 T 曾国强\nC3 N 14\nD3 N 1280\n"
                   "A4 T 2026-11\nB4 T 001\nC4 N -5.25\n"
                   "A5 T 登记错了\nB5 T =1+1\nC5 T 1.0~3.0\nD5 N 12\n"
                   "B6 T =2\nC6 N 1280\nD6 N -3\n"
                   "B7 T 1990年代\nC7 N 0\n");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_csv (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xy-XXXXXX", NULL), *path = g_build_filename (folder, "表.csv", NULL);
  g_autofree char *text = NULL;
  Rows rows = { .cells = shown };
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (export(&rows, SHOWN, "示范村 积分流水", path, &n, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "\xef\xbb\xbf"
                   "日期,户主,积分,金额\r\n2026-11-20,曾国强,14.0,1280.00\r\n"
                   "\"=\"\"2026-11\"\"\",\"=\"\"001\"\"\",-5.25,\r\n登记错了,\"'=1+1\",1.0~3.0,12\r\n"
                   ",\"'=2\",1280,-3.00\r\n,1990年代,0.0,\r\n");
  g_unlink (path);
  g_rmdir (folder);
}

/* Rows are read in blocks, and what was stopped leaves nothing behind, also not in the place of what was there. */
static void
test_stopped (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xy-XXXXXX", NULL), *path = g_build_filename (folder, "表.xlsx", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = NULL;
  Rows rows = { .cancellable = cancellable, .cancel_at = 3000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  guint n, files = 0;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_assert_false (export(&rows, 10000, NULL, path, &n, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_assert_cmpuint (rows.n_filled, <, 10000);
  g_assert_cmpuint (rows.most, <=, 1000);
  g_assert_cmpuint (rows.last, >, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    files++;
  g_assert_cmpuint (files, ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-export/cells", test_cells);
  g_test_add_func ("/list-export/csv", test_csv);
  g_test_add_func ("/list-export/stopped", test_stopped);
  return g_test_run ();
}
