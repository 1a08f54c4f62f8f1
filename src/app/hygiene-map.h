/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-map: a round at one glance: a row for each group, in it a box for each household in the order of the walk,
 * marked by its result (hygiene-mark.h). A click or the arrow keys choose a household, Enter opens it. The pointer over
 * a box, and a screen reader where the keyboard is, say its words.
 *
 * Only what is seen of it is drawn, so twenty thousand boxes cost no more than the screen holds.
 */
#pragma once

#include "app/hygiene-mark.h"
#include "core/id.h"

G_BEGIN_DECLS

/* What is shown; may be made on any thread. */
typedef struct _XyHygienePlan XyHygienePlan;

XyHygienePlan *xy_hygiene_plan_new (void);
void xy_hygiene_plan_free (XyHygienePlan *plan);
/* FIGURE stands beside the name, as the group's average; may be NULL. */
void xy_hygiene_plan_add_group (XyHygienePlan *plan, const char *name, const char *figure);
/* In the group added last. WORDS: (transfer full). */
void xy_hygiene_plan_add (XyHygienePlan *plan, const XyId *id, XyHygieneMark mark, char *words);
guint xy_hygiene_plan_count (const XyHygienePlan *plan, XyHygieneMark mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHygienePlan, xy_hygiene_plan_free)

#define XY_TYPE_HYGIENE_MAP (xy_hygiene_map_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneMap, xy_hygiene_map, XY, HYGIENE_MAP, GtkWidget)

GtkWidget *xy_hygiene_map_new (void);

/* TITLE begins the accessible name. PLAN: (transfer full); NULL: none. What is chosen stays so where it is there. */
void xy_hygiene_map_show (XyHygieneMap *map, const char *title, XyHygienePlan *plan);

/* The chosen household or place; none: XY_ID_NONE. */
XyId xy_hygiene_map_get_chosen (XyHygieneMap *map);
void xy_hygiene_map_choose (XyHygieneMap *map, const XyId *id);

/* The whole of it at WIDTH, and where the box of ID is then; FALSE where it is not there. */
void xy_hygiene_map_draw (XyHygieneMap *map, cairo_t *cr, int width, int height);
gboolean xy_hygiene_map_get_box (XyHygieneMap *map, const XyId *id, int width, GdkRectangle *box);

/*
 * Signals
 * "chosen" ()     another one is chosen
 * "activated" ()  Enter or a double click on the chosen one
 */

G_END_DECLS
