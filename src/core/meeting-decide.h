/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-decide: what was agreed becomes what is done. When the minutes are signed each decision becomes a matter of
 * the ledger, from the meeting, assigned at once; or, where its topic came from the ledger, moves that matter on. A
 * further decision on the same topic becomes a matter of its own, tied to the first.
 *
 *   does spot      done, with its result          does township   passed on
 *   does meeting   submitted to the meeting that may decide it
 *   a vote that passed, of a body that may decide, on a matter that waits for it: decided and assigned
 *   a vote that did not pass, or nothing voted on such a matter: a note
 *
 * Which meeting may decide what the law reserves is said by the rules of the meeting's day; what the village's Party
 * organisation must discuss first (村民委员会组织法 28) has party_on, or an earlier meeting of the Party organisation
 * on the same matter.
 */
#pragma once

#include "core/meeting-sheet.h"

G_BEGIN_DECLS

/* Inside the act that signs, before the step is written. */
gboolean xy_meeting_decide (XyTxn *txn, const XyMeetingSheet *sheet, GError **error);

/* The matter of the ledger that DECISION moves on, as its topic came from there; none where it becomes one of its own:
 * another decision on the topic goes before it. One that did not pass leaves it to one that did. */
XyId xy_meeting_decide_matter (const XyMeetingSheet *sheet, const XyMeetingLine *decision);

const XySql *xy_meeting_decide_statements (guint *n);

G_END_DECLS
