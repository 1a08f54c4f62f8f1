/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * block-picture: a picture in a hairline frame, as a screen shows it.
 */
#pragma once

#include "print/block.h"

G_BEGIN_DECLS

/*
 * PNG at the left of the type area with DPI pixels to the inch, or smaller where that is wider than the area; never
 * torn. A picture that cannot be read takes no room.
 */
XyBlock *xy_block_picture_new (GBytes *png, double dpi);

G_END_DECLS
