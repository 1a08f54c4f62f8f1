/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-list: what of a closed round may hang on a board, and what of that which hangs must come down.
 *
 * The red list names people: it praises. The list of households to help (待改进通报) has household numbers only; a name
 * stands there where the village asks for it and there is a ground (hygiene-naming.h), and whoever prints it writes the
 * grounds into the log (reveal.h). A household leaves that list on the very day on which its slip is closed or void,
 * and all of them do when the days of the village are over (setting hygiene_days, at most a quarter). A row of that
 * list has nothing else of a person: no photo, no number, and no problem that is about the inside of a house, names
 * somebody or has a long number in it.
 */
#pragma once

#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"

G_BEGIN_DECLS

/* The kinds of the papers about a round, whose subject it is. */
#define XY_HYGIENE_RED_PAPER "hygiene-red"
#define XY_HYGIENE_LOW_PAPER "hygiene-low"
#define XY_HYGIENE_CORRECTION_PAPER "hygiene-correction"

/* A line of a board; all texts may be NULL. */
typedef struct
{
  XyId result;
  XyId household; /* or */
  XyId place;
  char *unit_name;
  char *number; /* of the household */
  char *name;   /* of the red list the head; of the list to help only where it may be said; of a place its name */

  /* of the red list */
  gint64 score;
  gint64 rank;
  char *band;
  char *bright;
  char *plate;

  /* of the list to help */
  char *problem; /* NULL where nothing of it may hang: 见整改通知书 */
  char *until;   /* last day for putting it right: of its slip, else so many days after the lists were decided */
  XyId slip;     /* which is still open; none */
  char *slip_number;
  gboolean may_name; /* whether it may be named, asked for or not; of a place always */
  char *ground;      /* where it is a household that is named here: why it may */
} XyHygieneBoardRow;

void xy_hygiene_board_row_free (XyHygieneBoardRow *row);

/* By rank. CONFLICT where the lists of ROUND are not decided. (transfer full) array of XyHygieneBoardRow. */
GPtrArray *xy_hygiene_red_board (XyStore *store, const XyId *round, GError **error);

/*
 * What hangs on DAY, in walking order; empty from the day after xy_hygiene_low_last_day() on. NAMES: with the names of
 * those who may be named. Errors as above. (transfer full) array of XyHygieneBoardRow.
 */
GPtrArray *xy_hygiene_low_board (XyStore *store, const XyId *round, const char *day, gboolean names, GError **error);

/*
 * Leaves of each of the N TEXTS (g_free()d; NULL stays NULL) what anybody may read: without the parts that are about
 * the inside of a house (of CHECKLIST too, which may be NULL or none), name anybody of the roster, or have a long
 * number in them; NULL where nothing is left.
 */
gboolean xy_hygiene_hide_persons (XyStore *store, const XyId *checklist, char **texts, guint n, GError **error);

/* The last day on which the list to help of ROUND may hang; DAY has XY_DAY_SIZE bytes. */
void xy_hygiene_low_last_day (XyStore *store, const XyHygieneRound *round, char day[]);

/* The grounds of ROWS, each once, for the log: "村规民约第八条（2026-01-10）"; NULL where nobody is named. (transfer
 * full)
 */
char *xy_hygiene_board_grounds (GPtrArray *rows);

/*
 * TEXT as it may stand on a paper that is about households to help: 某某 for everybody of the roster who is named in
 * it, numbers masked. NULL with an error. (transfer full)
 */
char *xy_hygiene_public_text (XyStore *store, const char *text, GError **error);

typedef enum
{
  XY_HYGIENE_WARN_OVER,       /* a list to help hangs longer than it may */
  XY_HYGIENE_WARN_LEFT,       /* N households on a list that hangs have left it since it was printed */
  XY_HYGIENE_WARN_NOT_POSTED, /* judged, and nothing of it hung */
  XY_HYGIENE_WARN_CORRECTION, /* a list was changed after it hung, and no notice says so */
  XY_HYGIENE_WARN_UPHELD,     /* an objection to its board was upheld, and nothing was corrected */
  XY_HYGIENE_N_WARNINGS,
} XyHygieneWarningKind;

/* What wants a hand. */
typedef struct
{
  XyHygieneWarningKind kind;
  XyId round;
  XyId notice; /* which hangs, or was objected to; none */
  guint n;
  gboolean late;           /* past its day */
  char until[XY_DAY_SIZE]; /* by when, or ""; of a list that may not hang any longer its last day */
  char *sentence;          /* translated, whole */
} XyHygieneWarning;

void xy_hygiene_warning_free (XyHygieneWarning *warning);

/* "over", "left", "not-posted", "correction", "upheld": for scripts. Static. */
const char *xy_hygiene_warning_name (XyHygieneWarningKind kind);

/* All of TODAY, the most pressing first. (transfer full) array of XyHygieneWarning. */
GPtrArray *xy_hygiene_warnings (XyStore *store, const char *today, GError **error);

const XySql *xy_hygiene_list_statements (guint *n);
const XySql *xy_hygiene_warning_statements (guint *n);

G_END_DECLS
