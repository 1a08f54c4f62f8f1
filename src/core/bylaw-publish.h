/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-publish: a bylaw is published by hanging it on the notice board (村民委员会组织法 35): the step and the notice
 * are one act, and undone as one. What hangs, or waits to, of a print of that version already is not made twice.
 */
#pragma once

#include "core/bylaw-act.h"

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

const XySql *xy_bylaw_publish_statements (guint *n);

G_END_DECLS
