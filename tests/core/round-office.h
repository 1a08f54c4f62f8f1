/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * round-office: what the tests of the hygiene rounds start from: the office of points-office.h, of whose households
 * the first, 赵国强, and the second have members; a checklist; and a way through a round.
 */
#pragma once

#include "core/board.h"
#include "core/folder.h"
#include "core/hygiene-checklist.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-score.h"
#include "core/notice.h"
#include "core/paper-record.h"
#include "core/person.h"
#include "points-office.h"

#define ROUND_JUDGES "曾小平（村妇联主席）、李建国、王秀英"
#define ROUND_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

typedef struct
{
  PointsOffice points;
  XyStore *store;
  XyId checklist; /* 门前 40, 院内 40, 厕所 20; 厨房 not in use */
  XyId board;
  XyTxn *txn; /* the act that all that follows is part of; NULL: each is one of its own */
} RoundOffice;

static inline gboolean
hygiene_act (RoundOffice *self, XyActFunc func, gpointer data, GError **error)
{
  if (self->txn != NULL)
    return func (self->txn, data, error);
  return xy_store_act (self->store, &self->points.office.actor, "", func, data, error);
}

static inline void
hygiene_do (RoundOffice *self, XyActFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  hygiene_act (self, func, data, &error);
  g_assert_no_error (error);
}

/* Nine in the morning of DAY in Shanghai. */
static inline void
hygiene_go_to (RoundOffice *self, const char *day)
{
  self->points.office.fixed.instant = xy_day_between ("1970-01-01", day) * ROUND_DAY + ROUND_DAY / 24;
}

static inline void
hygiene_open (RoundOffice *self, guint64 seed)
{
  g_autoptr (XyHygieneChecklist) checklist = xy_record_new (&xy_hygiene_checklist_type);
  g_autoptr (XyBoard) board = xy_record_new (&xy_board_type);

  self->txn = NULL;
  points_open (&self->points, seed);
  self->store = self->points.office.store;
  xy_set_str (&checklist->name, "农户评分表");
  xy_set_str (&checklist->target, "household");
  xy_set_str (&checklist->items, "门前屋后\t4000\t\t0\t1\n庭院\t4000\t\t0\t1\n厨房\t2000\t\t1\t0\n厕所\t2000\t\t0\t1");
  hygiene_do (self, xy_hygiene_checklist_save_act, checklist);
  self->checklist = checklist->record.id;
  xy_set_str (&board->name, "村部公示栏");
  hygiene_do (self, xy_board_save_act, board);
  self->board = board->record.id;
}

static inline void
hygiene_close (RoundOffice *self)
{
  g_clear_object (&self->points.office.store);
  xy_folder_remove (self->points.office.folder);
  g_free (self->points.office.folder);
  g_free (self->points.office.path);
}

/* A person of HOUSEHOLD. */
typedef struct
{
  const char *name;
  const char *relation;
  const char *birthday;
  XyId household;
  XyId made;
} HygienePerson;

static inline gboolean
hygiene_person_act (XyTxn *txn, gpointer data, GError **error)
{
  HygienePerson *spec = data;
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  person->household = spec->household;
  xy_set_str (&person->name, spec->name);
  xy_set_str (&person->relation, spec->relation);
  xy_set_str (&person->birthday, spec->birthday);
  if (!xy_record_save (txn, person, error))
    return FALSE;
  spec->made = person->record.id;
  return TRUE;
}

static inline XyId
hygiene_person (RoundOffice *self, guint household, const char *name, const char *relation, const char *birthday)
{
  HygienePerson spec = { name, relation, birthday, self->points.household[household], XY_ID_NONE };

  hygiene_do (self, hygiene_person_act, &spec);
  return spec.made;
}

/* What is proposed for DAY. */
static inline XyHygieneRound *
hygiene_propose (RoundOffice *self, const char *kind, const char *day)
{
  g_autoptr (GError) error = NULL;
  XyHygieneRound *round = xy_hygiene_round_propose (self->store, kind, "household", day, &error);

  g_assert_no_error (error);
  return round;
}

static inline gboolean
hygiene_try_make (RoundOffice *self, XyHygieneRound *round, const char *judges, XyActFunc func, GError **error)
{
  g_autoptr (GArray) seats = xy_hygiene_seats_parse (self->store, judges, error);
  XyHygieneMaking making = { .round = round,
                             .seats = (const XyHygieneSeat *) (void *) seats->data,
                             .n_seats = seats->len };

  return hygiene_act (self, func, &making, error);
}

/* ROUND, made with ROUND_JUDGES; its id. */
static inline XyId
hygiene_make (RoundOffice *self, XyHygieneRound *round)
{
  g_autoptr (GError) error = NULL;

  hygiene_try_make (self, round, ROUND_JUDGES, xy_hygiene_make_act, &error);
  g_assert_no_error (error);
  return round->record.id;
}

static inline XyHygieneRound *
hygiene_round (RoundOffice *self, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyHygieneRound *round = xy_record_get (self->store, &xy_hygiene_round_type, id, &error);

  g_assert_no_error (error);
  return round;
}

static inline XyHygieneGrid *
hygiene_grid (RoundOffice *self, const XyId *round)
{
  g_autoptr (GError) error = NULL;
  XyHygieneGrid *grid = xy_hygiene_grid (self->store, round, &error);

  g_assert_no_error (error);
  return grid;
}

static inline XyId
hygiene_judge (RoundOffice *self, const XyId *round, guint at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) judges = xy_hygiene_judges (self->store, round, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (at, <, judges->len);
  return ((XyRecord *) judges->pdata[at])->id;
}

/* The result of the household of that number. */
static inline XyId
hygiene_result (RoundOffice *self, const XyId *round, guint household)
{
  return xy_hygiene_result_id (round, &self->points.household[household]);
}

/* One score, or a tick. */
static inline gboolean
hygiene_try_give (RoundOffice *self, const XyId *round, guint household, guint judge, gint64 sum, GError **error)
{
  XyHygieneScoring scoring = { .result = hygiene_result (self, round, household),
                               .judge = hygiene_judge (self, round, judge),
                               .sum = sum };

  return hygiene_act (self, xy_hygiene_score_act, &scoring, error);
}

static inline void
hygiene_give (RoundOffice *self, const XyId *round, guint household, guint judge, gint64 sum)
{
  g_autoptr (GError) error = NULL;

  hygiene_try_give (self, round, household, judge, sum, &error);
  g_assert_no_error (error);
}

static inline GPtrArray *
hygiene_outcomes (RoundOffice *self, const XyId *round)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *outcomes = xy_hygiene_outcomes (self->store, round, &error);

  g_assert_no_error (error);
  return outcomes;
}

static inline const XyHygieneOutcome *
hygiene_outcome_of (RoundOffice *self, GPtrArray *outcomes, guint household)
{
  for (guint i = 0; i < outcomes->len; i++)
    if (xy_id_same (&((XyHygieneOutcome *) outcomes->pdata[i])->household, &self->points.household[household]))
      return outcomes->pdata[i];
  g_assert_not_reached ();
}

typedef struct
{
  XyId subject;
  const char *kind;
  XyId made;
} HygienePrint;

static inline gboolean
hygiene_print_act (XyTxn *txn, gpointer data, GError **error)
{
  HygienePrint *print = data;
  XyPaperPrint paper = { .kind = print->kind, .prefix = "WS", .title = "人居环境红榜", .pages = 1 };

  paper.subject = print->subject;
  g_autoptr (XyPaperRecord) record = xy_paper_register (txn, &paper, error);
  if (record == NULL)
    return FALSE;
  print->made = record->record.id;
  return TRUE;
}

/* Prints and posts a paper of KIND about ROUND. */
static inline void
hygiene_post (RoundOffice *self, const XyId *round, const char *kind)
{
  HygienePrint print = { *round, kind, XY_ID_NONE };

  hygiene_do (self, hygiene_print_act, &print);
  XyNoticePosting posting = { .item = "other", .paper = print.made, .boards = &self->board, .n_boards = 1 };
  hygiene_do (self, xy_notice_post_act, &posting);
}
