/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flow-office: what the tests of the points' flow start from: the office of points-office.h with a board, three users
 * with their roles, and a way through every step.
 */
#pragma once

#include "core/board.h"
#include "core/folder.h"
#include "core/notice.h"
#include "core/objection.h"
#include "core/paper-record.h"
#include "core/person.h"
#include "core/points-balance.h"
#include "core/points-flow.h"
#include "core/setting.h"
#include "core/user.h"
#include "points-office.h"

#define A_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

enum
{
  CLERK,
  HEAD,
  REVIEWER,
  SUPERVISOR,
  N_USERS,
};

typedef struct
{
  PointsOffice points;
  XyStore *store;
  XyId board;
  XyUser *users[N_USERS];
  XyActor actors[N_USERS];
} FlowOffice;

static inline gboolean
flow_add_users (XyTxn *txn, gpointer data, GError **error)
{
  static const struct
  {
    const char *name, *role;
  } wanted[N_USERS] = {
    { "曾小平", "clerk" }, { "龙主任", "head" }, { "评议员", "reviewer" }, { "监督员", "supervisor" }
  };
  FlowOffice *self = data;
  g_autoptr (XyUser) administrator = xy_record_new (&xy_user_type);

  xy_set_str (&administrator->name, "管理员");
  xy_set_str (&administrator->role, XY_ROLE_ADMINISTRATOR);
  if (!xy_record_save (txn, administrator, error))
    return FALSE;
  for (guint i = 0; i < N_USERS; i++)
    {
      self->users[i] = xy_record_new (&xy_user_type);
      xy_set_str (&self->users[i]->name, wanted[i].name);
      xy_set_str (&self->users[i]->role, wanted[i].role);
      if (!xy_record_save (txn, self->users[i], error))
        return FALSE;
      xy_user_actor (self->users[i], &self->actors[i]);
    }
  return TRUE;
}

static inline void
flow_setting (FlowOffice *self, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  xy_setting_change (self->store, &self->points.office.actor, key, value, &error);
  g_assert_no_error (error);
}

/* STEPS: a bit for each of XyPointsStepKind. */
static inline void
flow_set_steps (FlowOffice *self, guint steps)
{
  static const char *const keys[] = { XY_SETTING_POINTS_CHECK, XY_SETTING_POINTS_REVIEW, XY_SETTING_POINTS_APPROVE,
                                      XY_SETTING_POINTS_POST };

  for (guint i = 0; i < XY_POINTS_N_STEPS; i++)
    flow_setting (self, keys[i], (steps & (1U << i)) != 0 ? "1" : "0");
  g_assert_cmpuint (xy_points_flow_steps (self->store), ==, steps);
}

/* Nine in the morning of DAY in Shanghai. */
static inline void
flow_go_to (FlowOffice *self, const char *day)
{
  self->points.office.fixed.instant = xy_day_between ("1970-01-01", day) * A_DAY + A_DAY / 24;
}

static inline void
flow_open (FlowOffice *self, guint64 seed, guint steps)
{
  g_autoptr (XyBoard) board = xy_record_new (&xy_board_type);

  points_open (&self->points, seed);
  self->store = self->points.office.store;
  xy_set_str (&board->name, "村部公示栏");
  office_act (&self->points.office, "", xy_board_save_act, board);
  self->board = board->record.id;
  office_act (&self->points.office, "", flow_add_users, self);
  flow_set_steps (self, steps);
}

static inline void
flow_close (FlowOffice *self)
{
  for (guint i = 0; i < N_USERS; i++)
    g_clear_object (&self->users[i]);
  g_clear_object (&self->points.office.store);
  xy_folder_remove (self->points.office.folder);
  g_free (self->points.office.folder);
  g_free (self->points.office.path);
}

static inline gboolean
flow_try (FlowOffice *self, guint user, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (self->store, &self->actors[user], "", func, data, error);
}

typedef struct
{
  const XyPointsDraft *draft;
  XyId item;
  XyId entry;
} FlowRecording;

static inline gboolean
flow_record_act (XyTxn *txn, gpointer data, GError **error)
{
  FlowRecording *recording = data;
  g_autoptr (GArray) lines = NULL;

  if (!xy_points_record (txn, recording->draft, &lines, error))
    return FALSE;
  recording->item = g_array_index (lines, XyPointsLine, 0).item;
  recording->entry = g_array_index (lines, XyPointsLine, 0).entry;
  return TRUE;
}

/* USER registers RULE for the HOUSEHOLD of that number; the item's id. */
static inline XyId
flow_record (FlowOffice *self, guint user, const XyId *rule, guint household, const char *day)
{
  XyPointsDraft draft = {
    .rule = *rule, .day = day, .households = &self->points.household[household], .n_households = 1
  };
  FlowRecording recording = { .draft = &draft };
  g_autoptr (GError) error = NULL;

  flow_try (self, user, flow_record_act, &recording, &error);
  g_assert_no_error (error);
  return recording.item;
}

static inline XyPointsItem *
flow_item (FlowOffice *self, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyPointsItem *item = xy_record_get (self->store, &xy_points_item_type, id, &error);

  g_assert_no_error (error);
  return item;
}

static inline XyPointsStage
flow_stage (FlowOffice *self, const XyId *id)
{
  g_autoptr (XyPointsItem) item = flow_item (self, id);

  return (XyPointsStage) item->stage;
}

static inline XyPointsWaiting
flow_waits (FlowOffice *self, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = xy_points_item_rows (self->store, id, 1, &error);

  g_assert_no_error (error);
  return ((XyPointsItemRow *) rows->pdata[0])->what;
}

/* USER judges one item at KIND; NAMES of the judges, or NULL; REASON: it does not pass. */
static inline gboolean
flow_try_judge (FlowOffice *self,
                guint user,
                XyPointsStepKind kind,
                const char *names,
                const XyId *item,
                const char *reason,
                GError **error)
{
  XyPointsVerdict verdict = { .item = *item, .pass = reason == NULL, .reason = reason };
  g_autoptr (GArray) judges = xy_points_judges_parse (self->store, names != NULL ? names : "", error);
  XyPointsJudging judging = { .kind = kind,
                              .judges = (const XyPointsJudge *) (void *) judges->data,
                              .n_judges = judges->len,
                              .verdicts = &verdict,
                              .n_verdicts = 1 };

  return flow_try (self, user, xy_points_judge_act, &judging, error);
}

static inline void
flow_judge (FlowOffice *self, guint user, XyPointsStepKind kind, const char *names, const XyId *item)
{
  g_autoptr (GError) error = NULL;

  flow_try_judge (self, user, kind, names, item, NULL, &error);
  g_assert_no_error (error);
}

/* All that is ready, as a list. */
static inline XyId
flow_list (FlowOffice *self)
{
  XyPointsListing listing = { .n = 0 };
  g_autoptr (GError) error = NULL;

  flow_try (self, CLERK, xy_points_list_act, &listing, &error);
  g_assert_no_error (error);
  return listing.made;
}

static inline gboolean
flow_print_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPaperPrint print = { .kind = XY_POINTS_LIST_PAPER, .prefix = "GS", .title = "积分公示名单", .pages = 1 };
  XyId *id = data;

  print.subject = *id;
  g_autoptr (XyPaperRecord) paper = xy_paper_register (txn, &print, error);
  if (paper == NULL)
    return FALSE;
  *id = paper->record.id;
  return TRUE;
}

static inline XyId
flow_print (FlowOffice *self, const XyId *list)
{
  XyId id = *list;
  g_autoptr (GError) error = NULL;

  flow_try (self, CLERK, flow_print_act, &id, &error);
  g_assert_no_error (error);
  return id;
}

/* Posts PAPER on DAY (NULL: today); the notice. */
static inline XyId
flow_post (FlowOffice *self, const XyId *paper, const char *day)
{
  XyNoticePosting posting = {
    .item = "points", .paper = *paper, .boards = &self->board, .n_boards = 1, .posted_on = day
  };
  g_autoptr (GError) error = NULL;

  flow_try (self, CLERK, xy_notice_post_act, &posting, &error);
  g_assert_no_error (error);
  return posting.made;
}

/* All that is due. */
static inline XyPointsBooking
flow_book (FlowOffice *self)
{
  XyPointsBooking booking = { .n = 0 };
  g_autoptr (GError) error = NULL;

  flow_try (self, CLERK, xy_points_book_act, &booking, &error);
  g_assert_no_error (error);
  return booking;
}

static inline gint64
flow_total (FlowOffice *self, guint household)
{
  XyPointsBalance balance;
  g_autoptr (GError) error = NULL;

  xy_points_balance (self->store, &self->points.household[household], &balance, &error);
  g_assert_no_error (error);
  return balance.total;
}
