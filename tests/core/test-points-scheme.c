/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/points-balance.h"
#include "core/points-scheme.h"
#include "points-rules.h"

static XyPointsScheme *
scheme_new (const char *name, const char *adopted_on, gint64 base)
{
  XyPointsScheme *scheme = xy_record_new (&xy_points_scheme_type);

  xy_set_str (&scheme->name, name);
  xy_set_str (&scheme->adopted_on, adopted_on);
  xy_set_str (&scheme->meeting, "村民代表会议");
  scheme->present = 40;
  scheme->in_favour = 38;
  scheme->base = base;
  return scheme;
}

static void
save (Office *office, XyPointsScheme *scheme)
{
  office_act (office, "", xy_points_scheme_save_act, scheme);
  g_object_unref (scheme);
}

static void
refused (Office *office, XyPointsScheme *scheme, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_store_act (office->store, &office->actor, "", xy_points_scheme_save_act, scheme, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static void
test_versions (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);

  g_assert_null (xy_points_scheme_get (office.store, NULL, &error));
  g_assert_no_error (error);
  save (&office, scheme_new ("一", "2024-03-01", 0));
  XyPointsScheme *second = scheme_new ("二", "2025-12-20", 6000);
  xy_set_str (&second->starts, "2026-01-01");
  save (&office, second);

  static const struct
  {
    const char *day, *name;
  } days[] = {
    { "2024-02-29", NULL }, { "2024-03-01", "一" }, { "2025-12-31", "一" }, { "2026-01-01", "二" }, { NULL, "二" }
  };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (office.store, days[i].day, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (scheme != NULL ? scheme->name : NULL, ==, days[i].name);
    }

  /* The same once more is no version; a written one is not changed; undo takes the version back. */
  g_autoptr (XyPointsScheme) newest = xy_points_scheme_get (office.store, NULL, NULL);
  g_autofree char *adoption = xy_points_scheme_adoption (newest);
  g_assert_nonnull (strstr (adoption, "村民代表会议"));
  g_assert_nonnull (strstr (adoption, "38"));
  office_act (&office, "", xy_points_scheme_save_act, xy_record_copy (newest));
  g_autoptr (GPtrArray) versions = xy_points_scheme_versions (office.store, NULL);
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpint (newest->version, ==, 2);
  g_autoptr (XyPointsScheme) changed = xy_record_copy (newest);
  changed->base = 7000;
  g_assert_false (xy_store_act (office.store, &office.actor, "", rules_save_person, changed, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_assert_true (xy_store_undo (office.store, &office.actor, NULL));
  g_autoptr (XyPointsScheme) before = xy_points_scheme_get (office.store, NULL, NULL);
  g_assert_cmpstr (before->name, ==, "一");
  office_close (&office);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *field, *text;
  } cases[] = { { "name", NULL },
                { "adopted_on", "2026-11-23" },
                { "adopted_on", "2026-11" },
                { "starts", "2025-01-01" },
                { "present", "-1" },
                { "in_favour", "41" },
                { "in_favour", "-1" },
                { "base", "-1" },
                { "base", "10000001" },
                { "account", "village" },
                { "value", "-1" },
                { "bands", "五星" },
                { "bands", "五星\t多" },
                { "bands", "四星\t1040\n五星\t1060" },
                { "bands", "五星\t1060\n四星\t1060" } };
  Office office;
  office_open (&office, 2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyPointsScheme) scheme = scheme_new ("一", "2026-01-01", 0);
      g_assert_true (
          xy_record_set_text (scheme, xy_record_type_field (&xy_points_scheme_type, cases[i].field), cases[i].text));
      refused (&office, scheme, cases[i].field);
    }
  g_autoptr (XyPointsScheme) volunteers = scheme_new ("一", "2026-01-01", 100);
  xy_set_str (&volunteers->account, "volunteer");
  refused (&office, volunteers, "base");
  office_close (&office);
}

static void
test_bands (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bands = xy_points_bands ("五星\t1060.01\n四星 １０４０\n\n零 星\t0\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bands->len, ==, 3);
  g_assert_cmpstr (xy_points_band_of (bands, 106001), ==, "五星");
  g_assert_cmpstr (xy_points_band_of (bands, 106000), ==, "四星");
  g_assert_cmpstr (xy_points_band_of (bands, 104000), ==, "四星");
  g_assert_cmpstr (xy_points_band_of (bands, 103999), ==, "零 星");
  g_assert_cmpstr (xy_points_band_of (bands, -1), ==, NULL);
  g_autoptr (GPtrArray) none = xy_points_bands (NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static gboolean
give (XyTxn *txn, gpointer data, GError **error)
{
  return xy_points_scheme_give_base (txn, data, NULL, error);
}

static gint64
n_base (Office *office)
{
  gint64 n = 0;

  xy_db_number (xy_store_get_db (office->store),
                "SELECT count (*) FROM points_entry WHERE kind = 'base' AND cancelled = 0", XY_BIND_NONE, &n, NULL);
  return n;
}

static void
test_base_of_households (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 3);
  Office *office = &points.office;
  XyPointsBalance balance;

  g_assert_false (xy_store_act (office->store, &office->actor, "", give, (gpointer) "2026", &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "scheme");
  g_clear_error (&error);
  save (office, scheme_new ("一", "2025-03-01", 6000));
  static const char *const wrong[] = { "2027", "2026-01", "x", "" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (xy_store_act (office->store, &office->actor, "", give, (gpointer) wrong[i], &error));
      g_assert_cmpstr (xy_error_get_field (error), ==, "year");
      g_clear_error (&error);
    }

  office_act (office, "", give, (gpointer) "2026");
  g_assert_cmpint (n_base (office), ==, POINTS_HOUSEHOLDS);
  g_assert_true (xy_points_balance (office->store, &points.household[3], &balance, NULL));
  g_assert_cmpint (balance.total, ==, 6000);
  g_assert_cmpint (balance.spend, ==, 0);
  g_assert_cmpint (balance.plus, ==, 0);

  /* A second run adds nothing, also after the file was opened again; undone and given anew, everybody has it once. */
  office_act (office, "", give, (gpointer) "2026");
  office_reopen (office);
  office_act (office, "", give, (gpointer) "2026");
  g_assert_cmpint (n_base (office), ==, POINTS_HOUSEHOLDS);
  g_assert_true (xy_store_undo (office->store, &office->actor, &error));
  g_assert_cmpint (n_base (office), ==, 0);
  office_act (office, "", give, (gpointer) "2026");
  office_act (office, "", give, (gpointer) "2026");
  g_assert_cmpint (n_base (office), ==, POINTS_HOUSEHOLDS);

  /* The scheme of 2025 began in March: so does its base. */
  office_act (office, "", give, (gpointer) "2025");
  g_autofree char *day =
      xy_db_text (xy_store_get_db (office->store), "SELECT min (day) FROM points_entry", XY_BIND_NONE, NULL);
  g_assert_cmpstr (day, ==, "2025-03-01");
  points_close (&points);
}

static void
test_base_of_persons (void)
{
  PointsOffice points;
  points_open (&points, 4);
  Office *office = &points.office;
  XyPointsScheme *scheme = scheme_new ("一", "2026-01-01", 100000);

  rules_person (office, &points.household[0], "赵国强", "户主", "1970-05-01");
  rules_person (office, &points.household[0], "赵小明", "子", "2008-01-02");
  rules_person (office, &points.household[0], "赵小红", "女", "2008-01-01");
  rules_person (office, &points.household[0], "钱小红", "妻", NULL);
  xy_set_str (&scheme->account, "person");
  save (office, scheme);
  office_act (office, "", give, (gpointer) "2026");
  g_assert_cmpint (n_base (office), ==, 3);
  XyPointsBalance balance;
  g_assert_true (xy_points_balance (office->store, &points.household[0], &balance, NULL));
  g_assert_cmpint (balance.total, ==, 0);
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-scheme/versions", test_versions);
  g_test_add_func ("/points-scheme/refusals", test_refusals);
  g_test_add_func ("/points-scheme/bands", test_bands);
  g_test_add_func ("/points-scheme/base-of-households", test_base_of_households);
  g_test_add_func ("/points-scheme/base-of-persons", test_base_of_persons);
  return g_test_run ();
}
