/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-ledger: the commands of "points" about what is in the ledger, who stands where, and the close of a period. */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* How the commands are used, a line for each, after those of points.c. */
#define XY_CLI_POINTS_LEDGER_USAGE                                                                                     \
  "points rank [--period 2026|2026Q3|2026-11] [--group GROUP] [--account household|person|volunteer] "                 \
  "[--category NAME] [--by-total] [--limit N]\n"                                                                       \
  "points balance HOUSEHOLD|PERSON [--account household|person|volunteer] [--period P]\n"                              \
  "points list [--period P] [--group GROUP] [--household HOUSEHOLD] [--person PERSON] [--account ACCOUNT] "            \
  "[--kind KIND] [--category NAME] [--text TEXT] [--undone] [--limit N]\n"                                             \
  "points grades [--period P] [--group GROUP] [--limit N]\n"                                                           \
  "points dividend MONEY [--period P] [--group GROUP] [--account ACCOUNT] [--by-total] [--least POINTS]\n"             \
  "points statistics months|categories|groups|distribution [--period P] [--group GROUP] [--account ACCOUNT] "          \
  "[--category NAME] [--by-total] [--limit N]\n"                                                                       \
  "points close PERIOD --mode carry|share|clear|expire [--share PERCENT] [--months N] [--account ACCOUNT] "            \
  "[--decision TEXT] [--preview]\n"                                                                                    \
  "points close PERIOD --confirm|--take-back [--account ACCOUNT]\n"                                                    \
  "points closes"

/* Whether VERB is one of them. */
gboolean xy_cli_points_ledger_has (const char *verb);
int xy_cli_points_ledger (XyCli *cli, int argc, char *argv[]);

G_END_DECLS
