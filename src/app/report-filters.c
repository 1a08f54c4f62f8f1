/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report-filters.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/filter-keep.h"
#include "app/period-words.h"
#include "app/report-question.h"
#include "app/words.h"
#include "core/clock.h"
#include "core/day.h"
#include "sync/office-report.h"

#define NAME "reports"

static const char *const bys[] = { "village", "township", "county" };

struct _XyReportFilters
{
  GObject parent_instance;
  GtkWidget *report, *span, *from, *until, *to, *part, *by; /* borrowed */
  GtkWidget *keep;
  GStrv names;   /* of the reports */
  GStrv periods; /* of FROM and TO */
  guint n_bys;
  gboolean filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyReportFilters, xy_report_filters, G_TYPE_OBJECT)

static guint
chosen (GtkWidget *drop)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  return at != GTK_INVALID_LIST_POSITION ? at : 0;
}

static XyReportSpan
span_of (XyReportFilters *self)
{
  return (XyReportSpan) chosen (self->span);
}

static const char *
period_of (XyReportFilters *self, GtkWidget *drop)
{
  return self->periods[MIN (chosen (drop), g_strv_length (self->periods) - 1)];
}

static void
fill_drop (GtkWidget *drop, const char *const *words)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (list));
}

static guint
place_in (const char *const *words, const char *word)
{
  for (guint i = 0; word != NULL && words != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;
  return 0;
}

/* The periods and parts of the span that is chosen. Before it is known which reports there are nothing is asked. */
static void
fill_span (XyReportFilters *self)
{
  g_autofree char *today = xy_env_today (xy_env_system ());
  g_autoptr (GStrvBuilder) words = g_strv_builder_new (), parts = g_strv_builder_new ();
  gboolean range = span_of (self) == XY_REPORT_OF_RANGE;
  guint n_parts = 0;

  g_strfreev (self->periods);
  self->periods = xy_report_periods (span_of (self), today);
  for (char **period = self->periods; *period != NULL; period++)
    {
      g_autofree char *word = xy_period_words (*period);
      g_strv_builder_add (words, word);
    }
  for (const char *const *part = xy_report_parts (span_of (self)); *part != NULL; part++, n_parts++)
    g_strv_builder_add (parts, xy_report_part_label (*part));
  g_auto (GStrv) period_words = g_strv_builder_end (words), part_words = g_strv_builder_end (parts);
  fill_drop (self->from, (const char *const *) period_words);
  fill_drop (self->to, (const char *const *) period_words);
  fill_drop (self->part, (const char *const *) part_words);
  gboolean any = self->names != NULL && self->names[0] != NULL;
  GtkWidget *const always[] = { self->report, self->span, self->from, self->by, self->keep };
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    gtk_widget_set_visible (always[i], any);
  gtk_widget_set_visible (self->until, any && range);
  gtk_widget_set_visible (self->to, any && range);
  gtk_widget_set_visible (self->part, any && n_parts > 1);
}

/* An XyFilterGet. */
static GVariant *
get_values (gboolean with_text, gpointer data)
{
  XyReportFilters *self = data;
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE ("a{ss}"));
  if (self->names != NULL && chosen (self->report) > 0)
    g_variant_builder_add (&values, "{ss}", "report", self->names[chosen (self->report)]);
  if (span_of (self) != XY_REPORT_OF_MONTH)
    g_variant_builder_add (&values, "{ss}", "span", xy_report_span_word (span_of (self)));
  if (chosen (self->from) > 0)
    g_variant_builder_add (&values, "{ss}", "from", period_of (self, self->from));
  if (chosen (self->to) > 0)
    g_variant_builder_add (&values, "{ss}", "to", period_of (self, self->to));
  if (chosen (self->part) > 0)
    g_variant_builder_add (&values, "{ss}", "part", xy_report_parts (span_of (self))[chosen (self->part)]);
  if (chosen (self->by) > 0)
    g_variant_builder_add (&values, "{ss}", "by", bys[chosen (self->by)]);
  return g_variant_builder_end (&values);
}

static void
choose (XyReportFilters *self, GVariant *values)
{
  const char *report = NULL, *span = NULL, *from = NULL, *to = NULL, *part = NULL, *by = NULL;

  g_variant_lookup (values, "report", "&s", &report);
  g_variant_lookup (values, "span", "&s", &span);
  g_variant_lookup (values, "from", "&s", &from);
  g_variant_lookup (values, "to", "&s", &to);
  g_variant_lookup (values, "part", "&s", &part);
  g_variant_lookup (values, "by", "&s", &by);
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->report), place_in ((const char *const *) self->names, report));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->span), xy_report_span_from_word (span));
  fill_span (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from), place_in ((const char *const *) self->periods, from));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), place_in ((const char *const *) self->periods, to));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->part), place_in (xy_report_parts (span_of (self)), part));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->by), MIN (place_in (bys, by), MAX (self->n_bys, 1) - 1));
  self->filling = FALSE;
}

static void
tell_changed (XyReportFilters *self)
{
  xy_filter_keep_note (XY_FILTER_KEEP (self->keep));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* An XyFilterSet. */
static void
set_values (GVariant *values, gpointer data)
{
  choose (data, values);
  tell_changed (data);
}

static void
on_chosen (XyReportFilters *self)
{
  if (!self->filling)
    tell_changed (self);
}

static void
on_span_chosen (XyReportFilters *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  fill_span (self);
  self->filling = FALSE;
  tell_changed (self);
}

static void
xy_report_filters_finalize (GObject *object)
{
  XyReportFilters *self = XY_REPORT_FILTERS (object);

  g_strfreev (self->names);
  g_strfreev (self->periods);
  G_OBJECT_CLASS (xy_report_filters_parent_class)->finalize (object);
}

static void
xy_report_filters_class_init (XyReportFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_report_filters_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_REPORT_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_report_filters_init (XyReportFilters *self)
{
}

static GtkWidget *
add_drop (XyReportFilters *self, XyPage *page, const char *name, void (*func) (XyReportFilters *))
{
  GtkWidget *drop = xy_filter_drop_new (name);

  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (func), self, G_CONNECT_SWAPPED);
  xy_page_add_filter (page, drop);
  return drop;
}

XyReportFilters *
xy_report_filters_new (XyPage *page)
{
  XyReportFilters *self = g_object_new (XY_TYPE_REPORT_FILTERS, NULL);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->filling = TRUE;
  self->report = add_drop (self, page, _ ("Which report"), on_chosen);
  self->span = add_drop (self, page, _ ("How long a time"), on_span_chosen);
  self->from = add_drop (self, page, _ ("Which time"), on_chosen);
  self->until = gtk_label_new (_ ("to"));
  xy_page_add_filter (page, self->until);
  self->to = add_drop (self, page, _ ("Until when"), on_chosen);
  self->part = add_drop (self, page, _ ("In which parts"), on_chosen);
  self->by = add_drop (self, page, _ ("A row for each"), on_chosen);
  self->keep = xy_filter_keep_new (NAME, get_values, set_values, self);
  xy_page_add_filter (page, self->keep);
  for (guint i = 0; i < XY_REPORT_N_SPANS; i++)
    xy_words_append (words, xy_report_span_label ((XyReportSpan) i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->span), G_LIST_MODEL (words));
  fill_span (self);
  self->filling = FALSE;
  return self;
}

void
xy_report_filters_fill (XyReportFilters *self, const GPtrArray *choices, gboolean county)
{
  const char *const places[] = { _ ("Each village"), county ? _ ("Each township") : _ ("The whole township"),
                                 county ? _ ("The whole county") : NULL, NULL };
  g_autoptr (GVariant) values =
      self->names != NULL ? g_variant_ref_sink (get_values (FALSE, self)) : xy_filter_keep_get_last (NAME);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new (), titles = g_strv_builder_new ();

  for (guint i = 0; i + 1 < choices->len; i += 2)
    {
      g_strv_builder_add (names, choices->pdata[i]);
      g_strv_builder_add (titles, choices->pdata[i + 1]);
    }
  g_auto (GStrv) title_words = g_strv_builder_end (titles);
  self->filling = TRUE;
  g_strfreev (self->names);
  self->names = g_strv_builder_end (names);
  self->n_bys = county ? 3 : 2;
  fill_drop (self->report, (const char *const *) title_words);
  fill_drop (self->by, places);
  self->filling = FALSE;
  choose (self, values);
}

char *
xy_report_filters_make_key (XyReportFilters *self)
{
  const char *first, *last;

  if (self->names == NULL || self->names[0] == NULL || self->periods[0] == NULL)
    return NULL;
  first = last = period_of (self, self->from);
  if (span_of (self) == XY_REPORT_OF_RANGE)
    last = period_of (self, self->to);
  /* Who turns them round means the same time. */
  gboolean turned = strcmp (first, last) > 0;
  XyOfficeReportAsk ask = { .name = self->names[MIN (chosen (self->report), g_strv_length (self->names) - 1)],
                            .from = turned ? last : first,
                            .to = turned ? first : last,
                            .by = bys[chosen (self->by)],
                            .each = xy_report_parts (span_of (self))[chosen (self->part)] };
  return xy_office_report_key (&ask);
}
