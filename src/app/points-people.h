/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-people: the households that an entry is for, as chips, with the verbs that take many at once: a whole group, a
 * list that is typed or pasted. One stands in it once.
 *
 * Signals
 * "changed" ()   others stand in it
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/points-record-find.h"

G_BEGIN_DECLS

#define XY_TYPE_POINTS_PEOPLE (xy_points_people_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsPeople, xy_points_people, XY, POINTS_PEOPLE, GtkWidget)

GtkWidget *xy_points_people_new (XyDesk *desk);

/* The array of XyPointsTaken. Owned by the widget; its amounts and persons may be set. */
GPtrArray *xy_points_people_get (XyPointsPeople *people);

/* A copy of TAKEN; what is known already gets its amount and person. */
void xy_points_people_take (XyPointsPeople *people, const XyPointsTaken *taken);
/* Those of IDS (array of XyId, taken), read first. */
void xy_points_people_read (XyPointsPeople *people, GArray *ids);
void xy_points_people_remove (XyPointsPeople *people, const XyId *id);
void xy_points_people_clear (XyPointsPeople *people);

/* Opens the dialog for a list, with TEXT (may be NULL) in it. */
void xy_points_people_paste (XyPointsPeople *people, const char *text);

G_END_DECLS
