/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/board-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/board-arrange.h"
#include "app/keys.h"

#define FRAME 9        /* pixels of the frame around the part on which papers hang */
#define BOARD_GAP 24   /* between boards */
#define MOST_SCALE 0.6 /* pixels a millimetre: a small board is not blown up */
#define LEAST_SCALE 0.05
#define DRAG_THRESHOLD 6
#define KEY_STEP 20 /* mm */

/*
 * A paper's button, and a board's head and frame; all are children of the view. A sheet belongs to its button, whose
 * gestures may end after the view let go of it.
 */
typedef struct
{
  XyBoardView *view; /* NULL then */
  XyBoardPaper *paper;
  XyBoardPlace place;
  GtkWidget *button;
  double scale;
  double drag_x, drag_y; /* pixels, while it is dragged */
} Sheet;

typedef struct
{
  XyBoardFace *face;
  GtkWidget *head;
  GtkWidget *frame;
  GPtrArray *sheets; /* of Sheet */
  int x, y;          /* of the head, at the last layout */
  int head_height;
} Board;

struct _XyBoardView
{
  GtkWidget parent_instance;
  GPtrArray *faces;
  GPtrArray *boards; /* of Board */
  XyId chosen;
  gboolean has_chosen;
  gboolean movable;
  gboolean filling;
};

enum
{
  CHOSEN,
  ACTIVATED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyBoardView, xy_board_view, GTK_TYPE_WIDGET)

static void
sheet_free (gpointer p)
{
  Sheet *sheet = p;

  sheet->view = NULL;
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (gtk_button_get_child (GTK_BUTTON (sheet->button))), NULL, NULL,
                                  NULL);
  gtk_widget_unparent (sheet->button);
}

static void
board_free (gpointer p)
{
  Board *board = p;

  g_ptr_array_unref (board->sheets);
  gtk_widget_unparent (board->head);
  gtk_widget_unparent (board->frame);
  g_free (board);
}

/* Drawing */

static void
draw_sheet (cairo_t *cr, cairo_surface_t *picture, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (picture != NULL)
    {
      cairo_save (cr);
      cairo_scale (cr, width / cairo_image_surface_get_width (picture),
                   height / cairo_image_surface_get_height (picture));
      cairo_set_source_surface (cr, picture, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  else
    {
      /* A sheet that nobody has a picture of: grey lines as of text. */
      cairo_set_source_rgb (cr, 0.86, 0.85, 0.83);
      for (double line = height * 0.12; line < height * 0.9; line += MAX (4, height * 0.055))
        cairo_rectangle (cr, width * 0.12, line, width * 0.76, MAX (1, height * 0.012));
      cairo_fill (cr);
    }
  cairo_restore (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.22);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, x + 0.5, y + 0.5, width - 1, height - 1);
  cairo_stroke (cr);
}

/* The red corner, with a sign in it: told by shape as well as by colour. */
static void
draw_corner (cairo_t *cr, double width, double height)
{
  double side = CLAMP (MIN (width, height) * 0.36, 16, 30);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.66, 0.2, 0.165);
  cairo_move_to (cr, width - side, 0);
  cairo_line_to (cr, width, 0);
  cairo_line_to (cr, width, side);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, side * 0.11);
  cairo_move_to (cr, width - side * 0.3, side * 0.13);
  cairo_line_to (cr, width - side * 0.3, side * 0.34);
  cairo_stroke (cr);
  cairo_arc (cr, width - side * 0.3, side * 0.51, side * 0.07, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_tag (GtkWidget *widget, cairo_t *cr, const char *text, gboolean alert, double width, double height)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int text_width, text_height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.8));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);

  double bend = text_height / 2.0;
  if (text_width + 10 > width)
    {
      pango_layout_set_width (layout, (int) (width - 10) * PANGO_SCALE);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      pango_layout_get_pixel_size (layout, NULL, &text_height);
    }
  double tag_width = MIN (text_width + 10, width), x = (width - tag_width) / 2, y = height - text_height - 3;
  if (alert)
    cairo_set_source_rgb (cr, 0.66, 0.2, 0.165);
  else
    cairo_set_source_rgba (cr, 0.14, 0.13, 0.12, 0.82);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + bend, y + text_height - bend, bend, G_PI / 2, G_PI);
  cairo_arc (cr, x + bend, y + bend, bend, G_PI, -G_PI / 2);
  cairo_arc (cr, x + tag_width - bend, y + bend, bend, -G_PI / 2, 0);
  cairo_arc (cr, x + tag_width - bend, y + text_height - bend, bend, 0, G_PI / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, x + 5, y);
  pango_cairo_show_layout (cr, layout);
}

static cairo_surface_t *
get_picture (const XyBoardPaper *paper, guint sheet)
{
  return paper->pictures != NULL && sheet < paper->pictures->len ? paper->pictures->pdata[sheet] : NULL;
}

static void
on_sheet_drawn (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer p)
{
  const Sheet *sheet = p;
  const XyBoardPlace *place = &sheet->place;
  double across = (double) width / place->all_width, down = (double) height / place->all_height;

  for (int i = 0, n = MAX (place->sheets, 1); i < n; i++)
    {
      double x = i % place->columns * (double) (place->all_width + 6) / place->columns * across;
      double y = i / place->columns * (double) (place->all_height + 6) / place->rows * down;
      draw_sheet (cr, get_picture (sheet->paper, (guint) i), x, y, place->sheet_width * across,
                  place->sheet_height * down);
    }
  if (sheet->paper->alert)
    draw_corner (cr, width, height);
  if (sheet->paper->tag != NULL)
    draw_tag (GTK_WIDGET (area), cr, sheet->paper->tag, sheet->paper->alert, width, height);
}

/* Choosing */

static void
show_chosen (XyBoardView *self)
{
  for (guint b = 0; b < self->boards->len; b++)
    {
      const Board *board = self->boards->pdata[b];
      for (guint i = 0; i < board->sheets->len; i++)
        {
          const Sheet *sheet = board->sheets->pdata[i];
          gboolean chosen = self->has_chosen && xy_id_same (&sheet->paper->notice, &self->chosen);
          if (chosen)
            gtk_widget_add_css_class (sheet->button, "chosen");
          else
            gtk_widget_remove_css_class (sheet->button, "chosen");
          gtk_accessible_update_state (GTK_ACCESSIBLE (sheet->button), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
        }
    }
}

static void
choose (XyBoardView *self, const XyId *notice)
{
  if (self->has_chosen == (notice != NULL) && (notice == NULL || xy_id_same (notice, &self->chosen)))
    return;
  self->has_chosen = notice != NULL;
  if (notice != NULL)
    self->chosen = *notice;
  show_chosen (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_sheet_focused (Sheet *sheet)
{
  if (sheet->view != NULL && !sheet->view->filling)
    choose (sheet->view, &sheet->paper->notice);
}

static void
on_sheet_clicked (Sheet *sheet)
{
  XyBoardView *self = sheet->view;
  gboolean again = self != NULL && self->has_chosen && xy_id_same (&self->chosen, &sheet->paper->notice)
                   && gtk_widget_has_css_class (sheet->button, "pressed-twice");

  if (self == NULL)
    return;
  gtk_widget_grab_focus (sheet->button);
  choose (self, &sheet->paper->notice);
  if (again)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
on_sheet_pressed (GtkGestureClick *gesture, int n_press, double x, double y, Sheet *sheet)
{
  if (n_press > 1)
    gtk_widget_add_css_class (sheet->button, "pressed-twice");
  else
    gtk_widget_remove_css_class (sheet->button, "pressed-twice");
}

/* Moving */

static void
move_to (Sheet *sheet, double x, double y, const XyBoardFace *face)
{
  XyBoardView *self = sheet->view;
  XyId place = sheet->paper->place;
  int left = (int) CLAMP (round (x), 0, MAX (0, face->width - sheet->place.all_width));
  int top = (int) CLAMP (round (y), 0, MAX (0, face->height - sheet->place.all_height));

  if (left != sheet->place.at_x || top != sheet->place.at_y)
    g_signal_emit (self, signals[MOVED], 0, &place, left, top);
}

static const XyBoardFace *
face_of (const Sheet *sheet)
{
  for (guint b = 0; sheet->view != NULL && b < sheet->view->boards->len; b++)
    {
      const Board *board = sheet->view->boards->pdata[b];
      if (g_ptr_array_find (board->sheets, sheet, NULL))
        return board->face;
    }
  return NULL;
}

static void
on_drag_updated (GtkGestureDrag *gesture, double dx, double dy, Sheet *sheet)
{
  if (sheet->view == NULL || !sheet->view->movable
      || (sheet->drag_x == 0 && sheet->drag_y == 0 && hypot (dx, dy) < DRAG_THRESHOLD))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  /* The gesture counts from the button, which moves along. */
  sheet->drag_x += dx;
  sheet->drag_y += dy;
  gtk_widget_queue_allocate (GTK_WIDGET (sheet->view));
}

static void
on_drag_ended (GtkGestureDrag *gesture, double dx, double dy, Sheet *sheet)
{
  double x = sheet->drag_x, y = sheet->drag_y;
  const XyBoardFace *face = face_of (sheet);

  sheet->drag_x = sheet->drag_y = 0;
  if (sheet->view == NULL)
    return;
  gtk_widget_queue_allocate (GTK_WIDGET (sheet->view));
  if ((x != 0 || y != 0) && face != NULL && sheet->scale > 0)
    {
      choose (sheet->view, &sheet->paper->notice);
      move_to (sheet, sheet->place.at_x + x / sheet->scale, sheet->place.at_y + y / sheet->scale, face);
    }
}

static gboolean
on_sheet_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Sheet *sheet)
{
  const XyBoardFace *face = face_of (sheet);
  int dx = key == GDK_KEY_Left ? -KEY_STEP : key == GDK_KEY_Right ? KEY_STEP : 0;
  int dy = key == GDK_KEY_Up ? -KEY_STEP : key == GDK_KEY_Down ? KEY_STEP : 0;

  if (sheet->view == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      choose (sheet->view, &sheet->paper->notice);
      g_signal_emit (sheet->view, signals[ACTIVATED], 0);
      return GDK_EVENT_STOP;
    }
  if (!sheet->view->movable || (state & GDK_SHIFT_MASK) == 0 || (dx == 0 && dy == 0) || face == NULL)
    return GDK_EVENT_PROPAGATE;
  move_to (sheet, sheet->place.at_x + dx, sheet->place.at_y + dy, face);
  return GDK_EVENT_STOP;
}

/* Making */

static Sheet *
make_sheet (XyBoardView *self, XyBoardPaper *paper, const XyBoardPlace *place)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  GtkWidget *area = gtk_drawing_area_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new ();
  g_autofree char *name = g_strjoin ("，", paper->title, paper->words, NULL);

  sheet->view = self;
  sheet->paper = paper;
  sheet->place = *place;
  sheet->button = gtk_button_new ();
  g_object_set_data_full (G_OBJECT (sheet->button), "sheet", sheet, g_free);
  gtk_button_set_child (GTK_BUTTON (sheet->button), area);
  gtk_widget_add_css_class (sheet->button, "sheet");
  gtk_widget_set_tooltip_text (sheet->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sheet->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), on_sheet_drawn, sheet, NULL);
  g_signal_connect_swapped (sheet->button, "clicked", G_CALLBACK (on_sheet_clicked), sheet);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_sheet_focused), sheet);
  g_signal_connect (click, "pressed", G_CALLBACK (on_sheet_pressed), sheet);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_updated), sheet);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_ended), sheet);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (sheet->button, focus);
  XY_KEYS_TAKE_FIRST (sheet->button, on_sheet_key_pressed, sheet);
  gtk_widget_add_controller (sheet->button, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (sheet->button, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_parent (sheet->button, GTK_WIDGET (self));
  return sheet;
}

static GtkWidget *
make_head (const XyBoardFace *face, guint over)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (face->name), *more;
  g_autofree char *full =
      over > 0 ? g_strdup_printf (ngettext ("no room for %u paper", "no room for %u papers", over), over) : NULL;
  g_autofree char *words = full != NULL ? g_strjoin (" · ", full, face->more, NULL) : g_strdup (face->more);

  more = gtk_label_new (words);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (head, words);
  gtk_widget_add_css_class (name, "bold");
  gtk_widget_add_css_class (more, "quiet");
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), more);
  return head;
}

static Board *
make_board (XyBoardView *self, XyBoardFace *face)
{
  Board *board = g_new0 (Board, 1);
  g_autofree XyBoardPlace *places = g_new0 (XyBoardPlace, face->papers->len + 1);
  guint over;

  for (guint i = 0; i < face->papers->len; i++)
    {
      const XyBoardPaper *paper = face->papers->pdata[i];
      places[i] = (XyBoardPlace){
        .x = paper->x, .y = paper->y, .width = paper->width, .height = paper->height, .sheets = paper->sheets
      };
    }
  over = xy_board_arrange (places, face->papers->len, face->width, face->height);

  board->face = face;
  board->sheets = g_ptr_array_new_with_free_func (sheet_free);
  board->head = make_head (face, over);
  board->frame = gtk_label_new (face->papers->len == 0 ? _ ("Nothing hangs here") : NULL);
  gtk_widget_add_css_class (board->frame, "board");
  gtk_widget_set_parent (board->head, GTK_WIDGET (self));
  gtk_widget_set_parent (board->frame, GTK_WIDGET (self));
  for (guint i = 0; i < face->papers->len; i++)
    g_ptr_array_add (board->sheets, make_sheet (self, face->papers->pdata[i], &places[i]));
  return board;
}

/* Places the boards in rows. Returns: the height of all. */
static int
lay_out (XyBoardView *self, int width, double *scale)
{
  int widest = 1, x = 0, y = 0, row_height = 0;

  for (guint b = 0; b < self->boards->len; b++)
    widest = MAX (widest, ((const Board *) self->boards->pdata[b])->face->width);
  *scale = CLAMP ((width - 2 * FRAME) / (double) widest, LEAST_SCALE, MOST_SCALE);
  for (guint b = 0; b < self->boards->len; b++)
    {
      Board *board = self->boards->pdata[b];
      int board_width = (int) (board->face->width * *scale) + 2 * FRAME;
      int board_height = (int) (board->face->height * *scale) + 2 * FRAME;

      gtk_widget_measure (board->head, GTK_ORIENTATION_VERTICAL, -1, &board->head_height, NULL, NULL, NULL);
      board->head_height += 6;
      if (x > 0 && x + board_width > width)
        {
          x = 0;
          y += row_height + BOARD_GAP;
          row_height = 0;
        }
      board->x = x;
      board->y = y;
      x += board_width + BOARD_GAP;
      row_height = MAX (row_height, board->head_height + board_height);
    }
  return y + row_height;
}

static void
allocate (GtkWidget *widget, double x, double y, double width, double height)
{
  GskTransform *at = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) round (x), (float) round (y)));
  int least_width, least_height;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (widget, MAX (least_width, (int) round (width)), MAX (least_height, (int) round (height)), -1,
                       at);
}

/* The words over the board at AT may go on to the next one in its row, or to the edge. */
static double
find_head_room (XyBoardView *self, guint at, int width)
{
  const Board *board = self->boards->pdata[at];
  const Board *next = at + 1 < self->boards->len ? self->boards->pdata[at + 1] : NULL;

  return (next != NULL && next->y == board->y ? next->x - BOARD_GAP : width) - board->x;
}

static void
xy_board_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyBoardView *self = XY_BOARD_VIEW (widget);
  double scale;

  lay_out (self, width, &scale);
  for (guint b = 0; b < self->boards->len; b++)
    {
      Board *board = self->boards->pdata[b];
      double board_width = board->face->width * scale, board_height = board->face->height * scale;
      double left = board->x + FRAME, top = board->y + board->head_height + FRAME;

      allocate (board->head, board->x, board->y, find_head_room (self, b, width), board->head_height - 6);
      allocate (board->frame, board->x, board->y + board->head_height, board_width + 2 * FRAME,
                board_height + 2 * FRAME);
      for (guint i = 0; i < board->sheets->len; i++)
        {
          Sheet *sheet = board->sheets->pdata[i];
          sheet->scale = scale;
          allocate (sheet->button, left + sheet->place.at_x * scale + sheet->drag_x,
                    top + sheet->place.at_y * scale + sheet->drag_y, sheet->place.all_width * scale,
                    sheet->place.all_height * scale);
        }
    }
}

static void
xy_board_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  double scale;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 600;
    }
  else
    *minimum = *natural = lay_out (XY_BOARD_VIEW (widget), for_size > 0 ? for_size : 600, &scale);
}

static GtkSizeRequestMode
xy_board_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
xy_board_view_dispose (GObject *object)
{
  XyBoardView *self = XY_BOARD_VIEW (object);

  g_ptr_array_set_size (self->boards, 0);
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  G_OBJECT_CLASS (xy_board_view_parent_class)->dispose (object);
}

static void
xy_board_view_finalize (GObject *object)
{
  g_ptr_array_unref (XY_BOARD_VIEW (object)->boards);
  G_OBJECT_CLASS (xy_board_view_parent_class)->finalize (object);
}

static void
xy_board_view_class_init (XyBoardViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = xy_board_view_dispose;
  object_class->finalize = xy_board_view_finalize;
  widget_class->size_allocate = xy_board_view_size_allocate;
  widget_class->measure = xy_board_view_measure;
  widget_class->get_request_mode = xy_board_view_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "boardview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHOSEN] = g_signal_new ("chosen", XY_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] =
      g_signal_new ("activated", XY_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", XY_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                 G_TYPE_POINTER, G_TYPE_INT, G_TYPE_INT);
}

static void
xy_board_view_init (XyBoardView *self)
{
  self->boards = g_ptr_array_new_with_free_func (board_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Picture of the boards"),
                                  -1);
}

static void
board_paper_free (gpointer p)
{
  XyBoardPaper *paper = p;

  g_free (paper->title);
  g_free (paper->words);
  g_free (paper->tag);
  g_clear_pointer (&paper->pictures, g_ptr_array_unref);
  g_free (paper);
}

XyBoardPaper *
xy_board_paper_new (void)
{
  return g_new0 (XyBoardPaper, 1);
}

XyBoardFace *
xy_board_face_new (void)
{
  XyBoardFace *face = g_new0 (XyBoardFace, 1);

  face->papers = g_ptr_array_new_with_free_func (board_paper_free);
  return face;
}

void
xy_board_face_free (XyBoardFace *face)
{
  g_free (face->name);
  g_free (face->more);
  g_ptr_array_unref (face->papers);
  g_free (face);
}

GtkWidget *
xy_board_view_new (void)
{
  return g_object_new (XY_TYPE_BOARD_VIEW, NULL);
}

void
xy_board_view_set_faces (XyBoardView *self, GPtrArray *faces)
{
  g_return_if_fail (XY_IS_BOARD_VIEW (self));
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL, found = FALSE;
  G_GNUC_UNUSED g_autoptr (GPtrArray) before = g_steal_pointer (&self->faces);

  g_autoptr (GPtrArray) boards = g_steal_pointer (&self->boards);

  self->filling = TRUE;
  self->boards = g_ptr_array_new_with_free_func (board_free);
  g_ptr_array_set_size (boards, 0);
  self->faces = faces != NULL ? g_ptr_array_ref (faces) : NULL;
  for (guint i = 0; faces != NULL && i < faces->len; i++)
    {
      Board *board = make_board (self, faces->pdata[i]);
      g_ptr_array_add (self->boards, board);
      for (guint k = 0; k < board->sheets->len; k++)
        {
          Sheet *sheet = board->sheets->pdata[k];
          if (self->has_chosen && !found && xy_id_same (&sheet->paper->notice, &self->chosen))
            {
              found = TRUE;
              if (had_focus)
                gtk_widget_grab_focus (sheet->button);
            }
        }
    }
  self->filling = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->has_chosen && !found)
    choose (self, NULL);
  else
    show_chosen (self);
}

void
xy_board_view_set_movable (XyBoardView *self, gboolean movable)
{
  g_return_if_fail (XY_IS_BOARD_VIEW (self));
  self->movable = movable;
}

const XyId *
xy_board_view_get_chosen (XyBoardView *self)
{
  g_return_val_if_fail (XY_IS_BOARD_VIEW (self), NULL);
  return self->has_chosen ? &self->chosen : NULL;
}

void
xy_board_view_choose (XyBoardView *self, const XyId *notice)
{
  g_return_if_fail (XY_IS_BOARD_VIEW (self));
  choose (self, notice);
}
