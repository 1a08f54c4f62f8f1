/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-offers: what the filters of the points page have to choose from. */
#pragma once

#include "app/worker.h"

G_BEGIN_DECLS

#define XY_POINTS_N_OFFERED 2 /* accounts that persons have */

typedef struct
{
  GPtrArray *units; /* of XyUnitNode */
  char **categories;
  gboolean accounts[XY_POINTS_N_OFFERED]; /* by place in xy_points_accounts: whether a rule gives points to it */
} XyPointsOffers;

/* An XyWorkerFunc. Returns: (transfer full) XyPointsOffers. */
gpointer xy_points_offers_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

void xy_points_offers_free (gpointer offers);

G_END_DECLS
