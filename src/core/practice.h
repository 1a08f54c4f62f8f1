/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * practice: the guided month of the village to practise in (sample.h): eight tasks in the order in which an office
 * meets them, each told in a few sentences in the words that stand on the screen. Whether one is done the program sees
 * by itself, from the records.
 *
 * The village is full of what others did. So the guide begins at a mark: the number of the last operation (op.h) then.
 * A task is done where what it asks for was written by operations after that, and still stands: whoever undoes it has
 * it to do again. Nothing but the mark, the task at hand and whether the guide is open is kept, on this computer only.
 *
 * Only a village to practise in has a guide; all else here finds none in another.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef enum
{
  XY_PRACTICE_BIRTH,   /* a child on the roster, by the event of its birth */
  XY_PRACTICE_POINTS,  /* points registered */
  XY_PRACTICE_REVIEW,  /* points so registered, passed by the review group */
  XY_PRACTICE_POST,    /* a list of points hangs, and its paper was made */
  XY_PRACTICE_HYGIENE, /* a round of hygiene, typed and decided */
  XY_PRACTICE_MEETING, /* a meeting kept and signed, of which a matter came */
  XY_PRACTICE_MATTER,  /* a matter that somebody asked about, and that was closed then */
  XY_PRACTICE_BACKUP,  /* a backup was taken */
  XY_PRACTICE_N_TASKS,
} XyPracticeTask;

typedef struct
{
  const char *name;  /* "birth", …: stays the same */
  const char *title; /* N_(): Enter a birth */
  const char *words; /* N_(): how, in the words of the screen */
  const char *topic; /* of the help (help.h), that tells it in full */
  const char *page;  /* of the window, where it begins */
  const char *tab;   /* of that page; NULL: the first */
} XyPracticeTaskInfo;

const XyPracticeTaskInfo *xy_practice_task (XyPracticeTask task);

typedef struct
{
  gboolean begun; /* else all below is nothing */
  gboolean open;  /* the guide is to be seen */
  XyPracticeTask at;
  gboolean done[XY_PRACTICE_N_TASKS];
  guint n_done;
} XyPracticeState;

/* How far it is. A village that is none to practise in has not begun. */
gboolean xy_practice_read (XyStore *store, XyPracticeState *state, GError **error);

/* Sets the mark, where there is none yet, and opens the guide. INVALID where it is no village to practise in. */
gboolean xy_practice_begin (XyStore *store, GError **error);

/* Which task is at hand; whether the guide is open. */
gboolean xy_practice_go (XyStore *store, XyPracticeTask task, GError **error);
gboolean xy_practice_set_open (XyStore *store, gboolean open, GError **error);

/* For the test of every statement. */
const XySql *xy_practice_statements (guint *n);

G_END_DECLS
