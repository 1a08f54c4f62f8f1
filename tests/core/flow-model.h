/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flow-model: what three users do with registered points, each act at random, and a model beside the office that knows
 * no SQL: it says beforehand whether an act is refused, and keeps each state of the village for undo and redo.
 */
#pragma once

#include <string.h>

#include "core/reward-redeem.h"
#include "flow-office.h"

#define ACTS 300
#define MOST ACTS
/* Day 0 of the model; far enough from the end of the year. */
#define FIRST_DAY "2026-05-01"
#define HOUSEHOLDS 6 /* of the office's; what split off one of them gets nothing */
#define JUDGES 8

/* A household's head, somebody who left it, and strangers; one of them has the name of the clerk. */
static const struct
{
  const char *name;
  int household; /* for whose items he steps aside; -1: nobody's */
} judges[JUDGES] = { { "赵国强", 0 }, { "赵小明", 0 },  { "钱国强", 1 },    { "孙国强", 2 },
                     { "李国强", 3 }, { "曾小平", -1 }, { "驻村干部", -1 }, { "老支书", -1 } };

#define NO_LIST -1
#define DIRECT -2

typedef struct
{
  XyId id;
  guint household;
  guint typist;
  gboolean capped; /* by the rule of two a month */
  gint64 raw;      /* before the cap */
  gint64 delta;    /* as it was registered */
  gint64 counts;   /* the same, until it is booked */
  int day;
  XyPointsStage stage;
  XyPointsStage judged; /* as far as it had come when it was put on a list */
  int list;             /* NO_LIST: on none; DIRECT: it is an entry that was written at once */
  gboolean posted;
  gboolean taken_back;
} Item;

typedef struct
{
  XyId id;
  gboolean gone;
  XyId notice;
  gboolean hangs; /* hung once */
  int until;
  int down; /* day; 0: it hangs */
} List;

typedef struct
{
  XyId id;
  guint item;
  XyId notice;
  gboolean answered;
} Objection;

/* One state of the village: undo goes back to the one before, redo on again. */
typedef struct
{
  guint steps;
  guint n_items, n_lists, n_objections;
  Item items[MOST];
  List lists[MOST];
  Objection objections[MOST];
  gint64 fetched[HOUSEHOLDS];
} State;

typedef struct
{
  FlowOffice office;
  XyId service; /* for one point */
  State *now;
  GPtrArray *undo, *redo; /* of State */
  GHashTable *booked;     /* XyId of an item to gint64: what it was booked as first; no undo takes an entry away */
  XyId papers[MOST];      /* printing cannot be undone */
  guint n_papers;
  int today;
  guint n_regained; /* booked with another figure than registered */
} Model;

static inline State *
copy_state (const State *state)
{
  return g_memdup2 (state, sizeof *state);
}

/* An act left its trace: BEFORE is where undo leads. */
static inline void
did (Model *model, State *before)
{
  g_ptr_array_add (model->undo, before);
  g_ptr_array_set_size (model->redo, 0);
}

static inline const char *
day_text (int day, char text[XY_DAY_SIZE])
{
  xy_day_add (FIRST_DAY, day, text);
  return text;
}

static inline guint
random_below (guint n)
{
  return n == 0 ? 0 : (guint) g_test_rand_int_range (0, (gint32) n);
}

static inline gboolean
is_frozen (const State *state, guint item)
{
  for (guint i = 0; i < state->n_objections; i++)
    if (state->objections[i].item == item && !state->objections[i].answered)
      return TRUE;
  return FALSE;
}

static inline XyPointsWaiting
waits (const Model *model, const State *state, guint n)
{
  const Item *item = &state->items[n];
  static const XyPointsStage leads_to[] = { XY_POINTS_CHECKED, XY_POINTS_REVIEWED, XY_POINTS_APPROVED,
                                            XY_POINTS_POSTED };

  if (item->stage >= XY_POINTS_BOOKED)
    return XY_POINTS_DONE;
  if (is_frozen (state, n))
    return XY_POINTS_WAIT_ANSWER;
  if (item->stage == XY_POINTS_POSTED)
    {
      const List *list = &state->lists[item->list];
      return list->down != 0 && list->down < list->until ? XY_POINTS_WAIT_POST
             : list->until >= model->today               ? XY_POINTS_WAIT_DAYS
                                                         : XY_POINTS_WAIT_BOOK;
    }
  for (guint i = 0; i < 3; i++)
    if ((state->steps & (1U << i)) != 0 && item->stage < leads_to[i])
      return (XyPointsWaiting) (XY_POINTS_WAIT_CHECK + i);
  if ((state->steps & (1U << XY_POINTS_STEP_POST)) == 0)
    return XY_POINTS_WAIT_BOOK;
  return item->stage == XY_POINTS_LISTED ? XY_POINTS_WAIT_POST : XY_POINTS_WAIT_LIST;
}

static inline gboolean
may (guint user, guint permission)
{
  static const char *const roles[] = { "clerk", "head", "reviewer" };

  return (xy_role_by_id (roles[user])->permissions & permission) != 0;
}

/* The last ones more often; -1 where there are none. */
static inline int
pick_item (const State *state)
{
  guint n = state->n_items;

  return n == 0 ? -1 : (int) (n - 1 - MIN (random_below (n), random_below (n)));
}

static inline gboolean
try_act (Model *model, guint user, XyActFunc func, gpointer data, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean done = flow_try (&model->office, user, func, data, &error);

  g_assert_true (done == (error == NULL));
  if (done && !expected)
    g_error ("An act of user %u that must be refused was done", user);
  if (!done && expected)
    g_error ("An act of user %u was refused: %s", user, error->message);
  return done;
}

static inline int
month_of (const char *day)
{
  return (day[5] - '0') * 10 + day[6] - '1';
}

/* What stands of the rule, and what is on its way, takes its room. */
static inline gint64
used_room (const State *state, const Item *wanted)
{
  char text[XY_DAY_SIZE], other[XY_DAY_SIZE];
  int span = wanted->capped ? 1 : 3;
  gint64 used = 0;

  day_text (wanted->day, text);
  for (guint i = 0; i < state->n_items; i++)
    {
      const Item *item = &state->items[i];
      day_text (item->day, other);
      if (item != wanted && !item->taken_back && item->stage <= XY_POINTS_BOOKED && item->household == wanted->household
          && item->capped == wanted->capped && (item->raw < 0) == (wanted->raw < 0)
          && month_of (text) / span == month_of (other) / span)
        used += ABS (item->counts);
    }
  return used;
}

/* Sweeping has no cap, helping one of two a month, littering one of fifteen a quarter. */
static inline gint64
within_cap (const State *state, const Item *item)
{
  if (item->capped)
    return MIN (item->raw, MAX (200 - used_room (state, item), 0));
  return item->raw < 0 ? -MIN (-item->raw, MAX (1500 - used_room (state, item), 0)) : item->raw;
}

/* What was cut gets what room there is now. */
static inline void
book_item (Model *model, State *state, Item *item)
{
  gint64 *before = g_hash_table_lookup (model->booked, &item->id);

  if (before == NULL)
    {
      before = g_new (gint64, 1);
      *before = item->delta != item->raw ? within_cap (state, item) : item->delta;
      g_hash_table_insert (model->booked, xy_id_copy (&item->id), before);
    }
  model->n_regained += *before != item->delta;
  item->counts = *before;
  item->stage = XY_POINTS_BOOKED;
}

static inline void
do_record (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  guint user = random_below (3);
  Item item = { .household = random_below (2) ? random_below (HOUSEHOLDS) : 3,
                .typist = user,
                .capped = random_below (2) == 0,
                .day = model->today - (int) random_below (12),
                .list = now->steps != 0 ? NO_LIST : DIRECT };
  char text[XY_DAY_SIZE];

  item.raw = item.capped || random_below (4) > 0 ? 100 : -500;
  const XyId *rule = item.capped    ? &model->office.points.help
                     : item.raw < 0 ? &model->office.points.litter
                                    : &model->office.points.sweep;
  item.delta = item.counts = within_cap (now, &item);
  XyPointsDraft draft = { .rule = *rule,
                          .day = day_text (item.day, text),
                          .households = &model->office.points.household[item.household],
                          .n_households = 1 };
  FlowRecording recording = { .draft = &draft };
  if (!try_act (model, user, flow_record_act, &recording, may (user, XY_MAY_RECORD_POINTS)))
    {
      g_free (before);
      return;
    }
  g_assert_true (xy_id_is_none (&recording.item) == (item.list == DIRECT));
  g_assert_true (xy_id_is_none (&recording.entry) == (item.list != DIRECT));
  item.id = item.list == DIRECT ? recording.entry : recording.item;
  item.stage = item.list == DIRECT ? XY_POINTS_BOOKED : XY_POINTS_RECORDED;
  now->items[now->n_items++] = item;
  did (model, before);
}

/* Whether judge J steps aside for ITEM. */
static inline gboolean
steps_aside (const Model *model, guint j, const Item *item)
{
  /* The third is the village's head, who types too. */
  return judges[j].household == (int) item->household || (j == 2 && item->typist == HEAD)
         || g_str_equal (judges[j].name, model->office.users[item->typist]->name);
}

static inline void
do_judge (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  guint user = random_below (3), n = 0, wanted = 1 + random_below (4), n_judges = 0;
  XyPointsStepKind kind = (XyPointsStepKind) random_below (3);
  int first = pick_item (now);
  XyPointsVerdict verdicts[4] = { { .pass = FALSE } };
  guint which[4], chosen[JUDGES];
  XyPointsJudge list[JUDGES];
  gboolean expected;

  /* Usually what somebody waits for. */
  if (first >= 0 && random_below (5) > 0 && waits (model, now, (guint) first) <= XY_POINTS_WAIT_APPROVE)
    kind = (XyPointsStepKind) (waits (model, now, (guint) first) - XY_POINTS_WAIT_CHECK);
  for (guint tries = 0; tries < 40 && n < wanted; tries++)
    {
      int at = pick_item (now);
      gboolean twice = FALSE;
      if (at < 0 || now->items[at].list == DIRECT
          || (random_below (20) > 0 && waits (model, now, (guint) at) != XY_POINTS_WAIT_CHECK + kind))
        continue;
      for (guint i = 0; i < n; i++)
        twice = twice || which[i] == (guint) at;
      if (twice)
        continue;
      which[n] = (guint) at;
      verdicts[n].item = now->items[at].id;
      verdicts[n].pass = random_below (4) > 0;
      verdicts[n++].reason = "不符合规则";
    }
  for (guint j = 0; j < JUDGES && kind == XY_POINTS_STEP_REVIEW; j++)
    if (random_below (4) > 0)
      {
        list[n_judges] = (XyPointsJudge){ .name = (char *) judges[j].name };
        chosen[n_judges++] = j;
      }
  expected =
      n > 0
      && may (user, kind == XY_POINTS_STEP_REVIEW ? XY_MAY_REVIEW_POINTS | XY_MAY_RECORD_POINTS : XY_MAY_REVIEW_POINTS);
  for (guint i = 0; i < n; i++)
    {
      const Item *item = &now->items[which[i]];
      guint left = 0;
      for (guint j = 0; j < n_judges; j++)
        left += !steps_aside (model, chosen[j], item);
      expected = expected && waits (model, now, which[i]) == XY_POINTS_WAIT_CHECK + kind
                 && (kind == XY_POINTS_STEP_REVIEW ? left >= 3
                                                   /* The head of the village is of the second household. */
                                                   : item->typist != user && !(user == HEAD && item->household == 1));
    }
  XyPointsJudging judging = {
    .kind = kind, .judges = list, .n_judges = n_judges, .verdicts = verdicts, .n_verdicts = n
  };
  if (!try_act (model, user, xy_points_judge_act, &judging, expected))
    {
      g_free (before);
      return;
    }
  for (guint i = 0; i < n; i++)
    if (!verdicts[i].pass)
      now->items[which[i]].judged = now->items[which[i]].stage = XY_POINTS_REJECTED;
  for (guint i = 0; i < n; i++)
    {
      Item *item = &now->items[which[i]];
      if (!verdicts[i].pass)
        continue;
      item->judged = item->stage = (XyPointsStage) (XY_POINTS_CHECKED + kind);
      if (waits (model, now, which[i]) == XY_POINTS_WAIT_BOOK)
        book_item (model, now, item);
    }
  did (model, before);
}

static inline void
do_list (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  guint user = random_below (3), n = 0;
  gboolean all = random_below (3) > 0, expected = now->n_lists < MOST;
  g_autofree XyId *ids = g_new (XyId, MOST);
  g_autofree guint *which = g_new (guint, MOST);

  for (guint i = 0; i < now->n_items; i++)
    {
      const Item *item = &now->items[i];
      gboolean ready = item->list != DIRECT && waits (model, now, i) == XY_POINTS_WAIT_LIST;
      if (item->list == DIRECT || (all ? !ready : random_below (ready ? 2 : 300) > 0))
        continue;
      expected = expected && ready;
      which[n] = i;
      ids[n++] = item->id;
    }
  if (!all && n == 0)
    {
      g_free (before);
      return;
    }
  XyPointsListing listing = { .items = ids, .n = all ? 0 : n };
  if (!try_act (model, user, xy_points_list_act, &listing, expected && n > 0))
    {
      g_free (before);
      return;
    }
  g_assert_cmpuint (listing.listed, ==, n);
  for (guint i = 0; i < n; i++)
    {
      now->items[which[i]].stage = XY_POINTS_LISTED;
      now->items[which[i]].list = (int) now->n_lists;
    }
  now->lists[now->n_lists++] = (List){ .id = listing.made };
  did (model, before);
}

static inline void
do_unlist (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  guint at = random_below (now->n_lists), user = random_below (3);

  if (now->n_lists == 0
      || !try_act (model, user, xy_points_unlist_act, &now->lists[at].id,
                   !now->lists[at].gone && !now->lists[at].hangs))
    {
      g_free (before);
      return;
    }
  now->lists[at].gone = TRUE;
  for (guint i = 0; i < now->n_items; i++)
    if (now->items[i].list == (int) at && now->items[i].stage < XY_POINTS_BOOKED)
      {
        now->items[i].stage = now->items[i].judged;
        now->items[i].list = NO_LIST;
      }
  did (model, before);
}

static inline void
do_print (Model *model)
{
  guint n = model->now->n_lists, at = n - 1 - MIN (random_below (n), random_below (n));

  if (n == 0 || model->now->lists[at].gone)
    return;
  model->papers[model->n_papers++] = flow_print (&model->office, &model->now->lists[at].id);
  g_ptr_array_set_size (model->redo, 0);
}

static inline void
do_post (Model *model)
{
  State *before, *now = model->now;
  guint user = random_below (3), at;
  int list = -1;

  if (model->n_papers == 0)
    return;
  at = model->n_papers - 1 - random_below (MIN (model->n_papers, 3));
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaperRecord) paper =
      xy_record_get (model->office.store, &xy_paper_record_type, &model->papers[at], &error);
  g_assert_no_error (error);
  for (guint i = 0; i < now->n_lists; i++)
    if (xy_id_same (&now->lists[i].id, &paper->subject) && !now->lists[i].gone)
      list = (int) i;
  before = copy_state (now);
  XyNoticePosting posting = {
    .item = "points", .paper = model->papers[at], .boards = &model->office.board, .n_boards = 1
  };
  if (!try_act (model, user, xy_notice_post_act, &posting, list >= 0 && may (user, XY_MAY_POST)))
    {
      g_free (before);
      return;
    }
  now->lists[list].notice = posting.made;
  now->lists[list].hangs = TRUE;
  now->lists[list].until = model->today + 3;
  now->lists[list].down = 0;
  for (guint i = 0; i < now->n_items; i++)
    if (now->items[i].list == list && now->items[i].stage == XY_POINTS_LISTED)
      {
        now->items[i].stage = XY_POINTS_POSTED;
        now->items[i].posted = TRUE;
      }
  did (model, before);
}

static inline void
do_take_down (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  guint at = random_below (now->n_lists), user = random_below (3);
  gboolean open = FALSE;

  if (now->n_lists == 0 || !now->lists[at].hangs || now->lists[at].gone || random_below (3) > 0)
    {
      g_free (before);
      return;
    }
  for (guint i = 0; i < now->n_objections; i++)
    open = open || (!now->objections[i].answered && xy_id_same (&now->objections[i].notice, &now->lists[at].notice));
  XyNoticeTakingDown taking = { .notice = now->lists[at].notice, .reason = "被风吹落" };
  if (!try_act (model, user, xy_notice_take_down_act, &taking,
                !open && now->lists[at].down == 0 && may (user, XY_MAY_POST)))
    {
      g_free (before);
      return;
    }
  now->lists[at].down = model->today;
  did (model, before);
}

static inline void
do_object (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  int at = pick_item (now);
  guint user = random_below (3);

  /* Usually to what does hang. */
  for (guint tries = 0; tries < 20 && at >= 0 && now->items[at].stage != XY_POINTS_POSTED; tries++)
    at = pick_item (now);
  if (at < 0 || now->items[at].list < 0 || !now->lists[now->items[at].list].hangs)
    {
      g_free (before);
      return;
    }
  const Item *item = &now->items[at];
  XyObjectionFiling filing = { .notice = now->lists[item->list].notice, .item = item->id, .about = "不属实" };
  if (!try_act (model, user, xy_objection_file_act, &filing,
                item->posted && (item->stage == XY_POINTS_POSTED || item->stage == XY_POINTS_BOOKED)
                    && may (user, XY_MAY_HEAR_OBJECTIONS)))
    {
      g_free (before);
      return;
    }
  now->objections[now->n_objections++] = (Objection){ .id = filing.made, .item = (guint) at, .notice = filing.notice };
  did (model, before);
}

static inline void
do_answer (Model *model)
{
  static const char *const results[] = { XY_OBJECTION_UPHELD, XY_OBJECTION_PARTLY, XY_OBJECTION_REJECTED,
                                         XY_OBJECTION_WITHDRAWN };
  State *before = copy_state (model->now), *now = model->now;
  guint at = random_below (now->n_objections), user = random_below (3), result = random_below (4);

  if (now->n_objections == 0)
    {
      g_free (before);
      return;
    }
  XyObjectionAnswer answer = { .objection = now->objections[at].id, .answer = "已查实", .result = results[result] };
  if (!try_act (model, user, xy_objection_answer_act, &answer,
                !now->objections[at].answered && may (user, XY_MAY_HEAR_OBJECTIONS)))
    {
      g_free (before);
      return;
    }
  Item *item = &now->items[now->objections[at].item];
  now->objections[at].answered = TRUE;
  if (result < 2 && item->stage < XY_POINTS_BOOKED)
    item->stage = XY_POINTS_REJECTED;
  else if (result < 2 && item->stage == XY_POINTS_BOOKED)
    item->taken_back = TRUE;
  did (model, before);
}

static inline void
do_withdraw (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  int at = pick_item (now);
  guint user = random_below (3);

  if (at < 0 || now->items[at].list == DIRECT || random_below (2) > 0)
    {
      g_free (before);
      return;
    }
  XyPointsWithdrawal withdrawal = { .item = now->items[at].id, .reason = "登错了" };
  if (!try_act (model, user, xy_points_withdraw_act, &withdrawal,
                now->items[at].stage < XY_POINTS_BOOKED && !is_frozen (now, (guint) at)
                    && may (user, XY_MAY_RECORD_POINTS)))
    {
      g_free (before);
      return;
    }
  now->items[at].stage = XY_POINTS_WITHDRAWN;
  did (model, before);
}

static inline void
do_book (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  guint user = random_below (3), n = 0;
  int one = random_below (2) ? pick_item (now) : -1;
  guint due[MOST];

  if (one >= 0 && now->items[one].list == DIRECT)
    one = -1;
  for (guint i = 0; i < now->n_items; i++)
    {
      const Item *item = &now->items[i];
      if (item->list == DIRECT || (one >= 0 && i != (guint) one) || waits (model, now, i) != XY_POINTS_WAIT_BOOK)
        continue;
      due[n++] = i;
    }
  XyPointsBooking booking = { .items = one >= 0 ? &now->items[one].id : NULL, .n = one >= 0 };
  try_act (model, user, xy_points_book_act, &booking, one < 0 || n > 0);
  if (n == 0)
    {
      g_free (before);
      return;
    }
  g_assert_cmpuint (booking.booked, ==, n);
  for (guint i = 0; i < n; i++)
    book_item (model, now, &now->items[due[i]]);
  did (model, before);
}

static inline void
do_reverse (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  int at = pick_item (now);
  guint user = random_below (3);

  if (at < 0 || now->items[at].stage != XY_POINTS_BOOKED || random_below (3) > 0)
    {
      g_free (before);
      return;
    }
  Item *item = &now->items[at];
  XyPointsReversal reversal = { .reason = "记错了户" };
  reversal.entry = item->list == DIRECT ? item->id : xy_points_item_entry_id (&item->id);
  if (!try_act (model, user, xy_points_reverse_act, &reversal, !item->taken_back && may (user, XY_MAY_RECORD_POINTS)))
    {
      g_free (before);
      return;
    }
  item->taken_back = TRUE;
  did (model, before);
}

static inline gint64
total_of (const State *state, guint household)
{
  gint64 total = 0;

  for (guint i = 0; i < state->n_items; i++)
    if (state->items[i].household == household && state->items[i].stage == XY_POINTS_BOOKED
        && !state->items[i].taken_back)
      total += state->items[i].counts;
  return total;
}

static inline void
do_redeem (Model *model)
{
  State *before = copy_state (model->now), *now = model->now;
  guint household = random_below (HOUSEHOLDS), user = random_below (3);
  gboolean open = FALSE;
  /* Usually one that has something to spend. */
  for (guint tries = 0; tries < 10 && total_of (now, household) - now->fetched[household] < 100; tries++)
    household = random_below (HOUSEHOLDS);
  XyRewardWish wish = { .good = model->service, .pieces = 1 + random_below (2) };
  XyRewardCart cart = {
    .household = model->office.points.household[household], .taker = "本人", .wishes = &wish, .n_wishes = 1
  };

  for (guint i = 0; i < now->n_objections; i++)
    open = open || (!now->objections[i].answered && now->items[now->objections[i].item].household == household);
  gboolean done = try_act (model, user, xy_reward_redeem_act, &cart,
                           !open && may (user, XY_MAY_RECORD_POINTS)
                               && total_of (now, household) - now->fetched[household] >= 100 * wish.pieces);
  g_clear_pointer (&cart.made, g_array_unref);
  if (!done)
    {
      g_free (before);
      return;
    }
  now->fetched[household] += 100 * wish.pieces;
  did (model, before);
}

/* The village decides otherwise about one step. */
static inline void
do_setting (Model *model)
{
  static const char *const keys[] = { XY_SETTING_POINTS_CHECK, XY_SETTING_POINTS_REVIEW, XY_SETTING_POINTS_APPROVE,
                                      XY_SETTING_POINTS_POST };
  State *before = copy_state (model->now);
  guint step = random_below (XY_POINTS_N_STEPS);

  if (random_below (4) > 0)
    {
      g_free (before);
      return;
    }
  model->now->steps ^= 1U << step;
  flow_setting (&model->office, keys[step], (model->now->steps & (1U << step)) != 0 ? "1" : "0");
  did (model, before);
}

/* Anybody may try; who may not do the act may not take it back either. The office's own actor may do all. */
static inline void
do_undo (Model *model, gboolean redo)
{
  GPtrArray *from = redo ? model->redo : model->undo, *to = redo ? model->undo : model->redo;
  guint user = random_below (4);
  const XyActor *actor = user < 3 ? &model->office.actors[user] : &model->office.points.office.actor;
  g_autoptr (GError) error = NULL;

  /* What was before the round stays. */
  if (from->len == 0 && !redo)
    return;
  gboolean done =
      redo ? xy_store_redo (model->office.store, actor, &error) : xy_store_undo (model->office.store, actor, &error);
  if (from->len == 0)
    {
      g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
      return;
    }
  if (!done)
    {
      g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
      g_assert_cmpuint (user, <, 3);
      return;
    }
  g_ptr_array_add (to, model->now);
  model->now = g_ptr_array_steal_index (from, from->len - 1);
}
