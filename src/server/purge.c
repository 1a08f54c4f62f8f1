/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stays with the county of somebody whose information was purged: core/purge.h. */
#include "core/purge.h"

#include <string.h>

#include "core/event.h"
#include "core/household.h"
#include "core/person.h"
#include "server/store-private.h"

#define LINES_SQL "SELECT dev, n, line FROM op_log WHERE sid = ?1 AND tbl = ?2"
#define CLEAR_SQL "UPDATE op_log SET line = ?4 WHERE sid = ?1 AND dev = ?2 AND n = ?3"
#define ROWS_SQL "SELECT id, body FROM rec WHERE sid = ?1 AND tbl = ?2"
#define TEXT_SQL "SELECT ?1 ->> ?2"
#define ADD_SQL                                                                                                        \
  "SELECT json_group_array (v) FROM (SELECT value AS v FROM json_each (?1) UNION SELECT ?2 "                           \
  "WHERE ?2 IS NOT NULL AND ?2 <> '" XY_PURGED_NAME "')"
/* What both sides said, and who, is gone; that there was something is not. */
#define SHOWN_SQL "SELECT json_remove (?1, '$.kept', '$.lost', '$.line')"

/* A line, or a row, that is to be cleared. */
typedef struct
{
  gint64 device, n;
  XyId id;
  char *text;
} Found;

typedef struct
{
  XyBatch *batch;
  XyDb *json;
  char id[XY_ID_TEXT_LENGTH + 1];
  char *names;           /* JSON array; NULL: names stay */
  GPtrArray *households; /* ids as text: where he was */
  GPtrArray *own;        /* of them, where he was the last head */
  GPtrArray *events;     /* what happened to him */
} Purge;

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->text);
}

static gboolean
names_any (const char *text, const GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (strstr (text, ids->pdata[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Those lines of TABLE that name one of IDS, or rows of it where ROWS is set. */
static GArray *
find (Purge *purge, const char *table, const GPtrArray *ids, gboolean rows, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (Found));
  GError *problem = NULL;

  g_array_set_clear_func (list, found_clear);
  {
    g_autoptr (XyBaseRows) all = xy_base_query (purge->batch->store->base, rows ? ROWS_SQL : LINES_SQL,
                                                XY_BIND (XY_INT (purge->batch->stream), XY_TEXT (table)), &problem);
    while (xy_base_rows_next (all, &problem))
      {
        gsize length = 0;
        const char *bytes = rows ? xy_base_rows_text (all, 1) : xy_base_rows_bytes (all, 2, &length);
        Found found = { .text = rows ? g_strdup (bytes) : g_strndup (bytes, length) };
        if (!names_any (found.text, ids))
          {
            found_clear (&found);
            continue;
          }
        if (rows)
          found.id = xy_base_rows_id (all, 0);
        else
          {
            found.device = xy_base_rows_int (all, 0);
            found.n = xy_base_rows_int (all, 1);
          }
        g_array_append_val (list, found);
      }
  }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

static char *
text_of (Purge *purge, const char *json, const char *path, GError **error)
{
  return xy_db_text (purge->json, TEXT_SQL, XY_BIND (XY_TEXT (json), XY_TEXT (path)), error);
}

/* What FIELDS, where PATH leads to them in a line, say that is looked for elsewhere: his name, and where he was. */
static gboolean
learn (Purge *purge, const char *json, const char *name_path, const char *household_path, GError **error)
{
  GError *problem = NULL;
  g_autofree char *name = text_of (purge, json, name_path, &problem);
  g_autofree char *household = problem == NULL ? text_of (purge, json, household_path, &problem) : NULL;
  XyId id;

  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_autofree char *names = g_steal_pointer (&purge->names);
  purge->names = xy_db_text (purge->json, ADD_SQL, XY_BIND (XY_TEXT (names), XY_TEXT (name)), error);
  if (household != NULL && xy_id_from_text (household, &id)
      && !g_ptr_array_find_with_equal_func (purge->households, household, g_str_equal, NULL))
    g_ptr_array_add (purge->households, g_steal_pointer (&household));
  return purge->names != NULL;
}

static gboolean
learn_own (Purge *purge, GError **error)
{
  GError *problem = NULL;

  for (guint i = 0; i < purge->households->len && problem == NULL; i++)
    {
      XyId id;
      xy_id_from_text (purge->households->pdata[i], &id);
      const XyShelfRow *row = xy_batch_find (purge->batch, xy_household_type.table, &id, &problem);
      g_autofree char *head =
          row != NULL ? text_of (purge, row->values[XY_BATCH_BODY].pointer, "$.head_name", &problem) : NULL;
      if (g_strcmp0 (head, XY_PURGED_NAME) == 0)
        g_ptr_array_add (purge->own, purge->households->pdata[i]);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
learn_events (Purge *purge, const GPtrArray *self, GError **error)
{
  g_autoptr (GArray) rows = find (purge, xy_event_type.table, self, TRUE, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char *text = g_malloc (XY_ID_TEXT_LENGTH + 1);
      xy_id_to_text (&g_array_index (rows, Found, i).id, text);
      g_ptr_array_add (purge->events, text);
    }
  return rows != NULL;
}

static gboolean
clear_lines (Purge *purge, const char *table, const GArray *lines, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const Found *found = &g_array_index (lines, Found, i);
      g_autofree char *line =
          xy_purge_line (purge->json, table, found->text, purge->names, names_any (found->text, purge->own), error);
      if (line == NULL
          || (!g_str_equal (line, found->text)
              && !xy_base_run (purge->batch->store->base, CLEAR_SQL,
                               XY_BIND (XY_INT (purge->batch->stream), XY_INT (found->device), XY_INT (found->n),
                                        XY_BYTES (line, strlen (line))),
                               error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
clear_table (Purge *purge, const char *table, const GPtrArray *ids, GError **error)
{
  g_autoptr (GArray) lines = find (purge, table, ids, FALSE, error);

  return lines != NULL && clear_lines (purge, table, lines, error);
}

/* Conflicts over him and returned changes of his; and those over what his household said of him. */
static gboolean
clear_shown (Purge *purge, const char *table, const GPtrArray *ids, GError **error)
{
  g_autoptr (GArray) rows = find (purge, table, ids, TRUE, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const Found *found = &g_array_index (rows, Found, i);
      g_autofree char *body = xy_db_text (purge->json, SHOWN_SQL, XY_BIND (XY_TEXT (found->text)), error);
      if (body == NULL || !xy_batch_write_own (purge->batch, table, &found->id, TRUE, body, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
run (Purge *purge, const char *before, GError **error)
{
  g_autoptr (GPtrArray) self = g_ptr_array_new ();

  g_ptr_array_add (self, purge->id);
  if (!xy_batch_settle (purge->batch, error) || !learn (purge, before, "$.name", "$.household", error))
    return FALSE;
  g_autoptr (GArray) lines = find (purge, xy_person_type.table, self, FALSE, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (!learn (purge, g_array_index (lines, Found, i).text, "$.d.name", "$.d.household", error))
      return FALSE;
  return lines != NULL && learn_own (purge, error) && learn_events (purge, self, error)
         && clear_lines (purge, xy_person_type.table, lines, error)
         && clear_table (purge, xy_household_type.table, purge->households, error)
         && clear_table (purge, xy_event_type.table, purge->events, error)
         && clear_shown (purge, CONFLICT_TABLE, self, error) && clear_shown (purge, RETURNED_TABLE, self, error)
         && clear_shown (purge, CONFLICT_TABLE, purge->own, error)
         && clear_shown (purge, RETURNED_TABLE, purge->own, error);
}

/* But for names: what is said of the record itself. */
static gboolean
run_fields (Purge *purge, const char *table, GError **error)
{
  g_autoptr (GPtrArray) self = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (self, g_strdup_printf ("\"id\":\"%s\"", purge->id));
  g_clear_pointer (&purge->names, g_free);
  return xy_batch_settle (purge->batch, error) && clear_table (purge, table, self, error)
         && clear_shown (purge, CONFLICT_TABLE, self, error) && clear_shown (purge, RETURNED_TABLE, self, error);
}

gboolean
xy_batch_purge (XyBatch *batch, const XyWireOp *op, XyPurgeExtent extent, const char *before, GError **error)
{
  Purge purge = { .batch = batch,
                  .json = xy_wire_get_db (batch->store->wire),
                  .names = g_strdup ("[]"),
                  .households = g_ptr_array_new_with_free_func (g_free),
                  .own = g_ptr_array_new (),
                  .events = g_ptr_array_new_with_free_func (g_free) };

  xy_id_to_text (&op->id, purge.id);
  gboolean done = extent == XY_PURGE_ALL ? run (&purge, before, error) : run_fields (&purge, op->table, error);
  g_free (purge.names);
  g_ptr_array_unref (purge.own);
  g_ptr_array_unref (purge.households);
  g_ptr_array_unref (purge.events);
  return done;
}
