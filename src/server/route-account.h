/* SPDX-License-Identifier: GPL-3.0-or-later */
/* route: enrolling, joining a village's stream, the villages of a scope, the computers of a village. */
#pragma once

#include "server/route-private.h"

G_BEGIN_DECLS

gboolean xy_route_enroll (XyCall *call, GError **error);
gboolean xy_route_join (XyCall *call, GError **error);
gboolean xy_route_villages (XyCall *call, GError **error);
gboolean xy_route_devices (XyCall *call, GError **error);

G_END_DECLS
