/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-sheet: a sheet of a spreadsheet as the table of a document (core/document-table.h). Rows and columns that
 * somebody hid stay hidden: what was not to be seen on the screen is not to hang on the board.
 */
#pragma once

#include "tabular/table.h"

G_BEGIN_DECLS

/*
 * TITLE (may be NULL) gets the line above the heads, (transfer full) or NULL. Returns: (transfer full); NULL with
 * INVALID where the sheet is empty.
 */
char *xy_document_sheet_read (const XySheet *sheet, char **title, GError **error);

/* The first sheet of the file that is not hidden and holds anything, or the one called NAME. */
char *xy_document_sheet_read_file (const char *path, const char *name, char **title, GError **error);

/* A block of cells from the clipboard. */
char *xy_document_sheet_read_pasted (const char *text, char **title, GError **error);

G_END_DECLS
