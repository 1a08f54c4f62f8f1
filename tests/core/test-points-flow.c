/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <sqlite3.h>
#include <string.h>

#include "core/event.h"
#include "core/points-close.h"
#include "flow-office.h"

#define STEP(kind) (1U << XY_POINTS_STEP_##kind)
#define ALL (STEP (CHECK) | STEP (REVIEW) | STEP (APPROVE) | STEP (POST))
#define THREE "钱国强、孙国强、李国强"

/* From the registration to the ledger, all steps on; then all of it undone and done again. */
static void
test_whole_way (void)
{
  FlowOffice self;
  g_autoptr (GError) error = NULL;

  flow_open (&self, 1, ALL);
  XyId item = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_RECORDED);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_CHECK);
  flow_judge (&self, HEAD, XY_POINTS_STEP_CHECK, NULL, &item);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_REVIEW);
  flow_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &item);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_APPROVE);
  flow_judge (&self, REVIEWER, XY_POINTS_STEP_APPROVE, NULL, &item);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_LIST);
  XyId list = flow_list (&self);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_POST);
  XyId paper = flow_print (&self, &list);
  XyId notice = flow_post (&self, &paper, NULL);
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_POSTED);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_DAYS);
  g_autoptr (XyPointsSitting) sitting = xy_record_get (self.store, &xy_points_sitting_type, &list, &error);
  g_assert_no_error (error);
  g_assert_true (xy_id_same (&sitting->notice, &notice));

  XyPointsBooking early = flow_book (&self);
  g_assert_cmpuint (early.booked, ==, 0);
  g_assert_cmpuint (early.waiting, ==, 1);
  /* Posted on the 22nd: the three days are the 23rd to the 25th. */
  flow_go_to (&self, "2026-11-25");
  g_assert_cmpuint (flow_book (&self).booked, ==, 0);
  flow_go_to (&self, "2026-11-26");
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_BOOK);
  g_assert_cmpint (flow_total (&self, 0), ==, 0);
  g_assert_cmpuint (flow_book (&self).booked, ==, 1);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_DONE);
  g_assert_cmpuint (flow_book (&self).booked, ==, 0);

  XyId id = xy_points_item_entry_id (&item);
  g_autoptr (XyPointsEntry) entry = xy_record_get (self.store, &xy_points_entry_type, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->day, ==, "2026-11-20");
  g_assert_cmpstr (entry->recorder, ==, "曾小平");
  g_assert_true (xy_id_same (&entry->origin, &item));

  g_autoptr (GPtrArray) steps = xy_points_steps_of (self.store, &item, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 6);

  /* Back to nothing, then forward again, and the booking once more by hand. */
  static const XyPointsStage back[] = { XY_POINTS_POSTED,   XY_POINTS_LISTED,  XY_POINTS_APPROVED,
                                        XY_POINTS_REVIEWED, XY_POINTS_CHECKED, XY_POINTS_RECORDED };
  for (guint i = 0; i < G_N_ELEMENTS (back); i++)
    {
      xy_store_undo (self.store, &self.points.office.actor, &error);
      g_assert_no_error (error);
      g_assert_cmpint (flow_stage (&self, &item), ==, back[i]);
      g_assert_cmpint (flow_total (&self, 0), ==, 0);
    }
  for (guint i = G_N_ELEMENTS (back) - 1; i > 0; i--)
    {
      xy_store_redo (self.store, &self.points.office.actor, &error);
      g_assert_no_error (error);
      g_assert_cmpint (flow_stage (&self, &item), ==, back[i - 1]);
    }
  g_assert_cmpuint (flow_book (&self).booked, ==, 1);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  xy_store_undo (self.store, &self.points.office.actor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (flow_total (&self, 0), ==, 0);
  xy_store_redo (self.store, &self.points.office.actor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  flow_close (&self);
}

#define assert_refused(expression, code, field)                                                                        \
  do                                                                                                                   \
    {                                                                                                                  \
      g_autoptr (GError) refusal = NULL;                                                                               \
      GError **error_ = &refusal;                                                                                      \
      g_assert_false (expression);                                                                                     \
      g_assert_error (refusal, XY_ERROR, code);                                                                        \
      g_assert_cmpstr (xy_error_get_field (refusal), ==, field);                                                       \
      /* A whole sentence. */                                                                                          \
      g_assert_cmpuint (strlen (refusal->message), >, 10);                                                             \
    }                                                                                                                  \
  while (0)

static gboolean
save_record (XyTxn *txn, gpointer record, GError **error)
{
  return xy_record_save (txn, record, error);
}

static void
undo (FlowOffice *self)
{
  g_autoptr (GError) error = NULL;

  xy_store_undo (self->store, &self->points.office.actor, &error);
  g_assert_no_error (error);
}

static void
redo (FlowOffice *self)
{
  g_autoptr (GError) error = NULL;

  xy_store_redo (self->store, &self->points.office.actor, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  XyId household;
  XyId made;
} NewPerson;

static gboolean
add_person_act (XyTxn *txn, gpointer data, GError **error)
{
  NewPerson *wanted = data;
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  person->household = wanted->household;
  xy_set_str (&person->name, wanted->name);
  xy_set_str (&person->relation, "其他亲属");
  xy_set_str (&person->state, "here");
  if (!xy_record_save (txn, person, error))
    return FALSE;
  wanted->made = person->record.id;
  return TRUE;
}

static XyId
add_person (FlowOffice *self, guint household, const char *name)
{
  NewPerson person = { name, self->points.household[household], XY_ID_NONE };

  office_act (&self->points.office, "", add_person_act, &person);
  return person.made;
}

/* Every combination of steps leads from each stage to the first that is on, and never back. */
static void
test_next (void)
{
  static const XyPointsStage stages[] = { XY_POINTS_CHECKED, XY_POINTS_REVIEWED, XY_POINTS_APPROVED, XY_POINTS_POSTED };

  for (guint steps = 0; steps < 1U << XY_POINTS_N_STEPS; steps++)
    for (guint stage = 0; stage <= XY_POINTS_POSTED; stage++)
      {
        guint expected = XY_POINTS_N_STEPS;
        for (guint i = XY_POINTS_N_STEPS; i-- > 0;)
          if ((steps & (1U << i)) != 0 && stages[i] > stage)
            expected = i;
        g_assert_cmpuint (xy_points_flow_next (steps, (XyPointsStage) stage), ==, expected);
      }
  for (guint i = 0; i < XY_POINTS_N_STEPS; i++)
    g_assert_cmpuint (xy_points_step_from_name (xy_points_step_name ((XyPointsStepKind) i)), ==, i);
  g_assert_cmpuint (xy_points_step_from_name ("book"), ==, XY_POINTS_N_STEPS);
  for (guint i = 0; i < XY_POINTS_N_WAITING; i++)
    g_assert_cmpuint (xy_points_waiting_from_name (xy_points_waiting_name ((XyPointsWaiting) i)), ==, i);
}

/* No step is on: the ledger at once, as ever. */
static void
test_off (void)
{
  FlowOffice self;

  flow_open (&self, 2, 0);
  XyId none = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  g_assert_true (xy_id_is_none (&none));
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  flow_close (&self);
}

/* Who typed it neither checks nor approves it, not even by doing again what somebody else undid; nor does a clerk. */
static void
test_writer (void)
{
  FlowOffice self;
  g_autoptr (GError) error = NULL;

  flow_open (&self, 3, STEP (CHECK) | STEP (APPROVE));
  XyId item = flow_record (&self, HEAD, &self.points.sweep, 0, "2026-11-20");
  assert_refused (flow_try_judge (&self, HEAD, XY_POINTS_STEP_CHECK, NULL, &item, NULL, error_), XY_ERROR_DENIED, NULL);
  assert_refused (flow_try_judge (&self, HEAD, XY_POINTS_STEP_CHECK, NULL, &item, "不对", error_), XY_ERROR_DENIED,
                  NULL);
  assert_refused (flow_try_judge (&self, CLERK, XY_POINTS_STEP_CHECK, NULL, &item, NULL, error_), XY_ERROR_DENIED,
                  NULL);
  assert_refused (flow_try_judge (&self, REVIEWER, XY_POINTS_STEP_APPROVE, NULL, &item, NULL, error_),
                  XY_ERROR_CONFLICT, NULL);
  flow_judge (&self, REVIEWER, XY_POINTS_STEP_CHECK, NULL, &item);
  g_assert_true (xy_store_undo (self.store, &self.actors[REVIEWER], NULL));
  g_assert_false (xy_store_redo (self.store, &self.actors[HEAD], &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_RECORDED);
  redo (&self);
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_CHECKED);

  /* Posting is off, so the approval books, although a reviewer types no points. */
  flow_judge (&self, REVIEWER, XY_POINTS_STEP_APPROVE, NULL, &item);
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_BOOKED);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  assert_refused (flow_try_judge (&self, REVIEWER, XY_POINTS_STEP_APPROVE, NULL, &item, NULL, error_),
                  XY_ERROR_CONFLICT, NULL);
  flow_close (&self);
}

/* Who checks is not of the household either. */
static void
test_own_household (void)
{
  FlowOffice self;

  flow_open (&self, 4, STEP (CHECK));
  g_autoptr (XyUser) head = xy_record_copy (self.users[HEAD]);
  head->person = add_person (&self, 0, "龙主任");
  office_act (&self.points.office, "", save_record, head);
  XyId item = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  XyId other = flow_record (&self, CLERK, &self.points.sweep, 1, "2026-11-20");
  assert_refused (flow_try_judge (&self, HEAD, XY_POINTS_STEP_CHECK, NULL, &item, NULL, error_), XY_ERROR_DENIED, NULL);
  flow_judge (&self, HEAD, XY_POINTS_STEP_CHECK, NULL, &other);
  g_assert_cmpint (flow_total (&self, 1), ==, 100);
  flow_close (&self);
}

static char *
recused (FlowOffice *self, const XyId *item)
{
  g_autoptr (GPtrArray) steps = xy_points_steps_of (self->store, item, NULL);

  return g_strdup (((XyPointsStep *) steps->pdata[steps->len - 1])->recused);
}

/* The writer, the household, who split off it and who married out of it step aside; three must be left. */
static void
test_recusal (void)
{
  FlowOffice self;
  g_autoptr (GError) error = NULL;

  flow_open (&self, 5, STEP (REVIEW) | STEP (POST));
  add_person (&self, 0, "赵国强");
  XyId son = add_person (&self, 0, "赵小明"), daughter = add_person (&self, 0, "赵小花");
  add_person (&self, 1, "钱国强");
  XyEventPlan split = {
    .kind = XY_EVENT_SPLIT, .household = self.points.household[0], .persons = &son, .n_persons = 1
  };
  office_act (&self.points.office, "", xy_event_apply, &split);
  XyEventPlan marriage = { .kind = XY_EVENT_MARRIAGE,
                           .household = self.points.household[0],
                           .persons = &daughter,
                           .n_persons = 1,
                           .other = self.points.household[1],
                           .relation = "儿媳" };
  office_act (&self.points.office, "", xy_event_apply, &marriage);

  /* One who is in no household is of nobody's. */
  g_autoptr (XyPerson) stray = xy_record_new (&xy_person_type);
  xy_set_str (&stray->name, "周流动");
  office_act (&self.points.office, "", save_record, stray);

  XyId item = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  static const struct
  {
    const char *name;
    gboolean aside;
  } cases[] = { { "赵国强", TRUE }, { "赵小明", TRUE },  { "赵小花", TRUE },    { "钱国强", TRUE },
                { "曾小平", TRUE }, { "孙国强", FALSE }, { "驻村干部", FALSE }, { "周流动", FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyPointsItem) record = flow_item (&self, &item);
      XyPointsJudge judge = { (char *) cases[i].name };
      g_autoptr (GArray) list = xy_points_recusals (self.store, record, &judge, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (list->len, ==, cases[i].aside);
    }
  /* The son and the daughter left the same home. */
  XyId hers = flow_record (&self, CLERK, &self.points.sweep, 1, "2026-11-20");
  g_autoptr (XyPointsItem) record = flow_item (&self, &hers);
  XyPointsJudge brother = { (char *) "赵小明", son };
  g_autoptr (GArray) list = xy_points_recusals (self.store, record, &brother, 1, &error);
  g_assert_cmpuint (list->len, ==, 1);

  assert_refused (flow_try_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, "甲、乙", &item, NULL, error_), XY_ERROR_INVALID,
                  "judges");
  assert_refused (flow_try_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, "甲、乙、赵国强", &item, NULL, error_),
                  XY_ERROR_INVALID, "judges");
  assert_refused (flow_try_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, "甲 乙、丙,丁；甲", &item, NULL, error_),
                  XY_ERROR_INVALID, "judges");
  assert_refused (flow_try_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, NULL, &item, NULL, error_), XY_ERROR_INVALID,
                  "judges");
  assert_refused (flow_try_judge (&self, SUPERVISOR, XY_POINTS_STEP_REVIEW, THREE, &item, NULL, error_),
                  XY_ERROR_DENIED, NULL);
  flow_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, "甲、乙、丙、赵小明、曾小平", &item);
  g_autofree char *names = recused (&self, &item);
  g_assert_cmpstr (names, ==, "赵小明、曾小平");

  /* By hand: only one of them, and then too few are left. */
  g_autoptr (GArray) judges = xy_points_judges_parse (self.store, "甲乙丙", &error);
  g_assert_cmpuint (judges->len, ==, 1);
  XyPointsJudge four[] = { { (char *) "甲" }, { (char *) "乙" }, { (char *) "丙" }, { (char *) "丁" } };
  XyPointsVerdict verdict = { .item = hers, .pass = TRUE, .recused = "戊" };
  XyPointsJudging judging = {
    .kind = XY_POINTS_STEP_REVIEW, .judges = four, .n_judges = 4, .verdicts = &verdict, .n_verdicts = 1
  };
  assert_refused (flow_try (&self, CLERK, xy_points_judge_act, &judging, error_), XY_ERROR_INVALID, "recused");
  verdict.recused = "甲、丁";
  assert_refused (flow_try (&self, CLERK, xy_points_judge_act, &judging, error_), XY_ERROR_INVALID, "judges");
  verdict.recused = "丁";
  g_assert_true (flow_try (&self, CLERK, xy_points_judge_act, &judging, NULL));
  flow_close (&self);
}

/* A rejection has a reason; what is over is not judged, listed, withdrawn or booked again. */
static void
test_over (void)
{
  FlowOffice self;

  flow_open (&self, 6, STEP (REVIEW) | STEP (POST));
  XyId item = flow_record (&self, CLERK, &self.points.help, 0, "2026-11-20");
  XyId wrong = flow_record (&self, CLERK, &self.points.sweep, 4, "2026-11-21");
  assert_refused (flow_try_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &item, " ", error_), XY_ERROR_INVALID,
                  "reason");
  g_assert_true (flow_try_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &item, "没有来", NULL));
  assert_refused (flow_try_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &item, NULL, error_), XY_ERROR_CONFLICT,
                  NULL);
  XyPointsWithdrawal withdrawal = { .item = item, .reason = "重复" };
  assert_refused (flow_try (&self, CLERK, xy_points_withdraw_act, &withdrawal, error_), XY_ERROR_CONFLICT, NULL);
  XyPointsListing listing = { .items = &item, .n = 1 };
  assert_refused (flow_try (&self, CLERK, xy_points_list_act, &listing, error_), XY_ERROR_CONFLICT, NULL);
  XyPointsBooking booking = { .items = &item, .n = 1 };
  assert_refused (flow_try (&self, CLERK, xy_points_book_act, &booking, error_), XY_ERROR_CONFLICT, NULL);

  withdrawal = (XyPointsWithdrawal){ .item = wrong };
  assert_refused (flow_try (&self, CLERK, xy_points_withdraw_act, &withdrawal, error_), XY_ERROR_INVALID, "reason");
  withdrawal.reason = "记错了户";
  assert_refused (flow_try (&self, REVIEWER, xy_points_withdraw_act, &withdrawal, error_), XY_ERROR_DENIED, NULL);
  g_assert_true (flow_try (&self, CLERK, xy_points_withdraw_act, &withdrawal, NULL));
  g_assert_cmpint (flow_stage (&self, &wrong), ==, XY_POINTS_WITHDRAWN);
  undo (&self);
  g_assert_cmpint (flow_stage (&self, &wrong), ==, XY_POINTS_RECORDED);

  g_autoptr (GPtrArray) rows = xy_points_item_rows (self.store, &item, 1, NULL);
  g_assert_cmpstr (((XyPointsItemRow *) rows->pdata[0])->reason, ==, "没有来");
  flow_close (&self);
}

/* A day that is to come, or before it happened. */
static void
test_days (void)
{
  FlowOffice self;

  flow_open (&self, 7, STEP (REVIEW));
  XyId item = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  static const char *const wrong[] = { "2026-11-23", "2026-11-19", "2026-02-30", "昨天" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GArray) judges = xy_points_judges_parse (self.store, THREE, NULL);
      XyPointsVerdict verdict = { .item = item, .pass = TRUE };
      XyPointsJudging judging = { .kind = XY_POINTS_STEP_REVIEW,
                                  .day = wrong[i],
                                  .judges = (const XyPointsJudge *) (void *) judges->data,
                                  .n_judges = judges->len,
                                  .verdicts = &verdict,
                                  .n_verdicts = 1 };
      assert_refused (flow_try (&self, CLERK, xy_points_judge_act, &judging, error_), XY_ERROR_INVALID, "day");
    }
  flow_close (&self);
}

/* What is registered takes the room of a cap, and gives it back when it is rejected. */
static void
test_cap (void)
{
  FlowOffice self;

  flow_open (&self, 8, STEP (REVIEW));
  XyId items[4];
  for (guint i = 0; i < 3; i++)
    items[i] = flow_record (&self, CLERK, &self.points.help, 0, "2026-11-20");
  g_autoptr (XyPointsItem) third = flow_item (&self, &items[2]);
  g_assert_cmpint (third->delta, ==, 0);
  g_assert_cmpint (third->cut, ==, 100);
  g_assert_true (flow_try_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &items[0], "不属实", NULL));
  items[3] = flow_record (&self, CLERK, &self.points.help, 0, "2026-11-21");
  g_autoptr (XyPointsItem) fourth = flow_item (&self, &items[3]);
  g_assert_cmpint (fourth->delta, ==, 100);
  flow_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &items[1]);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  flow_close (&self);
}

static gint64
booked_as (FlowOffice *self, const XyId *item, gboolean *says_why)
{
  XyId id = xy_points_item_entry_id (item);
  g_autoptr (XyPointsEntry) entry = xy_record_get (self->store, &xy_points_entry_type, &id, NULL);

  *says_why = entry->why != NULL;
  return entry->delta;
}

/* Room that became free goes to what it was cut from, the first registered first; what was registered whole stays. */
static void
test_room (void)
{
  FlowOffice self;
  XyId items[4];
  gboolean why;

  flow_open (&self, 1, STEP (REVIEW) | STEP (POST));
  for (guint i = 0; i < 4; i++)
    items[i] = flow_record (&self, CLERK, &self.points.help, 0, "2026-11-20");
  g_autoptr (XyPointsItem) third = flow_item (&self, &items[2]);
  g_assert_cmpint (third->delta, ==, 0);
  g_assert_cmpint (third->cut, ==, 100);
  g_assert_true (flow_try_judge (&self, HEAD, XY_POINTS_STEP_REVIEW, THREE, &items[0], "没有这回事", NULL));
  for (guint i = 1; i < 4; i++)
    flow_judge (&self, HEAD, XY_POINTS_STEP_REVIEW, THREE, &items[i]);
  XyId list = flow_list (&self), paper = flow_print (&self, &list);
  flow_post (&self, &paper, NULL);
  flow_go_to (&self, "2026-11-26");
  g_assert_cmpuint (flow_book (&self).booked, ==, 3);
  g_assert_cmpint (booked_as (&self, &items[1], &why), ==, 100);
  g_assert_false (why);
  g_assert_cmpint (booked_as (&self, &items[2], &why), ==, 100);
  g_assert_true (why);
  g_assert_cmpint (booked_as (&self, &items[3], &why), ==, 0);
  g_assert_true (why);
  g_assert_cmpint (flow_total (&self, 0), ==, 200);

  /* Undone and done again it is what it was, though by now there would be more room. */
  undo (&self);
  XyPointsWithdrawal back = { .item = items[1], .reason = "记错了户" };
  g_autoptr (GError) error = NULL;
  flow_try (&self, CLERK, xy_points_withdraw_act, &back, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flow_book (&self).booked, ==, 2);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  flow_close (&self);
}

/* A list can be taken back until it hangs; its paper is of no use then. */
static void
test_list (void)
{
  FlowOffice self;
  XyPointsListing none = { .n = 0 };

  flow_open (&self, 9, STEP (POST));
  assert_refused (flow_try (&self, CLERK, xy_points_list_act, &none, error_), XY_ERROR_INVALID, "items");
  XyId item = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  XyId list = flow_list (&self), paper = flow_print (&self, &list);
  assert_refused (flow_try (&self, CLERK, xy_points_list_act, &none, error_), XY_ERROR_INVALID, "items");
  g_assert_true (flow_try (&self, CLERK, xy_points_unlist_act, &list, NULL));
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_LIST);
  XyNoticePosting posting = { .item = "points", .paper = paper, .boards = &self.board, .n_boards = 1 };
  assert_refused (flow_try (&self, CLERK, xy_notice_post_act, &posting, error_), XY_ERROR_CONFLICT, NULL);
  assert_refused (flow_try (&self, CLERK, xy_points_unlist_act, &list, error_), XY_ERROR_CONFLICT, NULL);

  /* The next one has the next number, since the first may be on a paper. */
  list = flow_list (&self);
  g_autoptr (XyPointsSitting) second = xy_record_get (self.store, &xy_points_sitting_type, &list, NULL);
  g_assert_cmpint (second->number, ==, 2);
  posting.paper = flow_print (&self, &list);
  posting.wait = TRUE;
  g_assert_true (flow_try (&self, CLERK, xy_notice_post_act, &posting, NULL));
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_LISTED);
  XyNoticePosting now = { .notice = posting.made };
  g_assert_true (flow_try (&self, CLERK, xy_notice_post_act, &now, NULL));
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_POSTED);
  assert_refused (flow_try (&self, CLERK, xy_points_unlist_act, &list, error_), XY_ERROR_CONFLICT, NULL);
  undo (&self);
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_LISTED);
  flow_close (&self);
}

static const char *
until_of (FlowOffice *self, const XyId *item, char day[XY_DAY_SIZE])
{
  g_autoptr (GPtrArray) rows = xy_points_item_rows (self->store, item, 1, NULL);

  g_strlcpy (day, ((XyPointsItemRow *) rows->pdata[0])->until, XY_DAY_SIZE);
  return day;
}

/* The days count from when it hung, also where that is corrected; what comes down early hangs again, from the start. */
static void
test_hanging (void)
{
  FlowOffice self;
  char day[XY_DAY_SIZE];

  flow_open (&self, 10, STEP (POST));
  XyId item = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  XyId list = flow_list (&self), paper = flow_print (&self, &list);
  flow_go_to (&self, "2026-11-24");
  XyId notice = flow_post (&self, &paper, NULL);
  g_assert_cmpstr (until_of (&self, &item, day), ==, "2026-11-27");
  XyNoticePosting earlier = { .notice = notice, .posted_on = "2026-11-23" };
  g_assert_true (flow_try (&self, CLERK, xy_notice_post_act, &earlier, NULL));
  g_assert_cmpstr (until_of (&self, &item, day), ==, "2026-11-26");
  g_autoptr (GPtrArray) steps = xy_points_steps_of (self.store, &item, NULL);
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (((XyPointsStep *) steps->pdata[1])->day, ==, "2026-11-23");
  undo (&self);
  g_assert_cmpstr (until_of (&self, &item, day), ==, "2026-11-27");

  flow_go_to (&self, "2026-11-26");
  XyNoticeTakingDown taking = { .notice = notice, .reason = "被风吹落" };
  g_assert_true (flow_try (&self, CLERK, xy_notice_take_down_act, &taking, NULL));
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_POST);
  flow_go_to (&self, "2026-12-01");
  g_assert_cmpuint (flow_book (&self).booked, ==, 0);
  flow_post (&self, &paper, NULL);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_DAYS);
  flow_go_to (&self, "2026-12-05");
  g_assert_cmpuint (flow_book (&self).booked, ==, 1);
  flow_close (&self);
}

static XyId
hang_one (FlowOffice *self, XyId *item, XyId *notice)
{
  *item = flow_record (self, CLERK, &self->points.sweep, 0, "2026-11-20");
  XyId list = flow_list (self), paper = flow_print (self, &list);
  *notice = flow_post (self, &paper, NULL);
  return list;
}

/* An objection stops an item until it is answered; upheld it rejects it, or takes the entry back. */
static void
test_objection (void)
{
  FlowOffice self;
  XyId item, notice, other, elsewhere;

  flow_open (&self, 11, STEP (POST));
  hang_one (&self, &item, &notice);
  flow_go_to (&self, "2026-11-23");
  hang_one (&self, &other, &elsewhere);
  XyObjectionFiling filing = { .notice = elsewhere, .item = item, .about = "没有来扫" };
  assert_refused (flow_try (&self, SUPERVISOR, xy_objection_file_act, &filing, error_), XY_ERROR_INVALID, "item");
  filing.notice = notice;
  g_assert_true (flow_try (&self, SUPERVISOR, xy_objection_file_act, &filing, NULL));
  XyId first = filing.made;
  g_assert_true (flow_try (&self, CLERK, xy_objection_file_act, &filing, NULL));
  XyId second = filing.made;

  flow_go_to (&self, "2026-11-27");
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_ANSWER);
  g_autoptr (GPtrArray) rows = xy_points_item_rows (self.store, &item, 1, NULL);
  g_assert_cmpstr (((XyPointsItemRow *) rows->pdata[0])->due, !=, NULL);
  XyPointsBooking booking = { .items = &item, .n = 1 };
  assert_refused (flow_try (&self, CLERK, xy_points_book_act, &booking, error_), XY_ERROR_CONFLICT, NULL);
  XyPointsBooking all = flow_book (&self);
  g_assert_cmpuint (all.booked, ==, 1);
  g_assert_cmpuint (all.frozen, ==, 1);

  /* One is not upheld: the other still holds it. */
  XyObjectionAnswer answer = { .objection = first, .answer = "已核对", .result = XY_OBJECTION_REJECTED };
  g_assert_true (flow_try (&self, SUPERVISOR, xy_objection_answer_act, &answer, NULL));
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_ANSWER);
  answer = (XyObjectionAnswer){ .objection = second, .answer = "查实，撤销", .result = XY_OBJECTION_PARTLY };
  g_assert_true (flow_try (&self, SUPERVISOR, xy_objection_answer_act, &answer, NULL));
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_REJECTED);
  undo (&self);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_ANSWER);
  redo (&self);
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_REJECTED);
  assert_refused (flow_try (&self, CLERK, xy_objection_file_act, &filing, error_), XY_ERROR_CONFLICT, NULL);

  /* To what is booked by now: the entry is taken back, by the supervisor's answer alone. */
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  filing = (XyObjectionFiling){ .notice = elsewhere, .item = other, .about = "不属实" };
  g_assert_true (flow_try (&self, CLERK, xy_objection_file_act, &filing, NULL));
  answer = (XyObjectionAnswer){ .objection = filing.made, .answer = "查实", .result = XY_OBJECTION_UPHELD };
  g_assert_true (flow_try (&self, SUPERVISOR, xy_objection_answer_act, &answer, NULL));
  g_assert_cmpint (flow_total (&self, 0), ==, 0);
  g_assert_true (xy_store_undo (self.store, &self.actors[SUPERVISOR], NULL));
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  g_assert_true (xy_store_redo (self.store, &self.actors[SUPERVISOR], NULL));
  g_assert_cmpint (flow_total (&self, 0), ==, 0);
  /* He takes back nothing else. */
  XyId wrong = flow_record (&self, CLERK, &self.points.sweep, 3, "2026-11-20");
  XyPointsReversal reversal = { .entry = xy_points_item_entry_id (&wrong), .reason = "不对" };
  g_assert_false (flow_try (&self, SUPERVISOR, xy_points_reverse_act, &reversal, NULL));
  flow_close (&self);
}

static gboolean
delete_item (XyTxn *txn, gpointer item, GError **error)
{
  return xy_record_set_deleted (txn, item, TRUE, error);
}

static gboolean
points_act (FlowOffice *self, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (self->store, &self->points.office.actor, "", func, data, error);
}

/* A period is not closed over what waits in it, and nothing is registered in one that is. */
static void
test_closed (void)
{
  FlowOffice self;
  XyPointsClosing closing = { .period = "2026-10", .mode = "carry" };
  XyPointsDraft draft = { .day = "2026-10-31", .n_households = 1 };

  flow_open (&self, 14, STEP (POST));
  flow_record (&self, CLERK, &self.points.sweep, 0, "2026-10-20");
  XyId list = flow_list (&self), paper = flow_print (&self, &list);
  flow_post (&self, &paper, NULL);
  assert_refused (points_act (&self, xy_points_close_act, &closing, error_), XY_ERROR_CONFLICT, NULL);
  flow_go_to (&self, "2026-11-27");
  g_assert_cmpuint (flow_book (&self).booked, ==, 1);
  g_assert_true (points_act (&self, xy_points_close_act, &closing, NULL));
  draft.rule = self.points.sweep;
  draft.households = &self.points.household[0];
  assert_refused (flow_try (&self, CLERK, xy_points_record_act, &draft, error_), XY_ERROR_INVALID, "day");
  flow_close (&self);
}

/* Writes into the file as another program would. */
static void
write_past (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Items and steps are never changed; what was judged does not disappear; what is kept is worked out anew. */
static void
test_kept (void)
{
  FlowOffice self;
  g_autoptr (GError) error = NULL;

  flow_open (&self, 12, STEP (REVIEW) | STEP (POST));
  XyId item = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  flow_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &item);
  g_autoptr (XyPointsItem) record = flow_item (&self, &item);
  g_autoptr (XyPointsItem) copy = xy_record_copy (record);
  copy->delta = 900;
  assert_refused (flow_try (&self, CLERK, save_record, copy, error_), XY_ERROR_CONFLICT, NULL);
  assert_refused (flow_try (&self, CLERK, delete_item, copy, error_), XY_ERROR_CONFLICT, NULL);
  g_autoptr (GPtrArray) steps = xy_points_steps_of (self.store, &item, &error);
  g_autoptr (XyPointsStep) step = xy_record_copy (steps->pdata[0]);
  xy_set_str (&step->note, "改了");
  assert_refused (flow_try (&self, CLERK, save_record, step, error_), XY_ERROR_CONFLICT, NULL);

  g_autoptr (GArray) whole = xy_points_flow_verify (self.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->len, ==, 0);
  static const char *const spoils[] = { "UPDATE points_item SET stage = 1", "UPDATE points_item SET stage = 6",
                                        "UPDATE points_item SET stage = 2, frozen = 1" };
  for (guint i = 0; i < G_N_ELEMENTS (spoils); i++)
    {
      g_clear_object (&self.points.office.store);
      write_past (self.points.office.path, spoils[i]);
      office_reopen (&self.points.office);
      self.store = self.points.office.store;
      g_autoptr (GArray) spoilt = xy_points_flow_verify (self.store, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (spoilt->len, ==, 1);
    }
  flow_close (&self);
}

/* The filters of the lists. */
static void
test_filter (void)
{
  FlowOffice self;
  g_autoptr (GError) error = NULL;

  flow_open (&self, 13, STEP (REVIEW) | STEP (POST));
  XyId one = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  flow_record (&self, CLERK, &self.points.litter, 1, "2026-11-21");
  flow_record (&self, CLERK, &self.points.help, 4, "2026-11-19");
  flow_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &one);
  const struct
  {
    XyPointsItemFilter filter;
    guint n;
  } cases[] = {
    { { .what = XY_POINTS_WAIT_ALL }, 3 },
    { { .what = XY_POINTS_WAIT_REVIEW }, 2 },
    { { .what = XY_POINTS_WAIT_LIST }, 1 },
    { { .what = XY_POINTS_DONE }, 0 },
    { { .unit = self.points.unit[0] }, 2 },
    { { .household = self.points.household[1] }, 1 },
    { { .category = "环境整治" }, 1 },
    { { .text = "清扫" }, 1 },
    { { .text = "赵国强" }, 1 },
    { { .text = "没有这个" }, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) ids = xy_points_item_ids (self.store, &cases[i].filter, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ids->len, ==, cases[i].n);
    }
  XyPointsItemFilter by_day = { .order = XY_POINTS_BY_DAY },
                     by_points = { .order = XY_POINTS_BY_POINTS, .reversed = TRUE };
  g_autoptr (GArray) days = xy_points_item_ids (self.store, &by_day, &error);
  g_autoptr (XyPointsItem) newest = flow_item (&self, &g_array_index (days, XyId, 0));
  g_assert_cmpstr (newest->day, ==, "2026-11-21");
  g_autoptr (GArray) points = xy_points_item_ids (self.store, &by_points, &error);
  g_autoptr (XyPointsItem) least = flow_item (&self, &g_array_index (points, XyId, 0));
  g_assert_cmpint (least->delta, ==, -500);
  g_autoptr (GPtrArray) sittings = xy_points_sitting_list (self.store, "review", "2026", &error);
  g_assert_cmpuint (sittings->len, ==, 1);
  g_autoptr (GArray) members = xy_points_judges_of (sittings->pdata[0]);
  g_assert_cmpuint (members->len, ==, 3);
  XyPointsItemFilter there = { .sitting = ((XyRecord *) sittings->pdata[0])->id };
  g_autoptr (GArray) judged = xy_points_item_ids (self.store, &there, &error);
  g_assert_cmpuint (judged->len, ==, 1);
  flow_close (&self);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-flow/whole-way", test_whole_way);
  g_test_add_func ("/points-flow/next", test_next);
  g_test_add_func ("/points-flow/off", test_off);
  g_test_add_func ("/points-flow/writer", test_writer);
  g_test_add_func ("/points-flow/own-household", test_own_household);
  g_test_add_func ("/points-flow/recusal", test_recusal);
  g_test_add_func ("/points-flow/over", test_over);
  g_test_add_func ("/points-flow/days", test_days);
  g_test_add_func ("/points-flow/cap", test_cap);
  g_test_add_func ("/points-flow/room", test_room);
  g_test_add_func ("/points-flow/list", test_list);
  g_test_add_func ("/points-flow/hanging", test_hanging);
  g_test_add_func ("/points-flow/objection", test_objection);
  g_test_add_func ("/points-flow/closed", test_closed);
  g_test_add_func ("/points-flow/kept", test_kept);
  g_test_add_func ("/points-flow/filter", test_filter);
  return g_test_run ();
}
