/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each page of the window on the village to practise in, at three text sizes, light and dark, in the sizes of window
 * that offices have: nothing clipped, nothing outside the window, no control without a name, nothing too pale, no word
 * in another language. The widest wants a wider display: XIANGYUE_DISPLAY=1920x1080 (run.sh), and is then the only one
 * looked at. English words are longer: with XIANGYUE_LANGUAGE=en the larger texts are looked at in the smallest window
 * (with -m slow all sizes, light and dark, which wants the wide display).
 *
 * The tabs that are like others are looked at in the largest text in the smallest window only, unless -m slow.
 *
 * With XIANGYUE_CONTACT_SHEET=FOLDER each is kept there as a picture; contact.py makes sheets of them to look through.
 */
#include "app/pages.h"
#include "app/pane-box.h"
#include "app/prefs.h"
#include "app/settings-dialog.h"
#include "app/table.h"
#include "core/i18n.h"
#include "tests/app/practice.h"

static Practice practice;

static GtkWidget *find_seen (GtkWidget *widget, GType type);

/* The last column is in sight too. */
static void
check_in_sight (GtkWidget *table, const char *where)
{
  GtkWidget *view = find_seen (table, GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  if (gtk_adjustment_get_upper (across) <= gtk_adjustment_get_page_size (across) + 1)
    return;
  g_test_message ("%s: moved sideways, %.0f of %.0f", where, gtk_adjustment_get_page_size (across),
                  gtk_adjustment_get_upper (across));
  g_test_fail ();
}

/* The tables where there is the least room: no column outside, also beside the pane that says the first row. */
static void
check_chosen (XyWindow *window, XyPage *page, const char *where, int width, int height)
{
  GtkWidget *table = find_seen (GTK_WIDGET (page), XY_TYPE_TABLE);
  XyList *list = table != NULL ? xy_table_get_list (XY_TABLE (table)) : NULL;
  g_autofree char *chosen = g_strconcat (where, " chosen", NULL);

  if (width != 1280 || g_settings_get_enum (xy_prefs (), "text-size") != XY_TEXT_LARGEST || list == NULL)
    return;
  check_in_sight (table, where);
  if (xy_list_get_count (list) == 0 || !xy_table_choose (XY_TABLE (table), xy_list_get_id (list, 0)))
    return;
  wait_ms (400);
  practice_check_look (GTK_WIDGET (window), chosen, width, height);
  check_in_sight (table, chosen);
}

/* Each table of a tab that has several, by the toggles over it: each has verbs of its own. Returns how many. */
static guint
check_toggles (XyWindow *window, GtkWidget *widget, const char *where, int width, int height)
{
  guint n = 0;

  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_has_css_class (widget, "tab")
      && !gtk_widget_has_css_class (widget, "flat") && gtk_widget_get_mapped (widget))
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), TRUE);
      wait_ms (200);
      practice_check_look (GTK_WIDGET (window), where, width, height);
      check_chosen (window, XY_PAGE (gtk_widget_get_ancestor (widget, XY_TYPE_PAGE)), where, width, height);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_toggles (window, child, where, width, height);
  return n;
}

/* The further tabs of PAGE, and the tables of the last of them. */
static void
check_tabs (XyWindow *window,
            XyPage *page,
            const char *const *tabs,
            const char *where,
            guint least_toggles,
            int width,
            int height)
{
  for (; *tabs != NULL; tabs++)
    {
      g_autofree char *tab = g_strconcat (where, " ", *tabs, NULL);
      xy_page_set_tab (page, *tabs);
      g_assert_cmpstr (xy_page_get_tab (page), ==, *tabs);
      wait_ms (400);
      practice_check_look (GTK_WIDGET (window), tab, width, height);
      check_chosen (window, page, tab, width, height);
    }
  g_assert_cmpuint (check_toggles (window, GTK_WIDGET (page), where, width, height), >=, least_toggles);
}

/* The names of the tabs of WIDGET, which is a page. */
static void
gather_tabs (GtkWidget *widget, GPtrArray *names)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_has_css_class (widget, "tab")
      && gtk_widget_has_css_class (widget, "flat"))
    g_ptr_array_add (names, g_strdup (gtk_widget_get_name (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather_tabs (child, names);
}

/* Those that none of TABS is. */
static void
check_other_tabs (XyWindow *window, XyPage *page, const char *const *tabs, const char *where, int width, int height)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  gather_tabs (GTK_WIDGET (page), names);
  for (guint i = 1; i < names->len; i++)
    {
      const char *const others[] = { names->pdata[i], NULL };
      if (!g_strv_contains (tabs, names->pdata[i]))
        check_tabs (window, page, others, where, 0, width, height);
    }
}

/* While a page is read it may want more room for a moment than in the end; the window stays as large then. */
static void
check_size (XyWindow *window, const char *where, int width, int height)
{
  int wide = gtk_widget_get_width (GTK_WIDGET (window)), high = gtk_widget_get_height (GTK_WIDGET (window));

  if (wide > width || high > height)
    {
      g_test_message ("%s: has grown to %d×%d", where, wide, high);
      g_test_fail ();
    }
}

static void
test_pages (gconstpointer p)
{
  static const char *const points[] = { "waiting", "charts", "reward", NULL };
  static const char *const charts[] = { "charts", NULL };
  static const char *const none[] = { NULL };
  static const char *const hygiene[] = { "results", "slips", "basis", NULL };
  static const char *const all_hygiene[] = { "charts", "results", "slips", "basis", NULL };
  static const int widths[] = { 1366, 1280, 1920 }, heights[] = { 768, 720, 1080 };
  int size = GPOINTER_TO_INT (p) % 3, dark = GPOINTER_TO_INT (p) / 3 % 2, place = GPOINTER_TO_INT (p) / 6;
  int width = widths[place], height = heights[place];
  XyWindow *window = practice_open_window (&practice, size, dark, width, height);

  for (const XyPageEntry *const *entry = xy_pages (); *entry != NULL; entry++)
    {
      g_autofree char *where = g_strdup_printf ("%s %d pt %s %d×%d", (*entry)->name,
                                                size == 0   ? 11
                                                : size == 1 ? 13
                                                            : 16,
                                                dark ? "dark" : "light", width, height);
      XyPage *page = xy_window_show_page (window, (*entry)->name, NULL);
      wait_ms (400);
      practice_check_look (GTK_WIDGET (window), where, width, height);
      check_chosen (window, page, where, width, height);
      const char *const *seen = none;
      if (g_str_equal ((*entry)->name, "points"))
        check_tabs (window, page, seen = points, where, 3, width, height);
      else if (g_str_equal ((*entry)->name, "bylaws"))
        check_tabs (window, page, none, where, 5, width, height);
      else if (g_str_equal ((*entry)->name, "hygiene"))
        {
          check_tabs (window, page, charts, where, 3, width, height);
          check_tabs (window, page, hygiene, where, 4, width, height);
          seen = all_hygiene;
        }
      if (g_test_slow () || (size == 2 && width == 1280 && !dark))
        check_other_tabs (window, page, seen, where, width, height);
      check_size (window, where, width, height);
    }

  g_autofree char *where = g_strdup_printf ("settings %d", size);
  GtkWidget *settings = xy_settings_dialog_new (GTK_WIDGET (window), xy_window_get_desk (window));
  gtk_window_present (GTK_WINDOW (settings));
  wait_ms (200);
  practice_check_look (settings, where, width, height);
  gtk_window_destroy (GTK_WINDOW (settings));

  g_action_group_activate_action (G_ACTION_GROUP (window), "lock", NULL);
  wait_ms (300);
  practice_check_look (GTK_WIDGET (window), "lock", width, height);
  practice_close_window (window);
}

/* The one that is seen in WIDGET. */
static GtkWidget *
find_seen (GtkWidget *widget, GType type)
{
  GtkWidget *found = gtk_widget_get_mapped (widget) && G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_seen (child, type);
  return found;
}

/* Waits until the pane beside TABLE is seen or not; the keyboard stays in the table. */
static void
wait_pane (GtkWidget *table, gboolean seen)
{
  GtkWidget *pane = gtk_widget_get_last_child (gtk_widget_get_ancestor (table, XY_TYPE_PANE_BOX));

  for (int i = 0; i < 100 && gtk_widget_get_mapped (pane) != seen; i++)
    wait_ms (50);
  wait_ms (200);
  g_assert_true (gtk_widget_get_mapped (pane) == seen);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (table)), table));
}

static void
press (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

/* In large text the pane is there while a row is chosen, and none is at first; in small text it says so. */
static void
test_pane (gconstpointer p)
{
  XyWindow *window = practice_open_window (&practice, 2, FALSE, 1280, 720);
  XyPage *page = xy_window_show_page (window, p, NULL);

  wait_ms (600);
  GtkWidget *table = find_seen (GTK_WIDGET (page), XY_TYPE_TABLE);
  g_assert_nonnull (table);
  g_assert_cmpuint (xy_table_get_n_chosen (XY_TABLE (table)), ==, 0);
  xy_page_focus_content (page);
  wait_pane (table, FALSE);
  /* English words want more than such a window has. */
  g_settings_set_enum (xy_prefs (), "text-size", 0);
  wait_pane (table, FALSE);
  if (!xy_i18n_is_english ())
    {
      gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
      wait_pane (table, TRUE);
    }
  g_settings_set_enum (xy_prefs (), "text-size", 2);
  wait_pane (table, FALSE);
  /* The first step down is to the first row. */
  press (table, GDK_KEY_Down);
  wait_pane (table, TRUE);
  g_autoptr (XyRow) row = xy_table_get_row (XY_TABLE (table));
  g_assert_true (xy_id_same (xy_row_get_id (row), xy_list_get_id (xy_table_get_list (XY_TABLE (table)), 0)));
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (xy_table_choose (XY_TABLE (table), xy_list_get_id (xy_table_get_list (XY_TABLE (table)), 0)));
      wait_pane (table, TRUE);
      xy_table_choose_none (XY_TABLE (table));
      /* Where rows are chosen one at a time one stays chosen. */
      wait_pane (table, xy_table_get_n_chosen (XY_TABLE (table)) > 0);
    }
  practice_close_window (window);
}

/* The button under WIDGET that goes on. */
static GtkWidget *
find_next (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_next (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_first_start (gconstpointer p)
{
  int size = GPOINTER_TO_INT (p);

  g_settings_set_enum (xy_prefs (), "text-size", size);
  g_settings_set (xy_prefs (), "window-size", "(ii)", 1280, 720);
  g_settings_set_boolean (xy_prefs (), "maximised", FALSE);
  XyWindow *window = xy_window_new (practice.application);
  xy_window_open_store (window, NULL, 0);
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (300);
  practice_check_look (GTK_WIDGET (window), "first start", 1280, 720);

  /* An error beside each field that must be filled. */
  g_signal_emit_by_name (find_next (GTK_WIDGET (window)), "clicked");
  wait_ms (300);
  practice_check_look (GTK_WIDGET (window), "first start, nothing filled in", 1280, 720);
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "Look", &argc, &argv);
  static const char *const places[] = { "1366x768", "1280x720", "1920x1080" };
  gboolean wide = g_strcmp0 (g_getenv ("XIANGYUE_DISPLAY"), places[2]) == 0;
  gboolean english = g_strcmp0 (g_getenv ("XIANGYUE_LANGUAGE"), "en") == 0;
  for (int i = wide && !english ? 12 : 0; i < (wide ? 18 : 12); i++)
    {
      if (english && !g_test_slow () && i != 7 && i != 8)
        continue;
      g_autofree char *path =
          g_strdup_printf ("/look/pages/%s/%s/%d", places[i / 6], i / 3 % 2 ? "dark" : "light", i % 3);
      g_test_add_data_func (path, GINT_TO_POINTER (i), test_pages);
    }
  if (!wide)
    {
      g_test_add_data_func ("/look/pane/meetings", "meetings", test_pane);
      g_test_add_data_func ("/look/pane/households", "households", test_pane);
      g_test_add_data_func ("/look/pane/points", "points", test_pane);
    }
  for (int i = 0; i < (wide && !english ? 0 : 3); i++)
    {
      g_autofree char *path = g_strdup_printf ("/look/first-start/%d", i);
      g_test_add_data_func (path, GINT_TO_POINTER (i), test_first_start);
    }
  return g_test_run ();
}
