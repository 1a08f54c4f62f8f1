/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-keep: a paper that is printed or saved is remembered: its PDF among the attachments, its row in the register,
 * in one act.
 */
#pragma once

#include "core/paper-record.h"
#include "print/paper.h"

G_BEGIN_DECLS

/*
 * Keeps PAPER, whose foot already shows the number that xy_paper_next_number() gave. Of PRINT the kind, prefix, period
 * and unmasked are read; the rest is filled in here. Returns: (transfer full) the record.
 */
XyPaperRecord *xy_paper_keep (XyTxn *txn, XyPaper *paper, const XyPaperPrint *print, GError **error);

G_END_DECLS
