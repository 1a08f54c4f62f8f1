/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-grid-data: what stands in the typing grid of a round while the judges' sheets are typed into it
 * (core/hygiene-score.h): for each judge a line for each household, with a cell for each item and, in the end, one for
 * the sum as the paper has it, the second reading. In a round of one score or a tick a line is one cell.
 *
 * What is typed is checked at once. A line that is complete and right becomes a sheet in the store; until it is there
 * it is part of the draft. No GTK; main thread.
 */
#pragma once

#include "core/hygiene-score.h"

G_BEGIN_DECLS

typedef enum
{
  XY_HYGIENE_LINE_EMPTY,
  XY_HYGIENE_LINE_TYPED, /* something that is not in the store */
  XY_HYGIENE_LINE_SAVED,
  XY_HYGIENE_LINE_ASIDE,   /* this judge steps aside */
  XY_HYGIENE_LINE_EXCUSED, /* helped instead */
  XY_HYGIENE_LINE_ABSENT,
} XyHygieneLineState;

typedef struct
{
  guint n;
  char **texts;  /* of the N columns; NULL: empty cell */
  char *note;    /* of the sheet; NULL: none */
  char *refused; /* why it could not be kept, or NULL */
  gboolean typed;
  gboolean asked; /* whether the sheet that is there is to be changed was asked */
} XyHygieneTypedLine;

typedef struct
{
  XyHygieneGrid *grid;
  guint n_columns;
  gboolean has_sum; /* the last column is the second reading */
  gboolean ticks;
  GPtrArray *lines; /* of XyHygieneTypedLine, by judge and row; NULL: not looked at yet */
} XyHygieneTyping;

/* Takes GRID. */
XyHygieneTyping *xy_hygiene_typing_new (XyHygieneGrid *grid);
void xy_hygiene_typing_free (XyHygieneTyping *typing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHygieneTyping, xy_hygiene_typing_free)

/* The grid was read anew (taken): what is typed and not in the store stays where judge and household are still there.
 */
void xy_hygiene_typing_take (XyHygieneTyping *typing, XyHygieneGrid *grid);

const XyHygieneGridRow *xy_hygiene_typing_row (const XyHygieneTyping *typing, guint row);
XyHygieneTypedLine *xy_hygiene_typing_line (XyHygieneTyping *typing, guint judge, guint row);
XyHygieneLineState xy_hygiene_typing_state (XyHygieneTyping *typing, guint judge, guint row);
/* Whether scores can be typed there. */
gboolean xy_hygiene_typing_may_stand (XyHygieneTyping *typing, guint judge, guint row);

/* The most that a cell of COLUMN may say, and what the column is called. */
gint64 xy_hygiene_typing_most (const XyHygieneTyping *typing, guint column);
const char *xy_hygiene_typing_name (const XyHygieneTyping *typing, guint column);

const char *xy_hygiene_typing_get (XyHygieneTyping *typing, guint judge, guint row, guint column);
/* TEXT NULL or "" empties the cell. The sum of a sheet of which a score is changed is to be read again. */
void xy_hygiene_typing_set (XyHygieneTyping *typing, guint judge, guint row, guint column, const char *text);
/* Back to what the store has. */
void xy_hygiene_typing_revert (XyHygieneTyping *typing, guint judge, guint row);

/* What is wrong with the cell: in full, or in a word beside it. NULL where nothing is, as in an empty
 * one. Both (transfer full). */
char *xy_hygiene_typing_problem (XyHygieneTyping *typing, guint judge, guint row, guint column);
char *xy_hygiene_typing_mark (XyHygieneTyping *typing, guint judge, guint row, guint column);

/* What the items of the line come to so far. */
gint64 xy_hygiene_typing_sum (XyHygieneTyping *typing, guint judge, guint row);

/* Whether the line can be kept; else COLUMN gets the first cell that is empty or wrong, and SENTENCE (transfer full)
 * says so. */
gboolean xy_hygiene_typing_check (XyHygieneTyping *typing, guint judge, guint row, guint *column, char **sentence);

/* Whether the line says something else than the sheet that the store has; FALSE where there is none. */
gboolean xy_hygiene_typing_differs (XyHygieneTyping *typing, guint judge, guint row);

/* Lines to be kept in one act, with all that they point to. */
typedef struct
{
  XyHygieneScorings scorings;
  GArray *ones;     /* of XyHygieneScoring */
  GArray *rows;     /* of guint: where each comes from */
  GPtrArray *owned; /* what they point to */
  guint judge;
} XyHygieneKeeping;

XyHygieneKeeping *xy_hygiene_keeping_new (XyHygieneTyping *typing, guint judge, const guint *rows, guint n);
void xy_hygiene_keeping_free (gpointer keeping);
/* XyActFunc */
gboolean xy_hygiene_keeping_act (XyTxn *txn, gpointer keeping, GError **error);
/* It was kept (REFUSED NULL), or was not. Lines that say something else by now stay as they are. */
void xy_hygiene_typing_kept (XyHygieneTyping *typing, const XyHygieneKeeping *keeping, const GError *refused);

/* How far JUDGE is: sheets, and how many there should be. */
void xy_hygiene_typing_count (XyHygieneTyping *typing, guint judge, guint *n, guint *expected);
/* The first row at or after AT (over the end) that waits for a sheet of JUDGE; FALSE where none does. */
gboolean xy_hygiene_typing_next_gap (XyHygieneTyping *typing, guint judge, guint at, guint *row);

/* The row of a household by its number as it is typed: "3-016", "3-16". FALSE where none has it. */
gboolean xy_hygiene_typing_find (const XyHygieneTyping *typing, const char *number, guint *row);

/*
 * A block of cells from WPS, put in at COLUMN of the ROWS from FROM on (N numbers, as they are shown), as if it were
 * typed; where its first column has household numbers, each line goes to its household. Returns: (transfer full) the
 * rows that were changed, array of guint; N_LOST gets the lines of the block that found no row.
 */
GArray *xy_hygiene_typing_paste (XyHygieneTyping *typing,
                                 guint judge,
                                 const guint *rows,
                                 guint n,
                                 guint from,
                                 guint column,
                                 const char *text,
                                 guint *n_lost);

/* All that is typed and not in the store, as one text; NULL where nothing is. (transfer full) */
char *xy_hygiene_typing_dump (XyHygieneTyping *typing);
/* Reads such a text. Returns: how many lines came back; JUDGE and ROW get the last one. */
guint xy_hygiene_typing_restore (XyHygieneTyping *typing, const char *draft, guint *judge, guint *row);

G_END_DECLS
