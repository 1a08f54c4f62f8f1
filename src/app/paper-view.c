/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/paper-view.h"

#include <glib/gi18n-lib.h>

#define PAGE_GAP 18
#define PIXELS_PER_POINT (96.0 / 72.0)
#define ZOOM_STEP 1.25
#define ZOOM_MIN 0.25
#define ZOOM_MAX 4.0

struct _XyPaperView
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkWidget *list;
  GListStore *pages; /* one plain object for each page; its place is the page's number */
  XyPaper *paper;
  double zoom;
  int width; /* the last one allocated, for fitting */
};

enum
{
  PROP_0,
  PROP_ZOOM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (XyPaperView, xy_paper_view, GTK_TYPE_WIDGET)

static double
scale (XyPaperView *self)
{
  if (self->zoom > 0)
    return self->zoom * PIXELS_PER_POINT;

  double room = MAX (self->width - 2 * PAGE_GAP - 24, 120);
  return MIN (room / xy_paper_get_width (self->paper), ZOOM_MAX * PIXELS_PER_POINT);
}

static void
size_page (XyPaperView *self, GtkWidget *page)
{
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (page),
                                      (int) (xy_paper_get_width (self->paper) * scale (self) + 0.5));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (page),
                                       (int) (xy_paper_get_height (self->paper) * scale (self) + 0.5));
  gtk_widget_queue_draw (page);
}

/* Rebinds every page that is shown. */
static void
refill (XyPaperView *self)
{
  guint wanted = self->paper != NULL ? xy_paper_get_n_pages (self->paper) : 0;
  guint had = g_list_model_get_n_items (G_LIST_MODEL (self->pages));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < wanted; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (self->pages, 0, had, items->pdata, wanted);
}

static void
change_zoom (XyPaperView *self, double factor)
{
  double now = self->zoom > 0 || self->paper == NULL ? self->zoom : scale (self) / PIXELS_PER_POINT;

  xy_paper_view_set_zoom (self, CLAMP ((now > 0 ? now : 1) * factor, ZOOM_MIN, ZOOM_MAX));
}

static void
on_page_drawn (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GtkListItem *item = data;
  XyPaperView *self = XY_PAPER_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (area), XY_TYPE_PAPER_VIEW));
  guint page = gtk_list_item_get_position (item);

  if (self == NULL || self->paper == NULL || page >= xy_paper_get_n_pages (self->paper))
    return;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / xy_paper_get_width (self->paper), height / xy_paper_get_height (self->paper));
  xy_paper_draw_page (self->paper, page, cr, XY_PAPER_TARGET_SCREEN);
}

static void
on_item_set_up (GtkSignalListItemFactory *factory, GtkListItem *item, XyPaperView *self)
{
  GtkWidget *page = gtk_drawing_area_new ();

  gtk_widget_add_css_class (page, "paper");
  gtk_widget_set_halign (page, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (page, PAGE_GAP / 2);
  gtk_widget_set_margin_bottom (page, PAGE_GAP / 2);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (page), on_page_drawn, item, NULL);
  gtk_list_item_set_child (item, page);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_item_bound (GtkSignalListItemFactory *factory, GtkListItem *item, XyPaperView *self)
{
  GtkWidget *page = gtk_list_item_get_child (item);
  g_autofree char *name =
      g_strdup_printf (_ ("Page %u of %u"), gtk_list_item_get_position (item) + 1, xy_paper_get_n_pages (self->paper));

  gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  size_page (self, page);
}

static gboolean
on_zoom_scrolled (GtkEventControllerScroll *controller, double dx, double dy, XyPaperView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return FALSE;
  change_zoom (self, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  return TRUE;
}

static gboolean
on_zoom_key_pressed (GtkWidget *widget, GVariant *args, gpointer data)
{
  change_zoom (XY_PAPER_VIEW (widget), g_variant_get_double (args));
  return TRUE;
}

static void
xy_paper_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyPaperView *self = XY_PAPER_VIEW (widget);
  gboolean refit = self->zoom <= 0 && self->paper != NULL && width != self->width;

  self->width = width;
  gtk_widget_allocate (self->scrolled, width, height, baseline, NULL);
  if (refit)
    g_idle_add_once ((GSourceOnceFunc) refill, self);
}

static void
xy_paper_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gtk_widget_measure (XY_PAPER_VIEW (widget)->scrolled, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
xy_paper_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_double (value, XY_PAPER_VIEW (object)->zoom);
}

static void
xy_paper_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  xy_paper_view_set_zoom (XY_PAPER_VIEW (object), g_value_get_double (value));
}

static void
xy_paper_view_dispose (GObject *object)
{
  XyPaperView *self = XY_PAPER_VIEW (object);

  g_idle_remove_by_data (self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->pages);
  g_clear_object (&self->paper);
  G_OBJECT_CLASS (xy_paper_view_parent_class)->dispose (object);
}

static void
xy_paper_view_class_init (XyPaperViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = xy_paper_view_dispose;
  object_class->get_property = xy_paper_view_get_property;
  object_class->set_property = xy_paper_view_set_property;
  widget_class->size_allocate = xy_paper_view_size_allocate;
  widget_class->measure = xy_paper_view_measure;

  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, ZOOM_MAX, 0,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "paperview");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, on_zoom_key_pressed, "(d)", ZOOM_STEP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, on_zoom_key_pressed, "(d)", ZOOM_STEP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, on_zoom_key_pressed, "(d)",
                                1 / ZOOM_STEP);
}

static void
xy_paper_view_init (XyPaperView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->pages = g_list_store_new (G_TYPE_OBJECT);
  g_signal_connect (factory, "setup", G_CALLBACK (on_item_set_up), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_item_bound), self);
  self->list = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->pages)))), factory);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_zoom_scrolled), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

GtkWidget *
xy_paper_view_new (void)
{
  return g_object_new (XY_TYPE_PAPER_VIEW, NULL);
}

void
xy_paper_view_set_paper (XyPaperView *self, XyPaper *paper)
{
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double at = gtk_adjustment_get_value (vertical);

  g_set_object (&self->paper, paper);
  refill (self);
  gtk_adjustment_set_value (vertical, at);
}

void
xy_paper_view_set_zoom (XyPaperView *self, double zoom)
{
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  if (self->paper != NULL)
    refill (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

double
xy_paper_view_get_zoom (XyPaperView *self)
{
  return self->zoom;
}
