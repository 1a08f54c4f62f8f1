/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/home-charts.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "app/chart.h"
#include "app/hygiene-round-lists.h"
#include "app/period-words.h"
#include "core/day.h"
#include "core/hygiene-statistics.h"
#include "core/matter-statistics.h"
#include "core/points-statistics.h"

#define MOST_CATEGORIES 5
#define N_MONTHS 6
#define KEY "xy-charts"

enum
{
  POINTS,
  HYGIENE,
  MATTERS,
  N_CHARTS,
};

typedef struct
{
  char *month;           /* 2026-11 */
  GPtrArray *categories; /* of XyPointsCategorySum */
  char *round;           /* its title; NULL: there was none yet, as the next */
  XyHygieneGroups *groups;
  GArray *months; /* of XyMatterMonth */
} Figures;

void
xy_home_figures_free (gpointer data)
{
  Figures *figures = data;

  g_free (figures->month);
  g_clear_pointer (&figures->categories, g_ptr_array_unref);
  g_free (figures->round);
  g_clear_pointer (&figures->groups, xy_hygiene_groups_free);
  g_clear_pointer (&figures->months, g_array_unref);
  g_free (figures);
}

/* The last round of households whose lists are decided. */
static gboolean
read_round (XyStore *store, Figures *figures, GError **error)
{
  XyHygieneRoundFilter filter = { .target = "household", .open = -1 };
  g_autoptr (GArray) ids = xy_hygiene_round_ids (store, &filter, error);
  const XyId *id = ids != NULL && ids->len > 0 ? &g_array_index (ids, XyId, 0) : NULL;
  g_autoptr (XyHygieneRound) round = id != NULL ? xy_record_get (store, &xy_hygiene_round_type, id, error) : NULL;

  if (round == NULL)
    return ids != NULL && id == NULL;
  figures->round = xy_hygiene_round_short (round);
  figures->groups = xy_hygiene_by_group (store, id, error);
  return figures->groups != NULL;
}

gpointer
xy_home_figures_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  const XyMatterQuestion all = { .period = NULL };
  Figures *figures = g_new0 (Figures, 1);

  figures->month = xy_period_of (today, XY_SPAN_MONTH);
  figures->categories =
      xy_points_statistics_categories (store, &(XyPointsRankQuery){ .period = figures->month }, error);
  if (figures->categories != NULL && read_round (store, figures, error))
    figures->months = xy_matter_months (store, &all, N_MONTHS, error);
  if (figures->months != NULL)
    return figures;
  xy_home_figures_free (figures);
  return NULL;
}

static void
show_points (XyChart *chart, const Figures *figures)
{
  g_autofree char *month = xy_period_words (figures->month);
  g_autofree char *title = g_strdup_printf (_ ("Points by category · %s"), month);
  XyChartValue values[MOST_CATEGORIES] = { { NULL, 0, 0, NULL } };
  guint n = MIN (figures->categories->len, MOST_CATEGORIES);

  for (guint i = 0; i < n; i++)
    {
      const XyPointsCategorySum *sum = figures->categories->pdata[i];
      values[i] = (XyChartValue){ .label = sum->name, .plus = sum->plus, .minus = sum->minus };
    }
  xy_chart_show (chart, title, values, n, _ ("No points yet this month."));
}

static void
show_hygiene (XyChart *chart, const Figures *figures)
{
  g_autofree char *title = figures->round != NULL ? g_strdup_printf (_ ("Hygiene by group · %s"), figures->round)
                                                  : g_strdup (_ ("Hygiene by group"));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (XyChartValue));

  for (guint i = 0; figures->groups != NULL && i < figures->groups->groups->len; i++)
    {
      const XyHygieneGroup *group = figures->groups->groups->pdata[i];
      XyChartValue value = { .label = group->unit_name != NULL ? group->unit_name : "—", .plus = group->average };
      if (group->n_ranked > 0)
        g_array_append_val (values, value);
    }
  xy_chart_show (chart, title, (const XyChartValue *) (gpointer) values->data, values->len,
                 _ ("No round has been decided yet."));
}

static void
show_matters (XyChart *chart, const Figures *figures)
{
  XyChartValue values[N_MONTHS] = { { NULL, 0, 0, NULL } };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  guint n = MIN (figures->months->len, N_MONTHS);

  for (guint i = 0; i < n; i++)
    {
      const XyMatterMonth *sum = &g_array_index (figures->months, XyMatterMonth, i);
      char *label = g_strdup (xy_period_month (sum->month));
      g_ptr_array_add (labels, label);
      values[i] = (XyChartValue){ .label = label, .plus = sum->raised, .minus = -sum->closed };
    }
  xy_chart_show (chart, _ ("Matters raised and closed"), values, n, _ ("Nothing was raised in these months."));
}

void
xy_home_charts_show (GtkWidget *box, gconstpointer data)
{
  XyChart **charts = g_object_get_data (G_OBJECT (box), KEY);

  show_points (charts[POINTS], data);
  show_hygiene (charts[HYGIENE], data);
  show_matters (charts[MATTERS], data);
}

GtkWidget *
xy_home_charts_new (void)
{
  static const struct
  {
    XyChartKind kind;
    XyChartMeasure measure;
  } wanted[N_CHARTS] = {
    [POINTS] = { XY_CHART_BARS, XY_CHART_POINTS },
    [HYGIENE] = { XY_CHART_COLUMNS, XY_CHART_POINTS },
    [MATTERS] = { XY_CHART_COLUMNS, XY_CHART_COUNT },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scrolled = gtk_scrolled_window_new ();
  XyChart **charts = g_new0 (XyChart *, N_CHARTS);

  gtk_widget_add_css_class (box, "home-charts");
  for (guint i = 0; i < N_CHARTS; i++)
    {
      GtkWidget *chart = xy_chart_new (wanted[i].kind, wanted[i].measure);
      charts[i] = XY_CHART (chart);
      gtk_widget_set_vexpand (chart, i != POINTS);
      gtk_box_append (GTK_BOX (box), chart);
    }
  xy_chart_set_names (charts[POINTS], _ ("Given"), _ ("Taken"), NULL);
  xy_chart_set_names (charts[MATTERS], _ ("Raised"), _ ("Closed"), NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_focusable (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The month in charts"),
                                  -1);
  g_object_set_data_full (G_OBJECT (scrolled), KEY, charts, g_free);
  return scrolled;
}
