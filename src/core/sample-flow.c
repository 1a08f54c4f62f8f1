/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sample-private.h"

#include <string.h>

#include "core/board.h"
#include "core/household.h"
#include "core/notice.h"
#include "core/objection.h"
#include "core/points-flow-private.h"
#include "core/points-record.h"
#include "core/setting.h"
#include "core/store.h"

/* Fewer households have nobody to judge them. */
#define LEAST_HOUSEHOLDS 20
#define JUDGES 5

/* What was registered one day, and how far it came. Days are counted back from today. */
typedef enum
{
  BOOKED,
  ON_BOARD,
  ON_LIST,
  READY,
  WAITING,
} Reached;

static const struct
{
  int ago;
  const char *code;
  int households;
  Reached reached;
} batches[] = {
  { 13, "S01", 6, BOOKED }, { 12, "H05", 3, BOOKED }, { 6, "S01", 8, ON_BOARD }, { 5, "C02", 2, ON_BOARD },
  { 3, "S03", 5, ON_LIST }, { 2, "H07", 2, READY },   { 2, "S02", 4, READY },    { 1, "S01", 9, WAITING },
  { 1, "W01", 3, WAITING }, { 0, "H05", 2, WAITING },
};

typedef struct
{
  XySample *sample;
  XyStore *store;
  const XyActor *actor;
  XyPointsJudge judges[JUDGES];
  GArray *items[WAITING + 1]; /* of XyId */
  guint first, next;          /* households that get points: the first of them, and who is next */
} Work;

static gboolean
act (Work *work, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (work->store, work->actor, "", func, data, error);
}

static void
day_ago (Work *work, int days, char day[XY_DAY_SIZE])
{
  xy_day_add (work->sample->today, -days, day);
}

static gboolean
switch_on (XyTxn *txn, gpointer data, GError **error)
{
  xy_txn_set_title (txn, "积分要评议，要公示");
  return xy_setting_set (txn, XY_SETTING_POINTS_REVIEW, "1", error)
         && xy_setting_set (txn, XY_SETTING_POINTS_POST, "1", error);
}

/* The review group: the heads of the first households, who get nothing here themselves. */
static gboolean
choose_judges (Work *work, GError **error)
{
  for (guint n = 0; n < JUDGES && work->first < work->sample->households->len; work->first++)
    {
      const XySampleHousehold *household = &g_array_index (work->sample->households, XySampleHousehold, work->first);
      g_autoptr (GPtrArray) members = xy_household_list_members (work->store, &household->id, TRUE, error);
      if (members == NULL)
        return FALSE;
      if (members->len == 0)
        continue;
      work->judges[n].name = g_strdup (((XyPerson *) members->pdata[0])->name);
      work->judges[n++].person = ((XyRecord *) members->pdata[0])->id;
    }
  work->next = work->first;
  return TRUE;
}

/* N households that live, each once. */
static GArray *
choose_households (Work *work, int n, GError **error)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (XyId));
  guint all = work->sample->households->len;

  for (guint tried = work->first; (int) chosen->len < n && tried < all; tried++)
    {
      const XySampleHousehold *at = &g_array_index (work->sample->households, XySampleHousehold, work->next);
      g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, &at->id, error);
      if (household == NULL)
        return NULL;
      work->next = work->next + 1 < all ? work->next + 1 : work->first;
      if (xy_household_is_live (household))
        g_array_append_val (chosen, at->id);
    }
  return g_steal_pointer (&chosen);
}

typedef struct
{
  XyPointsDraft draft;
  GArray *items; /* gets what is registered */
} Batch;

static gboolean
record (XyTxn *txn, gpointer data, GError **error)
{
  Batch *batch = data;
  g_autoptr (GArray) lines = NULL;
  g_autofree char *title = xy_points_draft_title (xy_txn_get_store (txn), &batch->draft);

  xy_txn_set_title (txn, title);
  if (!xy_points_record (txn, &batch->draft, &lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    g_array_append_val (batch->items, g_array_index (lines, XyPointsLine, i).item);
  return TRUE;
}

static gboolean
record_batch (Work *work, guint n, GError **error)
{
  const XyId *rule = g_hash_table_lookup (work->sample->rules, batches[n].code);
  g_autoptr (GArray) households = choose_households (work, batches[n].households, error);
  char day[XY_DAY_SIZE];

  if (households == NULL)
    return FALSE;
  day_ago (work, batches[n].ago, day);
  Batch batch = { .draft = { .rule = *rule,
                             .day = day,
                             .witness = "各组组长",
                             .households = (const XyId *) (void *) households->data,
                             .n_households = households->len },
                  .items = work->items[batches[n].reached] };
  return households->len == 0 || act (work, record, &batch, error);
}

/* The review group sits AGO days ago on all of REACHED; the last of what is READY does not pass. */
static gboolean
review (Work *work, Reached reached, int ago, GError **error)
{
  const GArray *items = work->items[reached];
  g_autofree XyPointsVerdict *verdicts = g_new0 (XyPointsVerdict, items->len);
  char day[XY_DAY_SIZE];

  day_ago (work, ago, day);
  for (guint i = 0; i < items->len; i++)
    {
      verdicts[i].item = g_array_index (items, XyId, i);
      verdicts[i].pass = reached != READY || i + 1 < items->len;
      verdicts[i].reason = verdicts[i].pass ? NULL : "当天本户没有人参加";
    }
  XyPointsJudging judging = { .kind = XY_POINTS_STEP_REVIEW,
                              .day = day,
                              .place = "村部会议室",
                              .judges = work->judges,
                              .n_judges = JUDGES,
                              .verdicts = verdicts,
                              .n_verdicts = items->len };
  return act (work, xy_points_judge_act, &judging, error);
}

static gboolean
list (Work *work, Reached reached, int ago, XyId *made, GError **error)
{
  const GArray *items = work->items[reached];
  char day[XY_DAY_SIZE];
  XyPointsListing listing = { .items = (const XyId *) (void *) items->data, .n = items->len, .day = day };

  day_ago (work, ago, day);
  if (!act (work, xy_points_list_act, &listing, error))
    return FALSE;
  *made = listing.made;
  return TRUE;
}

typedef struct
{
  XyNoticePosting posting;
  XyId list;
} Hanging;

/* As if it had been printed and posted; the sample prints nothing. */
static gboolean
hang (XyTxn *txn, gpointer data, GError **error)
{
  Hanging *hanging = data;

  if (!xy_notice_post_act (txn, &hanging->posting, error))
    return FALSE;
  g_autoptr (XyNotice) notice = xy_record_get (xy_txn_get_store (txn), &xy_notice_type, &hanging->posting.made, error);
  return notice != NULL && xy_points_list_hang (txn, &hanging->list, notice, error);
}

static gboolean
post (Work *work, const XyId *list_id, int ago, const XyId *board, XyId *notice, GError **error)
{
  char day[XY_DAY_SIZE];
  g_autoptr (XyPointsSitting) sitting = xy_record_get (work->store, &xy_points_sitting_type, list_id, error);

  if (sitting == NULL)
    return FALSE;
  day_ago (work, ago, day);
  g_autofree char *title = g_strdup_printf ("%.4s年第%d期积分公示名单", sitting->day, (int) sitting->number);
  Hanging hanging = { .posting = { .item = "points",
                                   .title = title,
                                   .width = 210,
                                   .height = 297,
                                   .sheets = 1,
                                   .boards = board,
                                   .n_boards = 1,
                                   .posted_on = day },
                      .list = *list_id };
  if (!act (work, hang, &hanging, error))
    return FALSE;
  *notice = hanging.posting.made;
  return TRUE;
}

static gboolean
object_to_one (Work *work, const XyId *notice, int ago, GError **error)
{
  char day[XY_DAY_SIZE];
  XyObjectionFiling filing = { .notice = *notice,
                               .item = g_array_index (work->items[ON_BOARD], XyId, 1),
                               .received_on = day,
                               .about = "那天这户没有人来扫路，不应该记分。" };

  day_ago (work, ago, day);
  return act (work, xy_objection_file_act, &filing, error);
}

static gboolean
fill (Work *work, GError **error)
{
  XyPointsBooking booking = { .n = 0 };
  XyId lists[ON_LIST + 1], notice;
  g_autofree XyId *board = NULL;
  g_autoptr (GPtrArray) boards = xy_board_list (work->store, error);

  if (boards == NULL || boards->len == 0)
    return boards != NULL;
  board = xy_id_copy (&((XyRecord *) boards->pdata[0])->id);
  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    if (!record_batch (work, i, error))
      return FALSE;
  if (!review (work, BOOKED, 11, error) || !list (work, BOOKED, 11, &lists[BOOKED], error)
      || !post (work, &lists[BOOKED], 10, board, &notice, error) || !act (work, xy_points_book_act, &booking, error)
      || !review (work, ON_BOARD, 4, error) || !list (work, ON_BOARD, 4, &lists[ON_BOARD], error)
      || !post (work, &lists[ON_BOARD], 2, board, &notice, error) || !object_to_one (work, &notice, 1, error)
      || !review (work, ON_LIST, 1, error) || !list (work, ON_LIST, 0, &lists[ON_LIST], error)
      || !review (work, READY, 0, error))
    return FALSE;

  XyPointsWithdrawal withdrawal = { .item = g_array_index (work->items[WAITING], XyId, 2), .reason = "重复登记" };
  return act (work, xy_points_withdraw_act, &withdrawal, error);
}

gboolean
xy_sample_flow (XySample *sample, XyStore *store, const XyActor *actor, GError **error)
{
  Work work = { .sample = sample, .store = store, .actor = actor };
  gboolean ok;

  for (guint i = 0; i < G_N_ELEMENTS (work.items); i++)
    work.items[i] = g_array_new (FALSE, FALSE, sizeof (XyId));
  ok = act (&work, switch_on, NULL, error)
       && (sample->households->len < LEAST_HOUSEHOLDS || (choose_judges (&work, error) && fill (&work, error)));
  for (guint i = 0; i < G_N_ELEMENTS (work.items); i++)
    g_array_unref (work.items[i]);
  for (guint i = 0; i < JUDGES; i++)
    xy_points_judge_clear (&work.judges[i]);
  return ok;
}
