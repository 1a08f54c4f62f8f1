/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words: spans of days, points in a column and telephone numbers as they are written on a Chinese paper. A paper is a
 * Chinese document whatever language the window speaks, so nothing here is translated.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026年10月9日至23日": what the second day has in common with the first is not said again. */
char *xy_words_span (const char *from, const char *to);

/* The same without the year of the first day, which the reader knows: "7月1日至9月30日". */
char *xy_words_short_span (const char *from, const char *to);

/* Decimals that a column with HUNDREDTHS in it needs: one, or two. */
guint xy_words_count_decimals (gint64 hundredths);

/*
 * 17650 → "176.50" with two DECIMALS, so that the points stand below each other; otherwise as core/number.h writes
 * them. IS_SIGNED writes a plus too, and "—" for nothing.
 */
char *xy_words_points (gint64 hundredths, guint decimals, gboolean is_signed);

/* "19900000001" → "199 0000 0001", which can be read out; other numbers as they are. */
char *xy_words_phone (const char *phone);

/* The number before a paragraph of LEVEL 1 to 4 (GB/T 9704-2012): "一、" "（一）" "1. " "（1）". */
char *xy_words_level (guint level, guint number);

/*
 * The level that TEXT is numbered as, 0 where it begins with no number. Half-width marks are taken too: "(一)", "1．".
 */
guint xy_words_find_level (const char *text);

/* The bytes of the head that runs into a paragraph: up to its first 。 or to its first line's end. */
guint xy_words_head_length (const char *text);

G_END_DECLS
