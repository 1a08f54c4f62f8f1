/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the tab 待办 share. */
#pragma once

#include "app/points-waiting-lists.h"
#include "app/points-waiting-tab.h"

G_BEGIN_DECLS

struct _XyPointsWaitingTab
{
  GtkWidget parent_instance;
  XyPage *page; /* NULL once it is gone */
  const char *name;
  GtkWidget *segments;
  GtkWidget *toggles[XY_POINTS_N_WAITING];
  XyTable *table;
  XyList *list;
  GtkWidget *detail;
  GSimpleActionGroup *actions;
  GHashTable *buttons; /* of the actions, by their names */
  XyWorker *worker;
  gulong worker_handler;

  XyPointsWaiting what;
  gboolean chose; /* somebody chose WHAT himself */
  gboolean shown;
  XyId unit;
  char *text;
  guint steps;
  guint counts[XY_POINTS_N_WAITING];
  XyPointsItemFacts *facts; /* of the item that is shown; NULL while it is read */
  GCancellable *reading;
};

void xy_points_waiting_tab_install_actions (XyPointsWaitingTab *self);

/* The verbs; their data is the tab. */
extern const GActionEntry xy_points_waiting_tab_entries[];
extern const guint xy_points_waiting_tab_n_entries;

/* FALSE where ROW waits for nobody's judgement. */
gboolean xy_points_waiting_step_of (const XyPointsItemRow *row, XyPointsStepKind *step);
/* The objection that is not answered, or NULL. */
const XyObjectionLine *xy_points_waiting_open_objection (const XyPointsItemFacts *facts);

/* What can be done with what is chosen. */
void xy_points_waiting_tab_update_actions (XyPointsWaitingTab *self);

G_END_DECLS
