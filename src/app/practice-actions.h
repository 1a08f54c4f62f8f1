/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * practice-actions: the window's ways into the village to practise in and out of it: win.practise (there already: to
 * the task at hand), win.practice-anew (asks, then makes a fresh one), win.leave-practice (to what was open before,
 * else to the village of one's own, else to the first start).
 */
#pragma once

#include "app/practice-bar.h"
#include "app/window.h"

G_BEGIN_DECLS

/* BAR is the window's. */
void xy_practice_actions_add (XyWindow *window, XyPracticeBar *bar);

G_END_DECLS
