/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-effect.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"
#include "core/record-check.h"
#include "core/store.h"

enum
{
  LIST,
  SAME,
};

static const XySql statements[] = {
  [LIST] = { &xy_hygiene_effect_type, "WHERE t.del = 0 ORDER BY t.list IS NULL, t.list DESC, t.sort, t.times, t.id" },
  [SAME] = { NULL, "SELECT count (*) FROM hygiene_effect WHERE del = 0 AND id IS NOT ?1 AND list IS ?2 AND band IS ?3 "
                   "AND times = ?4 AND rule = ?5" },
};

static gboolean check_effect (XyTxn *txn, XyRecord *record, GError **error);

static const XyWord lists[] = {
  { "red", N_ ("red list") },
  { "low", N_ ("households to help") },
  { NULL, NULL },
};

static const XyField effect_fields[] = {
  { "list", N_ ("List"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneEffect, list), 0, lists },
  { "band", N_ ("Grade"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneEffect, band), 0 },
  { "times", N_ ("Times in a row"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneEffect, times), 0 },
  { "rule", N_ ("Points rule"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneEffect, rule), XY_FIELD_REQUIRED },
  { "score", N_ ("Score"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyHygieneEffect, score), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneEffect, sort), 0 },
};

const XyRecordType xy_hygiene_effect_type = {
  .table = "hygiene_effect",
  .noun = N_ ("points for a result"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = effect_fields,
  .n_fields = G_N_ELEMENTS (effect_fields),
  .get_gtype = xy_hygiene_effect_get_type,
  .check = check_effect,
};

XY_DEFINE_RECORD (XyHygieneEffect, xy_hygiene_effect)

/* Whether RULE can be given for a result: so much at once, and to a household or its head. */
static gboolean
check_rule (const XyPointsRule *rule, gint64 *score, GError **error)
{
  if (rule->step != 0 || rule->tiers != NULL)
    xy_set_invalid (error, "rule",
                    _ ("The rule “%s” counts by an amount. Please choose one that gives so much at once."), rule->name);
  else if (g_strcmp0 (rule->account, XY_POINTS_VOLUNTEER) == 0)
    xy_set_invalid (error, "rule", _ ("The rule “%s” is for volunteers, and a result is of a household."), rule->name);
  else if (xy_points_rule_is_range (rule) && (*score < rule->score || *score > rule->score_max))
    {
      g_autofree char *range = xy_points_rule_score_text (rule);
      xy_set_invalid (error, "score", _ ("The rule “%s” gives %s. Please say how much of it."), rule->name, range);
    }
  else
    {
      if (!xy_points_rule_is_range (rule))
        *score = 0;
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_effect (XyTxn *txn, XyRecord *record, GError **error)
{
  XyHygieneEffect *effect = (XyHygieneEffect *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if ((effect->list == NULL) == (effect->band == NULL))
    {
      xy_set_invalid (error, "list", _ ("Points are for a list or for a grade: say one of them."));
      return FALSE;
    }
  effect->times = MAX (effect->times, 1);
  if (effect->times > 12)
    {
      xy_set_invalid (error, "times", _ ("At most twelve rounds in a row are looked at."));
      return FALSE;
    }
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyPointsRule) rule =
      effect->rule != NULL ? xy_points_rule_find (xy_txn_get_store (txn), effect->rule, NULL, &problem) : NULL;
  if (rule != NULL)
    return check_rule (rule, &effect->score, error);
  xy_set_invalid (error, "rule", "%s", problem != NULL ? problem->message : _ ("Please choose the points rule."));
  return FALSE;
}

GPtrArray *
xy_hygiene_effect_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_hygiene_effect_type, statements[LIST].text, XY_BIND_NONE, error);
}

char *
xy_hygiene_effect_describe (const XyHygieneEffect *effect)
{
  g_autofree char *what =
      effect->list != NULL ? g_strdup (xy_word_label (lists, effect->list)) : g_strdup_printf ("“%s”", effect->band);

  if (effect->times <= 1)
    return g_steal_pointer (&what);
  /* Translators: how many rounds in a row, a list or a grade */
  return g_strdup_printf (_ ("%d rounds in a row: %s"), (int) effect->times, what);
}

gboolean
xy_hygiene_effect_save_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneEffect *effect = data;
  gint64 same = 0;

  if (!xy_record_save (txn, effect, error)
      || !xy_db_number (xy_txn_get_db (txn), statements[SAME].text,
                        XY_BIND (XY_ID (&effect->record.id), XY_TEXT (effect->list), XY_TEXT (effect->band),
                                 XY_INT (effect->times), XY_TEXT (effect->rule)),
                        &same, error))
    return FALSE;
  g_autofree char *what = xy_hygiene_effect_describe (effect);
  if (same > 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("For “%s” the points rule %s is given already."), what,
                   effect->rule);
      return FALSE;
    }
  g_autofree char *title = g_strdup_printf (_ ("Points for a hygiene result: %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_hygiene_effect_delete_act (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHygieneEffect) effect = xy_record_get (xy_txn_get_store (txn), &xy_hygiene_effect_type, data, error);

  if (effect == NULL)
    return FALSE;
  g_autoptr (XyHygieneEffect) copy = xy_record_copy (effect);
  g_autofree char *what = xy_hygiene_effect_describe (effect);
  g_autofree char *title = g_strdup_printf (_ ("No more points for a hygiene result: %s"), what);
  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, copy, TRUE, error);
}

const XySql *
xy_hygiene_effect_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
