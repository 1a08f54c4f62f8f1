/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * field-box: a field of a form (form.h) that has parts of its own, one below the other: lines of a list, chips. The
 * form knows it by its property "text", which says all of it in one text; a subclass writes and reads that text.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_FIELD_BOX (xy_field_box_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyFieldBox, xy_field_box, XY, FIELD_BOX, GtkWidget)

struct _XyFieldBoxClass
{
  GtkWidgetClass parent_class;

  char *(*get_text) (XyFieldBox *self); /* (transfer full) */
  void (*set_text) (XyFieldBox *self, const char *text);
};

/* What is in it became another. */
void xy_field_box_changed (XyFieldBox *self);

G_END_DECLS
