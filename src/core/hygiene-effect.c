/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-effect.h"

#include <glib/gi18n-lib.h>

#include "core/record-check.h"
#include "core/store.h"

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
  if (effect->times <= 12)
    return TRUE;
  xy_set_invalid (error, "times", _ ("At most twelve rounds in a row are looked at."));
  return FALSE;
}
