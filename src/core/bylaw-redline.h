/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-redline: two versions of a bylaw as one list of lines in reading order (text-diff.h), each with the number that
 * it has in its version: what is the same, what changed in it, what is gone, new, or stands elsewhere.
 *
 * Of all lines in their order, same + deleted + moved-from are the older version's clauses and same + inserted +
 * moved-to the newer one's.
 */
#pragma once

#include "core/bylaw.h"
#include "core/text-diff.h"

G_BEGIN_DECLS

typedef struct
{
  XyDiffKind kind;
  gboolean changed; /* its words, or its rank */
  gint64 level;     /* 0 a heading, 1 a clause, 2 an item; of a line that is gone, in the older version */
  char *mark; /* （一） in the version that the line stands in: the newer one but for what is gone; "" the preamble */
  char *other; /* how it is called in the other version: 第三条（二）; NULL where it is not there */
  gboolean renumbered;
  GPtrArray *runs; /* of XyDiffRun */
} XyBylawRedlineLine;

typedef struct
{
  GPtrArray *lines; /* of XyBylawRedlineLine */
  guint n_same, n_changed, n_deleted, n_inserted, n_moved;
} XyBylawRedline;

/* OLDS and NEWS: arrays of XyBylawClause; what stands before them may be NULL. (transfer full) */
XyBylawRedline *xy_bylaw_redline (const char *old_preamble, GPtrArray *olds, const char *new_preamble, GPtrArray *news);
void xy_bylaw_redline_free (XyBylawRedline *redline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBylawRedline, xy_bylaw_redline_free)

G_END_DECLS
