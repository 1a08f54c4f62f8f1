/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sample-private.h"

#include <string.h>

#include "core/catalogue.h"
#include "core/points-record.h"

#define CATALOGUE "points-wendeng-household"
/* Entries of 1,000 households in a usual month. */
#define USUAL 850
/* The last days are recorded one by one, as an office does, so that Undo has something small to take back. */
#define LAST_DAYS 10

#define MONTHS_ALL 0xfff
#define MONTH(n) (1 << ((n) -1))

/* An occasion on which points are recorded. */
typedef struct
{
  const char *code;
  guint months;
  int weight;
  int least, most;               /* households at once */
  int amount_least, amount_most; /* in whole units; 0: one */
  gint64 score;                  /* of a range */
  gboolean one_group;            /* all from one group */
} Occasion;

static const Occasion occasions[] = {
  { "S01", MONTHS_ALL, 26, 8, 24, 0, 0, 0, TRUE },
  { "S02", MONTHS_ALL, 9, 5, 14, 0, 0, 0, TRUE },
  { "S03", MONTHS_ALL, 12, 10, 30, 0, 0, 0, TRUE },
  { "H05", MONTHS_ALL, 7, 2, 7, 0, 0, 0, TRUE },
  { "H01", MONTHS_ALL, 4, 1, 3, 0, 0, 0, FALSE },
  { "H02", MONTH (7) | MONTH (8) | MONTH (10), 4, 1, 5, 0, 0, 0, TRUE },
  { "H04", MONTH (9) | MONTH (10) | MONTH (11), 6, 1, 4, 0, 0, 0, FALSE },
  { "H07", MONTHS_ALL, 3, 1, 2, 0, 0, 0, FALSE },
  { "H09", MONTHS_ALL, 1, 1, 1, 0, 0, 0, FALSE },
  { "W01", MONTHS_ALL, 8, 2, 9, 0, 0, 0, FALSE },
  { "W02", MONTH (3) | MONTH (6) | MONTH (9) | MONTH (12), 10, 2, 8, 0, 0, 0, FALSE },
  { "W03", MONTH (6) | MONTH (12), 8, 1, 5, 0, 0, 0, FALSE },
  { "W07", MONTH (1) | MONTH (8), 6, 2, 8, 0, 0, 0, FALSE },
  { "W08", MONTH (5) | MONTH (10), 4, 1, 4, 0, 0, 0, FALSE },
  { "W09", MONTH (1) | MONTH (7), 8, 3, 10, 0, 0, 0, FALSE },
  { "W15", MONTH (1) | MONTH (2) | MONTH (10), 3, 1, 1, 0, 0, 0, FALSE },
  { "F01", MONTH (6) | MONTH (12), 3, 1, 2, 0, 0, 0, FALSE },
  { "F02", MONTH (4) | MONTH (7) | MONTH (10), 24, 2, 8, 1, 3, 0, FALSE },
  { "F03", MONTHS_ALL, 4, 1, 4, 10, 95, 0, FALSE },
  { "F04", MONTH (1) | MONTH (7) | MONTH (9), 6, 1, 3, 100, 1000, 0, FALSE },
  { "F05", MONTHS_ALL, 2, 1, 1, 0, 0, 0, FALSE },
  { "C01", MONTH (3) | MONTH (4) | MONTH (5) | MONTH (11), 16, 8, 20, 0, 0, 0, FALSE },
  { "C02", MONTHS_ALL, 3, 1, 2, 0, 0, 0, FALSE },
  { "A01", MONTH (6) | MONTH (7), 18, 5, 16, 0, 0, 0, TRUE },
  { "A03", MONTH (6) | MONTH (7), 6, 1, 4, 0, 0, 250, FALSE },
  { "A04", MONTH (2) | MONTH (3) | MONTH (4), 2, 1, 1, 0, 0, 0, FALSE },
  { "J01", MONTHS_ALL, 10, 3, 12, 0, 0, 0, TRUE },
  { "J02", MONTH (11) | MONTH (12), 1, 1, 1, 0, 0, 0, FALSE },
};

/* The village's own items, up to two points each, as the source allows. */
static const struct
{
  const char *code, *category, *name, *unit;
  gint64 score;
} own_rules[] = {
  { "S01", "环境整治", "义务清扫", "次", 100 },
  { "S02", "环境整治", "庭院评比达标", "次", 200 },
  { "S03", "文明乡风", "参加屋场会", "次", 100 },
};

static const char *const reasons[] = { "记错了户", "重复登记", "日期有误，另行登记", "经核实不是本户",
                                       "标准用错，另行登记" };

/* The busy times are after the spring festival, the floods and the harvest. */
static const int seasons[12] = { 90, 60, 115, 110, 100, 120, 125, 95, 95, 120, 100, 110 };

static gint64
month_target (XySample *sample, int month_of_year)
{
  gint64 usual = sample->options.entries > 0 ? sample->options.entries / sample->months
                                             : (gint64) sample->options.households * USUAL / 1000;

  return usual * seasons[month_of_year - 1] / 103;
}

static const Occasion *
choose_occasion (XySample *sample, int month_of_year)
{
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (occasions); i++)
    sum += (occasions[i].months & MONTH (month_of_year)) != 0 ? occasions[i].weight : 0;
  int at = xy_dice_below (&sample->dice, sum);
  for (guint i = 0;; i++)
    if ((occasions[i].months & MONTH (month_of_year)) != 0 && (at -= occasions[i].weight) < 0)
      return &occasions[i];
}

/* N different households; who does much comes often, and seldom where points are taken. */
static GArray *
choose_households (XySample *sample, const Occasion *occasion, int n)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  int all = (int) sample->households->len, groups = (int) sample->options.groups;
  int group = xy_dice_below (&sample->dice, groups);
  int from = occasion->one_group ? (group * all + groups - 1) / groups : 0;
  int to = occasion->one_group ? ((group + 1) * all + groups - 1) / groups : all;
  gboolean deduction = strchr ("H", occasion->code[0]) != NULL || g_str_equal (occasion->code, "A04")
                       || g_str_equal (occasion->code, "W15");

  for (int tries = 0; tries < n * 8 && (int) chosen->len < n && from < to; tries++)
    {
      int at = xy_dice_between (&sample->dice, from, to - 1);
      const XySampleHousehold *household = &g_array_index (sample->households, XySampleHousehold, at);
      int wanted = deduction ? 11 - household->diligence : household->diligence;

      if (xy_dice_below (&sample->dice, 10) < wanted && g_hash_table_add (seen, GINT_TO_POINTER (at)))
        g_array_append_val (chosen, household->id);
    }
  return g_steal_pointer (&chosen);
}

typedef struct
{
  XyPointsDraft draft;
  char day[XY_DAY_SIZE];
  GArray *households;
} Drawn;

static void
drawn_clear (Drawn *drawn)
{
  g_clear_pointer (&drawn->households, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawn, drawn_clear)

/* Draws what is recorded on one occasion between FIRST and LAST. */
static void
draw (XySample *sample, const char *first, const char *last, Drawn *drawn)
{
  XyDice *dice = &sample->dice;
  const Occasion *occasion = choose_occasion (sample, (int) g_ascii_strtoll (first + 5, NULL, 10));

  drawn->households = choose_households (sample, occasion, xy_dice_between (dice, occasion->least, occasion->most));
  xy_day_add (first, xy_dice_between (dice, 0, xy_day_between (first, last)), drawn->day);
  drawn->draft = (XyPointsDraft){ .rule = *(XyId *) g_hash_table_lookup (sample->rules, occasion->code),
                                  .day = drawn->day,
                                  .score = occasion->score,
                                  .households = (const XyId *) (void *) drawn->households->data,
                                  .n_households = drawn->households->len };
  if (occasion->amount_most > 0)
    drawn->draft.amount = 100 * xy_dice_between (dice, occasion->amount_least, occasion->amount_most);
}

static gboolean
record_one (XyTxn *txn, XySample *sample, const char *first, const char *last, GError **error)
{
  g_auto (Drawn) drawn = { 0 };
  g_autoptr (GArray) lines = NULL;

  draw (sample, first, last, &drawn);
  if (drawn.draft.n_households == 0)
    return TRUE;
  if (!xy_points_record (txn, &drawn.draft, &lines, error))
    return FALSE;
  sample->n_entries += lines->len;
  for (guint i = 0; i < lines->len; i++)
    if (xy_dice_below (&sample->dice, 1000) < 6)
      g_array_append_val (sample->doubtful, g_array_index (lines, XyPointsLine, i).entry);
  return TRUE;
}

static gboolean
correct (XyTxn *txn, XySample *sample, const char *day, GError **error)
{
  for (guint i = 0; i < sample->doubtful->len; i++)
    {
      const char *reason = reasons[xy_dice_below (&sample->dice, G_N_ELEMENTS (reasons))];

      if (!xy_points_reverse (txn, &g_array_index (sample->doubtful, XyId, i), reason, day, NULL, error))
        return FALSE;
      sample->n_entries++;
    }
  g_array_set_size (sample->doubtful, 0);
  return TRUE;
}

gboolean
xy_sample_adopt_rules (XyTxn *txn, gpointer data, GError **error)
{
  XySample *sample = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyCatalogue) catalogue = xy_catalogue_get (store, CATALOGUE, error);

  if (catalogue == NULL || !xy_catalogue_adopt (txn, catalogue, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (own_rules); i++)
    {
      g_autoptr (XyPointsRule) rule = xy_record_new (&xy_points_rule_type);
      xy_set_str (&rule->code, own_rules[i].code);
      xy_set_str (&rule->category, own_rules[i].category);
      xy_set_str (&rule->name, own_rules[i].name);
      xy_set_str (&rule->unit, own_rules[i].unit);
      xy_set_str (&rule->basis, "村民代表会议通过");
      rule->score = rule->score_max = own_rules[i].score;
      if (!xy_points_rule_save (txn, rule, NULL, error))
        return FALSE;
    }

  g_autoptr (GPtrArray) rules = xy_points_rule_list (store, NULL, error);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const XyPointsRule *rule = rules->pdata[i];
      g_hash_table_insert (sample->rules, g_strdup (rule->code), xy_id_copy (&rule->record.id));
    }
  return rules != NULL;
}

gboolean
xy_sample_record_month (XyTxn *txn, XySample *sample, int month, GError **error)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];
  gint64 before = sample->n_entries;

  xy_sample_month (sample, month, first, last);
  gint64 target = month_target (sample, (int) g_ascii_strtoll (first + 5, NULL, 10));
  if (month == sample->months)
    {
      /* The month that runs, up to the last days. */
      int days = xy_day_between (first, sample->today) + 1 - LAST_DAYS;
      if (days <= 0)
        return correct (txn, sample, first, error);
      xy_day_add (first, days - 1, last);
      target = target * days / 30;
    }
  if (!correct (txn, sample, first, error))
    return FALSE;
  for (int tries = 0; sample->n_entries - before < target && tries < 10 * target; tries++)
    if (!record_one (txn, sample, first, last, error))
      return FALSE;
  return TRUE;
}

gboolean
xy_sample_record_days (XySample *sample, XyStore *store, const XyActor *actor, GError **error)
{
  for (int i = LAST_DAYS - 1; i >= 0; i--)
    {
      g_auto (Drawn) drawn = { 0 };
      char day[XY_DAY_SIZE];

      xy_day_add (sample->today, -i, day);
      draw (sample, day, day, &drawn);
      if (drawn.draft.n_households > 0 && !xy_store_act (store, actor, "", xy_points_record_act, &drawn.draft, error))
        return FALSE;
    }
  return TRUE;
}
