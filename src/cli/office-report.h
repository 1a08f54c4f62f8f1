/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office-report: the verb "office report". */
#pragma once

#include "cli/cli.h"
#include "sync/office-report.h"

G_BEGIN_DECLS

/* Lists the reports where ASK has no name. OUT: a spreadsheet to write, or NULL. The office's file is open. */
int xy_cli_office_report (XyCli *cli, const XyOfficeReportAsk *ask, const char *out, GError **error);

G_END_DECLS
