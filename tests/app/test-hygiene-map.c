/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Results of a round are told apart by shape and not by colour: on a grey picture each mark, black where it is darker
 * than its middle and white where it is lighter, is another pattern than every other. And the map: where its boxes
 * are, and how the keyboard walks over them.
 */
#include "app/hygiene-map.h"
#include "app/prefs.h"
#include "app/style.h"
#include "core/i18n.h"

#include <string.h>

#define SIDES 3

static const int sides[SIDES] = { 17, 20, 25 }; /* of a box at the three text sizes */

static XyId
make_id (guint n)
{
  XyId id = XY_ID_NONE;

  id.b[0] = 1;
  id.b[15] = (guint8) n;
  return id;
}

static void
settle (void)
{
  for (int i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (5000);
    }
}

/* A map in a window of the program's own style. */
static XyHygieneMap *
open_map (gboolean dark)
{
  GtkWidget *window = gtk_window_new (), *map = xy_hygiene_map_new ();

  g_settings_set_enum (xy_prefs (), "colours", dark ? 2 : 1);
  gtk_window_set_child (GTK_WINDOW (window), map);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 400);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  return XY_HYGIENE_MAP (map);
}

static void
close_map (XyHygieneMap *map)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (map))));
}

/* The grey of each pixel in SURFACE from X, Y on, SIDE × SIDE of them. (transfer full) */
static guint8 *
take_grey (cairo_surface_t *surface, int x, int y, int side)
{
  guint8 *grey = g_new (guint8, (gsize) (side * side));
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (int row = 0; row < side; row++)
    for (int column = 0; column < side; column++)
      {
        guint32 pixel;
        memcpy (&pixel, pixels + (y + row) * stride + (x + column) * 4, 4);
        grey[row * side + column] =
            (guint8) ((((pixel >> 16) & 0xff) * 299 + ((pixel >> 8) & 0xff) * 587 + (pixel & 0xff) * 114) / 1000);
      }
  return grey;
}

/* Black and white: what is on the darker and on the lighter side of the middle of darkest and lightest. */
static void
to_shape (guint8 *grey, int n)
{
  int low = 255, high = 0;

  for (int i = 0; i < n; i++)
    {
      low = MIN (low, grey[i]);
      high = MAX (high, grey[i]);
    }
  for (int i = 0; i < n; i++)
    grey[i] = grey[i] > (low + high) / 2;
}

/* Percent of the pixels that differ, tone apart: a shape and its negative are the same. */
static int
compare_shapes (const guint8 *a, const guint8 *b, int n)
{
  int differ = 0;

  for (int i = 0; i < n; i++)
    differ += a[i] != b[i];
  return MIN (differ, n - differ) * 100 / n;
}

static cairo_surface_t *
new_picture (XyHygieneMap *map, int width, int height, cairo_t **cr)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  GdkRGBA panel = xy_drawing_colour (GTK_WIDGET (map), "xy_panel");

  *cr = cairo_create (surface);
  gdk_cairo_set_source_rgba (*cr, &panel);
  cairo_paint (*cr);
  return surface;
}

static guint8 *
draw_shape (XyHygieneMap *map, XyHygieneMark mark, int side)
{
  cairo_t *cr;
  cairo_surface_t *surface = new_picture (map, side, side, &cr);
  XyDrawing to = xy_drawing_begin (GTK_WIDGET (map), cr, side, side);

  xy_hygiene_mark_draw (&to, mark, 0, 0, side, side);
  cairo_destroy (cr);
  guint8 *shape = take_grey (surface, 0, 0, side);
  to_shape (shape, side * side);
  cairo_surface_destroy (surface);
  return shape;
}

static void
test_grey (gconstpointer dark)
{
  XyHygieneMap *map = open_map (GPOINTER_TO_INT (dark));

  for (guint s = 0; s < SIDES; s++)
    for (XyHygieneMark a = 0; a < XY_HYGIENE_N_MARKS; a++)
      for (XyHygieneMark b = 0; b < a; b++)
        {
          g_autofree guint8 *first = draw_shape (map, a, sides[s]), *second = draw_shape (map, b, sides[s]);
          int differ = compare_shapes (first, second, sides[s] * sides[s]);
          if (differ < 8)
            {
              g_test_message ("marks %d and %d at %d pixels differ in %d of a hundred", a, b, sides[s], differ);
              g_test_fail ();
            }
        }
  close_map (map);
}

static XyHygienePlan *
make_plan (void)
{
  XyHygienePlan *plan = xy_hygiene_plan_new ();

  for (guint group = 0; group < 4; group++)
    {
      g_autofree char *name = g_strdup_printf ("%u组", group + 1);
      xy_hygiene_plan_add_group (plan, name, group == 1 ? NULL : "86.5");
      /* Nobody lives in the second one. */
      for (guint i = 0; group != 1 && i < 20; i++)
        {
          XyId id = make_id (group * 20 + i);
          xy_hygiene_plan_add (plan, &id, (XyHygieneMark) (i % XY_HYGIENE_N_MARKS),
                               g_strdup_printf ("%u-%03u", group + 1, i + 1));
        }
    }
  return plan;
}

/* What hangs in the picture of the map is what the mark says: the red list and those to help are other shapes there. */
static void
test_picture (gconstpointer dark)
{
  XyHygieneMap *map = open_map (GPOINTER_TO_INT (dark));
  cairo_t *cr;

  xy_hygiene_map_show (map, "第11期", make_plan ());
  for (int width = 300; width <= 900; width += 200)
    {
      int height;
      gtk_widget_measure (GTK_WIDGET (map), GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      cairo_surface_t *surface = new_picture (map, width, height, &cr);
      xy_hygiene_map_draw (map, cr, width, height);
      cairo_destroy (cr);
      for (guint i = 0; i < 80; i++)
        {
          XyId id = make_id (i);
          GdkRectangle box;
          if (!xy_hygiene_map_get_box (map, &id, width, &box))
            {
              g_assert_cmpuint (i / 20, ==, 1);
              continue;
            }
          g_assert_cmpint (box.x, >, 0);
          g_assert_cmpint (box.x + box.width, <=, width);
          g_assert_cmpint (box.y + box.height, <=, height);
          g_autofree guint8 *drawn = take_grey (surface, box.x, box.y, box.width);
          to_shape (drawn, box.width * box.width);
          g_autofree guint8 *wanted = draw_shape (map, (XyHygieneMark) (i % 20 % XY_HYGIENE_N_MARKS), box.width);
          g_assert_cmpint (compare_shapes (drawn, wanted, box.width * box.width), <=, 1);
        }
      cairo_surface_destroy (surface);
    }
  close_map (map);
}

/* A few groups have larger boxes the more room there is, so long as all are seen at one glance. */
static void
test_room (void)
{
  XyHygieneMap *map = open_map (FALSE);
  XyId first = make_id (0), last = make_id (60);
  GdkRectangle narrow, wide, widest, end;

  xy_hygiene_map_show (map, "第11期", make_plan ());
  g_assert_true (xy_hygiene_map_get_box (map, &first, 500, &narrow));
  g_assert_true (xy_hygiene_map_get_box (map, &first, 1000, &wide));
  g_assert_cmpint (wide.width, >=, narrow.width * 3 / 2);
  g_assert_true (xy_hygiene_map_get_box (map, &first, 3000, &widest));
  g_assert_true (xy_hygiene_map_get_box (map, &last, 3000, &end));
  g_assert_cmpint (widest.width, >, wide.width);
  g_assert_cmpint (end.y + end.height, <, 500);
  close_map (map);
}

static void
press (XyHygieneMap *map, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

static void
check_chosen (XyHygieneMap *map, guint n)
{
  XyId chosen = xy_hygiene_map_get_chosen (map);

  g_assert_cmpuint (chosen.b[15], ==, n);
}

static void
on_chosen (gpointer n)
{
  (*(guint *) n)++;
}

static void
test_keyboard (void)
{
  XyHygieneMap *map = open_map (FALSE);
  guint n_chosen = 0, n_activated = 0;
  GdkRectangle first, below;
  XyId id = make_id (0), under;
  int width = gtk_widget_get_width (GTK_WIDGET (map)) / 3;

  g_signal_connect_swapped (map, "chosen", G_CALLBACK (on_chosen), &n_chosen);
  g_signal_connect_swapped (map, "activated", G_CALLBACK (on_chosen), &n_activated);
  press (map, GDK_KEY_Right);
  under = xy_hygiene_map_get_chosen (map);
  g_assert_true (xy_id_is_none (&under));
  xy_hygiene_map_show (map, "第11期", make_plan ());
  g_assert_true (xy_hygiene_map_get_box (map, &id, width, &first)); /* lays it out */
  press (map, GDK_KEY_Return);
  g_assert_cmpuint (n_activated, ==, 0);
  press (map, GDK_KEY_Right);
  check_chosen (map, 0);
  press (map, GDK_KEY_Left);
  check_chosen (map, 0);
  press (map, GDK_KEY_Right);
  check_chosen (map, 1);
  press (map, GDK_KEY_Left);
  g_assert_cmpuint (n_chosen, ==, 3);
  gtk_test_accessible_assert_property (map, GTK_ACCESSIBLE_PROPERTY_LABEL, "第11期\n1-001");

  /* Down stays in the column, whether the group goes on or the next begins, and steps over one that is empty. */
  for (guint lines = 0; lines < 30; lines++)
    {
      XyId before = xy_hygiene_map_get_chosen (map);
      press (map, GDK_KEY_Down);
      under = xy_hygiene_map_get_chosen (map);
      if (xy_id_same (&before, &under))
        break;
      g_assert_true (xy_hygiene_map_get_box (map, &under, width, &below));
      g_assert_cmpint (below.x, ==, first.x);
      g_assert_cmpint (below.y, >, first.y);
    }
  g_assert_cmpuint (under.b[15] / 20, ==, 3);
  press (map, GDK_KEY_Page_Up);
  check_chosen (map, 40);
  press (map, GDK_KEY_Page_Up);
  check_chosen (map, 0);
  press (map, GDK_KEY_Page_Up);
  check_chosen (map, 0);
  press (map, GDK_KEY_End);
  check_chosen (map, 79);
  press (map, GDK_KEY_Right);
  check_chosen (map, 79);
  press (map, GDK_KEY_Home);
  check_chosen (map, 0);
  press (map, GDK_KEY_Return);
  g_assert_cmpuint (n_activated, ==, 1);

  /* Who is chosen stays so while the map is read anew. */
  under = make_id (65);
  xy_hygiene_map_choose (map, &under);
  xy_hygiene_map_show (map, "第12期", make_plan ());
  check_chosen (map, 65);
  xy_hygiene_map_show (map, "第13期", NULL);
  under = xy_hygiene_map_get_chosen (map);
  g_assert_true (xy_id_is_none (&under));
  close_map (map);
}

int
main (int argc, char *argv[])
{
  xy_i18n_init ();
  gtk_disable_setlocale ();
  gtk_test_init (&argc, &argv, NULL);
  xy_style_init (gdk_display_get_default ());
  g_test_add_data_func ("/hygiene-map/grey/light", GINT_TO_POINTER (FALSE), test_grey);
  g_test_add_data_func ("/hygiene-map/grey/dark", GINT_TO_POINTER (TRUE), test_grey);
  g_test_add_data_func ("/hygiene-map/picture/light", GINT_TO_POINTER (FALSE), test_picture);
  g_test_add_data_func ("/hygiene-map/picture/dark", GINT_TO_POINTER (TRUE), test_picture);
  g_test_add_func ("/hygiene-map/room", test_room);
  g_test_add_func ("/hygiene-map/keyboard", test_keyboard);
  return g_test_run ();
}
