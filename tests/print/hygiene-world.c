/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hygiene-world.h"

#include "core/household.h"
#include "core/hygiene-checklist.h"
#include "core/hygiene-place.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"

#define DAY "2026-11-18"
#define CLOSED "2026-11-19"
#define ISSUED "2026-11-20"

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
  const char *name, *post;
} judges[] = { { "谢满生", "村妇联主席" }, { "阿卜杜热合曼·麦麦提", NULL }, { "刘桂英", "党员代表" } };

static const struct
{
  const char *name, *kind, *keeper;
} places[] = {
  { "村口至小学公路", "道路", "曾小平" },
  { "丁家院子门前水渠及其两岸护坡", "沟渠", "保洁员覃建国" },
  { "村部文化广场", "广场", NULL },
};

static const char *const problems[] = {
  "门前堆放柴草、废旧塑料",
  "排水沟堵塞，污水外流到公路；鸡鸭散养，房前屋后有粪便；垃圾没有分类，袋装垃圾丢在路边。联系人电话19900001234",
  "庭院农具乱放",
};

static gboolean
add_checklist (XyTxn *txn, const char *target, const char *items, XyId *id, GError **error)
{
  g_autoptr (XyHygieneChecklist) checklist = xy_record_new (&xy_hygiene_checklist_type);

  xy_set_str (&checklist->code, target);
  checklist->version = 1;
  xy_set_str (&checklist->name, "看样评比表");
  xy_set_str (&checklist->target, target);
  xy_set_str (&checklist->items, items);
  if (!xy_record_save (txn, checklist, error))
    return FALSE;
  *id = checklist->record.id;
  return TRUE;
}

static gboolean
add_judges (XyTxn *txn, const XyId *round, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    {
      g_autoptr (XyHygieneJudge) judge = xy_record_new (&xy_hygiene_judge_type);
      judge->round = *round;
      xy_set_str (&judge->name, judges[i].name);
      xy_set_str (&judge->post, judges[i].post);
      judge->number = i;
      if (!xy_record_save (txn, judge, error))
        return FALSE;
    }
  return TRUE;
}

static XyHygieneRound *
add_round (XyTxn *txn, const char *target, const char *items, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_record_new (&xy_hygiene_round_type);

  xy_set_str (&round->kind, "monthly");
  xy_set_str (&round->period, "2026-11");
  xy_set_str (&round->day, DAY);
  xy_set_str (&round->target, target);
  xy_set_str (&round->mode, "items");
  round->judges_least = 3;
  xy_set_str (&round->red_by, "share");
  round->red_value = 20;
  xy_set_str (&round->low_by, "score");
  round->low_value = 6000;
  xy_set_str (&round->ties, "with");
  xy_set_str (&round->bands, "清洁\t9000\n合格\t7500\n不合格\t0");
  xy_set_str (&round->closed_on, CLOSED);
  xy_set_str (&round->closed_by, "曾小平");
  round->limit_days = 7;
  xy_set_str (&round->recorder, "曾小平");
  xy_set_str (&round->note, HYGIENE_WORLD_NOTE);
  if (!add_checklist (txn, target, items, &round->checklist, error) || !xy_record_save (txn, round, error)
      || !add_judges (txn, &round->record.id, error))
    return NULL;
  return g_steal_pointer (&round);
}

static gboolean
add_households (XyTxn *txn, const XyId *round, GError **error)
{
  g_autoptr (GPtrArray) households =
      xy_record_list (xy_txn_get_store (txn), &xy_household_type,
                      "WHERE t.del = 0 AND t.state = 'here' ORDER BY t.sort", XY_BIND_NONE, error);

  for (guint i = 0; households != NULL && i < households->len; i++)
    {
      const XyHousehold *household = households->pdata[i];
      g_autoptr (XyHygieneResult) result = xy_record_new (&xy_hygiene_result_type);
      result->record.id = xy_hygiene_result_id (round, &household->record.id);
      result->round = *round;
      result->household = household->record.id;
      result->unit = household->unit;
      result->sort = i;
      xy_set_str (&result->state, i % 11 == 4 ? "excused" : "in");
      xy_set_str (&result->excuse, i % 11 == 4 ? "五保户" : NULL);
      if (i % 11 != 4)
        {
          xy_set_str (&result->list, i % 7 == 0 ? "red" : i % 10 == 3 ? "low" : NULL);
          xy_set_str (&result->problem, i % 10 == 3 ? problems[i / 10 % G_N_ELEMENTS (problems)] : NULL);
        }
      if (!xy_record_save (txn, result, error))
        return FALSE;
    }
  return households != NULL;
}

static gboolean
add_places (XyTxn *txn, const XyId *round, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (XyHygienePlace) place = xy_record_new (&xy_hygiene_place_type);
      g_autoptr (XyHygieneResult) result = xy_record_new (&xy_hygiene_result_type);

      xy_set_str (&place->name, places[i].name);
      xy_set_str (&place->kind, places[i].kind);
      xy_set_str (&place->keeper, places[i].keeper);
      place->sort = i;
      if (!xy_record_save (txn, place, error))
        return FALSE;
      result->record.id = xy_hygiene_result_id (round, &place->record.id);
      result->round = *round;
      result->place = place->record.id;
      result->sort = i;
      xy_set_str (&result->state, "in");
      xy_set_str (&result->list, i == 1 ? "low" : i == 0 ? "red" : NULL);
      xy_set_str (&result->problem, i == 1 ? "渠内有枯枝和泥沙" : NULL);
      if (!xy_record_save (txn, result, error))
        return FALSE;
    }
  return TRUE;
}

/* Slips for all that are offered one, of which every third was signed for, and one looked at twice. */
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
      if (offer->help && helped++ >= 2)
        continue;
      ones[n++] = (XyHygieneSlipOne){ .result = offer->result,
                                      .problem = offer->problem != NULL ? NULL : "屋后杂草没有清理",
                                      .helper = offer->help || n % 2 == 0 ? "组长谢满生" : NULL,
                                      .help = offer->help };
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
  return xy_hygiene_issue_act (txn, &issuing, error) && xy_hygiene_receive_act (txn, &receipt, error)
         && xy_hygiene_recheck_act (txn, &later, error) && xy_hygiene_recheck_act (txn, &good, error);
}

gboolean
hygiene_world_make (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHygieneRound) yards = add_round (txn, "household", household_items, error);
  g_autoptr (XyHygieneRound) areas = yards != NULL ? add_round (txn, "place", place_items, error) : NULL;

  return areas != NULL && add_households (txn, &yards->record.id, error) && add_places (txn, &areas->record.id, error)
         && issue_slips (txn, &yards->record.id, error) && issue_slips (txn, &areas->record.id, error);
}
