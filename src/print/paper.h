/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper: a document of pages, drawn once for the preview, the printer, PDF, PNG and SVG.
 *
 * A paper is a page size, blocks from top to bottom (print/block.h) and the small line at the foot of each page. It is
 * laid out at the first question about its pages; from then on nothing may be added. Each output replays the same
 * placed pieces through xy_paper_draw_page(), so what the preview shows is what the printer gets.
 *
 * Lengths are points, 72 to the inch, unless a name ends in _mm. A paper may be made on one thread and drawn on others:
 * the calls take turns.
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "print/block.h"
#include "print/border.h"

G_BEGIN_DECLS

#define XY_MM (72.0 / 25.4)

typedef enum
{
  XY_PAGE_A4,
  XY_PAGE_A3,
  XY_PAGE_8K, /* 260 × 370 mm, the common size of a notice board's slot */
  XY_PAGE_A5,
  XY_PAGE_A6,
  XY_PAGE_600X900, /* boards, made by a shop from the PDF or put together from sheets (print/paper-sheets.h) */
  XY_PAGE_900X1200,
  XY_PAGE_1200X2400,
  XY_N_PAGE_SIZES
} XyPageSize;

/* Any other size, in whole millimetres up to 4095, is a size too. */
#define XY_PAGE_CUSTOM(width_mm, height_mm) ((XyPageSize) (1 << 24 | (width_mm) << 12 | (height_mm)))

typedef struct
{
  double width_mm, height_mm;
  double top_mm, right_mm, bottom_mm, left_mm; /* margins */
} XyPageSetup;

/* SIZE with margins that suit it; LANDSCAPE turns it. For another size fill the struct in. */
XyPageSetup xy_page_setup (XyPageSize size, gboolean landscape);

/* "A4", "8K", "600x900"; of another size its millimetres. Static. */
const char *xy_page_size_get_name (XyPageSize size);

/* FALSE when there is no size of that name (letters in either case). "700x1000" is another size, of 50 to 4000 mm. */
gboolean xy_page_size_from_name (const char *name, XyPageSize *size);

/* The small line at the foot of each page; NULL leaves a part out. */
typedef struct
{
  const char *village;
  const char *kind;          /* what paper it is, "积分公示" */
  const char *period;        /* "2026年第三季度" */
  const char *record_number; /* "JF-2026-0031" */
  gint64 printed_at;         /* ms since 1970 UTC, shown in the time of Asia/Shanghai; 0: left out */
} XyFurniture;

typedef enum
{
  XY_PAPER_TARGET_SCREEN, /* shows where the seal goes */
  XY_PAPER_TARGET_PRINT,  /* printer, PDF, PNG, SVG: nothing that is not on the paper */
} XyPaperTarget;

typedef enum
{
  XY_PAPER_NOTICE_STAND_IN,   /* the proper typeface is not installed */
  XY_PAPER_NOTICE_UNDRAWABLE, /* no installed font has the character */
  XY_PAPER_NOTICE_CUT,        /* a text that would not fit on a page of its own */
} XyPaperNoticeKind;

typedef struct
{
  XyPaperNoticeKind kind;
  char *subject; /* the family that is missing; the character; the start of the text */
  char *owner;   /* whose row it is in, "" for the paper itself; for a stand-in, the family that is used */
  char *message; /* the whole sentence */
} XyPaperNotice;

#define XY_TYPE_PAPER (xy_paper_get_type ())
G_DECLARE_FINAL_TYPE (XyPaper, xy_paper, XY, PAPER, GObject)

XyPaper *xy_paper_new (const char *title, const XyPageSetup *setup);

/* The same with fonts of the caller's choice. FONTS: (transfer full). */
XyPaper *xy_paper_new_with_fonts (const char *title, const XyPageSetup *setup, XyFontSet *fonts);

void xy_paper_set_furniture (XyPaper *paper, const XyFurniture *furniture);

typedef enum
{
  XY_PAGE_NUMBERS_FOOT,     /* "第 1 页 / 共 2 页" in the small line at the foot */
  XY_PAGE_NUMBERS_OFFICIAL, /* "— 1 —" below the type area, odd ones right, even ones left (GB/T 9704-2012) */
  XY_PAGE_NUMBERS_NONE,     /* cards and certificates */
} XyPageNumbers;

void xy_paper_set_page_numbers (XyPaper *paper, XyPageNumbers numbers);

/* An ornamental border (print/border.h) about each page, INSET_MM from the edges of the sheet, above
 * its small line. */
void xy_paper_set_border (XyPaper *paper, XyBorder border, XyInk ink, double inset_mm);

/*
 * A word in a box in the upper right corner of each page: 草稿, 作废; NULL: none. It is drawn, not written, so that
 * whoever reads the text of the PDF does not find it between the lines; the small line at the foot should say it too.
 */
void xy_paper_set_mark (XyPaper *paper, const char *mark);

/*
 * Blocks begin on a grid of lines PITCH points apart from the top of the type area; rows of tables are whole lines
 * high. 0, the default: no grid.
 */
void xy_paper_set_grid (XyPaper *paper, double pitch);

/* BLOCK: (transfer full). Returns: BLOCK, as long as the paper lives. */
XyBlock *xy_paper_add (XyPaper *paper, XyBlock *block);

const char *xy_paper_get_title (XyPaper *paper);
double xy_paper_get_width (XyPaper *paper);
double xy_paper_get_height (XyPaper *paper);

/*
 * The layout, which otherwise the first question about the pages makes; thousands of rows take a while. CANCELLED
 * leaves the paper as it was.
 */
gboolean xy_paper_lay_out (XyPaper *paper, GCancellable *cancellable, GError **error);

guint xy_paper_get_n_pages (XyPaper *paper);

/* Draws page PAGE, from 0, with the upper left corner of the sheet at the origin, one unit a point. */
void xy_paper_draw_page (XyPaper *paper, guint page, cairo_t *cr, XyPaperTarget target);

/* What a person should know before printing. Returns: (transfer none): a GPtrArray of XyPaperNotice. */
const GPtrArray *xy_paper_get_notices (XyPaper *paper);

/*
 * What the paper says, without its furniture, to be pasted into a message: a line for each line, cells of a table with
 * a wide space between them.
 */
char *xy_paper_get_text (XyPaper *paper);

/* Called after each page, on the thread that writes. */
typedef void (*XyPaperProgress) (guint done, guint total, gpointer data);

/*
 * The outputs, the layout first. Each is written beside PATH, flushed to the disk and moved there: after an error or a
 * cancel PATH is as it was. Errors: XY_ERROR_FULL, XY_ERROR_CANCELLED.
 */
gboolean xy_paper_write_pdf (XyPaper *paper,
                             const char *path,
                             GCancellable *cancellable,
                             XyPaperProgress progress,
                             gpointer data,
                             GError **error);
gboolean xy_paper_write_png (XyPaper *paper, guint page, double dpi, const char *path, GError **error);
gboolean xy_paper_write_svg (XyPaper *paper, guint page, const char *path, GError **error);

G_END_DECLS
