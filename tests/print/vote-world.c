/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vote-world.h"

#include "core/vote-act.h"
#include "core/vote-roll.h"

#define DAY "2026-11-21"

typedef struct
{
  XyTxn *txn;
  XyStore *store;
  XyMeeting *meeting;
  GError **error;
} Writer;

static gboolean
call (Writer *w)
{
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);

  xy_set_str (&kind->name, "村民会议");
  xy_set_str (&kind->body, "villagers");
  xy_set_str (&kind->comes, "household");
  xy_set_str (&kind->form, "official");
  kind->sort = 901;
  if (!xy_record_save (w->txn, kind, w->error))
    return FALSE;
  w->meeting = xy_record_new (&xy_meeting_type);
  w->meeting->kind = kind->record.id;
  w->meeting->number = 1;
  xy_set_str (&w->meeting->day, DAY);
  xy_set_str (&w->meeting->starts, "09:00");
  xy_set_str (&w->meeting->place, "村部二楼会议室");
  xy_set_str (&w->meeting->host, "覃建国");
  xy_set_str (&w->meeting->recorder, "曾小平");
  xy_set_str (&w->meeting->notified_on, "2026-11-08");
  xy_set_str (&w->meeting->party_on, "2026-11-06");
  xy_set_str (&w->meeting->maker, "曾小平");
  return xy_record_save (w->txn, w->meeting, w->error);
}

/* Opens a vote to which all have come but one in five. (transfer full) */
static XyVote *
put (Writer *w, const char *title, const char *text, const char *method)
{
  g_autoptr (XyVote) vote = xy_vote_propose (w->store, &w->meeting->record.id, w->error);
  XyVoteWriting writing = { .vote = vote };

  if (vote == NULL)
    return NULL;
  xy_set_str (&vote->title, title);
  xy_set_str (&vote->text, text);
  xy_set_str (&vote->method, method);
  xy_set_str (&vote->note, VOTE_WORLD_NOTE);
  xy_set_str (&vote->overseer, "谢满生");
  xy_set_str (&vote->caller, "刘桂英");
  xy_set_str (&vote->counter, "阿卜杜热合曼·麦麦提");
  gint64 due = vote->due;
  if (!g_str_equal (method, "doors"))
    {
      vote->present = due - due / 5;
      vote->women = vote->present / 3;
      vote->proxies = due / 40;
      vote->given = vote->returned = vote->present;
    }
  if (g_str_equal (method, "ballots"))
    {
      vote->given = vote->present - vote->present / 50;
      vote->returned = vote->given - vote->given / 40;
    }
  if (!xy_vote_write_act (w->txn, &writing, w->error))
    return NULL;
  return xy_vote_get (w->store, &writing.made, w->error);
}

/* Both count the same: all that came back, or a part of it. */
static gboolean
count (Writer *w, const XyVote *vote, gint64 yes, gint64 no, gint64 abstain, gint64 invalid)
{
  XyVoteCounting counting = {
    .vote = vote->record.id, .role = "called", .yes = yes, .no = no, .abstain = abstain, .invalid = invalid
  };

  if (!xy_vote_count_act (w->txn, &counting, w->error))
    return FALSE;
  counting.role = "recorded";
  return xy_vote_count_act (w->txn, &counting, w->error);
}

static gboolean
close_vote (Writer *w, const XyVote *vote)
{
  return xy_vote_close_act (w->txn, (gpointer) &vote->record.id, w->error);
}

/* Every PARTth household has spoken; what it said goes round. */
static gboolean
speak (Writer *w, const XyVote *vote, guint part)
{
  static const char *const choices[] = { "yes", "yes", "yes", "no", "yes", "abstain", "yes", "yes", "yes", "yes" };
  g_autoptr (XyVoteRoll) roll = xy_vote_roll (w->store, w->meeting, vote->basis, vote->as_of, w->error);

  for (guint i = 0; roll != NULL && i < roll->voters->len; i++)
    {
      XyVoteVoice voice = { .vote = vote->record.id,
                            .voter = ((const XyVoter *) roll->voters->pdata[i])->id,
                            .choice = i % 31 == 17 ? "invalid" : choices[i % G_N_ELEMENTS (choices)],
                            .signer = i % 7 == 3 ? "刘桂英" : NULL };
      if (i % part == 0 && !xy_vote_voice_act (w->txn, &voice, w->error))
        return FALSE;
    }
  return roll != NULL;
}

static gboolean
put_ballots (Writer *w)
{
  g_autoptr (XyVote) bylaw = put (w, "关于修订《石板溪村村规民约》的议案",
                                  "修订后的村规民约共九章三十二条，草案已于会前十日张贴。", "ballots");
  g_autoptr (XyVote) fees =
      bylaw != NULL ? put (w, "2027年度村内公益事业每户筹资一百二十元，联系电话19900001234", NULL, "ballots") : NULL;
  g_autoptr (XyVote) passed = fees != NULL ? put (w, "丁家院子水渠改造工程承包方案", NULL, "ballots") : NULL;
  g_autoptr (XyVote) lost = passed != NULL ? put (w, "村集体山林流转给外来企业经营", NULL, "ballots") : NULL;

  if (lost == NULL)
    return FALSE;
  gint64 n = passed->returned, yes = n - n / 5, no = n / 10, half = n / 2;
  return count (w, fees, half, n / 9, n / 11, 0) && count (w, passed, yes, no, n / 20, n - yes - no - n / 20)
         && close_vote (w, passed) && count (w, lost, half, n - half, 0, 0) && close_vote (w, lost);
}

static gboolean
put_others (Writer *w)
{
  g_autoptr (XyVote) open = put (w, "同意村内主干道安装太阳能路灯六十盏", NULL, "doors");
  g_autoptr (XyVote) done = open != NULL ? put (w, "同意丁家院子公共晒谷坪硬化方案", NULL, "doors") : NULL;
  g_autoptr (XyVote) hands = done != NULL ? put (w, "推选监票、唱票、计票人员", NULL, "hands") : NULL;

  if (hands == NULL || !speak (w, open, 3) || !speak (w, done, 1) || !close_vote (w, done))
    return FALSE;
  g_autoptr (XyVote) raised = xy_record_copy (hands);
  raised->yes = hands->present - hands->present / 9;
  return xy_record_save (w->txn, raised, w->error) && close_vote (w, hands);
}

gboolean
vote_world_make (XyTxn *txn, gpointer data, GError **error)
{
  Writer w = { .txn = txn, .store = xy_txn_get_store (txn), .error = error };
  gboolean made = call (&w) && put_ballots (&w) && put_others (&w);

  g_clear_object (&w.meeting);
  return made;
}
