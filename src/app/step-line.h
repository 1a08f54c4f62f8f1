/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * step-line: the steps of something that goes its way, from left to right, each with a sign, a word and a line of what
 * is known of it (usually its day): ✓ done, ● where it stands, ○ to come, ! sent back. Told apart by sign and word, not
 * by colour alone; a screen reader hears a list.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  XY_STEP_TO_COME,
  XY_STEP_NOW,
  XY_STEP_DONE,
  XY_STEP_BACK, /* sent back, lost, stopped */
} XyStepState;

typedef struct
{
  XyStepState state;
  const char *word;
  const char *more; /* "11-20", "returned 11-20"; NULL: nothing */
} XyStep;

#define XY_TYPE_STEP_LINE (xy_step_line_get_type ())
G_DECLARE_FINAL_TYPE (XyStepLine, xy_step_line, XY, STEP_LINE, GtkWidget)

/* NAME is what a screen reader calls it. */
GtkWidget *xy_step_line_new (const char *name);
void xy_step_line_set (XyStepLine *line, const XyStep *steps, guint n);

G_END_DECLS
