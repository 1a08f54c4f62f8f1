/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a meeting is for, and how many that are. */
#include "core/meeting-private.h"

#include <string.h>

#include "core/store.h"
#include "core/unit.h"

/* Who votes in the village is 18 (村民委员会组织法 26). */
#define GROWN_UP 18

enum
{
  HOUSEHOLDS,
  ADULTS,
  ADULTS_OF_UNIT,
  MEMBERS,
  UP,
};

#define LIVE(t) t ".del = 0 AND " t ".state IN ('here', 'away')"
/* Of a birthday known by month the whole month must be over. */
#define GROWN "(p.birthday IS NULL OR iif (length (p.birthday) = 7, p.birthday || '-31', p.birthday) <= ?1)"

static const XySql statements[] = {
  [HOUSEHOLDS] = { NULL, "SELECT count (*) FROM household AS h WHERE " LIVE ("h"), "counting all households" },
  [ADULTS] = { NULL, "SELECT count (*) FROM person AS p WHERE " LIVE ("p") " AND " GROWN,
               "counting everybody in the village" },
  [ADULTS_OF_UNIT] = { NULL, "SELECT count (*) FROM household AS h JOIN person AS p ON p.household = h.id "
                             "WHERE h.unit = ?2 AND " LIVE ("h") " AND " LIVE ("p") " AND " GROWN },
  [MEMBERS] = { NULL, "SELECT count (*) FROM meeting_member WHERE kind = ?2 AND del = 0 AND role = 'member' "
                      "AND coalesce (starts, '') <= ?1 AND coalesce (ends, '9') > ?1" },
  [UP] = { NULL, "WITH RECURSIVE up (id, parent) AS (SELECT id, parent FROM unit WHERE id = ?1 "
                 "UNION SELECT u.id, u.parent FROM unit AS u JOIN up ON u.id = up.parent) SELECT id FROM up" },
};

/* The day on which somebody must have been born to be grown up on DAY. */
static void
born_by (const char *day, char born[XY_DAY_SIZE])
{
  int year = (int) g_ascii_strtoll (day, NULL, 10) - GROWN_UP, month = (int) g_ascii_strtoll (day + 5, NULL, 10),
      day_of_month = (int) g_ascii_strtoll (day + 8, NULL, 10);

  if (!xy_day_from_parts (year, month, day_of_month, born))
    xy_day_from_parts (year, month, day_of_month - 1, born);
}

static gboolean
count_area (XyStore *store, const XyMeeting *meeting, gboolean persons, const char *born, gint64 *count, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error);
  g_autoptr (GHashTable) area = NULL;

  if (nodes == NULL || !xy_unit_area (nodes, meeting->units, &area, error))
    return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    {
      const XyUnitNode *node = nodes->pdata[i];
      gint64 n = node->own;
      if (!g_hash_table_contains (area, &node->unit->record.id))
        continue;
      if (persons
          && !xy_db_number (db, statements[ADULTS_OF_UNIT].text,
                            XY_BIND (XY_TEXT (born), XY_ID (&node->unit->record.id)), &n, error))
        return FALSE;
      *count += n;
    }
  return TRUE;
}

gint64
xy_meeting_count_due (XyStore *store, const XyMeeting *meeting, const XyMeetingKind *kind, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  gboolean persons = g_strcmp0 (kind->comes, "person") == 0;
  char born[XY_DAY_SIZE];
  gint64 count = 0;
  gboolean ok;

  born_by (meeting->day, born);
  if (g_strcmp0 (kind->comes, "member") == 0)
    ok = xy_db_number (db, statements[MEMBERS].text, XY_BIND (XY_TEXT (meeting->day), XY_ID (&kind->record.id)), &count,
                       error);
  else if (meeting->units != NULL)
    ok = count_area (store, meeting, persons, born, &count, error);
  else if (persons)
    ok = xy_db_number (db, statements[ADULTS].text, XY_BIND (XY_TEXT (born)), &count, error);
  else
    ok = xy_db_number (db, statements[HOUSEHOLDS].text, XY_BIND_NONE, &count, error);
  return ok ? count : -1;
}

gboolean
xy_meeting_is_for (XyStore *store, const XyMeeting *meeting, const XyId *unit, gboolean *is, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = NULL;

  *is = meeting->units == NULL;
  if (*is || xy_id_is_none (unit))
    return TRUE;
  rows = xy_db_query (xy_store_get_db (store), statements[UP].text, XY_BIND (XY_ID (unit)), &problem);
  while (!*is && xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      char text[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&id, text);
      *is = strstr (meeting->units, text) != NULL;
    }
  return xy_error_pass (error, &problem);
}

const XySql *
xy_meeting_area_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
