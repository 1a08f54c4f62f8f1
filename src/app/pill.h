/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pill: a status as a sign and a word, so that it can be told by shape, by word and by colour: ○ nothing yet, ◔ under
 * way, ✓ done, ! needs a hand. The sign is drawn, because not every font has it. Cheap enough for a table's cell.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  XY_PILL_PLAIN,   /* ○ */
  XY_PILL_WAITING, /* ◔ */
  XY_PILL_DONE,    /* ✓ */
  XY_PILL_ALERT,   /* ! */
} XyPillKind;

#define XY_TYPE_PILL (xy_pill_get_type ())
G_DECLARE_FINAL_TYPE (XyPill, xy_pill, XY, PILL, GtkWidget)

GtkWidget *xy_pill_new (XyPillKind kind, const char *text);

/*
 * For a column of fixed width: asks for one line and no width, so that another text needs no new layout while a list
 * scrolls, and stays there, drawing nothing, while it has no text.
 */
GtkWidget *xy_pill_new_cell (void);

/* TEXT NULL or "" hides the pill. */
void xy_pill_set (XyPill *pill, XyPillKind kind, const char *text);
const char *xy_pill_get_text (XyPill *pill);

G_END_DECLS
