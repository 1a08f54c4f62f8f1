/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-rules: the commands of "points" about the scheme, its rules and the base points. */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* How the commands are used, a line for each, after those of points.c. */
#define XY_CLI_POINTS_RULES_USAGE                                                                                      \
  "points scheme show | set FIELD=VALUE … | export FILE.xlsx | import FILE.xlsx [--dry-run]\n"                       \
  "points rule show CODE | add FIELD=VALUE … | change CODE FIELD=VALUE … | end CODE [--day DAY]\n"                 \
  "points base --year YEAR"

/* Whether VERB is one of them. */
gboolean xy_cli_points_rules_has (const char *verb);
int xy_cli_points_rules (XyCli *cli, int argc, char *argv[]);

G_END_DECLS
