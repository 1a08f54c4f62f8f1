/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-table-box: the table of a document: taken from a spreadsheet or pasted from WPS, and for each column whether
 * it is printed, covered or left out. Columns of ID, telephone and bank numbers are covered at first.
 *
 * Signals
 * "changed" ()
 * "failed" (const char *)  why a table could not be taken; NULL: it could
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_DOCUMENT_TABLE_BOX (xy_document_table_box_get_type ())
G_DECLARE_FINAL_TYPE (XyDocumentTableBox, xy_document_table_box, XY, DOCUMENT_TABLE_BOX, GtkWidget)

GtkWidget *xy_document_table_box_new (void);

/* As in the document; each may be NULL. */
void xy_document_table_box_set (XyDocumentTableBox *self, const char *text, const char *uses);
const char *xy_document_table_box_get_text (XyDocumentTableBox *self);
char *xy_document_table_box_dup_uses (XyDocumentTableBox *self); /* NULL without a table */

/* Whether a row of the table has a value of that NAME. */
gboolean xy_document_table_box_has_head (XyDocumentTableBox *self, const char *name);

G_END_DECLS
