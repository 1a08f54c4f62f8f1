/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What opens from the pages of the window on the village to practise in: behind every word that ends in "…" and every
 * verb that is found by the search, with the first row of each table chosen. Nothing is done in it; looked at as the
 * pages are (test-look.c), and kept for contact.py. The largest text wants the most room: it is looked at in dark
 * colours, in English (XIANGYUE_LANGUAGE=en) in light ones. With -m slow all sizes are, in both.
 */
#include "app/dialog.h"
#include "app/form.h"
#include "app/pages.h"
#include "app/table.h"
#include "tests/app/practice.h"

typedef struct
{
  XyWindow *window;
  XyPage *page;
  const char *size;
  GHashTable *seen; /* titles of the windows that were looked at */
} Walk;

static Practice practice;
/* Of the window, and what a dialog may have: on a wide display (XIANGYUE_DISPLAY=1920x1080, run.sh) all of that. */
static int width = 1280, height = 720;

/* The window that came over ABOVE, where there is one. */
static GtkWidget *
find_window (GtkWidget *above)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_WIDGET (l->data) != above && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static void
look_at_window (Walk *walk, GtkWidget *dialog)
{
  const char *title = gtk_window_get_title (GTK_WINDOW (dialog));
  g_autofree char *where =
      g_strdup_printf ("%s, %s %s", xy_page_get_title (walk->page), walk->size, title != NULL ? title : "?");

  /* GTK's own look as GTK has them. */
  if (GTK_IS_DIALOG (dialog) || !g_hash_table_add (walk->seen, g_strdup (title)))
    return;
  wait_ms (g_getenv ("XIANGYUE_CONTACT_SHEET") != NULL ? 300 : 60);
  practice_check_look (dialog, where, width, height);
  if (gtk_widget_get_width (dialog) > width || gtk_widget_get_height (dialog) > height)
    {
      g_test_message ("%s: opens with %d×%d", where, gtk_widget_get_width (dialog), gtk_widget_get_height (dialog));
      g_test_fail ();
    }
}

static void
look_at_what_came (Walk *walk)
{
  GtkWidget *dialog;

  for (guint i = 0; i < 12 && find_window (GTK_WIDGET (walk->window)) == NULL; i++)
    wait_ms (25);
  while ((dialog = find_window (GTK_WIDGET (walk->window))) != NULL)
    {
      look_at_window (walk, dialog);
      gtk_window_destroy (GTK_WINDOW (dialog));
      wait_ms (20);
    }
}

/* The first row of each table that is to be seen. */
static void
choose_rows (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_COLUMN_VIEW (widget))
    gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (widget)), 0, TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    choose_rows (child);
}

static gboolean
opens_something (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return g_str_has_suffix (gtk_label_get_text (GTK_LABEL (widget)), "…");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (opens_something (child))
      return TRUE;
  return FALSE;
}

static void
gather_buttons (GtkWidget *widget, GPtrArray *buttons)
{
  if (!gtk_widget_get_mapped (widget) || XY_IS_TABLE (widget))
    return;
  if (GTK_IS_BUTTON (widget) && opens_something (widget))
    g_ptr_array_add (buttons, g_object_ref (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather_buttons (child, buttons);
}

static void
press_buttons (Walk *walk)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new_with_free_func (g_object_unref);

  choose_rows (GTK_WIDGET (walk->page));
  wait_ms (400);
  gather_buttons (GTK_WIDGET (walk->page), buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (gtk_widget_get_mapped (buttons->pdata[i]) && gtk_widget_is_sensitive (buttons->pdata[i]))
      {
        g_signal_emit_by_name (buttons->pdata[i], "clicked");
        look_at_what_came (walk);
      }
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

static void
walk_page (Walk *walk, const XyPageEntry *entry)
{
  g_autoptr (GPtrArray) tabs = g_ptr_array_new_with_free_func (g_free);

  walk->page = xy_window_show_page (walk->window, entry->name, NULL);
  wait_ms (400);
  gather_tabs (GTK_WIDGET (walk->page), tabs);
  for (guint i = 0; i < MAX (tabs->len, 1); i++)
    {
      if (tabs->len > 0)
        xy_page_set_tab (walk->page, tabs->pdata[i]);
      wait_ms (200);
      press_buttons (walk);
    }
  for (const XyPageVerb *verb = entry->verbs; verb != NULL && verb->label != NULL; verb++)
    {
      if (verb->action == NULL)
        continue;
      if (verb->tab != NULL)
        xy_page_set_tab (walk->page, verb->tab);
      gtk_widget_activate_action (GTK_WIDGET (walk->page), verb->action, NULL);
      look_at_what_came (walk);
    }
}

static void
test_dialogs (gconstpointer p)
{
  int size = GPOINTER_TO_INT (p) % 3, dark = GPOINTER_TO_INT (p) / 3;
  g_autofree char *name = g_strdup_printf ("%d pt %s", (int[]){ 11, 13, 16 }[size], dark ? "dark" : "light");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { .window = practice_open_window (&practice, size, dark, width, height), .size = name, .seen = seen };

  for (const XyPageEntry *const *entry = xy_pages (); *entry != NULL; entry++)
    if (!(*entry)->office)
      walk_page (&walk, *entry);
  g_test_message ("%u windows", g_hash_table_size (seen));
  g_assert_cmpuint (g_hash_table_size (seen), >, 30);
  practice_close_window (walk.window);
}

/* Words that wrap have no gap below them, a form of drop-downs begins at the left, and what is high leaves the screen
 * its margin. */
static void
test_fit (gconstpointer p)
{
  XyWindow *window = practice_open_window (&practice, 0, 0, width, height);
  GtkWidget *dialog = xy_dialog_new (GTK_WIDGET (window), "Fit", "Keep it"), *form = xy_form_new ();
  GtkWidget *words = gtk_label_new ("村里的事村里办，办了以后要公开，公开以后听意见。"
                                    "村里的事村里办，办了以后要公开，公开以后听意见。");
  GtkWidget *drop = gtk_drop_down_new_from_strings ((const char *[]){ "2026", NULL });
  graphene_rect_t bounds;
  int natural;

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  xy_form_add (XY_FORM (form), "year", "Year", drop, NULL);
  xy_form_add_widget (XY_FORM (form), words);
  xy_dialog_set_content (XY_DIALOG (dialog), form);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 520, -1);
  gtk_window_present (GTK_WINDOW (dialog));
  wait_ms (300);
  gtk_widget_measure (form, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (form), NULL, &natural, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_height (form), ==, natural);
  g_assert_true (gtk_widget_compute_bounds (drop, form, &bounds));
  g_assert_cmpfloat (bounds.origin.x, <, 100);
  gtk_window_destroy (GTK_WINDOW (dialog));

  dialog = xy_dialog_new (GTK_WIDGET (window), "Fit", "Keep it");
  form = xy_form_new ();
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", i);
      xy_form_add (XY_FORM (form), name, name, gtk_entry_new (), NULL);
    }
  xy_dialog_set_content (XY_DIALOG (dialog), form);
  gtk_window_present (GTK_WINDOW (dialog));
  wait_ms (300);
  g_assert_cmpint (gtk_widget_get_height (dialog), >, 600);
  g_assert_cmpint (gtk_widget_get_height (dialog), <=, 708);
  gtk_window_destroy (GTK_WINDOW (dialog));
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "Dialogs", &argc, &argv);
  if (g_strcmp0 (g_getenv ("XIANGYUE_DISPLAY"), "1920x1080") == 0)
    {
      width = 1920;
      height = 1080;
    }
  else
    {
      g_test_add_data_func ("/look-dialogs/fit", NULL, test_fit);
    }
  gboolean english = g_strcmp0 (g_getenv ("XIANGYUE_LANGUAGE"), "en") == 0;
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *path = g_strdup_printf ("/look-dialogs/%s/%d", i < 3 ? "light" : "dark", i % 3);
      if (g_test_slow () || i == (english ? 2 : 5))
        g_test_add_data_func (path, GINT_TO_POINTER (i), test_dialogs);
    }
  return g_test_run ();
}
