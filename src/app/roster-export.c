/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-export.h"

#include <glib/gi18n-lib.h>

#include "app/export.h"
#include "tabular/roster-export.h"

typedef struct
{
  XyExportKind kind;
  XyId *ids;
  guint n_ids;
  gboolean unmasked;
} Job;

static void
job_free (gpointer p)
{
  Job *job = p;

  g_free (job->ids);
  g_free (job);
}

static gboolean
write_roster (XyStore *store,
              const char *path,
              gpointer data,
              GCancellable *cancellable,
              XyListProgress progress,
              gpointer progress_data,
              guint *n,
              GError **error)
{
  const Job *job = data;

  *n = job->n_ids;
  return (job->kind == XY_EXPORT_HOUSEHOLDS ? xy_roster_export_households : xy_roster_export_persons) (
      store, job->ids, job->n_ids, !job->unmasked, path, cancellable, progress, progress_data, error);
}

void
xy_roster_export_open (GtkWidget *from,
                       XyDesk *desk,
                       XyExportKind kind,
                       const XyId *ids,
                       guint n_ids,
                       gboolean unmasked)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  job->n_ids = n_ids;
  job->unmasked = unmasked;
  xy_export_open (from, desk, kind == XY_EXPORT_HOUSEHOLDS ? "户名单" : "户籍花名册", write_roster, job, job_free);
}
