/* SPDX-License-Identifier: GPL-3.0-or-later */
/* down-line: what is sent down (down.h), over the line: a village fetches it, a township or the county sends it. */
#pragma once

#include "sync/account.h"
#include "sync/down.h"

G_BEGIN_DECLS

/*
 * Fetches all that is new, and keeps it. What the line or the county would not do is in TROUBLE or CANCELLED; FALSE
 * where the file could not be written.
 */
gboolean xy_down_fetch (XyStore *store,
                        XyLine *line,
                        XyWire *wire,
                        GCancellable *cancellable,
                        XyTrouble *trouble,
                        gboolean *cancelled,
                        GError **error);

/*
 * Sends DOWN, whose id is set, from the township's (county's) own file OFFICE, and keeps it there with all else that
 * was sent. The same may be sent again where nobody knows whether it arrived. INVALID (xy_down_check(); "scope": it is
 * not below this office), NOT_FOUND (not enrolled), DENIED, OFFLINE, CANCELLED. Waits for the network.
 */
gboolean xy_down_send (XyStore *office, XyDown *down, GCancellable *cancellable, GError **error);

/*
 * Takes back what this office sent under ID, for that REASON: the villages are told with what they fetch next. The same
 * errors; NOT_FOUND where it is not in OFFICE, CONFLICT where it is withdrawn already, DENIED where another office sent
 * it.
 */
gboolean
xy_down_withdraw (XyStore *office, const XyId *id, const char *reason, GCancellable *cancellable, GError **error);

/* What the county and this office have sent, as the county has it now. The same errors. */
gboolean xy_down_fetch_sent (XyStore *office, GCancellable *cancellable, GError **error);

G_END_DECLS
