/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * preview-choices: what may be chosen about a paper: sheet, how it lies, order of the rows, room for the seal, parts.
 * What is shown comes from the paper's kind (print/papers.h). The choices are remembered on this PC, by kind.
 */
#pragma once

#include <gtk/gtk.h>

#include "print/papers.h"

G_BEGIN_DECLS

#define XY_TYPE_PREVIEW_CHOICES (xy_preview_choices_get_type ())
G_DECLARE_FINAL_TYPE (XyPreviewChoices, xy_preview_choices, XY, PREVIEW_CHOICES, GtkWidget)

/*
 * Puts what was chosen last time into ASK, and from then on what is chosen. ASK must live as long as the widget.
 * Signal "changed" ().
 */
GtkWidget *xy_preview_choices_new (const XyPaperKind *kind, XyPaperAsk *ask);

G_END_DECLS
