/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the law has all villages publish each quarter, and whether they did: a quarter counts once it is over, from the
 * one on in which the village began to work with the program; its item is posted where notices about all of its months
 * hung.
 */
#include "server/report-private.h"

#include <string.h>

#include "core/day.h"
#include "core/rule-file.h"

#define RULES_FILE "publicity-national.json"
#define KIND "notice.for"
#define VALID_SQL "SELECT json_valid (?1) AND json_type (?1, '$.sets') = 'array'"
/* Of the set that held on the day ?2: items that are due for each quarter whatever happened. */
#define ITEMS_SQL                                                                                                      \
  "WITH held AS (SELECT value FROM json_each (?1, '$.sets') WHERE value ->> 'from' <= ?2 "                             \
  "ORDER BY value ->> 'from' DESC LIMIT 1) "                                                                           \
  "SELECT i.value ->> 'key' FROM held, json_each (held.value, '$.items') AS i "                                        \
  "WHERE i.value ->> 'span' = 'quarter' AND i.value ->> 'shown' = 'always'"
#define FOR_SQL                                                                                                        \
  "SELECT g.sid, r.rule, r.month FROM stream AS g CROSS JOIN rollup AS r WHERE g.sid BETWEEN ?1 AND ?2 "               \
  "AND r.sid = g.sid AND r.kind = '" KIND "' AND r.month BETWEEN ?3 AND ?4 AND r.n > 0 ORDER BY g.sid"

/* A quarter of which something is due. */
typedef struct
{
  gint64 first; /* month */
  guint time;
  GPtrArray *items; /* of char * */
} Quarter;

static void
quarter_clear (gpointer data)
{
  g_ptr_array_unref (((Quarter *) data)->items);
}

static gint64
next_month (gint64 month)
{
  return month % 100 == 12 ? month + 100 - 11 : month + 1;
}

static void
last_day_of (gint64 month, char day[XY_DAY_SIZE])
{
  char first[XY_DAY_SIZE];

  g_snprintf (day, XY_DAY_SIZE, "%04d-%02d-01", (int) (month / 100) % 10000, (int) (month % 100));
  if (!xy_day_span (day, XY_SPAN_MONTH, first, day))
    day[0] = '\0';
}

/* The quarters that lie in one of the times and are over. */
static GArray *
list_quarters (const XyReportSums *sums, const char *rules, GError **error)
{
  g_autoptr (GArray) quarters = g_array_new (FALSE, FALSE, sizeof (Quarter));
  XyDb *json = xy_wire_get_db (sums->store->wire);

  g_array_set_clear_func (quarters, quarter_clear);
  for (guint i = 0; i < sums->times->len; i++)
    {
      const XyReportTime *time = &g_array_index (sums->times, XyReportTime, i);
      for (gint64 month = time->first; month <= time->last; month = next_month (month))
        {
          char last[XY_DAY_SIZE];
          if (month % 100 % 3 != 1 || month + 2 > time->last)
            continue;
          last_day_of (month + 2, last);
          if (strcmp (last, sums->today) >= 0)
            break;
          Quarter quarter = { month, i, g_ptr_array_new_with_free_func (g_free) };
          g_array_append_val (quarters, quarter);
          g_autoptr (GError) problem = NULL;
          g_autoptr (XyRows) rows = xy_db_query (json, ITEMS_SQL, XY_BIND (XY_TEXT (rules), XY_TEXT (last)), &problem);
          while (xy_rows_next (rows, &problem))
            if (xy_rows_text (rows, 0) != NULL)
              g_ptr_array_add (quarter.items, g_strdup (xy_rows_text (rows, 0)));
          if (!xy_error_pass (error, &problem))
            return NULL;
        }
    }
  return g_steal_pointer (&quarters);
}

static void
add_village (XyReportSums *sums, guint place, const GArray *quarters, GHashTable *months, int due, int posted)
{
  const XyReportVillage *village = &g_array_index (sums->villages, XyReportVillage, place);

  for (guint i = 0; village->since > 0 && i < quarters->len; i++)
    {
      const Quarter *quarter = &g_array_index (quarters, Quarter, i);
      if (quarter->first + 2 < village->since)
        continue;
      XyReportCell *cells = xy_report_sums_get (sums, place, quarter->time, 0);
      for (guint k = 0; k < quarter->items->len; k++)
        {
          gboolean all = TRUE;
          for (gint64 month = quarter->first; month < quarter->first + 3; month++)
            {
              g_autofree char *key =
                  g_strdup_printf ("%" G_GINT64_FORMAT " %s", month, (const char *) quarter->items->pdata[k]);
              all = all && g_hash_table_contains (months, key);
            }
          if (due >= 0)
            cells[due].n += 1;
          if (posted >= 0)
            cells[posted].n += all;
        }
    }
}

gboolean
xy_report_sums_read_due (XyReportSums *sums, GError **error)
{
  int due = -1, posted = -1;
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < sums->definition->fields->len; i++)
    {
      const XyReportField *field = sums->definition->fields->pdata[i];
      if (g_strcmp0 (field->due, "due") == 0)
        due = (int) i;
      else if (field->due != NULL)
        posted = (int) i;
    }
  if (due < 0 && posted < 0)
    return TRUE;
  g_autofree char *rules = xy_rule_file_newest (xy_wire_get_db (sums->store->wire), RULES_FILE, VALID_SQL, NULL);
  g_autoptr (GArray) quarters = list_quarters (sums, rules, error);
  if (quarters == NULL)
    return FALSE;
  if (quarters->len == 0)
    return TRUE;

  gint64 first = g_array_index (quarters, Quarter, 0).first;
  gint64 last = g_array_index (quarters, Quarter, quarters->len - 1).first + 2;
  g_autoptr (GHashTable) months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (XyBaseRows) rows = xy_base_query (
      sums->store->base, FOR_SQL,
      XY_BIND (XY_INT (sums->first_sid), XY_INT (sums->last_sid), XY_INT (first), XY_INT (last)), &problem);
  guint at = 0;
  while (xy_base_rows_next (rows, &problem))
    {
      int place = xy_report_sums_find (sums, xy_base_rows_int (rows, 0));
      if (place < 0)
        continue;
      for (; at < (guint) place; at++)
        {
          add_village (sums, at, quarters, months, due, posted);
          g_hash_table_remove_all (months);
        }
      g_hash_table_add (
          months, g_strdup_printf ("%" G_GINT64_FORMAT " %s", xy_base_rows_int (rows, 2), xy_base_rows_text (rows, 1)));
    }
  for (; problem == NULL && at < sums->villages->len; at++)
    {
      add_village (sums, at, quarters, months, due, posted);
      g_hash_table_remove_all (months);
    }
  return xy_error_pass (error, &problem);
}
