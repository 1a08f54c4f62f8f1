/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-charts-tab.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "app/chart.h"
#include "app/matter-filters.h"
#include "app/period-words.h"
#include "app/print-preview.h"
#include "core/day.h"
#include "core/i18n.h"
#include "core/matter-statistics.h"
#include "core/store.h"

#define TOPICS (XY_TOPIC_MATTER | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT)
#define N_MONTHS 12

enum
{
  MONTHS,
  SOURCES,
  AGES,
  ANSWERS,
  N_CHARTS,
};

typedef struct
{
  XyMatterQuestion question;
  char *period;
} Asked;

typedef struct
{
  GArray *months;
  GPtrArray *flows;
  XyMatterAgeSum ages[XY_MATTER_N_AGES];
} Figures;

struct _XyMatterChartsTab
{
  XyPageTab parent_instance;
  GtkWidget *scrolled;
  GtkWidget *source;
  GtkWidget *period;
  XyChart *charts[N_CHARTS];
  Asked asked;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (XyMatterChartsTab, xy_matter_charts_tab, XY_TYPE_PAGE_TAB)

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->period);
  g_free (data);
}

static void
figures_free (gpointer data)
{
  Figures *figures = data;

  g_clear_pointer (&figures->months, g_array_unref);
  g_clear_pointer (&figures->flows, g_ptr_array_unref);
  g_free (figures);
}

/* On the worker's thread. */
static gpointer
read_figures (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asked *asked = data;
  Figures *figures = g_new0 (Figures, 1);

  figures->months = xy_matter_months (store, &asked->question, N_MONTHS, error);
  if (figures->months != NULL)
    figures->flows = xy_matter_flows (store, &asked->question, error);
  if (figures->flows != NULL && xy_matter_ages (store, &asked->question, figures->ages, error))
    return figures;
  figures_free (figures);
  return NULL;
}

static void
show_months (XyMatterChartsTab *self, const GArray *months)
{
  XyChartValue values[N_MONTHS] = { { NULL, 0, 0, NULL } };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  guint n = MIN (months->len, N_MONTHS);

  for (guint i = 0; i < n; i++)
    {
      const XyMatterMonth *sum = &g_array_index (months, XyMatterMonth, i);
      char *label = xy_period_under_column (sum->month, i);
      g_ptr_array_add (labels, label);
      values[i] = (XyChartValue){ .label = label, .plus = sum->raised, .minus = -sum->closed };
    }
  xy_chart_show (self->charts[MONTHS], _ ("Raised and closed, month by month"), values, n,
                 _ ("Nothing was raised or closed in these twelve months."));
}

static void
show_sources (XyMatterChartsTab *self, const GPtrArray *flows, const char *when)
{
  g_autofree char *title = g_strdup_printf (_ ("Where they came from · %s"), when);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (XyChartValue));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i < flows->len; i++)
    {
      const XyMatterFlow *flow = flows->pdata[i];
      char *note = g_strdup_printf (_ ("closed %d, open %d"), (int) flow->closed, (int) flow->left);
      char *source = xy_i18n_alone (xy_word_label (xy_matter_sources, flow->source));
      XyChartValue value = { .label = source, .plus = flow->raised, .note = note };
      g_ptr_array_add (words, source);
      g_ptr_array_add (words, note);
      g_array_append_val (values, value);
    }
  xy_chart_show (self->charts[SOURCES], title, (const XyChartValue *) (gpointer) values->data, values->len,
                 _ ("Nothing was raised in this time."));
}

static void
show_ages (XyMatterChartsTab *self, const XyMatterAgeSum *ages)
{
  const char *const labels[XY_MATTER_N_AGES] = { _ ("Within a week"), _ ("8 to 30 days"), _ ("31 to 90 days"),
                                                 _ ("91 to 180 days"), _ ("Longer") };
  XyChartValue values[XY_MATTER_N_AGES];
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < XY_MATTER_N_AGES; i++)
    {
      char *note = ages[i].overdue > 0 ? g_strdup_printf (_ ("overdue %d"), (int) ages[i].overdue) : NULL;
      g_ptr_array_add (notes, note);
      values[i] = (XyChartValue){ .label = labels[i], .plus = ages[i].n, .note = note };
    }
  xy_chart_show (self->charts[AGES], _ ("How long what is open has been so"), values, XY_MATTER_N_AGES,
                 _ ("Nothing is open."));
}

static void
show_answers (XyMatterChartsTab *self, const XyMatterFlow *all, const char *when)
{
  g_autofree char *title = g_strdup_printf (_ ("What people said when visited · %s"), when);
  const gint64 figures[] = { all->good, all->fair, all->bad };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  XyChartValue values[G_N_ELEMENTS (figures)];

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      char *label = xy_i18n_alone (_ (xy_matter_satisfactions[i].label));
      g_ptr_array_add (words, label);
      values[i] = (XyChartValue){ .label = label, .plus = figures[i] };
    }
  xy_chart_show (self->charts[ANSWERS], title, values, G_N_ELEMENTS (values), _ ("Nobody was visited in this time."));
}

static void
on_figures_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMatterChartsTab) self = data;
  g_autoptr (GError) problem = NULL;
  Figures *figures = xy_worker_run_finish (XY_WORKER (source), result, &problem);
  XyPage *page = xy_page_tab_get_page (XY_PAGE_TAB (self));

  if (figures == NULL)
    {
      if (page != NULL && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          && xy_page_tab_is_shown (XY_PAGE_TAB (self)))
        xy_page_set_failed (page, problem);
      return;
    }
  if (page != NULL && xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    {
      const XyMatterFlow *all = figures->flows->pdata[0];
      g_autofree char *period = xy_period_words (self->asked.period != NULL ? self->asked.period : "");
      const char *when = period[0] != '\0' ? period : _ ("all time");
      gboolean filtered = !xy_id_is_none (&self->asked.question.unit) || self->asked.question.source != NULL
                          || self->asked.period != NULL;
      show_months (self, figures->months);
      show_sources (self, figures->flows, when);
      show_ages (self, figures->ages);
      show_answers (self, all, when);
      xy_page_set_state (page, figures->flows->len > 1 ? XY_PAGE_FILLED : filtered ? XY_PAGE_NOTHING : XY_PAGE_EMPTY);
    }
  figures_free (figures);
}

static void
read_anew (XyMatterChartsTab *self)
{
  XyDesk *desk = xy_page_tab_get_desk (XY_PAGE_TAB (self));
  Asked *asked = g_new0 (Asked, 1);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  asked->question = self->asked.question;
  asked->period = g_strdup (self->asked.period);
  asked->question.period = asked->period;
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_figures, asked, asked_free, figures_free,
                 self->reading, on_figures_read, g_object_ref (self));
}

static void
on_worker_changed (XyMatterChartsTab *self, guint topics)
{
  if ((topics & TOPICS) != 0 && xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    read_anew (self);
}

static void
on_retried (XyMatterChartsTab *self)
{
  if (xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    read_anew (self);
}

static void
print_summary (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMatterChartsTab *self = data;
  g_autofree char *period = xy_matter_filter_board_period (self->period);

  xy_print_preview_open (GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self))),
                         xy_page_tab_get_desk (XY_PAGE_TAB (self)), xy_paper_kind_find ("matter-summary"),
                         &(XyPaperAsk){ .period = period, .unit = self->asked.question.unit });
}

static const GActionEntry entries[] = {
  { .name = "print", .activate = print_summary },
};

static void
xy_matter_charts_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyMatterChartsTab *self = XY_MATTER_CHARTS_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);

  g_free (self->asked.period);
  self->asked.period = xy_matter_filter_period (self->period);
  self->asked.question = (XyMatterQuestion){ .unit = scope->unit, .source = xy_matter_filter_source (self->source) };
  if (self->asked.period != NULL || self->asked.question.source != NULL)
    xy_page_set_filtered (page, TRUE);
  xy_page_set_detail_visible (page, FALSE);
  xy_page_follow (page, NULL);
  xy_page_set_empty (page, "xy-matter-symbolic", _ ("Nothing was raised yet"),
                     _ ("Charts show what was raised and closed month by month, where it came from, how long it takes "
                        "and how satisfied people are."),
                     _ ("Register a matter"), "matter.register");
  xy_page_tab_offer_if (tab, "matter-charts.print", TRUE, XY_MAY_PRINT);
  read_anew (self);
}

static void
xy_matter_charts_tab_opened (XyPageTab *tab)
{
  g_signal_connect_object (xy_desk_get_worker (xy_page_tab_get_desk (tab)), "changed", G_CALLBACK (on_worker_changed),
                           tab, G_CONNECT_SWAPPED);
}

static void
xy_matter_charts_tab_clear_filters (XyPageTab *tab)
{
  XyMatterChartsTab *self = XY_MATTER_CHARTS_TAB (tab);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->source), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->period), 0);
}

static void
xy_matter_charts_tab_left (XyPageTab *tab)
{
  XyMatterChartsTab *self = XY_MATTER_CHARTS_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
xy_matter_charts_tab_finalize (GObject *object)
{
  g_free (XY_MATTER_CHARTS_TAB (object)->asked.period);
  G_OBJECT_CLASS (xy_matter_charts_tab_parent_class)->finalize (object);
}

static gboolean
xy_matter_charts_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_MATTER_CHARTS_TAB (widget)->scrolled);
}

/* A chart in a panel of its own. */
static GtkWidget *
make_panel (XyMatterChartsTab *self, guint which)
{
  static const XyChartKind kinds[N_CHARTS] = {
    [MONTHS] = XY_CHART_COLUMNS, [SOURCES] = XY_CHART_BARS, [AGES] = XY_CHART_BARS, [ANSWERS] = XY_CHART_BARS
  };
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *chart = xy_chart_new (kinds[which], XY_CHART_COUNT);

  self->charts[which] = XY_CHART (chart);
  if (which == MONTHS)
    xy_chart_set_names (self->charts[which], _ ("Raised"), _ ("Closed"), NULL);
  gtk_widget_set_hexpand (chart, TRUE);
  gtk_widget_set_vexpand (chart, TRUE);
  gtk_widget_set_margin_start (chart, 12);
  gtk_widget_set_margin_end (chart, 12);
  gtk_widget_set_margin_top (chart, 12);
  gtk_widget_set_margin_bottom (chart, 12);
  gtk_widget_add_css_class (panel, "panel");
  gtk_box_append (GTK_BOX (panel), chart);
  return panel;
}

static void
xy_matter_charts_tab_made (XyPageTab *tab)
{
  XyMatterChartsTab *self = XY_MATTER_CHARTS_TAB (tab);
  GtkWidget *grid = gtk_grid_new ();

  xy_page_tab_add_actions (tab, "matter-charts", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Print for the board…"), "matter-charts.print", FALSE);
  self->source = xy_matter_filter_add_source (tab);
  self->period = xy_matter_filter_add_period (tab);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < N_CHARTS; i++)
    gtk_grid_attach (GTK_GRID (grid), make_panel (self, i), (int) i % 2, (int) i / 2, 1, 1);
  self->scrolled = xy_chart_scroll_new (grid, _ ("Charts"));
  xy_page_tab_append (tab, self->scrolled);
  g_signal_connect_object (xy_page_tab_get_page (tab), "retry", G_CALLBACK (on_retried), self, G_CONNECT_SWAPPED);
}

static void
xy_matter_charts_tab_class_init (XyMatterChartsTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_matter_charts_tab_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_matter_charts_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_UNIT;
  tab_class->print = "matter-charts.print";
  tab_class->no_pane = TRUE;
  tab_class->made = xy_matter_charts_tab_made;
  tab_class->opened = xy_matter_charts_tab_opened;
  tab_class->ask = xy_matter_charts_tab_ask;
  tab_class->left = xy_matter_charts_tab_left;
  tab_class->clear_filters = xy_matter_charts_tab_clear_filters;
}

static void
xy_matter_charts_tab_init (XyMatterChartsTab *self)
{
}
