/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Below a table: how many rows, and what those that are chosen come to. */
#include "app/table-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const XyListSource *source;
  XyListShared *query;
  GArray *ids;
} SumJob;

static void
sum_job_free (gpointer p)
{
  SumJob *job = p;
  xy_list_shared_unref (job->query);
  g_array_unref (job->ids);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
sum_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  SumJob *job = p;
  return job->source->sum (store, xy_list_shared_get (job->query), (const XyId *) (gpointer) job->ids->data,
                           job->ids->len, cancellable, error);
}

/* Beside a narrow window's other half the words may be cut; the tooltip has them all. */
static void
set_foot (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), *words != '\0' ? words : NULL);
}

static void
show_chosen (XyTable *self, const char *sum)
{
  guint n = xy_table_get_n_chosen (self);
  g_autofree char *count = g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);
  g_autofree char *words = sum != NULL && *sum != '\0' ? g_strjoin (" · ", count, sum, NULL) : g_steal_pointer (&count);

  set_foot (self->foot_chosen, n > 0 ? words : "");
}

static void
on_summed (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sum = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (error == NULL)
    show_chosen (XY_TABLE (p), sum);
  g_object_unref (p);
}

static gboolean
sum_chosen (gpointer p)
{
  XyTable *self = p;
  const XyListSource *source = self->list != NULL ? xy_list_get_source (self->list) : NULL;

  self->sum_source = 0;
  g_cancellable_cancel (self->summing);
  g_clear_object (&self->summing);
  if (source == NULL || source->sum == NULL || xy_table_get_n_chosen (self) == 0)
    {
      show_chosen (self, NULL);
      return G_SOURCE_REMOVE;
    }

  SumJob *job = g_new0 (SumJob, 1);
  job->source = source;
  job->query = xy_list_share_query (self->list);
  job->ids = xy_table_get_chosen (self);
  self->summing = g_cancellable_new ();
  xy_worker_run (xy_list_get_worker (self->list), XY_WORKER_QUERY, sum_on_worker, job, sum_job_free, g_free,
                 self->summing, on_summed, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
xy_table_show_count (XyTable *self)
{
  guint n = self->list != NULL ? xy_list_get_count (self->list) : 0;
  g_autofree char *count = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  set_foot (self->foot_text, self->foot_words != NULL ? self->foot_words : count);
}

void
xy_table_sum_soon (XyTable *self)
{
  if (self->sum_source == 0)
    self->sum_source = g_idle_add (sum_chosen, self);
}

static GtkLabel *
add_foot_label (XyTable *self, GtkAlign align)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_widget_set_halign (label, align);
  gtk_widget_set_hexpand (label, align == GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->foot), label);
  return GTK_LABEL (label);
}

void
xy_table_add_foot (XyTable *self)
{
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->foot, "foot");
  self->foot_text = add_foot_label (self, GTK_ALIGN_START);
  self->foot_chosen = add_foot_label (self, GTK_ALIGN_END);
}

void
xy_table_set_foot (XyTable *self, const char *text)
{
  g_return_if_fail (XY_IS_TABLE (self));
  g_free (self->foot_words);
  self->foot_words = g_strdup (text);
  xy_table_show_count (self);
}

void
xy_table_set_foot_visible (XyTable *self, gboolean visible)
{
  g_return_if_fail (XY_IS_TABLE (self));
  gtk_widget_set_visible (self->foot, visible);
}
