/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands beside the clauses on the page 村规民约: opinions with what is not answered first, the comparison of two
 * versions, the steps; and the dialogs of the steps, on the whole road of a bylaw.
 */
#include "app/bylaw-compare-pane.h"
#include "app/bylaw-opinion-dialog.h"
#include "app/bylaw-opinions-pane.h"
#include "app/bylaw-step-dialogs.h"
#include "app/bylaw-steps-pane.h"
#include "app/dialog.h"
#include "app/form.h"
#include "app/pill.h"
#include "core/bylaw-act.h"
#include "core/bylaw-heard.h"
#include "core/bylaw-redline.h"
#include "core/meeting-kind.h"
#include "core/notice-list.h"
#include "core/store.h"
#include "core/vote-act.h"
#include "tests/app/practice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static Practice practice;
static XyWindow *window;
static XyDesk *desk;
static XyStore *store; /* the same file, beside the window */
static XyActor actor = { .user = { { 9 } }, .name = "曾小平", .permissions = ~0u };

static void
act (XyActFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  xy_store_act (store, &actor, "act", func, data, &error);
  g_assert_no_error (error);
}

static gboolean
save_all (XyTxn *txn, gpointer data, GError **error)
{
  XyRecord **records = data;

  for (guint i = 0; records[i] != NULL; i++)
    if (!xy_record_save (txn, records[i], error))
      return FALSE;
  return TRUE;
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      GtkWidget *found = find_child (w, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    if (has_text (w, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (XY_IS_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static GtkWidget *
wait_for_dialog (void)
{
  for (int i = 0; i < 300 && find_dialog () == NULL; i++)
    wait_ms (20);
  g_assert_nonnull (find_dialog ());
  wait_ms (100);
  return find_dialog ();
}

static void
wait_until_gone (void)
{
  for (int i = 0; i < 300 && find_dialog () != NULL; i++)
    wait_ms (20);
  g_assert_null (find_dialog ());
}

static void
confirm (GtkWidget *dialog)
{
  g_signal_emit_by_name (dialog, "confirmed");
  wait_ms (200);
}

/* How many rows the list of PANE has, once that is N, or after some seconds. */
static guint
wait_for_rows (GtkWidget *pane, guint n)
{
  GtkWidget *list = find_child (pane, GTK_TYPE_LIST_BOX);
  guint has = 0;

  for (int i = 0; i < 200; i++)
    {
      has = 0;
      while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) has) != NULL)
        has++;
      if (has == n)
        break;
      wait_ms (20);
    }
  return has;
}

static GtkWidget *
row_at (GtkWidget *pane, guint at)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_child (pane, GTK_TYPE_LIST_BOX)), (int) at));
}

static GtkWidget *
put_in_window (GtkWidget *pane)
{
  GtkWidget *place = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (place), 900, 500);
  gtk_window_set_child (GTK_WINDOW (place), pane);
  gtk_window_present (GTK_WINDOW (place));
  return place;
}

/* The sample's general bylaw. */
static XyBylaw *
get_bylaw (void)
{
  g_autoptr (GPtrArray) bylaws = xy_bylaws (store, NULL);

  return g_object_ref (bylaws->pdata[0]);
}

static void
hear (const XyBylawVersion *version, const char *text)
{
  g_autoptr (XyBylawOpinion) opinion = xy_record_new (&xy_bylaw_opinion_type);

  opinion->version = version->record.id;
  xy_set_str (&opinion->source, "slip");
  xy_set_str (&opinion->text, text);
  act (xy_bylaw_hear_act, &(XyBylawHearing){ .opinion = opinion });
}

/* What is not answered stands first, counted; what is said meanwhile comes, also to a pane that is not looked at. */
static void
test_opinions (void)
{
  g_autoptr (XyBylaw) bylaw = get_bylaw ();
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_of (store, &bylaw->record.id, 0, NULL);
  g_autoptr (GPtrArray) before = xy_bylaw_opinions (store, &version->record.id, NULL);
  GtkWidget *pane = xy_bylaw_opinions_pane_new (desk), *place = put_in_window (pane);
  guint n_open = 0;

  for (guint i = 0; i < before->len; i++)
    n_open += ((XyBylawOpinion *) before->pdata[i])->answered_on == NULL;
  g_assert_true (n_open > 0 && n_open < before->len);
  xy_bylaw_opinions_pane_show (pane, bylaw, version);
  g_assert_cmpuint (wait_for_rows (pane, before->len), ==, before->len);
  wait_ms (100);
  for (guint i = 0; i < before->len; i++)
    {
      const char *word = xy_pill_get_text (XY_PILL (find_child (row_at (pane, i), XY_TYPE_PILL)));
      g_assert_true (g_str_equal (word, _ ("not answered")) == (i < n_open));
    }
  g_autofree char *all = g_strdup_printf (ngettext ("%u opinion", "%u opinions", before->len), before->len);
  g_autofree char *counted = g_strdup_printf (_ ("%s, %u not answered"), all, n_open);
  g_assert_true (has_text (pane, counted));
  practice_check_look (place, "opinions", 900, 500);

  hear (version, "井水要有人看护");
  g_assert_cmpuint (wait_for_rows (pane, before->len + 1), ==, before->len + 1);
  gtk_widget_set_visible (place, FALSE);
  hear (version, "晒谷坪不停车");
  wait_ms (400);
  g_assert_cmpuint (wait_for_rows (pane, before->len + 1), ==, before->len + 1);
  gtk_widget_set_visible (place, TRUE);
  g_assert_cmpuint (wait_for_rows (pane, before->len + 2), ==, before->len + 2);
  xy_bylaw_opinions_pane_show (pane, NULL, NULL);
  wait_ms (100);
  g_assert_true (has_text (pane, _ ("No bylaw is chosen.")));
  gtk_window_destroy (GTK_WINDOW (place));
}

/* An answer needs what came of it, and the other way round; then it is no longer waited for. */
static void
test_answer (void)
{
  g_autoptr (XyBylaw) bylaw = get_bylaw ();
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_of (store, &bylaw->record.id, 0, NULL);
  g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (store, &version->record.id, NULL);
  GtkWidget *pane = xy_bylaw_opinions_pane_new (desk), *place = put_in_window (pane), *dialog;
  XyForm *form;

  hear (version, "路灯夜里十二点以后关");
  xy_bylaw_opinions_pane_show (pane, bylaw, version);
  wait_ms (400);
  g_signal_emit_by_name (row_at (pane, 0), "activate");
  dialog = wait_for_dialog ();
  practice_check_look (dialog, "opinion dialog", 1000, 700);
  form = XY_FORM (find_child (dialog, XY_TYPE_FORM));
  g_autofree char *text = xy_form_get_text (form, "text");
  xy_form_set_text (form, "answer", "用电由村里出，开到天亮。");
  confirm (dialog);
  g_assert_true (find_dialog () == dialog);
  g_assert_true (has_text (dialog, _ ("Please say whether it was taken up.")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "taken")), 3);
  confirm (dialog);
  wait_until_gone ();

  g_autoptr (GPtrArray) opinions = xy_bylaw_opinions (store, &version->record.id, NULL);
  guint n = 0;
  for (guint i = 0; i < opinions->len; i++)
    {
      const XyBylawOpinion *opinion = opinions->pdata[i];
      if (!g_str_equal (opinion->text, text))
        continue;
      n++;
      g_assert_cmpstr (opinion->taken, ==, "no");
      g_assert_nonnull (opinion->answered_on);
    }
  g_assert_cmpuint (n, ==, 1);

  xy_bylaw_opinion_dialog_open (GTK_WIDGET (window), desk, version, clauses, NULL, NULL);
  dialog = wait_for_dialog ();
  confirm (dialog);
  g_assert_true (has_text (dialog, _ ("Please write the opinion.")));
  form = XY_FORM (find_child (dialog, XY_TYPE_FORM));
  xy_form_set_text (form, "text", "第三条说得太长");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "clause")), 3);
  confirm (dialog);
  wait_until_gone ();
  g_autoptr (GPtrArray) more = xy_bylaw_opinions (store, &version->record.id, NULL);
  g_assert_cmpuint (more->len, ==, opinions->len + 1);
  const XyBylawOpinion *last = more->pdata[more->len - 1];
  g_assert_true (xy_id_same (&last->clause, &((XyBylawClause *) clauses->pdata[2])->code));
  gtk_window_destroy (GTK_WINDOW (place));
}

/* What was said at a meeting is taken by choosing it. */
static void
test_heard (void)
{
  g_autoptr (XyBylaw) bylaw = get_bylaw ();
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_of (store, &bylaw->record.id, 0, NULL);
  g_autoptr (GPtrArray) before = xy_bylaw_opinions (store, &version->record.id, NULL);
  g_autoptr (GPtrArray) heard = xy_bylaw_heard (store, &version->record.id, NULL, 60, NULL);
  GtkWidget *dialog;

  g_assert_cmpuint (heard->len, >, 1);
  xy_bylaw_heard_dialog_open (GTK_WIDGET (window), desk, version);
  dialog = wait_for_dialog ();
  g_assert_cmpuint (wait_for_rows (dialog, heard->len), ==, heard->len);
  practice_check_look (dialog, "heard dialog", 800, 700);
  g_signal_emit_by_name (row_at (dialog, 0), "activate");
  g_signal_emit_by_name (row_at (dialog, 1), "activate");
  g_signal_emit_by_name (row_at (dialog, 0), "activate");
  confirm (dialog);
  wait_until_gone ();
  g_autoptr (GPtrArray) after = xy_bylaw_opinions (store, &version->record.id, NULL);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_assert_cmpstr (((XyBylawOpinion *) after->pdata[before->len])->text, ==, ((XyBylawHeard *) heard->pdata[1])->text);
}

static gboolean
is_plain (const XyBylawRedlineLine *line)
{
  return line->kind == XY_DIFF_SAME && !line->changed;
}

/* Every line of the redline has its row with its words; with only what was changed, gaps say how many are left out. */
static void
test_compare (void)
{
  g_autoptr (XyBylaw) bylaw = get_bylaw ();
  g_autoptr (XyBylawVersion) second = xy_bylaw_version_of (store, &bylaw->record.id, 2, NULL);
  g_autoptr (XyBylawVersion) first = xy_bylaw_version_of (store, &bylaw->record.id, 1, NULL);
  g_autoptr (GPtrArray) olds = xy_bylaw_clauses (store, &first->record.id, NULL);
  g_autoptr (GPtrArray) news = xy_bylaw_clauses (store, &second->record.id, NULL);
  g_autoptr (XyBylawRedline) redline = xy_bylaw_redline (first->preamble, olds, second->preamble, news);
  GtkWidget *pane = xy_bylaw_compare_pane_new (desk), *place = put_in_window (pane);
  guint n_changed = 0, n_gaps = 0;

  /* Whichever of the two is looked at. */
  for (guint i = 0; i < 2; i++)
    {
      xy_bylaw_compare_pane_show (pane, bylaw, i == 0 ? second : first);
      g_assert_cmpuint (wait_for_rows (pane, redline->lines->len), ==, redline->lines->len);
      wait_ms (200);
    }
  practice_check_look (place, "compare", 900, 500);
  for (guint i = 0; i < redline->lines->len; i++)
    {
      const XyBylawRedlineLine *line = redline->lines->pdata[i];
      g_autoptr (GString) words = g_string_new (NULL);
      for (guint k = 0; k < line->runs->len; k++)
        g_string_append (words, ((const XyDiffRun *) line->runs->pdata[k])->text);
      g_assert_true (has_text (row_at (pane, i), words->str));
      n_changed += !is_plain (line);
      n_gaps += is_plain (line) && (i == 0 || !is_plain (redline->lines->pdata[i - 1]));
    }
  g_assert_cmpuint (n_changed, >, 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_child (pane, GTK_TYPE_CHECK_BUTTON)), TRUE);
  g_assert_cmpuint (wait_for_rows (pane, n_changed + n_gaps), ==, n_changed + n_gaps);

  g_autoptr (GPtrArray) bylaws = xy_bylaws (store, NULL);
  g_autoptr (XyBylawVersion) alone =
      xy_bylaw_version_of (store, &((XyRecord *) bylaws->pdata[bylaws->len - 1])->id, 0, NULL);
  xy_bylaw_compare_pane_show (pane, bylaws->pdata[bylaws->len - 1], alone);
  wait_ms (400);
  g_assert_true (has_text (pane, _ ("This is the only version of this bylaw; there is nothing to compare it with.")));
  gtk_window_destroy (GTK_WINDOW (place));
}

static void
test_steps (void)
{
  g_autoptr (XyBylaw) bylaw = get_bylaw ();
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_of (store, &bylaw->record.id, 1, NULL);
  g_autoptr (GPtrArray) steps = xy_bylaw_steps (store, &version->record.id, NULL);
  GtkWidget *pane = xy_bylaw_steps_pane_new (desk), *place = put_in_window (pane);

  xy_bylaw_steps_pane_show (pane, bylaw, version);
  g_assert_cmpuint (wait_for_rows (pane, steps->len + 1), ==, steps->len + 1);
  wait_ms (100);
  for (guint i = 0; i < steps->len; i++)
    {
      const XyBylawStep *step = steps->pdata[i];
      g_assert_true (has_text (row_at (pane, i + 1), step->day));
      g_assert_true (has_text (row_at (pane, i + 1), step->by));
      g_assert_true (step->note == NULL || has_text (row_at (pane, i + 1), step->note));
    }
  practice_check_look (place, "steps", 900, 500);
  gtk_window_destroy (GTK_WINDOW (place));
}

/* A closed vote on VERSION, today, of ten people of whom six came. */
static void
add_vote (const XyId *version, gboolean passed)
{
  g_autofree char *today = xy_env_today (xy_env_system ());
  g_autoptr (XyVote) vote = xy_record_new (&xy_vote_type);
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);

  xy_set_str (&kind->name, "村民会议");
  xy_set_str (&kind->body, "villagers");
  xy_set_str (&kind->comes, "person");
  xy_set_str (&kind->form, "official");
  act (save_all, (gpointer[]){ kind, NULL });
  meeting->kind = kind->record.id;
  xy_set_str (&meeting->day, today);
  xy_set_str (&meeting->maker, "曾小平");
  act (save_all, (gpointer[]){ meeting, NULL });
  vote->meeting = meeting->record.id;
  vote->bylaw = *version;
  vote->due = 10;
  vote->present = vote->given = vote->returned = 6;
  vote->yes = passed ? 4 : 3;
  xy_set_str (&vote->title, "水井公约");
  xy_set_str (&vote->basis, "person");
  xy_set_str (&vote->as_of, today);
  xy_set_str (&vote->method, "hands");
  xy_set_str (&vote->recorder, "曾小平");
  act (save_all, (gpointer[]){ vote, NULL });
  act (xy_vote_close_act, &vote->record.id);
}

static XyId
add_bylaw (void)
{
  static const XyBylawTyped clauses[] = { { 1, (char *) "井边不洗衣服。" } };
  g_autoptr (XyBylaw) bylaw = xy_record_new (&xy_bylaw_type);
  XyBylawWriting writing = { .bylaw = bylaw, .clauses = clauses, .n_clauses = 1 };

  xy_set_str (&bylaw->name, "水井公约");
  xy_set_str (&bylaw->kind, "single");
  act (xy_bylaw_write_act, &writing);
  return writing.made;
}

/* Opens the dialog of KIND, and with it takes the step; what core refuses without a reason stands beside the field. */
static void
take (const XyId *id, XyBylawStepKind kind, XyBylawStage stage)
{
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_get (store, id, NULL), after = NULL;
  g_autofree char *where = g_strdup_printf ("dialog of %s", xy_bylaw_step_name (kind));
  GtkWidget *dialog;
  XyForm *form;

  xy_bylaw_step_dialog_open (GTK_WIDGET (window), desk, version, kind);
  dialog = wait_for_dialog ();
  form = XY_FORM (find_child (dialog, XY_TYPE_FORM));
  practice_check_look (dialog, where, 800, 740);
  confirm (dialog);
  if (find_dialog () != NULL && xy_form_get_field (form, "note") != NULL)
    {
      g_assert_true (has_text (GTK_WIDGET (form), kind == XY_BYLAW_ADVISE
                                                      ? _ ("Please write what the legal adviser said.")
                                                      : _ ("Please write the reason.")));
      xy_form_set_text (form, "note", "写得清楚些");
      g_assert_false (has_text (GTK_WIDGET (form), _ ("Please write who looked at it.")));
      confirm (dialog);
    }
  wait_until_gone ();
  after = xy_bylaw_version_get (store, id, NULL);
  g_assert_cmpint (after->stage, ==, stage);
}

/* The whole road, with a review that sends it back and a vote that is lost; then it hangs on the board. */
static void
test_road (void)
{
  g_autofree char *today = xy_env_today (xy_env_system ());
  XyId version = add_bylaw ();

  take (&version, XY_BYLAW_DRAFT, XY_BYLAW_DRAFTED);
  take (&version, XY_BYLAW_ADVISE, XY_BYLAW_ADVISED);
  take (&version, XY_BYLAW_REDRAFT, XY_BYLAW_DRAFTED);
  take (&version, XY_BYLAW_ADVISE, XY_BYLAW_ADVISED);
  take (&version, XY_BYLAW_SUBMIT, XY_BYLAW_REVIEWING);
  take (&version, XY_BYLAW_RETURN, XY_BYLAW_DRAFTED);
  take (&version, XY_BYLAW_ADVISE, XY_BYLAW_ADVISED);
  take (&version, XY_BYLAW_SUBMIT, XY_BYLAW_REVIEWING);
  take (&version, XY_BYLAW_APPROVE, XY_BYLAW_APPROVED);

  /* Without a vote there is nothing to be entered; a lost one is a lost one, whatever was hoped for. */
  add_vote (&version, FALSE);
  take (&version, XY_BYLAW_PASS, XY_BYLAW_DRAFTED);
  take (&version, XY_BYLAW_ADVISE, XY_BYLAW_ADVISED);
  take (&version, XY_BYLAW_SUBMIT, XY_BYLAW_REVIEWING);
  take (&version, XY_BYLAW_APPROVE, XY_BYLAW_APPROVED);
  add_vote (&version, TRUE);
  take (&version, XY_BYLAW_LOSE, XY_BYLAW_PASSED);
  take (&version, XY_BYLAW_FILE, XY_BYLAW_FILED);
  take (&version, XY_BYLAW_PUBLISH, XY_BYLAW_PUBLISHED);
  g_autoptr (GPtrArray) rows =
      xy_notice_list (store, &(XyNoticeFilter){ .item = "bylaw", .text = "水井公约" }, today, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((XyNoticeRow *) rows->pdata[0])->notice->posted_on, ==, today);
  take (&version, XY_BYLAW_FORCE, XY_BYLAW_IN_FORCE);
  take (&version, XY_BYLAW_CORRECT, XY_BYLAW_CORRECTED);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  practice_set_up (&practice, "BylawPanes", &argc, &argv);
  store = xy_store_open (practice.village, xy_env_system (), 0, &error);
  g_assert_no_error (error);
  window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  desk = xy_window_get_desk (window);
  g_test_add_func ("/bylaw-panes/opinions", test_opinions);
  g_test_add_func ("/bylaw-panes/answer", test_answer);
  g_test_add_func ("/bylaw-panes/heard", test_heard);
  g_test_add_func ("/bylaw-panes/compare", test_compare);
  g_test_add_func ("/bylaw-panes/steps", test_steps);
  g_test_add_func ("/bylaw-panes/road", test_road);
  status = g_test_run ();
  practice_close_window (window);
  g_object_unref (store);
  return status;
}
