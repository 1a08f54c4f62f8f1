/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-lists: what the tables of the page 户籍 show: households, persons, and what is to be mended, each as the
 * source of an XyList and the columns of an XyTable. Numbers are masked here.
 */
#pragma once

#include "app/list.h"
#include "app/table.h"
#include "core/roster-list.h"

G_BEGIN_DECLS

/* The filters of all three; the data of a list's query. */
typedef struct
{
  char *text;
  XyId unit;
  XyId tag;
  XyRosterWho who;
  gboolean by_pinyin; /* names in the order of pinyin and not of strokes */
} XyRosterAsk;

XyRosterAsk *xy_roster_ask_copy (const XyRosterAsk *ask);
void xy_roster_ask_free (gpointer ask);

/* Sums: 0 people in the households that were found. */
extern const XyListSource xy_household_source;
extern const XyListSource xy_person_source;
/* Rows are the households and persons themselves, by their ids. */
extern const XyListSource xy_problem_source;

extern const XyColumn xy_household_columns[];
extern const guint xy_n_household_columns;
extern const XyColumn xy_person_columns[];
extern const guint xy_n_person_columns;
extern const XyColumn xy_problem_columns[];
extern const guint xy_n_problem_columns;

/* A row of the problems. */
typedef struct
{
  XyId household; /* where to mend it; may be none */
  XyId person;    /* none where it is about the household */
  XyId twin;      /* another record that may be the same person; none where there is none */
  XyProblemKind kind;
  char *name;
  char *group;
  char *number;
  char *sentences;
} XyProblemRow;

/* The household of a row of any of the three; none where it has none. */
XyId xy_roster_row_household (const XyListSource *source, gconstpointer record);

G_END_DECLS
