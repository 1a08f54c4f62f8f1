/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

#include "app/prefs.h"
#include "app/style.h"

#define DOTS 96

/* Until LABEL wants about WIDTH. */
static void
wait_for_width (GtkWidget *label, double width)
{
  gint64 until = g_get_monotonic_time () + 3 * G_TIME_SPAN_SECOND;
  int wanted;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
      gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wanted, NULL, NULL);
    }
  while (ABS (wanted - width) > 5); /* each is rounded */
}

/* A desktop that shows text larger leaves as little room beside it as a larger size does. */
static void
test_desktop_scale (void)
{
  static const struct
  {
    int size, percent;
    double scale;
    XyTextSize shown;
  } cases[] = {
    { XY_TEXT_STANDARD, 100, 1, XY_TEXT_STANDARD },          { XY_TEXT_LARGEST, 100, 16 / 11.0, XY_TEXT_LARGEST },
    { XY_TEXT_STANDARD, 125, 1.25, XY_TEXT_LARGE },          { XY_TEXT_STANDARD, 150, 1.5, XY_TEXT_LARGEST },
    { XY_TEXT_LARGE, 125, 1.25 * 13 / 11, XY_TEXT_LARGEST }, { XY_TEXT_LARGE, 80, 0.8 * 13 / 11, XY_TEXT_STANDARD },
    { XY_TEXT_LARGE, 100, 13 / 11.0, XY_TEXT_LARGE },
  };
  GtkWidget *window = gtk_window_new (), *label = gtk_label_new ("户籍户籍户籍");

  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_settings_set_enum (xy_prefs (), "text-size", cases[i].size);
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DOTS * 1024 * cases[i].percent / 100, NULL);
      g_assert_cmpfloat_with_epsilon (xy_prefs_get_scale (), cases[i].scale, 0.001);
      g_assert_cmpint (xy_prefs_get_shown_size (), ==, cases[i].shown);

      /* And it is as large as is said: an 汉字 is as wide as high, 11 points are 14.7 pixels. */
      wait_for_width (label, 6 * cases[i].scale * 11 * DOTS / 72);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  xy_style_init (gdk_display_get_default ());
  g_test_add_func ("/style/desktop-scale", test_desktop_scale);
  return g_test_run ();
}
