/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-world: what a village's ledger has beside the sample's, for the tests of its papers: one matter with all that
 * may be written in it, and a dispute that was settled.
 */
#pragma once

#include "core/act.h"
#include "core/store.h"

G_BEGIN_DECLS

/* Only these have a telephone. XyActFunc; DATA is not used. */
gboolean matter_world_make (XyTxn *txn, gpointer data, GError **error);

G_END_DECLS
