/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "core/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

static void
expect_rows (const char *rows, const char *dump)
{
  FixtureXlsx xlsx = {
    .rows = rows,
    .strings =
        "<si><t>户主</t></si><si><r><t>张</t></r><r><t xml:space=\"preserve\"> 三</t></r><rPh><t>ZHANG</t></rPh></si>"
        "<si><t>a&amp;b&lt;c&#x4e00;</t></si><si><t>行_x000D_\n二_x0041__x005F_x_</t></si><si/>",
    .styles =
        "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
        "<numFmt numFmtId=\"177\" formatCode=\"&quot;a&amp;d&quot;0\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/></cellXfs>",
  };
  g_autoptr (GBytes) bytes = fixture_xlsx (&xlsx);
  g_autofree char *whole = g_strconcat ("[表一]\n", dump, NULL);

  fixture_expect (bytes, whole);
}

static void
test_strings (void)
{
  expect_rows ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
               "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\"><v>4</v></c></row>",
               "A1 T 户主\nB1 T 张 三\nC1 T a&b<c一\nD1 T 行\n二A_x_\n");
  expect_rows ("<row><c t=\"inlineStr\"><is><t>内</t><rPh><t>x</t></rPh><r><t>联</t></r></is></c></row>",
               "A1 T 内联\n");
  expect_rows ("<row><c t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c><c t=\"str\"><f>\"\"</f><v></v></c></row>",
               "A1 T= ab\n");
}

static void
test_numbers (void)
{
  expect_rows ("<row><c><v>12</v></c><c><v>4.3139919800101E+17</v></c><c s=\"3\"><v>7</v></c><c><v>0.1</v></c></row>",
               "A1 N 12\nB1 N 431399198001010000 raw 4.3139919800101E+17\nC1 N 7\nD1 N 0.1\n");
  expect_rows (
      "<row><c s=\"1\"><v>23143</v></c><c s=\"2\"><v>23143.5</v></c><c t=\"d\"><v>2026-11-22T00:00:00</v></c></row>",
      "A1 D 1963-05-12 raw 23143\nB1 D 1963-05-12 raw 23143.5\nC1 D 2026-11-22 raw 2026-11-22T00:00:00\n");
  expect_rows ("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c></row>",
               "A1 B TRUE\nB1 B FALSE\nC1 E #N/A\n");
  expect_rows ("<row><c><f>A2+1</f><v>3</v></c><c><f>A2+1</f></c><c><f t=\"shared\" si=\"0\"/><v/></c></row>",
               "A1 N= 3\nB1 E= =A2+1\nC1 E= =\n");
}

static void
test_places (void)
{
  expect_rows ("<row r=\"3\"><c r=\"B3\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
               "<row r=\"1048576\"><c r=\"XFD1048576\"><v>4</v></c></row>",
               "B3 N 1\nC3 N 2\nA4 N 3\nXFD1048576 N 4\n");
  expect_rows (
      "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row><row r=\"1\"><c r=\"A1\"><v>3</v></c></row>",
      "A1 N 3\nA2 N 2\nB2 N 1\n");
}

static void
test_shape (void)
{
  FixtureXlsx xlsx = {
    .cols = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"3\" max=\"16384\"/></cols>",
    .rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
            "<row r=\"2\" hidden=\"true\"><c r=\"A2\"><v>3</v></c></row><row r=\"3\" hidden=\"1\"/>",
    .after = "<mergeCells count=\"1\"><mergeCell ref=\"A1:A4\"/><mergeCell ref=\"C1\"/></mergeCells>"
             "<extLst><ext><c><v>9</v></c></ext></extLst>",
    .workbook_properties = "<workbookPr date1904=\"1\"/>",
    .styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>",
  };
  g_autoptr (GBytes) bytes = fixture_xlsx (&xlsx);
  g_autoptr (XyWorkbook) workbook = fixture_read (bytes);
  g_autofree char *dump = fixture_dump (workbook);

  g_assert_cmpstr (dump, ==,
                   "[表一]\nA1 D 1904-01-02 raw 1 to A4\nB1 D 1904-01-03 raw 2 hidden\n"
                   "A2 D 1904-01-04 raw 3 hidden to A4\n");
  g_assert_true (xy_sheet_is_1904 (xy_workbook_get_sheet (workbook, 0)));
}

/* What a real writer makes of it, by way of a file. */
static void
test_written (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "花名册.et", NULL);
  lxw_workbook *out = workbook_new (path);
  lxw_worksheet *one = workbook_add_worksheet (out, "一组&二组"), *two = workbook_add_worksheet (out, "隐藏");
  lxw_format *day = workbook_add_format (out);

  format_set_num_format (day, "yyyy-mm-dd");
  worksheet_merge_range (one, 0, 0, 0, 2, "户籍花名册", NULL);
  worksheet_write_string (one, 1, 0, "𠮷 a_x005F_x0041_b\nc", NULL);
  worksheet_write_number (one, 1, 1, 23143, day);
  worksheet_write_formula_num (one, 1, 2, "=B2+1", NULL, 23144);
  worksheet_write_boolean (one, 1, 3, 1, NULL);
  worksheet_write_string (two, 0, 0, "x", NULL);
  worksheet_hide (two);
  g_assert_cmpint (workbook_close (out), ==, LXW_NO_ERROR);

  g_autoptr (GError) error = NULL;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *dump = fixture_dump (workbook);
  g_assert_cmpstr (dump, ==,
                   "[一组&二组]\nA1 T 户籍花名册 to C1\nA2 T 𠮷 a_x0041_b\nc\nB2 D 1963-05-12 raw 23143\n"
                   "C2 N= 23144\nD2 B TRUE\n[隐藏] hidden\nA1 T x\n");
  g_assert_cmpint (xy_workbook_get_format (workbook), ==, XY_FORMAT_XLSX);
  g_unlink (path);
  g_rmdir (folder);
}

static void
refuse_rows (const char *rows)
{
  FixtureXlsx xlsx = { .rows = rows, .stored = strlen (rows) > 1000 };

  fixture_refuse (fixture_xlsx (&xlsx), XY_ERROR_UNREADABLE);
}

static void
test_bad_places (void)
{
  refuse_rows ("<row><c r=\"XFD99999999\"><v>1</v></c></row>");
  refuse_rows ("<row><c r=\"XFE1\"><v>1</v></c></row>");
  refuse_rows ("<row><c r=\"A0\"><v>1</v></c></row>");
  refuse_rows ("<row><c r=\"A\"><v>1</v></c></row>");
  refuse_rows ("<row><c r=\"A1x\"><v>1</v></c></row>");
  refuse_rows ("<row r=\"1048577\"><c><v>1</v></c></row>");
  refuse_rows ("<row r=\"99999999999999999999\"/>");
  refuse_rows ("<row><c t=\"s\"><v>0</v></c></row>");
  refuse_rows ("<row><c><v>1</v></row>");

  FixtureXlsx merge = { .rows = "<row><c><v>1</v></c></row>",
                        .after = "<mergeCells><mergeCell ref=\"A5:A4\"/></mergeCells>" };
  fixture_refuse (fixture_xlsx (&merge), XY_ERROR_UNREADABLE);
}

static char *
repeat (const char *text, guint times)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_hostile (void)
{
  g_autofree char *bomb = repeat ("<row><c><v>1</v></c></row>", 2000000);
  g_autofree char *deep_start = repeat ("<a>", 70), *deep_end = repeat ("</a>", 70);
  g_autofree char *deep = g_strconcat (deep_start, deep_end, NULL);
  g_autofree char *endless = repeat ("<c r=\"A1\"><v>1</v></c>", 3000000);
  g_autofree char *elements = repeat ("<c/>", 20000000);
  g_autofree char *long_cell = g_strnfill (8 << 20, 'a');
  g_autofree char *cell = g_strdup_printf ("<row><c t=\"str\"><v>%s</v></c></row>", long_cell);

  g_test_message ("zip bomb");
  FixtureXlsx packed = { .rows = bomb };
  fixture_refuse (fixture_xlsx (&packed), XY_ERROR_UNREADABLE);
  g_test_message ("the same without a ratio to tell");
  refuse_rows (bomb);
  g_test_message ("deep XML");
  FixtureXlsx xlsx = { .after = deep };
  fixture_refuse (fixture_xlsx (&xlsx), XY_ERROR_UNREADABLE);
  g_test_message ("one cell over and over");
  refuse_rows (endless);
  g_test_message ("elements that say nothing");
  refuse_rows (elements);
  g_test_message ("a very long cell");
  refuse_rows (cell);

  g_test_message ("a billion laughs");
  fixture_refuse (fixture_zip ("xl/workbook.xml",
                               "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                               "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><workbook>&c;</workbook>",
                               NULL),
                  XY_ERROR_UNREADABLE);
  g_test_message ("an external entity");
  fixture_refuse (fixture_zip ("xl/workbook.xml",
                               "<!DOCTYPE x SYSTEM \"file:///etc/passwd\" [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                               "<workbook>&a;</workbook>",
                               NULL),
                  XY_ERROR_UNREADABLE);
  g_test_message ("an entity nobody declared");
  fixture_refuse (fixture_zip ("xl/workbook.xml", "<workbook>&a;</workbook>", NULL), XY_ERROR_UNREADABLE);
}

/* A million and a half different cells, which no ratio gives away. */
static void
test_too_many_cells (void)
{
  GString *rows = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 1500000; i++)
    g_string_append_printf (rows, "<row><c><v>%u</v></c></row>", g_rand_int (random));
  refuse_rows (rows->str);
  g_string_free (rows, TRUE);
}

/* The directory claims a tenth of what unpacks. */
static void
test_lying_size (void)
{
  g_autofree char *rows = repeat ("<row><c><v>1234567</v></c></row>", 1000000);
  FixtureXlsx xlsx = { .rows = rows };
  g_autoptr (GBytes) bytes = fixture_xlsx (&xlsx);
  gsize length;
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));

  for (gsize i = 0; i + 46 < length; i++)
    if (memcmp (copy + i, "PK\1\2", 4) == 0)
      memcpy (copy + i + 24, "\0\1\0\0", 4);
  fixture_refuse (g_bytes_new (copy, length), XY_ERROR_UNREADABLE);
}

/* One part too many, in a zip that is sound otherwise; and a directory that claims far more than there are. */
static void
test_many_parts (void)
{
  FixtureXlsx most = { .rows = "<row><c><v>1</v></c></row>", .more = XY_READ_MAX_PARTS - 6 }, more = most;
  g_autoptr (GBytes) fine = fixture_xlsx (&most);
  guint8 claim[22] = "PK\5\6";

  fixture_expect (fine, "[表一]\nA1 N 1\n");
  more.more++;
  fixture_refuse (fixture_xlsx (&more), XY_ERROR_UNREADABLE);

  /* A million parts, by the record that large archives have: making room for them would take 150 MB. */
  const guint32 claimed = 1000000;
  guint8 line[46] = "PK\1\2", record[56] = "PK\6\6", locator[20] = "PK\6\7";
  GByteArray *array = g_byte_array_new ();
  g_byte_array_append (array, (const guint8 *) "PK\3\4", 4);
  for (guint i = 0; i < claimed; i++)
    g_byte_array_append (array, line, sizeof line);
  guint64 length = GUINT64_TO_LE ((guint64) claimed * sizeof line), end = GUINT64_TO_LE (array->len);
  guint64 n = GUINT64_TO_LE ((guint64) claimed), start = GUINT64_TO_LE ((guint64) 4),
          own = GUINT64_TO_LE ((guint64) 44);
  memcpy (record + 4, &own, 8);
  memcpy (record + 24, &n, 8);
  memcpy (record + 32, &n, 8);
  memcpy (record + 40, &length, 8);
  memcpy (record + 48, &start, 8);
  memcpy (locator + 8, &end, 8);
  locator[16] = 1;
  memset (claim + 8, 0xff, 12);
  g_byte_array_append (array, record, sizeof record);
  g_byte_array_append (array, locator, sizeof locator);
  g_byte_array_append (array, claim, sizeof claim);
  fixture_refuse (g_byte_array_free_to_bytes (array), XY_ERROR_UNREADABLE);
}

/* Whatever it declares: a spreadsheet has no document type, and with none there are no entities. */
static void
test_doctype (void)
{
  FixtureXlsx xlsx = { .rows = "<row><c><v>1</v></c></row>", .before = "<!-- a comment -->" };
  g_autoptr (GBytes) fine = fixture_xlsx (&xlsx);

  fixture_expect (fine, "[表一]\nA1 N 1\n");
  xlsx.before = "<!DOCTYPE worksheet>";
  fixture_refuse (fixture_xlsx (&xlsx), XY_ERROR_UNREADABLE);
}

static void
test_strangers (void)
{
  fixture_refuse (fixture_zip ("word/document.xml", "<w/>", NULL), XY_ERROR_NOT_OURS);
  fixture_refuse (fixture_zip ("xl/workbook.bin", "x", NULL), XY_ERROR_NOT_OURS);
  fixture_refuse (fixture_zip ("mimetype", "x", "content.xml", "<o/>", NULL), XY_ERROR_NOT_OURS);
  fixture_refuse (fixture_zip ("OFD.xml", "<o/>", NULL), XY_ERROR_NOT_OURS);
  fixture_refuse (fixture_zip ("a.txt", "x", NULL), XY_ERROR_NOT_OURS);
  fixture_refuse (fixture_zip ("xl/workbook.xml", "<workbook/>", NULL), XY_ERROR_UNREADABLE);
  fixture_refuse (fixture_zip ("xl/workbook.xml", "", NULL), XY_ERROR_UNREADABLE);
  fixture_refuse (g_bytes_new ("PK\3\4", 4), XY_ERROR_UNREADABLE);
}

static void
refuse_path (const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (xy_workbook_read (path, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, code);
}

static void
test_paths (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);

  refuse_path (path, XY_ERROR_NOT_FOUND);
  refuse_path (folder, XY_ERROR_NOT_OURS);
  refuse_path ("/dev/null", XY_ERROR_NOT_OURS);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  refuse_path (path, XY_ERROR_UNREADABLE);
  g_assert_true (g_file_set_contents (path, "a,b", 3, NULL));
  if (geteuid () != 0)
    {
      g_chmod (path, 0);
      refuse_path (path, XY_ERROR_UNREADABLE);
    }
  g_unlink (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  refuse_path (path, XY_ERROR_NOT_OURS);
  g_unlink (path);
  g_rmdir (folder);
}

static void
on_progress_made (guint64 done, guint64 total, gpointer data)
{
  guint64 *last = data;

  g_assert_cmpuint (done, <=, total);
  last[0]++;
  if (last[0] == 3)
    g_cancellable_cancel (g_cancellable_get_current ());
}

static void
test_cancelled (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *text = repeat ("张三,一组\n", 100000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint64 calls = 0;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_cancellable_push_current (cancellable);
  g_assert_null (xy_workbook_read (path, NULL, cancellable, on_progress_made, &calls, &error));
  g_cancellable_pop_current (cancellable);
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_assert_cmpuint (calls, ==, 3);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_damaged (void)
{
  FixtureXlsx xlsx = {
    .rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>23143</v></c></row>"
            "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>张三</t></is></c></row>",
    .after = "<mergeCells><mergeCell ref=\"A1:A4\"/></mergeCells>",
    .strings = "<si><t>户主</t></si>",
    .styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>",
  };
  g_autoptr (GBytes) bytes = fixture_xlsx (&xlsx);

  g_assert_cmpuint (fixture_torture (bytes, 1, 3000), <, 4000);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx/strings", test_strings);
  g_test_add_func ("/xlsx/numbers", test_numbers);
  g_test_add_func ("/xlsx/places", test_places);
  g_test_add_func ("/xlsx/shape", test_shape);
  g_test_add_func ("/xlsx/written", test_written);
  g_test_add_func ("/xlsx/bad-places", test_bad_places);
  g_test_add_func ("/xlsx/hostile", test_hostile);
  g_test_add_func ("/xlsx/too-many-cells", test_too_many_cells);
  g_test_add_func ("/xlsx/lying-size", test_lying_size);
  g_test_add_func ("/xlsx/many-parts", test_many_parts);
  g_test_add_func ("/xlsx/doctype", test_doctype);
  g_test_add_func ("/xlsx/strangers", test_strangers);
  g_test_add_func ("/xlsx/paths", test_paths);
  g_test_add_func ("/xlsx/cancelled", test_cancelled);
  g_test_add_func ("/xlsx/damaged", test_damaged);
  return g_test_run ();
}
