/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * packed: a long table of a document as it stands in the line of an operation, deflated and in base64, {"z":"…"}, so
 * that any record fits into a line of the wire (XY_TABLE_PACKED_MOST). What is packed once is never packed anew:
 * another zlib may do it otherwise.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tables that are shorter stand as they are, to be read by people. Bytes. */
#define XY_PACKED_LEAST 4096

/* Returns: (transfer full). */
char *xy_packed_from_text (const char *text, gsize length);
/* The text of PACKED; NULL where it is none, or more than XY_TABLE_TEXT_MOST bytes. Returns: (transfer full). */
char *xy_packed_to_text (const char *packed);

G_END_DECLS
