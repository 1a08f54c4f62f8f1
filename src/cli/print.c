/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/paper-record.h"
#include "core/reveal.h"
#include "print/points-board-load.h"
#include "print/roster-load.h"

/* What a paper is printed with. */
typedef struct
{
  XyCli *cli;
  char *period, *group, *out, *paper, *order, *reason;
  gboolean without_places;
  XyPageSize size;
  XyId unit;
  XyId household;
  const struct Paper *kind;

  guint n_pages; /* out */
  char *number;
} Printing;

static void
printing_clear (Printing *printing)
{
  char **const texts[] = { &printing->period, &printing->group,  &printing->out,   &printing->paper,
                           &printing->order,  &printing->reason, &printing->number };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printing, printing_clear)

typedef XyPaper *(*MakeFunc) (Printing *printing, XyStore *store, const char *number, gint64 now, GError **error);

typedef struct Paper
{
  const char *name;  /* of the register too */
  const char *title; /* translatable, of the act */
  MakeFunc make;
  gboolean of_household; /* a household must be named */
  gboolean has_numbers;  /* that are masked unless a reason is given */
} Paper;

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

static XyPaper *
make_points_board (Printing *printing, XyStore *store, const char *number, gint64 now, GError **error)
{
  XyPointsBoardAsk ask = { .period = printing->period,
                           .unit = printing->unit,
                           .ranked = !printing->without_places,
                           .size = printing->size,
                           .number = number,
                           .printed_at = now };

  return choose_order (printing->order, &ask.rows, error) ? xy_points_board_load (store, &ask, error) : NULL;
}

static XyPaper *
make_roster (Printing *printing, XyStore *store, const char *number, gint64 now, GError **error)
{
  XyRosterPaperAsk ask = { .filter = { .unit = printing->unit },
                           .scope = printing->group,
                           .by_name = g_strcmp0 (printing->order, "strokes") == 0,
                           .options = XY_ROSTER_OPTIONS_DEFAULT,
                           .unmasked = printing->reason != NULL,
                           .number = number,
                           .printed_at = now };

  ask.options.size = printing->size;
  return xy_roster_load (store, &ask, error);
}

static XyPaper *
make_household (Printing *printing, XyStore *store, const char *number, gint64 now, GError **error)
{
  XyHouseholdSheetAsk ask = { .household = printing->household,
                              .size = printing->size,
                              .unmasked = printing->reason != NULL,
                              .number = number,
                              .printed_at = now };

  return xy_household_sheet_load (store, &ask, error);
}

static const Paper papers[] = {
  { "points-board", N_ ("Print the points board"), make_points_board, FALSE, FALSE },
  { "roster", N_ ("Print the roster"), make_roster, FALSE, TRUE },
  { "household", N_ ("Print a household's sheet"), make_household, TRUE, TRUE },
};

/* What should be known before the paper hangs: a stand-in font, a character that no font has. */
static void
print_notices (XyPaper *paper)
{
  const GPtrArray *notices = xy_paper_get_notices (paper);

  for (guint i = 0; i < notices->len; i++)
    g_printerr ("%s\n", ((const XyPaperNotice *) notices->pdata[i])->message);
}

/* The paper is written and registered in one act: no paper without its number, no number without its paper. */
static gboolean
print_act (XyTxn *txn, gpointer data, GError **error)
{
  Printing *printing = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *number = xy_paper_next_number (store, printing->kind->name, error);
  g_autoptr (XyPaper) paper =
      number != NULL ? printing->kind->make (printing, store, number, xy_txn_get_now (txn), error) : NULL;

  if (paper == NULL)
    return FALSE;
  printing->n_pages = xy_paper_get_n_pages (paper);
  print_notices (paper);
  if (printing->reason != NULL
      && !xy_reveal_log (txn, xy_paper_get_title (paper), &printing->household, printing->reason, error))
    return FALSE;
  return xy_paper_register (txn, printing->kind->name, xy_paper_get_title (paper), printing->period, printing->n_pages,
                            printing->reason, &printing->number, error)
         && xy_paper_write_pdf (paper, printing->out, NULL, NULL, NULL, error);
}

static int
print_paper (XyCli *cli, Printing *printing, const char *household, GError **error)
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
  if (printing->reason != NULL && !printing->kind->has_numbers)
    {
      xy_set_invalid (error, "unmask", _ ("There are no covered numbers on this paper."));
      return XY_CLI_REFUSED;
    }
  if (!xy_cli_sign_in (cli, error) || !xy_cli_unit (cli, printing->group, &printing->unit, error)
      || (household != NULL && !xy_cli_household (cli, household, &printing->household, error))
      || !xy_store_act (cli->store, &cli->actor, _ (printing->kind->title), print_act, printing, error))
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
    { "unmask", 0, 0, G_OPTION_ARG_STRING, &printing.reason, NULL, NULL },
    { "without-places", 0, 0, G_OPTION_ARG_NONE, &printing.without_places, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2 || printing.out == NULL)
    return xy_cli_usage (cli);
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].name, argv[1]) && argc == (papers[i].of_household ? 3 : 2))
      {
        printing.kind = &papers[i];
        int status = print_paper (cli, &printing, argc == 3 ? argv[2] : NULL, &error);
        return error != NULL ? xy_cli_fail (cli, error) : status;
      }
  return xy_cli_usage (cli);
}

const XyCliGroup xy_cli_print = {
  .name = "print",
  .usage = "print points-board --out FILE.pdf [--period 2026|2026Q3|2026-11] [--group GROUP] [--paper A4|A3|8K] "
           "[--order place|group|strokes] [--without-places]\n"
           "print roster --out FILE.pdf [--group GROUP] [--paper SIZE] [--order group|strokes] [--unmask REASON]\n"
           "print household HOUSEHOLD --out FILE.pdf [--paper SIZE] [--unmask REASON]",
  .summary = N_ ("Papers, as PDF"),
  .run = run_print,
};
