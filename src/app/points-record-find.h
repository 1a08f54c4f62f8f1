/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-record-find: what the dialog of recording points asks of the store. All but xy_points_taken_free() run on the
 * worker's thread and fit XyWorkerFunc or XyPickerFind.
 */
#pragma once

#include "app/pages.h"
#include "app/worker.h"

G_BEGIN_DECLS

/* A household that was taken. */
typedef struct
{
  XyId id;
  char *title;   /* 曾国强 3组 */
  char *name;    /* by which it was found, where that may be a member's; NULL */
  XyId person;   /* who is meant, none where that is not said */
  gint64 amount; /* of this household alone; 0: as the entry says */
} XyPointsTaken;

void xy_points_taken_free (gpointer taken);

/* XyPickerFind */
GPtrArray *
xy_points_find_households (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error);
GPtrArray *
xy_points_find_rules (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error);

/* DATA: XyId of the rule, or NULL for the one that was used last. Gives an XyPointsRule, or NULL. */
gpointer xy_points_read_rule (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
/* DATA: XyId of the rule that was used. */
gpointer xy_points_remember_rule (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
/* DATA: GArray of XyId of households. Gives an array of XyPointsTaken. */
gpointer xy_points_read_households (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
/* DATA: XyId of a unit; gives those who live in it, likewise. */
gpointer xy_points_read_group (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
/* DATA: XyId of a household. Gives its members who live, an array of XyPerson. */
gpointer xy_points_read_members (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
/* DATA: code of a rule. Gives the XyPointsRule that holds today, or NULL. */
gpointer xy_points_read_rule_of_code (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
/* Whether the village's points follow persons, so that it matters who did it; gives NULL for no. */
gpointer xy_points_read_wants_person (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
/* Gives an array of XyUnit. */
gpointer xy_points_read_units (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
