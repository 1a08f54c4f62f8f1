/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-scheme-sheet: a points scheme as a spreadsheet of two sheets, the head (积分办法) and the rules (细则), out
 * and in again.
 *
 * Reading takes what writing wrote, and what a village types into a table of its own: any order of columns, a title
 * over the head, only 名称 and 分值 there, "2-3分", "每月2分" as a cap, 是 and √. A code that is missing is made, or is
 * that of the rule with the same name. What is wrong is told as sentences with sheet and row; then nothing is taken.
 */
#pragma once

#include "core/points-rule.h"
#include "core/points-scheme.h"
#include "tabular/table.h"

G_BEGIN_DECLS

/* The newest scheme and all rules that hold on DAY (NULL: all), as PATH. N gets the number of rules. */
gboolean xy_points_scheme_export (XyStore *store, const char *day, const char *path, guint *n, GError **error);

typedef struct
{
  XyPointsScheme *scheme; /* NULL where there is no such sheet */
  GPtrArray *rules;       /* of XyPointsRule, not saved */
  GPtrArray *problems;    /* of sentences; empty where all can be taken */
  guint n_changed;        /* after the act */
} XyPointsSchemeSheet;

void xy_points_scheme_sheet_free (XyPointsSchemeSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPointsSchemeSheet, xy_points_scheme_sheet_free)

/* Looks at WORKBOOK. Errors: UNREADABLE where no sheet has rules; those of the file. Returns: (transfer full). */
XyPointsSchemeSheet *xy_points_scheme_sheet_read (XyStore *store, XyWorkbook *workbook, GError **error);

/* XyActFunc that takes all of SHEET, with its sentence. INVALID with the first of its problems. */
gboolean xy_points_scheme_sheet_act (XyTxn *txn, gpointer sheet, GError **error);

G_END_DECLS
