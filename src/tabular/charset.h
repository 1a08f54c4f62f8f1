/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * charset: bytes of a text file as UTF-8. A byte order mark is believed; then UTF-16 by where its zeros fall; then
 * UTF-8 if every byte of it is that; else GB18030, of which GBK and GB2312 are parts. What cannot be read becomes
 * U+FFFD and is counted. Not for use outside src/tabular.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *text; /* in BYTES or in OWNED; not ended by NUL */
  gsize length;
  char *owned;
  const char *charset; /* as FORCED or static */
  gboolean guessed;
  guint unreadable;
} XyDecoded;

/* FORCED may be NULL. BYTES must outlive DECODED unless owned is set. Free owned. */
gboolean xy_charset_decode (const guint8 *bytes, gsize length, const char *forced, XyDecoded *decoded, GError **error);

G_END_DECLS
