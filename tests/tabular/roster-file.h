/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-file: messy rosters written as files of each kind, from text.
 *
 * A line is a row, cells between "|"; "\n" in a cell breaks its line; "#19630512.001" is an ID number (roster.h).
 * "@NAME" starts a sheet. A line that begins with "!" says something about the sheet (xlsx only; a csv loses it):
 *   !merge ROW COLUMN ROW COLUMN   from 0, both ends included
 *   !number COLUMN, !date COLUMN   what looks like a number (a day) below the first rows is kept as one
 *   !formula COLUMN                the same as a formula with that result
 *   !hide-column COLUMN, !hide-row ROW, !hidden
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ROSTER_XLSX,
  ROSTER_CSV,
  ROSTER_CSV_BOM,
  ROSTER_CSV_UTF16LE,
  ROSTER_CSV_UTF16BE,
  ROSTER_CSV_GB18030,
  ROSTER_TXT, /* tabs, GB18030 */
} RosterFormat;

/* Writes TEXT to FOLDER/NAME.xlsx, .csv or .txt. Returns: (transfer full) the path. */
char *roster_file_write (const char *folder, const char *name, RosterFormat format, const char *text);

G_END_DECLS
