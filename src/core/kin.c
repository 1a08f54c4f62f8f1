/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/kin.h"

#include <glib/gi18n-lib.h>

/* Which splits, marriages and mergers tie two households, or a person and a household that he left. */
#define TIES "e.del = 0 AND e.kind IN ('split', 'marriage', 'merge') AND e.other IS NOT NULL"

/* ?1 is the household of the person ?2. */
static const XySql statements[] = {
  { NULL,
    /* The households that his is tied to, */
    "SELECT e.other FROM event AS e WHERE e.household = ?1 AND " TIES
    " UNION SELECT e.household FROM event AS e WHERE e.other = ?1 AND " TIES
    /* those that he came from or went to himself, */
    " UNION SELECT e.household FROM event AS e WHERE e.person = ?2 AND " TIES
    " UNION SELECT e.other FROM event AS e WHERE e.person = ?2 AND " TIES
    /* where somebody of his household lives now, */
    " UNION SELECT p.household FROM event AS e JOIN person AS p ON p.id = e.person WHERE e.household = ?1"
    " AND p.del = 0 AND " TIES
    " UNION SELECT p.household FROM event AS e JOIN person AS p ON p.id = e.person WHERE e.other = ?1"
    " AND p.del = 0 AND " TIES
    /* and those of brothers and sisters who each left the same home. */
    " UNION SELECT f.other FROM event AS e JOIN event AS f ON f.household = e.household WHERE e.other = ?1"
    " AND f.other IS NOT NULL AND f.del = 0 AND f.kind IN ('split', 'marriage') AND " TIES },
};

GPtrArray *
xy_kin_persons (XyStore *store, const char *name, const XyId *person, GError **error)
{
  if (xy_id_is_none (person))
    return xy_person_list_by_name (store, name, NULL, error);

  XyPerson *known = xy_record_get (store, &xy_person_type, person, error);
  if (known == NULL)
    return NULL;
  GPtrArray *persons = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (persons, known);
  return persons;
}

GHashTable *
xy_kin_households (XyStore *store, const XyPerson *person, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;

  if (xy_id_is_none (&person->household))
    return g_steal_pointer (&set);
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[0].text,
                                         XY_BIND (XY_ID (&person->household), XY_ID (&person->record.id)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      if (!xy_id_is_none (&id) && !xy_id_same (&id, &person->household))
        g_hash_table_add (set, xy_id_copy (&id));
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&set) : NULL;
}

char *
xy_kin_own_sentence (const char *name)
{
  return g_strdup_printf (_ ("%s is of this household."), name);
}

char *
xy_kin_near_sentence (const char *name)
{
  return g_strdup_printf (_ ("The household of %s is near kin by a split or marriage."), name);
}

const XySql *
xy_kin_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
