/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-checklist-sheet: a checklist (hygiene-checklist.h) as a spreadsheet of two sheets, its items (评分项目) and
 * what it is (说明), out and in again.
 *
 * Reading takes what writing wrote, and what a village types into a table of its own: a title over the head, any order
 * of columns, only 项目 and 分值 there, other words for them, a line of sums. What is wrong is told as sentences with
 * sheet and row; then nothing is taken. A checklist of the village with the same name and target gets a further
 * version.
 */
#pragma once

#include "core/hygiene-checklist.h"
#include "tabular/table.h"

G_BEGIN_DECLS

/* CHECKLIST as PATH (xlsx; of csv the items only). */
gboolean xy_hygiene_checklist_export (const XyHygieneChecklist *checklist, const char *path, GError **error);

typedef struct
{
  XyHygieneChecklist *checklist; /* not saved */
  GPtrArray *problems;           /* of sentences; empty where it can be taken */
} XyHygieneChecklistSheet;

void xy_hygiene_checklist_sheet_free (XyHygieneChecklistSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHygieneChecklistSheet, xy_hygiene_checklist_sheet_free)

/* Looks at WORKBOOK; NAME is the checklist's where the file says none (the file's name; may be NULL). Errors:
 * UNREADABLE where no sheet has items; those of the file. Returns: (transfer full). */
XyHygieneChecklistSheet *
xy_hygiene_checklist_sheet_read (XyStore *store, XyWorkbook *workbook, const char *name, GError **error);

/* XyActFunc that takes SHEET, with its sentence. INVALID with the first of its problems. */
gboolean xy_hygiene_checklist_sheet_act (XyTxn *txn, gpointer sheet, GError **error);

G_END_DECLS
