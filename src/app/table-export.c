/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table's columns and its list's query are all that a spreadsheet of it needs; it is written as export.h says. */
#include "app/export.h"
#include "app/table-private.h"

#include <glib/gi18n-lib.h>

#define PIXELS 14 /* of a Chinese character at the standard text size */

struct _XyTableExport
{
  const XyListSource *source;
  XyListShared *query;
  GArray *chosen; /* XyId; NULL: all that the query finds */
  char *name;
  char *title;
  GPtrArray *columns; /* const XyColumn * */
};

/* While it is written. */
typedef struct
{
  const XyTableExport *export;
  XyStore *store;
  const XyId *ids;
  GCancellable *cancellable;
} Reading;

XyTableExport *
xy_table_export_new (XyTable *table, const char *village, const char *name)
{
  XyTableExport *self = g_new0 (XyTableExport, 1);

  self->source = xy_list_get_source (table->list);
  self->query = xy_list_share_query (table->list);
  if (xy_table_get_n_chosen (table) > 1)
    self->chosen = xy_table_get_chosen (table);
  self->name = g_strdup (name);
  self->title = g_strstrip (g_strdup_printf ("%s %s", village, name));
  self->columns = xy_table_list_columns (table);
  for (guint i = 0; i < table->n_columns; i++)
    if ((table->columns[i].flags & XY_COLUMN_HIDDEN) != 0
        && !g_ptr_array_find (self->columns, &table->columns[i], NULL))
      g_ptr_array_add (self->columns, (gpointer) &table->columns[i]);
  return self;
}

void
xy_table_export_free (gpointer data)
{
  XyTableExport *self = data;

  g_clear_pointer (&self->query, xy_list_shared_unref);
  g_clear_pointer (&self->chosen, g_array_unref);
  g_ptr_array_unref (self->columns);
  g_free (self->name);
  g_free (self->title);
  g_free (self);
}

static gboolean
fill (gpointer data, guint from, guint n, GPtrArray *cells, GError **error)
{
  const Reading *reading = data;
  const XyTableExport *self = reading->export;
  g_autoptr (GPtrArray) records = self->source->records (reading->store, xy_list_shared_get (self->query),
                                                         reading->ids + from, n, reading->cancellable, error);

  if (records == NULL)
    return FALSE;
  g_ptr_array_set_free_func (records, self->source->free_record);
  for (guint i = 0; i < records->len; i++)
    for (guint k = 0; records->pdata[i] != NULL && k < self->columns->len; k++)
      g_ptr_array_add (cells, ((const XyColumn *) self->columns->pdata[k])->text (records->pdata[i]));
  return TRUE;
}

gboolean
xy_table_export_write (XyStore *store,
                       const char *path,
                       gpointer data,
                       GCancellable *cancellable,
                       XyListProgress progress,
                       gpointer progress_data,
                       guint *n,
                       GError **error)
{
  const XyTableExport *self = data;
  XyListAnswer *answer = NULL;

  if (self->chosen == NULL)
    {
      answer = self->source->ids (store, xy_list_shared_get (self->query), cancellable, error);
      if (answer == NULL)
        return FALSE;
    }
  Reading reading = { self, store, answer != NULL ? answer->ids : (const XyId *) (gpointer) self->chosen->data,
                      cancellable };
  g_autofree XyListHeading *headings = g_new0 (XyListHeading, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const XyColumn *column = self->columns->pdata[i];
      headings[i].title = _ (column->title);
      headings[i].figures = column->kind == XY_COLUMN_NUMBER || column->kind == XY_COLUMN_SCORE;
      headings[i].width = MAX ((guint) g_utf8_strlen (headings[i].title, -1) + 2, (guint) column->width / PIXELS);
    }
  XyListExport list = { .name = self->name,
                        .title = self->title,
                        .headings = headings,
                        .n_headings = self->columns->len,
                        .n_rows = answer != NULL ? answer->n_ids : self->chosen->len,
                        .fill = fill,
                        .data = &reading,
                        .progress = progress,
                        .progress_data = progress_data };
  gboolean ok = xy_list_export (&list, path, cancellable, n, error);
  g_clear_pointer (&answer, xy_list_answer_free);
  return ok;
}

void
xy_table_export (XyTable *self, XyDesk *desk, const char *name)
{
  const XyVillage *village = xy_desk_get_village (desk);

  g_return_if_fail (XY_IS_TABLE (self));
  /* Before its page first asked there is nothing to save. */
  if (self->list == NULL || xy_list_get_state (self->list) == XY_LIST_WAITING)
    return;
  xy_export_open (GTK_WIDGET (self), desk, name, xy_table_export_write,
                  xy_table_export_new (self, village != NULL ? village->name : "", name), xy_table_export_free);
}
