/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 首页: the window opens with it; it has a row for each line of what waits, and each row leads to the page, the tab and
 * the record where that is done. A village without households is told where to begin.
 */
#include <string.h>

#include "app/bylaw-rows.h"
#include "app/table.h"
#include "core/store.h"
#include "core/today.h"
#include "core/village.h"
#include "tests/app/practice.h"

static Practice practice;

static GtkWidget *
find_mapped (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkListBoxRow *
row_at (XyPage *home, int at)
{
  GtkWidget *list = find_mapped (GTK_WIDGET (home), GTK_TYPE_LIST_BOX);

  return list != NULL ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), at) : NULL;
}

static gboolean
is_chosen (XyPage *page, const XyId *record)
{
  GtkWidget *bylaws = find_mapped (GTK_WIDGET (page), XY_TYPE_BYLAW_ROWS);
  const XyBylawVersion *version = bylaws != NULL ? xy_bylaw_rows_get_version (XY_BYLAW_ROWS (bylaws)) : NULL;
  GtkWidget *table = find_mapped (GTK_WIDGET (page), XY_TYPE_TABLE);
  g_autoptr (XyRow) row = table != NULL ? xy_table_get_row (XY_TABLE (table)) : NULL;

  if (bylaws != NULL)
    return version != NULL && xy_id_same (&version->record.id, record);
  return row != NULL && xy_id_same (xy_row_get_id (row), record);
}

static void
test_lines (void)
{
  XyWindow *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  g_autoptr (XyStore) store = xy_store_open (practice.village, xy_env_system (), XY_STORE_READ_ONLY, NULL);
  g_autoptr (GPtrArray) lines = xy_today (store, NULL);
  XyPage *home;

  wait_ms (600);
  home = XY_PAGE (find_mapped (GTK_WIDGET (window), XY_TYPE_PAGE));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (home), ==, "XyHomePage");
  g_assert_cmpuint (lines->len, >, 8);
  for (guint i = 0; i < lines->len; i++)
    {
      const XyTodayLine *line = lines->pdata[i];
      GtkListBoxRow *row;

      xy_window_show_page (window, "home", NULL);
      wait_ms (20);
      row = row_at (home, (int) i);
      g_assert_nonnull (row);
      if (line->page == NULL)
        continue;
      g_signal_emit_by_name (row, "activate");
      XyPage *page = xy_window_show_page (window, line->page, NULL);
      for (int wait = 0; wait < 150 && !xy_id_is_none (&line->record) && !is_chosen (page, &line->record); wait++)
        wait_ms (20);
      g_test_message ("%s %s", xy_today_kind_name (line->kind), line->title);
      g_assert_cmpstr (xy_page_get_tab (page), ==, line->tab);
      g_assert_true (xy_id_is_none (&line->record) || is_chosen (page, &line->record));
    }
  xy_window_show_page (window, "home", NULL);
  wait_ms (100);
  g_assert_null (row_at (home, (int) lines->len));
  practice_close_window (window);
}

static void
test_begun (void)
{
  Practice begun = practice;
  g_autofree char *path = g_build_filename (practice.folder, "431399101202.xiangyue", NULL);
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);
  g_autoptr (GError) error = NULL;

  begun.village = path;
  xy_set_str (&village->code, "431399101202");
  xy_set_str (&village->name, "石板溪村");
  XyStore *store = xy_village_found (path, xy_env_system (), village, "曾小平", FALSE, &error);
  g_assert_no_error (error);
  g_object_unref (store);
  for (int size = 0; size <= 2; size += 2)
    {
      XyWindow *window = practice_open_window (&begun, size, size == 2, 1280, 720);
      wait_ms (600);
      XyPage *home = xy_window_show_page (window, "home", NULL);
      g_assert_cmpint (xy_page_get_state (home), ==, XY_PAGE_EMPTY);
      practice_check_look (GTK_WIDGET (window), "home of a village just begun", 1280, 720);
      gtk_widget_activate_action (GTK_WIDGET (home), "home.begin", NULL);
      g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (home)));
      practice_close_window (window);
    }
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "HomePage", &argc, &argv);
  g_test_add_func ("/home-page/lines", test_lines);
  g_test_add_func ("/home-page/begun", test_begun);
  return g_test_run ();
}
