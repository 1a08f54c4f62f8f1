/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows from the sample village's rounds: lists, one of them decided against the figures, slips and what became
 * of them, a household's consent to be named. Of the last closed round one slip is overdue, one has more time, one has
 * that too and was passed on to the village, one is found good and not closed yet.
 */
#include "core/sample-hygiene.h"

#include "core/hygiene-decide.h"
#include "core/hygiene-effect.h"
#include "core/hygiene-naming.h"
#include "core/hygiene-score.h"
#include "core/hygiene-slip.h"

#define CHECKER "曾小平"

typedef enum
{
  OVERDUE,
  EXTENDED,
  PASSED_ON,
  FOUND_GOOD,
  N_LEFT_OPEN,
} LeftOpen;

static gboolean
keep_effects (XyTxn *txn, gpointer data, GError **error)
{
  static const struct
  {
    const char *list, *band;
    int times;
    const char *rule;
  } effects[] = {
    { "red", NULL, 1, "S02" },
    { NULL, "清洁", 3, "S01" },
    { "low", NULL, 2, "H05" },
  };
  XySampleRounds *self = data;
  g_autoptr (XyHygieneNaming) clause = xy_record_new (&xy_hygiene_naming_type);

  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    {
      g_autoptr (XyHygieneEffect) effect = xy_record_new (&xy_hygiene_effect_type);
      xy_set_str (&effect->list, effects[i].list);
      xy_set_str (&effect->band, effects[i].band);
      xy_set_str (&effect->rule, effects[i].rule);
      effect->times = effects[i].times;
      effect->sort = i + 1;
      if (!xy_hygiene_effect_save_act (txn, effect, error))
        return FALSE;
    }
  xy_set_str (&clause->basis, "村规民约第八条");
  xy_set_str (&clause->day, self->first);
  xy_set_str (&clause->reviewed_on, self->first);
  xy_set_str (&clause->reviewer, "云岭镇司法所");
  xy_set_str (&clause->recorder, self->actor->name);
  if (!xy_hygiene_naming_save_act (txn, clause, error))
    return FALSE;
  xy_txn_set_title (txn, "人居环境评比结果与积分挂钩办法");
  return TRUE;
}

gboolean
xy_sample_keep_effects (XySampleRounds *self, GError **error)
{
  return xy_store_act (self->store, self->actor, "", keep_effects, self, error);
}

/* One that the figures would put on the list of those to help, and people did not. */
static const XyHygieneOutcome *
find_spared (GPtrArray *outcomes)
{
  for (guint i = outcomes->len; i-- > 0;)
    if (g_strcmp0 (((const XyHygieneOutcome *) outcomes->pdata[i])->suggested, "low") == 0)
      return outcomes->pdata[i];
  return NULL;
}

static gboolean
decide (XySampleRounds *self, const XyId *round, const char *day, GError **error)
{
  g_autoptr (GPtrArray) outcomes = xy_hygiene_outcomes (self->store, round, error);
  const XyHygieneOutcome *spared = outcomes != NULL ? find_spared (outcomes) : NULL;
  XyHygieneDecision decision = { .reason = "正在建房，建材临时堆放，评议小组商定不列入" };
  g_autoptr (XyHygieneGrid) grid = outcomes != NULL ? xy_hygiene_grid (self->store, round, error) : NULL;
  XyHygieneClosing closing = { .round = *round, .day = day };
  g_auto (XyHygieneMissing) missing = { 0 };

  if (grid == NULL)
    return FALSE;
  /* Where judges step aside for kin, fewer are left than the round asks for. */
  xy_hygiene_grid_missing (grid, &missing);
  if (missing.sentence != NULL)
    closing.missing = "评委与户主是近亲属的已回避，由其余评委评定";
  if (spared != NULL)
    {
      decision.result = spared->result;
      closing.decisions = &decision;
      closing.n = 1;
    }
  return xy_store_act (self->store, self->actor, "", xy_hygiene_close_act, &closing, error);
}

static gboolean
recheck (XySampleRounds *self,
         const XyId *slips,
         guint n,
         XyHygieneRecheckKind kind,
         const char *day,
         const char *until,
         const char *note,
         GError **error)
{
  XyHygieneRechecking rechecking = {
    .slips = slips,
    .n = n,
    .kind = kind,
    .close = kind == XY_HYGIENE_PASS && note == NULL,
    .day = day,
    .until = until,
    .by = CHECKER,
    .note = note,
  };

  return n == 0 || xy_store_act (self->store, self->actor, "", xy_hygiene_recheck_act, &rechecking, error);
}

/* Slips for those on the list; whoever is helped instead gets a helper with his. */
static gboolean
issue (XySampleRounds *self, const XyId *round, const char *judged, GError **error)
{
  g_autoptr (GPtrArray) offers = xy_hygiene_slip_offers (self->store, round, error);
  g_autoptr (GArray) ones = g_array_new (FALSE, TRUE, sizeof (XyHygieneSlipOne));
  g_autoptr (GArray) made = g_array_new (FALSE, TRUE, sizeof (XyId));
  char issued[XY_DAY_SIZE], received[XY_DAY_SIZE], checked[XY_DAY_SIZE];
  guint n_helped = 0;

  if (offers == NULL)
    return FALSE;
  for (guint i = 0; i < offers->len; i++)
    {
      const XyHygieneSlipOffer *offer = offers->pdata[i];
      XyHygieneSlipOne one = { .result = offer->result, .help = offer->help };
      if (offer->help)
        {
          if (n_helped++ > 0)
            continue;
          one.problem = "屋前杂物无力清理";
          one.helper = "本组党员志愿者";
        }
      else if (offer->problem == NULL)
        one.problem = "门前杂物较多，水沟未清";
      g_array_append_val (ones, one);
    }
  if (ones->len == 0)
    return TRUE;
  g_array_set_size (made, ones->len);
  xy_day_add (judged, 2, issued);
  xy_day_add (judged, 3, received);
  xy_day_add (judged, 9, checked);
  XyHygieneIssuing issuing = { .ones = (const XyHygieneSlipOne *) (gpointer) ones->data,
                               .n = ones->len,
                               .day = issued,
                               .made = (XyId *) (gpointer) made->data };
  XyHygieneReceipt receipt = { .slips = issuing.made, .n = made->len, .day = received };
  if (!xy_store_act (self->store, self->actor, "", xy_hygiene_issue_act, &issuing, error)
      || !xy_store_act (self->store, self->actor, "", xy_hygiene_receive_act, &receipt, error))
    return FALSE;
  /* The last ones stay open until the end of the sample, where the round is the last that was closed. */
  guint open = self->is_last ? MIN (made->len, N_LEFT_OPEN) : 0;
  return recheck (self, issuing.made, made->len - open, XY_HYGIENE_PASS, checked, NULL, NULL, error);
}

gboolean
xy_sample_close_round (XySampleRounds *self, const XyId *round, const char *day, GError **error)
{
  char decided[XY_DAY_SIZE];

  xy_day_add (day, 1, decided);
  return decide (self, round, decided, error) && issue (self, round, day, error);
}

static gboolean
consent (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneSlip *slip = data;
  g_autoptr (XyHygieneNaming) naming = xy_record_new (&xy_hygiene_naming_type);

  naming->household = slip->household;
  xy_set_str (&naming->basis, "本人签字同意书");
  xy_set_str (&naming->day, slip->day);
  xy_set_str (&naming->recorder, slip->recorder);
  return xy_hygiene_naming_save_act (txn, naming, error);
}

gboolean
xy_sample_follow_up (XySampleRounds *self, GError **error)
{
  const XyHygieneSlipFilter filter = { .which = XY_HYGIENE_SLIPS_OPEN,
                                       .order = XY_HYGIENE_SLIPS_BY_NUMBER,
                                       .reversed = TRUE };
  g_autoptr (GArray) open = xy_hygiene_slip_ids (self->store, &filter, error);
  char day[XY_DAY_SIZE], until[XY_DAY_SIZE];

  if (open == NULL || open->len == 0)
    return open != NULL;
  const XyId *slips = (const XyId *) (gpointer) open->data;
  xy_day_add (self->last, -1, day);
  xy_day_add (self->last, 3, until);
  g_autoptr (XyHygieneSlip) first = xy_record_get (self->store, &xy_hygiene_slip_type, &slips[OVERDUE], error);
  return first != NULL && xy_store_act (self->store, self->actor, "", consent, first, error)
         && (open->len <= EXTENDED
             || recheck (self, slips + EXTENDED, MIN (open->len, FOUND_GOOD) - EXTENDED, XY_HYGIENE_EXTEND, day, until,
                         "农忙，多给几天", error))
         && (open->len <= PASSED_ON
             || recheck (self, slips + PASSED_ON, 1, XY_HYGIENE_PASS_ON, day, NULL, "水沟是几户共用的，由村里清",
                         error))
         && (open->len <= FOUND_GOOD
             || recheck (self, slips + FOUND_GOOD, 1, XY_HYGIENE_PASS, day, NULL, "已清扫干净", error));
}
