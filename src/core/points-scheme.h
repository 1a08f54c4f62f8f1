/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-scheme: the village's points scheme (积分办法) as it was adopted: by which meeting, when, with how many votes
 * (中央农办 2020-07: by democratic procedure; domain.md 3.5), with what everybody starts, and the grades (星级) that
 * points make. Its rules are points-rule.h. A scheme that was written is not changed: a change is a further version.
 *
 * A village may work without one; then nobody has base points and there are no grades.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPointsScheme, xy_points_scheme)

struct _XyPointsScheme
{
  XyRecord record;
  gint64 version;
  char *name;
  char *catalogue;
  char *meeting;
  char *adopted_on;
  gint64 present;
  gint64 in_favour;
  char *starts;
  char *account; /* whose points the base and the bands are about; points-account.h */
  gint64 base;   /* hundredths, at the start of each year; never to be spent */
  char *bands;   /* lines, the highest first: 五星<tab>1060 */
  gint64 value;  /* fen for a point; 0: none */
  char *note;
};

/* The scheme of DAY (NULL: the newest), or NULL with no error where there is none. Returns: (transfer full). */
XyPointsScheme *xy_points_scheme_get (XyStore *store, const char *day, GError **error);

/* All versions, the newest first. Returns: (transfer full) array of XyPointsScheme. */
GPtrArray *xy_points_scheme_versions (XyStore *store, GError **error);

/*
 * Writes SCHEME (a new record or a changed copy) as the next version, unless the newest says the same. INVALID with the
 * field: name, adopted_on (to come), present, in_favour (more than came), starts, base, account (volunteers have no
 * base), bands (no number, not falling), value.
 */
gboolean xy_points_scheme_save (XyTxn *txn, XyPointsScheme *scheme, GError **error);

/* XyActFunc that saves SCHEME (DATA), with its sentence. */
gboolean xy_points_scheme_save_act (XyTxn *txn, gpointer scheme, GError **error);

/*
 * "Adopted by the villagers' representatives on 2026-01-10, 38 of 40 in favour": how it was adopted, or NULL where that
 * is not written down. (transfer full)
 */
char *xy_points_scheme_adoption (const XyPointsScheme *scheme);

/*
 * Gives everybody who lives here (households, or persons of 18 and more) the base points of YEAR ("2026"), by the
 * scheme of its first day, or the first scheme of that year: entries of kind "base" on the first day on which it holds,
 * which count and cannot be spent. Their ids follow from the bearer and the year, so that a second run adds only those
 * who are new. N_GIVEN (optional) counts them. INVALID with the field: year (none, to come), scheme (none that has
 * a base).
 */
gboolean xy_points_scheme_give_base (XyTxn *txn, const char *year, guint *n_given, GError **error);

/* One grade of the bands: from LEAST points on (hundredths) one is NAME. */
typedef struct
{
  char *name;
  gint64 least;
} XyPointsBand;

void xy_points_band_free (XyPointsBand *band);

/* BANDS read, the highest first. INVALID, field "bands". Returns: (transfer full) array of XyPointsBand. */
GPtrArray *xy_points_bands (const char *bands, GError **error);

/* "五星 1060 分以上，四星 1040—1060 分 …" (transfer full) */
char *xy_points_bands_sentence (GPtrArray *bands);

/* The grade of TOTAL among BANDS, or NULL below the lowest. Owned by BANDS. */
const char *xy_points_band_of (GPtrArray *bands, gint64 total);

const XySql *xy_points_scheme_statements (guint *n);
const XySql *xy_points_scheme_base_statements (guint *n);

G_END_DECLS
