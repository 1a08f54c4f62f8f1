/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-rule-view: one rule in full, in the pane beside the table of rules: what it says in plain sentences, its
 * tiers, what it rests on, and its versions with their days, the newest first.
 */
#pragma once

#include "app/desk.h"
#include "app/detail.h"
#include "core/points-rule.h"

G_BEGIN_DECLS

/* Fills DETAIL anew; RULE is not kept. */
void xy_points_rule_view_show (XyDetail *detail, XyDesk *desk, const XyPointsRule *rule);

G_END_DECLS
