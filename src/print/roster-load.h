/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-load: 户籍花名册 and 本户信息 out of a village's file. The window's preview, the printer and the command line
 * all come here, so that they make the same paper.
 */
#pragma once

#include "core/roster-list.h"
#include "print/household-sheet.h"
#include "print/roster.h"

G_BEGIN_DECLS

typedef struct
{
  XyRosterFilter filter; /* which households */
  const char *scope;     /* the same in words, "3组"; NULL for all */
  gboolean by_name;      /* within a group by 姓氏笔画 of the head, not by number */
  XyRosterOptions options;
  gboolean unmasked;
  const char *number; /* record number for the foot */
  gint64 printed_at;
} XyRosterPaperAsk;

/* Who lives in the households. NOT_FOUND where there is none. Returns: (transfer full). */
XyPaper *xy_roster_load (XyStore *store, const XyRosterPaperAsk *ask, GError **error);

typedef struct
{
  XyId household;
  XyPageSize size;
  gboolean unmasked;
  const char *number;
  gint64 printed_at;
} XyHouseholdSheetAsk;

/* Returns: (transfer full). */
XyPaper *xy_household_sheet_load (XyStore *store, const XyHouseholdSheetAsk *ask, GError **error);

G_END_DECLS
