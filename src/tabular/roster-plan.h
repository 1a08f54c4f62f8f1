/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-plan: what an import would change in the village's file, before anything is saved; and saving it.
 *
 * Who is who: a person is found by the ID number; without one, or where the roster does not have it, by the name within
 * the household; else by name and birthday. A household is found by its head, by its number where at least one of its
 * people is the same, by the head's name within the group, or by the household most of its people come from. A number
 * alone finds none, for two lists may number differently.
 *
 * What is compared: what the file says. An empty cell says nothing and takes nothing away. Nobody is ever deleted:
 * those of the groups in the file who are not in it are listed as missing. Who the roster says has died or moved away
 * stays so, with a warning if the file lists him.
 *
 * A row is refused where the roster has its ID number for somebody of another name in another household. A household
 * number that another household has is not taken; such a household gets the next of its group ("3-016"), as does one
 * without a number. Numbers that begin anew in each group ("1" in 一组 and in 二组) become "1-001" and "2-001".
 */
#pragma once

#include "core/act.h"
#include "tabular/roster-read.h"

G_BEGIN_DECLS

typedef enum
{
  XY_ROSTER_UNCHANGED,
  XY_ROSTER_ADDED,
  XY_ROSTER_CHANGED,
  XY_ROSTER_MISSING, /* in the roster and not in the file */
  XY_ROSTER_N_DIFFS,
} XyRosterDiff;

typedef struct
{
  const XyField *field;
  const char *before; /* as stored, but of another record (household, unit) its name; NULL where empty */
  const char *after;
} XyRosterChange;

typedef struct
{
  guint8 diff; /* XyRosterDiff */
  XyId id;     /* none where added */
  guint index; /* of the row or household that was read; XY_ROSTER_NOBODY where the file has none */
  const char *name;
  const char *number; /* household's; for an added one that gets a number NULL */
  const char *group;  /* as shown, or NULL */
  guint first_change;
  guint n_changes;
} XyRosterItem;

typedef struct
{
  XyRosterRead *read; /* borrowed; must outlive the plan */
  GArray *households; /* of XyRosterItem: in the order of the file, then the missing */
  GArray *persons;    /* of XyRosterItem, likewise */
  GArray *changes;    /* of XyRosterChange */
  GArray *messages;   /* of XyRosterMessage: what the comparison found, beside those of the reading */
  guint n_households[XY_ROSTER_N_DIFFS];
  guint n_persons[XY_ROSTER_N_DIFFS];
  guint n_refused; /* rows left out beside those of the reading */
  guint8 *refused; /* by row that was read: 1 for those */
  GStringChunk *texts;
  struct _XyRosterMatch *match; /* for roster-apply */
} XyRosterPlan;

/* Compares READ with STORE. Errors: CANCELLED, those of the file. Returns: (transfer full). */
XyRosterPlan *xy_roster_plan (XyStore *store,
                              XyRosterRead *read,
                              GCancellable *cancellable,
                              XyRosterProgress progress,
                              gpointer data,
                              GError **error);
void xy_roster_plan_free (XyRosterPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRosterPlan, xy_roster_plan_free)

/* Whether saving it would change anything. */
gboolean xy_roster_plan_changes_anything (const XyRosterPlan *plan);

const XyRosterItem *xy_roster_plan_person (const XyRosterPlan *plan, guint index);
const XyRosterItem *xy_roster_plan_household (const XyRosterPlan *plan, guint index);
const XyRosterChange *xy_roster_plan_change (const XyRosterPlan *plan, const XyRosterItem *item, guint index);

/* BEFORE or AFTER of a change, MASKED as in lists (record-format.h). Returns: (transfer full). */
char *xy_roster_change_show (const XyRosterChange *change, const char *value, gboolean masked);

/*
 * Saves the plan as one act, "Import FILE_NAME: 620 households, 2300 persons", undone as one; a plan that changes
 * nothing makes no act. The plan must be fresh: CONFLICT where the village's file was changed since. Other errors:
 * DENIED, CANCELLED (nothing was changed), those of the file.
 */
gboolean xy_roster_apply (XyStore *store,
                          const XyActor *actor,
                          const XyRosterPlan *plan,
                          const char *file_name,
                          GCancellable *cancellable,
                          XyRosterProgress progress,
                          gpointer data,
                          GError **error);

const XySql *xy_roster_plan_statements (guint *n);

G_END_DECLS
