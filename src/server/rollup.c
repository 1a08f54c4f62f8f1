/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/rollup-private.h"

#include <string.h>

#include "core/day.h"

#define MONTHS 12

static const XyShelfKind cell_kind = { "rollup", { "kind", "month", "rule", "n", "v" }, 3 };
static const XyShelfKind who_kind = {
  "rollup_who",
  { "id", "kind", "rule", "y", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12" },
  4,
};
#define WHO_MONTH 4 /* column of m1 */

#define LINK_SQL "SELECT 1 FROM rollup_link WHERE sid = ?1 AND whole = ?2 AND tbl = ?3 AND id = ?4"
#define LINK_ADD_SQL "INSERT INTO rollup_link (sid, whole, tbl, id) VALUES (?1, ?2, ?3, ?4)"
#define LINKED_SQL "SELECT id FROM rollup_link WHERE sid = ?1 AND whole = ?2 AND tbl = ?3"
#define PARTS_SQL                                                                                                      \
  "SELECT r.id, r.body FROM rollup_link AS l JOIN rec AS r ON r.sid = l.sid AND r.tbl = l.tbl AND r.id = l.id "        \
  "WHERE l.sid = ?1 AND l.whole = ?2 AND l.tbl = ?3 AND r.del = 0 ORDER BY r.id"
#define BODY_SQL "SELECT body FROM rec WHERE sid = ?1 AND tbl = ?2 AND id = ?3 AND del = 0"

#define SUM_SQL "SELECT cells FROM rollup_sum WHERE sid = ?1 AND tbl = ?2 AND id = ?3"
#define SUM_ADD_SQL "INSERT INTO rollup_sum (sid, tbl, id, cells) VALUES (?1, ?2, ?3, ?4)"
#define SUM_SET_SQL "UPDATE rollup_sum SET cells = ?4 WHERE sid = ?1 AND tbl = ?2 AND id = ?3"
#define SUM_DROP_SQL "DELETE FROM rollup_sum WHERE sid = ?1 AND tbl = ?2 AND id = ?3"

#define SINCE_SQL "SELECT since FROM rollup_village WHERE sid = ?1"
#define SINCE_ADD_SQL "INSERT INTO rollup_village (sid, name, township, county, since) VALUES (?1, '', '', '', ?2)"
#define SINCE_SET_SQL "UPDATE rollup_village SET since = ?2 WHERE sid = ?1"

/* What hangs on a whole: who touches it touches those that are linked to it. */
static const struct
{
  XyRollupWhole whole;
  XyRollupWhole hangs;
} hanging[] = {
  { XY_ROLLUP_MATTER, XY_ROLLUP_MEETING },
  { XY_ROLLUP_MEETING_KIND, XY_ROLLUP_MEETING },
  { XY_ROLLUP_BYLAW, XY_ROLLUP_BYLAW_VERSION },
};

XyRollup *
xy_rollup_new (XyServerStore *store, gint64 stream)
{
  XyRollup *rollup = g_new0 (XyRollup, 1);

  rollup->store = store;
  rollup->stream = stream;
  rollup->words = g_string_chunk_new (256);
  rollup->cells = g_array_new (FALSE, FALSE, sizeof (XyRollupCell));
  rollup->taking = g_array_new (FALSE, FALSE, sizeof (XyRollupTaking));
  rollup->dirty = g_array_new (FALSE, FALSE, sizeof (XyRollupDirty));
  return rollup;
}

void
xy_rollup_free (XyRollup *rollup)
{
  if (rollup == NULL)
    return;
  g_string_chunk_free (rollup->words);
  g_array_unref (rollup->cells);
  g_array_unref (rollup->taking);
  g_array_unref (rollup->dirty);
  g_free (rollup);
}

gint64
xy_rollup_month (const char *day)
{
  gint64 month = 0;

  if (day == NULL || strlen (day) < strlen ("2026-11") || day[4] != '-')
    return 0;
  for (guint i = 0; i < strlen ("2026-11"); i++)
    if (i != 4)
      {
        if (!g_ascii_isdigit (day[i]))
          return 0;
        month = 10 * month + day[i] - '0';
      }
  return month % 100 >= 1 && month % 100 <= MONTHS && month >= 100 ? month : 0;
}

void
xy_rollup_add (XyRollup *rollup, const char *kind, gint64 month, const char *rule, gint64 n, gint64 v)
{
  if (month == 0 || (n == 0 && v == 0))
    return;
  XyRollupCell cell = { g_string_chunk_insert_const (rollup->words, kind),
                        g_string_chunk_insert_const (rollup->words, rule), month, n, v };
  g_array_append_val (rollup->cells, cell);
}

void
xy_rollup_take_part (XyRollup *rollup, const XyId *id, const char *kind, const char *rule, gint64 month, gint64 n)
{
  if (month == 0 || n == 0)
    return;
  XyRollupTaking taking = { *id, g_string_chunk_insert_const (rollup->words, kind),
                            g_string_chunk_insert_const (rollup->words, rule), month, n };
  g_array_append_val (rollup->taking, taking);
}

void
xy_rollup_set_dirty (XyRollup *rollup, XyRollupWhole whole, const XyId *id)
{
  XyRollupDirty dirty = { whole, *id };

  g_array_append_val (rollup->dirty, dirty);
}

XyRollupMark
xy_rollup_mark (XyRollup *rollup)
{
  return (XyRollupMark){ rollup->cells->len, rollup->taking->len, rollup->dirty->len, rollup->since };
}

void
xy_rollup_rewind (XyRollup *rollup, XyRollupMark mark)
{
  g_array_set_size (rollup->cells, mark.cells);
  g_array_set_size (rollup->taking, mark.taking);
  g_array_set_size (rollup->dirty, mark.dirty);
  rollup->since = mark.since;
}

gboolean
xy_rollup_link (XyRollup *rollup, const XyId *of, const char *table, const XyId *id, GError **error)
{
  gint64 there = 0;

  if (!xy_base_number (rollup->store->base, LINK_SQL,
                       XY_BIND (XY_INT (rollup->stream), XY_ID (of), XY_TEXT (table), XY_ID (id)), &there, error))
    return FALSE;
  return there
         || xy_base_run (rollup->store->base, LINK_ADD_SQL,
                         XY_BIND (XY_INT (rollup->stream), XY_ID (of), XY_TEXT (table), XY_ID (id)), error);
}

static void
part_clear (gpointer data)
{
  g_free (((XyRollupPart *) data)->body);
}

GArray *
xy_rollup_parts (XyRollup *rollup, const XyId *of, const char *table, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (XyRollupPart));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (
      rollup->store->base, PARTS_SQL, XY_BIND (XY_INT (rollup->stream), XY_ID (of), XY_TEXT (table)), &problem);

  g_array_set_clear_func (parts, part_clear);
  while (xy_base_rows_next (rows, &problem))
    {
      XyRollupPart part = { xy_base_rows_id (rows, 0), g_strdup (xy_base_rows_text (rows, 1)) };
      g_array_append_val (parts, part);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&parts) : NULL;
}

char *
xy_rollup_body (XyRollup *rollup, const char *table, const XyId *id, GError **error)
{
  return xy_base_text (rollup->store->base, BODY_SQL, XY_BIND (XY_INT (rollup->stream), XY_TEXT (table), XY_ID (id)),
                       error);
}

static int
compare_dirty (gconstpointer a, gconstpointer b)
{
  const XyRollupDirty *left = a, *right = b;

  return left->whole != right->whole ? (int) left->whole - (int) right->whole : xy_id_compare (&left->id, &right->id);
}

/* Each once, those that hang on another too. */
static gboolean
complete_dirty (XyRollup *rollup, GError **error)
{
  g_autoptr (GError) problem = NULL;

  for (guint i = 0, n = rollup->dirty->len; problem == NULL && i < n; i++)
    for (guint k = 0; problem == NULL && k < G_N_ELEMENTS (hanging); k++)
      {
        XyRollupDirty dirty = g_array_index (rollup->dirty, XyRollupDirty, i);
        if (dirty.whole != hanging[k].whole)
          continue;
        g_autoptr (XyBaseRows) rows = xy_base_query (
            rollup->store->base, LINKED_SQL,
            XY_BIND (XY_INT (rollup->stream), XY_ID (&dirty.id), XY_TEXT (xy_rollup_table (hanging[k].hangs))),
            &problem);
        while (xy_base_rows_next (rows, &problem))
          {
            XyId id = xy_base_rows_id (rows, 0);
            xy_rollup_set_dirty (rollup, hanging[k].hangs, &id);
          }
      }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_array_sort (rollup->dirty, compare_dirty);
  guint kept = 0;
  for (guint i = 0; i < rollup->dirty->len; i++)
    {
      XyRollupDirty *all = (XyRollupDirty *) (void *) rollup->dirty->data;
      if (kept == 0 || compare_dirty (&all[kept - 1], &all[i]) != 0)
        all[kept++] = all[i];
    }
  g_array_set_size (rollup->dirty, kept);
  return TRUE;
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const XyRollupCell *left = a, *right = b;
  int order = left->kind != right->kind ? strcmp (left->kind, right->kind) : 0;

  if (order == 0 && left->month != right->month)
    order = left->month < right->month ? -1 : 1;
  return order != 0 || left->rule == right->rule ? order : strcmp (left->rule, right->rule);
}

/* One of each; those that come to nothing go. From FIRST on. */
static void
sum_cells (GArray *cells, guint first)
{
  XyRollupCell *all = (XyRollupCell *) (void *) cells->data;
  guint kept = first;

  if (cells->len - first > 1)
    qsort (all + first, cells->len - first, sizeof *all, compare_cells);
  for (guint i = first; i < cells->len;)
    {
      XyRollupCell sum = all[i++];
      for (; i < cells->len && compare_cells (&sum, &all[i]) == 0; i++)
        {
          sum.n += all[i].n;
          sum.v += all[i].v;
        }
      if (sum.n != 0 || sum.v != 0)
        all[kept++] = sum;
    }
  g_array_set_size (cells, kept);
}

/* The cells from FIRST on as text, a line each; and back, taken away. */
static char *
write_cells (const GArray *cells, guint first)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < cells->len; i++)
    {
      const XyRollupCell *cell = &g_array_index (cells, XyRollupCell, i);
      g_string_append_printf (text, "%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\n",
                              cell->kind, cell->month, cell->n, cell->v, cell->rule);
    }
  return g_string_free (text, FALSE);
}

static void
subtract_cells (XyRollup *rollup, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, "\t", 5);
      if (g_strv_length (parts) == 5)
        xy_rollup_add (rollup, parts[0], g_ascii_strtoll (parts[1], NULL, 10), parts[4],
                       -g_ascii_strtoll (parts[2], NULL, 10), -g_ascii_strtoll (parts[3], NULL, 10));
    }
}

/* What the whole came to before goes, what it comes to now is added and remembered. */
static gboolean
settle (XyRollup *rollup, const XyRollupDirty *dirty, GError **error)
{
  XyBase *base = rollup->store->base;
  const char *table = xy_rollup_table (dirty->whole);
  guint first = rollup->cells->len;
  g_autoptr (GError) problem = NULL;

  if (!xy_rollup_reckon (rollup, dirty, error))
    return FALSE;
  sum_cells (rollup->cells, first);
  g_autofree char *now = write_cells (rollup->cells, first);
  g_autofree char *before =
      xy_base_text (base, SUM_SQL, XY_BIND (XY_INT (rollup->stream), XY_TEXT (table), XY_ID (&dirty->id)), &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (g_str_equal (before != NULL ? before : "", now))
    {
      g_array_set_size (rollup->cells, first);
      return TRUE;
    }
  if (before != NULL)
    subtract_cells (rollup, before);
  if (*now == '\0')
    return xy_base_run (base, SUM_DROP_SQL, XY_BIND (XY_INT (rollup->stream), XY_TEXT (table), XY_ID (&dirty->id)),
                        error);
  return xy_base_run (base, before != NULL ? SUM_SET_SQL : SUM_ADD_SQL,
                      XY_BIND (XY_INT (rollup->stream), XY_TEXT (table), XY_ID (&dirty->id), XY_TEXT (now)), error);
}

static int
compare_taking (gconstpointer a, gconstpointer b)
{
  const XyRollupTaking *left = a, *right = b;
  int order = xy_id_compare (&left->id, &right->id);

  if (order == 0 && left->kind != right->kind)
    order = strcmp (left->kind, right->kind);
  if (order == 0 && left->rule != right->rule)
    order = strcmp (left->rule, right->rule);
  if (order == 0 && left->month / 100 != right->month / 100)
    order = left->month < right->month ? -1 : 1;
  return order;
}

/* How many more take part in a quarter or year, FROM its first month on, of N months. */
static gint64
turned (const gint64 before[MONTHS], const gint64 after[MONTHS], guint from, guint n)
{
  gint64 was = 0, is = 0;

  for (guint i = from; i < from + n; i++)
    {
      was += before[i];
      is += after[i];
    }
  return (is > 0) - (was > 0);
}

static gboolean
write_who (XyRollup *rollup,
           XyShelf *shelf,
           const XyRollupTaking *who,
           XyShelfRow *there,
           const gint64 before[MONTHS],
           const gint64 after[MONTHS],
           GError **error)
{
  static const gint64 nothing[MONTHS];
  gint64 year = who->month / 100;
  XyValue values[XY_SHELF_COLUMNS_MOST] = { XY_ID (&who->id), XY_TEXT (who->kind), XY_TEXT (who->rule), XY_INT (year) };
  g_autofree char *quarter = g_strconcat (who->kind, ".quarter", NULL), *whole = g_strconcat (who->kind, ".year", NULL);

  for (guint i = 0; i < MONTHS; i++)
    xy_rollup_add (rollup, who->kind, 100 * year + 1 + i, who->rule, turned (before, after, i, 1), 0);
  for (guint i = 0; i < MONTHS; i += 3)
    xy_rollup_add (rollup, quarter, 100 * year + 1 + i, who->rule, turned (before, after, i, 3), 0);
  xy_rollup_add (rollup, whole, 100 * year + 1, who->rule, turned (before, after, 0, MONTHS), 0);
  if (memcmp (after, nothing, sizeof nothing) == 0)
    {
      if (there != NULL)
        xy_shelf_drop (shelf, there);
      return TRUE;
    }
  for (guint i = 0; i < MONTHS; i++)
    values[WHO_MONTH + i] = XY_INT (after[i]);
  return xy_shelf_put (shelf, values, FALSE, error);
}

/* Those of one person or household, year and rule stand together, from *AT on. */
static gboolean
write_taking (XyRollup *rollup, XyShelf *shelf, guint *at, GError **error)
{
  const XyRollupTaking *all = (const XyRollupTaking *) (const void *) rollup->taking->data;
  const XyRollupTaking *who = &all[*at];
  const XyValue keys[] = { XY_ID (&who->id), XY_TEXT (who->kind), XY_TEXT (who->rule), XY_INT (who->month / 100) };
  gint64 before[MONTHS] = { 0 }, after[MONTHS];
  g_autoptr (GError) problem = NULL;
  XyShelfRow *there = xy_shelf_find (shelf, keys, &problem);

  if (!xy_error_pass (error, &problem))
    return FALSE;
  for (int i = 0; there != NULL && i < MONTHS; i++)
    before[i] = there->values[WHO_MONTH + i].number;
  memcpy (after, before, sizeof after);
  for (; *at < rollup->taking->len && compare_taking (who, &all[*at]) == 0; (*at)++)
    after[all[*at].month % 100 - 1] += all[*at].n;
  return memcmp (before, after, sizeof after) == 0 || write_who (rollup, shelf, who, there, before, after, error);
}

static gboolean
write_all_taking (XyRollup *rollup, GError **error)
{
  g_autoptr (XyShelf) shelf = xy_shelf_new (rollup->store->base, rollup->stream, &who_kind, NULL);

  g_array_sort (rollup->taking, compare_taking);
  for (guint i = 0; i < rollup->taking->len; i++)
    xy_shelf_want (shelf, XY_ID (&g_array_index (rollup->taking, XyRollupTaking, i).id));
  if (!xy_shelf_fetch (shelf, error))
    return FALSE;
  for (guint i = 0; i < rollup->taking->len;)
    if (!write_taking (rollup, shelf, &i, error))
      return FALSE;
  return xy_shelf_write (shelf, error);
}

static gboolean
write_cell (XyShelf *shelf, const XyRollupCell *cell, GError **error)
{
  XyValue values[] = { XY_TEXT (cell->kind), XY_INT (cell->month), XY_TEXT (cell->rule), XY_INT (cell->n),
                       XY_INT (cell->v) };
  g_autoptr (GError) problem = NULL;
  XyShelfRow *there = xy_shelf_find (shelf, values, &problem);

  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (there != NULL)
    {
      values[3].number += there->values[3].number;
      values[4].number += there->values[4].number;
    }
  if (values[3].number != 0 || values[4].number != 0)
    return xy_shelf_put (shelf, values, FALSE, error);
  if (there != NULL)
    xy_shelf_drop (shelf, there);
  return TRUE;
}

static gboolean
write_all_cells (XyRollup *rollup, GError **error)
{
  g_autoptr (XyShelf) shelf = xy_shelf_new (rollup->store->base, rollup->stream, &cell_kind, NULL);

  sum_cells (rollup->cells, 0);
  for (guint i = 0; i < rollup->cells->len; i++)
    xy_shelf_want (shelf, XY_TEXT (g_array_index (rollup->cells, XyRollupCell, i).kind));
  if (!xy_shelf_fetch (shelf, error))
    return FALSE;
  for (guint i = 0; i < rollup->cells->len; i++)
    if (!write_cell (shelf, &g_array_index (rollup->cells, XyRollupCell, i), error))
      return FALSE;
  return xy_shelf_write (shelf, error);
}

static gboolean
write_since (XyRollup *rollup, GError **error)
{
  gint64 since = -1;

  if (rollup->since == 0)
    return TRUE;
  g_autofree char *day = xy_day_from_instant (rollup->since);
  gint64 month = xy_rollup_month (day);
  if (!xy_base_number (rollup->store->base, SINCE_SQL, XY_BIND (XY_INT (rollup->stream)), &since, error))
    return FALSE;
  if (since > 0 && since <= month)
    return TRUE;
  return xy_base_run (rollup->store->base, since < 0 ? SINCE_ADD_SQL : SINCE_SET_SQL,
                      XY_BIND (XY_INT (rollup->stream), XY_INT (month)), error);
}

gboolean
xy_rollup_write (XyRollup *rollup, GError **error)
{
  if (!write_since (rollup, error) || !complete_dirty (rollup, error))
    return FALSE;
  for (guint i = 0; i < rollup->dirty->len; i++)
    {
      XyRollupDirty dirty = g_array_index (rollup->dirty, XyRollupDirty, i);
      if (!settle (rollup, &dirty, error))
        return FALSE;
    }
  return write_all_taking (rollup, error) && write_all_cells (rollup, error);
}
