/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * state: how this computer stands with the county, in numbers and words that people are shown. Read from the village's
 * file, by whatever thread has a store on it.
 */
#pragma once

#include "core/store.h"
#include "sync/machine.h"
#include "sync/trouble.h"

G_BEGIN_DECLS

/* So long without a signature of the county, and everybody is to see it. */
#define XY_SYNC_SILENCE_DAYS 7

typedef enum
{
  XY_ENROLMENT_NONE,  /* never */
  XY_ENROLMENT_AGAIN, /* the county knows it no longer, or the file came out of a backup: a new code is needed */
  XY_ENROLMENT_FINE,
} XyEnrolmentState;

typedef struct
{
  XyEnrolmentState enrolment;
  char *url;  /* NULL: never enrolled */
  char *role; /* "village", "township", "county" */
  gint64 stream;
  gboolean copied; /* the file was copied or restored: it is about to be given a number of its own */
  XyPhase phase;
  /* Changes that were made here. */
  gint64 accepted; /* answered, and neither held nor returned */
  gint64 waiting;  /* not answered yet */
  gint64 held;     /* waiting at the county */
  gint64 returned; /* not taken; sync_row "_quar" says why */
  /* Of all computers of the village. */
  gint64 conflicts;   /* values that gave way and that nobody has looked at */
  gint64 deletions;   /* records that what came would delete: it waits for somebody (brake.h) */
  gint64 news;        /* notices and files of rules that nobody has looked at (down.h) */
  gint64 photos;      /* and papers that the county did not have yet when they were last looked at */
  gint64 receipt_at;  /* instant of the last signature, by the county's clock; 0: never */
  gint64 receipt_age; /* ms since then by this computer's clock as the county's sets it right; -1: never */
  gint64 last_try_at; /* instant; 0: never */
  gint64 next_at;     /* instant of the next try; 0: now */
  XyTrouble trouble;  /* of the last try */
} XySyncState;

void xy_sync_state_clear (XySyncState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XySyncState, xy_sync_state_clear)
void xy_sync_state_copy (const XySyncState *from, XySyncState *to);

/* STATE is to be cleared whatever came out. */
gboolean xy_sync_state_read (XyStore *store, XySyncState *state, GError **error);

/* Whether what waits has waited too long for a signature of the county: a banner says so on every page. */
gboolean xy_sync_state_is_silent (const XySyncState *state);

G_END_DECLS
