/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * down: what goes down to villages, as the county keeps it (sync/down.h): one list, of which each computer sees what is
 * for its village, its township or the county, and who sends also what lies below him. Nothing of it is ever changed.
 * What withdraws something is one more, from the office that sent it or the county.
 */
#pragma once

#include "server/store.h"
#include "sync/down.h"

G_BEGIN_DECLS

/*
 * Puts DOWN (with its id, scope, sender; its number and time are set) behind all others. The same again is taken as
 * done. INVALID where it cannot be sent (xy_down_check()), CONFLICT where another has that id; of a withdrawal
 * NOT_FOUND where nothing of that scope has the id that it follows from, and DENIED where ACCOUNT is of no office that
 * may. 0: the county's own command.
 */
gboolean xy_server_down_add (XyServerStore *store, XyDown *down, gint64 account, GError **error);

/* The number of the last that is for SCOPE; 0: there is none. */
gboolean xy_server_down_head (XyServerStore *store, gint64 scope, gint64 *head, GError **error);

/* All that is for SCOPE, without the files. (transfer full) of XyDown. */
GPtrArray *xy_server_down_list (XyServerStore *store, gint64 scope, GError **error);

/* What is for SCOPE behind CURSOR, as it travels; *MORE: not all of it. */
gboolean xy_server_down_page (XyServerStore *store,
                              gint64 scope,
                              gint64 cursor,
                              GString *out,
                              gint64 *to,
                              gboolean *more,
                              GError **error);

G_END_DECLS
