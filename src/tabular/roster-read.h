/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-read: the persons and households that a spreadsheet lists, by the layouts of roster-layout.h, each cell
 * cleaned and looked at, nothing compared with the village's file yet.
 *
 * Left out without complaint (but noted): titles, lines of units and dates, repeated headings, lines of remarks,
 * subtotals (合计, 小计), signatures (制表人 …), rows with nothing in them. A line that has only a group's name starts
 * that group.
 *
 * What becomes of a row with a fault:
 *   error    the row is left out and listed; the others of its household land if its head is good. Without a good head
 *            (none, two, or one whose own row is left out) the whole household is left to mend, every row of it listed.
 *   warning  the row lands as it is written: a wrong check digit, an age that does not fit, a count that differs.
 * An ID number that a spreadsheet kept as a number has lost its last digits: an error, never repaired. A person listed
 * twice (same ID number and name, as where a sheet repeats the groups' sheets) is taken once, with a warning.
 *
 * An empty cell, and "无", "/", "-", says nothing about the person. Texts belong to the XyRosterRead or its workbook.
 */
#pragma once

#include <gio/gio.h>

#include "tabular/roster-layout.h"

G_BEGIN_DECLS

#define XY_ROSTER_NOBODY G_MAXUINT
#define XY_ROSTER_MOST_PERSONS 500 /* in one household; even a collective one (集体户) has fewer */

typedef enum
{
  XY_ROSTER_GOOD,
  XY_ROSTER_BAD,    /* an error in the row itself */
  XY_ROSTER_WAITS,  /* its household cannot land */
  XY_ROSTER_REPEAT, /* the same person stands in another row */
} XyRosterRowState;

typedef struct
{
  guint sheet;     /* of the workbook, from 0 */
  guint row;       /* of the sheet, from 0; a person is told row + 1 */
  guint household; /* index into households */
  guint next;      /* the next row of the household, or XY_ROSTER_NOBODY */
  guint8 state;    /* XyRosterRowState */
  gboolean is_head;
  const char *life; /* "here", "away", "moved", "dead", or NULL where the file does not say */
  const char *value[XY_ROSTER_N_FIELDS];
} XyRosterRow;

typedef struct
{
  const char *number;
  const char *head_name;
  const char *group;     /* as shown: "3组"; NULL where nothing says */
  const char *group_key; /* see core/group-name.h */
  const char *address;
  const char *phone;
  const char *bank;
  const char *category;
  const char *note;
  guint first, last; /* rows */
  guint head;        /* row, or XY_ROSTER_NOBODY */
  guint n_good;      /* rows that land; 0: nothing of it does */
  guint count;       /* of persons, as the file says; 0: it does not */
} XyRosterHousehold;

typedef enum
{
  XY_ROSTER_HINT,
  XY_ROSTER_WARNING,
  XY_ROSTER_ERROR,
} XyRosterSeverity;

typedef struct
{
  XyRosterSeverity severity;
  guint sheet, row;
  int column; /* of the sheet; -1: the row as a whole */
  const char *text;
} XyRosterMessage;

typedef struct
{
  XyWorkbook *workbook;
  GPtrArray *layouts;
  GPtrArray *rows;    /* of XyRosterRow, those that list a person */
  GArray *households; /* of XyRosterHousehold */
  GArray *messages;   /* of XyRosterMessage, in order of sheet and row */
  guint n_households; /* that land */
  guint n_persons;    /* that land */
  guint n_left_out;   /* rows left to mend */
  guint n_repeated;
  guint n_errors, n_warnings;
  GStringChunk *texts;
  GPtrArray *blocks;
} XyRosterRead;

/* DONE of TOTAL rows; called now and then, on the calling thread. */
typedef void (*XyRosterProgress) (guint done, guint total, gpointer data);

/*
 * Reads LAYOUTS (those that are used) of WORKBOOK. TODAY (YYYY-MM-DD) is for birthdays and ages. GROUP stands for the
 * group where neither a column nor the sheet says one; may be NULL. Errors: CANCELLED; INVALID where no sheet has a
 * heading. Returns: (transfer full).
 */
XyRosterRead *xy_roster_read (XyWorkbook *workbook,
                              GPtrArray *layouts,
                              const char *today,
                              const char *group,
                              GCancellable *cancellable,
                              XyRosterProgress progress,
                              gpointer data,
                              GError **error);
void xy_roster_read_free (XyRosterRead *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRosterRead, xy_roster_read_free)

const XyRosterRow *xy_roster_read_row (const XyRosterRead *read, guint index);
const XyRosterHousehold *xy_roster_read_household (const XyRosterRead *read, guint index);

/* Where the message belongs, as a person finds it in WPS: "Sheet “一组”, row 12, 身份证号". Returns: (transfer full).
 */
char *xy_roster_message_where (const XyRosterRead *read, const XyRosterMessage *message);

/* What is wrong with the row, its errors joined; NULL for nothing. Returns: (transfer full). */
char *xy_roster_read_reasons (const XyRosterRead *read, const XyRosterRow *row);

G_END_DECLS
