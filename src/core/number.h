/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number: points, money and Chinese numerals as text.
 *
 * Points are integers in hundredths, for the catalogues use 0.1; money is in fen. Neither is ever a floating-point
 * number. On screen and paper a minus is U+2212, as wide as a plus; files and the command line get an ASCII one.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No amount is beyond ± this, so that a sum of millions of amounts cannot overflow. */
#define XY_NUMBER_MOST G_GINT64_CONSTANT (1000000000000)

/*
 * Reads "2", "+2.5", "-0.1", ".5", "1,234.5", "2分", in any width, with any minus, and with 。 for the point, into
 * HUNDREDTHS. FALSE with a sentence (XY_ERROR_INVALID) for what is no number, has more than two decimals, or is beyond
 * XY_NUMBER_MOST; HUNDREDTHS is 0 then.
 */
gboolean xy_points_parse (const char *text, gint64 *hundredths, GError **error);

/* "127.5", "127.0", "127.55", "−5.0": one decimal unless two are needed. (transfer full) */
char *xy_points_format (gint64 hundredths);

/* The same with a sign, for what was added or taken: "+2.0", "−5.0"; "0.0" has none. (transfer full) */
char *xy_points_format_change (gint64 hundredths);

/* The same for machines: "-5.0". xy_points_parse() reads it back. (transfer full) */
char *xy_points_to_text (gint64 hundredths);

/* Reads "¥1,234.50", "1234.5", "-3元" into FEN; fails as xy_points_parse() does. */
gboolean xy_money_parse (const char *text, gint64 *fen, GError **error);

/* "¥1,234.50", "−¥3.00". (transfer full) */
char *xy_money_format (gint64 fen);

/* "1234.50", "-3.00". (transfer full) */
char *xy_money_to_text (gint64 fen);

/* 一, 十二, 九十九, 一百零三: NUMBER from 0 to 999 as headings number things. (transfer full) */
char *xy_chinese_number (int number);

/* Reads 十四, 一百二十, 廿三, 卅, 两百, 一〇三. FALSE, and 0, where TEXT is something else or beyond 999. */
gboolean xy_chinese_number_parse (const char *text, int *number);

G_END_DECLS
