/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-publish: a bylaw is published by hanging it on the notice board (村民委员会组织法 35): the step and the notice
 * are one act, and undone as one. What hangs, or waits to, of a print of that version already is not made twice; and
 * whoever hangs such a print up on the page of the board has published it.
 */
#pragma once

#include "core/bylaw-act.h"
#include "core/notice.h"

G_BEGIN_DECLS

typedef struct
{
  XyBylawStepping stepping; /* the kind is XY_BYLAW_PUBLISH */
  const XyId *boards;       /* on which it hangs since that day; without: it waits to be hung up */
  guint n_boards;
  XyId notice; /* out */
} XyBylawPublishing;

/* XyActFunc. As xy_bylaw_step_act() and xy_notice_post_act(). */
gboolean xy_bylaw_publish_act (XyTxn *txn, gpointer publishing, GError **error);

/* NOTICE gets what hangs of VERSION, or waits to: a print of it, or a paper of other hands under its name. (transfer
 * full) NULL where nothing does. */
gboolean xy_bylaw_find_notice (XyStore *store, const XyBylawVersion *version, XyNotice **notice, GError **error);

/* For notice.c, inside its act: NOTICE was posted. Where it is the print of a version that is filed, and who posts it
 * keeps the bylaws too, that version takes the step. */
gboolean xy_bylaw_posted (XyTxn *txn, const XyNotice *notice, GError **error);

const XySql *xy_bylaw_publish_statements (guint *n);

G_END_DECLS
