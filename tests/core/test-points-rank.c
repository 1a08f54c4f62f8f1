/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranking and the ledger's list against plain loops over all entries. */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/points-list.h"
#include "core/points-rank.h"
#include "points-office.h"

static const char *const periods[] = { NULL, "2026", "2025", "2026Q3", "2026Q4", "2026-10", "2026-11", "2026-01" };

static gboolean
change_roster (XyTxn *txn, gpointer data, GError **error)
{
  PointsOffice *points = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyUnit) unit = xy_record_get (store, &xy_unit_type, &points->unit[3], NULL);
  g_autoptr (XyHousehold) moved = xy_record_get (store, &xy_household_type, &points->household[7], NULL);

  /* 4组 becomes a part of 3组, and one household moves away. */
  unit->parent = points->unit[2];
  xy_set_str (&moved->state, "moved");
  return xy_record_save (txn, unit, error) && xy_record_save (txn, moved, error);
}

static void
fill_ledger (PointsOffice *points, guint32 seed)
{
  static const char *const months[] = { "2025-12", "2026-07", "2026-09", "2026-10", "2026-11" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Office *office = &points->office;
  const XyId *rules[] = { &points->sweep, &points->help, &points->litter, &points->training };

  for (int i = 0; i < 60; i++)
    {
      XyId households[8];
      guint first = (guint) g_rand_int_range (rand, 0, POINTS_HOUSEHOLDS);
      g_autofree char *day = g_strdup_printf ("%s-%02d", months[g_rand_int_range (rand, 0, G_N_ELEMENTS (months))],
                                              g_rand_int_range (rand, 1, 22));
      XyPointsDraft draft = { .rule = *rules[g_rand_int_range (rand, 0, G_N_ELEMENTS (rules))],
                              .day = day,
                              .households = households,
                              .n_households = (guint) g_rand_int_range (rand, 1, 9) };
      g_autoptr (GError) error = NULL;

      for (guint h = 0; h < draft.n_households; h++)
        households[h] = points->household[(first + h) % POINTS_HOUSEHOLDS];
      g_assert_true (points_try (points, &draft, &error));
      if (i % 5 == 0)
        {
          g_autoptr (GPtrArray) some = xy_record_list (
              office->store, &xy_points_entry_type,
              "WHERE t.kind = 'entry' AND t.cancelled = 0 AND t.reversed = 0 ORDER BY t.id LIMIT 1 OFFSET 7",
              XY_BIND_NONE, NULL);
          if (some->len > 0)
            {
              XyPointsReversal reversal = { .entry = ((XyRecord *) some->pdata[0])->id, .reason = "记错了" };
              g_assert_true (
                  xy_store_act (office->store, &office->actor, "", xy_points_reverse_act, &reversal, &error));
            }
        }
      if (i % 4 == 0)
        g_assert_true (xy_store_undo (office->store, &office->actor, &error));
      if (i % 8 == 0)
        g_assert_true (xy_store_redo (office->store, &office->actor, &error));
    }
}

static gboolean
in_unit (PointsOffice *points, guint household, int unit)
{
  guint own = household % POINTS_UNITS;

  return unit < 0 || (int) own == unit || (unit == 2 && own == 3);
}

/* What a household has (in CATEGORY), by looking at each entry. */
static void
plain_figures (PointsOffice *points,
               GPtrArray *entries,
               guint household,
               const char *period,
               const char *category,
               XyPointsStanding *figures)
{
  char from[XY_DAY_SIZE] = "0001-01-01", to[XY_DAY_SIZE] = "9999-12-31";

  memset (figures, 0, sizeof *figures);
  if (period != NULL)
    g_assert_true (xy_period_parse (period, NULL, from, to));
  for (guint i = 0; i < entries->len; i++)
    {
      const XyPointsEntry *entry = entries->pdata[i];

      if (entry->cancelled || !xy_id_same (&entry->household, &points->household[household])
          || strcmp (entry->day, to) > 0
          || (category != NULL && (!g_str_equal (entry->category, category) || strcmp (entry->day, from) < 0)))
        continue;
      figures->total += entry->delta;
      if (strcmp (entry->day, from) < 0)
        figures->before += entry->delta;
      else if ((entry->delta > 0) == !g_str_equal (entry->kind, "reversal"))
        figures->plus += entry->delta;
      else
        figures->minus += entry->delta;
    }
}

static guint
number_of (PointsOffice *points, const XyId *household)
{
  for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
    if (xy_id_same (household, &points->household[h]))
      return h;
  g_assert_not_reached ();
}

static void
check_ranking (PointsOffice *points,
               GPtrArray *entries,
               const char *period,
               int unit,
               const char *category,
               gboolean by_total)
{
  XyPointsRankQuery query = { .period = period, .category = category, .by_total = by_total };
  g_autoptr (GError) error = NULL;
  guint expected = 0;

  if (unit >= 0)
    query.unit = points->unit[unit];
  g_autoptr (GPtrArray) list = xy_points_rank (points->office.store, &query, &error);
  g_assert_no_error (error);

  for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
    {
      XyPointsStanding figures;
      plain_figures (points, entries, h, period, category, &figures);
      expected +=
          in_unit (points, h, unit) && (h != 7 || (period != NULL && (figures.plus != 0 || figures.minus != 0)));
    }
  g_assert_cmpuint (list->len, ==, expected);

  for (guint i = 0; i < list->len; i++)
    {
      const XyPointsStanding *standing = list->pdata[i];
      guint h = number_of (points, &standing->household), better = 0;
      XyPointsStanding figures;
      gboolean total = by_total || period == NULL;

      plain_figures (points, entries, h, period, category, &figures);
      g_assert_cmpint (standing->before, ==, figures.before);
      g_assert_cmpint (standing->plus, ==, figures.plus);
      g_assert_cmpint (standing->minus, ==, figures.minus);
      g_assert_cmpint (standing->total, ==, figures.total);
      for (guint j = 0; j < list->len; j++)
        {
          const XyPointsStanding *other = list->pdata[j];
          better += total ? other->total > standing->total
                          : xy_points_standing_current (other) > xy_points_standing_current (standing);
        }
      g_assert_cmpuint (standing->place, ==, better + 1);
      g_assert_nonnull (standing->unit_name);
    }
}

static void
test_rank (void)
{
  PointsOffice points;
  points_open (&points, 1);
  fill_ledger (&points, (guint32) g_test_rand_int ());
  office_act (&points.office, "Change", change_roster, &points);
  g_autoptr (GPtrArray) entries =
      xy_record_list (points.office.store, &xy_points_entry_type, "ORDER BY t.id", XY_BIND_NONE, NULL);
  g_assert_cmpuint (entries->len, >, 200);

  for (guint p = 0; p < G_N_ELEMENTS (periods); p++)
    for (int unit = -1; unit < POINTS_UNITS; unit++)
      {
        check_ranking (&points, entries, periods[p], unit, NULL, FALSE);
        check_ranking (&points, entries, periods[p], unit, NULL, TRUE);
        check_ranking (&points, entries, periods[p], unit, "环境整治", FALSE);
      }

  XyPointsRankQuery query = { .period = "2026-10" };
  XyId wanted[] = { points.household[3], xy_id_new (&points.office.fixed.env), points.household[11] };
  g_autoptr (GPtrArray) all = xy_points_rank (points.office.store, &query, NULL);
  g_autoptr (GPtrArray) some = xy_points_rank_rows (points.office.store, &query, wanted, 3, NULL);
  g_assert_cmpuint (some->len, ==, 3);
  g_assert_null (some->pdata[1]);
  for (guint i = 0; i < 3; i += 2)
    {
      const XyPointsStanding *standing = some->pdata[i];
      g_assert_true (xy_id_same (&standing->household, &wanted[i]));
      const XyPointsStanding *same = NULL;
      for (guint j = 0; j < all->len && same == NULL; j++)
        if (xy_id_same (&((XyPointsStanding *) all->pdata[j])->household, &wanted[i]))
          same = all->pdata[j];
      g_assert_cmpuint (standing->place, ==, same->place);
    }

  g_autoptr (GError) error = NULL;
  query.period = "2026-13";
  g_assert_null (xy_points_rank (points.office.store, &query, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  points_close (&points);
}

/* The place and the points of household H, as a list asks for its rows; compared with a ranking that is made anew. */
static gint64
ask_row (XyStore *store, const PointsOffice *points, guint h)
{
  const XyPointsRankQuery query = { .period = "2026-11" };
  g_autoptr (GPtrArray) rows = xy_points_rank_rows (store, &query, &points->household[h], 1, NULL);
  g_autoptr (GPtrArray) all = xy_points_rank (store, &query, NULL);
  const XyPointsStanding *row = rows->pdata[0], *same = NULL;

  for (guint i = 0; i < all->len && same == NULL; i++)
    if (xy_id_same (&((XyPointsStanding *) all->pdata[i])->household, &points->household[h]))
      same = all->pdata[i];
  g_assert_cmpuint (row->place, ==, same->place);
  g_assert_cmpint (row->total, ==, same->total);
  return row->total;
}

static gboolean
change_and_fail (XyTxn *txn, gpointer data, GError **error)
{
  PointsOffice *points = data;

  g_assert_true (xy_db_run (xy_txn_get_db (txn), "UPDATE points_month SET total = total + 700, plus = plus + 700",
                            XY_BIND_NONE, NULL));
  ask_row (xy_txn_get_store (txn), points, 4);
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, "not this time");
  return FALSE;
}

/* Rows out of a ranking that is kept for a moment are those of the ledger as it is, whoever wrote what. */
static void
test_kept (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 3);
  XyStore *store = points.office.store;
  points_one (&points, &points.sweep, 4, "2026-11-02", 0, 0);
  gint64 first = ask_row (store, &points, 4);

  points_one (&points, &points.sweep, 4, "2026-11-03", 0, 0);
  gint64 second = ask_row (store, &points, 4);
  g_assert_cmpint (second, >, first);
  g_assert_true (xy_store_undo (store, &points.office.actor, NULL));
  g_assert_cmpint (ask_row (store, &points, 4), ==, first);

  g_assert_false (xy_store_act (store, &points.office.actor, "", change_and_fail, &points, &error));
  g_assert_cmpint (ask_row (store, &points, 4), ==, first);

  /* Another program at the same file. */
  g_autoptr (XyStore) other = xy_store_open (xy_store_get_path (store), &points.office.fixed.env, 0, NULL);
  points.office.store = other;
  points_one (&points, &points.sweep, 4, "2026-11-04", 0, 0);
  points.office.store = store;
  g_assert_cmpint (ask_row (store, &points, 4), ==, second);
  g_clear_object (&other);
  points_close (&points);
}

/* Kept it is only under its name, and until the store rests. */
static void
test_recalled (void)
{
  PointsOffice points;
  points_open (&points, 4);
  XyStore *store = points.office.store;

  g_assert_null (xy_store_recall (store, "one"));
  xy_store_keep (store, "one", g_strdup ("1"), g_free);
  g_assert_cmpstr (xy_store_recall (store, "one"), ==, "1");
  g_assert_null (xy_store_recall (store, "two"));
  g_assert_cmpstr (xy_store_recall (store, "one"), ==, "1");
  xy_store_keep (store, "two", g_strdup ("2"), g_free);
  g_assert_null (xy_store_recall (store, "one"));
  g_assert_true (xy_store_rest (store));
  g_assert_null (xy_store_recall (store, "two"));
  points_close (&points);
}

static gboolean
is_found (PointsOffice *points, const XyPointsEntry *entry, const XyPointsFilter *filter, int unit)
{
  char from[XY_DAY_SIZE] = "0001-01-01", to[XY_DAY_SIZE] = "9999-12-31";
  guint h = number_of (points, &entry->household);

  if (filter->period != NULL)
    xy_period_parse (filter->period, NULL, from, to);
  return (filter->with_undone || !entry->cancelled) && strcmp (entry->day, from) >= 0 && strcmp (entry->day, to) <= 0
         && in_unit (points, h, unit)
         && (xy_id_is_none (&filter->household) || xy_id_same (&filter->household, &entry->household))
         && (filter->category == NULL || g_str_equal (filter->category, entry->category));
}

static void
check_list (PointsOffice *points, GPtrArray *entries, const XyPointsFilter *filter, int unit)
{
  g_autoptr (GHashTable) expected = g_hash_table_new (xy_id_hash, xy_id_equal);
  gint64 plus = 0, minus = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const XyPointsEntry *entry = entries->pdata[i];
      if (!is_found (points, entry, filter, unit))
        continue;
      g_hash_table_add (expected, (gpointer) &entry->record.id);
      if (!entry->cancelled)
        *((entry->delta > 0) == (entry->amount > 0) ? &plus : &minus) += entry->delta;
    }
  for (int order = XY_POINTS_BY_DAY; order <= XY_POINTS_BY_POINTS; order++)
    {
      XyPointsSums sums, again;
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids =
          xy_points_list_ids (points->office.store, filter, (XyPointsOrder) order, FALSE, &sums, &error);
      g_assert_no_error (error);
      g_autoptr (GArray) turned =
          xy_points_list_ids (points->office.store, filter, (XyPointsOrder) order, TRUE, NULL, NULL);
      g_autoptr (GPtrArray) rows =
          xy_points_list_rows (points->office.store, (const XyId *) (void *) ids->data, ids->len, &error);

      g_assert_cmpuint (ids->len, ==, g_hash_table_size (expected));
      g_assert_cmpint (sums.n, ==, ids->len);
      g_assert_cmpint (sums.plus, ==, plus);
      g_assert_cmpint (sums.minus, ==, minus);
      g_assert_true (
          xy_points_list_sum (points->office.store, (const XyId *) (void *) ids->data, ids->len, &again, NULL));
      g_assert_cmpint (again.plus, ==, plus);
      g_assert_cmpint (again.minus, ==, minus);
      for (guint i = 0; i < ids->len; i++)
        {
          const XyPointsRow *row = rows->pdata[i], *next = i + 1 < ids->len ? rows->pdata[i + 1] : NULL;
          XyId *id = &g_array_index (ids, XyId, i);

          g_assert_true (g_hash_table_contains (expected, id));
          g_assert_true (xy_id_same (id, &g_array_index (turned, XyId, ids->len - 1 - i)));
          g_assert_true (xy_id_same (id, &row->entry->record.id));
          g_assert_nonnull (row->head);
          if (next == NULL)
            continue;
          if (order == XY_POINTS_BY_DAY)
            g_assert_cmpstr (row->entry->day, >=, next->entry->day);
          if (order == XY_POINTS_BY_ITEM)
            g_assert_cmpstr (row->entry->item, <=, next->entry->item);
          if (order == XY_POINTS_BY_POINTS)
            g_assert_cmpint (row->entry->delta, >=, next->entry->delta);
        }
    }
}

static void
test_list (void)
{
  PointsOffice points;
  points_open (&points, 2);
  fill_ledger (&points, (guint32) g_test_rand_int ());
  office_act (&points.office, "Change", change_roster, &points);
  g_autoptr (GPtrArray) entries =
      xy_record_list (points.office.store, &xy_points_entry_type, "ORDER BY t.id", XY_BIND_NONE, NULL);

  for (guint p = 0; p < G_N_ELEMENTS (periods); p += 2)
    for (int unit = -1; unit < POINTS_UNITS; unit += 3)
      for (int household = 0; household < 2; household++)
        for (int category = 0; category < 2; category++)
          for (int undone = 0; undone < 2; undone++)
            {
              XyPointsFilter filter = { .period = periods[p],
                                        .unit = unit >= 0 ? points.unit[unit] : XY_ID_NONE,
                                        .household = household ? points.household[6] : XY_ID_NONE,
                                        .category = category ? "环境整治" : NULL,
                                        .with_undone = undone };
              check_list (&points, entries, &filter, unit);
            }
  points_close (&points);
}

static guint
count_found (PointsOffice *points, const char *text)
{
  XyPointsFilter filter = { .text = text };
  XyPointsSums sums;
  g_autoptr (GArray) ids = xy_points_list_ids (points->office.store, &filter, XY_POINTS_BY_DAY, FALSE, &sums, NULL);

  g_assert_cmpint (sums.n, ==, ids->len);
  return ids->len;
}

static void
test_text (void)
{
  PointsOffice points;
  points_open (&points, 3);
  points_one (&points, &points.sweep, 0, "2026-11-01", 0, 0);
  points_one (&points, &points.litter, 0, "2026-11-02", 0, 0);
  points_one (&points, &points.sweep, 5, "2026-11-03", 0, 0);

  g_assert_cmpuint (count_found (&points, ""), ==, 3);
  g_assert_cmpuint (count_found (&points, "  "), ==, 3);
  g_assert_cmpuint (count_found (&points, "清扫"), ==, 2);
  g_assert_cmpuint (count_found (&points, "YWQS"), ==, 2);
  g_assert_cmpuint (count_found (&points, "赵国强"), ==, 2);
  g_assert_cmpuint (count_found (&points, "2-002"), ==, 1);
  g_assert_cmpuint (count_found (&points, "没有"), ==, 0);
  g_auto (GStrv) categories = xy_points_list_categories (points.office.store, NULL);
  g_assert_cmpuint (g_strv_length (categories), ==, 2);
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points/rank", test_rank);
  g_test_add_func ("/points/list", test_list);
  g_test_add_func ("/points/list-text", test_text);
  g_test_add_func ("/points/rank-kept", test_kept);
  g_test_add_func ("/points/recalled", test_recalled);
  return g_test_run ();
}
