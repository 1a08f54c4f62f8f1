/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-sheet-data: what stands on a month's sheet while it is typed: the households in the order of the walk, one to
 * six rules as columns, and in each cell what the person wrote. No GTK; main thread, but for the functions that say so.
 *
 * What is written in a cell is how many (times, hours, yuan) of the column's rule, or, of a rule that leaves the score
 * to those who judge, the score. An empty cell and a 0 record nothing.
 */
#pragma once

#include "core/household-index.h"
#include "core/points-batch.h"

G_BEGIN_DECLS

#define XY_POINTS_SHEET_COLUMNS 6

typedef struct
{
  char *text;    /* NULL: empty */
  char *problem; /* why it cannot be recorded, or NULL */
  char *why;     /* why something is cut or doubled, or NULL */
  gint64 delta;
  gint64 cut;
  gboolean repeat;  /* the same was recorded that day */
  gboolean checked; /* the five above are about text */
} XyPointsSheetCell;

typedef struct
{
  XyId household;
  XyId unit;
  char *number;
  char *head;
  char *group;
  XyPointsSheetCell cells[XY_POINTS_SHEET_COLUMNS];
} XyPointsSheetRow;

typedef struct
{
  GPtrArray *rows;  /* of XyPointsSheetRow: all who live here */
  GPtrArray *rules; /* of XyPointsRule, the columns */
  char *day;
  char *witness;
  XyId unit; /* whose rows are shown; none: all */
} XyPointsSheetData;

XyPointsSheetData *xy_points_sheet_data_new (void);
void xy_points_sheet_data_free (XyPointsSheetData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPointsSheetData, xy_points_sheet_data_free)

/* On the worker's thread: the rows, empty. Returns: (transfer full). */
GPtrArray *xy_points_sheet_read_rows (XyStore *store, GError **error);

XyPointsSheetRow *xy_points_sheet_row (const XyPointsSheetData *data, guint row);
XyPointsSheetCell *xy_points_sheet_cell (const XyPointsSheetData *data, guint row, guint column);

/* FALSE where there is no room for RULE, or it is there already. */
gboolean xy_points_sheet_add_rule (XyPointsSheetData *data, XyPointsRule *rule);
/* With all that stands in it. */
void xy_points_sheet_remove_rule (XyPointsSheetData *data, guint column);

/* TEXT NULL or "" empties the cell. */
void xy_points_sheet_set_text (XyPointsSheetData *data, guint row, guint column, const char *text);

/* What the cell's text says; 0 for an empty one. FALSE where it is no number. */
gboolean xy_points_sheet_value (const XyPointsSheetData *data, guint row, guint column, gint64 *value);

/* The nearest filled cell above ROW among ROWS (indexes, in the order shown; N of them before it); NULL for none. */
const char *xy_points_sheet_text_above (const XyPointsSheetData *data, const guint *rows, guint n, guint column);

/* What stands in a column: how many households, what their numbers add up to (as a paper adds them), their points. */
typedef struct
{
  guint n;
  gint64 sum;
  gint64 points;
  guint n_wrong;  /* cells with a problem */
  guint n_repeat; /* cells that repeat what was recorded */
  guint n_cut;
} XyPointsSheetSum;
XyPointsSheetSum xy_points_sheet_sum (const XyPointsSheetData *data, guint column);

/* All that is to be recorded. Free with xy_points_sheet_job_free(); any thread. */
typedef struct
{
  XyPointsBatch batch;
  XyPointsOne *ones;
  guint *rows, *columns; /* where each comes from */
  char **texts;          /* what stood there */
  char *day, *witness;
} XyPointsSheetJob;

/* UNCHECKED only: those whose outcome is not known. */
XyPointsSheetJob *xy_points_sheet_job_new (const XyPointsSheetData *data, gboolean unchecked);
void xy_points_sheet_job_free (XyPointsSheetJob *job);
/* Puts the outcomes into the cells that still say the same. Returns: whether a cell now says something else. */
gboolean xy_points_sheet_take (XyPointsSheetData *data, const XyPointsSheetJob *job);

/* The day or the rules are others: nothing is known any more of what the cells come to. */
void xy_points_sheet_uncheck (XyPointsSheetData *data);

/* Empties all cells. */
void xy_points_sheet_clear (XyPointsSheetData *data);

/* All that was typed, as one text; NULL where nothing was. (transfer full) */
char *xy_points_sheet_dump (const XyPointsSheetData *data);

/* Reads such a text: the rules' codes (transfer full), and once rules and rows are there, the cells. */
char **xy_points_sheet_draft_codes (const char *draft);
void xy_points_sheet_restore (XyPointsSheetData *data, const char *draft);

G_END_DECLS
