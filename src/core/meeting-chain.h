/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-chain: 四议两公开 of one matter: proposed by the village's Party organisation, discussed by both committees,
 * examined by the Party members, decided by the villagers or their representatives; then the decision and later its
 * result are published. Nothing of it is stored: the steps are the latest meetings of each body on whose record the
 * matter stands (a line's matter, or a link), the publications are notices that are tied to the matter, or whose paper
 * is about it or about the meeting that decided. Bodies, days and shares are those of XyMeetingChain (meeting-rules.h).
 */
#pragma once

#include "core/day.h"
#include "core/meeting-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  char *bodies;          /* "branch", "villagers|representatives"; NULL: a publication */
  const char *word;      /* translated, static */
  gboolean done;         /* held and, where that is asked for, passed; hung as long as it should */
  gboolean held;         /* held, or hung, whether that was enough or not */
  gboolean merged;       /* the next step's meeting was this one too (一肩挑) */
  XyId meeting;          /* the latest; none */
  char *title;           /* of the meeting */
  char day[XY_DAY_SIZE]; /* of the meeting or of the posting; "" none */
  gboolean voted, passed;
  char *verdict; /* the vote's sentence; NULL: nothing was voted */
  XyId notice;
  char until[XY_DAY_SIZE]; /* to which the notice should hang */
  char *note;              /* what is to be known of this step, translated; NULL */
} XyMatterChainStep;

typedef struct
{
  XyId matter;
  GPtrArray *steps;    /* of XyMatterChainStep: the meetings, then the two publications */
  guint next;          /* the first that is not done; their number where all are */
  char *missing;       /* what is to be done next, translated; NULL where all is */
  GPtrArray *warnings; /* of char *, translated: what came before what it should follow, what takes too long */
  int days;            /* from the first meeting to the deciding one, or to today */
  int most_days;       /* that it should take; 0: no rule */
  char *source;        /* of these figures */
  gboolean check;      /* 待核对 */
} XyMatterChain;

void xy_matter_chain_free (XyMatterChain *chain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyMatterChain, xy_matter_chain_free)

/* NOT_FOUND. (transfer full) */
XyMatterChain *xy_matter_chain (XyStore *store, const XyId *matter, GError **error);

/* The matters that any of these bodies met about, or that the law reserves and that are not over; with OPEN_ONLY those
 * whose chain is not whole. Newest first. (transfer full) array of XyId. */
GArray *xy_matter_chain_ids (XyStore *store, gboolean open_only, GError **error);

const XySql *xy_meeting_chain_statements (guint *n);

G_END_DECLS
