/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * help-article: one topic of the help (core/help.h) to be read: its title and its blocks under one another, no wider
 * than is easily read, in a scrolled window of its own.
 *
 * Signal "link-chosen" (const char *topic, const char *word): a link to another topic, or to WORD there ("" for none).
 */
#pragma once

#include <gtk/gtk.h>

#include "core/help.h"

G_BEGIN_DECLS

#define XY_TYPE_HELP_ARTICLE (xy_help_article_get_type ())
G_DECLARE_FINAL_TYPE (XyHelpArticle, xy_help_article, XY, HELP_ARTICLE, GtkWidget)

/* HELP outlives the article. */
GtkWidget *xy_help_article_new (const XyHelp *help);

/* Shows TOPIC from its beginning, or from BLOCK of it (may be NULL), which is marked. */
void xy_help_article_show (XyHelpArticle *article, const XyHelpTopic *topic, const XyHelpBlock *block);

/* What is read, further on or back by what is seen of it. */
void xy_help_article_turn (XyHelpArticle *article, gboolean on);

G_END_DECLS
