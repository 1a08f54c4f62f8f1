/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/household-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/event-dialog.h"
#include "app/household-dialog.h"
#include "app/import-assistant.h"
#include "app/merge-dialog.h"
#include "app/person-dialog.h"
#include "app/print-preview.h"
#include "app/purge-dialog.h"
#include "app/reveal-dialog.h"
#include "app/roster-export.h"
#include "app/roster-paste.h"
#include "app/roster-print.h"
#include "app/tag-dialog.h"
#include "print/privacy-papers.h"

static XyDesk *
desk_of (XyHouseholdPage *self)
{
  return xy_page_get_desk (XY_PAGE (self));
}

/* The chosen households, or the ones that the chosen persons live in. */
static GArray *
get_bearers (XyHouseholdPage *self)
{
  if (self->tab == XY_TAB_PROBLEMS)
    {
      GArray *one = g_array_new (FALSE, FALSE, sizeof (XyId));
      if (!xy_id_is_none (&self->household))
        g_array_append_val (one, self->household);
      return one;
    }
  return xy_table_get_chosen (self->table[self->tab]);
}

static void
on_household_saved (XyHouseholdPage *self, const XyId *id)
{
  xy_household_page_go_to (self, id);
}

static void
add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  XyHouseholdDialog *dialog = xy_household_dialog_open (widget, desk_of (self), NULL);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_household_saved), self, G_CONNECT_SWAPPED);
}

static void
import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_import_assistant_open (widget, desk_of (XY_HOUSEHOLD_PAGE (widget)));
}

static void
edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  xy_household_dialog_open (widget, desk_of (self), &self->household);
}

static void
add_member (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  xy_person_dialog_open (widget, desk_of (self), NULL, &self->household);
}

static void
edit_person (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);

  if (!xy_id_is_none (&self->person))
    xy_household_page_open_person (self, &self->person);
  else if (!xy_id_is_none (&self->household))
    edit (widget, name, NULL);
}

/* Where the people are now is what one wants to see next. */
static void
on_event_saved (XyHouseholdPage *self, const XyId *id)
{
  if (self->tab == XY_TAB_HOUSEHOLDS && !xy_id_same (id, &self->household))
    xy_household_page_go_to (self, id);
}

static void
open_event (XyHouseholdPage *self, const XyId *person, XyEventKind kind)
{
  XyEventDialog *dialog = xy_event_dialog_open (GTK_WIDGET (self), desk_of (self), &self->household, person, kind);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_event_saved), self, G_CONNECT_SWAPPED);
}

static void
event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  open_event (self, xy_id_is_none (&self->person) ? NULL : &self->person, XY_EVENT_N_KINDS);
}

static void
new_head (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_event (XY_HOUSEHOLD_PAGE (widget), NULL, XY_EVENT_HEAD);
}

static void
tag (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  g_autoptr (GArray) bearers = get_bearers (self);

  xy_tag_dialog_open (widget, desk_of (self), self->tab == XY_TAB_PERSONS ? XY_TAG_PERSON : XY_TAG_HOUSEHOLD,
                      (const XyId *) (void *) bearers->data, bearers->len);
}

static void
on_revealed (gpointer p)
{
  xy_household_view_reveal (XY_HOUSEHOLD_PAGE (p)->view);
}

static void
reveal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  const char *subject = xy_household_view_get_name (self->view);

  if (subject != NULL)
    xy_reveal_dialog_ask (widget, desk_of (self), subject, &self->household, on_revealed, self);
}

/* On the worker's thread. */
static gboolean
delete_household (XyTxn *txn, gpointer id, GError **error)
{
  return xy_household_delete (txn, id, error);
}

/* On the worker's thread. */
static gboolean
delete_person (XyTxn *txn, gpointer id, GError **error)
{
  return xy_person_delete (txn, id, error);
}

static char *
name_of_chosen (XyHouseholdPage *self)
{
  g_autoptr (XyRow) row = xy_table_get_row (self->table[self->tab]);
  gconstpointer record = row != NULL ? xy_row_get_record (row) : NULL;

  if (record == NULL)
    return g_strdup ("");
  if (self->tab == XY_TAB_HOUSEHOLDS)
    return xy_household_describe (((const XyHouseholdRow *) record)->household);
  return g_strdup (self->tab == XY_TAB_PERSONS ? ((const XyPersonRow *) record)->person->name
                                               : ((const XyProblemRow *) record)->name);
}

static void delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  gboolean is_person = !xy_id_is_none (&self->person);
  g_autofree char *called = name_of_chosen (self);
  g_autofree char *title =
      is_person ? g_strdup_printf (_ ("Delete %s"), called) : g_strdup_printf (_ ("Delete household %s"), called);

  xy_desk_act (desk_of (self), title, is_person ? delete_person : delete_household,
               xy_id_copy (is_person ? &self->person : &self->household), g_free, NULL, NULL);
}

/* Who is named, or else the chosen person. */
static void
purge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  XyId person = self->person;

  if (*g_variant_get_string (parameter, NULL) == '\0'
      || xy_id_from_text (g_variant_get_string (parameter, NULL), &person))
    xy_purge_dialog_open (widget, desk_of (self), &person);
}

/* The two chosen rows, or a person that the roster seems to have twice. */
static void
merge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table[self->tab]);

  if (!xy_id_is_none (&self->twin))
    xy_merge_dialog_open (widget, desk_of (self), XY_MERGE_PERSONS, &self->twin, &self->person);
  else if (ids->len == 2 && self->tab != XY_TAB_PROBLEMS)
    xy_merge_dialog_open (widget, desk_of (self), self->tab == XY_TAB_PERSONS ? XY_MERGE_PERSONS : XY_MERGE_HOUSEHOLDS,
                          &g_array_index (ids, XyId, 0), &g_array_index (ids, XyId, 1));
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  xy_table_copy (self->table[self->tab]);
}

/* What the filters choose, in words for the paper; NULL for all. */
static char *
say_scope (XyHouseholdPage *self)
{
  GtkDropDown *const filters[] = { self->unit_filter, self->tag_filter };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      guint chosen = gtk_drop_down_get_selected (filters[i]);
      GtkStringObject *item = gtk_drop_down_get_selected_item (filters[i]);
      if (chosen != 0 && chosen != GTK_INVALID_LIST_POSITION && item != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", gtk_string_object_get_string (item));
    }
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

static void
print_roster (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  XyRosterAsk *ask = xy_household_page_get_ask (self);
  g_autofree char *scope = say_scope (self);

  xy_roster_print_open (widget, desk_of (self), ask, scope);
  xy_roster_ask_free (ask);
}

static void
print_sheet (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  xy_household_print_open (widget, desk_of (self), &self->household);
}

static void
print_corrections (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  const XyPaperAsk paper = { .record = self->household };

  xy_print_preview_open (widget, desk_of (self), &xy_correction_paper, &paper);
}

/* The chosen rows where several are, else all that the filters find. */
static void
export_list (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (widget);
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table[self->tab]);
  XyList *list = self->list[self->tab];

  if (ids->len < 2)
    {
      g_array_set_size (ids, 0);
      for (guint i = 0; i < xy_list_get_count (list); i++)
        g_array_append_vals (ids, xy_list_get_id (list, i), 1);
    }
  xy_roster_export_open (widget, desk_of (self), self->tab == XY_TAB_PERSONS ? XY_EXPORT_PERSONS : XY_EXPORT_HOUSEHOLDS,
                         (const XyId *) (void *) ids->data, ids->len, FALSE);
}

void
xy_household_page_paste (XyHouseholdPage *self, const char *text)
{
  g_autoptr (XyRow) row = xy_table_get_row (self->table[XY_TAB_HOUSEHOLDS]);
  const XyHouseholdRow *chosen = row != NULL && self->tab == XY_TAB_HOUSEHOLDS ? xy_row_get_record (row) : NULL;
  XyPasteHousehold household = { 0 };

  if (chosen != NULL)
    household = (XyPasteHousehold){ .group = chosen->unit_name,
                                    .number = chosen->household->number,
                                    .head = chosen->household->head_name };
  if (xy_desk_may (desk_of (self), XY_MAY_IMPORT))
    xy_roster_paste_open (GTK_WIDGET (self), desk_of (self), text, &household);
}

static void
on_clipboard_read (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyHouseholdPage) self = p;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  xy_household_page_paste (self, text);
}

static void
paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_clipboard_read, g_object_ref (widget));
}

void
xy_household_page_open_person (XyHouseholdPage *self, const XyId *person)
{
  xy_person_dialog_open (GTK_WIDGET (self), desk_of (self), person, NULL);
}

void
xy_household_page_update_actions (XyHouseholdPage *self)
{
  static const char *const about_one[] = { "household.edit",  "household.edit-person", "household.add-member",
                                           "household.event", "household.new-head",    "household.delete",
                                           "household.reveal" };
  GtkWidget *widget = GTK_WIDGET (self);
  XyDesk *desk = desk_of (self);
  gboolean one = !xy_id_is_none (&self->household) || !xy_id_is_none (&self->person);
  gboolean any = self->table[self->tab] != NULL && xy_table_get_n_chosen (self->table[self->tab]) > 0;
  gboolean may = desk != NULL && xy_desk_may (desk, XY_MAY_EDIT_ROSTER);

  for (guint i = 0; i < G_N_ELEMENTS (about_one); i++)
    gtk_widget_action_set_enabled (widget, about_one[i], one && may);
  gtk_widget_action_set_enabled (widget, "household.reveal", one);
  gtk_widget_action_set_enabled (widget, "household.tag", any && may);
  gtk_widget_action_set_enabled (widget, "household.copy", any);
  gtk_widget_action_set_enabled (
      widget, "household.merge",
      may
          && (!xy_id_is_none (&self->twin)
              || (any && self->tab != XY_TAB_PROBLEMS && xy_table_get_n_chosen (self->table[self->tab]) == 2)));
  gtk_widget_action_set_enabled (widget, "household.purge", may && xy_desk_may (desk, XY_MAY_BACK_UP));
  gboolean prints = !xy_id_is_none (&self->household) && desk != NULL && xy_desk_may (desk, XY_MAY_PRINT);
  gtk_widget_action_set_enabled (widget, "household.print-sheet", prints);
  gtk_widget_action_set_enabled (widget, "household.print-corrections", prints);
  gtk_widget_action_set_enabled (widget, "household.print-roster", desk != NULL && xy_desk_may (desk, XY_MAY_PRINT));
  gtk_widget_action_set_enabled (widget, "household.export", self->tab != XY_TAB_PROBLEMS);
  gtk_widget_action_set_enabled (widget, "household.add", may);
  gtk_widget_action_set_enabled (widget, "household.import", desk != NULL && xy_desk_may (desk, XY_MAY_IMPORT));
  gtk_widget_action_set_enabled (widget, "household.paste", desk != NULL && xy_desk_may (desk, XY_MAY_IMPORT));
}

void
xy_household_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "household.add", NULL, add);
  gtk_widget_class_install_action (widget_class, "household.import", NULL, import);
  gtk_widget_class_install_action (widget_class, "household.edit", NULL, edit);
  gtk_widget_class_install_action (widget_class, "household.add-member", NULL, add_member);
  gtk_widget_class_install_action (widget_class, "household.edit-person", NULL, edit_person);
  gtk_widget_class_install_action (widget_class, "household.event", NULL, event);
  gtk_widget_class_install_action (widget_class, "household.new-head", NULL, new_head);
  gtk_widget_class_install_action (widget_class, "household.tag", NULL, tag);
  gtk_widget_class_install_action (widget_class, "household.reveal", NULL, reveal);
  gtk_widget_class_install_action (widget_class, "household.delete", NULL, delete);
  gtk_widget_class_install_action (widget_class, "household.purge", "s", purge);
  gtk_widget_class_install_action (widget_class, "household.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "household.merge", NULL, merge);
  gtk_widget_class_install_action (widget_class, "household.paste", NULL, paste);
  gtk_widget_class_install_action (widget_class, "household.print-roster", NULL, print_roster);
  gtk_widget_class_install_action (widget_class, "household.print-sheet", NULL, print_sheet);
  gtk_widget_class_install_action (widget_class, "household.print-corrections", NULL, print_corrections);
  gtk_widget_class_install_action (widget_class, "household.export", NULL, export_list);
}

void
xy_household_page_add_shortcuts (XyHouseholdPage *self)
{
  static const struct
  {
    const char *keys, *action;
  } shortcuts[] = { { "<Control>n", "household.add" },
                    { "<Control>e", "household.event" },
                    { "<Control>t", "household.tag" },
                    { "<Control>p", "household.print-roster" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Wherever the focus is in the window, while the page is shown. */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].keys),
                                                            gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
