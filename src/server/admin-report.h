/* SPDX-License-Identifier: GPL-3.0-or-later */
/* admin-report: commands about reports (report.h). ARGV are the arguments behind the command's name. */
#pragma once

#include "server/admin.h"

G_BEGIN_DECLS

gboolean xy_admin_report (XyAdmin *admin, int argc, char *argv[], GError **error);
gboolean xy_admin_rebuild_reports (XyAdmin *admin, int argc, char *argv[], GError **error);

G_END_DECLS
