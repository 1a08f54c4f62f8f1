/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bylaw-mark: how a source of a bylaw is taken apart, for bylaw-text.c: its paragraphs, and the marks before them. */
#pragma once

#include "core/bylaw-text.h"

G_BEGIN_DECLS

typedef struct
{
  XyBylawStyle style;
  int number;
  gsize length;       /* of the mark alone */
  gsize skip;         /* with what stands between it and the text */
  gboolean separated; /* a space or a stop follows */
} XyBylawMark;

/* Whether TEXT begins with a mark. */
gboolean xy_bylaw_mark_read (const char *text, XyBylawMark *mark);
/* How many bytes TEXT begins with that may stand between a mark and its text: spaces and 、.: */
gsize xy_bylaw_mark_skip (const char *text);

/* A few words without a stop, as headings are. */
gboolean xy_bylaw_text_is_heading (const char *text);
/* A line that says what the whole is: 石板溪村村规民约（草案）. */
gboolean xy_bylaw_text_is_title (const char *text);

/* The paragraphs of SOURCE, those joined that were broken into lines. Returns: (transfer full): array of char *. */
GPtrArray *xy_bylaw_text_paragraphs (const char *source);

G_END_DECLS
