/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * photo: a picture that goes with a record, a photo or a scanned paper. It is drawn anew as a JPEG, so that nothing of
 * the camera, the place and the time in it (EXIF) is kept, upright, and small: at most 300 KB (减负规定; experience.md
 * 2).
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define XY_PHOTO_MOST (300 * 1024)

/* Any thread. NOT_OURS for what is no picture, NOT_FOUND, UNREADABLE. Returns: (transfer full) the JPEG. */
GBytes *xy_photo_shrink (const char *path, GError **error);

G_END_DECLS
