/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-print.h"

#include "app/print-preview.h"
#include "print/roster-load.h"

void
xy_roster_print_open (GtkWidget *from, XyDesk *desk, const XyRosterAsk *ask, const char *scope)
{
  XyRosterFilter filter = { .text = ask->text, .unit = ask->unit, .tag = ask->tag, .who = ask->who };
  XyPaperAsk paper = { .filter = &filter, .scope = scope };

  xy_print_preview_open (from, desk, &xy_roster_paper, &paper);
}

void
xy_household_print_open (GtkWidget *from, XyDesk *desk, const XyId *household)
{
  XyPaperAsk paper = { .record = *household };

  xy_print_preview_open (from, desk, &xy_household_sheet_paper, &paper);
}
