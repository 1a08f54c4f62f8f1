/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/household-overview.h"

#include <glib/gi18n-lib.h>

#include "core/points-balance.h"
#include "core/points-item.h"
#include "core/store.h"
#include "core/tag.h"

enum
{
  UNIT_PATH,
  FORMER,
  ENTRIES,
  MERGED,
  N_STATEMENTS,
};

#define DEPTH_MOST "20"
#define N_STAYS 4
#define N_SLIPS 4

static const XySql statements[] = {
  [UNIT_PATH] = { NULL,
                  "WITH RECURSIVE up (id, parent, name, depth) AS (SELECT id, parent, name, 0 FROM unit WHERE id = ?1"
                  " UNION ALL SELECT u.id, u.parent, u.name, up.depth + 1 FROM unit AS u JOIN up ON u.id = up.parent"
                  " WHERE up.depth < " DEPTH_MOST ")"
                  " SELECT group_concat (name, ' / ') FROM (SELECT name FROM up ORDER BY depth DESC)",
                  NULL },
  /* Who died or moved away as a member, and whom an event took to another household. */
  [FORMER] = { NULL,
               "SELECT p.id, p.state, p.since, NULL, NULL FROM person AS p WHERE p.household = ?1 AND p.del = 0"
               " AND p.state IN ('moved', 'dead')"
               " UNION ALL SELECT p.id, e.kind, e.day, h.head_name, e.id FROM event AS e JOIN person AS p ON p.id = e.person"
               " LEFT JOIN household AS h ON h.id = p.household"
               " WHERE e.household = ?1 AND e.del = 0 AND e.other IS NOT NULL AND p.del = 0 AND p.household IS NOT ?1"
               " ORDER BY 3 DESC, 5 DESC",
               NULL },
  [ENTRIES] = { &xy_points_entry_type,
                "WHERE t.household = ?1 AND t.cancelled = 0 AND t.account IS NULL ORDER BY t.day DESC, t.id DESC LIMIT ?2",
                NULL },
  [MERGED] = { NULL,
               "SELECT DISTINCT h.id, coalesce (h.head_name, h.number),"
               " coalesce ((SELECT total FROM points_total WHERE household = h.id), 0)"
               " FROM event AS e JOIN household AS h ON h.id = e.household"
               " WHERE e.other = ?1 AND e.kind = 'merge' AND e.del = 0 AND h.state = 'merged' AND h.del = 0",
               NULL },
};

static void
former_free (gpointer data)
{
  XyFormerMember *former = data;

  g_clear_object (&former->person);
  g_free (former->what);
  g_free (former->day);
  g_free (former->where);
  g_free (former);
}

static void
merged_free (gpointer data)
{
  XyMergedHousehold *merged = data;

  g_free (merged->name);
  g_free (merged);
}

static gboolean
has_former (GPtrArray *list, const XyId *id)
{
  for (guint i = 0; i < list->len; i++)
    if (xy_id_same (&((XyFormerMember *) list->pdata[i])->person->record.id, id))
      return TRUE;
  return FALSE;
}

static gboolean
add_former (XyStore *store, XyRows *rows, gpointer data, GError **error)
{
  XyHouseholdOverview *overview = data;
  XyId id = xy_rows_id (rows, 0);
  const char *what = xy_rows_text (rows, 1);
  XyEventKind kind = xy_event_kind_from_name (what);

  /* One who came back and left again is told once, the last time. */
  if (has_former (overview->former, &id))
    return TRUE;
  XyPerson *person = xy_record_get (store, &xy_person_type, &id, error);
  if (person == NULL)
    return FALSE;
  XyFormerMember *former = g_new0 (XyFormerMember, 1);
  former->person = person;
  former->what = g_strdup (kind < XY_EVENT_N_KINDS ? xy_event_kind_label (kind) : xy_person_state_label (what));
  former->day = g_strdup (xy_rows_text (rows, 2));
  former->where = g_strdup (xy_rows_text (rows, 3));
  g_ptr_array_add (overview->former, former);
  return TRUE;
}

static gboolean
add_merged (XyStore *store, XyRows *rows, gpointer data, GError **error)
{
  XyHouseholdOverview *overview = data;
  XyMergedHousehold *merged = g_new0 (XyMergedHousehold, 1);

  merged->id = xy_rows_id (rows, 0);
  merged->name = g_strdup (xy_rows_text (rows, 1));
  merged->total = xy_rows_int (rows, 2);
  g_ptr_array_add (overview->merged, merged);
  return TRUE;
}

static gboolean
set_unit_path (XyStore *store, XyRows *rows, gpointer data, GError **error)
{
  XyHouseholdOverview *overview = data;

  overview->unit_path = g_strdup (xy_rows_text (rows, 0));
  return TRUE;
}

static gboolean
each_row (XyStore *store,
          guint sql,
          const XyId *id,
          gboolean (*add) (XyStore *store, XyRows *rows, gpointer data, GError **error),
          gpointer data,
          GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[sql].text, XY_BIND (XY_ID (id)), &problem);

  while (xy_rows_next (rows, &problem) && add (store, rows, data, &problem))
    ;
  return xy_error_pass (error, &problem);
}

static gboolean
load_points (XyStore *store, const XyId *id, guint n_entries, XyHouseholdOverview *overview, GError **error)
{
  XyPointsBalance balance = { 0 };

  overview->period = xy_points_current_period (store);
  if (!xy_points_balance_of (store, NULL, id, overview->period, &balance, error)
      || !xy_points_item_pending (store, id, &overview->n_pending, &overview->pending, error))
    return FALSE;
  overview->total = balance.total;
  overview->current = balance.current;
  overview->spend = balance.spend;
  overview->entries = xy_record_list (store, &xy_points_entry_type, statements[ENTRIES].text,
                                      XY_BIND (XY_ID (id), XY_INT (n_entries)), error);
  return overview->entries != NULL;
}

static gboolean
load_hygiene (XyStore *store, const XyId *id, XyHouseholdOverview *overview, GError **error)
{
  const XyHygieneSlipFilter filter = { .which = XY_HYGIENE_SLIPS_ALL,
                                       .household = *id,
                                       .order = XY_HYGIENE_SLIPS_BY_NUMBER };
  g_autoptr (GArray) slips = NULL;

  if ((overview->stays = xy_hygiene_stays (store, id, N_STAYS, error)) == NULL
      || (slips = xy_hygiene_slip_ids (store, &filter, error)) == NULL)
    return FALSE;
  overview->slips =
      xy_hygiene_slip_rows (store, (const XyId *) (gpointer) slips->data, MIN (slips->len, N_SLIPS), error);
  return overview->slips != NULL;
}

void
xy_household_overview_free (XyHouseholdOverview *overview)
{
  if (overview == NULL)
    return;
  g_clear_object (&overview->household);
  g_clear_pointer (&overview->members, g_ptr_array_unref);
  g_clear_pointer (&overview->former, g_ptr_array_unref);
  g_clear_pointer (&overview->tags, g_ptr_array_unref);
  g_clear_pointer (&overview->events, g_ptr_array_unref);
  g_clear_pointer (&overview->entries, g_ptr_array_unref);
  g_clear_pointer (&overview->merged, g_ptr_array_unref);
  g_clear_pointer (&overview->problems, g_ptr_array_unref);
  g_clear_pointer (&overview->stays, g_ptr_array_unref);
  g_clear_pointer (&overview->slips, g_ptr_array_unref);
  g_free (overview->unit_path);
  g_free (overview->period);
  g_free (overview);
}

XyHouseholdOverview *
xy_household_load_overview (XyStore *store, const XyId *id, guint n_entries, GError **error)
{
  g_autoptr (XyHouseholdOverview) overview = g_new0 (XyHouseholdOverview, 1);

  overview->former = g_ptr_array_new_with_free_func (former_free);
  overview->merged = g_ptr_array_new_with_free_func (merged_free);
  if ((overview->household = xy_record_get (store, &xy_household_type, id, error)) == NULL
      || (overview->members = xy_household_list_members (store, id, TRUE, error)) == NULL
      || (overview->tags = xy_tag_list_of (store, id, error)) == NULL
      || (overview->events = xy_event_list (store, id, error)) == NULL
      || (overview->problems = xy_household_list_problems (store, id, 0, error)) == NULL
      || !each_row (store, UNIT_PATH, &overview->household->unit, set_unit_path, overview, error)
      || !each_row (store, FORMER, id, add_former, overview, error)
      || !each_row (store, MERGED, id, add_merged, overview, error)
      || !load_points (store, id, n_entries, overview, error) || !load_hygiene (store, id, overview, error))
    return NULL;
  return g_steal_pointer (&overview);
}

const XySql *
xy_household_overview_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
