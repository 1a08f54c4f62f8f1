/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tsv.h"

static void
test_parse (void)
{
  g_autoptr (GPtrArray) rows = xy_tsv_parse ("1组\t张三\r\n2组\t\"李\n四\"\"乙\"\"\"\n\n\t");
  g_assert_cmpuint (rows->len, ==, 4);

  GPtrArray *row = rows->pdata[0];
  g_assert_cmpuint (row->len, ==, 2);
  g_assert_cmpstr (row->pdata[0], ==, "1组");
  g_assert_cmpstr (row->pdata[1], ==, "张三");
  row = rows->pdata[1];
  g_assert_cmpstr (row->pdata[1], ==, "李\n四\"乙\"");
  row = rows->pdata[2];
  g_assert_cmpuint (row->len, ==, 1);
  g_assert_cmpstr (row->pdata[0], ==, "");
  row = rows->pdata[3];
  g_assert_cmpuint (row->len, ==, 2);

  g_autoptr (GPtrArray) none = xy_tsv_parse ("");
  g_assert_cmpuint (none->len, ==, 0);
}

/* Whatever is copied is pasted as it was. */
static void
test_round_trip (void)
{
  static const char *const pieces[] = {
    "", "\t", "\n", "\r\n", "\"", "户", "-5.0", "a b", "\"\"", "431399190001010017"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int round = 0; round < 500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      guint n_rows = (guint) g_rand_int_range (rand, 1, 6), n_cells = (guint) g_rand_int_range (rand, 1, 5);

      for (guint i = 0; i < n_rows * n_cells; i++)
        {
          GString *cell = g_string_new (NULL);
          for (int k = g_rand_int_range (rand, 0, 4); k > 0; k--)
            g_string_append (cell, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          g_ptr_array_add (cells, g_string_free (cell, FALSE));
        }
      for (guint i = 0; i < n_rows; i++)
        xy_tsv_append_row (text, (const char *const *) &cells->pdata[i * n_cells], n_cells);

      g_autoptr (GPtrArray) rows = xy_tsv_parse (text->str);
      g_assert_cmpuint (rows->len, ==, n_rows);
      for (guint i = 0; i < n_rows; i++)
        {
          GPtrArray *row = rows->pdata[i];
          g_assert_cmpuint (row->len, ==, n_cells);
          for (guint k = 0; k < n_cells; k++)
            g_assert_cmpstr (row->pdata[k], ==, cells->pdata[i * n_cells + k]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tsv/parse", test_parse);
  g_test_add_func ("/tsv/round-trip", test_round_trip);
  return g_test_run ();
}
