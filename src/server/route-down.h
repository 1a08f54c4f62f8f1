/* SPDX-License-Identifier: GPL-3.0-or-later */
/* route-down: /v1/down, what goes down to villages (down.h). */
#pragma once

#include "server/route-private.h"

G_BEGIN_DECLS

gboolean xy_route_down_give (XyCall *call, GError **error);
gboolean xy_route_down_take (XyCall *call, GError **error);

G_END_DECLS
