/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart stays within its edges, whatever the figures, names and sizes; and says every figure. */
#include "app/chart.h"

static const char *const names[] = { "1组", "黄土坡自然村第十四村民小组", "12月\n2025年", "" };

static void
check_ink (XyChart *chart, int width, int height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, ink_width, ink_height;

  xy_chart_draw (chart, cr, width, height);
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
      int width, height;

      for (int k = g_test_rand_int_range (0, 10); k > 0; k--)
        most *= 10;
      for (guint i = 0; i < n; i++)
        values[i] = (XyChartValue){ names[g_test_rand_int_range (0, G_N_ELEMENTS (names))],
                                    (gint64) (g_test_rand_double () * (double) most),
                                    (gint64) (-g_test_rand_double () * (double) most),
                                    kind == XY_CHART_BARS && g_test_rand_bit () ? "户均 12.5" : NULL };
      xy_chart_show (chart, "逐月加扣分", values, n, "这段时间没有登记积分。");
      gtk_widget_measure (GTK_WIDGET (chart), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (GTK_WIDGET (chart), GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      check_ink (chart, width * 3 / 2, height);
      check_ink (chart, width * 3, height * 2);
    }
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

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/chart/edges/columns", GINT_TO_POINTER (XY_CHART_COLUMNS), test_edges);
  g_test_add_data_func ("/chart/edges/bars", GINT_TO_POINTER (XY_CHART_BARS), test_edges);
  g_test_add_func ("/chart/words", test_words);
  return g_test_run ();
}
