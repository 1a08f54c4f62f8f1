/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/purge.h"
#include "server/store-private.h"

/* A value of json_each as JSON again. */
#define JSON_OF(each)                                                                                                  \
  "CASE WHEN " each ".type IN ('object', 'array') THEN " each ".value ELSE json_quote (" each ".value) END"

/* Each field of an operation (?1), what is there (?2; ?4: its mark of deletion), and who set that when (?3). */
#define FIELDS_SQL                                                                                                     \
  "SELECT d.key, " JSON_OF (                                                                                           \
      "d") ", iif (d.key = 'del', json (?4), coalesce (?2 -> d.key, 'null')), "                                        \
           "d.value IS iif (d.key = 'del', ?4 + 0, ?2 ->> d.key), d.m ->> 0, d.m ->> 1, d.m ->> 2, d.m ->> 3 "         \
           "FROM (SELECT key, type, value, coalesce (?3 -> key, iif (?2 -> key IS NULL, NULL, ?3 -> '_all')) AS m FROM json_each (?1)) AS d"
/* Who but the device ?2 has set a field (but "del") of a record since ?3; the last one. */
#define UNSEEN_SQL                                                                                                     \
  "SELECT m.value ->> 1, m.value ->> 2 FROM json_each (?1) AS m "                                                      \
  "WHERE m.key <> 'del' AND m.value ->> 0 > ?3 AND m.value ->> 1 <> ?2 ORDER BY m.value ->> 0 DESC LIMIT 1"
/* The body ?1 with the fields of ?2, of which null takes one away; "del" is none of the body's. */
#define MERGE_SQL                                                                                                      \
  "SELECT json_group_object (f.key, json (f.v)) FROM ("                                                                \
  "SELECT b.key, " JSON_OF ("b") " AS v FROM json_each (?1) AS b "                                                     \
                                 "WHERE NOT EXISTS (SELECT 1 FROM json_each (?2) AS d WHERE d.key = b.key) "           \
                                 "UNION ALL SELECT d.key, " JSON_OF (                                                  \
                                     "d") " FROM json_each (?2) AS d WHERE d.type <> 'null' AND d.key <> 'del') AS f"
/* Whether the insert of the fields ?4 at ?2 by the clock ?3 made this record: what nobody has set since is as it says,
 * unless it was salvaged before. A clock that was trusted one time may not be another time. */
#define SAME_INSERT_SQL                                                                                                \
  "SELECT ?1 ->> '$._all[4]' IS ?2 AND coalesce (?1 ->> '$._all[3]', ?3) IS coalesce (?3, ?1 ->> '$._all[3]') "        \
  "AND (?1 ->> '$._all[0]' = 0 OR NOT EXISTS (SELECT 1 FROM json_each (?4) AS d "                                      \
  "WHERE ?1 -> d.key IS NULL AND d.value IS NOT ?5 ->> d.key))"
#define CONFLICT_SQL                                                                                                   \
  "SELECT json_object ('t', ?1, 'id', ?2, 'kind', ?3, 'f', ?4, 'kept', json (?5), 'lost', json (?6), "                 \
  "'kept_by', json (?7), 'lost_by', json (?8))"

/* A record as it is here, and an operation on it. */
typedef struct
{
  XyBatch *batch;
  const XyRecordType *type; /* NULL: none that this program knows */
  const XyWireOp *op;
  XyWireOp rest;  /* the same where only part of it may be taken, */
  char *narrowed; /* and that part */
  XyDecision *decision;
  gint64 base;       /* what the device had read, in this epoch's numbers */
  const char *clock; /* NULL: not to be trusted */
  char device[20];
  gboolean late; /* it makes what was salvaged before it came */
  gboolean deleted;
  char *body;
  char *fmeta;
  GString *taken; /* fields of the operation that stand, JSON without its last brace */
  GString *lost;  /* names of those that do not */
  GString *won;   /* and of those before which another's gave way */
} Patch;

/* One field of it. */
typedef struct
{
  const char *name;
  const char *value;
  const char *there;
  gboolean same;
  gint64 seq;
  const char *device;
  gint64 n;
  const char *clock;
} Field;

static XyDb *
json_db (Patch *patch)
{
  return xy_wire_get_db (patch->batch->store->wire);
}

static void
append_name (GString *list, const char *name)
{
  g_string_append_printf (list, "%s\"%s\"", list->len > 0 ? "," : "", name);
}

/* Who wrote operation N of DEVICE (NULL: nobody knows), and when: {"dev":…,"n":…,"by":…,"at":…}. */
static char *
author (Patch *patch, const char *device, gint64 n, GError **error)
{
  guint64 number = device != NULL ? g_ascii_strtoull (device, NULL, 16) : 0;
  g_autoptr (GError) problem = NULL;
  g_autofree char *line =
      xy_base_text (patch->batch->store->base, "SELECT line FROM op_log WHERE sid = ?1 AND dev = ?2 AND n = ?3",
                    XY_BIND (XY_INT (patch->batch->stream), XY_INT ((gint64) number), XY_INT (n)), &problem);

  if (!xy_error_pass (error, &problem))
    return NULL;
  return xy_db_text (
      json_db (patch), "SELECT json_object ('dev', ?1, 'n', ?2, 'by', ?3 ->> 'by', 'at', ?3 ->> 'at')",
      XY_BIND (XY_TEXT (device != NULL ? device : "0"), XY_INT (n), XY_TEXT (line != NULL ? line : "{}")), error);
}

static char *
own_author (Patch *patch, GError **error)
{
  return xy_db_text (
      json_db (patch), "SELECT json_object ('dev', ?1, 'n', ?2, 'by', ?3, 'at', ?4)",
      XY_BIND (XY_TEXT (patch->device), XY_INT (patch->op->n), XY_TEXT (patch->op->by), XY_INT (patch->op->at)), error);
}

/* A row that shows both values. THEIRS: author of what was there. */
static gboolean
write_conflict (Patch *patch,
                const char *kind,
                const char *field,
                const char *mine,
                const char *there,
                char *theirs,
                gboolean mine_stands,
                GError **error)
{
  char id[XY_ID_TEXT_LENGTH + 1];
  g_autofree char *they = theirs, *me = own_author (patch, error);

  if (they == NULL || me == NULL)
    return FALSE;
  xy_id_to_text (&patch->op->id, id);
  g_autofree char *body =
      xy_db_text (json_db (patch), CONFLICT_SQL,
                  XY_BIND (XY_TEXT (patch->op->table), XY_TEXT (id), XY_TEXT (kind), XY_TEXT (field),
                           XY_TEXT (mine_stands ? mine : there), XY_TEXT (mine_stands ? there : mine),
                           XY_TEXT (mine_stands ? me : they), XY_TEXT (mine_stands ? they : me)),
                  error);
  if (body == NULL)
    return FALSE;
  xy_decision_set (patch->decision, XY_RESULT_MERGED, kind);
  append_name (mine_stands ? patch->won : patch->lost, field != NULL ? field : kind);
  XyId conflict = xy_wire_conflict_id (&patch->op->id, patch->batch->device, patch->op->n, field != NULL ? field : "");
  return xy_batch_write_own (patch->batch, CONFLICT_TABLE, &conflict, FALSE, body, error);
}

static void
take (Patch *patch, const char *name, const char *value)
{
  g_string_append_printf (patch->taken, "%s\"%s\":%s", patch->taken->len > 1 ? "," : "", name, value);
}

static gboolean
is_unseen (Patch *patch, const Field *field)
{
  return field->seq > patch->base && g_strcmp0 (field->device, patch->device) != 0;
}

/* The last who changed the record since the device read it, but itself; *DEVICE is NULL where nobody did. */
static gboolean
find_foreign (Patch *patch, char **device, gint64 *n, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (json_db (patch), UNSEEN_SQL,
                   XY_BIND (XY_TEXT (patch->fmeta), XY_TEXT (patch->device), XY_INT (patch->base)), &problem);

  *device = NULL;
  if (xy_rows_next (rows, &problem))
    {
      *device = g_strdup (xy_rows_text (rows, 0));
      *n = xy_rows_int (rows, 1);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
stands (Patch *patch, const Field *field)
{
  const XyField *known = patch->type != NULL ? xy_record_type_field (patch->type, field->name) : NULL;

  if (patch->op->salvaged || (known != NULL && (known->flags & XY_FIELD_HARD) != 0))
    return FALSE;
  return patch->clock == NULL || field->clock == NULL || strcmp (patch->clock, field->clock) > 0;
}

static gboolean
is_of_before (Patch *patch)
{
  return patch->op->salvaged || patch->late || patch->op->n <= patch->batch->old;
}

static gboolean
patch_field (Patch *patch, const Field *field, GError **error)
{
  gboolean deletes = g_str_equal (field->name, "del");
  g_autofree char *foreign = NULL;
  gint64 n = 0;

  /* It was held, and the device itself has written the field again since. */
  if (g_strcmp0 (field->device, patch->device) == 0 && field->n > patch->op->n)
    return TRUE;
  /* What is said once more, in a history behind that in which it was written, is the value of who said it already. */
  if (is_unseen (patch, field) ? field->same && !deletes && is_of_before (patch) : patch->op->salvaged || patch->late)
    return TRUE;
  if (deletes && !field->same && g_str_equal (field->value, "1"))
    {
      if (!find_foreign (patch, &foreign, &n, error))
        return FALSE;
      if (foreign != NULL)
        return write_conflict (patch, "delete", "del", "1", "0", author (patch, foreign, n, error), FALSE, error);
    }
  else if (!field->same && is_unseen (patch, field))
    {
      gboolean mine = stands (patch, field);
      if (!write_conflict (patch, deletes ? "revived" : "field", field->name, field->value, field->there,
                           author (patch, field->device, field->n, error), mine, error))
        return FALSE;
      if (!mine)
        return TRUE;
    }
  take (patch, field->name, field->value);
  return TRUE;
}

/* An edit of what another deleted without its author knowing: the edit stands, and so does the record. What is salvaged
 * is no edit, and what makes that is none. */
static gboolean
revive (Patch *patch, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (patch->op->salvaged || patch->late)
    return TRUE;
  g_autoptr (XyRows) rows = xy_db_query (
      json_db (patch), "SELECT m ->> 0, m ->> 1, m ->> 2 FROM (SELECT coalesce (?1 -> 'del', ?1 -> '_all') AS m)",
      XY_BIND (XY_TEXT (patch->fmeta)), &problem);

  if (!xy_rows_next (rows, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return problem == NULL;
    }
  Field field = {
    .name = "del", .seq = xy_rows_int (rows, 0), .device = xy_rows_text (rows, 1), .n = xy_rows_int (rows, 2)
  };
  if (!is_unseen (patch, &field))
    return TRUE;
  take (patch, "del", "0");
  return write_conflict (patch, "revived", "del", "0", "1", author (patch, field.device, field.n, error), TRUE, error);
}

/* Two versions of a whole: the first stands, the second is set aside whole. */
static gboolean
set_aside (Patch *patch, const char *device, gint64 n, GError **error)
{
  gboolean ballot = patch->type->merge == XY_MERGE_BALLOT;

  g_string_assign (patch->taken, "{");
  return write_conflict (patch, ballot ? "contested" : "branch", NULL, patch->op->fields, patch->body,
                         author (patch, device, n, error), FALSE, error);
}

static gboolean
patch_fields (Patch *patch, GError **error)
{
  gboolean whole =
      patch->type != NULL && (patch->type->merge == XY_MERGE_DOCUMENT || patch->type->merge == XY_MERGE_BALLOT);
  gboolean mentions_del = FALSE;
  g_autofree char *foreign = NULL;
  gint64 n = 0;
  g_autoptr (GError) problem = NULL;

  if (whole && !find_foreign (patch, &foreign, &n, error))
    return FALSE;
  g_autoptr (XyRows) rows = xy_db_query (json_db (patch), FIELDS_SQL,
                                         XY_BIND (XY_TEXT (patch->op->fields), XY_TEXT (patch->body),
                                                  XY_TEXT (patch->fmeta), XY_TEXT (patch->deleted ? "1" : "0")),
                                         &problem);
  while (xy_rows_next (rows, &problem))
    {
      Field field = { xy_rows_text (rows, 0),     xy_rows_text (rows, 1), xy_rows_text (rows, 2),
                      xy_rows_int (rows, 3) != 0, xy_rows_int (rows, 4),  xy_rows_text (rows, 5),
                      xy_rows_int (rows, 6),      xy_rows_text (rows, 7) };
      const XyField *known = patch->type != NULL ? xy_record_type_field (patch->type, field.name) : NULL;

      if (!field.same && foreign != NULL)
        return set_aside (patch, foreign, n, error);
      if (!field.same && known != NULL && (known->flags & XY_FIELD_IMMUTABLE) != 0 && patch->op->kind != 'i')
        {
          xy_decision_set (patch->decision, XY_RESULT_REJECTED, "immutable");
          return TRUE;
        }
      mentions_del |= g_str_equal (field.name, "del");
      if (!patch_field (patch, &field, &problem))
        break;
    }
  return xy_error_pass (error, &problem) ? mentions_del || !patch->deleted || revive (patch, error) : FALSE;
}

static char *
merge (Patch *patch, const char *body, const char *fields, GError **error)
{
  return xy_db_text (json_db (patch), MERGE_SQL, XY_BIND (XY_TEXT (body), XY_TEXT (fields)), error);
}

static gboolean
write_patched (Patch *patch, GError **error)
{
  XyBatch *batch = patch->batch;
  gint64 deleted = patch->deleted;

  /* Whatever of it was taken: the row goes down again, since the device shows what it wrote itself. */
  patch->decision->seq = xy_batch_next (batch);
  g_string_append_c (patch->taken, '}');
  g_autofree char *body = merge (patch, patch->body, patch->taken->str, error);
  XyPurgeExtent extent = xy_purge_extent (patch->op->table, body, FALSE);
  if (extent != XY_PURGE_NONE)
    {
      g_autofree char *whole = g_steal_pointer (&body);
      body = xy_purge_fields (json_db (patch), patch->op->table, whole, TRUE, extent == XY_PURGE_ALL ? "[]" : NULL,
                              FALSE, error);
    }
  g_autofree char *fmeta =
      xy_db_text (json_db (patch),
                  "SELECT json_patch (json_patch (?1, (SELECT json_group_object (key, json_array (?3, ?4, ?5, ?6, ?7)) "
                  "FROM json_each (?2))), iif (?8, json_object ('_all', json_array (0, ?4, ?5, ?6, ?7)), '{}'))",
                  XY_BIND (XY_TEXT (patch->fmeta), XY_TEXT (patch->taken->str), XY_INT (patch->decision->seq),
                           XY_TEXT (patch->device), XY_INT (patch->op->n), XY_TEXT (patch->clock),
                           XY_INT (patch->op->at), XY_INT (patch->late && patch->decision->kind == XY_RESULT_OK)),
                  error);
  return body != NULL && fmeta != NULL
         && xy_db_number (json_db (patch), "SELECT coalesce (?1 ->> 'del', ?2)",
                          XY_BIND (XY_TEXT (patch->taken->str), XY_INT (deleted)), &deleted, error)
         && xy_batch_put (batch, patch->op->table, &patch->op->id, patch->decision->seq, deleted != 0, body, fmeta,
                          error)
         && xy_rollup_record (batch->rollup, patch->op->table, &patch->op->id, patch->body, body,
                              patch->late ? patch->op->at : 0, error);
}

/* What was salvaged is of nobody's that any other had not read: its author may come yet, with all that he wrote since.
 */
static gboolean
add (Patch *patch, GError **error)
{
  XyBatch *batch = patch->batch;
  gint64 deleted = 0;

  patch->decision->seq = xy_batch_next (batch);
  g_autofree char *body = merge (patch, "{}", patch->op->fields, error);
  g_autofree char *fmeta =
      xy_db_text (json_db (patch), "SELECT json_object ('_all', json_array (?1, ?2, ?3, ?4, ?5))",
                  XY_BIND (XY_INT (patch->op->salvaged ? 0 : patch->decision->seq), XY_TEXT (patch->device),
                           XY_INT (patch->op->n), XY_TEXT (patch->clock), XY_INT (patch->op->at)),
                  error);
  return body != NULL && fmeta != NULL
         && xy_db_number (json_db (patch), "SELECT ?1 ->> 'del'", XY_BIND (XY_TEXT (patch->op->fields)), &deleted,
                          error)
         && xy_batch_put (batch, patch->op->table, &patch->op->id, patch->decision->seq, deleted != 0, body, fmeta,
                          error)
         && xy_rollup_record (batch->rollup, patch->op->table, &patch->op->id, NULL, body, patch->op->at, error);
}

/* Sent again under another number, by a device that was restored or copied. */
static gboolean
is_same_insert (Patch *patch, gboolean *same, GError **error)
{
  gint64 found = 0;

  *same = FALSE;
  if (patch->op->kind != 'i' || patch->op->salvaged)
    return TRUE;
  if (!xy_db_number (json_db (patch), SAME_INSERT_SQL,
                     XY_BIND (XY_TEXT (patch->fmeta), XY_INT (patch->op->at), XY_TEXT (patch->clock),
                              XY_TEXT (patch->op->fields), XY_TEXT (patch->body)),
                     &found, error))
    return FALSE;
  *same = found != 0;
  return TRUE;
}

static gboolean
lives (Patch *patch, gboolean *yes, GError **error)
{
  gint64 found = 0;

  *yes = FALSE;
  if (!xy_db_number (json_db (patch), "SELECT coalesce (?1 ->> '$.state' IN ('here', 'away'), 0)",
                     XY_BIND (XY_TEXT (patch->body)), &found, error))
    return FALSE;
  *yes = found != 0;
  return TRUE;
}

/* What OP may put right of a record that the yearly clearing was at; *DONE where there is nothing. */
static gboolean
narrow (Patch *patch, gboolean *done, GError **error)
{
  if (patch->op->kind == 'i' || patch->op->salvaged)
    return TRUE;
  patch->rest = *patch->op;
  patch->rest.fields = patch->narrowed = xy_purge_rest (json_db (patch), patch->op->table, patch->op->fields, error);
  patch->op = &patch->rest;
  *done = patch->narrowed != NULL && g_str_equal (patch->narrowed, "{}");
  return patch->narrowed != NULL;
}

/*
 * A person who is purged: that stands, whatever anybody changed meanwhile, and goes into the history too. And one who
 * was: of what is said of him since nothing stays, but the row goes down again. What is only cleared gives way to who
 * lives here, and what its record still says is put right like any other. *DONE is FALSE where nothing of it happened.
 */
static gboolean
change_purged (Patch *patch, gboolean *done, GError **error)
{
  const char *fields = patch->op->fields;
  XyPurgeExtent was = xy_purge_extent (patch->op->table, patch->body, FALSE);
  XyPurgeExtent extent = xy_purge_extent (patch->op->table, fields, was != XY_PURGE_NONE);
  gboolean back = FALSE;

  *done = extent != XY_PURGE_NONE || was != XY_PURGE_NONE;
  if (!*done)
    return TRUE;
  if (extent == XY_PURGE_FIELDS && was == XY_PURGE_NONE && !lives (patch, &back, error))
    return FALSE;
  if (extent == XY_PURGE_NONE || back)
    {
      patch->decision->purged = was;
      if (was == XY_PURGE_FIELDS && !narrow (patch, done, error))
        return FALSE;
      if (!*done)
        return TRUE;
      xy_decision_set (patch->decision, XY_RESULT_MERGED, back ? XY_PURGE_LIVES_CODE : XY_PURGED_CODE);
      return write_patched (patch, error);
    }
  g_string_assign (patch->taken, fields);
  g_string_truncate (patch->taken, patch->taken->len - 1);
  return write_patched (patch, error) && xy_batch_purge (patch->batch, patch->op, extent, patch->body, error);
}

/* Whether it makes what was salvaged before its author came: what he made first stands in that, as it was later on.
 * Under an id that follows from another one somebody else may have made it, and said something else. */
static gboolean
is_late (Patch *patch, gboolean *derived, GError **error)
{
  gint64 salvaged = 0;

  *derived = xy_id_is_derived (&patch->op->id);
  return patch->op->kind == 'i' && !patch->op->salvaged
         && xy_db_number (json_db (patch), "SELECT ?1 ->> '$._all[0]' = 0", XY_BIND (XY_TEXT (patch->fmeta)), &salvaged,
                          error)
         && salvaged;
}

static gboolean
change (Patch *patch, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean same, done, derived;

  if (!change_purged (patch, &done, error))
    return FALSE;
  if (done)
    return TRUE;
  if (!is_same_insert (patch, &same, error))
    return FALSE;
  if (same)
    {
      xy_decision_set (patch->decision, XY_RESULT_DUP, NULL);
      return TRUE;
    }
  patch->late = is_late (patch, &derived, &problem);
  if (patch->late)
    patch->base = -1;
  if (!xy_error_pass (error, &problem) || ((!patch->late || derived) && !patch_fields (patch, error)))
    return FALSE;
  if (patch->decision->kind == XY_RESULT_REJECTED)
    return TRUE;
  if (patch->op->salvaged && patch->decision->kind == XY_RESULT_OK)
    {
      xy_decision_set (patch->decision, XY_RESULT_DUP, NULL);
      return TRUE;
    }
  if (patch->decision->kind == XY_RESULT_MERGED)
    patch->decision->detail = g_strdup_printf ("{\"lost\":[%s],\"won\":[%s]}", patch->lost->str, patch->won->str);
  if (!write_patched (patch, error))
    return FALSE;
  if (patch->late && patch->decision->kind == XY_RESULT_OK)
    *patch->decision = (XyDecision){ .kind = XY_RESULT_DUP };
  return TRUE;
}

/* What the clock of OP says, if it can be: one that is far ahead would win for ever. */
static const char *
trusted_clock (XyBatch *batch, const XyWireOp *op)
{
  guint64 time = op->clock != NULL ? g_ascii_strtoull (op->clock, NULL, 16) : 0;

  return op->clock != NULL && time <= (guint64) (batch->at + XY_SERVER_CLOCK_AHEAD) ? op->clock : NULL;
}

gboolean
xy_decide_patch (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error)
{
  g_autoptr (GString) taken = g_string_new ("{"), lost = g_string_new (NULL), won = g_string_new (NULL);
  g_autofree char *body = NULL, *fmeta = NULL;
  g_autoptr (GError) problem = NULL;
  Patch patch = { .batch = batch,
                  .type = op->type,
                  .op = op,
                  .decision = decision,
                  .clock = op->salvaged ? NULL : trusted_clock (batch, op),
                  .base = op->salvaged          ? -1
                          : op->n <= batch->old ? MIN (op->base, batch->same_upto)
                                                : op->base,
                  .taken = taken,
                  .lost = lost,
                  .won = won };

  g_snprintf (patch.device, sizeof patch.device, "%" G_GINT64_MODIFIER "x", batch->device);
  const XyShelfRow *there = xy_batch_find (batch, op->table, &op->id, &problem);
  if (there != NULL)
    {
      patch.deleted = there->values[XY_BATCH_DEL].number != 0;
      body = g_strdup (there->values[XY_BATCH_BODY].pointer);
      fmeta = g_strdup (there->values[XY_BATCH_FMETA].pointer);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  patch.body = body;
  patch.fmeta = fmeta;
  /* What was refused and given back has never come whole: it comes as if for the first time. */
  if (op->kind == 'i' && xy_purge_extent (op->table, body, FALSE) == XY_PURGE_NONE
      && (body == NULL || (patch.deleted && strstr (fmeta, "\"_all\"") == NULL)))
    return add (&patch, error);
  if (body != NULL)
    {
      gboolean changed = change (&patch, error);
      g_free (patch.narrowed);
      return changed;
    }
  xy_decision_set (decision, XY_RESULT_HELD, "missing");
  decision->missing = op->id;
  return TRUE;
}
