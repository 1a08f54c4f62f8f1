/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/filter-keep.h"
#include "app/hygiene-basis-tab.h"
#include "app/hygiene-charts-tab.h"
#include "app/hygiene-result-tab.h"
#include "app/hygiene-round-lists.h"
#include "app/hygiene-round-tab.h"
#include "app/hygiene-slip-tab.h"
#include "app/hygiene-tab.h"
#include "core/hygiene-list.h"
#include "core/hygiene-slip.h"
#include "core/store.h"
#include "core/unit.h"

static const struct
{
  const char *name;
  const char *label;
  GType (*get_type) (void);
} tabs[] = {
  { "rounds", N_ ("Rounds"), xy_hygiene_round_tab_get_type },
  { "results", N_ ("Results"), xy_hygiene_result_tab_get_type },
  { "slips", N_ ("Put right"), xy_hygiene_slip_tab_get_type },
  { "charts", N_ ("Charts"), xy_hygiene_charts_tab_get_type },
  { "basis", N_ ("Checklists"), xy_hygiene_basis_tab_get_type },
};

#define MOST_WARNINGS 2 /* of all others it is only said that they are */
#define MOST_ROUNDS 60  /* to choose from: five years by the month */
#define NAME "hygiene"
#define N_TABS G_N_ELEMENTS (tabs)

struct _XyHygienePage
{
  XyPage parent_instance;
  GtkStack *stack;
  GtkStack *details;
  GtkWidget *verbs;
  GtkWidget *find_entry;
  GtkWidget *round_drop;
  GtkWidget *unit;
  XyHygieneTab *tabs[N_TABS];
  GArray *units;  /* XyId, by place in the drop-down */
  GArray *rounds; /* likewise, newest first */
  GtkWidget *keep;
  XyId wanted_unit; /* that is to be chosen when it is offered */
  XyId round;
  XyId warned; /* the round that the banner is about */
  gboolean filling;
  gboolean is_open;
};

G_DEFINE_FINAL_TYPE (XyHygienePage, xy_hygiene_page, XY_TYPE_PAGE)

static XyHygieneTab *
current_tab (XyHygienePage *self)
{
  const char *name = xy_page_get_tab (XY_PAGE (self));

  for (guint i = 0; i < N_TABS; i++)
    if (g_strcmp0 (name, tabs[i].name) == 0)
      return self->tabs[i];
  return self->tabs[0];
}

static void
set_shown (GtkWidget *filter, guint uses, guint use)
{
  gtk_widget_set_visible (filter, (uses & use) != 0);
}

void
xy_hygiene_page_ask (XyHygienePage *self)
{
  XyHygieneTab *tab = current_tab (self);
  guint uses = XY_HYGIENE_TAB_GET_CLASS (tab)->uses;
  guint unit = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit));
  g_autofree char *text = g_utf8_strdown (gtk_editable_get_text (GTK_EDITABLE (self->find_entry)), -1);
  XyHygieneScope scope = { .round = self->round };
  gboolean filtered;

  if (!self->is_open || self->filling)
    return;
  g_strstrip (text);
  if ((uses & XY_HYGIENE_OF_TEXT) != 0 && text[0] != '\0')
    scope.text = text;
  if ((uses & XY_HYGIENE_OF_UNIT) != 0 && unit > 0 && unit <= self->units->len)
    scope.unit = g_array_index (self->units, XyId, unit - 1);
  filtered = scope.text != NULL || !xy_id_is_none (&scope.unit);
  /* A tab with filters of its own says more. */
  xy_page_set_filtered (XY_PAGE (self), filtered);
  xy_filter_keep_note (XY_FILTER_KEEP (self->keep));
  for (guint i = 0; i < N_TABS; i++)
    if (self->tabs[i] != tab)
      xy_hygiene_tab_show (self->tabs[i], FALSE, NULL);
  xy_hygiene_tab_show (tab, TRUE, &scope);
}

static void
xy_hygiene_page_tab_changed (XyPage *page, const char *name)
{
  XyHygienePage *self = XY_HYGIENE_PAGE (page);
  XyHygieneTab *tab = current_tab (self);
  const XyHygieneTabClass *klass = XY_HYGIENE_TAB_GET_CLASS (tab);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (tab));
  gtk_stack_set_visible_child (self->details, GTK_WIDGET (xy_hygiene_tab_get_detail (tab)));
  xy_page_set_detail_visible (page, !klass->no_pane);
  set_shown (self->find_entry, klass->uses, XY_HYGIENE_OF_TEXT);
  g_object_set (self->find_entry, "placeholder-text", klass->find != NULL ? _ (klass->find) : _ ("Household, number…"),
                NULL);
  set_shown (self->round_drop, klass->uses, XY_HYGIENE_OF_ROUND);
  set_shown (self->unit, klass->uses, XY_HYGIENE_OF_UNIT);
  xy_hygiene_page_ask (self);
}

static void ask_offers (XyHygienePage *self);

/* What wants a hand */

/* Over the page; the sidebar counts the same. */
typedef struct
{
  guint overdue;       /* slips */
  GPtrArray *warnings; /* of XyHygieneWarning */
} Wants;

static void
wants_free (gpointer data)
{
  g_ptr_array_unref (((Wants *) data)->warnings);
  g_free (data);
}

/* On the worker's thread. */
static gpointer
read_wants (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  guint counts[XY_HYGIENE_SLIPS_N] = { 0 };
  GPtrArray *warnings = xy_hygiene_warnings (store, today, error);
  Wants *wants;

  if (warnings == NULL)
    return NULL;
  wants = g_new0 (Wants, 1);
  wants->warnings = warnings;
  if (xy_hygiene_slip_counts (store, counts, NULL))
    wants->overdue = counts[XY_HYGIENE_SLIPS_OVERDUE];
  return wants;
}

static void
show_wants (XyHygienePage *self, const Wants *wants)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint shown = MIN (wants->warnings->len, MOST_WARNINGS);

  if (wants->overdue > 0)
    g_string_append_printf (words,
                            ngettext ("%u slip is overdue: look again, and help.",
                                      "%u slips are overdue: look again, and help.", wants->overdue),
                            wants->overdue);
  for (guint i = 0; i < shown; i++)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "",
                            ((const XyHygieneWarning *) wants->warnings->pdata[i])->sentence);
  if (wants->warnings->len > shown)
    g_string_append_printf (words, _ ("\nand %u more"), wants->warnings->len - shown);
  self->warned = wants->warnings->len > 0 ? ((const XyHygieneWarning *) wants->warnings->pdata[0])->round : XY_ID_NONE;
  xy_page_set_banner (XY_PAGE (self), words->len > 0 ? words->str : NULL,
                      wants->overdue > 0         ? _ ("Show the overdue")
                      : wants->warnings->len > 0 ? _ ("Show the round")
                                                 : NULL,
                      wants->overdue > 0 ? "hygiene.overdue" : "hygiene.warned");
}

static void
on_wants_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygienePage) self = data;
  Wants *wants = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (wants != NULL && xy_page_get_desk (XY_PAGE (self)) != NULL)
    show_wants (self, wants);
  g_clear_pointer (&wants, wants_free);
}

static void
look_what_wants (XyHygienePage *self)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self))), XY_WORKER_LATER, read_wants, NULL, NULL,
                 wants_free, NULL, on_wants_read, g_object_ref (self));
}

static void
on_worker_changed (XyHygienePage *self, guint topics)
{
  if (xy_page_get_desk (XY_PAGE (self)) == NULL)
    return;
  if ((topics & (XY_TOPIC_HYGIENE | XY_TOPIC_NOTICE | XY_TOPIC_SETTING)) != 0)
    look_what_wants (self);
  if ((topics & (XY_TOPIC_HYGIENE | XY_TOPIC_UNIT)) != 0)
    ask_offers (self);
}

static void
on_overdue_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHygienePage *self = XY_HYGIENE_PAGE (widget);

  for (guint i = 0; i < N_TABS; i++)
    if (XY_IS_HYGIENE_SLIP_TAB (self->tabs[i]))
      xy_hygiene_slip_tab_show_overdue (XY_HYGIENE_SLIP_TAB (self->tabs[i]));
}

static void
on_warned_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_page_open (XY_PAGE (widget), &XY_HYGIENE_PAGE (widget)->warned);
}

/* On the worker's thread. */
static gint64
count_wants (XyStore *store)
{
  Wants *wants = read_wants (store, NULL, NULL, NULL);
  gint64 n = wants != NULL ? wants->overdue + wants->warnings->len : 0;

  g_clear_pointer (&wants, wants_free);
  return n;
}

/* Filters */

static void
fill_units (XyHygienePage *self, const GPtrArray *nodes)
{
  GtkDropDown *drop = GTK_DROP_DOWN (self->unit);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint at = gtk_drop_down_get_selected (drop), chosen = 0;
  XyId was = at > 0 && at <= self->units->len ? g_array_index (self->units, XyId, at - 1) : self->wanted_unit;

  self->filling = TRUE;
  g_array_set_size (self->units, 0);
  gtk_string_list_append (words, _ ("All groups"));
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const XyUnitNode *node = nodes->pdata[i];
      g_array_append_val (self->units, node->unit->record.id);
      gtk_string_list_append (words, node->path);
      if (xy_id_same (&was, &node->unit->record.id))
        chosen = i + 1;
    }
  gtk_drop_down_set_model (drop, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (drop, chosen);
  self->filling = FALSE;
  if (nodes != NULL && !xy_id_is_none (&self->wanted_unit))
    {
      self->wanted_unit = XY_ID_NONE;
      xy_hygiene_page_ask (self);
    }
}

/* What the filters offer. */
typedef struct
{
  GPtrArray *units; /* of XyUnitNode */
  GArray *rounds;
  GPtrArray *titles; /* of char * */
} Offers;

static void
offers_free (gpointer data)
{
  Offers *offers = data;

  g_clear_pointer (&offers->units, g_ptr_array_unref);
  g_clear_pointer (&offers->rounds, g_array_unref);
  g_ptr_array_unref (offers->titles);
  g_free (offers);
}

/* On the worker's thread. */
static gpointer
read_offers (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  XyHygieneRoundFilter all = { .open = 0 };
  Offers *offers = g_new0 (Offers, 1);

  offers->titles = g_ptr_array_new_with_free_func (g_free);
  offers->units = xy_unit_list_tree (store, error);
  offers->rounds = offers->units != NULL ? xy_hygiene_round_ids (store, &all, error) : NULL;
  if (offers->rounds == NULL)
    {
      offers_free (offers);
      return NULL;
    }
  g_array_set_size (offers->rounds, MIN (offers->rounds->len, MOST_ROUNDS));
  for (guint i = 0; i < offers->rounds->len; i++)
    {
      g_autoptr (XyHygieneRound) round =
          xy_record_get (store, &xy_hygiene_round_type, &g_array_index (offers->rounds, XyId, i), NULL);
      g_ptr_array_add (offers->titles, round != NULL ? xy_hygiene_round_short (round) : g_strdup ("—"));
    }
  return offers;
}

/* Shows in the drop-down which round it is; the newest where it is none, or one that is gone. */
static void
show_round (XyHygienePage *self)
{
  guint at = 0;

  for (guint i = 0; i < self->rounds->len; i++)
    if (xy_id_same (&self->round, &g_array_index (self->rounds, XyId, i)))
      at = i;
  self->round = self->rounds->len > 0 ? g_array_index (self->rounds, XyId, at) : XY_ID_NONE;
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->round_drop), at);
  self->filling = FALSE;
}

static void
fill_rounds (XyHygienePage *self, Offers *offers)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  XyId was = self->round;

  g_array_set_size (self->rounds, 0);
  g_array_append_vals (self->rounds, offers->rounds->data, offers->rounds->len);
  for (guint i = 0; i < offers->titles->len; i++)
    gtk_string_list_append (words, offers->titles->pdata[i]);
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->round_drop), G_LIST_MODEL (words));
  self->filling = FALSE;
  show_round (self);
  if (!xy_id_same (&was, &self->round)
      && (XY_HYGIENE_TAB_GET_CLASS (current_tab (self))->uses & XY_HYGIENE_OF_ROUND) != 0)
    xy_hygiene_page_ask (self);
}

static void
on_offers_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygienePage) self = data;
  Offers *offers = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (offers != NULL && xy_page_get_desk (XY_PAGE (self)) != NULL)
    {
      fill_units (self, offers->units);
      fill_rounds (self, offers);
    }
  g_clear_pointer (&offers, offers_free);
}

static void
ask_offers (XyHygienePage *self)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self))), XY_WORKER_QUERY, read_offers, NULL, NULL,
                 offers_free, NULL, on_offers_read, g_object_ref (self));
}

static void
on_round_changed (XyHygienePage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->round_drop));

  if (self->filling || at >= self->rounds->len)
    return;
  self->round = g_array_index (self->rounds, XyId, at);
  xy_hygiene_page_ask (self);
}

static void
on_filter_changed (XyHygienePage *self)
{
  xy_hygiene_page_ask (self);
}

static void
on_search_stopped (XyHygienePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  xy_page_focus_content (XY_PAGE (self));
}

/* Enter goes from what was looked for to what was found. */
static void
on_search_activated (XyHygienePage *self)
{
  xy_page_focus_content (XY_PAGE (self));
}

/* An XyFilterGet. */
static GVariant *
get_filters (gboolean with_text, gpointer data)
{
  XyHygienePage *self = data;
  g_auto (GVariantBuilder) values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->find_entry));
  XyId unit = at > 0 && at <= self->units->len ? g_array_index (self->units, XyId, at - 1) : self->wanted_unit;

  if (!xy_id_is_none (&unit))
    {
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&unit, id);
      g_variant_builder_add (&values, "{ss}", "unit", id);
    }
  if (with_text && text[0] != '\0')
    g_variant_builder_add (&values, "{ss}", "text", text);
  for (guint i = 0; i < N_TABS; i++)
    xy_hygiene_tab_get_filters (self->tabs[i], &values);
  return g_variant_builder_end (&values);
}

/* An XyFilterSet. */
static void
set_filters (GVariant *values, gpointer data)
{
  XyHygienePage *self = data;
  const char *unit = NULL, *text = "";
  guint chosen = 0;
  XyId id = XY_ID_NONE;

  g_variant_lookup (values, "unit", "&s", &unit);
  g_variant_lookup (values, "text", "&s", &text);
  self->filling = TRUE;
  if (unit != NULL && xy_id_from_text (unit, &id))
    for (guint i = 0; i < self->units->len; i++)
      if (xy_id_same (&g_array_index (self->units, XyId, i), &id))
        chosen = i + 1;
  self->wanted_unit = self->units->len == 0 ? id : XY_ID_NONE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), chosen);
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), text);
  for (guint i = 0; i < N_TABS; i++)
    xy_hygiene_tab_set_filters (self->tabs[i], values);
  self->filling = FALSE;
  xy_hygiene_page_ask (self);
}

/* Ctrl+N, Ctrl+P */
static void
on_new_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_hygiene_tab_activate_main (current_tab (XY_HYGIENE_PAGE (widget)));
}

static void
on_print_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *print = XY_HYGIENE_TAB_GET_CLASS (current_tab (XY_HYGIENE_PAGE (widget)))->print;

  if (print != NULL)
    gtk_widget_activate_action (widget, print, NULL);
}

static void
on_filters_cleared (XyHygienePage *self)
{
  XyHygieneTab *tab = current_tab (self);

  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), 0);
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  if (XY_HYGIENE_TAB_GET_CLASS (tab)->clear_filters != NULL)
    XY_HYGIENE_TAB_GET_CLASS (tab)->clear_filters (tab);
  self->filling = FALSE;
  xy_hygiene_page_ask (self);
}

static void
xy_hygiene_page_opened (XyPage *page)
{
  XyHygienePage *self = XY_HYGIENE_PAGE (page);

  for (guint i = 0; i < N_TABS; i++)
    xy_hygiene_tab_open_desk (self->tabs[i]);
  self->is_open = TRUE;
  g_signal_connect_object (xy_desk_get_worker (xy_page_get_desk (page)), "changed", G_CALLBACK (on_worker_changed),
                           self, G_CONNECT_SWAPPED);
  xy_hygiene_page_tab_changed (page, NULL);
}

static void
xy_hygiene_page_shown (XyPage *page)
{
  ask_offers (XY_HYGIENE_PAGE (page));
  look_what_wants (XY_HYGIENE_PAGE (page));
}

/* Where a record is shown. */
typedef struct
{
  XyId id;
  guint tab; /* N_TABS: nowhere */
} Place;

/* On the worker's thread. */
static gpointer
find_place (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Place *place = g_new0 (Place, 1);

  *place = *(const Place *) data;
  for (place->tab = 0; place->tab < N_TABS; place->tab++)
    {
      const XyHygieneTabClass *klass = g_type_class_peek (tabs[place->tab].get_type ());
      g_autoptr (XyRecord) record =
          klass->record_type != NULL ? xy_record_get (store, klass->record_type, &place->id, NULL) : NULL;
      if (record != NULL && !record->deleted)
        break;
    }
  return place;
}

static void
on_place_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygienePage) self = data;
  g_autofree Place *place = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (place == NULL || place->tab >= N_TABS || xy_page_get_desk (XY_PAGE (self)) == NULL)
    return;
  xy_page_set_tab (XY_PAGE (self), tabs[place->tab].name);
  XY_HYGIENE_TAB_GET_CLASS (self->tabs[place->tab])->open (self->tabs[place->tab], &place->id);
}

static void
xy_hygiene_page_open (XyPage *page, const XyId *id)
{
  Place *place = g_new0 (Place, 1);

  place->id = *id;
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, find_place, place, g_free, g_free, NULL,
                 on_place_found, g_object_ref (page));
}

static void
xy_hygiene_page_finalize (GObject *object)
{
  g_array_unref (XY_HYGIENE_PAGE (object)->units);
  g_array_unref (XY_HYGIENE_PAGE (object)->rounds);
  G_OBJECT_CLASS (xy_hygiene_page_parent_class)->finalize (object);
}

static void
xy_hygiene_page_class_init (XyHygienePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_hygiene_page_finalize;
  page_class->opened = xy_hygiene_page_opened;
  page_class->shown = xy_hygiene_page_shown;
  page_class->open = xy_hygiene_page_open;
  page_class->tab_changed = xy_hygiene_page_tab_changed;

  gtk_widget_class_install_action (widget_class, "hygiene.new", NULL, on_new_activated);
  gtk_widget_class_install_action (widget_class, "hygiene.print", NULL, on_print_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "hygiene.new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "hygiene.print", NULL);
  gtk_widget_class_install_action (widget_class, "hygiene.overdue", NULL, on_overdue_activated);
  gtk_widget_class_install_action (widget_class, "hygiene.warned", NULL, on_warned_activated);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/hygiene-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XyHygienePage, stack);
  gtk_widget_class_bind_template_child (widget_class, XyHygienePage, details);
  gtk_widget_class_bind_template_child (widget_class, XyHygienePage, verbs);
  gtk_widget_class_bind_template_child (widget_class, XyHygienePage, find_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
}

static void
xy_hygiene_page_init (XyHygienePage *self)
{
  XyPage *page = XY_PAGE (self);
  g_autoptr (GVariant) last = xy_filter_keep_get_last (NAME);

  self->units = g_array_new (FALSE, FALSE, sizeof (XyId));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rounds = g_array_new (FALSE, FALSE, sizeof (XyId));
  self->round_drop = xy_filter_drop_new (_ ("Round"));
  g_signal_connect_swapped (self->round_drop, "notify::selected", G_CALLBACK (on_round_changed), self);
  xy_page_add_filter (page, self->round_drop);
  self->unit = xy_filter_drop_new (_ ("Group"));
  fill_units (self, NULL);
  g_signal_connect_swapped (self->unit, "notify::selected", G_CALLBACK (on_filter_changed), self);
  xy_page_add_filter (page, self->unit);
  for (guint i = 0; i < N_TABS; i++)
    {
      GtkWidget *tab = xy_hygiene_tab_new (tabs[i].get_type (), page, tabs[i].name);
      self->tabs[i] = XY_HYGIENE_TAB (tab);
      gtk_stack_add_child (self->stack, tab);
      gtk_stack_add_child (self->details, GTK_WIDGET (xy_hygiene_tab_get_detail (self->tabs[i])));
      xy_page_add_tab (page, tabs[i].name, _ (tabs[i].label));
    }
  self->keep = xy_filter_keep_new (NAME, get_filters, set_filters, self);
  xy_page_add_filter (page, self->keep);
  set_filters (last, self);
  g_signal_connect (self, "clear-filters", G_CALLBACK (on_filters_cleared), NULL);
}

GtkWidget *
xy_hygiene_page_get_verbs (XyHygienePage *self)
{
  return self->verbs;
}

GtkWidget *
xy_hygiene_page_get_find_entry (XyHygienePage *self)
{
  return self->find_entry;
}

void
xy_hygiene_page_set_round (XyHygienePage *self, const XyId *round)
{
  self->round = *round;
  show_round (self);
}

void
xy_hygiene_page_show_round (XyHygienePage *self, const XyId *round, const char *tab)
{
  xy_hygiene_page_set_round (self, round);
  xy_page_set_tab (XY_PAGE (self), tab);
}

/* On the worker's thread: slips by their numbers and households, then rounds by what they are called. */
static GPtrArray *
search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  XyHygieneSlipFilter slips = { .which = XY_HYGIENE_SLIPS_ALL, .text = lower, .order = XY_HYGIENE_SLIPS_BY_NUMBER };
  XyHygieneRoundFilter all = { .open = 0 };
  g_autoptr (GArray) slip_ids = xy_hygiene_slip_ids (store, &slips, error);
  g_autoptr (GArray) rounds = slip_ids != NULL ? xy_hygiene_round_ids (store, &all, error) : NULL;
  GPtrArray *found;

  if (rounds == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < MIN (rounds->len, MOST_ROUNDS) && found->len < limit; i++)
    {
      g_autoptr (XyHygieneRound) round =
          xy_record_get (store, &xy_hygiene_round_type, &g_array_index (rounds, XyId, i), NULL);
      g_autofree char *title = round != NULL ? xy_hygiene_round_describe (round) : NULL;
      g_autofree char *key = title != NULL ? g_utf8_strdown (title, -1) : NULL;
      if (key != NULL && strstr (key, lower) != NULL)
        g_ptr_array_add (found, xy_search_hit_new (&round->record.id, title, round->day));
    }
  g_array_set_size (slip_ids, MIN (slip_ids->len, limit - found->len));
  g_autoptr (GPtrArray) rows =
      xy_hygiene_slip_rows (store, (const XyId *) (gpointer) slip_ids->data, slip_ids->len, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyHygieneSlipRow *row = rows->pdata[i];
      if (row == NULL)
        continue;
      g_autofree char *title = g_strdup_printf (_ ("Slip %s · %s"), row->number, row->name != NULL ? row->name : "—");
      g_ptr_array_add (found, xy_search_hit_new (&row->slip->record.id, title, row->word));
    }
  return found;
}

const XyPageEntry xy_hygiene_page_entry = {
  .name = NAME,
  .title = N_ ("Hygiene"),
  .icon = "xy-hygiene-symbolic",
  .get_type = xy_hygiene_page_get_type,
  .search = search,
  .badge = count_wants,
};
