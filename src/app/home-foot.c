/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/home-foot.h"

#include <glib/gi18n-lib.h>

#include "app/pill.h"
#include "app/sync-keeper.h"
#include "app/words.h"

#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

typedef struct
{
  GtkWidget *button;
  GtkWidget *pill;
  GtkLabel *words;
  XySyncKeeper *keeper; /* NULL until there is a desk */
} Foot;

static char *
say_age (gint64 age)
{
  if (age < 0)
    return g_strdup (_ ("Nothing was reported yet"));
  if (age < 2 * MINUTE)
    return g_strdup (_ ("Reported just now"));
  if (age < HOUR)
    return g_strdup_printf (_ ("Last reported %d minutes ago"), (int) (age / MINUTE));
  if (age < DAY)
    return g_strdup_printf (ngettext ("Last reported %d hour ago", "Last reported %d hours ago", (gulong) (age / HOUR)),
                            (int) (age / HOUR));
  return g_strdup_printf (ngettext ("Last reported %d day ago", "Last reported %d days ago", (gulong) (age / DAY)),
                          (int) (age / DAY));
}

char *
xy_home_foot_words (gint64 age, gint64 waiting)
{
  g_autofree char *ago = say_age (age);

  if (waiting == 0)
    return g_strdup_printf (_ ("%s, nothing waits"), ago);
  return g_strdup_printf (ngettext ("%s, %d waits", "%s, %d wait", (gulong) waiting), ago, (int) waiting);
}

/* What came from the township or the county and must be seen; NULL. */
static char *
say_news (const XySyncState *state)
{
  if (state->deletions > 0)
    return g_strdup_printf (_ ("%d deletions to look at"), (int) state->deletions);
  if (state->news > 0)
    return g_strdup_printf (ngettext ("%d notice from above", "%d notices from above", (gulong) state->news),
                            (int) state->news);
  return NULL;
}

static void
show (GtkWidget *button)
{
  Foot *foot = g_object_get_data (G_OBJECT (button), "foot");
  const XySyncState *state = xy_sync_keeper_get_state (foot->keeper);
  gboolean enrolled = state != NULL && state->enrolment != XY_ENROLMENT_NONE;

  gtk_widget_set_visible (button, enrolled);
  if (!enrolled)
    return;
  gboolean late = xy_sync_state_is_silent (state) || state->enrolment == XY_ENROLMENT_AGAIN;
  g_autofree char *line = xy_home_foot_words (state->receipt_age, state->waiting), *news = say_news (state);
  g_autofree char *words = news != NULL ? g_strdup_printf ("%s · %s", news, line) : g_steal_pointer (&line);
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Reporting to the county"), words);
  xy_pill_set (XY_PILL (foot->pill),
               late                 ? XY_PILL_ALERT
               : news != NULL       ? XY_PILL_WAITING
               : state->waiting > 0 ? XY_PILL_WAITING
                                    : XY_PILL_DONE,
               late                 ? _ ("Overdue")
               : news != NULL       ? _ ("Not read yet")
               : state->waiting > 0 ? _ ("to report")
                                    : _ ("reported"));
  gtk_label_set_text (foot->words, words);
  if (late)
    gtk_widget_add_css_class (GTK_WIDGET (foot->words), "minus");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (foot->words), "minus");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
foot_free (gpointer data)
{
  Foot *foot = data;

  g_clear_object (&foot->keeper);
  g_free (foot);
}

GtkWidget *
xy_home_foot_new (void)
{
  Foot *foot = g_new0 (Foot, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  foot->button = gtk_button_new ();
  foot->pill = xy_pill_new (XY_PILL_PLAIN, "");
  foot->words = GTK_LABEL (xy_words_new_line (NULL, NULL));
  gtk_widget_set_valign (foot->pill, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (foot->words), TRUE);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("xy-export-symbolic"));
  gtk_box_append (GTK_BOX (line), foot->pill);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (foot->words));
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("xy-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (foot->button), line);
  gtk_widget_add_css_class (foot->button, "flat");
  gtk_widget_add_css_class (foot->button, "home-foot");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (foot->button), "win.show-line");
  gtk_widget_set_visible (foot->button, FALSE);
  g_object_set_data_full (G_OBJECT (foot->button), "foot", foot, foot_free);
  return foot->button;
}

void
xy_home_foot_set_desk (GtkWidget *button, XyDesk *desk)
{
  Foot *foot = g_object_get_data (G_OBJECT (button), "foot");

  g_return_if_fail (foot != NULL && foot->keeper == NULL);
  foot->keeper = g_object_ref (xy_sync_keeper_of (desk));
  g_signal_connect_object (foot->keeper, "changed", G_CALLBACK (show), button, G_CONNECT_SWAPPED);
  show (button);
}
