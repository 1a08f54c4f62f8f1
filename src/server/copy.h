/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * copy: all that a county keeps, from one base to another: from a file of SQLite to PostgreSQL when the county grows,
 * or back. Nobody may be answered meanwhile. The history stays the same one, so devices notice nothing.
 */
#pragma once

#include "server/base.h"

G_BEGIN_DECLS

/* Makes the tables in TO, which has none of them, and fills them, in one transaction. CONFLICT where they are there. */
gboolean xy_server_copy (XyBase *from, XyBase *to, GError **error);

G_END_DECLS
