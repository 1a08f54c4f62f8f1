/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scope: from whose computer a village's file is looked at.
 *
 * In a village's own office everybody does what his role says (user.h). A township's or the county's computer keeps a
 * file of each village that it looks at (sync/office.h). That file is the village's: whoever sits there and whatever
 * his role, an act in it may only add the township's steps of a bylaw, which are never taken back, and at the county
 * nothing at all. This holds for each operation of an act, so that no mutator need know of it.
 *
 * Who takes the township's steps. Where the township has no computer on the line, the village enters what the township
 * answered on paper. From the moment on when a township's computer has taken up the village's file, the county says so
 * in the village's stream (a row of "_township", which the file keeps as all that it has no table for), and returning,
 * passing and ordering a correction are the township's alone: there and here they are refused to the village. Filing
 * stays with both, since it is the village that files (村民委员会组织法 31) and the township that notes it. When the
 * township's account is taken away, the row goes and paper counts again.
 */
#pragma once

#include "core/act.h"

G_BEGIN_DECLS

/* Table of the county's row that says that the township reviews over the line. */
#define XY_SCOPE_TOWNSHIP_TABLE "_township"

typedef enum
{
  XY_SCOPE_VILLAGE,
  XY_SCOPE_TOWNSHIP,
  XY_SCOPE_COUNTY,
} XyScope;

gboolean xy_scope_read (XyStore *store, XyScope *scope, GError **error);
/* What anybody may do at most with a village's file there. */
guint xy_scope_permissions (XyScope scope);

/* Whether this is a township's (county's) own file, with its users and its list of villages. */
gboolean xy_scope_is_office (XyStore *store, gboolean *office, GError **error);

/* Whether the township reviews this village's bylaws over the line. */
gboolean xy_scope_township_reviews (XyStore *store, gboolean *reviews, GError **error);

/* For act.c: DENIED where one of the operations of ACT is none that SCOPE may add. */
gboolean xy_scope_check_act (XyTxn *txn, XyScope scope, gint64 act, GError **error);

const XySql *xy_scope_statements (guint *n);

G_END_DECLS
