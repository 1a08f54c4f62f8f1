/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/number.h"
#include "core/packed.h"
#include "sync/standing-private.h"

#define CONFLICTS_SQL                                                                                                  \
  "SELECT r.id, r.body ->> 't', r.body ->> 'id', r.body ->> 'kind', coalesce (r.body ->> 'f', ''), r.body -> 'kept', " \
  "r.body -> 'lost', r.body ->> '$.kept_by.dev', r.body ->> '$.kept_by.n', r.body ->> '$.kept_by.by', "                \
  "r.body ->> '$.kept_by.at', r.body ->> '$.lost_by.dev', r.body ->> '$.lost_by.n', r.body ->> '$.lost_by.by', "       \
  "r.body ->> '$.lost_by.at' FROM sync_row AS r WHERE r.tbl = '_conflict' AND " XY_STANDING_OPEN " ORDER BY r.seq"

#define VALUE(each) each ".value, CASE " each ".type WHEN 'object' THEN " each ".value ->> 'z' END"
/* One value that met another. */
#define VALUES_SQL                                                                                                     \
  "SELECT ?3, " VALUE ("l") ", " VALUE ("k") " FROM json_each (json_array (json (?1))) AS l, "                         \
                                             "json_each (json_array (json (?2))) AS k"
/* The fields that differ between a whole ?2 and what another made of it ?1. */
#define WHOLES_SQL                                                                                                     \
  "SELECT l.key, " VALUE ("l") ", " VALUE ("k") " FROM json_each (?1) AS l LEFT JOIN json_each (?2) AS k "             \
                                                "ON k.key = l.key WHERE l.value IS NOT k.value"

enum
{
  ROW,
  TABLE,
  RECORD,
  KIND,
  FIELD,
  KEPT,
  LOST,
  KEPT_BY,
  LOST_BY = KEPT_BY + 4,
  DEVICE = 0,
  NUMBER,
  BY,
  AT,
};

static void
field_free (gpointer data)
{
  XyConflictField *field = data;

  g_free (field->stands);
  g_free (field->gave_way);
  g_free (field->raw);
  g_free (field);
}

void
xy_conflict_free (XyConflict *conflict)
{
  g_free (conflict->what);
  g_free (conflict->name);
  g_free (conflict->stands.who);
  g_free (conflict->gave_way.who);
  g_ptr_array_unref (conflict->fields);
  g_free (conflict);
}

static XyConflictKind
kind_of (const char *word)
{
  if (g_strcmp0 (word, "field") == 0)
    return XY_CONFLICT_FIELD;
  if (g_strcmp0 (word, "branch") == 0)
    return XY_CONFLICT_BRANCH;
  if (g_strcmp0 (word, "overdraft") == 0)
    return XY_CONFLICT_OVERDRAFT;
  if (g_strcmp0 (word, "double") == 0)
    return XY_CONFLICT_DOUBLE;
  return g_strcmp0 (word, "contested") == 0 ? XY_CONFLICT_CONTESTED : XY_CONFLICT_EXISTENCE;
}

static char *
unpack (XyRows *rows, int column)
{
  return xy_rows_is_null (rows, column + 1) ? g_strdup (xy_rows_text (rows, column))
                                            : xy_packed_to_text (xy_rows_text (rows, column + 1));
}

/* Whether the record is there at all. */
static char *
existence (const char *deleted)
{
  return g_strdup (g_strcmp0 (deleted, "1") == 0 ? _ ("deleted") : _ ("not deleted"));
}

static void
add_field (XyStore *store, XyConflict *conflict, XyRows *rows, gboolean masked)
{
  const char *name = xy_rows_text (rows, 0);
  XyConflictField *field = g_new0 (XyConflictField, 1);
  g_autofree char *lost = unpack (rows, 1), *kept = unpack (rows, 3);

  field->field = conflict->type != NULL ? xy_record_type_field (conflict->type, name) : NULL;
  field->raw = g_strdup (lost);
  if (g_str_equal (name, "del"))
    {
      field->label = _ ("Whether it is there");
      field->stands = existence (kept);
      field->gave_way = existence (lost);
    }
  else if (field->field == NULL)
    {
      field->label = _ ("Unknown field");
      field->stands = g_strdup (kept != NULL ? kept : "");
      field->gave_way = g_strdup (lost != NULL ? lost : "");
    }
  else
    {
      field->label = _ (field->field->label);
      field->stands = xy_standing_value (store, field->field, kept, masked);
      field->gave_way = xy_standing_value (store, field->field, lost, masked);
      conflict->masked |= masked && (field->field->flags & XY_FIELD_PERSONAL) != 0;
    }
  g_ptr_array_add (conflict->fields, field);
}

/* Whether nothing that this program does not know must be written to let the other value stand. */
static gboolean
can_take (const XyConflict *conflict)
{
  if (conflict->type == NULL || conflict->fields->len == 0)
    return FALSE;
  for (guint i = 0; i < conflict->fields->len; i++)
    {
      const XyConflictField *field = conflict->fields->pdata[i];
      if (field->field == NULL && conflict->kind != XY_CONFLICT_EXISTENCE)
        return FALSE;
    }
  return TRUE;
}

static gint64
device_of (XyRows *rows, int side)
{
  const char *text = xy_rows_text (rows, side + DEVICE);

  return text != NULL ? (gint64) g_ascii_strtoull (text, NULL, 16) : 0;
}

static XyConflictSide
read_side (XyStore *store, XyRows *rows, int side, gint64 device)
{
  return (XyConflictSide){ .who = xy_standing_who (store, xy_rows_text (rows, side + BY)),
                           .at = xy_rows_int (rows, side + AT),
                           .here = device_of (rows, side) == device };
}

/* The operation that came upon the other: the row's id follows from it. */
static void
find_operation (XyConflict *conflict, XyRows *rows)
{
  static const int sides[] = { LOST_BY, KEPT_BY };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      conflict->device = device_of (rows, sides[i]);
      conflict->n = xy_rows_int (rows, sides[i] + NUMBER);
      XyId id = xy_wire_conflict_id (&conflict->record, conflict->device, conflict->n, conflict->name);
      if (xy_id_equal (&id, &conflict->row))
        return;
    }
}

/* What was only noticed: nothing gave way, somebody is to know. */
static gboolean
is_hint (XyConflictKind kind)
{
  return kind == XY_CONFLICT_OVERDRAFT || kind == XY_CONFLICT_DOUBLE;
}

/* Of goods the points that are missing since; of a deed the other entry. */
static void
read_hint (XyStore *store, XyConflict *conflict, XyRows *rows)
{
  XyConflictField *field = g_new0 (XyConflictField, 1);
  g_autofree char *value = xy_db_text (xy_store_get_db (store), "SELECT json_array (json (?1)) ->> 0",
                                       XY_BIND (XY_TEXT (xy_rows_text (rows, LOST))), NULL);
  XyId id;

  field->stands = g_strdup (conflict->what);
  if (conflict->kind == XY_CONFLICT_OVERDRAFT)
    {
      field->label = _ ("Points left after it");
      field->gave_way = xy_points_format (value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0);
    }
  else
    {
      g_autoptr (XyRecord) other =
          value != NULL && xy_id_from_text (value, &id) ? xy_record_get (store, conflict->type, &id, NULL) : NULL;
      field->label = _ ("The other entry");
      field->gave_way = other != NULL ? xy_standing_words (store, other) : g_strdup ("");
    }
  g_ptr_array_add (conflict->fields, field);
}

static gboolean
read_fields (XyStore *store, XyConflict *conflict, XyRows *rows, gboolean masked, GError **error)
{
  gboolean whole = conflict->kind == XY_CONFLICT_BRANCH || conflict->kind == XY_CONFLICT_CONTESTED;
  GError *problem = NULL;
  g_autoptr (XyRows) fields = xy_db_query (
      xy_store_get_db (store), whole ? WHOLES_SQL : VALUES_SQL,
      XY_BIND (XY_TEXT (xy_rows_text (rows, LOST)), XY_TEXT (xy_rows_text (rows, KEPT)), XY_TEXT (conflict->name)),
      &problem);

  while (xy_rows_next (fields, &problem))
    add_field (store, conflict, fields, masked);
  return xy_error_pass (error, &problem);
}

static XyConflict *
read_conflict (XyStore *store, XyRows *rows, gint64 device, gboolean masked, GError **error)
{
  XyConflict *conflict = g_new0 (XyConflict, 1);
  const char *id = xy_rows_text (rows, RECORD), *table = xy_rows_text (rows, TABLE);

  conflict->row = xy_rows_id (rows, ROW);
  if (id != NULL)
    xy_id_from_text (id, &conflict->record);
  conflict->type = table != NULL ? xy_record_type_by_table (table) : NULL;
  conflict->kind = kind_of (xy_rows_text (rows, KIND));
  conflict->name = g_strdup (xy_rows_text (rows, is_hint (conflict->kind) ? KIND : FIELD));
  conflict->stands = read_side (store, rows, KEPT_BY, device);
  conflict->gave_way = read_side (store, rows, LOST_BY, device);
  conflict->fields = g_ptr_array_new_with_free_func (field_free);
  find_operation (conflict, rows);
  if (!is_hint (conflict->kind) && !read_fields (store, conflict, rows, masked, error))
    {
      xy_conflict_free (conflict);
      return NULL;
    }
  if (conflict->type != NULL)
    {
      g_autoptr (XyRecord) record = xy_standing_record (store, conflict->type, &conflict->record, NULL);
      conflict->what = record != NULL ? xy_standing_words (store, record) : g_strdup (_ (conflict->type->noun));
      if (is_hint (conflict->kind))
        read_hint (store, conflict, rows);
      conflict->ways =
          XY_SETTLE_KEEP | (record != NULL && !is_hint (conflict->kind) && can_take (conflict) ? XY_SETTLE_TAKE : 0);
    }
  return conflict;
}

GPtrArray *
xy_standing_list_conflicts (XyStore *store, gboolean masked, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_conflict_free);
  XyLocal local;
  GError *problem = NULL;

  if (!xy_local_load (store, &local, &problem))
    return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), CONFLICTS_SQL, XY_BIND_NONE, &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyConflict *conflict = read_conflict (store, rows, local.machine.device, masked, &problem);
      if (conflict == NULL)
        break;
      g_ptr_array_add (list, conflict);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

const char *
xy_conflict_sentence (XyConflictKind kind)
{
  switch (kind)
    {
    case XY_CONFLICT_EXISTENCE:
      return N_ ("One computer deleted this record while another changed it. It was kept. Say whether it shall be "
                 "deleted after all.");
    case XY_CONFLICT_BRANCH:
      return N_ ("Two computers wrote the same text without knowing of each other. The first one stands; the other is "
                 "kept here whole.");
    case XY_CONFLICT_CONTESTED:
      return N_ ("Two computers recorded different voices for one voter. Until one is chosen the vote cannot be "
                 "closed: look at the ballot itself.");
    case XY_CONFLICT_OVERDRAFT:
      return N_ ("More points were exchanged than were left, because two computers did not know of each other. The "
                 "goods are gone; the next points make up for it.");
    case XY_CONFLICT_DOUBLE:
      return N_ ("Another computer recorded the same on the same day. If it was one and the same deed, correct one of "
                 "the two.");
    case XY_CONFLICT_FIELD:
    default:
      return N_ ("Two computers wrote different things here without knowing of each other. Choose which one is right.");
    }
}
