/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-items-editor: the items of a checklist, a line for each: in use or not, name, the most it gives, what gives
 * how much, inside the house or not. Enter goes on, from the last line to a new one; Alt+Up and Alt+Down move a line,
 * Ctrl+Delete takes it out. Fits an XyForm; property "text" is what xy_hygiene_items_read() reads.
 */
#pragma once

#include "app/field-box.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_ITEMS_EDITOR (xy_hygiene_items_editor_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneItemsEditor, xy_hygiene_items_editor, XY, HYGIENE_ITEMS_EDITOR, XyFieldBox)

GtkWidget *xy_hygiene_items_editor_new (void);

/* Signals: "passed" (), the focus should go on. */

G_END_DECLS
