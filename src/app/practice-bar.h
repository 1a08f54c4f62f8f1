/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * practice-bar: over the pages of the village to practise in. A band that nobody overlooks says that it is practice,
 * and leads out of it; below it stands the task at hand (core/practice.h): what is to be done in the words of the
 * screen, whether it is done, keys to the page and to the help. The list behind its button has all eight.
 *
 * It looks after each act by itself whether a task is done. It is seen only where such a village is open.
 *
 * Actions: practice.previous practice.next practice.show (the page) practice.help
 * practice.fold practice.begin; of the window: win.leave-practice win.practice-anew
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

#define XY_TYPE_PRACTICE_BAR (xy_practice_bar_get_type ())
G_DECLARE_FINAL_TYPE (XyPracticeBar, xy_practice_bar, XY, PRACTICE_BAR, GtkWidget)

void xy_practice_bar_set_desk (XyPracticeBar *bar, XyDesk *desk);

/* Puts the keys on the task at hand, and opens it where it is folded. */
void xy_practice_bar_focus (XyPracticeBar *bar);

G_END_DECLS
