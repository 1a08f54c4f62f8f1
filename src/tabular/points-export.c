/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/points-export.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"
#include "core/village.h"
#include "tabular/write.h"

/* Rows that are read at once, so that a ledger of a million lines takes no more memory than one of a thousand. */
#define BLOCK 500

typedef struct
{
  const char *title; /* translatable */
  XyColumnKind kind;
} Heading;

static gboolean
begin (XyTableWriter *writer, XyStore *store, const char *what, const Heading *headings, guint n, GError **error)
{
  g_autofree XyTableColumn *columns = g_new0 (XyTableColumn, n);
  g_autoptr (XyVillage) village = xy_village_get (store, error);

  if (village == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      columns[i].title = _ (headings[i].title);
      columns[i].kind = headings[i].kind;
    }
  g_autofree char *title = g_strdup_printf ("%s %s", village->name, what);
  return xy_table_writer_begin (writer, what, title, columns, n, error);
}

static gboolean
write_entry (XyTableWriter *writer, const XyPointsRow *row, GError **error)
{
  const XyPointsEntry *entry = row->entry;

  xy_table_writer_text (writer, entry->day);
  xy_table_writer_text (writer, row->unit_name);
  xy_table_writer_text (writer, row->number);
  xy_table_writer_text (writer, row->head);
  xy_table_writer_text (writer, entry->category);
  xy_table_writer_text (writer, entry->item);
  xy_table_writer_number (writer, entry->amount);
  xy_table_writer_text (writer, row->measure);
  xy_table_writer_number (writer, entry->delta);
  xy_table_writer_number (writer, entry->cut);
  xy_table_writer_text (writer, xy_points_state_label (row->state));
  xy_table_writer_text (writer, entry->note);
  xy_table_writer_text (writer, entry->witness);
  xy_table_writer_text (writer, entry->recorder);
  xy_table_writer_number (writer, row->spend);
  xy_table_writer_text (writer, row->person);
  xy_table_writer_text (writer, xy_points_account_label (entry->account));
  xy_table_writer_text (writer, entry->why);
  return xy_table_writer_end_row (writer, error);
}

gboolean
xy_points_export (XyStore *store, const XyPointsFilter *filter, const char *path, guint *n, GError **error)
{
  static const Heading headings[] = {
    { N_ ("Day"), XY_COLUMN_DAY },           { N_ ("Group"), XY_COLUMN_TEXT },    { N_ ("House no."), XY_COLUMN_TEXT },
    { N_ ("Head"), XY_COLUMN_TEXT },         { N_ ("Category"), XY_COLUMN_TEXT }, { N_ ("Item"), XY_COLUMN_TEXT },
    { N_ ("Amount"), XY_COLUMN_POINTS },     { N_ ("Unit"), XY_COLUMN_TEXT },     { N_ ("Points"), XY_COLUMN_POINTS },
    { N_ ("Cut by cap"), XY_COLUMN_POINTS }, { N_ ("State"), XY_COLUMN_TEXT },    { N_ ("Note"), XY_COLUMN_TEXT },
    { N_ ("Witness"), XY_COLUMN_TEXT },      { N_ ("Recorder"), XY_COLUMN_TEXT }, { N_ ("To spend"), XY_COLUMN_POINTS },
    { N_ ("Person"), XY_COLUMN_TEXT },       { N_ ("Account"), XY_COLUMN_TEXT },  { N_ ("Why"), XY_COLUMN_TEXT },
  };
  g_autoptr (GArray) ids = xy_points_list_ids (store, filter, XY_POINTS_BY_DAY, TRUE, NULL, error);
  g_autoptr (XyTableWriter) writer = ids != NULL ? xy_table_writer_new (path, xy_format_from_path (path), error) : NULL;

  if (writer == NULL || !begin (writer, store, _ ("Points ledger"), headings, G_N_ELEMENTS (headings), error))
    return FALSE;
  for (guint at = 0; at < ids->len; at += BLOCK)
    {
      g_autoptr (GPtrArray) rows =
          xy_points_list_rows (store, &g_array_index (ids, XyId, at), MIN (BLOCK, ids->len - at), error);
      for (guint i = 0; rows != NULL && i < rows->len; i++)
        if (rows->pdata[i] != NULL && !write_entry (writer, rows->pdata[i], error))
          return FALSE;
      if (rows == NULL)
        return FALSE;
    }
  *n = ids->len;
  return xy_table_writer_finish (writer, error);
}

/* Who it is: place, group, number, head, and the person where the list is of persons. */
#define WHO                                                                                                            \
  { N_ ("Place"), XY_COLUMN_INTEGER }, { N_ ("Group"), XY_COLUMN_TEXT }, { N_ ("House no."), XY_COLUMN_TEXT },         \
      { N_ ("Head"), XY_COLUMN_TEXT },                                                                                 \
  {                                                                                                                    \
    N_ ("Person"), XY_COLUMN_TEXT                                                                                      \
  }

static void
write_who (XyTableWriter *writer, const XyPointsStanding *standing)
{
  xy_table_writer_number (writer, standing->place);
  xy_table_writer_text (writer, standing->unit_name);
  xy_table_writer_text (writer, standing->number);
  xy_table_writer_text (writer, standing->head);
  xy_table_writer_text (writer, standing->name);
}

gboolean
xy_points_export_ranking (XyStore *store, const XyPointsRankQuery *query, const char *path, guint *n, GError **error)
{
  static const Heading headings[] = {
    WHO,
    { N_ ("Opening"), XY_COLUMN_POINTS },
    { N_ ("Given"), XY_COLUMN_POINTS },
    { N_ ("Taken"), XY_COLUMN_POINTS },
    { N_ ("This period"), XY_COLUMN_POINTS },
    { N_ ("Together"), XY_COLUMN_POINTS },
  };
  g_autoptr (GPtrArray) list = xy_points_rank (store, query, error);
  g_autoptr (XyTableWriter) writer =
      list != NULL ? xy_table_writer_new (path, xy_format_from_path (path), error) : NULL;

  if (writer == NULL || !begin (writer, store, _ ("Points ranking"), headings, G_N_ELEMENTS (headings), error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const XyPointsStanding *standing = list->pdata[i];

      write_who (writer, standing);
      xy_table_writer_number (writer, standing->before);
      xy_table_writer_number (writer, standing->plus);
      xy_table_writer_number (writer, standing->minus);
      xy_table_writer_number (writer, xy_points_standing_current (standing));
      xy_table_writer_number (writer, standing->total);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  *n = list->len;
  return xy_table_writer_finish (writer, error);
}

gboolean
xy_points_export_grades (XyStore *store,
                         const char *period,
                         const XyId *unit,
                         const char *path,
                         guint *n,
                         GError **error)
{
  static const Heading headings[] = {
    WHO,
    { N_ ("Together"), XY_COLUMN_POINTS },
    { N_ ("Grade"), XY_COLUMN_TEXT },
  };
  g_autoptr (XyPointsGrades) grades = xy_points_grades (store, period, unit, error);
  g_autoptr (XyTableWriter) writer =
      grades != NULL ? xy_table_writer_new (path, xy_format_from_path (path), error) : NULL;

  if (writer == NULL || !begin (writer, store, _ ("Points grades"), headings, G_N_ELEMENTS (headings), error))
    return FALSE;
  for (guint i = 0; i < grades->standings->len; i++)
    {
      const XyPointsStanding *standing = grades->standings->pdata[i];

      write_who (writer, standing);
      xy_table_writer_number (writer, standing->total);
      xy_table_writer_text (writer, xy_points_grades_name (grades, i));
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  *n = grades->standings->len;
  return xy_table_writer_finish (writer, error);
}

gboolean
xy_points_export_dividend (XyStore *store,
                           const XyPointsDividendQuery *query,
                           const char *path,
                           guint *n,
                           GError **error)
{
  static const Heading headings[] = {
    WHO,
    { N_ ("Points"), XY_COLUMN_POINTS },
    { N_ ("Money"), XY_COLUMN_MONEY },
  };
  g_autoptr (XyPointsDividend) dividend = xy_points_dividend (store, query, error);
  g_autoptr (XyTableWriter) writer =
      dividend != NULL ? xy_table_writer_new (path, xy_format_from_path (path), error) : NULL;

  if (writer == NULL || !begin (writer, store, _ ("Money shared by points"), headings, G_N_ELEMENTS (headings), error))
    return FALSE;
  for (guint i = 0; i < dividend->standings->len; i++)
    {
      write_who (writer, dividend->standings->pdata[i]);
      xy_table_writer_number (writer, dividend->points[i]);
      xy_table_writer_number (writer, dividend->money[i]);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  *n = dividend->standings->len;
  return xy_table_writer_finish (writer, error);
}
