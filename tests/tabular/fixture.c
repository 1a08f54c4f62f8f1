/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "core/error.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

static GBytes *
make_zip (const char *const *names, const char *const *parts, guint n, gboolean stored)
{
  zip_source_t *target = zip_source_buffer_create (NULL, 0, 0, NULL);
  zip_t *zip = zip_open_from_source (target, ZIP_TRUNCATE, NULL);

  zip_source_keep (target);
  for (guint i = 0; i < n; i++)
    {
      zip_source_t *source = zip_source_buffer (zip, parts[i], strlen (parts[i]), 0);
      zip_int64_t index = zip_file_add (zip, names[i], source, 0);
      g_assert_cmpint (index, >=, 0);
      if (stored)
        zip_set_file_compression (zip, (zip_uint64_t) index, ZIP_CM_STORE, 0);
    }
  g_assert_cmpint (zip_close (zip), ==, 0);

  zip_stat_t stat;
  zip_source_open (target);
  zip_source_stat (target, &stat);
  char *bytes = g_malloc (stat.size);
  g_assert_cmpint (zip_source_read (target, bytes, stat.size), ==, stat.size);
  zip_source_close (target);
  zip_source_free (target);
  return g_bytes_new_take (bytes, stat.size);
}

GBytes *
fixture_zip (const char *name, ...)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  va_list args;

  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *))
    {
      g_ptr_array_add (names, (gpointer) name);
      g_ptr_array_add (parts, va_arg (args, char *));
    }
  va_end (args);
  return make_zip ((const char *const *) names->pdata, (const char *const *) parts->pdata, names->len, TRUE);
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

GBytes *
fixture_xlsx (const FixtureXlsx *xlsx)
{
  g_autofree char *workbook = g_strdup_printf ("<?xml version=\"1.0\"?><workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
                                               "\">%s<sheets><sheet name=\"表一\" "
                                               "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                                               or_nothing (xlsx->workbook_properties));
  g_autofree char *sheet = g_strdup_printf (
      "<?xml version=\"1.0\"?>%s<worksheet xmlns=\"" MAIN "\">%s<sheetData>%s</sheetData>%s</worksheet>",
      or_nothing (xlsx->before), or_nothing (xlsx->cols), or_nothing (xlsx->rows), or_nothing (xlsx->after));
  g_autofree char *strings = g_strdup_printf ("<sst xmlns=\"" MAIN "\">%s</sst>", or_nothing (xlsx->strings));
  g_autofree char *styles =
      g_strdup_printf ("<styleSheet xmlns=\"" MAIN "\">%s</styleSheet>", or_nothing (xlsx->styles));

  const char *const names[] = {
    "_rels/.rels",          "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml", "xl/styles.xml"
  };
  const char *const parts[] = {
    "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" OFFICE
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    workbook,
    "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" OFFICE
    "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" OFFICE
    "/styles\" Target=\"/xl/styles.xml\"/><Relationship Id=\"rId3\" Type=\"" OFFICE
    "/sharedStrings\" Target=\"../xl/sharedStrings.xml\"/></Relationships>",
    sheet,
    strings,
    styles
  };
  g_autoptr (GPtrArray) all_names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all_parts = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_ptr_array_add (all_names, g_strdup (names[i]));
      g_ptr_array_add (all_parts, (gpointer) parts[i]);
    }
  for (guint i = 0; i < xlsx->more; i++)
    {
      g_ptr_array_add (all_names, g_strdup_printf ("more/%u.xml", i));
      g_ptr_array_add (all_parts, (gpointer) "");
    }
  return make_zip ((const char *const *) all_names->pdata, (const char *const *) all_parts->pdata, all_names->len,
                   xlsx->stored);
}

static void
append_reference (GString *dump, guint row, guint column)
{
  char letters[8];
  int n = 0;

  for (guint c = column + 1; c > 0; c = (c - 1) / 26)
    letters[n++] = (char) ('A' + (c - 1) % 26);
  while (n > 0)
    g_string_append_c (dump, letters[--n]);
  g_string_append_printf (dump, "%u", row + 1);
}

static void
append_cell (GString *dump, const XySheet *sheet, guint row, const XyCell *cell)
{
  static const char kinds[] = "-TNDBE";

  append_reference (dump, row, cell->column);
  g_string_append_printf (dump, " %c%s %s", kinds[cell->kind], cell->formula ? "=" : "", cell->text);
  if (cell->raw != NULL && strcmp (cell->raw, cell->text) != 0)
    g_string_append_printf (dump, " raw %s", cell->raw);
  if (xy_sheet_is_row_hidden (sheet, row) || xy_sheet_is_column_hidden (sheet, cell->column))
    g_string_append (dump, " hidden");
  const XyCellRange *merge = xy_sheet_merge_at (sheet, row, cell->column);
  if (merge != NULL)
    {
      g_string_append (dump, " to ");
      append_reference (dump, merge->last_row, merge->last_column);
    }
  g_string_append_c (dump, '\n');
}

char *
fixture_dump (const XyWorkbook *workbook)
{
  GString *dump = g_string_new (NULL);

  for (guint i = 0; i < xy_workbook_get_n_sheets (workbook); i++)
    {
      const XySheet *sheet = xy_workbook_get_sheet (workbook, i);
      g_string_append_printf (dump, "[%s]%s\n", xy_sheet_get_name (sheet), xy_sheet_is_hidden (sheet) ? " hidden" : "");
      for (guint row = xy_sheet_next_row (sheet, 0); row < xy_sheet_get_rows (sheet);
           row = xy_sheet_next_row (sheet, row + 1))
        {
          guint n;
          const XyCell *cells = xy_sheet_get_row (sheet, row, &n);
          for (guint c = 0; c < n; c++)
            {
              append_cell (dump, sheet, row, &cells[c]);
              g_assert_true (xy_sheet_get (sheet, row, cells[c].column) == &cells[c]);
              g_assert_cmpuint (cells[c].column, <, xy_sheet_get_columns (sheet));
            }
        }
    }
  return g_string_free (dump, FALSE);
}

XyWorkbook *
fixture_read (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  XyWorkbook *workbook = xy_workbook_read_bytes (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (workbook);
  return workbook;
}

void
fixture_expect (GBytes *bytes, const char *dump)
{
  g_autoptr (XyWorkbook) workbook = fixture_read (bytes);
  g_autofree char *found = fixture_dump (workbook);

  g_assert_cmpstr (found, ==, dump);
}

/* What the kernel counted of this process in kilobytes, or -1 where it does not tell. */
static long
memory_line (const char *name)
{
  g_autofree char *status = NULL;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return -1;
  const char *line = strstr (status, name);
  return line != NULL ? (long) g_ascii_strtoll (line + strlen (name), NULL, 10) : -1;
}

static gboolean
reset_peak (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return FALSE;
  gboolean ok = fputs ("5", file) >= 0;
  return fclose (file) == 0 && ok;
}

void
fixture_refuse (GBytes *bytes, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean can_measure = reset_peak ();
  long before = memory_line ("VmRSS:");
  gint64 start = g_get_monotonic_time ();
  XyWorkbook *workbook = xy_workbook_read_bytes (bytes, NULL, NULL, &error);
  gint64 took = g_get_monotonic_time () - start;
  long more = memory_line ("VmHWM:") - before;

  g_assert_null (workbook);
  g_assert_error (error, XY_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 20);
#ifndef __SANITIZE_ADDRESS__
  if (can_measure)
    g_assert_cmpint (more, <, 100000);
#endif
  /* The promise is one second; the bound is wider because tests run beside others and under sanitizers. */
  g_assert_cmpint (took, <, 10 * G_USEC_PER_SEC);
  g_test_message ("refused in %d ms, %ld KB%s: %s", (int) (took / 1000), more, can_measure ? "" : "?", error->message);
  g_bytes_unref (bytes);
}

static guint
try_read (const guint8 *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, length); /* its own allocation, so that a sanitizer sees its end */
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_bytes (bytes, NULL, NULL, &error);

  g_assert_true ((workbook == NULL) == (error != NULL));
  if (workbook == NULL)
    {
      g_assert_cmpuint (error->domain, ==, XY_ERROR);
      return 0;
    }
  g_autofree char *dump = fixture_dump (workbook);
  g_assert_true (g_utf8_validate (dump, -1, NULL));
  return 1;
}

guint
fixture_torture (GBytes *bytes, gsize step, guint flips)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint read = 0;

  for (gsize cut = 0; cut < length; cut += step)
    read += try_read (data, cut);
  for (guint i = 0; i < flips; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      guint n = (guint) g_rand_int_range (random, 1, 5);
      for (guint j = 0; j < n; j++)
        copy[g_rand_int_range (random, 0, (gint32) length)] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      read += try_read (copy, length);
    }
  return read;
}
