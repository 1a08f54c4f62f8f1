/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sample-papers: the papers of the village to practise in (core/sample.h), made as a person would make them: a document
 * from its template, filled in, printed, kept with its PDF, and the use of the seal entered. All in it is invented.
 */
#pragma once

#include "core/sample.h"

G_BEGIN_DECLS

/* An XySamplePrint. */
gboolean xy_sample_paper_print (XyTxn *txn, const XySampleNotice *notice, XyId *paper, GError **error);

G_END_DECLS
