/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-layout: how a sheet of points is laid out in a spreadsheet: where its heading is and which column is what.
 *
 * Two shapes are met. A list has a row for each deed: 日期, 户主, 事项, 数量 or 积分, 证明人. A month's sheet has a row
 * for each household and a column for each rule, under the rule's name or code; a cell says how many. Both may say the
 * group in a column, in the sheet's name or in a title above, and the day likewise ("2026年11月" is its last day, or
 * today in the month that runs).
 *
 * Hidden sheets are left out unless they are named.
 */
#pragma once

#include "core/points-rule.h"
#include "tabular/table.h"

G_BEGIN_DECLS

typedef enum
{
  XY_POINTS_NONE,
  XY_POINTS_SERIAL,
  XY_POINTS_GROUP,
  XY_POINTS_NUMBER, /* of the household */
  XY_POINTS_NAME,   /* of the head or a member */
  XY_POINTS_RULE,   /* its name or code */
  XY_POINTS_AMOUNT,
  XY_POINTS_SCORE, /* points: which, of a rule with a range; otherwise as many as the amount gives */
  XY_POINTS_DAY,
  XY_POINTS_WITNESS,
  XY_POINTS_NOTE,
  XY_POINTS_DONE, /* how many of the rule that the heading names */
  XY_POINTS_N_FIELDS,
} XyPointsField;

typedef struct
{
  guint column;
  char *heading;
  XyPointsField field;
  char *code; /* of the rule, where the field is DONE */
} XyPointsColumn;

typedef struct
{
  guint sheet;
  char *name;
  gboolean used; /* FALSE: nothing is read from it, and remark says why */
  char *remark;
  guint header;       /* row, from 0 */
  GPtrArray *columns; /* of XyPointsColumn, those with a heading */
  char *group;        /* what the sheet's name or a title says, or NULL */
  char *day;          /* likewise */
} XyPointsLayout;

/*
 * One for each sheet. RULES (XyPointsRule) are those that columns may be named after. SHEET names the only one to look
 * at; NULL for all. TODAY is for titles. NOT_FOUND where there is no such sheet. Returns: (transfer full).
 */
GPtrArray *
xy_points_detect (const XyWorkbook *workbook, const char *sheet, GPtrArray *rules, const char *today, GError **error);

void xy_points_layout_free (XyPointsLayout *layout);

/* Whether what is needed is there: a household, and a rule. */
gboolean xy_points_layout_is_ready (const XyPointsLayout *layout);

/* The column at COLUMN (of the sheet) is FIELD (DONE: of the rule CODE), and no other is, but for NONE and DONE. */
void xy_points_layout_set_field (XyPointsLayout *layout, guint column, XyPointsField field, const char *code);

/* "number", as JSON has it; and what people call it, translated. Static. */
const char *xy_points_field_name (XyPointsField field);
const char *xy_points_field_label (XyPointsField field);

/* The rule of RULES that TEXT names, by code or name; NULL for none. */
XyPointsRule *xy_points_rule_named (GPtrArray *rules, const char *text);

G_END_DECLS
