/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * publicity: what a village must publish, by when, and for how long: 村务公开. Data, not code.
 *
 * data/rules/publicity-national.json and one file for each province known hold dated sets: a notice of 2025 is judged
 * by the rules of 2025. Newer editions may lie in <data folder>/rules; of two files of one name the one with the later
 * date wins, unless it is damaged. Each value names its source and date, and whether it still is to be compared with
 * the official text (待核对).
 *
 * A province's set stands on the national one of the day. The days on the board are the greater of the two, since a
 * province may ask for more than the law and not for less; of all else the province's value holds where it has one.
 *
 * Days are counted as 民法典 201 and 203 have it: the day of the event is not counted. A last day that falls on a
 * holiday is not moved, since the program knows no dated list of holidays: the office then has less time, never more.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef enum
{
  XY_PUBLICITY_BOARD_DAYS,     /* least days on the board */
  XY_PUBLICITY_OBJECTION_DAYS, /* days for objections after posting */
  XY_PUBLICITY_REPLY_DAYS,     /* days for the answer to an objection */
  XY_PUBLICITY_QUARTER_DAY,    /* a quarter's items hang by that day of the month after it */
  XY_PUBLICITY_MONTH_DAY,      /* likewise of a month's */
  XY_PUBLICITY_EVENT_DAYS,     /* days after an event */
  XY_PUBLICITY_N_VALUES,
} XyPublicityKey;

typedef struct
{
  int value;      /* 0: there is no rule */
  gboolean check; /* 待核对 */
  char *source;   /* NULL where there is no rule */
  char *date;
} XyPublicityValue;

typedef enum
{
  XY_PUBLICITY_MONTH,
  XY_PUBLICITY_QUARTER,
  XY_PUBLICITY_EVENT, /* within so many days of what happened */
  XY_PUBLICITY_FREE,  /* no time is set */
} XyPublicitySpan;

typedef enum
{
  XY_PUBLICITY_ALWAYS,   /* due for each period */
  XY_PUBLICITY_POINTS,   /* due for a period in which points were recorded */
  XY_PUBLICITY_USED,     /* due once the village has published it before */
  XY_PUBLICITY_ON_EVENT, /* never by itself */
} XyPublicityShown;

/* Something that is published. */
typedef struct
{
  char *key;  /* as a notice keeps it: finance */
  char *name; /* 财务收支情况 */
  XyPublicitySpan span;
  XyPublicityShown shown;
  char *paper;  /* kind of the paper that it takes: money-board */
  gboolean law; /* the law asks for it; otherwise custom */
  char *source;
  gboolean check;
} XyPublicityItem;

/* What held on a day. */
typedef struct
{
  char *name; /* 湖南 2026-01-01: whose, and since when */
  char *source;
  gboolean check;
  XyPublicityValue values[XY_PUBLICITY_N_VALUES];
  GPtrArray *items; /* of XyPublicityItem, in the order of the law */
} XyPublicityRules;

typedef struct _XyPublicity XyPublicity;

/*
 * The rules that hold in the village: of PROVINCE (one of xy_provinces), or with NULL of the one that the
 * setting "province" names, or that the village's code begins with. UNREADABLE. Returns: (transfer full).
 */
XyPublicity *xy_publicity_load (XyStore *store, const char *province, GError **error);
void xy_publicity_free (XyPublicity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPublicity, xy_publicity_free)

/* The same from the texts of two files, PROVINCE_TEXT may be NULL; for tests. */
XyPublicity *xy_publicity_parse (XyStore *store, const char *national_text, const char *province_text, GError **error);

/* "hunan", or "national" where the province is not known. Static. */
const char *xy_publicity_get_province (XyPublicity *self);

/* The rules of DAY; those of the first set where DAY is before all. Owned by SELF. */
const XyPublicityRules *xy_publicity_at (XyPublicity *self, const char *day);

/* NULL where there is none of that key. */
const XyPublicityItem *xy_publicity_item (const XyPublicityRules *rules, const char *key);

/* The last day by which ITEM must hang: of PERIOD, or of what HAPPENED. FALSE where no time is set. DAY: XY_DAY_SIZE.
 */
gboolean
xy_publicity_due_day (XyPublicity *self, const char *item, const char *period, const char *happened, char *day);

/* For the test of every statement. */
const XySql *xy_publicity_statements (guint *n);

G_END_DECLS
