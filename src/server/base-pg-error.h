/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base-pg-error: what PostgreSQL says is wrong, as the program's own errors. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* STATE: an SQLSTATE; NULL: the connection was lost. DETAIL, which names no value, is for the log. Returns: FALSE. */
gboolean xy_pg_set_error (const char *state, const char *detail, GError **error);

G_END_DECLS
