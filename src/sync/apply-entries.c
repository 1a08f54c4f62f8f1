/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/apply-private.h"

#include <string.h>

#include "sync/wire-private.h"

/* Where some were read before, it may be asked of each whether it came again. */
#define MAY_SQL "SELECT NOT EXISTS (SELECT 1 FROM sync_row WHERE tbl = 'points_entry')"
#define STAGE_SQL "INSERT INTO sync_entries (lines) VALUES (?1)"
#define STAGED_SQL "SELECT n, lines FROM sync_entries WHERE n > ?1 ORDER BY n"
/* So many bytes of lines are read at once. */
#define PART (16 * 1024 * 1024)
/* Members of a line of a page: t, id, s, x, d, and room for what a newer county may add. */
#define MEMBERS 16
/* Rows that are kept in one statement: their keys are in order, and fall into few pages of the file. */
#define KEEP_MANY 32
#define KEEP_VALUES 3
#define KEEP_SQL "INSERT OR REPLACE INTO sync_row (tbl, op, kept, id, seq, body) VALUES "

typedef struct
{
  XyId id;
  gint64 seq;
  const char *body; /* as the county has it */
  gsize length;
  gboolean kept;
} Entry;

typedef struct
{
  XyTxn *txn;
  gint64 answered;
  XyPointsGather *sums;
  XyEntriesFunc one;
  gpointer data;
  GArray *entries;
  GString *lines; /* what the entries' texts are in */
  GString *bodies;
} Part;

gboolean
xy_entries_may_stage (XyTxn *txn, gboolean *may, GError **error)
{
  gint64 number = 0;
  gboolean ok = xy_db_number (xy_txn_get_db (txn), MAY_SQL, XY_BIND_NONE, &number, error);

  *may = number != 0;
  return ok;
}

gboolean
xy_entries_is_plain (const XyWireFields *row)
{
  const char *table = xy_wire_fields_text (row, "t");
  const XyWireField *body = xy_wire_fields_find (row, "d");

  return g_strcmp0 (table, xy_points_entry_type.table) == 0 && xy_wire_fields_int (row, "x") == 0
         && strstr (body->text, "\"rev_of\"") == NULL && strstr (body->text, "\"del\"") == NULL;
}

gboolean
xy_entries_stage (XyTxn *txn, const GString *rows, GError **error)
{
  return rows->len == 0 || xy_db_run (xy_txn_get_db (txn), STAGE_SQL, XY_BIND (XY_TEXT (rows->str)), error);
}

gboolean
xy_entries_unstage (XyTxn *txn, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), "DELETE FROM sync_entries", XY_BIND_NONE, error);
}

/* The lines were read once when they were kept aside. */
static void
add_entry (Part *part, char *line, gsize length)
{
  XyWireField list[MEMBERS];
  XyWireFields row = { .list = list };
  Entry entry = { .kept = FALSE };

  line[length] = '\0';
  row.n = xy_wire_split (line, length, list, MEMBERS);
  const XyWireField *body = xy_wire_fields_find (&row, "d");
  if (body == NULL || !xy_id_from_text (xy_wire_fields_text (&row, "id"), &entry.id))
    return;
  entry.seq = xy_wire_fields_int (&row, "s");
  entry.body = body->text;
  entry.length = strlen (body->text);
  g_array_append_val (part->entries, entry);
}

/* Reads what stands behind number *N, which moves on. FALSE with no error where nothing is left. */
static gboolean
read_part (Part *part, gint64 *n, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_txn_get_db (part->txn), STAGED_SQL, XY_BIND (XY_INT (*n)), &problem);

  g_array_set_size (part->entries, 0);
  g_string_truncate (part->lines, 0);
  while (part->lines->len < PART && xy_rows_next (rows, &problem))
    {
      *n = xy_rows_int (rows, 0);
      g_string_append (part->lines, xy_rows_text (rows, 1));
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  char *at = part->lines->str, *end = at + part->lines->len;
  for (char *stop; at < end && (stop = memchr (at, '\n', (gsize) (end - at))) != NULL; at = stop + 1)
    add_entry (part, at, (gsize) (stop - at));
  return part->entries->len > 0;
}

/* Returns: (transfer full) NULL where it is none that this program can write just so. */
static XyRecord *
make_record (const Entry *entry, GString *ext)
{
  g_autoptr (XyRecord) record = xy_record_new (&xy_points_entry_type);
  g_auto (XyWireFields) fields = { 0 };

  xy_wire_fields_read (&fields, entry->body, entry->length);
  g_string_truncate (ext, 0);
  record->id = entry->id;
  return xy_apply_set_fields (record, &xy_points_entry_type, &fields, ext) && ext->len == 0 ? g_steal_pointer (&record)
                                                                                            : NULL;
}

static gboolean
write_alone (Part *part, const Entry *entry, GError **error)
{
  return part->one (part->data, &entry->id, entry->seq, entry->body, error);
}

/* Writes RECORDS, which are those of ENTRIES; where the table refuses one of them, each is looked at by itself. */
static gboolean
write_records (Part *part, Entry *const *entries, GPtrArray *records, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean fine = records->len == XY_RECORD_MANY
                  && xy_record_receive_many (part->txn, (XyRecord *const *) records->pdata, &problem);

  if (problem != NULL && !g_error_matches (problem, XY_ERROR, XY_ERROR_CONFLICT))
    return xy_error_pass (error, &problem);
  for (guint i = 0; i < records->len; i++)
    {
      entries[i]->kept = fine;
      if (!fine && !write_alone (part, entries[i], error))
        return FALSE;
      if (fine && part->sums != NULL)
        xy_points_gather_add (part->sums, records->pdata[i]);
    }
  g_ptr_array_set_size (records, 0);
  return TRUE;
}

static gboolean
write_entries (Part *part, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) ext = g_string_new (NULL);
  Entry *entries[XY_RECORD_MANY];

  for (guint i = 0; i < part->entries->len; i++)
    {
      Entry *entry = &g_array_index (part->entries, Entry, i);
      XyRecord *record = make_record (entry, ext);

      if (record == NULL && !write_alone (part, entry, error))
        return FALSE;
      if (record == NULL)
        continue;
      entries[records->len] = entry;
      g_ptr_array_add (records, record);
      if (records->len == XY_RECORD_MANY && !write_records (part, entries, records, error))
        return FALSE;
    }
  return write_records (part, entries, records, error);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Entry *) a)->id.b, ((const Entry *) b)->id.b, sizeof (XyId));
}

static char *
keep_sql (guint n)
{
  GString *sql = g_string_new (KEEP_SQL);

  for (guint i = 0, at = 2; i < n; i++, at += KEEP_VALUES)
    g_string_append_printf (sql, "%s('points_entry', ?1, 1, ?%u, ?%u, ?%u)", i > 0 ? ", " : "", at, at + 1, at + 2);
  return g_string_free (sql, FALSE);
}

/* Keeps what the county has of ENTRIES, N of them, for which SQL is. */
static gboolean
keep_some (Part *part, const char *sql, Entry *const *entries, guint n, GError **error)
{
  XyValue values[1 + KEEP_VALUES * KEEP_MANY] = { XY_INT (part->answered) };
  gsize at = 0;

  g_string_truncate (part->bodies, 0);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_len (part->bodies, entries[i]->body, (gssize) entries[i]->length - 1);
      g_string_append (part->bodies, entries[i]->length > 2 ? ",\"del\":0}" : "\"del\":0}");
      g_string_append_c (part->bodies, '\0');
    }
  for (guint i = 0; i < n; i++, at += strlen (part->bodies->str + at) + 1)
    {
      XyValue *row = &values[1 + KEEP_VALUES * i];
      row[0] = XY_ID (&entries[i]->id);
      row[1] = XY_INT (entries[i]->seq);
      row[2] = XY_TEXT (part->bodies->str + at);
    }
  return xy_db_run (xy_txn_get_db (part->txn), sql, values, 1 + KEEP_VALUES * n, error);
}

static gboolean
keep_entries (Part *part, GError **error)
{
  g_autofree char *one = keep_sql (1), *many = keep_sql (KEEP_MANY);
  Entry *entries[KEEP_MANY];
  guint n = 0;

  g_array_sort (part->entries, compare_entries);
  for (guint i = 0; i < part->entries->len; i++)
    {
      Entry *entry = &g_array_index (part->entries, Entry, i);
      if (entry->kept)
        entries[n++] = entry;
      if (n == KEEP_MANY)
        {
          if (!keep_some (part, many, entries, n, error))
            return FALSE;
          n = 0;
        }
    }
  for (guint i = 0; i < n; i++)
    if (!keep_some (part, one, &entries[i], 1, error))
      return FALSE;
  return TRUE;
}

gboolean
xy_entries_apply (XyTxn *txn, gint64 answered, XyPointsGather *sums, XyEntriesFunc one, gpointer data, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GError) problem = NULL;
  Part part = { .txn = txn, .answered = answered, .sums = sums, .one = one, .data = data, .entries = entries };
  gint64 n = 0;

  part.lines = g_string_new (NULL);
  part.bodies = g_string_new (NULL);
  while (read_part (&part, &n, &problem) && write_entries (&part, &problem) && keep_entries (&part, &problem))
    ;
  g_string_free (part.lines, TRUE);
  g_string_free (part.bodies, TRUE);
  return xy_error_pass (error, &problem);
}
