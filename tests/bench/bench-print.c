/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-print: the points board of a very large village as PDF, a page, against the same table through ssconvert; and
 * the time to the first page of a preview; what 2,000 pages take of memory, and how soon they stop.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "../print/fixture.h"

#define HOUSEHOLDS 11000
#define ROWS_OF_PREVIEW 20000
#define HOUSEHOLDS_OF_2000_PAGES 71000

static XyPaper *
make (const FixtureBoard *fixture)
{
  g_autoptr (GError) error = NULL;
  XyPaper *paper = xy_points_board_new (&fixture->board, NULL, &error);

  if (paper == NULL)
    g_error ("%s", error->message);
  return paper;
}

static double
first_page (const FixtureBoard *fixture)
{
  double start = bench_now ();
  g_autoptr (XyPaper) paper = make (fixture);

  cairo_surface_destroy (fixture_draw_page (paper, 0, 96, XY_PAPER_TARGET_SCREEN));
  return bench_now () - start;
}

static void
write_csv (const FixtureBoard *fixture, const char *path)
{
  g_autoptr (GString) text = g_string_new ("名次,组别,户主,上期累计,加分,减分,累计,备注\n");

  for (gsize i = 0; i < fixture->board.n_rows; i++)
    {
      const XyPointsBoardRow *row = &fixture->board.rows[i];
      g_string_append_printf (text, "%u,%s,%s,%.1f,%.1f,%.1f,%.1f,%s\n", row->rank, row->group, row->head,
                              (double) row->opening / 100, (double) row->added / 100, (double) row->deducted / 100,
                              (double) (row->opening + row->added + row->deducted) / 100,
                              row->note != NULL ? row->note : "");
    }
  g_file_set_contents (path, text->str, -1, NULL);
}

static guint
count_pages (const char *pdf)
{
  g_autofree char *info = fixture_run ("pdfinfo", pdf, NULL);
  const char *at = strstr (info, "Pages:");

  return at != NULL ? (guint) g_ascii_strtoull (at + strlen ("Pages:"), NULL, 10) : 0;
}

/* The most memory that was used since the last call, in MB. */
static double
peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *at = g_file_get_contents ("/proc/self/status", &status, NULL, NULL) ? strstr (status, "VmHWM:") : NULL;
  double peak = at != NULL ? g_ascii_strtod (at + strlen ("VmHWM:"), NULL) / 1024 : 0;
  FILE *reset = fopen ("/proc/self/clear_refs", "w");

  if (reset != NULL)
    {
      fputs ("5", reset);
      fclose (reset);
    }
  return peak;
}

typedef struct
{
  GCancellable *cancellable;
  double asked;
} Cancel;

static void
on_page_written (guint done, guint total, gpointer data)
{
  Cancel *cancel = data;

  if (done < total / 2 || cancel->asked > 0)
    return;
  cancel->asked = bench_now ();
  g_cancellable_cancel (cancel->cancellable);
}

static gpointer
lay_out (gpointer paper)
{
  GCancellable *cancellable = g_object_get_data (paper, "cancellable");

  xy_paper_lay_out (paper, cancellable, NULL);
  return NULL;
}

/* How soon nobody works any more, once a preview is closed whose pages are still being set. */
static void
measure_cancelled_layout (const FixtureBoard *fixture)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (XyPaper) paper = make (fixture);
  g_autoptr (XyPaper) whole = make (fixture);
  double start = bench_now ();

  xy_paper_lay_out (whole, NULL, NULL);
  bench_print ("print layout of 2000 pages", (bench_now () - start) * 1000, "ms");
  g_object_set_data (G_OBJECT (paper), "cancellable", cancellable);
  GThread *thread = g_thread_new ("layout", lay_out, paper);
  g_usleep (5000);
  start = bench_now ();
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  bench_print ("print cancel of the layout", (bench_now () - start) * 1000, "ms");
}

static void
measure_2000_pages (const char *pdf)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Cancel cancel = { .cancellable = cancellable };
  FixtureBoard fixture;

  fixture_board_init (&fixture, HOUSEHOLDS_OF_2000_PAGES, 1);
  peak_memory ();
  double before = peak_memory ();
  g_autoptr (XyPaper) paper = make (&fixture);
  if (!xy_paper_write_pdf (paper, pdf, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  bench_print ("print 2000 pages", xy_paper_get_n_pages (paper), "pages");
  bench_print ("print 2000 pages: memory", peak_memory () - before, "MB");
  xy_paper_write_pdf (paper, pdf, cancellable, on_page_written, &cancel, &error);
  bench_print ("print cancel", (bench_now () - cancel.asked) * 1000, "ms");
  measure_cancelled_layout (&fixture);
  fixture_board_clear (&fixture);
}

int
main (void)
{
  g_autofree char *pdf = fixture_path ("board.pdf");
  g_autofree char *csv = fixture_path ("board.csv");
  g_autofree char *theirs = fixture_path ("theirs.pdf");
  FixtureBoard fixture, village, town;
  double ours[5], first[5];

  fixture_board_init (&village, 300, 1);
  bench_print ("print first page, first of the process", first_page (&village) * 1000, "ms");
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    first[i] = first_page (&village) * 1000;
  bench_print ("print first page of 300 households", bench_quantile (first, G_N_ELEMENTS (first), 0.5), "ms");
  fixture_board_init (&town, ROWS_OF_PREVIEW, 1);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    first[i] = first_page (&town) * 1000;
  bench_print ("print first page of 20000 rows", bench_quantile (first, G_N_ELEMENTS (first), 0.5), "ms");
  fixture_board_clear (&town);

  fixture_board_init (&fixture, HOUSEHOLDS, 1);
  guint n_pages = 0;
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    {
      g_autoptr (GError) error = NULL;
      double start = bench_now ();
      g_autoptr (XyPaper) paper = make (&fixture);
      if (!xy_paper_write_pdf (paper, pdf, NULL, NULL, NULL, &error))
        g_error ("%s", error->message);
      n_pages = xy_paper_get_n_pages (paper);
      ours[i] = (bench_now () - start) * 1000 / n_pages;
    }
  double page = bench_quantile (ours, G_N_ELEMENTS (ours), 0.5);
  bench_print ("print pages", n_pages, "pages");
  bench_print ("print PDF", page, "ms/page");

  write_csv (&fixture, csv);
  double start = bench_now ();
  g_free (fixture_run ("ssconvert", csv, theirs, NULL));
  double converted = (bench_now () - start) * 1000;
  guint their_pages = g_file_test (theirs, G_FILE_TEST_EXISTS) ? count_pages (theirs) : 0;
  if (their_pages > 0)
    {
      bench_print ("ssconvert PDF", converted / their_pages, "ms/page");
      bench_print ("print PDF / ssconvert PDF", page / (converted / their_pages), "ratio");
    }
  fixture_board_clear (&fixture);
  fixture_board_clear (&village);
  measure_2000_pages (pdf);
  return 0;
}
