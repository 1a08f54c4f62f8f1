/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-visit: what was heard on one visit (三听三问), several matters at once, a line each. A line may begin with
 * what it is: 困难, 期盼 or 建议, or 微心愿, which is registered as a wish. What is longer than a title keeps its whole
 * text in the details.
 */
#pragma once

#include "core/matter.h"

G_BEGIN_DECLS

typedef struct
{
  XyMatter *heard;   /* a new one: day, household, people, phone, unit, place, heard, visitor and private are of all */
  const char *lines; /* as they were typed */
  GArray *made;      /* out: XyId of each, in their order; (transfer full) */
} XyMatterVisit;

/* XyActFunc. INVALID with the field: lines (nothing is written), and those of xy_matter_write_act(). All or none. */
gboolean xy_matter_visit_act (XyTxn *txn, gpointer visit, GError **error);

G_END_DECLS
