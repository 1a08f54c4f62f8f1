/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-act.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/setting.h"
#include "core/store.h"

/* Room between the places of two clauses, for others to be put between. */
#define GAP 1024

enum
{
  N_CALLED,
  N_GENERAL,
  AFTER,
};

static const XySql statements[] = {
  [N_CALLED] = { NULL, "SELECT count (*) FROM bylaw WHERE name = ?1 AND id IS NOT ?2 AND del = 0",
                 "some dozens of bylaws" },
  [N_GENERAL] = { NULL, "SELECT count (*) FROM bylaw WHERE kind = 'general' AND id IS NOT ?1 AND del = 0",
                  "some dozens of bylaws" },
  [AFTER] = { &xy_bylaw_clause_type, "WHERE t.version = ?1 AND t.del = 0 ORDER BY t.sort, t.id" },
};

static gboolean
make_version (XyTxn *txn, const XyId *bylaw, const char *preamble, const char *board, XyId *made, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_record_new (&xy_bylaw_version_type);
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));

  version->bylaw = *bylaw;
  xy_set_str (&version->since, today);
  xy_set_str (&version->preamble, preamble);
  xy_set_str (&version->board, board);
  xy_set_str (&version->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, version, error))
    return FALSE;
  *made = version->record.id;
  return TRUE;
}

gboolean
xy_bylaw_write_act (XyTxn *txn, gpointer data, GError **error)
{
  XyBylawWriting *writing = data;
  g_autoptr (XyBylaw) bylaw = xy_record_copy (writing->bylaw);
  gboolean is_new = !bylaw->record.stored;
  XyDb *db = xy_txn_get_db (txn);
  gint64 n_called = 0, n_general = 0;

  if (!xy_db_number (db, statements[N_CALLED].text, XY_BIND (XY_TEXT (bylaw->name), XY_ID (&bylaw->record.id)),
                     &n_called, error)
      || !xy_db_number (db, statements[N_GENERAL].text, XY_BIND (XY_ID (&bylaw->record.id)), &n_general, error))
    return FALSE;
  if (n_called > 0)
    {
      xy_set_invalid (error, "name", _ ("There is a bylaw called “%s” already. Begin a new version of it."),
                      bylaw->name);
      return FALSE;
    }
  if (n_general > 0 && g_strcmp0 (bylaw->kind, "general") == 0)
    {
      xy_set_invalid (error, "kind", _ ("The village has a general bylaw already. Begin a new version of it."));
      return FALSE;
    }
  if (!xy_record_save (txn, bylaw, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (is_new ? _ ("New bylaw: %s") : _ ("Change bylaw: %s"), bylaw->name);
  xy_txn_set_title (txn, title);
  if (!is_new)
    return TRUE;
  if (!make_version (txn, &bylaw->record.id, writing->preamble, NULL, &writing->made, error))
    return FALSE;
  for (guint i = 0; i < writing->n_clauses; i++)
    {
      g_autoptr (XyBylawClause) clause = xy_record_new (&xy_bylaw_clause_type);
      clause->version = writing->made;
      clause->level = writing->clauses[i].level;
      clause->sort = (i + 1) * GAP;
      xy_set_str (&clause->text, writing->clauses[i].text);
      if (!xy_record_save (txn, clause, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_bylaw_revise_act (XyTxn *txn, gpointer data, GError **error)
{
  XyBylawRevising *revising = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyBylawVersion) last = xy_bylaw_version_of (store, &revising->bylaw, 0, error);

  if (last == NULL)
    return FALSE;
  g_autofree char *what = xy_bylaw_version_describe (store, last);
  if (last->stage < XY_BYLAW_IN_FORCE)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is being worked on: %s. Finish it first."), what,
                   xy_bylaw_stage_word ((XyBylawStage) last->stage));
      return FALSE;
    }
  g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (store, &last->record.id, error);
  if (clauses == NULL || !make_version (txn, &revising->bylaw, last->preamble, last->board, &revising->made, error))
    return FALSE;
  for (guint i = 0; i < clauses->len; i++)
    {
      const XyBylawClause *from = clauses->pdata[i];
      g_autoptr (XyBylawClause) clause = xy_record_new (&xy_bylaw_clause_type);
      clause->version = revising->made;
      clause->code = from->code;
      clause->level = from->level;
      clause->sort = (i + 1) * GAP;
      xy_set_str (&clause->text, from->text);
      xy_set_str (&clause->story, from->story);
      xy_set_str (&clause->rules, from->rules);
      xy_set_str (&clause->items, from->items);
      if (!xy_record_save (txn, clause, error))
        return FALSE;
    }
  g_autofree char *title = g_strdup_printf (_ ("Begin a new version after %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

/* The clauses of VERSION are put at even places again, for there was no room between two of them. */
static gboolean
spread (XyTxn *txn, GPtrArray *clauses, GError **error)
{
  for (guint i = 0; i < clauses->len; i++)
    {
      g_autoptr (XyBylawClause) clause = xy_record_copy (clauses->pdata[i]);
      clause->sort = (i + 1) * GAP;
      if (!xy_record_save (txn, clause, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
clauses_of (XyTxn *txn, const XyId *version, GError **error)
{
  return xy_record_list (xy_txn_get_store (txn), &xy_bylaw_clause_type, statements[AFTER].text,
                         XY_BIND (XY_ID (version)), error);
}

static int
index_of (GPtrArray *clauses, const XyId *clause)
{
  for (guint i = 0; i < clauses->len; i++)
    if (xy_id_same (&((XyRecord *) clauses->pdata[i])->id, clause))
      return (int) i;
  return -1;
}

/* A place behind the clause AT of CLAUSES (-1: before all), which are those without MOVED (may be NULL), making room
 * where there is none. 0 with an error. */
static gint64
place_after (XyTxn *txn, const XyId *version, const XyId *moved, GPtrArray **clauses, int at, GError **error)
{
  for (guint round = 0; round < 2; round++)
    {
      gint64 before = at < 0 ? 0 : ((XyBylawClause *) (*clauses)->pdata[at])->sort;
      gint64 next =
          at + 1 < (int) (*clauses)->len ? ((XyBylawClause *) (*clauses)->pdata[at + 1])->sort : before + 2 * GAP;
      if (next - before >= 2)
        return (before + next) / 2;
      if (!spread (txn, *clauses, error))
        return 0;
      g_clear_pointer (clauses, g_ptr_array_unref);
      if ((*clauses = clauses_of (txn, version, error)) == NULL)
        return 0;
      if (moved != NULL)
        g_ptr_array_remove_index (*clauses, (guint) index_of (*clauses, moved));
    }
  return 0;
}

gboolean
xy_bylaw_clause_write_act (XyTxn *txn, gpointer data, GError **error)
{
  XyBylawClauseWriting *writing = data;
  g_autoptr (XyBylawClause) clause = xy_record_copy (writing->clause);

  if (!clause->record.stored && !xy_id_is_none (&writing->after))
    {
      g_autoptr (GPtrArray) clauses = clauses_of (txn, &clause->version, error);
      int at = clauses != NULL ? index_of (clauses, &writing->after) : -1;
      if (clauses == NULL)
        return FALSE;
      if (at >= 0 && (clause->sort = place_after (txn, &clause->version, NULL, &clauses, at, error)) == 0)
        return FALSE;
    }
  if (!xy_record_save (txn, clause, error))
    return FALSE;
  writing->made = clause->record.id;
  return TRUE;
}

gboolean
xy_bylaw_clause_move_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyBylawClauseMoving *moving = data;
  g_autoptr (XyBylawClause) was = xy_record_get (xy_txn_get_store (txn), &xy_bylaw_clause_type, &moving->clause, error);
  g_autoptr (GPtrArray) clauses = was != NULL ? clauses_of (txn, &was->version, error) : NULL;

  if (clauses == NULL)
    return FALSE;
  int at = index_of (clauses, &moving->clause);
  int to = CLAMP (at + moving->by, 0, (int) clauses->len - 1);
  if (at < 0 || to == at)
    return TRUE;
  g_ptr_array_remove_index (clauses, (guint) at);
  gint64 sort = place_after (txn, &was->version, &moving->clause, &clauses, to - 1, error);
  if (sort == 0)
    return FALSE;
  g_autoptr (XyBylawClause) clause = xy_record_copy (was);
  clause->sort = sort;
  return xy_record_save (txn, clause, error);
}

gboolean
xy_bylaw_clause_delete_act (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyBylawClause) clause = xy_record_get (xy_txn_get_store (txn), &xy_bylaw_clause_type, data, error);

  return clause != NULL && xy_record_set_deleted (txn, clause, TRUE, error);
}

gboolean
xy_bylaw_version_write_act (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_record_copy (data);

  if (xy_bylaw_is_open (version))
    return xy_record_save (txn, version, error);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The text does not change any more: %s. Take it back as a draft, or begin a new version."),
               xy_bylaw_stage_word ((XyBylawStage) version->stage));
  return FALSE;
}

gboolean
xy_bylaw_hear_act (XyTxn *txn, gpointer data, GError **error)
{
  XyBylawHearing *hearing = data;
  g_autoptr (XyBylawOpinion) opinion = xy_record_copy (hearing->opinion);
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  XyBylawStage stage = XY_BYLAW_COLLECTING;
  gboolean answered = opinion->answer != NULL && opinion->answer[0] != '\0';

  if (!xy_bylaw_read_stage (txn, &opinion->version, &stage, error))
    return FALSE;
  if (stage >= XY_BYLAW_PASSED)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("This version was voted on: %s. An opinion belongs to a new version."),
                   xy_bylaw_stage_word (stage));
      return FALSE;
    }
  if (opinion->day == NULL)
    xy_set_str (&opinion->day, today);
  if (strcmp (opinion->day, today) > 0)
    {
      xy_set_invalid (error, "day", _ ("%s is still to come."), opinion->day);
      return FALSE;
    }
  if (answered != (opinion->taken != NULL))
    {
      xy_set_invalid (error, answered ? "taken" : "answer",
                      answered ? _ ("Please say whether it was taken up.") : _ ("Please write the answer."));
      return FALSE;
    }
  xy_set_str (&opinion->answered_on, answered ? (opinion->answered_on != NULL ? opinion->answered_on : today) : NULL);
  if (!opinion->record.stored)
    xy_set_str (&opinion->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, opinion, error))
    return FALSE;
  hearing->made = opinion->record.id;
  return TRUE;
}

char *
xy_bylaw_filing_day (XyStore *store, const XyBylawVersion *version)
{
  char day[XY_DAY_SIZE];

  if (version->passed_on == NULL)
    return NULL;
  xy_day_add (version->passed_on, (int) xy_setting_get_number (store, XY_SETTING_BYLAW_DAYS), day);
  return g_strdup (day);
}

const XySql *
xy_bylaw_act_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
