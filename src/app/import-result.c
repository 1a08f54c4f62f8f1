/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/import-result.h"

static gboolean
does_something (const XyRosterItem *item)
{
  return item->diff == XY_ROSTER_ADDED || item->diff == XY_ROSTER_CHANGED;
}

/* A household's change is that of its head's row. */
static guint
count_rows (const XyRosterPlan *plan)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < plan->persons->len; i++)
    {
      const XyRosterItem *item = xy_roster_plan_person (plan, i);
      if (does_something (item) && item->index != XY_ROSTER_NOBODY)
        g_hash_table_add (rows, GUINT_TO_POINTER (item->index));
    }
  for (guint i = 0; i < plan->households->len; i++)
    {
      const XyRosterItem *item = xy_roster_plan_household (plan, i);
      if (does_something (item) && item->index != XY_ROSTER_NOBODY)
        g_hash_table_add (rows, GUINT_TO_POINTER (xy_roster_read_household (plan->read, item->index)->head));
    }
  return g_hash_table_size (rows);
}

static int
compare_messages (gconstpointer a, gconstpointer b)
{
  const XyRosterMessage *left = *(const XyRosterMessage *const *) a, *right = *(const XyRosterMessage *const *) b;

  if (left->severity != right->severity)
    return left->severity > right->severity ? -1 : 1;
  if (left->sheet != right->sheet)
    return left->sheet < right->sheet ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

static void
add_messages (XyImportResult *self, const GArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      const XyRosterMessage *message = &g_array_index (from, XyRosterMessage, i);
      self->n_problems += message->severity != XY_ROSTER_HINT;
      g_array_append_val (self->messages, message);
    }
}

static void
collect_items (XyImportResult *self, const GArray *items, gboolean households)
{
  for (guint i = 0; i < items->len; i++)
    {
      const XyRosterItem *item = &g_array_index (items, XyRosterItem, i);
      for (guint c = 0; c < item->n_changes; c++)
        {
          XyImportChange change = { item, xy_roster_plan_change (self->plan, item, c), households };
          g_array_append_val (self->changes, change);
        }
      if (households && item->diff == XY_ROSTER_MISSING && item->number != NULL)
        g_hash_table_add (self->gone, (gpointer) item->number);
      if (!households && item->diff == XY_ROSTER_ADDED)
        g_array_append_val (self->added, item);
      if (!households && item->diff == XY_ROSTER_MISSING)
        g_array_append_val (self->missing, item);
    }
}

XyImportResult *
xy_import_result_new (XyRosterRead *read, XyRosterPlan *plan)
{
  XyImportResult *self = g_new0 (XyImportResult, 1);

  g_atomic_ref_count_init (&self->references);
  self->read = read;
  self->plan = plan;
  self->n_rows = count_rows (plan);
  self->n_mend = read->n_left_out + plan->n_refused;
  self->messages = g_array_new (FALSE, FALSE, sizeof (const XyRosterMessage *));
  self->added = g_array_new (FALSE, FALSE, sizeof (const XyRosterItem *));
  self->missing = g_array_new (FALSE, FALSE, sizeof (const XyRosterItem *));
  self->changes = g_array_new (FALSE, FALSE, sizeof (XyImportChange));
  self->gone = g_hash_table_new (g_str_hash, g_str_equal);
  collect_items (self, plan->households, TRUE);
  collect_items (self, plan->persons, FALSE);
  add_messages (self, read->messages);
  add_messages (self, plan->messages);
  g_array_sort (self->messages, compare_messages);
  return self;
}

XyImportResult *
xy_import_result_ref (XyImportResult *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
xy_import_result_unref (XyImportResult *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_array_unref (self->messages);
  g_array_unref (self->added);
  g_array_unref (self->missing);
  g_array_unref (self->changes);
  g_hash_table_unref (self->gone);
  xy_roster_plan_free (self->plan);
  xy_roster_read_free (self->read);
  g_free (self);
}

/* Rows stand in the file's order. */
const XyRosterRow *
xy_import_result_find_row (const XyImportResult *self, guint sheet, guint row)
{
  guint low = 0, high = self->read->rows->len;

  while (low < high)
    {
      guint mid = low + (high - low) / 2;
      const XyRosterRow *at = xy_roster_read_row (self->read, mid);
      if (at->sheet == sheet && at->row == row)
        return at;
      if (at->sheet < sheet || (at->sheet == sheet && at->row < row))
        low = mid + 1;
      else
        high = mid;
    }
  return NULL;
}
