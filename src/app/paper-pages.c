/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/paper-pages.h"

/* Toner leaves no trace of less than this share of black. */
#define PALEST_TONER 0.04

struct _XyPaperPages
{
  GtkWidget parent_instance;
  GtkAdjustment *vertical;
  XyPaper *paper;
  guint n_pages;
  double scale;      /* pixels to a point */
  int width, height; /* of a sheet, pixels */
  gboolean mono;
  GHashTable *pictures; /* GdkTexture by page number */
  int picture_scale;    /* device pixels to a pixel */
};

G_DEFINE_FINAL_TYPE (XyPaperPages, xy_paper_pages, GTK_TYPE_WIDGET)

static void
forget_pictures (XyPaperPages *self)
{
  g_hash_table_remove_all (self->pictures);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Brightness as the eye has it; the palest tints are gone. */
static void
take_colours (cairo_surface_t *image)
{
  int width = cairo_image_surface_get_width (image), height = cairo_image_surface_get_height (image);
  int stride = cairo_image_surface_get_stride (image);
  guint8 *data = cairo_image_surface_get_data (image);

  cairo_surface_flush (image);
  for (int y = 0; y < height; y++)
    {
      guint32 *line = (guint32 *) (void *) (data + (gsize) y * (gsize) stride);
      for (int x = 0; x < width; x++)
        {
          guint32 red = line[x] >> 16 & 0xff, green = line[x] >> 8 & 0xff, blue = line[x] & 0xff;
          guint32 grey = (red * 299 + green * 587 + blue * 114 + 500) / 1000;
          if (grey > (guint32) (255 * (1 - PALEST_TONER)))
            grey = 255;
          line[x] = 0xff000000 | grey << 16 | grey << 8 | grey;
        }
    }
  cairo_surface_mark_dirty (image);
}

static GdkTexture *
draw_picture (XyPaperPages *self, guint page)
{
  int width = self->width * self->picture_scale, height = self->height * self->picture_scale;
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (image);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, self->scale * self->picture_scale, self->scale * self->picture_scale);
  xy_paper_draw_page (self->paper, page, cr, XY_PAPER_TARGET_SCREEN);
  cairo_destroy (cr);
  if (self->mono)
    take_colours (image);

  cairo_surface_flush (image);
  gsize stride = (gsize) cairo_image_surface_get_stride (image);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (image), stride * (gsize) height,
                                                         (GDestroyNotify) cairo_surface_destroy, image);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static GdkTexture *
get_picture (XyPaperPages *self, guint page)
{
  GdkTexture *picture = g_hash_table_lookup (self->pictures, GUINT_TO_POINTER (page));

  if (picture == NULL)
    {
      picture = draw_picture (self, page);
      g_hash_table_insert (self->pictures, GUINT_TO_POINTER (page), picture);
    }
  return picture;
}

static gboolean
is_far (gpointer page, gpointer picture, gpointer data)
{
  const guint *shown = data;

  return GPOINTER_TO_UINT (page) + 1 < shown[0] || GPOINTER_TO_UINT (page) > shown[1] + 1;
}

static void
on_scrolled (XyPaperPages *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
xy_paper_pages_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA edge = { 0, 0, 0, 0.14f };
  XyPaperPages *self = XY_PAPER_PAGES (widget);

  if (self->paper == NULL || self->n_pages == 0)
    return;
  if (self->picture_scale != gtk_widget_get_scale_factor (widget))
    {
      self->picture_scale = gtk_widget_get_scale_factor (widget);
      g_hash_table_remove_all (self->pictures);
    }

  double from = self->vertical != NULL ? gtk_adjustment_get_value (self->vertical) : 0;
  double view = self->vertical != NULL ? gtk_adjustment_get_page_size (self->vertical) : 0;
  double to = from + (view > 0 ? view : gtk_widget_get_height (widget));
  int pitch = self->height + XY_PAPER_GAP;
  guint shown[2] = { (guint) MAX ((from - XY_PAPER_GAP) / pitch, 0), (guint) MAX ((to - XY_PAPER_GAP) / pitch, 0) };
  float x = (float) ((gtk_widget_get_width (widget) - self->width) / 2);

  shown[0] = MIN (shown[0], self->n_pages - 1);
  shown[1] = MIN (shown[1], self->n_pages - 1);
  g_hash_table_foreach_remove (self->pictures, is_far, shown);
  for (guint page = shown[0]; page <= shown[1]; page++)
    {
      float y = (float) xy_paper_pages_get_top (self, page);
      graphene_rect_t sheet = GRAPHENE_RECT_INIT (x, y, (float) self->width, (float) self->height);
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &sheet, 0);
      gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 1, 1, 3);
      gtk_snapshot_append_texture (snapshot, get_picture (self, page), &sheet);
    }
}

static void
xy_paper_pages_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  XyPaperPages *self = XY_PAPER_PAGES (widget);

  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? self->width + 2 * XY_PAPER_GAP : xy_paper_pages_get_height (self);
}

static void
xy_paper_pages_dispose (GObject *object)
{
  XyPaperPages *self = XY_PAPER_PAGES (object);

  xy_paper_pages_set_adjustment (self, NULL);
  g_clear_object (&self->paper);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  G_OBJECT_CLASS (xy_paper_pages_parent_class)->dispose (object);
}

static void
xy_paper_pages_class_init (XyPaperPagesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = xy_paper_pages_dispose;
  widget_class->snapshot = xy_paper_pages_snapshot;
  widget_class->measure = xy_paper_pages_measure;
  gtk_widget_class_set_css_name (widget_class, "paperpages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
xy_paper_pages_init (XyPaperPages *self)
{
  self->pictures = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->picture_scale = 1;
}

GtkWidget *
xy_paper_pages_new (void)
{
  return g_object_new (XY_TYPE_PAPER_PAGES, NULL);
}

void
xy_paper_pages_set_adjustment (XyPaperPages *self, GtkAdjustment *vertical)
{
  if (self->vertical != NULL)
    g_signal_handlers_disconnect_by_data (self->vertical, self);
  g_set_object (&self->vertical, vertical);
  if (vertical != NULL)
    {
      g_signal_connect_swapped (vertical, "value-changed", G_CALLBACK (on_scrolled), self);
      g_signal_connect_swapped (vertical, "changed", G_CALLBACK (on_scrolled), self);
    }
}

void
xy_paper_pages_set_paper (XyPaperPages *self, XyPaper *paper)
{
  g_set_object (&self->paper, paper);
  self->n_pages = paper != NULL ? xy_paper_get_n_pages (paper) : 0;
  forget_pictures (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
xy_paper_pages_set_scale (XyPaperPages *self, double scale)
{
  int width = self->paper != NULL ? (int) (xy_paper_get_width (self->paper) * scale + 0.5) : 0;
  int height = self->paper != NULL ? (int) (xy_paper_get_height (self->paper) * scale + 0.5) : 0;

  if (self->scale == scale && self->width == width && self->height == height)
    return;
  self->scale = scale;
  self->width = width;
  self->height = height;
  forget_pictures (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
xy_paper_pages_set_mono (XyPaperPages *self, gboolean mono)
{
  if (self->mono == mono)
    return;
  self->mono = mono;
  forget_pictures (self);
}

int
xy_paper_pages_get_top (XyPaperPages *self, guint page)
{
  return XY_PAPER_GAP + (int) page * (self->height + XY_PAPER_GAP);
}

int
xy_paper_pages_get_page_height (XyPaperPages *self)
{
  return self->height;
}

int
xy_paper_pages_get_height (XyPaperPages *self)
{
  return xy_paper_pages_get_top (self, self->n_pages);
}
