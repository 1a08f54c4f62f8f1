/* SPDX-License-Identifier: GPL-3.0-or-later */
/* id-array: arrays of XyId, as the lists of the window are asked for. */
#pragma once

#include "core/db.h"
#include "core/id.h"

G_BEGIN_DECLS

/* The ids in the first column of ROWS, which are read to their end. NULL where the query failed already (ROWS is NULL,
 * its error stands) or fails now. (transfer full) */
GArray *xy_id_array_read (XyRows *rows, gboolean reversed, GError **error);

/* The last becomes the first. */
void xy_id_array_reverse (GArray *ids);

G_END_DECLS
