/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/archive-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/attachment.h"
#include "core/folder.h"
#include "core/paper-record.h"
#include "core/store.h"
#include "core/village.h"
#include "tabular/notice-export.h"

/* A name that is free in PARENT: the second export of a year does not mix with the first. */
static char *
make_folder (const char *parent, const char *name, GError **error)
{
  for (guint n = 1; n < 1000; n++)
    {
      g_autofree char *full = n == 1 ? g_strdup (name) : g_strdup_printf ("%s (%u)", name, n);
      g_autofree char *path = g_build_filename (parent, full, NULL);

      if (g_mkdir (path, 0755) == 0)
        return g_steal_pointer (&path);
      if (errno != EEXIST)
        break;
    }
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("“%s” cannot be written: %s."), parent, g_strerror (errno));
  return NULL;
}

/* A PDF that is gone or damaged is told in ROW; a full disk ends it. */
static gboolean
copy_pdf (XyStore *store, XyArchiveRow *row, const char *folder, guint *problems, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyPaperRecord) paper = row->document != NULL ? xy_paper_by_number (store, row->document, &problem) : NULL;
  g_autofree char *to = row->file != NULL ? g_build_filename (folder, row->file, NULL) : NULL;

  if (to == NULL
      || (paper != NULL && paper->pdf != NULL
          && xy_attachment_copy (xy_store_get_path (store), paper->pdf, to, &problem)))
    return TRUE;
  if (g_error_matches (problem, XY_ERROR, XY_ERROR_FULL))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  (*problems)++;
  g_clear_pointer (&row->file, g_free);
  row->problem = g_strdup (problem != NULL ? problem->message : "");
  return TRUE;
}

static gboolean
fill_folder (XyStore *store,
             int year,
             const char *folder,
             GPtrArray *rows,
             GCancellable *cancellable,
             XyArchiveProgress progress,
             gpointer data,
             guint *problems,
             GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped; no file was written."));
          return FALSE;
        }
      if (!copy_pdf (store, rows->pdata[i], folder, problems, error))
        return FALSE;
      if (progress != NULL)
        progress (i + 1, rows->len, data);
    }
  g_autofree char *index = xy_notice_export_index (store, year, rows, folder, error);
  return index != NULL;
}

char *
xy_archive_export (XyStore *store,
                   int year,
                   const char *parent,
                   GCancellable *cancellable,
                   XyArchiveProgress progress,
                   gpointer data,
                   guint *problems,
                   GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) rows = village != NULL ? xy_notice_archive (store, year, NULL, error) : NULL;
  g_autofree char *title = NULL, *folder = NULL;
  guint n = 0;

  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nothing was posted in %d."), year);
      return NULL;
    }
  title = g_strdup_printf ("%s%d年公示档案", village->name, year);
  folder = make_folder (parent, title, error);
  if (folder == NULL)
    return NULL;
  if (!fill_folder (store, year, folder, rows, cancellable, progress, data, &n, error))
    {
      xy_folder_remove_flat (folder);
      return NULL;
    }
  if (problems != NULL)
    *problems = n;
  return g_steal_pointer (&folder);
}
