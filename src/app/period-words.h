/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period-words: months, quarters and years as the window says them; papers have xy_period_to_chinese(). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026-11", "2026Q4", "2026" in words, "" for NULL and what is none. (transfer full) */
char *xy_period_words (const char *period);

/* The month of PERIOD, short, without its year. (transfer none) */
const char *xy_period_month (const char *period);

/* The month PERIOD under the column AT of a chart, and below it the year where that begins. (transfer full) */
char *xy_period_under_column (const char *period, guint at);

/* DAY without its year. (transfer full) */
char *xy_period_day (const char *day);

G_END_DECLS
