/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phrase: where a Chinese title may be broken into lines. A title is broken by its sense (GB/T 9704-2012, 7.3.1:
 * 词意完整): between words, and not so that a particle begins a line.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint at;   /* bytes from the start; never 0, never the end */
  guint cost; /* 0: a good place; larger ones only where nothing else will do */
} XyPhraseBreak;

/* Returns: (transfer full): XyPhraseBreak, in order. TEXT is valid UTF-8. */
GArray *xy_phrase_find_breaks (const char *text);

G_END_DECLS
