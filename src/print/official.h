/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * official: papers in the form of official documents, 党政机关公文格式 (GB/T 9704-2012), which village committees
 * follow for notices, minutes and bylaws: 22 lines of 28 characters on 156 × 225 mm, 3号仿宋, the title in 2号小标宋,
 * the levels 一、in 黑体 and （一）in 楷体, the page number "— 1 —" outside below the text.
 *
 * What is added is added to the XyPaper, so any other block may stand among it; blocks begin on the grid of lines.
 */
#pragma once

#include "print/paper-table.h"
#include "print/paper.h"

G_BEGIN_DECLS

/* One line, and one character of a line, points. */
#define XY_OFFICIAL_LINE (225 * XY_MM / 22)
#define XY_OFFICIAL_CHARACTER (156 * XY_MM / 28)

/* A4 with the margins of the standard. */
XyPageSetup xy_official_setup (void);

/* TITLE (NULL: none) stands at the top; a newline in it is kept, otherwise it is broken by its sense. */
XyPaper *xy_official_new (const char *title, const XyFurniture *furniture);

/* "各村民小组：", flush left. */
void xy_official_add_addressee (XyPaper *paper, const char *text);

/*
 * A paragraph, two characters in. Its level is found by how it is numbered: 一、（一）1. （1）; what is numbered but
 * has no 。 in it but at its end is a heading and stays with what follows.
 */
XyBlock *xy_official_add_paragraph (XyPaper *paper, const char *text);

/* A heading of LEVEL 1 to 4 with its number, from 1; number 0: without one. */
XyBlock *xy_official_add_heading (XyPaper *paper, guint level, guint number, const char *text);

/*
 * Text as somebody typed it, a paragraph a line: empty lines and spaces at the start of a line are left out, a first
 * line that ends in a colon is the addressee, "附件：" begins the list of attachments.
 */
void xy_official_add_text (XyPaper *paper, const char *text);

/* For xy_paper_table_new() and the fonts of its columns: 4号, rows of one line of the grid. */
XyTableStyle xy_official_table_style (int owner_column);
XyFont xy_official_cell_font (void);

/* "附件：1. …", after an empty line. NAMES is NULL-terminated. */
void xy_official_add_attachments (XyPaper *paper, const char *const *names);

/*
 * The one who issues it over the DATE ("2026年11月22日"). SEALED: the date ends four characters from the right, with
 * room for the seal on both; otherwise (7.3.5.2) the issuer ends two characters from the right and the date begins two
 * after it. Never alone on a page.
 */
void xy_official_add_signature (XyPaper *paper, const char *issuer, const char *date, gboolean sealed);

/*
 * 版记 (7.4), the last block: between rules at the foot of the last page's text COPIES, 抄送 (NULL: none), and who had
 * it printed with the date "2026年11月22日印发".
 */
void xy_official_add_end_matter (XyPaper *paper, const char *copies, const char *printer, const char *date);

/* A page for attachment NUMBER (0: the only one), "附件1" in its corner, TITLE on its third line. */
void xy_official_begin_attachment (XyPaper *paper, guint number, const char *title);

G_END_DECLS
