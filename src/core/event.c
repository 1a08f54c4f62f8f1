/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/event.h"

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/record-check.h"
#include "core/store.h"

enum
{
  LIST,
  N_STATEMENTS,
};

static const XySql statements[] = {
  [LIST] = { NULL,
             "SELECT e.kind, e.day, group_concat (p.name, '、'), e.household, e.other,"
             " coalesce (o.head_name, o.number), e.note"
             " FROM (SELECT * FROM event WHERE household = ?1 AND del = 0"
             " UNION SELECT * FROM event WHERE other = ?1 AND del = 0 ORDER BY id) AS e"
             " LEFT JOIN person AS p ON p.id = e.person"
             " LEFT JOIN household AS o ON o.id = CASE WHEN e.household = ?1 THEN e.other ELSE e.household END"
             " GROUP BY e.day, e.kind, e.household, e.other, e.note ORDER BY e.day DESC, max (e.id) DESC",
             NULL },
};

static const XyWord kinds[] = {
  { "birth", N_ ("Birth") },
  { "death", N_ ("Death") },
  { "move-in", N_ ("Moved in") },
  { "move-out", N_ ("Moved out") },
  { "split", N_ ("Household split") },
  { "merge", N_ ("Households merged") },
  { "head", N_ ("New head") },
  { "marriage", N_ ("Marriage") },
  { "leave", N_ ("Left for work") },
  { "return", N_ ("Came back") },
  { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == XY_EVENT_N_KINDS + 1);

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "kind", N_ ("Event"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyEvent, kind), XY_FIELD_REQUIRED, kinds },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyEvent, day), XY_FIELD_REQUIRED },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyEvent, household), 0 },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyEvent, person), 0 },
  { "other", N_ ("Other household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyEvent, other), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyEvent, note), XY_FIELD_LONG_TEXT },
};

const XyRecordType xy_event_type = {
  .table = "event",
  .noun = N_ ("event"),
  .topic = XY_TOPIC_EVENT,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_event_get_type,
  .check = check,
};

XY_DEFINE_RECORD (XyEvent, xy_event)

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  return xy_record_tidy (record, error);
}

static XyEventLine *
line_from_row (XyRows *rows)
{
  XyEventLine *line = g_new0 (XyEventLine, 1);

  line->kind = xy_event_kind_from_name (xy_rows_text (rows, 0));
  line->day = g_strdup (xy_rows_text (rows, 1));
  line->persons = g_strdup (xy_rows_text (rows, 2));
  line->household = xy_rows_id (rows, 3);
  line->other = xy_rows_id (rows, 4);
  line->other_name = g_strdup (xy_rows_text (rows, 5));
  line->note = g_strdup (xy_rows_text (rows, 6));
  return line;
}

const char *
xy_event_kind_name (XyEventKind kind)
{
  return kinds[kind].value;
}

XyEventKind
xy_event_kind_from_name (const char *name)
{
  guint kind = 0;

  while (kind < XY_EVENT_N_KINDS && g_strcmp0 (kinds[kind].value, name) != 0)
    kind++;
  return (XyEventKind) kind;
}

const char *
xy_event_kind_label (XyEventKind kind)
{
  return kind < XY_EVENT_N_KINDS ? _ (kinds[kind].label) : "";
}

void
xy_event_line_free (XyEventLine *line)
{
  if (line == NULL)
    return;
  g_free (line->day);
  g_free (line->persons);
  g_free (line->other_name);
  g_free (line->note);
  g_free (line);
}

GPtrArray *
xy_event_list (XyStore *store, const XyId *household, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_event_line_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[LIST].text, XY_BIND (XY_ID (household)), &problem);

  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (list, line_from_row (rows));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

const XySql *
xy_event_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
