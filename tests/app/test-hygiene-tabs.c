/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of the page 卫生: the fields of its dialogs keep what stands in them as a text, for a half-typed form
 * survives a power cut; the filters of the tab 结果 divide a round without rest; a record is opened on its own tab.
 */
#include "app/hygiene-issue-list.h"
#include "app/hygiene-items-editor.h"
#include "app/hygiene-judge-box.h"
#include "app/hygiene-result-lists.h"
#include "app/unit-field.h"
#include "core/hygiene-checklist.h"
#include "core/store.h"
#include "core/unit.h"
#include "tests/app/practice.h"

static Practice practice;

static char *
text_of (GtkWidget *field)
{
  char *text = NULL;

  g_object_get (field, "text", &text, NULL);
  return text;
}

static void
check_text (GtkWidget *field, const char *set, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_set (field, "text", set, NULL);
  text = text_of (field);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_judges (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  GtkWidget *box = g_object_ref_sink (xy_hygiene_judge_box_new (worker));
  const GArray *seats = xy_hygiene_judge_box_get (XY_HYGIENE_JUDGE_BOX (box));

  check_text (box, "曾小平（村妇联主席）、李建国", "曾小平（村妇联主席）、李建国");
  g_assert_cmpuint (seats->len, ==, 2);
  g_assert_cmpstr (g_array_index (seats, XyHygieneSeat, 0).name, ==, "曾小平");
  g_assert_cmpstr (g_array_index (seats, XyHygieneSeat, 0).post, ==, "村妇联主席");
  g_assert_null (g_array_index (seats, XyHygieneSeat, 1).post);
  /* Brackets of either width, and nobody twice. */
  check_text (box, "李主任(镇驻村干部)、李主任、 王英 ", "李主任（镇驻村干部）、王英");
  check_text (box, "", "");
  g_assert_cmpuint (seats->len, ==, 0);

  /* Whom somebody found in the roster stays found. */
  g_autoptr (GArray) found = xy_hygiene_seats_copy (NULL);
  XyHygieneSeat seat = { g_strdup ("谭卫东"), { { 7 } }, NULL };
  g_array_append_val (found, seat);
  xy_hygiene_judge_box_set (XY_HYGIENE_JUDGE_BOX (box), found);
  check_text (box, "谭卫东", "谭卫东");
  g_assert_false (xy_id_is_none (&g_array_index (seats, XyHygieneSeat, 0).person));
  g_object_unref (box);
  xy_worker_stop (worker);
}

static void
test_items (void)
{
  GtkWidget *editor = g_object_ref_sink (xy_hygiene_items_editor_new ());
  const char *items = "门前屋后\t2000\t垃圾每处扣2分\t0\t1\n厨房\t1050\t\t1\t0";

  check_text (editor, items, items);
  check_text (editor, "", "");
  check_text (editor, items, items);
  g_object_unref (editor);
}

static void
test_units (void)
{
  GtkWidget *field = g_object_ref_sink (xy_unit_field_new ());
  XyId ids[3] = { { { 1 } }, { { 2 } }, { { 3 } } };
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_unit_node_free);
  char text[3][XY_ID_TEXT_LENGTH + 1];

  for (guint i = 0; i < 3; i++)
    {
      XyUnitNode *node = g_new0 (XyUnitNode, 1);
      node->unit = xy_record_new (&xy_unit_type);
      node->unit->record.id = ids[i];
      xy_set_str (&node->unit->name, i == 0 ? "1组" : i == 1 ? "2组" : "3组");
      node->path = g_strdup (node->unit->name);
      g_ptr_array_add (nodes, node);
      xy_id_to_text (&ids[i], text[i]);
    }
  /* A draft comes before the groups do. */
  g_autofree char *two = g_strdup_printf ("%s\n%s", text[0], text[2]);
  check_text (field, two, two);
  xy_unit_field_set_units (XY_UNIT_FIELD (field), nodes);
  g_autofree char *after = text_of (field);
  g_assert_cmpstr (after, ==, two);
  check_text (field, "", "");
  g_object_unref (field);
}

static XyHygieneSlipOffer *
make_offer (guint8 id, const char *name, const char *problem, gboolean help)
{
  XyHygieneSlipOffer *offer = g_new0 (XyHygieneSlipOffer, 1);

  offer->result = (XyId){ { id } };
  offer->name = g_strdup (name);
  offer->problem = g_strdup (problem);
  offer->help = help;
  return offer;
}

static void
test_issuing (void)
{
  GtkWidget *list = g_object_ref_sink (xy_hygiene_issue_list_new ());
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_slip_offer_free);
  XyId first = { { 1 } };
  char id[XY_ID_TEXT_LENGTH + 1];

  g_ptr_array_add (offers, make_offer (1, "曾国强", "屋前杂物", FALSE));
  g_ptr_array_add (offers, make_offer (2, "谢友良", NULL, TRUE));
  g_ptr_array_add (offers, make_offer (3, "王志勇", "乱堆", FALSE));
  ((XyHygieneSlipOffer *) offers->pdata[2])->slip = (XyId){ { 9 } };
  xy_hygiene_issue_list_set (XY_HYGIENE_ISSUE_LIST (list), offers);

  /* Who is helped is not ticked by itself, who has one is not there. */
  g_autoptr (GArray) ticked = xy_hygiene_issue_list_get (XY_HYGIENE_ISSUE_LIST (list));
  g_assert_cmpuint (ticked->len, ==, 1);
  g_assert_cmpstr (g_array_index (ticked, XyHygieneIssueLine, 0).problem, ==, "屋前杂物");

  /* A draft is laid over what is offered, now and when it is read anew. */
  xy_id_to_text (&first, id);
  g_autofree char *draft = g_strdup_printf ("%s\t1\t屋后杂物\t李艳", id);
  g_object_set (list, "text", draft, NULL);
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (GArray) now = xy_hygiene_issue_list_get (XY_HYGIENE_ISSUE_LIST (list));
      g_assert_cmpuint (now->len, ==, 1);
      g_assert_cmpstr (g_array_index (now, XyHygieneIssueLine, 0).problem, ==, "屋后杂物");
      g_assert_cmpstr (g_array_index (now, XyHygieneIssueLine, 0).helper, ==, "李艳");
      xy_hygiene_issue_list_set (XY_HYGIENE_ISSUE_LIST (list), offers);
    }
  g_object_unref (list);
}

/* How many of ROUND the filter finds; each row is looked at by IS. */
static guint
count (XyStore *store, const XyId *round, XyHygieneResultsWhich which, const char *text)
{
  XyListQuery asked = { .data = NULL };
  g_autoptr (GError) error = NULL;
  XyHygieneResultQuery *query = xy_hygiene_result_query_new (round, &XY_ID_NONE, which, NULL, text);
  XyListAnswer *answer;
  guint n;

  asked.data = query;
  answer = xy_hygiene_result_source.ids (store, &asked, NULL, &error);
  g_assert_no_error (error);
  n = answer->n_ids;
  g_autoptr (GPtrArray) rows = xy_hygiene_result_source.records (store, &asked, answer->ids, n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const XyHygieneResultRow *row = rows->pdata[i];
      g_assert_nonnull (row);
      g_assert_true (xy_id_same (&row->outcome->result, &answer->ids[i]));
      if (which == XY_HYGIENE_RESULTS_RED)
        g_assert_cmpstr (row->outcome->list, ==, "red");
      if (which == XY_HYGIENE_RESULTS_LOW)
        g_assert_cmpstr (row->outcome->list, ==, "low");
      xy_hygiene_result_source.free_record (rows->pdata[i]);
    }
  xy_list_answer_free (answer);
  xy_hygiene_result_query_free (query);
  return n;
}

static void
test_results (void)
{
  XyHygieneRoundFilter all = { .open = 0 };
  g_autoptr (GError) error = NULL;
  XyStore *store = xy_store_open (practice.village, xy_env_system (), XY_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  g_autoptr (GArray) rounds = xy_hygiene_round_ids (store, &all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds->len, >, 2);
  for (guint i = 0; i < MIN (rounds->len, 4); i++)
    {
      const XyId *round = &g_array_index (rounds, XyId, i);
      guint sum = 0;

      for (int which = XY_HYGIENE_RESULTS_RED; which < XY_HYGIENE_RESULTS_N; which++)
        sum += count (store, round, (XyHygieneResultsWhich) which, NULL);
      g_assert_cmpuint (sum, ==, count (store, round, XY_HYGIENE_RESULTS_ALL, NULL));
      g_assert_cmpuint (count (store, round, XY_HYGIENE_RESULTS_ALL, "没有这个人"), ==, 0);
    }
  g_assert_cmpuint (count (store, &XY_ID_NONE, XY_HYGIENE_RESULTS_ALL, NULL), ==, 0);
  g_object_unref (store);
}

/* A slip is opened on the tab of slips, a round on that of rounds. */
static void
test_open (void)
{
  XyHygieneSlipFilter slips = { .which = XY_HYGIENE_SLIPS_ALL };
  XyHygieneRoundFilter all = { .open = 0 };
  XyStore *store = xy_store_open (practice.village, xy_env_system (), XY_STORE_READ_ONLY, NULL);
  g_autoptr (GArray) slip_ids = xy_hygiene_slip_ids (store, &slips, NULL);
  g_autoptr (GArray) rounds = xy_hygiene_round_ids (store, &all, NULL);
  XyWindow *window;
  XyPage *page;

  g_object_unref (store);
  g_assert_cmpuint (slip_ids->len, >, 0);
  window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  page = xy_window_show_page (window, "hygiene", &g_array_index (slip_ids, XyId, 0));
  wait_ms (600);
  g_assert_cmpstr (xy_page_get_tab (page), ==, "slips");
  xy_window_show_page (window, "hygiene", &g_array_index (rounds, XyId, 1));
  wait_ms (600);
  g_assert_cmpstr (xy_page_get_tab (page), ==, "rounds");
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "HygieneTabs", &argc, &argv);
  g_test_add_func ("/hygiene-tabs/judges", test_judges);
  g_test_add_func ("/hygiene-tabs/items", test_items);
  g_test_add_func ("/hygiene-tabs/units", test_units);
  g_test_add_func ("/hygiene-tabs/issuing", test_issuing);
  g_test_add_func ("/hygiene-tabs/results", test_results);
  g_test_add_func ("/hygiene-tabs/open", test_open);
  return g_test_run ();
}
