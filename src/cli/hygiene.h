/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene: what the files of the group share. */
#pragma once

#include "cli/cli.h"
#include "core/hygiene-round.h"

G_BEGIN_DECLS

typedef struct
{
  char *kind, *target, *year, *day, *judges, *group, *household, *place, *round, *list, *reason, *missing, *excuse,
      *bright, *problem, *note, *said, *due, *helper, *until, *by, *result, *which, *text, *basis, *reviewed, *reviewer,
      *times, *score, *band, *like;
  gboolean open, all, replace, clear, close, names, help, again, dry_run;
  int limit;
} XyCliHygiene;

/* Runs a verb of the group with what stands after it; XY_CLI_USAGE where there is no such form. */
typedef int (*XyCliHygieneFunc) (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error);

typedef struct
{
  const char *verb;
  XyCliHygieneFunc run;
} XyCliHygieneVerb;

/* Of each file, ended by one whose verb is NULL. */
extern const XyCliHygieneVerb xy_cli_hygiene_checklist_verbs[];
extern const XyCliHygieneVerb xy_cli_hygiene_round_verbs[];
extern const XyCliHygieneVerb xy_cli_hygiene_score_verbs[];
extern const XyCliHygieneVerb xy_cli_hygiene_result_verbs[];
extern const XyCliHygieneVerb xy_cli_hygiene_slip_verbs[];
extern const XyCliHygieneVerb xy_cli_hygiene_rules_verbs[];
extern const XyCliHygieneVerb xy_cli_hygiene_view_verbs[];

/* An act of the group: it gives itself its sentence. */
gboolean xy_cli_hygiene_act (XyCli *cli, XyActFunc func, gpointer data, GError **error);

/* The public area of that name, or alone with it in its name. */
gboolean xy_cli_hygiene_place (XyCli *cli, const char *text, XyId *id, GError **error);

/* The household or public area that TEXT means, by the target of ROUND. */
gboolean xy_cli_hygiene_target (XyCli *cli, const XyHygieneRound *round, const char *text, XyId *id, GError **error);
/* Its result in ROUND: NOT_FOUND where it is not in it. */
gboolean xy_cli_hygiene_result (XyCli *cli, const XyHygieneRound *round, const char *text, XyId *id, GError **error);
/* The results of all of TEXTS, ended by NULL. (transfer full) array of XyId. */
GArray *xy_cli_hygiene_results (XyCli *cli, const XyHygieneRound *round, char **texts, GError **error);

/* Sets "name=value" of the command line, PAIRS ended by NULL, in ROUND, a copy. */
gboolean xy_cli_hygiene_fields (XyCli *cli, XyHygieneRound *round, char **pairs, GError **error);

/* "red", "low", or "none", which is NULL; INVALID, field "list". */
gboolean xy_cli_hygiene_list (const char *text, const char **list, GError **error);

#define xy_cli_ids(array) ((const XyId *) (void *) (array)->data)

G_END_DECLS
