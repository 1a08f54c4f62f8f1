/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/matter.h"
#include "core/meeting.h"
#include "core/notice-list.h"
#include "core/paper-record.h"
#include "core/vote.h"
#include "office.h"

#define TODAY "2026-11-22"

typedef struct
{
  const char *body;
  const char *closed_on; /* NULL: open */
  gboolean passed, private, bylaw;
  XyId meeting, id; /* out */
} Case;

static gboolean
write_matter (XyTxn *txn, XyId *id, GError **error)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, "visit");
  xy_set_str (&matter->title, "两户的地界");
  xy_set_str (&matter->day, TODAY);
  matter->private = TRUE;
  if (!xy_matter_write_act (txn, &writing, error))
    return FALSE;
  *id = writing.made;
  return TRUE;
}

static gboolean
write_vote (XyTxn *txn, Case *one, const XyId *recount_of, GError **error)
{
  g_autoptr (XyVote) vote = xy_record_new (&xy_vote_type);

  vote->meeting = one->meeting;
  vote->due = vote->present = vote->given = vote->returned = 9;
  vote->yes = one->passed ? 9 : 4;
  vote->no = 9 - vote->yes;
  vote->passed = one->passed;
  if (recount_of != NULL)
    vote->recount_of = *recount_of;
  if (one->private && !write_matter (txn, &vote->matter, error))
    return FALSE;
  xy_set_str (&vote->title, "装十盏路灯");
  xy_set_str (&vote->reserved, one->bylaw ? "bylaw" : NULL);
  xy_set_str (&vote->basis, "member");
  xy_set_str (&vote->as_of, TODAY);
  xy_set_str (&vote->method, "hands");
  xy_set_str (&vote->recorder, "曾小平");
  xy_set_str (&vote->closed_on, one->closed_on);
  if (!xy_record_save (txn, vote, error))
    return FALSE;
  one->id = vote->record.id;
  return TRUE;
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
  xy_set_str (&meeting->day, TODAY);
  xy_set_str (&meeting->maker, "曾小平");
  if (!xy_record_save (txn, meeting, error))
    return FALSE;
  one->meeting = meeting->record.id;
  return write_vote (txn, one, NULL, error);
}

/* Counted again, and closed. */
static gboolean
write_recount (XyTxn *txn, gpointer data, GError **error)
{
  Case *one = data;
  XyId of = one->id;

  return write_vote (txn, one, &of, error);
}

static guint
count_due (Office *office, const Case *one, gboolean *late)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = xy_env_today (&office->fixed.env);
  g_autoptr (GPtrArray) rows = xy_notice_due (office->store, today, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      if (row->kind != XY_NOTICE_ROW_DUE || !xy_id_same (&row->list, &one->id))
        continue;
      g_assert_cmpstr (row->paper_kind, ==, "vote-result");
      g_assert_cmpstr (row->item, ==, one->bylaw ? "bylaw" : "major");
      g_assert_cmpstr (row->since, ==, TODAY);
      g_assert_nonnull (strstr (row->title, "表决结果公告：装十盏路灯"));
      *late = row->late;
      n++;
    }
  return n;
}

/* The notice of a paper about the vote, or about its meeting. */
typedef struct
{
  const XyId *about;
  const char *kind; /* NULL: typed by hand, for the day */
} Hanging;

static gboolean
hang (XyTxn *txn, gpointer data, GError **error)
{
  const Hanging *hanging = data;
  g_autoptr (XyNotice) notice = xy_record_new (&xy_notice_type);

  if (hanging->kind != NULL)
    {
      g_autoptr (XyPaperRecord) paper = xy_record_new (&xy_paper_record_type);
      paper->subject = *hanging->about;
      paper->at = xy_txn_get_now (txn);
      paper->pages = 1;
      xy_set_str (&paper->kind, hanging->kind);
      xy_set_str (&paper->number, "BJ-2026-0001");
      xy_set_str (&paper->title, "表决结果公告");
      xy_set_str (&paper->by, "曾小平");
      if (!xy_record_save (txn, paper, error))
        return FALSE;
      notice->paper = paper->record.id;
    }
  notice->sheets = 1;
  xy_set_str (&notice->item, "major");
  xy_set_str (&notice->title, "表决结果公告");
  xy_set_str (&notice->happened, hanging->kind == NULL ? TODAY : NULL);
  xy_set_str (&notice->prepared, TODAY);
  xy_set_str (&notice->rules, "全国 2026-01-01");
  return xy_record_save (txn, notice, error);
}

/* What was closed hangs at once, passed or not; nothing that is open, private, the Party's own, or counted again. */
static void
test_closed (void)
{
  static const struct
  {
    Case of;
    gboolean due;
  } cases[] = {
    { { "villagers", TODAY, TRUE, FALSE, TRUE }, TRUE },
    { { "representatives", TODAY, FALSE }, TRUE },
    { { "group", TODAY, TRUE }, TRUE },
    { { "villagers", NULL, TRUE }, FALSE },
    { { "villagers", TODAY, TRUE, TRUE }, FALSE },
    { { "committees", TODAY, TRUE }, FALSE },
    { { "villagers", "2024-01-05", TRUE }, FALSE },
  };
  Office office;

  office_open (&office, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Case one = cases[i].of;
      gboolean late = TRUE;
      office_act (&office, "", write_case, &one);
      g_assert_cmpuint (count_due (&office, &one, &late), ==, cases[i].due);
      g_assert_true (!cases[i].due || !late);
      if (!cases[i].due)
        continue;
      Case again = one;
      office_act (&office, "", write_recount, &again);
      g_assert_cmpuint (count_due (&office, &one, &late), ==, 0);
      g_assert_cmpuint (count_due (&office, &again, &late), ==, 1);
    }
  office_close (&office);
}

/* Its own paper, the resolutions of the meeting, or what was typed by hand; another vote's paper is not it. */
static void
test_hangs (void)
{
  for (guint way = 0; way < 4; way++)
    {
      Case one = { "villagers", TODAY, TRUE }, other = { "villagers", TODAY, TRUE };
      Office office;
      gboolean late = FALSE;
      office_open (&office, 1);
      office_act (&office, "", write_case, &one);
      office_act (&office, "", write_case, &other);
      Hanging hanging = { way == 1   ? &one.meeting
                          : way == 2 ? NULL
                          : way == 3 ? &other.id
                                     : &one.id,
                          way == 1   ? "meeting-resolution"
                          : way == 2 ? NULL
                                     : "vote-result" };
      office_act (&office, "", hang, &hanging);
      g_assert_cmpuint (count_due (&office, &one, &late), ==, way == 3);
      office.fixed.instant += G_GINT64_CONSTANT (11) * 86400000;
      g_assert_cmpuint (count_due (&office, &one, &late), ==, way == 3);
      g_assert_true (late == (way == 3));
      office_close (&office);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notice-vote/closed", test_closed);
  g_test_add_func ("/notice-vote/hangs", test_hangs);
  return g_test_run ();
}
