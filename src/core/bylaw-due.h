/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-due: what waits with the bylaws, and by when. Every version that is being worked on waits for exactly one step,
 * the next of the road to being in force; beside it opinions may wait for an answer, without which it does not go to
 * the review. What is in force or over waits for nothing.
 *
 * Only filing has a day: XY_SETTING_BYLAW_DAYS after the vote. It is a suggestion (law.md 3): no law that holds
 * everywhere names a number, and none is shown with it.
 */
#pragma once

#include "core/bylaw.h"
#include "core/day.h"

G_BEGIN_DECLS

typedef enum
{
  XY_BYLAW_DUE_ANSWER, /* opinions are not answered */
  XY_BYLAW_DUE_DRAFT,
  XY_BYLAW_DUE_ADVISE,
  XY_BYLAW_DUE_SUBMIT,
  XY_BYLAW_DUE_REVIEW, /* waits for the township, not for the village */
  XY_BYLAW_DUE_VOTE,
  XY_BYLAW_DUE_FILE,
  XY_BYLAW_DUE_PUBLISH,
  XY_BYLAW_DUE_FORCE,
  XY_BYLAW_DUE_N_KINDS,
} XyBylawDueKind;

/* It is never changed. */
typedef struct
{
  XyBylawDueKind kind;
  XyId bylaw, version;
  char *name; /* 石板溪村村规民约（第2版） */
  XyBylawStage stage;
  XyBylawStepKind step;    /* that it waits for; XY_BYLAW_N_KINDS of ANSWER */
  guint n_open;            /* opinions not answered */
  XyId vote;               /* of VOTE: the one that is counted or closed, and decided nothing yet; or none */
  gboolean elsewhere;      /* others have it in hand */
  char since[XY_DAY_SIZE]; /* that it waits */
  int waited;              /* days since then */
  gboolean has_until;
  char until[XY_DAY_SIZE];
  int days; /* left; below 0: so many too late */
  gboolean late;
  char *sentence; /* what is to be done, translated, without the name */
} XyBylawDue;

void xy_bylaw_due_free (XyBylawDue *due);

/* "answer", "draft", …: for scripts. Static. */
const char *xy_bylaw_due_kind_name (XyBylawDueKind kind);

/* What is late first, then what has a day, what the village has in hand, what others have; the longest waiting first.
 * (transfer full) array of XyBylawDue. */
GPtrArray *xy_bylaw_due (XyStore *store, GError **error);
/* What VERSION waits for, opinions first; empty where that is nothing. (transfer full) array of XyBylawDue. */
GPtrArray *xy_bylaw_due_of (XyStore *store, const XyBylawVersion *version, GError **error);
/* How many wait for the village's own hand: a badge. */
guint xy_bylaw_due_count (const GPtrArray *list);

/*
 * The votes on VERSION that may still decide a step: counted to the end or not, counted again by none, and no step's
 * yet. Newest first. (transfer full) array of XyVote.
 */
GPtrArray *xy_bylaw_votes (XyStore *store, const XyId *version, GError **error);

const XySql *xy_bylaw_due_statements (guint *n);

G_END_DECLS
