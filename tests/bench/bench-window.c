/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-window: the real window on a big village against controls of plain GTK, in one run, under the display there is.
 *
 *   bench-window BIG FEW SMALL     villages' files (xiangyue-cli sample …): FEW has BIG's households and few entries
 *
 * start: from the start of the process to the first painted frame, and to the frame that shows what waits: the program
 * on BIG, on SMALL, and a bare GTK window; processor seconds of the process and its threads beside.
 *
 * points: from the choice of the page to the painted rows of its ranking, on each of the three.
 *
 * memory: what is resident, shared libraries by their share (PSS), two seconds later.
 *
 * search: from a letter typed into the search box to the painted frame with its results.
 *
 * scroll: time of a frame while the ledger scrolls.
 *
 * jump: what the window's thread works from a jump in the ledger until the rows that are looked at stand there,
 * painted, with their records, which come from the worker; and until the first frame of it, where they may not be there
 * yet. Against a GtkColumnView of GtkLabels with the same columns, which has its text at once.
 *
 * The starts of the three take turns, so that a busy moment of the machine meets all of them.
 */
#include <gtk/gtk.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "app/application.h"
#include "app/page.h"
#include "app/prefs.h"
#include "app/table.h"
#include "app/window.h"
#include "core/i18n.h"
#include "bench.h"

#define N_ROWS 100000
#define N_COLUMNS 8
#define N_FRAMES 240
#define N_STARTS 7
#define PATIENCE_SECONDS 60
#define SEARCH_PATIENCE 1.0

typedef struct
{
  GtkWidget *window;
  GMainLoop *loop;
  gboolean painted;
  double began; /* of the frame under way */
  double spent; /* of the last frame */
} Screen;

static void
on_before_paint (GdkFrameClock *clock, Screen *screen)
{
  screen->began = bench_now ();
}

static void
on_after_paint (GdkFrameClock *clock, Screen *screen)
{
  screen->spent = bench_now () - screen->began;
  screen->painted = TRUE;
}

static void
watch (Screen *screen, GtkWidget *window)
{
  GdkFrameClock *clock;

  screen->window = window;
  gtk_widget_realize (window);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), screen);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), screen);
}

/* Runs the main loop until the next frame is painted. Returns what it cost. */
static double
paint (Screen *screen)
{
  screen->painted = FALSE;
  gtk_widget_queue_draw (screen->window);
  while (!screen->painted)
    g_main_context_iteration (NULL, TRUE);
  return screen->spent;
}

/* Runs the main loop until a frame is painted that GTK itself thought due. */
static void
wait_for_paint (Screen *screen)
{
  screen->painted = FALSE;
  while (!screen->painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_for (double seconds)
{
  double end = bench_now () + seconds;

  while (bench_now () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static double
pss_in_mb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return 0;
  return (double) g_ascii_strtoll (line + 5, NULL, 10) / 1024;
}

static void
report (const char *name, double value)
{
  printf ("%s\t%.6f\n", name, value);
  fflush (stdout);
}

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* A GtkColumnView of labels, as one would write it first. */

static void
on_label_set_up (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_label_bound (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *text = g_strdup_printf ("义务清扫 %u", gtk_list_item_get_position (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static GtkWidget *
make_control (void)
{
  GListStore *store = g_list_store_new (G_TYPE_OBJECT);
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (store))));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_ROWS; i++)
    g_ptr_array_add (objects, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (store, 0, 0, objects->pdata, objects->len);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new ("Column", factory);
      g_signal_connect (factory, "setup", G_CALLBACK (on_label_set_up), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_label_bound), NULL);
      gtk_column_view_column_set_fixed_width (column, 100);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

/* Whether the row in the middle of VIEW has its words. */
static gboolean
has_words (GtkWidget *view)
{
  GtkWidget *widget = gtk_widget_pick (view, 60, gtk_widget_get_height (view) / 2.0, GTK_PICK_DEFAULT);

  while (widget != NULL && gtk_widget_get_first_child (widget) != NULL)
    widget = gtk_widget_get_first_child (widget);
  return GTK_IS_LABEL (widget) || (GTK_IS_INSCRIPTION (widget) && gtk_widget_get_opacity (widget) > 0);
}

static void
scroll (Screen *screen, GtkWidget *root)
{
  GtkWidget *view = find_widget (root, GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double frames[N_FRAMES], firsts[N_FRAMES], wholes[N_FRAMES];
  double upper = gtk_adjustment_get_upper (adjustment);
  GRand *rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 60);
      frames[i] = paint (screen);
    }
  report ("scroll", bench_quantile (frames, N_FRAMES, 0.5));
  for (guint i = 0; i < N_FRAMES; i++)
    {
      double start = bench_worked ();
      gtk_adjustment_set_value (adjustment, g_rand_double_range (rand, 0, upper));
      paint (screen);
      firsts[i] = bench_worked () - start;
      while (!has_words (view))
        paint (screen);
      wholes[i] = bench_worked () - start;
      run_for (0.004);
    }
  report ("jump", bench_quantile (wholes, N_FRAMES, 0.5));
  report ("jump, first frame", bench_quantile (firsts, N_FRAMES, 0.5));
  g_rand_free (rand);
}

/* A word typed letter by letter; each letter is one measure. */
static void
search (Screen *screen)
{
  static const char *const words[] = { "zgq",     "曾国强", "zhangjianguo", "3-016", "0012",
                                       "wangwei", "李",     "ly",           "liu",   "陈文" };
  GtkWidget *entry = find_widget (screen->window, GTK_TYPE_SEARCH_ENTRY);
  double times[128];
  guint n = 0;

  gtk_widget_grab_focus (entry);
  for (guint w = 0; w < G_N_ELEMENTS (words); w++)
    for (const char *end = g_utf8_next_char (words[w]);; end = g_utf8_next_char (end))
      {
        g_autofree char *text = g_strndup (words[w], (gsize) (end - words[w]));
        double start = bench_now ();

        gtk_editable_set_text (GTK_EDITABLE (entry), text);
        /* The results are there when the list of hits hangs down and a frame was painted after that. */
        while (find_widget (gtk_widget_get_parent (entry), GTK_TYPE_POPOVER) == NULL
               && bench_now () - start < SEARCH_PATIENCE)
          g_main_context_iteration (NULL, TRUE);
        wait_for_paint (screen);
        times[n++] = bench_now () - start;
        gtk_editable_set_text (GTK_EDITABLE (entry), "");
        run_for (0.05);
        if (*end == '\0' || n == G_N_ELEMENTS (times))
          break;
      }
  report ("search p95", bench_quantile (times, n, 0.95));
  report ("search median", bench_quantile (times, n, 0.5));
  report ("search slowest", bench_quantile (times, n, 1.0));
}

/* Children: one process for each start. */

static GtkWidget *
wait_for_rows (GtkWindow *window)
{
  for (;;)
    {
      GtkWidget *table = find_widget (GTK_WIDGET (window), XY_TYPE_TABLE);
      XyList *list = table != NULL ? xy_table_get_list (XY_TABLE (table)) : NULL;
      if (list != NULL && xy_list_get_count (list) > 0)
        return table;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* The front page, with what waits. */
static void
wait_for_lines (GtkWindow *window)
{
  GtkWidget *page;

  while ((page = find_widget (GTK_WIDGET (window), XY_TYPE_PAGE)) == NULL
         || find_widget (page, GTK_TYPE_LIST_BOX_ROW) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Whether something works in the background still: idle is when nothing does. */
static gboolean
is_busy (void)
{
  double before = cpu_seconds ();

  run_for (0.5);
  return cpu_seconds () - before > 0.1;
}

static int
run_bare (gint64 since, gboolean stay, gboolean with_table)
{
  Screen screen = { 0 };
  GtkWidget *window;

  gtk_init ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_set_child (GTK_WINDOW (window), with_table ? make_control () : gtk_label_new ("乡约"));
  watch (&screen, window);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_paint (&screen);
  report ("first", (double) (g_get_monotonic_time () - since) / 1e6);
  report ("first cpu", cpu_seconds ());
  if (!stay)
    return 0;
  run_for (2);
  report ("memory", pss_in_mb ());
  if (with_table)
    scroll (&screen, window);
  return 0;
}

/* From the click on NAME in the sidebar to the painted rows of that page. */
static void
open_page (Screen *screen, GtkWindow *window, const char *name)
{
  double start;
  XyList *list = NULL;

  while (is_busy ())
    run_for (0.5);
  start = bench_now ();
  double cpu = bench_worked ();
  GtkWidget *page = GTK_WIDGET (xy_window_show_page (XY_WINDOW (window), name, NULL));
  while (list == NULL || xy_list_get_count (list) == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      GtkWidget *table = find_widget (page, XY_TYPE_TABLE);
      list = table != NULL ? xy_table_get_list (XY_TABLE (table)) : NULL;
    }
  paint (screen);
  report (name, bench_now () - start);
  g_autofree char *cpu_name = g_strconcat (name, " cpu", NULL);
  report (cpu_name, bench_worked () - cpu);
}

static int
run_program (gint64 since, const char *path, gboolean stay, gboolean of_meetings)
{
  Screen screen = { 0 };
  XyApplication *application;
  GtkWindow *window;
  char *args[] = { (char *) "xiangyue", (char *) path, NULL };
  GtkWidget *table = NULL;

  xy_i18n_init ();
  gtk_disable_setlocale ();
  application = xy_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  {
    g_autoptr (GFile) file = g_file_new_for_path (args[1]);
    g_application_open (G_APPLICATION (application), &file, 1, "");
  }
  while ((window = gtk_application_get_active_window (GTK_APPLICATION (application))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  watch (&screen, GTK_WIDGET (window));
  wait_for_paint (&screen);
  report ("first", (double) (g_get_monotonic_time () - since) / 1e6);
  report ("first cpu", cpu_seconds ());
  wait_for_lines (window);
  paint (&screen);
  report ("filled", (double) (g_get_monotonic_time () - since) / 1e6);
  report ("filled cpu", cpu_seconds ());
  if (of_meetings)
    {
      open_page (&screen, window, "meetings");
      open_page (&screen, window, "matters");
      return 0;
    }
  if (!stay)
    {
      open_page (&screen, window, "points");
      return 0;
    }
  run_for (2);
  while (is_busy ())
    run_for (0.5);
  run_for (2);
  report ("memory", pss_in_mb ());
  search (&screen);
  xy_page_set_tab (xy_window_show_page (XY_WINDOW (window), "points", NULL), "ledger");
  table = wait_for_rows (window);
  run_for (2);
  scroll (&screen, table);
  return 0;
}

/* The parent. */

static double
get (const char *output, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 2);
      if (parts[0] != NULL && parts[1] != NULL && g_str_equal (parts[0], name))
        return g_ascii_strtod (parts[1], NULL);
    }
  return 0;
}

static gboolean
on_patience_lost (gpointer child)
{
  g_subprocess_force_exit (child);
  return G_SOURCE_CONTINUE;
}

static void
on_child_ended (GObject *child, GAsyncResult *result, gpointer p)
{
  char **output = p;

  if (!g_subprocess_communicate_utf8_finish (G_SUBPROCESS (child), result, output, NULL, NULL) || *output == NULL)
    *output = g_strdup ("");
}

/* What it printed, as far as it came: a child that hangs is ended. */
static char *
run_child (const char *self, const char *what, const char *path)
{
  g_autofree char *since = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "--child", what, since, path, NULL);
  char *output = NULL;

  if (child == NULL)
    g_error ("%s", error->message);
  guint patience = g_timeout_add_seconds (PATIENCE_SECONDS, on_patience_lost, child);
  g_subprocess_communicate_utf8_async (child, NULL, NULL, on_child_ended, &output);
  while (output == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
  return output;
}

/* The starts of one program. */
typedef struct
{
  const char *what;
  const char *path;
  double first[N_STARTS], first_cpu[N_STARTS];
  double filled[N_STARTS], filled_cpu[N_STARTS];
  double points[N_STARTS]; /* the page 积分 opened */
} Starts;

static double
median (double *values)
{
  return bench_quantile (values, N_STARTS, 0.5);
}

/* A figure that could not be taken is left out, and the table says so. */
static void
print (const char *name, double value, double divisor, const char *unit)
{
  if (value > 0 && divisor > 0)
    bench_print (name, value / divisor, unit);
}

/* The pages 屋场会 and 台账 of a village that bench-meeting filled. */
static int
open_meetings (const char *self, const char *path)
{
  double meetings[N_STARTS], matters[N_STARTS], cpu[N_STARTS];

  for (int round = -1; round < N_STARTS; round++)
    {
      g_autofree char *output = run_child (self, "meetings", path);
      meetings[MAX (round, 0)] = get (output, "meetings");
      matters[MAX (round, 0)] = get (output, "matters");
      cpu[MAX (round, 0)] = get (output, "matters cpu");
    }
  print ("open meetings", median (meetings) * 1000, 1, "ms");
  print ("open matters", median (matters) * 1000, 1, "ms");
  print ("open matters, processor time", median (cpu) * 1000, 1, "ms");
  return 0;
}

int
main (int argc, char *argv[])
{
  /* Modules of input methods ask for it. */
  g_set_prgname ("bench");
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    {
      gint64 since = g_ascii_strtoll (argv[3], NULL, 10);
      gboolean stay = strstr (argv[2], "-stay") != NULL;
      if (g_str_has_prefix (argv[2], "bare") || g_str_has_prefix (argv[2], "labels"))
        return run_bare (since, stay, g_str_has_prefix (argv[2], "labels"));
      return run_program (since, argv[4], stay, g_str_equal (argv[2], "meetings"));
    }
  if (argc == 3 && g_str_equal (argv[1], "--meetings"))
    return open_meetings (argv[0], argv[2]);
  if (argc != 4)
    {
      g_printerr ("usage: bench-window BIG FEW SMALL\n       bench-window --meetings VILLAGE\n");
      return 2;
    }

  Starts starts[] = { { .what = "bare", .path = "-" },
                      { .what = "village", .path = argv[1] },
                      { .what = "village", .path = argv[2] },
                      { .what = "village", .path = argv[3] } };
  Starts *bare = &starts[0], *big = &starts[1], *few = &starts[2], *small = &starts[3];
  /* The first round only warms the disk's cache, and is written over. */
  for (int round = -1; round < N_STARTS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
      {
        g_autofree char *output = run_child (argv[0], starts[i].what, starts[i].path);
        int at = MAX (round, 0);
        starts[i].first[at] = get (output, "first");
        starts[i].first_cpu[at] = get (output, "first cpu");
        starts[i].filled[at] = get (output, "filled");
        starts[i].filled_cpu[at] = get (output, "filled cpu");
        starts[i].points[at] = get (output, "points");
      }
  double first = median (bare->first), first_cpu = median (bare->first_cpu);
  double big_first = median (big->first), big_filled = median (big->filled);
  print ("start, bare window", first * 1000, 1, "ms");
  print ("start, big village", big_first * 1000, 1, "ms");
  print ("start, big village, to rows", big_filled * 1000, 1, "ms");
  print ("start ratio to bare", big_first, first, "x");
  print ("start ratio to small village", big_first, median (small->first), "x");
  print ("start to rows ratio to bare", big_filled, first, "x");
  print ("start to rows ratio to small village", big_filled, median (small->filled), "x");
  double big_points = median (big->points), few_points = median (few->points), small_points = median (small->points);
  print ("open points, big village", big_points * 1000, 1, "ms");
  print ("open points, few entries", few_points * 1000, 1, "ms");
  print ("open points, small village", small_points * 1000, 1, "ms");
  if (big_points > 0 && few_points > 0)
    bench_print ("open points, more than with few entries", MAX (big_points - few_points, 0) * 1000, "ms");
  if (big_points > 0 && small_points > 0)
    bench_print ("open points, more than small village", MAX (big_points - small_points, 0) * 1000, "ms");
  print ("start ratio to bare, processor time", median (big->first_cpu), first_cpu, "x");
  print ("start to rows ratio to bare, processor time", median (big->filled_cpu), first_cpu, "x");

  g_autofree char *plain = run_child (argv[0], "bare-stay", "-");
  g_autofree char *labels = run_child (argv[0], "labels-stay", "-");
  g_autofree char *all = run_child (argv[0], "village-stay", argv[1]);
  print ("memory, bare window", get (plain, "memory"), 1, "MB");
  print ("memory, big village", get (all, "memory"), 1, "MB");
  print ("memory ratio", get (all, "memory"), get (plain, "memory"), "x");
  print ("search p95", get (all, "search p95") * 1000, 1, "ms");
  print ("search median", get (all, "search median") * 1000, 1, "ms");
  print ("search slowest", get (all, "search slowest") * 1000, 1, "ms");
  print ("scroll frame", get (all, "scroll") * 1000, 1, "ms");
  print ("scroll frame, labels", get (labels, "scroll") * 1000, 1, "ms");
  print ("jump", get (all, "jump") * 1000, 1, "ms");
  print ("jump, labels", get (labels, "jump") * 1000, 1, "ms");
  print ("jump ratio of labels", get (labels, "jump"), get (all, "jump"), "x");
  print ("jump ratio of labels, first frame", get (labels, "jump, first frame"), get (all, "jump, first frame"), "x");
  return 0;
}
