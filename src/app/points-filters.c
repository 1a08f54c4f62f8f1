/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-filters.h"

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/filter-keep.h"
#include "app/period-words.h"
#include "app/points-offers.h"
#include "app/words.h"
#include "core/clock.h"
#include "core/day.h"
#include "core/points-account.h"
#include "core/unit.h"

#define NAME "points"

/* As they are kept; a period that is not the first one, which moves on with the calendar. */
#define ALL_TIME "all"
#define BY_TOTAL "total"

struct _XyPointsFilters
{
  GObject parent_instance;
  XyPage *page;
  GtkWidget *period;
  GtkWidget *unit;
  GtkWidget *category;
  GtkWidget *account;
  GtkWidget *measure; /* of the ranking: by the period, by the balance */
  GtkWidget *find;
  GtkWidget *keep;
  guint which;
  char **periods;
  GArray *units; /* XyId, by place in the drop-down */
  char **categories;
  const char *accounts[1 + XY_POINTS_N_OFFERED]; /* by place in the drop-down; NULL: the households' */
  GVariant *wanted;                              /* a{ss} to be chosen once what may be chosen is known, or NULL */
  gboolean filling;
};

enum
{
  CHANGED,
  FIND_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyPointsFilters, xy_points_filters, G_TYPE_OBJECT)

static guint
chosen (GtkWidget *drop_down)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));
}

static const XyId *
chosen_unit (XyPointsFilters *self)
{
  guint at = chosen (self->unit);

  return at > 0 && at <= self->units->len ? &g_array_index (self->units, XyId, at - 1) : NULL;
}

static const char *
chosen_category (XyPointsFilters *self)
{
  guint at = chosen (self->category);

  return at > 0 && self->categories != NULL && at <= g_strv_length (self->categories) ? self->categories[at - 1] : NULL;
}

/* What stands in the search entry, as it is looked for; (transfer full), NULL where nothing does. */
static char *
typed_text (XyPointsFilters *self)
{
  char *text = g_strstrip (g_utf8_strdown (gtk_editable_get_text (GTK_EDITABLE (self->find)), -1));

  if (text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* An XyFilterGet. */
static GVariant *
get_values (gboolean with_text, gpointer data)
{
  XyPointsFilters *self = data;
  g_auto (GVariantBuilder) values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  const char *period = xy_points_filters_get_period (self), *account = xy_points_filters_get_account (self);
  const XyId *unit = chosen_unit (self);
  g_autofree char *text = with_text ? typed_text (self) : NULL;

  if (chosen (self->period) != 0)
    g_variant_builder_add (&values, "{ss}", "period", period != NULL ? period : ALL_TIME);
  if (unit != NULL)
    {
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (unit, id);
      g_variant_builder_add (&values, "{ss}", "unit", id);
    }
  if (chosen_category (self) != NULL)
    g_variant_builder_add (&values, "{ss}", "category", chosen_category (self));
  if (account != NULL)
    g_variant_builder_add (&values, "{ss}", "account", account);
  if (chosen (self->measure) == 1)
    g_variant_builder_add (&values, "{ss}", "measure", BY_TOTAL);
  if (text != NULL)
    g_variant_builder_add (&values, "{ss}", "text", text);
  return g_variant_builder_end (&values);
}

/* The place of VALUE in WORDS, 0 where it is none of them. */
static guint
place_in (char **words, const char *value)
{
  for (guint i = 0; words != NULL && value != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], value))
      return i + 1;
  return 0;
}

static void
choose (XyPointsFilters *self, GVariant *values)
{
  const char *period = NULL, *unit = NULL, *category = NULL, *account = NULL, *measure = NULL, *text = "";
  guint at = 0;
  XyId id;

  g_variant_lookup (values, "period", "&s", &period);
  g_variant_lookup (values, "unit", "&s", &unit);
  g_variant_lookup (values, "category", "&s", &category);
  g_variant_lookup (values, "account", "&s", &account);
  g_variant_lookup (values, "measure", "&s", &measure);
  g_variant_lookup (values, "text", "&s", &text);
  self->filling = TRUE;
  at = place_in (self->periods, period);
  at = at > 0 ? at - 1 : g_strcmp0 (period, ALL_TIME) == 0 ? g_strv_length (self->periods) : 0;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->period), at);
  at = 0;
  if (unit != NULL && xy_id_from_text (unit, &id))
    for (guint i = 0; i < self->units->len; i++)
      if (xy_id_same (&g_array_index (self->units, XyId, i), &id))
        at = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), at);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->category), place_in (self->categories, category));
  at = 0;
  for (guint i = 1; i < G_N_ELEMENTS (self->accounts); i++)
    if (account != NULL && g_strcmp0 (self->accounts[i], account) == 0)
      at = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->account), at);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->measure), g_strcmp0 (measure, BY_TOTAL) == 0);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->find)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->find), text);
  self->filling = FALSE;
}

static void
show_account (XyPointsFilters *self)
{
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (self->account)));

  gtk_widget_set_visible (self->account, (self->which & XY_POINTS_FILTER_ACCOUNT) != 0 && n > 1);
}

static void
tell_changed (XyPointsFilters *self)
{
  xy_filter_keep_note (XY_FILTER_KEEP (self->keep));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen (XyPointsFilters *self)
{
  if (!self->filling)
    tell_changed (self);
}

static void
on_searched (XyPointsFilters *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_find_activated (XyPointsFilters *self)
{
  g_signal_emit (self, signals[FIND_ACTIVATED], 0);
}

/* An XyFilterSet. */
static void
set_values (GVariant *values, gpointer data)
{
  choose (data, values);
  tell_changed (data);
}

static void
fill_drop_down (GtkWidget *drop_down, const char *first, char **words)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, first);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    xy_words_append (list, words[i]);
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (list));
}

/* Only accounts that a rule gives points to. */
static void
offer_accounts (XyPointsFilters *self, const gboolean *offered)
{
  char *words[XY_POINTS_N_OFFERED + 1] = { NULL };
  guint n = 0;

  for (guint k = 0; k < XY_POINTS_N_OFFERED; k++)
    {
      if (!offered[k])
        continue;
      words[n++] = (char *) xy_points_account_label (xy_points_accounts[k].value);
      self->accounts[n] = xy_points_accounts[k].value;
    }
  for (guint k = n + 1; k < G_N_ELEMENTS (self->accounts); k++)
    self->accounts[k] = NULL;
  fill_drop_down (self->account, xy_points_account_label (NULL), words);
}

static void
fill (XyPointsFilters *self, XyPointsOffers *offers)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) units = NULL;

  self->filling = TRUE;
  g_array_set_size (self->units, 0);
  for (guint i = 0; i < offers->units->len; i++)
    {
      XyUnitNode *node = offers->units->pdata[i];
      g_array_append_val (self->units, node->unit->record.id);
      g_strv_builder_add (names, node->path);
    }
  units = g_strv_builder_end (names);
  fill_drop_down (self->unit, _ ("All groups"), units);
  g_strfreev (self->categories);
  self->categories = g_steal_pointer (&offers->categories);
  fill_drop_down (self->category, _ ("All categories"), self->categories);
  offer_accounts (self, offers->accounts);
  self->filling = FALSE;
}

static void
on_offers_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsFilters) self = data;
  XyPointsOffers *offers = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  g_autoptr (GVariant) before = g_variant_ref_sink (get_values (TRUE, self));
  g_autoptr (GVariant) wanted = self->wanted != NULL ? g_steal_pointer (&self->wanted) : g_variant_ref (before);

  if (offers != NULL)
    fill (self, offers);
  g_clear_pointer (&offers, xy_points_offers_free);
  choose (self, wanted);
  show_account (self);
  g_autoptr (GVariant) after = g_variant_ref_sink (get_values (TRUE, self));
  if (!g_variant_equal (before, after) || wanted != before)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
xy_points_filters_finalize (GObject *object)
{
  XyPointsFilters *self = XY_POINTS_FILTERS (object);

  g_clear_pointer (&self->wanted, g_variant_unref);
  g_strfreev (self->periods);
  g_strfreev (self->categories);
  g_array_unref (self->units);
  G_OBJECT_CLASS (xy_points_filters_parent_class)->finalize (object);
}

static void
xy_points_filters_class_init (XyPointsFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_points_filters_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_POINTS_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FIND_ACTIVATED] =
      g_signal_new ("find-activated", XY_TYPE_POINTS_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_points_filters_init (XyPointsFilters *self)
{
  self->units = g_array_new (FALSE, FALSE, sizeof (XyId));
}

static GtkWidget *
add_drop (XyPointsFilters *self, const char *name)
{
  GtkWidget *drop_down = xy_filter_drop_new (name);

  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  xy_page_add_filter (self->page, drop_down);
  return drop_down;
}

static void
add_find (XyPointsFilters *self)
{
  self->find = gtk_search_entry_new ();
  g_object_set (self->find, "placeholder-text", _ ("Find…"), "width-chars", 10, "max-width-chars", 14, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Household or item"),
                                  -1);
  g_signal_connect_object (self->find, "search-changed", G_CALLBACK (on_searched), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "activate", G_CALLBACK (on_find_activated), self, G_CONNECT_SWAPPED);
  xy_page_add_filter (self->page, self->find);
}

static void
add_periods (XyPointsFilters *self)
{
  g_autofree char *today = xy_env_today (xy_env_system ());
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL);

  self->periods = xy_points_periods (today);
  for (guint i = 0; self->periods[i] != NULL; i++)
    {
      g_autofree char *words = xy_period_words (self->periods[i]);
      xy_words_append (periods, words);
    }
  xy_words_append (periods, _ ("All time"));
  self->period = add_drop (self, _ ("Period"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->period), G_LIST_MODEL (periods));
}

XyPointsFilters *
xy_points_filters_new (XyPage *page)
{
  const char *const measures[] = { _ ("By the period"), _ ("By the balance"), NULL };
  g_autoptr (GtkStringList) by = gtk_string_list_new (measures);
  XyPointsFilters *self = g_object_new (XY_TYPE_POINTS_FILTERS, NULL);
  g_autoptr (GVariant) last = xy_filter_keep_get_last (NAME);

  self->page = page;
  self->filling = TRUE;
  add_find (self);
  add_periods (self);
  self->unit = add_drop (self, _ ("Group"));
  fill_drop_down (self->unit, _ ("All groups"), NULL);
  self->category = add_drop (self, _ ("Category"));
  fill_drop_down (self->category, _ ("All categories"), NULL);
  self->account = add_drop (self, _ ("Account"));
  fill_drop_down (self->account, xy_points_account_label (NULL), NULL);
  self->measure = add_drop (self, _ ("Ranked by"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->measure), G_LIST_MODEL (by));
  self->keep = xy_filter_keep_new (NAME, get_values, set_values, self);
  xy_page_add_filter (page, self->keep);
  self->filling = FALSE;
  if (g_variant_n_children (last) > 0)
    self->wanted = g_steal_pointer (&last);
  return self;
}

void
xy_points_filters_show (XyPointsFilters *self, guint which)
{
  self->which = which;
  gtk_widget_set_visible (self->period, (which & XY_POINTS_FILTER_PERIOD) != 0);
  gtk_widget_set_visible (self->unit, (which & XY_POINTS_FILTER_UNIT) != 0);
  gtk_widget_set_visible (self->category, (which & XY_POINTS_FILTER_CATEGORY) != 0);
  gtk_widget_set_visible (self->measure, (which & XY_POINTS_FILTER_MEASURE) != 0);
  gtk_widget_set_visible (self->find, (which & XY_POINTS_FILTER_TEXT) != 0);
  show_account (self);
}

void
xy_points_filters_read (XyPointsFilters *self)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (self->page)), XY_WORKER_QUERY, xy_points_offers_read, NULL, NULL,
                 xy_points_offers_free, NULL, on_offers_read, g_object_ref (self));
}

gboolean
xy_points_filters_is_ready (XyPointsFilters *self)
{
  return self->wanted == NULL;
}

XyPointsQuery *
xy_points_filters_make_query (XyPointsFilters *self)
{
  g_autofree char *text = typed_text (self);
  const XyId *unit = chosen_unit (self);
  XyPointsQuery query = { .period = (char *) xy_points_filters_get_period (self),
                          .unit = unit != NULL ? *unit : XY_ID_NONE,
                          .category = (char *) chosen_category (self),
                          .account = xy_points_filters_get_account (self),
                          .text = text,
                          .by_total = chosen (self->measure) == 1 };

  return xy_points_query_copy (&query);
}

const char *
xy_points_filters_get_period (XyPointsFilters *self)
{
  guint at = chosen (self->period);

  /* The last line is all time. */
  return at < g_strv_length (self->periods) ? self->periods[at] : NULL;
}

const char *
xy_points_filters_get_account (XyPointsFilters *self)
{
  guint at = chosen (self->account);

  return at < G_N_ELEMENTS (self->accounts) ? self->accounts[at] : NULL;
}

GtkWidget *
xy_points_filters_get_find (XyPointsFilters *self)
{
  return self->find;
}

void
xy_points_filters_clear (XyPointsFilters *self)
{
  g_autoptr (GVariant) nothing = g_variant_ref_sink (g_variant_new_parsed ("{'period': %s}", ALL_TIME));

  choose (self, nothing);
  tell_changed (self);
}
