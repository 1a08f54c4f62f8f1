/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/look-paint.h"

#include <math.h>

gboolean
look_paint (LookPaint *paint, GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  *paint =
      (LookPaint){ .window = window, .width = gtk_widget_get_width (window), .height = gtk_widget_get_height (window) };
  gdk_paintable_snapshot (paintable, snapshot, paint->width, paint->height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) paint->width, (float) paint->height);
  paint->texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &all);
  gsk_render_node_unref (node);
  paint->pixels = g_malloc ((gsize) paint->width * (gsize) paint->height * 4);
  gdk_texture_download (paint->texture, paint->pixels, (gsize) paint->width * 4);
  return TRUE;
}

void
look_paint_clear (LookPaint *paint)
{
  g_clear_object (&paint->texture);
  g_clear_pointer (&paint->pixels, g_free);
}

static double
linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (guint32 colour)
{
  return 0.2126 * linear ((colour >> 16 & 0xff) / 255.) + 0.7152 * linear ((colour >> 8 & 0xff) / 255.)
         + 0.0722 * linear ((colour & 0xff) / 255.);
}

static double
contrast (guint32 one, guint32 other)
{
  double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* The colour that most of the box has, and the one in it that is furthest from that. */
static double
contrast_in (const LookPaint *paint, int x, int y, int right, int bottom, guint32 *ground)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;
  guint most = 0;
  double best = 1;

  for (; y < bottom; y++)
    for (int i = x; i < right; i++)
      {
        guint32 colour = ((const guint32 *) (gpointer) paint->pixels)[y * paint->width + i] & 0xffffff;
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (colour))) + 1;
        g_hash_table_insert (counts, GUINT_TO_POINTER (colour), GUINT_TO_POINTER (n));
        if (n > most)
          {
            most = n;
            *ground = colour;
          }
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    best = MAX (best, contrast (GPOINTER_TO_UINT (key), *ground));
  return best;
}

/* Thin strokes are painted paler than they are meant: what the style says of LABEL, on GROUND. */
static double
contrast_meant (GtkWidget *label, guint32 ground)
{
  GdkRGBA ink;
  guint32 colour = 0;

  gtk_style_context_get_color (gtk_widget_get_style_context (label), &ink);
  const float parts[] = { ink.red, ink.green, ink.blue };
  for (int i = 0; i < 3; i++)
    {
      float behind = (float) (ground >> (16 - 8 * i) & 0xff) / 255;
      colour = colour << 8 | (guint32) lroundf ((parts[i] * ink.alpha + behind * (1 - ink.alpha)) * 255);
    }
  return contrast (colour, ground);
}

double
look_paint_contrast (const LookPaint *paint, GtkWidget *label)
{
  graphene_rect_t box;
  guint32 ground = 0;

  /* A tooltip, which comes where the pointer happens to be, is painted on a surface of its own. */
  if (GTK_WIDGET (gtk_widget_get_native (label)) != paint->window || !gtk_widget_is_sensitive (label)
      || !gtk_widget_compute_bounds (label, paint->window, &box))
    return 21;
  int x = MAX ((int) box.origin.x, 0), y = MAX ((int) box.origin.y, 0);
  int right = MIN ((int) (box.origin.x + box.size.width), paint->width);
  int bottom = MIN ((int) (box.origin.y + box.size.height), paint->height);
  if (right <= x || bottom <= y)
    return 21;
  double painted = contrast_in (paint, x, y, right, bottom, &ground);
  return MAX (painted, contrast_meant (label, ground));
}

void
look_paint_keep (const LookPaint *paint, const char *where)
{
  static guint n;
  const char *folder = g_getenv ("XIANGYUE_CONTACT_SHEET");

  if (folder == NULL)
    return;
  g_autofree char *words = g_strdelimit (g_strdup (where), "/", '-');
  g_autofree char *name = g_strdup_printf ("%04u-%s.png", n++, words);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_assert_true (gdk_texture_save_to_png (paint->texture, path));
}
