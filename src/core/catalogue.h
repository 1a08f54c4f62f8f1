/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * catalogue: dated lists of points rules, ready to be adopted by a village. Data, not code.
 *
 * A catalogue is a JSON file points-NAME.json:
 *
 *   name, source, year, date (of the edition), note
 *   categories   in their order, also those without a rule
 *   tags         what its rules speak of: name, for (household or person), sensitive (0, 1)
 *   scheme       the head of the scheme: name, account, base, bands ("五星 1060", the highest first), value (yuan),
 * note every_rule   what holds for each rule that does not say otherwise: account, exempt, target, repeat_period, basis
 *   rules        code, category, name, unit, score, score_max, step, cap, cap_period, cap_act, tiers ("4 / / 1": from,
 *                step, score), tiers_period, round, pool, repeat_period, account, unspendable, target, exempt,
 * evidence, basis, starts, ends
 *
 * Scores, steps, caps and money are written as text or numbers of points, units and yuan, "0.1", not in hundredths. A
 * catalogue without rules must have a scheme: of some villages only that is known.
 *
 * Some are inside the program; more, or newer editions, may lie in <data folder>/rules. Of two with the same file name
 * the one with the later date wins. A damaged file is listed with the sentence that says so, and hides nothing.
 */
#pragma once

#include "core/points-rule.h"
#include "core/points-scheme.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;   /* the file's name without .json: points-wendeng-2020 */
  char *name; /* NULL where the file is damaged */
  char *source;
  char *year;
  char *date; /* of this edition of the file */
  char *note;
  char **categories;
  GPtrArray *rules;       /* of XyPointsRule, not saved */
  GPtrArray *tags;        /* of XyTag, likewise */
  XyPointsScheme *scheme; /* likewise; may be NULL */
  char *problem;          /* a sentence; then it cannot be adopted */
} XyCatalogue;

void xy_catalogue_free (XyCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyCatalogue, xy_catalogue_free)

/* All catalogues, by id. STORE lends its JSON reader. Returns: (transfer full) array of XyCatalogue. */
GPtrArray *xy_catalogue_list (XyStore *store, GError **error);

/* One of them; NOT_FOUND. Returns: (transfer full). */
XyCatalogue *xy_catalogue_get (XyStore *store, const char *id, GError **error);

/* The categories of all catalogues, for a rule of one's own. (transfer full) */
char **xy_catalogue_categories (XyStore *store, GError **error);

/* The catalogue that a file says; never NULL, see problem. Returns: (transfer full). */
XyCatalogue *xy_catalogue_parse (XyStore *store, const char *id, const char *text, gsize length);

/*
 * Makes the catalogue's rules rules of the village: new ones at version 1, changed ones as a further version; what is
 * there alike stays as it is. Its tags are made where they are missing, and where it has the head of a scheme, so does
 * the village afterwards: with its own name and adoption, if it had one before. N_CHANGED (optional) counts the rules
 * written. Errors: UNREADABLE for a damaged catalogue; CONFLICT where a code is already that of a rule from elsewhere.
 */
gboolean xy_catalogue_adopt (XyTxn *txn, const XyCatalogue *catalogue, guint *n_changed, GError **error);

/* XyActFunc of an act that adopts the catalogue DATA, with its sentence. */
gboolean xy_catalogue_adopt_act (XyTxn *txn, gpointer catalogue, GError **error);

/* For the test of every statement. */
const XySql *xy_catalogue_statements (guint *n);

G_END_DECLS
