/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/marks.h"

#include <glib/gi18n-lib.h>

#include "core/scope.h"
#include "sync/standing.h"

#define KEY "xy-marks"
#define ANY_SQL "SELECT EXISTS (SELECT 1 FROM sync_row WHERE tbl IN ('_quar', '_conflict'))"

/* Kept beside a store until its file changes. */
typedef struct
{
  gint64 version;
  gint64 n_changes;
  GHashTable *marks; /* XyId → XyMark; NULL: there are none */
} Kept;

/* What has no row of its own in a list is shown at the record that it belongs to. */
static const XyMarkPart parts[] = {
  { "ballot", "vote", "vote" },
  { "bylaw_clause", "version", "bylaw_version" },
  { "bylaw_opinion", "version", "bylaw_version" },
  { "bylaw_step", "version", "bylaw_version" },
  { "hygiene_recheck", "slip", "hygiene_slip" },
  { "hygiene_result", "round", "hygiene_round" },
  { "hygiene_sheet", "result", "hygiene_result" },
  { "matter_link", "matter", "matter" },
  { "matter_step", "matter", "matter" },
  { "meeting_line", "meeting", "meeting" },
  { "meeting_presence", "meeting", "meeting" },
  { "meeting_step", "meeting", "meeting" },
  { "objection", "notice", "notice" },
  { "person", "household", "household" },
  { "vote", "bylaw", "bylaw_version" },
  { "vote", "meeting", "meeting" },
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->marks, g_hash_table_unref);
  g_free (kept);
}

/* What needs a hand most stays. */
static void
add_mark (GHashTable *marks, const XyId *id, const XyMark *mark)
{
  const XyMark *old = g_hash_table_lookup (marks, id);

  if (old == NULL || mark->kind > old->kind || (mark->kind == old->kind && old->of_part && !mark->of_part))
    g_hash_table_replace (marks, xy_id_copy (id), g_memdup2 (mark, sizeof *mark));
}

static void
mark_record (XyStore *store, GHashTable *marks, const char *table, const XyId *id, XyMark mark)
{
  const XyRecordType *type = xy_record_type_by_table (table);
  g_autoptr (XyRecord) record = NULL;

  if (type == NULL || xy_id_is_none (id))
    return;
  add_mark (marks, id, &mark);
  mark.of_part = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (!g_str_equal (parts[i].table, table))
        continue;
      if (record == NULL)
        record = xy_record_get (store, type, id, NULL);
      const XyField *field = xy_record_type_field (type, parts[i].field);
      g_autofree char *whole = record != NULL && field != NULL ? xy_record_get_text (record, field) : NULL;
      XyId of;
      if (whole != NULL && xy_id_from_text (whole, &of))
        mark_record (store, marks, parts[i].of, &of, mark);
    }
}

/* NULL where there are none, or they cannot be read. */
static GHashTable *
read_marks (XyStore *store)
{
  gint64 any = 0;
  XyScope scope;

  if (!xy_db_number (xy_store_get_db (store), ANY_SQL, XY_BIND_NONE, &any, NULL) || any == 0
      || !xy_scope_read (store, &scope, NULL) || scope != XY_SCOPE_VILLAGE)
    return NULL;
  g_autoptr (GPtrArray) returned = xy_standing_list_returned (store, NULL);
  g_autoptr (GPtrArray) conflicts = xy_standing_list_conflicts (store, TRUE, NULL);
  g_autoptr (GHashTable) marks = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  for (guint i = 0; returned != NULL && i < returned->len; i++)
    {
      const XyReturned *one = returned->pdata[i];
      mark_record (store, marks, one->type != NULL ? one->type->table : "", &one->record,
                   (XyMark){ .kind = one->held ? XY_MARK_HELD : XY_MARK_RETURNED,
                             .row = g_array_index (one->rows, XyReturnedRow, 0).row,
                             .reason = one->why->reason });
    }
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const XyConflict *one = conflicts->pdata[i];
      mark_record (store, marks, one->type != NULL ? one->type->table : "", &one->record,
                   (XyMark){ .kind = XY_MARK_CONFLICT, .row = one->row, .reason = xy_conflict_sentence (one->kind) });
    }
  return g_hash_table_size (marks) > 0 ? g_steal_pointer (&marks) : NULL;
}

static GHashTable *
get_marks (XyStore *store)
{
  XyDb *db = xy_store_get_db (store);
  gint64 version = xy_db_data_version (db), n_changes = xy_db_n_changes (db);
  Kept *kept = g_object_get_data (G_OBJECT (store), KEY);

  if (kept == NULL || kept->version != version || kept->n_changes != n_changes)
    {
      kept = g_new0 (Kept, 1);
      kept->version = version;
      kept->n_changes = n_changes;
      kept->marks = read_marks (store);
      g_object_set_data_full (G_OBJECT (store), KEY, kept, kept_free);
    }
  return kept->marks;
}

const char *
xy_mark_word (const XyMark *mark)
{
  switch (mark->kind)
    {
    case XY_MARK_HELD:
      return _ ("Waits at the county");
    case XY_MARK_CONFLICT:
      return _ ("Conflict");
    case XY_MARK_RETURNED:
      return _ ("Sent back");
    case XY_MARK_NONE:
    default:
      return "";
    }
}

XyMark *
xy_marks_find (XyStore *store, const XyId *ids, guint n)
{
  GHashTable *marks = store != NULL ? get_marks (store) : NULL;
  XyMark *found = NULL;

  for (guint i = 0; marks != NULL && i < n; i++)
    {
      const XyMark *mark = g_hash_table_lookup (marks, &ids[i]);
      if (mark == NULL)
        continue;
      if (found == NULL)
        found = g_new0 (XyMark, n);
      found[i] = *mark;
    }
  return found;
}

const XyMarkPart *
xy_mark_parts (guint *n)
{
  *n = G_N_ELEMENTS (parts);
  return parts;
}
