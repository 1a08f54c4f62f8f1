/* SPDX-License-Identifier: GPL-3.0-or-later */
/* admin-down: commands about what goes down to villages (down.h). ARGV are the arguments behind the command's name. */
#pragma once

#include "server/admin.h"

G_BEGIN_DECLS

gboolean xy_admin_send_down (XyAdmin *admin, int argc, char *argv[], GError **error);
gboolean xy_admin_sent_down (XyAdmin *admin, int argc, char *argv[], GError **error);
gboolean xy_admin_least_reader (XyAdmin *admin, int argc, char *argv[], GError **error);

G_END_DECLS
