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

const XySql *xy_hygiene_round_statements (guint *n);

G_END_DECLS
