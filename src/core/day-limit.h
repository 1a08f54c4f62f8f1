/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * day-limit: reads a last day as people say it at a meeting: 3, 3天, 三天内, 两周, 半个月, 2个月, 今天 明天 后天, 本周,
 * 月底, 下月底, 年底, 15号, 12月1日, 12.1, and whatever xy_day_parse() takes for a whole day.
 */
#pragma once

#include "core/day.h"

G_BEGIN_DECLS

/*
 * Counted from FROM, a whole day: 3天 is the third day after it, 15号 and 12月1日 the next one that is not before it.
 * FALSE, and DAY "", where TEXT is none of these.
 */
gboolean xy_day_parse_limit (const char *text, const char *from, char day[XY_DAY_SIZE]);

G_END_DECLS
