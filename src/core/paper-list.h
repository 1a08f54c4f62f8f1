/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-list: the register of prints as the page 公示栏 shows it, the newest first.
 */
#pragma once

#include "core/paper-record.h"
#include "core/store.h"

G_BEGIN_DECLS

/*
 * The papers whose title, number or printer has TEXT in it; NULL: all. Returns: (transfer full) array of XyId, NULL on
 * an error.
 */
GArray *xy_paper_list_ids (XyStore *store, const char *text, GError **error);

/* The last notice that PAPER became. FALSE where it is on no board. */
gboolean xy_paper_list_notice (XyStore *store, const XyId *paper, XyId *notice);

/* The last paper about SUBJECT that may hang on a board. FALSE where none was printed. */
gboolean xy_paper_list_about (XyStore *store, const XyId *subject, XyId *paper);

/* All that was printed of SUBJECT, the newest first. Returns: (transfer full) array of XyPaperRecord. */
GPtrArray *xy_paper_list_of (XyStore *store, const XyId *subject, GError **error);

/* For the test of every statement. */
const XySql *xy_paper_list_statements (guint *n);

G_END_DECLS
