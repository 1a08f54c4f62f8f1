/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-charts-tab.h"

#include <glib/gi18n-lib.h>

#include "app/chart.h"
#include "app/period-words.h"
#include "core/meeting-statistics.h"
#include "core/store.h"

#define MONTHS 12
#define TOPICS (XY_TOPIC_MEETING | XY_TOPIC_MATTER | XY_TOPIC_UNIT)

typedef struct
{
  GPtrArray *months; /* of XyMeetingSum, the oldest first */
  GPtrArray *kinds;  /* the same; the first is all together */
} Facts;

struct _XyMeetingChartsTab
{
  XyPageTab parent_instance;
  GtkWidget *scrolled;
  XyChart *held;
  XyChart *came;
  XyChart *agreed;
  XyChart *kinds;
  XyMeetingQuestion question; /* without a period */
  GCancellable *reading;
  gboolean is_read;
};

G_DEFINE_FINAL_TYPE (XyMeetingChartsTab, xy_meeting_charts_tab, XY_TYPE_PAGE_TAB)

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  g_clear_pointer (&facts->months, g_ptr_array_unref);
  g_clear_pointer (&facts->kinds, g_ptr_array_unref);
  g_free (facts);
}

/* On the worker's thread. */
static gpointer
read_facts (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyMeetingQuestion *question = data;
  Facts *facts = g_new0 (Facts, 1);

  facts->months = xy_meeting_by_month (store, question, MONTHS, error);
  facts->kinds = facts->months != NULL ? xy_meeting_by_kind (store, question, error) : NULL;
  if (facts->kinds != NULL)
    return facts;
  facts_free (facts);
  return NULL;
}

/* What was read */

static gboolean
show_months (XyMeetingChartsTab *self, const Facts *facts)
{
  XyChartValue held[MONTHS] = { 0 }, came[MONTHS] = { 0 }, agreed[MONTHS] = { 0 };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  gboolean any = FALSE;

  for (guint i = 0; i < MONTHS; i++)
    {
      const XyMeetingSum *month = facts->months->pdata[i];
      char *label = xy_period_under_column (month->key, i);
      g_ptr_array_add (labels, label);
      held[i] = (XyChartValue){ .label = label, .plus = month->held };
      /* In tenths of a percent, rounded, as they are shown. */
      came[i] = (XyChartValue){
        .label = label,
        .plus = month->due > 0 ? (month->came * 2000 + month->due) / (month->due * 2) * 10 : 0,
      };
      agreed[i] = (XyChartValue){ .label = label, .plus = month->over, .minus = month->over - month->agreed };
      any = any || month->held > 0;
    }
  xy_chart_show (self->held, _ ("Meetings held each month"), held, MONTHS, _ ("No meeting was held yet."));
  xy_chart_show (self->came, _ ("How many of those who should come came"), came, MONTHS,
                 _ ("It was not counted who should come."));
  xy_chart_show (self->agreed, _ ("Agreed, by month of the meeting"), agreed, MONTHS, _ ("Nothing was agreed yet."));
  return any;
}

static void
show_kinds (XyMeetingChartsTab *self, const Facts *facts)
{
  guint n = facts->kinds->len - 1;
  g_autofree XyChartValue *values = g_new0 (XyChartValue, n + 1);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      const XyMeetingSum *kind = facts->kinds->pdata[i + 1];
      guint agreed = (guint) kind->agreed;
      char *note = g_strdup_printf (ngettext ("%u agreed", "%u agreed", agreed), agreed);
      g_ptr_array_add (notes, note);
      values[i] = (XyChartValue){ .label = kind->key, .plus = kind->held, .note = note };
    }
  xy_chart_show (self->kinds, _ ("Meetings of each kind in twelve months"), values, n, _ ("No meeting was held yet."));
}

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingChartsTab) self = data;
  g_autoptr (GError) problem = NULL;
  Facts *facts = xy_worker_run_finish (XY_WORKER (source), result, &problem);
  XyPage *page = xy_page_tab_get_page (XY_PAGE_TAB (self));

  if (page != NULL && xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    {
      if (facts != NULL)
        {
          gboolean any = show_months (self, facts);
          gboolean all = xy_id_is_none (&self->question.unit) && xy_id_is_none (&self->question.kind);
          show_kinds (self, facts);
          self->is_read = TRUE;
          xy_page_set_state (page, any ? XY_PAGE_FILLED : all ? XY_PAGE_EMPTY : XY_PAGE_NOTHING);
        }
      else if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        xy_page_set_failed (page, problem);
    }
  g_clear_pointer (&facts, facts_free);
}

static void
read_anew (XyMeetingChartsTab *self)
{
  XyWorker *worker = xy_desk_get_worker (xy_page_tab_get_desk (XY_PAGE_TAB (self)));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  xy_worker_run (worker, XY_WORKER_QUERY, read_facts, g_memdup2 (&self->question, sizeof self->question), g_free,
                 facts_free, self->reading, on_facts_read, g_object_ref (self));
}

static void
on_worker_changed (XyMeetingChartsTab *self, guint topics)
{
  if ((topics & TOPICS) != 0 && xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    read_anew (self);
}

static void
on_retried (XyMeetingChartsTab *self)
{
  if (xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    read_anew (self);
}

/* The tab */

static void
xy_meeting_charts_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyMeetingChartsTab *self = XY_MEETING_CHARTS_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);

  self->question = (XyMeetingQuestion){ .months = MONTHS, .unit = scope->unit, .kind = scope->one };
  xy_page_follow (page, NULL);
  xy_page_set_empty (page, "xy-meeting-symbolic", _ ("No meeting was held yet"),
                     _ ("Charts show how often people met, how many came, and how much of what they agreed is done."),
                     _ ("New meeting"), "meetings.new");
  if (!self->is_read)
    xy_page_set_state (page, XY_PAGE_LOADING);
  read_anew (self);
}

static void
xy_meeting_charts_tab_opened (XyPageTab *tab)
{
  g_signal_connect_object (xy_desk_get_worker (xy_page_tab_get_desk (tab)), "changed", G_CALLBACK (on_worker_changed),
                           tab, G_CONNECT_SWAPPED);
}

static XyChart *
add_chart (GtkWidget *grid, int column, int row, XyChartKind kind, XyChartMeasure measure)
{
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *chart = xy_chart_new (kind, measure);

  gtk_widget_set_hexpand (chart, TRUE);
  gtk_widget_set_vexpand (chart, TRUE);
  gtk_widget_set_margin_start (chart, 12);
  gtk_widget_set_margin_end (chart, 12);
  gtk_widget_set_margin_top (chart, 12);
  gtk_widget_set_margin_bottom (chart, 12);
  gtk_widget_add_css_class (panel, "panel");
  gtk_box_append (GTK_BOX (panel), chart);
  gtk_grid_attach (GTK_GRID (grid), panel, column, row, 1, 1);
  return XY_CHART (chart);
}

static void
xy_meeting_charts_tab_made (XyPageTab *tab)
{
  XyMeetingChartsTab *self = XY_MEETING_CHARTS_TAB (tab);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  self->held = add_chart (grid, 0, 0, XY_CHART_COLUMNS, XY_CHART_COUNT);
  self->came = add_chart (grid, 1, 0, XY_CHART_COLUMNS, XY_CHART_PERCENT);
  self->agreed = add_chart (grid, 0, 1, XY_CHART_COLUMNS, XY_CHART_COUNT);
  self->kinds = add_chart (grid, 1, 1, XY_CHART_BARS, XY_CHART_COUNT);
  xy_chart_set_names (self->held, _ ("Meetings"), NULL, NULL);
  xy_chart_set_names (self->came, _ ("Came"), NULL, NULL);
  xy_chart_set_names (self->agreed, _ ("Over and done"), _ ("Still to do"), NULL);
  xy_chart_set_names (self->kinds, _ ("Meetings"), NULL, NULL);
  self->scrolled = xy_chart_scroll_new (grid, _ ("Charts"));
  xy_page_tab_append (tab, self->scrolled);
  g_signal_connect_object (xy_page_tab_get_page (tab), "retry", G_CALLBACK (on_retried), self, G_CONNECT_SWAPPED);
}

static gboolean
xy_meeting_charts_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_MEETING_CHARTS_TAB (widget)->scrolled);
}

static void
xy_meeting_charts_tab_left (XyPageTab *tab)
{
  XyMeetingChartsTab *self = XY_MEETING_CHARTS_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
xy_meeting_charts_tab_class_init (XyMeetingChartsTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_meeting_charts_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_ONE | XY_TAB_OF_UNIT;
  tab_class->no_pane = TRUE;
  tab_class->made = xy_meeting_charts_tab_made;
  tab_class->opened = xy_meeting_charts_tab_opened;
  tab_class->ask = xy_meeting_charts_tab_ask;
  tab_class->left = xy_meeting_charts_tab_left;
}

static void
xy_meeting_charts_tab_init (XyMeetingChartsTab *self)
{
}
