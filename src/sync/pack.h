/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pack: gzip of what travels, with a guard against what unpacks to more than anybody asked for.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Unpacked at most so many times the packed size; JSON lines reach about 40. */
#define XY_PACK_RATIO_MOST 200

/* Returns: (transfer full). */
GBytes *xy_pack (const char *text, gsize length);

/* The text of PACKED, NUL-terminated. INVALID where it is no gzip, was cut, or is more than MOST bytes or than the
 * ratio allows; nothing beyond that is unpacked. Returns: (transfer full). */
GString *xy_unpack (const void *packed, gsize length, gsize most, GError **error);

G_END_DECLS
