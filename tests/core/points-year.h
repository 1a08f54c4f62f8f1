/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-year: the village of test-points-year.c and its model, which is written from the headers alone: rules, lines
 * of the ledger, what a deed comes to and what lines add up to, in plain structs.
 */
#pragma once

#include <string.h>

#include "core/event.h"
#include "core/points-account.h"
#include "core/points-close.h"
#include "core/points-rank.h"
#include "core/reward-redeem.h"
#include "flow-office.h"
#include "points-rules.h"

#define HOUSEHOLDS 620
#define ROOM (HOUSEHOLDS + 20)
#define GROUPS 12
#define RULES 24
#define GOODS 6
#define REASONS 5 /* why nothing is handed out, and that it is */
#define LONG_ACT 110
#define JUDGES "甲代表 乙代表 丙代表"

enum
{
  OF_HOUSEHOLD,
  OF_PERSON,
  OF_VOLUNTEER,
};

static const char *const accounts[] = { NULL, XY_POINTS_PERSON, XY_POINTS_VOLUNTEER };
static const char *const categories[] = { "环境整治", "文明乡风", "扶危济困" };

typedef struct
{
  gint64 from, step, score;
} Tier;

static const Tier donations[] = { { 0, 1000, 10 }, { 10000, 10000, 100 } };
static const Tier hours[] = { { 400, 0, 100 }, { 1000, 0, 200 }, { 2000, 0, 500 }, { 5000, 0, 1000 } };

/* Scores in hundredths; periods are months: 1, 3, 12; score 0 where tiers say it. */
typedef struct
{
  const char *code;
  int category, account;
  gint64 score, most, step, cap;
  int cap_months;
  gint64 cap_act;
  const Tier *tiers;
  guint n_tiers;
  int tiers_months, repeat_months, pool;
  gint64 round;
  gboolean honour;
} Rule;

static const Rule rules[RULES] = {
  { .code = "A01", .category = 0, .score = 100 }, /* from July on 200 */
  { .code = "A02", .category = 0, .score = 200, .cap = 400, .cap_months = 1 },
  { .code = "A03", .category = 0, .score = 50, .cap = 1000, .cap_months = 12 },
  { .code = "A04", .category = 0, .score = -500, .cap = 1500, .cap_months = 3 },
  { .code = "A05", .category = 0, .score = -200, .repeat_months = 3 },
  { .code = "A06", .category = 0, .score = -100, .repeat_months = 12, .cap_act = 150 },
  { .code = "A07", .category = 0, .score = 130, .round = 100 },
  { .code = "B01", .category = 1, .score = 300, .pool = 1 },
  { .code = "B02", .category = 1, .score = 500, .pool = 1 },
  { .code = "B03", .category = 1, .score = 2000, .pool = 1, .honour = TRUE },
  { .code = "B04", .category = 1, .score = -300, .pool = 2 },
  { .code = "B05", .category = 1, .score = -1000, .pool = 2 },
  { .code = "B06", .category = 1, .score = 200, .most = 300 },
  { .code = "B07", .category = 1, .score = 100, .most = 900, .cap = 1200, .cap_months = 3 },
  { .code = "B08", .category = 1, .score = 100, .cap_act = 250 },
  { .code = "C01", .category = 2, .tiers = donations, .n_tiers = 2, .cap = 4000, .cap_months = 12 },
  { .code = "C02", .category = 2, .tiers = hours, .n_tiers = 4, .tiers_months = 12 },
  { .code = "C03", .category = 2, .score = 10, .step = 1000 },
  { .code = "C04", .category = 2, .score = 35, .step = 300, .round = 10, .cap = 700, .cap_months = 1 },
  { .code = "C05", .category = 2, .score = 150, .honour = TRUE },
  { .code = "D01", .category = 1, .account = OF_PERSON, .score = 100, .cap = 300, .cap_months = 12 },
  { .code = "D02", .category = 0, .account = OF_PERSON, .score = -500, .repeat_months = 12 },
  { .code = "D03", .category = 2, .account = OF_VOLUNTEER, .tiers = hours, .n_tiers = 4, .tiers_months = 3 },
  { .code = "D04", .category = 2, .account = OF_VOLUNTEER, .score = 50, .cap = 500, .cap_months = 1 },
};

enum
{
  ENTRY,
  REVERSAL,
  OPENING,
  REDEEM,
  CLOSE,
};

enum
{
  WAITS,
  COUNTS,
  DROPPED,
};

/* A line of the ledger as the model knows it. Days are 1005 for 5 October; January of the year after is month 13. */
typedef struct
{
  int kind, state, account, rule, day, root_day, h, p;
  gint64 amount, raw, delta, cut, withheld;
  gboolean doubled, taken_back;
  XyId id; /* only to name it to the program */
} Line;

typedef struct
{
  XyId id;
  guint group;
  guint open; /* objections */
  gboolean split;
  GArray *lines; /* of guint */
} Household;

typedef struct
{
  XyId id;
  guint h;
  GArray *lines; /* of their own accounts */
} Person;

typedef struct
{
  FlowOffice flow;
  GRand *rand;
  XyId unit[GROUPS];
  XyId good[GOODS];
  Household household[ROOM];
  Person person[HOUSEHOLDS]; /* one grown-up child of each */
  guint n_households;
  GArray *lines;   /* of Line */
  GArray *fetched; /* of Fetched; points-year-exchange.h */
  GArray *bought;  /* of Bought */
  gint64 stock[GOODS];
  int today, closed, cleared;
  guint n_refused[REASONS], n_splits, n_redeemed, n_returned, n_upheld, n_rejected, n_undone, n_regained;
} Year;

static inline char *
day_text (int day)
{
  return g_strdup_printf ("%04d-%02d-%02d", day > 1300 ? 2027 : 2026, (day / 100 - 1) % 12 + 1, day % 100);
}

static inline Line *
line_at (Year *year, guint i)
{
  return &g_array_index (year->lines, Line, i);
}

static inline guint
pick (Year *year, guint n)
{
  return (guint) g_rand_int_range (year->rand, 0, (gint32) n);
}

static inline void
add_line (Year *year, const Line *line)
{
  guint at = year->lines->len;
  GArray *list = line->account == OF_HOUSEHOLD ? year->household[line->h].lines : year->person[line->p].lines;

  g_array_append_vals (year->lines, line, 1);
  g_array_append_val (list, at);
}

/* The model's arithmetic */

static inline gint64
spend_of (const Line *line)
{
  return line->delta - line->withheld;
}

static inline gboolean
same_span (int a, int b, int months)
{
  return (a / 100 - 1) / months == (b / 100 - 1) / months;
}

static inline gint64
tiers_of (const Rule *rule, gint64 amount)
{
  gint64 value = 0;

  for (guint i = 0; i < rule->n_tiers; i++)
    if (amount >= rule->tiers[i].from)
      value = rule->tiers[i].step > 0 ? rule->tiers[i].score * (amount / rule->tiers[i].step) : rule->tiers[i].score;
  return value;
}

static inline gint64
whole (const Rule *rule, gint64 points)
{
  return rule->round > 0 ? points / rule->round * rule->round : points;
}

static inline gint64
toward (gint64 points, gint64 most)
{
  most = MAX (most, 0);
  return CLAMP (points, -most, most);
}

static inline gint64
raw_of (const Rule *rule, gint64 score, gint64 amount)
{
  if (rule->tiers != NULL)
    return tiers_of (rule, amount);
  return whole (rule, rule->step > 0 ? score * (amount / rule->step) : score * amount / 100);
}

/* What LINE, of which raw is known, comes to beside what stands; AT is its own place, or that of the next line. */
static inline void
weigh_at (Year *year, Line *line, guint at)
{
  const Rule *rule = &rules[line->rule];
  GArray *list = rule->account == OF_HOUSEHOLD ? year->household[line->h].lines : year->person[line->p].lines;
  gint64 raw = line->raw, together = 0, gave = 0, used = 0, in_pool = 0;
  gboolean before = FALSE, booking = at < year->lines->len;

  for (guint i = 0; i < list->len; i++)
    {
      guint place = g_array_index (list, guint, i);
      const Line *one = line_at (year, place);
      if (place == at || one->kind != ENTRY || one->taken_back || one->state == DROPPED
          || one->account != rule->account)
        continue;
      const Rule *other = &rules[one->rule];
      if (one->rule == line->rule && rule->tiers_months > 0 && same_span (one->day, line->day, rule->tiers_months))
        {
          together += one->amount;
          gave += one->delta + one->cut;
        }
      if (one->rule == line->rule && rule->repeat_months > 0 && same_span (one->day, line->day, rule->repeat_months))
        before = before || place < at || one->state == COUNTS;
      if (one->rule == line->rule && rule->cap > 0 && same_span (one->day, line->day, rule->cap_months))
        used += ABS (one->delta);
      if (rule->pool > 0 && other->pool == rule->pool && one->day == line->day)
        in_pool += one->delta;
    }
  if (rule->tiers_months > 0)
    raw = MAX (tiers_of (rule, together + line->amount) - gave, 0);
  line->doubled = before && (line->doubled || !booking);
  if (line->doubled)
    raw *= 2;
  line->delta = rule->cap_act > 0 ? toward (raw, rule->cap_act) : raw;
  if (rule->pool > 0)
    line->delta = line->delta > 0 ? MAX (line->delta - in_pool, 0) : MIN (line->delta - in_pool, 0);
  if (rule->cap > 0)
    line->delta = toward (line->delta, rule->cap - used);
  line->cut = raw - line->delta;
  line->withheld = rule->honour ? line->delta : 0;
}

static inline void
weigh (Year *year, Line *line, gint64 score)
{
  line->raw = raw_of (&rules[line->rule], score, line->amount);
  weigh_at (year, line, year->lines->len);
}

/* What was cut, doubled or counted together with others is weighed anew when it is booked; its cut and doubling stay
 * where nothing else comes of it. */
static inline void
book (Year *year, guint at)
{
  Line *line = line_at (year, at), anew = *line;

  line->state = COUNTS;
  if (line->cut == 0 && !line->doubled && rules[line->rule].tiers_months == 0)
    return;
  weigh_at (year, &anew, at);
  if (anew.delta == line->delta)
    return;
  year->n_regained++;
  *line = anew;
  line->state = COUNTS;
}

typedef struct
{
  gint64 total, spend, plus, minus;
} Figures;

/* What LIST came to in ACCOUNT up to LAST; plus and minus from FIRST on, of CATEGORY if that is not less than 0. */
static inline Figures
add_up (Year *year, GArray *list, int account, int first, int last, int category)
{
  Figures sum = { 0 };

  for (guint i = 0; i < list->len; i++)
    {
      const Line *line = line_at (year, g_array_index (list, guint, i));
      if (line->state != COUNTS || line->account != account || line->day > last)
        continue;
      sum.total += line->delta;
      sum.spend += spend_of (line);
      if (line->day < first || (line->kind != ENTRY && line->kind != REVERSAL) || line->amount == 0
          || (category >= 0 && rules[line->rule].category != category))
        continue;
      *((line->delta > 0) == (line->kind == ENTRY) ? &sum.plus : &sum.minus) += line->delta;
    }
  return sum;
}

static inline Figures
all_of (Year *year, guint h)
{
  return add_up (year, year->household[h].lines, OF_HOUSEHOLD, 0, 9999, -1);
}

/* The program's side */

static inline gboolean
act (Year *year, guint user, XyActFunc func, gpointer data, GError **error)
{
  return flow_try (&year->flow, user, func, data, error);
}

static inline void
must (Year *year, guint user, XyActFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  act (year, user, func, data, &error);
  g_assert_no_error (error);
}

static inline void
go_to (Year *year, int day)
{
  g_autofree char *text = day_text (day);

  year->today = day;
  flow_go_to (&year->flow, text);
}

static inline gboolean
add_village (XyTxn *txn, gpointer data, GError **error)
{
  Year *year = data;

  for (guint i = 0; i < GROUPS; i++)
    {
      g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);
      g_autofree char *name = g_strdup_printf ("%u组", i + 11);
      xy_set_str (&unit->kind, "组");
      xy_set_str (&unit->name, name);
      unit->sort = i + 11;
      if (!xy_record_save (txn, unit, error))
        return FALSE;
      year->unit[i] = unit->record.id;
    }
  for (guint h = 0; h < HOUSEHOLDS; h++)
    {
      static const char *const relations[] = { "户主", "妻", "子" };
      g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
      household->unit = year->unit[h % GROUPS];
      xy_set_str (&household->state, "here");
      if (!xy_record_save (txn, household, error))
        return FALSE;
      year->household[h].id = household->record.id;
      year->household[h].group = h % GROUPS;
      for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
        {
          g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
          g_autofree char *name = g_strdup_printf ("%s%u", relations[i], h);
          person->household = household->record.id;
          xy_set_str (&person->name, name);
          xy_set_str (&person->relation, relations[i]);
          xy_set_str (&person->birthday, i == 2 ? "1995-03-01" : "1965-03-01");
          xy_set_str (&person->state, "here");
          if (!xy_record_save (txn, person, error))
            return FALSE;
          if (i == 2)
            year->person[h] = (Person){ .id = person->record.id, .h = h };
        }
    }
  year->n_households = HOUSEHOLDS;
  return TRUE;
}

static inline void
set_number (XyPointsRule *rule, const char *field, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  g_assert_true (xy_record_set_text (rule, xy_record_type_field (&xy_points_rule_type, field), text));
}

static const char *
span_name (int months)
{
  return months == 1 ? "month" : months == 3 ? "quarter" : months == 12 ? "year" : NULL;
}

static inline void
add_rule (Year *year, const Rule *wanted, gint64 score, const char *starts)
{
  g_autoptr (XyPointsRule) rule = rules_new (wanted->code, NULL);
  g_autofree char *pool = wanted->pool > 0 ? g_strdup_printf ("一事%d", wanted->pool) : NULL;

  xy_set_str (&rule->category, categories[wanted->category]);
  xy_set_str (&rule->account, accounts[wanted->account]);
  xy_set_str (&rule->starts, starts);
  xy_set_str (&rule->tiers, wanted->tiers == NULL        ? NULL
                            : wanted->tiers == donations ? "0\t10\t0.1\n100\t100\t1"
                                                         : "4\t\t1\n10\t\t2\n20\t\t5\n50\t\t10");
  xy_set_str (&rule->tiers_period, span_name (wanted->tiers_months));
  xy_set_str (&rule->repeat_period, span_name (wanted->repeat_months));
  xy_set_str (&rule->cap_period, span_name (wanted->cap_months));
  xy_set_str (&rule->pool, pool);
  set_number (rule, "score", score);
  set_number (rule, "score_max", wanted->most != 0 ? wanted->most : score);
  set_number (rule, "step", wanted->step);
  set_number (rule, "cap", wanted->cap);
  set_number (rule, "cap_act", wanted->cap_act);
  set_number (rule, "round", wanted->round);
  set_number (rule, "unspendable", wanted->honour);
  office_act (&year->flow.points.office, "Rule", rules_save, rule);
}
