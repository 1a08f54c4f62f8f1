/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The typing grid of a round and the deciding desk: what they know, and how they look. */
#include "app/cells.h"
#include "app/dialog.h"
#include "app/hygiene-decide.h"
#include "app/hygiene-grid-data.h"
#include "app/hygiene-grid.h"
#include "core/hygiene-decide.h"
#include "core/store.h"
#include "tests/app/practice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static Practice practice;
static XyWindow *window;
static XyDesk *desk;

/* What an act on the worker is waited for. */
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
ask (XyWorkerFunc func, gpointer data)
{
  Waiting waiting = { 0 };

  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, func, data, NULL, NULL, NULL, on_answered, &waiting);
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

static GError *
act (XyActFunc func, gpointer data)
{
  Waiting waiting = { 0 };

  xy_desk_act (desk, "Test", func, data, NULL, on_acted, &waiting);
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  return waiting.error;
}

static gpointer
propose (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_hygiene_round_propose (store, "special", "household", "2026-11-20", error);
}

/* 100 points in nine items, as in domain.md 4.5. */
static XyId
make_checklist (void)
{
  static const struct
  {
    const char *name;
    int most;
  } items[] = { { "门前屋后无垃圾", 15 }, { "庭院柴草农具堆放整齐", 15 },
                { "垃圾分类投放", 15 },   { "厕所干净无直排", 15 },
                { "禽畜圈养", 10 },       { "排水沟畅通无污水", 10 },
                { "无乱搭乱建乱贴", 10 }, { "绿化菜园整齐", 5 },
                { "门牌完好", 5 } };
  g_autoptr (XyHygieneChecklist) checklist = xy_record_new (&xy_hygiene_checklist_type);
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (XyHygieneItem));

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      XyHygieneItem item = { .name = (char *) items[i].name, .most = items[i].most * 100, .on = TRUE };
      g_array_append_val (list, item);
    }
  xy_set_str (&checklist->name, "测试评比表");
  xy_set_str (&checklist->target, "household");
  checklist->items = xy_hygiene_items_write (list);
  g_autoptr (GError) error = act (xy_hygiene_checklist_save_act, checklist);
  g_assert_no_error (error);
  return checklist->record.id;
}

static gpointer
read_grid (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_hygiene_grid (store, data, error);
}

/* A round of the whole village with three judges of the outside. */
static XyId
make_round (const char *mode)
{
  g_autoptr (XyHygieneRound) round = ask (propose, NULL);
  const XyHygieneSeat seats[] = { { (char *) "甄一平", XY_ID_NONE, (char *) "镇驻村干部" },
                                  { (char *) "甄二妹", XY_ID_NONE, NULL },
                                  { (char *) "甄三保", XY_ID_NONE, NULL } };
  XyHygieneMaking making = { .round = round, .seats = seats, .n_seats = G_N_ELEMENTS (seats) };

  xy_set_str (&round->mode, mode);
  xy_set_str (&round->name, "测试");
  if (g_str_equal (mode, "items"))
    round->checklist = make_checklist ();
  g_autoptr (GError) error = act (xy_hygiene_make_act, &making);
  g_assert_no_error (error);
  return making.made;
}

static XyHygieneTyping *
make_typing (const XyId *round)
{
  return xy_hygiene_typing_new (ask (read_grid, (gpointer) round));
}

static guint
first_row (XyHygieneTyping *typing)
{
  guint row;

  g_assert_true (xy_hygiene_typing_next_gap (typing, 0, 0, &row));
  return row;
}

static void
type_line (XyHygieneTyping *typing, guint judge, guint row, gint64 taken)
{
  gint64 sum = 0;

  for (guint k = 0; k + 1 < typing->n_columns; k++)
    {
      gint64 score = xy_hygiene_typing_most (typing, k) - (k == 0 ? taken : 0);
      g_autofree char *text = g_strdup_printf ("%d.%02d", (int) (score / 100), (int) (score % 100));
      xy_hygiene_typing_set (typing, judge, row, k, text);
      sum += score;
    }
  g_autofree char *text = g_strdup_printf ("%d.%02d", (int) (sum / 100), (int) (sum % 100));
  xy_hygiene_typing_set (typing, judge, row, typing->n_columns - 1, text);
}

static void
test_typing (void)
{
  XyId round = make_round ("items");
  g_autoptr (XyHygieneTyping) typing = make_typing (&round);
  guint row = first_row (typing), last = typing->n_columns - 1, column, back, n, expected;
  g_autofree char *sentence = NULL;

  g_assert_true (typing->has_sum);
  xy_hygiene_typing_count (typing, 0, &n, &expected);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (expected, >, 40);

  /* Above the most: at once, in a word and in full. */
  xy_hygiene_typing_set (typing, 0, row, 0, "999");
  g_autofree char *mark = xy_hygiene_typing_mark (typing, 0, row, 0);
  g_autofree char *problem = xy_hygiene_typing_problem (typing, 0, row, 0);
  g_assert_nonnull (mark);
  g_assert_nonnull (problem);
  g_assert_false (xy_hygiene_typing_check (typing, 0, row, &column, &sentence));
  g_assert_cmpuint (column, ==, 0);

  /* Both sums are said. */
  type_line (typing, 0, row, 0);
  xy_hygiene_typing_set (typing, 0, row, last, "88");
  g_clear_pointer (&sentence, g_free);
  g_assert_false (xy_hygiene_typing_check (typing, 0, row, &column, &sentence));
  g_assert_cmpuint (column, ==, last);
  g_assert_nonnull (strstr (sentence, "88"));
  g_assert_nonnull (strstr (sentence, "100"));

  /* The draft of it, and of another judge's line, comes back. */
  xy_hygiene_typing_set (typing, 1, row, 2, "1");
  g_autofree char *draft = xy_hygiene_typing_dump (typing);
  g_autoptr (XyHygieneTyping) again = make_typing (&round);
  guint judge;
  g_assert_null (xy_hygiene_typing_dump (again));
  g_assert_cmpuint (xy_hygiene_typing_restore (again, draft, &judge, &back), ==, 2);
  g_assert_cmpuint (back, ==, row);
  g_autofree char *same = xy_hygiene_typing_dump (again);
  g_assert_cmpstr (draft, ==, same);
  g_assert_cmpuint (xy_hygiene_typing_restore (again, "nonsense\n\t\t\t\n", &judge, &back), ==, 0);

  /* Kept. */
  type_line (typing, 0, row, 100);
  g_clear_pointer (&sentence, g_free);
  g_assert_true (xy_hygiene_typing_check (typing, 0, row, &column, &sentence));
  XyHygieneKeeping *keeping = xy_hygiene_keeping_new (typing, 0, &row, 1);
  g_autoptr (GError) error = act (xy_hygiene_keeping_act, keeping);
  g_assert_no_error (error);
  xy_hygiene_typing_kept (typing, keeping, NULL);
  xy_hygiene_keeping_free (keeping);
  g_assert_cmpint (xy_hygiene_typing_state (typing, 0, row), ==, XY_HYGIENE_LINE_SAVED);
  g_assert_cmpint (xy_hygiene_typing_state (typing, 1, row), ==, XY_HYGIENE_LINE_TYPED);
  xy_hygiene_typing_count (typing, 0, &n, &expected);
  g_assert_cmpuint (n, ==, 1);
  /* What the store has is the same, and what was typed beside it stays. */
  xy_hygiene_typing_take (typing, ask (read_grid, &round));
  g_assert_cmpint (xy_hygiene_typing_state (typing, 0, row), ==, XY_HYGIENE_LINE_SAVED);
  g_assert_cmpint (xy_hygiene_typing_state (typing, 1, row), ==, XY_HYGIENE_LINE_TYPED);
  g_assert_cmpint (xy_hygiene_typing_row (typing, row)->cells[0].sum, ==, 9900);
  g_assert_false (xy_hygiene_typing_differs (typing, 0, row));
  /* A change of a kept sheet asks for its sum again. */
  xy_hygiene_typing_set (typing, 0, row, 1, "1");
  g_assert_null (xy_hygiene_typing_get (typing, 0, row, last));
  g_assert_true (xy_hygiene_typing_differs (typing, 0, row));
  xy_hygiene_typing_revert (typing, 0, row);
  g_assert_false (xy_hygiene_typing_differs (typing, 0, row));
}

static void
test_find (void)
{
  XyId round = make_round ("items");
  g_autoptr (XyHygieneTyping) typing = make_typing (&round);
  guint found;

  for (guint i = 0; i < typing->grid->rows->len; i++)
    {
      const char *number = xy_hygiene_typing_row (typing, i)->number;
      int group, n;
      g_assert_cmpint (sscanf (number, "%d-%d", &group, &n), ==, 2);
      g_autofree char *brief = g_strdup_printf ("%d-%d", group, n);
      g_assert_true (xy_hygiene_typing_find (typing, number, &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_true (xy_hygiene_typing_find (typing, brief, &found));
      g_assert_cmpuint (found, ==, i);
    }
  g_assert_false (xy_hygiene_typing_find (typing, "99-099", &found));
  g_assert_false (xy_hygiene_typing_find (typing, "", &found));
}

static void
test_paste (void)
{
  XyId round = make_round ("score"), ticks = make_round ("tick");
  g_autoptr (XyHygieneTyping) typing = make_typing (&round), ticking = make_typing (&ticks);
  guint row = first_row (typing), lost, rows[3] = { row, row + 1, row + 2 };

  g_assert_cmpuint (typing->n_columns, ==, 1);
  g_autoptr (GArray) plain = xy_hygiene_typing_paste (typing, 0, rows, 3, 1, 0, "81\n82.5\n83\n", &lost);
  g_assert_nonnull (plain);
  g_assert_cmpuint (lost, >=, 1);
  g_assert_cmpstr (xy_hygiene_typing_get (typing, 0, row, 0), ==, NULL);
  if (xy_hygiene_typing_may_stand (typing, 0, row + 1))
    g_assert_cmpstr (xy_hygiene_typing_get (typing, 0, row + 1, 0), ==, "81");

  /* With household numbers the order does not matter; a heading is none of the lines. */
  const char *number = xy_hygiene_typing_row (typing, row)->number;
  g_autofree char *block = g_strdup_printf ("户编号\t得分\n%s\t101\n99-099\t80\n", number);
  g_autoptr (GArray) numbered = xy_hygiene_typing_paste (typing, 1, rows, 3, 2, 0, block, &lost);
  g_assert_cmpuint (numbered->len, ==, 1);
  g_assert_cmpuint (lost, ==, 1);
  g_autofree char *mark = xy_hygiene_typing_mark (typing, 1, row, 0);
  g_assert_cmpstr (mark, ==, "≤100");

  g_autofree char *tick_block = g_strdup_printf ("%s\t合格\n", xy_hygiene_typing_row (ticking, row)->number);
  g_autoptr (GArray) ticked = xy_hygiene_typing_paste (ticking, 0, rows, 3, 0, 0, tick_block, &lost);
  g_assert_cmpuint (ticked->len, ==, 1);
  g_assert_cmpstr (xy_hygiene_typing_get (ticking, 0, row, 0), ==, "1");
  g_assert_cmpint (xy_hygiene_typing_sum (ticking, 0, row), ==, XY_HYGIENE_FULL);
}

/* The dialog that came over the window. */
static GtkWidget *
wait_for_dialog (void)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (GList) windows = gtk_window_list_toplevels ();
      for (GList *l = windows; l != NULL; l = l->next)
        if (XY_IS_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
          {
            wait_ms (400);
            return l->data;
          }
      wait_ms (20);
    }
  g_assert_not_reached ();
}

/* Every household by three judges, but the last by two. */
static void
type_all (const XyId *round)
{
  g_autoptr (XyHygieneTyping) typing = make_typing (round);

  for (guint judge = 0; judge < 3; judge++)
    {
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint i = 0; i < typing->grid->rows->len; i++)
        if (xy_hygiene_typing_may_stand (typing, judge, i) && !(judge == 2 && i + 1 == typing->grid->rows->len))
          {
            type_line (typing, judge, i, (i * 37 + judge * 100) % 1500);
            g_array_append_val (rows, i);
          }
      XyHygieneKeeping *keeping =
          xy_hygiene_keeping_new (typing, judge, (const guint *) (gpointer) rows->data, rows->len);
      g_autoptr (GError) error = act (xy_hygiene_keeping_act, keeping);
      g_assert_no_error (error);
      xy_hygiene_keeping_free (keeping);
    }
}

/* All items of a sheet are in sight. */
static void
check_across (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget) && gtk_widget_get_mapped (widget))
    {
      GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));
      g_assert_cmpfloat (gtk_adjustment_get_upper (across), <=, gtk_adjustment_get_page_size (across) + 1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_across (child);
}

static void
look_at_dialogs (int size, gboolean dark, int width, int height)
{
  XyId round;
  g_autofree char *where = g_strdup_printf ("size %d%s", size, dark ? ", dark" : "");

  window = practice_open_window (&practice, size, dark, width, height);
  desk = xy_window_get_desk (window);
  round = make_round ("items");
  for (int filled = 0; filled < 2; filled++)
    {
      if (filled)
        type_all (&round);
      xy_hygiene_grid_open (GTK_WIDGET (window), desk, &round, NULL);
      practice_check_look (wait_for_dialog (), where, width, height);
      check_across (wait_for_dialog ());
      gtk_window_destroy (GTK_WINDOW (wait_for_dialog ()));
      wait_ms (100);
      xy_hygiene_decide_open (GTK_WIDGET (window), desk, &round);
      practice_check_look (wait_for_dialog (), where, width, height);
      gtk_window_destroy (GTK_WINDOW (wait_for_dialog ()));
      wait_ms (100);
    }
  practice_close_window (window);
}

static void
test_look (void)
{
  practice_close_window (window);
  look_at_dialogs (0, FALSE, 1366, 768);
  look_at_dialogs (1, TRUE, 1366, 768);
  look_at_dialogs (2, FALSE, 1366, 768);
}

int
main (int argc, char *argv[])
{
  practice_set_up (&practice, "HygieneDesk", &argc, &argv);
  window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  desk = xy_window_get_desk (window);
  g_test_add_func ("/hygiene-desk/typing", test_typing);
  g_test_add_func ("/hygiene-desk/find", test_find);
  g_test_add_func ("/hygiene-desk/paste", test_paste);
  g_test_add_func ("/hygiene-desk/look", test_look);
  return g_test_run ();
}
