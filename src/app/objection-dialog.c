/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/objection-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"

typedef struct
{
  XyObjectionFiling filing;
  char *day, *name, *about;
} Filing;

typedef struct
{
  XyObjectionAnswer answer;
  char *day, *by, *words;
} Answer;

/* What is objected to; ITEM may be none. */
typedef struct
{
  XyId notice;
  XyId item;
} Target;

static void
filing_free (gpointer p)
{
  Filing *filing = p;

  g_free (filing->day);
  g_free (filing->name);
  g_free (filing->about);
  g_free (filing);
}

static void
answer_free (gpointer p)
{
  Answer *answer = p;

  g_free (answer->day);
  g_free (answer->by);
  g_free (answer->words);
  g_free (answer);
}

static gboolean
file (XyTxn *txn, gpointer p, GError **error)
{
  return xy_objection_file_act (txn, &((Filing *) p)->filing, error);
}

static gboolean
give_answer (XyTxn *txn, gpointer p, GError **error)
{
  return xy_objection_answer_act (txn, &((Answer *) p)->answer, error);
}

static char *
check_about (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write what is objected to.")) : NULL;
}

static char *
check_words (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write what was answered.")) : NULL;
}

static gpointer
collect_filing (XyForm *form, gpointer data)
{
  const Target *target = data;
  Filing *filing = g_new0 (Filing, 1);
  const XyId *household = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "name")));

  if (!xy_roster_form_get_day (form, "received_on", &filing->day))
    {
      filing_free (filing);
      return NULL;
    }
  filing->name = xy_form_get_text (form, "name");
  filing->about = xy_form_get_text (form, "about");
  filing->filing = (XyObjectionFiling){ .notice = target->notice,
                                        .item = target->item,
                                        .household = household != NULL ? *household : XY_ID_NONE,
                                        .name = filing->name[0] != '\0' ? filing->name : NULL,
                                        .received_on = filing->day,
                                        .about = filing->about };
  return filing;
}

static gpointer
collect_answer (XyForm *form, gpointer objection)
{
  Answer *answer = g_new0 (Answer, 1);
  guint result = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "result")));

  if (!xy_roster_form_get_day (form, "answered_on", &answer->day))
    {
      answer_free (answer);
      return NULL;
    }
  answer->by = xy_form_get_text (form, "by");
  answer->words = xy_form_get_text (form, "answer");
  answer->answer = (XyObjectionAnswer){ .objection = *(const XyId *) objection,
                                        .day = answer->day,
                                        .by = answer->by[0] != '\0' ? answer->by : NULL,
                                        .answer = answer->words,
                                        .result = xy_objection_results[result].value };
  return answer;
}

static void
keep_draft (GtkWidget *dialog, const char *what, const XyId *id)
{
  char text[XY_ID_TEXT_LENGTH + 1];
  g_autofree char *name = NULL;

  xy_id_to_text (id, text);
  name = g_strconcat (what, text, NULL);
  xy_form_dialog_keep_draft (dialog, name);
}

static void
ask_filing (GtkWidget *from, XyDesk *desk, const Target *target, const char *what)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Enter an objection"), .act = file, .collect = collect_filing, .free_collected = filing_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *today = xy_roster_form_today ();
  GtkWidget *dialog;

  xy_form_add_widget (form, xy_words_new (what, "bold", 24, 40));
  gtk_widget_set_tooltip_text (xy_roster_form_add_household (form, "name", _ ("_Who"), desk),
                               _ ("May stay empty: whoever objects need not be named. It is on no paper."));
  xy_form_add (form, "about", _ ("_What about"), gtk_text_view_new (), _ ("In the words of who objects"));
  xy_roster_form_add_day (form, "received_on", _ ("_Received on"), FALSE);
  xy_form_set_check (form, "about", check_about, NULL);
  xy_form_set_text (form, "received_on", today);
  dialog = xy_form_dialog_new (from, desk, _ ("Enter an objection"), _ ("Enter it"), GTK_WIDGET (form), &act,
                               g_memdup2 (target, sizeof *target), g_free);
  keep_draft (dialog, "objection:", xy_id_is_none (&target->item) ? &target->notice : &target->item);
  xy_form_dialog_present (dialog);
}

void
xy_objection_dialog_file (GtkWidget *from, XyDesk *desk, const XyNoticeRow *row)
{
  Target target = { .notice = row->notice->record.id };

  ask_filing (from, desk, &target, row->title);
}

void
xy_objection_dialog_file_item (GtkWidget *from, XyDesk *desk, const XyId *notice, const XyId *item, const char *what)
{
  Target target = { .notice = *notice, .item = *item };

  ask_filing (from, desk, &target, what);
}

void
xy_objection_dialog_answer (GtkWidget *from, XyDesk *desk, const XyObjectionLine *line)
{
  const XyObjection *objection = line->objection;
  static const XyFormDialogAct act = {
    .title = N_ ("Answer an objection"), .act = give_answer, .collect = collect_answer, .free_collected = answer_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *today = xy_roster_form_today ();
  g_autofree char *due = g_strdup_printf (_ ("%s, received on %s, to be answered by %s"), xy_objection_line_who (line),
                                          objection->received_on, objection->answer_due);
  g_autoptr (GtkStringList) results = gtk_string_list_new (NULL);
  const XyUser *user = xy_desk_get_user (desk);
  GtkWidget *dialog;

  for (const XyWord *word = xy_objection_results; word->value != NULL; word++)
    xy_words_append (results, _ (word->label));
  xy_form_add_widget (form, xy_words_new (objection->about, "bold", 24, 40));
  xy_form_add_widget (form, xy_words_new (due, "quiet", 24, 40));
  xy_form_add (form, "result", _ ("_Result"), gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&results)), NULL),
               NULL);
  xy_form_add (form, "answer", _ ("_Answer"), gtk_text_view_new (), _ ("What was found and what follows from it"));
  xy_roster_form_add_day (form, "answered_on", _ ("Answered _on"), FALSE);
  xy_form_add (form, "by", _ ("_By whom"), gtk_entry_new (), NULL);
  xy_form_set_check (form, "answer", check_words, NULL);
  xy_form_set_text (form, "answered_on", today);
  xy_form_set_text (form, "by", user != NULL ? user->name : "");
  dialog = xy_form_dialog_new (from, desk, _ ("Answer an objection"), _ ("Enter the answer"), GTK_WIDGET (form), &act,
                               xy_id_copy (&objection->record.id), g_free);
  keep_draft (dialog, "objection-answer:", &objection->record.id);
  xy_form_dialog_present (dialog);
}
