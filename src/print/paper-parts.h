/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-parts: what several papers have in common. K is the scale of the sheet: 1 on A4.
 */
#pragma once

#include "core/village.h"
#include "print/paper-table.h"
#include "print/paper.h"
#include "print/papers.h"

G_BEGIN_DECLS

/* How much larger than on A4 the type of a sheet is, so that it is read from as much further away. */
double xy_paper_get_scale (const XyPageSetup *setup);

/* A title of SIZE points, and a line under it (NULL: none). */
void xy_paper_add_heading (XyPaper *paper, const char *title, double size, const char *subtitle, double k);

/* "一、家庭成员" above a part of the paper; kept with it. */
void xy_paper_add_section (XyPaper *paper, const char *text, double k);

/* A column of persons' names in a register, SIZE and WIDTH in points: centred, a long name set smaller. */
XyPaperColumn xy_paper_name_column (const char *title, double size, double width);

/* The table of a list or roster: shaded, the head in bold. NAME is the column of whose row it is, -1: none. */
XyTableStyle xy_paper_list_style (double k, int name);

/* The same with a line under each row; heights and the head's SIZE are points on A4. CONTINUED is lent. */
XyTableStyle
xy_paper_rows_style (double k, int name, double row_height, double head_height, double size, const char *continued);

/*
 * The end of what the village posts: up to four NOTES, then whom to ask and whom to ring, where the village has said
 * so, and the committee's name, DATE (YYYY-MM-DD) and the room for the seals that ASK wants.
 */
XyBlock *xy_paper_public_end_new (const XyVillage *village,
                                  const XyPaperAsk *ask,
                                  const char *const *notes,
                                  guint n_notes,
                                  const char *date,
                                  double k);

/*
 * How many days ITEM (publicity.h) hangs for objections, by the rules of DAY and what the office decided. 0 where the
 * rules cannot be read.
 */
int xy_paper_publicity_days (XyStore *store, const char *item, const char *day, GError **error);

/*
 * FALSE, with a sentence, where TEXT holds a whole telephone, ID or bank number (11 or 15 to 19 digits in a row).
 * Numbers come masked from the core; this is the last look before a paper leaves the office.
 */
gboolean xy_paper_check_masked (const char *text, const char *owner, GError **error);

G_END_DECLS
