/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * board-view: the village's notice boards as they hang, to scale: the glass frames, and on them the papers as small
 * true pictures with the days that they hang. What needs a hand has a red corner. A click or the arrow keys choose a
 * paper; Enter or a double click opens it; dragging, or Shift with the arrow keys, says where on its board it hangs.
 *
 * All boards have one scale, so that sizes compare. The picture is as wide as it is given and as high as it needs: put
 * it into a scrolled window.
 */
#pragma once

#include <gtk/gtk.h>

#include "core/id.h"

G_BEGIN_DECLS

/* One paper on one board. */
typedef struct
{
  XyId notice;
  XyId place;          /* the record that says where; goes to "moved" */
  char *title;         /* 2026年第三季度积分公示 */
  char *words;         /* 已贴 12 天，还差 3 天; for the tooltip and the screen reader */
  char *tag;           /* what stands on the picture: 12天 */
  gboolean alert;      /* the red corner */
  GPtrArray *pictures; /* cairo surfaces of its first sheets, or NULL */
  int x, y, width, height, sheets;
} XyBoardPaper;

typedef struct
{
  XyId id;
  char *name; /* 村部公示栏 */
  char *more; /* 村部门口左侧 · 2.4 × 1.2 米 */
  int width, height;
  GPtrArray *papers; /* of XyBoardPaper; owned */
} XyBoardFace;

XyBoardPaper *xy_board_paper_new (void);
XyBoardFace *xy_board_face_new (void);
void xy_board_face_free (XyBoardFace *face);

#define XY_TYPE_BOARD_VIEW (xy_board_view_get_type ())
G_DECLARE_FINAL_TYPE (XyBoardView, xy_board_view, XY, BOARD_VIEW, GtkWidget)

GtkWidget *xy_board_view_new (void);

/* FACES: array of XyBoardFace, which the view keeps a reference to. What was chosen stays chosen. */
void xy_board_view_set_faces (XyBoardView *view, GPtrArray *faces);

/* Whether papers may be moved. */
void xy_board_view_set_movable (XyBoardView *view, gboolean movable);

/* The notice whose paper is chosen, or NULL. Owned by the view. */
const XyId *xy_board_view_get_chosen (XyBoardView *view);

/* Chooses the paper of NOTICE; NULL: none. */
void xy_board_view_choose (XyBoardView *view, const XyId *notice);

/*
 * Signals
 * "chosen" ()                                     another paper is chosen, or none
 * "activated" ()                                  the chosen paper is to be opened
 * "moved" (const XyId *place, int x, int y)       in mm
 */

G_END_DECLS
