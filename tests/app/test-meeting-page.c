/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of the page 屋场会: the agenda in a form keeps what stands in it as a text, for a half-typed form survives
 * a power cut; its lists divide the meetings without rest; a meeting is opened on its own tab, a kind on that of kinds;
 * the verbs are those that fit where the meeting stands.
 */
#include "app/meeting-lists.h"
#include "app/meeting-topics-box.h"
#include "app/prefs.h"
#include "core/meeting-act.h"
#include "core/meeting-kind-act.h"
#include "core/store.h"
#include "tests/app/practice.h"

static Practice practice;
static XyId meetings[3];

static void
act (XyStore *store, XyActFunc func, gpointer data)
{
  XyActor actor = { .user = { { 9 } }, .name = "曾小平", .permissions = ~0u };
  g_autoptr (GError) error = NULL;

  xy_store_act (store, &actor, "act", func, data, &error);
  g_assert_no_error (error);
}

/* The village's kinds, one meeting that is to be held, one that is being written, one that was called off. */
static void
add_meetings (void)
{
  g_autoptr (GError) error = NULL;
  XyStore *store = xy_store_open (practice.village, xy_env_system (), 0, &error);
  g_autofree char *today = xy_env_today (xy_env_system ());
  const char *const topics[] = { "路灯不亮怎么办" };

  g_assert_no_error (error);
  g_autoptr (GPtrArray) ready = xy_meeting_kinds_ready (store, today, &error);
  g_assert_no_error (error);
  act (store, xy_meeting_kinds_adopt_act, ready);
  g_autoptr (GPtrArray) kinds = xy_meeting_kinds (store, today, &error);
  for (guint i = 0; i < G_N_ELEMENTS (meetings); i++)
    {
      g_autoptr (XyMeeting) meeting =
          xy_meeting_propose (store, &((XyMeetingKind *) kinds->pdata[0])->record.id, today, &error);
      g_assert_no_error (error);
      XyMeetingWriting writing = { .meeting = meeting, .topics = topics, .n_topics = 1 };
      act (store, xy_meeting_write_act, &writing);
      meetings[i] = writing.made;
    }
  XyMeetingStepping begin = { .meeting = meetings[1], .kind = XY_MEETING_BEGIN };
  XyMeetingStepping cancel = { .meeting = meetings[2], .kind = XY_MEETING_CANCEL, .note = "大雨" };
  act (store, xy_meeting_step_act, &begin);
  act (store, xy_meeting_step_act, &cancel);
  g_object_unref (store);
}

static char *
text_of (GtkWidget *field)
{
  char *text = NULL;

  g_object_get (field, "text", &text, NULL);
  return text;
}

static void
test_topics (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  GtkWidget *box = g_object_ref_sink (xy_meeting_topics_box_new (worker));
  XyMeetingTopicsBox *topics = XY_MEETING_TOPICS_BOX (box);
  XyId line = { { 1 } }, matter = { { 2 } };

  xy_meeting_topics_box_add (topics, &line, &XY_ID_NONE, "路灯不亮");
  xy_meeting_topics_box_add (topics, &XY_ID_NONE, &matter, "修路\t筹资\n方案");
  xy_meeting_topics_box_add (topics, &XY_ID_NONE, &XY_ID_NONE, "  垃圾清运 ");
  /* Nothing twice, and nothing empty. */
  xy_meeting_topics_box_add (topics, &XY_ID_NONE, &matter, "修路");
  xy_meeting_topics_box_add (topics, &XY_ID_NONE, &XY_ID_NONE, "垃圾清运");
  xy_meeting_topics_box_add (topics, &XY_ID_NONE, &XY_ID_NONE, "   ");
  g_assert_cmpuint (xy_meeting_topics_box_get (topics)->len, ==, 3);

  g_autofree char *text = text_of (box), *again = NULL;
  g_object_set (box, "text", "", NULL);
  g_assert_cmpuint (xy_meeting_topics_box_get (topics)->len, ==, 0);
  g_object_set (box, "text", text, NULL);
  again = text_of (box);
  g_assert_cmpstr (again, ==, text);
  const XyMeetingTopic *all = (const XyMeetingTopic *) (gpointer) xy_meeting_topics_box_get (topics)->data;
  g_assert_true (xy_id_same (&all[0].line, &line));
  g_assert_true (xy_id_same (&all[1].matter, &matter));
  g_assert_cmpstr (all[1].text, ==, "修路 筹资 方案");
  g_assert_cmpstr (all[2].text, ==, "垃圾清运");
  /* What is no such text is not taken. */
  g_object_set (box, "text", "nonsense\n\t\t", NULL);
  g_assert_cmpuint (xy_meeting_topics_box_get (topics)->len, ==, 0);
  g_object_unref (box);
  xy_worker_stop (worker);
}

static guint
count (XyStore *store, XyMeetingsWhich which, const char *text)
{
  XyMeetingQuery *query = xy_meeting_query_new (which, &XY_ID_NONE, &XY_ID_NONE, text);
  XyListQuery asked = { .data = query };
  g_autoptr (GError) error = NULL;
  XyListAnswer *answer = xy_meeting_source.ids (store, &asked, NULL, &error);
  guint n;

  g_assert_no_error (error);
  n = answer->n_ids;
  g_autoptr (GPtrArray) rows = xy_meeting_source.records (store, &asked, answer->ids, n, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      for (guint c = 0; c < xy_meeting_n_columns; c++)
        g_free (xy_meeting_columns[c].text (rows->pdata[i]));
      xy_meeting_source.free_record (rows->pdata[i]);
    }
  xy_list_answer_free (answer);
  xy_meeting_query_free (query);
  return n;
}

static void
test_lists (void)
{
  g_autoptr (GError) error = NULL;
  XyStore *store = xy_store_open (practice.village, xy_env_system (), XY_STORE_READ_ONLY, &error);
  const XyMeetingsWhich parts[] = { XY_MEETINGS_PLANNED, XY_MEETINGS_RECORDING, XY_MEETINGS_READY,
                                    XY_MEETINGS_SIGNED,  XY_MEETINGS_FILED,     XY_MEETINGS_GONE };
  guint sum = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += count (store, parts[i], NULL);
  g_assert_cmpuint (sum, >=, 3);
  g_assert_cmpuint (sum, ==, count (store, XY_MEETINGS_ALL, NULL));
  g_assert_cmpuint (count (store, XY_MEETINGS_ALL, "路灯不亮怎么办"), ==, 3);
  g_assert_cmpuint (count (store, XY_MEETINGS_ALL, "没有人说过这句"), ==, 0);

  /* What the pane says. */
  XyMeetingFacts *facts = xy_meeting_read (store, &meetings[1], NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facts->gaps->len, >, 0);
  g_assert_cmpuint (facts->sheet->lines->len, ==, 1);
  xy_meeting_facts_free (facts);
  g_object_unref (store);
}

static gboolean
is_offered (GtkWidget *page, const char *action)
{
  GtkWidget *probe = gtk_button_new ();
  gboolean enabled;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), action);
  gtk_widget_insert_before (probe, page, NULL);
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);
  return enabled;
}

static void
test_open (void)
{
  g_autoptr (GPtrArray) kinds = NULL;
  XyStore *store = xy_store_open (practice.village, xy_env_system (), XY_STORE_READ_ONLY, NULL);
  XyWindow *window;
  XyPage *page;

  kinds = xy_meeting_kinds (store, NULL, NULL);
  g_object_unref (store);
  window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  page = xy_window_show_page (window, "meetings", &((XyMeetingKind *) kinds->pdata[0])->record.id);
  wait_ms (600);
  g_assert_cmpstr (xy_page_get_tab (page), ==, "kinds");
  xy_window_show_page (window, "meetings", &meetings[0]);
  wait_ms (600);
  g_assert_cmpstr (xy_page_get_tab (page), ==, "meetings");
  g_assert_true (is_offered (GTK_WIDGET (page), "meetings.begin"));
  g_assert_true (is_offered (GTK_WIDGET (page), "meetings.postpone"));
  g_assert_false (is_offered (GTK_WIDGET (page), "meetings.record"));
  g_assert_false (is_offered (GTK_WIDGET (page), "meetings.sign"));

  /* Its record lacks nearly all: it cannot be complete yet. */
  xy_window_show_page (window, "meetings", &meetings[1]);
  wait_ms (600);
  g_assert_false (is_offered (GTK_WIDGET (page), "meetings.begin"));
  g_assert_true (is_offered (GTK_WIDGET (page), "meetings.record"));
  g_assert_false (is_offered (GTK_WIDGET (page), "meetings.finish"));

  xy_window_show_page (window, "meetings", &meetings[2]);
  wait_ms (600);
  g_assert_false (is_offered (GTK_WIDGET (page), "meetings.change"));
  g_assert_false (is_offered (GTK_WIDGET (page), "meetings.cancel"));
  practice_close_window (window);
}

static gboolean
has_choice (GtkWidget *widget, const char *word)
{
  if (GTK_IS_DROP_DOWN (widget) && gtk_widget_get_mapped (widget)
      && GTK_IS_STRING_OBJECT (gtk_drop_down_get_selected_item (GTK_DROP_DOWN (widget))))
    {
      GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (widget));
      return g_str_equal (gtk_string_object_get_string (chosen), word);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_choice (child, word))
      return TRUE;
  return FALSE;
}

/* Whose matters were looked at the last time is chosen again, though the owners are read only later. */
static void
test_owner (void)
{
  static const char *const owners[] = { "林秀英", "石从来" };

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autofree char *last = g_strdup_printf ("{'matters': {'matters-1': '%s'}}", owners[i]);
      g_settings_set_value (xy_prefs (), "filters", g_variant_new_parsed (last));
      XyWindow *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
      XyPage *page = xy_window_show_page (window, "matters", NULL);
      wait_ms (600);
      g_assert_true (has_choice (GTK_WIDGET (page), owners[i]));
      practice_close_window (window);
    }
  g_settings_reset (xy_prefs (), "filters");
}

/* Each tab with something in it, in the largest text and dark too. */
static void
test_look (void)
{
  const char *const tabs[] = { "meetings", "topics", "chains", "charts", "kinds" };

  for (int size = 0; size <= 2; size += 2)
    {
      XyWindow *window = practice_open_window (&practice, size, size == 2, 1366, 768);
      XyPage *page = xy_window_show_page (window, "meetings", NULL);
      wait_ms (400);
      for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
        {
          g_autofree char *where = g_strdup_printf ("meetings/%s at size %d", tabs[i], size);
          xy_page_set_tab (page, tabs[i]);
          wait_ms (400);
          practice_check_look (GTK_WIDGET (window), where, 1366, 768);
        }
      practice_close_window (window);
    }
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "MeetingPage", &argc, &argv);
  add_meetings ();
  g_test_add_func ("/meeting-page/topics", test_topics);
  g_test_add_func ("/meeting-page/lists", test_lists);
  g_test_add_func ("/meeting-page/open", test_open);
  g_test_add_func ("/meeting-page/owner", test_owner);
  g_test_add_func ("/meeting-page/look", test_look);
  return g_test_run ();
}
