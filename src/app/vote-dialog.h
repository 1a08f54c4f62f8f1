/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-dialog: 发起表决. A question is put to a body: at which meeting, one that is called or a new one, what is asked,
 * what the law reserves of it, who has a voice and since when, and how it is counted. What the rules of the meeting's
 * day do not allow is said beside the field while one types: too short a notice (a typed special reason clears it), the
 * Party organisation's discussion, a body that may not decide it.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* MEETING may be NULL: one is chosen or made. BYLAW_VERSION may be NULL: any question. */
void xy_vote_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *meeting, const XyId *bylaw_version);

G_END_DECLS
