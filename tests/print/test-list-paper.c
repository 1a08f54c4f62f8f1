/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "core/error.h"
#include "print/list-paper.h"

#define N_COLUMNS 5
#define N_ROWS 120

static const XyListColumn columns[N_COLUMNS] = {
  { .title = "日期" },
  { .title = "户主", .name = TRUE },
  { .title = "事项", .wide = TRUE },
  { .title = "分值", .align = XY_ALIGN_RIGHT },
  { .title = "经办人" },
};
static const char *const totals[N_COLUMNS] = { "合计", "120笔", NULL, "+240.0", NULL };
static const char long_text[] =
    "参加村组织的人居环境整治集中行动，自带工具，清理沟渠三百米并协助转运垃圾两车，带动邻里五户共同参加";

static XyListPaper
describe (const char **cells, char **names)
{
  for (guint r = 0; r < N_ROWS; r++)
    {
      const char *row[N_COLUMNS] = { "2026-09-12", names[r], r % 7 == 0 ? long_text : "义务清扫主次干道", "+2.0",
                                     "曾小平" };
      memcpy (&cells[r * N_COLUMNS], row, sizeof row);
    }
  return (XyListPaper){
    .village = "石板溪村",
    .title = "积分明细",
    .subtitle = "2026年9月 · 1组",
    .columns = columns,
    .n_columns = N_COLUMNS,
    .cells = cells,
    .n_rows = N_ROWS,
    .totals = totals,
    .issuer = "石板溪村民委员会",
    .date = "2026-10-08",
    .record_number = "MX-2026-0003",
    .printed_at = G_GINT64_CONSTANT (1791421920000),
  };
}

static void
test_list (void)
{
  const char *cells[N_ROWS * N_COLUMNS];
  char *names[N_ROWS];
  const XyListPaperOptions options[] = { XY_LIST_PAPER_OPTIONS_DEFAULT,
                                         { XY_PAGE_A4, TRUE, TRUE },
                                         { XY_PAGE_A6, FALSE, FALSE } };

  for (guint r = 0; r < N_ROWS; r++)
    names[r] = g_strdup_printf ("甲%03u", r);
  XyListPaper list = describe (cells, names);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (XyPaper) paper = xy_list_paper_new (&list, &options[i], &error);
      g_assert_no_error (error);
      g_autofree char *pdf = fixture_write (paper, "list.pdf");
      g_autofree char *text = fixture_text (pdf);
      g_autofree char *all = fixture_squeeze (text);
      guint n_pages = xy_paper_get_n_pages (paper);
      const char *at = all;

      for (guint r = 0; r < N_ROWS; r++)
        {
          g_assert_cmpuint (fixture_count (all, names[r]), ==, 1);
          at = strstr (at, names[r]);
          g_assert_nonnull (at);
        }
      g_assert_cmpuint (fixture_count (all, "日期户主事项分值经办人"), ==, n_pages);
      g_assert_cmpuint (fixture_count (all, "合计"), ==, 1);
      g_assert_cmpuint (fixture_count (all, "+240.0"), ==, 1);
      g_assert_cmpuint (fixture_count (all, "石板溪村民委员会"), ==, 1);
      g_assert_cmpfloat (fixture_compare_page (paper, n_pages - 1, pdf, 96), <=, 0.01);
    }
  for (guint r = 0; r < N_ROWS; r++)
    g_free (names[r]);
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  const XyListPaper list = { .village = "石板溪村", .title = "兑换登记", .columns = columns, .n_columns = N_COLUMNS };
  g_autoptr (XyPaper) paper = xy_list_paper_new (&list, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *pdf = fixture_write (paper, "list-empty.pdf");
  g_autofree char *text = fixture_text (pdf);

  g_assert_nonnull (strstr (text, "没有记录"));
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 1);
}

static void
test_masking (void)
{
  static const char *const cells[N_COLUMNS] = { "2026-09-12", "肖满生", "打电话19900000001", "+2.0", "曾小平" };
  g_autoptr (GError) error = NULL;
  XyListPaper list = { .title = "积分明细", .columns = columns, .n_columns = N_COLUMNS, .cells = cells, .n_rows = 1 };

  g_assert_null (xy_list_paper_new (&list, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "肖满生"));
}

/* Forty columns are set small rather than off the sheet. */
static void
test_many_columns (void)
{
  XyListColumn many[40];
  const char *cells[G_N_ELEMENTS (many)];
  g_autoptr (GError) error = NULL;

  for (guint c = 0; c < G_N_ELEMENTS (many); c++)
    {
      many[c] = (XyListColumn){ .title = "列" };
      cells[c] = "字123";
    }
  const XyListPaper list = {
    .title = "宽表", .columns = many, .n_columns = G_N_ELEMENTS (many), .cells = cells, .n_rows = 1
  };
  g_autoptr (XyPaper) paper = xy_list_paper_new (&list, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *pdf = fixture_write (paper, "list-wide.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  for (guint i = 0; i < words->len; i++)
    g_assert_cmpfloat (((FixtureWord *) words->pdata[i])->right, <=, xy_paper_get_width (paper) - 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-paper/list", test_list);
  g_test_add_func ("/list-paper/empty", test_empty);
  g_test_add_func ("/list-paper/masking", test_masking);
  g_test_add_func ("/list-paper/many-columns", test_many_columns);
  return g_test_run ();
}
