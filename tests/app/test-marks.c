/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the county sent back is seen where the record is: in its row, and with the reason over the record in full, from
 * where it is one click to the row that settles it. A file of the stick may be dropped on the window.
 */
#include <string.h>

#include "app/mark-bar.h"
#include "app/table.h"
#include "core/store.h"
#include "sync/local.h"
#include "tests/app/practice.h"

#define DOWN_SQL                                                                                                       \
  "INSERT INTO sync_row (tbl, id, seq, op, kept, body) VALUES ('_quar', ?1, ?2, 0, 0, "                                \
  "json_object ('dev', '1f', 'n', ?2, 't', ?3, 'id', ?4, 'disp', 'rejected', 'code', 'value', 'del', 0))"

static Practice practice;

/* A record of each kind, the page that has it, and what came back of it. */
static struct
{
  const char *table, *sql, *page;
  XyId record, row;
} kinds[] = {
  { "household", "SELECT id FROM household WHERE del = 0 ORDER BY number LIMIT 1", "households" },
  { "points_entry", "SELECT id FROM points_entry ORDER BY day DESC, id DESC LIMIT 1", "points" },
  { "meeting", "SELECT id FROM meeting WHERE del = 0 ORDER BY day DESC LIMIT 1", "meetings" },
  { "matter", "SELECT id FROM matter WHERE del = 0 ORDER BY day DESC LIMIT 1", "matters" },
  { "bylaw_version", "SELECT id FROM bylaw_version WHERE del = 0 LIMIT 1", "bylaws" },
};

static gboolean
has_pill (GtkWidget *root, const char *word)
{
  if (XY_IS_PILL (root) && gtk_widget_get_mapped (root) && g_strcmp0 (xy_pill_get_text (XY_PILL (root)), word) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_pill (child, word))
      return TRUE;
  return FALSE;
}

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

/* The county's answer comes down into the file. */
static void
send_back (guint i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyDb) db = xy_db_open (practice.village, 0, &error);
  char text[XY_ID_TEXT_LENGTH + 1];

  g_assert_no_error (error);
  kinds[i].row = xy_id_new (xy_env_system ());
  {
    g_autoptr (XyRows) rows = xy_db_query (db, kinds[i].sql, XY_BIND_NONE, &error);
    g_assert_true (xy_rows_next (rows, &error));
    kinds[i].record = xy_rows_id (rows, 0);
  }
  xy_id_to_text (&kinds[i].record, text);
  xy_db_run (db, DOWN_SQL, XY_BIND (XY_ID (&kinds[i].row), XY_INT (i + 1), XY_TEXT (kinds[i].table), XY_TEXT (text)),
             &error);
  g_assert_no_error (error);
}

static void
test_pages (void)
{
  g_autoptr (GError) error = NULL;
  const XyMark returned = { .kind = XY_MARK_RETURNED };
  XyStore *store = xy_store_open (practice.village, xy_env_system (), 0, &error);

  g_assert_no_error (error);
  xy_local_enroll (store, 431399101201, 7, "e1", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    send_back (i);
  g_object_unref (store);
  XyWindow *window = practice_open_window (&practice, 2, TRUE, 1366, 768);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      XyPage *page = xy_window_show_page (window, kinds[i].page, &kinds[i].record);
      GtkWidget *bar = NULL, *table;

      /* The row and the bar above the record come in turns of their own. */
      for (int wait = 0; wait < 1000 && (bar == NULL || !has_pill (GTK_WIDGET (page), xy_mark_word (&returned)));
           wait++)
        {
          wait_ms (20);
          bar = find_mapped (GTK_WIDGET (page), XY_TYPE_MARK_BAR);
        }
      g_test_message ("%s", kinds[i].table);
      g_assert_nonnull (bar);
      g_assert_true (has_pill (GTK_WIDGET (page), xy_mark_word (&returned)));
      practice_check_look (GTK_WIDGET (window), kinds[i].page, 1366, 768);

      g_signal_emit_by_name (find_mapped (bar, GTK_TYPE_BUTTON), "clicked");
      page = XY_PAGE (find_mapped (GTK_WIDGET (window), XY_TYPE_PAGE));
      g_assert_cmpstr (G_OBJECT_TYPE_NAME (page), ==, "XySyncPage");
      g_assert_cmpstr (xy_page_get_tab (page), ==, "settle");
      table = NULL;
      gboolean chosen = FALSE;
      for (int wait = 0; wait < 150 && !chosen; wait++)
        {
          wait_ms (20);
          table = find_mapped (GTK_WIDGET (page), XY_TYPE_TABLE);
          g_autoptr (XyRow) row = table != NULL ? xy_table_get_row (XY_TABLE (table)) : NULL;
          chosen = row != NULL && xy_id_same (xy_row_get_id (row), &kinds[i].row);
        }
      g_assert_true (chosen);
    }
  /* A record that nothing came back of has no bar. */
  XyPage *page = xy_window_show_page (window, "households", NULL);
  GtkWidget *table = find_mapped (GTK_WIDGET (page), XY_TYPE_TABLE);
  g_assert_true (xy_table_choose (XY_TABLE (table), xy_list_get_id (xy_table_get_list (XY_TABLE (table)), 5)));
  wait_ms (200);
  g_assert_null (find_mapped (GTK_WIDGET (page), XY_TYPE_MARK_BAR));
  practice_close_window (window);
}

static gboolean
drop (GtkWidget *widget, const char *path)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { file, NULL };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&files));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &taken);
    }
  return taken;
}

/* How many windows there are beside the office. */
static guint
count_dialogs (void)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), i);
      n += !XY_IS_WINDOW (window) && gtk_widget_get_visible (window);
    }
  return n;
}

/* The village to practise in has no line: that is said, wherever the file is dropped. */
static void
test_drop (void)
{
  XyWindow *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  GtkWidget *roster = GTK_WIDGET (xy_window_show_page (window, "households", NULL));

  wait_ms (300);
  g_assert_false (drop (GTK_WIDGET (window), "/stick/letter.odt"));
  g_assert_cmpuint (count_dialogs (), ==, 0);
  g_assert_true (drop (GTK_WIDGET (window), "/stick/XY-431399101201-7-1-9.XYR"));
  g_assert_cmpuint (count_dialogs (), ==, 1);
  g_assert_true (drop (roster, "/stick/XY-431399101201-7-1-9.xyb"));
  g_assert_cmpuint (count_dialogs (), ==, 2);
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "Marks", &argc, &argv);
  g_test_add_func ("/marks/pages", test_pages);
  g_test_add_func ("/marks/drop", test_drop);
  return g_test_run ();
}
