/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A village's year in the program: 620 households, 24 rules, some 20,000 entries by three users, reviews, objections,
 * corrections, redemptions, split households, a rule that changes, four quarters closed. Beside it a model in plain
 * structs, which knows nothing of SQL and is written from the headers alone, has the same events; after each month both
 * say the same balances, ranks and sums of the board.
 */
#include <locale.h>

#include "points-year-exchange.h"

typedef struct
{
  XyPointsDraft drafts[3];
  guint n;
  GArray *lines;
} Recording;

static gboolean
record_act (XyTxn *txn, gpointer data, GError **error)
{
  Recording *recording = data;

  return xy_points_record_many (txn, recording->drafts, recording->n, &recording->lines, error);
}

static int
compare_raw (gconstpointer a, gconstpointer b)
{
  gint64 left = ABS (((const Line *) a)->delta), right = ABS (((const Line *) b)->delta);

  return (left < right) - (left > right);
}

/* Records N_RULES rules (one act; several: of one pool) for N households from FIRST on. */
static void
record_some (Year *year, const int *which, guint n_rules, guint n)
{
  XyId households[LONG_ACT], persons[LONG_ACT];
  guint at[LONG_ACT], whose[LONG_ACT];
  guint first = pick (year, HOUSEHOLDS), stride = 1 + pick (year, 5);
  Recording recording = { .n = n_rules };
  const Rule *rule = &rules[which[0]];
  gboolean own = rule->account != OF_HOUSEHOLD;
  int month = year->today / 100, day = month * 100 + 1 + (int) pick (year, 27);
  gint64 amounts[3], scores[3];

  /* Some comes late, where the month before is still open. */
  if (pick (year, 10) == 0 && month > 1 && (own || day - 100 > year->closed))
    day -= 100;
  g_autofree char *text = day_text (day);
  for (guint i = 0; i < n; i++)
    {
      whose[i] = (first + i * stride) % HOUSEHOLDS;
      at[i] = year->person[whose[i]].h;
      /* Where the child has left, the old household is meant, and nobody is named. */
      gboolean gone = !own && at[i] != whose[i];
      at[i] = gone ? whose[i] : at[i];
      households[i] = year->household[at[i]].id;
      gboolean named = own || (!gone && pick (year, 2) == 0);
      persons[i] = named ? year->person[whose[i]].id : XY_ID_NONE;
    }
  for (guint k = 0; k < n_rules; k++)
    {
      const Rule *one = &rules[which[k]];
      g_autoptr (XyPointsRule) version = xy_points_rule_find (year->flow.store, one->code, text, NULL);
      scores[k] = which[k] == 0 && day >= 701 ? 200 : one->score;
      if (one->most != 0)
        scores[k] = g_rand_int_range (year->rand, (gint32) one->score, (gint32) one->most + 1);
      amounts[k] =
          one->step > 0 || one->tiers == donations ? 1000 + 100 * pick (year, 300) : 100 * (1 + pick (year, 3));
      recording.drafts[k] = (XyPointsDraft){ .rule = version->record.id,
                                             .day = text,
                                             .amount = amounts[k],
                                             .score = one->most != 0 ? scores[k] : 0,
                                             .households = households,
                                             .n_households = n,
                                             .persons = persons };
    }
  must (year, CLERK, record_act, &recording);
  g_assert_cmpuint (recording.lines->len, ==, n * n_rules);

  /* Mistakes are undone at once, and sometimes that was the mistake. */
  g_autoptr (GArray) written = recording.lines;
  if (pick (year, 25) == 0)
    {
      g_autoptr (GError) error = NULL;
      year->n_undone++;
      g_assert_true (xy_store_undo (year->flow.store, &year->flow.actors[CLERK], &error));
      if (pick (year, 2) == 0)
        return;
      g_assert_true (xy_store_redo (year->flow.store, &year->flow.actors[CLERK], &error));
    }
  gboolean waits = xy_points_flow_is_on (year->flow.store);
  for (guint i = 0; i < n; i++)
    {
      Line lines[3] = { 0 };
      /* Of one act the largest is weighed first. */
      for (guint k = 0; k < n_rules; k++)
        lines[k] = (Line){ .rule = (int) k, .delta = raw_of (&rules[which[k]], scores[k], amounts[k]) };
      qsort (lines, n_rules, sizeof *lines, compare_raw);
      for (guint k = 0; k < n_rules; k++)
        {
          guint d = (guint) lines[k].rule;
          const XyPointsLine *made = &g_array_index (written, XyPointsLine, d * n + i);
          Line line = { .kind = ENTRY,
                        .state = waits ? WAITS : COUNTS,
                        .account = rule->account,
                        .rule = which[d],
                        .day = day,
                        .h = (int) at[i],
                        .p = xy_id_is_none (&persons[i]) ? -1 : (int) whose[i],
                        .amount = amounts[d],
                        .id = waits ? made->item : made->entry };
          weigh (year, &line, scores[d]);
          g_assert_cmpint (made->delta, ==, line.delta);
          g_assert_cmpint (made->cut, ==, line.cut);
          add_line (year, &line);
        }
    }
}

static void
record_month (Year *year)
{
  static const int gifts[] = { 7, 8, 9 }, faults[] = { 10, 11 };

  for (guint i = 0; i < 16; i++)
    {
      int rule = (int) pick (year, RULES);
      record_some (year, &rule, 1, 80 + pick (year, LONG_ACT - 80));
    }
  for (guint i = 0; i < 120; i++)
    {
      int rule = (int) pick (year, RULES);
      record_some (year, &rule, 1, 1 + pick (year, 2));
    }
  for (guint i = 0; i < 6; i++)
    {
      record_some (year, gifts, 2 + pick (year, 2), 1 + pick (year, 4));
      record_some (year, faults, 2, 1 + pick (year, 4));
    }
}

/* An entry that stands; G_MAXUINT where none was met. */
static guint
find_entry (Year *year)
{
  for (guint i = 0; i < 200; i++)
    {
      guint at = pick (year, year->lines->len);
      const Line *line = line_at (year, at);
      if (line->kind == ENTRY && line->state == COUNTS && !line->taken_back)
        return at;
    }
  return G_MAXUINT;
}

static void
take_back (Year *year, guint at)
{
  Line *line = line_at (year, at);
  Line back = *line;

  line->taken_back = TRUE;
  back.kind = REVERSAL;
  back.root_day = line->day;
  back.day = MAX (year->today, line->day);
  back.amount = -line->amount;
  back.delta = -line->delta;
  back.cut = -line->cut;
  back.withheld = -line->withheld;
  add_line (year, &back);
}

static void
correct_some (Year *year, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint at = find_entry (year);
      if (at == G_MAXUINT)
        return;
      XyPointsReversal reversal = { .entry = line_at (year, at)->id, .reason = "记错了" };
      must (year, CLERK, xy_points_reverse_act, &reversal);
      take_back (year, at);
    }
}

/* What is objected to hangs on the board; half of the objections are right. */
static void
object_some (Year *year, guint n)
{
  g_autofree char *text = day_text (year->today);
  XyNoticePosting posting = {
    .item = "other", .title = "积分公示", .boards = &year->flow.board, .n_boards = 1, .posted_on = text
  };
  XyId objections[8];
  guint at[8];

  must (year, CLERK, xy_notice_post_act, &posting);
  for (guint i = 0; i < n; i++)
    {
      at[i] = find_entry (year);
      Line *line = line_at (year, at[i]);
      XyObjectionFiling filing = { .notice = posting.made, .entry = line->id, .name = "村民", .about = "不是我家" };
      must (year, HEAD, xy_objection_file_act, &filing);
      objections[i] = filing.made;
      year->household[line->h].open += line->account == OF_HOUSEHOLD;
      if (line->account == OF_HOUSEHOLD)
        redeem_frozen (year, (guint) line->h);
    }
  redeem_some (year, 10);
  for (guint i = 0; i < n; i++)
    {
      Line *line = line_at (year, at[i]);
      /* The same entry may have been objected to twice. */
      gboolean upheld = pick (year, 2) == 0 && !line->taken_back;
      XyObjectionAnswer answer = { .objection = objections[i],
                                   .answer = "已查明",
                                   .result = upheld ? XY_OBJECTION_UPHELD : XY_OBJECTION_REJECTED };
      must (year, HEAD, xy_objection_answer_act, &answer);
      year->household[line->h].open -= line->account == OF_HOUSEHOLD;
      if (upheld)
        {
          take_back (year, at[i]);
          year->n_upheld++;
        }
    }
}

/* The review group judges all that waits. */
static void
review (Year *year)
{
  g_autoptr (GArray) verdicts = g_array_new (FALSE, TRUE, sizeof (XyPointsVerdict));
  g_autoptr (GArray) judges = xy_points_judges_parse (year->flow.store, JUDGES, NULL);
  g_autoptr (GArray) passed = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < year->lines->len; i++)
    {
      Line *line = line_at (year, i);
      if (line->state != WAITS)
        continue;
      XyPointsVerdict verdict = { .item = line->id, .pass = pick (year, 6) > 0, .reason = "没有这回事" };
      g_array_append_val (verdicts, verdict);
      line->id = xy_points_item_entry_id (&line->id);
      if (verdict.pass)
        {
          g_array_append_val (passed, i);
          continue;
        }
      line->state = DROPPED;
      year->n_rejected++;
    }
  for (guint i = 0; i < passed->len; i++)
    book (year, g_array_index (passed, guint, i));
  if (verdicts->len == 0)
    return;
  XyPointsJudging judging = { .kind = XY_POINTS_STEP_REVIEW,
                              .judges = (const XyPointsJudge *) (void *) judges->data,
                              .n_judges = judges->len,
                              .verdicts = (const XyPointsVerdict *) (void *) verdicts->data,
                              .n_verdicts = verdicts->len };
  must (year, REVIEWER, xy_points_judge_act, &judging);
}

/* A grown-up child gets a household of his own, and what he earned goes along. */
static void
split_one (Year *year)
{
  guint h = pick (year, HOUSEHOLDS);
  Household *old = &year->household[h];

  if (old->split)
    return;
  XyEventPlan plan = {
    .kind = XY_EVENT_SPLIT, .household = old->id, .persons = &year->person[h].id, .n_persons = 1, .follow = TRUE
  };
  must (year, CLERK, xy_event_apply, &plan);
  Figures has = all_of (year, h);
  gint64 earned = 0, spendable = 0;
  for (guint i = 0; i < old->lines->len; i++)
    {
      const Line *line = line_at (year, g_array_index (old->lines, guint, i));
      if (line->state != COUNTS || line->p != (int) h || line->day <= year->cleared
          || (line->kind != ENTRY && line->kind != REVERSAL))
        continue;
      earned += line->delta;
      spendable += spend_of (line);
    }
  gint64 points = CLAMP (earned, 0, MAX (has.total, 0));
  gint64 spend = CLAMP (spendable, 0, MIN (MAX (has.spend, 0), points));
  guint made = year->n_households++;
  year->household[made] = (Household){ .id = plan.made, .group = old->group, .split = TRUE };
  year->household[made].lines = g_array_new (FALSE, FALSE, sizeof (guint));
  old->split = TRUE;
  year->person[h].h = made;
  year->n_splits++;
  for (int side = 0; side < 2 && points != 0; side++)
    {
      int sign = side == 0 ? -1 : 1;
      Line line = { .kind = OPENING,
                    .state = COUNTS,
                    .rule = -1,
                    .day = year->today,
                    .h = side == 0 ? (int) h : (int) made,
                    .p = -1,
                    .delta = sign * points,
                    .withheld = sign * (points - spend) };
      add_line (year, &line);
    }
}

/* What a close takes, by points-close.h alone. */
static void
close_household (Year *year, guint h, const XyPointsClosing *closing, int last)
{
  GArray *list = year->household[h].lines;
  gint64 total = 0, spend = 0, fetched = 0, old = 0, used = 0, take_total = 0, take_spend = 0;
  int cutoff = last / 100 - (int) closing->months;

  for (guint i = 0; i < list->len; i++)
    {
      const Line *line = line_at (year, g_array_index (list, guint, i));
      if (line->state != COUNTS)
        continue;
      if (line->day <= last || (line->kind == REVERSAL && line->root_day <= last))
        {
          total += line->delta;
          spend += spend_of (line);
        }
      else if (line->kind == REDEEM && !line->taken_back)
        fetched += line->withheld;
      if (line->kind == REVERSAL || line->taken_back)
        continue;
      if (spend_of (line) < 0)
        used -= spend_of (line);
      else if (line->day / 100 <= cutoff)
        old += spend_of (line);
    }
  gint64 left = spend > 0 ? MAX (spend - fetched, 0) : spend;
  if (g_str_equal (closing->mode, "clear"))
    {
      take_total = total;
      take_spend = left;
    }
  else if (g_str_equal (closing->mode, "share"))
    {
      take_total = total > 0 ? total - total * closing->share / 100 : 0;
      take_spend = left > 0 ? left - left * closing->share / 100 : 0;
    }
  else if (g_str_equal (closing->mode, "expire"))
    take_spend = CLAMP (old - used, 0, MAX (all_of (year, h).spend, 0));
  Line line = { .kind = CLOSE,
                .state = COUNTS,
                .rule = -1,
                .day = (last / 100 + 1) * 100 + 1,
                .h = (int) h,
                .p = -1,
                .delta = -take_total,
                .withheld = take_spend - take_total };
  if (take_total != 0 || take_spend != 0)
    add_line (year, &line);
}

static void
close_quarter (Year *year, guint quarter)
{
  static const XyPointsClosing closings[] = { { .period = "2026Q1", .mode = "carry" },
                                              { .period = "2026Q2", .mode = "share", .share = 60 },
                                              { .period = "2026Q3", .mode = "expire", .months = 4 },
                                              { .period = "2026Q4", .mode = "clear" } };
  XyPointsClosing closing = closings[quarter];
  int last = ((int) quarter + 1) * 300 + 31;
  g_autoptr (GError) error = NULL;

  must (year, HEAD, xy_points_close_act, &closing);
  for (guint h = 0; h < year->n_households; h++)
    close_household (year, h, &closing, last);
  must (year, HEAD, xy_points_close_confirm_act, &closing.made);
  g_assert_false (act (year, HEAD, xy_points_close_act, &closing, &error));
  year->closed = last;
  if (quarter == 1 || quarter == 3)
    year->cleared = last;
}

/* Both sides say the same */

static void
compare_rank (Year *year, int month, int category, int group, gboolean by_total)
{
  g_autofree char *period = g_strdup_printf ("2026-%02d", month);
  XyPointsRankQuery query = { .period = period,
                              .category = category >= 0 ? categories[category] : NULL,
                              .unit = group >= 0 ? year->unit[group] : XY_ID_NONE,
                              .by_total = by_total };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_points_rank (year->flow.store, &query, &error);
  g_autoptr (GHashTable) index = g_hash_table_new (xy_id_hash, xy_id_equal);
  g_autofree gint64 *points = g_new0 (gint64, ROOM);
  guint seen = 0, wanted = 0;

  g_assert_no_error (error);
  for (guint h = 0; h < year->n_households; h++)
    {
      Figures figures = add_up (year, year->household[h].lines, OF_HOUSEHOLD, month * 100, month * 100 + 31, category);
      points[h] = by_total ? figures.total : figures.plus + figures.minus;
      wanted += group < 0 || year->household[h].group == (guint) group;
      g_hash_table_insert (index, &year->household[h].id, GUINT_TO_POINTER (h + 1));
    }
  for (guint i = 0; i < list->len; i++)
    {
      const XyPointsStanding *standing = list->pdata[i];
      guint h = GPOINTER_TO_UINT (g_hash_table_lookup (index, &standing->household)), better = 0;
      /* The 20 households of the office's own tests have nothing. */
      if (h == 0)
        {
          g_assert_cmpint (standing->total, ==, 0);
          continue;
        }
      h--;
      Figures figures = add_up (year, year->household[h].lines, OF_HOUSEHOLD, month * 100, month * 100 + 31, category);
      g_assert_cmpint (standing->plus, ==, figures.plus);
      g_assert_cmpint (standing->minus, ==, figures.minus);
      if (category < 0)
        g_assert_cmpint (standing->total, ==, figures.total);
      for (guint other = 0; other < year->n_households; other++)
        better += points[other] > points[h] && (group < 0 || year->household[other].group == (guint) group);
      if (group < 0 && points[h] < 0)
        better += POINTS_HOUSEHOLDS;
      g_assert_cmpuint (standing->place, ==, better + 1);
      seen++;
    }
  g_assert_cmpuint (seen, ==, wanted);
}

static void
compare (Year *year, int month)
{
  XyStore *store = year->flow.store;
  g_autofree char *period = g_strdup_printf ("2026-%02d", month), *from = g_strconcat (period, "-01", NULL);
  g_autofree char *to = g_strconcat (period, "-31", NULL);
  gint64 plus = 0, minus = 0, total = 0, board_before, board_plus, board_minus;
  XyPointsBalance balance;

  for (guint h = 0; h < year->n_households; h++)
    {
      Figures all = all_of (year, h);
      Figures now = add_up (year, year->household[h].lines, OF_HOUSEHOLD, month * 100, month * 100 + 31, -1);
      g_assert_true (xy_points_balance_of (store, NULL, &year->household[h].id, period, &balance, NULL));
      g_assert_cmpint (balance.total, ==, all.total);
      g_assert_cmpint (balance.spend, ==, all.spend);
      g_assert_cmpint (balance.current, ==, now.plus + now.minus);
      plus += now.plus;
      minus += now.minus;
      total += now.total;
    }
  for (guint p = 0; p < HOUSEHOLDS; p++)
    for (int account = OF_PERSON; account <= OF_VOLUNTEER; account++)
      {
        Figures all = add_up (year, year->person[p].lines, account, 0, 9999, -1);
        g_assert_true (xy_points_balance_of (store, accounts[account], &year->person[p].id, period, &balance, NULL));
        g_assert_cmpint (balance.total, ==, all.total);
        g_assert_cmpint (balance.spend, ==, all.spend);
      }
  g_assert_true (xy_points_ledger_sums (store, &XY_ID_NONE, from, to, &board_before, &board_plus, &board_minus, NULL));
  g_assert_cmpint (board_plus, ==, plus);
  g_assert_cmpint (board_minus, ==, minus);
  g_assert_cmpint (board_before + board_plus + board_minus, ==, total);
  compare_rank (year, month, -1, -1, FALSE);
  compare_rank (year, month, -1, -1, TRUE);
  compare_rank (year, month, month % 3, -1, FALSE);
  compare_rank (year, month, -1, month % GROUPS, FALSE);
  compare_exchange (year, period, month * 100, month * 100 + 31);
  compare_exchange (year, "2026", 0, 1231);
  g_autoptr (GArray) differences = xy_points_verify (store, NULL, NULL);
  g_assert_cmpuint (differences->len, ==, 0);
}

static void
year_open (Year *year)
{
  static const char *const starts[] = { NULL, "2026-07-01" };

  year->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  year->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  year->fetched = g_array_new (FALSE, FALSE, sizeof (Fetched));
  year->bought = g_array_new (FALSE, FALSE, sizeof (Bought));
  flow_open (&year->flow, 1, 0);
  go_to (year, 101);
  office_act (&year->flow.points.office, "Village", add_village, year);
  office_act (&year->flow.points.office, "Goods", add_goods, year);
  for (guint h = 0; h < HOUSEHOLDS; h++)
    {
      year->household[h].lines = g_array_new (FALSE, FALSE, sizeof (guint));
      year->person[h].lines = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  for (guint i = 0; i < RULES; i++)
    add_rule (year, &rules[i], rules[i].score, starts[0]);
  flow_setting (&year->flow, XY_SETTING_POINTS_SPLIT, "follow");
}

static void
year_close (Year *year)
{
  for (guint h = 0; h < year->n_households; h++)
    g_array_unref (year->household[h].lines);
  for (guint p = 0; p < HOUSEHOLDS; p++)
    g_array_unref (year->person[p].lines);
  g_array_unref (year->fetched);
  g_array_unref (year->bought);
  g_array_unref (year->lines);
  g_rand_free (year->rand);
  flow_close (&year->flow);
}

static void
test_year (void)
{
  g_autofree Year *year = g_new0 (Year, 1);

  year_open (year);
  for (int month = 1; month <= 13; month++)
    {
      go_to (year, month * 100 + 4);
      if (month == 7)
        add_rule (year, &rules[0], 200, "2026-07-01");
      if (month > 1)
        {
          correct_some (year, 5);
          redeem_some (year, 20);
          return_some (year, 4);
        }
      if (month % 3 == 1 && month > 1)
        close_quarter (year, (guint) month / 3 - 1);
      if (month == 13)
        break;
      if (month == 8)
        flow_set_steps (&year->flow, 1U << XY_POINTS_STEP_REVIEW);
      go_to (year, month * 100 + 28);
      record_month (year);
      review (year);
      if (month == 9)
        flow_set_steps (&year->flow, 0);
      correct_some (year, 25);
      object_some (year, 6);
      stock_some (year);
      redeem_some (year, 60);
      return_some (year, 4);
      split_one (year);
      compare (year, month);
    }
  compare (year, 12);
  g_test_message (
      "%u lines, %u redemptions, %u taken back, %u splits, %u objections upheld, %u items rejected, "
      "%u booked otherwise than registered, %u undone; refused: %u frozen, %u empty, %u too many, %u too little",
      year->lines->len, year->n_redeemed, year->n_returned, year->n_splits, year->n_upheld, year->n_rejected,
      year->n_regained, year->n_undone, year->n_refused[FROZEN], year->n_refused[EMPTY], year->n_refused[TOO_MANY],
      year->n_refused[TOO_LITTLE]);
  g_assert_cmpuint (year->lines->len, >, 18000);
  g_assert_cmpuint (MIN (year->n_redeemed, year->n_rejected), >, 20);
  g_assert_cmpuint (year->n_returned, >, 10);
  g_assert_cmpuint (year->n_regained, >, 2);
  for (guint reason = FROZEN; reason < REASONS; reason++)
    g_assert_cmpuint (year->n_refused[reason], >, 20);
  g_assert_cmpuint (MIN (year->n_splits, year->n_upheld), >, 3);
  year_close (year);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points/year", test_year);
  return g_test_run ();
}
