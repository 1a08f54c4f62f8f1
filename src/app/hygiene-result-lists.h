/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-result-lists: what the table of the tab 结果 asks and shows (records XyHygieneResultRow), and what its pane
 * reads about one result.
 */
#pragma once

#include "app/table.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-score.h"

G_BEGIN_DECLS

typedef enum
{
  XY_HYGIENE_RESULTS_ALL,
  XY_HYGIENE_RESULTS_RED,
  XY_HYGIENE_RESULTS_LOW,
  XY_HYGIENE_RESULTS_NEITHER, /* ranked, on no list */
  XY_HYGIENE_RESULTS_EXCUSED,
  XY_HYGIENE_RESULTS_ABSENT,
  XY_HYGIENE_RESULTS_WAITING, /* is judged, and has no sheet */
  XY_HYGIENE_RESULTS_N,
} XyHygieneResultsWhich;

/* The tab's filters. Never changed once given to a list. */
typedef struct
{
  XyId round;
  XyId unit;
  XyHygieneResultsWhich which;
  char *band; /* NULL: all */
  char *text; /* lower case */
} XyHygieneResultQuery;

XyHygieneResultQuery *xy_hygiene_result_query_new (const XyId *round,
                                                   const XyId *unit,
                                                   XyHygieneResultsWhich which,
                                                   const char *band,
                                                   const char *text);
void xy_hygiene_result_query_free (gpointer query);

/* One line. All of a round share what was read of it. */
typedef struct
{
  GPtrArray *all; /* a reference, of XyHygieneOutcome */
  const XyHygieneOutcome *outcome;
  gboolean closed; /* the lists are decided */
} XyHygieneResultRow;

extern const XyListSource xy_hygiene_result_source;
extern const XyColumn xy_hygiene_result_columns[];
extern const guint xy_hygiene_n_result_columns;

/* 红榜, 拟红榜, 待改进, 不参评, 未评上, 待打分. (transfer full), NULL where it is on no list. */
char *xy_hygiene_result_word (gconstpointer row);
XyPillKind xy_hygiene_result_pill (gconstpointer row);

/* What is known of a result beside its row. */
typedef struct
{
  XyHygieneGrid *grid;         /* of the whole round */
  const XyHygieneGridRow *row; /* of this result */
  char *photo;                 /* path, or NULL */
} XyHygieneResultFacts;

typedef struct
{
  XyId round;
  XyId result;
} XyHygieneResultAsked;

/* On the worker's thread; DATA: XyHygieneResultAsked. Gives an XyHygieneResultFacts. */
gpointer xy_hygiene_result_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
void xy_hygiene_result_facts_free (gpointer facts);

G_END_DECLS
