/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/paper-sheets.h"

#include <math.h>

#include "print/paper-private.h"
#include "print/typeset.h"

#define SHORT_MM 210.0
#define LONG_MM 297.0

/* Most office printers leave 4 to 6 mm of a sheet blank. */
#define MARGIN_MM 8.0

#define MARK_MM 5.0
#define MARK_WIDTH 0.4
#define LABEL_SIZE 7.0

#define TILE_LABEL "第 %u 页"
#define TILE_PLACE "第 %u 行 第 %u 列（共 %u 行 %u 列）"

/* So little over is no reason for another row of sheets. */
#define SLACK 0.5

typedef struct
{
  gboolean landscape;
  guint n_rows, n_columns;
  double width, height; /* of a whole piece */
  double page_width, page_height;
  XyFontSet *fonts;
} Tiling;

typedef struct
{
  guint n_columns, n_rows;
  double left, top; /* of the block of cards */
  double width, height;
} NUp;

static guint
count_pieces (double length, double piece)
{
  double overlap = XY_TILE_OVERLAP_MM * XY_MM;

  return length <= piece + SLACK ? 1 : (guint) ceil ((length - overlap - SLACK) / (piece - overlap));
}

static Tiling *
tiling_new (double page_width, double page_height)
{
  Tiling *best = NULL;

  for (guint landscape = 0; landscape < 2; landscape++)
    {
      Tiling *tiling = g_new0 (Tiling, 1);
      tiling->landscape = landscape;
      tiling->page_width = page_width;
      tiling->page_height = page_height;
      tiling->width = ((landscape ? LONG_MM : SHORT_MM) - 2 * MARGIN_MM) * XY_MM;
      tiling->height = ((landscape ? SHORT_MM : LONG_MM) - 2 * MARGIN_MM) * XY_MM;
      tiling->n_columns = count_pieces (page_width, tiling->width);
      tiling->n_rows = count_pieces (page_height, tiling->height);
      if (best == NULL || tiling->n_columns * tiling->n_rows < best->n_columns * best->n_rows)
        {
          g_free (best);
          best = tiling;
        }
      else
        g_free (tiling);
    }
  best->fonts = xy_font_set_new ();
  return best;
}

static void
tiling_free (gpointer data)
{
  Tiling *tiling = data;

  xy_font_set_free (tiling->fonts);
  g_free (tiling);
}

static XyTile
get_tile (const Tiling *tiling, guint sheet)
{
  double overlap = XY_TILE_OVERLAP_MM * XY_MM;
  guint n = tiling->n_rows * tiling->n_columns;
  XyTile tile = {
    .page = sheet / n,
    .row = sheet % n / tiling->n_columns,
    .column = sheet % n % tiling->n_columns,
    .n_rows = tiling->n_rows,
    .n_columns = tiling->n_columns,
    .sheet_x = MARGIN_MM * XY_MM,
    .sheet_y = MARGIN_MM * XY_MM,
  };

  tile.x = tile.column * (tiling->width - overlap);
  tile.y = tile.row * (tiling->height - overlap);
  tile.width = MIN (tiling->width, tiling->page_width - tile.x);
  tile.height = MIN (tiling->height, tiling->page_height - tile.y);
  return tile;
}

/* Marks at the four corners of a rectangle, outside of it. */
static void
draw_marks (cairo_t *cr, double x, double y, double width, double height)
{
  const double length = MARK_MM * XY_MM, gap = XY_MM;

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint corner = 0; corner < 4; corner++)
    {
      double at_x = corner % 2 == 1 ? x + width : x, at_y = corner >= 2 ? y + height : y;
      double out_x = corner % 2 == 1 ? gap : -gap - length, out_y = corner >= 2 ? gap : -gap - length;
      cairo_rectangle (cr, at_x + out_x, at_y - MARK_WIDTH / 2, length, MARK_WIDTH);
      cairo_rectangle (cr, at_x - MARK_WIDTH / 2, at_y + out_y, MARK_WIDTH, length);
    }
  cairo_fill (cr);
}

static void
draw_tile_label (const Tiling *tiling, const XyTile *tile, guint n_pages, cairo_t *cr)
{
  const XyFont font = { XY_FONT_SANS, LABEL_SIZE };
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_pages > 1)
    g_string_append_printf (text, TILE_LABEL "  ", tile->page + 1);
  g_string_append_printf (text, TILE_PLACE, tile->row + 1, tile->column + 1, tile->n_rows, tile->n_columns);
  double width = xy_typeset_width (tiling->fonts, font, text->str, -1);
  cairo_set_font_options (cr, xy_font_set_get_options (tiling->fonts));
  cairo_set_source_rgb (cr, 0.3, 0.3, 0.3);
  xy_typeset_draw (tiling->fonts, font, cr, tile->sheet_x + MAX (tile->width - width, 0) / 2,
                   tile->sheet_y + tile->height + LABEL_SIZE + XY_MM, text->str, -1, 0);
}

static guint
tiles_count (XyPaper *source, gpointer data)
{
  const Tiling *tiling = data;

  return xy_paper_get_n_pages (source) * tiling->n_rows * tiling->n_columns;
}

static void
tiles_draw (XyPaper *source, guint sheet, cairo_t *cr, XyPaperTarget target, gpointer data)
{
  const Tiling *tiling = data;
  XyTile tile = get_tile (tiling, sheet);

  draw_marks (cr, tile.sheet_x, tile.sheet_y, tile.width, tile.height);
  draw_tile_label (tiling, &tile, xy_paper_get_n_pages (source), cr);
  cairo_save (cr);
  cairo_rectangle (cr, tile.sheet_x, tile.sheet_y, tile.width, tile.height);
  cairo_clip (cr);
  cairo_translate (cr, tile.sheet_x - tile.x, tile.sheet_y - tile.y);
  xy_paper_draw_page (source, tile.page, cr, target);
  cairo_restore (cr);
}

static const XySheets tile_sheets = { tiles_count, tiles_draw, tiling_free };

static guint
n_up_count (XyPaper *source, gpointer data)
{
  const NUp *n_up = data;
  guint n = n_up->n_columns * n_up->n_rows;

  return (xy_paper_get_n_pages (source) + n - 1) / n;
}

static void
n_up_draw (XyPaper *source, guint sheet, cairo_t *cr, XyPaperTarget target, gpointer data)
{
  const NUp *n_up = data;
  guint n = n_up->n_columns * n_up->n_rows;
  guint end = MIN ((sheet + 1) * n, xy_paper_get_n_pages (source));

  for (guint page = sheet * n; page < end; page++)
    {
      guint place = page - sheet * n;
      double x = n_up->left + place % n_up->n_columns * n_up->width;
      double y = n_up->top + place / n_up->n_columns * n_up->height;
      cairo_save (cr);
      cairo_rectangle (cr, x, y, n_up->width, n_up->height);
      cairo_clip (cr);
      cairo_translate (cr, x, y);
      xy_paper_draw_page (source, page, cr, target);
      cairo_restore (cr);
    }

  /* A hair where the scissors go; it is cut away from neither card. */
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  double width = n_up->n_columns * n_up->width, height = n_up->n_rows * n_up->height;
  for (guint c = 0; c <= n_up->n_columns; c++)
    cairo_rectangle (cr, n_up->left + c * n_up->width - MARK_WIDTH / 2, n_up->top, MARK_WIDTH, height);
  for (guint r = 0; r <= n_up->n_rows; r++)
    cairo_rectangle (cr, n_up->left, n_up->top + r * n_up->height - MARK_WIDTH / 2, width, MARK_WIDTH);
  cairo_fill (cr);
  draw_marks (cr, n_up->left, n_up->top, width, height);
}

static guint
fold_count (XyPaper *source, gpointer data)
{
  return (xy_paper_get_n_pages (source) + 1) / 2;
}

/* The front of sheet 0 has the last page and the first, its back the second and the last but one. */
static void
fold_draw (XyPaper *source, guint sheet, cairo_t *cr, XyPaperTarget target, gpointer data)
{
  guint n = xy_paper_get_n_pages (source), far = n - 1 - sheet, left = sheet % 2 == 0 ? far : sheet;
  double width = LONG_MM * XY_MM / 2, height = SHORT_MM * XY_MM;
  double spare = (width - xy_paper_get_width (source)) / 2;

  for (guint side = 0; side < 2; side++)
    {
      guint page = side == 0 ? left : n - 1 - left;
      if (page >= n)
        continue;
      cairo_save (cr);
      cairo_translate (cr, side * width + spare, (height - xy_paper_get_height (source)) / 2);
      xy_paper_draw_page (source, page, cr, target);
      cairo_restore (cr);
    }
  /* Where it is folded. */
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, width - MARK_WIDTH / 2, 0, MARK_WIDTH, MARK_MM * XY_MM);
  cairo_rectangle (cr, width - MARK_WIDTH / 2, height - MARK_MM * XY_MM, MARK_WIDTH, MARK_MM * XY_MM);
  cairo_fill (cr);
}

static const XySheets fold_sheets = { fold_count, fold_draw, NULL };

static const XySheets n_up_sheets = { n_up_count, n_up_draw, g_free };

static XyPageSetup
get_setup (gboolean landscape)
{
  return (XyPageSetup){ .width_mm = landscape ? LONG_MM : SHORT_MM, .height_mm = landscape ? SHORT_MM : LONG_MM };
}

XyPaper *
xy_paper_tile (XyPaper *paper)
{
  g_return_val_if_fail (XY_IS_PAPER (paper), NULL);

  double width = xy_paper_get_width (paper), height = xy_paper_get_height (paper);
  if (MIN (width, height) <= SHORT_MM * XY_MM + SLACK && MAX (width, height) <= LONG_MM * XY_MM + SLACK)
    return g_object_ref (paper);
  Tiling *tiling = tiling_new (width, height);
  XyPageSetup setup = get_setup (tiling->landscape);
  return xy_paper_new_sheets (paper, &setup, &tile_sheets, tiling);
}

gboolean
xy_paper_get_tile (XyPaper *tiled, guint sheet, XyTile *tile)
{
  g_return_val_if_fail (XY_IS_PAPER (tiled), FALSE);

  const Tiling *tiling = xy_paper_get_sheets_data (tiled, &tile_sheets);
  if (tiling == NULL)
    return FALSE;
  *tile = get_tile (tiling, sheet);
  return TRUE;
}

XyPaper *
xy_paper_n_up (XyPaper *paper, guint n)
{
  g_return_val_if_fail (XY_IS_PAPER (paper), NULL);
  g_return_val_if_fail (n == 2 || n == 4, NULL);

  double width = xy_paper_get_width (paper), height = xy_paper_get_height (paper);
  for (guint landscape = 0; landscape < 2; landscape++)
    for (guint columns = 1; columns <= n; columns *= 2)
      {
        XyPageSetup setup = get_setup (landscape);
        double spare_x = setup.width_mm * XY_MM - columns * width;
        double spare_y = setup.height_mm * XY_MM - n / columns * height;
        if (spare_x < -SLACK || spare_y < -SLACK * 2)
          continue;
        NUp *n_up = g_new (NUp, 1);
        *n_up = (NUp){ columns, n / columns, spare_x / 2, spare_y / 2, width, height };
        return xy_paper_new_sheets (paper, &setup, &n_up_sheets, n_up);
      }
  return NULL;
}

XyPaper *
xy_paper_fold (XyPaper *paper)
{
  g_return_val_if_fail (XY_IS_PAPER (paper), NULL);

  XyPageSetup setup = get_setup (TRUE);
  return xy_paper_new_sheets (paper, &setup, &fold_sheets, NULL);
}
