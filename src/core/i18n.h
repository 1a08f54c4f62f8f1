/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * i18n: the language the program speaks. Chinese, unless the system's locale names another language it has (English);
 * $XIANGYUE_LANGUAGE (zh_CN, en) overrides both.
 *
 * Every source file that shows words includes <glib/gi18n-lib.h> and marks them _() or N_(). msgids are English.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets the locale and the message catalogue up. Call first in main(), before any thread. */
void xy_i18n_init (void);

/* Whether the words are as the code has them, as before xy_i18n_init(). */
gboolean xy_i18n_is_english (void);

/*
 * WORDS that stand alone, as a state or a choice, and elsewhere within a sentence: English begins them with a capital.
 * Returns: (transfer full), NULL for NULL.
 */
char *xy_i18n_alone (const char *words);

G_END_DECLS
