/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-print.h"

#include <glib/gi18n-lib.h>

#include "app/print-preview.h"
#include "print/roster-load.h"

typedef struct
{
  XyRosterAsk *ask;
  char *scope;
} Asked;

static const XyPageSize page_sizes[] = { XY_PAGE_A4, XY_PAGE_A3, XY_PAGE_8K };
static const char *const page_size_names[] = { "A4", "A3", "8K", NULL };

static void
asked_free (gpointer p)
{
  Asked *asked = p;
  xy_roster_ask_free (asked->ask);
  g_free (asked->scope);
  g_free (asked);
}

/* On the worker's thread. */
static XyPaper *
make_roster (XyStore *store, gpointer p, const XyPreviewAsk *ask, GError **error)
{
  const Asked *asked = p;
  XyRosterFilter filter = {
    .text = asked->ask->text, .unit = asked->ask->unit, .tag = asked->ask->tag, .who = asked->ask->who
  };
  XyPaperAsk paper = { .filter = &filter,
                       .scope = asked->scope,
                       .order = ask->chosen[1],
                       .size = page_sizes[ask->chosen[0]],
                       .parts = XY_ROSTER_ALL | (ask->chosen[2] == 1 ? XY_ROSTER_ALL + 1 : 0),
                       .unmasked = ask->unmasked,
                       .number = ask->number,
                       .printed_at = ask->printed_at };

  return xy_roster_load (store, &paper, error);
}

/* On the worker's thread. */
static XyPaper *
make_sheet (XyStore *store, gpointer household, const XyPreviewAsk *ask, GError **error)
{
  XyPaperAsk sheet = { .record = *(const XyId *) household,
                       .size = page_sizes[ask->chosen[0]],
                       .unmasked = ask->unmasked,
                       .number = ask->number,
                       .printed_at = ask->printed_at };

  return xy_household_sheet_load (store, &sheet, error);
}

void
xy_roster_print_open (GtkWidget *from, XyDesk *desk, const XyRosterAsk *ask, const char *scope)
{
  static const char *const orders[] = { N_ ("By household number"), N_ ("By strokes of the name"), NULL };
  static const char *const groups[] = { N_ ("One after the other"), N_ ("Each on a new page"), NULL };
  static const XyPreviewChoice choices[] = { { N_ ("Paper size"), page_size_names, 0 },
                                             { N_ ("Order"), orders, 0 },
                                             { N_ ("Groups"), groups, 0 } };
  static const XyPreviewSource source = {
    .kind = "roster", .choices = choices, .n_choices = G_N_ELEMENTS (choices), .can_unmask = TRUE, .make = make_roster
  };
  Asked *asked = g_new0 (Asked, 1);

  asked->ask = xy_roster_ask_copy (ask);
  asked->scope = g_strdup (scope);
  xy_print_preview_open (from, desk, &source, NULL, asked, asked_free);
}

void
xy_household_print_open (GtkWidget *from, XyDesk *desk, const XyId *household)
{
  static const XyPreviewChoice choices[] = { { N_ ("Paper size"), page_size_names, 0 } };
  static const XyPreviewSource source = {
    .kind = "household", .choices = choices, .n_choices = G_N_ELEMENTS (choices), .can_unmask = TRUE, .make = make_sheet
  };

  xy_print_preview_open (from, desk, &source, NULL, xy_id_copy (household), g_free);
}
