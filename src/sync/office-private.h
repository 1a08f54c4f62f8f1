/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office-private: what office.c and office-sync.c share. */
#pragma once

#include "sync/office.h"

G_BEGIN_DECLS

/* As xy_office_look(), with the village's file open. */
gboolean xy_office_look_at (XyStore *office, XyStore *village, gint64 stream, gboolean opened, GError **error);

G_END_DECLS
