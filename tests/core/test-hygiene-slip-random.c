/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any interleaving of what an office does with rectification notices: issuing in and outside of rounds, signing for,
 * rechecks of all kinds on days that fit and do not, undo and redo, time that goes on into the next year. A model that
 * knows no SQL says beforehand why an act is refused, and afterwards where each slip stands and who is on each board.
 */
#include <locale.h>
#include <string.h>

#include "core/hygiene-list.h"
#include "hygiene-office.h"

#define ROUNDS 3
#define MOST_ROUNDS 40
#define ACTS 160
#define SLIPS 400
#define HOUSEHOLDS 10
#define A_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))
/* Day 0 of the model. */
#define FIRST_DAY "2026-11-20"
#define BOARD_DAYS 92

/* Why an act may be refused. */
enum
{
  BAD_DAY = 1 << 0,
  BAD_DUE = 1 << 1,
  BAD_PROBLEM = 1 << 2,
  BAD_HELPER = 1 << 3,
  BAD_ONES = 1 << 4,
  BAD_UNTIL = 1 << 5,
  BAD_NOTE = 1 << 6,
  CONFLICT = 1 << 7,
};

static const struct
{
  guint why;
  const char *field;
} reasons[] = { { BAD_DAY, "day" },   { BAD_DUE, "due" },     { BAD_PROBLEM, "problem" }, { BAD_HELPER, "helper" },
                { BAD_ONES, "ones" }, { BAD_UNTIL, "until" }, { BAD_NOTE, "note" } };

/* Days are numbers from FIRST_DAY on; -1000: none. */
#define NEVER (-1000)

typedef struct
{
  XyId id;
  int round; /* -1: outside */
  guint household;
  int day, until, last, closed, received;
  gint64 number;
  char stage; /* i issued, o passed on, g good, c closed, v void */
} Slip;

typedef struct
{
  Slip slips[SLIPS];
  guint n;
} State;

typedef struct
{
  PointsOffice points;
  GRand *dice;
  HygieneRound rounds[2];
  char lists[2][HOUSEHOLDS + 1];
  int round_day[2];
  int today;
  gint64 given[2]; /* last number of 2026 and 2027: never taken back */
  GPtrArray *past; /* of State: what undo leads back to */
  GPtrArray *future;
  State *now;
} Model;

static void
write_day (int day, char text[XY_DAY_SIZE])
{
  xy_day_add (FIRST_DAY, day, text);
}

static gint64 *
year_of (Model *model, int day)
{
  char text[XY_DAY_SIZE];

  write_day (day, text);
  return &model->given[strncmp (text, "2026", 4) != 0];
}

static gboolean
stands (const Slip *slip)
{
  return slip->stage != 'v';
}

static gboolean
is_open (const Slip *slip)
{
  return slip->stage != 'v' && slip->stage != 'c';
}

/* ---- acts: each says why it must be refused, does it in the office, and then in the model ---- */

static void
check_answer (guint why, gboolean done, GError *error)
{
  if (done)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (why, ==, 0);
      return;
    }
  g_assert_cmpuint (why, !=, 0);
  if (g_error_matches (error, XY_ERROR, XY_ERROR_CONFLICT))
    {
      g_assert_cmpuint (why & CONFLICT, !=, 0);
      return;
    }
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (xy_error_get_field (error), reasons[i].field) == 0)
      {
        g_assert_cmpuint (why & reasons[i].why, !=, 0);
        return;
      }
  g_error ("refused for another reason: %s", error->message);
}

/* Before the model changes: what undo leads back to. */
static void
keep (Model *model)
{
  g_ptr_array_add (model->past, g_memdup2 (model->now, sizeof *model->now));
  g_ptr_array_set_size (model->future, 0);
}

static guint
why_not_issue (Model *model,
               const XyHygieneSlipOne *ones,
               const int *rounds,
               const guint *households,
               guint n,
               int day,
               int due)
{
  guint why = day > model->today ? BAD_DAY : 0;

  if (due != NEVER && (due < day || due > day + 366))
    why |= BAD_DUE;
  for (guint i = 0; i < n; i++)
    {
      if (rounds[i] < 0)
        {
          why |= ones[i].problem == NULL ? BAD_PROBLEM : 0;
          continue;
        }
      char letter = model->lists[rounds[i]][households[i]];
      if (day < model->round_day[rounds[i]])
        why |= BAD_DAY;
      if (letter != 'l' && letter != 'e')
        why |= CONFLICT;
      if (letter == 'e' && ones[i].helper == NULL)
        why |= BAD_HELPER;
      if (letter != 'l' && ones[i].problem == NULL)
        why |= BAD_PROBLEM;
      for (guint j = 0; j < model->now->n; j++)
        if (stands (&model->now->slips[j]) && model->now->slips[j].round == rounds[i]
            && model->now->slips[j].household == households[i])
          why |= CONFLICT;
      for (guint j = 0; j < i; j++)
        if (rounds[j] == rounds[i] && households[j] == households[i])
          why |= BAD_ONES;
    }
  return why;
}

static void
issue (Model *model)
{
  guint n = (guint) g_rand_int_range (model->dice, 1, 4), households[3];
  int rounds[3], day = model->today - g_rand_int_range (model->dice, -1, 12),
                 due = g_rand_boolean (model->dice) ? NEVER : day + g_rand_int_range (model->dice, -2, 40);
  XyHygieneSlipOne ones[3] = { 0 };
  XyId made[3];
  char day_text[XY_DAY_SIZE], due_text[XY_DAY_SIZE];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      households[i] = (guint) g_rand_int_range (model->dice, 0, HOUSEHOLDS);
      rounds[i] = g_rand_int_range (model->dice, -1, 2);
      ones[i].problem = g_rand_int_range (model->dice, 0, 3) > 0 ? "乱堆" : NULL;
      ones[i].helper = g_rand_int_range (model->dice, 0, 3) > 0 ? "老支书" : NULL;
      if (rounds[i] < 0)
        ones[i].household = model->points.household[households[i]];
      else
        ones[i].result = model->rounds[rounds[i]].results[households[i]];
    }
  write_day (day, day_text);
  if (due != NEVER)
    write_day (due, due_text);
  guint why = why_not_issue (model, ones, rounds, households, n, day, due);
  XyHygieneIssuing issuing = {
    .ones = ones, .n = n, .day = day_text, .due = due != NEVER ? due_text : NULL, .made = made
  };
  gboolean done = hygiene_try (&model->points, xy_hygiene_issue_act, &issuing, &error);
  check_answer (why, done, error);
  if (!done || model->now->n + n > SLIPS)
    return;
  keep (model);
  for (guint i = 0; i < n; i++)
    model->now->slips[model->now->n++] = (Slip){
      .id = made[i],
      .round = rounds[i],
      .household = households[i],
      .day = day,
      .last = day,
      .until = due != NEVER ? due : day + 7,
      .closed = NEVER,
      .received = NEVER,
      .stage = 'i',
      .number = ++*year_of (model, day),
    };
}

static Slip *
pick (Model *model)
{
  return &model->now->slips[g_rand_int_range (model->dice, 0, (int) model->now->n)];
}

static void
receive (Model *model)
{
  Slip *slip = pick (model);
  int day = model->today - g_rand_int_range (model->dice, -1, 8);
  char text[XY_DAY_SIZE];
  XyHygieneReceipt receipt = { .slips = &slip->id, .n = 1, .day = text, .by = "家人" };
  guint why = (day > model->today || day < slip->day ? BAD_DAY : 0) | (stands (slip) ? 0 : CONFLICT);
  g_autoptr (GError) error = NULL;

  write_day (day, text);
  gboolean done = hygiene_try (&model->points, xy_hygiene_receive_act, &receipt, &error);
  check_answer (why, done, error);
  if (!done || slip->received == day) /* what changes nothing is no act */
    return;
  keep (model);
  slip->received = day;
}

/* The stage after KIND, or 0. */
static char
leads (char stage, XyHygieneRecheckKind kind)
{
  static const char *const ways[] = { "ig", "og", "ii", "oo", "io", "gc", "iv", "ov", "gv" };
  static const XyHygieneRecheckKind by[] = { XY_HYGIENE_PASS,      XY_HYGIENE_PASS,      XY_HYGIENE_EXTEND,
                                             XY_HYGIENE_EXTEND,    XY_HYGIENE_PASS_ON,   XY_HYGIENE_CLOSE,
                                             XY_HYGIENE_MAKE_VOID, XY_HYGIENE_MAKE_VOID, XY_HYGIENE_MAKE_VOID };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i][0] == stage && by[i] == kind)
      return ways[i][1];
  return 0;
}

static void
recheck (Model *model)
{
  Slip *slip = pick (model);
  XyHygieneRecheckKind kind = (XyHygieneRecheckKind) g_rand_int_range (model->dice, 0, XY_HYGIENE_N_KINDS);
  gboolean close = g_rand_boolean (model->dice), note = g_rand_int_range (model->dice, 0, 4) > 0;
  int day = model->today - g_rand_int_range (model->dice, -1, 8),
      until = slip->until + g_rand_int_range (model->dice, -3, 20);
  char text[XY_DAY_SIZE], until_text[XY_DAY_SIZE], to = leads (slip->stage, kind);
  XyHygieneRechecking asked = { .slips = &slip->id,
                                .n = 1,
                                .kind = kind,
                                .close = close,
                                .day = text,
                                .until = until_text,
                                .note = note ? "已看过" : NULL };
  guint why = day > model->today || day < slip->last ? BAD_DAY : 0;
  g_autoptr (GError) error = NULL;

  if (kind == XY_HYGIENE_EXTEND && (until <= slip->until || until < day))
    why |= BAD_UNTIL;
  if (kind == XY_HYGIENE_MAKE_VOID && !note)
    why |= BAD_NOTE;
  if (to == 0)
    why |= CONFLICT;
  write_day (day, text);
  write_day (until, until_text);
  gboolean done = hygiene_try (&model->points, xy_hygiene_recheck_act, &asked, &error);
  check_answer (why, done, error);
  if (!done)
    return;
  keep (model);
  slip->stage = kind == XY_HYGIENE_PASS && close ? 'c' : to;
  slip->last = day;
  if (kind == XY_HYGIENE_EXTEND)
    slip->until = until;
  if (!is_open (slip))
    slip->closed = day;
}

static void
step_back (Model *model, GPtrArray *from, GPtrArray *to, gboolean undo)
{
  g_autoptr (GError) error = NULL;

  if (from->len == 0)
    return;
  if (undo)
    xy_store_undo (model->points.office.store, &model->points.office.actor, &error);
  else
    xy_store_redo (model->points.office.store, &model->points.office.actor, &error);
  g_assert_no_error (error);
  g_ptr_array_add (to, model->now);
  model->now = g_ptr_array_steal_index (from, from->len - 1);
}

/* ---- what must hold after each ---- */

static void
check_day (const char *text, int day)
{
  char expected[XY_DAY_SIZE];

  if (day == NEVER)
    {
      g_assert_null (text);
      return;
    }
  write_day (day, expected);
  g_assert_cmpstr (text, ==, expected);
}

static void
check_slips (Model *model)
{
  guint counts[XY_HYGIENE_SLIPS_N], expected[XY_HYGIENE_SLIPS_N] = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < model->now->n; i++)
    {
      const Slip *now = &model->now->slips[i];
      g_autoptr (XyHygieneSlip) slip = hygiene_slip (&model->points, &now->id);
      gboolean waits = now->stage == 'i' || now->stage == 'o';

      g_assert_false (slip->record.deleted);
      g_assert_cmpint ("iogcv"[slip->stage], ==, now->stage);
      g_assert_cmpint (slip->number, ==, now->number);
      check_day (slip->until, now->until);
      check_day (slip->closed_on, now->closed);
      check_day (slip->received_on, now->received);
      expected[XY_HYGIENE_SLIPS_OPEN] += is_open (now);
      expected[XY_HYGIENE_SLIPS_CLOSED] += !is_open (now);
      expected[XY_HYGIENE_SLIPS_GOOD] += now->stage == 'g';
      expected[XY_HYGIENE_SLIPS_OVERDUE] += waits && now->until < model->today;
      expected[XY_HYGIENE_SLIPS_SOON] +=
          waits && now->until >= model->today && now->until <= model->today + XY_HYGIENE_SOON_DAYS;
      expected[XY_HYGIENE_SLIPS_ALL]++;
    }
  g_assert_true (xy_hygiene_slip_counts (model->points.office.store, counts, &error));
  for (guint i = 0; i < XY_HYGIENE_SLIPS_N; i++)
    {
      XyHygieneSlipFilter filter = { .which = (XyHygieneSlipWhich) i };
      g_autoptr (GArray) ids = xy_hygiene_slip_ids (model->points.office.store, &filter, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (counts[i], ==, expected[i]);
      g_assert_cmpuint (ids->len, ==, expected[i]);
    }
  g_autoptr (GArray) wrong = xy_hygiene_slip_verify (model->points.office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
}

/* Whether HOUSEHOLD is on the board of ROUND on DAY, as people would say it. */
static gboolean
is_on_board (Model *model, guint round, guint household, int day)
{
  gboolean had = FALSE;

  if (model->lists[round][household] != 'l' || day > model->round_day[round] + BOARD_DAYS)
    return FALSE;
  for (guint i = 0; i < model->now->n; i++)
    {
      const Slip *slip = &model->now->slips[i];
      if (slip->round != (int) round || slip->household != household || slip->day > day)
        continue;
      had = TRUE;
      if (slip->closed == NEVER || slip->closed > day)
        return TRUE;
    }
  return !had;
}

static void
check_board (Model *model, guint round, int day)
{
  char text[XY_DAY_SIZE];
  g_autoptr (GError) error = NULL;
  guint on = 0;

  write_day (day, text);
  g_autoptr (GPtrArray) board =
      xy_hygiene_low_board (model->points.office.store, &model->rounds[round].round, text, TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < HOUSEHOLDS; i++)
    {
      gboolean found = FALSE;
      for (guint j = 0; j < board->len; j++)
        {
          const XyHygieneBoardRow *row = board->pdata[j];
          found = found || xy_id_same (&row->household, &model->points.household[i]);
          g_assert_null (row->name); /* nobody consented */
        }
      g_assert_cmpint (found, ==, is_on_board (model, round, i, day));
      on += found;
    }
  g_assert_cmpuint (board->len, ==, on);
  /* Whoever's slip is closed by then is on none, however it came about. */
  for (guint i = 0; i < model->now->n; i++)
    {
      const Slip *slip = &model->now->slips[i];
      if (slip->round != (int) round || slip->stage != 'c' || slip->closed > day)
        continue;
      for (guint j = 0; j < board->len; j++)
        g_assert_false (xy_id_same (&((XyHygieneBoardRow *) board->pdata[j])->household,
                                    &model->points.household[slip->household]));
    }
}

static void
check_numbers (Model *model)
{
  g_autoptr (GError) error = NULL;
  gint64 doubled = -1, n = -1;
  XyDb *db = xy_store_get_db (model->points.office.store);

  g_assert_true (xy_db_number (db,
                               "SELECT count (*) FROM (SELECT 1 FROM hygiene_slip GROUP BY substr (day, 1, 4), number "
                               "HAVING count (*) > 1)",
                               XY_BIND_NONE, &doubled, &error));
  g_assert_cmpint (doubled, ==, 0);
  g_assert_true (xy_db_number (db, "SELECT count (*) FROM hygiene_slip", XY_BIND_NONE, &n, &error));
  /* Also of those that were undone none was given again. */
  g_assert_cmpint (n, ==, model->given[0] + model->given[1]);
}

static void
open_model (Model *model, guint32 seed)
{
  static const char letters[] = "rllle-a";

  *model = (Model){ .dice = g_rand_new_with_seed (seed) };
  points_open (&model->points, seed);
  model->now = g_new0 (State, 1);
  model->past = g_ptr_array_new_with_free_func (g_free);
  model->future = g_ptr_array_new_with_free_func (g_free);
  model->points.office.fixed.instant = xy_day_between ("1970-01-01", FIRST_DAY) * A_DAY + A_DAY / 24;
  for (guint r = 0; r < 2; r++)
    {
      char day[XY_DAY_SIZE];
      for (guint i = 0; i < HOUSEHOLDS; i++)
        model->lists[r][i] = letters[g_rand_int_range (model->dice, 0, sizeof letters - 1)];
      model->round_day[r] = r == 0 ? -30 : -3;
      write_day (model->round_day[r], day);
      model->rounds[r] = hygiene_round (&model->points, day, day, model->lists[r]);
    }
}

static void
close_model (Model *model)
{
  g_ptr_array_unref (model->past);
  g_ptr_array_unref (model->future);
  g_free (model->now);
  g_rand_free (model->dice);
  points_close (&model->points);
}

static void
run (guint32 seed)
{
  Model model;

  open_model (&model, seed);
  for (guint i = 0; i < ACTS; i++)
    {
      int what = g_rand_int_range (model.dice, 0, 20);
      model.points.office.fixed.instant += 1000;
      if (what < 2)
        {
          int days = g_rand_int_range (model.dice, 1, 6);
          model.today += days;
          model.points.office.fixed.instant += days * A_DAY;
        }
      else if (what < 6 || model.now->n == 0)
        issue (&model);
      else if (what < 8)
        receive (&model);
      else if (what < 15)
        recheck (&model);
      else if (what < 18)
        step_back (&model, model.past, model.future, TRUE);
      else
        step_back (&model, model.future, model.past, FALSE);
      check_slips (&model);
      check_numbers (&model);
      check_board (&model, (guint) i % 2, model.today);
      check_board (&model, (guint) i % 2, model.today + g_rand_int_range (model.dice, -20, 100));
    }
  close_model (&model);
}

static void
test_random (void)
{
  guint rounds = g_test_thorough () ? MOST_ROUNDS : ROUNDS;

  for (guint i = 0; i < rounds; i++)
    {
      guint32 seed = (guint32) g_test_rand_int ();
      g_test_message ("round %u of %u: seed %u", i + 1, rounds, seed);
      run (seed);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-slip/random", test_random);
  return g_test_run ();
}
