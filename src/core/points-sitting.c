/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-sitting.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/id-array.h"
#include "core/setting.h"
#include "core/store.h"

enum
{
  STEPS,
  WAITING,
  WHOSE,
  FIND,
  N_STATEMENTS,
};

#define BY_HOUSEHOLD "ORDER BY u.sort, u.name, h.sort, h.id, i.day, i.id"

static const XySql statements[N_STATEMENTS] = {
  [STEPS] = { &xy_points_step_type,
              "JOIN points_item AS i ON i.id = t.item LEFT JOIN household AS h ON h.id = i.household"
              " LEFT JOIN unit AS u ON u.id = h.unit"
              " WHERE t.sitting = ?1 AND t.del = 0 AND i.del = 0 AND (t.kind <> 'list' OR i.stage < 7) " BY_HOUSEHOLD,
              NULL },
  /* The index of what waits leads; a village has few items that do. */
  [WAITING] = { NULL,
                "WITH RECURSIVE below (id) AS (SELECT ?1 UNION SELECT c.id FROM unit AS c JOIN below"
                " ON c.parent = below.id) SELECT i.id FROM points_item AS i LEFT JOIN household AS h"
                " ON h.id = i.household LEFT JOIN unit AS u ON u.id = h.unit WHERE i.stage < 6 AND i.del = 0"
                " AND i.stage < 2 AND i.stage >= ?2 AND i.frozen = 0 AND (?1 IS NULL OR h.unit IN below) " BY_HOUSEHOLD,
                NULL },
  [WHOSE] = { NULL,
              "SELECT u.name, h.number, h.head_name, p.name, r.unit FROM points_item AS i"
              " LEFT JOIN household AS h ON h.id = i.household LEFT JOIN unit AS u ON u.id = h.unit"
              " LEFT JOIN person AS p ON p.id = i.person LEFT JOIN points_rule AS r ON r.id = i.rule WHERE i.id = ?1",
              NULL },
  [FIND] = { &xy_points_sitting_type,
             "WHERE t.kind = ?1 AND t.day BETWEEN ?2 AND ?3 AND t.number = ?4 AND t.del = 0 ORDER BY t.id", NULL },
};

void
xy_points_sitting_row_free (XyPointsSittingRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->item);
  g_clear_object (&row->step);
  g_free (row->unit_name);
  g_free (row->number);
  g_free (row->head);
  g_free (row->person);
  g_free (row->measure);
  g_free (row);
}

static gboolean
add_row (XyStore *store, GPtrArray *list, const XyId *item, XyPointsStep *step, GError **error)
{
  XyPointsSittingRow *row = g_new0 (XyPointsSittingRow, 1);
  g_autoptr (GError) problem = NULL;

  g_ptr_array_add (list, row);
  if (step != NULL)
    row->step = g_object_ref (step);
  row->item = xy_record_get (store, &xy_points_item_type, item, error);
  if (row->item == NULL)
    return FALSE;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[WHOSE].text, XY_BIND (XY_ID (item)), &problem);
  if (xy_rows_next (rows, &problem))
    {
      row->unit_name = g_strdup (xy_rows_text (rows, 0));
      row->number = g_strdup (xy_rows_text (rows, 1));
      row->head = g_strdup (xy_rows_text (rows, 2));
      row->person = row->item->account != NULL ? g_strdup (xy_rows_text (rows, 3)) : NULL;
      row->measure = g_strdup (xy_rows_text (rows, 4));
    }
  return xy_error_pass (error, &problem);
}

GPtrArray *
xy_points_sitting_rows (XyStore *store, const XyId *sitting, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_sitting_row_free);
  g_autoptr (GPtrArray) steps =
      xy_record_list (store, &xy_points_step_type, statements[STEPS].text, XY_BIND (XY_ID (sitting)), error);

  if (steps == NULL)
    return NULL;
  for (guint i = 0; i < steps->len; i++)
    {
      XyPointsStep *step = steps->pdata[i];
      if (!add_row (store, list, &step->item, step, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

GPtrArray *
xy_points_sitting_waiting (XyStore *store, const XyId *unit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_sitting_row_free);
  g_autofree char *checked = xy_setting_get (store, XY_SETTING_POINTS_CHECK);
  gint64 least = g_str_equal (checked, "1") ? XY_POINTS_CHECKED : XY_POINTS_RECORDED;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[WAITING].text, XY_BIND (XY_ID (unit), XY_INT (least)), error);
  g_autoptr (GArray) ids = xy_id_array_read (rows, FALSE, error);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!add_row (store, list, &g_array_index (ids, XyId, i), NULL, error))
      return NULL;
  return g_steal_pointer (&list);
}

char **
xy_points_sitting_names (const XyPointsSitting *sitting)
{
  char **lines = g_strsplit (sitting->members != NULL ? sitting->members : "", "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      lines[i][strcspn (lines[i], "\t")] = '\0';
      if (lines[i][0] != '\0')
        lines[n++] = lines[i];
      else
        g_free (lines[i]);
    }
  lines[n] = NULL;
  return lines;
}

XyPointsSitting *
xy_points_sitting_find (XyStore *store, const char *kind, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 2);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autofree char *year = g_strv_length (parts) == 2 ? g_strdup (parts[0]) : g_strndup (today, 4);
  const char *count = parts[0] == NULL ? "" : parts[1] != NULL ? parts[1] : parts[0];
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];
  gint64 number = 0;

  if (g_ascii_string_to_signed (count, 10, 1, G_MAXINT, &number, NULL) && strlen (year) == 4
      && xy_period_parse (year, NULL, first, last))
    {
      g_autoptr (GPtrArray) found =
          xy_record_list (store, &xy_points_sitting_type, statements[FIND].text,
                          XY_BIND (XY_TEXT (kind), XY_TEXT (first), XY_TEXT (last), XY_INT (number)), error);
      if (found == NULL)
        return NULL;
      if (found->len > 0)
        return g_object_ref (found->pdata[0]);
    }
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no sitting or list %s. It is named as 2026-3."), text);
  return NULL;
}

const XySql *
xy_points_sitting_statements (guint *n)
{
  *n = N_STATEMENTS;
  return statements;
}
