/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "core/error.h"
#include "tabular/number-format.h"

#include <locale.h>
#include <string.h>

static XySheet *
new_sheet (XyWorkbook **workbook)
{
  *workbook = xy_workbook_new (XY_FORMAT_XLSX);
  return xy_workbook_add_sheet (*workbook, "一组", FALSE, FALSE, NULL);
}

static void
put (XySheet *sheet, guint row, guint column, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_sheet_put_text (sheet, row, column, text, &error));
  g_assert_no_error (error);
}

static void
test_sparse (void)
{
  g_autoptr (XyWorkbook) workbook = NULL;
  XySheet *sheet = new_sheet (&workbook);

  put (sheet, 2, 1, "张三");
  put (sheet, 2, 16383, "远");
  put (sheet, 1048575, 0, "底");
  put (sheet, 1048575, 1, "");
  g_assert_true (xy_sheet_seal (sheet, NULL));

  g_assert_cmpuint (xy_sheet_get_rows (sheet), ==, 1048576);
  g_assert_cmpuint (xy_sheet_next_row (sheet, 0), ==, 2);
  g_assert_cmpuint (xy_sheet_next_row (sheet, 2), ==, 2);
  g_assert_cmpuint (xy_sheet_next_row (sheet, 3), ==, 1048575);
  g_assert_cmpuint (xy_sheet_next_row (sheet, 1048576), ==, 1048576);
  g_assert_cmpuint (xy_sheet_get_columns (sheet), ==, 16384);
  g_assert_cmpstr (xy_sheet_get (sheet, 2, 1)->text, ==, "张三");
  g_assert_cmpstr (xy_sheet_get (sheet, 2, 16383)->text, ==, "远");
  g_assert_cmpint (xy_sheet_get (sheet, 2, 0)->kind, ==, XY_CELL_EMPTY);
  g_assert_cmpstr (xy_sheet_get (sheet, 2, 0)->text, ==, "");
  g_assert_cmpint (xy_sheet_get (sheet, 0, 0)->kind, ==, XY_CELL_EMPTY);
  g_assert_cmpint (xy_sheet_get (sheet, 9999999, 9999999)->kind, ==, XY_CELL_EMPTY);
  g_assert_cmpint (xy_sheet_get (sheet, 1048575, 1)->kind, ==, XY_CELL_EMPTY);
}

/* Whatever the order of writing, the last of each place is found, as in an array. */
static void
test_any_order (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 50; round++)
    {
      g_autoptr (XyWorkbook) workbook = NULL;
      XySheet *sheet = new_sheet (&workbook);
      int model[20][10] = { { 0 } };

      for (int i = 1; i <= 300; i++)
        {
          int row = g_rand_int_range (random, 0, 20), column = g_rand_int_range (random, 0, 10);
          g_autofree char *text = g_strdup_printf ("%d", i);
          put (sheet, (guint) row, (guint) column, text);
          model[row][column] = i;
        }
      g_assert_true (xy_sheet_seal (sheet, NULL));
      for (guint row = 0; row < 20; row++)
        for (guint column = 0; column < 10; column++)
          {
            g_autofree char *text =
                model[row][column] != 0 ? g_strdup_printf ("%d", model[row][column]) : g_strdup ("");
            g_assert_cmpstr (xy_sheet_get (sheet, row, column)->text, ==, text);
          }
    }
}

static void
test_merges (void)
{
  g_autoptr (XyWorkbook) workbook = NULL;
  XySheet *sheet = new_sheet (&workbook);
  XyCellRange title = { 0, 0, 0, 11 }, group = { 2, 0, 5, 0 }, household = { 2, 1, 3, 1 }, wrong = { 5, 0, 4, 0 },
              overlap = { 4, 0, 8, 0 };

  put (sheet, 0, 0, "花名册");
  put (sheet, 2, 0, "一组");
  put (sheet, 2, 1, "张三");
  put (sheet, 6, 2, "x");
  g_assert_true (xy_sheet_merge (sheet, &title, NULL));
  g_assert_true (xy_sheet_merge (sheet, &group, NULL));
  g_assert_true (xy_sheet_merge (sheet, &household, NULL));
  g_assert_true (xy_sheet_merge (sheet, &overlap, NULL));
  g_assert_false (xy_sheet_merge (sheet, &wrong, NULL));
  g_assert_true (xy_sheet_seal (sheet, NULL));

  g_assert_cmpstr (xy_sheet_get_merged (sheet, 0, 2)->text, ==, "花名册");
  g_assert_cmpstr (xy_sheet_get (sheet, 0, 2)->text, ==, "");
  for (guint row = 2; row <= 5; row++)
    g_assert_cmpstr (xy_sheet_get_merged (sheet, row, 0)->text, ==, "一组");
  g_assert_cmpstr (xy_sheet_get_merged (sheet, 6, 0)->text, ==, "");
  g_assert_cmpstr (xy_sheet_get_merged (sheet, 3, 1)->text, ==, "张三");
  g_assert_null (xy_sheet_merge_at (sheet, 4, 1));
  g_assert_null (xy_sheet_merge_at (sheet, 1, 0));
  g_assert_cmpuint (xy_sheet_merge_at (sheet, 4, 0)->row, ==, 2);
}

static void
test_hidden (void)
{
  g_autoptr (XyWorkbook) workbook = NULL;
  XySheet *sheet = new_sheet (&workbook);

  put (sheet, 1, 1, "a");
  put (sheet, 3, 1, "b");
  xy_sheet_hide_row (sheet, 3);
  xy_sheet_hide_row (sheet, 2);
  xy_sheet_hide_columns (sheet, 1, 2);
  g_assert_true (xy_sheet_seal (sheet, NULL));

  g_assert_false (xy_sheet_is_row_hidden (sheet, 1));
  g_assert_true (xy_sheet_is_row_hidden (sheet, 3));
  g_assert_false (xy_sheet_is_column_hidden (sheet, 0));
  g_assert_true (xy_sheet_is_column_hidden (sheet, 1));
  g_assert_true (xy_sheet_is_column_hidden (sheet, 2));
  g_assert_false (xy_sheet_is_column_hidden (sheet, 3));
  g_assert_false (xy_sheet_is_column_hidden (sheet, 99999));
}

static void
test_cleaned (void)
{
  g_autoptr (XyWorkbook) workbook = NULL;
  XySheet *sheet = new_sheet (&workbook);

  put (sheet, 0, 0, "一\r\n二\r三\x01四\x7f");
  put (sheet, 0, 1, "\x02");
  g_assert_true (xy_sheet_seal (sheet, NULL));
  g_assert_cmpstr (xy_sheet_get (sheet, 0, 0)->text, ==, "一\n二\n三四");
  g_assert_cmpint (xy_sheet_get (sheet, 0, 1)->kind, ==, XY_CELL_EMPTY);
}

static void
test_limits (void)
{
  g_autoptr (XyWorkbook) workbook = NULL;
  XySheet *sheet = new_sheet (&workbook);
  g_autoptr (GError) error = NULL;
  g_autofree char *long_text = g_strnfill (XY_TABLE_MAX_CELL + 1, 'a');

  g_assert_false (xy_sheet_put_text (sheet, 0, XY_TABLE_MAX_COLUMNS, "a", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_false (xy_sheet_put_text (sheet, XY_TABLE_MAX_ROWS, 0, "a", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_false (xy_sheet_put_text (sheet, 0, 0, long_text, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  g_clear_error (&error);

  guint n = 0;
  while (xy_sheet_put_text (sheet, n / 1000, n % 1000, "a", &error))
    n++;
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  g_assert_cmpuint (n, ==, XY_TABLE_MAX_CELLS);
}

static void
test_formats (void)
{
  static const struct
  {
    const char *code, *raw;
    XyCellKind kind;
    const char *shown;
  } cases[] = {
    { "General", "1", XY_CELL_NUMBER, "1" },
    { "General", "0.30000000000000004", XY_CELL_NUMBER, "0.3" },
    { "General", "12.0", XY_CELL_NUMBER, "12" },
    { "General", "-0", XY_CELL_NUMBER, "0" },
    { "General", "1.9900001234E10", XY_CELL_NUMBER, "19900001234" },
    { "General", "4.3139919800101E+17", XY_CELL_NUMBER, "431399198001010000" },
    { "0", "431399198001010012", XY_CELL_NUMBER, "431399198001010012" },
    { "G/通用格式", "5", XY_CELL_NUMBER, "5" },
    { "[DBNum1][$-804]General", "5", XY_CELL_NUMBER, "5" },
    { "0.00E+00", "5", XY_CELL_NUMBER, "5" },
    { "00000", "12", XY_CELL_NUMBER, "00012" },
    { "00000", "1234567", XY_CELL_NUMBER, "1234567" },
    { "#,##0.00", "1234.5", XY_CELL_NUMBER, "1234.5" },
    { "0%", "0.12", XY_CELL_NUMBER, "12%" },
    { "0.0\"元\"", "3", XY_CELL_NUMBER, "3" },
    { "\"d\"0", "3", XY_CELL_NUMBER, "3" },
    { "[Red]0", "3", XY_CELL_NUMBER, "3" },
    { "yyyy-mm-dd", "23143", XY_CELL_DATE, "1963-05-12" },
    { "yyyy\"年\"m\"月\"d\"日\"", "23143", XY_CELL_DATE, "1963-05-12" },
    { "yyyy年m月", "23132", XY_CELL_DATE, "1963-05" },
    { "yyyy年m月", "23143", XY_CELL_DATE, "1963-05-12" },
    { "yyyy", "23012", XY_CELL_DATE, "1963" },
    { "e年m月d日", "23143", XY_CELL_DATE, "1963-05-12" },
    { "[$-804]aaaa;@", "23143", XY_CELL_NUMBER, "23143" },
    { "[$-F800]dddd, mmmm dd, yyyy", "46348", XY_CELL_DATE, "2026-11-22" },
    { "yyyy/m/d h:mm", "46348.5", XY_CELL_DATE, "2026-11-22 12:00" },
    { "yyyy/m/d h:mm:ss", "46348.999999", XY_CELL_DATE, "2026-11-23 00:00:00" },
    { "h:mm AM/PM", "0.75", XY_CELL_DATE, "18:00" },
    { "mm:ss", "0.5", XY_CELL_DATE, "12:00:00" },
    { "[h]:mm", "1.5", XY_CELL_DATE, "36:00" },
    { "yyyy-mm-dd", "1", XY_CELL_DATE, "1900-01-01" },
    { "yyyy-mm-dd", "59", XY_CELL_DATE, "1900-02-28" },
    { "yyyy-mm-dd", "61", XY_CELL_DATE, "1900-03-01" },
    { "yyyy-mm-dd", "2958465", XY_CELL_DATE, "9999-12-31" },
    { "yyyy-mm-dd", "2958466", XY_CELL_NUMBER, "2958466" },
    { "yyyy-mm-dd", "-1", XY_CELL_NUMBER, "-1" },
    { "yyyy-mm-dd", "0", XY_CELL_NUMBER, "0" },
    { "yyyy-mm-dd", "19630512", XY_CELL_NUMBER, "19630512" },
    { "General", "1e999", XY_CELL_TEXT, NULL },
    { "General", "nan", XY_CELL_TEXT, NULL },
    { "General", "0x10", XY_CELL_TEXT, NULL },
    { "General", "abc", XY_CELL_TEXT, NULL },
    { "General", "", XY_CELL_TEXT, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char shown[XY_NUMBER_SHOWN];
      XyNumberFormat format = xy_number_format_parse (cases[i].code, strlen (cases[i].code));
      g_test_message ("%s of %s", cases[i].code, cases[i].raw);
      g_assert_cmpint (xy_number_format_show (format, FALSE, cases[i].raw, shown), ==, cases[i].kind);
      if (cases[i].shown != NULL)
        g_assert_cmpstr (shown, ==, cases[i].shown);
    }

  char shown[XY_NUMBER_SHOWN];
  g_assert_cmpint (xy_number_format_show (xy_number_format_builtin (14), TRUE, "21681", shown), ==, XY_CELL_DATE);
  g_assert_cmpstr (shown, ==, "1963-05-12");
  for (guint id = 0; id < 200; id++)
    {
      gboolean is_date =
          (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
      g_assert_cmpint (xy_number_format_is_date (xy_number_format_builtin (id)), ==, is_date);
    }
}

/* Each day of the calendar, from its serial, follows the one before. */
static void
test_days (void)
{
  GDate date;
  XyNumberFormat format = xy_number_format_builtin (14);

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_MARCH, 1900);
  for (int serial = 61; serial < 80000; serial++)
    {
      char raw[16], shown[XY_NUMBER_SHOWN], expected[16];
      g_snprintf (raw, sizeof raw, "%d", serial);
      g_assert_cmpint (xy_number_format_show (format, FALSE, raw, shown), ==, XY_CELL_DATE);
      g_snprintf (expected, sizeof expected, "%04u-%02u-%02u", (guint) g_date_get_year (&date),
                  (guint) g_date_get_month (&date), (guint) g_date_get_day (&date));
      g_assert_cmpstr (shown, ==, expected);
      g_date_add_days (&date, 1);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/sparse", test_sparse);
  g_test_add_func ("/table/any-order", test_any_order);
  g_test_add_func ("/table/merges", test_merges);
  g_test_add_func ("/table/hidden", test_hidden);
  g_test_add_func ("/table/cleaned", test_cleaned);
  g_test_add_func ("/table/limits", test_limits);
  g_test_add_func ("/table/formats", test_formats);
  g_test_add_func ("/table/days", test_days);
  return g_test_run ();
}
