/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-step-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/photo-field.h"
#include "app/roster-form.h"
#include "core/attachment.h"
#include "core/meeting-act.h"
#include "core/meeting-line.h"
#include "core/store.h"

/* The dialog's own. */
typedef struct
{
  XyMeetingStepKind kind;
  XyId meeting;
  GtkWidget *photo; /* NULL where no scan is asked for */
} Asked;

/* What the act gets, with all that it points to. */
typedef struct
{
  XyMeetingStepping stepping;
  char *day, *by, *note, *until, *photo_name;
  GBytes *photo;
} Done;

static void
done_free (gpointer data)
{
  Done *done = data;

  g_free (done->day);
  g_free (done->by);
  g_free (done->note);
  g_free (done->until);
  g_free (done->photo_name);
  g_clear_pointer (&done->photo, g_bytes_unref);
  g_free (done);
}

static gboolean
step_act (XyTxn *txn, gpointer data, GError **error)
{
  Done *done = data;

  if (done->photo != NULL)
    {
      gsize length;
      const void *bytes = g_bytes_get_data (done->photo, &length);
      g_free (done->photo_name);
      done->photo_name = xy_attachment_add (xy_store_get_path (xy_txn_get_store (txn)), bytes, length, error);
      if (done->photo_name == NULL)
        return FALSE;
      done->stepping.photo = done->photo_name;
    }
  return xy_meeting_step_act (txn, &done->stepping, error);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const Asked *asked = data;
  Done *done = g_new0 (Done, 1);

  if ((xy_form_get_field (form, "day") != NULL && !xy_roster_form_get_day (form, "day", &done->day))
      || (xy_form_get_field (form, "until") != NULL && !xy_roster_form_get_day (form, "until", &done->until)))
    {
      done_free (done);
      return NULL;
    }
  done->by = xy_form_take_text (form, "by");
  done->note = xy_form_take_text (form, "note");
  if (asked->photo != NULL && xy_photo_field_get (XY_PHOTO_FIELD (asked->photo)) != NULL)
    done->photo = g_bytes_ref (xy_photo_field_get (XY_PHOTO_FIELD (asked->photo)));
  done->stepping = (XyMeetingStepping){ .meeting = asked->meeting,
                                        .kind = asked->kind,
                                        .day = done->day,
                                        .by = done->by,
                                        .note = done->note,
                                        .until = done->until };
  return done;
}

static void
add_head (XyForm *form, const XyMeetingRow *row)
{
  g_autofree char *words = g_strdup_printf ("%s · %s", row->title, row->meeting->day);

  xy_form_add_head (form, words);
}

/* 主持人、记录人 */
static char *
who_signs (const XyMeeting *meeting)
{
  if (meeting->host == NULL || meeting->recorder == NULL)
    return g_strdup (meeting->host != NULL ? meeting->host : meeting->recorder);
  return g_strdup_printf ("%s、%s", meeting->host, meeting->recorder);
}

static void
add_day (XyForm *form, const char *label)
{
  g_autofree char *today = xy_roster_form_today ();

  xy_roster_form_add_day (form, "day", label, FALSE);
  xy_form_set_text (form, "day", today);
}

static void
add_fields (XyForm *form, Asked *asked, const XyMeetingRow *row)
{
  g_autofree char *signs = who_signs (row->meeting);

  switch (asked->kind)
    {
    case XY_MEETING_POSTPONE:
      xy_roster_form_add_day (form, "until", _ ("_New day"), FALSE);
      xy_form_add (form, "note", _ ("_Why"), gtk_entry_new (), NULL);
      break;
    case XY_MEETING_SIGN:
      xy_form_add_widget (form,
                          xy_form_hint_new (_ ("Nothing in the record changes any more; what was agreed goes into the "
                                               "ledger, each with its owner and its day.")));
      xy_form_add (form, "by", _ ("Signed _by"), gtk_entry_new (), _ ("Who presided and who wrote"));
      xy_form_set_text (form, "by", signs);
      add_day (form, _ ("_Day"));
      break;
    case XY_MEETING_FILE:
      xy_form_add (form, "note", _ ("_Where the paper is kept"), gtk_entry_new (),
                   _ ("Cabinet, box and number, so that somebody else finds it"));
      add_day (form, _ ("_Day"));
      break;
    case XY_MEETING_CANCEL:
    case XY_MEETING_MAKE_VOID:
    case XY_MEETING_BEGIN:
    case XY_MEETING_FINISH:
    case XY_MEETING_RESUME:
    case XY_MEETING_N_KINDS:
    default:
      xy_form_add (form, "note", _ ("_Why"), gtk_entry_new (), NULL);
      add_day (form, _ ("_Day"));
      break;
    }
  if (asked->kind == XY_MEETING_SIGN || asked->kind == XY_MEETING_FILE)
    {
      xy_form_add_heading (form, _ ("Scan of the signed paper, if there is one"));
      asked->photo = xy_photo_field_new ();
      xy_form_add_widget (form, asked->photo);
    }
}

/* Nothing more is to be said. */
static void
step_at_once (XyDesk *desk, XyMeetingStepKind kind, const XyId *meeting)
{
  Done *done = g_new0 (Done, 1);

  done->stepping = (XyMeetingStepping){ .meeting = *meeting, .kind = kind };
  xy_desk_act (desk, xy_meeting_step_label (kind), step_act, done, done_free, NULL, NULL);
}

void
xy_meeting_step_dialog_open (GtkWidget *from, XyDesk *desk, XyMeetingStepKind kind, const XyMeetingRow *row)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Go on with a meeting"), .act = step_act, .collect = collect, .free_collected = done_free
  };
  static const struct
  {
    const char *title;
    const char *verb;
  } words[XY_MEETING_N_KINDS] = {
    [XY_MEETING_POSTPONE] = { N_ ("To another day"), N_ ("Put it off") },
    [XY_MEETING_CANCEL] = { N_ ("Call the meeting off"), N_ ("Call it off") },
    [XY_MEETING_SIGN] = { N_ ("The record is signed"), N_ ("It is signed") },
    [XY_MEETING_FILE] = { N_ ("File the record"), N_ ("File it") },
    [XY_MEETING_MAKE_VOID] = { N_ ("Make the record void"), N_ ("Make it void") },
  };
  XyForm *form;
  Asked *asked;
  GtkWidget *dialog;

  if (words[kind].title == NULL)
    {
      step_at_once (desk, kind, &row->meeting->record.id);
      return;
    }
  form = XY_FORM (xy_form_new ());
  asked = g_new0 (Asked, 1);
  asked->kind = kind;
  asked->meeting = row->meeting->record.id;
  add_head (form, row);
  add_fields (form, asked, row);
  dialog = xy_form_dialog_new (from, desk, _ (words[kind].title), _ (words[kind].verb), GTK_WIDGET (form), &act, asked,
                               g_free);
  if (asked->photo != NULL)
    xy_photo_field_accept_drops (XY_PHOTO_FIELD (asked->photo), dialog);
  if (kind == XY_MEETING_MAKE_VOID)
    xy_dialog_set_destructive (XY_DIALOG (dialog), TRUE);
  xy_form_dialog_present (dialog);
}

/* Additions */

static void
writing_free (gpointer data)
{
  XyMeetingLineWriting *writing = data;

  g_object_unref (writing->line);
  g_free (writing);
}

static gpointer
collect_addition (XyForm *form, gpointer data)
{
  XyMeetingLineWriting *writing = g_new0 (XyMeetingLineWriting, 1);
  g_autofree char *text = xy_form_take_text (form, "text"), *who = xy_form_take_text (form, "who");

  writing->line = xy_record_new (&xy_meeting_line_type);
  writing->line->meeting = *(const XyId *) data;
  xy_set_str (&writing->line->kind, "addition");
  xy_set_str (&writing->line->text, text);
  xy_set_str (&writing->line->who, who);
  if (xy_roster_form_get_day (form, "day", &writing->line->day))
    return writing;
  writing_free (writing);
  return NULL;
}

static char *
check_text (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write what is to be put right or added.")) : NULL;
}

void
xy_meeting_addition_dialog_open (GtkWidget *from, XyDesk *desk, const XyMeetingRow *row)
{
  static const XyFormDialogAct act = { .title = N_ ("Add to a signed record"),
                                       .act = xy_meeting_line_write_act,
                                       .collect = collect_addition,
                                       .free_collected = writing_free };
  const XyUser *user = xy_desk_get_user (desk);
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *dialog;

  add_head (form, row);
  xy_form_add_widget (form,
                      xy_form_hint_new (_ ("What was signed stays as it is; this stands below it with its day.")));
  xy_form_add (form, "text", _ ("_Addition"), xy_form_lines_new (360, 96), NULL);
  xy_form_set_check (form, "text", check_text, NULL);
  xy_form_add (form, "who", _ ("_By"), gtk_entry_new (), NULL);
  xy_form_set_text (form, "who", user != NULL ? user->name : NULL);
  add_day (form, _ ("_Day"));
  dialog = xy_form_dialog_new (from, desk, _ ("Add to the record"), _ ("Add it"), GTK_WIDGET (form), &act,
                               xy_id_copy (&row->meeting->record.id), g_free);
  xy_form_dialog_keep_draft (dialog, "meeting-addition");
  xy_form_dialog_present (dialog);
}
