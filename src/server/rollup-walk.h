/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rollup-walk: where a matter, slip, version of a bylaw or meeting stood when each month ended, from its steps: the
 * last of its steps by number among those of the days until then, as the village's own statistics have it.
 */
#pragma once

#include "server/rollup-private.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind;
  int stage;     /* -1: it stays where it is */
  gboolean tell; /* its day makes a cell by itself: bylaw.pass */
} XyRollupStep;

typedef struct
{
  const char *name;          /* "matter": of its cells matter.stage, matter.late */
  const XyRollupStep *steps; /* ended by NULL */
  guint late;                /* bits of the stages in which the last day counts */
  int over;                  /* from this stage on it is over */
  int nothing;               /* void: it never was; -1: none */
} XyRollupStages;

extern const XyRollupStages xy_rollup_slip_stages;
extern const XyRollupStages xy_rollup_matter_stages;
extern const XyRollupStages xy_rollup_meeting_stages;
extern const XyRollupStages xy_rollup_bylaw_stages;

typedef struct _XyRollupWalk XyRollupWalk;

/* FOUND: the steps, of XyRollupPart. JSON: the database that reads them. */
XyRollupWalk *xy_rollup_walk_new (XyDb *json, const XyRollupStages *stages, const GArray *found, GError **error);
void xy_rollup_walk_free (XyRollupWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRollupWalk, xy_rollup_walk_free)

/* Its cells' rules are "RULE 8" instead of "8". */
void xy_rollup_walk_set_rule (XyRollupWalk *walk, const char *rule);

gboolean xy_rollup_walk_ends_void (const XyRollupWalk *walk);
gboolean xy_rollup_walk_is_over (const XyRollupWalk *walk);
/* Whoever was asked last is content: 满意, 基本满意. */
gboolean xy_rollup_walk_is_content (const XyRollupWalk *walk);
/* Of a meeting: it began, and was neither cancelled nor void. */
gboolean xy_rollup_walk_is_held (const XyRollupWalk *walk);

/* Adds the cells of stages, of what was late and of what was answered. It began on DAY; UNTIL: its first last day. */
void xy_rollup_walk_add (const XyRollupWalk *walk, XyRollup *rollup, const char *day, const char *until);

G_END_DECLS
