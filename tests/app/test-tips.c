/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tips.h"

/* GTK makes room for as many narrow characters as there are in all. */
static void
test_wide (void)
{
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  gtk_widget_set_tooltip_text (button, "全部类别 (F5)");
  for (guint i = 0; i < 2; i++)
    {
      g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
      g_assert_true (shown);
      g_assert_cmpint (g_utf8_strlen (gtk_widget_get_tooltip_text (button), -1), ==, 9 + 4);
      g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (button), "全部类别 (F5)"));
    }

  gtk_widget_set_tooltip_text (button, "Group");
  g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Group");
  g_object_unref (button);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  xy_tips_install ();
  g_test_add_func ("/tips/wide", test_wide);
  return g_test_run ();
}
