/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of the page 村规民约: the line of steps says where a version stands, the search finds bylaws and clauses
 * and knows where they are, the lines of a board are counted, links are kept without doubles, and a version that was
 * reviewed can only be read.
 */
#include "app/bylaw-board-dialog.h"
#include "app/bylaw-clauses-private.h"
#include "app/bylaw-links-box.h"
#include "app/bylaw-page-private.h"
#include "app/bylaw-rows.h"
#include "app/prefs.h"
#include "app/step-line.h"
#include "core/store.h"
#include "tests/app/practice.h"

static Practice practice;

static XyStore *
open_store (void)
{
  g_autoptr (GError) error = NULL;
  XyStore *store = xy_store_open (practice.village, xy_env_system (), XY_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  return store;
}

/* What a screen reader hears of each place. */
static void
test_step_line (void)
{
  GtkWidget *line = g_object_ref_sink (xy_step_line_new ("steps"));
  const XyStep two[] = { { XY_STEP_DONE, "拟定草案", "11-02" }, { XY_STEP_BACK, "镇里审核", "退回 11-20" } };
  const XyStep one[] = { { XY_STEP_NOW, "表决", NULL } };

  xy_step_line_set (XY_STEP_LINE (line), two, G_N_ELEMENTS (two));
  GtkWidget *first = gtk_widget_get_first_child (line), *second = gtk_widget_get_next_sibling (first);
  g_assert_true (gtk_widget_has_css_class (first, "done") && !gtk_widget_has_css_class (first, "back"));
  g_assert_true (gtk_widget_has_css_class (second, "back"));
  g_assert_null (gtk_widget_get_next_sibling (second));
  gtk_test_accessible_assert_role (line, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (first, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  xy_step_line_set (XY_STEP_LINE (line), one, G_N_ELEMENTS (one));
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_first_child (line)));
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_first_child (line), "now"));
  g_object_unref (line);
}

static void
test_board (void)
{
  g_autofree char *fits = xy_bylaw_board_count ("爱党爱国\n\n敬老爱幼，家庭和睦\n");
  g_autofree char *ten = xy_bylaw_board_count ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10");
  g_autofree char *more = xy_bylaw_board_count ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");

  g_assert_nonnull (strstr (fits, "2"));
  g_assert_nonnull (strstr (fits, "9")); /* characters of the longest */
  g_assert_nonnull (strstr (ten, "10"));
  g_assert_nonnull (strstr (more, "12"));
  g_assert_cmpstr (ten, !=, more);
  g_assert_nonnull (strstr (more, "2"));
}

static GPtrArray *
find_nothing (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  return g_ptr_array_new ();
}

static void
test_links (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  GtkWidget *box = g_object_ref_sink (xy_bylaw_links_box_new (worker, find_nothing, FALSE, "…", "items"));
  XyBylawLinksBox *links = XY_BYLAW_LINKS_BOX (box);

  g_assert_null (xy_bylaw_links_box_get (links));
  xy_bylaw_links_box_add (links, "庭院整洁", "庭院整洁");
  xy_bylaw_links_box_add (links, "沟渠畅通", "沟渠畅通");
  xy_bylaw_links_box_add (links, "庭院整洁", "庭院整洁");
  g_autofree char *rows = xy_bylaw_links_box_get (links);
  g_assert_cmpstr (rows, ==, "庭院整洁\n沟渠畅通");
  g_object_unref (box);
  xy_worker_stop (worker);
}

/* Each version of the sample: where it stands, what is next, and its clauses with their marks and findings. */
static void
test_reading (void)
{
  g_autoptr (GError) error = NULL;
  XyStore *store = open_store ();
  g_autoptr (GPtrArray) families = xy_bylaw_families_read (store, NULL, NULL, &error);
  guint n_open = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (families->len, >=, 2);
  for (guint i = 0; i < families->len; i++)
    {
      const XyBylawFamily *family = families->pdata[i];
      for (guint v = 0; v < family->versions->len; v++)
        {
          const XyBylawVersion *version = family->versions->pdata[v];
          XyBylawStanding *standing = xy_bylaw_standing_read (store, (gpointer) &version->record.id, NULL, &error);
          XyBylawPaneAsk ask = { .bylaw = family->bylaw->record.id, .version = version->record.id };
          XyBylawClausesRead *read = xy_bylaw_clauses_read (store, &ask, NULL, &error);

          g_assert_no_error (error);
          g_assert_true ((version->stage < XY_BYLAW_IN_FORCE) == (standing->due->len > 0));
          g_assert_cmpuint (read->clauses->len, >, 5);
          g_assert_cmpuint (read->findings->len, ==, read->clauses->len);
          g_assert_cmpuint (g_strv_length (read->marks), ==, read->clauses->len);
          n_open += xy_bylaw_is_open (read->version);
          xy_bylaw_clauses_read_free (read);
          xy_bylaw_standing_free (standing);
        }
    }
  g_assert_cmpuint (n_open, >=, 1);
  g_object_unref (store);
}

static void
test_search (void)
{
  g_autoptr (GError) error = NULL;
  XyStore *store = open_store ();
  g_autoptr (GPtrArray) named = xy_bylaw_page_search (store, "移风易俗公约", 8, NULL, &error);
  g_autoptr (GPtrArray) clauses = xy_bylaw_page_search (store, "随礼 超过", 8, NULL, &error);
  g_autoptr (GPtrArray) none = xy_bylaw_page_search (store, "没有人写过这句", 8, NULL, &error);
  g_autoptr (GPtrArray) blank = xy_bylaw_page_search (store, "  ", 8, NULL, &error);
  g_autoptr (GPtrArray) few = xy_bylaw_page_search (store, "的", 2, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (named->len, ==, 1);
  g_assert_cmpuint (clauses->len, >=, 2);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (blank->len, ==, 0);
  g_assert_cmpuint (few->len, ==, 2);
  /* A clause is in its version; a bylaw is where it is itself. */
  const XySearchHit *hit = clauses->pdata[0];
  g_autofree XyBylawPlace *place = xy_bylaw_place_find (store, (gpointer) &hit->id, NULL, &error);
  g_assert_true (xy_id_same (&place->clause, &hit->id));
  g_assert_false (xy_id_same (&place->version, &hit->id));
  const XySearchHit *bylaw = named->pdata[0];
  g_autofree XyBylawPlace *itself = xy_bylaw_place_find (store, (gpointer) &bylaw->id, NULL, &error);
  g_assert_true (xy_id_same (&itself->version, &bylaw->id));
  g_assert_true (xy_id_is_none (&itself->clause));
  g_object_unref (store);
}

/* The first widget below WIDGET of TYPE that is seen. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A clause is written where the version is open, and one that is in force cannot be. */
static void
test_pane (void)
{
  XyWindow *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  GtkWidget *page = GTK_WIDGET (xy_window_show_page (window, "bylaws", NULL));

  wait_ms (600);
  XyBylawClausesPane *pane = XY_BYLAW_CLAUSES_PANE (find (page, XY_TYPE_BYLAW_CLAUSES_PANE));
  XyBylawRows *rows = XY_BYLAW_ROWS (find (page, XY_TYPE_BYLAW_ROWS));
  const XyBylawVersion *version = xy_bylaw_rows_get_version (rows);
  g_assert_true (xy_bylaw_is_open (version));
  g_assert_true (xy_bylaw_clauses_is_open (pane));

  /* The third clause gets other words, and an item needs a clause before it. */
  const XyBylawClause *heading = NULL, *clause = NULL;
  for (guint i = 0; i + 1 < pane->read->clauses->len && heading == NULL; i++)
    if (((XyBylawClause *) pane->read->clauses->pdata[i])->level == 0)
      {
        heading = pane->read->clauses->pdata[i];
        clause = pane->read->clauses->pdata[i + 1];
      }
  g_assert_nonnull (clause);
  XyId id = clause->record.id;
  g_assert_false (xy_bylaw_clauses_fits (pane, &id, &pane->of, 2));
  g_assert_true (xy_bylaw_clauses_fits (pane, &id, &pane->of, 0));
  xy_bylaw_clauses_edit (pane, &id, "乱倒垃圾的，罚款500元。", 1);
  wait_ms (200);
  g_assert_nonnull (pane->hand);
  g_assert_cmpuint (pane->hand->wordings->len, >, 0);
  g_assert_true (xy_bylaw_clauses_leave (pane));
  wait_ms (500);
  g_assert_null (pane->hand);
  int at = xy_bylaw_clauses_read_find (pane->read, &id);
  g_assert_cmpstr (((XyBylawClause *) pane->read->clauses->pdata[at])->text, ==, "乱倒垃圾的，罚款500元。");
  g_assert_cmpuint (((GPtrArray *) pane->read->findings->pdata[at])->len, >, 0);

  /* An empty clause stays in hand; given up, it is as it was. */
  xy_bylaw_clauses_edit (pane, &id, "", 1);
  g_assert_false (xy_bylaw_clauses_leave (pane));
  g_assert_nonnull (pane->hand);
  xy_bylaw_clauses_give_up (pane);
  g_assert_null (pane->hand);

  /* One that is in force. */
  const XyBylaw *bylaw = xy_bylaw_rows_get_bylaw (rows);
  g_assert_cmpstr (bylaw->kind, ==, "general");
  g_action_group_activate_action (G_ACTION_GROUP (pane->actions), "new", NULL);
  g_assert_nonnull (pane->hand);
  xy_bylaw_clauses_give_up (pane);
  XyStore *store = open_store ();
  g_autoptr (GPtrArray) versions = xy_bylaw_versions (store, &bylaw->record.id, NULL);
  g_assert_true (xy_bylaw_rows_choose (rows, &((XyRecord *) versions->pdata[versions->len - 1])->id));
  g_object_unref (store);
  wait_ms (500);
  g_assert_false (xy_bylaw_clauses_is_open (pane));
  xy_bylaw_clauses_edit (pane, &((XyRecord *) pane->read->clauses->pdata[1])->id, NULL, 0);
  g_assert_null (pane->hand);
  g_action_group_activate_action (G_ACTION_GROUP (pane->actions), "new", NULL);
  g_assert_null (pane->hand);
  practice_close_window (window);
}

/* In a low window with large text the clauses have the room of the steps, which stand with what happened then. */
static void
test_low (void)
{
  XyWindow *window = practice_open_window (&practice, 2, FALSE, 1280, 720);
  XyPage *page = xy_window_show_page (window, "bylaws", NULL);

  wait_ms (800);
  g_assert_null (find (GTK_WIDGET (page), XY_TYPE_STEP_LINE));
  XyBylawClausesPane *clauses = XY_BYLAW_CLAUSES_PANE (find (GTK_WIDGET (page), XY_TYPE_BYLAW_CLAUSES_PANE));
  g_assert_cmpint (gtk_widget_get_height (clauses->place), >=, 240);
  xy_page_go (page, NULL, "steps", &XY_ID_NONE);
  wait_ms (500);
  GtkWidget *line = find (GTK_WIDGET (page), XY_TYPE_STEP_LINE);
  g_assert_nonnull (line);
  xy_page_go (page, NULL, "clauses", &XY_ID_NONE);
  wait_ms (500);
  g_assert_false (gtk_widget_get_mapped (line));
  g_settings_set_enum (xy_prefs (), "text-size", 0);
  wait_ms (500);
  g_assert_true (gtk_widget_get_mapped (line));
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "BylawPage", &argc, &argv);
  g_test_add_func ("/bylaw-page/step-line", test_step_line);
  g_test_add_func ("/bylaw-page/board", test_board);
  g_test_add_func ("/bylaw-page/links", test_links);
  g_test_add_func ("/bylaw-page/reading", test_reading);
  g_test_add_func ("/bylaw-page/search", test_search);
  g_test_add_func ("/bylaw-page/pane", test_pane);
  g_test_add_func ("/bylaw-page/low", test_low);
  return g_test_run ();
}
