/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/prefs.h"
#include "app/table-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define COLUMN_KEY "xy-column"
#define WANTED_KEY "xy-wanted"
#define PLACE_KEY "xy-place"

/* Whether a column gave way to the pane (table-fit.c), and whether the person had it back from there. */
typedef enum
{
  IN_PLACE,
  ASIDE,
  KEPT,
} Place;

/*
 * GTK 4.8 does not say which column its sorter sorts by. Each column's sorter here is only asked to find that out: the
 * view's sorter asks the primary column first, and turns its answer round when the order is descending.
 */
typedef struct
{
  const XyColumn *first;
} SortProbe;

static SortProbe probe;

static const XyColumn *
get_column (gpointer object)
{
  return g_object_get_data (object, COLUMN_KEY);
}

const XyColumn *
xy_table_describe (GtkColumnViewColumn *column)
{
  return get_column (column);
}

static int
probe_compare (gconstpointer a, gconstpointer b, gpointer column)
{
  if (probe.first == NULL)
    probe.first = column;
  return -1;
}

static gboolean
save_now (gpointer p)
{
  XyTable *self = p;
  self->save_source = 0;
  xy_table_save_columns (self);
  return G_SOURCE_REMOVE;
}

static void
save_later (XyTable *self)
{
  if (self->is_arranging)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (500, save_now, self);
}

static void
on_sorter_changed (XyTable *self)
{
  if (self->is_arranging)
    return;
  xy_table_apply_sort (self);
  save_later (self);
  xy_table_fit_soon (self);
}

static GtkColumnViewColumn *
find_column (XyTable *self, const char *name, guint *position)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (g_strcmp0 (get_column (column)->name, name) == 0)
        {
          if (position != NULL)
            *position = i;
          return column; /* the view owns it */
        }
    }
  return NULL;
}

int
xy_table_scaled (int width)
{
  return (int) round (width * xy_prefs_get_scale ());
}

/*
 * GTK 4.8 counts a column that is hidden as if it took its width, and then has nothing left over for the one that
 * expands: while hidden its width is 0.
 */
static void
set_width (GtkColumnViewColumn *column, int width)
{
  gboolean shown = gtk_column_view_column_get_visible (column);
  g_object_set_data (G_OBJECT (column), WANTED_KEY, GINT_TO_POINTER (width));
  gtk_column_view_column_set_fixed_width (column, shown ? xy_table_scaled (width) : 0);
}

int
xy_table_get_wanted (GtkColumnViewColumn *column, gboolean *by_hand)
{
  int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), WANTED_KEY));
  if (by_hand != NULL)
    *by_hand = ABS (width - get_column (column)->width) > 1; /* rounded */
  return width;
}

static Place
get_place (GtkColumnViewColumn *column)
{
  return (Place) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), PLACE_KEY));
}

static void
set_place (GtkColumnViewColumn *column, Place place)
{
  g_object_set_data (G_OBJECT (column), PLACE_KEY, GINT_TO_POINTER (place));
}

gboolean
xy_table_is_shown (GtkColumnViewColumn *column)
{
  return gtk_column_view_column_get_visible (column) || get_place (column) == ASIDE;
}

gboolean
xy_table_is_kept (GtkColumnViewColumn *column)
{
  return get_place (column) == KEPT;
}

void
xy_table_set_aside (GtkColumnViewColumn *column, gboolean aside)
{
  if (aside == (get_place (column) == ASIDE))
    return;
  set_place (column, aside ? ASIDE : IN_PLACE);
  gtk_column_view_column_set_visible (column, !aside);
}

static GVariant *
load_arrangement (XyTable *self)
{
  g_autoptr (GVariant) tables = g_settings_get_value (xy_prefs (), "tables");
  return g_variant_lookup_value (tables, self->name, G_VARIANT_TYPE ("(a(sib)sb)"));
}

static void
restore_arrangement (XyTable *self)
{
  g_autoptr (GVariant) table = load_arrangement (self);
  g_autoptr (GVariantIter) columns = NULL;
  const char *name, *sort;
  gboolean shown, descending;
  gint32 width;
  guint place = 0;

  if (table == NULL)
    return;
  g_variant_get (table, "(a(sib)&sb)", &columns, &sort, &descending);
  while (g_variant_iter_next (columns, "(&sib)", &name, &width, &shown))
    {
      g_autoptr (GtkColumnViewColumn) column = NULL;
      guint old;

      if (find_column (self, name, &old) == NULL)
        continue;
      column = g_object_ref (find_column (self, name, NULL));
      gtk_column_view_column_set_visible (column, shown);
      set_width (column, width > 0 ? width : get_column (column)->width);
      if (old != place)
        gtk_column_view_insert_column (self->view, place, column);
      place++;
    }
  GtkColumnViewColumn *by = find_column (self, sort, NULL);
  if (by != NULL && (get_column (by)->flags & XY_COLUMN_SORTABLE) != 0)
    gtk_column_view_sort_by_column (self->view, by, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static void
on_column_shown (GtkColumnViewColumn *column, GParamSpec *spec, XyTable *self)
{
  if (self->is_arranging)
    {
      set_width (column, xy_table_get_wanted (column, NULL));
      return;
    }
  set_place (column, get_place (column) == ASIDE ? KEPT : IN_PLACE);
  self->is_arranging = TRUE;
  set_width (column, get_column (column)->width);
  self->is_arranging = FALSE;
  save_later (self);
  xy_table_fit_soon (self);
}

/* Drawn wider or narrower. */
static void
on_column_drawn (GtkColumnViewColumn *column, GParamSpec *spec, XyTable *self)
{
  int fixed = gtk_column_view_column_get_fixed_width (column);

  if (self->is_arranging || fixed <= 0)
    return;
  g_object_set_data (G_OBJECT (column), WANTED_KEY, GINT_TO_POINTER ((int) round (fixed / xy_prefs_get_scale ())));
  save_later (self);
}

/* A long title has two lines at most (table-fit.c) and ends in an ellipsis, not in half a letter, and is told in full.
 */
static void
shorten_title (GtkWidget *box, gboolean is_number)
{
  GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;

  if (!GTK_IS_LABEL (label))
    return;
  gtk_label_set_justify (GTK_LABEL (label), is_number ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, gtk_label_get_text (GTK_LABEL (label)));
}

/*
 * GTK has no alignment for a column's title: the box in it goes to the side on which the figures stand, and is turned
 * round so that the arrow of the sort, which keeps its place even unseen, comes before the words.
 */
static void
align_titles (XyTable *self)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));

  for (guint i = 0; i < self->n_columns && title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      XyColumnKind kind = self->columns[i].kind;
      GtkWidget *box = gtk_widget_get_first_child (title);
      gboolean is_number = kind == XY_COLUMN_NUMBER || kind == XY_COLUMN_SCORE;
      shorten_title (box, is_number);
      if (box != NULL && is_number)
        {
          gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
          gtk_widget_set_halign (box, GTK_ALIGN_START);
          gtk_widget_set_margin_start (box, XY_BEHIND_NUMBER);
        }
    }
}

void
xy_table_add_columns (XyTable *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->is_arranging = TRUE;
  for (guint i = 0; i < self->n_columns; i++)
    {
      const XyColumn *description = &self->columns[i];
      g_autoptr (GtkColumnViewColumn) column =
          gtk_column_view_column_new (_ (description->title), xy_table_make_cells (self, description));

      g_object_set_data (G_OBJECT (column), COLUMN_KEY, (gpointer) description);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_visible (column, (description->flags & XY_COLUMN_HIDDEN) == 0);
      gtk_column_view_column_set_expand (column, (description->flags & XY_COLUMN_EXPAND) != 0);
      gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (menu));
      if ((description->flags & XY_COLUMN_SORTABLE) != 0)
        {
          g_autoptr (GtkSorter) sorter =
              GTK_SORTER (gtk_custom_sorter_new (probe_compare, (gpointer) description, NULL));
          gtk_column_view_column_set_sorter (column, sorter);
        }
      gtk_column_view_append_column (self->view, column);
      set_width (column, description->width);

      g_autoptr (GPropertyAction) action = g_property_action_new (description->name, column, "visible");
      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
      g_autofree char *detailed = g_strconcat ("columns.", description->name, NULL);
      g_menu_append (menu, _ (description->title), detailed);
      g_signal_connect (column, "notify::fixed-width", G_CALLBACK (on_column_drawn), self);
      g_signal_connect (column, "notify::visible", G_CALLBACK (on_column_shown), self);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "columns", G_ACTION_GROUP (actions));
  align_titles (self);
  restore_arrangement (self);
  self->is_arranging = FALSE;

  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed", G_CALLBACK (save_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (on_sorter_changed), self,
                           G_CONNECT_SWAPPED);
}

void
xy_table_apply_sort (XyTable *self)
{
  if (self->list == NULL)
    return;

  /* Any two objects that are not the same will do. */
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) two = g_object_new (G_TYPE_OBJECT, NULL);
  probe.first = NULL;
  GtkOrdering ordering = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), one, two);
  xy_list_set_sort (self->list, probe.first != NULL ? probe.first->name : NULL, ordering == GTK_ORDERING_LARGER);
}

void
xy_table_scale_columns (XyTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GVariant) table = load_arrangement (self);

  self->is_arranging = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const XyColumn *description = get_column (column);
      int width = description->width;

      if (table != NULL)
        {
          g_autoptr (GVariantIter) iter = NULL;
          const char *name;
          gint32 saved;
          g_variant_get (table, "(a(sib)sb)", &iter, NULL, NULL);
          while (g_variant_iter_next (iter, "(&sib)", &name, &saved, NULL))
            if (g_strcmp0 (name, description->name) == 0 && saved > 0)
              width = saved;
        }
      set_width (column, width);
    }
  self->is_arranging = FALSE;
  xy_table_fit_soon (self);
}

void
xy_table_save_columns (XyTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  gboolean descending = FALSE;
  const char *sort = self->list != NULL ? xy_list_get_sort (self->list, &descending) : NULL;
  g_auto (GVariantBuilder) list = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sib)"));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_variant_builder_add (&list, "(sib)", get_column (column)->name, xy_table_get_wanted (column, NULL),
                             xy_table_is_shown (column));
    }

  g_autoptr (GVariant) old = g_settings_get_value (xy_prefs (), "tables");
  GVariantIter iter;
  const char *name;
  GVariant *value;
  g_autoptr (GVariantBuilder) all = g_variant_builder_new (G_VARIANT_TYPE ("a{s(a(sib)sb)}"));

  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&s@(a(sib)sb)}", &name, &value))
    {
      if (g_strcmp0 (name, self->name) != 0)
        g_variant_builder_add (all, "{s@(a(sib)sb)}", name, value);
      g_variant_unref (value);
    }
  g_variant_builder_add (all, "{s(a(sib)sb)}", self->name, &list, sort != NULL ? sort : "", descending);
  g_settings_set_value (xy_prefs (), "tables", g_variant_builder_end (all));
}

GPtrArray *
xy_table_list_columns (XyTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GPtrArray *shown = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (xy_table_is_shown (column))
        g_ptr_array_add (shown, (gpointer) get_column (column));
    }
  return shown;
}
