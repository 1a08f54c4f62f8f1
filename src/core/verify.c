/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/verify.h"

#include <glib/gi18n-lib.h>

#include "core/attachment.h"
#include "core/migrate.h"
#include "core/op.h"
#include "core/packed.h"
#include "core/points-balance.h"
#include "core/hygiene-score.h"
#include "core/hygiene-slip.h"
#include "core/matter.h"
#include "core/bylaw.h"
#include "core/cleaning.h"
#include "core/meeting.h"
#include "core/points-flow.h"
#include "core/reward-list.h"

/*
 * Each field of each record as its operations leave it, record by record. What the county says of a record is in place
 * of the operations before.
 */
#define FOLD_SQL                                                                                                       \
  "SELECT f.tbl, f.rec, d.key, d.atom, CASE d.type WHEN 'object' THEN d.value ->> 'z' END FROM ("                      \
  "SELECT op.tbl, op.rec, op.n, op.line -> '$.d' AS body FROM op "                                                     \
  "LEFT JOIN sync_row AS r ON r.tbl = op.tbl AND r.id = op.rec AND r.kept = 1 WHERE r.op IS NULL OR op.n > r.op "      \
  "UNION ALL SELECT r.tbl, r.id, r.op, r.body FROM sync_row AS r WHERE r.kept = 1) AS f, json_each (f.body) AS d "     \
  "ORDER BY f.rec, f.n"
#define SCHEMA_SQL                                                                                                     \
  "SELECT type || ' ' || name || ' ' || coalesce (sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1"
#define UNDONE_SQL                                                                                                     \
  "SELECT n, undoes, coalesce (undone_by, 0) FROM act "                                                                \
  "WHERE undoes > 0 OR undone_by IS NOT NULL OR n IN (SELECT undoes FROM act WHERE undoes > 0) ORDER BY n"

typedef struct
{
  XyStore *store;
  XyDb *db;
  XyVerifyFlags flags;
  XyVerifyReport *report;
  GHashTable *found; /* table → how many of its records have operations */
} Verify;

static void G_GNUC_PRINTF (2, 3) add_problem (Verify *self, const char *format, ...)
{
  va_list args;

  self->report->n_problems++;
  if (self->report->problems->len >= XY_VERIFY_MOST_PROBLEMS)
    return;
  va_start (args, format);
  g_ptr_array_add (self->report->problems, g_strdup_vprintf (format, args));
  va_end (args);
}

/* A damaged file is a finding; anything else is passed on. FALSE: stop. */
static gboolean
take_error (Verify *self, GError *problem, GError **error)
{
  if (problem == NULL)
    return TRUE;
  if (g_error_matches (problem, XY_ERROR, XY_ERROR_BUSY) || g_error_matches (problem, XY_ERROR, XY_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  add_problem (self, "%s", problem->message);
  g_error_free (problem);
  return TRUE;
}

static GPtrArray *
list_schema (XyDb *db, GError **error)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (XyRows) rows = xy_db_query (db, SCHEMA_SQL, XY_BIND_NONE, error);

  while (xy_rows_next (rows, error))
    g_ptr_array_add (list, g_strdup (xy_rows_text (rows, 0)));
  return list;
}

static gboolean
check_schema (Verify *self, GError **error)
{
  g_autoptr (XyDb) fresh = xy_db_open (":memory:", XY_DB_CREATE, error);

  if (fresh == NULL || !xy_migrate (fresh, xy_store_get_env (self->store), error))
    return FALSE;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) is = list_schema (self->db, &problem);
  g_autoptr (GPtrArray) should_be = list_schema (fresh, problem != NULL ? NULL : &problem);
  gboolean same = is->len == should_be->len;

  for (guint i = 0; same && i < is->len; i++)
    same = g_str_equal (is->pdata[i], should_be->pdata[i]);
  if (problem == NULL && !same)
    add_problem (self, _ ("The plan of the file is not the program's own: another program changed it."));
  return take_error (self, g_steal_pointer (&problem), error);
}

/* What a record names among the attachments is there, and is what its name says. */
static gboolean
check_attachments (Verify *self, GError **error)
{
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    for (guint i = 0; i < (*type)->n_fields; i++)
      {
        const XyField *field = &(*type)->fields[i];
        if ((field->flags & XY_FIELD_ATTACHMENT) == 0)
          continue;
        g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL", field->name,
                                                (*type)->table, field->name);
        g_autoptr (GError) problem = NULL;
        g_autoptr (XyRows) rows = xy_db_query (self->db, sql, XY_BIND_NONE, &problem);

        while (xy_rows_next (rows, &problem))
          {
            g_autoptr (GError) bad = NULL;
            g_autoptr (GBytes) bytes =
                xy_attachment_read (xy_store_get_path (self->store), xy_rows_text (rows, 0), &bad);
            if (bytes == NULL && !xy_cleaning_has_file (self->store, xy_rows_text (rows, 0)))
              add_problem (self, "%s (%s %s)", bad->message, _ ((*type)->noun), xy_rows_text (rows, 0));
          }
        if (!take_error (self, g_steal_pointer (&problem), error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
check_file (Verify *self, GError **error)
{
  GError *problem = NULL;

  xy_db_check (self->db, TRUE, &problem);
  return take_error (self, problem, error) && check_schema (self, error) && check_attachments (self, error);
}

typedef struct
{
  gint64 n;
  gint64 undoes;
  gint64 undone_by;
} Undoing;

/* What took an act back is the last undo of it that was not itself taken back. */
static gboolean
check_undone (Verify *self, GError **error)
{
  g_autoptr (GArray) acts = g_array_new (FALSE, FALSE, sizeof (Undoing));
  g_autoptr (GHashTable) taken_back = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (self->db, UNDONE_SQL, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      Undoing act = { xy_rows_int (rows, 0), xy_rows_int (rows, 1), xy_rows_int (rows, 2) };
      g_array_append_val (acts, act);
    }
  /* From the last to the first: whether an act stands is known before what it takes back is looked at. */
  for (guint i = acts->len; i-- > 0;)
    {
      const Undoing *act = &g_array_index (acts, Undoing, i);
      gint64 by = GPOINTER_TO_SIZE (g_hash_table_lookup (taken_back, GSIZE_TO_POINTER (act->n)));

      if (by != act->undone_by)
        {
          add_problem (self, _ ("What was undone was altered from outside, at act %d."), (int) act->n);
          break;
        }
      if (by == 0 && act->undoes > 0 && !g_hash_table_contains (taken_back, GSIZE_TO_POINTER (act->undoes)))
        g_hash_table_insert (taken_back, GSIZE_TO_POINTER (act->undoes), GSIZE_TO_POINTER (act->n));
    }
  return take_error (self, g_steal_pointer (&problem), error);
}

static gboolean
check_log (Verify *self, GError **error)
{
  GError *problem = NULL;

  xy_op_verify (self->store, &self->report->operations, &problem);
  return take_error (self, problem, error) && check_undone (self, error);
}

static void
tell_difference (Verify *self, const XyRecord *record, const char *label)
{
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&record->id, id);
  add_problem (self, _ ("%s of a %s is not what was recorded; it was changed past the program: %s"), label,
               _ (xy_record_type (record)->noun), id);
}

static void
compare_derived (Verify *self, const XyRecord *record)
{
  const XyRecordType *type = xy_record_type (record);

  if (type->derive == NULL)
    return;
  g_autoptr (XyRecord) copy = xy_record_copy (record);
  type->derive (copy);
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & XY_FIELD_DERIVED) != 0 && !xy_record_field_equal (record, copy, &type->fields[i]))
      {
        char id[XY_ID_TEXT_LENGTH + 1];
        xy_id_to_text (&record->id, id);
        add_problem (self, _ ("A %s is kept under a wrong key for searching; saving it again mends that: %s"),
                     _ (type->noun), id);
        return;
      }
}

/* FIELDS: name → text or NULL, as the operations of the record ID leave them. */
static gboolean
compare_record (Verify *self, const XyRecordType *type, const XyId *id, GHashTable *fields, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRecord) record = xy_record_get (self->store, type, id, &problem);

  if (record == NULL)
    {
      if (!g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
        return take_error (self, g_steal_pointer (&problem), error);
      char text[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (id, text);
      if ((self->flags & XY_VERIFY_RECORDS) != 0)
        add_problem (self, _ ("A %s that was recorded has disappeared: %s"), _ (type->noun), text);
      return TRUE;
    }

  self->report->records++;
  if ((self->flags & XY_VERIFY_RECORDS) != 0)
    {
      if (record->deleted != (g_strcmp0 (g_hash_table_lookup (fields, "del"), "1") == 0))
        tell_difference (self, record, _ ("Existence"));
      for (guint i = 0; i < type->n_fields; i++)
        {
          const XyField *field = &type->fields[i];
          g_autofree char *text = NULL;
          if ((field->flags & XY_FIELD_DERIVED) != 0 || field->type == XY_FIELD_BYTES)
            continue;
          text = xy_record_get_text (record, field);
          /* A number that is younger than the record's operations is nought. */
          if (!g_hash_table_contains (fields, field->name) && g_strcmp0 (text, "0") == 0)
            continue;
          if (g_strcmp0 (text, g_hash_table_lookup (fields, field->name)) != 0)
            tell_difference (self, record, _ (field->label));
        }
    }
  if ((self->flags & XY_VERIFY_DERIVED) != 0)
    compare_derived (self, record);
  return TRUE;
}

static void
count_found (Verify *self, const XyRecordType *type)
{
  gsize n = GPOINTER_TO_SIZE (g_hash_table_lookup (self->found, type->table));

  g_hash_table_insert (self->found, (gpointer) type->table, GSIZE_TO_POINTER (n + 1));
}

static gboolean
fold_operations (Verify *self, GError **error)
{
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (self->db, FOLD_SQL, XY_BIND_NONE, &problem);
  const XyRecordType *type = NULL;
  XyId id = XY_ID_NONE;
  gboolean more, ok = TRUE;

  do
    {
      more = xy_rows_next (rows, &problem);
      XyId next = more ? xy_rows_id (rows, 1) : XY_ID_NONE;
      if (!xy_id_same (&next, &id) || !more)
        {
          if (type != NULL)
            {
              count_found (self, type);
              ok = compare_record (self, type, &id, fields, error);
            }
          g_hash_table_remove_all (fields);
          id = next;
          type = more ? xy_record_type_by_table (xy_rows_text (rows, 0)) : NULL;
        }
      if (more)
        g_hash_table_insert (fields, g_strdup (xy_rows_text (rows, 2)),
                             xy_rows_is_null (rows, 4) ? g_strdup (xy_rows_text (rows, 3))
                                                       : xy_packed_to_text (xy_rows_text (rows, 4)));
    }
  while (more && ok);
  return ok && take_error (self, g_steal_pointer (&problem), error);
}

/* Rows that no operation speaks of were put there past the program. */
static gboolean
count_rows (Verify *self, GError **error)
{
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    {
      gint64 rows = 0, found = GPOINTER_TO_SIZE (g_hash_table_lookup (self->found, (*type)->table));
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", (*type)->table);
      GError *problem = NULL;

      xy_db_number (self->db, sql, XY_BIND_NONE, &rows, &problem);
      if (!take_error (self, problem, error))
        return FALSE;
      if (rows > found)
        add_problem (self, _ ("There are records that nobody made with this program: %d %s"), (int) (rows - found),
                     _ ((*type)->noun));
    }
  return TRUE;
}

static gboolean
check_records (Verify *self, GError **error)
{
  gint64 unreadable = 0;
  GError *problem = NULL;

  xy_db_number (self->db, "SELECT count (*) FROM op WHERE NOT json_valid (line)", XY_BIND_NONE, &unreadable, &problem);
  if (problem != NULL || unreadable > 0)
    {
      if (problem == NULL)
        add_problem (self, _ ("The record of changes cannot be read, so the records could not be compared with it."));
      return take_error (self, problem, error);
    }
  return fold_operations (self, error) && ((self->flags & XY_VERIFY_RECORDS) == 0 || count_rows (self, error));
}

static gboolean
check_items (Verify *self, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) items = xy_points_flow_verify (self->store, &problem);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&g_array_index (items, XyId, i), id);
      add_problem (self, _ ("What is kept of registered points does not follow from their steps: %s"), id);
    }
  return take_error (self, problem, error);
}

static gboolean
check_slips (Verify *self, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) slips = xy_hygiene_slip_verify (self->store, &problem);

  for (guint i = 0; slips != NULL && i < slips->len; i++)
    {
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&g_array_index (slips, XyId, i), id);
      add_problem (self, _ ("What is kept of a rectification notice does not follow from its rechecks: %s"), id);
    }
  return take_error (self, problem, error);
}

static gboolean
check_matters (Verify *self, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) matters = xy_matter_verify (self->store, &problem);

  for (guint i = 0; matters != NULL && i < matters->len; i++)
    {
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&g_array_index (matters, XyId, i), id);
      add_problem (self, _ ("What is kept of a matter does not follow from its steps: %s"), id);
    }
  return take_error (self, problem, error);
}

static gboolean
check_meetings (Verify *self, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) meetings = xy_meeting_verify (self->store, &problem);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&g_array_index (meetings, XyId, i), id);
      add_problem (self, _ ("What is kept of a meeting does not follow from its steps: %s"), id);
    }
  return take_error (self, problem, error);
}

static gboolean
check_bylaws (Verify *self, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) bylaws = xy_bylaw_verify (self->store, &problem);

  for (guint i = 0; bylaws != NULL && i < bylaws->len; i++)
    {
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&g_array_index (bylaws, XyId, i), id);
      add_problem (self, _ ("What is kept of a bylaw does not follow from its steps: %s"), id);
    }
  return take_error (self, problem, error);
}

static gboolean
check_results (Verify *self, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) results = xy_hygiene_score_verify (self->store, &problem);

  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&g_array_index (results, XyId, i), id);
      add_problem (self, _ ("What is kept of a household in a round does not follow from its score sheets: %s"), id);
    }
  return take_error (self, problem, error);
}

static gboolean
check_balances (Verify *self, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) differences = xy_points_verify (self->store, NULL, &problem);

  for (guint i = 0; differences != NULL && i < differences->len; i++)
    {
      const XyPointsDifference *difference = &g_array_index (differences, XyPointsDifference, i);
      char id[XY_ID_TEXT_LENGTH + 1];

      gboolean of_person = difference->account != NULL;
      xy_id_to_text (of_person ? &difference->person : &difference->household, id);
      add_problem (self,
                   of_person ? _ ("The points kept for a person do not follow from the ledger: %s %s")
                             : _ ("The points kept for a household do not follow from the ledger: %s %s"),
                   id, difference->month);
    }
  return take_error (self, problem, error);
}

static gboolean
check_stock (Verify *self, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) goods = xy_reward_verify (self->store, &problem);

  for (guint i = 0; goods != NULL && i < goods->len; i++)
    {
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&g_array_index (goods, XyId, i), id);
      add_problem (self, _ ("The stock kept of a good does not follow from what came and went: %s"), id);
    }
  return take_error (self, problem, error);
}

void
xy_verify_report_free (XyVerifyReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->problems);
  g_free (report);
}

XyVerifyReport *
xy_verify (XyStore *store, XyVerifyFlags flags, GError **error)
{
  g_autoptr (XyVerifyReport) report = g_new0 (XyVerifyReport, 1);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  Verify self = { store, xy_store_get_db (store), flags, report, found };

  report->problems = g_ptr_array_new_with_free_func (g_free);
  if (((flags & XY_VERIFY_FILE) != 0 && !check_file (&self, error))
      || ((flags & XY_VERIFY_LOG) != 0 && !check_log (&self, error))
      || ((flags & (XY_VERIFY_RECORDS | XY_VERIFY_DERIVED)) != 0 && !check_records (&self, error))
      || ((flags & XY_VERIFY_DERIVED) != 0
          && (!check_balances (&self, error) || !check_items (&self, error) || !check_slips (&self, error)
              || !check_matters (&self, error) || !check_meetings (&self, error) || !check_bylaws (&self, error)
              || !check_results (&self, error) || !check_stock (&self, error))))
    return NULL;
  return g_steal_pointer (&report);
}
