/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bundle-file: what its files share. */
#pragma once

#include <sodium.h>

#include "sync/bundle-file.h"

G_BEGIN_DECLS

#define XY_BUNDLE_MAGIC "XYBUNDL1"
#define XY_RECEIPT_MAGIC "XYRECPT1"
#define XY_BUNDLE_MAGIC_SIZE 8
#define XY_BUNDLE_CHUNK 65536
#define XY_BUNDLE_SEALED_CHUNK (XY_BUNDLE_CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES)
#define XY_BUNDLE_SEALED_KEY (crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_box_SEALBYTES)
#define XY_BUNDLE_STREAM (XY_BUNDLE_SEALED_KEY + crypto_secretstream_xchacha20poly1305_HEADERBYTES)
#define XY_BUNDLE_FRAME_HEAD 9

/* Says what is the matter with the stick that has PATH, by errno NUMBER. Returns FALSE. */
gboolean xy_bundle_cannot_write (int number, const char *path, GError **error);
gboolean xy_bundle_cannot_read (int number, const char *path, GError **error);
gboolean xy_bundle_damaged (GError **error);

G_END_DECLS
