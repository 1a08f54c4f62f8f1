/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers on a board: inside it, not over one another, where somebody said; whatever the papers and the board are. */
#include "app/board-arrange.h"

#define MOST 24

static gboolean
overlap (const XyBoardPlace *a, const XyBoardPlace *b)
{
  return a->at_x < b->at_x + b->all_width && b->at_x < a->at_x + a->all_width && a->at_y < b->at_y + b->all_height
         && b->at_y < a->at_y + a->all_height;
}

static void
check (const XyBoardPlace *place, int width, int height)
{
  g_assert_cmpint (place->at_x, >=, 0);
  g_assert_cmpint (place->at_y, >=, 0);
  g_assert_cmpint (place->columns * place->rows, >=, MAX (place->sheets, 1));
  g_assert_cmpint ((place->rows - 1) * place->columns, <, MAX (place->sheets, 1));
  if (place->x < 0 && place->fits)
    {
      g_assert_cmpint (place->at_x, >=, XY_BOARD_GAP_MM);
      g_assert_cmpint (place->at_x + place->all_width, <=, width - XY_BOARD_GAP_MM);
      g_assert_cmpint (place->at_y + place->all_height, <=, height - XY_BOARD_GAP_MM);
    }
}

static void
test_random (void)
{
  for (int round = 0; round < 200; round++)
    {
      int width = g_test_rand_int_range (300, 5000), height = g_test_rand_int_range (300, 2500);
      guint n = (guint) g_test_rand_int_range (0, MOST), over, counted = 0;
      XyBoardPlace places[MOST] = { 0 };

      for (guint i = 0; i < n; i++)
        {
          gboolean said = g_test_rand_int_range (0, 5) == 0;

          places[i].width = g_test_rand_int_range (0, 4) == 0 ? 0 : g_test_rand_int_range (100, 900);
          places[i].height = g_test_rand_int_range (100, 900);
          places[i].sheets = g_test_rand_int_range (0, 9);
          places[i].x = said ? g_test_rand_int_range (0, 6000) : -1;
          places[i].y = said ? g_test_rand_int_range (0, 6000) : -1;
        }
      over = xy_board_arrange (places, n, width, height);
      for (guint i = 0; i < n; i++)
        {
          check (&places[i], width, height);
          counted += !places[i].fits;
          /* One that found room hangs over none that has its own. */
          for (guint k = 0; k < n; k++)
            if (k != i && places[i].fits && places[k].fits && (places[i].x < 0 || places[k].x < 0))
              g_assert_false (overlap (&places[i], &places[k]));
        }
      g_assert_cmpuint (over, ==, counted);
    }
}

static void
test_said (void)
{
  XyBoardPlace places[] = {
    { .x = -1, .y = -1, .width = 210, .height = 297, .sheets = 1 },
    { .x = 0, .y = 0, .width = 420, .height = 297, .sheets = 2 },
    { .x = 9000, .y = 9000, .width = 210, .height = 297, .sheets = 1 },
  };

  g_assert_cmpuint (xy_board_arrange (places, G_N_ELEMENTS (places), 2400, 1200), ==, 0);
  g_assert_cmpint (places[1].at_x, ==, 0);
  g_assert_cmpint (places[1].columns, ==, 2);
  /* Said outside the board: at its rim. */
  g_assert_cmpint (places[2].at_x + places[2].all_width, ==, 2400);
  g_assert_cmpint (places[2].at_y + places[2].all_height, ==, 1200);
  /* The first finds its room beside what somebody hung first. */
  g_assert_cmpint (places[0].at_x, >=, places[1].all_width + XY_BOARD_GAP_MM);
  g_assert_cmpint (places[0].at_y, ==, XY_BOARD_GAP_MM);
}

static void
test_no_room (void)
{
  XyBoardPlace places[3] = { 0 };

  for (guint i = 0; i < 3; i++)
    places[i] = (XyBoardPlace){ .x = -1, .y = -1, .width = 420, .height = 297, .sheets = 1 };
  g_assert_cmpuint (xy_board_arrange (places, 3, 600, 400), ==, 2);
  g_assert_true (places[0].fits);
  g_assert_cmpint (places[1].at_x, !=, places[2].at_x);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board-arrange/random", test_random);
  g_test_add_func ("/board-arrange/said", test_said);
  g_test_add_func ("/board-arrange/no-room", test_no_room);
  return g_test_run ();
}
