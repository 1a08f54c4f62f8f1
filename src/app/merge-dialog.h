/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * merge-dialog: two records that are one person or one household, side by side. One of them is kept; what it lacks is
 * taken from the other. One act (core/duplicate.h).
 */
#pragma once

#include "app/desk.h"
#include "app/dialog.h"

G_BEGIN_DECLS

typedef enum
{
  XY_MERGE_PERSONS,
  XY_MERGE_HOUSEHOLDS,
} XyMergeKind;

void xy_merge_dialog_open (GtkWidget *from, XyDesk *desk, XyMergeKind kind, const XyId *first, const XyId *second);

G_END_DECLS
