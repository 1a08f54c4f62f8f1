/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * http: the sockets of the county's server. It speaks TLS and HTTP/1.1, cuts off whoever is too slow (watch.h), lets
 * workers answer (route.h), each with a store of its own, and says on the loopback address how it does:
 *
 *   /health   200: the program runs
 *   /ready    200: the database answers and there is room on the disk; 503 otherwise
 *   /metrics  metrics.h
 */
#pragma once

#include "server/conf.h"
#include "server/route.h"

G_BEGIN_DECLS

typedef struct _XyHttp XyHttp;

/* CONFIG and SHARED must outlive it. Returns: (transfer full) NULL where the port is taken, the certificate is none …
 */
XyHttp *xy_http_start (const XyServerConfig *config, XyRouteShared *shared, GError **error);

/* Takes no more requests, answers those that are there (for stop_seconds at most), and frees HTTP. */
void xy_http_stop (XyHttp *http);

G_END_DECLS
