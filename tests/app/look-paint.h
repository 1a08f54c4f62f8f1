/* SPDX-License-Identifier: GPL-3.0-or-later */
/* look-paint: a window as it is painted, to look at its colours, or to keep for people to look at. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *window;
  GdkTexture *texture;
  guchar *pixels; /* BGRA, premultiplied */
  int width, height;
} LookPaint;

/* FALSE: the window has nothing to paint yet. */
gboolean look_paint (LookPaint *paint, GtkWidget *window);
void look_paint_clear (LookPaint *paint);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LookPaint, look_paint_clear)

/* Of the words of LABEL against what is behind them, as WCAG 2 reckons it; 21 where it is not to be seen. */
double look_paint_contrast (const LookPaint *paint, GtkWidget *label);

/* As <number>-WHERE.png into the folder of $XIANGYUE_CONTACT_SHEET, where there is one. */
void look_paint_keep (const LookPaint *paint, const char *where);

G_END_DECLS
