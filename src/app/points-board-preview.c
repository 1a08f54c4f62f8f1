/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-board-preview.h"

#include <glib/gi18n-lib.h>

#include "app/print-preview.h"
#include "print/points-board-load.h"

typedef struct
{
  char *period;
  XyId unit;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->period);
  g_free (asked);
}

static XyPaper *
make (XyStore *store, gpointer data, const XyPreviewAsk *ask, GError **error)
{
  static const XyPageSize sizes[] = { XY_PAGE_A4, XY_PAGE_A3, XY_PAGE_8K };
  const Asked *asked = data;
  XyPaperAsk board = { .period = asked->period,
                       .unit = asked->unit,
                       .size = sizes[ask->chosen[0]],
                       .order = ask->chosen[1],
                       .parts = ask->chosen[2] == 0 ? XY_BOARD_ALL : XY_BOARD_ALL & ~(guint) XY_BOARD_RANK,
                       .number = ask->number,
                       .printed_at = ask->printed_at };

  return xy_points_board_load (store, &board, error);
}

void
xy_points_board_preview_open (GtkWidget *from, XyDesk *desk, const char *period, const XyId *unit)
{
  static const char *const sizes[] = { "A4", "A3", "8K", NULL };
  static const char *const orders[] = { N_ ("By place"), N_ ("By group"), N_ ("By strokes of the name"), NULL };
  static const char *const places[] = { N_ ("With places"), N_ ("Without places"), NULL };
  static const XyPreviewChoice choices[] = { { N_ ("Paper size"), sizes, 0 },
                                             { N_ ("Order"), orders, 0 },
                                             { N_ ("Places"), places, 0 } };
  static const XyPreviewSource source = {
    .kind = "points-board", .choices = choices, .n_choices = G_N_ELEMENTS (choices), .make = make
  };
  Asked *asked = g_new0 (Asked, 1);

  asked->period = g_strdup (period);
  if (unit != NULL)
    asked->unit = *unit;
  xy_print_preview_open (from, desk, &source, period, asked, asked_free);
}
