/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purge: what the record of changes says of somebody, and that it no longer does. */
#include <string.h>

#include "core/household.h"
#include "core/person.h"
#include "core/purge-private.h"
#include "core/store.h"

enum
{
  ANSWERED,
  OPEN,
  NAMES,
  ALONE,
  OPERATIONS,
  OWN_OPERATIONS,
  ANY_OPEN,
};

/* The records whose lines speak of person ?1: he, where he is head and was a member, and what happened to him. */
#define HOUSEHOLDS_OF                                                                                                  \
  "SELECT household FROM person WHERE id = ?1 AND household IS NOT NULL UNION SELECT o.id FROM household AS o "        \
  "WHERE lower (hex (o.id)) IN (SELECT replace (op.line ->> '$.d.household', '-', '') FROM op "                        \
  "WHERE op.rec = ?1 AND op.tbl = 'person')"
#define RECORDS_OF "SELECT ?1 UNION " HOUSEHOLDS_OF " UNION SELECT id FROM event WHERE person = ?1"

static const XySql statements[] = {
  /* Operations up to there are with the county, or there is none. */
  [ANSWERED] = { NULL, "SELECT coalesce ((SELECT first + acked FROM sync), 9223372036854775807)" },
  [OPEN] = { NULL, "SELECT record, extent FROM purge WHERE state = 0 ORDER BY record" },
  [NAMES] = { NULL, "SELECT json_group_array (n.name) FROM (SELECT name FROM purge WHERE record = ?1"
                    " UNION SELECT name FROM person WHERE id = ?1"
                    " UNION SELECT line ->> '$.d.name' FROM op WHERE rec = ?1 AND tbl = 'person'"
                    " UNION SELECT old ->> 'name' FROM op WHERE rec = ?1 AND tbl = 'person') AS n"
                    " WHERE n.name <> '" XY_PURGED_NAME "'" },
  /* Whether nobody else's name has the name ?2 in it. */
  [ALONE] = { NULL, "SELECT NOT EXISTS (SELECT 1 FROM person WHERE id <> ?1 AND instr (name, ?2))",
              "one person is purged in a year" },
  [OPERATIONS] = { NULL,
                   "SELECT op.n, op.tbl, op.line, op.old, coalesce (h.head_name = '" XY_PURGED_NAME "', 0) FROM op"
                   " LEFT JOIN household AS h ON h.id = op.rec WHERE op.rec IN (" RECORDS_OF ") ORDER BY op.n",
                   "there are few households, and one person is purged in a year" },
  [OWN_OPERATIONS] = { NULL, "SELECT n, tbl, line, old, 1 FROM op WHERE rec = ?1 ORDER BY n" },
  [ANY_OPEN] = { NULL, "SELECT coalesce (min (state), 2) FROM purge WHERE state < 2" },
};

#define CLEAR_LINE_SQL                                                                                                 \
  "UPDATE op SET line = coalesce (?2, line), old = ?3, purged = max (purged, ?2 IS NOT NULL) WHERE n = ?1"
#define MARK_ACT_SQL "UPDATE act SET purged = 1 WHERE n = (SELECT op.act FROM op WHERE op.n = ?1)"
/* Of a name that others have too, only what was done to him and his household. */
#define CLEAR_TITLE_SQL                                                                                                \
  "UPDATE act SET title = replace (title, ?2, '" XY_PURGED_NAME "'), purged = 1 WHERE instr (title, ?2) AND (?3 OR "   \
  "EXISTS (SELECT 1 FROM op WHERE op.act = act.n AND op.rec IN (" RECORDS_OF ")))"
#define CLEAR_DRAFT_SQL "DELETE FROM draft WHERE instr (form, ?1)"
#define KEPT_ROWS_SQL                                                                                                  \
  "SELECT r.tbl, r.id, r.body, coalesce (h.head_name = '" XY_PURGED_NAME "', 0) FROM sync_row AS r "                   \
  "LEFT JOIN household AS h ON h.id = r.id WHERE r.id IN (" RECORDS_OF ") "                                            \
  "OR r.tbl IN ('_conflict', '_quar') AND instr (r.body, ?2)"
#define OWN_ROWS_SQL                                                                                                   \
  "SELECT tbl, id, body, 1 FROM sync_row WHERE id = ?1 "                                                               \
  "OR tbl IN ('_conflict', '_quar') AND body ->> '$.id' = ?2"

/* What stays of a person's fields; of a household's and an event's, what goes. */
#define VALUE_SQL "CASE WHEN d.type IN ('object', 'array') THEN d.value ELSE json_quote (d.value) END"
#define PERSON_SQL                                                                                                     \
  "SELECT json_group_object (d.key, json (iif (d.key = 'name' AND ?3 IS NOT NULL, json_quote ('" XY_PURGED_NAME        \
  "'), " VALUE_SQL "))) FROM json_each (?1) AS d "                                                                     \
  "WHERE d.type = 'null' OR d.key IN ('household', 'relation', 'sex', 'state', 'since', 'del', 'purged') "             \
  "OR (d.key = 'name' AND (?2 OR ?3 IS NULL OR d.value = '" XY_PURGED_NAME "'))"
#define HOUSEHOLD_SQL                                                                                                  \
  "SELECT json_group_object (d.key, json (iif (d.key = 'head_name' AND d.value IN (SELECT n.value FROM json_each "     \
  "(?3) AS n), json_quote ('" XY_PURGED_NAME "'), " VALUE_SQL "))) FROM json_each (?1) AS d "                          \
  "WHERE NOT ?4 AND ?3 IS NOT NULL OR d.type = 'null' OR d.key NOT IN ('phone', 'bank', 'note', 'category', "          \
  "iif (?3 IS NULL, 'address', ''))"
#define EVENT_SQL                                                                                                      \
  "SELECT json_group_object (d.key, json (" VALUE_SQL ")) FROM json_each (?1) AS d "                                   \
  "WHERE d.type = 'null' OR d.key <> 'note'"

/* Nobody comes to live here again by it. */
#define REST_SQL "SELECT iif (?1 ->> '$.state' IN ('here', 'away'), json_remove (?1, '$.state', '$.since'), json (?1))"

static const struct
{
  const char *table, *sql;
} clears[] = {
  { "person", PERSON_SQL },
  { "household", HOUSEHOLD_SQL },
  { "event", EVENT_SQL },
};

static const char *
sql_for (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (clears); i++)
    if (g_strcmp0 (table, clears[i].table) == 0)
      return clears[i].sql;
  return NULL;
}

XyPurgeExtent
xy_purge_extent (const char *table, const char *fields, gboolean again)
{
  gboolean person = g_str_equal (table, xy_person_type.table);

  if (fields == NULL || (!person && !g_str_equal (table, xy_household_type.table)))
    return XY_PURGE_NONE;
  gboolean purges = strstr (fields, "\"purged\":\"") != NULL;
  gboolean all = person && strstr (fields, "\"name\":\"" XY_PURGED_NAME "\"") != NULL;
  return all && (purges || again) ? XY_PURGE_ALL : purges ? XY_PURGE_FIELDS : XY_PURGE_NONE;
}

gboolean
xy_purge_may_clear (const char *table)
{
  return sql_for (table) != NULL;
}

char *
xy_purge_fields (XyDb *json,
                 const char *table,
                 const char *object,
                 gboolean name,
                 const char *names,
                 gboolean own,
                 GError **error)
{
  const char *sql = sql_for (table);

  return sql == NULL
             ? g_strdup (object)
             : xy_db_text (json, sql, XY_BIND (XY_TEXT (object), XY_INT (name), XY_TEXT (names), XY_INT (own)), error);
}

char *
xy_purge_line (XyDb *json, const char *table, const char *line, const char *names, gboolean own, GError **error)
{
  gboolean purges = xy_purge_extent (table, line, FALSE) != XY_PURGE_NONE, adds = strstr (line, "\"k\":\"i\"") != NULL;
  g_autofree char *fields = xy_db_text (json, "SELECT ?1 -> '$.d'", XY_BIND (XY_TEXT (line)), error);
  g_autofree char *rest =
      fields != NULL ? xy_purge_fields (json, table, fields, purges || adds, names, own, error) : NULL;

  return rest == NULL ? NULL
                      : xy_db_text (json, "SELECT json_set (?1, '$.d', json (?2))",
                                    XY_BIND (XY_TEXT (line), XY_TEXT (rest)), error);
}

char *
xy_purge_rest (XyDb *json, const char *table, const char *fields, GError **error)
{
  g_autofree char *rest = xy_purge_fields (json, table, fields, TRUE, NULL, TRUE, error);

  return rest == NULL ? NULL : xy_db_text (json, REST_SQL, XY_BIND (XY_TEXT (rest)), error);
}

static void
line_free (gpointer data)
{
  XyPurgeLine *line = data;

  g_free (line->line);
  g_free (line->old);
  g_free (line);
}

static GPtrArray *
clear_lines (XyDb *db, const char *sql, const XyId *record, const char *names, gboolean head, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (line_free);
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, sql, XY_BIND (XY_ID (record)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      const char *table = xy_rows_text (rows, 1), *line = xy_rows_text (rows, 2), *old = xy_rows_text (rows, 3);
      gboolean own = head || xy_rows_int (rows, 4) != 0;
      XyPurgeLine *one = g_new0 (XyPurgeLine, 1);

      g_ptr_array_add (list, one);
      one->n = xy_rows_int (rows, 0);
      one->line = xy_purge_line (db, table, line, names, own, &problem);
      one->old =
          one->line != NULL && old != NULL ? xy_purge_fields (db, table, old, FALSE, names, own, &problem) : NULL;
      if (g_strcmp0 (one->line, line) == 0)
        g_clear_pointer (&one->line, g_free);
      if (one->line == NULL && g_strcmp0 (one->old, old) == 0)
        g_ptr_array_remove_index (list, list->len - 1);
      if (problem != NULL)
        break;
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

static char *
names_of (XyDb *db, const XyId *person, GError **error)
{
  return xy_db_text (db, statements[NAMES].text, XY_BIND (XY_ID (person)), error);
}

GPtrArray *
xy_purge_list_lines (XyDb *db, const XyId *person, gboolean head, gboolean *waiting, GError **error)
{
  gint64 answered;
  g_autofree char *names = names_of (db, person, error);
  g_autoptr (GPtrArray) lines =
      names != NULL ? clear_lines (db, statements[OPERATIONS].text, person, names, head, error) : NULL;

  if (lines == NULL || !xy_db_number (db, statements[ANSWERED].text, XY_BIND_NONE, &answered, error))
    return NULL;
  *waiting = FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const XyPurgeLine *one = lines->pdata[i];
      *waiting |= one->n > answered && one->line != NULL;
    }
  return g_steal_pointer (&lines);
}

/* What the county has not answered must go up as it is; what was there before it never does. */
static gboolean
write_lines (XyDb *db, const GPtrArray *list, gint64 *left, GError **error)
{
  gint64 answered;

  *left = 0;
  if (!xy_db_number (db, statements[ANSWERED].text, XY_BIND_NONE, &answered, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const XyPurgeLine *one = list->pdata[i];
      gboolean now = one->n <= answered;
      *left += !now && one->line != NULL;
      if (!xy_db_run (db, CLEAR_LINE_SQL,
                      XY_BIND (XY_INT (one->n), XY_TEXT (now ? one->line : NULL), XY_TEXT (one->old)), error)
          || !xy_db_run (db, MARK_ACT_SQL, XY_BIND (XY_INT (one->n)), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
clear_titles (XyDb *db, const XyId *person, const char *names, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, "SELECT value FROM json_each (?1)", XY_BIND (XY_TEXT (names)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      gint64 alone = 0;
      if (!xy_db_number (db, statements[ALONE].text, XY_BIND (XY_ID (person), XY_TEXT (xy_rows_text (rows, 0))), &alone,
                         &problem)
          || !xy_db_run (db, CLEAR_TITLE_SQL,
                         XY_BIND (XY_ID (person), XY_TEXT (xy_rows_text (rows, 0)), XY_INT (alone)), &problem))
        break;
    }
  return xy_error_pass (error, &problem);
}

/* What the county said of him and his household, and what it showed of conflicts and returned changes. */
static gboolean
clear_rows (XyDb *db, const char *sql, const XyId *record, const char *names, GError **error)
{
  char text[XY_ID_TEXT_LENGTH + 1];
  GError *problem = NULL;

  xy_id_to_text (record, text);
  g_autoptr (XyRows) rows = xy_db_query (db, sql, XY_BIND (XY_ID (record), XY_TEXT (text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      const char *table = xy_rows_text (rows, 0);
      XyId id = xy_rows_id (rows, 1);
      g_autofree char *body =
          xy_purge_may_clear (table)
              ? xy_purge_fields (db, table, xy_rows_text (rows, 2), TRUE, names, xy_rows_int (rows, 3) != 0, &problem)
              : xy_db_text (db, "SELECT json_remove (?1, '$.kept', '$.lost', '$.line')",
                            XY_BIND (XY_TEXT (xy_rows_text (rows, 2))), &problem);
      if (body == NULL
          || !xy_db_run (db, "UPDATE sync_row SET body = ?3 WHERE tbl = ?1 AND id = ?2",
                         XY_BIND (XY_TEXT (table), XY_ID (&id), XY_TEXT (body)), &problem))
        break;
    }
  return xy_error_pass (error, &problem);
}

/* Where all of somebody goes, that is what is said elsewhere too; else what is said of the record, but for names. */
static gboolean
clear_history (XyDb *db, const XyId *record, XyPurgeExtent extent, GError **error)
{
  char text[XY_ID_TEXT_LENGTH + 1];
  gint64 left;
  gboolean all = extent == XY_PURGE_ALL;
  g_autofree char *names = all ? names_of (db, record, error) : NULL;

  if (all && names == NULL)
    return FALSE;
  g_autoptr (GPtrArray) lines =
      clear_lines (db, statements[all ? OPERATIONS : OWN_OPERATIONS].text, record, names, FALSE, error);
  xy_id_to_text (record, text);
  return lines != NULL && (!all || clear_titles (db, record, names, error)) && write_lines (db, lines, &left, error)
         && clear_rows (db, all ? KEPT_ROWS_SQL : OWN_ROWS_SQL, record, names, error)
         && xy_db_run (db, CLEAR_DRAFT_SQL, XY_BIND (XY_TEXT (text)), error)
         && (left > 0
             || xy_db_run (db, "UPDATE purge SET name = NULL, state = 1 WHERE record = ?1", XY_BIND (XY_ID (record)),
                           error));
}

typedef struct
{
  XyId record;
  XyPurgeExtent extent;
} Open;

static gboolean
clear_all (XyTxn *txn, gpointer data, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Open));
  GError *problem = NULL;
  {
    g_autoptr (XyRows) rows = xy_db_query (db, statements[OPEN].text, XY_BIND_NONE, &problem);
    while (xy_rows_next (rows, &problem))
      {
        Open open = { xy_rows_id (rows, 0), (XyPurgeExtent) xy_rows_int (rows, 1) };
        g_array_append_val (list, open);
      }
  }
  if (!xy_error_pass (error, &problem) || !xy_db_run (db, "INSERT INTO purging (one) VALUES (1)", XY_BIND_NONE, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const Open *open = &g_array_index (list, Open, i);
      if (!clear_history (db, &open->record, open->extent, error))
        return FALSE;
    }
  return xy_db_run (db, "DELETE FROM purging", XY_BIND_NONE, error);
}

/* Writes the file anew: what was overwritten lies in no unused page of it, nor in its journal. */
static gboolean
wipe (XyStore *store, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  g_autoptr (GError) problem = NULL;
  gint64 busy = 1;

  xy_store_set_query_only (store, FALSE);
  gboolean wiped = xy_db_run (db, "VACUUM", XY_BIND_NONE, &problem)
                   && xy_db_number (db, "PRAGMA wal_checkpoint (TRUNCATE)", XY_BIND_NONE, &busy, &problem) && busy == 0;
  xy_store_set_query_only (store, TRUE);
  if (wiped)
    return xy_store_write_local (store, "UPDATE purge SET state = 2 WHERE state = 1", XY_BIND_NONE, error);
  g_debug ("the file is written anew the next time: %s", problem != NULL ? problem->message : "it is being read");
  return TRUE;
}

gboolean
xy_purge_finish (XyStore *store, GError **error)
{
  gint64 state = 2, cleared = 0;

  if (xy_store_is_read_only (store))
    return TRUE;
  if (!xy_db_number (xy_store_get_db (store), statements[ANY_OPEN].text, XY_BIND_NONE, &state, error))
    return FALSE;
  if (state == 0 && !xy_store_receive (store, clear_all, NULL, error))
    return FALSE;
  return state == 2
         || (xy_db_number (xy_store_get_db (store), "SELECT count (*) FROM purge WHERE state = 1", XY_BIND_NONE,
                           &cleared, error)
             && (cleared == 0 || wipe (store, error)));
}

const XySql *
xy_purge_history_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
