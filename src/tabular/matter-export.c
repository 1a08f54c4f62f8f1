/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/matter-export.h"

#include <glib/gi18n-lib.h>

#include "core/mask.h"
#include "core/matter-statistics.h"
#include "core/village.h"
#include "tabular/write.h"

/* Long numbers that somebody typed among words go out only in a full one. */
static void
write_words (XyTableWriter *writer, const char *words, gboolean in_full)
{
  g_autofree char *masked = words != NULL && !in_full ? xy_mask_text (words) : NULL;

  xy_table_writer_text (writer, masked != NULL ? masked : words);
}

static void
write_row (XyTableWriter *writer, const XyMatterRow *row, const char *title, gboolean in_full)
{
  const XyMatter *matter = row->matter;
  gboolean covered = matter->private && !in_full;

  xy_table_writer_text (writer, row->number);
  xy_table_writer_text (writer, xy_word_label (xy_matter_sources, matter->source));
  xy_table_writer_text (writer, matter->day);
  write_words (writer, title, in_full);
  write_words (writer, covered ? NULL : matter->content, in_full);
  xy_table_writer_text (writer, row->unit_name);
  xy_table_writer_text (writer, covered ? NULL : row->household_number);
  xy_table_writer_text (writer, covered ? NULL : matter->people != NULL ? matter->people : row->head);
  xy_table_writer_text (writer, matter->owner);
  xy_table_writer_text (writer, matter->helpers);
  xy_table_writer_text (writer, matter->partner);
  xy_table_writer_text (writer, matter->until);
  xy_table_writer_text (writer, row->word);
  write_words (writer, covered ? NULL : row->last_note, in_full);
  xy_table_writer_text (writer, matter->done_on);
  xy_table_writer_text (writer, matter->visited_on);
  xy_table_writer_text (writer, xy_word_label (xy_matter_satisfactions, matter->satisfaction));
  xy_table_writer_text (writer, matter->ended_on);
}

/* The titles of ROWS; of what stays in the office without the names in them. (transfer full), freed with g_strfreev ().
 */
static char **
make_titles (XyStore *store, GPtrArray *rows, gboolean in_full, GError **error)
{
  g_auto (GStrv) titles = g_new0 (char *, rows->len + 1);
  g_autofree char **private = g_new0 (char *, rows->len + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      const XyMatterRow *row = rows->pdata[i];
      titles[i] = g_strdup (row != NULL ? row->matter->title : "");
      if (row != NULL && row->matter->private && !in_full)
      private[i] = g_steal_pointer (&titles[i]);
    }
  gboolean covered = xy_matter_cover (store, private, rows->len, error);
  for (guint i = 0; i < rows->len; i++)
    if (private[i] != NULL)
      titles[i] = private[i];
  return covered ? g_steal_pointer (&titles) : NULL;
}

gboolean
xy_matter_export (XyStore *store,
                  const XyMatterFilter *filter,
                  gboolean in_full,
                  const char *path,
                  guint *n,
                  GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Number"), XY_COLUMN_TEXT, 6 },       { _ ("Source"), XY_COLUMN_TEXT, 6 },
    { _ ("Raised on"), XY_COLUMN_DAY, 7 },     { _ ("Matter"), XY_COLUMN_TEXT, 18 },
    { _ ("Details"), XY_COLUMN_TEXT, 24 },     { _ ("Group"), XY_COLUMN_TEXT, 5 },
    { _ ("House no."), XY_COLUMN_TEXT, 6 },    { _ ("Raised by"), XY_COLUMN_TEXT, 8 },
    { _ ("Owner"), XY_COLUMN_TEXT, 6 },        { _ ("Helpers"), XY_COLUMN_TEXT, 8 },
    { _ ("Partner"), XY_COLUMN_TEXT, 8 },      { _ ("Last day"), XY_COLUMN_DAY, 7 },
    { _ ("State"), XY_COLUMN_TEXT, 8 },        { _ ("Last note"), XY_COLUMN_TEXT, 20 },
    { _ ("Done on"), XY_COLUMN_DAY, 7 },       { _ ("Visited on"), XY_COLUMN_DAY, 7 },
    { _ ("Satisfaction"), XY_COLUMN_TEXT, 6 }, { _ ("Ended on"), XY_COLUMN_DAY, 7 },
  };
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GArray) ids = village != NULL ? xy_matter_ids (store, filter, error) : NULL;
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_matter_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  g_auto (GStrv) titles = rows != NULL ? make_titles (store, rows, in_full, error) : NULL;
  g_autoptr (XyTableWriter) writer =
      titles != NULL ? xy_table_writer_new (path, xy_format_from_path (path), error) : NULL;

  if (writer == NULL)
    return FALSE;
  g_autofree char *title = g_strdup_printf ("%s %s", village->name, _ ("Ledger of matters"));
  if (!xy_table_writer_begin (writer, _ ("Ledger of matters"), title, columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  *n = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      if (rows->pdata[i] == NULL)
        continue;
      write_row (writer, rows->pdata[i], titles[i], in_full);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
      *n += 1;
    }
  return xy_table_writer_finish (writer, error);
}
