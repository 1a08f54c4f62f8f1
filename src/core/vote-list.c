/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vote-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/store.h"
#include "core/vote-act.h"
#include "core/vote-private.h"

enum
{
  OF_BYLAW,
  RECOUNTS,
  MEETINGS,
  SIGNED,
};

static const XySql statements[] = {
  [OF_BYLAW] = { &xy_vote_type, "JOIN meeting AS m ON m.id = t.meeting WHERE t.bylaw = ?1 AND t.del = 0 "
                                "ORDER BY m.day, t.meeting, t.number, t.id" },
  [RECOUNTS] = { NULL, "SELECT count (*) FROM vote WHERE meeting = ?1 AND recount_of = ?2 AND del = 0" },
  /* Stages 3 and 4: signed, filed. */
  [SIGNED] = { NULL, "SELECT count (*) FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting "
                     "WHERE l.vote = ?1 AND l.del = 0 AND m.stage IN (3, 4)" },
  /* Stages 0 to 2: planned, recording, ready. */
  [MEETINGS] = { &xy_meeting_type, "WHERE t.del = 0 AND t.stage <= 2 ORDER BY t.day DESC, t.id DESC",
                 "some hundreds of meetings" },
};

void
xy_vote_row_free (XyVoteRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->vote);
  g_free (row->meeting);
  g_free (row->day);
  g_free (row->body);
  g_free (row->sentence);
  g_free (row->rules);
  g_free (row);
}

const char *
xy_vote_state_word (XyVoteState state)
{
  switch (state)
    {
    case XY_VOTE_PASSED:
      return _ ("passed");
    case XY_VOTE_LOST:
      return _ ("not passed");
    case XY_VOTE_COUNTING:
    default:
      return _ ("being counted");
    }
}

char *
xy_vote_rules_words (const XyMeetingRules *rules, const XyMeetingBody *body, const XyMeetingMatter *matter)
{
  /* The law is named once where both are its articles. */
  const char *more = matter == NULL || g_strcmp0 (matter->source, body->source) == 0 ? NULL : matter->source;
  if (more != NULL && g_str_has_prefix (more, rules->source) && g_str_has_prefix (body->source, rules->source))
    more += strlen (rules->source);
  g_autofree char *both = more != NULL ? g_strdup_printf ("%s；%s", body->source, more) : g_strdup (body->source);
  gboolean check = body->check || (matter != NULL && matter->check);

  /* Translators: the articles of the law, and the name and day of the rules as "湖南 2026-01-01". */
  return check ? g_strdup_printf (_ ("By %s (rules: %s, to be compared with the official text)."), both, rules->name)
               : g_strdup_printf (_ ("By %s (rules: %s)."), both, rules->name);
}

/* How it stands by the rules of the meeting's day. Where it could not be closed as it is, nothing is said of passing.
 */
static void
judge (XyStore *store, XyVoteRow *row, const XyVoteHeld *held)
{
  g_auto (XyMeetingVerdict) verdict = { 0 };
  g_autoptr (GError) problem = NULL;
  const XyMeetingMatter *matter =
      row->vote->reserved != NULL ? xy_meeting_rules_matter (held->rules, row->vote->reserved) : NULL;

  row->body = g_strdup (held->body->name);
  row->rules = xy_vote_rules_words (held->rules, held->body, matter);
  if (row->vote->closed_on != NULL)
    return;
  g_autoptr (XyVote) done = xy_record_copy (row->vote);
  row->judged = xy_vote_sum_up (store, done, &problem) && xy_vote_judge_held (held, done, &verdict, &problem);
  row->passes = row->judged && verdict.passed;
  if (row->signed_off)
    row->state = row->passes ? XY_VOTE_PASSED : XY_VOTE_LOST;
  row->sentence = g_strdup (row->judged ? verdict.sentence : problem->message);
}

static XyVoteRow *
read_row (XyStore *store, const XyVote *vote, GError **error)
{
  g_autoptr (XyVoteRow) row = g_new0 (XyVoteRow, 1);
  g_auto (XyVoteHeld) held = { 0 };
  g_autoptr (GError) problem = NULL;
  gint64 recounts = 0, in_signed = 0;

  row->vote = xy_vote_sum (store, vote, error);
  if (row->vote == NULL
      || !xy_db_number (xy_store_get_db (store), statements[RECOUNTS].text,
                        XY_BIND (XY_ID (&vote->meeting), XY_ID (&vote->record.id)), &recounts, error)
      || !xy_db_number (xy_store_get_db (store), statements[SIGNED].text, XY_BIND (XY_ID (&vote->record.id)),
                        &in_signed, error))
    return NULL;
  row->signed_off = in_signed > 0 && vote->closed_on == NULL;
  row->recounted = recounts > 0;
  row->state = vote->closed_on == NULL ? XY_VOTE_COUNTING : vote->passed ? XY_VOTE_PASSED : XY_VOTE_LOST;
  row->sentence = g_strdup (vote->sentence);
  row->judged = vote->closed_on != NULL;
  row->passes = vote->closed_on != NULL && vote->passed;
  gboolean held_by = xy_vote_hold (store, &vote->meeting, &held, &problem);
  if (held.meeting == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  row->day = g_strdup (held.meeting->day);
  row->meeting = xy_meeting_describe (held.meeting, held.kind != NULL ? held.kind->name : NULL);
  if (held_by)
    judge (store, row, &held);
  else if (row->sentence == NULL)
    row->sentence = g_strdup (problem->message);
  if (row->body == NULL)
    row->body = g_strdup (held.kind != NULL ? held.kind->name : "");
  return g_steal_pointer (&row);
}

static void
row_free (gpointer row)
{
  xy_vote_row_free (row);
}

GPtrArray *
xy_vote_rows (XyStore *store, const XyId *meeting, const XyId *bylaw_version, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free), votes = NULL;

  if (meeting != NULL)
    votes = xy_votes (store, meeting, error);
  else if (bylaw_version != NULL)
    votes = xy_record_list (store, &xy_vote_type, statements[OF_BYLAW].text, XY_BIND (XY_ID (bylaw_version)), error);
  else
    votes = xy_vote_list (store, error);
  for (guint i = 0; votes != NULL && i < votes->len; i++)
    {
      XyVoteRow *row = read_row (store, votes->pdata[i], error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return votes != NULL ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
xy_vote_meetings (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_meeting_type, statements[MEETINGS].text, XY_BIND_NONE, error);
}

XyVoteRow *
xy_vote_row (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyVote) vote = xy_vote_get (store, id, error);

  return vote != NULL ? read_row (store, vote, error) : NULL;
}

const XySql *
xy_vote_list_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
