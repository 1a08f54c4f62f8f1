/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "core/day.h"
#include "core/error.h"
#include "core/number.h"
#include "tabular/write.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char *folder, *path;
} Place;

static void
place_init (Place *place, const char *name)
{
  place->folder = g_dir_make_tmp ("xy-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, name, NULL);
}

static guint
count_files (const Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
place_clear (Place *place)
{
  g_unlink (place->path);
  g_assert_cmpuint (count_files (place), ==, 0);
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static GBytes *
load (const Place *place)
{
  char *data;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (place->path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static const XyTableColumn all_kinds[] = {
  { "姓名", XY_COLUMN_TEXT, 0 },  { "人数", XY_COLUMN_INTEGER, 0 }, { "积分", XY_COLUMN_POINTS, 0 },
  { "奖金", XY_COLUMN_MONEY, 0 }, { "日期", XY_COLUMN_DAY, 0 },
};

static gboolean
write_row (XyTableWriter *writer, const char *name, gint64 number, const char *day, GError **error)
{
  xy_table_writer_text (writer, name);
  xy_table_writer_number (writer, number);
  xy_table_writer_number (writer, number);
  xy_table_writer_number (writer, number);
  xy_table_writer_text (writer, day);
  return xy_table_writer_end_row (writer, error);
}

static XyTableWriter *
begin (const Place *place, const char *title)
{
  g_autoptr (GError) error = NULL;
  XyTableWriter *writer = xy_table_writer_new (place->path, xy_format_from_path (place->path), &error);

  g_assert_no_error (error);
  g_assert_true (xy_table_writer_begin (writer, "户籍", title, all_kinds, G_N_ELEMENTS (all_kinds), &error));
  g_assert_no_error (error);
  return writer;
}

static void
finish (XyTableWriter *writer)
{
  g_autoptr (GError) error = NULL;

  xy_table_writer_finish (writer, &error);
  g_assert_no_error (error);
  xy_table_writer_free (writer);
}

static void
test_kinds (void)
{
  Place place;
  place_init (&place, "表.xlsx");
  XyTableWriter *writer = begin (&place, "乡约村 & 户籍");

  g_assert_true (write_row (writer, "431399198001010012", 7, "2026-11-22", NULL));
  g_assert_true (write_row (writer, NULL, -1250, "1963-05", NULL));
  g_assert_true (write_row (writer, "a\nb", G_GINT64_CONSTANT (1000000000000000), "1899-12-31", NULL));
  g_assert_cmpuint (count_files (&place), ==, 1);
  g_assert_false (g_file_test (place.path, G_FILE_TEST_EXISTS));
  finish (writer);

  g_autoptr (GBytes) bytes = load (&place);
  fixture_expect (bytes,
                  "[户籍]\nA1 T 乡约村 & 户籍 to E1\nA2 T 姓名\nB2 T 人数\nC2 T 积分\nD2 T 奖金\nE2 T 日期\n"
                  "A3 T 431399198001010012\nB3 N 7\nC3 N 0.07\nD3 N 0.07\nE3 D 2026-11-22 raw 46348\n"
                  "B4 N -1250\nC4 N -12.5\nD4 N -12.5\nE4 T 1963-05\n"
                  "A5 T a\nb\nB5 T 1000000000000000\nC5 N 10000000000000\nD5 N 10000000000000\nE5 T 1899-12-31\n");
  place_clear (&place);
}

static void
test_csv (void)
{
  Place place;
  place_init (&place, "表.CSV");
  XyTableWriter *writer = begin (&place, "乡约村");
  g_autofree char *text = NULL;

  g_assert_true (write_row (writer, "431399198001010012", 7, "2026-11-22", NULL));
  g_assert_true (write_row (writer, "=cmd|'/c calc'!A1", -1250, "1963-05", NULL));
  g_assert_true (write_row (writer, "@SUM(1)", 0, NULL, NULL));
  g_assert_true (write_row (writer, "3-4", 100, NULL, NULL));
  g_assert_true (write_row (writer, "12", 100, NULL, NULL));
  g_assert_true (write_row (writer, "张\"三\",李\x01", 100, NULL, NULL));
  finish (writer);

  g_assert_true (g_file_get_contents (place.path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "\xef\xbb\xbf姓名,人数,积分,奖金,日期\r\n"
                   "\"=\"\"431399198001010012\"\"\",7,0.07,0.07,2026-11-22\r\n"
                   "\"'=cmd|'/c calc'!A1\",-1250,-12.5,-12.50,\"=\"\"1963-05\"\"\"\r\n"
                   "\"'@SUM(1)\",0,0.0,0.00,\r\n"
                   "\"=\"\"3-4\"\"\",100,1.0,1.00,\r\n"
                   "12,100,1.0,1.00,\r\n"
                   "\"张\"\"三\"\",李\",100,1.0,1.00,\r\n");
  place_clear (&place);
}

/* No text that begins as a formula does leaves for a csv as it is. */
static void
test_no_formula (void)
{
  static const char *const dangerous[] = { "=1", "+1", "-1", "@a", "\t=1", "＝1", "＋1", "－1", "＠1", "\r=1", "\n=1" };
  Place place;
  place_init (&place, "表.csv");

  for (guint i = 0; i < G_N_ELEMENTS (dangerous); i++)
    {
      XyTableWriter *writer = begin (&place, NULL);
      g_autofree char *text = NULL;
      g_assert_true (write_row (writer, dangerous[i], 0, NULL, NULL));
      finish (writer);
      g_assert_true (g_file_get_contents (place.path, &text, NULL, NULL));
      const char *row = strstr (text, "\r\n") + 2;
      while (*row == '"')
        row++;
      g_assert_cmpint (*row, ==, '\'');
    }
  place_clear (&place);
}

static const char *const words[] = {
  "张三", "曾国强", "=",    "+86",     "-",  "@",  "'",      "\"", ",",   ";",     "|",           "，",
  "\t",   "\n",     " ",    "_x0041_", "_x", "&",  "<",      ">",  "𠮷",  "0",     "012",         "431399198001010012",
  "3-4",  "1E5",    "1.10", "sep=",    "a",  "二", "=\"1\"", "''", "]]>", "&amp;", "\xef\xbb\xbf"
};

static char *
random_text (GRand *random)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 0, 4); n > 0; n--)
    g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

/* What a reader must find of NUMBER in a column of KIND. */
static char *
expected_number (XyColumnKind kind, gint64 number, XyFormat format)
{
  if (kind == XY_COLUMN_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  char *text = kind == XY_COLUMN_MONEY ? xy_money_to_text (number) : xy_points_to_text (number);
  /* A number in an xlsx has no zeros behind. */
  while (format == XY_FORMAT_XLSX && (g_str_has_suffix (text, "0") || g_str_has_suffix (text, "."))
         && strchr (text, '.'))
    text[strlen (text) - 1] = '\0';
  return text;
}

static void
check_round_trip (XyFormat format, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  guint n = (guint) g_rand_int_range (random, 1, 9), rows = (guint) g_rand_int_range (random, 0, 40);
  g_autofree XyTableColumn *columns = g_new0 (XyTableColumn, n);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Place place;
  place_init (&place, format == XY_FORMAT_CSV ? "a.csv" : "a.xlsx");

  XyTableWriter *writer = xy_table_writer_new (place.path, format, &error);
  for (guint c = 0; c < n; c++)
    columns[c] = (XyTableColumn){ "列", (XyColumnKind) g_rand_int_range (random, 0, XY_COLUMN_DAY + 1), 0 };
  g_assert_true (xy_table_writer_begin (writer, "一", NULL, columns, n, &error));
  for (guint r = 0; r < rows; r++)
    {
      for (guint c = 0; c < n; c++)
        {
          gint64 number = g_rand_int_range (random, -2000000, 2000000);
          char *text = NULL;
          switch (columns[c].kind)
            {
            case XY_COLUMN_TEXT:
              text = random_text (random);
              xy_table_writer_text (writer, text);
              break;
            case XY_COLUMN_DAY:
              text = g_malloc (XY_DAY_SIZE);
              xy_day_add ("2026-11-22", (int) (number % 46000), text);
              xy_table_writer_text (writer, text);
              break;
            case XY_COLUMN_INTEGER:
            case XY_COLUMN_POINTS:
            case XY_COLUMN_MONEY:
            default:
              text = expected_number (columns[c].kind, number, format);
              xy_table_writer_number (writer, number);
              break;
            }
          g_ptr_array_add (cells, text);
        }
      g_assert_true (xy_table_writer_end_row (writer, &error));
    }
  finish (writer);

  g_autoptr (GBytes) bytes = load (&place);
  g_autoptr (XyWorkbook) workbook = fixture_read (bytes);
  const XySheet *sheet = xy_workbook_get_sheet (workbook, 0);
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < n; c++)
      {
        const XyCell *cell = xy_sheet_get (sheet, r + 1, c);
        g_assert_cmpstr (cell->text, ==, g_ptr_array_index (cells, r * n + c));
        if (format == XY_FORMAT_XLSX && columns[c].kind == XY_COLUMN_TEXT)
          g_assert_cmpint (cell->kind, ==, *cell->text != '\0' ? XY_CELL_TEXT : XY_CELL_EMPTY);
      }
  place_clear (&place);
}

/* Whatever table is written, the same is read. */
static void
test_round_trip (void)
{
  for (guint round = 0; round < 150; round++)
    {
      guint32 seed = (guint32) g_test_rand_int ();
      check_round_trip (XY_FORMAT_XLSX, seed);
      check_round_trip (XY_FORMAT_CSV, seed);
    }
}

static GBytes *
write_small (const Place *place)
{
  XyTableWriter *writer = begin (place, NULL);

  for (guint r = 0; r < 2000; r++)
    g_assert_true (write_row (writer, "曾国强", r * 7919, "2026-11-22", NULL));
  finish (writer);
  return load (place);
}

/* The same table gives the same bytes. */
static void
test_repeatable (void)
{
  Place place, other;
  place_init (&place, "a.xlsx");
  place_init (&other, "b.xlsx");
  g_autoptr (GBytes) one = write_small (&place), two = write_small (&other);

  g_assert_true (g_bytes_equal (one, two));
  place_clear (&place);
  place_clear (&other);
}

static void
test_sheets (void)
{
  static const char *const names[] = { "一组", "一组", "a/b:c*d?[e]", "",
                                       "一个比三十一个字还要长很多很多很多很多很多很多很多很多的名字" };
  Place place;
  place_init (&place, "a.xlsx");
  g_autoptr (GError) error = NULL;
  XyTableWriter *writer = begin (&place, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (xy_table_writer_begin (writer, names[i], i == 1 ? "题" : NULL, all_kinds, 1, &error));
      xy_table_writer_text (writer, names[i]);
      g_assert_true (xy_table_writer_end_row (writer, &error));
    }
  finish (writer);

  g_autoptr (GBytes) bytes = load (&place);
  g_autoptr (XyWorkbook) workbook = fixture_read (bytes);
  g_assert_cmpuint (xy_workbook_get_n_sheets (workbook), ==, 6);
  g_assert_cmpstr (xy_sheet_get_name (xy_workbook_get_sheet (workbook, 1)), ==, "一组");
  g_assert_cmpstr (xy_sheet_get_name (xy_workbook_get_sheet (workbook, 2)), ==, "一组 2");
  g_assert_cmpstr (xy_sheet_get_name (xy_workbook_get_sheet (workbook, 3)), ==, "a b c d  e");
  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (g_utf8_strlen (xy_sheet_get_name (xy_workbook_get_sheet (workbook, i)), -1), <=, 31);
  g_assert_cmpstr (xy_sheet_get (xy_workbook_get_sheet (workbook, 2), 2, 0)->text, ==, "一组");
  place_clear (&place);
}

static void
test_too_long (void)
{
  Place place;
  place_init (&place, "a.xlsx");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (32768, 'a');
  XyTableWriter *writer = begin (&place, NULL);

  g_assert_false (write_row (writer, text, 0, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  xy_table_writer_free (writer);
  place_clear (&place);
}

/* A writer that is given up leaves the old file as it was and nothing else. */
static void
test_given_up (void)
{
  Place place;
  place_init (&place, "a.xlsx");
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (place.path, "old", -1, NULL));
  XyTableWriter *writer = begin (&place, NULL);
  g_assert_true (write_row (writer, "a", 0, NULL, NULL));
  xy_table_writer_free (writer);
  g_assert_cmpuint (count_files (&place), ==, 1);
  g_assert_true (g_file_get_contents (place.path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  place_clear (&place);
}

/* Tries to write a table while no file may grow beyond LIMIT bytes, as on a disk that is full. */
static gboolean
write_limited (const Place *place, gsize limit)
{
  struct rlimit before, now;
  g_autoptr (GError) error = NULL;

  getrlimit (RLIMIT_FSIZE, &before);
  now = before;
  now.rlim_cur = limit;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &now);

  g_autoptr (XyTableWriter) writer = xy_table_writer_new (place->path, xy_format_from_path (place->path), &error);
  gboolean ok =
      writer != NULL && xy_table_writer_begin (writer, "一", NULL, all_kinds, G_N_ELEMENTS (all_kinds), &error);
  for (guint r = 0; ok && r < 20000; r++)
    ok = write_row (writer, "曾国强", (gint64) r * 7919 % 100003, "2026-11-22", &error);
  ok = ok && xy_table_writer_finish (writer, &error);

  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_true (ok == (error == NULL));
  if (!ok)
    g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  return ok;
}

static void
test_full_disk (void)
{
  static const char *const names[] = { "a.xlsx", "a.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Place place;
      place_init (&place, names[i]);
      g_assert_true (write_limited (&place, 100 << 20));
      g_autoptr (GBytes) bytes = load (&place);
      gsize length = g_bytes_get_size (bytes);
      g_unlink (place.path);

      const gsize limits[] = { 0, 1, 100, 5000, length / 3, length / 2, length - 5000, length - 100, length - 1 };
      for (guint k = 0; k < G_N_ELEMENTS (limits); k++)
        {
          g_assert_false (write_limited (&place, limits[k]));
          g_assert_cmpuint (count_files (&place), ==, 0);
        }
      g_assert_true (write_limited (&place, length));
      place_clear (&place);
    }

  g_autoptr (GError) error = NULL;
  g_assert_null (xy_table_writer_new ("/no/such/folder/a.xlsx", XY_FORMAT_XLSX, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write/kinds", test_kinds);
  g_test_add_func ("/write/csv", test_csv);
  g_test_add_func ("/write/no-formula", test_no_formula);
  g_test_add_func ("/write/round-trip", test_round_trip);
  g_test_add_func ("/write/repeatable", test_repeatable);
  g_test_add_func ("/write/sheets", test_sheets);
  g_test_add_func ("/write/too-long", test_too_long);
  g_test_add_func ("/write/given-up", test_given_up);
  g_test_add_func ("/write/full-disk", test_full_disk);
  return g_test_run ();
}
