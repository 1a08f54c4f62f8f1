/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cells of a table's rows. A GtkListView keeps the widgets of two hundred rows, and gives all of them other rows
 * when the list jumps; of these only those in sight are filled, and the others when they come into it.
 */
#include "app/mark-bar.h"
#include "app/table-private.h"
#include "core/i18n.h"

/* Rows before and behind those in sight. */
#define MORE 3

typedef struct
{
  const XyColumn *column;
  GtkListItem *item;
  guint64 stamp; /* of the record that it shows, and how the table looked then */
  guint look;
} Cell;

static GQuark cell_quark;

static Cell *
get_cell (GtkWidget *widget)
{
  return widget != NULL ? g_object_get_qdata ((GObject *) widget, cell_quark) : NULL;
}

/* U+2212 is the minus of the points' own format. */
static gboolean
is_minus (const char *text)
{
  return g_str_has_prefix (text, "\u2212") || text[0] == '-';
}

/* No class: one that comes and goes has GTK work out the style of the cell anew, for each row at each jump. */
static PangoAttrList *
make_minus_colour (GtkWidget *cell)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA red;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (cell), "xy_red_text", &red))
    pango_attr_list_insert (attributes,
                            pango_attr_foreground_new ((guint16) (red.red * 65535), (guint16) (red.green * 65535),
                                                       (guint16) (red.blue * 65535)));
  return attributes;
}

static void
show_record (XyRow *row, GtkWidget *cell, const XyColumn *column)
{
  gconstpointer record = xy_row_get_record (row);
  const XyMark *mark = (column->flags & XY_COLUMN_MARKED) != 0 ? xy_row_get_mark (row) : NULL;

  /* Only unseen while the record is awaited: an empty text would be laid out, and often the next one is the same. */
  gtk_widget_set_opacity (cell, record != NULL ? 1 : 0);
  if (record == NULL)
    return;

  g_autofree char *text = column->text (record);
  if (mark != NULL)
    {
      xy_pill_set (XY_PILL (cell), xy_mark_pill (mark), xy_mark_word (mark));
      return;
    }
  if (column->kind == XY_COLUMN_PILL)
    {
      xy_pill_set (XY_PILL (cell), column->pill != NULL ? column->pill (record) : XY_PILL_PLAIN, text);
      return;
    }

  g_autofree char *alone = xy_i18n_alone (text);
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), alone);
  if (column->kind == XY_COLUMN_SCORE && text != NULL)
    {
      g_autoptr (PangoAttrList) colour = is_minus (text) ? make_minus_colour (cell) : NULL;
      gtk_inscription_set_attributes (GTK_INSCRIPTION (cell), colour);
    }
}

static void
on_cell_set_up (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer p)
{
  const XyColumn *column = p;
  GtkWidget *cell;

  if (column->kind == XY_COLUMN_PILL)
    {
      cell = xy_pill_new_cell ();
    }
  else
    {
      gboolean is_number = column->kind != XY_COLUMN_TEXT;
      cell = gtk_inscription_new (NULL);
      gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 0);
      gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), 0);
      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), is_number ? 1 : 0);
      gtk_widget_set_hexpand (cell, TRUE);
      /* Of the height of one line, or a long text stands as the first of two and so too high. */
      gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
      if (is_number)
        {
          gtk_widget_add_css_class (cell, "numeric");
          gtk_widget_set_margin_end (cell, XY_BEHIND_NUMBER);
        }
      if (column->kind == XY_COLUMN_SCORE)
        gtk_widget_add_css_class (cell, "score");
    }
  Cell *kept = g_new0 (Cell, 1);
  kept->column = column;
  kept->item = item;
  g_object_set_qdata_full (G_OBJECT (cell), cell_quark, kept, g_free);
  gtk_list_item_set_child (item, cell);
}

/* The rows in sight and a few more, [FIRST, END). */
static void
rows_in_sight (XyTable *self, guint *first, guint *end)
{
  double upper = gtk_adjustment_get_upper (self->vertical), page = gtk_adjustment_get_page_size (self->vertical);
  guint n = self->rows != NULL ? g_list_model_get_n_items ((GListModel *) self->rows) : 0;

  *first = 0;
  *end = G_MAXUINT;
  /* Before there is a place on the screen, all are. */
  if (n == 0 || page <= 0 || upper <= page)
    return;
  double height = upper / n, top = gtk_adjustment_get_value (self->vertical);
  guint at = (guint) (top / height);
  *first = at - MIN (at, MORE);
  *end = (guint) ((top + page) / height) + 1 + MORE;
}

static void
fill (XyTable *self, XyRow *row, GtkWidget *widget, Cell *cell)
{
  guint64 stamp = xy_row_get_stamp (row);

  if (cell->look == self->look && cell->stamp == stamp)
    return;
  cell->look = self->look;
  cell->stamp = stamp;
  show_record (row, widget, cell->column);
}

/* For most of the two hundred rows of a jump, all that is done. */
static void
on_cell_bound (GtkSignalListItemFactory *factory, GtkListItem *item, XyTable *self)
{
  guint position = gtk_list_item_get_position (item), first, end;

  rows_in_sight (self, &first, &end);
  if (position >= first && position < end)
    {
      GtkWidget *widget = gtk_list_item_get_child (item);
      fill (self, gtk_list_item_get_item (item), widget, get_cell (widget));
    }
}

GtkListItemFactory *
xy_table_make_cells (XyTable *self, const XyColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  if (cell_quark == 0)
    cell_quark = g_quark_from_static_string ("xy-cell");
  g_signal_connect (factory, "setup", G_CALLBACK (on_cell_set_up), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_cell_bound), self);
  return factory;
}

/* The cell in OUTER, a GTK cell of a row. */
static Cell *
cell_in (GtkWidget *outer, GtkWidget **widget)
{
  *widget = gtk_widget_get_first_child (outer);
  return get_cell (*widget);
}

void
xy_table_fill_cells (XyTable *self)
{
  guint first, end;
  GtkWidget *widget;

  rows_in_sight (self, &first, &end);
  if (self->list != NULL && end != G_MAXUINT)
    xy_list_look_at (self->list, first / 2 + end / 2);
  for (GtkWidget *row = gtk_widget_get_first_child (xy_table_get_rows (self)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *outer = gtk_widget_get_first_child (row);
      Cell *cell = outer != NULL ? cell_in (outer, &widget) : NULL;
      guint position = cell != NULL ? gtk_list_item_get_position (cell->item) : GTK_INVALID_LIST_POSITION;
      if (position < first || position >= end)
        continue;

      XyRow *item = gtk_list_item_get_item (cell->item);
      for (; outer != NULL && item != NULL; outer = gtk_widget_get_next_sibling (outer))
        if ((cell = cell_in (outer, &widget)) != NULL)
          fill (self, item, widget, cell);
    }
}

guint
xy_table_pick (XyTable *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != GTK_WIDGET (self->view); widget = gtk_widget_get_parent (widget))
    {
      /* A click beside the words hits the cell or the row around our widget. */
      GtkWidget *inner = widget;
      for (int depth = 0; inner != NULL && depth < 3; depth++, inner = gtk_widget_get_first_child (inner))
        {
          const Cell *cell = get_cell (inner);
          if (cell != NULL)
            return gtk_list_item_get_position (cell->item);
        }
    }
  return GTK_INVALID_LIST_POSITION;
}
