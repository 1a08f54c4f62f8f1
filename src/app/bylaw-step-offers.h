/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bylaw-step-offers: what a dialog of a bylaw's step (bylaw-step-dialogs.h) fills in and lets choose. */
#pragma once

#include "core/board.h"
#include "core/bylaw.h"
#include "core/day.h"
#include "core/vote.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;             /* of the bylaw and version */
  char last[XY_DAY_SIZE]; /* of its last step */
  GPtrArray *votes;       /* of XyVote, closed */
  char *counted;          /* the title of one that is still counted, or NULL */
  GPtrArray *boards;      /* of XyBoard */
  char *hangs;            /* the day since which it hangs already; or NULL */
  char *by;               /* who outside the village took such a step last, or the township; NULL: not known */
} XyBylawStepOffers;

void xy_bylaw_step_offers_free (gpointer offers);

/* What is read about. */
typedef struct
{
  XyId version;
  XyBylawStepKind kind;
} XyBylawStepQuestion;

/* On the worker's thread; QUESTION: XyBylawStepQuestion. (transfer full) XyBylawStepOffers. */
gpointer xy_bylaw_step_offers_read (XyStore *store, gpointer question, GCancellable *cancellable, GError **error);

/* Somebody of the township or a lawyer takes the step, and the office only enters it. */
gboolean xy_bylaw_step_is_outside (XyBylawStepKind kind);

G_END_DECLS
