/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-returned: entries of the ledger that the county did not take, or has not yet (sync.md 3.5): they are in the
 * ledger of the computer that wrote them, with a badge, and in nobody else's. What is posted leaves them out, so that
 * the board says what all computers of the village say. Entries that only wait to be reported are posted: a village
 * posts for a year without a network.
 */
#pragma once

#include "core/points-entry.h"

G_BEGIN_DECLS

/* Returns: (transfer full) array of XyPointsEntry, undone ones left out; empty where the office is not enrolled. */
GPtrArray *xy_points_returned (XyStore *store, GError **error);

/* For the test of every statement. */
const XySql *xy_points_returned_statements (guint *n);

G_END_DECLS
