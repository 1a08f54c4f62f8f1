/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/roster-list.h"

#include "core/error.h"
#include "core/find.h"
#include "core/id-array.h"
#include "core/record-rows.h"
#include "core/store.h"

/* ?1 to ?3 what a key must have, ?4 a whole ID number, ?5 unit, ?6 tag, ?7 who; NULL for what does not filter. */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?5 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define KEY(t) "(?1 IS NULL OR (instr (" t ".find, ?1) AND instr (" t ".find, ?2) AND instr (" t ".find, ?3)))"
#define IN_UNIT "(?5 IS NULL OR h.unit IN below)"
#define TAGGED(t) "(?6 IS NULL OR " t ".id IN (SELECT l.target FROM tag_link AS l WHERE l.tag = ?6 AND l.del = 0))"
#define WHO(t)                                                                                                         \
  "CASE ?7 WHEN 0 THEN " t ".state IN ('here', 'away') WHEN 1 THEN " t ".state = 'here' WHEN 2 THEN " t                \
  ".state = 'away' WHEN 3 THEN " t ".state NOT IN ('here', 'away') ELSE 1 END"
#define STATE(t) "CASE " t ".state WHEN 'here' THEN 0 WHEN 'away' THEN 1 ELSE 2 END, " t ".state"
#define PEOPLE                                                                                                         \
  "(SELECT count (*) FROM person AS p WHERE p.household = h.id AND p.del = 0 AND p.state IN ('here', 'away'))"
#define POINTS "coalesce ((SELECT total FROM points_total WHERE household = h.id), 0)"

#define HOUSEHOLDS(order)                                                                                              \
  {                                                                                                                    \
    NULL,                                                                                                              \
        BELOW "SELECT h.id, " PEOPLE " AS people FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit"             \
              " WHERE h.del = 0 AND ?4 IS NULL AND (" KEY (                                                            \
                  "h") " OR h.id IN (SELECT p.household FROM person AS p"                                              \
                       " WHERE p.del = 0 AND p.state IN ('here', 'away') AND ?1 IS NOT NULL AND " KEY (                \
                           "p") "))"                                                                                   \
                                " AND " IN_UNIT " AND " TAGGED ("h") " AND " WHO ("h") " ORDER BY " order,             \
        "the list of all households"                                                                                   \
  }
#define PERSONS(order)                                                                                                 \
  {                                                                                                                    \
    NULL,                                                                                                              \
        BELOW "SELECT p.id FROM person AS p LEFT JOIN household AS h ON h.id = p.household"                            \
              " LEFT JOIN unit AS u ON u.id = h.unit WHERE p.del = 0 AND ?4 IS NULL AND " KEY (                        \
                  "p") " AND " IN_UNIT " AND " TAGGED ("p") " AND " WHO ("p") " ORDER BY " order,                      \
        "the list of all persons"                                                                                      \
  }
#define HOUSEHOLD_ORDER "h.sort, h.number, h.id"
#define PERSON_ORDER HOUSEHOLD_ORDER ", p.sort, p.birthday IS NULL, p.birthday, p.id"

enum
{
  HOUSEHOLD_LISTS = 0,
  PERSON_LISTS = XY_HOUSEHOLDS_N_ORDERS,
  HOUSEHOLDS_BY_ID_NUMBER = PERSON_LISTS + XY_PERSONS_N_ORDERS,
  PERSONS_BY_ID_NUMBER,
  HOUSEHOLD_LINE,
  PERSON_LINE,
  HOUSEHOLD_SUM,
  N_STATEMENTS,
};

static const XySql statements[N_STATEMENTS] = {
  [HOUSEHOLD_LISTS + XY_HOUSEHOLDS_BY_NUMBER] = HOUSEHOLDS (HOUSEHOLD_ORDER),
  [HOUSEHOLD_LISTS + XY_HOUSEHOLDS_BY_GROUP] = HOUSEHOLDS ("u.sort IS NULL, u.sort, u.name, " HOUSEHOLD_ORDER),
  [HOUSEHOLD_LISTS + XY_HOUSEHOLDS_BY_HEAD] = HOUSEHOLDS ("h.stroke IS NULL, h.stroke, " HOUSEHOLD_ORDER),
  [HOUSEHOLD_LISTS + XY_HOUSEHOLDS_BY_PEOPLE] = HOUSEHOLDS ("people, " HOUSEHOLD_ORDER),
  [HOUSEHOLD_LISTS + XY_HOUSEHOLDS_BY_POINTS] = HOUSEHOLDS (POINTS ", " HOUSEHOLD_ORDER),
  [HOUSEHOLD_LISTS + XY_HOUSEHOLDS_BY_STATE] = HOUSEHOLDS (STATE ("h") ", " HOUSEHOLD_ORDER),
  [HOUSEHOLD_LISTS + XY_HOUSEHOLDS_BY_GROUP_AND_HEAD] =
      HOUSEHOLDS ("u.sort IS NULL, u.sort, u.name, h.stroke IS NULL, h.stroke, " HOUSEHOLD_ORDER),
  [HOUSEHOLD_LISTS + XY_HOUSEHOLDS_BY_PINYIN] = HOUSEHOLDS ("h.pinyin IS NULL, h.pinyin, " HOUSEHOLD_ORDER),
  [PERSON_LISTS + XY_PERSONS_BY_HOUSEHOLD] = PERSONS (PERSON_ORDER),
  [PERSON_LISTS + XY_PERSONS_BY_GROUP] = PERSONS ("u.sort IS NULL, u.sort, u.name, " PERSON_ORDER),
  [PERSON_LISTS + XY_PERSONS_BY_NAME] = PERSONS ("p.stroke IS NULL, p.stroke, " PERSON_ORDER),
  [PERSON_LISTS + XY_PERSONS_BY_SEX] = PERSONS ("p.sex IS NULL, p.sex DESC, " PERSON_ORDER),
  [PERSON_LISTS + XY_PERSONS_BY_AGE] = PERSONS ("p.birthday IS NULL, p.birthday DESC, " PERSON_ORDER),
  [PERSON_LISTS + XY_PERSONS_BY_STATE] = PERSONS (STATE ("p") ", " PERSON_ORDER),
  [PERSON_LISTS + XY_PERSONS_BY_PINYIN] = PERSONS ("p.pinyin IS NULL, p.pinyin, " PERSON_ORDER),
  [HOUSEHOLDS_BY_ID_NUMBER] = { NULL,
                                "SELECT DISTINCT h.id, " PEOPLE
                                " FROM person AS q JOIN household AS h ON h.id = q.household"
                                " WHERE q.id_number = ?4 AND q.del = 0 AND h.del = 0",
                                NULL },
  [PERSONS_BY_ID_NUMBER] = { NULL, "SELECT p.id FROM person AS p WHERE p.id_number = ?4 AND p.del = 0", NULL },
  [HOUSEHOLD_LINE] = { NULL,
                       "SELECT u.name, coalesce (h.phone, (SELECT p.phone FROM person AS p WHERE p.id = h.head)),"
                       " (SELECT group_concat (t.name, '、') FROM tag_link AS l JOIN tag AS t ON t.id = l.tag"
                       " WHERE l.target = h.id AND l.del = 0 AND t.del = 0), " PEOPLE ", " POINTS
                       " FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit WHERE h.id = ?1",
                       NULL },
  [PERSON_LINE] = { NULL,
                    "SELECT u.name, h.head_name, h.number,"
                    " (SELECT group_concat (t.name, '、') FROM tag_link AS l JOIN tag AS t ON t.id = l.tag"
                    " WHERE l.target = ?2 AND l.del = 0 AND t.del = 0)"
                    " FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit WHERE h.id = ?1",
                    NULL },
  [HOUSEHOLD_SUM] = { NULL, "SELECT " PEOPLE ", " POINTS " FROM household AS h WHERE h.id = ?1", NULL },
};

static GArray *
list_ids (XyStore *store,
          const XyRosterFilter *filter,
          guint list,
          guint by_id_number,
          gboolean reversed,
          gint64 *people,
          GError **error)
{
  g_autoptr (XyFindPattern) pattern = filter->text != NULL ? xy_find_pattern_new (filter->text) : NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;
  char *const *needles = pattern != NULL ? pattern->needles : NULL;
  const char *id_number = pattern != NULL ? pattern->id_number : NULL;

  G_STATIC_ASSERT (XY_FIND_PARTS == 3);
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store), statements[id_number != NULL ? by_id_number : list].text,
      XY_BIND (XY_TEXT (needles != NULL ? needles[0] : NULL), XY_TEXT (needles != NULL ? needles[1] : NULL),
               XY_TEXT (needles != NULL ? needles[2] : NULL), XY_TEXT (id_number), XY_ID (&filter->unit),
               XY_ID (&filter->tag), XY_INT (filter->who)),
      &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (ids, id);
      if (people != NULL)
        *people += xy_rows_int (rows, 1);
    }
  if (!xy_error_pass (error, &problem))
    return NULL;
  if (reversed)
    xy_id_array_reverse (ids);
  return g_steal_pointer (&ids);
}

static gboolean
fill_household (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyHouseholdRow *row = data;
  const XyId *id = &row->household->record.id;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[HOUSEHOLD_LINE].text, XY_BIND (XY_ID (id)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      row->unit_name = g_strdup (xy_rows_text (rows, 0));
      row->phone = g_strdup (xy_rows_text (rows, 1));
      row->tags = g_strdup (xy_rows_text (rows, 2));
      row->people = xy_rows_int (rows, 3);
      row->points = xy_rows_int (rows, 4);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  problems = xy_household_list_problems (store, id, 0, error);
  row->n_problems = problems != NULL ? problems->len : 0;
  return problems != NULL;
}

static gboolean
fill_person (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyPersonRow *row = data;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[PERSON_LINE].text,
                   XY_BIND (XY_ID (&row->person->household), XY_ID (&row->person->record.id)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      row->unit_name = g_strdup (xy_rows_text (rows, 0));
      row->head_name = g_strdup (xy_rows_text (rows, 1));
      row->number = g_strdup (xy_rows_text (rows, 2));
      row->tags = g_strdup (xy_rows_text (rows, 3));
    }
  return xy_error_pass (error, &problem);
}

GArray *
xy_household_list_ids (XyStore *store,
                       const XyRosterFilter *filter,
                       XyHouseholdOrder order,
                       gboolean reversed,
                       gint64 *people,
                       GError **error)
{
  gint64 sum = 0;
  GArray *ids = list_ids (store, filter, HOUSEHOLD_LISTS + order, HOUSEHOLDS_BY_ID_NUMBER, reversed, &sum, error);

  if (people != NULL)
    *people = sum;
  return ids;
}

GArray *
xy_person_list_ids (XyStore *store,
                    const XyRosterFilter *filter,
                    XyPersonOrder order,
                    gboolean reversed,
                    GError **error)
{
  return list_ids (store, filter, PERSON_LISTS + order, PERSONS_BY_ID_NUMBER, reversed, NULL, error);
}

void
xy_household_row_free (XyHouseholdRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->household);
  g_free (row->unit_name);
  g_free (row->phone);
  g_free (row->tags);
  g_free (row);
}

void
xy_person_row_free (XyPersonRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->person);
  g_free (row->unit_name);
  g_free (row->head_name);
  g_free (row->number);
  g_free (row->tags);
  g_free (row);
}

static const XyRowShape household_rows = { &xy_household_type, sizeof (XyHouseholdRow),
                                           (GDestroyNotify) xy_household_row_free, fill_household };

GPtrArray *
xy_household_list_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &household_rows, ids, n, NULL, error);
}

static const XyRowShape person_rows = { &xy_person_type, sizeof (XyPersonRow), (GDestroyNotify) xy_person_row_free,
                                        fill_person };

GPtrArray *
xy_person_list_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &person_rows, ids, n, NULL, error);
}

gboolean
xy_household_list_sum (XyStore *store, const XyId *ids, guint n, gint64 *people, gint64 *points, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *people = *points = 0;
  for (guint i = 0; i < n && problem == NULL; i++)
    {
      g_autoptr (XyRows) rows =
          xy_db_query (xy_store_get_db (store), statements[HOUSEHOLD_SUM].text, XY_BIND (XY_ID (&ids[i])), &problem);
      if (!xy_rows_next (rows, &problem))
        continue;
      *people += xy_rows_int (rows, 0);
      *points += xy_rows_int (rows, 1);
    }
  return xy_error_pass (error, &problem);
}

const XySql *
xy_roster_list_statements (guint *n)
{
  *n = N_STATEMENTS;
  return statements;
}
