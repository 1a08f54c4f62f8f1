/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-map-private: what the plan is made of, and where on the map it stands. */
#pragma once

#include "app/hygiene-map.h"

G_BEGIN_DECLS

typedef struct
{
  XyId id;
  XyHygieneMark mark;
  char *words;
} XyHygieneMapCell;

typedef struct
{
  char *name, *figure;
  guint first, n; /* cells */
  guint line;     /* its first line, as last laid out */
} XyHygieneMapGroup;

struct _XyHygienePlan
{
  GArray *groups; /* of XyHygieneMapGroup */
  GArray *cells;  /* of XyHygieneMapCell, group by group */
};

#define XY_HYGIENE_MAP_NONE G_MAXUINT
#define XY_HYGIENE_MAP_MARGIN 2 /* for the ring of the first and the last box */

struct _XyHygieneMap
{
  GtkWidget parent_instance;

  XyHygienePlan *plan; /* never NULL */
  char *title;
  guint chosen;          /* XY_HYGIENE_MAP_NONE */
  int line;              /* height of a line of text; 0: not known, as all of the widths */
  int names, figures;    /* widest of the groups' names and figures */
  int side;              /* of a box, as last laid out */
  guint columns;         /* in a line, as last laid out */
  GtkAdjustment *scroll; /* of the window that it scrolls in; NULL: not mapped */
};

XyHygieneMapGroup *xy_hygiene_map_group (XyHygieneMap *map, guint at);
const XyHygieneMapCell *xy_hygiene_map_cell (XyHygieneMap *map, guint at);

void xy_hygiene_map_measure_texts (XyHygieneMap *map);
/* Breaks the groups into lines of WIDTH. Returns: how many lines there are. All below is as of the last time. */
guint xy_hygiene_map_lay_out (XyHygieneMap *map, int width);

/* Where the boxes begin, how far one is from the next, and where a line is. */
int xy_hygiene_map_left (XyHygieneMap *map);
int xy_hygiene_map_pitch (XyHygieneMap *map);
/* How far it is where there are many: they are larger where there is room. */
int xy_hygiene_map_least_pitch (XyHygieneMap *map);
int xy_hygiene_map_y (XyHygieneMap *map, guint line);
int xy_hygiene_map_height (XyHygieneMap *map, guint lines);
void xy_hygiene_map_box (XyHygieneMap *map, guint at, GdkRectangle *box);
/* All three: the place of a cell, or XY_HYGIENE_MAP_NONE. */
guint xy_hygiene_map_cell_under (XyHygieneMap *map, double x, double y);
/* Where STEPS lines down, or up, lead from the chosen one. */
guint xy_hygiene_map_step_lines (XyHygieneMap *map, int steps);
/* The first household of the group STEPS further on that has one. */
guint xy_hygiene_map_step_groups (XyHygieneMap *map, int steps);

G_END_DECLS
