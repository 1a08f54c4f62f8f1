/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-line-vote.h"

#include <glib/gi18n-lib.h>

#include "core/store.h"
#include "core/vote-act.h"

enum
{
  N_CAME,
  OF_OTHERS,
};

static const XySql statements[] = {
  [N_CAME] = { NULL, "SELECT count (*) FROM meeting_presence WHERE meeting = ?1 AND role <> 'guest' "
                     "AND state <> 'leave' AND del = 0" },
  [OF_OTHERS] = { NULL, "SELECT count (*) FROM meeting_line WHERE vote = ?1 AND id IS NOT ?2 AND del = 0" },
};

/* Counted with the line itself. */
static gboolean
is_own (const XyVote *vote)
{
  return vote->closed_on == NULL && g_strcmp0 (vote->method, "hands") == 0;
}

static void
take_figures (XyMeetingLine *line, const XyVote *vote)
{
  line->voted = TRUE;
  line->yes = vote->yes;
  line->no = vote->no;
  line->abstain = vote->abstain;
}

gboolean
xy_meeting_line_read_votes (XyStore *store, const XyId *meeting, GPtrArray *lines, GError **error)
{
  g_autoptr (GPtrArray) votes = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      XyMeetingLine *line = lines->pdata[i];
      if (xy_id_is_none (&line->vote))
        continue;
      if (votes == NULL && (votes = xy_votes (store, meeting, error)) == NULL)
        return FALSE;
      for (guint k = 0; k < votes->len; k++)
        {
          const XyVote *vote = votes->pdata[k];
          if (!xy_id_same (&vote->record.id, &line->vote))
            continue;
          g_autoptr (XyVote) sum = is_own (vote) ? xy_record_copy (vote) : xy_vote_sum (store, vote, error);
          if (sum == NULL)
            return FALSE;
          take_figures (line, sum);
        }
    }
  return TRUE;
}

/* What was counted elsewhere stays as it is there. */
static gboolean
take_counted (XyStore *store, XyMeetingLine *line, const XyVote *vote, GError **error)
{
  g_autoptr (XyVote) sum = xy_vote_sum (store, vote, error);

  if (sum == NULL)
    return FALSE;
  if ((line->yes != 0 || line->no != 0 || line->abstain != 0)
      && (line->yes != sum->yes || line->no != sum->no || line->abstain != sum->abstain))
    {
      xy_set_invalid (
          error, "yes",
          _ ("This was counted on its own: %d in favour, %d against, %d abstaining. It is put right there."),
          (int) sum->yes, (int) sum->no, (int) sum->abstain);
      return FALSE;
    }
  take_figures (line, sum);
  return TRUE;
}

static gboolean
check_owner (XyTxn *txn, const XyMeetingLine *line, const XyVote *vote, GError **error)
{
  gint64 n = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[OF_OTHERS].text,
                     XY_BIND (XY_ID (&line->vote), XY_ID (&line->record.id)), &n, error))
    return FALSE;
  if (n == 0 && xy_id_same (&vote->meeting, &line->meeting))
    return TRUE;
  xy_set_invalid (error, "vote",
                  n > 0 ? _ ("“%s” stands in the minutes already.") : _ ("“%s” was voted on at another meeting."),
                  vote->title);
  return FALSE;
}

gboolean
xy_meeting_line_drop_vote (XyTxn *txn, const XyMeetingLine *line, GError **error)
{
  g_autoptr (XyVote) vote =
      xy_id_is_none (&line->vote) ? NULL : xy_record_get (xy_txn_get_store (txn), &xy_vote_type, &line->vote, NULL);

  return vote == NULL || !is_own (vote) || vote->record.deleted || xy_record_set_deleted (txn, vote, TRUE, error);
}

/* VOTE as the figures of LINE make it. FALSE: they do not fit those who came. */
static gboolean
fill (XyVote *vote, const XyMeeting *meeting, const XyMeetingKind *kind, const XyMeetingLine *line, gint64 came)
{
  vote->meeting = meeting->record.id;
  xy_set_str (&vote->title, line->text);
  xy_set_str (&vote->reserved, line->reserved);
  xy_set_str (&vote->basis, kind->comes);
  xy_set_str (&vote->as_of, meeting->day);
  xy_set_str (&vote->method, "hands");
  vote->due = meeting->due;
  vote->present = vote->given = came;
  vote->women = MIN (vote->women, came);
  vote->proxies = MIN (vote->proxies, came);
  vote->returned = line->yes + line->no + line->abstain;
  vote->yes = line->yes;
  vote->no = line->no;
  vote->abstain = line->abstain;
  vote->invalid = 0;
  return vote->due > 0 && xy_vote_check_figures (vote, TRUE, NULL);
}

gboolean
xy_meeting_line_write_vote (XyTxn *txn,
                            const XyMeeting *meeting,
                            const XyMeetingKind *kind,
                            XyMeetingLine *line,
                            const XyMeetingLine *was,
                            GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyVote) vote = NULL;
  gint64 came = 0;

  if (xy_id_is_none (&line->vote) && was != NULL)
    line->vote = was->vote;
  if (!xy_id_is_none (&line->vote) && (was == NULL || xy_id_is_none (&was->vote)))
    line->voted = TRUE;
  if (!line->voted)
    {
      gboolean dropped = xy_meeting_line_drop_vote (txn, line, error);
      line->vote = XY_ID_NONE;
      return dropped;
    }
  if (!xy_id_is_none (&line->vote))
    {
      vote = xy_vote_get (store, &line->vote, error);
      if (vote == NULL || !check_owner (txn, line, vote, error))
        return FALSE;
      if (!is_own (vote))
        return take_counted (store, line, vote, error);
    }
  if (!xy_db_number (xy_txn_get_db (txn), statements[N_CAME].text, XY_BIND (XY_ID (&meeting->record.id)), &came, error))
    return FALSE;
  gboolean is_new = vote == NULL;
  g_autoptr (XyVote) changed = is_new ? xy_record_new (&xy_vote_type) : xy_record_copy (vote);
  if (!fill (changed, meeting, kind, line, came))
    {
      /* Bare, until those who came are written down. */
      gboolean dropped = xy_meeting_line_drop_vote (txn, line, error);
      line->vote = XY_ID_NONE;
      return dropped;
    }
  if (is_new)
    xy_set_str (&changed->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, changed, error))
    return FALSE;
  line->vote = changed->record.id;
  return TRUE;
}

const XySql *
xy_meeting_line_vote_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
