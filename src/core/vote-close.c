/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vote-act.h"

#include <glib/gi18n-lib.h>

#include "core/store.h"
#include "core/vote-private.h"

enum
{
  CAME,
};

static const XySql statements[] = {
  [CAME] = { NULL, "SELECT m.due, (SELECT count (*) FROM meeting_presence AS p WHERE p.meeting = m.id "
                   "AND p.role <> 'guest' AND p.state <> 'leave' AND p.del = 0) FROM meeting_line AS l "
                   "JOIN meeting AS m ON m.id = l.meeting WHERE l.vote = ?1 AND l.del = 0 AND m.id = ?2" },
};

static void
add_choice (XyVote *vote, const char *choice)
{
  if (g_strcmp0 (choice, "yes") == 0)
    vote->yes++;
  else if (g_strcmp0 (choice, "no") == 0)
    vote->no++;
  else if (g_strcmp0 (choice, "abstain") == 0)
    vote->abstain++;
  else
    vote->invalid++;
}

/* Each who signed has come, was given a voice and gave it back. */
static gboolean
sum_voices (XyStore *store, XyVote *vote, GError **error)
{
  g_autoptr (GPtrArray) ballots = xy_vote_ballots (store, &vote->record.id, error);

  if (ballots == NULL)
    return FALSE;
  vote->yes = vote->no = vote->abstain = vote->invalid = vote->proxies = 0;
  for (guint i = 0; i < ballots->len; i++)
    {
      const XyBallot *ballot = ballots->pdata[i];
      add_choice (vote, ballot->choice);
      vote->proxies += ballot->proxy != 0;
    }
  vote->returned = vote->given = ballots->len;
  vote->present = MAX (vote->present, vote->given);
  if (g_strcmp0 (vote->method, "doors") == 0)
    vote->present = vote->given;
  vote->women = MIN (vote->women, vote->present);
  return TRUE;
}

/* What who calls has; the other must have the same when it is closed. */
static gboolean
sum_tallies (XyStore *store, XyVote *vote, gboolean both, GError **error)
{
  g_autoptr (GPtrArray) tallies = xy_vote_tallies (store, &vote->record.id, error);

  if (tallies == NULL)
    return FALSE;
  const XyVoteTally *called = NULL, *recorded = NULL;
  for (guint i = 0; i < tallies->len; i++)
    {
      const XyVoteTally *tally = tallies->pdata[i];
      if (g_strcmp0 (tally->role, "called") == 0)
        called = tally;
      else
        recorded = tally;
    }
  if (both && (called == NULL || recorded == NULL))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("Two people count, who calls and who records; only one has counted."));
      return FALSE;
    }
  if (both
      && (called->yes != recorded->yes || called->no != recorded->no || called->abstain != recorded->abstain
          || called->invalid != recorded->invalid))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("The two counts differ: who calls has %d in favour, %d against, %d abstaining, %d invalid; who "
                      "records has %d, %d, %d, %d. Please count again."),
                   (int) called->yes, (int) called->no, (int) called->abstain, (int) called->invalid,
                   (int) recorded->yes, (int) recorded->no, (int) recorded->abstain, (int) recorded->invalid);
      return FALSE;
    }
  const XyVoteTally *tally = called != NULL ? called : recorded;
  if (tally != NULL)
    {
      vote->yes = tally->yes;
      vote->no = tally->no;
      vote->abstain = tally->abstain;
      vote->invalid = tally->invalid;
    }
  return TRUE;
}

/* Of one that stands in the minutes: who came to the meeting. */
static gboolean
count_came (XyStore *store, XyVote *vote, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[CAME].text,
                                         XY_BIND (XY_ID (&vote->record.id), XY_ID (&vote->meeting)), &problem);

  if (problem == NULL && xy_rows_next (rows, &problem))
    {
      vote->due = xy_rows_int (rows, 0);
      vote->present = xy_rows_int (rows, 1);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
sum (XyStore *store, XyVote *vote, gboolean done, GError **error)
{
  if (g_strcmp0 (vote->method, "ballots") == 0)
    return sum_tallies (store, vote, done, error);
  if (g_strcmp0 (vote->method, "hands") != 0)
    return sum_voices (store, vote, error);
  vote->invalid = 0;
  if (!count_came (store, vote, error))
    return FALSE;
  vote->given = vote->present;
  /* Who raised no hand abstained, where nobody counted who abstains: he has come all the same. */
  if (vote->returned == 0 || vote->returned != vote->yes + vote->no + vote->abstain)
    {
      vote->returned = vote->present;
      vote->abstain = MAX (vote->present - vote->yes - vote->no, 0);
    }
  return TRUE;
}

XyVote *
xy_vote_sum (XyStore *store, const XyVote *vote, GError **error)
{
  g_autoptr (XyVote) copy = xy_record_copy (vote);

  if (vote->closed_on == NULL && !sum (store, copy, FALSE, error))
    return NULL;
  return g_steal_pointer (&copy);
}

gboolean
xy_vote_sum_up (XyStore *store, XyVote *vote, GError **error)
{
  if (!sum (store, vote, TRUE, error))
    return FALSE;
  if (vote->present > 0)
    return xy_vote_check_figures (vote, TRUE, error);
  xy_set_invalid (error, "present", _ ("Please write how many came."));
  return FALSE;
}

/* Which voices were counted: another computer may have some that this one has not. */
static gboolean
seal (XyStore *store, XyVote *vote, GError **error)
{
  g_autoptr (GPtrArray) ballots = xy_vote_ballots (store, &vote->record.id, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (ballots == NULL)
    return FALSE;
  for (guint i = 0; i < ballots->len; i++)
    {
      const XyBallot *ballot = ballots->pdata[i];
      g_ptr_array_add (lines, xy_ballot_line (&ballot->record.id, ballot->choice));
    }
  g_clear_pointer (&vote->ballots, g_free);
  if (lines->len > 0)
    vote->ballots = xy_ballots_digest (lines);
  return TRUE;
}

gboolean
xy_vote_close_act (XyTxn *txn, gpointer data, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyVote) was = xy_vote_get (store, data, error);
  g_auto (XyMeetingVerdict) verdict = { 0 };

  if (was == NULL)
    return FALSE;
  g_autoptr (XyVote) vote = xy_record_copy (was);
  g_autoptr (XyMeeting) meeting = xy_meeting_get (store, &vote->meeting, error);
  if (meeting == NULL)
    return FALSE;
  g_autoptr (XyMeetingRules) rules = xy_meeting_rules_at (store, NULL, meeting->day, error);
  if (rules == NULL)
    return FALSE;
  if (was->closed_on == NULL && !xy_vote_sum_up (store, vote, error))
    return FALSE;
  if (!xy_vote_judge (store, vote, &verdict, error) || !seal (store, vote, error))
    return FALSE;
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  xy_set_str (&vote->closed_on, today);
  xy_set_str (&vote->sentence, verdict.sentence);
  xy_set_str (&vote->rules, rules->name);
  vote->passed = verdict.passed;
  xy_txn_set_final (txn);
  g_autofree char *title = g_strdup_printf (_ ("Close the vote: %s"), vote->title);
  xy_txn_set_title (txn, title);
  return xy_record_save (txn, vote, error);
}

gboolean
xy_vote_recount_act (XyTxn *txn, gpointer data, GError **error)
{
  XyVoteRecounting *recounting = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyVote) of = xy_vote_get (store, &recounting->of, error);

  if (of == NULL)
    return FALSE;
  if (of->closed_on == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” is not closed yet; go on counting."), of->title);
      return FALSE;
    }
  if (recounting->reason == NULL || recounting->reason[0] == '\0')
    {
      xy_set_invalid (error, "reason", _ ("Please write the reason."));
      return FALSE;
    }
  g_autoptr (XyVote) vote = xy_record_new (&xy_vote_type);
  vote->meeting = of->meeting;
  vote->matter = of->matter;
  vote->bylaw = of->bylaw;
  vote->recount_of = of->record.id;
  vote->due = of->due;
  vote->present = of->present;
  vote->women = of->women;
  vote->proxies = of->proxies;
  vote->given = of->given;
  vote->returned = of->returned;
  xy_set_str (&vote->title, of->title);
  xy_set_str (&vote->text, of->text);
  xy_set_str (&vote->reserved, of->reserved);
  xy_set_str (&vote->basis, of->basis);
  xy_set_str (&vote->as_of, of->as_of);
  xy_set_str (&vote->method, of->method);
  xy_set_str (&vote->excluded, of->excluded);
  xy_set_str (&vote->note, recounting->reason);
  xy_set_str (&vote->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, vote, error))
    return FALSE;
  recounting->made = vote->record.id;
  g_autofree char *title = g_strdup_printf (_ ("Count again: %s"), vote->title);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_vote_close_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
