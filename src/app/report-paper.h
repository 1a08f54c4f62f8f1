/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report-paper: a report of the county's as a paper, for the preview (print-preview.h). It is what is kept of the
 * answer (sync/office-report.h): SCOPE of XyPaperAsk is the question's key.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_report_paper;

G_END_DECLS
