/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample village's meeting that voted on its bylaw, a year ago and by the law of that day. */
#include <glib/gi18n-lib.h>

#include "core/matter.h"
#include "core/meeting-act.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/sample-private.h"
#include "core/vote-act.h"
#include "core/vote-roll.h"

#define CLERK "曾小平"

typedef struct
{
  XyStore *store;
  const XyActor *actor;
  XyId version, meeting, vote;
} Work;

static gboolean
act (Work *work, const char *title, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (work->store, work->actor, title, func, data, error);
}

/* The village meeting: seven of nine households come. */
static gboolean
hold_meeting (Work *work, const char *day, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  XyMeetingWriting writing = { .meeting = meeting, .day_sure = TRUE };
  XyMeetingStepping begin = { .kind = XY_MEETING_BEGIN, .day = day };
  static const char *const topics[] = { "审议《石板溪村村规民约》草案", NULL };
  char notified[XY_DAY_SIZE];

  xy_day_add (day, -11, notified);
  if (!xy_sample_villagers (work->store, work->actor, &meeting->kind, error))
    return FALSE;
  xy_set_str (&meeting->day, day);
  xy_set_str (&meeting->starts, "09:00");
  xy_set_str (&meeting->ends, "11:30");
  xy_set_str (&meeting->place, "村部文化广场");
  xy_set_str (&meeting->notified_on, notified);
  xy_set_str (&meeting->party_on, notified);
  xy_set_str (&meeting->host, "林秀英");
  xy_set_str (&meeting->host_post, "村党组织书记、村委会主任");
  xy_set_str (&meeting->recorder, CLERK);
  writing.topics = topics;
  writing.n_topics = 1;
  if (!act (work, "", xy_meeting_write_act, &writing, error))
    return FALSE;
  work->meeting = begin.meeting = writing.made;
  g_autoptr (XyMeeting) called = xy_meeting_get (work->store, &work->meeting, error);
  g_autoptr (XyVoteRoll) roll = called != NULL ? xy_vote_roll (work->store, called, "household", day, error) : NULL;
  if (roll == NULL)
    return FALSE;
  for (guint i = 0; i < roll->voters->len; i++)
    if (i % 9 != 3 && i % 9 != 7)
      g_array_append_val (ids, ((XyVoter *) roll->voters->pdata[i])->id);
  XyMeetingArrivingAll all = { .meeting = work->meeting, .ids = (const XyId *) (gpointer) ids->data, .n = ids->len };
  return act (work, "", xy_meeting_step_act, &begin, error) && act (work, "", xy_meeting_arrive_all_act, &all, error);
}

static gboolean
count (Work *work, const XyVote *vote, const char *role, GError **error)
{
  XyVoteCounting counting = { work->vote, role, vote->yes, vote->no, vote->abstain, vote->invalid };

  return act (work, _ ("Count ballots"), xy_vote_count_act, &counting, error);
}

/* By ballots, counted by two, and closed. VOTED gets the figures. */
static gboolean
hold_vote (Work *work, gint64 present, XyVote **voted, GError **error)
{
  g_autoptr (XyVote) vote = xy_vote_propose (work->store, &work->meeting, error);
  XyVoteWriting writing = { 0 };

  if (vote == NULL)
    return FALSE;
  xy_set_str (&vote->title, "《石板溪村村规民约》草案");
  xy_set_str (&vote->text, "是否同意《石板溪村村规民约》草案？");
  xy_set_str (&vote->reserved, "bylaw");
  xy_set_str (&vote->method, "ballots");
  xy_set_str (&vote->overseer, "周立新");
  xy_set_str (&vote->caller, "罗建军");
  xy_set_str (&vote->counter, CLERK);
  vote->bylaw = work->version;
  vote->present = vote->given = present;
  vote->women = present * 46 / 100;
  vote->returned = present - present / 120;
  writing.vote = vote;
  if (!act (work, "", xy_vote_write_act, &writing, error))
    return FALSE;
  work->vote = writing.made;
  vote->invalid = present / 100;
  vote->no = present / 18;
  vote->abstain = present / 40;
  vote->yes = vote->returned - vote->invalid - vote->no - vote->abstain;
  if (!count (work, vote, "called", error) || !count (work, vote, "recorded", error)
      || !act (work, "", xy_vote_close_act, &work->vote, error))
    return FALSE;
  *voted = xy_vote_get (work->store, &work->vote, error);
  return *voted != NULL;
}

/* What was voted stands in the minutes. */
static gboolean
write_minutes (Work *work, const XyVote *vote, const char *day, GError **error)
{
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  XyMeetingLineWriting writing = { .line = line };
  XyMeetingStepping finish = { .meeting = work->meeting, .kind = XY_MEETING_FINISH, .day = day };
  char until[XY_DAY_SIZE];

  xy_day_add (day, 15, until);
  line->meeting = work->meeting;
  line->vote = vote->record.id;
  xy_set_str (&line->kind, "decision");
  xy_set_str (&line->text, "通过《石板溪村村规民约》，报镇人民政府备案后公布施行");
  xy_set_str (&line->does, "village");
  xy_set_str (&line->reserved, "bylaw");
  xy_set_str (&line->owner, xy_sample_official (work->store, CLERK));
  xy_set_str (&line->until, until);
  g_autoptr (GPtrArray) topics = xy_meeting_lines (work->store, &work->meeting, error);
  if (topics == NULL)
    return FALSE;
  line->topic = writing.after = ((XyRecord *) topics->pdata[0])->id;
  return act (work, "", xy_meeting_line_write_act, &writing, error)
         && act (work, "", xy_meeting_step_act, &finish, error);
}

gboolean
xy_sample_bylaw_vote (XyStore *store,
                      const XyActor *actor,
                      const XyId *version,
                      const char *day,
                      XyId *meeting,
                      XyId *vote,
                      GError **error)
{
  Work work = { .store = store, .actor = actor, .version = *version };
  g_autoptr (XyVote) voted = NULL;

  if (!hold_meeting (&work, day, error))
    return FALSE;
  g_autoptr (GPtrArray) came = xy_meeting_presences (store, &work.meeting, error);
  if (came == NULL || !hold_vote (&work, came->len, &voted, error) || !write_minutes (&work, voted, day, error))
    return FALSE;
  *meeting = work.meeting;
  *vote = work.vote;
  return TRUE;
}

gboolean
xy_sample_bylaw_sign (XyStore *store, const XyActor *actor, const XyId *meeting, const char *day, GError **error)
{
  XyMeetingStepping sign = { .meeting = *meeting, .kind = XY_MEETING_SIGN, .day = day };

  return xy_store_act (store, actor, "", xy_meeting_step_act, &sign, error);
}

/* What the meeting agreed is done: the matter that it became in the ledger is closed. */
gboolean
xy_sample_bylaw_close (XyStore *store, const XyActor *actor, const char *day, GError **error)
{
  static const XyMatterKind kinds[] = { XY_MATTER_FINISH, XY_MATTER_SATISFIED, XY_MATTER_CLOSE };
  g_autoptr (GPtrArray) lines = xy_record_list (
      store, &xy_meeting_line_type,
      "WHERE t.reserved = 'bylaw' AND t.matter IS NOT NULL AND t.del = 0 ORDER BY t.id LIMIT 1", XY_BIND_NONE, error);

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; lines->len > 0 && i < G_N_ELEMENTS (kinds); i++)
    {
      XyMatterStepping stepping = { .matters = &((XyMeetingLine *) lines->pdata[0])->matter,
                                    .n = 1,
                                    .kind = kinds[i],
                                    .day = day,
                                    .note = i == 0 ? "镇里备案后张榜公布，当天起施行" : NULL,
                                    .by = "周立新" };
      if (!xy_store_act (store, actor, "", xy_matter_step_act, &stepping, error))
        return FALSE;
    }
  return TRUE;
}
