/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-grid-private: what the files of the typing grid share: its frame (hygiene-grid.c), its keys
 * (hygiene-grid-keys.c), its rows (hygiene-grid-line.c) and what goes on behind it (hygiene-grid-work.c).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cells.h"
#include "app/desk.h"
#include "app/draft-keeper.h"
#include "app/hygiene-grid-data.h"

G_BEGIN_DECLS

/* Counted by reference (g_rc_box), for answers that come after the window is gone. */
typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *judge_choice, *unit_choice, *find;
  GtkWidget *progress;
  GtkWidget *gaps; /* the button with what is missing */
  GtkWidget *resumed;
  GtkWidget *place;  /* the table's */
  GtkWidget *across; /* the table; NULL until there is something to show */
  GtkWidget *status;
  XyCells *cells;
  XyDesk *desk;
  XyId round;
  XyId unit;     /* whose rows are shown; none: all */
  GArray *units; /* of XyId, as in unit_choice from its second on */
  XyHygieneTyping *typing;
  guint judge;
  GString *jump;      /* the number of a household that is being typed; NULL: none is */
  char *before;       /* what the cell with the keys said when it got them */
  gboolean was_typed; /* and whether something of its line had been typed by then */
  char *said;         /* what the last key met with; NULL: the cell speaks for itself */
  gboolean said_wrong;
  gulong changed_handler;
  guint read_source;
  XyDraftKeeper *keeper;
  gboolean undoing;
  gboolean filling;
} XyHygieneGridDesk;

XyHygieneGridDesk *xy_hygiene_grid_desk_ref (XyHygieneGridDesk *self);
void xy_hygiene_grid_desk_unref (XyHygieneGridDesk *self);

/* Of the frame */
void xy_hygiene_grid_show_all (XyHygieneGridDesk *self);
void xy_hygiene_grid_show_rows (XyHygieneGridDesk *self);
void xy_hygiene_grid_show_state (XyHygieneGridDesk *self);
void xy_hygiene_grid_say (XyHygieneGridDesk *self, gboolean wrong, const char *words);
void xy_hygiene_grid_set_judge (XyHygieneGridDesk *self, guint judge);
/* To the line of ROW, shown for it if need be. */
void xy_hygiene_grid_go (XyHygieneGridDesk *self, guint row, guint column);

/* To ROW and COLUMN with WORDS about it, which may be NULL. */
void xy_hygiene_grid_go_and_say (XyHygieneGridDesk *self, guint row, guint column, const char *words);
void xy_hygiene_grid_show_status (XyHygieneGridDesk *self);
gboolean xy_hygiene_grid_is_shown (XyHygieneGridDesk *self, guint row);

/* The keys */
extern const XyCellsUse xy_hygiene_grid_use;
void xy_hygiene_grid_paste (XyHygieneGridDesk *self);
/* Takes back what is typed on the line, else the last act. */
void xy_hygiene_grid_undo (XyHygieneGridDesk *self);

/* The rows */
GtkWidget *xy_hygiene_grid_make_head (XyHygieneGridDesk *self);
XyCellsLine *xy_hygiene_grid_make_line (gpointer self);
void xy_hygiene_grid_show_line (XyCellsLine *line, guint row, gboolean is_now, guint column, gpointer self);
char *xy_hygiene_grid_describe (guint row, guint column, gpointer self);

/* Behind it */
void xy_hygiene_grid_load (XyHygieneGridDesk *self);
/* XyDraftDump. */
char *xy_hygiene_grid_dump_draft (gpointer desk);
/* Keeps the lines ROWS of the judge in one act. */
void xy_hygiene_grid_keep (XyHygieneGridDesk *self, const guint *rows, guint n);

G_END_DECLS
