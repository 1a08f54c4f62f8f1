/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart stays within its edges, whatever the figures, names and sizes; and says every figure. */
#include "app/chart.h"
#include "app/hygiene-bands.h"
#include "app/trend.h"

static const char *const names[] = { "1组", "黄土坡自然村第十四村民小组", "12月\n2025年", "" };

typedef void (*Draw) (gpointer chart, cairo_t *cr, int width, int height);

static void
check_ink (gpointer chart, Draw draw, int width, int height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, ink_width, ink_height;

  draw (chart, cr, width, height);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &x, &y, &ink_width, &ink_height);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (ink_width, >, 20);
  g_assert_cmpfloat (x, >=, -1);
  g_assert_cmpfloat (y, >=, -1);
  g_assert_cmpfloat (x + ink_width, <=, width + 1);
  g_assert_cmpfloat (y + ink_height, <=, height + 1);
}

static void
check_sizes (GtkWidget *chart, Draw draw)
{
  int width, height;

  gtk_widget_measure (chart, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  check_ink (chart, draw, width * 3 / 2, height);
  check_ink (chart, draw, width * 3, height * 2);
}

static void
test_edges (gconstpointer data)
{
  XyChartKind kind = (XyChartKind) GPOINTER_TO_INT (data);
  XyChart *chart = g_object_ref_sink (XY_CHART (xy_chart_new (kind, XY_CHART_POINTS)));

  xy_chart_set_names (chart, "加分", "扣分", "净增");
  for (int round = 0; round < 60; round++)
    {
      XyChartValue values[14];
      guint n = (guint) g_test_rand_int_range (1, G_N_ELEMENTS (values) + 1);
      gint64 most = 1;

      for (int k = g_test_rand_int_range (0, 10); k > 0; k--)
        most *= 10;
      for (guint i = 0; i < n; i++)
        values[i] = (XyChartValue){ names[g_test_rand_int_range (0, G_N_ELEMENTS (names))],
                                    (gint64) (g_test_rand_double () * (double) most),
                                    (gint64) (-g_test_rand_double () * (double) most),
                                    kind == XY_CHART_BARS && g_test_rand_bit () ? "户均 12.5" : NULL };
      xy_chart_show (chart, "逐月加扣分", values, n, "这段时间没有登记积分。");
      check_sizes (GTK_WIDGET (chart), (Draw) xy_chart_draw);
    }
  g_object_unref (chart);
}

static int
measure_height (XyChart *chart, int width)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (chart), GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

/* Figures below nothing, and a legend that has a line of its own, take nothing from the height of the columns. */
static void
test_least (void)
{
  XyChart *chart = g_object_ref_sink (XY_CHART (xy_chart_new (XY_CHART_COLUMNS, XY_CHART_COUNT)));
  const XyChartValue one[] = { { "11月", 12, 0, NULL } };

  xy_chart_set_names (chart, "Raised", "Closed", NULL);
  xy_chart_show (chart, "Matters raised and closed", one, 1, NULL);
  int wide = measure_height (chart, 600);
  g_assert_cmpint (measure_height (chart, 220), >, wide);
  g_object_unref (chart);
}

static void
test_words (void)
{
  XyChart *chart = g_object_ref_sink (XY_CHART (xy_chart_new (XY_CHART_COLUMNS, XY_CHART_POINTS)));
  const XyChartValue values[] = { { "11月", 1200, -550, NULL }, { "12月", 0, 0, NULL } };

  xy_chart_set_names (chart, "加分", "扣分", NULL);
  xy_chart_show (chart, "逐月", values, G_N_ELEMENTS (values), "没有");
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "逐月\n11月 加分 +12 扣分 −5.5\n12月 加分 0");
  xy_chart_show (chart, "逐月", values + 1, 1, "没有");
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "逐月\n12月 加分 0\n没有");
  g_object_unref (chart);
}

/* The longest line of ink down the middle of the only column of CHART. */
static int
column_height (XyChart *chart, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (surface);
  int most = 0, run = 0;

  xy_chart_draw (chart, cr, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      const guchar *line = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
      run = line[width / 2 + 12] > 128 ? run + 1 : 0;
      most = MAX (most, run);
    }
  cairo_surface_destroy (surface);
  return most;
}

/* Little below nothing takes little of the height. */
static void
test_below (void)
{
  XyChart *chart = g_object_ref_sink (XY_CHART (xy_chart_new (XY_CHART_COLUMNS, XY_CHART_POINTS)));
  const XyChartValue values[] = { { "11月", 13600, -4500, NULL } };
  int width, height;

  xy_chart_set_names (chart, "加分", "扣分", NULL);
  xy_chart_show (chart, "逐月", values, G_N_ELEMENTS (values), "没有");
  gtk_widget_measure (GTK_WIDGET (chart), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (chart), GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  g_assert_cmpint (column_height (chart, width, height), >, height / 4);
  g_object_unref (chart);
}

/* Lines with gaps, with one figure or none, all equal or far apart. */
static void
test_trend (void)
{
  XyTrend *trend = g_object_ref_sink (XY_TREND (xy_trend_new ()));
  const char *const labels[] = { "第1期", "第2期", "第3期", "第4期", NULL };

  for (int round = 0; round < 60; round++)
    {
      XyTrendLine lines[8];
      gint64 values[8][4];
      guint n = (guint) g_test_rand_int_range (1, G_N_ELEMENTS (lines) + 1);

      for (guint i = 0; i < n; i++)
        {
          for (guint k = 0; k < 4; k++)
            values[i][k] = g_test_rand_int_range (0, 3) == 0 ? XY_TREND_NONE : g_test_rand_int_range (0, 10001);
          lines[i] = (XyTrendLine){ names[i % G_N_ELEMENTS (names)], values[i], i == 0 };
        }
      xy_trend_show (trend, "各组平均分", labels, lines, n, "还没有评出来的期次。");
      check_sizes (GTK_WIDGET (trend), (Draw) xy_trend_draw);
    }
  const gint64 up[] = { 8000, XY_TREND_NONE, 8250, XY_TREND_NONE }, none[] = { -1, -1, -1, -1 },
               one[] = { -1, 7000, -1, -1 };
  const XyTrendLine three[] = { { "1组", up, FALSE }, { "2组", none, FALSE }, { "3组", one, FALSE } };
  xy_trend_show (trend, "平均", labels, three, 3, "没有");
  gtk_test_accessible_assert_property (trend, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "平均\n1组 82.50 ↑ +2.50\n2组 — \n3组 70.00 ");
  xy_trend_show (trend, "平均", labels, three + 1, 1, "没有");
  gtk_test_accessible_assert_property (trend, GTK_ACCESSIBLE_PROPERTY_LABEL, "平均\n2组 — \n没有");
  g_object_unref (trend);
}

static void
test_bands (void)
{
  XyHygieneBands *bands = g_object_ref_sink (XY_HYGIENE_BANDS (xy_hygiene_bands_new ()));
  const char *const marks[XY_HYGIENE_N_MARKS] = {
    "红榜", "清洁", "合格", "较差", "不合格", "待改进", "帮扶", "没有评"
  };

  for (int round = 0; round < 60; round++)
    {
      XyHygieneColumn columns[12];
      guint n = (guint) g_test_rand_int_range (1, G_N_ELEMENTS (columns) + 1);

      for (guint i = 0; i < n; i++)
        {
          columns[i].label = i % 3 == 0 ? "第1期\n2025年" : "第12期";
          for (guint k = 0; k < XY_HYGIENE_N_MARKS; k++)
            columns[i].n[k] = g_test_rand_bit () ? 0 : (guint) g_test_rand_int_range (0, 20000);
        }
      columns[0].n[0] = 1;
      xy_hygiene_bands_show (bands, "各期结果", marks, columns, n, "还没有评出来的期次。");
      check_sizes (GTK_WIDGET (bands), (Draw) xy_hygiene_bands_draw);
    }
  const XyHygieneColumn two[] = { { "第1期\n2025年", { 1, 0, 0, 0, 0, 2 } }, { "第2期", { 0 } } };
  xy_hygiene_bands_show (bands, "各期", marks, two, 2, "没有");
  /* GTK puts the argument's own text into a format. */
  const char *said = "各期\n第1期 2025年\n红榜 1 · 33%\n待改进 2 · 67%\n第2期";
  gtk_test_accessible_assert_property (bands, GTK_ACCESSIBLE_PROPERTY_LABEL, said);
  xy_hygiene_bands_show (bands, "各期", marks, two + 1, 1, "没有");
  gtk_test_accessible_assert_property (bands, GTK_ACCESSIBLE_PROPERTY_LABEL, "各期\n第2期\n没有");
  g_object_unref (bands);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/chart/edges/columns", GINT_TO_POINTER (XY_CHART_COLUMNS), test_edges);
  g_test_add_data_func ("/chart/edges/bars", GINT_TO_POINTER (XY_CHART_BARS), test_edges);
  g_test_add_func ("/chart/least", test_least);
  g_test_add_func ("/chart/words", test_words);
  g_test_add_func ("/chart/below", test_below);
  g_test_add_func ("/chart/trend", test_trend);
  g_test_add_func ("/chart/bands", test_bands);
  return g_test_run ();
}
