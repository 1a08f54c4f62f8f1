/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and entries of points by their words, pinyin, initials, code and household; the entries as the ledger has them.
 */
#include "core/points-list.h"
#include "core/points-search.h"
#include "points-office.h"

#define ENTRIES 300

static GPtrArray *
find (PointsOffice *points, const char *text, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = xy_points_search (points->office.store, text, limit, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, <=, limit);
  return hits;
}

static void
fill (PointsOffice *points)
{
  const XyId rules[] = { points->sweep, points->help, points->training, points->litter };

  for (guint i = 0; i < ENTRIES; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-%02u-%02u", i / 28 % 10 + 1, i % 28 + 1);
      points_one (points, &rules[i % G_N_ELEMENTS (rules)], i % POINTS_HOUSEHOLDS, day, 0, 0);
    }
}

static void
test_rules (void)
{
  static const struct
  {
    const char *text;
    guint n;
    const char *title;
  } asked[] = { { "义务", 2, "义务清扫 +1.0/次" },
                { "ywqs", 1, "义务清扫 +1.0/次" },
                { "yiwufangxun", 1, "义务防汛 +2.0~+3.0/次" },
                { "t04", 1, "乱倒垃圾 −5.0/次" },
                { "义务 防汛", 1, "义务防汛 +2.0~+3.0/次" },
                { "没有的", 0, NULL },
                { " ", 0, NULL } };
  PointsOffice points;

  points_open (&points, 1);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (GPtrArray) hits = find (&points, asked[i].text, 6);
      g_assert_cmpuint (hits->len, ==, asked[i].n);
      if (hits->len > 0)
        {
          const XyPointsHit *hit = hits->pdata[0];
          g_assert_true (hit->is_rule);
          g_assert_cmpstr (hit->title, ==, asked[i].title);
        }
    }
  points_close (&points);
}

static gboolean
change_sweep (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyPointsRule) rule = xy_points_rule_find (xy_txn_get_store (txn), "T01", NULL, error);
  g_autoptr (XyPointsRule) next = rule != NULL ? xy_record_copy (rule) : NULL;

  if (next == NULL)
    return FALSE;
  next->score = next->score_max = 200;
  return xy_points_rule_save (txn, next, NULL, error);
}

/* Only the version that rules. */
static void
test_versions (void)
{
  PointsOffice points;

  points_open (&points, 1);
  office_act (&points.office, "Another score", change_sweep, NULL);
  g_autoptr (GPtrArray) hits = find (&points, "义务清扫", 6);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((const XyPointsHit *) hits->pdata[0])->title, ==, "义务清扫 +2.0/次");
  g_assert_false (xy_id_same (&((const XyPointsHit *) hits->pdata[0])->id, &points.sweep));
  points_close (&points);
}

/* The entries are the first that the ledger finds. */
static void
test_entries (void)
{
  static const char *const texts[] = { "义务", "llhz", "linli", "t03", "赵国强", "zgq", "2-001", "乱倒" };
  PointsOffice points;

  points_open (&points, 2);
  fill (&points);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      XyPointsFilter filter = { .text = texts[i] };
      g_autoptr (GArray) ids = xy_points_list_ids (points.office.store, &filter, XY_POINTS_BY_DAY, FALSE, NULL, NULL);
      g_autoptr (GPtrArray) hits = find (&points, texts[i], 8);
      guint n = 0;

      for (guint k = 0; k < hits->len; k++)
        {
          const XyPointsHit *hit = hits->pdata[k];
          if (hit->is_rule)
            g_assert_cmpuint (n, ==, 0);
          else
            g_assert_true (xy_id_same (&hit->id, &g_array_index (ids, XyId, n++)));
        }
      g_assert_cmpuint (n, ==, MIN (ids->len, 8 - (hits->len - n)));
      g_assert_cmpuint (n, >, 0);
    }
  /* What is done for whom. */
  g_autoptr (GPtrArray) both = find (&points, "赵国强 义务清扫", 4);
  g_assert_cmpuint (both->len, >, 0);
  for (guint i = 0; i < both->len; i++)
    {
      const XyPointsHit *hit = both->pdata[i];
      g_assert_false (hit->is_rule);
      g_assert_cmpstr (hit->title, ==, "义务清扫 +1.0");
      g_assert_true (g_str_has_suffix (hit->more, " · 赵国强 · 1-001"));
    }
  points_close (&points);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-search/rules", test_rules);
  g_test_add_func ("/points-search/versions", test_versions);
  g_test_add_func ("/points-search/entries", test_entries);
  return g_test_run ();
}
