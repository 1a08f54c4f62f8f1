/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-template: what is often entered (常用登记): a rule with its usual amount, witness and note, under a name.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPointsTemplate, xy_points_template)

struct _XyPointsTemplate
{
  XyRecord record;
  char *name;
  char *code;    /* of the rule, whichever version holds */
  gint64 amount; /* hundredths of its unit; 0: as the rule says */
  gint64 score;  /* of a rule with a range; 0 otherwise */
  char *witness;
  char *note;
  gint64 sort;
};

/* In their order. Returns: (transfer full) array of XyPointsTemplate. */
GPtrArray *xy_points_template_list (XyStore *store, GError **error);

const XySql *xy_points_template_statements (guint *n);

G_END_DECLS
