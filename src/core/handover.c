/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "core/bylaw.h"
#include "core/hygiene-round.h"
#include "core/meeting-kind.h"
#include "core/meeting.h"
#include "core/store.h"
#include "core/vote.h"

#define ONCE "a village is handed over once in some years"

enum
{
  /* XyHandoverKind, then: */
  YEARS_POINTS = XY_HANDOVER_N_KINDS,
  YEARS_REDEEMED,
  YEARS_MATTERS,
  YEARS_STAMPS,
  YEARS_ARCHIVE,
  ROUNDS,
  MEETINGS,
  VOTES,
  BYLAWS,
};

/* How many, from when, until when, how many of them open. */
static const XySql statements[] = {
  [XY_HANDOVER_HOUSEHOLDS] = { NULL,
                               "SELECT count (*), NULL, NULL, 0 FROM household WHERE del = 0"
                               " AND state IN ('here', 'away')",
                               ONCE },
  [XY_HANDOVER_PERSONS] = { NULL,
                            "SELECT count (*), NULL, NULL, 0 FROM person WHERE del = 0 AND state IN ('here', 'away')",
                            ONCE },
  [XY_HANDOVER_FORMER] = { NULL,
                           "SELECT count (*), min (since), max (since), 0 FROM person WHERE del = 0"
                           " AND state IN ('moved', 'dead')",
                           ONCE },
  [XY_HANDOVER_EVENTS] = { NULL, "SELECT count (*), min (day), max (day), 0 FROM event WHERE del = 0", ONCE },
  [XY_HANDOVER_SCHEMES] = { NULL,
                            "SELECT count (*), min (adopted_on), max (adopted_on), 0 FROM points_scheme"
                            " WHERE del = 0",
                            NULL },
  [XY_HANDOVER_ENTRIES] = { NULL, "SELECT count (*), min (day), max (day), 0 FROM points_entry WHERE cancelled = 0",
                            ONCE },
  [XY_HANDOVER_REGISTERED] = { NULL,
                               "SELECT count (*), min (day), max (day), count (*) FROM points_item WHERE del = 0"
                               " AND stage < 6",
                               ONCE },
  [XY_HANDOVER_CLOSES] = { NULL,
                           "SELECT count (*), min (day), max (day), coalesce (sum (confirmed_on IS NULL), 0)"
                           " FROM points_close WHERE del = 0",
                           NULL },
  [XY_HANDOVER_REDEMPTIONS] = { NULL, "SELECT count (*), min (day), max (day), 0 FROM reward_redemption WHERE del = 0",
                                ONCE },
  [XY_HANDOVER_ROUNDS] = { NULL,
                           "SELECT count (*), min (day), max (day), coalesce (sum (closed_on IS NULL), 0)"
                           " FROM hygiene_round WHERE del = 0",
                           NULL },
  [XY_HANDOVER_SLIPS] = { NULL,
                          "SELECT count (*), min (day), max (day), coalesce (sum (stage < 3), 0) FROM hygiene_slip"
                          " WHERE del = 0 AND stage <> 4",
                          NULL },
  [XY_HANDOVER_MEETINGS] = { NULL,
                             "SELECT count (*), min (day), max (day), coalesce (sum (stage < 3), 0) FROM meeting"
                             " WHERE del = 0 AND stage < 5",
                             NULL },
  [XY_HANDOVER_VOTES] = { NULL,
                          "SELECT count (*), min (as_of), max (as_of), coalesce (sum (closed_on IS NULL), 0) FROM vote"
                          " WHERE del = 0",
                          NULL },
  [XY_HANDOVER_BYLAWS] = { NULL,
                           "SELECT count (*), min (since), max (since), coalesce (sum (stage < 8), 0)"
                           " FROM bylaw_version WHERE del = 0",
                           NULL },
  [XY_HANDOVER_MATTERS] = { NULL,
                            "SELECT count (*), min (day), max (day), coalesce (sum (stage < 7), 0) FROM matter"
                            " WHERE del = 0 AND stage <> 10",
                            NULL },
  [XY_HANDOVER_NOTICES] = { NULL,
                            "SELECT count (*), min (posted_on), max (posted_on),"
                            " coalesce (sum (taken_down_on IS NULL), 0) FROM notice WHERE del = 0"
                            " AND posted_on IS NOT NULL",
                            NULL },
  [XY_HANDOVER_OBJECTIONS] = { NULL,
                               "SELECT count (*), min (received_on), max (received_on),"
                               " coalesce (sum (answered_on IS NULL), 0) FROM objection WHERE del = 0",
                               NULL },
  [XY_HANDOVER_DOCUMENTS] = { NULL, "SELECT count (*), min (day), max (day), 0 FROM document WHERE del = 0", NULL },
  [XY_HANDOVER_PAPERS] = { NULL,
                           "SELECT count (*), date (min (at) / 1000 + 28800, 'unixepoch'),"
                           " date (max (at) / 1000 + 28800, 'unixepoch'), 0 FROM paper WHERE del = 0 AND pdf IS NOT NULL",
                           NULL },
  [XY_HANDOVER_STAMPS] = { NULL, "SELECT count (*), min (day), max (day), 0 FROM stamp WHERE del = 0", NULL },
  [XY_HANDOVER_REVEALS] = { NULL,
                            "SELECT count (*), date (min (at) / 1000 + 28800, 'unixepoch'),"
                            " date (max (at) / 1000 + 28800, 'unixepoch'), 0 FROM reveal WHERE del = 0",
                            NULL },
  [YEARS_POINTS] = { NULL, "SELECT DISTINCT substr (month, 1, 4) FROM points_month ORDER BY 1", ONCE },
  [YEARS_REDEEMED] = { NULL, "SELECT DISTINCT substr (day, 1, 4) FROM reward_redemption WHERE del = 0 ORDER BY 1",
                       ONCE },
  [YEARS_MATTERS] = { NULL, "SELECT DISTINCT substr (day, 1, 4) FROM matter WHERE del = 0 AND stage <> 10 ORDER BY 1",
                      NULL },
  [YEARS_STAMPS] = { NULL, "SELECT DISTINCT substr (day, 1, 4) FROM stamp WHERE del = 0 ORDER BY 1", NULL },
  [YEARS_ARCHIVE] = { NULL,
                      "SELECT substr (posted_on, 1, 4) FROM notice WHERE del = 0 AND posted_on IS NOT NULL UNION"
                      " SELECT strftime ('%Y', at / 1000 + 28800, 'unixepoch') FROM paper WHERE del = 0"
                      " AND pdf IS NOT NULL AND subject IN (SELECT id FROM document) ORDER BY 1",
                      NULL },
  [ROUNDS] = { &xy_hygiene_round_type, "WHERE t.del = 0 AND t.closed_on IS NOT NULL ORDER BY t.day, t.number" },
  [MEETINGS] = { &xy_meeting_type, "WHERE t.del = 0 AND t.stage IN (3, 4) ORDER BY t.day, t.id" },
  [VOTES] = { &xy_vote_type, "WHERE t.del = 0 AND t.closed_on IS NOT NULL ORDER BY t.as_of, t.number" },
  [BYLAWS] = { &xy_bylaw_version_type,
               "WHERE t.del = 0 AND t.passed_on IS NOT NULL AND t.stage <> 12 ORDER BY t.passed_on, t.id" },
};

static const XyWord kinds[] = {
  [XY_HANDOVER_HOUSEHOLDS] = { "households", N_ ("Households") },
  [XY_HANDOVER_PERSONS] = { "persons", N_ ("Persons") },
  [XY_HANDOVER_FORMER] = { "former", N_ ("Persons who left or died") },
  [XY_HANDOVER_EVENTS] = { "events", N_ ("Changes of the roster") },
  [XY_HANDOVER_SCHEMES] = { "schemes", N_ ("Points schemes") },
  [XY_HANDOVER_ENTRIES] = { "entries", N_ ("Points entries") },
  [XY_HANDOVER_REGISTERED] = { "registered", N_ ("Points not booked yet") },
  [XY_HANDOVER_CLOSES] = { "closes", N_ ("Points closings") },
  [XY_HANDOVER_REDEMPTIONS] = { "redemptions", N_ ("Exchanges of points") },
  [XY_HANDOVER_ROUNDS] = { "rounds", N_ ("Hygiene rounds") },
  [XY_HANDOVER_SLIPS] = { "slips", N_ ("Rectification notices") },
  [XY_HANDOVER_MEETINGS] = { "meetings", N_ ("Meetings") },
  [XY_HANDOVER_VOTES] = { "votes", N_ ("Votes") },
  [XY_HANDOVER_BYLAWS] = { "bylaws", N_ ("Versions of bylaws") },
  [XY_HANDOVER_MATTERS] = { "matters", N_ ("Matters of the ledger") },
  [XY_HANDOVER_NOTICES] = { "notices", N_ ("Papers posted") },
  [XY_HANDOVER_OBJECTIONS] = { "objections", N_ ("Objections") },
  [XY_HANDOVER_DOCUMENTS] = { "documents", N_ ("Documents written here") },
  [XY_HANDOVER_PAPERS] = { "papers", N_ ("Prints kept as PDF") },
  [XY_HANDOVER_STAMPS] = { "stamps", N_ ("Uses of the seal") },
  [XY_HANDOVER_REVEALS] = { "reveals", N_ ("Full numbers looked at") },
  [XY_HANDOVER_N_KINDS] = { NULL },
};

void
xy_handover_line_free (XyHandoverLine *line)
{
  if (line == NULL)
    return;
  g_free (line->first);
  g_free (line->last);
  g_free (line);
}

void
xy_handover_paper_free (XyHandoverPaper *paper)
{
  if (paper == NULL)
    return;
  g_free (paper->kind);
  g_free (paper->period);
  g_free (paper->title);
  g_free (paper);
}

static XyHandoverLine *
read_line (XyStore *store, XyHandoverKind kind, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[kind].text, XY_BIND_NONE, &problem);
  XyHandoverLine *line;

  if (!xy_rows_next (rows, &problem))
    {
      xy_error_pass (error, &problem);
      return NULL;
    }
  line = g_new0 (XyHandoverLine, 1);
  line->kind = kind;
  line->n = xy_rows_int (rows, 0);
  line->first = g_strdup (xy_rows_text (rows, 1));
  line->last = g_strdup (xy_rows_text (rows, 2));
  line->open = xy_rows_int (rows, 3);
  return line;
}

static XyHandoverPaper *
add_paper (GPtrArray *papers, const char *kind, const XyId *record, const char *period, char *title)
{
  XyHandoverPaper *paper = g_new0 (XyHandoverPaper, 1);

  paper->kind = g_strdup (kind);
  paper->record = record != NULL ? *record : XY_ID_NONE;
  paper->period = g_strdup (period);
  paper->title = title;
  g_ptr_array_add (papers, paper);
  return paper;
}

/* A paper of KIND for each year that statement WHICH finds. */
static gboolean
add_years (XyStore *store, GPtrArray *papers, int which, const char *kind, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[which].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    add_paper (papers, kind, NULL, xy_rows_text (rows, 0), NULL);
  return xy_error_pass (error, &problem);
}

static char *
describe (XyStore *store, gconstpointer record)
{
  const XyRecordType *type = xy_record_type (record);

  if (type == &xy_hygiene_round_type)
    {
      const XyHygieneRound *round = record;
      return g_strdup_printf ("%.4s年第%d期", round->day, (int) round->number);
    }
  if (type == &xy_bylaw_version_type)
    return xy_bylaw_version_describe (store, record);
  if (type == &xy_vote_type)
    return g_strdup (((const XyVote *) record)->title);
  const XyMeeting *meeting = record;
  g_autoptr (XyMeetingKind) kind = xy_record_get (store, &xy_meeting_kind_type, &meeting->kind, NULL);
  return xy_meeting_describe (meeting, kind != NULL ? kind->name : NULL);
}

static gboolean
add_records (XyStore *store, GPtrArray *papers, int which, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) records =
      xy_record_list (store, statements[which].type, statements[which].text, XY_BIND_NONE, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    add_paper (papers, kind, &((XyRecord *) records->pdata[i])->id, NULL, describe (store, records->pdata[i]));
  return records != NULL;
}

/* Whether ROLE may all that OTHER may. */
static gboolean
may_as_much (const char *role, const char *other)
{
  const XyRole *his = xy_role_by_id (role), *theirs = xy_role_by_id (other);

  return his != NULL && theirs != NULL && (theirs->permissions & ~his->permissions) == 0;
}

/* The live user FROM. NOT_FOUND. (transfer full) */
static XyUser *
get_user (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyUser) user = xy_record_get (store, &xy_user_type, id, error);

  if (user == NULL || !user->record.deleted)
    return g_steal_pointer (&user);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no user named %s."), user->name);
  return NULL;
}

const char *
xy_handover_kind_name (XyHandoverKind kind)
{
  return kinds[kind].value;
}

const char *
xy_handover_kind_label (XyHandoverKind kind)
{
  return _ (kinds[kind].label);
}

GPtrArray *
xy_handover_lines (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_handover_line_free);

  for (XyHandoverKind kind = 0; kind < XY_HANDOVER_N_KINDS; kind++)
    {
      XyHandoverLine *line = read_line (store, kind, error);
      if (line == NULL)
        return NULL;
      g_ptr_array_add (lines, line);
    }
  return g_steal_pointer (&lines);
}

GPtrArray *
xy_handover_papers (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_handover_paper_free);

  add_paper (papers, "roster", NULL, NULL, NULL);
  add_paper (papers, "points-rules", NULL, NULL, NULL);
  if (!add_years (store, papers, YEARS_POINTS, "points-board", error)
      || !add_years (store, papers, YEARS_POINTS, "points-statement", error)
      || !add_years (store, papers, YEARS_REDEEMED, "reward-register", error)
      || !add_records (store, papers, ROUNDS, "hygiene-results", error)
      || !add_records (store, papers, MEETINGS, "meeting-minutes", error)
      || !add_records (store, papers, VOTES, "vote-count", error)
      || !add_records (store, papers, BYLAWS, "bylaw", error)
      || !add_years (store, papers, YEARS_MATTERS, "matter-ledger", error)
      || !add_years (store, papers, YEARS_STAMPS, "stamp-register", error))
    return NULL;
  return g_steal_pointer (&papers);
}

GArray *
xy_handover_years (XyStore *store, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[YEARS_ARCHIVE].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      gint year = (gint) strtol (xy_rows_text (rows, 0), NULL, 10);
      g_array_append_val (years, year);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&years) : NULL;
}

gboolean
xy_handover_succeed (XyTxn *txn, gpointer data, GError **error)
{
  XyHandoverUsers *users = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *name = g_strstrip (g_strdup (users->name != NULL ? users->name : ""));
  g_autoptr (XyUser) from =
      xy_txn_require (txn, XY_MAY_MANAGE_USERS, error) ? get_user (store, &users->from, error) : NULL;
  g_autoptr (XyUser) there = NULL, user = NULL;

  if (from == NULL)
    return FALSE;
  if (*name == '\0' || g_strcmp0 (name, from->name) == 0)
    {
      xy_set_invalid (error, "name",
                      *name == '\0' ? _ ("Please write who takes over.")
                                    : _ ("Who takes over is somebody else than who hands over."));
      return FALSE;
    }
  there = xy_user_by_name (store, name, NULL);
  user = there != NULL ? xy_record_copy (there) : xy_record_new (&xy_user_type);
  xy_set_str (&user->name, name);
  if (user->role == NULL || !may_as_much (user->role, from->role))
    xy_set_str (&user->role, from->role);
  if (users->post != NULL || user->post == NULL)
    xy_set_str (&user->post, users->post != NULL ? users->post : from->post);
  if (!xy_record_save (txn, user, error))
    return FALSE;
  users->to = user->record.id;
  g_autofree char *title = g_strdup_printf (_ ("%s takes over from %s"), name, from->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_handover_close (XyTxn *txn, gpointer data, GError **error)
{
  const XyHandoverUsers *users = data;
  g_autoptr (XyUser) from = get_user (xy_txn_get_store (txn), &users->from, error);
  g_autoptr (XyUser) copy = from != NULL ? xy_record_copy (from) : NULL;

  if (copy == NULL || !xy_record_set_deleted (txn, copy, TRUE, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("%s has handed over, and is no user any more"), from->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_handover_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
