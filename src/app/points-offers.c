/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-offers.h"

#include "core/points-account.h"
#include "core/points-list.h"
#include "core/points-rule.h"
#include "core/store.h"
#include "core/unit.h"

gpointer
xy_points_offers_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  XyPointsOffers *offers = g_new0 (XyPointsOffers, 1);
  g_autoptr (GPtrArray) rules = xy_points_rule_list (store, NULL, NULL);

  offers->units = xy_unit_list_tree (store, NULL);
  if (offers->units == NULL)
    offers->units = g_ptr_array_new ();
  offers->categories = xy_points_list_categories (store, NULL);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    for (guint k = 0; k < XY_POINTS_N_OFFERED; k++)
      if (g_strcmp0 (((XyPointsRule *) rules->pdata[i])->account, xy_points_accounts[k].value) == 0)
        offers->accounts[k] = TRUE;
  return offers;
}

void
xy_points_offers_free (gpointer data)
{
  XyPointsOffers *offers = data;

  g_ptr_array_unref (offers->units);
  g_strfreev (offers->categories);
  g_free (offers);
}
