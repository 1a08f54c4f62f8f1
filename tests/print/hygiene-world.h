/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-world: what a village's hygiene rounds leave in its file, for the tests of their papers.
 */
#pragma once

#include "core/act.h"
#include "core/store.h"

G_BEGIN_DECLS

/* The note of the rounds that are made here. */
#define HYGIENE_WORLD_NOTE "看样"

/* XyActFunc: a round of the households and one of public areas. DATA is not used. */
gboolean hygiene_world_make (XyTxn *txn, gpointer data, GError **error);

G_END_DECLS
