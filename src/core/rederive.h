/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rederive: the stored keys by which records are found and ordered (pinyin, initials, strokes) follow the program.
 *
 * They are worked out by the program that saves a record. Where a newer program reads a character otherwise, or orders
 * it otherwise, all keys of the file are worked out again when it is opened, in one transaction and without leaving
 * operations: they are no fact of the village, never sent, and not bound by the chains. Which program the keys are of
 * stands in local_setting, "keys".
 */
#pragma once

#include "core/db.h"

G_BEGIN_DECLS

/* Does nothing where the keys are this program's. To be called on a connection that captures nothing (op.h). */
gboolean xy_rederive (XyDb *db, GError **error);

G_END_DECLS
