/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/points-bearer.h"
#include "core/points-entry.h"
#include "core/points-scheme.h"
#include "core/store.h"

/* Stored, and so the same in each language. */
#define CATEGORY "基础分"

#define BEGINS "coalesce (t.starts, t.adopted_on, '')"
#define OF_YEAR_SQL "WHERE t.del = 0 AND " BEGINS " BETWEEN ?1 AND ?2 ORDER BY " BEGINS ", t.version DESC LIMIT 1"
#define HOUSEHOLDS_SQL "SELECT id, id, NULL FROM household WHERE del = 0 AND state IN ('here', 'away')"
#define PERSONS_SQL                                                                                                    \
  "SELECT p.id, p.household, p.birthday FROM person AS p JOIN household AS h ON h.id = p.household "                   \
  "WHERE p.del = 0 AND p.state IN ('here', 'away') AND h.del = 0 AND h.state IN ('here', 'away')"
#define KNOWN_SQL "SELECT cancelled FROM points_entry WHERE id = ?1"

static const XySql statements[] = {
  { &xy_points_scheme_type, OF_YEAR_SQL },
  { NULL, HOUSEHOLDS_SQL, "everybody gets base points" },
  { NULL, PERSONS_SQL, "everybody gets base points" },
  { NULL, KNOWN_SQL },
};

static XyPointsScheme *
scheme_of_year (XyTxn *txn, const char *year, char day[XY_DAY_SIZE], GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];
  g_autoptr (GError) problem = NULL;
  XySpan span;

  if (year == NULL || !xy_period_parse (year, &span, first, last) || span != XY_SPAN_YEAR || strcmp (first, today) > 0)
    {
      xy_set_invalid (error, "year", _ ("“%s” is no year, or still to come."), year != NULL ? year : "");
      return NULL;
    }
  g_strlcpy (day, first, XY_DAY_SIZE);
  g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (store, first, &problem);
  if (scheme == NULL && problem == NULL)
    {
      g_autoptr (GPtrArray) list = xy_record_list (store, &xy_points_scheme_type, OF_YEAR_SQL,
                                                   XY_BIND (XY_TEXT (first), XY_TEXT (last)), &problem);
      scheme = list != NULL && list->len > 0 ? g_object_ref (list->pdata[0]) : NULL;
      if (scheme != NULL)
        g_strlcpy (day, scheme->starts != NULL ? scheme->starts : scheme->adopted_on, XY_DAY_SIZE);
    }
  if (!xy_error_pass (error, &problem))
    return NULL;
  if (scheme != NULL && scheme->base > 0 && strcmp (day, today) <= 0)
    return g_steal_pointer (&scheme);
  xy_set_invalid (error, "scheme", _ ("The village has no points scheme of %s that gives base points."), year);
  return NULL;
}

/* The id of BEARER's base of a year, if he has none that stands: the first one that follows and was not undone. */
static gboolean
free_id (XyStore *store, const XyId *bearer, const char *name, XyId *id, gboolean *taken, GError **error)
{
  *id = *bearer;
  for (;;)
    {
      gint64 cancelled = -1;
      *id = xy_id_derive (id, name);
      if (!xy_db_number (xy_store_get_db (store), KNOWN_SQL, XY_BIND (XY_ID (id)), &cancelled, error))
        return FALSE;
      *taken = cancelled == 0;
      if (cancelled != 1)
        return TRUE;
    }
}

typedef struct
{
  XyId bearer;
  XyId household;
} Given;

static GArray *
list_bearers (XyStore *store, const XyPointsScheme *scheme, const char *day, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Given));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store), scheme->account != NULL ? PERSONS_SQL : HOUSEHOLDS_SQL, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      Given given = { .bearer = xy_rows_id (rows, 0), .household = xy_rows_id (rows, 1) };
      const char *birthday = xy_rows_text (rows, 2);
      int age = birthday != NULL ? xy_day_age (birthday, day) : -1;

      if (age < 0 || age >= XY_POINTS_ADULT)
        g_array_append_val (list, given);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean
xy_points_scheme_give_base (XyTxn *txn, const char *year, guint *n_given, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  char day[XY_DAY_SIZE];
  g_autoptr (XyPointsScheme) scheme = scheme_of_year (txn, year, day, error);
  g_autoptr (GArray) bearers = scheme != NULL ? list_bearers (store, scheme, day, error) : NULL;
  g_autofree char *name = g_strconcat ("points base ", year, NULL);
  guint n = 0;

  for (guint i = 0; bearers != NULL && i < bearers->len; i++)
    {
      const Given *given = &g_array_index (bearers, Given, i);
      g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);
      gboolean taken;

      if (!free_id (store, &given->bearer, name, &entry->record.id, &taken, error))
        return FALSE;
      if (taken)
        continue;
      entry->household = given->household;
      entry->person = scheme->account != NULL ? given->bearer : XY_ID_NONE;
      entry->delta = entry->withheld = scheme->base;
      entry->at = xy_txn_get_now (txn);
      xy_set_str (&entry->account, scheme->account);
      xy_set_str (&entry->category, CATEGORY);
      g_free (entry->item);
      entry->item = g_strdup_printf ("%s年" CATEGORY, year);
      xy_set_str (&entry->day, day);
      xy_set_str (&entry->kind, "base");
      xy_set_str (&entry->recorder, xy_txn_get_actor (txn)->name);
      if (!xy_record_save (txn, entry, error))
        return FALSE;
      n++;
    }
  if (bearers == NULL)
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Give %u the base points of %s"), n, year);
  xy_txn_set_title (txn, title);
  if (n_given != NULL)
    *n_given = n;
  return TRUE;
}

const XySql *
xy_points_scheme_base_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
