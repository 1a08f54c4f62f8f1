/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unit-field: which groups a round goes through or a meeting is for, ticked in a list that drops down; none ticked is
 * the whole village. Fits an XyForm; property "text" is the ids, as xy_unit_rows_parse() reads them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_UNIT_FIELD (xy_unit_field_get_type ())
G_DECLARE_FINAL_TYPE (XyUnitField, xy_unit_field, XY, UNIT_FIELD, GtkWidget)

GtkWidget *xy_unit_field_new (void);

/* What there is to tick: of XyUnitNode. What is ticked stays. */
void xy_unit_field_set_units (XyUnitField *field, const GPtrArray *nodes);

G_END_DECLS
