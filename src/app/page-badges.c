/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/page-badges.h"

struct _XyPageBadges
{
  grefcount refs;
  XyDesk *desk;       /* NULL: the window is gone */
  GPtrArray *entries; /* const XyPageEntry * */
  GtkListBox *list;
  gboolean is_counting;
};

/* The badges of all pages, counted in one job. */
typedef struct
{
  GPtrArray *entries;
} Job;

static void
unref (XyPageBadges *self)
{
  if (g_ref_count_dec (&self->refs))
    g_free (self);
}

static void
job_free (gpointer p)
{
  Job *job = p;
  g_ptr_array_unref (job->entries);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
count_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  Job *job = p;
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (gint64));

  for (guint i = 0; i < job->entries->len; i++)
    {
      const XyPageEntry *entry = job->entries->pdata[i];
      gint64 n = store != NULL && entry != NULL && entry->badge != NULL && !g_cancellable_is_cancelled (cancellable)
                     ? entry->badge (store)
                     : 0;
      g_array_append_val (counts, n);
    }
  return counts;
}

static void
show (XyPageBadges *self, const GArray *counts)
{
  for (guint i = 0; i < counts->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      GtkWidget *badge = row != NULL ? g_object_get_data (G_OBJECT (row), "xy-badge") : NULL;
      gint64 n = g_array_index (counts, gint64, i);
      g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT, n);
      if (badge == NULL)
        continue;
      gtk_label_set_text (GTK_LABEL (badge), words);
      gtk_widget_set_visible (badge, n > 0);
    }
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer p)
{
  XyPageBadges *self = p;
  g_autoptr (GArray) counts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  self->is_counting = FALSE;
  if (counts != NULL && self->desk != NULL)
    show (self, counts);
  unref (self);
}

XyPageBadges *
xy_page_badges_new (XyDesk *desk, GPtrArray *entries, GtkListBox *list)
{
  XyPageBadges *self = g_new0 (XyPageBadges, 1);

  g_ref_count_init (&self->refs);
  self->desk = desk;
  self->entries = entries;
  self->list = list;
  return self;
}

void
xy_page_badges_free (XyPageBadges *self)
{
  self->desk = NULL;
  unref (self);
}

gboolean
xy_page_badges_is_shown (XyPageBadges *self, guint index)
{
  const XyPageEntry *entry = self->entries->pdata[index];

  return entry->office == (xy_desk_get_office (self->desk) != NULL)
         && !(entry->own && xy_desk_get_scope (self->desk) != XY_SCOPE_VILLAGE);
}

const XyPageEntry *
xy_page_badges_get_shown (XyPageBadges *self, guint number)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (xy_page_badges_is_shown (self, i) && number-- == 0)
      return self->entries->pdata[i];
  return NULL;
}

void
xy_page_badges_count (XyPageBadges *self)
{
  if (self->is_counting)
    return;
  self->is_counting = TRUE;
  Job *job = g_new0 (Job, 1);
  job->entries = g_ptr_array_new ();
  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (job->entries, xy_page_badges_is_shown (self, i) ? self->entries->pdata[i] : NULL);
  g_ref_count_inc (&self->refs);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_SPARE, count_on_worker, job, job_free,
                 (GDestroyNotify) g_array_unref, NULL, on_counted, self);
}
