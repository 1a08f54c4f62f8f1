/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text-diff: two versions of a text of clauses side by side, as people read a redline.
 *
 * Clauses are paired by how alike they are, wherever they stand. Of those that changed their order the fewest words
 * are called moved; a clause that moved and was changed a little is still the one that moved. Inside a pair what stayed
 * is in pieces worth reading: no lone characters between changes, figures whole, changes between stops where that is
 * possible.
 *
 * All of a result in its order: same + deleted + moved-from is the old text, same + inserted + moved-to the new one.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  XY_DIFF_SAME,
  XY_DIFF_DELETED,
  XY_DIFF_INSERTED,
  XY_DIFF_MOVED_FROM, /* what stood here and stands elsewhere now */
  XY_DIFF_MOVED_TO,
} XyDiffKind;

typedef struct
{
  XyDiffKind kind;
  char *text; /* never empty */
} XyDiffRun;

typedef struct
{
  XyDiffKind kind;    /* of the clause; SAME: in its place, whether its words changed or not */
  int old_at, new_at; /* its places in the two versions, -1 for none; a moved one has both, and is there twice */
  gboolean changed;   /* its words did */
  GPtrArray *runs;    /* of XyDiffRun; at the old place of a moved clause what was deleted in it, at the new one what
                         was inserted */
} XyDiffClause;

void xy_diff_clause_free (XyDiffClause *clause);

/* The clauses OLDS and NEWS, each valid UTF-8. Returns: (transfer full): array of XyDiffClause. */
GPtrArray *xy_text_diff (const char *const *olds, guint n_olds, const char *const *news, guint n_news);

/* One text: runs of same, deleted and inserted, no two alike beside each other. Returns: (transfer full). */
GPtrArray *xy_text_diff_runs (const char *before, const char *after);

G_END_DECLS
