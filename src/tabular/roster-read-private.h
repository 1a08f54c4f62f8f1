/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-read-private: what the parts of roster-read share: telling lines apart (roster-lines), looking at the cells of
 * a person (roster-cells), putting persons into households (roster-households). Not for use outside src/tabular.
 */
#pragma once

#include "tabular/roster-read.h"
#include "tabular/roster-words.h"

G_BEGIN_DECLS

typedef struct
{
  const char *shown;
  const char *key;
} XyRosterGroup;

typedef struct
{
  XyRosterRead *read;
  const char *today;
  GHashTable *groups; /* text as written → XyRosterGroup */
  GHashTable *by_key; /* number or head, and group → household's index + 1 */
  GHashTable *by_id;  /* ID number → row's index + 1 */
  const XyRosterGroup *fallback;

  /* The sheet that is read. */
  const XyRosterLayout *layout;
  const XySheet *sheet;
  guint n_columns;
  guint8 *fields;  /* by column: XyRosterField */
  gboolean merged; /* it has merged cells below the heading */

  /* The row that is read. */
  guint row;
  const XyCell *cells[XY_ROSTER_N_FIELDS]; /* NULL where empty */

  /* What stands above it. */
  const XyRosterGroup *group;
  const char *number;
  const char *head_name;
  guint household; /* or XY_ROSTER_NOBODY */
} XyRosterReader;

typedef enum
{
  XY_ROSTER_ROW_PERSON,
  XY_ROSTER_ROW_BLANK,
  XY_ROSTER_ROW_TITLE, /* or anything else that lists nobody */
  XY_ROSTER_ROW_HEADING,
  XY_ROSTER_ROW_SUM,
  XY_ROSTER_ROW_SIGNATURE,
  XY_ROSTER_ROW_REMARK,
  XY_ROSTER_ROW_GROUP, /* a line that only names the group of those below */
} XyRosterRowKind;

/* Keeps TEXT with the reading. */
const char *xy_roster_keep (XyRosterRead *read, const char *text);

/* COLUMN is of the sheet, or -1. The text is kept. */
void
xy_roster_tell (XyRosterRead *read, XyRosterSeverity severity, guint sheet, guint row, int column, const char *text);
/* About FIELD of the row that is read. */
void xy_roster_tell_cell (XyRosterReader *reader, XyRosterSeverity severity, XyRosterField field, const char *text);

/* roster-lines: what the row is, after its CELLS are set. */
XyRosterRowKind xy_roster_classify (XyRosterReader *reader, const XyCell *cells, guint n);
const XyRosterGroup *xy_roster_find_group (XyRosterReader *reader, const char *text);

/* roster-cells: takes the cells of a person into ROW, and tells what is wrong. */
void xy_roster_take_cells (XyRosterReader *reader, XyRosterRow *row);
/* What a cell says, cleaned; NULL where it says nothing. */
const char *xy_roster_cell_text (XyRosterReader *reader, XyRosterField field);

/* roster-households: puts ROW, at INDEX, into its household; and at the end looks at each household. */
void xy_roster_place (XyRosterReader *reader, XyRosterRow *row, guint index);
void xy_roster_finish_households (XyRosterReader *reader);

#define xy_roster_row_at(read, index) ((XyRosterRow *) g_ptr_array_index ((read)->rows, index))
#define xy_roster_household_at(read, index) (&g_array_index ((read)->households, XyRosterHousehold, index))

G_END_DECLS
