/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-round-lists: what the table of the tab 评比 asks and shows (records XyHygieneRoundRow), what its pane reads
 * about one round, and how a round is put in words.
 */
#pragma once

#include "app/table.h"
#include "core/hygiene-round.h"

G_BEGIN_DECLS

/* The tab's filters. Never changed once given to a list. */
typedef struct
{
  XyHygieneRoundFilter filter;
  char *kind;
  char *target;
  char *year;
} XyHygieneRoundQuery;

XyHygieneRoundQuery *
xy_hygiene_round_query_new (const char *kind, const char *target, const char *year, const XyId *unit, int open);
void xy_hygiene_round_query_free (gpointer query);

extern const XyListSource xy_hygiene_round_source;
extern const XyColumn xy_hygiene_round_columns[];
extern const guint xy_hygiene_n_round_columns;

/* What a round waits for next. */
typedef enum
{
  XY_HYGIENE_NEXT_PRINT, /* nothing is typed: the sheets are printed and filled in */
  XY_HYGIENE_NEXT_TYPE,
  XY_HYGIENE_NEXT_CLOSE,
  XY_HYGIENE_NEXT_POST,
  XY_HYGIENE_NEXT_MEND, /* slips are open */
  XY_HYGIENE_NEXT_NONE,
} XyHygieneNext;

XyHygieneNext xy_hygiene_round_next (const XyHygieneRoundRow *row);
XyPillKind xy_hygiene_round_pill (gconstpointer row);
/* 待打分, 录分中, 待定榜, 待张贴, 整改中, 已张贴; translated, static. */
char *xy_hygiene_round_word (gconstpointer row);

/* "2026年第3期", or its own name. (transfer full) */
char *xy_hygiene_round_short (const XyHygieneRound *round);

/* "前 20%", "前 10 户", "90 分及以上", "不设"; LOW: from the bottom. (transfer full) */
char *xy_hygiene_list_words (const char *by, gint64 value, gboolean low);
/* "清洁 90 分、合格 75 分、不合格". (transfer full), NULL where there are none. */
char *xy_hygiene_bands_words (const char *bands);

/* What is known of a round beside its row. */
typedef struct
{
  XyHygieneRoundRow *row;
  GPtrArray *judges;      /* of XyHygieneJudge */
  char *checklist;        /* its name; NULL */
  char *missing;          /* of an open round: which sheets are; NULL */
  GPtrArray *corrections; /* of XyHygieneCorrection */
  XyId paper;             /* the last one of it that may hang; none */
} XyHygieneRoundFacts;

/* On the worker's thread; DATA: XyId of the round. Gives an XyHygieneRoundFacts. */
gpointer xy_hygiene_round_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
void xy_hygiene_round_facts_free (gpointer facts);

G_END_DECLS
