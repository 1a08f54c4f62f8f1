/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-weigh: what a deed comes to for a household (of a person's account: for a person), before anything is written.
 *
 * 1. The score: score × amount, score × whole steps, or what the tiers say; tiers with a period say it for all that
 *    came together in it, and what they said before is taken off (never below nothing). Then it is doubled where it is
 *    a repeat, and rounded.
 * 2. The cap for one time.
 * 3. The pool: of the rules of one pool that the same act meets (same day) only the largest counts: a later smaller one
 *    counts nothing, a later larger one the difference. Gifts and deductions of one pool do not meet.
 * 4. The cap of the period: what is above it falls away.
 *
 * All four look at what stands: entries that were neither undone nor reversed, and items that still wait (their points
 * are as good as given as long as nobody rejects them). All versions of a rule are one rule. What 2 to 4 take away is
 * the line's cut, and why says it in words.
 */
#pragma once

#include "core/points-item.h"
#include "core/points-record.h"

G_BEGIN_DECLS

/*
 * Weighs N_DRAFTS drafts, which are one act where there are several: they see each other. RULES (transfer full,
 * optional) gets the XyPointsRule of each draft. Lines are in the drafts' order, and in each by its households.
 * Returns: (transfer full) array of XyPointsLine; NULL with the errors of xy_points_preview(), days apart, which are
 * the caller's.
 */
GArray *
xy_points_weigh (XyStore *store, const XyPointsDraft *drafts, guint n_drafts, GPtrArray **rules, GError **error);

/*
 * What ITEM comes to when it is booked; its step is written already. Somebody else's deed, or an earlier one, may have
 * been rejected, withdrawn or corrected since it was registered, and a household is not to lose by what never was: what
 * was cut, doubled or counted together with others is weighed anew against what stands and waits now, and WHY says what
 * it was registered as. So it is although a list hung with the old figure: the cap is the village's rule, and the list
 * is what people object by, which is how room comes free. What was registered whole stays whole. A doubled deed stays
 * doubled as long as another one stands, or was registered before it. Of a range of scores which was chosen is known
 * only with its doubling, so that stays. LINE, empty before, gets delta, cut, withheld and why (transfer full).
 */
gboolean xy_points_weigh_item (XyStore *store, const XyPointsItem *item, XyPointsLine *line, GError **error);

/* For the test of every statement. */
const XySql *xy_points_weigh_statements (guint *n);

G_END_DECLS
