/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/drawing.h"

#include <float.h>
#include <string.h>

#define LEAST_GAP 6 /* between two labels */

/* The LINE of a label, in its middle at X. */
typedef struct
{
  PangoLayout *layout; /* NULL: it has no such line */
  double x, width, height;
} Label;

static Label
make_label (XyDrawing *to, const char *words, guint line, double x)
{
  g_auto (GStrv) lines = g_strsplit (words, "\n", 2);
  Label label = { .x = x };

  if (line >= g_strv_length (lines))
    return label;
  label.layout = xy_drawing_label (to->widget, lines[line]);
  xy_drawing_measure (label.layout, &label.width, &label.height);
  label.x = CLAMP (x, label.width / 2, to->width - label.width / 2);
  return label;
}

/* Whether every label in PACE stands clear of the next, when that AT is one of them. */
static gboolean
have_room (const Label *labels, guint n, guint at, guint pace)
{
  double until = -DBL_MAX;

  for (guint i = at % pace; i < n; i += pace)
    {
      if (labels[i].x - labels[i].width / 2 < until + LEAST_GAP)
        return FALSE;
      until = labels[i].x + labels[i].width / 2;
    }
  return TRUE;
}

/* Moves what stands on the second line to the left, so that it ends before UNTIL. FALSE where half of it is not enough,
 * or the edge is there. */
static gboolean
make_way (Label *label, double until)
{
  double x = MIN (label->x, until - LEAST_GAP - label->width / 2), moved = label->x - x;

  if (x < label->width / 2 || moved > label->width / 2)
    return FALSE;
  label->x = x;
  return TRUE;
}

void
xy_drawing_put_below (XyDrawing *to, const char *const *labels, guint n, double left, double pitch, double y)
{
  g_autofree Label *first = g_new0 (Label, n);
  guint anchor = n - 1, pace = 1;
  double free_until = DBL_MAX; /* for what stands on the second line */

  for (guint i = 0; i < n; i++)
    {
      first[i] = make_label (to, labels[i], 0, left + pitch * (i + 0.5));
      if (strchr (labels[i], '\n') != NULL)
        anchor = i;
    }
  while (pace < n && !have_room (first, n, anchor, pace))
    pace++;
  for (guint i = n; i-- > 0;)
    {
      if (i % pace == anchor % pace && first[i].layout != NULL)
        {
          Label second = make_label (to, labels[i], 1, left + pitch * (i + 0.5));
          xy_drawing_put (to, first[i].layout, &to->quiet, first[i].x, y, 0.5);
          if (second.layout != NULL && make_way (&second, free_until))
            {
              xy_drawing_put (to, second.layout, &to->quiet, second.x, y + first[i].height, 0.5);
              free_until = second.x - second.width / 2;
            }
          g_clear_object (&second.layout);
        }
      g_clear_object (&first[i].layout);
    }
}

double
xy_drawing_measure_below (GtkWidget *widget, const char *const *labels, guint n)
{
  double highest = 0, height;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PangoLayout) layout = xy_drawing_label (widget, labels[i]);
      xy_drawing_measure (layout, NULL, &height);
      highest = MAX (highest, height);
    }
  return highest;
}
