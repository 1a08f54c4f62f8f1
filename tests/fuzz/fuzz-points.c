/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of households as somebody pasted it, and the same text as a sheet of points. */
#include "core/points-paste.h"
#include "core/points-rule.h"
#include "tabular/points-layout.h"
#include "tabular/read.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GPtrArray *
make_rules (void)
{
  static const char *const names[][2] = { { "T01", "义务清扫" }, { "T02", "邻里互助" }, { "3", "捐款" } };
  GPtrArray *rules = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      XyPointsRule *rule = xy_record_new (&xy_points_rule_type);
      xy_set_str (&rule->code, names[i][0]);
      xy_set_str (&rule->name, names[i][1]);
      g_ptr_array_add (rules, rule);
    }
  return rules;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static GPtrArray *rules = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GPtrArray) list = xy_points_paste_parse (text);
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_pasted (text, NULL);

  if (rules == NULL)
    rules = make_rules ();
  for (guint i = 0; i < list->len; i++)
    g_assert_true (g_utf8_validate (((XyPointsPasted *) list->pdata[i])->text, -1, NULL));
  if (workbook != NULL)
    {
      g_autoptr (GPtrArray) layouts = xy_points_detect (workbook, NULL, rules, "2026-11-22", NULL);
      g_assert_true (layouts == NULL || layouts->len > 0);
    }
  return 0;
}
