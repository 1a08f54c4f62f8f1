/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-charts-tab.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/chart.h"
#include "app/period-words.h"
#include "core/day.h"
#include "core/number.h"
#include "core/points-statistics.h"
#include "core/store.h"

#define TOPICS (XY_TOPIC_POINTS | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT)
#define N_MONTHS 12
#define MOST_BINS 10

enum
{
  TREND,
  BINS,
  CATEGORIES,
  UNITS,
  N_CHARTS,
};

struct _XyPointsChartsTab
{
  GtkWidget parent_instance;

  XyPage *page; /* NULL once it is gone */
  GtkWidget *scrolled;
  XyChart *charts[N_CHARTS];
  XyPointsQuery *query;
  GCancellable *reading;
  XyWorker *worker; /* listened to; NULL at first */
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (XyPointsChartsTab, xy_points_charts_tab, GTK_TYPE_WIDGET)

typedef struct
{
  GArray *months; /* XyPointsMonthSum */
  GPtrArray *categories;
  GPtrArray *units;
  GArray *bins; /* XyPointsBin */
} Figures;

static void
figures_free (gpointer data)
{
  Figures *figures = data;

  g_clear_pointer (&figures->months, g_array_unref);
  g_clear_pointer (&figures->categories, g_ptr_array_unref);
  g_clear_pointer (&figures->units, g_ptr_array_unref);
  g_clear_pointer (&figures->bins, g_array_unref);
  g_free (figures);
}

/* On the worker's thread. */
static gpointer
read_figures (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyPointsQuery *asked = data;
  XyPointsRankQuery query = {
    .period = asked->period, .unit = asked->unit, .account = asked->account, .category = asked->category
  };
  XyPointsRankQuery trend = query;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char to[XY_DAY_SIZE];
  Figures *figures = g_new0 (Figures, 1);

  /* No months that are still to come. */
  if (trend.period != NULL && xy_period_parse (trend.period, NULL, NULL, to) && g_strcmp0 (to, today) > 0)
    trend.period = NULL;
  figures->months = xy_points_statistics_months (store, &trend, N_MONTHS, error);
  if (figures->months != NULL)
    figures->categories = xy_points_statistics_categories (store, &query, error);
  if (figures->categories != NULL)
    figures->units = xy_points_statistics_units (store, &query, error);
  if (figures->units != NULL)
    figures->bins = xy_points_statistics_bins (store, &query, MOST_BINS, error);
  if (figures->bins != NULL)
    return figures;
  figures_free (figures);
  return NULL;
}

static GArray *
new_values (guint n)
{
  return g_array_sized_new (FALSE, FALSE, sizeof (XyChartValue), n);
}

static void
show_months (XyPointsChartsTab *self, const GArray *months)
{
  g_autoptr (GArray) values = new_values (months->len);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < months->len; i++)
    {
      const XyPointsMonthSum *sum = &g_array_index (months, XyPointsMonthSum, i);
      char *label = xy_period_under_column (sum->month, i);
      XyChartValue value = { .label = label, .plus = sum->plus, .minus = sum->minus };
      g_ptr_array_add (labels, label);
      g_array_append_val (values, value);
    }
  xy_chart_show (self->charts[TREND], _ ("Month by month"), (const XyChartValue *) (gpointer) values->data, values->len,
                 _ ("Nothing was recorded in these twelve months."));
}

static void
show_categories (XyPointsChartsTab *self, const GPtrArray *categories, const char *when)
{
  g_autofree char *title = g_strdup_printf (_ ("By category · %s"), when);
  g_autoptr (GArray) values = new_values (categories->len);

  for (guint i = 0; i < categories->len; i++)
    {
      const XyPointsCategorySum *sum = categories->pdata[i];
      const char *name = sum->name != NULL && sum->name[0] != '\0' ? sum->name : _ ("Without a category");
      XyChartValue value = { .label = name, .plus = sum->plus, .minus = sum->minus };
      g_array_append_val (values, value);
    }
  xy_chart_show (self->charts[CATEGORIES], title, (const XyChartValue *) (gpointer) values->data, values->len,
                 _ ("Nothing was recorded in this time."));
}

/* Half a hundredth of a point goes up. */
static gint64
mean_of (gint64 sum, gint64 n)
{
  return n > 0 ? (sum * 2 + (sum < 0 ? -n : n)) / (n * 2) : 0;
}

static void
show_units (XyPointsChartsTab *self, const GPtrArray *units, const char *when)
{
  gboolean persons = self->query->account != NULL;
  g_autofree char *title = g_strdup_printf (_ ("By group · %s"), when);
  g_autoptr (GArray) values = new_values (units->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < units->len; i++)
    {
      const XyPointsUnitSum *sum = units->pdata[i];
      /* Groups are not equally large: what one household has on average is said beside. */
      g_autofree char *mean = xy_points_format (mean_of (sum->plus + sum->minus, sum->n));
      char *note = g_strdup_printf (persons ? _ ("%s a person") : _ ("%s a household"), mean);
      char *label = g_strdup (sum->name != NULL ? sum->name : _ ("Without a group"));
      XyChartValue value = { .label = label, .plus = sum->plus, .minus = sum->minus, .note = note };
      g_ptr_array_add (texts, note);
      g_ptr_array_add (texts, label);
      g_array_append_val (values, value);
    }
  xy_chart_show (self->charts[UNITS], title, (const XyChartValue *) (gpointer) values->data, values->len,
                 _ ("Nothing was recorded in this time."));
}

/* The ends of a bin are whole points. */
static char *
whole_points (gint64 points)
{
  char *text = xy_points_format (points);

  text[strcspn (text, ".")] = '\0';
  return text;
}

static void
show_bins (XyPointsChartsTab *self, const GArray *bins, const char *when)
{
  g_autofree char *title = g_strdup_printf (
      self->query->account != NULL ? _ ("Persons by points · %s") : _ ("Households by points · %s"), when);
  g_autoptr (GArray) values = new_values (bins->len);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < bins->len; i++)
    {
      const XyPointsBin *bin = &g_array_index (bins, XyPointsBin, i);
      g_autofree char *from = whole_points (bin->from), *to = whole_points (bin->to);
      char *label = g_strdup_printf ("%s~%s", from, to);
      XyChartValue value = { .label = label, .plus = bin->n };
      g_ptr_array_add (labels, label);
      g_array_append_val (values, value);
    }
  xy_chart_show (self->charts[BINS], title, (const XyChartValue *) (gpointer) values->data, values->len,
                 _ ("Nobody has points in this time."));
}

static gboolean
has_anything (const Figures *figures)
{
  gboolean found = figures->categories->len > 0;

  for (guint i = 0; i < figures->months->len; i++)
    {
      const XyPointsMonthSum *sum = &g_array_index (figures->months, XyPointsMonthSum, i);
      found = found || sum->plus != 0 || sum->minus != 0;
    }
  return found;
}

static void
on_figures_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsChartsTab) self = data;
  g_autoptr (GError) problem = NULL;
  Figures *figures = xy_worker_run_finish (XY_WORKER (source), result, &problem);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!self->shown || self->scrolled == NULL)
    {
      g_clear_pointer (&figures, figures_free);
      return;
    }
  if (figures == NULL)
    {
      xy_page_set_failed (self->page, problem);
      return;
    }
  g_autofree char *period = xy_period_words (self->query->period != NULL ? self->query->period : "");
  const char *when = period[0] != '\0' ? period : _ ("all time");
  show_months (self, figures->months);
  show_categories (self, figures->categories, when);
  show_units (self, figures->units, when);
  show_bins (self, figures->bins, when);
  gboolean filtered =
      !xy_id_is_none (&self->query->unit) || self->query->account != NULL || self->query->category != NULL;
  xy_page_set_state (self->page, has_anything (figures) ? XY_PAGE_FILLED : filtered ? XY_PAGE_NOTHING : XY_PAGE_EMPTY);
  figures_free (figures);
}

static void
read_anew (XyPointsChartsTab *self)
{
  if (self->worker == NULL || !self->shown || self->query == NULL)
    return;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  xy_worker_run (self->worker, XY_WORKER_QUERY, read_figures, xy_points_query_copy (self->query), xy_points_query_free,
                 figures_free, self->reading, on_figures_read, g_object_ref (self));
}

static void
on_worker_changed (XyWorker *worker, guint topics, XyPointsChartsTab *self)
{
  if ((topics & TOPICS) != 0)
    read_anew (self);
}

static void
on_retried (XyPointsChartsTab *self)
{
  if (!self->shown)
    return;
  xy_page_set_state (self->page, XY_PAGE_LOADING);
  read_anew (self);
}

static gboolean
xy_points_charts_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_POINTS_CHARTS_TAB (widget)->scrolled);
}

/* An answer that is under way may hold the tab longer than its page stands. */
static void
leave (XyPointsChartsTab *self)
{
  self->shown = FALSE;
  self->page = NULL;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->worker != NULL)
    g_signal_handlers_disconnect_by_data (self->worker, self);
  g_clear_object (&self->worker);
}

static void
xy_points_charts_tab_dispose (GObject *object)
{
  XyPointsChartsTab *self = XY_POINTS_CHARTS_TAB (object);

  leave (self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->query, xy_points_query_free);
  G_OBJECT_CLASS (xy_points_charts_tab_parent_class)->dispose (object);
}

static void
xy_points_charts_tab_class_init (XyPointsChartsTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_points_charts_tab_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_points_charts_tab_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_points_charts_tab_init (XyPointsChartsTab *self)
{
  static const struct
  {
    XyChartKind kind;
    XyChartMeasure measure;
  } wanted[N_CHARTS] = {
    [TREND] = { XY_CHART_COLUMNS, XY_CHART_POINTS },
    [BINS] = { XY_CHART_COLUMNS, XY_CHART_COUNT },
    [CATEGORIES] = { XY_CHART_BARS, XY_CHART_POINTS },
    [UNITS] = { XY_CHART_BARS, XY_CHART_POINTS },
  };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < N_CHARTS; i++)
    {
      GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *chart;
      chart = xy_chart_new (wanted[i].kind, wanted[i].measure);
      self->charts[i] = XY_CHART (chart);
      if (i != BINS)
        xy_chart_set_names (self->charts[i], _ ("Given"), _ ("Taken"), i == TREND ? _ ("Net change") : NULL);
      gtk_widget_set_hexpand (chart, TRUE);
      gtk_widget_set_vexpand (chart, TRUE);
      gtk_widget_set_margin_start (chart, 12);
      gtk_widget_set_margin_end (chart, 12);
      gtk_widget_set_margin_top (chart, 12);
      gtk_widget_set_margin_bottom (chart, 12);
      gtk_widget_add_css_class (panel, "panel");
      gtk_box_append (GTK_BOX (panel), chart);
      gtk_grid_attach (GTK_GRID (grid), panel, i % 2, i / 2, 1, 1);
    }
  self->scrolled = xy_chart_scroll_new (grid, _ ("Charts"));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
xy_points_charts_tab_new (XyPage *page)
{
  XyPointsChartsTab *self = g_object_new (XY_TYPE_POINTS_CHARTS_TAB, NULL);

  self->page = page;
  g_signal_connect_object (page, "destroy", G_CALLBACK (leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "retry", G_CALLBACK (on_retried), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
xy_points_charts_tab_show (XyPointsChartsTab *self, gboolean shown, const XyPointsQuery *query)
{
  XyDesk *desk = xy_page_get_desk (self->page);
  gboolean was_shown = self->shown;

  self->shown = shown;
  if (!shown || desk == NULL)
    return;
  if (self->worker == NULL)
    {
      self->worker = g_object_ref (xy_desk_get_worker (desk));
      g_signal_connect (self->worker, "changed", G_CALLBACK (on_worker_changed), self);
    }
  g_clear_pointer (&self->query, xy_points_query_free);
  self->query = xy_points_query_copy (query);
  if (!was_shown)
    {
      xy_page_follow (self->page, NULL);
      xy_page_set_empty (self->page, "xy-points-symbolic", _ ("No points were recorded in this time"),
                         _ ("Charts show what was given and taken month by month, by category and by group. Choose "
                            "another time above, or record the first points."),
                         _ ("Record points"), "points.record");
      xy_page_set_state (self->page, XY_PAGE_LOADING);
    }
  read_anew (self);
}
