/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/matter.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/notice-list.h"
#include "office.h"

#define TODAY "2026-11-22"

/* A meeting of nine members of whom eight came, with one decision. */
typedef struct
{
  const char *body;
  gint64 yes; /* below 0: nothing voted */
  gboolean private, unsigned_yet;
  XyId id; /* out */
} Case;

static gboolean
write_step (XyTxn *txn, const XyId *meeting, gint64 number, const char *kind, GError **error)
{
  g_autoptr (XyMeetingStep) step = xy_record_new (&xy_meeting_step_type);

  step->meeting = *meeting;
  step->number = number;
  step->at = 1795309200000;
  xy_set_str (&step->kind, kind);
  xy_set_str (&step->day, TODAY);
  xy_set_str (&step->by, "曾小平");
  xy_set_str (&step->recorder, "曾小平");
  return xy_record_save (txn, step, error);
}

static gboolean
write_lines (XyTxn *txn, Case *one, GError **error)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, "visit");
  xy_set_str (&matter->title, "装路灯");
  xy_set_str (&matter->day, TODAY);
  matter->private = one->private;
  if (!xy_matter_write_act (txn, &writing, error))
    return FALSE;
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (XyMeetingPresence) presence = xy_record_new (&xy_meeting_presence_type);
      g_autofree char *name = g_strdup_printf ("来人%u", i);
      presence->meeting = one->id;
      presence->record.id = xy_meeting_presence_id (&one->id, NULL, name);
      presence->people = 1;
      xy_set_str (&presence->name, name);
      xy_set_str (&presence->role, "due");
      xy_set_str (&presence->state, "present");
      if (!xy_record_save (txn, presence, error))
        return FALSE;
    }
  line->meeting = one->id;
  line->matter = writing.made;
  line->at = 1795309200000;
  line->voted = one->yes >= 0;
  line->yes = MAX (one->yes, 0);
  line->no = one->yes >= 0 ? 8 - one->yes : 0;
  xy_set_str (&line->kind, "decision");
  xy_set_str (&line->text, "装十盏路灯");
  xy_set_str (&line->recorder, "曾小平");
  return xy_record_save (txn, line, error);
}

static gboolean
write_case (XyTxn *txn, gpointer data, GError **error)
{
  Case *one = data;
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);

  xy_set_str (&kind->name, one->body);
  xy_set_str (&kind->body, one->body);
  xy_set_str (&kind->comes, "member");
  xy_set_str (&kind->form, "official");
  if (!xy_record_save (txn, kind, error))
    return FALSE;
  meeting->kind = kind->record.id;
  meeting->due = 9;
  meeting->number = 1;
  xy_set_str (&meeting->day, TODAY);
  xy_set_str (&meeting->maker, "曾小平");
  if (!xy_record_save (txn, meeting, error))
    return FALSE;
  one->id = meeting->record.id;
  return write_step (txn, &one->id, 1, "begin", error) && write_lines (txn, one, error)
         && write_step (txn, &one->id, 2, "finish", error)
         && (one->unsigned_yet || write_step (txn, &one->id, 3, "sign", error));
}

static guint
count_due (Office *office, const XyId *meeting, gboolean *late)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = xy_env_today (&office->fixed.env);
  g_autoptr (GPtrArray) rows = xy_notice_due (office->store, today, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      if (row->kind != XY_NOTICE_ROW_DUE || !xy_id_same (&row->list, meeting))
        continue;
      g_assert_cmpstr (row->paper_kind, ==, "meeting-resolution");
      g_assert_cmpstr (row->item, ==, "major");
      g_assert_cmpstr (row->since, ==, TODAY);
      g_assert_nonnull (strstr (row->title, "决议公告"));
      *late = row->late;
      n++;
    }
  return n;
}

static gboolean
hang (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyNotice) notice = xy_record_new (&xy_notice_type);

  notice->sheets = 1;
  xy_set_str (&notice->item, "major");
  xy_set_str (&notice->title, "决议公告");
  xy_set_str (&notice->happened, TODAY);
  xy_set_str (&notice->prepared, TODAY);
  xy_set_str (&notice->rules, "全国 2026-01-01");
  return xy_record_save (txn, notice, error);
}

/* A decision hangs at once: not one of who only consults, nor what did not pass, what is private, what is not signed.
 */
static void
test_decided (void)
{
  Case cases[] = {
    { "representatives", 7, FALSE, FALSE, XY_ID_NONE }, { "villagers", 5, FALSE, FALSE, XY_ID_NONE },
    { "representatives", 4, FALSE, FALSE, XY_ID_NONE }, { "representatives", -1, FALSE, FALSE, XY_ID_NONE },
    { "representatives", 8, TRUE, FALSE, XY_ID_NONE },  { "representatives", 8, FALSE, TRUE, XY_ID_NONE },
    { "committees", 8, FALSE, FALSE, XY_ID_NONE },
  };
  Office office;

  office_open (&office, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean late = TRUE;
      office_act (&office, "", write_case, &cases[i]);
      g_assert_cmpuint (count_due (&office, &cases[i].id, &late), ==, i < 2);
      g_assert_true (i >= 2 || !late);
    }

  /* Ten days later it is too late; once it hangs nothing is due. */
  gboolean late = FALSE;
  office.fixed.instant += G_GINT64_CONSTANT (11) * 86400000;
  g_assert_cmpuint (count_due (&office, &cases[0].id, &late), ==, 1);
  g_assert_true (late);
  office_act (&office, "", hang, NULL);
  g_assert_cmpuint (count_due (&office, &cases[0].id, &late), ==, 0);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notice-meeting/decided", test_decided);
  return g_test_run ();
}
