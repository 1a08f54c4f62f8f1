/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-page.h"

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/hygiene-basis-tab.h"
#include "app/hygiene-round-tab.h"
#include "app/hygiene-tab.h"
#include "core/store.h"
#include "core/unit.h"

static const struct
{
  const char *name;
  const char *label;
  GType (*get_type) (void);
} tabs[] = {
  { "rounds", N_ ("Rounds"), xy_hygiene_round_tab_get_type },
  { "basis", N_ ("Checklists"), xy_hygiene_basis_tab_get_type },
};

#define N_TABS G_N_ELEMENTS (tabs)

struct _XyHygienePage
{
  XyPage parent_instance;
  GtkStack *stack;
  GtkStack *details;
  GtkWidget *verbs;
  GtkWidget *find_entry;
  GtkWidget *unit;
  XyHygieneTab *tabs[N_TABS];
  GArray *units; /* XyId, by place in the drop-down */
  XyId round;
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
  set_shown (self->unit, klass->uses, XY_HYGIENE_OF_UNIT);
  xy_hygiene_page_ask (self);
}

/* Filters */

static void
fill_units (XyHygienePage *self, const GPtrArray *nodes)
{
  GtkDropDown *drop = GTK_DROP_DOWN (self->unit);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint at = gtk_drop_down_get_selected (drop), chosen = 0;
  XyId was = at > 0 && at <= self->units->len ? g_array_index (self->units, XyId, at - 1) : XY_ID_NONE;

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
}

/* On the worker's thread. */
static gpointer
read_units (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_unit_list_tree (store, error);
}

static void
on_units_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygienePage) self = data;
  g_autoptr (GPtrArray) nodes = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (nodes != NULL && self->stack != NULL)
    fill_units (self, nodes);
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
  xy_hygiene_page_tab_changed (page, NULL);
}

static void
xy_hygiene_page_shown (XyPage *page)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, read_units, NULL, NULL,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_units_read, g_object_ref (page));
}

static void
xy_hygiene_page_open (XyPage *page, const XyId *id)
{
  XyHygienePage *self = XY_HYGIENE_PAGE (page);

  for (guint i = 0; i < N_TABS; i++)
    if (XY_HYGIENE_TAB_GET_CLASS (self->tabs[i])->open != NULL
        && XY_HYGIENE_TAB_GET_CLASS (self->tabs[i])->open (self->tabs[i], id))
      return;
}

static void
xy_hygiene_page_finalize (GObject *object)
{
  g_array_unref (XY_HYGIENE_PAGE (object)->units);
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

  self->units = g_array_new (FALSE, FALSE, sizeof (XyId));
  gtk_widget_init_template (GTK_WIDGET (self));
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
}

void
xy_hygiene_page_show_round (XyHygienePage *self, const XyId *round, const char *tab)
{
  xy_hygiene_page_set_round (self, round);
  xy_page_set_tab (XY_PAGE (self), tab);
}

const XyPageEntry xy_hygiene_page_entry = {
  .name = "hygiene",
  .title = N_ ("Hygiene"),
  .icon = "xy-hygiene-symbolic",
  .get_type = xy_hygiene_page_get_type,
};
