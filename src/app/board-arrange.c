/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/board-arrange.h"

#define STEP 10
#define SHEET_GAP 6
#define UNKNOWN_WIDTH 420
#define UNKNOWN_HEIGHT 297

static void
size_up (XyBoardPlace *place, int board_width)
{
  int sheets = MAX (place->sheets, 1), most;

  place->sheet_width = place->width > 0 ? place->width : UNKNOWN_WIDTH;
  place->sheet_height = place->height > 0 ? place->height : UNKNOWN_HEIGHT;
  most = (board_width - 2 * XY_BOARD_GAP_MM + SHEET_GAP) / (place->sheet_width + SHEET_GAP);
  place->columns = CLAMP (most, 1, sheets);
  place->rows = (sheets + place->columns - 1) / place->columns;
  place->all_width = place->columns * (place->sheet_width + SHEET_GAP) - SHEET_GAP;
  place->all_height = place->rows * (place->sheet_height + SHEET_GAP) - SHEET_GAP;
}

static gboolean
is_free (const XyBoardPlace *places, const gboolean *hangs, guint n, const XyBoardPlace *place, int x, int y)
{
  for (guint i = 0; i < n; i++)
    if (hangs[i] && x < places[i].at_x + places[i].all_width + XY_BOARD_GAP_MM
        && places[i].at_x < x + place->all_width + XY_BOARD_GAP_MM
        && y < places[i].at_y + places[i].all_height + XY_BOARD_GAP_MM
        && places[i].at_y < y + place->all_height + XY_BOARD_GAP_MM)
      return FALSE;
  return TRUE;
}

static gboolean
find_room (XyBoardPlace *places, const gboolean *hangs, guint n, XyBoardPlace *place, int width, int height)
{
  for (int y = XY_BOARD_GAP_MM; y + place->all_height <= height - XY_BOARD_GAP_MM; y += STEP)
    for (int x = XY_BOARD_GAP_MM; x + place->all_width <= width - XY_BOARD_GAP_MM; x += STEP)
      if (is_free (places, hangs, n, place, x, y))
        {
          place->at_x = x;
          place->at_y = y;
          return TRUE;
        }
  return FALSE;
}

guint
xy_board_arrange (XyBoardPlace *places, guint n, int board_width, int board_height)
{
  g_autofree gboolean *hangs = g_new0 (gboolean, n + 1);
  guint over = 0;

  for (guint i = 0; i < n; i++)
    {
      size_up (&places[i], board_width);
      if (places[i].x < 0 || places[i].y < 0)
        continue;
      places[i].at_x = CLAMP (places[i].x, 0, MAX (0, board_width - places[i].all_width));
      places[i].at_y = CLAMP (places[i].y, 0, MAX (0, board_height - places[i].all_height));
      places[i].fits = hangs[i] = TRUE;
    }
  for (guint i = 0; i < n; i++)
    {
      if (hangs[i])
        continue;
      places[i].fits = find_room (places, hangs, n, &places[i], board_width, board_height);
      if (!places[i].fits)
        {
          /* Each a little further to the left, so that all can be seen. */
          over++;
          places[i].at_x = MAX (0, board_width - places[i].all_width - (int) over * 2 * XY_BOARD_GAP_MM);
          places[i].at_y = MAX (0, board_height - places[i].all_height - (int) over * XY_BOARD_GAP_MM);
        }
      hangs[i] = places[i].fits;
    }
  return over;
}
