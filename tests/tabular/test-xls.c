/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "core/error.h"

#include <locale.h>
#include <string.h>

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "xls", name, NULL);
  char *data;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* One roster by two programs; LibreOffice writes TRUE as a formula. */
static void
expect_roster (const char *name, const char *yes, const char *rest)
{
  static const char head[] =
      "[一组]\nA1 T 乡约村户籍花名册 to H1\nA2 T 序号\nB2 T 户编号\nC2 T 户主\nD2 T 姓名\nE2 T 身份证号\n"
      "F2 T 出生日期\nG2 T 备注\nH2 T 年龄 hidden\nA3 N 1\nB3 N 007 raw 7\nC3 T 张三 to C4\nD3 T 张三\n"
      "E3 T 431399198001010012\nF3 D 1963-05-12 raw 23143\n";
  static const char middle[] =
      "H3 N 63.5 hidden\nA4 N= 2 hidden\nB4 N 008 raw 8 hidden\nD4 T 李 四 hidden\n"
      "E4 N 431399198001010000 raw 4.3139919800101e+17 hidden\nF4 D 1963-05 raw 23132 hidden\n";
  static const char tail[] = "H5 N 0.01 hidden\n[旧表] hidden\nA1 T 不看\n";
  g_autofree char *dump = g_strconcat (head, yes, middle, rest, tail, NULL);
  g_autoptr (GBytes) bytes = load (name);

  fixture_expect (bytes, dump);
}

static void
test_gnumeric (void)
{
  expect_roster ("gnumeric-biff8.xls", "G3 B TRUE\n",
                 "G4 T= 外出 hidden\nH4 N -0.125 hidden\nA5 N= 3\nB5 N 009 raw 9\nC5 T 𠮷田\nD5 T 𠮷田\n二\n"
                 "F5 N 19630512\nG5 N= 0\n");
}

static void
test_libreoffice (void)
{
  expect_roster ("libreoffice.xls", "G3 B= TRUE\n",
                 "G4 T 外出 hidden\nH4 N -0.125 hidden\nA5 N= 3\nB5 N 009 raw 9\nC5 T 𠮷田\nD5 T 𠮷田\n二\n"
                 "F5 N 19630512\nG5 N= 1.5\n");
}

/* Excel 95 knows no Unicode: the texts are GBK, by the word of the file's code page. */
static void
test_biff5 (void)
{
  g_autoptr (GBytes) bytes = load ("gnumeric-biff5.xls");
  g_autoptr (XyWorkbook) workbook = fixture_read (bytes);
  const XySheet *sheet = xy_workbook_get_sheet (workbook, 0);

  g_assert_cmpint (xy_workbook_get_format (workbook), ==, XY_FORMAT_XLS);
  g_assert_cmpuint (xy_workbook_get_n_sheets (workbook), ==, 2);
  g_assert_cmpstr (xy_sheet_get_name (sheet), ==, "一组");
  g_assert_true (xy_sheet_is_hidden (xy_workbook_get_sheet (workbook, 1)));
  g_assert_cmpstr (xy_sheet_get (sheet, 0, 0)->text, ==, "乡约村户籍花名册");
  g_assert_cmpstr (xy_sheet_get (sheet, 2, 1)->text, ==, "007");
  g_assert_cmpstr (xy_sheet_get (sheet, 2, 5)->text, ==, "1963-05-12");
  g_assert_cmpstr (xy_sheet_get (sheet, 3, 6)->text, ==, "外出");
  g_assert_true (xy_sheet_get (sheet, 3, 6)->formula);
  g_assert_cmpint (xy_sheet_get (sheet, 3, 4)->kind, ==, XY_CELL_NUMBER);
  g_assert_true (xy_sheet_is_row_hidden (sheet, 3));
}

/* Texts that break at every place of a record, changing between one and two bytes a character. */
static void
test_long_texts (void)
{
  g_autoptr (GBytes) bytes = load ("long-texts.xls");
  g_autoptr (XyWorkbook) workbook = fixture_read (bytes);
  const XySheet *sheet = xy_workbook_get_sheet (workbook, 0);

  g_assert_cmpuint (xy_sheet_get_rows (sheet), ==, 140);
  for (guint i = 0; i < 140; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (guint k = 0; k < i; k++)
        g_string_append (text, k % 7 == 3 ? "a" : i % 3 != 0 ? "字" : "b");
      g_string_append_c (text, '#');
      g_assert_cmpstr (xy_sheet_get (sheet, i, 0)->text, ==, text->str);
    }
}

static void
put_32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, 4);
}

static void
put_entry (guint8 *at, const char *name, guint8 type, guint32 child, guint32 start, guint32 length)
{
  for (gsize i = 0; i < strlen (name); i++)
    at[2 * i] = (guint8) name[i];
  at[64] = (guint8) (2 * strlen (name) + 2);
  at[66] = type;
  put_32 (at + 68, 0xffffffff);
  put_32 (at + 72, 0xffffffff);
  put_32 (at + 76, child);
  put_32 (at + 116, start);
  put_32 (at + 120, length);
}

/* A compound file of one stream NAME that holds RECORDS, filled up to the size from which streams have sectors. Sector
 * 0 is the folder, then come those of the stream, then the table. */
static GBytes *
compound (const char *name, const void *records, gsize length)
{
  guint data = (guint) MAX ((length + 511) / 512, 8), tables = (data + 2 + 126) / 127;
  gsize size = 512 * (gsize) (2 + data + tables);
  guint8 *file = g_malloc0 (size);

  g_assert_cmpuint (tables, <=, 109);
  memcpy (file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  file[26] = 3;
  file[30] = 9;
  file[32] = 6;
  put_32 (file + 44, tables);
  put_32 (file + 48, 0);
  put_32 (file + 56, 4096);
  put_32 (file + 60, 0xfffffffe);
  put_32 (file + 68, 0xfffffffe);
  for (guint i = 0; i < 109; i++)
    put_32 (file + 76 + 4 * i, i < tables ? 1 + data + i : 0xffffffff);
  put_entry (file + 512, "Root Entry", 5, 1, 0xfffffffe, 0);
  put_entry (file + 512 + 128, name, 2, 0xffffffff, 1, 512 * data);
  if (length > 0)
    memcpy (file + 1024, records, length);

  guint8 *table = file + 512 * (gsize) (2 + data);
  memset (table, 0xff, 512 * (gsize) tables);
  put_32 (table, 0xfffffffe);
  for (guint i = 1; i <= data; i++)
    put_32 (table + 4 * (gsize) i, i < data ? i + 1 : 0xfffffffe);
  for (guint i = 0; i < tables; i++)
    put_32 (table + 4 * (gsize) (1 + data + i), 0xfffffffd);
  return g_bytes_new_take (file, size);
}

static void
test_strangers (void)
{
  fixture_refuse (load ("encrypted.xls"), XY_ERROR_UNREADABLE);
  fixture_refuse (compound ("EncryptedPackage", NULL, 0), XY_ERROR_UNREADABLE);
  fixture_refuse (compound ("WordDocument", NULL, 0), XY_ERROR_NOT_OURS);
  fixture_refuse (compound ("PowerPoint Document", NULL, 0), XY_ERROR_NOT_OURS);
  fixture_refuse (compound ("ETData", NULL, 0), XY_ERROR_NOT_OURS);
  fixture_refuse (compound ("Workbook", NULL, 0), XY_ERROR_UNREADABLE);
}

#define BOF_BOOK "\x09\x08\x08\x00\x00\x06\x05\x00\x00\x00\x00\x00"
#define BOF_SHEET "\x09\x08\x08\x00\x00\x06\x10\x00\x00\x00\x00\x00"
#define BOF_CHART "\x09\x08\x08\x00\x00\x06\x20\x00\x00\x00\x00\x00"
#define NUMBER_A1 "\x03\x02\x0e\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf8\x3f"
#define NUMBER_C2 "\x03\x02\x0e\x00\x01\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf8\x3f"
#define EOF_RECORD "\x0a\x00\x00\x00"
#define BYTES(text) text, sizeof (text) - 1

static void
test_hostile (void)
{
  g_test_message ("a sheet at an offset past the end");
  fixture_refuse (compound ("Workbook", BYTES (BOF_BOOK "\x85\x00\x0a\x00\xff\xff\xff\x7f\x00\x00\x01\x00"
                                                        "aX" EOF_RECORD)),
                  XY_ERROR_UNREADABLE);
  g_test_message ("a table of shared texts that claims four milliards");
  fixture_refuse (compound ("Workbook", BYTES (BOF_BOOK "\xfc\x00\x08\x00\xff\xff\xff\xff\xff\xff\xff\xff" EOF_RECORD)),
                  XY_ERROR_UNREADABLE);
  g_test_message ("a sheet that never ends");
  fixture_refuse (compound ("Workbook", BYTES (BOF_BOOK "\x85\x00\x09\x00\x1d\x00\x00\x00\x00\x00\x01\x00"
                                                        "a" EOF_RECORD BOF_SHEET)),
                  XY_ERROR_UNREADABLE);

  g_test_message ("a chain of sectors in circles");
  g_autoptr (GBytes) good = compound ("Workbook", NULL, 0);
  gsize length;
  guint8 *copy = g_memdup2 (g_bytes_get_data (good, &length), g_bytes_get_size (good));
  put_32 (copy + length - 512 + 4 * 8, 1);
  fixture_refuse (g_bytes_new_take (copy, length), XY_ERROR_UNREADABLE);
  fixture_refuse (g_bytes_new ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8), XY_ERROR_UNREADABLE);
}

/* The smallest file of one cell, so that the hostile ones above are known to fail for their own reason. */
static void
test_smallest (void)
{
  g_autoptr (GBytes) bytes =
      compound ("Workbook",
                BYTES (BOF_BOOK "\x85\x00\x09\x00\x1d\x00\x00\x00\x00\x00\x01\x00"
                                "a" EOF_RECORD BOF_SHEET
                                "\x03\x02\x0e\x00\x01\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf8\x3f" EOF_RECORD));

  fixture_expect (bytes, "[a]\nC2 N 1.5\n");
}

/* A text that breaks within a record and is one byte a character before and two after; its fonts and phonetics break
 * too. */
static void
test_broken_text (void)
{
  g_autoptr (GBytes) bytes = compound (
      "Workbook", BYTES (BOF_BOOK "\x85\x00\x09\x00\x4b\x00\x00\x00\x00\x00\x01\x00"
                                  "a"
                                  "\xfc\x00\x13\x00\x01\x00\x00\x00\x02\x00\x00\x00"
                                  "\x04\x00\x0c\x01\x00\x02\x00\x00\x00"
                                  "ab"
                                  "\x3c\x00\x07\x00\x01\x57\x5b\x58\x5b\x01\x02"
                                  "\x3c\x00\x08\x00\x03\x04\x09\x09\x01\x00\x00"
                                  "c" EOF_RECORD BOF_SHEET "\xfd\x00\x0a\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                                  "\xfd\x00\x0a\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00" EOF_RECORD));

  fixture_expect (bytes, "[a]\nA1 T ab字存\nB1 T c\n");
}

/* A chart within the sheet has cells of its own, which are none of the sheet's. */
static void
test_chart_within (void)
{
  g_autoptr (GBytes) bytes = compound (
      "Workbook", BYTES (BOF_BOOK "\x85\x00\x09\x00\x1d\x00\x00\x00\x00\x00\x01\x00"
                                  "a" EOF_RECORD BOF_SHEET BOF_CHART NUMBER_C2 EOF_RECORD NUMBER_A1 EOF_RECORD));

  fixture_expect (bytes, "[a]\nA1 N 1.5\n");
}

/* Sheets that all begin at one place would be read for hours. */
static void
test_one_place (void)
{
  GByteArray *array = g_byte_array_new ();
  const guint8 bound[] = { 0x85, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 'a' }, nothing[] = { 1, 2, 0, 0 };
  guint32 offset = GUINT32_TO_LE (12 + 250 * sizeof bound + 4);

  g_byte_array_append (array, (const guint8 *) BOF_BOOK, 12);
  for (guint i = 0; i < 250; i++)
    {
      g_byte_array_append (array, bound, sizeof bound);
      memcpy (array->data + array->len - 9, &offset, 4);
    }
  g_byte_array_append (array, (const guint8 *) EOF_RECORD, 4);
  g_byte_array_append (array, (const guint8 *) BOF_SHEET, 12);
  while (array->len < 6000000)
    g_byte_array_append (array, nothing, sizeof nothing);
  g_byte_array_append (array, (const guint8 *) EOF_RECORD, 4);
  fixture_refuse (compound ("Workbook", array->data, array->len), XY_ERROR_UNREADABLE);
  g_byte_array_unref (array);
}

static void
test_damaged (void)
{
  static const char *const names[] = { "gnumeric-biff8.xls", "gnumeric-biff5.xls", "libreoffice.xls" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = load (names[i]);
      g_assert_cmpuint (fixture_torture (bytes, 7, 3000), >, 100);
    }
  g_autoptr (GBytes) bytes = load ("long-texts.xls");
  fixture_torture (bytes, 97, 500);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xls/gnumeric", test_gnumeric);
  g_test_add_func ("/xls/biff5", test_biff5);
  g_test_add_func ("/xls/libreoffice", test_libreoffice);
  g_test_add_func ("/xls/long-texts", test_long_texts);
  g_test_add_func ("/xls/smallest", test_smallest);
  g_test_add_func ("/xls/broken-text", test_broken_text);
  g_test_add_func ("/xls/chart-within", test_chart_within);
  g_test_add_func ("/xls/one-place", test_one_place);
  g_test_add_func ("/xls/strangers", test_strangers);
  g_test_add_func ("/xls/hostile", test_hostile);
  g_test_add_func ("/xls/damaged", test_damaged);
  return g_test_run ();
}
