/* SPDX-License-Identifier: GPL-3.0-or-later */
/* route-blob: the endpoints of files (blob.h); route.h says what they are asked. */
#pragma once

#include "server/route-private.h"

G_BEGIN_DECLS

#define XY_ROUTE_BLOB "/v1/blob/"

gboolean xy_route_blob_take (XyCall *call, GError **error);
gboolean xy_route_blob_give (XyCall *call, GError **error);

G_END_DECLS
