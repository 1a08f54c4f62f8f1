/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/list-paper.h"

#include "core/day.h"
#include "print/paper-parts.h"

#define CONTINUED "%s（续）"
#define NO_ROWS "没有记录"

#define TITLE_SIZE 24
#define NAME_SIZE 12.5
#define CELL_SIZE 10.5
#define ISSUER_SIZE 15

static int
find_name (const XyListPaper *list)
{
  for (guint c = 0; c < list->n_columns; c++)
    if (list->columns[c].name)
      return (int) c;
  return -1;
}

static gboolean
check_masked (const XyListPaper *list, GError **error)
{
  int name = find_name (list);

  if (list->unmasked)
    return TRUE;
  for (gsize r = 0; r < list->n_rows; r++)
    for (guint c = 0; c < list->n_columns; c++)
      {
        const char *const *row = &list->cells[r * list->n_columns];
        if (!xy_paper_check_masked (row[c], row[MAX (name, 0)], error))
          return FALSE;
      }
  return TRUE;
}

static XyBlock *
build_table (const XyListPaper *list, const XyListPaperOptions *options, double k)
{
  g_autofree XyPaperColumn *columns = g_new0 (XyPaperColumn, list->n_columns);

  for (guint c = 0; c < list->n_columns; c++)
    {
      const XyListColumn *from = &list->columns[c];
      columns[c] = (XyPaperColumn){
        .title = from->title,
        .align = from->align,
        .fit = from->wide ? XY_FIT_WRAP : (from->align == XY_ALIGN_RIGHT ? XY_FIT_WHOLE : XY_FIT_SHRINK),
        .font = { from->name || from->wide ? XY_FONT_SONG : XY_FONT_SANS, (from->name ? NAME_SIZE : CELL_SIZE) * k },
        .weight = from->wide ? 3 : 1,
        .limit = from->wide ? 24 : (from->name ? 6 : 0),
        .name = from->name,
      };
    }

  g_autofree char *continued = g_strdup_printf (CONTINUED, list->title);
  XyTableStyle style = xy_paper_list_style (k, find_name (list));
  style.lines = options->grid ? XY_TABLE_GRID : XY_TABLE_OPEN;
  style.shaded = !options->grid;
  style.row_height = (options->grid ? 24 : 17) * k;
  style.continued = continued;
  style.empty = NO_ROWS;
  XyBlock *table = xy_paper_table_new (&style, columns, list->n_columns);
  for (gsize r = 0; r < list->n_rows; r++)
    xy_paper_table_add_row (table, XY_ROW_PLAIN, &list->cells[r * list->n_columns]);
  if (list->totals != NULL)
    xy_paper_table_set_totals (table, list->totals);
  return table;
}

XyPaper *
xy_list_paper_new (const XyListPaper *list, const XyListPaperOptions *options, GError **error)
{
  static const XyListPaperOptions standard = XY_LIST_PAPER_OPTIONS_DEFAULT;

  if (options == NULL)
    options = &standard;
  if (!check_masked (list, error))
    return NULL;

  XyPageSetup setup = xy_page_setup (options->size, options->landscape);
  double k = xy_paper_get_scale (&setup);
  XyPaper *paper = xy_paper_new (list->title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = list->village,
                                                 .kind = list->title,
                                                 .record_number = list->record_number,
                                                 .printed_at = list->printed_at });
  xy_paper_add_heading (paper, list->title, TITLE_SIZE, list->subtitle, k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (list, options, k)), 6 * k);

  if (list->issuer != NULL && *list->issuer != '\0')
    {
      g_autofree char *day = xy_day_to_chinese (list->date);
      XyFont font = { XY_FONT_BODY, ISSUER_SIZE * k };
      XyBlock *end = xy_paper_add (paper, xy_block_signature_new (NULL, font, list->issuer, day, font));
      xy_block_set_space_before (end, 12 * k);
    }
  return paper;
}
