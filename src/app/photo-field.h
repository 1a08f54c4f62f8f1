/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * photo-field: the place of a form for one picture, which is never asked for: chosen, or dropped on the whole form. It
 * is shrunk at once (app/photo.h) and shown small, with the verb that takes it away.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_PHOTO_FIELD (xy_photo_field_get_type ())
G_DECLARE_FINAL_TYPE (XyPhotoField, xy_photo_field, XY, PHOTO_FIELD, GtkWidget)

GtkWidget *xy_photo_field_new (void);

/* Pictures dropped on WIDGET are the field's. */
void xy_photo_field_accept_drops (XyPhotoField *field, GtkWidget *widget);

/* The JPEG, or NULL. Owned by the field. */
GBytes *xy_photo_field_get (XyPhotoField *field);
void xy_photo_field_clear (XyPhotoField *field);

G_END_DECLS
