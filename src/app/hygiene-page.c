/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/hygiene-basis-tab.h"
#include "app/hygiene-charts-tab.h"
#include "app/hygiene-result-tab.h"
#include "app/hygiene-round-lists.h"
#include "app/hygiene-round-tab.h"
#include "app/hygiene-slip-tab.h"
#include "core/hygiene-list.h"
#include "core/hygiene-slip.h"
#include "core/store.h"

static const XyTabEntry tabs[] = {
  { "rounds", N_ ("Rounds"), xy_hygiene_round_tab_get_type },
  { "results", N_ ("Results"), xy_hygiene_result_tab_get_type },
  { "slips", N_ ("Put right"), xy_hygiene_slip_tab_get_type },
  { "charts", N_ ("Charts"), xy_hygiene_charts_tab_get_type },
  { "basis", N_ ("Checklists"), xy_hygiene_basis_tab_get_type },
};

#define MOST_WARNINGS 2 /* of all others it is only said that they are */
#define MOST_ROUNDS 60  /* to choose from: five years by the month */
#define NAME "hygiene"

static const XyTabbedPageUse use = {
  .name = NAME,
  .title = N_ ("Hygiene"),
  .find = N_ ("Household…"),
  .find_label = N_ ("Find on the hygiene page"),
  .tabs = tabs,
  .n_tabs = G_N_ELEMENTS (tabs),
};

struct _XyHygienePage
{
  XyTabbedPage parent_instance;
  GtkWidget *round_drop;
  GArray *rounds; /* XyId, by place in the drop-down, newest first */
  XyId round;
  XyId warned; /* the round that the banner is about */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (XyHygienePage, xy_hygiene_page, XY_TYPE_TABBED_PAGE)

static void
xy_hygiene_page_tab_shown (XyTabbedPage *page, guint uses)
{
  gtk_widget_set_visible (XY_HYGIENE_PAGE (page)->round_drop, (uses & XY_TAB_OF_ONE) != 0);
}

static void
xy_hygiene_page_fill_scope (XyTabbedPage *page, XyTabScope *scope)
{
  scope->one = XY_HYGIENE_PAGE (page)->round;
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
                            ngettext ("%u rectification notice is overdue: look again, and help.",
                                      "%u rectification notices are overdue: look again, and help.", wants->overdue),
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
  if ((topics & XY_TOPIC_HYGIENE) != 0)
    ask_offers (self);
}

static void
on_overdue_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyPageTab *slips = xy_tabbed_page_get_tab_of (XY_TABBED_PAGE (widget), XY_TYPE_HYGIENE_SLIP_TAB);

  xy_hygiene_slip_tab_show_overdue (XY_HYGIENE_SLIP_TAB (slips));
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

/* What the filter offers. */
typedef struct
{
  GArray *rounds;
  GPtrArray *titles; /* of char * */
} Offers;

static void
offers_free (gpointer data)
{
  Offers *offers = data;

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
  offers->rounds = xy_hygiene_round_ids (store, &all, error);
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
      && (XY_PAGE_TAB_GET_CLASS (xy_tabbed_page_get_current (XY_TABBED_PAGE (self)))->uses & XY_TAB_OF_ONE) != 0)
    xy_tabbed_page_ask (XY_TABBED_PAGE (self));
}

static void
on_offers_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygienePage) self = data;
  Offers *offers = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (offers != NULL && xy_page_get_desk (XY_PAGE (self)) != NULL)
    fill_rounds (self, offers);
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
  xy_tabbed_page_ask (XY_TABBED_PAGE (self));
}

static void
xy_hygiene_page_opened (XyPage *page)
{
  XyHygienePage *self = XY_HYGIENE_PAGE (page);

  XY_PAGE_CLASS (xy_hygiene_page_parent_class)->opened (page);
  g_signal_connect_object (xy_desk_get_worker (xy_page_get_desk (page)), "changed", G_CALLBACK (on_worker_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
xy_hygiene_page_shown (XyPage *page)
{
  XY_PAGE_CLASS (xy_hygiene_page_parent_class)->shown (page);
  ask_offers (XY_HYGIENE_PAGE (page));
  look_what_wants (XY_HYGIENE_PAGE (page));
}

static void
xy_hygiene_page_finalize (GObject *object)
{
  g_array_unref (XY_HYGIENE_PAGE (object)->rounds);
  G_OBJECT_CLASS (xy_hygiene_page_parent_class)->finalize (object);
}

static void
xy_hygiene_page_class_init (XyHygienePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  XyPageClass *page_class = XY_PAGE_CLASS (klass);
  XyTabbedPageClass *tabbed_class = XY_TABBED_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_hygiene_page_finalize;
  page_class->opened = xy_hygiene_page_opened;
  page_class->shown = xy_hygiene_page_shown;
  tabbed_class->tab_shown = xy_hygiene_page_tab_shown;
  tabbed_class->fill_scope = xy_hygiene_page_fill_scope;

  gtk_widget_class_install_action (widget_class, "hygiene.overdue", NULL, on_overdue_activated);
  gtk_widget_class_install_action (widget_class, "hygiene.warned", NULL, on_warned_activated);
}

static void
xy_hygiene_page_init (XyHygienePage *self)
{
  self->rounds = g_array_new (FALSE, FALSE, sizeof (XyId));
  self->round_drop = xy_filter_drop_new (_ ("Round"));
  g_signal_connect_swapped (self->round_drop, "notify::selected", G_CALLBACK (on_round_changed), self);
  xy_page_add_filter (XY_PAGE (self), self->round_drop);
  xy_tabbed_page_set_up (XY_TABBED_PAGE (self), &use);
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
      g_autofree char *title =
          g_strdup_printf (_ ("Rectification notice %s · %s"), row->number, row->name != NULL ? row->name : "—");
      g_ptr_array_add (found, xy_search_hit_new (&row->slip->record.id, title, row->word));
    }
  return found;
}

static const XyPageVerb verbs[] = {
  { N_ ("Start a round"), N_ ("round inspection"), "rounds", "rounds.start" },
  { N_ ("Print the red list"), N_ ("red list honour"), "rounds", NULL },
  { N_ ("Print what is to be improved"), N_ ("black list improve"), "rounds", NULL },
  { N_ ("Type the scores"), N_ ("scores"), "results", "results.type" },
  { N_ ("Notices and rechecks"), N_ ("slip"), "slips", NULL },
  { N_ ("Checklists and items"), N_ ("checklist standard"), "basis", NULL },
  { NULL },
};

const XyPageEntry xy_hygiene_page_entry = {
  .name = NAME,
  .title = N_ ("Hygiene"),
  .icon = "xy-hygiene-symbolic",
  .get_type = xy_hygiene_page_get_type,
  .verbs = verbs,
  .search = search,
  .badge = count_wants,
};
