/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-private: what the files of the hygiene rounds share; see hygiene-round.h. */
#pragma once

#include "core/day.h"
#include "core/hygiene-round.h"

G_BEGIN_DECLS

/* The live round of ID. xy_hygiene_round_get_open(): CONFLICT where it is closed. (transfer full) */
XyHygieneRound *xy_hygiene_round_get (XyStore *store, const XyId *id, GError **error);
XyHygieneRound *xy_hygiene_round_get_open (XyStore *store, const XyId *id, GError **error);

/* The live result of ID. (transfer full) */
XyHygieneResult *xy_hygiene_result_get (XyStore *store, const XyId *id, GError **error);

/* Sets DAY out of TYPED (NULL: today); INVALID, field "day", where it is none, or after today. */
gboolean xy_hygiene_day (XyTxn *txn, const char *typed, char day[], GError **error);

/* One stop of the walk through ROUND's groups. */
typedef struct
{
  XyId id; /* of the household or public area */
  XyId unit;
  char *excuse; /* by the marks it has: why it should be helped instead; NULL: judged */
} XyHygieneStop;

/* Who is judged, in walking order; with EXCUSES their marks are looked at. (transfer full) of XyHygieneStop. */
GArray *xy_hygiene_walk (XyStore *store, const XyHygieneRound *round, gboolean excuses, GError **error);

/* Results lie so far apart on the walk, so that a late household finds room. */
#define XY_HYGIENE_STEP 1024

/* Refuses what cannot be a round with those judges, and tidies it. */
gboolean
xy_hygiene_check_making (XyStore *store, XyHygieneRound *round, const XyHygieneSeat *seats, guint n, GError **error);

/* The result of STOP in ROUND, made or put at its place SORT. */
gboolean
xy_hygiene_put_result (XyTxn *txn, const XyHygieneRound *round, const XyHygieneStop *stop, gint64 sort, GError **error);

/* For which households (or places) the judge steps aside: XyId → (transfer full) sentence. */
GHashTable *xy_hygiene_asides (XyStore *store, const char *name, const XyId *person, GError **error);

const XySql *xy_hygiene_change_statements (guint *n);
const XySql *xy_hygiene_propose_statements (guint *n);
const XySql *xy_hygiene_walk_statements (guint *n);
const XySql *xy_hygiene_seat_statements (guint *n);

G_END_DECLS
