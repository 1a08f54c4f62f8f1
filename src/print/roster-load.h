/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-load: 户籍花名册 and 本户信息 out of a village's file. The window's preview, the printer and the command line
 * all come here, so that they make the same paper.
 */
#pragma once

#include "print/household-sheet.h"
#include "print/papers.h"
#include "print/roster.h"

G_BEGIN_DECLS

/* Who lives in the households of ask->filter. NOT_FOUND where there is none. Returns: (transfer full). */
XyPaper *xy_roster_load (XyStore *store, const XyPaperAsk *ask, GError **error);

/*
 * Its orders: number, strokes (within a group by 姓氏笔画 of the head). Its parts are those of XyRosterColumns and
 * group-pages, each group on pages of its own.
 */
extern const XyPaperKind xy_roster_paper;

/* Of the household ask->record. Returns: (transfer full). */
XyPaper *xy_household_sheet_load (XyStore *store, const XyPaperAsk *ask, GError **error);

extern const XyPaperKind xy_household_sheet_paper;

G_END_DECLS
