/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-reward-counter-private: what the two files of the counter share. */
#pragma once

#include "app/points-reward-counter.h"
#include "app/points-reward-data.h"
#include "core/day.h"

G_BEGIN_DECLS

struct _XyRewardCounter
{
  GtkWidget parent_instance;
  XyPage *page; /* borrowed; NULL once it is gone */
  XyWorker *worker;
  gulong worker_handler;

  GtkWidget *day_entry;
  GtkWidget *day_note;
  GtkWidget *household;
  GtkWidget *household_error;
  GtkWidget *facts; /* what is known about the household */
  GtkWidget *spend;
  GtkWidget *spend_words;
  GtkWidget *taker;
  GtkWidget *taker_error;
  GtkWidget *good;
  GtkWidget *good_note;
  GtkWidget *good_error;
  GtkWidget *lines;
  GtkWidget *total;
  GtkWidget *print;
  GtkWidget *verb;

  char day[XY_DAY_SIZE];
  XyId id; /* the household; none */
  XyRewardVisitor *visitor;
  GPtrArray *goods;     /* XyRewardGood that can be had */
  GArray *wishes;       /* XyRewardWish */
  GPtrArray *wished;    /* XyRewardGood, one for each */
  gboolean finding;     /* a household was typed and is looked for */
  gboolean weighing;    /* a wish is looked at */
  gboolean handing;     /* an act is under way */
  gboolean then_add;    /* once the household is read, what is typed goes on the list */
  gboolean then_finish; /* once it is on the list, all is handed out */
};

/* WORDS in a label that is there only while it says something; NULL: nothing. */
void xy_reward_counter_say (GtkWidget *label, const char *words);

/* Makes all that is seen, with nothing in it and nothing connected. */
void xy_reward_counter_build (XyRewardCounter *self);

G_END_DECLS
