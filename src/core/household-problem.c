/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/household.h"

#include <glib/gi18n-lib.h>

#include "core/id-number.h"
#include "core/relation.h"
#include "core/store.h"

enum
{
  HOUSEHOLDS,
  HOUSEHOLD,
  PERSONS,
  PERSONS_OF,
  PERSON,
  N_STATEMENTS,
};

#define LIVE "IN ('here', 'away')"
#define OF_HOUSEHOLD "FROM person AS p WHERE p.household = h.id AND p.del = 0 AND p.state " LIVE
#define HOUSEHOLD_SQL                                                                                                  \
  "SELECT * FROM (SELECT h.id AS id, h.head_name, h.number, h.unit IS NULL AS loose, h.head AS head,"                  \
  " (SELECT count (*) " OF_HOUSEHOLD ") AS members,"                                                                   \
  " (SELECT count (*) " OF_HOUSEHOLD " AND p.sort = 0) AS heads,"                                                      \
  " (SELECT p.id " OF_HOUSEHOLD " AND p.sort = 0 LIMIT 1) AS first"                                                    \
  " FROM household AS h WHERE h.del = 0 AND h.state " LIVE " AND "
#define HOUSEHOLD_WRONG ") WHERE members = 0 OR heads <> 1 OR head IS NOT first OR loose"
#define PERSON_SQL                                                                                                     \
  "SELECT p.id, p.name, p.household, p.relation, p.id_flags, h.id IS NOT NULL AND h.del = 0 AND h.state " LIVE         \
  " FROM person AS p LEFT JOIN household AS h ON h.id = p.household"                                                   \
  " WHERE p.del = 0 AND p.state " LIVE " AND (p.id_flags <> 0 OR p.relation IS NULL OR p.sort = 8"                     \
  " OR h.id IS NULL OR h.del = 1 OR h.state NOT " LIVE ") AND "

static const XySql statements[] = {
  [HOUSEHOLDS] = { NULL, HOUSEHOLD_SQL "?1 IS NULL" HOUSEHOLD_WRONG,
                   "looks at every household, when the office asks what is to be mended" },
  [HOUSEHOLD] = { NULL, HOUSEHOLD_SQL "h.id = ?1" HOUSEHOLD_WRONG, NULL },
  [PERSONS] = { NULL, PERSON_SQL "?1 IS NULL", "looks at everybody, when the office asks what is to be mended" },
  [PERSONS_OF] = { NULL, PERSON_SQL "p.household = ?1 ORDER BY p.sort", NULL },
  [PERSON] = { NULL, PERSON_SQL "p.id = ?1", NULL },
};

typedef struct
{
  GPtrArray *list;
  guint limit;
} Problems;

static void G_GNUC_PRINTF (6, 7) add (Problems *problems,
                                      XyProblemKind kind,
                                      const XyId *household,
                                      const XyId *person,
                                      const char *name,
                                      const char *format,
                                      ...)
{
  va_list args;

  if (problems->limit != 0 && problems->list->len >= problems->limit)
    return;
  XyProblem *problem = g_new0 (XyProblem, 1);
  problem->kind = kind;
  problem->household = household != NULL ? *household : XY_ID_NONE;
  problem->person = person != NULL ? *person : XY_ID_NONE;
  problem->name = g_strdup (name);
  va_start (args, format);
  problem->sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (problems->list, problem);
}

static void
add_household (Problems *problems, XyRows *rows)
{
  XyId id = xy_rows_id (rows, 0), head = xy_rows_id (rows, 4), first = xy_rows_id (rows, 7);
  const char *name = xy_rows_text (rows, 1) != NULL ? xy_rows_text (rows, 1) : xy_rows_text (rows, 2);
  gint64 members = xy_rows_int (rows, 5), heads = xy_rows_int (rows, 6);

  if (members == 0)
    add (problems, XY_PROBLEM_NO_MEMBERS, &id, NULL, name, _ ("Nobody is in the household of %s."), name);
  else if (heads == 0)
    add (problems, XY_PROBLEM_NO_HEAD, &id, NULL, name, _ ("No member of the household of %s is its head."), name);
  else if (heads > 1)
    add (problems, XY_PROBLEM_TWO_HEADS, &id, NULL, name, _ ("The household of %s has %d heads."), name, (int) heads);
  else if (!xy_id_same (&head, &first))
    add (problems, XY_PROBLEM_HEAD_DIFFERS, &id, &first, name,
         _ ("The household of %s names another head than its list of members."), name);
  if (xy_rows_int (rows, 3) != 0)
    add (problems, XY_PROBLEM_NO_UNIT, &id, NULL, name, _ ("The household of %s is in no group."), name);
}

static void
add_person (Problems *problems, XyRows *rows)
{
  XyId id = xy_rows_id (rows, 0), household = xy_rows_id (rows, 2);
  const char *name = xy_rows_text (rows, 1), *relation = xy_rows_text (rows, 3);
  XyIdFlags flags = (XyIdFlags) xy_rows_int (rows, 4);

  if (xy_rows_int (rows, 5) == 0)
    add (problems, XY_PROBLEM_NO_HOUSEHOLD, &household, &id, name, _ ("%s lives here but is in no household."), name);
  else if (relation == NULL)
    add (problems, XY_PROBLEM_NO_RELATION, &household, &id, name, _ ("%s has no relation to the head."), name);
  else if (!xy_relation_is_known (relation))
    add (problems, XY_PROBLEM_NO_RELATION, &household, &id, name, _ ("%s: “%s” is no known relation to the head."),
         name, relation);
  if (flags != 0)
    add (problems, XY_PROBLEM_ID_NUMBER, &household, &id, name, "%s: %s", name, xy_id_number_explain (flags));
}

static gboolean
collect (XyStore *store,
         const XySql *sql,
         const XyId *id,
         Problems *problems,
         void (*add_row) (Problems *problems, XyRows *rows),
         GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql->text, XY_BIND (XY_ID (id)), &problem);

  while (xy_rows_next (rows, &problem))
    add_row (problems, rows);
  return xy_error_pass (error, &problem);
}

void
xy_problem_free (XyProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->name);
  g_free (problem->sentence);
  g_free (problem);
}

GPtrArray *
xy_household_list_problems (XyStore *store, const XyId *id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_problem_free);
  Problems problems = { list, limit };

  if (!collect (store, &statements[id != NULL ? HOUSEHOLD : HOUSEHOLDS], id, &problems, add_household, error)
      || !collect (store, &statements[id != NULL ? PERSONS_OF : PERSONS], id, &problems, add_person, error))
    return NULL;
  return g_steal_pointer (&list);
}

GPtrArray *
xy_person_list_problems (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_problem_free);
  Problems problems = { list, 0 };

  if (!collect (store, &statements[PERSON], id, &problems, add_person, error))
    return NULL;
  return g_steal_pointer (&list);
}

const XySql *
xy_household_problem_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
