/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample-private: what the files of the sample village share. */
#pragma once

#include "core/act.h"
#include "core/clock.h"
#include "core/day.h"
#include "core/event.h"
#include "core/person.h"
#include "core/sample.h"

G_BEGIN_DECLS

/* Of this file's own, so that a seed means the same with every version of every library. */
typedef struct
{
  guint64 state;
} XyDice;

/* One roll a statement: the order of arguments is the compiler's, and a seed means the same with each of them. */
guint64 xy_dice_roll (XyDice *dice);
/* 0 … n − 1. */
int xy_dice_below (XyDice *dice, int n);
/* From LEAST to MOST, both included. */
int xy_dice_between (XyDice *dice, int least, int most);
/* TRUE in PERCENT of a hundred times. */
gboolean xy_dice_percent (XyDice *dice, int percent);

/* Names. */
const char *xy_sample_surname (XyDice *dice);
/* A given name as people of that year of birth have them. (transfer full) */
char *xy_sample_given_name (XyDice *dice, int year, gboolean female);

/* A person before he has a record. */
typedef struct
{
  const char *relation;
  const char *surname;
  gboolean female;
  int age; /* in years on the last day; below 0 for one who is not to be */
  gboolean married;
  gboolean away;
  int dies; /* month of the sample, from 1; 0: lives */
} XySampleMember;

typedef struct
{
  guint group;
  GArray *members; /* of XySampleMember; the head first */
  XyId id;
  int diligence; /* 1 … 10: how often it gets points */
} XySampleHousehold;

/* What happens in a month to one person. */
typedef struct
{
  int month; /* of the sample, from 1 */
  XyEventKind kind;
  char day[XY_DAY_SIZE];
  XyId household;
  XyId person;
  XyPerson *newcomer; /* who is born or marries in; else NULL */
} XySampleEvent;

typedef struct
{
  XySampleOptions options;
  XyDice dice;
  char today[XY_DAY_SIZE];
  int months;          /* of points */
  GArray *households;  /* of XySampleHousehold */
  GArray *events;      /* of XySampleEvent */
  GHashTable *numbers; /* ID numbers that are taken */
  guint phones;        /* how many were given out */
  XyId *units;         /* of the groups */
  gint64 n_entries;    /* recorded so far */
  GArray *doubtful;    /* of XyId: entries that a later month corrects */
  GHashTable *rules;   /* code → XyId */
  GHashTable *papers;  /* title → XyId of what was printed for the boards */
} XySample;

/* The first day of the sample's month N (from 1; 0 is the month before), and the last that the sample has of it. */
void xy_sample_month (const XySample *sample, int n, char first[XY_DAY_SIZE], char last[XY_DAY_SIZE]);

/* Sets the clock to eight in the morning of DAY in Shanghai, unless it is later there already. */
void xy_sample_set_clock (XyFixedEnv *fixed, const char *day);

/* Invents the families: OPTIONS.households with OPTIONS.persons who live. */
void xy_sample_invent (XySample *sample);

/* Inside acts: groups, households, persons and tags; then the events of a month. */
gboolean xy_sample_save_roster (XyTxn *txn, gpointer sample, GError **error);
gboolean xy_sample_save_events (XyTxn *txn, XySample *sample, int month, GError **error);

/* The scheme; one month's points; and those of the last days, each an act of its own. */
gboolean xy_sample_adopt_rules (XyTxn *txn, gpointer sample, GError **error);
gboolean xy_sample_record_month (XyTxn *txn, XySample *sample, int month, GError **error);
/*
 * What is put on the notice boards in the month, and what is taken down, each an act: in the last year only. Of the
 * last quarter one thing is forgotten, one comes down too early and one is objected to; something waits to be posted.
 */
gboolean xy_sample_publish (XySample *sample, XyStore *store, const XyActor *actor, int month, GError **error);
/* Before that, each on its day: the papers for it, in the last months only. */
gboolean
xy_sample_print (XySample *sample, XyStore *store, const XyActor *actor, XyFixedEnv *fixed, int month, GError **error);
/*
 * A year of hygiene rounds, by the month or in a large village by the quarter, and all that follows from them: the last
 * is half typed, of the one before one notice is overdue.
 */
gboolean xy_sample_judges_monthly (const XySample *sample);
gboolean xy_sample_hygiene (XySample *sample, XyStore *store, const XyActor *actor, int month, GError **error);
/* What points are exchanged for, and who fetched something on the last exchange day. */
gboolean xy_sample_exchange (XySample *sample, XyStore *store, const XyActor *actor, GError **error);
gboolean xy_sample_record_days (XySample *sample, XyStore *store, const XyActor *actor, GError **error);

/* Fewer households hold no meetings. */
#define XY_SAMPLE_MEETINGS_LEAST 24
/* NAME, or a post where it is one that only the dead of this village have. Static, or NAME. */
const char *xy_sample_official (XyStore *store, const char *name);
/* The meetings of a year, an act for each: those of before the last quarter, then the RECENT ones. */
gboolean xy_sample_meetings (XySample *sample, XyStore *store, const XyActor *actor, gboolean recent, GError **error);
/* The village meeting as a kind of meeting, made where it is not there yet: the bylaws need it before the others. */
gboolean xy_sample_villagers (XyStore *store, const XyActor *actor, XyId *kind, GError **error);
/* The village meeting that votes on VERSION on DAY; that signs its minutes; that closes what it agreed. */
gboolean xy_sample_bylaw_vote (XyStore *store,
                               const XyActor *actor,
                               const XyId *version,
                               const char *day,
                               XyId *meeting,
                               XyId *vote,
                               GError **error);
gboolean
xy_sample_bylaw_sign (XyStore *store, const XyActor *actor, const XyId *meeting, const char *day, GError **error);
gboolean xy_sample_bylaw_close (XyStore *store, const XyActor *actor, const char *day, GError **error);
/* What is done about bylaws in the month, each act on its day: of a year ago the first is voted on and comes into
 * force, of the last quarters others are begun. And at the end how far those have come. */
gboolean
xy_sample_bylaws (XySample *sample, XyStore *store, const XyActor *actor, XyFixedEnv *fixed, int month, GError **error);
gboolean xy_sample_bylaw_steps (XySample *sample, XyStore *store, const XyActor *actor, GError **error);
/* The ledger of the last quarter, an act for each matter. */
gboolean xy_sample_matters (XySample *sample, XyStore *store, const XyActor *actor, GError **error);

/* The papers of the meetings: of those to come the notices, of the last that were held the minutes. */
gboolean xy_sample_print_meetings (XySample *sample, XyStore *store, const XyActor *actor, GError **error);

/* The last, each an act: points are reviewed and hang from now on, and some are at each step of the way. */
gboolean xy_sample_flow (XySample *sample, XyStore *store, const XyActor *actor, GError **error);

G_END_DECLS
