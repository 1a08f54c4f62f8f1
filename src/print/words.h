/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words: days, counts, points and telephone numbers as they are written on a Chinese paper. A paper is a Chinese
 * document whatever language the window speaks, so nothing here is translated.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026-10-09" → "2026年10月9日"; another text is returned as it is. */
char *xy_words_day (const char *day);

/* "2026年10月9日至10月23日": what the second day has in common with the first is not said again. */
char *xy_words_span (const char *from, const char *to);

/* The same without the year of the first day, which the reader knows: "7月1日至9月30日". */
char *xy_words_short_span (const char *from, const char *to);

/* Days from FROM to TO, both included; 0 when either is no day or TO is earlier. */
guint xy_words_count_days (const char *from, const char *to);

/* 15 → "十五"; figures from 100 on. */
char *xy_words_number (guint n);

/* Decimals (0, 1 or 2) that HUNDREDTHS needs. */
guint xy_words_count_decimals (gint64 hundredths);

/* 17650 → "176.5" with one decimal; a minus is U+2212. SIGNED writes "+" too and "—" for nothing. */
char *xy_words_points (gint64 hundredths, guint decimals, gboolean is_signed);

/* "19900000001" → "199 0000 0001", which can be read out; other numbers as they are. */
char *xy_words_phone (const char *phone);

G_END_DECLS
