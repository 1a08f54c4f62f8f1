/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prefs: what the window remembers on this PC (data/org.xiangyue.Xiangyue.gschema.xml), kept in
 * <config folder>/xiangyue/window.ini, so that it needs no settings service. What belongs to the office is in the
 * store.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Text sizes of the key "text-size". */
typedef enum
{
  XY_TEXT_STANDARD,
  XY_TEXT_LARGE,
  XY_TEXT_LARGEST,
} XyTextSize;

/* What a column of names is sorted by; the key "name-order". */
typedef enum
{
  XY_PREFS_NAMES_STROKES, /* 姓氏笔画 */
  XY_PREFS_NAMES_PINYIN,
} XyPrefsNameOrder;

/* Owned by the program. Its signal "changed::KEY" tells of changes. */
GSettings *xy_prefs (void);

/* How much larger the desktop shows all text than at 96 dots an inch; style.c knows. 1 at first. */
void xy_prefs_set_desktop_scale (double scale);

/* How much larger than the standard the text is as it is shown; widths in pixels are given for the standard size. */
double xy_prefs_get_scale (void);

/* The size that the text as it is shown comes next to from below, which says how much room there is beside it: the
 * standard on a desktop that shows it a quarter larger is large. */
XyTextSize xy_prefs_get_shown_size (void);

G_END_DECLS
