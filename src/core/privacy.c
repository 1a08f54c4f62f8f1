/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/privacy.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/reveal.h"
#include "core/store.h"
#include "core/user.h"

#define ONCE "an office assesses itself once in a year"

enum
{
  ROSTER,
  KEPT,
  YEAR,
  REVEALS,
};

static const XySql statements[] = {
  [ROSTER] = { NULL,
               "SELECT (SELECT count (*) FROM household WHERE del = 0 AND state IN ('here', 'away')),"
               " coalesce (sum (state IN ('here', 'away')), 0), coalesce (sum (state IN ('moved', 'dead')), 0),"
               " coalesce (sum (id_number IS NOT NULL), 0), coalesce (sum (phone IS NOT NULL), 0),"
               " (SELECT count (*) FROM household WHERE del = 0 AND bank IS NOT NULL),"
               " coalesce (sum (birthday IS NOT NULL), 0), coalesce (sum (health IS NOT NULL), 0),"
               " coalesce (sum (birthday > ?1 AND state IN ('here', 'away')), 0) FROM person WHERE del = 0",
               ONCE },
  [KEPT] = { NULL,
             "SELECT (SELECT count (*) FROM tag WHERE del = 0 AND sensitive = 1),"
             " (SELECT count (*) FROM pin AS p, user AS u WHERE u.id = p.user AND u.del = 0),"
             " (SELECT count (*) FROM line WHERE account IS NOT NULL)",
             NULL },
  [YEAR] = { NULL,
             "SELECT (SELECT count (*) FROM notice WHERE del = 0 AND posted_on > ?1),"
             " (SELECT count (*) FROM paper WHERE del = 0 AND unmasked IS NOT NULL"
             " AND date (at / 1000 + 28800, 'unixepoch') > ?1),"
             " (SELECT count (*) FROM reveal WHERE del = 0 AND date (at / 1000 + 28800, 'unixepoch') > ?1)",
             ONCE },
  [REVEALS] = { &xy_reveal_type, "WHERE t.del = 0 AND date (t.at / 1000 + 28800, 'unixepoch') BETWEEN ?1 AND ?2"
                                 " AND (?3 IS NULL OR instr (t.subject, ?3) > 0 OR instr (t.reason, ?3) > 0"
                                 " OR instr (t.who, ?3) > 0"
                                 " OR EXISTS (SELECT 1 FROM person AS p WHERE p.id = t.target AND instr (p.name, ?3))"
                                 " OR EXISTS (SELECT 1 FROM household AS h WHERE h.id = t.target"
                                 " AND instr (h.head_name, ?3))) ORDER BY t.at DESC, t.id" },
};

/* The day YEARS before TODAY; the 29th of February gives the 28th. */
static void
years_before (const char *today, int years, char day[XY_DAY_SIZE])
{
  g_autofree char *text = g_strdup_printf ("%04d%s", (int) g_ascii_strtoll (today, NULL, 10) - years, today + 4);

  if (xy_day_parse (text, day) != XY_DAY_FULL)
    xy_day_add (today, -365 * years, day);
}

static XyRows *
ask (XyStore *store, int which, const char *day, GError **error)
{
  return which == KEPT ? xy_db_query (xy_store_get_db (store), statements[which].text, XY_BIND_NONE, error)
                       : xy_db_query (xy_store_get_db (store), statements[which].text, XY_BIND (XY_TEXT (day)), error);
}

/* The whole numbers of the one row, into NUMBERS in their order. */
static gboolean
read_numbers (XyStore *store, int which, const char *day, gint64 *const *numbers, guint n, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = ask (store, which, day, &problem);

  if (xy_rows_next (rows, &problem))
    for (guint i = 0; i < n; i++)
      *numbers[i] = xy_rows_int (rows, (int) i);
  return xy_error_pass (error, &problem);
}

gboolean
xy_privacy_facts (XyStore *store, XyPrivacyFacts *facts, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char born[XY_DAY_SIZE], since[XY_DAY_SIZE];
  gint64 enrolled = 0;

  *facts = (XyPrivacyFacts){ 0 };
  years_before (today, 14, born);
  years_before (today, 1, since);
  gint64 *const roster[] = { &facts->households, &facts->persons,   &facts->former, &facts->id_numbers, &facts->phones,
                             &facts->banks,      &facts->birthdays, &facts->health, &facts->minors };
  gint64 *const kept[] = { &facts->tags, &facts->pins, &enrolled };
  gint64 *const year[] = { &facts->posted, &facts->unmasked, &facts->reveals };
  g_autoptr (GPtrArray) users = xy_user_list (store, error);
  if (users == NULL || !read_numbers (store, ROSTER, born, roster, G_N_ELEMENTS (roster), error)
      || !read_numbers (store, KEPT, NULL, kept, G_N_ELEMENTS (kept), error)
      || !read_numbers (store, YEAR, since, year, G_N_ELEMENTS (year), error))
    return FALSE;
  facts->enrolled = enrolled > 0;
  facts->users = users->len;
  for (guint i = 0; i < users->len; i++)
    {
      const XyRole *role = xy_role_by_id (((const XyUser *) users->pdata[i])->role);
      facts->full += role != NULL && (role->permissions & XY_MAY_UNMASK) != 0;
    }
  return TRUE;
}

GPtrArray *
xy_privacy_reveals (XyStore *store, const char *period, const char *text, GError **error)
{
  char first[XY_DAY_SIZE] = "1000-01-01", last[XY_DAY_SIZE] = "9999-12-31";

  if (period != NULL && !xy_period_parse (period, NULL, first, last))
    {
      xy_set_invalid (error, "period", _ ("“%s” is no period. Please write 2026, 2026Q3 or 2026-11."), period);
      return NULL;
    }
  GPtrArray *list = xy_record_list (store, statements[REVEALS].type, statements[REVEALS].text,
                                    XY_BIND (XY_TEXT (first), XY_TEXT (last), XY_TEXT (text)), error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    xy_reveal_name (store, list->pdata[i]);
  return list;
}

const XySql *
xy_privacy_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
