/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-columns: what the heading of a roster's column stands for.
 *
 * Village rosters call one thing by many names: 身份证号, 公民身份号码, "证件\n号码(必填)". The names and how sure each
 * is are data, data/rules/roster-headers.txt; this module folds a heading and looks it up. Scores go from 0 (unknown)
 * to 100 (that very heading); below 60 a heading only resembles one.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  XY_ROSTER_NONE, /* a column that the roster has no place for */
  XY_ROSTER_SERIAL,
  XY_ROSTER_GROUP,
  XY_ROSTER_NUMBER, /* of the household */
  XY_ROSTER_HEAD,   /* name of the household's head */
  XY_ROSTER_HEAD_ID,
  XY_ROSTER_HEAD_PHONE,
  XY_ROSTER_HEAD_RELATION, /* one heading for name and relation, over one column or two */
  XY_ROSTER_NAME,
  XY_ROSTER_RELATION,
  XY_ROSTER_IS_HEAD, /* yes or no */
  XY_ROSTER_SEX,
  XY_ROSTER_NATION,
  XY_ROSTER_ID_NUMBER,
  XY_ROSTER_BIRTHDAY,
  XY_ROSTER_AGE,
  XY_ROSTER_COUNT, /* of persons in the household */
  XY_ROSTER_PHONE,
  XY_ROSTER_ADDRESS,
  XY_ROSTER_POLITICS,
  XY_ROSTER_EDUCATION,
  XY_ROSTER_MARRIAGE,
  XY_ROSTER_HEALTH,
  XY_ROSTER_RESIDENT, /* whether he lives here, yes or no */
  XY_ROSTER_WORK_PLACE,
  XY_ROSTER_DEAD,  /* yes or no */
  XY_ROSTER_MOVED, /* yes or no */
  XY_ROSTER_CATEGORY,
  XY_ROSTER_BANK,
  XY_ROSTER_NOTE, /* on the person */
  XY_ROSTER_HOUSEHOLD_NOTE,
  XY_ROSTER_REASON, /* the column that a file of rows left to mend has, see roster-rest.h */
  XY_ROSTER_N_FIELDS,
} XyRosterField;

/* The field that HEADING stands for, and in SCORE (may be NULL) how surely; NONE with 0 for an unknown one. */
XyRosterField xy_roster_heading_match (const char *heading, guint *score);

/* HEADING without what does not matter: spaces, line breaks, asterisks, width. Returns: (transfer full). */
char *xy_roster_heading_fold (const char *heading);

/* The name that the data file, --map and a remembered mapping use: "id_number". Static. */
const char *xy_roster_field_name (XyRosterField field);
/* FALSE for a name that is none. */
gboolean xy_roster_field_from_name (const char *name, XyRosterField *field);

/* The heading that a roster written by the program has, Chinese whatever the language; NULL for NONE. Static. */
const char *xy_roster_field_heading (XyRosterField field);

/* What the person sees, translated. Static. */
const char *xy_roster_field_label (XyRosterField field);

G_END_DECLS
