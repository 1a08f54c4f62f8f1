/* SPDX-License-Identifier: GPL-3.0-or-later */
/* route: the reports of a scope. */
#pragma once

#include "server/route-private.h"

G_BEGIN_DECLS

gboolean xy_route_report_list (XyCall *call, GError **error);
gboolean xy_route_report (XyCall *call, GError **error);

G_END_DECLS
