/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-unit-field: which groups a round goes through, ticked in a list that drops down; none ticked is the whole
 * village. Fits an XyForm; property "text" is the ids as XyHygieneRound keeps them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_UNIT_FIELD (xy_hygiene_unit_field_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneUnitField, xy_hygiene_unit_field, XY, HYGIENE_UNIT_FIELD, GtkWidget)

GtkWidget *xy_hygiene_unit_field_new (void);

/* What there is to tick: of XyUnitNode. What is ticked stays. */
void xy_hygiene_unit_field_set_units (XyHygieneUnitField *field, const GPtrArray *nodes);

G_END_DECLS
