/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-import: a roster of 50,000 rows by 12 columns read from xlsx, checked, compared and committed, against
 * ssconvert turning the same file into csv; and what memory it takes.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "../core/office.h"
#include "tabular/read.h"
#include "tabular/roster-plan.h"
#include "tabular/write.h"

#define ROWS 50000
#define COLUMNS 12
#define PERSONS 4 /* in a household */

static void
write_id (char out[19], guint i)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  g_snprintf (out, 19, "431399%04u%02u%02u%03uX", 1930 + i % 90, 1 + i / 90 % 12, 1 + i / 1080 % 28, i / 30240 * 2 + 1);
  for (guint at = 0; at < 17; at++)
    sum += (out[at] - '0') * weights[at];
  out[17] = "10X98765432"[sum % 11];
}

static void
write_roster (const char *path)
{
  static const char *const titles[COLUMNS] = { "序号", "组别",     "户编号",   "姓名",     "与户主关系", "性别",
                                               "民族", "身份证号", "联系电话", "家庭住址", "文化程度",   "备注" };
  static const char *const relations[PERSONS] = { "户主", "妻", "长子", "长女" };
  static const char *const surnames[] = { "曾", "刘", "王", "周", "张", "李", "欧阳", "陈", "杨", "罗" };
  static const char *const given[] = {
    "国强", "桂英", "小平", "家旺", "春兰", "建军", "明", "丽", "志远", "秀梅", "海"
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, XY_FORMAT_XLSX, &error);
  XyTableColumn columns[COLUMNS] = { { 0 } };

  for (guint c = 0; c < COLUMNS; c++)
    columns[c] = (XyTableColumn){ titles[c], c == 0 ? XY_COLUMN_INTEGER : XY_COLUMN_TEXT, 0 };
  g_assert_true (xy_table_writer_begin (writer, "户籍", NULL, columns, COLUMNS, &error));
  for (guint i = 0; i < ROWS; i++)
    {
      guint household = i / PERSONS, group = household / 300 + 1;
      g_autofree char *group_name = g_strdup_printf ("%u组", group);
      g_autofree char *number = g_strdup_printf ("%u-%03u", group, household % 300 + 1);
      g_autofree char *name = g_strconcat (surnames[i % 10], given[i / 10 % 11], given[i / 110 % 11], NULL);
      g_autofree char *phone = g_strdup_printf ("1990000%04u", i % 10000);
      g_autofree char *address = g_strdup_printf ("石板溪村%u组%u号", group, household % 300 + 1);
      char id[19];

      write_id (id, i);
      xy_table_writer_number (writer, i + 1);
      xy_table_writer_text (writer, group_name);
      xy_table_writer_text (writer, number);
      xy_table_writer_text (writer, name);
      xy_table_writer_text (writer, relations[i % PERSONS]);
      xy_table_writer_text (writer, (id[16] - '0') % 2 ? "男" : "女");
      xy_table_writer_text (writer, "汉族");
      xy_table_writer_text (writer, id);
      xy_table_writer_text (writer, phone);
      xy_table_writer_text (writer, address);
      xy_table_writer_text (writer, i % 3 ? "初中" : "小学");
      xy_table_writer_text (writer, i % 50 ? NULL : "外出务工");
      g_assert_true (xy_table_writer_end_row (writer, &error));
    }
  g_assert_true (xy_table_writer_finish (writer, &error));
}

/* A line of /proc/self/status in MB. */
static double
memory (const char *name)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  const char *at = strstr (text, name);
  return at != NULL ? g_ascii_strtod (at + strlen (name), NULL) / 1024 : 0;
}

static XyRosterPlan *
compare (Office *office, const char *path, XyRosterRead **read, gboolean print)
{
  g_autoptr (GError) error = NULL;
  double start = bench_now (), end;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  end = bench_now ();
  if (print)
    bench_print ("import: read xlsx", (end - start) * 1000, "ms");
  start = end;
  g_autoptr (GPtrArray) layouts = xy_roster_detect (workbook, NULL, &error);
  *read = xy_roster_read (workbook, layouts, "2026-11-22", NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((*read)->n_persons, ==, ROWS);
  end = bench_now ();
  if (print)
    bench_print ("import: check rows", (end - start) * 1000, "ms");
  start = end;
  XyRosterPlan *plan = xy_roster_plan (office->store, *read, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  if (print)
    bench_print ("import: compare", (bench_now () - start) * 1000, "ms");
  return plan;
}

int
main (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  double converted[3];

  office_open (&office, 1);
  g_autofree char *path = g_build_filename (office.folder, "roster.xlsx", NULL);
  g_autofree char *csv = g_build_filename (office.folder, "roster.csv", NULL);
  write_roster (path);

  double before = memory ("VmRSS:"), start = bench_now ();
  XyRosterRead *read = NULL;
  g_autoptr (XyRosterPlan) plan = compare (&office, path, &read, TRUE);
  double committed = bench_now ();
  if (!xy_roster_apply (office.store, &office.actor, plan, "roster.xlsx", NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  double end = bench_now (), ours = end - start;
  bench_print ("import: commit", (end - committed) * 1000, "ms");
  bench_print ("import 50,000 x 12 in all", ours * 1000, "ms");
  bench_print ("import: extra memory", memory ("VmHWM:") - before, "MB");
  g_clear_pointer (&plan, xy_roster_plan_free);
  xy_roster_read_free (read);

  start = bench_now ();
  plan = compare (&office, path, &read, FALSE);
  g_assert_false (xy_roster_plan_changes_anything (plan));
  bench_print ("import the same once more", (bench_now () - start) * 1000, "ms");
  g_clear_pointer (&plan, xy_roster_plan_free);
  xy_roster_read_free (read);

  g_autofree char *command = g_strdup_printf ("ssconvert '%s' '%s' >/dev/null 2>&1", path, csv);
  for (guint i = 0; i < G_N_ELEMENTS (converted); i++)
    {
      start = bench_now ();
      if (system (command) != 0)
        {
          office_close (&office);
          return 0;
        }
      converted[i] = bench_now () - start;
    }
  double theirs = bench_quantile (converted, G_N_ELEMENTS (converted), 0.5);
  bench_print ("ssconvert xlsx to csv", theirs * 1000, "ms");
  bench_print ("import / ssconvert", ours / theirs, "ratio");
  office_close (&office);
  return 0;
}
