/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tips.h"

#define NO_WIDTH "\u200b"

/* WORDS with the characters of no width that make room for the wide ones; as it is where that was done already. */
static char *
widen (const char *words)
{
  g_autoptr (GString) wide = g_string_new (words);

  if (!g_str_has_suffix (words, NO_WIDTH))
    for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
      if (g_unichar_iswide (g_utf8_get_char (at)))
        g_string_append (wide, NO_WIDTH);
  return g_string_free (g_steal_pointer (&wide), FALSE);
}

/* Before GTK's own handler, which shows the widget's words. */
static gboolean
on_queried (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer p)
{
  GtkWidget *widget = g_value_get_object (values);
  const char *words = gtk_widget_get_tooltip_text (widget);
  g_autofree char *wide = words != NULL ? widen (words) : NULL;

  if (g_strcmp0 (wide, words) != 0)
    gtk_widget_set_tooltip_text (widget, wide);
  return TRUE;
}

void
xy_tips_install (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("query-tooltip", GTK_TYPE_WIDGET), 0, on_queried, NULL, NULL);
}

void
xy_tips_show (GtkTooltip *tooltip, const char *words)
{
  g_autofree char *wide = widen (words);

  gtk_tooltip_set_text (tooltip, wide);
}
