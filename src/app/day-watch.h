/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * day-watch: the window stays open over night, and the clock of an old computer is wrong. When the day changes all that
 * is shown is read anew: what is due today, what is late, what may come down. Where the computer's date is before that
 * of the last entry, there is a sentence that says so.
 */
#pragma once

#include "app/desk.h"

G_BEGIN_DECLS

#define XY_TYPE_DAY_WATCH (xy_day_watch_get_type ())
G_DECLARE_FINAL_TYPE (XyDayWatch, xy_day_watch, XY, DAY_WATCH, GObject)

XyDayWatch *xy_day_watch_new (XyDesk *desk);

/* Before the desk is closed. */
void xy_day_watch_stop (XyDayWatch *watch);

/* NULL while the date may be right. Owned by WATCH. */
const char *xy_day_watch_get_warning (XyDayWatch *watch);

/*
 * Signals
 * "changed" ()   the warning
 */

G_END_DECLS
