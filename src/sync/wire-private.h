/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wire: for its own files. */
#pragma once

#include "sync/wire.h"

G_BEGIN_DECLS

/*
 * The members of the object, or the elements of the array (which have no names), that TEXT is, into LIST, MOST of them
 * at most. TEXT, behind whose LENGTH characters is a NUL, is what their texts are in afterwards. Returns: how many.
 */
guint xy_wire_split (char *text, gsize length, XyWireField *list, guint most);

G_END_DECLS
