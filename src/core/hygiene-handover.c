/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-effect.h"

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-private.h"
#include "core/points-account.h"
#include "core/store.h"

/* What is the same for all proposals of a round. */
typedef struct
{
  XyStore *store;
  const XyHygieneRound *round;
  char *title;
  char *witness;
  GPtrArray *proposals;
} Work;

void
xy_hygiene_proposal_free (XyHygieneProposal *proposal)
{
  if (proposal == NULL)
    return;
  g_free (proposal->number);
  g_free (proposal->name);
  g_free (proposal->unit_name);
  g_free (proposal->why);
  g_free (proposal->rule_code);
  g_free (proposal->rule_name);
  g_free (proposal->problem);
  g_free (proposal->day);
  g_free (proposal->note);
  g_free (proposal->witness);
  g_free (proposal);
}

static XyHygieneRound *
get_closed (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, id, error);

  if (round == NULL || round->closed_on != NULL)
    return g_steal_pointer (&round);
  g_autofree char *title = xy_hygiene_round_describe (round);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The lists of %s are not decided yet."), title);
  return NULL;
}

/* "曾小平、李建国、王秀英": who can say how it was. (transfer full) */
static char *
name_judges (XyStore *store, const XyId *round, GError **error)
{
  g_autoptr (GPtrArray) judges = xy_hygiene_judges (store, round, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; judges != NULL && i < judges->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", ((XyHygieneJudge *) judges->pdata[i])->name);
  return judges != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
applies (const XyHygieneEffect *effect, const XyHygieneOutcome *outcome)
{
  gboolean of_list = effect->list != NULL;
  const char *has = of_list ? outcome->list : outcome->band;
  guint streak = of_list ? outcome->streak_list : outcome->streak_band;

  if (outcome->rank == 0 || xy_id_is_none (&outcome->household)
      || g_strcmp0 (has, of_list ? effect->list : effect->band) != 0)
    return FALSE;
  /* A special round is in no streak, and counts for itself. */
  return effect->times <= 1 || (streak > 0 && streak % (guint) effect->times == 0);
}

/* Of a rule for persons, the household's head answers for it. */
static gboolean
set_person (Work *work, XyHygieneProposal *proposal, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, &proposal->one.household, error);

  if (household == NULL)
    return FALSE;
  proposal->one.person = household->head;
  if (xy_id_is_none (&household->head))
    proposal->problem = g_strdup (_ ("The head of the household is not in the roster, and the rule is for persons."));
  return TRUE;
}

static gboolean
propose (Work *work, const XyHygieneEffect *effect, const XyHygieneOutcome *outcome, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyPointsRule) rule = xy_points_rule_find (work->store, effect->rule, work->round->day, &problem);
  XyHygieneProposal *proposal = g_new0 (XyHygieneProposal, 1);

  g_ptr_array_add (work->proposals, proposal);
  proposal->result = outcome->result;
  proposal->effect = effect->record.id;
  proposal->number = g_strdup (outcome->number);
  proposal->name = g_strdup (outcome->name);
  proposal->unit_name = g_strdup (outcome->unit_name);
  proposal->why = xy_hygiene_effect_describe (effect);
  proposal->rule_code = g_strdup (effect->rule);
  proposal->day = g_strdup (work->round->day);
  /* Translators: a hygiene round, what came out for the household */
  proposal->note = g_strdup_printf (_ ("%s: %s"), work->title, proposal->why);
  proposal->witness = g_strdup (work->witness);
  proposal->one = (XyPointsOne){
    .household = outcome->household,
    .score = effect->score,
    .day = proposal->day,
    .witness = proposal->witness[0] != '\0' ? proposal->witness : NULL,
    .note = proposal->note,
  };
  if (rule == NULL)
    {
      if (!g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      proposal->problem = g_strdup (problem->message);
      return TRUE;
    }
  proposal->one.rule = rule->record.id;
  proposal->rule_name = g_strdup (rule->name);
  return g_strcmp0 (rule->account, XY_POINTS_PERSON) != 0 || set_person (work, proposal, error);
}

/* What the points say to them, all together: what one takes of a cap is not there for the next. */
static gboolean
look (Work *work, GError **error)
{
  g_autoptr (GArray) ones = g_array_new (FALSE, FALSE, sizeof (XyPointsOne));
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_auto (XyPointsBatch) batch = { 0 };

  for (guint i = 0; i < work->proposals->len; i++)
    {
      XyHygieneProposal *proposal = work->proposals->pdata[i];
      if (proposal->problem != NULL)
        continue;
      g_array_append_val (ones, proposal->one);
      g_ptr_array_add (asked, proposal);
    }
  batch.ones = (const XyPointsOne *) (void *) ones->data;
  batch.n = ones->len;
  if (!xy_points_batch_look (work->store, &batch, error))
    return FALSE;
  for (guint i = 0; i < asked->len; i++)
    {
      XyHygieneProposal *proposal = asked->pdata[i];
      const XyPointsOutcome *outcome = batch.outcomes->pdata[i];
      proposal->problem = g_strdup (outcome->problem);
      proposal->repeat = outcome->repeat;
      proposal->delta = outcome->problem == NULL ? outcome->line.delta : 0;
    }
  return TRUE;
}

GPtrArray *
xy_hygiene_effects_propose (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_proposal_free);
  g_autoptr (XyHygieneRound) round = get_closed (store, id, error);
  g_autoptr (GPtrArray) effects = round != NULL ? xy_hygiene_effect_list (store, error) : NULL;
  g_autoptr (GPtrArray) outcomes = effects != NULL ? xy_hygiene_outcomes (store, id, error) : NULL;
  g_autofree char *witness = outcomes != NULL ? name_judges (store, id, error) : NULL;
  g_autofree char *title = NULL;

  if (witness == NULL)
    return NULL;
  title = xy_hygiene_round_describe (round);
  Work work = { store, round, title, witness, proposals };
  for (guint i = 0; i < effects->len; i++)
    for (guint j = 0; j < outcomes->len; j++)
      if (applies (effects->pdata[i], outcomes->pdata[j])
          && !propose (&work, effects->pdata[i], outcomes->pdata[j], error))
        return NULL;
  return look (&work, error) ? g_steal_pointer (&proposals) : NULL;
}

gboolean
xy_hygiene_effects_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneHandover *handover = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneRound) round = get_closed (store, &handover->round, error);
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn)), *round_title = NULL, *title = NULL;

  if (round == NULL || !xy_txn_require (txn, XY_MAY_RECORD_POINTS, error))
    return FALSE;
  round_title = xy_hygiene_round_describe (round);
  if (round->points_on != NULL && !handover->again)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s was handed over to the points already, on %s."),
                   round_title, round->points_on);
      return FALSE;
    }
  if (handover->n == 0)
    {
      xy_set_invalid (error, "ones", _ ("Please choose what is handed over to the points."));
      return FALSE;
    }
  title = g_strdup_printf (ngettext ("%s: points for %u result", "%s: points for %u results", handover->n), round_title,
                           handover->n);
  g_auto (XyPointsBatch)
      batch = { .ones = handover->ones, .n = handover->n, .skip_repeats = handover->skip_repeats, .title = title };
  if (!xy_points_batch_act (txn, &batch, error))
    return FALSE;
  handover->n_recorded = batch.n_recorded;
  handover->sum = batch.sum;
  g_autoptr (XyHygieneRound) copy = xy_record_copy (round);
  xy_set_str (&copy->points_on, today);
  return xy_record_save (txn, copy, error);
}
