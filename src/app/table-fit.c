/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a table's columns want more room than it has, they give up what their words do not need, then long words give
 * way too, then titles go on in a second line. Where those are too many columns even so, and there is a pane that says
 * a row in full once it is chosen, or a form, the last of them are set aside; while a row is said, they are before
 * titles have two lines. Any other table is moved sideways, and what it is about is whole then. Where there is more
 * room, long words get it first, then all alike. What the person gave a column stays.
 */
#include "app/pane-box.h"
#include "app/prefs.h"
#include "app/table-private.h"
#include "core/i18n.h"

#include <math.h>

/* Rows whose words are looked at; frames that they are waited for. */
#define LOOKED_AT 40
#define PATIENCE 60
/* A pill's words are small (style.css); this is beside them and the sign (pill.c). */
#define SMALL 0.87
#define IN_PILL 16
/* Pixels at the standard text size: words that want more are long, and keep this at first and at last; what the table
 * is about keeps half as much again. */
#define LONG 150
#define SHORT 84
/* Words no longer than this stay whole: a part of a moment says nothing. */
#define MOMENT "2026-11-22 08:00"

/* Whether a column is set aside. */
typedef enum
{
  GOES,
  GOES_LATE,
  STAYS,
} Stays;

typedef struct
{
  GtkColumnViewColumn *column; /* borrowed */
  int full, want, need, least;
  gboolean expands;
  gboolean by_hand;
  Stays stays;
  guint position;
  gboolean two_lines; /* has the title */
} Room;

/* The words of COLUMN as its cells have them. */
static PangoLayout *
make_layout (XyTable *self, const XyColumn *column)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (column->kind == XY_COLUMN_SCORE)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (column->kind == XY_COLUMN_PILL)
    pango_attr_list_insert (attributes, pango_attr_scale_new (SMALL));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static guint
n_looked_at (XyTable *self)
{
  return self->rows != NULL ? MIN (g_list_model_get_n_items (G_LIST_MODEL (self->rows)), LOOKED_AT) : 0;
}

/* What the words of COLUMN in the first rows want. */
static int
measure_column (XyTable *self, const XyColumn *column)
{
  g_autoptr (PangoLayout) layout = make_layout (self, column);
  int most = 0, width, height = 0;

  for (guint i = 0; i < n_looked_at (self); i++)
    {
      g_autoptr (XyRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      gconstpointer record = xy_row_get_record (row);
      g_autofree char *words = record != NULL ? column->text (record) : NULL;
      g_autofree char *alone = xy_i18n_alone (words);

      if (alone == NULL)
        continue;
      pango_layout_set_text (layout, alone, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      most = MAX (most, width);
    }
  if (most == 0 || column->kind == XY_COLUMN_TEXT)
    return most;
  return column->kind == XY_COLUMN_PILL ? most + IN_PILL + height : most + XY_BEHIND_NUMBER;
}

static int
measure_moment (XyTable *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), MOMENT);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* What the words of LABEL want at least where they have two lines, and with one. */
static int
measure_two_lines (GtkLabel *label, int *one)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (label), gtk_label_get_text (label));
  int low, high, width;

  pango_layout_get_pixel_size (layout, one, NULL);
  for (high = *one, low = high / 2; low < high;)
    {
      int middle = (low + high) / 2;
      pango_layout_set_width (layout, middle * PANGO_SCALE);
      pango_layout_get_pixel_size (layout, &width, NULL);
      if (pango_layout_get_line_count (layout) <= 2 && width <= middle)
        high = middle;
      else
        low = middle + 1;
    }
  return high;
}

/* The widget of a column's title: in it is a box, in which the words come first. */
static GtkWidget *
get_title (XyTable *self, guint position)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));

  while (position-- > 0 && title != NULL)
    title = gtk_widget_get_next_sibling (title);
  return title != NULL && gtk_widget_get_first_child (title) != NULL ? title : NULL;
}

/* One line or two. Only where two are wanted may the words wrap: a GtkBox as high as two lines would have all do. */
static void
set_lines (XyTable *self, guint position, gboolean two)
{
  GtkWidget *title = get_title (self, position);
  GtkWidget *label = title != NULL ? gtk_widget_get_first_child (gtk_widget_get_first_child (title)) : NULL;

  if (GTK_IS_LABEL (label))
    gtk_label_set_wrap (GTK_LABEL (label), two);
}

/* GTK widens no column for its title, and says of the title's widget what the column has; the box in it says more. As
 * much as BESIDE the title is beside the words of a cell (style.css). */
static int
measure_title (XyTable *self, guint position, gboolean two_lines, int *beside)
{
  GtkWidget *title = get_title (self, position);
  GtkBorder padding = { 0 };
  int width = 0, one;

  if (title != NULL)
    {
      GtkWidget *box = gtk_widget_get_first_child (title), *label = gtk_widget_get_first_child (box);
      gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      if (two_lines && GTK_IS_LABEL (label))
        width += measure_two_lines (GTK_LABEL (label), &one) - one;
      gtk_style_context_get_padding (gtk_widget_get_style_context (title), &padding);
    }
  *beside = padding.left + padding.right + 2;
  return width + *beside;
}

static Room
reckon (XyTable *self, GtkColumnViewColumn *column, guint position, gboolean two_lines, int moment)
{
  const XyColumn *description = xy_table_describe (column);
  gboolean by_hand;
  int width = xy_table_scaled (xy_table_get_wanted (column, &by_hand)), beside;
  gboolean expands = (description->flags & XY_COLUMN_EXPAND) != 0;
  gboolean whole = (description->flags & XY_COLUMN_WHOLE) != 0;
  Stays stays = by_hand || expands || description->kind == XY_COLUMN_PILL || xy_table_is_kept (column) ? STAYS
                : whole                                                                                ? GOES_LATE
                                                                                                       : GOES;
  Room room = { column, width, width, width, width, expands, by_hand, stays, position, two_lines };

  if (by_hand)
    return room;
  int title = measure_title (self, position, two_lines, &beside);
  int words = measure_column (self, description) + beside;
  room.want =
      MAX (width, MAX (title, description->kind == XY_COLUMN_TEXT ? MIN (words, xy_table_scaled (LONG)) : words));
  room.full = MAX (room.want, words);
  room.need = room.least = MIN (room.want, MAX (title, words));
  if (description->kind == XY_COLUMN_TEXT && !whole)
    {
      room.need = MIN (room.need, MAX (title, xy_table_scaled (LONG)));
      int least = xy_table_scaled (expands ? SHORT * 3 / 2 : SHORT);
      room.least = MIN (room.need, MAX (title, words <= moment + beside ? words : least));
    }
  return room;
}

static int
sum_of (const GArray *rooms, gsize member)
{
  int sum = 0;

  for (guint i = 0; i < rooms->len; i++)
    sum += G_STRUCT_MEMBER (int, &g_array_index (rooms, Room, i), member);
  return sum;
}

/* Of what each has from MORE down to LESS it gives the same part, so that all come down to WIDTH. */
static void
give_up (const GArray *rooms, gsize more, gsize less, int width)
{
  int from = sum_of (rooms, more), to = sum_of (rooms, less);
  double part = from > to ? CLAMP ((double) (from - width) / (from - to), 0, 1) : 0;

  for (guint i = 0; i < rooms->len; i++)
    {
      Room *room = &g_array_index (rooms, Room, i);
      int has = G_STRUCT_MEMBER (int, room, more), keeps = G_STRUCT_MEMBER (int, room, less);
      gtk_column_view_column_set_fixed_width (room->column, has - (int) ceil ((has - keeps) * part));
    }
}

static int
under (const Room *room, int most)
{
  return MAX (room->least, MIN (room->need, room->expands ? most * 3 / 2 : most));
}

/* What is left when every word is whole goes to all alike: one column that took it would stand far from the next. */
static void
share_out (const GArray *rooms, int width)
{
  int sum = sum_of (rooms, G_STRUCT_OFFSET (Room, full)), shared = 0;

  for (guint i = 0; i < rooms->len; i++)
    if (!g_array_index (rooms, Room, i).by_hand)
      shared += g_array_index (rooms, Room, i).full;
  for (guint i = 0; i < rooms->len; i++)
    {
      Room *room = &g_array_index (rooms, Room, i);
      int more = room->by_hand || shared == 0 ? 0 : (int) ((gint64) (width - sum) * room->full / shared);
      gtk_column_view_column_set_fixed_width (room->column, room->full + more);
    }
}

/* What is longest gives way first, so that all come down to WIDTH: a word more or less tells little in a sentence, and
 * all of it in "12 days over". What the table is about keeps half as much again. */
static void
cut (const GArray *rooms, int width)
{
  int low = 0, high = width;

  while (low < high)
    {
      int most = (low + high + 1) / 2, sum = 0;
      for (guint i = 0; i < rooms->len; i++)
        sum += under (&g_array_index (rooms, Room, i), most);
      if (sum <= width)
        low = most;
      else
        high = most - 1;
    }
  for (guint i = 0; i < rooms->len; i++)
    {
      Room *room = &g_array_index (rooms, Room, i);
      gtk_column_view_column_set_fixed_width (room->column, under (room, low));
    }
}

/* The last are set aside first, then what says nothing by half. What rows begin with, what they are about and their
 * state stay. */
static void
set_aside (GArray *rooms, gboolean may, int width)
{
  int sum = sum_of (rooms, G_STRUCT_OFFSET (Room, least));

  for (Stays turn = GOES; turn < STAYS; turn++)
    for (guint i = rooms->len; i-- > 1 && may && sum > width;)
      {
        const Room *room = &g_array_index (rooms, Room, i);
        if (room->stays != turn)
          continue;
        xy_table_set_aside (room->column, TRUE);
        sum -= room->least;
        g_array_remove_index (rooms, i);
      }
  for (guint i = 0; i < rooms->len; i++)
    xy_table_set_aside (g_array_index (rooms, Room, i).column, FALSE);
}

/* To cut what it is about would spare nobody the way to the last column. */
static void
keep_whole (const GArray *rooms)
{
  for (guint i = 0; i < rooms->len; i++)
    {
      Room *room = &g_array_index (rooms, Room, i);
      if (room->expands)
        room->least = room->need;
    }
}

/* (transfer full) array of Room, one for each column that the person has. */
static GArray *
reckon_all (XyTable *self, gboolean two_lines)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GArray *rooms = g_array_new (FALSE, FALSE, sizeof (Room));
  int moment = measure_moment (self);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (!xy_table_is_shown (column))
        continue;
      Room room = reckon (self, column, i, two_lines, moment);
      g_array_append_val (rooms, room);
    }
  return rooms;
}

/* Where ROOMS are too many for WIDTH, titles go on in a second line: no more of them than must, first those that gain
 * the most by it. */
static void
break_titles (XyTable *self, GArray *rooms, int width)
{
  int sum = sum_of (rooms, G_STRUCT_OFFSET (Room, least));

  if (sum <= width)
    return;
  g_autoptr (GArray) broken = reckon_all (self, TRUE);
  while (sum > width)
    {
      guint at = 0;
      int most = 0;
      for (guint i = 0; i < rooms->len; i++)
        {
          int gain = g_array_index (rooms, Room, i).least - g_array_index (broken, Room, i).least;
          at = gain > most ? i : at;
          most = MAX (gain, most);
        }
      if (most == 0)
        return;
      g_array_index (rooms, Room, at) = g_array_index (broken, Room, at);
      sum -= most;
    }
}

static void
fit (XyTable *self, int width)
{
  GtkWidget *box = gtk_widget_get_ancestor (GTK_WIDGET (self), XY_TYPE_PANE_BOX);
  g_autoptr (GArray) rooms = reckon_all (self, FALSE);

  if (box == NULL || !xy_pane_box_shows_record (XY_PANE_BOX (box)))
    break_titles (self, rooms, width);
  for (guint i = 0; i < rooms->len; i++)
    set_lines (self, g_array_index (rooms, Room, i).position, g_array_index (rooms, Room, i).two_lines);
  self->is_arranging = TRUE;
  set_aside (rooms, box != NULL && xy_pane_box_goes_first (XY_PANE_BOX (box)), width);
  if (sum_of (rooms, G_STRUCT_OFFSET (Room, least)) > width)
    keep_whole (rooms);
  if (sum_of (rooms, G_STRUCT_OFFSET (Room, need)) >= width)
    cut (rooms, width);
  else if (sum_of (rooms, G_STRUCT_OFFSET (Room, want)) >= width)
    give_up (rooms, G_STRUCT_OFFSET (Room, want), G_STRUCT_OFFSET (Room, need), width);
  else if (sum_of (rooms, G_STRUCT_OFFSET (Room, full)) >= width)
    give_up (rooms, G_STRUCT_OFFSET (Room, full), G_STRUCT_OFFSET (Room, want), width);
  else
    share_out (rooms, width);
  self->is_arranging = FALSE;
}

/* A state says nothing by half. */
static gboolean
cuts_pill (XyTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const XyColumn *description = xy_table_describe (column);
      gboolean by_hand;
      int beside;

      xy_table_get_wanted (column, &by_hand);
      if (by_hand || description->kind != XY_COLUMN_PILL || !gtk_column_view_column_get_visible (column))
        continue;
      measure_title (self, i, FALSE, &beside);
      if (measure_column (self, description) + beside > gtk_column_view_column_get_fixed_width (column))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_read (XyTable *self)
{
  for (guint i = 0; i < n_looked_at (self); i++)
    {
      g_autoptr (XyRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      if (xy_row_get_record (row) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What is still being read is waited for, so that the columns move once. */
static gboolean
on_fit_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  XyTable *self = XY_TABLE (widget);
  int width = gtk_widget_get_width (GTK_WIDGET (self->view));

  self->is_fitted = has_read (self);
  if (!self->is_fitted && n_looked_at (self) > 0 && self->frames_fitted++ < PATIENCE)
    return G_SOURCE_CONTINUE;
  if (width > 1 && (!self->if_cut || cuts_pill (self)))
    fit (self, width);
  self->if_cut = FALSE;
  self->fit_tick = 0;
  xy_table_choose_for_pane (self);
  return G_SOURCE_REMOVE;
}

void
xy_table_fit_soon (XyTable *self)
{
  self->frames_fitted = 0;
  self->if_cut = FALSE;
  if (self->fit_tick == 0 && self->columns != NULL)
    self->fit_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_fit_tick, NULL, NULL);
}

void
xy_table_fit_if_cut (XyTable *self)
{
  if (self->fit_tick != 0)
    return;
  xy_table_fit_soon (self);
  self->if_cut = TRUE;
}
