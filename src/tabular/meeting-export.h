/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-export: meetings as a spreadsheet, by the file's name: a sheet of meetings, one of what was agreed with what
 * became of it in the ledger, one of who came. A csv has the first only. */
#pragma once

#include "core/meeting-list.h"

G_BEGIN_DECLS

/*
 * What FILTER finds, in its order; N gets the number of meetings. What was agreed on a private matter is left out,
 * unless IN_FULL, which is for the office's own archive.
 */
gboolean xy_meeting_export (XyStore *store,
                            const XyMeetingFilter *filter,
                            gboolean in_full,
                            const char *path,
                            guint *n,
                            GError **error);

G_END_DECLS
