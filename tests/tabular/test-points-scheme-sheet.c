/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "../core/points-rules.h"
#include "core/catalogue.h"
#include "tabular/points-scheme-sheet.h"
#include "tabular/read.h"

static gboolean
adopt (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyCatalogue) catalogue = xy_catalogue_get (xy_txn_get_store (txn), data, error);

  return catalogue != NULL && xy_catalogue_adopt (txn, catalogue, NULL, error);
}

static gint64
count (Office *office, const char *sql)
{
  gint64 number = -1;

  xy_db_number (xy_store_get_db (office->store), sql, XY_BIND_NONE, &number, NULL);
  return number;
}

static XyPointsSchemeSheet *
read_file (Office *office, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  XyPointsSchemeSheet *sheet = xy_points_scheme_sheet_read (office->store, workbook, &error);
  g_assert_no_error (error);
  return sheet;
}

/* Every bundled scheme out and in: into its own village nothing changes, into another one all of it is there. */
static void
test_round_trip (void)
{
  static const char *const schemes[] = { "points-wendeng-2020", "points-wendeng-household", "points-shangmei",
                                         "points-dongyue", "points-zhuhu" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      Office office, other;
      g_autoptr (GError) error = NULL;
      guint n = 0;
      office_open (&office, 20 + i);
      g_setenv ("XIANGYUE_DATA", office.folder, TRUE);
      g_autofree char *path = g_build_filename (office.folder, "scheme.xlsx", NULL);
      office_act (&office, "Adopt", adopt, (gpointer) schemes[i]);
      g_assert_true (xy_points_scheme_export (office.store, NULL, path, &n, &error));
      g_assert_no_error (error);
      g_assert_cmpint (n, ==, count (&office, "SELECT count (*) FROM points_rule"));

      gint64 acts = count (&office, "SELECT max (n) FROM act");
      g_autoptr (XyPointsSchemeSheet) same = read_file (&office, path);
      for (guint p = 0; p < same->problems->len; p++)
        g_error ("%s: %s", schemes[i], (const char *) same->problems->pdata[p]);
      office_act (&office, "", xy_points_scheme_sheet_act, same);
      g_assert_cmpuint (same->n_changed, ==, 0);
      g_assert_cmpint (count (&office, "SELECT max (n) FROM act"), ==, acts);

      office_open (&other, 40 + i);
      static const char *const tags[] = { "在外就读", "案件未结", "村民代表", "信息采集员" };
      for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
        rules_tag (&other, tags[t], XY_TAG_PERSON, NULL);
      g_autoptr (XyPointsSchemeSheet) there = read_file (&other, path);
      g_assert_cmpuint (there->problems->len, ==, 0);
      office_act (&other, "", xy_points_scheme_sheet_act, there);
      g_assert_cmpuint (there->n_changed, ==, n);
      g_autoptr (GPtrArray) left = xy_points_rule_list (office.store, NULL, NULL);
      g_autoptr (GPtrArray) right = xy_points_rule_list (other.store, NULL, NULL);
      for (guint r = 0; r < n; r++)
        {
          g_auto (GStrv) one = xy_points_rule_sentences (left->pdata[r]);
          g_auto (GStrv) two = xy_points_rule_sentences (right->pdata[r]);
          g_assert_true (g_strv_equal ((const char *const *) one, (const char *const *) two));
        }
      g_autoptr (XyPointsScheme) head = xy_points_scheme_get (office.store, NULL, NULL);
      g_autoptr (XyPointsScheme) taken = xy_points_scheme_get (other.store, NULL, NULL);
      if (head != NULL)
        {
          g_assert_cmpint (head->base, ==, taken->base);
          g_assert_cmpstr (head->bands, ==, taken->bands);
          g_assert_cmpstr (head->account, ==, taken->account);
        }
      office_close (&office);
      office_close (&other);
    }
}

static XyPointsSchemeSheet *
read_text (Office *office, const char *text, GError **error)
{
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_pasted (text, error);

  g_assert_nonnull (workbook);
  return xy_points_scheme_sheet_read (office->store, workbook, error);
}

static void
test_typed (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  rules_tag (&office, "党员", XY_TAG_PERSON, NULL);

  g_autoptr (XyPointsSchemeSheet) sheet = read_text (&office,
                                                     "石板溪村积分细则\n"
                                                     "类别\t积分项目\t标准\t单位\t最高\t分档\t累计\t对象\n"
                                                     "环境整治\t义务清扫\t+2分\t次\t每月6分\t\t\t\n"
                                                     "\t乱倒垃圾\t-5\t\t\t\t\t\n"
                                                     "扶危济困\t邻里互助\t1-3分\t次\t年最多10\t\t\t\n"
                                                     "\t志愿服务\t\t小时\t\t4//1|10//2\t每年\t党员\n"
                                                     "合计\t\t\t\t\t\t\t\n",
                                                     &error);
  g_assert_no_error (error);
  /* Two lines of tiers cannot be pasted as one cell here: the parser says so at the row. */
  g_assert_cmpuint (sheet->problems->len, ==, 1);
  g_assert_nonnull (strstr (sheet->problems->pdata[0], "6"));
  g_assert_cmpuint (sheet->rules->len, ==, 4);
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_points_scheme_sheet_act, sheet, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  g_autoptr (XyPointsSchemeSheet) good = read_text (&office,
                                                    "类别\t积分项目\t标准\t单位\t最高\n"
                                                    "环境整治\t义务清扫\t+2分\t次\t每月6分\n"
                                                    "\t乱倒垃圾\t-5\t\t\n"
                                                    "扶危济困\t邻里互助\t1-3分\t次\t年最多10\n",
                                                    &error);
  g_assert_no_error (error);
  office_act (&office, "", xy_points_scheme_sheet_act, good);
  g_assert_cmpuint (good->n_changed, ==, 3);
  g_autoptr (GPtrArray) rules = xy_points_rule_list (office.store, NULL, NULL);
  const XyPointsRule *sweep = rules->pdata[0], *litter = rules->pdata[1], *help = rules->pdata[2];
  g_assert_cmpint (sweep->score, ==, 200);
  g_assert_cmpint (sweep->cap, ==, 600);
  g_assert_cmpstr (sweep->cap_period, ==, "month");
  g_assert_cmpint (litter->score, ==, -500);
  g_assert_cmpstr (litter->category, ==, "环境整治");
  g_assert_cmpstr (litter->unit, ==, "次");
  g_assert_cmpint (help->score, ==, 100);
  g_assert_cmpint (help->score_max, ==, 300);
  g_assert_cmpstr (help->cap_period, ==, "year");

  /* The same name is the same rule: a changed score is its second version. */
  g_autoptr (XyPointsSchemeSheet) again =
      read_text (&office, "名称\t分值\t类别\t上限\t上限周期\n义务清扫\t3\t环境整治\t6\t月\n", &error);
  office_act (&office, "", xy_points_scheme_sheet_act, again);
  g_assert_cmpuint (again->n_changed, ==, 1);
  g_assert_cmpint (count (&office, "SELECT count (DISTINCT code) FROM points_rule"), ==, 3);
  g_assert_cmpint (count (&office, "SELECT max (version) FROM points_rule"), ==, 2);
  office_close (&office);
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *text, *row;
  } cases[] = { { "名称\t分值\n扫地\t很多\n", "2" },
                { "名称\t分值\t上限\n扫地\t1\t5\n", "2" },
                { "名称\t分值\t上限\t上限周期\n扫地\t1\t5\t周\n", "2" },
                { "名称\t分值\n扫地\t1\n拔草\t99999\n", "3" },
                { "编号\t名称\t分值\nA1\t扫地\t1\nA1\t拔草\t1\n", "3" },
                { "名称\t分值\t对象\n扫地\t1\t没有的标签\n", "2" },
                { "名称\t分值\t开始\n扫地\t1\t2026-02-30\n", "2" },
                { "名称\t分值\t记入\n扫地\t1\t公司\n", "2" } };
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyPointsSchemeSheet) sheet = read_text (&office, cases[i].text, &error);
      g_assert_no_error (error);
      if (sheet->problems->len == 0)
        g_error ("taken: %s", cases[i].text);
      g_assert_nonnull (strstr (sheet->problems->pdata[0], cases[i].row));
    }
  g_assert_null (read_text (&office, "姓名\t电话\n张三\t1\n", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-scheme-sheet/round-trip", test_round_trip);
  g_test_add_func ("/points-scheme-sheet/typed", test_typed);
  g_test_add_func ("/points-scheme-sheet/wrong", test_wrong);
  return g_test_run ();
}
