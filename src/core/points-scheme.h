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

/*
 * Writes SCHEME, a new record, as the next version. INVALID with the field: name, adopted_on (to come), present,
 * in_favour (more than came), starts, base, bands (no number, not falling), value.
 */
gboolean xy_points_scheme_save (XyTxn *txn, XyPointsScheme *scheme, GError **error);

/* One grade of the bands: from LEAST points on (hundredths) one is NAME. */
typedef struct
{
  char *name;
  gint64 least;
} XyPointsBand;

void xy_points_band_free (XyPointsBand *band);

/* BANDS read, the highest first. INVALID, field "bands". Returns: (transfer full) array of XyPointsBand. */
GPtrArray *xy_points_bands (const char *bands, GError **error);

/* The grade of TOTAL among BANDS, or NULL below the lowest. Owned by BANDS. */
const char *xy_points_band_of (GPtrArray *bands, gint64 total);

G_END_DECLS
