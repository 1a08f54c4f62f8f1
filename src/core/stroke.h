/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stroke: the order of 姓氏笔画, in which a village accepts a list of names.
 *
 * First the surname by its number of strokes, then by the strokes as they are written, 横 竖 撇 点 折 (通用规范汉字表,
 * GF 0023-2020); a surname of two characters goes with its first, after those who have only that one. In one surname,
 * given names of one character before those of two; then the given name character by character. Names that do not
 * begin with a Chinese character come last, by their letters.
 *
 * The order of keys as bytes (memcmp(), g_bytes_compare(), SQL's order of BLOBs) is the order of names. A key says
 * nothing else. Stored keys are good as long as xy_stroke_version() stays the same.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full) the key of NAME; of an empty name one that sorts after every other. */
GBytes *xy_stroke_key (const char *name);

/*
 * FALSE where TEXT holds a Chinese character outside the national table of 8105. Such a character is sorted after all
 * of its number of strokes, or at the very end, and a list that is posted wants a look at that place.
 */
gboolean xy_stroke_is_known (const char *text);

/* Returns: (transfer full): the characters of TEXT that xy_stroke_is_known() means, each once, or NULL. */
char *xy_stroke_unknown (const char *text);

/* Changes whenever keys may come out otherwise. Static. */
const char *xy_stroke_version (void);

G_END_DECLS
