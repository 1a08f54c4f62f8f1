/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx: what the two halves of the xlsx reader share. Not for use outside src/tabular.
 */
#pragma once

#include "tabular/number-format.h"
#include "tabular/package.h"

G_BEGIN_DECLS

typedef struct
{
  XyWorkbook *workbook;
  GPtrArray *strings; /* shared strings; owned by the workbook */
  GArray *formats;    /* XyNumberFormat of each cell style */
} XyXlsx;

/* Reads the worksheet part NAME into SHEET and seals it. */
gboolean xy_xlsx_read_sheet (const XyXlsx *xlsx, XyPackage *package, const char *name, XySheet *sheet, GError **error);

/* Reads "_x000D_", the way xlsx writes what XML cannot hold, in place. */
void xy_xlsx_unescape (GString *text);

G_END_DECLS
