/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-round: one round (一期评比) of household hygiene, who judges in it, what is judged, and what each judge gave.
 *
 *   open ──scores are typed──▶ open ──close: the lists are decided──▶ closed ──posted──▶ (changes are corrections)
 *
 * Custom (domain.md 4.5): at least three judges; nobody judges his own household or that of near kin (kin.h); the old,
 * the disabled and those who live alone are helped instead (excused). All scores are hundredths of a point; what comes
 * out for a household is the plain average of its judges, rounded half up to hundredths, which is what the paper shows
 * and what ranks are made of. See hygiene-score.h for typing, hygiene-decide.h for results.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyHygieneRound, xy_hygiene_round)
XY_DECLARE_RECORD (XyHygieneJudge, xy_hygiene_judge)
XY_DECLARE_RECORD (XyHygieneResult, xy_hygiene_result)
XY_DECLARE_RECORD (XyHygieneSheet, xy_hygiene_sheet)
XY_DECLARE_RECORD (XyHygieneCorrection, xy_hygiene_correction)

struct _XyHygieneRound
{
  XyRecord record;
  gint64 number; /* of the year; 0 in a new record gets the next */
  char *name;    /* NULL: xy_hygiene_round_describe() */
  char *kind;    /* monthly quarterly special */
  char *period;
  char *day;
  char *target;   /* household place */
  char *units;    /* rows: ids of groups; NULL: the whole village */
  XyId checklist; /* none: without items */
  char *mode;     /* items score tick */
  gint64 judges_least;
  char *red_by; /* none share number score */
  gint64 red_value;
  char *low_by;
  gint64 low_value;
  char *ties;  /* with without before order */
  char *bands; /* rows: name, least; NULL: none */
  gint64 limit_days;
  char *closed_on; /* NULL: open */
  char *closed_by;
  char *missing;
  char *points_on;
  char *note;
  char *recorder;
};

struct _XyHygieneJudge
{
  XyRecord record;
  XyId round;
  char *name;
  XyId person; /* may be none */
  char *post;
  gint64 number;
};

struct _XyHygieneResult
{
  XyRecord record;
  XyId round;
  XyId household; /* one of these two */
  XyId place;
  XyId unit;
  gint64 sort;
  char *state; /* in excused absent */
  char *excuse;
  char *bright;
  char *problem;
  char *photo;
  gint64 score; /* as of the closing, as all up to plate */
  gint64 rank;
  char *band;
  char *suggested; /* red low */
  char *list;      /* red low */
  char *reason;
  char *plate;
  gint64 n; /* sheets, and their sums together */
  gint64 total;
};

struct _XyHygieneSheet
{
  XyRecord record;
  XyId result;
  XyId judge;
  char *scores; /* of each item in use, a space between */
  gint64 sum;
  char *note;
  char *recorder;
  gint64 at;
};

struct _XyHygieneCorrection
{
  XyRecord record;
  XyId result;
  char *day;
  char *was;
  char *list;
  char *reason;
  char *recorder;
  gint64 at;
};

/* The same on each computer. */
XyId xy_hygiene_result_id (const XyId *round, const XyId *household_or_place);
XyId xy_hygiene_sheet_id (const XyId *result, const XyId *judge);

/* "2026年第3期人居环境评比", or its own name. (transfer full) */
char *xy_hygiene_round_describe (const XyHygieneRound *round);

/* The average of N sheets with TOTAL together, rounded half up; 0 where N is 0. */
gint64 xy_hygiene_average (gint64 total, gint64 n);

/* The least that can be called passed, where sheets are ticks: more than half of the judges. */
#define XY_HYGIENE_PASSED 5001
#define XY_HYGIENE_FULL 10000
#define XY_HYGIENE_JUDGES_MOST 20

/* The words of the record's fields, for forms: kind, target, mode, red_by and low_by, ties; state, list. Static. */
const XyWord *xy_hygiene_words (const char *field);

/* Of a place: its name; of a household its number and head: "3-016 曾国强"; "" where it is gone. (transfer full) */
char *xy_hygiene_result_describe (XyStore *store, const XyHygieneResult *result);

/* The judges in the order of the sheets. (transfer full) array of XyHygieneJudge. */
GPtrArray *xy_hygiene_judges (XyStore *store, const XyId *round, GError **error);

/* One judge as he is chosen; where PERSON is none, everybody in the roster who has that name is meant (kin.h). */
typedef struct
{
  char *name;
  XyId person;
  char *post; /* may be NULL */
} XyHygieneSeat;

void xy_hygiene_seat_clear (XyHygieneSeat *seat);

/*
 * Who judges, out of what was typed: names with 、,， or spaces between them, each with its post in brackets if there
 * is one: "曾小平（村妇联主席）、李建国". Who is alone of his name among those who live here is found. (transfer full)
 * array of XyHygieneSeat.
 */
GArray *xy_hygiene_seats_parse (XyStore *store, const char *names, GError **error);
/* The judges of ROUND, or where that is none those of the last round of TARGET; empty where there is none. Likewise. */
GArray *xy_hygiene_seats (XyStore *store, const XyId *round, const char *target, GError **error);

/*
 * What a new round would be, not saved: KIND (NULL: monthly or quarterly, as the setting hygiene_span says), of DAY
 * (NULL: today), with the settings of the last round of this kind and TARGET, else of the last of TARGET, else those of
 * the custom: red the best 20 %, to help whoever is below 60, with grades 清洁 90, 合格 75, 不合格. (transfer full)
 */
XyHygieneRound *
xy_hygiene_round_propose (XyStore *store, const char *kind, const char *target, const char *day, GError **error);

/* Changes the mode of ROUND, which is not saved yet, with what goes by it: a round of ticks has no grades of its own
 * and no red list; one that no longer is gets those of the custom. */
void xy_hygiene_round_set_mode (XyHygieneRound *round, const char *mode);

typedef struct
{
  XyHygieneRound *round; /* new (xy_hygiene_round_propose()), or a changed copy; not changed by looking at it */
  const XyHygieneSeat *seats;
  guint n_seats; /* of a change: 0 leaves the judges as they are */

  XyId made; /* out */
} XyHygieneMaking;

/*
 * XyActFunc: makes a round: its judges, and a result for each live household of its groups (or public area), in walking
 * order; those whose marks say 五保, 特困, 残疾, 独居 … are proposed as excused (domain.md 4.5). INVALID with the
 * field: day, period (none, of another kind, judged already there), units, checklist, mode, judges (fewer than
 * judges_least, one twice), judges_least (fewer than three for households), red_value, low_value, bands, limit_days.
 */
gboolean xy_hygiene_make_act (XyTxn *txn, gpointer making, GError **error);

/*
 * XyActFunc: changes an open round. CONFLICT: closed; once there are sheets its checklist and mode stay, and a judge or
 * group that has some. Groups that are new come with their households, groups that go take theirs along.
 */
gboolean xy_hygiene_change_act (XyTxn *txn, gpointer making, GError **error);

/* XyActFunc: takes back the open round of that XyId, which has no sheets. CONFLICT. */
gboolean xy_hygiene_discard_act (XyTxn *txn, gpointer round, GError **error);

/* What a making would come to. */
typedef struct
{
  guint n_results;
  guint n_excused;
  guint n_aside; /* households for which a judge steps aside */
  guint n_short; /* those for which fewer than judges_least remain */
  char *warning; /* says so, and where the items do not come to a hundred; NULL: nothing to say */
} XyHygieneLook;

void xy_hygiene_look_clear (XyHygieneLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyHygieneLook, xy_hygiene_look_clear)

/* Looks at a making before it is made; fails exactly as making it would, but for what only the act itself can tell. */
gboolean xy_hygiene_look (XyStore *store, const XyHygieneMaking *making, XyHygieneLook *look, GError **error);

typedef struct
{
  const XyId *results;
  guint n;
  const char *state;  /* in excused absent */
  const char *excuse; /* asked for of excused; kept in the office */
} XyHygieneStating;

/* XyActFunc. INVALID: state, excuse. CONFLICT: the round is closed; absent, though there are sheets. */
gboolean xy_hygiene_state_act (XyTxn *txn, gpointer stating, GError **error);

typedef struct
{
  XyId round;
  const XyId *ids; /* of households or public areas */
  guint n;
} XyHygieneAdding;

/* XyActFunc: those that came late, each at its place on the walk. CONFLICT: the round is closed, one is in it. */
gboolean xy_hygiene_add_act (XyTxn *txn, gpointer adding, GError **error);

typedef struct
{
  XyId result;
  const char *bright; /* NULL leaves each as it is, "" empties it */
  const char *problem;
  const char *photo; /* among the attachments */
} XyHygieneRemark;

/* XyActFunc: what was seen there. CONFLICT: the round is closed. */
gboolean xy_hygiene_remark_act (XyTxn *txn, gpointer remark, GError **error);

/* All that is NULL or none does not filter. */
typedef struct
{
  const char *kind;
  const char *target;
  const char *year; /* "2026" */
  XyId unit;        /* rounds that go through it, or through the whole village */
  int open;         /* 1: only open ones, -1: only closed ones */
} XyHygieneRoundFilter;

/* Newest first. (transfer full) array of XyId. */
GArray *xy_hygiene_round_ids (XyStore *store, const XyHygieneRoundFilter *filter, GError **error);

typedef struct
{
  XyHygieneRound *round;
  char *title;
  char *unit_names; /* "1组、2组"; NULL: the whole village */
  guint n_judges;
  guint n_results, n_in, n_excused, n_absent;
  guint n_sheets, n_expected; /* of those that are judged; expected: less who steps aside */
  guint n_red, n_low;         /* once it is closed */
  guint n_open_slips;
  char *red_posted_on, *low_posted_on; /* the first day on a board; NULL: never */
} XyHygieneRoundRow;

void xy_hygiene_round_row_free (XyHygieneRoundRow *row);

/* The rows of IDS in their order, NULL for one that is gone. (transfer full) array of N XyHygieneRoundRow or NULL. */
GPtrArray *xy_hygiene_round_rows (XyStore *store, const XyId *ids, guint n, GError **error);

/* The round "2026年第3期", "2026-3", "3" (of this year) or its id in text; NOT_FOUND. (transfer full) */
XyHygieneRound *xy_hygiene_round_find (XyStore *store, const char *text, GError **error);

/* For the test of every statement. */
const XySql *xy_hygiene_round_statements (guint *n);
const XySql *xy_hygiene_make_statements (guint *n);
const XySql *xy_hygiene_round_list_statements (guint *n);

G_END_DECLS
