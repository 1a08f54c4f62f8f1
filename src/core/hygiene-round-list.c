/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-round.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-decide.h"
#include "core/hygiene-list.h"
#include "core/hygiene-private.h"
#include "core/record-rows.h"
#include "core/store.h"
#include "core/unit.h"

enum
{
  LIST,
  COUNTS,
  LISTED,
  OPEN_SLIPS,
  IS_IN,
  FIND,
};

static const XySql statements[] = {
  [LIST] = { NULL, "SELECT t.id, t.units FROM hygiene_round AS t WHERE t.del = 0 AND (?1 IS NULL OR t.kind = ?1) "
                   "AND (?2 IS NULL OR t.target = ?2) AND (?3 IS NULL OR substr (t.day, 1, 4) = ?3) "
                   "AND (?4 = 0 OR (t.closed_on IS NULL) = (?4 > 0)) ORDER BY t.day DESC, t.number DESC, t.id DESC" },
  /* Read off the index, as little of it as there is to count. */
  [COUNTS] = { NULL, "SELECT count (*), coalesce (sum (n), 0) FROM hygiene_result INDEXED BY hygiene_result_counted "
                     "WHERE round = ?1 AND del = 0 AND state = ?2" },
  [LISTED] = { NULL, "SELECT count (*) FROM hygiene_result INDEXED BY hygiene_result_counted WHERE round = ?1 "
                     "AND del = 0 AND state = 'in' AND list = ?2" },
  [OPEN_SLIPS] = { NULL, "SELECT count (*) FROM hygiene_slip AS s JOIN hygiene_result AS r ON r.id = s.result "
                         "WHERE s.stage < 3 AND s.del = 0 AND r.round = ?1" },
  [IS_IN] = { NULL, "SELECT count (*) FROM hygiene_result WHERE id = ?1 AND del = 0 AND state = 'in'" },
  [FIND] = { &xy_hygiene_round_type,
             "WHERE t.number = ?1 AND t.day BETWEEN ?2 || '-01-01' AND ?2 || '-12-31' AND t.del = 0" },
};

void
xy_hygiene_round_row_free (XyHygieneRoundRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->round);
  g_free (row->title);
  g_free (row->unit_names);
  g_free (row->red_posted_on);
  g_free (row->low_posted_on);
  g_free (row);
}

static gboolean
goes_through (GPtrArray *nodes, const char *units, const XyId *unit)
{
  g_autoptr (GHashTable) area = NULL, below = NULL;
  char text[XY_ID_TEXT_LENGTH + 1];
  GHashTableIter iter;
  gpointer key;

  if (units == NULL || xy_id_is_none (unit))
    return TRUE;
  xy_id_to_text (unit, text);
  /* A group that is gone by now: the round was through others. */
  if (!xy_unit_area (nodes, units, &area, NULL) || !xy_unit_area (nodes, text, &below, NULL))
    return FALSE;
  g_hash_table_iter_init (&iter, below);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (area, key))
      return TRUE;
  return FALSE;
}

GArray *
xy_hygiene_round_ids (XyStore *store, const XyHygieneRoundFilter *filter, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GError) problem = NULL;

  if (!xy_id_is_none (&filter->unit) && (nodes = xy_unit_list_tree (store, error)) == NULL)
    return NULL;
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store), statements[LIST].text,
      XY_BIND (XY_TEXT (filter->kind), XY_TEXT (filter->target), XY_TEXT (filter->year), XY_INT (filter->open)),
      &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      if (goes_through (nodes, xy_rows_text (rows, 1), &filter->unit))
        g_array_append_val (ids, id);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&ids) : NULL;
}

/* Those for whom a judge steps aside give no sheet of his. */
static gboolean
count_expected (XyStore *store, XyHygieneRoundRow *row, GError **error)
{
  const XyId *round = &row->round->record.id;
  g_autoptr (GPtrArray) judges = xy_hygiene_judges (store, round, error);

  if (judges == NULL)
    return FALSE;
  row->n_judges = judges->len;
  row->n_expected = row->n_in * judges->len;
  if (row->round->closed_on != NULL)
    {
      row->n_expected = row->n_sheets;
      return TRUE;
    }
  for (guint i = 0; i < judges->len; i++)
    {
      const XyHygieneJudge *judge = judges->pdata[i];
      g_autoptr (GHashTable) asides = xy_hygiene_asides (store, judge->name, &judge->person, error);
      GHashTableIter iter;
      gpointer key;

      if (asides == NULL)
        return FALSE;
      g_hash_table_iter_init (&iter, asides);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          XyId id = xy_hygiene_result_id (round, key);
          gint64 n = 0;
          if (!xy_db_number (xy_store_get_db (store), statements[IS_IN].text, XY_BIND (XY_ID (&id)), &n, error))
            return FALSE;
          row->n_expected -= (guint) n;
        }
    }
  return TRUE;
}

static gboolean
count_state (XyDb *db, const XyId *round, const char *state, guint *n, guint *n_sheets, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (db, statements[COUNTS].text, XY_BIND (XY_ID (round), XY_TEXT (state)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      *n = (guint) xy_rows_int (rows, 0);
      if (n_sheets != NULL)
        *n_sheets = (guint) xy_rows_int (rows, 1);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
count_results (XyDb *db, XyHygieneRoundRow *row, GError **error)
{
  const XyId *id = &row->round->record.id;
  gint64 n_red = 0, n_low = 0;

  if (!count_state (db, id, "in", &row->n_in, &row->n_sheets, error)
      || !count_state (db, id, "excused", &row->n_excused, NULL, error)
      || !count_state (db, id, "absent", &row->n_absent, NULL, error))
    return FALSE;
  row->n_results = row->n_in + row->n_excused + row->n_absent;
  if (row->round->closed_on != NULL
      && (!xy_db_number (db, statements[LISTED].text, XY_BIND (XY_ID (id), XY_TEXT ("red")), &n_red, error)
          || !xy_db_number (db, statements[LISTED].text, XY_BIND (XY_ID (id), XY_TEXT ("low")), &n_low, error)))
    return FALSE;
  row->n_red = (guint) n_red;
  row->n_low = (guint) n_low;
  return TRUE;
}

static gboolean
fill_row (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyHygieneRoundRow *row = data;
  XyDb *db = xy_store_get_db (store);
  const XyId *id = &row->round->record.id;
  g_autoptr (GError) problem = NULL;
  gint64 n_slips = 0;

  row->title = xy_hygiene_round_describe (row->round);
  row->unit_names = xy_unit_names (store, row->round->units);
  if (!count_results (db, row, error)
      || !xy_db_number (db, statements[OPEN_SLIPS].text, XY_BIND (XY_ID (id)), &n_slips, error)
      || !count_expected (store, row, error))
    return FALSE;
  row->n_open_slips = (guint) n_slips;
  row->red_posted_on = xy_hygiene_posted_on (store, id, XY_HYGIENE_RED_PAPER, FALSE, &problem);
  if (problem == NULL)
    row->low_posted_on = xy_hygiene_posted_on (store, id, XY_HYGIENE_LOW_PAPER, FALSE, &problem);
  return xy_error_pass (error, &problem);
}

static const XyRowShape hygiene_round_rows = { &xy_hygiene_round_type, sizeof (XyHygieneRoundRow),
                                               (GDestroyNotify) xy_hygiene_round_row_free, fill_row };

GPtrArray *
xy_hygiene_round_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &hygiene_round_rows, ids, n, NULL, error);
}

/* "2026年第3期", "2026-3", "2026/3", "3". */
static gboolean
read_number (XyStore *store, const char *text, char year[5], gint64 *number)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  gint64 found[2] = { 0, 0 };
  guint n = 0;

  for (const char *at = text; *at != '\0' && n < 2;)
    if (g_ascii_isdigit (*at))
      {
        char *end;
        found[n++] = g_ascii_strtoll (at, &end, 10);
        at = end;
      }
    else
      at++;
  g_strlcpy (year, today, 5);
  if (n == 2 && found[0] >= 1000 && found[0] <= 9999)
    g_snprintf (year, 5, "%d", (int) found[0]);
  else if (n != 1)
    return FALSE;
  *number = found[n - 1];
  return TRUE;
}

XyHygieneRound *
xy_hygiene_round_find (XyStore *store, const char *text, GError **error)
{
  char year[5];
  gint64 number;
  XyId id;

  if (xy_id_from_text (text, &id))
    return xy_hygiene_round_get (store, &id, error);
  if (read_number (store, text, year, &number))
    {
      g_autoptr (GPtrArray) found = xy_record_list (store, &xy_hygiene_round_type, statements[FIND].text,
                                                    XY_BIND (XY_INT (number), XY_TEXT (year)), error);
      if (found == NULL)
        return NULL;
      if (found->len > 0)
        return g_object_ref (found->pdata[0]);
    }
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no hygiene round “%s”."), text);
  return NULL;
}

const XySql *
xy_hygiene_round_list_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
