/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-layout: how a village's roster is laid out in a spreadsheet: where its heading is, which column is what, and
 * what tells one household from the next.
 *
 * xy_roster_detect() looks at every sheet of a workbook and proposes a layout; the person may correct it column by
 * column. What was corrected is remembered on this computer under the sheet's headings, and proposed again for the
 * next file that has the same.
 *
 * Found by itself: a heading of one to three rows anywhere in the first hundred, under titles and lines of units and
 * dates, with merged cells; a heading over two columns for name and relation; a group that only the sheet's name or its
 * title says; and, where no column numbers the households, what else separates them (XyRosterGrouping).
 * Hidden sheets are left out, hidden columns and rows are read like the others; layouts say so.
 */
#pragma once

#include "core/store.h"
#include "tabular/roster-columns.h"
#include "tabular/table.h"

G_BEGIN_DECLS

/* What tells one household from the next, in the order in which they are looked for. */
typedef enum
{
  XY_ROSTER_BY_NUMBER,   /* its number; merged, repeated, or only on its first line */
  XY_ROSTER_BY_HEAD,     /* its head's name in a column of its own; likewise */
  XY_ROSTER_BY_RELATION, /* each 户主 starts one */
  XY_ROSTER_BY_SERIAL,   /* each filled serial number starts one */
  XY_ROSTER_EACH_ROW,    /* every row is one; only heads are listed */
} XyRosterGrouping;

typedef struct
{
  guint column;
  char *heading;       /* one line: "户主 姓名" for a heading of two rows */
  XyRosterField field; /* as detected or as the person decided */
  guint score;         /* how sure, 0 to 100; a person's decision is 100 */
  gboolean hidden;
} XyRosterColumn;

typedef struct
{
  guint sheet;
  char *name;         /* of the sheet */
  gboolean used;      /* FALSE: nothing is read from it, and REMARK says why */
  char *remark;       /* a sentence, or NULL */
  guint header_first; /* rows of the heading, from 0 */
  guint header_last;
  GPtrArray *columns; /* of XyRosterColumn, those with a heading or with cells below it */
  char *group;        /* what the sheet's name or title says, where no column says it; or NULL */
  XyRosterGrouping grouping;
  gboolean rest;     /* a file of rows left to mend: what is not in it is not missing */
  char *fingerprint; /* of the headings */
  gboolean corrected;

  /* Which column is which field once all is settled; -1 for none. A roster that lists only heads has its 户主 here as
   * the name. */
  int at[XY_ROSTER_N_FIELDS];
} XyRosterLayout;

/* One for each sheet. SHEET names the only one to look at, hidden or not; NULL for all. Returns: (transfer full). */
GPtrArray *xy_roster_detect (const XyWorkbook *workbook, const char *sheet, GError **error);

/* The column at COLUMN (of the sheet, from 0) is FIELD, and no other is. FALSE where there is no such column. */
gboolean
xy_roster_layout_set_field (XyRosterLayout *layout, const XyWorkbook *workbook, guint column, XyRosterField field);

/* "C", "c" or the heading itself; -1 for none. */
int xy_roster_layout_find_column (const XyRosterLayout *layout, const char *text);

/* "C" for 2. Returns: (transfer full). */
char *xy_roster_column_letters (guint column);

/* Takes what was remembered for these headings; what is wrong with the store is no reason to stop. */
void xy_roster_layouts_recall (GPtrArray *layouts, const XyWorkbook *workbook, XyStore *store);
/* Remembers the layouts that were corrected. */
gboolean xy_roster_layouts_remember (GPtrArray *layouts, XyStore *store, GError **error);

G_END_DECLS
