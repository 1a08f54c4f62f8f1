/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * catalogue: dated lists of points rules, ready to be adopted by a village. Data, not code.
 *
 * A catalogue is a JSON file points-NAME.json: name, source, year and date of the edition, note, categories (in their
 * order, also those without a rule), and rules with code, category, name, unit, score, score_max, step, cap,
 * cap_period, starts, ends. Scores, steps and caps are written as text or numbers of points and units, "0.1", not in
 * hundredths.
 *
 * Some are inside the program; more, or newer editions, may lie in <data folder>/rules. Of two with the same file name
 * the one with the later date wins. A damaged file is listed with the sentence that says so, and hides nothing.
 */
#pragma once

#include "core/points-rule.h"

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
  GPtrArray *rules; /* of XyPointsRule, not saved */
  char *problem;    /* a sentence; then it cannot be adopted */
} XyCatalogue;

void xy_catalogue_free (XyCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyCatalogue, xy_catalogue_free)

/* All catalogues, by id. STORE lends its JSON reader. Returns: (transfer full) array of XyCatalogue. */
GPtrArray *xy_catalogue_list (XyStore *store, GError **error);

/* One of them; NOT_FOUND. Returns: (transfer full). */
XyCatalogue *xy_catalogue_get (XyStore *store, const char *id, GError **error);

/* The catalogue that a file says; never NULL, see problem. Returns: (transfer full). */
XyCatalogue *xy_catalogue_parse (XyStore *store, const char *id, const char *text, gsize length);

/*
 * Makes the catalogue's rules rules of the village: new ones at version 1, changed ones as a further version; what is
 * there alike stays as it is. N_CHANGED (optional) counts the rules written. Errors: UNREADABLE for a damaged
 * catalogue; CONFLICT where a code is already that of a rule from elsewhere.
 */
gboolean xy_catalogue_adopt (XyTxn *txn, const XyCatalogue *catalogue, guint *n_changed, GError **error);

/* For the test of every statement. */
const XySql *xy_catalogue_statements (guint *n);

G_END_DECLS
