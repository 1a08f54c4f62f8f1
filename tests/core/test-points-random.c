/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any sequence of recording, correcting, undo and redo: the balances are the sums of the entries and what a model,
 * which knows nothing of SQL, of undo entries or of ids, says; and undone step by step the village is byte for byte
 * what it was.
 */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/op.h"
#include "core/points-balance.h"
#include "points-office.h"

#define STEPS 70
#define MONTHS 4

static const char *const months[MONTHS] = { "2026-07", "2026-09", "2026-10", "2026-11" };

/* An entry as the model knows it. */
typedef struct
{
  XyId id; /* only to name it when it is corrected */
  guint household;
  guint rule;
  int month; /* in months */
  gint64 delta;
  int corrected; /* in months: when; -1: not */
} Known;

/* One state of the village: undo goes back to the one before, redo on again. */
typedef struct
{
  GArray *states; /* of GArray of Known */
  guint now;
  GPtrArray *dumps;
} Model;

static gint64
span_of (const Known *known, const char *period)
{
  if (g_str_equal (period, "year"))
    return 0;
  return g_str_equal (period, "month") ? known->month : known->month == 0 || known->month == 1 ? 3 : 4;
}

static const struct
{
  gsize offset;
  gint64 score;
  gint64 cap;
  const char *period;
} rules[] = {
  { G_STRUCT_OFFSET (PointsOffice, sweep), 100, 0, NULL },
  { G_STRUCT_OFFSET (PointsOffice, help), 100, 200, "month" },
  { G_STRUCT_OFFSET (PointsOffice, training), 100, 300, "year" },
  { G_STRUCT_OFFSET (PointsOffice, litter), -500, 1500, "quarter" },
};

static const XyId *
rule_id (PointsOffice *points, guint rule)
{
  return (const XyId *) ((const char *) points + rules[rule].offset);
}

static gint64
capped (GArray *state, const Known *wanted, gint64 raw)
{
  gint64 used = 0, cap = rules[wanted->rule].cap;

  if (cap == 0)
    return raw;
  for (guint i = 0; i < state->len; i++)
    {
      const Known *known = &g_array_index (state, Known, i);
      if (known->household == wanted->household && known->rule == wanted->rule && known->corrected < 0
          && span_of (known, rules[wanted->rule].period) == span_of (wanted, rules[wanted->rule].period))
        used += ABS (known->delta);
    }
  gint64 room = MAX (cap - used, 0);
  return raw > 0 ? MIN (raw, room) : -MIN (-raw, room);
}

static void
free_state (gpointer data)
{
  g_array_unref (*(GArray **) data);
}

static GArray *
state_now (Model *model)
{
  return g_array_index (model->states, GArray *, model->now);
}

/* A new state after an act; what could be done again no longer can. */
static GArray *
push_state (Model *model, PointsOffice *points)
{
  GArray *copy = g_array_copy (state_now (model));

  g_array_set_size (model->states, model->now + 1);
  g_array_append_val (model->states, copy);
  model->now++;
  g_ptr_array_set_size (model->dumps, (int) model->now);
  return copy;
}

static void
note_dump (Model *model, PointsOffice *points)
{
  g_autofree char *dump = xy_store_dump (points->office.store, NULL);

  if (model->dumps->len == model->now)
    g_ptr_array_add (model->dumps, g_steal_pointer (&dump));
  else
    g_assert_true (g_str_equal (dump, model->dumps->pdata[model->now]));
}

static void
record_some (PointsOffice *points, Model *model, GRand *rand)
{
  guint rule = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (rules));
  guint first = (guint) g_rand_int_range (rand, 0, POINTS_HOUSEHOLDS);
  guint n = (guint) g_rand_int_range (rand, 1, 6);
  int month = g_rand_int_range (rand, 0, MONTHS);
  gint64 amount = 100 * g_rand_int_range (rand, 1, 4);
  g_autofree char *day = g_strdup_printf ("%s-%02d", months[month], g_rand_int_range (rand, 1, 22));
  XyId households[6];

  for (guint i = 0; i < n; i++)
    households[i] = points->household[(first + i * 3) % POINTS_HOUSEHOLDS];
  XyPointsDraft draft = {
    .rule = *rule_id (points, rule), .day = day, .amount = amount, .households = households, .n_households = n
  };
  g_autoptr (GError) error = NULL;
  g_assert_true (points_try (points, &draft, &error));
  g_assert_no_error (error);

  GArray *state = push_state (model, points);
  g_autoptr (GPtrArray) written =
      xy_record_list (points->office.store, &xy_points_entry_type, "WHERE t.at = (SELECT max (at) FROM points_entry)",
                      XY_BIND_NONE, NULL);
  g_assert_cmpuint (written->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      Known known = { .household = (first + i * 3) % POINTS_HOUSEHOLDS, .rule = rule, .month = month, .corrected = -1 };
      known.delta = capped (state, &known, rules[rule].score * amount / 100);
      for (guint w = 0; w < n; w++)
        {
          const XyPointsEntry *entry = written->pdata[w];
          if (xy_id_same (&entry->household, &households[i]))
            known.id = entry->record.id;
        }
      g_array_append_val (state, known);
    }
}

static void
correct_one (PointsOffice *points, Model *model, GRand *rand)
{
  GArray *state = state_now (model);

  if (state->len == 0)
    return;
  guint at = (guint) g_rand_int_range (rand, 0, (gint32) state->len);
  Known *known = &g_array_index (state, Known, at);
  XyPointsReversal reversal = { .entry = known->id, .reason = "记错了" };
  g_autoptr (GError) error = NULL;

  gboolean ok =
      xy_store_act (points->office.store, &points->office.actor, "", xy_points_reverse_act, &reversal, &error);
  g_assert_true (ok == (known->corrected < 0));
  if (!ok)
    g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  else
    g_array_index (push_state (model, points), Known, at).corrected = MONTHS - 1; /* today's month */
}

static void
compare_balances (PointsOffice *points, Model *model)
{
  GArray *state = state_now (model);
  gint64 plus[POINTS_HOUSEHOLDS][MONTHS] = { 0 }, minus[POINTS_HOUSEHOLDS][MONTHS] = { 0 };
  XyDb *db = xy_store_get_db (points->office.store);

  for (guint i = 0; i < state->len; i++)
    {
      const Known *known = &g_array_index (state, Known, i);
      gint64 (*side)[MONTHS] = known->delta > 0 ? plus : minus;
      side[known->household][known->month] += known->delta;
      if (known->corrected >= 0)
        side[known->household][known->corrected] -= known->delta;
    }
  for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
    {
      XyPointsBalance balance;
      gint64 total = 0, sum = 0;

      for (guint m = 0; m < MONTHS; m++)
        {
          gint64 kept[2] = { 0 };
          g_autoptr (XyRows) rows =
              xy_db_query (db, "SELECT plus, minus, total FROM points_month WHERE month = ?1 AND household = ?2",
                           XY_BIND (XY_TEXT (months[m]), XY_ID (&points->household[h])), NULL);
          if (xy_rows_next (rows, NULL))
            {
              kept[0] = xy_rows_int (rows, 0);
              kept[1] = xy_rows_int (rows, 1);
              g_assert_cmpint (xy_rows_int (rows, 2), ==, total + plus[h][m] + minus[h][m]);
            }
          g_assert_cmpint (kept[0], ==, plus[h][m]);
          g_assert_cmpint (kept[1], ==, minus[h][m]);
          total += plus[h][m] + minus[h][m];
        }
      g_assert_true (xy_points_balance (points->office.store, &points->household[h], &balance, NULL));
      g_assert_cmpint (balance.total, ==, total);
      g_assert_cmpint (balance.plus + balance.minus, ==, total);
      xy_db_number (db, "SELECT sum (delta) FROM points_entry WHERE household = ?1",
                    XY_BIND (XY_ID (&points->household[h])), &sum, NULL);
      g_assert_cmpint (sum, ==, total);
      sum = 0;
      xy_db_number (db, "SELECT sum (delta) FROM points_entry WHERE household = ?1 AND cancelled = 0",
                    XY_BIND (XY_ID (&points->household[h])), &sum, NULL);
      g_assert_cmpint (sum, ==, total);
    }
}

static void
run_sequence (guint32 seed)
{
  PointsOffice points;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  points_open (&points, seed);
  Office *office = &points.office;
  Model model = { .states = g_array_new (FALSE, FALSE, sizeof (GArray *)),
                  .dumps = g_ptr_array_new_with_free_func (g_free) };
  GArray *empty = g_array_new (FALSE, TRUE, sizeof (Known));
  g_array_set_clear_func (model.states, free_state);
  g_array_append_val (model.states, empty);
  note_dump (&model, &points);

  for (int step = 0; step < STEPS; step++)
    {
      switch (g_rand_int_range (rand, 0, 8))
        {
        case 0:
        case 1:
          if (model.now > 0)
            {
              g_assert_true (xy_store_undo (office->store, &office->actor, &error));
              model.now--;
            }
          break;
        case 2:
          g_assert_true (xy_store_redo (office->store, &office->actor, NULL) == (model.now + 1 < model.states->len));
          model.now += model.now + 1 < model.states->len;
          break;
        case 3:
        case 4:
          correct_one (&points, &model, rand);
          break;
        default:
          record_some (&points, &model, rand);
          break;
        }
      g_assert_no_error (error);
      note_dump (&model, &points);
      if (step % 7 == 0)
        compare_balances (&points, &model);
    }
  for (;;)
    {
      note_dump (&model, &points);
      if (model.now == 0)
        break;
      g_assert_true (xy_store_undo (office->store, &office->actor, &error));
      model.now--;
    }
  compare_balances (&points, &model);

  gint64 n = 0;
  g_autoptr (GArray) differences = xy_points_verify (office->store, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->len, ==, 0);
  g_assert_cmpint (n, >, 0);
  g_assert_true (xy_op_verify (office->store, &n, &error));
  g_array_unref (model.states);
  g_ptr_array_unref (model.dumps);
  points_close (&points);
}

static void
test_sequences (void)
{
  for (guint round = 0; round < 8; round++)
    run_sequence ((guint32) g_test_rand_int ());
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points/sequences", test_sequences);
  return g_test_run ();
}
