/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "core/error.h"

#include <locale.h>
#include <string.h>

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
encoded (const char *text, const char *charset, const char *bom, gsize bom_length)
{
  gsize length;
  g_autofree char *converted = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  g_autoptr (GByteArray) array = g_byte_array_new ();

  g_assert_nonnull (converted);
  g_byte_array_append (array, (const guint8 *) bom, (guint) bom_length);
  g_byte_array_append (array, (const guint8 *) converted, (guint) length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static GBytes *
encoded_many (const char *line, const char *charset, guint times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, line);
  GBytes *bytes = encoded (text->str, charset, "", 0);
  g_string_free (text, TRUE);
  return bytes;
}

static void
expect_text (const char *text, const char *dump)
{
  g_autoptr (GBytes) bytes = bytes_of (text);

  fixture_expect (bytes, dump);
}

static void
test_charsets (void)
{
  static const char text[] = "姓名,身份证号\n张三,431399198001010012\n李𠮷,1\n";
  static const char dump[] = "[]\nA1 T 姓名\nB1 T 身份证号\nA2 T 张三\nB2 T 431399198001010012\nA3 T 李𠮷\nB3 T 1\n";
  static const struct
  {
    const char *charset, *bom;
    gsize bom_length;
    gboolean guessed;
  } cases[] = {
    { "UTF-8", "", 0, TRUE },
    { "UTF-8", "\xef\xbb\xbf", 3, FALSE },
    { "UTF-16LE", "\xff\xfe", 2, FALSE },
    { "UTF-16BE", "\xfe\xff", 2, FALSE },
    { "UTF-16LE", "", 0, TRUE },
    { "UTF-16BE", "", 0, TRUE },
    { "GB18030", "", 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = encoded (text, cases[i].charset, cases[i].bom, cases[i].bom_length);
      g_autoptr (XyWorkbook) workbook = fixture_read (bytes);
      g_autofree char *found = fixture_dump (workbook);
      g_assert_cmpstr (found, ==, dump);
      g_assert_cmpstr (xy_workbook_get_charset (workbook), ==, cases[i].charset);
      g_assert_cmpint (xy_workbook_charset_was_guessed (workbook), ==, cases[i].guessed);
      g_assert_cmpuint (xy_workbook_get_unreadable (workbook), ==, 0);
      g_assert_cmpint (xy_workbook_get_format (workbook), ==, XY_FORMAT_CSV);
    }
}

/* The caller's word goes before any guess; a wrong word shows in the count. */
static void
test_forced (void)
{
  g_autoptr (GBytes) bytes = encoded ("姓名,住址\n張三,台北\n", "BIG5", "", 0);
  XyReadOptions options = { .charset = "BIG5" };
  g_autoptr (GError) error = NULL;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_bytes (bytes, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (xy_sheet_get (xy_workbook_get_sheet (workbook, 0), 1, 0)->text, ==, "張三");
  g_assert_false (xy_workbook_charset_was_guessed (workbook));

  options.charset = "UTF-8";
  g_autoptr (XyWorkbook) wrong = xy_workbook_read_bytes (bytes, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (xy_workbook_get_unreadable (wrong), >, 0);

  g_autoptr (GBytes) long_one = encoded_many ("張三,台北\n", "BIG5", 20000);
  g_assert_null (xy_workbook_read_bytes (long_one, &options, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  options.charset = "NO-SUCH";
  g_assert_null (xy_workbook_read_bytes (bytes, &options, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "charset");
}

/* A file cut in the middle of its last character is still UTF-8; one bad byte in GBK costs one character. */
static void
test_half_character (void)
{
  expect_text ("姓名,a\n张\xe4\xb8", "[]\nA1 T 姓名\nB1 T a\nA2 T 张\xef\xbf\xbd\n");

  g_autoptr (GBytes) wrong = bytes_of ("\xef\xbb\xbf姓\xc3\xd0\xfb\xb5,名\n");
  fixture_expect (wrong, "[]\nA1 T 姓\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\nB1 T 名\n");

  g_autoptr (GBytes) good = encoded ("姓名,住址,电话,备注,户主,与户主关系,性别,民族\n张三\n", "GB18030", "", 0);
  gsize length;
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, &length), g_bytes_get_size (good));
  copy[length - 2] = 0xff;
  g_autoptr (GBytes) bad = g_bytes_new (copy, length);
  g_autoptr (XyWorkbook) workbook = fixture_read (bad);
  g_assert_cmpstr (xy_workbook_get_charset (workbook), ==, "GB18030");
  g_assert_cmpuint (xy_workbook_get_unreadable (workbook), >=, 1);
  g_assert_cmpstr (xy_sheet_get (xy_workbook_get_sheet (workbook, 0), 0, 1)->text, ==, "住址");
}

static void
test_separators (void)
{
  static const struct
  {
    const char *text;
    gunichar separator;
  } cases[] = {
    { "a,b,c\n1,2,3\n", ',' },
    { "a;b;c\n1,5;2,5;3\n1;2;3\n", ';' },
    { "a\tb\n1,2,3\t4\n5\t6\n", '\t' },
    { "a|b|c\n1|2|3\n", '|' },
    { "姓名，组别\n张三，一组\n", 0xff0c },
    { "花名册\n单位，乡约村\n姓名,组别\n张三,一组\n李四,二组\n", ',' },
    { "\"a;b;c;d\",x\n\"e;f;g;h\",y\n", ',' },
    { "单列\n一\n", ',' },
    { "sep=;\na,b;c,d\n", ';' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (cases[i].text);
      g_autoptr (XyWorkbook) workbook = fixture_read (bytes);
      g_assert_cmphex (xy_workbook_get_separator (workbook), ==, cases[i].separator);
    }
  expect_text ("sep=;\r\na,b;c\r\n", "[]\nA2 T a,b\nB2 T c\n");

  g_autoptr (GBytes) bytes = bytes_of ("a,b;c\n");
  XyReadOptions options = { .separator = ';' };
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_bytes (bytes, &options, NULL, NULL);
  g_assert_cmpstr (xy_sheet_get (xy_workbook_get_sheet (workbook, 0), 0, 0)->text, ==, "a,b");
}

static void
test_quotes (void)
{
  expect_text ("\"a\nb\",\"c\"\"d\"\n", "[]\nA1 T a\nb\nB1 T c\"d\n");
  expect_text ("\"a\r\nb\",c\r\nd,e\r\n", "[]\nA1 T a\nb\nB1 T c\nA2 T d\nB2 T e\n");
  expect_text ("\"a\"b,c\n", "[]\nA1 T ab\nB1 T c\n");
  expect_text ("a,\"5英寸,b\nc,d\n", "[]\nA1 T a\nB1 T \"5英寸\nC1 T b\nA2 T c\nB2 T d\n");
  expect_text ("a\rb\rc", "[]\nA1 T a\nA2 T b\nA3 T c\n");
  expect_text ("a,,b\n\n,,\nc", "[]\nA1 T a\nC1 T b\nA4 T c\n");
  expect_text ("\"\",a", "[]\nB1 T a\n");
}

/* Digits kept as text by the two customs of spreadsheets. */
static void
test_kept_digits (void)
{
  expect_text ("'431399198001010012,=\"0123\",\"=\"\"045\"\"\"\n",
               "[]\nA1 T 431399198001010012\nB1 T 0123\nC1 T 045\n");
  expect_text ("'',',=1+1,\"='a\"\n", "[]\nA1 T '\nB1 T '\nC1 T =1+1\nD1 T ='a\n");
}

static void
test_pasted (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_pasted ("张三\t1,5\n\"两\n行\"\t2", &error);
  g_autofree char *dump = NULL;

  g_assert_no_error (error);
  dump = fixture_dump (workbook);
  g_assert_cmpstr (dump, ==, "[]\nA1 T 张三\nB1 T 1,5\nA2 T 两\n行\nB2 T 2\n");
}

static GBytes *
repeated (const char *text, gsize total)
{
  GString *all = g_string_sized_new (total);

  while (all->len < total)
    g_string_append (all, text);
  return g_string_free_to_bytes (all);
}

static void
test_refused (void)
{
  fixture_refuse (bytes_of (""), XY_ERROR_UNREADABLE);
  fixture_refuse (g_bytes_new ("\1\2\0\3\0\0\4\5\6\1\1\2\3\4\5\6\7", 17), XY_ERROR_NOT_OURS);
  fixture_refuse (g_bytes_new ("\0\0\0\0\0\0\0\0", 8), XY_ERROR_NOT_OURS);
  fixture_refuse (bytes_of ("\x89PNG\r\n\x1a\n"), XY_ERROR_NOT_OURS);
  fixture_refuse (bytes_of ("%PDF-1.4\n1 0 obj\n"), XY_ERROR_NOT_OURS);
  fixture_refuse (bytes_of ("  <HTML><body><table><tr><td>1</td></tr></table>"), XY_ERROR_NOT_OURS);
  fixture_refuse (bytes_of ("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"), XY_ERROR_NOT_OURS);
  fixture_refuse (repeated ("1,", XY_READ_MAX_CSV + 1), XY_ERROR_UNREADABLE);
  fixture_refuse (repeated ("1,", XY_READ_MAX_CSV), XY_ERROR_UNREADABLE);
  fixture_refuse (repeated ("1\n", XY_READ_MAX_CSV), XY_ERROR_UNREADABLE);
  fixture_refuse (repeated ("长", XY_READ_MAX_CSV), XY_ERROR_UNREADABLE);
  fixture_refuse (repeated ("\xff\xff\xff\xff", XY_READ_MAX_CSV), XY_ERROR_NOT_OURS);
  fixture_refuse (repeated ("\xef\xbb\xbf\xff\xff", XY_READ_MAX_CSV - 5), XY_ERROR_NOT_OURS);
}

static void
test_damaged (void)
{
  static const char text[] = "姓名,身份证号,\"住 址\"\n张三,'431399198001010012,\"a\nb\"\n李四,=\"012\",x\n";
  g_autoptr (GBytes) utf8 = bytes_of (text);
  g_autoptr (GBytes) gbk = encoded (text, "GB18030", "", 0);
  g_autoptr (GBytes) utf16 = encoded (text, "UTF-16LE", "\xff\xfe", 2);

  g_assert_cmpuint (fixture_torture (utf8, 1, 2000), >, 1000);
  g_assert_cmpuint (fixture_torture (gbk, 1, 2000), >, 1000);
  g_assert_cmpuint (fixture_torture (utf16, 1, 2000), >, 1000);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/charsets", test_charsets);
  g_test_add_func ("/csv/forced", test_forced);
  g_test_add_func ("/csv/half-character", test_half_character);
  g_test_add_func ("/csv/separators", test_separators);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/kept-digits", test_kept_digits);
  g_test_add_func ("/csv/pasted", test_pasted);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/damaged", test_damaged);
  return g_test_run ();
}
