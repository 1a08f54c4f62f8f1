/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tally-pad.h"

#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/drawing.h"

/* Pixels at the standard text size; the strokes take what is left. */
#define LINE_HEIGHT 66
#define WORDS_WIDTH 84
#define COUNT_WIDTH 54
#define PAD 12
#define MOST_SIZE 34
#define LEAST_SIZE 8

struct _XyTallyPad
{
  GtkWidget parent_instance;
  char *name;
  char *words[XY_TALLY_LINES];
  GString *strokes;
  guint counts[XY_TALLY_LINES];
  gboolean editable;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyTallyPad, xy_tally_pad, GTK_TYPE_WIDGET)

static void
count (XyTallyPad *self)
{
  g_autoptr (GString) says = g_string_new (self->name);

  for (guint i = 0; i < XY_TALLY_LINES; i++)
    self->counts[i] = 0;
  for (gsize i = 0; i < self->strokes->len; i++)
    self->counts[self->strokes->str[i] - '1']++;
  for (guint i = 0; i < XY_TALLY_LINES; i++)
    g_string_append_printf (says, " %s %u", self->words[i], self->counts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, says->str, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stroke (XyTallyPad *self, guint line)
{
  if (!self->editable)
    return;
  g_string_append_c (self->strokes, (char) ('1' + line));
  count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_back (XyTallyPad *self)
{
  if (!self->editable || self->strokes->len == 0)
    return;
  g_string_truncate (self->strokes, self->strokes->len - 1);
  count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyTallyPad *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (key >= GDK_KEY_1 && key < GDK_KEY_1 + XY_TALLY_LINES)
    stroke (self, key - GDK_KEY_1);
  else if (key >= GDK_KEY_KP_1 && key < GDK_KEY_KP_1 + XY_TALLY_LINES)
    stroke (self, key - GDK_KEY_KP_1);
  else if (key == GDK_KEY_BackSpace)
    take_back (self);
  else
    return FALSE;
  return TRUE;
}

static void
on_pressed (GtkGestureClick *click, int n, double x, double y, XyTallyPad *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int line = height > 0 ? (int) (y * XY_TALLY_LINES / height) : 0;

  /* The first click into the pad only takes the keys there. */
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else
    stroke (self, (guint) CLAMP (line, 0, XY_TALLY_LINES - 1));
}

/* Drawing */

/* The first N strokes of 正 in a square of SIZE at X, Y, in the order in which they are written. */
static void
draw_strokes (cairo_t *cr, double x, double y, double size, guint n)
{
  static const double strokes[5][4] = {
    { 0.16, 0.14, 0.84, 0.14 }, { 0.50, 0.14, 0.50, 0.86 }, { 0.50, 0.48, 0.80, 0.48 },
    { 0.26, 0.44, 0.26, 0.86 }, { 0.08, 0.86, 0.92, 0.86 },
  };

  for (guint i = 0; i < n && i < G_N_ELEMENTS (strokes); i++)
    {
      cairo_move_to (cr, x + strokes[i][0] * size, y + strokes[i][1] * size);
      cairo_line_to (cr, x + strokes[i][2] * size, y + strokes[i][3] * size);
    }
  cairo_stroke (cr);
}

/* As large as all of them find room in WIDTH and HEIGHT. */
static double
size_for (guint n, double width, double height)
{
  double size = MIN (MOST_SIZE, height);

  while (size > LEAST_SIZE)
    {
      guint in_row = MAX (1, (guint) (width / size)), rows = (n + in_row - 1) / in_row;
      if (rows * size <= height)
        break;
      size--;
    }
  return size;
}

static void
draw_line (XyTallyPad *self, XyDrawing *to, guint line)
{
  double height = to->height / XY_TALLY_LINES, top = line * height, words_height, count_height;
  double left = PAD + xy_cells_scaled (WORDS_WIDTH);
  double width = to->width - left - xy_cells_scaled (COUNT_WIDTH) - PAD;
  guint n = (self->counts[line] + 4) / 5, left_over = self->counts[line];
  double size = size_for (n, width, height - PAD);
  guint in_row = MAX (1, (guint) (width / size)), rows = MAX (1, (n + in_row - 1) / in_row);
  double y = top + (height - rows * size) / 2;
  g_autofree char *words = g_strdup_printf ("%u %s", line + 1, self->words[line]);
  g_autofree char *figure = g_strdup_printf ("%u", self->counts[line]);
  g_autoptr (PangoLayout) name = xy_drawing_text (to->widget, words, 1, FALSE);
  g_autoptr (PangoLayout) total = xy_drawing_text (to->widget, figure, 1.18, TRUE);

  xy_drawing_measure (name, NULL, &words_height);
  xy_drawing_measure (total, NULL, &count_height);
  if (line > 0)
    xy_drawing_line (to, &to->hair, 0, top, to->width, top);
  xy_drawing_put (to, name, &to->quiet, PAD, top + (height - words_height) / 2, 0);
  xy_drawing_put (to, total, &to->ink, to->width - PAD, top + (height - count_height) / 2, 1);
  gdk_cairo_set_source_rgba (to->cr, &to->ink);
  cairo_set_line_width (to->cr, MAX (1.2, size / 14));
  cairo_set_line_cap (to->cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < n; i++)
    {
      draw_strokes (to->cr, left + (i % in_row) * size + 2, y + i / in_row * size + 2, size - 4, MIN (left_over, 5));
      left_over -= MIN (left_over, 5);
    }
}

static void
xy_tally_pad_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  XyTallyPad *self = XY_TALLY_PAD (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) MAX (width, 0), (float) MAX (height, 0)));
  XyDrawing to = xy_drawing_begin (widget, cr, width, height);

  for (guint i = 0; i < XY_TALLY_LINES; i++)
    draw_line (self, &to, i);
  cairo_destroy (cr);
}

static void
xy_tally_pad_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? LINE_HEIGHT * XY_TALLY_LINES * 2 / 3 : 300;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? LINE_HEIGHT * XY_TALLY_LINES : 480;
}

static gboolean
xy_tally_pad_grab_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL || !gtk_widget_get_sensitive (widget))
    return FALSE;
  gtk_root_set_focus (root, widget);
  return TRUE;
}

static void
xy_tally_pad_finalize (GObject *object)
{
  XyTallyPad *self = XY_TALLY_PAD (object);

  g_free (self->name);
  for (guint i = 0; i < XY_TALLY_LINES; i++)
    g_free (self->words[i]);
  g_string_free (self->strokes, TRUE);
  G_OBJECT_CLASS (xy_tally_pad_parent_class)->finalize (object);
}

static void
xy_tally_pad_class_init (XyTallyPadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_tally_pad_finalize;
  widget_class->snapshot = xy_tally_pad_snapshot;
  widget_class->measure = xy_tally_pad_measure;
  widget_class->grab_focus = xy_tally_pad_grab_focus;
  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_TALLY_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "tally");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
xy_tally_pad_init (XyTallyPad *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->strokes = g_string_new (NULL);
  self->editable = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
xy_tally_pad_new (const char *name, const char *const words[XY_TALLY_LINES])
{
  XyTallyPad *self = g_object_new (XY_TYPE_TALLY_PAD, NULL);

  self->name = g_strdup (name);
  for (guint i = 0; i < XY_TALLY_LINES; i++)
    self->words[i] = g_strdup (words[i]);
  count (self);
  return GTK_WIDGET (self);
}

void
xy_tally_pad_set_strokes (XyTallyPad *self, const char *strokes)
{
  g_string_truncate (self->strokes, 0);
  for (const char *p = strokes; p != NULL && *p != '\0'; p++)
    if (*p >= '1' && *p < '1' + XY_TALLY_LINES)
      g_string_append_c (self->strokes, *p);
  count (self);
}

const char *
xy_tally_pad_get_strokes (XyTallyPad *self)
{
  return self->strokes->str;
}

guint
xy_tally_pad_count (XyTallyPad *self, guint line)
{
  g_return_val_if_fail (line < XY_TALLY_LINES, 0);

  return self->counts[line];
}

guint
xy_tally_pad_total (XyTallyPad *self)
{
  return (guint) self->strokes->len;
}

void
xy_tally_pad_set_editable (XyTallyPad *self, gboolean editable)
{
  self->editable = editable;
}
