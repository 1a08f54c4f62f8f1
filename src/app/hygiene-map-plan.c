/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-map-private.h"

static void
cell_clear (gpointer data)
{
  g_free (((XyHygieneMapCell *) data)->words);
}

static void
group_clear (gpointer data)
{
  XyHygieneMapGroup *group = data;

  g_free (group->name);
  g_free (group->figure);
}

XyHygienePlan *
xy_hygiene_plan_new (void)
{
  XyHygienePlan *plan = g_new0 (XyHygienePlan, 1);

  plan->groups = g_array_new (FALSE, TRUE, sizeof (XyHygieneMapGroup));
  plan->cells = g_array_new (FALSE, TRUE, sizeof (XyHygieneMapCell));
  g_array_set_clear_func (plan->groups, group_clear);
  g_array_set_clear_func (plan->cells, cell_clear);
  return plan;
}

void
xy_hygiene_plan_free (XyHygienePlan *plan)
{
  if (plan == NULL)
    return;
  g_array_unref (plan->groups);
  g_array_unref (plan->cells);
  g_free (plan);
}

void
xy_hygiene_plan_add_group (XyHygienePlan *plan, const char *name, const char *figure)
{
  XyHygieneMapGroup group = { .name = g_strdup (name), .figure = g_strdup (figure), .first = plan->cells->len };

  g_array_append_val (plan->groups, group);
}

void
xy_hygiene_plan_add (XyHygienePlan *plan, const XyId *id, XyHygieneMark mark, char *words)
{
  g_return_if_fail (plan->groups->len > 0);
  XyHygieneMapCell cell = { *id, mark, words };

  g_array_append_val (plan->cells, cell);
  g_array_index (plan->groups, XyHygieneMapGroup, plan->groups->len - 1).n++;
}

guint
xy_hygiene_plan_count (const XyHygienePlan *plan, XyHygieneMark mark)
{
  guint n = 0;

  for (guint i = 0; i < plan->cells->len; i++)
    n += g_array_index (plan->cells, XyHygieneMapCell, i).mark == mark;
  return n;
}
