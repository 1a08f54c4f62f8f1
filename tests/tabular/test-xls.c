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

/* A compound file of one stream NAME that holds RECORDS, filled up to the size from which streams have sectors. */
static GBytes *
compound (const char *name, const void *records, gsize length)
{
  const guint sectors = 10, data = 8;
  gsize size = 512 * (gsize) (1 + sectors);
  guint8 *file = g_malloc0 (size);

  memcpy (file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  file[26] = 3;
  file[30] = 9;
  file[32] = 6;
  put_32 (file + 44, 1);
  put_32 (file + 48, 1);
  put_32 (file + 56, 4096);
  put_32 (file + 60, 0xfffffffe);
  put_32 (file + 68, 0xfffffffe);
  for (guint i = 0; i < 109; i++)
    put_32 (file + 76 + 4 * i, i == 0 ? 0 : 0xffffffff);
  guint8 *table = file + 512;
  memset (table, 0xff, 512);
  put_32 (table, 0xfffffffd);
  put_32 (table + 4, 0xfffffffe);
  for (guint i = 0; i < data; i++)
    put_32 (table + 4 * (2 + i), i + 1 < data ? 3 + i : 0xfffffffe);
  put_entry (file + 1024, "Root Entry", 5, 1, 0xfffffffe, 0);
  put_entry (file + 1024 + 128, name, 2, 0xffffffff, 2, 512 * data);
  g_assert_cmpuint (length, <=, 512 * data);
  if (length > 0)
    memcpy (file + 1536, records, length);
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
  put_32 (copy + 512 + 4 * 9, 2);
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

static void
test_damaged (void)
{
  static const char *const names[] = { "gnumeric-biff8.xls", "gnumeric-biff5.xls", "libreoffice.xls" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = load (names[i]);
      g_assert_cmpuint (fixture_torture (bytes, 7, 3000, 10 + i), >, 100);
    }
  g_autoptr (GBytes) bytes = load ("long-texts.xls");
  fixture_torture (bytes, 97, 500, 20);
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
  g_test_add_func ("/xls/strangers", test_strangers);
  g_test_add_func ("/xls/hostile", test_hostile);
  g_test_add_func ("/xls/damaged", test_damaged);
  return g_test_run ();
}
