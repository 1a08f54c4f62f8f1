/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bar over the village to practise in: begun by its button, all of it within the window at every size of the text,
 * light and dark, by keyboard, folded and unfolded; it sees what is done and undone; and it is not there in a village
 * of one's own.
 */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/pill.h"
#include "app/practice-bar.h"
#include "core/event.h"
#include "core/practice.h"
#include "core/store.h"
#include "core/village.h"
#include "tests/app/practice.h"

static Practice practice;

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A label or a pill below ROOT, mapped, that holds WORDS. */
static gboolean
says (GtkWidget *root, const char *words)
{
  const char *text = GTK_IS_LABEL (root) ? gtk_label_get_text (GTK_LABEL (root))
                     : XY_IS_PILL (root) ? xy_pill_get_text (XY_PILL (root))
                                         : NULL;

  if (text != NULL && gtk_widget_get_mapped (root) && strstr (text, words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

static void
wait_for (GtkWidget *bar, const char *words, gboolean wanted)
{
  for (int i = 0; i < 200 && says (bar, words) != wanted; i++)
    wait_ms (20);
  g_test_message ("%s", words);
  g_assert_cmpint (says (bar, words), ==, wanted);
}

static GtkWidget *
bar_of (XyWindow *window)
{
  return find (GTK_WIDGET (window), XY_TYPE_PRACTICE_BAR);
}

static void
do_action (GtkWidget *bar, const char *name)
{
  gtk_widget_activate_action (bar, name, NULL);
  wait_ms (60);
}

/* The longest task stands there, over the page that needs most. */
static void
test_look (void)
{
  static const int sizes[][2] = { { 1366, 768 }, { 1280, 720 } };

  for (int i = 0; i < 6; i++)
    {
      const int *size = sizes[i % 2];
      XyWindow *window = practice_open_window (&practice, i / 2, i % 2 == 0, size[0], size[1]);
      GtkWidget *bar = bar_of (window);
      wait_ms (500);
      g_assert_true (gtk_widget_get_mapped (bar));
      do_action (bar, "practice.begin");
      for (guint task = 0; task < XY_PRACTICE_N_TASKS; task++)
        {
          g_autofree char *where = g_strdup_printf ("task %u, text %d, %d×%d", task + 1, i / 2, size[0], size[1]);
          wait_for (bar, _ (xy_practice_task (task)->title), TRUE);
          do_action (bar, "practice.show");
          wait_ms (400);
          practice_check_look (GTK_WIDGET (window), where, size[0], size[1]);
          do_action (bar, "practice.next");
        }
      for (guint task = 0; task + 1 < XY_PRACTICE_N_TASKS; task++)
        do_action (bar, "practice.previous");
      wait_for (bar, _ (xy_practice_task (0)->title), TRUE);
      practice_close_window (window);
    }
}

static gboolean
enter_birth (XyStore *store, const XyActor *actor, gpointer data, GError **error)
{
  g_autoptr (XyPerson) child = xy_record_new (&xy_person_type);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), "SELECT id FROM household WHERE del = 0 AND state = 'here' LIMIT 1",
                   XY_BIND_NONE, error);

  g_assert_true (xy_rows_next (rows, NULL));
  XyId household = xy_rows_id (rows, 0);
  g_clear_pointer (&rows, xy_rows_free);
  xy_set_str (&child->name, "新生儿");
  xy_set_str (&child->relation, "孙子");
  xy_set_str (&child->birthday, "2026-11-20");
  XyEventPlan plan = { .kind = XY_EVENT_BIRTH, .household = household, .newcomers = &child, .n_newcomers = 1 };
  return xy_store_act (store, actor, "", xy_event_apply, &plan, error);
}

static void
test_done (void)
{
  XyWindow *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  XyDesk *desk = xy_window_get_desk (window);
  GtkWidget *bar = bar_of (window);

  wait_ms (400);
  do_action (bar, "practice.begin");
  wait_for (bar, _ ("Not done yet"), TRUE);
  xy_desk_run (desk, enter_birth, NULL, NULL, NULL, NULL);
  wait_for (bar, _ ("Task done"), TRUE);
  wait_for (bar, _ ("Next task"), TRUE);
  xy_desk_undo (desk);
  wait_for (bar, _ ("Not done yet"), TRUE);
  xy_desk_redo (desk);
  wait_for (bar, _ ("Task done"), TRUE);

  do_action (bar, "practice.fold");
  wait_for (bar, _ (xy_practice_task (0)->title), FALSE);
  xy_practice_bar_focus (XY_PRACTICE_BAR (bar));
  wait_for (bar, _ (xy_practice_task (7)->title), TRUE);
  practice_close_window (window);

  /* The place is kept. */
  window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  g_autofree char *words = g_strdup_printf (_ ("Eight tasks: %u of %u"), 1, 8);
  wait_for (bar_of (window), words, TRUE);
  g_assert_false (says (bar_of (window), _ (xy_practice_task (0)->title)));
  practice_close_window (window);
}

static void
test_own (void)
{
  Practice own = practice;
  g_autofree char *path = g_build_filename (practice.folder, "431399101202.xiangyue", NULL);
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);
  g_autoptr (GError) error = NULL;

  own.village = path;
  xy_set_str (&village->code, "431399101202");
  xy_set_str (&village->name, "枫树坳村");
  XyStore *store = xy_village_found (path, xy_env_system (), village, "曾小平", FALSE, &error);
  g_assert_no_error (error);
  g_object_unref (store);
  XyWindow *window = practice_open_window (&own, 0, FALSE, 1366, 768);
  wait_ms (400);
  g_assert_false (gtk_widget_get_mapped (bar_of (window)));
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "PracticeBar", &argc, &argv);
  g_test_add_func ("/practice-bar/look", test_look);
  g_test_add_func ("/practice-bar/done", test_done);
  g_test_add_func ("/practice-bar/own", test_own);
  return g_test_run ();
}
