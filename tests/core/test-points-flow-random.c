/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any interleaving of what three users do with registered points: recording, judging, listing, posting, objections and
 * their answers, withdrawing, booking, corrections, taking notices down, other steps, undo and redo. A model that knows
 * no SQL says beforehand whether each act is refused, and afterwards where each item stands, what is booked and what
 * each household has.
 */
#include <locale.h>

#include "core/event.h"
#include "core/points-sitting.h"
#include "core/verify.h"
#include "flow-model.h"

#define ROUNDS 4
#define MOST_ROUNDS 40

static gint64
count (Model *model, const char *sql)
{
  gint64 number = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (model->office.store), sql, XY_BIND_NONE, &number, &error);
  g_assert_no_error (error);
  return number;
}

/* Stage, frozen, what is waited for, and the balances are what the model says. */
static void
check_state (Model *model)
{
  const State *now = model->now;
  guint expected[XY_POINTS_N_WAITING] = { 0 }, counts[XY_POINTS_N_WAITING];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < now->n_items; i++)
    {
      if (now->items[i].list == DIRECT)
        continue;
      g_autoptr (XyPointsItem) item = flow_item (&model->office, &now->items[i].id);
      XyPointsWaiting what = waits (model, now, i);

      g_assert_false (item->record.deleted);
      g_assert_cmpint (item->stage, ==, now->items[i].stage);
      g_assert_cmpint (item->frozen, ==, is_frozen (now, i));
      g_assert_cmpint (item->delta, ==, now->items[i].delta);
      if (what == XY_POINTS_DONE)
        continue;
      expected[what]++;
      expected[XY_POINTS_WAIT_ALL]++;
    }
  xy_points_flow_counts (model->office.store, counts, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < XY_POINTS_N_WAITING; i++)
    g_assert_cmpuint (counts[i], ==, expected[i]);
  for (guint i = 0; i < HOUSEHOLDS; i++)
    {
      XyPointsBalance balance;
      xy_points_balance (model->office.store, &model->office.points.household[i], &balance, &error);
      g_assert_no_error (error);
      g_assert_cmpint (balance.total, ==, total_of (now, i));
      g_assert_cmpint (balance.spend, ==, total_of (now, i) - now->fetched[i]);
    }
  /* Nothing that was undone is there any more, nothing is booked twice, nobody checks what he typed. */
  guint n = 0;
  for (guint i = 0; i < now->n_items; i++)
    n += now->items[i].list != DIRECT;
  g_assert_cmpint (count (model, "SELECT count (*) FROM points_item WHERE del = 0"), ==, n);
  g_assert_cmpint (count (model, "SELECT count (*) FROM (SELECT 1 FROM points_entry WHERE kind = 'entry' "
                                 "AND cancelled = 0 AND origin IS NOT NULL GROUP BY origin HAVING count (*) > 1)"),
                   ==, 0);
  g_assert_cmpint (count (model, "SELECT count (*) FROM points_step AS s JOIN points_item AS i ON i.id = s.item "
                                 "LEFT JOIN points_sitting AS p ON p.id = s.sitting "
                                 "WHERE (s.kind IN ('check', 'approve') OR p.kind IN ('check', 'approve')) "
                                 "AND s.user = i.typist"),
                   ==, 0);
}

/* Who counted in each review that stands: at least three, none of the household, not who typed it. */
static void
check_reviews (Model *model)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < model->now->n_items; i++)
    {
      const Item *item = &model->now->items[i];
      g_autoptr (GPtrArray) steps = xy_points_steps_of (model->office.store, &item->id, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < steps->len; k++)
        {
          const XyPointsStep *step = steps->pdata[k];
          guint left = 0;
          if (!g_str_equal (step->kind, "review"))
            continue;
          g_autoptr (XyPointsSitting) sitting =
              xy_record_get (model->office.store, &xy_points_sitting_type, &step->sitting, &error);
          g_assert_no_error (error);
          g_auto (GStrv) names = xy_points_sitting_names (sitting);
          for (char **name = names; *name != NULL; name++)
            for (guint j = 0; j < JUDGES; j++)
              if (g_str_equal (judges[j].name, *name)
                  && (step->recused == NULL || strstr (step->recused, *name) == NULL))
                {
                  g_assert_false (steps_aside (model, j, item));
                  left++;
                }
          g_assert_cmpuint (left, >=, 3);
        }
    }
}

static void
verify (Model *model)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (model->office.store, XY_VERIFY_ALL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", (const char *) report->problems->pdata[i]);
  g_assert_cmpint (report->n_problems, ==, 0);
}

static gboolean
add_people (XyTxn *txn, gpointer data, GError **error)
{
  Model *model = data;

  for (guint j = 0; j < JUDGES; j++)
    {
      g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
      if (judges[j].household < 0)
        continue;
      person->household = model->office.points.household[judges[j].household];
      xy_set_str (&person->name, judges[j].name);
      xy_set_str (&person->relation, j == 1 ? "子" : "户主");
      xy_set_str (&person->state, "here");
      if (!xy_record_save (txn, person, error))
        return FALSE;
      if (j == 1)
        {
          /* The son founds a household of his own: near kin all the same. */
          XyEventPlan plan = {
            .kind = XY_EVENT_SPLIT, .household = person->household, .persons = &person->record.id, .n_persons = 1
          };
          if (!xy_event_apply (txn, &plan, error))
            return FALSE;
        }
      else if (j == 2)
        {
          g_autoptr (XyUser) head = xy_record_copy (model->office.users[HEAD]);
          head->person = person->record.id;
          if (!xy_record_save (txn, head, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_service (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyRewardGood) good = xy_record_new (&xy_reward_good_type);

  xy_set_str (&good->name, "理发");
  xy_set_str (&good->kind, "service");
  good->points = 100;
  if (!xy_record_save (txn, good, error))
    return FALSE;
  *(XyId *) data = good->record.id;
  return TRUE;
}

static void
one_round (Model *model)
{
  static const struct
  {
    void (*act) (Model *model);
    guint weight;
  } acts[] = {
    { do_record, 28 }, { do_judge, 34 },    { do_list, 9 },    { do_unlist, 1 }, { do_print, 9 },
    { do_post, 12 },   { do_take_down, 3 }, { do_object, 5 },  { do_answer, 8 }, { do_withdraw, 3 },
    { do_book, 14 },   { do_reverse, 2 },   { do_setting, 3 }, { do_redeem, 6 },
  };
  guint all = 0;
  char text[XY_DAY_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    all += acts[i].weight;
  for (guint n = 0; n < ACTS; n++)
    {
      guint roll = random_below (all + 30), i = 0;
      for (; i < G_N_ELEMENTS (acts) && roll >= acts[i].weight; i++)
        roll -= acts[i].weight;
      if (i < G_N_ELEMENTS (acts))
        acts[i].act (model);
      else if (roll < 10)
        do_undo (model, roll >= 6);
      else
        {
          model->today += (int) random_below (3);
          flow_go_to (&model->office, day_text (model->today, text));
        }
      check_state (model);
    }
  check_reviews (model);
  verify (model);
}

static void
test_random (void)
{
  guint rounds = g_test_thorough () ? MOST_ROUNDS : ROUNDS;

  for (guint round = 0; round < rounds; round++)
    {
      Model model = { .today = 40 };
      char text[XY_DAY_SIZE];

      model.now = g_new0 (State, 1);
      model.now->steps =
          1U << XY_POINTS_STEP_REVIEW | 1U << XY_POINTS_STEP_POST | random_below (1U << XY_POINTS_N_STEPS);
      model.undo = g_ptr_array_new_with_free_func (g_free);
      model.redo = g_ptr_array_new_with_free_func (g_free);
      model.booked = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
      flow_open (&model.office, (guint64) g_test_rand_int (), model.now->steps);
      office_act (&model.office.points.office, "", add_people, &model);
      office_act (&model.office.points.office, "", add_service, &model.service);
      flow_go_to (&model.office, day_text (model.today, text));
      one_round (&model);
      g_ptr_array_unref (model.undo);
      g_ptr_array_unref (model.redo);
      g_hash_table_unref (model.booked);
      g_test_message ("%u booked with another figure than registered", model.n_regained);
      g_free (model.now);
      flow_close (&model.office);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-flow/random", test_random);
  return g_test_run ();
}
