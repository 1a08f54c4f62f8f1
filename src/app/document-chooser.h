/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-chooser: what a document is begun with: the templates, by kind, each with a line that says when it is used;
 * or one that was written before.
 *
 * Signals
 * "chosen" ()     another one is selected
 * "activated" ()  double click or Enter
 */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"
#include "core/template.h"

G_BEGIN_DECLS

#define XY_TYPE_DOCUMENT_CHOOSER (xy_document_chooser_get_type ())
G_DECLARE_FINAL_TYPE (XyDocumentChooser, xy_document_chooser, XY, DOCUMENT_CHOOSER, GtkWidget)

GtkWidget *xy_document_chooser_new (void);

/* TEMPLATES of XyTemplate and DOCUMENTS of XyDocument must live as long as the chooser. Selects the first template. */
void xy_document_chooser_set (XyDocumentChooser *self, GPtrArray *templates, GPtrArray *documents);

void xy_document_chooser_focus (XyDocumentChooser *self);

/* NULL where the other, or nothing, is chosen. */
const XyTemplate *xy_document_chooser_get_template (XyDocumentChooser *self);
XyDocument *xy_document_chooser_get_document (XyDocumentChooser *self);

G_END_DECLS
