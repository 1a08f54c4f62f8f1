/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A thousand random rounds, each worked out a second time here: with arrays and counting, without SQL and without
 * anything of the program's own arithmetic. Averages, places, edges, lists, grades, streaks and what was before must be
 * the same, while the round is open, after its lists are decided, and of older rounds at the end.
 *
 * In the suites the seed is fixed; "--seed=R02S…" of a run by hand takes that one.
 */
#include <locale.h>
#include <string.h>

#include "core/verify.h"
#include "round-office.h"

#define VILLAGES 50
#define ROUNDS 20
#define JUDGES_MOST 5
#define BANDS_MOST 4

typedef enum
{
  NONE,
  RED,
  LOW,
} List;

typedef struct
{
  gint64 sheets[JUDGES_MOST];
  guint n;
  gboolean in; /* the round */
  const char *state;
  gboolean ranked;
  gint64 score;
  guint rank;
  const char *band;
  List suggested;
  List list;
  gboolean decided; /* otherwise than suggested */
  gboolean edge;
  guint streak_band;
  guint streak_list;
  gint64 before;
} Line;

typedef struct
{
  XyId id;
  gboolean special;
  Line lines[POINTS_HOUSEHOLDS];
} Held;

typedef struct
{
  const char *band;
  guint n_band;
  List list;
  guint n_list;
  gint64 score; /* of the last round in which it was ranked */
} Memory;

typedef struct
{
  RoundOffice office;
  GRand *rand;
  guint place[POINTS_HOUSEHOLDS]; /* on the walk: by group, then by number */
  guint since[POINTS_HOUSEHOLDS]; /* the round before which it is never judged */
  Memory memory[POINTS_HOUSEHOLDS];
  Held held[ROUNDS];
  guint n_held;
  char day[XY_DAY_SIZE];
  char quarter[8]; /* of the last quarterly round */
} Village;

/* What a round goes by. */
typedef struct
{
  const char *mode, *red_by, *low_by, *ties;
  gint64 red, low;
  guint n_bands;
  const char *bands[BANDS_MOST];
  gint64 least[BANDS_MOST];
  guint n_judges;
  int own; /* the household whose head is the last judge; -1: he is from outside */
} Rules;

static guint
pick (Village *self, guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

static const char *
one_of (Village *self, const char *const *words, guint n)
{
  return words[pick (self, n)];
}

static gboolean
same (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

/* ------------------------------------------------------------ worked out a second time */

static gint64
mean (gint64 total, gint64 n)
{
  gint64 whole = total / n, rest = total - whole * n;

  return rest + rest >= n ? whole + 1 : whole;
}

/* How many a list has room for. */
static guint
room_for (const char *by, gint64 value, guint n_ranked)
{
  gint64 room = value;

  if (same (by, "share"))
    {
      gint64 hundredths = value * n_ranked;
      room = hundredths / 100;
      if (hundredths % 100 >= 50)
        room++;
      if (room < 1)
        room = 1;
    }
  return room > n_ranked ? n_ranked : (guint) room;
}

/* Whether OTHER goes onto the list before LINE, both having the same score. */
static gboolean
goes_first (const Village *self, const Line *lines, const Rules *rules, guint other, guint line, gboolean red)
{
  gint64 a = lines[other].before, b = lines[line].before;

  if (same (rules->ties, "before") && a != b)
    {
      if (a < 0 || b < 0)
        return b < 0;
      return red ? a > b : a < b;
    }
  return red ? self->place[other] < self->place[line] : self->place[other] > self->place[line];
}

static gboolean
belongs (const Village *self, Line *lines, const Rules *rules, guint who, gboolean red)
{
  const char *by = red ? rules->red_by : rules->low_by;
  gint64 value = red ? rules->red : rules->low;
  guint n_ranked = 0, ahead = 0, equal = 0, first = 0;

  if (same (by, "none"))
    return FALSE;
  if (same (by, "score"))
    return red ? lines[who].score >= value : lines[who].score < value;
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      if (!lines[i].ranked)
        continue;
      n_ranked++;
      if (lines[i].score == lines[who].score)
        {
          equal++;
          first += i != who && goes_first (self, lines, rules, i, who, red);
        }
      else
        ahead += (lines[i].score > lines[who].score) == red;
    }
  guint room = room_for (by, value, n_ranked);
  if (ahead + equal <= room)
    return TRUE;
  if (ahead >= room)
    return FALSE;
  lines[who].edge = TRUE;
  if (same (rules->ties, "with"))
    return TRUE;
  if (same (rules->ties, "without"))
    return FALSE;
  return ahead + first < room;
}

static const char *
band_for (const Rules *rules, gint64 score)
{
  if (same (rules->mode, "tick"))
    return score > 5000 ? "合格" : "不合格";
  for (guint i = 0; i < rules->n_bands; i++)
    if (score >= rules->least[i])
      return rules->bands[i];
  return NULL;
}

static void
work_out (const Village *self, Held *held, const Rules *rules)
{
  Line *lines = held->lines;

  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      Line *line = &lines[i];
      gint64 total = 0;

      line->n = 0;
      for (guint k = 0; k < rules->n_judges; k++)
        if (line->sheets[k] >= 0)
          {
            total += line->sheets[k];
            line->n++;
          }
      line->ranked = line->in && same (line->state, "in") && line->n > 0;
      line->score = line->ranked ? mean (total, line->n) : 0;
      line->before = self->memory[i].score;
      line->edge = FALSE;
    }
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      Line *line = &lines[i];

      if (!line->ranked)
        continue;
      line->rank = 1;
      for (guint k = 0; k < POINTS_HOUSEHOLDS; k++)
        line->rank += lines[k].ranked && lines[k].score > line->score;
      line->band = band_for (rules, line->score);
      gboolean red = belongs (self, lines, rules, i, TRUE), low = belongs (self, lines, rules, i, FALSE);
      line->suggested = red ? RED : low ? LOW : NONE;
      if (!line->decided)
        line->list = line->suggested;
    }
}

/* The streaks with this round, and what is remembered of it. */
static void
remember (Village *self, Held *held, gboolean keep)
{
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      Line *line = &held->lines[i];
      Memory memory = self->memory[i];

      line->streak_band = line->streak_list = 0;
      if (!line->ranked)
        continue;
      if (!held->special)
        {
          line->streak_band = line->band == NULL ? 0 : same (line->band, memory.band) ? memory.n_band + 1 : 1;
          line->streak_list = line->list == NONE ? 0 : line->list == memory.list ? memory.n_list + 1 : 1;
          memory.band = line->band;
          memory.n_band = line->streak_band;
          memory.list = line->list;
          memory.n_list = line->streak_list;
        }
      memory.score = line->score;
      if (keep)
        self->memory[i] = memory;
    }
}

/* ------------------------------------------------------------ the program's */

static List
list_from (const char *text)
{
  return text == NULL ? NONE : same (text, "red") ? RED : LOW;
}

static const char *
list_text (List list)
{
  return list == NONE ? NULL : list == RED ? "red" : "low";
}

static void
compare (Village *self, const Held *held)
{
  g_autoptr (GPtrArray) outcomes = hygiene_outcomes (&self->office, &held->id);
  guint n_in = 0, last = 0;

  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    n_in += held->lines[i].in;
  g_assert_cmpuint (outcomes->len, ==, n_in);
  /* Ranks rise, the unranked are last. */
  for (guint i = 0; i < outcomes->len; i++)
    {
      guint rank = ((XyHygieneOutcome *) outcomes->pdata[i])->rank;
      g_assert_cmpuint (rank > 0 ? rank : POINTS_HOUSEHOLDS + 1, >=, last);
      last = rank > 0 ? rank : POINTS_HOUSEHOLDS + 1;
    }
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      const Line *line = &held->lines[i];
      if (!line->in)
        continue;
      const XyHygieneOutcome *outcome = hygiene_outcome_of (&self->office, outcomes, i);
      g_assert_cmpstr (outcome->state, ==, line->state);
      g_assert_cmpuint (outcome->n, ==, line->n);
      g_assert_cmpuint (outcome->rank, ==, line->ranked ? line->rank : 0);
      g_assert_cmpint (outcome->before, ==, line->before);
      if (!line->ranked)
        {
          g_assert_null (outcome->list);
          g_assert_null (outcome->suggested);
          g_assert_cmpuint (outcome->streak_band + outcome->streak_list, ==, 0);
          continue;
        }
      g_assert_cmpint (outcome->score, ==, line->score);
      g_assert_cmpstr (outcome->band, ==, line->band);
      g_assert_cmpint (list_from (outcome->suggested), ==, line->suggested);
      g_assert_cmpint (list_from (outcome->list), ==, line->list);
      g_assert_cmpint (outcome->tie, ==, line->edge);
      g_assert_cmpuint (outcome->streak_band, ==, line->streak_band);
      g_assert_cmpuint (outcome->streak_list, ==, line->streak_list);
    }
}

/* ------------------------------------------------------------ random rounds */

static void
roll_bands (Village *self, Rules *rules)
{
  static const char *const names[] = { "清洁", "合格", "一般", "不合格" };
  gint64 least = 9500;

  rules->n_bands = pick (self, BANDS_MOST + 1);
  for (guint i = 0; i < rules->n_bands; i++)
    {
      rules->bands[i] = names[i];
      least -= 100 * (1 + pick (self, 20));
      rules->least[i] = i + 1 == rules->n_bands ? 0 : least;
    }
}

static gint64
roll_value (Village *self, const char *by)
{
  if (same (by, "share"))
    return 1 + pick (self, 100);
  if (same (by, "number"))
    return 1 + pick (self, POINTS_HOUSEHOLDS + 3);
  return same (by, "score") ? 1 + pick (self, 9999) : 0;
}

static Rules
roll_rules (Village *self)
{
  static const char *const modes[] = { "items", "score", "score", "tick" };
  static const char *const by[] = { "none", "share", "number", "score" };
  static const char *const ties[] = { "with", "without", "before", "order" };
  Rules rules = { .own = -1 };

  rules.mode = one_of (self, modes, G_N_ELEMENTS (modes));
  rules.red_by = one_of (self, by, G_N_ELEMENTS (by));
  rules.low_by = one_of (self, by, G_N_ELEMENTS (by));
  rules.ties = one_of (self, ties, G_N_ELEMENTS (ties));
  rules.red = roll_value (self, rules.red_by);
  rules.low = roll_value (self, rules.low_by);
  if (same (rules.red_by, "score") && same (rules.low_by, "score") && rules.red < rules.low)
    rules.red = rules.low;
  roll_bands (self, &rules);
  rules.n_judges = 3 + pick (self, JUDGES_MOST - 2);
  if (pick (self, 3) == 0)
    rules.own = (int) pick (self, POINTS_HOUSEHOLDS);
  if (same (rules.mode, "tick"))
    {
      rules.red_by = "none";
      rules.low_by = same (rules.low_by, "none") ? "none" : "score";
      rules.low = 5001;
    }
  return rules;
}

static char *
bands_text (const Rules *rules)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rules->n_bands; i++)
    g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, i > 0 ? "\n" : "", rules->bands[i],
                            rules->least[i] / 100, rules->least[i] % 100);
  return g_string_free (text, FALSE);
}

/* A new round through all groups or some; those of the others are not in it. */
static void
begin (Village *self, Held *held, const Rules *rules)
{
  static const char *const outside[] = { "镇干部甲", "镇干部乙", "党员丙", "代表丁", "代表戊" };
  RoundOffice *office = &self->office;
  g_autofree char *bands = bands_text (rules), *quarter = xy_period_of (self->day, XY_SPAN_QUARTER);
  g_autoptr (GString) names = g_string_new (NULL), units = g_string_new (NULL);
  const char *kind = pick (self, 5) == 0 ? "special" : "monthly";
  gboolean in[POINTS_UNITS];
  guint n_units = 0;

  if (!same (kind, "special") && !same (quarter, self->quarter) && pick (self, 3) == 0)
    {
      kind = "quarterly";
      g_strlcpy (self->quarter, quarter, sizeof self->quarter);
    }
  for (guint i = 0; i < POINTS_UNITS; i++)
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&office->points.unit[i], text);
      in[i] = pick (self, 3) > 0 || (i + 1 == POINTS_UNITS && n_units == 0);
      n_units += in[i];
      if (in[i])
        g_string_append_printf (units, "%s%s", units->len > 0 ? "\n" : "", text);
    }
  for (guint i = 0; i < rules->n_judges; i++)
    {
      g_autoptr (XyHousehold) own = NULL;
      if (i + 1 == rules->n_judges && rules->own >= 0)
        own = xy_record_get (self->office.store, &xy_household_type, &office->points.household[rules->own], NULL);
      g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", own != NULL ? own->head_name : outside[i]);
    }

  g_autoptr (XyHygieneRound) round = hygiene_propose (office, kind, self->day);
  g_autoptr (GError) error = NULL;
  round->red_value = rules->red;
  round->low_value = rules->low;
  round->checklist = office->checklist;
  xy_set_str (&round->mode, rules->mode);
  xy_set_str (&round->red_by, rules->red_by);
  xy_set_str (&round->low_by, rules->low_by);
  xy_set_str (&round->ties, rules->ties);
  xy_set_str (&round->bands, bands);
  xy_set_str (&round->units, n_units == POINTS_UNITS ? NULL : units->str);
  hygiene_try_make (office, round, names->str, xy_hygiene_make_act, &error);
  g_assert_no_error (error);
  held->id = round->record.id;
  held->special = same (kind, "special");
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      held->lines[i] = (Line){ .in = in[i % POINTS_UNITS], .state = "in" };
      for (guint k = 0; k < JUDGES_MOST; k++)
        held->lines[i].sheets[k] = -1;
    }
}

static void
roll_states (Village *self, Held *held)
{
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      XyId result = hygiene_result (&self->office, &held->id, i);
      XyHygieneStating stating = { &result, 1, pick (self, 2) == 0 ? "excused" : "absent", "常年在外" };
      Line *line = &held->lines[i];

      if (!line->in || (self->n_held >= self->since[i] && pick (self, 15) > 0))
        continue;
      line->state = stating.state;
      hygiene_do (&self->office, xy_hygiene_state_act, &stating);
    }
}

/* Scores of few values or of many, so that there are ties and there are none. */
static gint64
roll_sum (Village *self, const Rules *rules, gint64 scores[3], guint grain)
{
  static const gint64 most[] = { 4000, 4000, 2000 };

  if (same (rules->mode, "tick"))
    return pick (self, 3) > 0 ? 10000 : 0;
  if (same (rules->mode, "score"))
    return grain * pick (self, 10000 / grain + 1);
  for (guint i = 0; i < 3; i++)
    scores[i] = grain * pick (self, (guint) most[i] / grain + 1);
  return scores[0] + scores[1] + scores[2];
}

static void
type_sheets (Village *self, Held *held, const Rules *rules)
{
  static const guint grains[] = { 2000, 1000, 500, 1 };
  XyHygieneScoring ones[POINTS_HOUSEHOLDS * JUDGES_MOST];
  gint64 scores[POINTS_HOUSEHOLDS * JUDGES_MOST][3];
  guint n = 0, grain = grains[pick (self, G_N_ELEMENTS (grains))], missing = pick (self, 2) == 0 ? 0 : 12;
  XyId judges[JUDGES_MOST];
  /* Judges who are of one mind make many ties. */
  gboolean agree = pick (self, 2) == 0;

  for (guint k = 0; k < rules->n_judges; k++)
    judges[k] = hygiene_judge (&self->office, &held->id, k);
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    for (guint k = 0, first = n; k < rules->n_judges; k++)
      {
        Line *line = &held->lines[i];

        if (!line->in || !same (line->state, "in") || (k + 1 == rules->n_judges && rules->own == (int) i)
            || (missing > 0 && pick (self, missing) < 3))
          continue;
        line->sheets[k] = roll_sum (self, rules, scores[n], grain);
        if (first < n && agree)
          {
            memcpy (scores[n], scores[first], sizeof scores[n]);
            line->sheets[k] = ones[first].sum;
          }
        ones[n] = (XyHygieneScoring){ .result = hygiene_result (&self->office, &held->id, i),
                                      .judge = judges[k],
                                      .scores = scores[n],
                                      .n_scores = same (rules->mode, "items") ? 3 : 0,
                                      .sum = line->sheets[k],
                                      .has_said = TRUE,
                                      .said = line->sheets[k] };
        n++;
      }
  XyHygieneScorings all = { .ones = ones, .n = n };
  hygiene_do (&self->office, xy_hygiene_scores_act, &all);
}

/* Some of them people see otherwise; told beforehand, or when the lists are decided. */
static guint
roll_decisions (Village *self, Held *held, XyHygieneDecision *decisions)
{
  guint n = 0;

  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      Line *line = &held->lines[i];
      if (!line->ranked || pick (self, 12) > 0)
        continue;
      line->list = (List) pick (self, 3);
      line->decided = line->list != line->suggested;
      decisions[n++] =
          (XyHygieneDecision){ hygiene_result (&self->office, &held->id, i), list_text (line->list), "评委会商定" };
    }
  return n;
}

static gboolean
is_judged (const Held *held)
{
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    if (held->lines[i].ranked)
      return TRUE;
  return FALSE;
}

static void
hold (Village *self)
{
  Held *held = &self->held[self->n_held];
  Rules rules = roll_rules (self);
  XyHygieneDecision decisions[POINTS_HOUSEHOLDS];
  XyHygieneClosing closing = { .day = "2026-11-22", .missing = "下雨" };
  g_autoptr (GError) error = NULL;

  begin (self, held, &rules);
  roll_states (self, held);
  type_sheets (self, held, &rules);
  work_out (self, held, &rules);
  remember (self, held, FALSE);
  compare (self, held);
  closing.round = held->id;
  if (!is_judged (held))
    {
      g_assert_false (hygiene_act (&self->office, xy_hygiene_close_act, &closing, &error));
      g_assert_cmpstr (xy_error_get_field (error), ==, "round");
      self->n_held++;
      return;
    }
  closing.decisions = decisions;
  closing.n = roll_decisions (self, held, decisions);
  if (pick (self, 2) == 0)
    {
      XyHygieneDeciding deciding = { held->id, decisions, closing.n };
      hygiene_do (&self->office, xy_hygiene_decide_act, &deciding);
      closing.n = 0;
      remember (self, held, FALSE);
      compare (self, held);
    }
  hygiene_do (&self->office, xy_hygiene_close_act, &closing);
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    if (held->lines[i].in && same (held->lines[i].state, "in") && held->lines[i].n == 0)
      held->lines[i].state = "absent";
  remember (self, held, TRUE);
  compare (self, held);
  /* Opened again and decided again it is the same. */
  if (pick (self, 8) == 0)
    {
      hygiene_do (&self->office, xy_hygiene_reopen_act, &held->id);
      hygiene_do (&self->office, xy_hygiene_close_act, &closing);
      compare (self, held);
    }
  self->n_held++;
}

/* All of it is one act: a thousand rounds are thousands of acts otherwise, and a disk waits for each. */
static gboolean
live_act (XyTxn *txn, gpointer data, GError **error)
{
  Village *self = data;

  self->office.txn = txn;
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      g_autoptr (XyHousehold) household =
          xy_record_get (self->office.store, &xy_household_type, &self->office.points.household[i], error);
      hygiene_person (&self->office, i, household->head_name, "户主", "1970-05-12");
      self->place[i] = i % POINTS_UNITS * POINTS_HOUSEHOLDS + i / POINTS_UNITS;
      self->since[i] = pick (self, 2) == 0 ? 0 : pick (self, ROUNDS);
      self->memory[i] = (Memory){ .score = -1 };
    }
  while (self->n_held < ROUNDS)
    {
      hold (self);
      /* A further month, so that no month is judged twice. */
      xy_day_add (self->day, 33, self->day);
    }
  self->office.txn = NULL;
  return TRUE;
}

static void
live (Village *self, guint32 seed)
{
  self->rand = g_rand_new_with_seed (seed);
  hygiene_open (&self->office, seed);
  g_strlcpy (self->day, "2023-01-15", sizeof self->day);
  hygiene_do (&self->office, live_act, self);
}

static void
test_rounds (void)
{
  guint32 seed = g_test_rand_int ();

  for (guint i = 0; i < VILLAGES; i++)
    {
      g_autofree Village *village = g_new0 (Village, 1);
      g_autoptr (GError) error = NULL;

      g_test_message ("village %u of seed %u", i, seed);
      live (village, seed + i);
      for (guint k = 0; k < 5; k++)
        compare (village, &village->held[pick (village, village->n_held)]);
      if (i == 0)
        {
          g_autoptr (XyVerifyReport) report = xy_verify (village->office.store, XY_VERIFY_ALL, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (report->n_problems, ==, 0);
        }
      hygiene_close (&village->office);
      g_rand_free (village->rand);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-random/rounds", test_rounds);
  return g_test_run ();
}
