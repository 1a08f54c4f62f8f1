/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a long list what is seen first is made first, so that the page stands there at once. */
#include "app/prefs.h"
#include "app/table-private.h"

/* Less than any row is high, at the standard text size. */
#define ROW_HEIGHT 30
/* Rows more in each frame; and where a GtkListView makes no more widgets. */
#define MORE 16
#define ENOUGH 200

static gboolean
on_fill_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  XyTable *self = XY_TABLE (widget);
  guint n = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;

  /* The frame of the first call is the one that shows the first of them. */
  if (self->frames_filled++ == 0)
    return G_SOURCE_CONTINUE;
  if (self->rows != NULL && n + MORE < ENOUGH)
    xy_first_rows_show (self->rows, n + MORE);
  else if (self->rows != NULL)
    xy_first_rows_show_all (self->rows);
  if (self->rows != NULL && xy_first_rows_is_part (self->rows))
    return G_SOURCE_CONTINUE;
  self->fill_tick = 0;
  return G_SOURCE_REMOVE;
}

/* As many as any window of this height may show. */
static guint
n_in_sight (XyTable *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  int height = root != NULL ? gtk_widget_get_height (root) : 0;

  return (guint) (MAX (height, 600) / (ROW_HEIGHT * xy_prefs_get_scale ())) + 1;
}

void
xy_table_fill_soon (XyTable *self)
{
  GtkAdjustment *vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  gboolean at_top = gtk_adjustment_get_value (vertical) <= 0;

  /* Whoever looks further down goes on looking there. */
  xy_first_rows_set_limit (self->rows, at_top ? n_in_sight (self) : 0);
  self->frames_filled = 0;
  if (self->fill_tick == 0)
    self->fill_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_fill_tick, NULL, NULL);
}

void
xy_table_fill_now (XyTable *self)
{
  if (self->rows != NULL)
    xy_first_rows_show_all (self->rows);
}
