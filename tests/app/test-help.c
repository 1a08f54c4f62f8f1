/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The help: F1 on each page and tab leads to a topic of just that page, on a dialog to the dialog's; each topic can be
 * read at each size of text; what is looked for is listed, and going back leads back.
 */
#include <string.h>

#include "app/dialog.h"
#include "app/help-window.h"
#include "tests/app/practice.h"

static Practice practice;

/* The topic that F1 in WINDOW leads to; the help is closed again. */
static const XyHelpTopic *
press (const XyHelp *help, GtkWidget *window)
{
  XyHelpWindow *opened = xy_help_open (window);
  const XyHelpTopic *topic = xy_help_topic (help, xy_help_window_get_topic (opened));

  gtk_window_destroy (GTK_WINDOW (opened));
  return topic;
}

static gboolean
is_of_page (const XyHelpTopic *topic, const char *page)
{
  for (guint i = 0; i < topic->places->len; i++)
    {
      const char *place = topic->places->pdata[i];
      gsize length = strlen (page);
      if (strncmp (place, page, length) == 0 && (place[length] == '\0' || place[length] == ' '))
        return TRUE;
    }
  return FALSE;
}

/* Each tab of PAGE by the button that opens it. Returns: how many. */
static guint
check_tabs (const XyHelp *help, XyWindow *window, const char *page, GtkWidget *widget)
{
  guint n = 0;

  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_has_css_class (widget, "tab")
      && gtk_widget_has_css_class (widget, "flat") && gtk_widget_get_mapped (widget))
    {
      const char *tab = gtk_widget_get_name (widget);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), TRUE);
      wait_ms (30);
      const XyHelpTopic *topic = press (help, GTK_WIDGET (window));
      g_test_message ("%s %s: %s", page, tab, topic->name);
      g_assert_true (is_of_page (topic, page));
      g_assert_true (topic == xy_help_topic_of_page (help, page, tab));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_tabs (help, window, page, child);
  return n;
}

static void
test_pages (void)
{
  g_autoptr (XyHelp) help = xy_help_new (NULL);
  XyWindow *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  guint tabs = 0;

  for (const XyPageEntry *const *entry = xy_pages (); *entry != NULL; entry++)
    {
      XyPage *page = xy_window_show_page (window, (*entry)->name, NULL);
      wait_ms (50);
      g_assert_true (is_of_page (press (help, GTK_WIDGET (window)), (*entry)->name));
      tabs += check_tabs (help, window, (*entry)->name, GTK_WIDGET (page));
    }
  g_assert_cmpuint (tabs, >=, 25);

  g_action_group_activate_action (G_ACTION_GROUP (window), "lock", NULL);
  wait_ms (50);
  g_assert_cmpstr (press (help, GTK_WIDGET (window))->name, ==, "users");
  practice_close_window (window);
}

static void
test_windows (void)
{
  g_autoptr (XyHelp) help = xy_help_new (NULL);
  XyWindow *window = practice_open_window (&practice, 2, FALSE, 1280, 720);
  static const char *const titles[][2] = { { "Record points", "points-record" },
                                           { "Decide the lists: %s", "hygiene-decide" },
                                           { "Another dialog", "matters" } };

  xy_window_show_page (window, "matters", NULL);
  wait_ms (50);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *dialog = xy_dialog_new (GTK_WIDGET (window), g_dgettext ("xiangyue", titles[i][0]), NULL);
      g_assert_cmpstr (press (help, dialog)->name, ==, titles[i][1]);
      xy_help_mark (dialog, "minutes");
      g_assert_cmpstr (press (help, dialog)->name, ==, "minutes");
      gtk_window_destroy (GTK_WINDOW (dialog));
    }

  /* All of it at the largest text. */
  XyHelpWindow *self = xy_help_open (GTK_WIDGET (window));
  const GPtrArray *topics = xy_help_topics (xy_help_window_get_help (self));
  for (guint i = 0; i < topics->len; i++)
    {
      const XyHelpTopic *topic = topics->pdata[i];
      xy_help_window_show (self, topic->name, NULL);
      practice_check_look (GTK_WIDGET (self), topic->name, 1280, 720);
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "help.back", NULL);
  g_assert_cmpstr (xy_help_window_get_topic (self), ==, ((XyHelpTopic *) topics->pdata[topics->len - 2])->name);
  gtk_window_destroy (GTK_WINDOW (self));
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "Help", &argc, &argv);
  g_test_add_func ("/help/pages", test_pages);
  g_test_add_func ("/help/windows", test_windows);
  return g_test_run ();
}
