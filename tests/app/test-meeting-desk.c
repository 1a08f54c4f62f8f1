/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk of a meeting: what is typed there, who comes, what is written, what survives, and how it looks. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/dialog.h"
#include "app/meeting-desk.h"
#include "app/meeting-draft.h"
#include "app/meeting-mark.h"
#include "app/meeting-who.h"
#include "core/matter.h"
#include "tests/app/minutes-world.h"
#include "tests/app/practice.h"

#define DAY "2026-11-20"

static Practice practice;
static XyWindow *window;
static XyDesk *desk;

/* What was typed */

static void
test_marks (void)
{
  static const struct
  {
    const char *text, *kind, *rest;
  } cases[] = {
    { "#村道硬化", "topic", "村道硬化" },
    { "＃ 村道", "topic", "村道" },
    { "！每户出工", "decision", "每户出工" },
    { "议定：换水管", "decision", "换水管" },
    { "? 收费", "dissent", "收费" },
    { "未达成一致：收费", "dissent", "收费" },
    { "* 补贴", "policy", "补贴" },
    { "- 路太窄", "speech", "路太窄" },
    { "路太窄", NULL, "路太窄" },
    { "", NULL, "" },
    { "路 # 窄", NULL, "路 # 窄" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *rest;
      g_assert_cmpstr (xy_meeting_mark_read (cases[i].text, &rest), ==, cases[i].kind);
      g_assert_cmpstr (rest, ==, cases[i].rest);
    }
}

static void
test_typed (void)
{
  static const struct
  {
    const char *typed, *text;
    gint64 people;
    gboolean leave, guest;
  } cases[] = {
    { "zgq", "zgq", 0, FALSE, FALSE },
    { "zgq2", "zgq", 2, FALSE, FALSE },
    { "zgq 2", "zgq", 2, FALSE, FALSE },
    { "曾国强3", "曾国强", 3, FALSE, FALSE },
    { "3-016", "3-016", 0, FALSE, FALSE },
    { "3-016 2", "3-016", 2, FALSE, FALSE },
    { "3-", "3-", 0, FALSE, FALSE },
    { "3-016 -", "3-016", 0, TRUE, FALSE },
    { "zgq-", "zgq", 0, TRUE, FALSE },
    { "zgq +", "zgq", 0, FALSE, TRUE },
    { "张书记 镇长+", "张书记 镇长", 0, FALSE, TRUE },
    { "zgq ２", "zgq", 2, FALSE, FALSE },
    { "0032", "0032", 0, FALSE, FALSE },
    { "", "", 0, FALSE, FALSE },
    { "2", "2", 0, FALSE, FALSE },
    { "zgq 0", "zgq 0", 0, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (XyMeetingTyped) typed = { 0 };
      xy_meeting_typed_read (cases[i].typed, &typed);
      g_assert_cmpstr (typed.text, ==, cases[i].text);
      g_assert_cmpint (typed.people, ==, cases[i].people);
      g_assert_cmpint (typed.leave, ==, cases[i].leave);
      g_assert_cmpint (typed.guest, ==, cases[i].guest);
    }
}

static void
test_draft (void)
{
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  g_autoptr (GPtrArray) sent = g_ptr_array_new ();
  XyMeetingDraft draft = { .composed = line, .sent = sent };
  g_auto (XyMeetingDraft) back = { 0 }, other = { 0 }, none = { 0 };
  XyId meeting = xy_id_new (xy_env_system ()), another = xy_id_new (xy_env_system ());

  line->record.id = xy_id_new (xy_env_system ());
  line->meeting = meeting;
  xy_set_str (&line->kind, "decision");
  xy_set_str (&line->text, "第一行\n'第二行' \"引号\" \\ 反斜");
  xy_set_str (&line->until, "3天");
  line->voted = 1;
  line->yes = 34;
  g_ptr_array_add (sent, line);
  g_autofree char *text = xy_meeting_draft_write (&draft);
  xy_meeting_draft_read (text, &meeting, &back);
  g_assert_nonnull (back.composed);
  g_assert_null (back.edited);
  g_assert_cmpuint (back.sent->len, ==, 1);
  g_assert_true (xy_id_same (&back.composed->record.id, &line->record.id));
  for (guint i = 0; i < xy_meeting_line_type.n_fields; i++)
    g_assert_true (xy_record_field_equal (back.composed, line, &xy_meeting_line_type.fields[i]));
  xy_meeting_draft_read (text, &another, &other);
  g_assert_null (other.composed);
  g_assert_cmpuint (other.sent->len, ==, 0);
  xy_meeting_draft_read ("[('composed', nonsense", &meeting, &none);
  g_assert_null (none.composed);
  XyMeetingDraft empty = { 0 };
  g_assert_null (xy_meeting_draft_write (&empty));
}

/* The desk */

typedef struct
{
  gpointer answer;
  GError *error;
  gboolean done;
} Waiting;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->answer = xy_worker_run_finish (XY_WORKER (source), result, &waiting->error);
  waiting->done = TRUE;
}

static gpointer
read_sheet (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_meeting_sheet_load (store, data, error);
}

static XyMeetingSheet *
sheet_of (const XyId *meeting)
{
  Waiting waiting = { 0 };

  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_LATER, read_sheet, (gpointer) meeting, NULL, NULL, NULL,
                 on_answered, &waiting);
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (waiting.error);
  return waiting.answer;
}

static void
on_acted (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  xy_desk_act_finish (XY_DESK (source), result, &waiting->error);
  waiting->done = TRUE;
}

static XyId
make (const char *body, guint groups, guint n_lines, guint n_come, gboolean planned)
{
  MinutesMaking making = {
    .body = body, .day = DAY, .groups = groups, .n_lines = n_lines, .n_come = n_come, .planned = planned
  };
  Waiting waiting = { 0 };

  xy_desk_act (desk, "Test", minutes_make, &making, NULL, on_acted, &waiting);
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (waiting.error);
  return making.made;
}

static void
find_all (GtkWidget *root, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_all (child, type, found);
}

/* The one of TYPE at AT among those that are seen; from the end where AT is below 0. */
static gpointer
find (GtkWidget *root, GType type, int at)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_all (root, type, found);
  at = at < 0 ? (int) found->len + at : at;
  g_assert_cmpint (at, <, (int) found->len);
  return found->pdata[at];
}

static guint
count (GtkWidget *root, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_all (root, type, found);
  return found->len;
}

static GtkWidget *
open_desk (const XyId *meeting)
{
  xy_meeting_desk_open (GTK_WIDGET (window), desk, meeting);
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (GList) windows = gtk_window_list_toplevels ();
      for (GList *l = windows; l != NULL; l = l->next)
        if (XY_IS_DIALOG (l->data) && gtk_widget_get_mapped (l->data) && count (l->data, XY_TYPE_MEETING_WHO) > 0
            && !g_str_equal (gtk_window_get_title (l->data), _ ("Keep the minutes")))
          {
            wait_ms (200);
            return l->data;
          }
      wait_ms (20);
    }
  g_assert_not_reached ();
}

static void
close_desk (GtkWidget *dialog)
{
  gtk_window_destroy (GTK_WINDOW (dialog));
  wait_ms (200);
}

static void
come (GtkWidget *dialog, const char *typed)
{
  GtkWidget *entry = xy_hit_entry_get_entry (find (dialog, XY_TYPE_MEETING_WHO, 0));

  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  g_signal_emit_by_name (entry, "activate");
  /* Ready for the next one at once. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
write_text (GtkWidget *dialog, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (find (dialog, GTK_TYPE_TEXT_VIEW, -1));

  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
}

static char *
text_in_hand (GtkWidget *dialog)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (find (dialog, GTK_TYPE_TEXT_VIEW, -1));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
press_enter (GtkWidget *dialog)
{
  write_text (dialog, "\n");
  wait_ms (150);
}

static void
test_arrivals (void)
{
  XyId id = make ("consult", 1, 0, 0, FALSE);
  GtkWidget *dialog = open_desk (&id);
  g_autoptr (XyMeetingSheet) empty = sheet_of (&id);

  g_assert_cmpint (empty->due, >, 4);
  /* Typed one after the other without a pause. */
  come (dialog, "1-001");
  come (dialog, "1-002 2");
  come (dialog, "1-003 -");
  come (dialog, "1-004 +");
  wait_ms (500);
  g_autoptr (XyMeetingSheet) four = sheet_of (&id);
  g_assert_cmpuint (four->presences->len, ==, 4);
  g_assert_cmpuint (four->n_present, ==, 2);
  g_assert_cmpuint (four->n_people, ==, 3);
  g_assert_cmpuint (four->n_leave, ==, 1);
  g_assert_cmpuint (four->n_guests, ==, 1);

  /* Twice: refused. Of another group: asked, and Enter says yes. Unknown: a guest by name and post. */
  come (dialog, "1-001");
  come (dialog, "2-001");
  wait_ms (300);
  g_autoptr (XyMeetingSheet) asked = sheet_of (&id);
  g_assert_cmpuint (asked->presences->len, ==, 4);
  come (dialog, "");
  wait_ms (300);
  come (dialog, "周小凤书记 镇驻村干部");
  wait_ms (300);
  come (dialog, "");
  wait_ms (300);
  g_autoptr (XyMeetingSheet) guests = sheet_of (&id);
  g_assert_cmpuint (guests->presences->len, ==, 6);
  g_assert_cmpuint (guests->n_present, ==, 2);
  g_assert_cmpuint (guests->n_guests, ==, 3);
  const XyMeetingPresence *last = guests->presences->pdata[5];
  g_assert_cmpstr (last->name, ==, "周小凤书记");
  g_assert_cmpstr (last->post, ==, "镇驻村干部");

  /* Taken back. */
  xy_desk_undo (desk);
  wait_ms (300);
  g_autoptr (XyMeetingSheet) back = sheet_of (&id);
  g_assert_cmpuint (back->presences->len, ==, 5);
  close_desk (dialog);
}

/* Who is due is listed once somebody looks there; a tick is an act as if he came in. */
static void
test_ticks (void)
{
  XyId id = make ("consult", 1, 0, 0, FALSE);
  GtkWidget *dialog = open_desk (&id);
  GtkStack *stack = NULL;
  g_autoptr (GPtrArray) stacks = g_ptr_array_new ();

  find_all (dialog, GTK_TYPE_STACK, stacks);
  for (guint i = 0; i < stacks->len; i++)
    if (gtk_stack_get_child_by_name (stacks->pdata[i], "tick") != NULL)
      stack = stacks->pdata[i];
  g_assert_nonnull (stack);
  g_assert_cmpuint (count (dialog, GTK_TYPE_CHECK_BUTTON), ==, 0);
  gtk_stack_set_visible_child_name (stack, "tick");
  wait_ms (300);
  g_assert_cmpuint (count (dialog, GTK_TYPE_CHECK_BUTTON), >, 4);
  gtk_check_button_set_active (find (dialog, GTK_TYPE_CHECK_BUTTON, 1), TRUE);
  wait_ms (300);
  g_autoptr (XyMeetingSheet) one = sheet_of (&id);
  g_assert_cmpuint (one->n_present, ==, 1);
  g_assert_true (gtk_check_button_get_active (find (dialog, GTK_TYPE_CHECK_BUTTON, 1)));

  /* It stands there still when one comes back to it. */
  gtk_stack_set_visible_child_name (stack, "present");
  wait_ms (300);
  /* Whoever is first on the list stands in the roster as 1-001. */
  come (dialog, "1-001");
  gtk_stack_set_visible_child_name (stack, "tick");
  wait_ms (400);
  guint ticked = 0;
  for (guint i = 0; i < count (dialog, GTK_TYPE_CHECK_BUTTON); i++)
    ticked += gtk_check_button_get_active (find (dialog, GTK_TYPE_CHECK_BUTTON, (int) i));
  g_assert_cmpuint (ticked, ==, 2);
  gtk_check_button_set_active (find (dialog, GTK_TYPE_CHECK_BUTTON, 1), FALSE);
  wait_ms (300);
  g_autoptr (XyMeetingSheet) other = sheet_of (&id);
  g_assert_cmpuint (other->n_present, ==, 1);
  close_desk (dialog);
}

static void
test_lines (void)
{
  XyId id = make ("consult", 1, 0, 3, FALSE);
  GtkWidget *dialog = open_desk (&id);

  write_text (dialog, "村道硬化");
  press_enter (dialog);
  write_text (dialog, "- 路口太窄。");
  press_enter (dialog);
  write_text (dialog, "议定：先拓宽路口，分两段。");
  press_enter (dialog);
  press_enter (dialog);
  g_autoptr (XyMeetingSheet) sheet = sheet_of (&id);
  g_assert_cmpuint (sheet->lines->len, ==, 3);
  const XyMeetingLine *topic = sheet->lines->pdata[0], *speech = sheet->lines->pdata[1],
                      *decision = sheet->lines->pdata[2];
  g_assert_cmpstr (topic->kind, ==, "topic");
  g_assert_cmpstr (speech->kind, ==, "speech");
  g_assert_cmpstr (speech->text, ==, "路口太窄。");
  g_assert_true (xy_id_same (&speech->topic, &topic->record.id));
  g_assert_cmpstr (decision->kind, ==, "decision");
  g_assert_true (xy_id_same (&decision->topic, &topic->record.id));

  /* A line is changed where it stands. */
  GtkListBox *lines = find (dialog, GTK_TYPE_LIST_BOX, -1);
  g_signal_emit_by_name (lines, "row-activated", gtk_list_box_get_row_at_index (lines, 1));
  g_assert_cmpuint (count (dialog, GTK_TYPE_TEXT_VIEW), ==, 2);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (find (dialog, GTK_TYPE_TEXT_VIEW, 0));
  gtk_text_buffer_set_text (buffer, "路口只有三米二。", -1);
  gtk_widget_grab_focus (find (dialog, GTK_TYPE_TEXT_VIEW, 0));
  gtk_text_buffer_insert_interactive_at_cursor (buffer, "\n", -1, TRUE);
  wait_ms (300);
  g_assert_cmpuint (count (dialog, GTK_TYPE_TEXT_VIEW), ==, 1);
  g_autoptr (XyMeetingSheet) changed = sheet_of (&id);
  g_assert_cmpuint (changed->lines->len, ==, 3);
  g_assert_cmpstr (((XyMeetingLine *) changed->lines->pdata[1])->text, ==, "路口只有三米二。");
  close_desk (dialog);
}

/* What stands in the hand when the window goes is there the next time; what is refused comes back into it. */
static void
test_draft_returns (void)
{
  XyId id = make ("consult", 1, 0, 3, FALSE);
  GtkWidget *dialog = open_desk (&id);

  write_text (dialog, "说到一半");
  close_desk (dialog);
  dialog = open_desk (&id);
  g_autofree char *text = text_in_hand (dialog);
  g_assert_cmpstr (text, ==, "说到一半");
  press_enter (dialog);
  close_desk (dialog);
  dialog = open_desk (&id);
  g_autofree char *none = text_in_hand (dialog);
  g_assert_cmpstr (none, ==, "");
  g_autoptr (XyMeetingSheet) one = sheet_of (&id);
  g_assert_cmpuint (one->lines->len, ==, 1);

  /* A last day that nobody understands. */
  write_text (dialog, "！换水管");
  wait_ms (100);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  find_all (dialog, GTK_TYPE_ENTRY, entries);
  for (guint i = 0; i < entries->len; i++)
    if (gtk_test_accessible_has_property (entries->pdata[i], GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER)
        && gtk_entry_get_placeholder_text (entries->pdata[i]) != NULL
        && strstr (gtk_entry_get_placeholder_text (entries->pdata[i]), "3") != NULL)
      gtk_editable_set_text (entries->pdata[i], "尽快");
  press_enter (dialog);
  wait_ms (200);
  g_autofree char *refused = text_in_hand (dialog);
  g_assert_cmpstr (refused, ==, "换水管");
  g_autoptr (XyMeetingSheet) still = sheet_of (&id);
  g_assert_cmpuint (still->lines->len, ==, 1);
  close_desk (dialog);
}

/* Looks */

static void
look_at (const char *where, const XyId *id, int width, int height, const char *text)
{
  GtkWidget *dialog = open_desk (id);

  if (text != NULL)
    write_text (dialog, text);
  wait_ms (200);
  practice_check_look (dialog, where, width, height);
  close_desk (dialog);
}

static void
look_at_desks (int size, gboolean dark, int width, int height)
{
  g_autofree char *where = g_strdup_printf ("size %d%s", size, dark ? ", dark" : "");

  window = practice_open_window (&practice, size, dark, width, height);
  desk = xy_window_get_desk (window);
  XyId empty = make ("consult", 0, 0, 0, TRUE), full = make ("consult", 2, 40, 12, FALSE),
       council = make ("villagers", 0, 8, 30, FALSE);
  look_at (where, &empty, width, height, NULL);
  look_at (where, &full, width, height, "！十二月底以前把路修好，集体出钱。");
  look_at (where, &council, width, height, NULL);
  practice_close_window (window);
}

static void
test_look (void)
{
  practice_close_window (window);
  look_at_desks (0, FALSE, 1366, 768);
  look_at_desks (1, TRUE, 1366, 768);
  look_at_desks (2, FALSE, 1366, 768);
}

int
main (int argc, char *argv[])
{
  practice_set_up (&practice, "MeetingDesk", &argc, &argv);
  window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  desk = xy_window_get_desk (window);
  g_test_add_func ("/meeting-desk/marks", test_marks);
  g_test_add_func ("/meeting-desk/typed", test_typed);
  g_test_add_func ("/meeting-desk/draft", test_draft);
  g_test_add_func ("/meeting-desk/arrivals", test_arrivals);
  g_test_add_func ("/meeting-desk/ticks", test_ticks);
  g_test_add_func ("/meeting-desk/lines", test_lines);
  g_test_add_func ("/meeting-desk/draft-returns", test_draft_returns);
  g_test_add_func ("/meeting-desk/look", test_look);
  return g_test_run ();
}
