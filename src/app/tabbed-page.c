/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tabbed-page.h"

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/filter-keep.h"
#include "app/words.h"
#include "core/store.h"
#include "core/unit.h"

typedef struct
{
  const XyTabbedPageUse *use; /* NULL until it is set up */
  GtkStack *stack;
  GtkStack *details;
  GtkWidget *verbs;
  GtkWidget *find_entry;
  GtkWidget *unit;
  XyPageTab **tabs;
  GArray *units; /* XyId, by place in the drop-down */
  GtkWidget *keep;
  XyId wanted_unit; /* that is to be chosen when it is offered */
  gboolean filling;
  gboolean is_open;
} XyTabbedPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (XyTabbedPage, xy_tabbed_page, XY_TYPE_PAGE)

static XyTabbedPagePrivate *
get_private (XyTabbedPage *self)
{
  return xy_tabbed_page_get_instance_private (self);
}

XyPageTab *
xy_tabbed_page_get_current (XyTabbedPage *self)
{
  XyTabbedPagePrivate *priv = get_private (self);
  const char *name = xy_page_get_tab (XY_PAGE (self));

  for (guint i = 0; i < priv->use->n_tabs; i++)
    if (g_strcmp0 (name, priv->use->tabs[i].name) == 0)
      return priv->tabs[i];
  return priv->tabs[0];
}

static void
set_shown (GtkWidget *filter, guint uses, guint use)
{
  gtk_widget_set_visible (filter, (uses & use) != 0);
}

void
xy_tabbed_page_ask (XyTabbedPage *self)
{
  XyTabbedPagePrivate *priv = get_private (self);
  XyPageTab *tab;
  guint uses, unit = gtk_drop_down_get_selected (GTK_DROP_DOWN (priv->unit));
  g_autofree char *text = g_utf8_strdown (gtk_editable_get_text (GTK_EDITABLE (priv->find_entry)), -1);
  XyTabScope scope = { .text = NULL };

  if (!priv->is_open || priv->filling)
    return;
  tab = xy_tabbed_page_get_current (self);
  uses = XY_PAGE_TAB_GET_CLASS (tab)->uses;
  g_strstrip (text);
  if ((uses & XY_TAB_OF_TEXT) != 0 && text[0] != '\0')
    scope.text = text;
  if ((uses & XY_TAB_OF_UNIT) != 0 && unit > 0 && unit <= priv->units->len)
    scope.unit = g_array_index (priv->units, XyId, unit - 1);
  if (XY_TABBED_PAGE_GET_CLASS (self)->fill_scope != NULL)
    XY_TABBED_PAGE_GET_CLASS (self)->fill_scope (self, &scope);
  /* A tab with filters of its own says more. */
  xy_page_set_filtered (XY_PAGE (self), scope.text != NULL || !xy_id_is_none (&scope.unit));
  xy_filter_keep_note (XY_FILTER_KEEP (priv->keep));
  for (guint i = 0; i < priv->use->n_tabs; i++)
    if (priv->tabs[i] != tab)
      xy_page_tab_show (priv->tabs[i], FALSE, NULL);
  xy_page_tab_show (tab, TRUE, &scope);
}

static void
xy_tabbed_page_tab_changed (XyPage *page, const char *name)
{
  XyTabbedPage *self = XY_TABBED_PAGE (page);
  XyTabbedPagePrivate *priv = get_private (self);
  XyPageTab *tab;
  const XyPageTabClass *klass;

  if (!priv->is_open)
    return;
  tab = xy_tabbed_page_get_current (self);
  klass = XY_PAGE_TAB_GET_CLASS (tab);
  gtk_stack_set_visible_child (priv->stack, GTK_WIDGET (tab));
  gtk_stack_set_visible_child (priv->details, GTK_WIDGET (xy_page_tab_get_detail (tab)));
  xy_page_set_detail_visible (page, !klass->no_pane);
  set_shown (priv->find_entry, klass->uses, XY_TAB_OF_TEXT);
  g_object_set (priv->find_entry, "placeholder-text", _ (klass->find != NULL ? klass->find : priv->use->find), NULL);
  set_shown (priv->unit, klass->uses, XY_TAB_OF_UNIT);
  gtk_widget_set_visible (priv->keep, xy_page_tab_has_filters (tab));
  if (XY_TABBED_PAGE_GET_CLASS (self)->tab_shown != NULL)
    XY_TABBED_PAGE_GET_CLASS (self)->tab_shown (self, klass->uses);
  xy_tabbed_page_ask (self);
}

/* Filters */

static void
fill_units (XyTabbedPage *self, const GPtrArray *nodes)
{
  XyTabbedPagePrivate *priv = get_private (self);
  GtkDropDown *drop = GTK_DROP_DOWN (priv->unit);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint at = gtk_drop_down_get_selected (drop), chosen = 0;
  XyId was = at > 0 && at <= priv->units->len ? g_array_index (priv->units, XyId, at - 1) : priv->wanted_unit;

  priv->filling = TRUE;
  g_array_set_size (priv->units, 0);
  xy_words_append (words, _ ("All groups"));
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const XyUnitNode *node = nodes->pdata[i];
      g_array_append_val (priv->units, node->unit->record.id);
      gtk_string_list_append (words, node->path);
      if (xy_id_same (&was, &node->unit->record.id))
        chosen = i + 1;
    }
  gtk_drop_down_set_model (drop, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (drop, chosen);
  priv->filling = FALSE;
  if (nodes != NULL && !xy_id_is_none (&priv->wanted_unit))
    {
      priv->wanted_unit = XY_ID_NONE;
      xy_tabbed_page_ask (self);
    }
}

/* On the worker's thread. */
static gpointer
read_units (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_unit_list_tree (store, error);
}

static void
free_units (gpointer units)
{
  g_ptr_array_unref (units);
}

static void
on_units_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyTabbedPage) self = data;
  g_autoptr (GPtrArray) units = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (units != NULL && xy_page_get_desk (XY_PAGE (self)) != NULL)
    fill_units (self, units);
}

static void
ask_units (XyTabbedPage *self)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self))), XY_WORKER_QUERY, read_units, NULL, NULL,
                 free_units, NULL, on_units_read, g_object_ref (self));
}

static void
on_worker_changed (XyTabbedPage *self, guint topics)
{
  if (xy_page_get_desk (XY_PAGE (self)) != NULL && (topics & XY_TOPIC_UNIT) != 0)
    ask_units (self);
}

static void
on_filter_changed (XyTabbedPage *self)
{
  xy_tabbed_page_ask (self);
}

static void
on_search_stopped (XyTabbedPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (get_private (self)->find_entry), "");
  xy_page_focus_content (XY_PAGE (self));
}

/* Enter goes from what was looked for to what was found. */
static void
on_search_activated (XyTabbedPage *self)
{
  xy_page_focus_content (XY_PAGE (self));
}

/* An XyFilterGet. */
static GVariant *
get_filters (gboolean with_text, gpointer data)
{
  XyTabbedPagePrivate *priv = get_private (data);
  g_auto (GVariantBuilder) values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (priv->unit));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->find_entry));
  XyId unit = at > 0 && at <= priv->units->len ? g_array_index (priv->units, XyId, at - 1) : priv->wanted_unit;

  if (!xy_id_is_none (&unit))
    {
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&unit, id);
      g_variant_builder_add (&values, "{ss}", "unit", id);
    }
  if (with_text && text[0] != '\0')
    g_variant_builder_add (&values, "{ss}", "text", text);
  for (guint i = 0; i < priv->use->n_tabs; i++)
    xy_page_tab_get_filters (priv->tabs[i], &values);
  return g_variant_builder_end (&values);
}

/* An XyFilterSet. */
static void
set_filters (GVariant *values, gpointer data)
{
  XyTabbedPagePrivate *priv = get_private (data);
  const char *unit = NULL, *text = "";
  guint chosen = 0;
  XyId id = XY_ID_NONE;

  g_variant_lookup (values, "unit", "&s", &unit);
  g_variant_lookup (values, "text", "&s", &text);
  priv->filling = TRUE;
  if (unit != NULL && xy_id_from_text (unit, &id))
    for (guint i = 0; i < priv->units->len; i++)
      if (xy_id_same (&g_array_index (priv->units, XyId, i), &id))
        chosen = i + 1;
  priv->wanted_unit = priv->units->len == 0 ? id : XY_ID_NONE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (priv->unit), chosen);
  gtk_editable_set_text (GTK_EDITABLE (priv->find_entry), text);
  for (guint i = 0; i < priv->use->n_tabs; i++)
    xy_page_tab_set_filters (priv->tabs[i], values);
  priv->filling = FALSE;
  xy_tabbed_page_ask (data);
}

static void
on_filters_cleared (XyTabbedPage *self)
{
  XyTabbedPagePrivate *priv = get_private (self);
  XyPageTab *tab = xy_tabbed_page_get_current (self);

  priv->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (priv->unit), 0);
  gtk_editable_set_text (GTK_EDITABLE (priv->find_entry), "");
  if (XY_PAGE_TAB_GET_CLASS (tab)->clear_filters != NULL)
    XY_PAGE_TAB_GET_CLASS (tab)->clear_filters (tab);
  priv->filling = FALSE;
  xy_tabbed_page_ask (self);
}

/* Ctrl+N, Ctrl+P */

static void
on_new_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_page_tab_activate_main (xy_tabbed_page_get_current (XY_TABBED_PAGE (widget)));
}

static void
on_print_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *print = XY_PAGE_TAB_GET_CLASS (xy_tabbed_page_get_current (XY_TABBED_PAGE (widget)))->print;

  if (print != NULL)
    gtk_widget_activate_action (widget, print, NULL);
}

/* Coming for a record */

typedef struct
{
  const XyTabbedPageUse *use;
  XyId id;
  guint tab; /* n_tabs: nowhere */
} Place;

/* On the worker's thread. */
static gpointer
find_place (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Place *place = g_new0 (Place, 1);

  *place = *(const Place *) data;
  for (place->tab = 0; place->tab < place->use->n_tabs; place->tab++)
    {
      const XyPageTabClass *klass = g_type_class_peek (place->use->tabs[place->tab].get_type ());
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
  g_autoptr (XyTabbedPage) self = data;
  g_autofree Place *place = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  XyTabbedPagePrivate *priv = get_private (self);

  if (place == NULL || place->tab >= place->use->n_tabs || xy_page_get_desk (XY_PAGE (self)) == NULL)
    return;
  xy_page_set_tab (XY_PAGE (self), place->use->tabs[place->tab].name);
  XY_PAGE_TAB_GET_CLASS (priv->tabs[place->tab])->open (priv->tabs[place->tab], &place->id);
}

static void
xy_tabbed_page_open (XyPage *page, const XyId *id)
{
  Place *place = g_new0 (Place, 1);

  place->use = get_private (XY_TABBED_PAGE (page))->use;
  place->id = *id;
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, find_place, place, g_free, g_free, NULL,
                 on_place_found, g_object_ref (page));
}

static void
xy_tabbed_page_go (XyPage *page, const char *list, const XyId *record)
{
  XyPageTab *tab = xy_tabbed_page_get_current (XY_TABBED_PAGE (page));
  const XyPageTabClass *klass = XY_PAGE_TAB_GET_CLASS (tab);
  gboolean is_listed = list != NULL && klass->show_list != NULL;

  if (is_listed)
    klass->show_list (tab, list);
  if (xy_id_is_none (record))
    return;
  if (is_listed && klass->choose != NULL)
    klass->choose (tab, record);
  else if (klass->open != NULL)
    klass->open (tab, record);
}

static void
xy_tabbed_page_opened (XyPage *page)
{
  XyTabbedPagePrivate *priv = get_private (XY_TABBED_PAGE (page));

  for (guint i = 0; i < priv->use->n_tabs; i++)
    xy_page_tab_open_desk (priv->tabs[i]);
  priv->is_open = TRUE;
  g_signal_connect_object (xy_desk_get_worker (xy_page_get_desk (page)), "changed", G_CALLBACK (on_worker_changed),
                           page, G_CONNECT_SWAPPED);
  xy_tabbed_page_tab_changed (page, NULL);
}

static void
xy_tabbed_page_shown (XyPage *page)
{
  ask_units (XY_TABBED_PAGE (page));
}

static void
xy_tabbed_page_finalize (GObject *object)
{
  XyTabbedPagePrivate *priv = get_private (XY_TABBED_PAGE (object));

  g_array_unref (priv->units);
  g_free (priv->tabs);
  G_OBJECT_CLASS (xy_tabbed_page_parent_class)->finalize (object);
}

static void
xy_tabbed_page_class_init (XyTabbedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_tabbed_page_finalize;
  page_class->opened = xy_tabbed_page_opened;
  page_class->shown = xy_tabbed_page_shown;
  page_class->open = xy_tabbed_page_open;
  page_class->go = xy_tabbed_page_go;
  page_class->tab_changed = xy_tabbed_page_tab_changed;

  gtk_widget_class_install_action (widget_class, "tabs.new", NULL, on_new_activated);
  gtk_widget_class_install_action (widget_class, "tabs.print", NULL, on_print_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "tabs.new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "tabs.print", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/tabbed-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, XyTabbedPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, XyTabbedPage, details);
  gtk_widget_class_bind_template_child_private (widget_class, XyTabbedPage, verbs);
  gtk_widget_class_bind_template_child_private (widget_class, XyTabbedPage, find_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
}

static void
xy_tabbed_page_init (XyTabbedPage *self)
{
  XyTabbedPagePrivate *priv = get_private (self);

  priv->units = g_array_new (FALSE, FALSE, sizeof (XyId));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
xy_tabbed_page_set_up (XyTabbedPage *self, const XyTabbedPageUse *use)
{
  XyTabbedPagePrivate *priv = get_private (self);
  XyPage *page = XY_PAGE (self);
  g_autoptr (GVariant) last = xy_filter_keep_get_last (use->name);

  priv->use = use;
  xy_page_set_title (page, _ (use->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->find_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (use->find_label),
                                  -1);
  priv->unit = xy_filter_drop_new (_ ("Group"));
  fill_units (self, NULL);
  g_signal_connect_swapped (priv->unit, "notify::selected", G_CALLBACK (on_filter_changed), self);
  xy_page_add_filter (page, priv->unit);
  priv->tabs = g_new0 (XyPageTab *, use->n_tabs);
  for (guint i = 0; i < use->n_tabs; i++)
    {
      GtkWidget *tab = xy_page_tab_new (use->tabs[i].get_type (), page, use->tabs[i].name);
      priv->tabs[i] = XY_PAGE_TAB (tab);
      gtk_stack_add_child (priv->stack, tab);
      gtk_stack_add_child (priv->details, GTK_WIDGET (xy_page_tab_get_detail (priv->tabs[i])));
      xy_page_add_tab (page, use->tabs[i].name, _ (use->tabs[i].label));
    }
  priv->keep = xy_filter_keep_new (use->name, get_filters, set_filters, self);
  xy_page_add_filter (page, priv->keep);
  set_filters (last, self);
  g_signal_connect (self, "clear-filters", G_CALLBACK (on_filters_cleared), NULL);
}

XyPageTab *
xy_tabbed_page_get_tab_of (XyTabbedPage *self, GType type)
{
  XyTabbedPagePrivate *priv = get_private (self);

  for (guint i = 0; i < priv->use->n_tabs; i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (priv->tabs[i], type))
      return priv->tabs[i];
  return NULL;
}

GtkWidget *
xy_tabbed_page_get_verbs (XyTabbedPage *self)
{
  return get_private (self)->verbs;
}

GtkWidget *
xy_tabbed_page_get_find_entry (XyTabbedPage *self)
{
  return get_private (self)->find_entry;
}
