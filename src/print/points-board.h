/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-board: 积分公示榜, what each household earned and lost in a period, to hang on the notice board.
 *
 * Columns and foot follow the boards of villages that publish points (公示期, where to object, two supervision
 * telephones, 落款, date, room for the seal). The totals are added up from the rows; when the ledger's own totals are
 * given and differ, no board is made: it would say 与台账一致 and be wrong.
 *
 * Points are hundredths, days YYYY-MM-DD, instants ms UTC. Nothing is kept: all texts may go once the paper is made.
 */
#pragma once

#include "print/paper.h"

G_BEGIN_DECLS

typedef struct
{
  guint rank;           /* 0: not ranked */
  const char *group;    /* "9组" */
  const char *head;     /* name of the head of the household */
  gint64 opening;       /* balance before the period */
  gint64 added;         /* ≥ 0 */
  gint64 deducted;      /* ≤ 0 */
  const char *note;     /* may be NULL */
  int group_order;      /* for XY_BOARD_BY_GROUP */
  const char *sort_key; /* bytes that sort as names are to be sorted, for XY_BOARD_BY_NAME */
} XyPointsBoardRow;

typedef struct
{
  const char *village;   /* "石板溪村" */
  const char *period;    /* "2026年第三季度" */
  const char *from, *to; /* its days; NULL: not said */
  const XyPointsBoardRow *rows;
  gsize n_rows;

  gboolean has_ledger; /* the sums below are the ledger's own, for the same households and period */
  gint64 ledger_opening, ledger_added, ledger_deducted;

  const char *notice_from, *notice_to;        /* 公示期; NULL: a board that is no notice */
  const char *objections_to;                  /* "村务监督委员会" */
  guint reply_days;                           /* within which an objection is answered; 0: not said */
  const char *contact;                        /* name of the person to ask */
  const char *village_phone, *township_phone; /* 监督电话 */

  const char *issuer; /* "石板溪村民委员会" */
  const char *date;
  const char *record_number;
  gint64 printed_at;
} XyPointsBoard;

typedef enum
{
  XY_BOARD_AS_GIVEN,
  XY_BOARD_BY_POINTS, /* the balance at the end, highest first */
  XY_BOARD_BY_GROUP,
  XY_BOARD_BY_NAME, /* 姓氏笔画 or pinyin, as the keys have it */
} XyBoardOrder;

typedef enum
{
  XY_BOARD_RANK = 1 << 0,
  XY_BOARD_GROUP = 1 << 1,
  XY_BOARD_OPENING = 1 << 2,
  XY_BOARD_ADDED = 1 << 3,
  XY_BOARD_DEDUCTED = 1 << 4,
  XY_BOARD_NET = 1 << 5,
  XY_BOARD_CLOSING = 1 << 6,
  XY_BOARD_NOTE = 1 << 7,
  XY_BOARD_ALL = 0xff, /* the name is always there */
} XyBoardColumns;

typedef struct
{
  XyPageSize size;
  XyBoardOrder order;
  XyBoardColumns columns;
  XySeal seal;
} XyPointsBoardOptions;

/* A4, in the order given, all columns, one seal. */
#define XY_POINTS_BOARD_OPTIONS_DEFAULT                                                                                \
  {                                                                                                                    \
    XY_PAGE_A4, XY_BOARD_AS_GIVEN, XY_BOARD_ALL, XY_SEAL_RIGHT                                                         \
  }

/* OPTIONS may be NULL. Errors: XY_ERROR_CONFLICT when the rows do not add up to the ledger. */
XyPaper *xy_points_board_new (const XyPointsBoard *board, const XyPointsBoardOptions *options, GError **error);

G_END_DECLS
