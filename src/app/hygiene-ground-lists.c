/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-ground-lists.h"

#include <glib/gi18n-lib.h>

#include "app/points-record-find.h"
#include "core/household.h"
#include "core/number.h"
#include "core/points-rule.h"
#include "core/store.h"

/* Effects */

static void
effect_row_free (gpointer data)
{
  XyHygieneEffectRow *row = data;

  if (row == NULL)
    return;
  g_object_unref (row->effect);
  g_free (row->what);
  g_free (row->rule_name);
  g_free (row->points);
  g_free (row);
}

static XyId
effect_row_id (gconstpointer row)
{
  return ((const XyHygieneEffectRow *) row)->effect->record.id;
}

static GPtrArray *
read_effects (XyStore *store, const XyListQuery *asked, GError **error)
{
  g_autoptr (GPtrArray) effects = xy_hygiene_effect_list (store, error);
  GPtrArray *rows;

  if (effects == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (effect_row_free);
  for (guint i = 0; i < effects->len; i++)
    {
      XyHygieneEffect *effect = effects->pdata[i];
      g_autoptr (XyPointsRule) rule = xy_points_read_rule_of_code (store, effect->rule, NULL, NULL);
      XyHygieneEffectRow *row = g_new0 (XyHygieneEffectRow, 1);

      row->effect = g_object_ref (effect);
      row->what = xy_hygiene_effect_describe (effect);
      if (rule != NULL)
        {
          row->rule_name = g_strdup (rule->name);
          row->points = effect->score != 0 ? xy_points_format_change (effect->score) : xy_points_rule_score_text (rule);
        }
      if (xy_hygiene_basis_query_fits (asked->data, row->what, row->rule_name))
        g_ptr_array_add (rows, row);
      else
        effect_row_free (row);
    }
  return rows;
}

static XyListAnswer *
effect_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = read_effects (store, asked, error);

  return rows != NULL ? xy_list_answer_new (xy_list_ids_of (rows, effect_row_id)) : NULL;
}

static GPtrArray *
effect_records (XyStore *store,
                const XyListQuery *asked,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) rows = read_effects (store, asked, error);

  return xy_list_pick (rows, effect_row_id, ids, n_ids);
}

XY_TEXT_GETTER (get_what, XyHygieneEffectRow, what)
XY_TEXT_GETTER (get_points, XyHygieneEffectRow, points)

static char *
get_rule (gconstpointer record)
{
  const XyHygieneEffectRow *row = record;

  return row->rule_name != NULL ? g_strdup (row->rule_name)
                                : g_strdup_printf (_ ("no rule %s is in force"), row->effect->rule);
}

static char *
get_code (gconstpointer record)
{
  return g_strdup (((const XyHygieneEffectRow *) record)->effect->rule);
}

const XyColumn xy_hygiene_effect_columns[] = {
  { "what", N_ ("Which result"), 180, XY_COLUMN_TEXT, 0, get_what, NULL },
  { "rule", N_ ("Points rule"), 210, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_rule, NULL },
  { "points", N_ ("Points"), 96, XY_COLUMN_SCORE, 0, get_points, NULL },
  { "code", N_ ("Rule code"), 72, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_code, NULL },
};
const guint xy_hygiene_n_effect_columns = G_N_ELEMENTS (xy_hygiene_effect_columns);

const XyListSource xy_hygiene_effect_source = {
  .ids = effect_ids,
  .records = effect_records,
  .free_record = effect_row_free,
};

/* Grounds for naming */

static void
naming_row_free (gpointer data)
{
  XyHygieneNamingRow *row = data;

  if (row == NULL)
    return;
  g_object_unref (row->naming);
  g_free (row->whose);
  g_free (row);
}

static XyId
naming_row_id (gconstpointer row)
{
  return ((const XyHygieneNamingRow *) row)->naming->record.id;
}

static GPtrArray *
read_namings (XyStore *store, const XyListQuery *asked, GError **error)
{
  g_autoptr (GPtrArray) namings = xy_hygiene_naming_list (store, error);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  GPtrArray *rows;

  if (namings == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (naming_row_free);
  for (guint i = 0; i < namings->len; i++)
    {
      XyHygieneNaming *naming = namings->pdata[i];
      g_autoptr (XyHousehold) household = xy_id_is_none (&naming->household)
                                              ? NULL
                                              : xy_record_get (store, &xy_household_type, &naming->household, NULL);
      XyHygieneNamingRow *row = g_new0 (XyHygieneNamingRow, 1);

      row->naming = g_object_ref (naming);
      row->whose = household != NULL ? xy_household_describe (household) : NULL;
      row->stands = xy_hygiene_naming_stands (naming, today);
      if (xy_hygiene_basis_query_fits (asked->data, row->whose, naming->basis))
        g_ptr_array_add (rows, row);
      else
        naming_row_free (row);
    }
  return rows;
}

static XyListAnswer *
naming_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = read_namings (store, asked, error);

  return rows != NULL ? xy_list_answer_new (xy_list_ids_of (rows, naming_row_id)) : NULL;
}

static GPtrArray *
naming_records (XyStore *store,
                const XyListQuery *asked,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) rows = read_namings (store, asked, error);

  return xy_list_pick (rows, naming_row_id, ids, n_ids);
}

#define NAMING(record) (((const XyHygieneNamingRow *) (record))->naming)

static char *
get_whose (gconstpointer record)
{
  const XyHygieneNamingRow *row = record;

  return g_strdup (row->whose != NULL ? row->whose : _ ("all, by a clause"));
}

static char *
get_basis (gconstpointer record)
{
  return g_strdup (NAMING (record)->basis);
}

static char *
get_day (gconstpointer record)
{
  return g_strdup (NAMING (record)->day);
}

static char *
get_reviewed (gconstpointer record)
{
  return g_strdup (NAMING (record)->reviewed_on);
}

static char *
get_reviewer (gconstpointer record)
{
  return g_strdup (NAMING (record)->reviewer);
}

static char *
get_ended (gconstpointer record)
{
  return g_strdup (NAMING (record)->ended_on);
}

char *
xy_hygiene_naming_word (gconstpointer record)
{
  const XyHygieneNamingRow *row = record;

  return g_strdup (row->stands                     ? _ ("holds")
                   : row->naming->ended_on != NULL ? _ ("no longer holds")
                                                   : _ ("holds later"));
}

XyPillKind
xy_hygiene_naming_pill (gconstpointer record)
{
  return ((const XyHygieneNamingRow *) record)->stands ? XY_PILL_DONE : XY_PILL_PLAIN;
}

const XyColumn xy_hygiene_naming_columns[] = {
  { "whose", N_ ("Whose name"), 174, XY_COLUMN_TEXT, 0, get_whose, NULL },
  { "basis", N_ ("Ground"), 180, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_basis, NULL },
  { "day", N_ ("Day"), 96, XY_COLUMN_TEXT, 0, get_day, NULL },
  { "reviewed", N_ ("Reviewed on"), 96, XY_COLUMN_TEXT, 0, get_reviewed, NULL },
  { "state", N_ ("State"), 90, XY_COLUMN_PILL, 0, xy_hygiene_naming_word, xy_hygiene_naming_pill },
  { "reviewer", N_ ("Reviewed by"), 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_reviewer, NULL },
  { "ended", N_ ("Ended on"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_ended, NULL },
};
const guint xy_hygiene_n_naming_columns = G_N_ELEMENTS (xy_hygiene_naming_columns);

const XyListSource xy_hygiene_naming_source = {
  .ids = naming_ids,
  .records = naming_records,
  .free_record = naming_row_free,
};
