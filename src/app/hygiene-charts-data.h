/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-charts-data: what the tab 图表 of the page 卫生 reads on the worker's thread. */
#pragma once

#include "app/hygiene-map.h"
#include "app/worker.h"
#include "core/hygiene-statistics.h"
#include "core/hygiene-trend.h"

G_BEGIN_DECLS

typedef enum
{
  XY_HYGIENE_VIEW_MAP,
  XY_HYGIENE_VIEW_TRENDS,
  XY_HYGIENE_VIEW_COMPARE,
  XY_HYGIENE_N_VIEWS,
} XyHygieneView;

typedef struct
{
  XyHygieneView view;
  XyId round;  /* none: the last that was decided, else the last */
  XyId hint;   /* taken in its place where that is none and this one is decided */
  XyId before; /* of a comparison; none: the one before of the same target */
  XyId unit;   /* and those below it; none: the whole village */
} XyHygieneChartsQuery;

/* One round that can be chosen. */
typedef struct
{
  XyId id;
  char *title;
  gboolean place;
  gboolean closed;
} XyHygieneChoice;

#define XY_HYGIENE_TREND_ROUNDS 12

typedef struct
{
  GArray *choices; /* of XyHygieneChoice, newest first */
  guint at;        /* the one that is shown, and with which it is compared */
  guint before;

  XyHygienePlan *plan;             /* of the map */
  char *names[XY_HYGIENE_N_MARKS]; /* what its marks are called there */

  XyHygieneTrend *trend; /* of the trends */
  GPtrArray *items;      /* of XyHygieneItemLoss */
} XyHygieneChartsFacts;

/* An XyWorkerFunc; QUERY: XyHygieneChartsQuery. */
gpointer xy_hygiene_charts_read (XyStore *store, gpointer query, GCancellable *cancellable, GError **error);
void xy_hygiene_charts_facts_free (gpointer facts);

/* The choice at AT, or NULL. */
const XyHygieneChoice *xy_hygiene_charts_choice (const XyHygieneChartsFacts *facts, guint at);

/* UNIT and those below it. (transfer full) set of XyId */
GHashTable *xy_hygiene_charts_area (XyStore *store, const XyId *unit, GError **error);

/* The mark of a result, by the names of its round's grades. */
XyHygieneMark
xy_hygiene_result_mark (const char *state, gboolean ranked, const char *list, const char *band, char *const *bands);

G_END_DECLS
