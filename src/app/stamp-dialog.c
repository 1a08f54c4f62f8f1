/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stamp-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/roster-form.h"
#include "core/stamp.h"

static gboolean
enter (XyTxn *txn, gpointer stamp, GError **error)
{
  return xy_record_save (txn, stamp, error);
}

static void
take_text (XyForm *form, const char *name, char **member)
{
  g_free (*member);
  *member = xy_form_get_text (form, name);
}

static char *
check_copies (XyForm *form, const char *text, gpointer data)
{
  gint64 copies;

  return g_ascii_string_to_signed (text, 10, 1, 9999, &copies, NULL)
             ? NULL
             : g_strdup (_ ("Say how many copies were stamped, at least one."));
}

static gpointer
collect (XyForm *form, gpointer data)
{
  g_autoptr (XyStamp) stamp = xy_record_new (&xy_stamp_type);
  g_autofree char *copies = xy_form_get_text (form, "copies");

  if (!xy_roster_form_get_day (form, "day", &stamp->day))
    return NULL;
  take_text (form, "matter", &stamp->matter);
  take_text (form, "paper", &stamp->paper);
  take_text (form, "applicant", &stamp->applicant);
  take_text (form, "approver", &stamp->approver);
  take_text (form, "keeper", &stamp->keeper);
  take_text (form, "note", &stamp->note);
  stamp->copies = g_ascii_strtoll (copies, NULL, 10);
  return g_steal_pointer (&stamp);
}

void
xy_stamp_dialog_open (GtkWidget *from, XyDesk *desk, const XyPaperRecord *paper)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Enter a use of the seal"), .act = enter, .collect = collect, .free_collected = g_object_unref
  };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *today = xy_roster_form_today ();
  const XyUser *user = xy_desk_get_user (desk);
  GtkWidget *dialog;

  xy_form_add (form, "matter", _ ("_What for"), gtk_entry_new (), _ ("What the stamped paper is about"));
  xy_form_add (form, "paper", _ ("Stamped pa_per"), gtk_entry_new (),
               _ ("Certificate, contract, or the number of a print"));
  xy_form_add (form, "copies", _ ("_Copies"), gtk_entry_new (), NULL);
  xy_form_add (form, "applicant", _ ("Asked _for by"), gtk_entry_new (), _ ("Who takes the stamped paper away"));
  xy_form_add (form, "approver", _ ("_Agreed to by"), gtk_entry_new (),
               _ ("The director of the committee, or who stands in for him"));
  xy_form_add (form, "keeper", _ ("_Stamped by"), gtk_entry_new (), _ ("Who keeps the seal"));
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_add (form, "note", _ ("_Note"), gtk_entry_new (), NULL);
  xy_form_set_check (form, "copies", check_copies, NULL);
  xy_form_set_text (form, "copies", "1");
  xy_form_set_text (form, "day", today);
  xy_form_set_text (form, "keeper", user != NULL ? user->name : "");
  if (paper != NULL)
    {
      xy_form_set_text (form, "matter", paper->title);
      xy_form_set_text (form, "paper", paper->number);
    }
  dialog = xy_form_dialog_new (from, desk, _ ("Enter a use of the seal"), _ ("Enter it"), GTK_WIDGET (form), &act, NULL,
                               NULL);
  xy_form_dialog_keep_draft (dialog, paper != NULL ? paper->number : "stamp");
  xy_form_dialog_present (dialog);
}
