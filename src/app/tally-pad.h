/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tally-pad: what one of two people counts while ballots are called: a stroke of 正 for each. Keys 1 to 4 make a stroke
 * in that line (赞成 反对 弃权 无效), Backspace takes the last one back; a click into a line makes a stroke too.
 *
 * Signals: "changed" (), a stroke was made or taken back by hand.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TALLY_LINES 4

#define XY_TYPE_TALLY_PAD (xy_tally_pad_get_type ())
G_DECLARE_FINAL_TYPE (XyTallyPad, xy_tally_pad, XY, TALLY_PAD, GtkWidget)

/* NAME: who counts here; WORDS: of the lines, copied. */
GtkWidget *xy_tally_pad_new (const char *name, const char *const words[XY_TALLY_LINES]);

/* The strokes in the order in which they were made, "112" for two of the first line and one of the second. What is no
 * stroke is left out. */
void xy_tally_pad_set_strokes (XyTallyPad *pad, const char *strokes);
const char *xy_tally_pad_get_strokes (XyTallyPad *pad);

guint xy_tally_pad_count (XyTallyPad *pad, guint line);
guint xy_tally_pad_total (XyTallyPad *pad);

/* FALSE: it is only looked at. */
void xy_tally_pad_set_editable (XyTallyPad *pad, gboolean editable);

G_END_DECLS
