/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/sign-in-table.h"

#include "print/paper-parts.h"

#define CONTINUED "签到表（续）"
#define GUESTS "列席人员"
#define CELL_SIZE 12
#define NAME_SIZE 13.5

enum
{
  NUMBER,
  BESIDE,
  NAME,
  CAME,
  MARK,
  PHONE,
  N_COLUMNS,
};

static void
add_row (XyBlock *table, const guint *places, guint n, guint number, const XySignInRow *row)
{
  g_autofree char *counted = g_strdup_printf ("%u", number);
  const char *all[N_COLUMNS] = { counted, row->beside, row->name, row->came, row->mark, NULL };
  const char *cells[N_COLUMNS] = { NULL };

  for (guint i = 0; i < n; i++)
    cells[i] = all[places[i]];
  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
}

XyBlock *
xy_sign_in_table_new (const XySignInStyle *style, const GArray *rows, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, NAME_SIZE * k };
  const XyPaperColumn all[N_COLUMNS] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = style->beside,
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = sans,
      .min_width = 48 * k,
      .limit = 10 },
    { .title = style->name,
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = song,
      .weight = 1,
      .min_width = 84 * k,
      .limit = 8,
      .name = TRUE },
    { .title = "参会人",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = song,
      .weight = 2,
      .min_width = 70 * k,
      .limit = 8,
      .name = TRUE },
    { .title = "签名", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = song, .weight = 3, .min_width = 90 * k },
    { .title = "电话", .align = XY_ALIGN_CENTRE, .font = sans, .weight = 2, .min_width = 90 * k },
  };
  XyPaperColumn columns[N_COLUMNS];
  guint n = 0, places[N_COLUMNS], number = 0, spare = style->spare;

  for (guint c = 0; c < N_COLUMNS; c++)
    if ((c != CAME || style->came) && (c != PHONE || style->phone))
      {
        places[n] = c;
        columns[n++] = all[c];
      }
  XyTableStyle look = xy_paper_list_style (k, NAME);
  look.lines = XY_TABLE_GRID;
  look.shaded = FALSE;
  look.row_height = 25.5 * k;
  look.head_height = 27 * k;
  look.head_font.size = 12 * k;
  look.continued = CONTINUED;
  XyBlock *table = xy_paper_table_new (&look, columns, n);
  for (guint guests = FALSE; guests <= TRUE; guests++)
    {
      gboolean headed = FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          const XySignInRow *row = &g_array_index (rows, XySignInRow, i);
          const char *head[N_COLUMNS] = { GUESTS, NULL };
          if (row->guest != (gboolean) guests)
            continue;
          if (guests && !headed)
            xy_paper_table_add_row (table, XY_ROW_GROUP, head);
          headed = TRUE;
          add_row (table, places, n, ++number, row);
        }
      /* Who comes from outside signs below those who are due. */
      for (; !guests && spare > 0; spare--)
        add_row (table, places, n, ++number, &(XySignInRow){ NULL });
    }
  return table;
}
