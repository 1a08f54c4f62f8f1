/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-dialog: where the office writes an announcement, a letter, a certificate. First a template is chosen, then
 * it is written, the paper standing beside it as it will be. What is half written survives a power cut.
 */
#pragma once

#include "app/desk.h"
#include "app/dialog.h"

G_BEGIN_DECLS

#define XY_TYPE_DOCUMENT_DIALOG (xy_document_dialog_get_type ())
G_DECLARE_FINAL_TYPE (XyDocumentDialog, xy_document_dialog, XY, DOCUMENT_DIALOG, XyDialog)

/* DOCUMENT NULL: a new one. After "preview and print" the print preview opens over FROM's window. */
void xy_document_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *document);

/*
 * What publishes the matter ITEM (publicity.h) in PERIOD (may be NULL) on a paper of KIND: the document that was
 * written for it, or else its template with the period filled in.
 */
void
xy_document_dialog_open_for (GtkWidget *from, XyDesk *desk, const char *item, const char *kind, const char *period);

G_END_DECLS
