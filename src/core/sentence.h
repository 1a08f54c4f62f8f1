/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * sentence: sentences in one row, as each language writes them: English has a space between two, Chinese has none
 * behind its 。
 */

#include <glib.h>

G_BEGIN_DECLS

/* Puts SENTENCE, which may be NULL or empty, behind what stands in WORDS. */
void xy_sentence_append (GString *words, const char *sentence);

/* FIRST and then SECOND, either of which may be NULL. (transfer full) */
char *xy_sentence_join (const char *first, const char *second);

G_END_DECLS
