/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-world: votes of every method in a village's file, open, closed and counted again, for the tests of their papers.
 */
#pragma once

#include "core/act.h"
#include "core/store.h"
#include "core/vote.h"

G_BEGIN_DECLS

/* The note of the votes that are made here. */
#define VOTE_WORLD_NOTE "看样"

/*
 * XyActFunc: an assembly of households told in time, with votes by ballots (two open, one of them counted, one closed
 * and passed, one lost), from door to door (one open and half keyed, one closed) and by hands. DATA is not used. No two
 * of them are called alike.
 */
gboolean vote_world_make (XyTxn *txn, gpointer data, GError **error);

G_END_DECLS
