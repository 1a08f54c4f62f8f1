/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-export: 50,000 rows of 12 columns into xlsx, against ssconvert making the same xlsx out of the same rows in a
 * csv.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "bench.h"
#include "tabular/write.h"

#define ROWS 50000
#define COLUMNS 12

static void
write_rows (const char *path, XyFormat format)
{
  XyTableColumn columns[COLUMNS] = { { 0 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, format, &error);

  for (guint c = 0; c < COLUMNS; c++)
    columns[c] = (XyTableColumn){ .title = "栏目", .kind = c == 0 ? XY_COLUMN_INTEGER : XY_COLUMN_TEXT };
  if (!xy_table_writer_begin (writer, "户籍", NULL, columns, COLUMNS, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < ROWS; i++)
    {
      xy_table_writer_number (writer, i);
      for (guint c = 1; c < COLUMNS; c++)
        {
          char text[40];
          g_snprintf (text, sizeof text,
                      c == 7   ? "4313991963051%05u"
                      : c == 8 ? "199000%05u"
                               : "石板溪村%u组",
                      i % (c + 90));
          xy_table_writer_text (writer, text);
        }
      if (!xy_table_writer_end_row (writer, &error))
        g_error ("%s", error->message);
    }
  if (!xy_table_writer_finish (writer, &error))
    g_error ("%s", error->message);
}

static double
peak_in_mb (void)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || (at = strstr (text, "VmHWM:")) == NULL)
    return 0;
  return (double) g_ascii_strtoll (at + 6, NULL, 10) / 1024;
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-bench-XXXXXX", NULL);
  g_autofree char *xlsx = g_build_filename (folder, "rows.xlsx", NULL);
  g_autofree char *csv = g_build_filename (folder, "rows.csv", NULL);
  g_autofree char *theirs = g_build_filename (folder, "theirs.xlsx", NULL);
  const char *command[] = { "ssconvert", csv, theirs, NULL };
  double ours[3], converted[3];
  double before = peak_in_mb ();

  for (int i = 0; i < 3; i++)
    {
      double start = bench_now ();
      write_rows (xlsx, XY_FORMAT_XLSX);
      ours[i] = bench_now () - start;
    }
  bench_print ("export 50,000 x 12", bench_quantile (ours, 3, 0.5) * 1000, "ms");
  bench_print ("export: extra memory", peak_in_mb () - before, "MB");

  write_rows (csv, XY_FORMAT_CSV);
  for (int i = 0; i < 3; i++)
    {
      double start = bench_now ();
      if (!g_spawn_sync (NULL, (char **) command, NULL,
                         G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                         NULL, NULL, NULL, NULL))
        return 0;
      converted[i] = bench_now () - start;
    }
  bench_print ("ssconvert csv to xlsx", bench_quantile (converted, 3, 0.5) * 1000, "ms");
  bench_print ("export / ssconvert", bench_quantile (ours, 3, 0.5) / bench_quantile (converted, 3, 0.5), "x");
  g_unlink (xlsx);
  g_unlink (csv);
  g_unlink (theirs);
  g_rmdir (folder);
  return 0;
}
