/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/publicity.h"
#include "core/day.h"
#include "core/setting.h"
#include "office.h"

static gboolean
set_code (XyTxn *txn, gpointer code, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (xy_txn_get_store (txn), error);
  g_autoptr (XyVillage) copy = xy_record_copy (village);

  xy_set_str (&copy->code, code);
  return xy_record_save (txn, copy, error);
}

static void
decide (Office *office, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  xy_setting_change (office->store, &office->actor, key, value, &error);
  g_assert_no_error (error);
}

/* What each province has in law.md 2 and domain.md 3.2, on a day of the old law and on one of the new. */
static void
test_provinces (void)
{
  static const struct
  {
    const char *province, *day;
    int values[XY_PUBLICITY_N_VALUES]; /* board, objection, reply, quarter, month, event */
    XyPublicitySpan finance;
  } known[] = {
    { "national", "2025-06-01", { 0, 0, 0, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "national", "2025-12-31", { 0, 0, 0, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "national", "2026-01-01", { 15, 0, 0, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "hunan", "2025-06-01", { 0, 0, 0, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "hunan", "2026-06-01", { 15, 0, 0, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "hubei", "2026-06-01", { 15, 0, 0, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "shandong", "2025-06-01", { 5, 5, 5, 15, 15, 10 }, XY_PUBLICITY_MONTH },
    { "shandong", "2026-06-01", { 15, 5, 5, 15, 15, 10 }, XY_PUBLICITY_MONTH },
    { "chongqing", "2025-06-01", { 10, 0, 3, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "chongqing", "2026-06-01", { 15, 0, 3, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "shanghai", "2026-06-01", { 15, 0, 15, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "sichuan", "2025-06-01", { 10, 0, 0, 10, 10, 10 }, XY_PUBLICITY_QUARTER },
    { "sichuan", "2026-06-01", { 15, 0, 0, 10, 10, 10 }, XY_PUBLICITY_QUARTER },
    { "hainan", "2025-06-01", { 0, 0, 0, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
    { "hainan", "2026-06-01", { 15, 0, 15, 15, 15, 10 }, XY_PUBLICITY_QUARTER },
  };
  Office office;
  office_open (&office, 1);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (XyPublicity) publicity = xy_publicity_load (office.store, known[i].province, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (xy_publicity_get_province (publicity), ==, known[i].province);
      const XyPublicityRules *rules = xy_publicity_at (publicity, known[i].day);
      for (guint v = 0; v < XY_PUBLICITY_N_VALUES; v++)
        {
          g_assert_cmpint (rules->values[v].value, ==, known[i].values[v]);
          g_assert_true ((rules->values[v].source != NULL) == (known[i].values[v] > 0));
          /* Nothing of this was compared with the official text yet. */
          g_assert_true (rules->values[v].check == (known[i].values[v] > 0));
        }
      g_assert_cmpint (xy_publicity_item (rules, "finance")->span, ==, known[i].finance);
      g_assert_true (xy_publicity_item (rules, "finance")->law);
      /* 协商 is published since 2026. */
      g_assert_true ((xy_publicity_item (rules, "consultation") != NULL) == (strcmp (known[i].day, "2026") > 0));
      g_assert_null (xy_publicity_item (rules, "nothing"));
    }
  office_close (&office);
}

/* The province follows from the code, or from what the office decided. */
static void
test_chosen (void)
{
  static const char *const codes[][2] = { { "431399101201", "hunan" },    { "420117101201", "hubei" },
                                          { "370181101201", "shandong" }, { "500112101201", "chongqing" },
                                          { "460105101201", "hainan" },   { "330106101201", "national" } };
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      office_act (&office, "Code", set_code, (gpointer) codes[i][0]);
      g_autoptr (XyPublicity) publicity = xy_publicity_load (office.store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (xy_publicity_get_province (publicity), ==, codes[i][1]);
    }
  decide (&office, XY_SETTING_PROVINCE, "sichuan");
  g_autoptr (XyPublicity) sichuan = xy_publicity_load (office.store, NULL, &error);
  g_assert_cmpstr (xy_publicity_get_province (sichuan), ==, "sichuan");
  g_assert_false (xy_setting_change (office.store, &office.actor, XY_SETTING_PROVINCE, "atlantis", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  /* A village may publish its finances more often than it must, not less often. */
  decide (&office, XY_SETTING_FINANCE_SPAN, "month");
  g_autoptr (XyPublicity) monthly = xy_publicity_load (office.store, NULL, &error);
  g_assert_cmpint (xy_publicity_item (xy_publicity_at (monthly, "2026-06-01"), "finance")->span, ==,
                   XY_PUBLICITY_MONTH);
  decide (&office, XY_SETTING_FINANCE_SPAN, "quarter");
  g_autoptr (XyPublicity) shandong = xy_publicity_load (office.store, "shandong", &error);
  g_assert_cmpint (xy_publicity_item (xy_publicity_at (shandong, "2026-06-01"), "finance")->span, ==,
                   XY_PUBLICITY_MONTH);
  office_close (&office);
}

static void
test_due_day (void)
{
  static const struct
  {
    const char *province, *item, *period, *happened, *day;
  } known[] = {
    { "national", "finance", "2026Q3", NULL, "2026-10-15" },   { "national", "finance", "2025Q4", NULL, "2026-01-15" },
    { "sichuan", "finance", "2026Q3", NULL, "2026-10-10" },    { "shandong", "finance", "2026-01", NULL, "2026-02-15" },
    { "national", "major", NULL, "2026-02-20", "2026-03-02" }, /* the day itself is not counted */
    { "national", "major", NULL, "2024-02-20", "2024-03-01" }, { "national", "finance", "2026", NULL, NULL },
    { "national", "other", NULL, "2026-02-20", NULL },         { "national", "finance", NULL, NULL, NULL },
    { "national", "nothing", "2026Q3", NULL, NULL },
  };
  Office office;
  office_open (&office, 3);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (XyPublicity) publicity = xy_publicity_load (office.store, known[i].province, NULL);
      char day[XY_DAY_SIZE];
      gboolean has = xy_publicity_due_day (publicity, known[i].item, known[i].period, known[i].happened, day);
      g_assert_true (has == (known[i].day != NULL));
      if (has)
        g_assert_cmpstr (day, ==, known[i].day);
    }
  office_close (&office);
}

#define ITEM                                                                                                           \
  "{\"key\":\"finance\",\"name\":\"财务\",\"span\":\"quarter\",\"shown\":\"always\",\"paper\":\"x\",\"source\":\"法\"}"
#define GOOD(sets) "{\"name\":\"全国\",\"date\":\"2026-01-01\",\"sets\":[" sets "]}"
#define SET(from, values) "{\"from\":\"" from "\",\"source\":\"法\",\"values\":{" values "},\"items\":[" ITEM "]}"

/* A file that is wrong is refused whole, and in words. */
static void
test_damaged (void)
{
  static const char *const bad[] = {
    "",
    "[]",
    "{}",
    "{\"sets\":[]}",
    GOOD (""),
    "{\"name\":\"全国\",\"date\":\"2026-13-01\",\"sets\":[" SET ("2026-01-01", "") "]}",
    GOOD (SET ("2026-02-30", "")),
    GOOD (SET ("2026-01-01", "") "," SET ("2026-06-01", "")), /* both hold in July */
    GOOD (SET ("2026-01-01", "\"board_days\":{\"value\":0,\"source\":\"法\",\"date\":\"2026-01-01\"}")),
    GOOD (SET ("2026-01-01", "\"board_days\":{\"value\":15,\"date\":\"2026-01-01\"}")),
    GOOD (SET ("2026-01-01", "\"board_days\":{\"value\":15,\"source\":\"法\"}")),
    GOOD (SET ("2026-01-01", "\"colour\":{\"value\":15,\"source\":\"法\",\"date\":\"2026-01-01\"}")),
    GOOD (SET ("2026-01-01", "\"month_day\":{\"value\":31,\"source\":\"法\",\"date\":\"2026-01-01\"}")),
    GOOD ("{\"from\":\"2026-01-01\",\"source\":\"法\",\"items\":[{\"key\":\"finance\",\"span\":\"week\"}]}"),
    GOOD (
        "{\"from\":\"2026-01-01\",\"source\":\"法\",\"items\":[{\"key\":\"finance\",\"span\":\"month\",\"source\":\"法\"}]}"),
  };
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 4);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (xy_publicity_parse (office.store, bad[i], NULL, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
      g_clear_error (&error);
    }
  g_autoptr (XyPublicity) good = xy_publicity_parse (
      office.store,
      GOOD (SET ("2026-01-01", "\"board_days\":{\"value\":15,\"source\":\"法\",\"date\":\"2026-01-01\"}")),
      "{\"name\":\"本省\",\"date\":\"2026-01-01\",\"sets\":[{\"from\":\"2026-07-01\",\"source\":\"办法\",\"values\":"
      "{\"board_days\":{\"value\":20,\"source\":\"办法\",\"date\":\"2026-07-01\"}},\"items\":"
      "[{\"key\":\"own\",\"name\":\"本省事项\",\"span\":\"month\",\"shown\":\"used\",\"source\":\"办法\"}]}]}",
      &error);
  g_assert_no_error (error);
  /* Before all sets, the first holds. */
  g_assert_cmpint (xy_publicity_at (good, "2020-01-01")->values[XY_PUBLICITY_BOARD_DAYS].value, ==, 15);
  g_assert_cmpstr (xy_publicity_at (good, "2026-06-30")->name, ==, "全国 2026-01-01");
  g_assert_cmpint (xy_publicity_at (good, "2026-07-01")->values[XY_PUBLICITY_BOARD_DAYS].value, ==, 20);
  g_assert_cmpstr (xy_publicity_at (good, "2026-07-01")->name, ==, "本省 2026-07-01");
  g_assert_cmpstr (xy_publicity_item (xy_publicity_at (good, "2026-07-01"), "own")->paper, ==, "announcement");
  g_assert_cmpint (xy_publicity_item (xy_publicity_at (good, "2026-07-01"), "own")->shown, ==, XY_PUBLICITY_USED);
  office_close (&office);
}

/* A newer edition in the data folder goes before; an older or a damaged one does not. */
static void
test_editions (void)
{
  static const char *const newer =
      "{\"name\":\"湖南\",\"date\":\"2027-03-01\",\"sets\":[{\"from\":\"2026-01-01\","
      "\"source\":\"新办法\",\"values\":{\"reply_days\":{\"value\":7,\"source\":\"新办法\","
      "\"date\":\"2026-01-01\"}},\"items\":[]}]}";
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 5);
  g_autofree char *data = g_build_filename (office.folder, "data", NULL);
  g_autofree char *rules = g_build_filename (data, "rules", NULL);
  g_autofree char *file = g_build_filename (rules, "publicity-hunan.json", NULL);
  g_mkdir_with_parents (rules, 0700);
  g_setenv ("XIANGYUE_DATA", data, TRUE);

  g_autofree char *older = g_strdup (newer);
  memcpy (strstr (older, "2027-03"), "2020", 4);
  const char *const texts[] = { newer, older, "{", NULL };
  static const int replies[] = { 7, 0, 0, 0 };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_unlink (file);
      if (texts[i] != NULL)
        g_assert_true (g_file_set_contents (file, texts[i], -1, NULL));
      g_autoptr (XyPublicity) publicity = xy_publicity_load (office.store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (xy_publicity_at (publicity, "2026-06-01")->values[XY_PUBLICITY_REPLY_DAYS].value, ==,
                       replies[i]);
    }
  g_unsetenv ("XIANGYUE_DATA");
  g_rmdir (rules);
  g_rmdir (data);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publicity/provinces", test_provinces);
  g_test_add_func ("/publicity/chosen", test_chosen);
  g_test_add_func ("/publicity/due-day", test_due_day);
  g_test_add_func ("/publicity/damaged", test_damaged);
  g_test_add_func ("/publicity/editions", test_editions);
  return g_test_run ();
}
