/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of is the beginning of the whole list after any change, and whoever follows the changes has just that.
 */
#include <gtk/gtk.h>

#include "app/first-rows.h"

typedef struct
{
  GListStore *whole;
  XyFirstRows *rows;
  GPtrArray *mirror; /* what somebody has who only hears the changes */
} Fixture;

static void
on_changed (GListModel *rows, guint position, guint removed, guint added, GPtrArray *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (rows, position + i);
      g_ptr_array_insert (mirror, (int) (position + i), item);
    }
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->whole = g_list_store_new (G_TYPE_OBJECT);
  f->rows = xy_first_rows_new (G_LIST_MODEL (f->whole));
  f->mirror = g_ptr_array_new ();
  g_signal_connect (f->rows, "items-changed", G_CALLBACK (on_changed), f->mirror);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->rows);
  g_clear_object (&f->whole);
  g_ptr_array_unref (f->mirror);
}

static void
change (Fixture *f, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (f->whole, position, removed, items->pdata, added);
}

static void
check (Fixture *f)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->rows)),
        whole = g_list_model_get_n_items (G_LIST_MODEL (f->whole));

  g_assert_cmpuint (f->mirror->len, ==, n);
  g_assert_cmpuint (n, <=, whole);
  g_assert_cmpint (xy_first_rows_is_part (f->rows), ==, n < whole);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (f->whole), i);
      g_assert_true (f->mirror->pdata[i] == item);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f->rows), n));
}

static guint
n_told (Fixture *f)
{
  check (f);
  return g_list_model_get_n_items (G_LIST_MODEL (f->rows));
}

static void
test_filled (Fixture *f, gconstpointer data)
{
  change (f, 0, 0, 500);
  g_assert_cmpuint (n_told (f), ==, 500);

  /* Filled anew. */
  xy_first_rows_set_limit (f->rows, 30);
  change (f, 0, 500, 400);
  g_assert_cmpuint (n_told (f), ==, 30);
  xy_first_rows_show (f->rows, 20);
  g_assert_cmpuint (n_told (f), ==, 30);
  xy_first_rows_show (f->rows, 100);
  g_assert_cmpuint (n_told (f), ==, 100);
  /* Further down, and in the middle. */
  change (f, 200, 10, 50);
  g_assert_cmpuint (n_told (f), ==, 100);
  change (f, 100, 5, 5);
  g_assert_cmpuint (n_told (f), ==, 100);
  change (f, 50, 5, 1);
  g_assert_cmpuint (n_told (f), ==, 96);
  xy_first_rows_show_all (f->rows);
  g_assert_cmpuint (n_told (f), ==, 436);

  /* The first ones are the same. */
  change (f, 10, 426, 300);
  g_assert_cmpuint (n_told (f), ==, 30);
  xy_first_rows_show_all (f->rows);
  /* Those that are seen stay: nothing is to be gained. */
  change (f, 100, 210, 300);
  g_assert_cmpuint (n_told (f), ==, 400);
  xy_first_rows_set_limit (f->rows, 0);
  change (f, 0, 400, 200);
  g_assert_cmpuint (n_told (f), ==, 200);
}

static void
test_random (Fixture *f, gconstpointer data)
{
  for (guint round = 0; round < 3000; round++)
    {
      guint whole = g_list_model_get_n_items (G_LIST_MODEL (f->whole));
      guint position = (guint) g_test_rand_int_range (0, (gint32) whole + 1);
      guint removed = (guint) g_test_rand_int_range (0, (gint32) (whole - position) + 1);

      if (g_test_rand_int_range (0, 3) == 0)
        {
          position = 0;
          removed = whole;
        }
      xy_first_rows_set_limit (f->rows, (guint) g_test_rand_int_range (0, 12));
      change (f, position, removed, (guint) g_test_rand_int_range (0, 30));
      check (f);
      if (g_test_rand_int_range (0, 3) == 0)
        xy_first_rows_show (f->rows, (guint) g_test_rand_int_range (0, 40));
      check (f);
      if (g_test_rand_int_range (0, 8) == 0)
        {
          xy_first_rows_show_all (f->rows);
          g_assert_false (xy_first_rows_is_part (f->rows));
          check (f);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/first-rows/filled", Fixture, NULL, set_up, test_filled, tear_down);
  g_test_add ("/first-rows/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
