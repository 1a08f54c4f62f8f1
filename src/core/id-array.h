/* SPDX-License-Identifier: GPL-3.0-or-later */
/* id-array: arrays of XyId, as the lists of the window are asked for. */
#pragma once

#include "core/id.h"

G_BEGIN_DECLS

/* The last becomes the first. */
void xy_id_array_reverse (GArray *ids);

G_END_DECLS
