/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copying goes by way of the worker, because chosen rows may never have been on the screen. The clipboard gets the
 * cells twice: as tab-separated text, and as an HTML table that marks text as text, for a spreadsheet would else turn
 * an 18-digit number into 4.31399E+17.
 */
#include "app/table-private.h"
#include "app/tsv.h"

#include <string.h>

#define CHUNK 500

typedef struct
{
  const XyListSource *source;
  XyListShared *query;
  GArray *ids;
  GPtrArray *columns; /* const XyColumn *, those that are shown, in their order */
} CopyJob;

typedef struct
{
  char *text;
  char *html;
} Copied;

static void
copy_job_free (gpointer p)
{
  CopyJob *job = p;
  xy_list_shared_unref (job->query);
  g_array_unref (job->ids);
  g_ptr_array_unref (job->columns);
  g_free (job);
}

static void
copied_free (gpointer p)
{
  Copied *copied = p;
  g_free (copied->text);
  g_free (copied->html);
  g_free (copied);
}

static void
append_record (CopyJob *job, gconstpointer record, GString *text, GString *html)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_string_append (html, "<tr>");
  for (guint i = 0; i < job->columns->len; i++)
    {
      const XyColumn *column = job->columns->pdata[i];
      char *cell = column->text (record);
      g_ptr_array_add (cells, cell);

      gboolean is_text = column->kind == XY_COLUMN_TEXT || column->kind == XY_COLUMN_PILL;
      g_autofree char *escaped = g_markup_escape_text (cell != NULL ? cell : "", -1);
      g_string_append_printf (html, is_text ? "<td style=\"mso-number-format:'\\@'\">%s</td>" : "<td>%s</td>", escaped);
    }
  g_string_append (html, "</tr>");
  xy_tsv_append_row (text, (const char *const *) cells->pdata, cells->len);
}

/* On the worker's thread. */
static gpointer
copy_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  CopyJob *job = p;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) html = g_string_new ("<html><head><meta charset=\"utf-8\"></head><body><table>");

  for (guint from = 0; from < job->ids->len; from += CHUNK)
    {
      guint n = MIN (CHUNK, job->ids->len - from);
      g_autoptr (GPtrArray) records = job->source->records (
          store, xy_list_shared_get (job->query), &g_array_index (job->ids, XyId, from), n, cancellable, error);
      if (records == NULL)
        return NULL;
      g_ptr_array_set_free_func (records, NULL);
      for (guint i = 0; i < records->len; i++)
        if (records->pdata[i] != NULL)
          {
            append_record (job, records->pdata[i], text, html);
            if (job->source->free_record != NULL)
              job->source->free_record (records->pdata[i]);
          }
    }
  g_string_append (html, "</table></body></html>");

  Copied *copied = g_new0 (Copied, 1);
  copied->text = g_string_free (g_steal_pointer (&text), FALSE);
  copied->html = g_string_free (g_steal_pointer (&html), FALSE);
  return copied;
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyTable) self = p;
  g_autoptr (GError) error = NULL;
  Copied *copied = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (copied == NULL)
    {
      g_info ("Rows could not be copied: %s", error != NULL ? error->message : "");
      return;
    }
  g_autoptr (GBytes) html = g_bytes_new (copied->html, strlen (copied->html));
  GdkContentProvider *kinds[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, copied->text),
    gdk_content_provider_new_for_bytes ("text/html", html),
  };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (kinds, G_N_ELEMENTS (kinds));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), both);
  copied_free (copied);
}

void
xy_table_copy (XyTable *self)
{
  g_return_if_fail (XY_IS_TABLE (self));

  if (xy_table_get_n_chosen (self) == 0)
    return;

  CopyJob *job = g_new0 (CopyJob, 1);
  job->source = xy_list_get_source (self->list);
  job->query = xy_list_share_query (self->list);
  job->ids = xy_table_get_chosen (self);
  job->columns = xy_table_list_columns (self);
  xy_worker_run (xy_list_get_worker (self->list), XY_WORKER_QUERY, copy_on_worker, job, copy_job_free, copied_free,
                 NULL, on_copied, g_object_ref (self));
}
