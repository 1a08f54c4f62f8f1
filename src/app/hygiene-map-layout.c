/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-map-private.h"

#include <math.h>

#define SPACE 3       /* between two boxes */
#define GROUP_SPACE 5 /* more of it between two groups */
#define LEAST 0.8     /* side of a box, of a line's height */
#define MOST 1.6      /* where there is room for the largest group in one line */
#define FEW 3         /* where there are few groups besides */
#define HEIGHT 20     /* of all groups of few, in lines of text: they are seen at one glance */

XyHygieneMapGroup *
xy_hygiene_map_group (XyHygieneMap *self, guint at)
{
  return &g_array_index (self->plan->groups, XyHygieneMapGroup, at);
}

const XyHygieneMapCell *
xy_hygiene_map_cell (XyHygieneMap *self, guint at)
{
  return &g_array_index (self->plan->cells, XyHygieneMapCell, at);
}

static int
widest (XyHygieneMap *self, gboolean figures)
{
  double most = 0;

  for (guint i = 0; i < self->plan->groups->len; i++)
    {
      const char *text = figures ? xy_hygiene_map_group (self, i)->figure : xy_hygiene_map_group (self, i)->name;
      g_autoptr (PangoLayout) layout = xy_drawing_label (GTK_WIDGET (self), text != NULL ? text : "");
      double width;
      xy_drawing_measure (layout, &width, NULL);
      most = MAX (most, width);
    }
  return (int) most;
}

void
xy_hygiene_map_measure_texts (XyHygieneMap *self)
{
  if (self->line > 0)
    return;
  self->line = xy_drawing_line_height (GTK_WIDGET (self));
  self->side = (int) round (self->line * LEAST);
  self->names = MIN (widest (self, FALSE), 8 * self->line);
  self->figures = widest (self, TRUE);
}

int
xy_hygiene_map_left (XyHygieneMap *self)
{
  return self->names + self->figures + (self->figures > 0 ? 4 : 2) * XY_DRAWING_GAP;
}

int
xy_hygiene_map_pitch (XyHygieneMap *self)
{
  return self->side + SPACE;
}

int
xy_hygiene_map_least_pitch (XyHygieneMap *self)
{
  return (int) round (self->line * LEAST) + SPACE;
}

static guint
largest_group (XyHygieneMap *self)
{
  guint most = 0;

  for (guint i = 0; i < self->plan->groups->len; i++)
    most = MAX (most, xy_hygiene_map_group (self, i)->n);
  return most;
}

guint
xy_hygiene_map_lay_out (XyHygieneMap *self, int width)
{
  guint lines = 0;

  xy_hygiene_map_measure_texts (self);
  int room = width - xy_hygiene_map_left (self) - 2 * XY_HYGIENE_MAP_MARGIN + SPACE;
  double most = CLAMP ((double) HEIGHT / MAX (self->plan->groups->len, 1), MOST, FEW);
  self->side = CLAMP (room / (int) MAX (largest_group (self), 1) - SPACE, (int) round (self->line * LEAST),
                      (int) round (self->line * most));
  self->columns = (guint) MAX (1, room / xy_hygiene_map_pitch (self));
  for (guint i = 0; i < self->plan->groups->len; i++)
    {
      XyHygieneMapGroup *group = xy_hygiene_map_group (self, i);
      group->line = lines;
      lines += MAX (1, (group->n + self->columns - 1) / self->columns);
    }
  return lines;
}

/* The group that the cell is in, or with BY_LINE the one that line AT belongs to. */
static guint
find_group (XyHygieneMap *self, guint at, gboolean by_line)
{
  guint low = 0, high = self->plan->groups->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      const XyHygieneMapGroup *group = xy_hygiene_map_group (self, middle);
      if ((by_line ? group->line : group->first) <= at)
        low = middle;
      else
        high = middle;
    }
  return low;
}

int
xy_hygiene_map_y (XyHygieneMap *self, guint line)
{
  return XY_HYGIENE_MAP_MARGIN + (int) line * xy_hygiene_map_pitch (self)
         + (int) find_group (self, line, TRUE) * GROUP_SPACE;
}

void
xy_hygiene_map_box (XyHygieneMap *self, guint at, GdkRectangle *box)
{
  const XyHygieneMapGroup *group = xy_hygiene_map_group (self, find_group (self, at, FALSE));
  guint in = at - group->first;

  box->x =
      xy_hygiene_map_left (self) + XY_HYGIENE_MAP_MARGIN + (int) (in % self->columns) * xy_hygiene_map_pitch (self);
  box->y = xy_hygiene_map_y (self, group->line + in / self->columns);
  box->width = box->height = self->side;
}

/* The cell in COLUMN of LINE, or with NEAREST the last before it in that line; XY_HYGIENE_MAP_NONE. */
static guint
cell_at (XyHygieneMap *self, guint line, guint column, gboolean nearest)
{
  const XyHygieneMapGroup *group = xy_hygiene_map_group (self, find_group (self, line, TRUE));
  guint row = (line - group->line) * self->columns;

  if (row >= group->n || column >= self->columns || (!nearest && row + column >= group->n))
    return XY_HYGIENE_MAP_NONE;
  return group->first + MIN (row + column, group->n - 1);
}

/* The group that Y is in or under. */
static guint
group_under (XyHygieneMap *self, double y)
{
  guint low = 0, high = self->plan->groups->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (xy_hygiene_map_y (self, xy_hygiene_map_group (self, middle)->line) <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

guint
xy_hygiene_map_cell_under (XyHygieneMap *self, double x, double y)
{
  /* The space around a box belongs to it, half and half with its neighbours. */
  x -= xy_hygiene_map_left (self) + XY_HYGIENE_MAP_MARGIN - SPACE / 2;
  y += SPACE / 2;
  if (self->plan->cells->len == 0 || self->columns == 0 || x < 0 || y < XY_HYGIENE_MAP_MARGIN)
    return XY_HYGIENE_MAP_NONE;
  const XyHygieneMapGroup *group = xy_hygiene_map_group (self, group_under (self, y));
  guint row = (guint) ((y - xy_hygiene_map_y (self, group->line)) / xy_hygiene_map_pitch (self));
  if (row * self->columns >= MAX (group->n, 1))
    return XY_HYGIENE_MAP_NONE;
  return cell_at (self, group->line + row, (guint) (x / xy_hygiene_map_pitch (self)), FALSE);
}

guint
xy_hygiene_map_step_lines (XyHygieneMap *self, int steps)
{
  guint group = find_group (self, self->chosen, FALSE), in = self->chosen - xy_hygiene_map_group (self, group)->first;
  guint last = self->plan->groups->len - 1;
  gint64 line = xy_hygiene_map_group (self, group)->line + in / self->columns;
  gint64 end =
      xy_hygiene_map_group (self, last)->line + (MAX (xy_hygiene_map_group (self, last)->n, 1) - 1) / self->columns;
  guint found = XY_HYGIENE_MAP_NONE;

  /* A group may have nobody in it. */
  while (found == XY_HYGIENE_MAP_NONE && line + steps >= 0 && line + steps <= end)
    {
      line += steps;
      found = cell_at (self, (guint) line, in % self->columns, TRUE);
    }
  return found;
}

guint
xy_hygiene_map_step_groups (XyHygieneMap *self, int steps)
{
  int at = (int) find_group (self, self->chosen, FALSE);

  for (at += steps; at >= 0 && at < (int) self->plan->groups->len; at += steps)
    if (xy_hygiene_map_group (self, (guint) at)->n > 0)
      return xy_hygiene_map_group (self, (guint) at)->first;
  return XY_HYGIENE_MAP_NONE;
}

int
xy_hygiene_map_height (XyHygieneMap *self, guint lines)
{
  return lines > 0 ? xy_hygiene_map_y (self, lines - 1) + self->side + XY_HYGIENE_MAP_MARGIN : 0;
}
