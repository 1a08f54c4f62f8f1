/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * inbox-watch: a thread of the server that sweeps the folder of bundles (inbox.h) every so many seconds, as the
 * settings say ([inbox]). What comes of each bundle is in the audit log, and in the system's log in words.
 */
#pragma once

#include "server/conf.h"
#include "server/inbox.h"
#include "server/route.h"

G_BEGIN_DECLS

typedef struct _XyInboxWatch XyInboxWatch;

/* NULL with no error where no folder is set; SHARED and CONFIG must outlive it. */
XyInboxWatch *xy_inbox_watch_start (const XyServerConfig *config, XyRouteShared *shared, GError **error);
/* Waits until the bundle that is being taken is. WATCH may be NULL. */
void xy_inbox_watch_stop (XyInboxWatch *watch);

G_END_DECLS
