/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/notice-take-down-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/roster-form.h"

typedef struct
{
  XyId notice;
  char *hang_until;
  GtkWidget *words;
} About;

typedef struct
{
  XyNoticeTakingDown taking_down;
  char *day, *by, *reason;
} Held;

static void
about_free (gpointer p)
{
  About *about = p;

  g_free (about->hang_until);
  g_free (about);
}

static void
held_free (gpointer p)
{
  Held *held = p;

  g_free (held->day);
  g_free (held->by);
  g_free (held->reason);
  g_free (held);
}

static gboolean
take_down (XyTxn *txn, gpointer p, GError **error)
{
  return xy_notice_take_down_act (txn, &((Held *) p)->taking_down, error);
}

static gboolean
is_early (XyForm *form, const About *about)
{
  g_autofree char *typed = xy_form_get_text (form, "day");
  char day[XY_DAY_SIZE];

  return about->hang_until != NULL && xy_day_parse (typed, day) == XY_DAY_FULL && strcmp (day, about->hang_until) < 0;
}

/* Only what comes down too early needs a reason. */
static void
show_fields (XyForm *form, About *about)
{
  gboolean early = is_early (form, about);

  xy_form_set_field_visible (form, "reason", early);
  gtk_widget_set_visible (about->words, early);
}

static void
on_form_changed (XyForm *form, const char *name, About *about)
{
  if (g_str_equal (name, "day"))
    show_fields (form, about);
}

static char *
check_reason (XyForm *form, const char *text, gpointer about)
{
  return text[0] == '\0' && is_early (form, about) ? g_strdup (_ ("Please write why it came down too early.")) : NULL;
}

static gpointer
collect (XyForm *form, gpointer p)
{
  const About *about = p;
  Held *held = g_new0 (Held, 1);

  if (!xy_roster_form_get_day (form, "day", &held->day))
    {
      held_free (held);
      return NULL;
    }
  held->by = xy_form_get_text (form, "by");
  held->reason = is_early (form, about) ? xy_form_get_text (form, "reason") : NULL;
  held->taking_down = (XyNoticeTakingDown){
    .notice = about->notice, .day = held->day, .by = held->by[0] != '\0' ? held->by : NULL, .reason = held->reason
  };
  return held;
}

void
xy_notice_take_down_dialog_open (GtkWidget *from, XyDesk *desk, const XyNoticeRow *row)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Take a paper down"), .act = take_down, .collect = collect, .free_collected = held_free
  };
  About *about = g_new0 (About, 1);
  GtkWidget *form = xy_form_new (), *title = gtk_label_new (row->title), *dialog;
  g_autofree char *today = xy_roster_form_today ();
  g_autofree char *words = g_strdup_printf (
      _ ("It must hang until %s. Taken down before, it counts as published too short a time and is to be "
         "posted again."),
      row->notice->hang_until != NULL ? row->notice->hang_until : "");
  const XyUser *user = xy_desk_get_user (desk);

  about->notice = row->notice->record.id;
  about->hang_until = g_strdup (row->notice->hang_until);
  about->words = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "bold");
  gtk_label_set_xalign (GTK_LABEL (about->words), 0);
  gtk_label_set_wrap (GTK_LABEL (about->words), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (about->words), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (about->words), 40);
  gtk_widget_add_css_class (about->words, "problem");
  xy_form_add_widget (XY_FORM (form), title);
  xy_roster_form_add_day (XY_FORM (form), "day", _ ("_Taken down on"), FALSE);
  xy_form_add (XY_FORM (form), "by", _ ("_By whom"), gtk_entry_new (), NULL);
  xy_form_add (XY_FORM (form), "reason", _ ("_Why so early"), gtk_entry_new (), _ ("Stays in the register"));
  xy_form_add_widget (XY_FORM (form), about->words);
  xy_form_set_check (XY_FORM (form), "reason", check_reason, about);
  xy_form_set_text (XY_FORM (form), "day", today);
  xy_form_set_text (XY_FORM (form), "by", user != NULL ? user->name : "");
  show_fields (XY_FORM (form), about);
  g_signal_connect (form, "changed", G_CALLBACK (on_form_changed), about);
  dialog = xy_form_dialog_new (from, desk, _ ("Take down"), _ ("It is down"), form, &act, about, about_free);
  xy_form_dialog_present (dialog);
}
