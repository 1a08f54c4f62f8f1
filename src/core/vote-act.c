/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vote-act.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/meeting-act.h"
#include "core/person.h"
#include "core/store.h"
#include "core/vote-private.h"
#include "core/vote-roll.h"

enum
{
  N_VOICES,
};

static const XySql statements[] = {
  [N_VOICES] = { NULL, "SELECT (SELECT count (*) FROM ballot WHERE vote = ?1 AND del = 0) + (SELECT count (*) FROM "
                       "vote_tally WHERE vote = ?1 AND del = 0 AND yes + no + abstain + invalid > 0)" },
};

/* A body by whose members' names it is known who came votes by hand; many people vote on paper. */
#define HANDS_MOST 60

void
xy_vote_held_clear (XyVoteHeld *held)
{
  g_clear_object (&held->meeting);
  g_clear_object (&held->kind);
  g_clear_pointer (&held->rules, xy_meeting_rules_free);
}

gboolean
xy_vote_hold (XyStore *store, const XyId *meeting, XyVoteHeld *held, GError **error)
{
  held->meeting = xy_meeting_get (store, meeting, error);
  held->kind = held->meeting != NULL ? xy_meeting_get_kind (store, held->meeting, error) : NULL;
  held->rules = held->kind != NULL ? xy_meeting_rules_at (store, NULL, held->meeting->day, error) : NULL;
  if (held->rules == NULL)
    return FALSE;
  held->body = xy_meeting_rules_body (held->rules, held->kind->body);
  if (held->body != NULL)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The rules of %s do not know a meeting like %s."),
               held->meeting->day, held->kind->name);
  return FALSE;
}

gboolean
xy_vote_check_meeting (const XyMeetingRules *rules,
                       const XyMeetingBody *body,
                       const XyMeeting *meeting,
                       const char *reserved,
                       GError **error)
{
  const XyMeetingMatter *matter = reserved != NULL ? xy_meeting_rules_matter (rules, reserved) : NULL;
  gboolean reason = meeting->special != NULL && meeting->special[0] != '\0';
  int days = meeting->notified_on != NULL ? xy_day_between (meeting->notified_on, meeting->day) : -1;

  if (body->notice_days > 0 && days < body->notice_days && !reason)
    {
      if (days < 0)
        xy_set_invalid (
            error, "notified_on",
            _ ("%s is told %d days before (%s), and it does not say when people were told. Write the day with "
               "the meeting, or the special reason."),
            body->name, body->notice_days, body->source);
      else
        xy_set_invalid (error, "special",
                        _ ("%s is told %d days before (%s); people were told on %s, %d days before. Write the special "
                           "reason with the meeting."),
                        body->name, body->notice_days, body->source, meeting->notified_on, days);
      return FALSE;
    }
  if (matter == NULL || !matter->party)
    return TRUE;
  if (meeting->party_on == NULL)
    xy_set_invalid (
        error, "party_on",
        _ ("“%s” is discussed by the village's Party organisation first (%s). Write with the meeting on which "
           "day that was."),
        matter->name, matter->source);
  else if (strcmp (meeting->party_on, meeting->day) > 0)
    xy_set_invalid (error, "party_on", _ ("The Party organisation's discussion on %s is after the meeting of %s."),
                    meeting->party_on, meeting->day);
  else
    return TRUE;
  return FALSE;
}

const char *
xy_vote_usual_method (gint64 due)
{
  return due <= HANDS_MOST ? "hands" : "ballots";
}

XyVote *
xy_vote_propose (XyStore *store, const XyId *meeting, GError **error)
{
  g_auto (XyVoteHeld) held = { 0 };

  if (!xy_vote_hold (store, meeting, &held, error))
    return NULL;
  g_autoptr (XyVoteRoll) roll = xy_vote_roll (store, held.meeting, held.kind->comes, held.meeting->day, error);
  if (roll == NULL)
    return NULL;
  XyVote *vote = xy_record_new (&xy_vote_type);
  vote->meeting = *meeting;
  xy_set_str (&vote->basis, held.kind->comes);
  xy_set_str (&vote->as_of, held.meeting->day);
  xy_set_str (&vote->method, xy_vote_usual_method (roll->voters->len));
  vote->due = roll->voters->len;
  return vote;
}

/* Basis and method cannot change under voices that were given. */
static gboolean
check_change (XyTxn *txn, const XyVote *vote, GError **error)
{
  gint64 n = 0;
  g_autoptr (XyVote) was = xy_vote_get (xy_txn_get_store (txn), &vote->record.id, error);

  if (was == NULL
      || !xy_db_number (xy_txn_get_db (txn), statements[N_VOICES].text, XY_BIND (XY_ID (&vote->record.id)), &n, error))
    return FALSE;
  if (n == 0
      || (g_strcmp0 (was->basis, vote->basis) == 0 && g_strcmp0 (was->method, vote->method) == 0
          && g_strcmp0 (was->as_of, vote->as_of) == 0))
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("Voices were given already; who votes and how cannot change any more."));
  return FALSE;
}

gboolean
xy_vote_write_act (XyTxn *txn, gpointer data, GError **error)
{
  XyVoteWriting *writing = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyVote) vote = xy_record_copy (writing->vote);
  g_auto (XyVoteHeld) held = { 0 };

  if (!xy_vote_hold (store, &vote->meeting, &held, error))
    return FALSE;
  if (held.meeting->stage > XY_MEETING_READY)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The meeting of %s is over: %s."), held.meeting->day,
                   xy_meeting_stage_word ((XyMeetingStage) held.meeting->stage));
      return FALSE;
    }
  if (vote->as_of != NULL && strcmp (vote->as_of, held.meeting->day) > 0)
    {
      xy_set_invalid (error, "as_of", _ ("The roster of %s is younger than the meeting of %s."), vote->as_of,
                      held.meeting->day);
      return FALSE;
    }
  if (!xy_vote_check_asked (held.rules, held.body, vote->reserved, vote->basis, vote->method, error)
      || !xy_vote_check_meeting (held.rules, held.body, held.meeting, vote->reserved, error)
      || (vote->record.stored && !check_change (txn, vote, error)))
    return FALSE;
  g_autoptr (XyVoteRoll) roll = xy_vote_roll (store, held.meeting, vote->basis, vote->as_of, error);
  if (roll == NULL)
    return FALSE;
  vote->due = roll->voters->len;
  if (g_strcmp0 (vote->method, "hands") == 0)
    vote->given = vote->returned = vote->present;
  g_autofree char *excluded = xy_vote_roll_excluded (roll);
  xy_set_str (&vote->excluded, excluded);
  if (!vote->record.stored)
    xy_set_str (&vote->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, vote, error))
    return FALSE;
  writing->made = vote->record.id;
  g_autofree char *title = g_strdup_printf (_ ("Vote: %s"), vote->title);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_vote_open_act (XyTxn *txn, gpointer data, GError **error)
{
  XyVoteOpening *opening = data;
  XyVoteWriting writing = { .vote = opening->vote };

  if (opening->meeting != NULL)
    {
      XyStore *store = xy_txn_get_store (txn);
      g_autoptr (XyMeetingKind) kind = xy_meeting_get_kind (store, opening->meeting, error);
      if (kind == NULL)
        return FALSE;
      /* Until it begins those who should come are counted for its day. */
      if (opening->meeting->stage == XY_MEETING_PLANNED
          && (opening->meeting->due = xy_meeting_count_due (store, opening->meeting, kind, error)) < 0)
        return FALSE;
      XyMeetingWriting called = { .meeting = opening->meeting, .day_sure = opening->day_sure };
      if (!xy_meeting_write_act (txn, &called, error))
        return FALSE;
      opening->vote->meeting = called.made;
    }
  if (!xy_vote_write_act (txn, &writing, error))
    return FALSE;
  opening->made = writing.made;
  return TRUE;
}

static XyVote *
open_vote (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyVote) vote = xy_vote_get (store, id, error);

  if (vote == NULL || vote->closed_on == NULL)
    return g_steal_pointer (&vote);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The result is closed and does not change any more. Where it is doubted, count again as a recount."));
  return NULL;
}

static gboolean
has_names (const XyVote *vote)
{
  return g_strcmp0 (vote->method, "signatures") == 0 || g_strcmp0 (vote->method, "doors") == 0;
}

/* What is said of somebody who has no voice: why, with the number that does not fit. */
static gboolean
refuse_voter (XyStore *store, const XyVote *vote, const XyVoteRoll *roll, const XyId *voter, GError **error)
{
  for (guint i = 0; i < roll->excluded->len; i++)
    {
      const XyVoter *other = roll->excluded->pdata[i];
      if (!xy_id_same (&other->id, voter))
        continue;
      xy_set_invalid (error, "voter", _ ("%s has no voice: %s."), other->name, (char *) roll->whys->pdata[i]);
      return FALSE;
    }
  if (g_str_equal (vote->basis, "person"))
    {
      g_autoptr (XyPerson) person = xy_record_get (store, &xy_person_type, voter, NULL);
      int age = person != NULL ? xy_day_age (person->birthday, vote->as_of) : -1;
      if (age >= 0 && age < 18)
        {
          xy_set_invalid (error, "voter", _ ("%s was %d years old on %s and has no voice before 18."), person->name,
                          age, vote->as_of);
          return FALSE;
        }
    }
  xy_set_invalid (error, "voter", _ ("He does not belong to those who vote here."));
  return FALSE;
}

gboolean
xy_vote_check_voter (XyStore *store, const XyId *vote_id, const XyId *voter, GError **error)
{
  g_autoptr (XyVote) vote = xy_vote_get (store, vote_id, error);
  g_autoptr (XyMeeting) meeting = vote != NULL ? xy_meeting_get (store, &vote->meeting, error) : NULL;
  g_autoptr (XyVoteRoll) roll =
      meeting != NULL ? xy_vote_roll_of (store, meeting, vote->basis, vote->as_of, voter, error) : NULL;

  return roll != NULL && (xy_vote_roll_find (roll, voter) != NULL || refuse_voter (store, vote, roll, voter, error));
}

static gboolean
check_voice (XyStore *store, const XyVote *vote, const XyVoteVoice *voice, const XyBallot *before, GError **error)
{
  g_auto (XyVoteHeld) held = { 0 };
  g_autoptr (XyMeeting) meeting = xy_meeting_get (store, &vote->meeting, error);

  /* A sheet of thousands is keyed in one go: what one voice does not ask for is not read. */
  if (meeting == NULL || (voice->proxy && !xy_vote_hold (store, &vote->meeting, &held, error)))
    return FALSE;
  g_autoptr (XyVoteRoll) roll = xy_vote_roll_of (store, meeting, vote->basis, vote->as_of, &voice->voter, error);
  if (roll == NULL)
    return FALSE;
  const XyVoter *voter = xy_vote_roll_find (roll, &voice->voter);
  if (voter == NULL)
    return refuse_voter (store, vote, roll, &voice->voter, error);
  if (voice->proxy && !held.body->proxy)
    xy_set_invalid (error, "proxy", _ ("In %s nobody can be stood for (%s)."), held.body->name, held.body->source);
  else if (before != NULL && !before->record.deleted && !voice->again)
    xy_set_invalid (error, "voter", _ ("%s has given a voice already: %s."), voter->name,
                    xy_word_label (xy_vote_choices, before->choice));
  else
    return TRUE;
  return FALSE;
}

gboolean
xy_vote_voice_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyVoteVoice *voice = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyVote) vote = open_vote (store, &voice->vote, error);

  if (vote == NULL)
    return FALSE;
  if (!has_names (vote))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("By this method voices have no names: %s."),
                   xy_word_label (xy_vote_methods, vote->method));
      return FALSE;
    }
  XyId id = xy_ballot_id (&voice->vote, &voice->voter);
  g_autoptr (XyBallot) before = xy_record_get (store, &xy_ballot_type, &id, NULL);
  if (voice->choice == NULL)
    return before == NULL || before->record.deleted || xy_record_set_deleted (txn, before, TRUE, error);
  if (!check_voice (store, vote, voice, before, error))
    return FALSE;
  g_autoptr (XyBallot) ballot = before != NULL ? xy_record_copy (before) : xy_record_new (&xy_ballot_type);
  if (before == NULL)
    {
      ballot->record.id = id;
      ballot->vote = voice->vote;
      ballot->voter = voice->voter;
    }
  else if (before->record.deleted && !xy_record_set_deleted (txn, ballot, FALSE, error))
    return FALSE;
  ballot->at = xy_txn_get_now (txn);
  ballot->proxy = voice->proxy;
  xy_set_str (&ballot->choice, voice->choice);
  xy_set_str (&ballot->signer, voice->signer);
  return xy_record_save (txn, ballot, error);
}

gboolean
xy_vote_count_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyVoteCounting *counting = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyVote) vote = open_vote (store, &counting->vote, error);

  if (vote == NULL)
    return FALSE;
  if (g_strcmp0 (vote->method, "ballots") != 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("Two people count where there are ballots; here it is: %s."),
                   xy_word_label (xy_vote_methods, vote->method));
      return FALSE;
    }
  g_autoptr (XyVote) as_counted = xy_record_copy (vote);
  as_counted->yes = counting->yes;
  as_counted->no = counting->no;
  as_counted->abstain = counting->abstain;
  as_counted->invalid = counting->invalid;
  if (!xy_vote_check_figures (as_counted, FALSE, error))
    return FALSE;
  XyId id = xy_vote_tally_id (&counting->vote, counting->role);
  g_autoptr (XyVoteTally) before = xy_record_get (store, &xy_vote_tally_type, &id, NULL);
  g_autoptr (XyVoteTally) tally = before != NULL ? xy_record_copy (before) : xy_record_new (&xy_vote_tally_type);
  if (before == NULL)
    {
      tally->record.id = id;
      tally->vote = counting->vote;
      xy_set_str (&tally->role, counting->role);
    }
  else if (before->record.deleted && !xy_record_set_deleted (txn, tally, FALSE, error))
    return FALSE;
  tally->yes = counting->yes;
  tally->no = counting->no;
  tally->abstain = counting->abstain;
  tally->invalid = counting->invalid;
  return xy_record_save (txn, tally, error);
}

gboolean
xy_vote_judge_held (const XyVoteHeld *held, const XyVote *vote, XyMeetingVerdict *verdict, GError **error)
{
  XyMeetingCount count = { .attend = (guint) MAX (xy_vote_share_of (held->body, vote->basis), 0),
                           .due = vote->due,
                           .present = vote->present,
                           .yes = vote->yes,
                           .no = vote->no,
                           .abstain = vote->abstain };

  if (!held->body->votes)
    return xy_vote_check_asked (held->rules, held->body, NULL, vote->basis, vote->method, error);
  if (!xy_meeting_count_check (held->body, &count, error))
    return FALSE;
  xy_meeting_count_judge (held->body, &count, verdict);
  return TRUE;
}

gboolean
xy_vote_judge (XyStore *store, const XyVote *vote, XyMeetingVerdict *verdict, GError **error)
{
  g_auto (XyVoteHeld) held = { 0 };

  return xy_vote_hold (store, &vote->meeting, &held, error) && xy_vote_judge_held (&held, vote, verdict, error);
}

const XySql *
xy_vote_act_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
