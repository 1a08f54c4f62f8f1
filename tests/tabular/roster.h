/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster: what the tests of the roster's import share: rosters as text, what was read of them as text.
 *
 * All people are invented: ID numbers begin with 431399, which is no place's.
 */
#pragma once

#include "tabular/read.h"
#include "tabular/roster-read.h"

G_BEGIN_DECLS

#define ROSTER_TODAY "2026-11-22"

/* An ID number of the BIRTHDAY (YYYYMMDD) and ORDER, odd for men, with its right last character. Returns: (transfer
 * full). */
char *roster_id (const char *birthday, guint order);

/* A cell as the texts of the tests write it: "#19630512.001" is an ID number, "\\n" a line break. Returns: (transfer
 * full). */
char *roster_expand (const char *cell);

/* A workbook of the lines of TEXT, cells between "|"; "@NAME" starts a sheet. ID numbers are written "#19630512.001".
 */
XyWorkbook *roster_workbook (const char *text);

XyRosterRead *roster_read (XyWorkbook *workbook);

/*
 * One line for each household "number group head: relation name, …", those left to mend in brackets, then one for each
 * error and warning "E sheet!row column text" with TEXT cut to its first word (messages are translated, and this must
 * not be).
 */
char *roster_show (const XyRosterRead *read);

G_END_DECLS
