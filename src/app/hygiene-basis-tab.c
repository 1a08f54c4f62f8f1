/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-basis-tab.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-basis-dialogs.h"
#include "app/hygiene-basis-lists.h"
#include "app/hygiene-checklist-dialog.h"
#include "app/hygiene-checklist-file.h"
#include "app/hygiene-ground-lists.h"
#include "app/hygiene-page.h"
#include "core/number.h"

enum
{
  CHECKLISTS,
  PLACES,
  EFFECTS,
  NAMINGS,
  N_PARTS,
};

struct _XyHygieneBasisTab
{
  XyPageTab parent_instance;
  GtkStack *stack;
  XyTable *tables[N_PARTS];
  XyList *lists[N_PARTS];
  gboolean searched; /* something is looked for */
};

G_DEFINE_FINAL_TYPE (XyHygieneBasisTab, xy_hygiene_basis_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyHygieneBasisTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyHygieneBasisTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

static guint
current (XyHygieneBasisTab *self)
{
  return xy_page_tab_get_toggle (XY_PAGE_TAB (self));
}

static gconstpointer
chosen (XyHygieneBasisTab *self, guint part)
{
  return current (self) == part ? xy_table_get_record (self->tables[part]) : NULL;
}

/* Verbs */

static void
add (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;

  switch (current (self))
    {
    case PLACES:
      xy_hygiene_place_dialog_open (page_of (self), desk_of (self), NULL);
      break;
    case EFFECTS:
      xy_hygiene_effect_dialog_open (page_of (self), desk_of (self), NULL);
      break;
    case NAMINGS:
      xy_hygiene_naming_dialog_open (page_of (self), desk_of (self), NULL, NULL);
      break;
    case CHECKLISTS:
    default:
      xy_hygiene_checklist_dialog_open (page_of (self), desk_of (self), NULL);
      break;
    }
}

static void
adopt (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_hygiene_adopt_dialog_open (page_of (data), desk_of (data));
}

static void
change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;
  guint part = current (self);
  gconstpointer record = chosen (self, part);

  if (record == NULL)
    return;
  if (part == CHECKLISTS)
    xy_hygiene_checklist_dialog_open (page_of (self), desk_of (self), record);
  else if (part == PLACES)
    xy_hygiene_place_dialog_open (page_of (self), desk_of (self), ((const XyHygienePlaceRow *) record)->place);
  else if (part == EFFECTS)
    xy_hygiene_effect_dialog_open (page_of (self), desk_of (self), ((const XyHygieneEffectRow *) record)->effect);
  else
    {
      const XyHygieneNamingRow *row = record;
      xy_hygiene_naming_dialog_open (page_of (self), desk_of (self), row->naming,
                                     row->whose != NULL ? row->whose : _ ("all, by a clause"));
    }
}

static void
import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_hygiene_checklist_file_open (page_of (data), desk_of (data));
}

/* One checklist with its items, that can be imported again; the list as a whole is saved by "export". */
static void
save_one (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;
  const XyHygieneChecklist *checklist = chosen (self, CHECKLISTS);

  if (checklist != NULL)
    xy_hygiene_checklist_file_save (page_of (self), desk_of (self), checklist);
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
  const XyHygieneEffectRow *effect = chosen (self, EFFECTS);

  if (place != NULL)
    xy_desk_act (desk_of (self), _ ("Take a public area out"), delete_place, xy_record_copy (place->place),
                 g_object_unref, NULL, NULL);
  else if (effect != NULL)
    xy_desk_act (desk_of (self), _ ("Take an effect on points out"), xy_hygiene_effect_delete_act,
                 xy_id_copy (&effect->effect->record.id), g_free, NULL, NULL);
}

static void
end (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;
  const XyHygieneNamingRow *row = chosen (self, NAMINGS);

  if (row != NULL)
    xy_hygiene_naming_end_dialog_open (page_of (self), desk_of (self), row->naming);
}

static const char *
part_name (guint part)
{
  return part == PLACES    ? _ ("Public areas")
         : part == EFFECTS ? _ ("Effects on points")
         : part == NAMINGS ? _ ("Grounds for naming")
                           : _ ("Checklists");
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneBasisTab *self = data;

  xy_table_export (self->tables[current (self)], desk_of (self), part_name (current (self)));
}

static const GActionEntry entries[] = {
  { .name = "add", .activate = add },       { .name = "adopt", .activate = adopt },
  { .name = "change", .activate = change }, { .name = "delete", .activate = delete },
  { .name = "end", .activate = end },       { .name = "export", .activate = save_table },
  { .name = "import", .activate = import }, { .name = "save", .activate = save_one },
  { .name = "write", .activate = add },
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
  GtkWidget *figures, *facts, *steps;

  for (guint i = 0; i < items->len; i++)
    n += g_array_index (items, XyHygieneItem, i).on;
  g_autofree char *count = g_strdup_printf ("%u", n);
  xy_detail_start (detail);
  xy_detail_add_title (detail, checklist->name, more, NULL);
  figures = xy_detail_add_figures (detail);
  xy_detail_add_figure (figures, count, _ ("Items"));
  xy_detail_add_figure (figures, most, _ ("Full score"));
  steps = xy_detail_add_steps (detail);
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
      xy_detail_add_step (steps, item->inside ? "xy-home-symbolic" : "xy-check-symbolic", words, points);
      if (item->guidance != NULL)
        xy_detail_add_note (steps, item->guidance);
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
show_effect (XyDetail *detail, const XyHygieneEffectRow *row)
{
  GtkWidget *facts;

  xy_detail_start (detail);
  xy_detail_add_title (detail, row->what, NULL, NULL);
  if (row->rule_name == NULL)
    xy_detail_add_words (detail, _ ("No rule of this code is in force: nothing can be proposed by it."), "problem");
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Points rule"), row->rule_name);
  xy_detail_add_fact (facts, _ ("Rule code"), row->effect->rule);
  xy_detail_add_fact (facts, _ ("Points"), row->points);
  xy_detail_add_words (detail,
                       _ ("After the lists are decided it is proposed household by household; nothing goes into the "
                          "points by itself."),
                       "quiet");
}

static void
show_naming (XyDetail *detail, const XyHygieneNamingRow *row)
{
  g_autofree char *word = xy_hygiene_naming_word (row);
  GtkWidget *facts;

  xy_detail_start (detail);
  xy_detail_add_title (detail, row->whose != NULL ? row->whose : _ ("all, by a clause"), NULL,
                       xy_pill_new (xy_hygiene_naming_pill (row), word));
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Ground"), row->naming->basis);
  xy_detail_add_fact (facts, _ ("Day"), row->naming->day);
  xy_detail_add_fact (facts, _ ("Reviewed on"), row->naming->reviewed_on);
  xy_detail_add_fact (facts, _ ("Reviewed by"), row->naming->reviewer);
  xy_detail_add_fact (facts, _ ("Ended on"), row->naming->ended_on);
  xy_detail_add_fact (facts, _ ("Recorded by"), row->naming->recorder);
}

static void
show_detail (XyHygieneBasisTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  XyDetail *detail = xy_page_tab_get_detail (tab);
  guint part = current (self);
  gconstpointer record = chosen (self, part);
  guint permission = part == CHECKLISTS || part == EFFECTS ? XY_MAY_EDIT_RULES : XY_MAY_KEEP_HYGIENE;

  xy_page_tab_offer_if (tab, "basis.add", TRUE, permission);
  xy_page_tab_offer_if (tab, "basis.adopt", part == CHECKLISTS, permission);
  xy_page_tab_offer_if (tab, "basis.import", part == CHECKLISTS, permission);
  xy_page_tab_offer (tab, "basis.save", record != NULL && part == CHECKLISTS, NULL);
  xy_page_tab_offer_if (tab, "basis.change", record != NULL, permission);
  xy_page_tab_offer_if (tab, "basis.delete", record != NULL && (part == PLACES || part == EFFECTS), permission);
  xy_page_tab_offer_if (
      tab, "basis.end",
      record != NULL && part == NAMINGS && ((const XyHygieneNamingRow *) record)->naming->ended_on == NULL, permission);
  if (record == NULL)
    xy_detail_show_nothing (detail, NULL);
  else if (part == CHECKLISTS)
    show_checklist (detail, record);
  else if (part == PLACES)
    show_place (detail, record);
  else if (part == EFFECTS)
    show_effect (detail, record);
  else
    show_naming (detail, record);
}

/* The lists */

static char *
count_words (guint part, guint n)
{
  return part == PLACES    ? g_strdup_printf (ngettext ("%u area", "%u areas", n), n)
         : part == EFFECTS ? g_strdup_printf (ngettext ("%u effect", "%u effects", n), n)
         : part == NAMINGS ? g_strdup_printf (ngettext ("%u ground", "%u grounds", n), n)
                           : g_strdup_printf (ngettext ("%u checklist", "%u checklists", n), n);
}

/* The page's own verb is to adopt one while there is none; to write one is offered beside it. */
static void
offer_writing (XyHygieneBasisTab *self)
{
  gboolean none = current (self) == CHECKLISTS && !self->searched && xy_list_get_count (self->lists[CHECKLISTS]) == 0;

  xy_page_tab_offer_if (XY_PAGE_TAB (self), "basis.write", none, XY_MAY_EDIT_RULES);
}

static void
on_answered (XyList *list, XyHygieneBasisTab *self)
{
  guint n = xy_list_get_count (list);

  offer_writing (self);

  for (guint i = 0; i < N_PARTS; i++)
    if (self->lists[i] == list)
      {
        g_autofree char *words = count_words (i, n);
        xy_table_set_foot (self->tables[i], words);
        if (i == current (self))
          xy_page_tab_offer (XY_PAGE_TAB (self), "basis.export", n > 0, NULL);
      }
}

static void
set_empty (XyHygieneBasisTab *self)
{
  static const struct
  {
    const char *heading;
    const char *words;
    const char *verb;
    const char *action;
  } empty[N_PARTS] = {
    [CHECKLISTS] = { N_ ("No checklist yet"),
                     N_ ("It says what is looked at, and what each item gives at most. Nothing inside the house is "
                         "asked for unless the village decides so."),
                     N_ ("Adopt a ready checklist"), "basis.adopt" },
    [PLACES] = { N_ ("No public area yet"),
                 N_ ("Roads, ditches and the village's entrance are inspected in rounds of their own, with whoever "
                     "looks after each."),
                 N_ ("Add a public area"), "basis.add" },
    [EFFECTS] = { N_ ("Results are worth no points yet"),
                  N_ ("Where the village decided so, a red list or three clean rounds in a row give points by one of "
                      "its rules. It is proposed after each round; nobody's points change by themselves."),
                  N_ ("Say what a result is worth"), "basis.add" },
    [NAMINGS] = { N_ ("Nobody is named on the list to improve"),
                  N_ ("It has household numbers only. Names need the household's own consent, or a clause of the "
                      "bylaws that passed the legal review."),
                  N_ ("Enter a ground for naming"), "basis.add" },
  };
  guint part = current (self);

  xy_page_set_empty (XY_PAGE (page_of (self)), "xy-hygiene-symbolic", _ (empty[part].heading), _ (empty[part].words),
                     _ (empty[part].verb), empty[part].action);
}

static void
xy_hygiene_basis_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (tab);
  guint part = current (self);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->tables[part]));
  self->searched = scope->text != NULL;
  xy_page_tab_offer (tab, "basis.write", FALSE, NULL);
  set_empty (self);
  xy_page_follow (XY_PAGE (page_of (self)), self->lists[part]);
  xy_list_set_query (self->lists[part], xy_hygiene_basis_query_new (scope->text), xy_hygiene_basis_query_free);
  show_detail (self);
}

static void
xy_hygiene_basis_tab_opened (XyPageTab *tab)
{
  static const XyListSource *const sources[N_PARTS] = { &xy_hygiene_checklist_source, &xy_hygiene_place_source,
                                                        &xy_hygiene_effect_source, &xy_hygiene_naming_source };
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (tab);

  for (guint i = 0; i < N_PARTS; i++)
    {
      self->lists[i] = xy_list_new (xy_desk_get_worker (desk_of (self)), sources[i],
                                    XY_TOPIC_HYGIENE | XY_TOPIC_UNIT | XY_TOPIC_RULE);
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
  xy_table_set_find_entry (table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  g_signal_connect_swapped (table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (table, "activated", G_CALLBACK (on_activated), self);
  gtk_stack_add_child (self->stack, GTK_WIDGET (table));
}

static void
xy_hygiene_basis_tab_made (XyPageTab *tab)
{
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (tab);
  const char *const parts[] = { part_name (CHECKLISTS), part_name (PLACES), part_name (EFFECTS), part_name (NAMINGS),
                                NULL };
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "basis", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "basis.export", FALSE);
  xy_page_tab_add_verb (tab, _ ("Import…"), "basis.import", FALSE);
  xy_page_tab_add_verb (tab, _ ("Adopt ready ones…"), "basis.adopt", FALSE);
  xy_page_tab_add_verb (tab, _ ("Write one…"), "basis.write", FALSE);
  xy_page_tab_add_verb (tab, _ ("Add…"), "basis.add", TRUE);
  xy_page_tab_add_toggles (tab, parts);
  xy_page_tab_add_row_verb (tab, menu, _ ("Change it…"), "basis.change", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Take it out"), "basis.delete", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("End it…"), "basis.end", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Save it with its items…"), "basis.save", TRUE);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  add_table (self, CHECKLISTS, "hygiene-checklists", xy_hygiene_checklist_columns, xy_hygiene_n_checklist_columns);
  add_table (self, PLACES, "hygiene-places", xy_hygiene_place_columns, xy_hygiene_n_place_columns);
  add_table (self, EFFECTS, "hygiene-effects", xy_hygiene_effect_columns, xy_hygiene_n_effect_columns);
  add_table (self, NAMINGS, "hygiene-namings", xy_hygiene_naming_columns, xy_hygiene_n_naming_columns);
  for (guint i = 0; i < N_PARTS; i++)
    xy_table_set_menu (self->tables[i], G_MENU_MODEL (menu));
  xy_page_tab_append (tab, GTK_WIDGET (self->stack));
}

static void
xy_hygiene_basis_tab_left (XyPageTab *tab)
{
  XyHygieneBasisTab *self = XY_HYGIENE_BASIS_TAB (tab);

  for (guint i = 0; i < N_PARTS; i++)
    xy_table_forget (&self->tables[i], &self->lists[i], self);
}

static void
xy_hygiene_basis_tab_class_init (XyHygieneBasisTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_basis_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_TEXT;
  tab_class->find = N_ ("Name…");
  tab_class->made = xy_hygiene_basis_tab_made;
  tab_class->opened = xy_hygiene_basis_tab_opened;
  tab_class->ask = xy_hygiene_basis_tab_ask;
  tab_class->left = xy_hygiene_basis_tab_left;
}

static void
xy_hygiene_basis_tab_init (XyHygieneBasisTab *self)
{
}
