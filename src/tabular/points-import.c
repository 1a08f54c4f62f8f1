/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/points-import.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/backup.h"
#include "core/user.h"
#include "tabular/write.h"

#define REASON_HEADING "未导入原因"

/* All reasons of a row, each once; NULL where it is not left to mend. (transfer full) */
static char *
reasons_of (const XyPointsPlan *plan, guint sheet, guint row, guint *at)
{
  GString *all = NULL;

  for (; *at < plan->lines->len; (*at)++)
    {
      const XyPointsPlanLine *line = xy_points_plan_line (plan, *at);
      if (line->sheet != sheet || line->row > row)
        break;
      if (line->row != row || line->state != XY_POINTS_PLAN_REFUSED)
        continue;
      if (all == NULL)
        all = g_string_new (line->problem);
      else if (strstr (all->str, line->problem) == NULL)
        g_string_append_printf (all, " %s", line->problem);
    }
  return all != NULL ? g_string_free (all, FALSE) : NULL;
}

static gboolean
write_rest_sheet (const XyPointsPlan *plan,
                  XyTableWriter *writer,
                  const XyPointsLayout *layout,
                  guint *at,
                  GError **error)
{
  const XySheet *sheet = xy_workbook_get_sheet (plan->workbook, layout->sheet);
  guint n = layout->columns->len;
  g_autofree XyTableColumn *columns = g_new0 (XyTableColumn, n + 1);

  columns[0] = (XyTableColumn){ .title = REASON_HEADING, .kind = XY_COLUMN_TEXT, .width = 24 };
  for (guint i = 0; i < n; i++)
    columns[i + 1].title = ((XyPointsColumn *) layout->columns->pdata[i])->heading;
  if (!xy_table_writer_begin (writer, layout->name, NULL, columns, n + 1, error))
    return FALSE;
  for (guint row = layout->header + 1; row < xy_sheet_get_rows (sheet); row++)
    {
      g_autofree char *reasons = reasons_of (plan, layout->sheet, row, at);
      if (reasons == NULL)
        continue;
      xy_table_writer_text (writer, reasons);
      for (guint i = 0; i < n; i++)
        xy_table_writer_text (
            writer, xy_sheet_get_merged (sheet, row, ((XyPointsColumn *) layout->columns->pdata[i])->column)->text);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_points_import (XyStore *store,
                  const XyActor *actor,
                  const XyPointsPlan *plan,
                  const char *file_name,
                  char **backup,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GArray) ones = g_array_new (FALSE, FALSE, sizeof (XyPointsOne));
  g_autoptr (GError) problem = NULL;
  g_autofree char *taken = NULL, *title = NULL;

  if (backup != NULL)
    *backup = NULL;
  for (guint i = 0; i < plan->lines->len; i++)
    if (xy_points_plan_line (plan, i)->state == XY_POINTS_PLAN_NEW)
      g_array_append_val (ones, xy_points_plan_line (plan, i)->one);
  if (ones->len == 0)
    return TRUE;
  /* Who may not import is told so before a large village is copied. */
  if (!xy_actor_require (actor, XY_MAY_IMPORT, error))
    return FALSE;
  taken =
      xy_backup_take (xy_store_get_path (store), xy_store_get_env (store), NULL, XY_BACKUP_IMPORT, cancellable, error);
  if (taken == NULL)
    return FALSE;
  title = g_strdup_printf (ngettext ("Import %s: %u entry of points", "Import %s: %u entries of points", ones->len),
                           file_name, ones->len);
  g_auto (XyPointsBatch) batch = {
    .ones = (const XyPointsOne *) (gpointer) ones->data, .n = ones->len, .skip_repeats = TRUE, .title = title
  };
  if (!xy_store_act (store, actor, title, xy_points_batch_act, &batch, &problem))
    {
      if (g_error_matches (problem, XY_ERROR, XY_ERROR_INVALID))
        g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, problem->message);
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (backup != NULL)
    *backup = g_steal_pointer (&taken);
  return TRUE;
}

gboolean
xy_points_rest_write (const XyPointsPlan *plan, const char *path, GError **error)
{
  g_autoptr (XyTableWriter) writer = NULL;
  guint at = 0;

  if (plan->counts[XY_POINTS_PLAN_REFUSED] == 0)
    return TRUE;
  writer = xy_table_writer_new (path, XY_FORMAT_XLSX, error);
  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < plan->layouts->len; i++)
    {
      const XyPointsLayout *layout = plan->layouts->pdata[i];
      if (layout->used && xy_points_layout_is_ready (layout) && !write_rest_sheet (plan, writer, layout, &at, error))
        return FALSE;
    }
  return xy_table_writer_finish (writer, error);
}
