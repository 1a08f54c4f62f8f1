/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-world: what a village's meetings leave in its file, for the tests of their papers.
 */
#pragma once

#include "core/act.h"
#include "core/store.h"

G_BEGIN_DECLS

/* The note of the meetings that are made here. */
#define MEETING_WORLD_NOTE "看样"

/*
 * XyActFunc: a 屋场会 that was signed and added to, a meeting of representatives that voted and was signed, an assembly
 * that is called, and a 屋场会 that is being written. DATA is not used.
 */
gboolean meeting_world_make (XyTxn *txn, gpointer data, GError **error);

G_END_DECLS
