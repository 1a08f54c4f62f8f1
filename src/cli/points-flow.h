/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-flow: the commands of "points" about what is registered and not yet in the ledger. */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* How the commands are used, a line for each, after those of points.c. */
#define XY_CLI_POINTS_FLOW_USAGE                                                                                       \
  "points waiting [--step STEP] [--group GROUP] [--household HOUSEHOLD] [--category NAME] [--text TEXT] "              \
  "[--sitting YEAR-N --kind KIND] [--limit N]\n"                                                                       \
  "points check|review|approve [ITEM …] [--all [--group GROUP]] [--reject ITEM … --reason TEXT] [--judges NAMES] " \
  "[--aside ITEM=NAMES …] [--on DAY] [--place TEXT] [--note TEXT]\n"                                                 \
  "points withdraw ITEM --reason TEXT\n"                                                                               \
  "points publish [ITEM …] [--on DAY] | --take-back YEAR-N\n"                                                        \
  "points book [ITEM …]\n"                                                                                           \
  "points object ITEM --about TEXT [--from NAME] [--household HOUSEHOLD] [--on DAY]\n"                                 \
  "points steps ITEM\n"                                                                                                \
  "points sittings [--kind KIND] [--year YEAR]"

/* Whether VERB is one of them. */
gboolean xy_cli_points_flow_has (const char *verb);
int xy_cli_points_flow (XyCli *cli, int argc, char *argv[]);

G_END_DECLS
