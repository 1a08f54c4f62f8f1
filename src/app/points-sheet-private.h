/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-sheet-private: what the two files of the month's sheet share: its frame (points-sheet.c) and what goes on
 * behind it, reading, checking and recording (points-sheet-work.c).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/points-sheet-data.h"
#include "app/points-sheet-grid.h"

G_BEGIN_DECLS

/* Counted by reference (g_rc_box), for answers that come after the window is gone. */
typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *unit, *day, *day_error, *witness, *find, *add;
  GtkWidget *status;
  GtkWidget *resumed; /* the line that says where the cells come from */
  GtkWidget *again;   /* whether repeats are meant */
  GtkWidget *go_on;
  XyPointsGrid *grid;
  XyDesk *desk;
  XyPointsSheetData *data;
  GPtrArray *units; /* of XyUnitNode */
  char *draft;      /* until rows and rules are there */
  guint draft_source;
  guint check_source;
  gboolean filling;
  gboolean saving;
} XyPointsSheet;

XyPointsSheet *xy_points_sheet_ref (XyPointsSheet *self);
void xy_points_sheet_unref (XyPointsSheet *self);

/* Reads what the sheet starts from. */
void xy_points_sheet_load (XyPointsSheet *self, const XyId *unit);
/* The rules as they hold on the sheet's day; further ones by ID (may be NULL). */
void xy_points_sheet_read_rules (XyPointsSheet *self, const XyId *further);

/* Something was typed: keeps it, and asks a little later what it comes to. */
void xy_points_sheet_touch (XyPointsSheet *self);
/* Nothing is to be kept any more. */
void xy_points_sheet_drop_draft (XyPointsSheet *self);

void xy_points_sheet_save (XyPointsSheet *self);

/* Of the frame: what it shows. */
void xy_points_sheet_show_all (XyPointsSheet *self);
void xy_points_sheet_show_rows (XyPointsSheet *self);
void xy_points_sheet_show_state (XyPointsSheet *self);
void xy_points_sheet_recorded (XyPointsSheet *self);

G_END_DECLS
