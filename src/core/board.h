/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * board: the notice boards of a village (公示栏), each with the size of the part on which papers hang, so that a
 * picture of it can be drawn to scale. 村民委员会组织法 (2025) 35: a village must have one.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyBoard, xy_board)

struct _XyBoard
{
  XyRecord record;
  char *name;   /* 村部公示栏; no two live ones have the same */
  char *place;  /* 村部门口左侧 */
  gint64 width; /* mm */
  gint64 height;
  gint64 sort;
};

/* Smallest and largest side, and what a board has of which nobody said the size. */
#define XY_BOARD_LEAST_MM 200
#define XY_BOARD_MOST_MM 10000
#define XY_BOARD_USUAL_WIDTH_MM 2400
#define XY_BOARD_USUAL_HEIGHT_MM 1200

/* Live boards in their order. Returns: (transfer full) array of XyBoard. */
GPtrArray *xy_board_list (XyStore *store, GError **error);

/* The live board of that name. NOT_FOUND. Returns: (transfer full). */
XyBoard *xy_board_by_name (XyStore *store, const char *name, GError **error);

/*
 * XyActFunc that saves BOARD (an XyBoard, a new one or a copy) and gives the act its sentence. Sides of 0 become the
 * usual ones. INVALID: name, width, height.
 */
gboolean xy_board_save_act (XyTxn *txn, gpointer board, GError **error);

/* XyActFunc that takes BOARD away. CONFLICT where papers hang on it. */
gboolean xy_board_remove_act (XyTxn *txn, gpointer board, GError **error);

/* For the test of every statement. */
const XySql *xy_board_statements (guint *n);

G_END_DECLS
