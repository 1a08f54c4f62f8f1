/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-basis-tab.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-basis-dialogs.h"
#include "app/hygiene-basis-lists.h"
#include "app/hygiene-checklist-dialog.h"
#include "app/hygiene-page.h"
#include "core/number.h"

enum
{
  CHECKLISTS,
  PLACES,
  N_PARTS,
};

struct _XyHygieneBasisTab
{
  XyHygieneTab parent_instance;
  GtkStack *stack;
  XyTable *tables[N_PARTS];
  XyList *lists[N_PARTS];
};

G_DEFINE_FINAL_TYPE (XyHygieneBasisTab, xy_hygiene_basis_tab, XY_TYPE_HYGIENE_TAB)

static GtkWidget *
page_of (XyHygieneBasisTab *self)
{
  return GTK_WIDGET (xy_hygiene_tab_get_page (XY_HYGIENE_TAB (self)));
}

static XyDesk *
desk_of (XyHygieneBasisTab *self)
{
  return xy_hygiene_tab_get_desk (XY_HYGIENE_TAB (self));
}

static guint
current (XyHygieneBasisTab *self)
{
  return xy_hygiene_tab_get_toggle (XY_HYGIENE_TAB (self));
}

static gconstpointer
chosen (XyHygieneBasisTab *self, guint part)
{
  return current (self) == part ? xy_hygiene_chosen (self->tables[part]) : NULL;
}

/* Verbs */

static void
add (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;

  if (current (self) == CHECKLISTS)
    xy_hygiene_checklist_dialog_open (page_of (self), desk_of (self), NULL);
  else if (current (self) == PLACES)
    xy_hygiene_place_dialog_open (page_of (self), desk_of (self), NULL);
}

static void
change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;
  const XyHygieneChecklist *checklist = chosen (self, CHECKLISTS);
  const XyHygienePlaceRow *place = chosen (self, PLACES);

  if (checklist != NULL)
    xy_hygiene_checklist_dialog_open (page_of (self), desk_of (self), checklist);
  else if (place != NULL)
    xy_hygiene_place_dialog_open (page_of (self), desk_of (self), place->place);
}

static gboolean
delete_place (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygienePlace *place = data;
  g_autofree char *title = g_strdup_printf (_ ("Take the public area “%s” out"), place->name);

  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, data, TRUE, error);
}

static void delete (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;
  const XyHygienePlaceRow *place = chosen (self, PLACES);

  if (place != NULL)
    xy_desk_act (desk_of (self), _ ("Take a public area out"), delete_place, xy_record_copy (place->place),
                 g_object_unref, NULL, NULL);
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;
  guint part = current (self);

  xy_table_export (self->tables[part], desk_of (self), part == PLACES ? _ ("Public areas") : _ ("Checklists"));
}

static const GActionEntry entries[] = {
  { .name = "add", .activate = add },
  { .name = "change", .activate = change },
  { .name = "delete", .activate = delete },
  { .name = "export", .activate = save_table },
};

/* The pane */

static void
show_checklist (XyDetail *detail, const XyHygieneChecklist *checklist)
{
  g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, FALSE);
  g_autofree char *most = xy_points_format (xy_hygiene_checklist_most (checklist));
  g_autofree char *version = g_strdup_printf ("%d", (int) checklist->version);
  g_autofree char *more = g_strdup_printf (_ ("%s · version %s"), xy_hygiene_target_word (checklist->target), version);
  g_autoptr (GString) off = g_string_new (NULL);
  guint n = 0;
  GtkWidget *figures, *facts;

  for (guint i = 0; i < items->len; i++)
    n += g_array_index (items, XyHygieneItem, i).on;
  g_autofree char *count = g_strdup_printf ("%u", n);
  xy_detail_start (detail);
  xy_detail_add_title (detail, checklist->name, more, NULL);
  figures = xy_detail_add_figures (detail);
  xy_detail_add_figure (figures, count, _ ("Items"));
  xy_detail_add_figure (figures, most, _ ("Full score"));
  for (guint i = 0, shown = 0; i < items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      g_autofree char *points = xy_points_format (item->most);
      g_autofree char *words = g_strdup_printf ("%u. %s", shown + 1, item->name);
      if (!item->on)
        {
          g_string_append_printf (off, "%s%s", off->len > 0 ? "、" : "", item->name);
          continue;
        }
      GtkWidget *steps = xy_detail_add_steps (detail);
      xy_detail_add_step (steps, item->inside ? "xy-home-symbolic" : "xy-check-symbolic", words, points);
      if (item->guidance != NULL)
        xy_detail_add_words (detail, item->guidance, "quiet");
      shown++;
    }
  if (off->len > 0)
    {
      xy_detail_add_heading (detail, _ ("Not in use"));
      xy_detail_add_words (detail, off->str, "quiet");
    }
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Holds from"), checklist->starts);
  xy_detail_add_fact (facts, _ ("Source"), checklist->source);
  xy_detail_add_fact (facts, _ ("Year"), checklist->year);
  xy_detail_add_fact (facts, _ ("Note"), checklist->note);
}

static void
show_place (XyDetail *detail, const XyHygienePlaceRow *row)
{
  GtkWidget *facts;

  xy_detail_start (detail);
  xy_detail_add_title (detail, row->place->name, row->place->kind, NULL);
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Group"), row->unit_name);
  xy_detail_add_fact (facts, _ ("Looked after by"), row->place->keeper);
  xy_detail_add_fact (facts, _ ("Note"), row->place->note);
}

static void
show_detail (XyHygieneBasisTab *self)
{
  XyHygieneTab *tab = XY_HYGIENE_TAB (self);
  XyDetail *detail = xy_hygiene_tab_get_detail (tab);
  const XyHygieneChecklist *checklist = chosen (self, CHECKLISTS);
  const XyHygienePlaceRow *place = chosen (self, PLACES);
  guint permission = current (self) == CHECKLISTS ? XY_MAY_EDIT_RULES : XY_MAY_KEEP_HYGIENE;

  xy_hygiene_tab_offer_if (tab, "basis.add", TRUE, permission);
  xy_hygiene_tab_offer_if (tab, "basis.change", checklist != NULL || place != NULL, permission);
  xy_hygiene_tab_offer_if (tab, "basis.delete", place != NULL, XY_MAY_KEEP_HYGIENE);
  if (checklist != NULL)
    show_checklist (detail, checklist);
  else if (place != NULL)
    show_place (detail, place);
  else
    xy_detail_show_words (detail, _ ("Choose a row to see it in full."));
}

/* The lists */

static void
on_answered (XyList *list, XyHygieneBasisTab *self)
{
  guint n = xy_list_get_count (list);

  for (guint i = 0; i < N_PARTS; i++)
    if (self->lists[i] == list)
      {
        g_autofree char *words = i == CHECKLISTS ? g_strdup_printf (ngettext ("%u checklist", "%u checklists", n), n)
                                                 : g_strdup_printf (ngettext ("%u area", "%u areas", n), n);
        xy_table_set_foot (self->tables[i], words);
        if (i == current (self))
          xy_hygiene_tab_offer (XY_HYGIENE_TAB (self), "basis.export", n > 0, NULL);
        if (n > 0 && xy_table_get_n_chosen (self->tables[i]) == 0)
          xy_table_choose (self->tables[i], xy_list_get_id (list, 0));
      }
}

static void
set_empty (XyHygieneBasisTab *self)
{
  XyPage *page = XY_PAGE (page_of (self));

  if (current (self) == CHECKLISTS)
    xy_page_set_empty (page, "xy-hygiene-symbolic", _ ("No checklist yet"),
                       _ ("It says what is looked at, and what each item gives at most. Nothing inside the house is "
                          "asked for unless the village decides so."),
                       _ ("Write a checklist"), "basis.add");
  else
    xy_page_set_empty (
        page, "xy-hygiene-symbolic", _ ("No public area yet"),
        _ ("Roads, ditches and the village's entrance are inspected in rounds of their own, with whoever "
           "looks after each."),
        _ ("Add a public area"), "basis.add");
}

static void
xy_hygiene_basis_tab_ask (XyHygieneTab *tab, const XyHygieneScope *scope)
{
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (tab);
  guint part = current (self);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->tables[part]));
  set_empty (self);
  xy_page_follow (XY_PAGE (page_of (self)), self->lists[part]);
  xy_list_set_query (self->lists[part], xy_hygiene_basis_query_new (scope->text), xy_hygiene_basis_query_free);
  show_detail (self);
}

static void
xy_hygiene_basis_tab_opened (XyHygieneTab *tab)
{
  static const XyListSource *const sources[N_PARTS] = { &xy_hygiene_checklist_source, &xy_hygiene_place_source };
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (tab);

  for (guint i = 0; i < N_PARTS; i++)
    {
      self->lists[i] = xy_list_new (xy_desk_get_worker (desk_of (self)), sources[i], XY_TOPIC_HYGIENE | XY_TOPIC_UNIT);
      g_signal_connect (self->lists[i], "answered", G_CALLBACK (on_answered), self);
      xy_table_set_list (self->tables[i], self->lists[i]);
    }
}

static void
on_activated (XyHygieneBasisTab *self)
{
  gtk_widget_activate_action (page_of (self), "basis.change", NULL);
}

static gboolean
xy_hygiene_basis_tab_grab_focus (GtkWidget *widget)
{
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->tables[current (self)]));
}

static void
add_table (XyHygieneBasisTab *self, guint part, const char *name, const XyColumn *columns, guint n)
{
  XyTable *table = XY_TABLE (xy_table_new (name, columns, n));

  self->tables[part] = table;
  xy_table_set_single (table);
  xy_table_set_find_entry (table, xy_hygiene_page_get_find_entry (XY_HYGIENE_PAGE (page_of (self))));
  g_signal_connect_swapped (table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (table, "activated", G_CALLBACK (on_activated), self);
  gtk_stack_add_child (self->stack, GTK_WIDGET (table));
}

static void
xy_hygiene_basis_tab_made (XyHygieneTab *tab)
{
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (tab);
  const char *const parts[] = { _ ("Checklists"), _ ("Public areas"), NULL };
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_hygiene_tab_add_actions (tab, "basis", entries, G_N_ELEMENTS (entries));
  xy_hygiene_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "basis.export", FALSE);
  xy_hygiene_tab_add_verb (tab, _ ("Add…"), "basis.add", TRUE);
  xy_hygiene_tab_add_toggles (tab, parts);
  xy_hygiene_tab_add_row_verb (tab, menu, _ ("Change it…"), "basis.change", TRUE);
  xy_hygiene_tab_add_row_verb (tab, menu, _ ("Take it out"), "basis.delete", TRUE);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  add_table (self, CHECKLISTS, "hygiene-checklists", xy_hygiene_checklist_columns, xy_hygiene_n_checklist_columns);
  add_table (self, PLACES, "hygiene-places", xy_hygiene_place_columns, xy_hygiene_n_place_columns);
  for (guint i = 0; i < N_PARTS; i++)
    xy_table_set_menu (self->tables[i], G_MENU_MODEL (menu));
  xy_hygiene_tab_append (tab, GTK_WIDGET (self->stack));
}

static void
xy_hygiene_basis_tab_dispose (GObject *object)
{
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (object);

  for (guint i = 0; i < N_PARTS; i++)
    xy_table_forget (&self->tables[i], &self->lists[i], self);
  G_OBJECT_CLASS (xy_hygiene_basis_tab_parent_class)->dispose (object);
}

static void
xy_hygiene_basis_tab_class_init (XyHygieneBasisTabClass *klass)
{
  XyHygieneTabClass *tab_class = XY_HYGIENE_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_hygiene_basis_tab_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_basis_tab_grab_focus;
  tab_class->uses = XY_HYGIENE_OF_TEXT;
  tab_class->made = xy_hygiene_basis_tab_made;
  tab_class->opened = xy_hygiene_basis_tab_opened;
  tab_class->ask = xy_hygiene_basis_tab_ask;
}

static void
xy_hygiene_basis_tab_init (XyHygieneBasisTab *self)
{
}
