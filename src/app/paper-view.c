/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/paper-view.h"

#include <glib/gi18n-lib.h>

#include "app/paper-pages.h"

#define PIXELS_PER_POINT (96.0 / 72.0)
#define ZOOM_MIN 0.25
#define ZOOM_MAX 4.0
#define SCROLLBAR 14
#define LINE 48

struct _XyPaperView
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  XyPaperPages *pages;
  XyPaper *paper;
  double zoom;
  guint n_pages;
  guint page;
  int width, height; /* last allocated, for fitting */

  gboolean has_anchor; /* the next allocation brings ANCHOR back to the view's top */
  double anchor;       /* in pages: 2.5 is the middle of the third */
  gboolean moving;     /* the program scrolls, not the person */
  guint fitted;        /* the source that tells of another size on the screen */
};

/* What a key does. */
typedef enum
{
  TO_FIRST,
  TO_LAST,
  TO_PREVIOUS,
  TO_NEXT,
  UP,
  DOWN,
  LINE_UP,
  LINE_DOWN,
} Move;

enum
{
  PROP_0,
  PROP_ZOOM,
  PROP_PAGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (XyPaperView, xy_paper_view, GTK_TYPE_WIDGET)

static GtkAdjustment *
vertical (XyPaperView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
}

/* Pixels to a point. */
static double
find_scale (XyPaperView *self)
{
  if (self->zoom > 0)
    return self->zoom * PIXELS_PER_POINT;

  double wide = MAX (self->width - 2 * XY_PAPER_GAP - SCROLLBAR, 120) / xy_paper_get_width (self->paper);
  double high = MAX (self->height - 2 * XY_PAPER_GAP, 120) / xy_paper_get_height (self->paper);
  return MIN (self->zoom == XY_ZOOM_WIDTH ? wide : MIN (wide, high), ZOOM_MAX * PIXELS_PER_POINT);
}

static double
get_pitch (XyPaperView *self)
{
  return xy_paper_pages_get_page_height (self->pages) + XY_PAPER_GAP;
}

static void
keep_place (XyPaperView *self)
{
  if (self->has_anchor || self->paper == NULL)
    return;
  self->anchor = gtk_adjustment_get_value (vertical (self)) / get_pitch (self);
  self->has_anchor = TRUE;
}

static void
refit (XyPaperView *self)
{
  if (self->paper == NULL)
    return;
  keep_place (self);
  xy_paper_pages_set_scale (self->pages, find_scale (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
say_page (XyPaperView *self)
{
  g_autofree char *words =
      self->n_pages > 0 ? g_strdup_printf (_ ("Page %u of %u"), self->page + 1, self->n_pages) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pages), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

/* The page of which most is seen. */
static void
on_scrolled (XyPaperView *self)
{
  double from = gtk_adjustment_get_value (vertical (self));
  double to = from + gtk_adjustment_get_page_size (vertical (self));
  double pitch = get_pitch (self);
  double most = 0;
  guint page = 0;

  if (self->moving || self->n_pages == 0)
    return;
  for (guint i = (guint) (from / pitch); i < self->n_pages && xy_paper_pages_get_top (self->pages, i) < to; i++)
    {
      double top = xy_paper_pages_get_top (self->pages, i);
      double seen = MIN (to, top + pitch - XY_PAPER_GAP) - MAX (from, top);
      if (seen > most + 1)
        {
          most = seen;
          page = i;
        }
    }
  if (most > 0 && page != self->page)
    {
      self->page = page;
      say_page (self);
    }
}

static void
scroll_to (XyPaperView *self, double value)
{
  self->moving = TRUE;
  gtk_adjustment_set_value (vertical (self), value);
  self->moving = FALSE;
}

static gboolean
on_zoom_scrolled (GtkEventControllerScroll *controller, double dx, double dy, XyPaperView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return FALSE;
  xy_paper_view_step_zoom (self, dy < 0);
  return TRUE;
}

static gboolean
on_zoom_key_pressed (GtkWidget *widget, GVariant *args, gpointer data)
{
  int how = g_variant_get_int32 (args);

  if (how == 0)
    xy_paper_view_set_zoom (XY_PAPER_VIEW (widget), 1);
  else
    xy_paper_view_step_zoom (XY_PAPER_VIEW (widget), how > 0);
  return TRUE;
}

/* By what is seen, but never past the head of the next page. */
static void
go_by_view (XyPaperView *self, gboolean down)
{
  double from = gtk_adjustment_get_value (vertical (self));
  double view = gtk_adjustment_get_page_size (vertical (self));
  double pitch = get_pitch (self);
  double next = ((guint) (from / pitch + 0.01) + 1) * pitch;
  double before = (guint) MAX (from / pitch - 0.01, 0) * pitch;

  gtk_adjustment_set_value (vertical (self), down ? MIN (from + view * 0.9, next) : MAX (from - view * 0.9, before));
}

static gboolean
on_move_key_pressed (GtkWidget *widget, GVariant *args, gpointer data)
{
  XyPaperView *self = XY_PAPER_VIEW (widget);

  if (self->n_pages == 0)
    return FALSE;
  switch ((Move) g_variant_get_int32 (args))
    {
    case TO_FIRST:
      xy_paper_view_set_page (self, 0);
      break;
    case TO_LAST:
      xy_paper_view_set_page (self, self->n_pages - 1);
      break;
    case TO_PREVIOUS:
      xy_paper_view_set_page (self, self->page > 0 ? self->page - 1 : 0);
      break;
    case TO_NEXT:
      xy_paper_view_set_page (self, self->page + 1);
      break;
    case UP:
    case DOWN:
      go_by_view (self, g_variant_get_int32 (args) == DOWN);
      break;
    case LINE_UP:
    case LINE_DOWN:
      gtk_adjustment_set_value (vertical (self), gtk_adjustment_get_value (vertical (self))
                                                     + (g_variant_get_int32 (args) == LINE_DOWN ? LINE : -LINE));
      break;
    default:
      break;
    }
  return TRUE;
}

static gboolean
on_fitted (gpointer data)
{
  XyPaperView *self = data;

  self->fitted = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
  return G_SOURCE_REMOVE;
}

static void
xy_paper_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyPaperView *self = XY_PAPER_VIEW (widget);

  if ((width != self->width || height != self->height) && self->paper != NULL)
    {
      self->width = width;
      self->height = height;
      keep_place (self);
      xy_paper_pages_set_scale (self->pages, find_scale (self));
      if (self->zoom <= 0 && self->fitted == 0)
        self->fitted = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_fitted, self, NULL);
    }
  self->width = width;
  self->height = height;
  /* Where the old place ends up in pages of another size says nothing of the page that is looked at. */
  self->moving = self->has_anchor;
  gtk_widget_allocate (self->scrolled, width, height, baseline, NULL);
  self->moving = FALSE;
  if (self->has_anchor)
    {
      self->has_anchor = FALSE;
      scroll_to (self, self->anchor * get_pitch (self));
    }
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
  XyPaperView *self = XY_PAPER_VIEW (object);

  if (id == PROP_ZOOM)
    g_value_set_double (value, self->zoom);
  else
    g_value_set_uint (value, self->page);
}

static void
xy_paper_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_ZOOM)
    xy_paper_view_set_zoom (XY_PAPER_VIEW (object), g_value_get_double (value));
  else
    xy_paper_view_set_page (XY_PAPER_VIEW (object), g_value_get_uint (value));
}

static void
xy_paper_view_dispose (GObject *object)
{
  XyPaperView *self = XY_PAPER_VIEW (object);

  g_clear_handle_id (&self->fitted, g_source_remove);
  if (self->scrolled != NULL)
    {
      g_signal_handlers_disconnect_by_data (vertical (self), self);
      xy_paper_pages_set_adjustment (self->pages, NULL);
    }
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->paper);
  G_OBJECT_CLASS (xy_paper_view_parent_class)->dispose (object);
}

static void
add_moves (GtkWidgetClass *class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    Move move;
  } moves[] = {
    { GDK_KEY_Home, 0, TO_FIRST },
    { GDK_KEY_KP_Home, 0, TO_FIRST },
    { GDK_KEY_End, 0, TO_LAST },
    { GDK_KEY_KP_End, 0, TO_LAST },
    { GDK_KEY_Page_Up, 0, UP },
    { GDK_KEY_KP_Page_Up, 0, UP },
    { GDK_KEY_Page_Down, 0, DOWN },
    { GDK_KEY_KP_Page_Down, 0, DOWN },
    { GDK_KEY_space, 0, DOWN },
    { GDK_KEY_Page_Up, GDK_CONTROL_MASK, TO_PREVIOUS },
    { GDK_KEY_Page_Down, GDK_CONTROL_MASK, TO_NEXT },
    { GDK_KEY_Up, 0, LINE_UP },
    { GDK_KEY_Down, 0, LINE_DOWN },
  };
  static const struct
  {
    guint key;
    int how;
  } zooms[] = {
    { GDK_KEY_plus, 1 },         { GDK_KEY_equal, 1 }, { GDK_KEY_KP_Add, 1 }, { GDK_KEY_minus, -1 },
    { GDK_KEY_KP_Subtract, -1 }, { GDK_KEY_0, 0 },     { GDK_KEY_KP_0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (class, moves[i].key, moves[i].modifiers, on_move_key_pressed, "i", moves[i].move);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (class, zooms[i].key, GDK_CONTROL_MASK, on_zoom_key_pressed, "i", zooms[i].how);
}

static void
xy_paper_view_class_init (XyPaperViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = xy_paper_view_dispose;
  object_class->get_property = xy_paper_view_get_property;
  object_class->set_property = xy_paper_view_set_property;
  widget_class->size_allocate = xy_paper_view_size_allocate;
  widget_class->measure = xy_paper_view_measure;

  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, XY_ZOOM_PAGE, ZOOM_MAX, XY_ZOOM_WIDTH,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0,
                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "paperview");
  add_moves (widget_class);
}

static void
xy_paper_view_init (XyPaperView *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->pages = XY_PAPER_PAGES (xy_paper_pages_new ());
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scrolled), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->pages));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (self->scrolled, FALSE);
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), TRUE);
  xy_paper_pages_set_adjustment (self->pages, vertical (self));
  g_signal_connect_swapped (vertical (self), "value-changed", G_CALLBACK (on_scrolled), self);

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
  keep_place (self);
  g_set_object (&self->paper, paper);
  self->n_pages = paper != NULL ? xy_paper_get_n_pages (paper) : 0;
  xy_paper_pages_set_paper (self->pages, paper);
  self->page = MIN (self->page, MAX (self->n_pages, 1) - 1);
  say_page (self);
  refit (self);
}

void
xy_paper_view_set_zoom (XyPaperView *self, double zoom)
{
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  refit (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

double
xy_paper_view_get_zoom (XyPaperView *self)
{
  return self->zoom;
}

void
xy_paper_view_step_zoom (XyPaperView *self, gboolean larger)
{
  static const double steps[] = { ZOOM_MIN, 1 / 3.0, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, ZOOM_MAX };
  double now = xy_paper_view_get_shown_zoom (self);
  double next = larger ? ZOOM_MAX : ZOOM_MIN;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      double step = steps[larger ? i : G_N_ELEMENTS (steps) - 1 - i];
      if (larger ? step > now * 1.02 : step < now / 1.02)
        {
          next = step;
          break;
        }
    }
  xy_paper_view_set_zoom (self, next);
}

double
xy_paper_view_get_shown_zoom (XyPaperView *self)
{
  return self->paper != NULL && self->width > 0 ? find_scale (self) / PIXELS_PER_POINT : MAX (self->zoom, 1);
}

guint
xy_paper_view_get_page (XyPaperView *self)
{
  return self->page;
}

void
xy_paper_view_set_page (XyPaperView *self, guint page)
{
  if (self->n_pages == 0)
    return;
  self->page = MIN (page, self->n_pages - 1);
  /* Pages that have no room yet are there when they have. */
  self->anchor = self->page;
  scroll_to (self, self->page * get_pitch (self));
  say_page (self);
}

void
xy_paper_view_set_mono (XyPaperView *self, gboolean mono)
{
  xy_paper_pages_set_mono (self->pages, mono);
}
