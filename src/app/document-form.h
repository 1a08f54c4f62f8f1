/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-form: the fields of a document while it is written: what its placeholders stand for, its words, its table
 * with what is done about each column.
 *
 * Signals
 * "changed" ()               something was typed or chosen
 * "failed" (const char *)    a table could not be taken; NULL takes the sentence away
 */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"
#include "core/village.h"

G_BEGIN_DECLS

#define XY_TYPE_DOCUMENT_FORM (xy_document_form_get_type ())
G_DECLARE_FINAL_TYPE (XyDocumentForm, xy_document_form, XY, DOCUMENT_FORM, GtkWidget)

GtkWidget *xy_document_form_new (void);

/* What holds where nothing is written: who signs, whom to ask. VILLAGE may be NULL. */
void xy_document_form_set_village (XyDocumentForm *self, const XyVillage *village);

void xy_document_form_set_document (XyDocumentForm *self, const XyDocument *document);

/* Writes what stands in the form into DOCUMENT, a copy or a new one. */
void xy_document_form_read (XyDocumentForm *self, XyDocument *document);

/* FALSE where a field holds what cannot be; it says so itself. */
gboolean xy_document_form_check (XyDocumentForm *self);

/* Shows ERROR at the field it is about; FALSE where it is about none. */
gboolean xy_document_form_show_error (XyDocumentForm *self, const GError *error);

G_END_DECLS
