/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * table: an XyList as a table that behaves as people expect from WPS. A click on a header sorts (by asking anew: the
 * list's query gets the column's name), arrows and Enter work, typing finds, Ctrl+C copies the chosen rows so that WPS
 * pastes them, Ctrl+V hands a block from WPS to the page, the right button opens the menu of the row's verbs and, on
 * the head, that of the columns. Width, order and visibility of the columns are remembered on this PC under the table's
 * name. The foot counts what the query found and sums up what is chosen.
 *
 * A page describes the columns once:
 *
 *   static const XyColumn columns[] = {
 *     { "day", N_ ("Day"), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_day },
 *     { "matter", N_ ("Matter"), 240, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_matter },
 *     { "score", N_ ("Points"), 80, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_score },
 *     { "state", N_ ("State"), 100, XY_COLUMN_PILL, 0, get_state_word, get_state_kind },
 *   };
 *   table = xy_table_new ("points", columns, G_N_ELEMENTS (columns));
 *   xy_table_set_list (table, list);
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/list.h"
#include "app/pill.h"

G_BEGIN_DECLS

typedef enum
{
  XY_COLUMN_TEXT,   /* to the left */
  XY_COLUMN_NUMBER, /* to the right, figures of one width */
  XY_COLUMN_SCORE,  /* a number in bold; one that begins with a minus in red */
  XY_COLUMN_PILL,   /* a status: text is its word, pill its sign */
} XyColumnKind;

typedef enum
{
  XY_COLUMN_SORTABLE = 1 << 0,
  XY_COLUMN_EXPAND = 1 << 1, /* takes the room that is left over; one column in a table */
  XY_COLUMN_HIDDEN = 1 << 2, /* not shown unless the person asks for it */
  XY_COLUMN_MARKED = 1 << 3, /* a status: what waits to be settled with the county (row.h) stands in its place */
  XY_COLUMN_WHOLE = 1 << 4,  /* words that say nothing by half, and go late: how many days are left */
} XyColumnFlags;

/*
 * TEXT and PILL read nothing but RECORD and may be called on the worker's thread (for copying). TEXT returns
 * (transfer full) text or NULL.
 */
typedef struct
{
  const char *name;  /* what the query's sort says, and what is remembered */
  const char *title; /* N_() */
  int width;         /* pixels at the standard text size */
  XyColumnKind kind;
  guint flags; /* XyColumnFlags */
  char *(*text) (gconstpointer record);
  XyPillKind (*pill) (gconstpointer record);
} XyColumn;

/* The TEXT of a column that shows a text of its record as it is: XY_TEXT_GETTER (get_title, XyNoticeRow, title). */
#define XY_TEXT_GETTER(name, Type, member)                                                                             \
  static char *name (gconstpointer record)                                                                             \
  {                                                                                                                    \
    return g_strdup (((const Type *) record)->member);                                                                 \
  }

#define XY_TYPE_TABLE (xy_table_get_type ())
G_DECLARE_FINAL_TYPE (XyTable, xy_table, XY, TABLE, GtkWidget)

/* NAME is what the columns are remembered under, COLUMNS is static. In a .ui file: an XyTable, then xy_table_set_up().
 */
GtkWidget *xy_table_new (const char *name, const XyColumn *columns, guint n_columns);
void xy_table_set_up (XyTable *table, const char *name, const XyColumn *columns, guint n_columns);

/* The table asks for its remembered sort, and says to the list when it is seen. */
void xy_table_set_list (XyTable *table, XyList *list);
XyList *xy_table_get_list (XyTable *table);
/* For the dispose of PAGE: it hears no more of the TABLE (borrowed) and the LIST (owned) it kept, and lets go of both.
 */
void xy_table_forget (XyTable **table, XyList **list, gpointer page);

/* Rows are chosen one at a time. Without this call many can be chosen. */
void xy_table_set_single (XyTable *table);

/* The verbs of a row; their actions act on what is chosen. */
void xy_table_set_menu (XyTable *table, GMenuModel *menu);

/* Typing on the table goes on in ENTRY, usually the search entry among the page's filters. */
void xy_table_set_find_entry (XyTable *table, GtkWidget *entry);

/* Words at the left of the foot; NULL: how many rows there are. */
void xy_table_set_foot (XyTable *table, const char *text);
void xy_table_set_foot_visible (XyTable *table, gboolean visible);

/* The ids of the chosen rows in their order. Returns: (transfer full) array of XyId. */
GArray *xy_table_get_chosen (XyTable *table);
guint xy_table_get_n_chosen (XyTable *table);

/* The one chosen row, or NULL where none or several are. Returns: (transfer full). */
XyRow *xy_table_get_row (XyTable *table);

/* The record of that row; NULL also while it is not read. Owned by the list. */
gconstpointer xy_table_get_record (XyTable *table);

/* Chooses the row of ID alone and scrolls to it. FALSE where the query does not find it. */
gboolean xy_table_choose (XyTable *table, const XyId *id);

/* Likewise for the row that somebody is on the way to, and may not be read yet: WANTED becomes none once it is chosen.
 * FALSE where WANTED is none already. */
gboolean xy_table_choose_wanted (XyTable *table, XyId *wanted);

void xy_table_choose_none (XyTable *table);

/*
 * Where the pane beside the table (pane-box.h) has only said that nothing is chosen, the table chooses its first row by
 * itself, once the list has answered, so that every page of a wide window shows a record. Who then takes further rows
 * with Ctrl has those alone. This call is for a table whose rows say by being chosen that somebody saw them, or which
 * no pane says.
 */
void xy_table_leave_unchosen (XyTable *table);

/* Ctrl+C. */
void xy_table_copy (XyTable *table);

/*
 * 存为表格: the whole list as a spreadsheet, with no code of the page's own. A page has a verb in a menu that calls
 *
 *   xy_table_export (self->table, xy_page_get_desk (page), _ ("Points ledger"));
 *
 * NAME says what the list is, with its period where it has one; sheet, title and file are called by it. Written are the
 * chosen rows where several are, else all that the query finds, in the order shown, with the columns that are shown and
 * after them those that the table hides by itself (XY_COLUMN_HIDDEN), so that a column may be there for the spreadsheet
 * alone. Columns of kind NUMBER and SCORE become numbers (tabular/list-export.h). It is asked for a file, written on a
 * thread of its own with progress and cancel, and said what was saved: export.h.
 */
void xy_table_export (XyTable *table, XyDesk *desk, const char *name);

/*
 * Signals
 * "chosen" ()               other rows are chosen, or the one chosen row has a newer record
 * "activated" (XyRow *row)  Enter or a double click
 * "pasted" (const char *)   Ctrl+V: the clipboard's text as it is; see tsv.h. Without a handler Ctrl+V does nothing.
 * Actions, for the row's menu: table.copy table.paste
 */

G_END_DECLS
