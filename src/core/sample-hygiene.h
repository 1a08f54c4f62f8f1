/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample-hygiene: what the two files of the sample village's hygiene share. */
#pragma once

#include "core/sample-private.h"

G_BEGIN_DECLS

typedef struct
{
  XySample *sample;
  XyStore *store;
  const XyActor *actor;
  XyDice dice; /* its own for each month: what the rest of the village is does not depend on it */
  int month;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE]; /* days of the month */
  gboolean monthly;                           /* rounds by the month, not by the quarter */
  gboolean is_last;                           /* this month's is the last one that is closed */
  GHashTable *at;                             /* XyId of a household → its place; NULL: not yet made */
} XySampleRounds;

/* What a list is worth in points; a clause of the bylaws, by which a household may be named. */
gboolean xy_sample_keep_effects (XySampleRounds *rounds, GError **error);

/* Decides the lists of ROUND, judged on DAY, and issues, rechecks and closes what follows from them. */
gboolean xy_sample_close_round (XySampleRounds *rounds, const XyId *round, const char *day, GError **error);

/* In the last month: what became of the slips that are still open. */
gboolean xy_sample_follow_up (XySampleRounds *rounds, GError **error);

G_END_DECLS
