/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-remark-dialog: what was seen at a household in a round beside its scores: the bright point (亮点), the
 * problem, a photo, which is never asked for, and whether it is judged at all; one act.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* NOTE is what stands there now, or NULL. */
typedef void (*XyHygieneNoted) (const char *note, gpointer data);

/* Copied; all texts may be NULL. */
typedef struct
{
  XyId result;
  const char *number, *name;
  const char *bright, *problem;
  const char *state; /* NULL: it is not asked */
  const char *excuse;

  /* With NOTED the judge's own note is asked too. It is called when the act is done and the note is another. */
  XyHygieneNoted noted;
  const char *note;
  gpointer data;
  GDestroyNotify free_data;
} XyHygieneSeen;

void xy_hygiene_remark_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneSeen *seen);

G_END_DECLS
