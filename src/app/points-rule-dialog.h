/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-rule-dialog: a rule that is added, or changed: a change is a further version from a day on, and old entries
 * keep theirs. At the foot it says in plain words what the rule will say.
 */
#pragma once

#include "app/desk.h"
#include "core/points-rule.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* RULE NULL: a new one, in CATEGORY. CATEGORIES, POOLS and TAGS are words to choose from. */
void xy_points_rule_dialog_open (GtkWidget *from,
                                 XyDesk *desk,
                                 const XyPointsRule *rule,
                                 const char *category,
                                 const char *const *categories,
                                 const char *const *pools,
                                 const char *const *tags);

/* Asks for the last day of RULE. */
void xy_points_rule_end_dialog_open (GtkWidget *from, XyDesk *desk, const XyPointsRule *rule);

G_END_DECLS
