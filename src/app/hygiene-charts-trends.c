/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-charts-trends.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/chart.h"
#include "app/hygiene-bands.h"
#include "app/trend.h"
#include "core/number.h"

/* More lines than these nobody compares; the whole comes on top of them. */
#define MOST_LINES 40
/* So many leave room for another chart below. */
#define FEW_LINES 14

struct _XyHygieneTrends
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *columns[2];
  XyTrend *groups;
  XyHygieneBands *bands;
  GtkWidget *legend;
  XyChart *items;
  XyChart *judged;
  GtkWidget *last; /* the panel of it, at the end of one of the columns */
};

G_DEFINE_FINAL_TYPE (XyHygieneTrends, xy_hygiene_trends, GTK_TYPE_WIDGET)

/* "3期", and the year under the first of it. (transfer full) */
static char *
label_round (const XyHygieneTrend *trend, guint at)
{
  const XyHygieneRound *round = ((XyHygieneTrendRound *) trend->rounds->pdata[at])->round;
  const XyHygieneRound *before = at > 0 ? ((XyHygieneTrendRound *) trend->rounds->pdata[at - 1])->round : NULL;
  gboolean first = before == NULL || strncmp (round->day, before->day, strlen ("2026")) != 0;
  g_autofree char *number = g_strdup_printf (C_ ("under a chart", "No. %d"), (int) round->number);

  return first ? g_strdup_printf (C_ ("under a chart", "%s\n%.4s"), number, round->day) : g_steal_pointer (&number);
}

/* The columns are as high as each other where the last chart is in the shorter one. */
static void
place_last (XyHygieneTrends *self, gboolean right)
{
  GtkWidget *was = gtk_widget_get_parent (self->last);

  if (was == self->columns[right])
    return;
  g_object_ref (self->last);
  if (was != NULL)
    gtk_box_remove (GTK_BOX (was), self->last);
  gtk_box_append (GTK_BOX (self->columns[right]), self->last);
  g_object_unref (self->last);
}

static void
show_groups (XyHygieneTrends *self, const XyHygieneTrend *trend, const char *const *labels)
{
  guint n = MIN (trend->units->len, MOST_LINES), n_rounds = trend->rounds->len;
  g_autofree XyTrendLine *lines = g_new0 (XyTrendLine, n + 1);
  g_autofree gint64 *whole = g_new (gint64, n_rounds + 1);
  g_autofree char *title = NULL;

  for (guint i = 0; i < n_rounds; i++)
    {
      const XyHygieneTrendRound *round = trend->rounds->pdata[i];
      whole[i] = round->n_ranked > 0 ? round->average : XY_TREND_NONE;
    }
  lines[0] = (XyTrendLine){ _ ("All"), whole, TRUE };
  for (guint i = 0; i < n; i++)
    {
      const XyHygieneTrendUnit *unit = trend->units->pdata[i];
      lines[i + 1] = (XyTrendLine){ unit->name != NULL ? unit->name : _ ("Without a group"), unit->averages, FALSE };
    }
  place_last (self, n <= FEW_LINES);
  if (n < trend->units->len)
    title = g_strdup_printf (_ ("Average score · the first %u of %u groups"), n, trend->units->len);
  xy_trend_show (self->groups, title != NULL ? title : _ ("Average score of each group"), labels, lines, n + 1,
                 _ ("No round was decided yet."));
}

/* Rounds may have had other grades: each is called as in the last round that had it. */
static void
show_bands (XyHygieneTrends *self, const XyHygieneTrend *trend, const char *const *labels)
{
  g_autofree XyHygieneColumn *columns = g_new0 (XyHygieneColumn, trend->rounds->len + 1);
  const char *names[XY_HYGIENE_N_MARKS] = { NULL };
  gboolean used[XY_HYGIENE_N_MARKS] = { FALSE };

  for (guint i = 0; i < trend->rounds->len; i++)
    {
      const XyHygieneTrendRound *round = trend->rounds->pdata[i];
      guint n_bands = g_strv_length (round->bands), n_graded = 0;
      columns[i].label = (char *) labels[i];
      columns[i].n[XY_HYGIENE_MARK_EXCUSED] = round->n_excused;
      for (guint k = 0; k < n_bands; k++)
        {
          XyHygieneMark mark = xy_hygiene_mark_of_band (k, n_bands);
          columns[i].n[mark] += round->n_bands[k];
          n_graded += round->n_bands[k];
          names[mark] = round->bands[k];
        }
      columns[i].n[n_bands == 0 ? XY_HYGIENE_MARK_BEST : XY_HYGIENE_MARK_WORST] += round->n_ranked - n_graded;
      columns[i].n[XY_HYGIENE_MARK_ABSENT] = round->n_results - round->n_ranked - round->n_excused;
      for (guint k = 0; k < XY_HYGIENE_N_MARKS; k++)
        used[k] = used[k] || columns[i].n[k] > 0;
    }
  xy_hygiene_bands_show (self->bands, _ ("Grades in each round"), names, columns, trend->rounds->len,
                         _ ("No round was decided yet."));
  xy_hygiene_legend_clear (self->legend);
  for (XyHygieneMark mark = 0; mark < XY_HYGIENE_N_MARKS; mark++)
    if (used[mark])
      xy_hygiene_legend_add (self->legend, mark, names[mark] != NULL ? names[mark] : xy_hygiene_mark_label (mark));
}

/* To a tenth of a percent: more nobody reads off a picture. */
static gint64
round_share (gint64 share)
{
  return (share + 5) / 10 * 10;
}

static void
show_judged (XyHygieneTrends *self, const XyHygieneTrend *trend, const char *const *labels)
{
  g_autofree XyChartValue *values = g_new0 (XyChartValue, trend->rounds->len + 1);

  for (guint i = 0; i < trend->rounds->len; i++)
    values[i] = (XyChartValue){ .label = labels[i],
                                .plus = round_share (((XyHygieneTrendRound *) trend->rounds->pdata[i])->judged_share) };
  xy_chart_show (self->judged, _ ("How many were judged, without those who are helped"), values, trend->rounds->len,
                 _ ("No round was decided yet."));
}

static void
show_items (XyHygieneTrends *self, const GPtrArray *items, const char *round)
{
  g_autofree char *title = g_strdup_printf (_ ("What fails most · %s"), round);
  g_autofree XyChartValue *values = g_new0 (XyChartValue, items->len + 1);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < items->len; i++)
    {
      const XyHygieneItemLoss *loss = items->pdata[i];
      char *note =
          g_strdup_printf (ngettext ("%u sheet gave nothing", "%u sheets gave nothing", loss->n_none), loss->n_none);
      g_ptr_array_add (notes, note);
      values[i] = (XyChartValue){ .label = loss->name,
                                  .plus = round_share (loss->lost_share),
                                  .note = loss->n_none > 0 ? note : NULL };
    }
  xy_chart_show (self->items, title, values, items->len, _ ("This round goes without items."));
}

static gboolean
xy_hygiene_trends_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_HYGIENE_TRENDS (widget)->scrolled);
}

static void
xy_hygiene_trends_dispose (GObject *object)
{
  g_clear_pointer (&XY_HYGIENE_TRENDS (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_hygiene_trends_parent_class)->dispose (object);
}

static void
xy_hygiene_trends_class_init (XyHygieneTrendsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_hygiene_trends_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_trends_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_panel (GtkWidget *chart, GtkWidget *under)
{
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_hexpand (chart, TRUE);
  gtk_widget_set_vexpand (chart, TRUE);
  gtk_box_append (GTK_BOX (inside), chart);
  if (under != NULL)
    gtk_box_append (GTK_BOX (inside), under);
  gtk_widget_set_margin_start (inside, 12);
  gtk_widget_set_margin_end (inside, 12);
  gtk_widget_set_margin_top (inside, 12);
  gtk_widget_set_margin_bottom (inside, 12);
  gtk_widget_add_css_class (panel, "panel");
  gtk_box_append (GTK_BOX (panel), inside);
  return panel;
}

static void
xy_hygiene_trends_init (XyHygieneTrends *self)
{
  GtkWidget *grid = gtk_grid_new ();

  for (int i = 0; i < 2; i++)
    {
      self->columns[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
      gtk_grid_attach (GTK_GRID (grid), self->columns[i], i, 0, 1, 1);
    }
  self->groups = XY_TREND (xy_trend_new ());
  self->bands = XY_HYGIENE_BANDS (xy_hygiene_bands_new ());
  self->legend = xy_hygiene_legend_new ();
  self->items = XY_CHART (xy_chart_new (XY_CHART_BARS, XY_CHART_PERCENT));
  self->judged = XY_CHART (xy_chart_new (XY_CHART_COLUMNS, XY_CHART_PERCENT));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_box_append (GTK_BOX (self->columns[0]), make_panel (GTK_WIDGET (self->bands), self->legend));
  gtk_box_append (GTK_BOX (self->columns[0]), make_panel (GTK_WIDGET (self->items), NULL));
  gtk_box_append (GTK_BOX (self->columns[1]), make_panel (GTK_WIDGET (self->groups), NULL));
  self->last = make_panel (GTK_WIDGET (self->judged), NULL);
  place_last (self, TRUE);
  self->scrolled = xy_chart_scroll_new (grid, _ ("Trends"));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
xy_hygiene_trends_new (void)
{
  return g_object_new (XY_TYPE_HYGIENE_TRENDS, NULL);
}

void
xy_hygiene_trends_show (XyHygieneTrends *self, const XyHygieneChartsFacts *facts)
{
  g_return_if_fail (XY_IS_HYGIENE_TRENDS (self));
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  const XyHygieneChoice *choice = xy_hygiene_charts_choice (facts, facts->at);

  for (guint i = 0; i < facts->trend->rounds->len; i++)
    g_ptr_array_add (labels, label_round (facts->trend, i));
  g_ptr_array_add (labels, NULL);
  const char *const *words = (const char *const *) labels->pdata;
  show_groups (self, facts->trend, words);
  show_bands (self, facts->trend, words);
  show_judged (self, facts->trend, words);
  show_items (self, facts->items, choice->title);
}
