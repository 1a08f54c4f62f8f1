/* SPDX-License-Identifier: GPL-3.0-or-later */
/* store: the rows that a batch works with. */
#include <string.h>

#include "server/rules.h"

static const XyShelfKind entry_kind = { "entry", { "id", "tbl", "body" }, 1 };
static const XyShelfKind record_kind = { "rec", { "id", "seq", "del", "body", "fmeta" }, 1 };
static const XyShelfKind purse_kind = { "purse", { "owner", "account", "points" }, 2 };
static const XyShelfKind alike_kind = { "alike", { "k", "id", "dev", "n" }, 2 };

static XyShelf *
records_of (XyBatch *batch, const char *table)
{
  XyShelf *shelf = g_hash_table_lookup (batch->records, table);

  if (shelf == NULL)
    {
      shelf = xy_shelf_new (batch->store->base, batch->stream, &record_kind, table);
      g_hash_table_insert (batch->records, g_strdup (table), shelf);
    }
  return shelf;
}

void
xy_batch_open_shelves (XyBatch *batch)
{
  XyBase *base = batch->store->base;

  batch->entries = xy_shelf_new (base, batch->stream, &entry_kind, NULL);
  batch->purses = xy_shelf_new (base, batch->stream, &purse_kind, NULL);
  batch->alikes = xy_shelf_new (base, batch->stream, &alike_kind, NULL);
  batch->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) xy_shelf_free);
}

void
xy_batch_close_shelves (XyBatch *batch)
{
  g_clear_pointer (&batch->entries, xy_shelf_free);
  g_clear_pointer (&batch->purses, xy_shelf_free);
  g_clear_pointer (&batch->alikes, xy_shelf_free);
  g_clear_pointer (&batch->records, g_hash_table_unref);
  g_clear_pointer (&batch->facts, g_hash_table_unref);
  g_clear_pointer (&batch->tomorrow, g_free);
}

void
xy_batch_want (XyBatch *batch, const XyWireOp *op)
{
  XyId of;

  xy_shelf_want (xy_op_is_entry (op) ? batch->entries : records_of (batch, op->table), XY_ID (&op->id));
  for (guint i = 0; op->type != NULL && i < op->values.n; i++)
    {
      const XyWireField *value = &op->values.list[i];
      const XyField *field = value->kind == 't' ? xy_record_type_field (op->type, value->name) : NULL;
      if (field != NULL && field->of != NULL && xy_id_from_text (value->text, &of))
        xy_shelf_want (xy_is_entry (field->of) ? batch->entries : records_of (batch, field->of), XY_ID (&of));
    }
  xy_rules_want (batch, op);
}

gboolean
xy_batch_fetch (XyBatch *batch, GError **error)
{
  GHashTableIter iter;
  gpointer shelf;

  g_hash_table_iter_init (&iter, batch->records);
  while (g_hash_table_iter_next (&iter, NULL, &shelf))
    if (!xy_shelf_fetch (shelf, error))
      return FALSE;
  return xy_shelf_fetch (batch->entries, error) && xy_shelf_fetch (batch->purses, error)
         && xy_shelf_fetch (batch->alikes, error);
}

const XyShelfRow *
xy_batch_find (XyBatch *batch, const char *table, const XyId *id, GError **error)
{
  XyValue key = XY_ID (id);

  return xy_shelf_find (records_of (batch, table), &key, error);
}

gboolean
xy_batch_put (XyBatch *batch,
              const char *table,
              const XyId *id,
              gint64 seq,
              gboolean gone,
              const char *body,
              const char *fmeta,
              GError **error)
{
  const XyValue values[] = { XY_ID (id), XY_INT (seq), XY_INT (gone), XY_TEXT (body), XY_TEXT (fmeta) };

  return xy_shelf_put (records_of (batch, table), values, FALSE, error);
}

const XyShelfRow *
xy_batch_find_entry (XyBatch *batch, const XyId *id, GError **error)
{
  XyValue key = XY_ID (id);

  return xy_shelf_find (batch->entries, &key, error);
}

gboolean
xy_batch_write (XyBatch *batch, GError **error)
{
  GHashTableIter iter;
  gpointer shelf;

  g_hash_table_iter_init (&iter, batch->records);
  while (g_hash_table_iter_next (&iter, NULL, &shelf))
    if (!xy_shelf_write (shelf, error))
      return FALSE;
  return xy_shelf_write (batch->purses, error) && xy_shelf_write (batch->alikes, error);
}

gboolean
xy_batch_settle (XyBatch *batch, GError **error)
{
  if (!xy_batch_write (batch, error))
    return FALSE;
  xy_batch_forget (batch);
  return TRUE;
}

void
xy_batch_forget (XyBatch *batch)
{
  GHashTableIter iter;
  gpointer shelf;

  g_hash_table_iter_init (&iter, batch->records);
  while (g_hash_table_iter_next (&iter, NULL, &shelf))
    xy_shelf_forget (shelf);
  xy_shelf_forget (batch->entries);
  xy_shelf_forget (batch->purses);
  xy_shelf_forget (batch->alikes);
}
