/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office-withdraw-dialog: takes back what was sent down (sync/down.h), with a reason that the villages read. */
#pragma once

#include "app/page.h"
#include "sync/down.h"

G_BEGIN_DECLS

/* FROM: a page of the office. TO: whom DOWN went to, in words. */
void xy_office_withdraw_dialog_open (XyPage *from, const XyDown *down, const char *to);

G_END_DECLS
