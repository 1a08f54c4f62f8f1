/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sample village's hygiene: a year of rounds, by the month in a small village and by the quarter in a large one,
 * the last of them half typed. What follows from a round is in sample-slips.c.
 */
#include "core/sample-hygiene.h"

#include <string.h>

#include "core/hygiene-checklist.h"
#include "core/hygiene-place.h"
#include "core/hygiene-score.h"
#include "core/household.h"
#include "core/setting.h"

#define MONTHS 12
/* So many households are judged in an afternoon or two; more of them by the quarter. */
#define MONTHLY_MOST 150
/* In a village larger than any the rounds go through its first groups, as many as hold so many households. */
#define JUDGED_MOST 1500
/* Fewer have nobody to judge them. */
#define LEAST_HOUSEHOLDS 12
#define N_ITEMS 8
#define N_JUDGES 4
#define MOST (100 * 100)

static const struct
{
  const char *name, *guidance;
  int most;   /* points */
  int harder; /* percent that one has less of here than elsewhere */
  const char *bright, *problem;
} items[N_ITEMS] = {
  { "门前屋后无垃圾", "看得见的垃圾每处扣2分", 20, 1, "门前屋后一尘不染", "屋后有成片垃圾" },
  { "庭院物品堆放整齐", "柴草、农具、建材各归其位", 15, 4, "柴草农具堆放整齐", "柴草农具乱堆，占了过道" },
  { "垃圾分类投放", "干湿分开，投到分类桶", 15, 9, "垃圾分类做得好", "垃圾没有分类，混投路边" },
  { "厕所干净无直排", "只看屋外：无粪水直排", 15, 2, "旱厕改造后清爽无味", "厕所污水直排水沟" },
  { "禽畜圈养", "鸡鸭不散放，圈舍常清扫", 10, 3, "禽畜全部圈养", "鸡鸭散放，粪便未清" },
  { "排水沟畅通无污水", "自家门前一段", 10, 7, "门前水沟清掏及时", "水沟堵塞，污水外溢" },
  { "无乱搭乱建乱贴", "无彩钢棚、无小广告", 5, 0, "拆了旧棚，门前敞亮", "搭了塑料棚，堵住巷口" },
  { "绿化菜园整齐", "菜园有围栏，花木有人管", 10, 2, "小菜园、小花园好看", "菜园荒着，杂草过膝" },
};

/* What a household has of each hundred, by how diligent it is. */
static const int usual[11] = { 0, 60, 70, 78, 80, 84, 87, 90, 92, 95, 98 };

static const struct
{
  const char *name, *kind, *keeper;
} places[] = {
  { "村口至小学公路", "道路", "保洁员曾桂香" },   { "塘坳排水沟", "沟渠", "3组组长" },
  { "村口牌坊和停车坪", "村口", "保洁员刘满生" }, { "村部文化广场", "广场", "保洁员曾桂香" },
  { "河堤步道", "河道", "河长李建国" },           { "垃圾中转点", "设施", "保洁员刘满生" },
};

static gboolean
adopt (XyTxn *txn, gpointer data, GError **error)
{
  XySampleRounds *self = data;
  g_autoptr (XyHygieneChecklist) checklist = xy_record_new (&xy_hygiene_checklist_type);
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (XyHygieneItem));

  for (guint i = 0; i < N_ITEMS; i++)
    {
      XyHygieneItem item = { (char *) items[i].name, items[i].most * 100, (char *) items[i].guidance, FALSE, TRUE };
      g_array_append_val (list, item);
    }
  xy_set_str (&checklist->name, "石板溪村农户人居环境评比表");
  xy_set_str (&checklist->target, "household");
  checklist->items = xy_hygiene_items_write (list);
  xy_set_str (&checklist->source, "村民代表会议通过");
  if (!xy_setting_set (txn, XY_SETTING_HYGIENE_SPAN, self->monthly ? "month" : "quarter", error)
      || !xy_hygiene_checklist_save_act (txn, checklist, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (XyHygienePlace) place = xy_record_new (&xy_hygiene_place_type);
      xy_set_str (&place->name, places[i].name);
      xy_set_str (&place->kind, places[i].kind);
      xy_set_str (&place->keeper, places[i].keeper);
      place->sort = i + 1;
      if (!xy_record_save (txn, place, error))
        return FALSE;
    }
  xy_txn_set_title (txn, "采用人居环境评比表");
  return TRUE;
}

#define FROM_TOWNSHIP "周立新"

/* A round takes nobody twice, and namesakes are common. */
static gboolean
is_seated (const XyHygieneSeat *seats, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (seats[i].name, name))
      return TRUE;
  return g_str_equal (name, FROM_TOWNSHIP);
}

/* Three heads of households all over the village, and one from the township. */
static gboolean
choose_judges (XySampleRounds *self, XyHygieneSeat seats[N_JUDGES], GError **error)
{
  static const char *const posts[N_JUDGES] = { "村妇联主席", "党员代表", "村民代表", "镇驻村干部" };
  guint all = self->sample->households->len;

  for (guint i = 0; i < N_JUDGES; i++)
    {
      seats[i].post = g_strdup (posts[i]);
      if (i == N_JUDGES - 1)
        {
          seats[i].name = g_strdup (FROM_TOWNSHIP);
          continue;
        }
      for (guint at = i * all / N_JUDGES, seen = 0; seats[i].name == NULL; at = (at + 1) % all, seen++)
        {
          const XySampleHousehold *household = &g_array_index (self->sample->households, XySampleHousehold, at);
          g_autoptr (GPtrArray) members = xy_household_list_members (self->store, &household->id, TRUE, error);
          if (members == NULL)
            return FALSE;
          if (members->len == 0 || (seen < all && is_seated (seats, i, ((XyPerson *) members->pdata[0])->name)))
            continue;
          seats[i].name = g_strdup (((XyPerson *) members->pdata[0])->name);
          seats[i].person = ((XyRecord *) members->pdata[0])->id;
        }
    }
  return TRUE;
}

/* The groups that the rounds go through; NULL: all. (transfer full) */
static char *
choose_groups (const XySample *sample)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  guint all = sample->households->len;

  if (all <= JUDGED_MOST)
    return NULL;
  for (guint g = 0; g < MAX (1, sample->options.groups * JUDGED_MOST / all); g++)
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&sample->units[g], text);
      g_string_append_printf (rows, "%s%s", g > 0 ? "\n" : "", text);
    }
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static gboolean
make (XySampleRounds *self, const char *target, const char *day, XyId *made, GError **error)
{
  XyHygieneSeat seats[N_JUDGES] = { { 0 } };
  gboolean households = g_str_equal (target, "household");
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_propose (self->store, NULL, target, day, error);

  if (round == NULL)
    return FALSE;
  if (households)
    {
      g_autofree char *groups = choose_groups (self->sample);
      xy_set_str (&round->units, groups);
      round->red_value = 10;
      /* In a small village help reaches further. */
      round->low_value = self->monthly ? 6600 : 6000;
    }
  else
    {
      xy_set_str (&round->mode, "score");
      round->checklist = XY_ID_NONE;
    }
  gboolean ok = choose_judges (self, seats, error);
  /* Every fourth time the township comes along; to the public areas it goes alone. */
  guint first = households ? 0 : N_JUDGES - 1, last = !households || self->month % 4 == 0 ? N_JUDGES : N_JUDGES - 1;
  XyHygieneMaking making = { .round = round, .seats = seats + first, .n_seats = last - first };
  ok = ok && xy_store_act (self->store, self->actor, "", xy_hygiene_make_act, &making, error);
  *made = making.made;
  for (guint i = 0; i < N_JUDGES; i++)
    xy_hygiene_seat_clear (&seats[i]);
  return ok;
}

/* The households by their ids, for how diligent they are. */
static const XySampleHousehold *
find_household (XySampleRounds *self, const XyId *id, guint *at)
{
  if (self->at == NULL)
    {
      self->at = g_hash_table_new (xy_id_hash, xy_id_equal);
      for (guint i = 0; i < self->sample->households->len; i++)
        g_hash_table_insert (self->at, &g_array_index (self->sample->households, XySampleHousehold, i).id,
                             GUINT_TO_POINTER (i));
    }
  *at = GPOINTER_TO_UINT (g_hash_table_lookup (self->at, id));
  return &g_array_index (self->sample->households, XySampleHousehold, *at);
}

/* What the household has of each hundred this time: some become better year by year, a few let go. */
static int
draw_quality (XySampleRounds *self, const XyId *id)
{
  guint at;
  const XySampleHousehold *household = find_household (self, id, &at);
  guint nature = at * 7919 % 10;
  int rounds = self->monthly ? self->month : self->month / 2,
      past = rounds - (self->monthly ? MONTHS : MONTHS / 2) * (int) self->sample->options.years;
  int quality = usual[household->diligence];

  if (household->diligence == 1 && nature >= 5)
    quality += 8;
  if (nature < 3 && quality < 92)
    quality += MAX (0, 10 + past);
  else if (nature == 3)
    quality -= MAX (0, 8 + past);
  int luck = xy_dice_below (&self->dice, 7);
  return quality + luck - 3;
}

typedef struct
{
  gint64 scores[N_ITEMS];
  gint64 sum;
} Sheet;

/* One judge is strict, one is kind; all give half points. */
static void
draw_sheet (XySampleRounds *self, int quality, guint judge, Sheet *sheet)
{
  static const int kindness[N_JUDGES] = { 0, -2, 2, -1 };

  sheet->sum = 0;
  for (guint i = 0; i < N_ITEMS; i++)
    {
      int luck = xy_dice_below (&self->dice, 13);
      int percent = CLAMP (quality + kindness[judge] - items[i].harder + luck - 6, 20, 100);
      sheet->scores[i] = (items[i].most * percent + 25) / 50 * 50;
      sheet->sum += sheet->scores[i];
    }
}

/* The item that was given most of, or least; of equal ones any. */
static guint
find_item (XySampleRounds *self, const Sheet *sheet, gboolean best)
{
  guint start = (guint) xy_dice_below (&self->dice, N_ITEMS), found = start;

  for (guint k = 1; k < N_ITEMS; k++)
    {
      guint i = (start + k) % N_ITEMS;
      gint64 share = sheet->scores[i] * items[found].most, other = sheet->scores[found] * items[i].most;
      if (best ? share > other : share < other)
        found = i;
    }
  return found;
}

static gboolean
set_absent (XySampleRounds *self, const XyHygieneGrid *grid, GError **error)
{
  g_autoptr (GArray) absent = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (guint i = 0; i < grid->rows->len; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i];
      gboolean away = xy_dice_below (&self->dice, 100) < 1;
      if (away && g_str_equal (row->state, "in"))
        g_array_append_val (absent, row->result);
    }
  XyHygieneStating stating = { .results = (const XyId *) (gpointer) absent->data, .n = absent->len, .state = "absent" };
  return absent->len == 0 || xy_store_act (self->store, self->actor, "", xy_hygiene_state_act, &stating, error);
}

/* The sheets of one judge, in one act, as somebody types a bundle of paper; of the first UNTIL households. */
static gboolean
type_sheets (XySampleRounds *self,
             const XyHygieneGrid *grid,
             const int *qualities,
             guint judge,
             guint until,
             GError **error)
{
  g_autoptr (GArray) ones = g_array_new (FALSE, TRUE, sizeof (XyHygieneScoring));
  g_autofree Sheet *sheets = g_new0 (Sheet, grid->rows->len);
  const XyHygieneJudge *who = grid->judges->pdata[judge];

  for (guint i = 0; i < until; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i];
      XyHygieneScoring one = { .result = row->result, .judge = who->record.id };
      draw_sheet (self, qualities[i], judge, &sheets[i]);
      if (!g_str_equal (row->state, "in") || row->cells[judge].aside != NULL)
        continue;
      if (grid->items->len > 0)
        {
          one.scores = sheets[i].scores;
          one.n_scores = N_ITEMS;
        }
      else
        one.sum = sheets[i].sum;
      if (judge == 0 && sheets[i].sum >= 9500)
        one.bright = items[find_item (self, &sheets[i], TRUE)].bright;
      else if (judge == 0 && sheets[i].sum < 7000)
        one.problem = items[find_item (self, &sheets[i], FALSE)].problem;
      g_array_append_val (ones, one);
    }
  XyHygieneScorings scorings = { .ones = (XyHygieneScoring *) (gpointer) ones->data, .n = ones->len };
  return ones->len == 0 || xy_store_act (self->store, self->actor, "", xy_hygiene_scores_act, &scorings, error);
}

/* HALF: the first judge's sheets are typed, and some of the second's. */
static gboolean
judge (XySampleRounds *self, const XyId *round, gboolean half, GError **error)
{
  g_autoptr (XyHygieneGrid) first = xy_hygiene_grid (self->store, round, error);

  if (first == NULL || !set_absent (self, first, error))
    return FALSE;
  g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (self->store, round, error);
  if (grid == NULL)
    return FALSE;
  g_autofree int *qualities = g_new0 (int, grid->rows->len);
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i];
      qualities[i] = xy_id_is_none (&row->household) ? xy_dice_between (&self->dice, 75, 99)
                                                     : draw_quality (self, &row->household);
    }
  for (guint i = 0; i < grid->judges->len; i++)
    if ((!half || i < 2)
        && !type_sheets (self, grid, qualities, i, half && i == 1 ? grid->rows->len * 2 / 5 : grid->rows->len, error))
      return FALSE;
  return TRUE;
}

/* The round of the month, on a day that leaves time for all that follows. */
static gboolean
hold (XySampleRounds *self, int ago, GError **error)
{
  char day[XY_DAY_SIZE];
  XyId round;

  int days = xy_dice_between (&self->dice, 9, 14);
  xy_day_add (self->first, days, day);
  if (ago == 0)
    {
      xy_day_add (self->last, -1, day);
      if (strcmp (day, self->first) < 0)
        g_strlcpy (day, self->last, sizeof day);
      return make (self, "household", day, &round, error) && judge (self, &round, TRUE, error);
    }
  return make (self, "household", day, &round, error) && judge (self, &round, FALSE, error)
         && xy_sample_close_round (self, &round, day, error);
}

/* Once a year the public areas are looked at. */
static gboolean
hold_places (XySampleRounds *self, GError **error)
{
  char day[XY_DAY_SIZE];
  XyId round;

  xy_day_add (self->first, 4, day);
  return make (self, "place", day, &round, error) && judge (self, &round, FALSE, error)
         && xy_sample_close_round (self, &round, day, error);
}

gboolean
xy_sample_judges_monthly (const XySample *sample)
{
  return sample->options.households <= MONTHLY_MOST;
}

gboolean
xy_sample_hygiene (XySample *sample, XyStore *store, const XyActor *actor, int month, GError **error)
{
  XySampleRounds self = { .sample = sample, .store = store, .actor = actor, .month = month };
  int ago = sample->months - month, of_year;
  gboolean ok = TRUE;

  if (ago >= MONTHS || sample->households->len < LEAST_HOUSEHOLDS)
    return TRUE;
  self.dice.state = sample->options.seed * 4111 + (guint64) month;
  self.monthly = xy_sample_judges_monthly (sample);
  xy_sample_month (sample, month, self.first, self.last);
  of_year = (int) g_ascii_strtoll (self.first + 5, NULL, 10);
  self.is_last = self.monthly ? ago == 1 : of_year % 3 == 0 && ago > 0 && ago <= 3;
  if (ago == MONTHS - 1)
    ok = xy_store_act (store, actor, "", adopt, &self, error) && xy_sample_keep_effects (&self, error);
  if (ok && ago == 1)
    ok = hold_places (&self, error);
  /* By the quarter: in its last month, and the one that runs. */
  if (ok && (self.monthly || of_year % 3 == 0 || ago == 0))
    ok = hold (&self, ago, error);
  if (ok && ago == 0)
    ok = xy_sample_follow_up (&self, error);
  g_clear_pointer (&self.at, g_hash_table_unref);
  return ok;
}
