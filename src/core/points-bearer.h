/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-bearer: whether a rule may give (or take) points to a household or person: who has moved away or died gets
 * none, a rule of a person's account must name a person of the household, a person's own account is that of an adult
 * (文登: from 18 on), and the rule's tags say whom it is for.
 *
 * A tag may be borne by the household or by the person who is named.
 */
#pragma once

#include "core/points-rule.h"

G_BEGIN_DECLS

/* From this age on one has points of one's own (account XY_POINTS_PERSON); who is younger counts for the household. */
#define XY_POINTS_ADULT 18

typedef struct _XyPointsBearer XyPointsBearer;

/* For many households of one RULE; borrows both. */
XyPointsBearer *xy_points_bearer_new (XyStore *store, const XyPointsRule *rule);
void xy_points_bearer_free (XyPointsBearer *bearer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPointsBearer, xy_points_bearer_free)

/* PERSON may be none. INVALID with the field household or person; NOT_FOUND. */
gboolean xy_points_bearer_check (XyPointsBearer *bearer,
                                 const XyId *household,
                                 const XyId *person,
                                 const char *day,
                                 GError **error);

/* The sentence of a household or person that is named twice. */
void xy_points_bearer_set_twice (XyPointsBearer *bearer, const XyId *household, const XyId *person, GError **error);

const XySql *xy_points_bearer_statements (guint *n);

G_END_DECLS
