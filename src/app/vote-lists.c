/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/vote-lists.h"

#include <glib/gi18n-lib.h>

#include "print/papers.h"

XyVoteQuery *
xy_vote_query_new (const XyId *meeting, const XyId *bylaw)
{
  XyVoteQuery *query = g_new0 (XyVoteQuery, 1);

  query->meeting = *meeting;
  query->bylaw = *bylaw;
  return query;
}

static GPtrArray *
read_rows (XyStore *store, const XyListQuery *asked, GError **error)
{
  const XyVoteQuery *query = asked->data;
  GPtrArray *rows =
      xy_vote_rows (store, xy_id_is_none (&query->meeting) ? NULL : &query->meeting, &query->bylaw, error);

  for (guint i = 0; rows != NULL && asked->descending && i < rows->len / 2; i++)
    {
      gpointer other = rows->pdata[i];
      rows->pdata[i] = rows->pdata[rows->len - 1 - i];
      rows->pdata[rows->len - 1 - i] = other;
    }
  return rows;
}

static XyId
row_id (gconstpointer row)
{
  return ((const XyVoteRow *) row)->vote->record.id;
}

static XyListAnswer *
vote_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = read_rows (store, asked, error);

  return xy_list_answer_new (xy_list_ids_of (rows, row_id));
}

static GPtrArray *
vote_records (XyStore *store,
              const XyListQuery *asked,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) rows = read_rows (store, asked, error);

  return xy_list_pick (rows, row_id, ids, n_ids);
}

static void
row_free (gpointer row)
{
  xy_vote_row_free (row);
}

#define VOTE(record) (((const XyVoteRow *) (record))->vote)

XY_TEXT_GETTER (get_day, XyVoteRow, day)
XY_TEXT_GETTER (get_body, XyVoteRow, body)
XY_TEXT_GETTER (get_meeting, XyVoteRow, meeting)
XY_TEXT_GETTER (get_sentence, XyVoteRow, sentence)

static char *
get_number (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) VOTE (record)->number);
}

static char *
get_title (gconstpointer record)
{
  const XyVote *vote = VOTE (record);

  /* Translators: stands behind the question of a vote that is counted again. */
  return xy_id_is_none (&vote->recount_of) ? g_strdup (vote->title)
                                           : g_strdup_printf (_ ("%s (counted again)"), vote->title);
}

static char *
get_method (gconstpointer record)
{
  return g_strdup (xy_word_label (xy_vote_methods, VOTE (record)->method));
}

/* 320/476 */
static char *
get_present (gconstpointer record)
{
  return g_strdup_printf ("%d/%d", (int) VOTE (record)->present, (int) VOTE (record)->due);
}

static char *
get_yes (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) VOTE (record)->yes);
}

static char *
get_no (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) VOTE (record)->no);
}

static char *
get_abstain (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) VOTE (record)->abstain);
}

static char *
get_word (gconstpointer record)
{
  return g_strdup (xy_vote_state_word (((const XyVoteRow *) record)->state));
}

XyPillKind
xy_vote_pill (gconstpointer record)
{
  switch (((const XyVoteRow *) record)->state)
    {
    case XY_VOTE_PASSED:
      return XY_PILL_DONE;
    case XY_VOTE_LOST:
      return XY_PILL_ALERT;
    case XY_VOTE_COUNTING:
    default:
      return XY_PILL_WAITING;
    }
}

const XyColumn xy_vote_columns[] = {
  { "number", N_ ("No."), 48, XY_COLUMN_NUMBER, 0, get_number, NULL },
  { "title", N_ ("Put to the vote"), 180, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_title, NULL },
  { "day", N_ ("Day"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_day, NULL },
  { "body", N_ ("Voting body"), 108, XY_COLUMN_TEXT, 0, get_body, NULL },
  { "method", N_ ("Method"), 84, XY_COLUMN_TEXT, 0, get_method, NULL },
  { "present", N_ ("Came"), 72, XY_COLUMN_NUMBER, 0, get_present, NULL },
  { "yes", N_ ("Voices for"), 60, XY_COLUMN_NUMBER, 0, get_yes, NULL },
  { "state", N_ ("State"), 102, XY_COLUMN_PILL, XY_COLUMN_MARKED, get_word, xy_vote_pill },
  { "no", N_ ("Against"), 60, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_no, NULL },
  { "abstain", N_ ("Abstained"), 60, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_abstain, NULL },
  { "meeting", N_ ("Meeting"), 150, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_meeting, NULL },
  { "sentence", N_ ("Result"), 240, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_sentence, NULL },
};
const guint xy_vote_n_columns = G_N_ELEMENTS (xy_vote_columns);

const XyListSource xy_vote_source = {
  .ids = vote_ids,
  .records = vote_records,
  .free_record = row_free,
};

/* What is printed of a vote, while it is open or closed, by which methods. */
static const struct
{
  const char *kind, *label;
  gboolean open, closed;
  const char *const methods[5];
} papers[] = {
  { "vote-ballot", N_ ("Ballots…"), TRUE, FALSE, { "ballots" } },
  { "vote-count", N_ ("Count sheet…"), TRUE, TRUE, { "ballots" } },
  { "vote-sheet", N_ ("Sheet for signatures…"), TRUE, TRUE, { "signatures", "doors" } },
  { "vote-result", N_ ("Announcement of the result…"), FALSE, TRUE, { "hands", "ballots", "signatures", "doors" } },
};

gboolean
xy_vote_fill_papers (GMenu *menu, const XyVote *vote, const char *action)
{
  g_menu_remove_all (menu);
  for (guint i = 0; vote != NULL && i < G_N_ELEMENTS (papers); i++)
    if ((vote->closed_on != NULL ? papers[i].closed : papers[i].open)
        && g_strv_contains (papers[i].methods, vote->method) && xy_paper_kind_find (papers[i].kind) != NULL)
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (_ (papers[i].label), NULL);
        g_menu_item_set_action_and_target (item, action, "s", papers[i].kind);
        g_menu_append_item (menu, item);
      }
  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0;
}
