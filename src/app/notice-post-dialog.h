/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice-post-dialog: 登记张贴: which paper was put up, on which board, on what day. It says at once until when the
 * paper must hang and by which rule. A village that has no board in its records gets its first one here.
 */
#pragma once

#include "app/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* NOTICE is what was posted. */
typedef void (*XyNoticePosted) (const XyId *notice, gpointer data);

/*
 * PAPER of the register, or NOTICE that waits, is chosen already; both may be NULL. POSTED may be NULL; it gets DATA,
 * an object that the dialog keeps a reference to.
 */
void xy_notice_post_dialog_open (GtkWidget *from,
                                 XyDesk *desk,
                                 const XyId *paper,
                                 const XyId *notice,
                                 XyNoticePosted posted,
                                 GObject *data);

G_END_DECLS
