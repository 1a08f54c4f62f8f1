/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-visit-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/matter-visit.h"

typedef struct
{
  XyMatterVisit visit;
  char *lines;
} Collected;

static void
collected_free (gpointer data)
{
  Collected *collected = data;

  g_clear_object (&collected->visit.heard);
  g_clear_pointer (&collected->visit.made, g_array_unref);
  g_free (collected->lines);
  g_free (collected);
}

static gboolean
act_visit (XyTxn *txn, gpointer data, GError **error)
{
  return xy_matter_visit_act (txn, &((Collected *) data)->visit, error);
}

static void
take (XyForm *form, const char *name, char **member)
{
  g_autofree char *text = xy_form_get_text (form, name);

  xy_set_str (member, text[0] != '\0' ? text : NULL);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const XyId *household = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "household")));
  guint heard = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "heard")));
  g_autofree char *typed = xy_form_get_text (form, "household"), *day = NULL;
  XyMatter *matter;
  Collected *collected;

  if (!xy_roster_form_get_day (form, "day", &day))
    return NULL;
  if (typed[0] != '\0' && household == NULL)
    {
      xy_form_set_error (form, "household", _ ("Choose the household from the list, or leave it empty."));
      return NULL;
    }
  collected = g_new0 (Collected, 1);
  matter = xy_record_new (&xy_matter_type);
  collected->visit.heard = matter;
  collected->lines = xy_form_get_text (form, "lines");
  collected->visit.lines = collected->lines;
  matter->household = household != NULL ? *household : XY_ID_NONE;
  xy_set_str (&matter->day, day);
  xy_set_str (&matter->heard, xy_matter_heard[heard].value);
  take (form, "people", &matter->people);
  take (form, "phone", &matter->phone);
  take (form, "place", &matter->place);
  take (form, "visitor", &matter->visitor);
  matter->private = gtk_check_button_get_active (GTK_CHECK_BUTTON (xy_form_get_field (form, "private")));
  return collected;
}

static GtkWidget *
make_heard (void)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (const XyWord *word = xy_matter_heard; word->value != NULL; word++)
    xy_words_append (words, _ (word->label));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
}

void
xy_matter_visit_dialog_open (GtkWidget *from, XyDesk *desk)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Enter a visit"), .act = act_visit, .collect = collect, .free_collected = collected_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  const XyUser *user = xy_desk_get_user (desk);
  g_autofree char *today = xy_roster_form_today ();
  GtkWidget *dialog;

  xy_form_add (form, "heard", _ ("Who was _heard"), make_heard (), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "heard")), 1);
  xy_roster_form_add_household (form, "household", _ ("H_ousehold"), desk);
  xy_form_add (form, "people", _ ("Raised b_y"), gtk_entry_new (), _ ("Where it is no household of the roster"));
  xy_form_add (form, "phone", _ ("_Phone"), gtk_entry_new (), NULL);
  xy_form_add (form, "lines", _ ("What was _asked"), xy_form_lines_new (420, 120),
               _ ("A line for each matter. It may begin with 困难, 期盼, 建议 or 微心愿."));
  xy_form_add (form, "visitor", _ ("Heard _by"), gtk_entry_new (), NULL);
  xy_form_set_text (form, "visitor", user != NULL ? user->name : NULL);
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_set_text (form, "day", today);
  xy_form_add (form, "place", _ ("P_lace"), gtk_entry_new (), NULL);
  xy_form_add (form, "private", _ ("_Board"), gtk_check_button_new_with_label (_ ("Never on a board")), NULL);
  dialog = xy_form_dialog_new (from, desk, _ ("Enter a visit"), _ ("Register"), GTK_WIDGET (form), &act, NULL, NULL);
  xy_form_dialog_keep_draft (dialog, "matter-visit");
  xy_form_dialog_present (dialog);
}
