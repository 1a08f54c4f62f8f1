/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-catalogue: ready checklists and ways of judging, dated, with their source. Data, not code: a JSON file
 * hygiene-NAME.json (rule-file.h):
 *
 *   name, source, year, date (of the edition), note
 *   target   "household" or "place"
 *   items    name, most (points), guidance, inside (0, 1), on (0, 1; otherwise 1, but 0 for an inside one)
 *   round    how the village named there judges: kind, mode, red_by, red_value, low_by, low_value, ties, bands
 *            ("清洁 90", the highest first), judges_least, limit_days; values of scores in points
 *
 * One without items has a way of judging only: of some places no more is known.
 */
#pragma once

#include "core/hygiene-checklist.h"
#include "core/hygiene-round.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;   /* the file's name without .json: hygiene-household */
  char *name; /* NULL where the file is damaged */
  char *source;
  char *year;
  char *date; /* of this edition of the file */
  char *note;
  char *target;
  XyHygieneChecklist *checklist; /* not saved, with the id as its code; NULL without items */
  XyHygieneRound *round;         /* not saved; its settings only; NULL where none is said */
  char *problem;                 /* a sentence; then it cannot be adopted */
} XyHygieneCatalogue;

void xy_hygiene_catalogue_free (XyHygieneCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHygieneCatalogue, xy_hygiene_catalogue_free)

/* All of them for TARGET (NULL: either; the damaged among them), by id. STORE lends its JSON reader. (transfer full)
 * array of XyHygieneCatalogue. */
GPtrArray *xy_hygiene_catalogue_list (XyStore *store, const char *target, GError **error);

/* One of them; NOT_FOUND. (transfer full) */
XyHygieneCatalogue *xy_hygiene_catalogue_get (XyStore *store, const char *id, GError **error);

/* What a file says; never NULL, see problem. (transfer full) */
XyHygieneCatalogue *xy_hygiene_catalogue_parse (XyStore *store, const char *id, const char *text, gsize length);

/*
 * XyActFunc: makes its checklist one of the village; a further version where the village has another of this code, and
 * nothing where it has the same. UNREADABLE: damaged. INVALID: it has no items.
 */
gboolean xy_hygiene_catalogue_adopt_act (XyTxn *txn, gpointer catalogue, GError **error);

/* Gives ROUND, which is proposed, the settings of CATALOGUE, as far as it says some; its day, period and groups stay.
 */
void xy_hygiene_catalogue_apply (const XyHygieneCatalogue *catalogue, XyHygieneRound *round);

/* For the test of every statement. */
const XySql *xy_hygiene_catalogue_statements (guint *n);

G_END_DECLS
