/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice-list: the notice board as a page shows it: what is due by law and custom, what waits, what hangs and since
 * when, what hung too short, what was objected to and how many days are left.
 *
 * What is due is looked for in the periods that ended in the last twelve months, and not before the village's file was
 * made. A period is published when its item has a notice for it, for a longer period, or for each month of it.
 */
#pragma once

#include "core/notice.h"
#include "core/objection.h"

G_BEGIN_DECLS

typedef enum
{
  XY_NOTICE_ROW_DUE, /* no notice yet */
  XY_NOTICE_ROW_WAITING,
  XY_NOTICE_ROW_HANGING,
  XY_NOTICE_ROW_MAY_COME_DOWN,
  XY_NOTICE_ROW_TOO_SHORT, /* taken down too early and not hung up again */
  XY_NOTICE_ROW_DOWN,
  XY_NOTICE_ROW_OBJECTION, /* not answered */
  XY_NOTICE_N_ROW_KINDS,
} XyNoticeRowKind;

/* One line. It is never changed. */
typedef struct
{
  XyNoticeRowKind kind;
  gboolean late;      /* past its day, or too short */
  gboolean has_until; /* days and until say something */
  int days;           /* left until UNTIL; below 0: so many too late */
  char until[XY_DAY_SIZE];
  char since[XY_DAY_SIZE]; /* due since, waits since, hangs since, received; or "" */
  char *item;              /* key */
  char *item_name;
  char *title;            /* of the notice; of what is due, the item and its period */
  char *period;           /* may be NULL */
  char *boards;           /* names, or NULL */
  char *number;           /* of the paper in the register, or NULL */
  char *paper_kind;       /* that the item takes, or that it was */
  char *sentence;         /* what is the matter, translated */
  char *basis;            /* by which law or custom, or NULL */
  gboolean check;         /* the rule is 待核对 */
  guint n_objections;     /* to the notice */
  guint n_open;           /* of these, not answered */
  XyNotice *notice;       /* NULL for what is due */
  XyId list;              /* of what is due: list of points, hygiene round, meeting, vote, bylaw that is to hang, and */
  XyId list_paper;        /* its paper, where it was printed; or none */
  XyObjection *objection; /* of a row OBJECTION */
} XyNoticeRow;

void xy_notice_row_free (XyNoticeRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyNoticeRow, xy_notice_row_free)

/* "due", "waiting", …: for scripts. Static. */
const char *xy_notice_row_kind_name (XyNoticeRowKind kind);
/* 应公示, 待张贴, 张贴中, 可撤下, 张贴天数不足, 已撤下, 异议待答; translated. Static. */
const char *xy_notice_row_kind_label (XyNoticeRowKind kind);

/* The id under which a list knows ROW: that of its notice or objection, or one made from what is due. */
XyId xy_notice_row_id (const XyNoticeRow *row);

/*
 * What needs a hand or an eye on TODAY: everything but what came down in order. The late first, then by the day that is
 * nearest. Returns: (transfer full) array of XyNoticeRow.
 */
GPtrArray *xy_notice_due (XyStore *store, const char *today, GError **error);

/* How many of these rows wait for somebody: due, to be posted, too short, to be answered. */
guint xy_notice_count_waiting (GPtrArray *rows);

/* All that is NULL, 0 or none does not filter. */
typedef struct
{
  guint states; /* 1 << XyNoticeState */
  XyId board;
  const char *item;
  int year;         /* in which it was posted, or made where it waits */
  const char *text; /* in the title, the boards or the number */
} XyNoticeFilter;

/* The notices that FILTER finds, newest first. Returns: (transfer full) array of XyNoticeRow. */
GPtrArray *xy_notice_list (XyStore *store, const XyNoticeFilter *filter, const char *today, GError **error);

/*
 * Those of the N_IDS notices, in their order; NULL stands for one that is not there. The rules are read once.
 * Returns: (transfer full) array of XyNoticeRow without a free function.
 */
GPtrArray *xy_notice_rows_get (XyStore *store, const XyId *ids, guint n_ids, const char *today, GError **error);

/* One of them. NOT_FOUND. Returns: (transfer full). */
XyNoticeRow *xy_notice_row_get (XyStore *store, const XyId *notice, const char *today, GError **error);

/*
 * The last LIMIT papers of the register that are on no board yet and show no numbers in full, newest first. Which kinds
 * are made for a board, the table of papers knows (print/papers.h). Returns: (transfer full) array of XyPaperRecord.
 */
GPtrArray *xy_notice_list_unposted (XyStore *store, guint limit, GError **error);

/* The item that papers of KIND publish: points for a points-board; "other". Static or owned by RULES. */
const char *xy_notice_item_of_paper (const XyPublicityRules *rules, const char *kind);

/* For the test of every statement. */
const XySql *xy_notice_list_statements (guint *n);
const XySql *xy_notice_due_statements (guint *n);
const XySql *xy_notice_hygiene_statements (guint *n);
const XySql *xy_notice_meeting_statements (guint *n);
const XySql *xy_notice_vote_statements (guint *n);
const XySql *xy_notice_bylaw_statements (guint *n);

G_END_DECLS
