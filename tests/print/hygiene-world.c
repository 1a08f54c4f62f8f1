/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hygiene-world.h"

#include "core/household.h"
#include "core/hygiene-checklist.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-naming.h"
#include "core/hygiene-place.h"
#include "core/hygiene-score.h"
#include "core/hygiene-slip.h"

#define DAY "2026-11-18"
#define CLOSED "2026-11-19"
#define ISSUED "2026-11-20"
#define N_JUDGES 4

static const char household_items[] = "门前屋后无垃圾\t1500\t有一处扣3分，扣完为止\t0\t1\n"
                                      "庭院柴草农具堆放整齐\t1500\t乱堆一处扣3分\t0\t1\n"
                                      "垃圾分类投放\t1500\t没有分类扣5分，乱倒不得分\t0\t1\n"
                                      "厕所干净无直排\t1500\t直排不得分\t0\t1\n"
                                      "禽畜圈养\t1000\t散养不得分\t0\t1\n"
                                      "排水沟畅通无污水\t1000\t堵塞扣5分\t0\t1\n"
                                      "厨房整洁\t1000\t\t1\t0\n"
                                      "无乱搭乱建乱贴\t1000\t一处扣2分\t0\t1\n"
                                      "绿化菜园整齐\t500\t荒芜扣3分\t0\t1\n"
                                      "房前公路保洁\t500\t\t0\t1";
static const char place_items[] = "路面无垃圾\t4000\t\t0\t1\n路肩无杂草\t3000\t\t0\t1\n设施完好\t3000\t\t0\t1";

static const struct
{
  const char *name, *kind, *keeper;
} places[] = {
  { "老供销社门前公路", "道路", "曾小平" },
  { "上塘院子门前水渠及其两岸护坡", "沟渠", "保洁员覃建国" },
  { "村部篮球场", "广场", NULL },
};

static const char *const problems[] = {
  "门前堆放柴草、废旧塑料",
  "排水沟堵塞，污水外流到公路；鸡鸭散养，房前屋后有粪便；垃圾没有分类，袋装垃圾丢在路边。联系人电话19900001234",
  "庭院农具乱放",
};

static const char *const brights[] = { "庭院花草整齐", NULL, "垃圾分类做得细，带动邻居三户", "柴草堆放有序" };

static gboolean
add_checklist (XyTxn *txn, const char *target, const char *items, XyId *id, GError **error)
{
  g_autoptr (XyHygieneChecklist) checklist = xy_record_new (&xy_hygiene_checklist_type);
  g_autofree char *code = g_strconcat ("world-", target, NULL);

  xy_set_str (&checklist->code, code);
  xy_set_str (&checklist->name, "看样评比表");
  xy_set_str (&checklist->target, target);
  xy_set_str (&checklist->items, items);
  if (!xy_hygiene_checklist_save_act (txn, checklist, error))
    return FALSE;
  *id = checklist->record.id;
  return TRUE;
}

static gboolean
add_round (XyTxn *txn, const char *target, const char *items, XyId *id, GError **error)
{
  XyHygieneSeat seats[N_JUDGES] = { { "谢满生", XY_ID_NONE, "村妇联主席" },
                                    { "阿卜杜热合曼·麦麦提", XY_ID_NONE, NULL },
                                    { "刘桂英", XY_ID_NONE, "党员代表" },
                                    { "赵镇长", XY_ID_NONE, "镇驻村干部" } };
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_propose (store, "special", target, DAY, error);
  /* One judge lives here, and steps aside for himself. */
  g_autofree char *own =
      xy_db_text (xy_store_get_db (store),
                  "SELECT head_name FROM household WHERE del = 0 AND state = 'here' ORDER BY sort LIMIT 1 OFFSET 2",
                  XY_BIND_NONE, NULL);

  if (round == NULL || !add_checklist (txn, target, items, &round->checklist, error))
    return FALSE;
  if (own != NULL)
    seats[0].name = own;
  xy_set_str (&round->mode, "items");
  xy_set_str (&round->red_by, "share");
  round->red_value = 20;
  xy_set_str (&round->low_by, "score");
  round->low_value = 6000;
  xy_set_str (&round->note, HYGIENE_WORLD_NOTE);
  XyHygieneMaking making = { .round = round, .seats = seats, .n_seats = N_JUDGES };
  if (!xy_hygiene_make_act (txn, &making, error))
    return FALSE;
  *id = making.made;
  return TRUE;
}

static gboolean
add_places (XyTxn *txn, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (XyHygienePlace) place = xy_record_new (&xy_hygiene_place_type);

      xy_set_str (&place->name, places[i].name);
      xy_set_str (&place->kind, places[i].kind);
      xy_set_str (&place->keeper, places[i].keeper);
      place->sort = i;
      if (!xy_record_save (txn, place, error))
        return FALSE;
    }
  return TRUE;
}

/* The sheet of one judge for row I, whose yard is as tidy as its number makes it. */
static gboolean
judge (XyTxn *txn, const XyHygieneGrid *grid, guint i, guint j, GRand *dice, GError **error)
{
  const XyHygieneGridRow *row = grid->rows->pdata[i];
  gint64 scores[XY_HYGIENE_ITEMS_MOST];
  int tidy = i % 13 == 3 || (xy_id_is_none (&row->household) && i == 1) ? 45
             : i % 10 == 0                                              ? 97
                                                                        : 70 + (int) (i * 7 % 25);
  XyHygieneScoring scoring = {
    .result = row->result,
    .judge = ((const XyHygieneJudge *) grid->judges->pdata[j])->record.id,
    .scores = scores,
    .n_scores = grid->items->len,
    .bright = tidy > 90 ? brights[i / 10 % G_N_ELEMENTS (brights)] : NULL,
    .problem = tidy < 60 ? problems[i / 13 % G_N_ELEMENTS (problems)] : NULL,
  };

  for (guint s = 0; s < grid->items->len; s++)
    {
      gint64 most = g_array_index (grid->items, XyHygieneItem, s).most / 50;
      scores[s] = CLAMP (most * (tidy + g_rand_int_range (dice, -4, 5)) / 100, 0, most) * 50;
    }
  return xy_hygiene_score_act (txn, &scoring, error);
}

/* All sheets, and the lists. */
static gboolean
hold (XyTxn *txn, const XyId *round, GError **error)
{
  g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (xy_txn_get_store (txn), round, error);
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);
  XyHygieneClosing closing = { .round = *round, .day = CLOSED, .missing = "一户当天锁门" };
  gboolean done = grid != NULL;

  for (guint i = 0; done && i < grid->rows->len; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i];
      for (guint j = 0; done && j < grid->judges->len; j++)
        if (g_str_equal (row->state, "in") && row->cells[j].aside == NULL && !(i == 5 && grid->rows->len > 9))
          done = judge (txn, grid, i, j, dice, error);
    }
  return done && xy_hygiene_close_act (txn, &closing, error);
}

/* Slips for most that are offered one; the first was signed for, looked at twice and closed. */
static gboolean
issue_slips (XyTxn *txn, const XyId *round, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) offers = xy_hygiene_slip_offers (store, round, error);
  g_autofree XyHygieneSlipOne *ones = NULL;
  g_autofree XyId *made = NULL;
  guint n = 0, helped = 0;

  if (offers == NULL || offers->len == 0)
    return offers != NULL;
  ones = g_new0 (XyHygieneSlipOne, offers->len);
  made = g_new0 (XyId, offers->len);
  for (guint i = 0; i < offers->len; i++)
    {
      const XyHygieneSlipOffer *offer = offers->pdata[i];
      if (offer->help ? helped++ >= 2 : i % 5 == 4)
        continue;
      ones[n] = (XyHygieneSlipOne){ .result = offer->result,
                                    .problem = offer->problem != NULL ? NULL : "屋后杂草没有清理",
                                    .helper = offer->help || n % 2 == 0 ? "组长谢满生" : NULL,
                                    .help = offer->help };
      n++;
    }
  XyHygieneIssuing issuing = { .ones = ones, .n = n, .day = ISSUED, .made = made };
  XyHygieneReceipt receipt = { .slips = made, .n = 1, .day = ISSUED };
  XyHygieneRechecking later = { .slips = made,
                                .n = 1,
                                .kind = XY_HYGIENE_EXTEND,
                                .day = "2026-11-21",
                                .until = "2026-12-04",
                                .by = "覃建国",
                                .note = "下雨，晾晒后再清" };
  XyHygieneRechecking good = { .slips = made, .n = 1, .kind = XY_HYGIENE_PASS, .close = TRUE, .day = "2026-11-22" };
  return xy_hygiene_issue_act (txn, &issuing, error)
         && (n < 2
             || (xy_hygiene_receive_act (txn, &receipt, error) && xy_hygiene_recheck_act (txn, &later, error)
                 && xy_hygiene_recheck_act (txn, &good, error)));
}

/* Of those on the lists: plates for two, one who may be named, one whose list was wrong. */
static gboolean
decide (XyTxn *txn, const XyId *round, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) outcomes = xy_hygiene_outcomes (store, round, error);
  XyId plated[2];
  guint n_red = 0, n_low = 0;

  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    {
      const XyHygieneOutcome *outcome = outcomes->pdata[i];
      gboolean low = g_strcmp0 (outcome->list, "low") == 0;

      if (g_strcmp0 (outcome->list, "red") == 0 && n_red < 2)
        plated[n_red++] = outcome->result;
      /* A village of one household has one on a list at most, and public areas are named anyway. */
      gboolean few = outcomes->len < 3 || !xy_id_is_none (&outcome->place);
      if (!low && !few)
        continue;
      n_low++;
      if (n_low == 2 && low && !xy_id_is_none (&outcome->household))
        {
          g_autoptr (XyHygieneNaming) naming = xy_record_new (&xy_hygiene_naming_type);
          naming->household = outcome->household;
          xy_set_str (&naming->basis, "本人签字同意书");
          xy_set_str (&naming->day, DAY);
          if (!xy_hygiene_naming_save_act (txn, naming, error))
            return FALSE;
        }
      else if (n_low == (few ? 1 : 3))
        {
          /* As if its board had hung; a board cannot hang in here. */
          g_autoptr (XyHygieneCorrection) correction = xy_record_new (&xy_hygiene_correction_type);
          g_autofree char *reason = g_strdup_printf ("%s打分表抄错一栏，重新核对后不在名单", outcome->name);
          correction->result = outcome->result;
          correction->at = xy_txn_get_now (txn);
          xy_set_str (&correction->day, ISSUED);
          xy_set_str (&correction->was, low ? "low" : "red");
          xy_set_str (&correction->reason, reason);
          xy_set_str (&correction->recorder, "曾小平");
          if (!xy_record_save (txn, correction, error))
            return FALSE;
        }
    }
  XyHygienePlating plating = { .results = plated, .n = n_red, .plate = "最美庭院" };
  return outcomes != NULL && (n_red == 0 || xy_hygiene_plate_act (txn, &plating, error));
}

gboolean
hygiene_world_make (XyTxn *txn, gpointer data, GError **error)
{
  XyId yards, areas;

  return add_round (txn, "household", household_items, &yards, error) && add_places (txn, error)
         && add_round (txn, "place", place_items, &areas, error) && hold (txn, &yards, error)
         && hold (txn, &areas, error) && decide (txn, &yards, error) && decide (txn, &areas, error)
         && issue_slips (txn, &yards, error) && issue_slips (txn, &areas, error);
}
