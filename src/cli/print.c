/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/paper-record.h"
#include "print/points-board-load.h"

/* What a paper is printed with. */
typedef struct
{
  XyCli *cli;
  char *period, *group, *out, *paper, *order;
  gboolean without_places;
  XyPageSize size;
  XyId unit;

  guint n_pages; /* out */
  char *number;
} Printing;

static void
printing_clear (Printing *printing)
{
  g_free (printing->period);
  g_free (printing->group);
  g_free (printing->out);
  g_free (printing->paper);
  g_free (printing->order);
  g_free (printing->number);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printing, printing_clear)

/* What should be known before the paper hangs: a stand-in font, a character that no font has. */
static void
print_notices (XyPaper *paper)
{
  const GPtrArray *notices = xy_paper_get_notices (paper);

  for (guint i = 0; i < notices->len; i++)
    g_printerr ("%s\n", ((const XyPaperNotice *) notices->pdata[i])->message);
}

static gboolean
choose_order (const char *order, XyBoardRows *rows, GError **error)
{
  static const char *const orders[] = { "place", "group", "strokes" };

  *rows = XY_BOARD_ROWS_BY_PLACE;
  for (guint i = 0; order != NULL && i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i], order))
      {
        *rows = (XyBoardRows) i;
        return TRUE;
      }
  if (order == NULL)
    return TRUE;
  xy_set_invalid (error, "order", _ ("The order is place, group or strokes."));
  return FALSE;
}

/* The paper is written and registered in one act: no paper without its number, no number without its paper. */
static gboolean
print_points_board (XyTxn *txn, gpointer data, GError **error)
{
  Printing *printing = data;
  XyStore *store = xy_txn_get_store (txn);
  XyPointsBoardAsk ask = { .period = printing->period,
                           .unit = printing->unit,
                           .ranked = !printing->without_places,
                           .size = printing->size,
                           .printed_at = xy_txn_get_now (txn) };
  g_autofree char *number = xy_paper_next_number (store, "points-board", error);

  if (number == NULL || !choose_order (printing->order, &ask.rows, error))
    return FALSE;
  ask.number = number;
  g_autoptr (XyPaper) paper = xy_points_board_load (store, &ask, error);
  if (paper == NULL)
    return FALSE;
  printing->n_pages = xy_paper_get_n_pages (paper);
  print_notices (paper);
  return xy_paper_register (txn, "points-board", xy_paper_get_title (paper), printing->period, printing->n_pages, NULL,
                            &printing->number, error)
         && xy_paper_write_pdf (paper, printing->out, NULL, NULL, NULL, error);
}

/* The papers, and the act that prints each. */
static const struct
{
  const char *name;
  const char *title; /* translatable, of the act */
  XyActFunc print;
} papers[] = {
  { "points-board", N_ ("Print the points board"), print_points_board },
};

static int
print_paper (XyCli *cli, guint which, Printing *printing, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number") },
    { "pages", N_ ("Page count"), XY_CLI_NUMBER },
    { "file", N_ ("File") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("paper", columns, G_N_ELEMENTS (columns));

  if (printing->paper != NULL && !xy_page_size_from_name (printing->paper, &printing->size))
    {
      xy_set_invalid (error, "paper", _ ("There is no paper size “%s”."), printing->paper);
      return XY_CLI_REFUSED;
    }
  if (!xy_cli_sign_in (cli, error) || !xy_cli_unit (cli, printing->group, &printing->unit, error)
      || !xy_store_act (cli->store, &cli->actor, _ (papers[which].title), papers[which].print, printing, error))
    return XY_CLI_REFUSED;
  xy_cli_table_add (table, printing->number, (gint64) printing->n_pages, printing->out);
  return xy_cli_table_print_card (cli, table);
}

static int
run_print (XyCli *cli, int argc, char *argv[])
{
  g_auto (Printing) printing = { .cli = cli, .size = XY_PAGE_A4 };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &printing.period, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &printing.group, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &printing.out, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &printing.paper, NULL, NULL },
    { "order", 0, 0, G_OPTION_ARG_STRING, &printing.order, NULL, NULL },
    { "without-places", 0, 0, G_OPTION_ARG_NONE, &printing.without_places, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc != 2 || printing.out == NULL)
    return xy_cli_usage (cli);
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].name, argv[1]))
      {
        int status = print_paper (cli, i, &printing, &error);
        return error != NULL ? xy_cli_fail (cli, error) : status;
      }
  return xy_cli_usage (cli);
}

const XyCliGroup xy_cli_print = {
  .name = "print",
  .usage = "print points-board --out FILE.pdf [--period 2026|2026Q3|2026-11] [--group GROUP] [--paper A4|A3|8K] "
           "[--order place|group|strokes] [--without-places]",
  .summary = N_ ("Papers for the notice board, as PDF"),
  .run = run_print,
};
