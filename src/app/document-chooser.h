/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-chooser: the templates to begin a document with, by kind, each with a line that says when it is used.
 *
 * Signals
 * "chosen" ()     another one is selected
 * "activated" ()  double click or Enter
 */
#pragma once

#include <gtk/gtk.h>

#include "core/template.h"

G_BEGIN_DECLS

#define XY_TYPE_DOCUMENT_CHOOSER (xy_document_chooser_get_type ())
G_DECLARE_FINAL_TYPE (XyDocumentChooser, xy_document_chooser, XY, DOCUMENT_CHOOSER, GtkWidget)

GtkWidget *xy_document_chooser_new (void);

/* TEMPLATES of XyTemplate must live as long as the chooser. Selects the first. */
void xy_document_chooser_set_templates (XyDocumentChooser *self, GPtrArray *templates);

void xy_document_chooser_focus (XyDocumentChooser *self);

/* NULL while there is none. */
const XyTemplate *xy_document_chooser_get_chosen (XyDocumentChooser *self);

G_END_DECLS
