/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-checklist-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/hygiene-items-editor.h"
#include "app/roster-form.h"
#include "app/words.h"

#define WIDTH 1020

static const char *const targets[] = { "household", "place" };

static gpointer
collect (XyForm *form, gpointer data)
{
  const XyHygieneChecklist *base = data;
  g_autoptr (XyHygieneChecklist) checklist =
      base != NULL ? xy_record_copy (base) : xy_record_new (&xy_hygiene_checklist_type);
  g_autofree char *starts = NULL;

  if (!xy_roster_form_get_day (form, "starts", &starts))
    return NULL;
  xy_form_take_into (form, "name", &checklist->name);
  xy_form_take_into (form, "items", &checklist->items);
  xy_form_take_into (form, "source", &checklist->source);
  xy_form_take_into (form, "note", &checklist->note);
  xy_set_str (&checklist->starts, starts);
  if (base == NULL)
    xy_set_str (&checklist->target,
                targets[MIN (1, gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "target"))))]);
  return g_steal_pointer (&checklist);
}

static char *
check_name (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please give the checklist a name.")) : NULL;
}

void
xy_hygiene_checklist_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneChecklist *checklist)
{
  static const XyFormDialogAct act = { .title = N_ ("Write a checklist"),
                                       .act = xy_hygiene_checklist_save_act,
                                       .collect = collect,
                                       .free_collected = g_object_unref };
  const char *const whom[] = { _ ("farm households"), _ ("public areas"), NULL };
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *dialog;

  xy_form_add (form, "name", _ ("Own _name"), gtk_entry_new (), NULL);
  xy_form_set_check (form, "name", check_name, NULL);
  if (checklist == NULL)
    xy_form_add (form, "target", _ ("_Judges what"), xy_words_new_choice (whom), NULL);
  xy_form_add (form, "items", _ ("_Items"), xy_hygiene_items_editor_new (),
               _ ("What can be seen from the yard; a household is not judged by its bedrooms"));
  xy_roster_form_add_day (form, "starts", _ ("Holds _from"), FALSE);
  xy_form_add (form, "source", _ ("_Source"), gtk_entry_new (),
               _ ("Which meeting decided it, or where it is taken from"));
  xy_form_add (form, "note", _ ("N_ote"), gtk_entry_new (), NULL);
  if (checklist != NULL)
    {
      xy_form_set_text (form, "name", checklist->name);
      xy_form_set_text (form, "items", checklist->items);
      xy_form_set_text (form, "starts", checklist->starts);
      xy_form_set_text (form, "source", checklist->source);
      xy_form_set_text (form, "note", checklist->note);
    }
  dialog = xy_form_dialog_new (
      from, desk, _ ("Checklist"), checklist != NULL ? _ ("Write the new version") : _ ("Add it"), GTK_WIDGET (form),
      &act, checklist != NULL ? xy_record_copy (checklist) : NULL, checklist != NULL ? g_object_unref : NULL);
  gtk_window_set_default_size (GTK_WINDOW (dialog), WIDTH, -1);
  xy_form_dialog_keep_draft (dialog, checklist != NULL ? checklist->code : "hygiene-checklist");
  xy_form_dialog_present (dialog);
}
