/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pinyin: keys by which a name is found when its pinyin or its initials are typed.
 *
 * "张国强" has the full key "zhangguoqiang" and the initials "zgq". ü is v, and u as well, for both are typed: 吕 has
 * the full key "lv lu". Where a character has several readings a key holds up to three alternatives with a space
 * between them, the most usual first: 单 in front of a name "shan dan", 覃 "qin tan". 尉迟, 万俟 and other surnames of
 * two characters are known. Latin letters and digits stay, in lower case and half width; spaces and punctuation go; a
 * character without a known reading stays as it is.
 *
 * A search for "zgq" looks for it at the start of an alternative: key LIKE 'zgq%' OR key LIKE '% zgq%'.
 *
 * Readings: ICU's Han-Latin, worked out when the program is built, and data/text/readings.txt and surnames.txt.
 * Stored keys are good as long as xy_pinyin_version() stays the same.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * FULL and INITIALS (each optional) become the keys of TEXT, "" for an empty text or NULL; broken UTF-8 does no harm.
 * (transfer full)
 */
void xy_pinyin_keys (const char *text, char **full, char **initials);

/*
 * The order of a dictionary: by the first reading of each character, 李伟 before 梁军, and of one sound, one character
 * after the other. Compare as bytes. NULL for an empty name. (transfer full)
 */
char *xy_pinyin_order (const char *name);

/* Changes whenever keys may come out otherwise. Static. */
const char *xy_pinyin_version (void);

G_END_DECLS
