/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hit-entry.h"
#include "app/keys.h"

#include <glib/gi18n-lib.h>

#define ROOM_LEAST 240
#define ROOM_EDGE 24

typedef struct
{
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *hits;   /* a list box */
  GtkWidget *scroll; /* around it */
  GtkWidget *nothing;
  GCancellable *asking;
} XyHitEntryPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (XyHitEntry, xy_hit_entry, GTK_TYPE_WIDGET)

static XyHitEntryPrivate *
get_private (XyHitEntry *self)
{
  return xy_hit_entry_get_instance_private (self);
}

static void
on_row_activated (XyHitEntry *self, GtkListBoxRow *row)
{
  if (row != NULL)
    XY_HIT_ENTRY_GET_CLASS (self)->took (self, row);
}

/* The first row with the heading above it. */
static void
scroll_to (XyHitEntryPrivate *priv, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (priv->scroll));
  graphene_rect_t place;

  if (gtk_list_box_row_get_index (row) == 0)
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (GTK_WIDGET (row), priv->hits, &place))
    gtk_adjustment_clamp_page (adjustment, place.origin.y, place.origin.y + place.size.height);
}

static void
walk (XyHitEntryPrivate *priv, int step)
{
  GtkListBoxRow *now = gtk_list_box_get_selected_row (GTK_LIST_BOX (priv->hits));
  int at = now != NULL ? gtk_list_box_row_get_index (now) + step : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (priv->hits), at);

  if (next == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (priv->hits), next);
  scroll_to (priv, next);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, XyHitEntry *self)
{
  XyHitEntryClass *klass = XY_HIT_ENTRY_GET_CLASS (self);
  gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down, up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;

  if (!xy_hit_entry_is_down (self))
    return down && klass->down != NULL && klass->down (self);
  if (key == GDK_KEY_Escape)
    {
      xy_hit_entry_pop_down (self);
      return klass->escaped == NULL || klass->escaped (self);
    }
  if (down || up)
    walk (get_private (self), down ? 1 : -1);
  return down || up;
}

static gboolean
xy_hit_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (get_private (XY_HIT_ENTRY (widget))->entry);
}

static void
xy_hit_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyHitEntryPrivate *priv = get_private (XY_HIT_ENTRY (widget));

  gtk_widget_size_allocate (priv->entry, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gtk_popover_present (GTK_POPOVER (priv->popover));
}

static void
xy_hit_entry_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (get_private (XY_HIT_ENTRY (widget))->entry, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
xy_hit_entry_dispose (GObject *object)
{
  XyHitEntryPrivate *priv = get_private (XY_HIT_ENTRY (object));

  xy_hit_entry_stop (XY_HIT_ENTRY (object));
  g_clear_pointer (&priv->popover, gtk_widget_unparent);
  g_clear_pointer (&priv->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (xy_hit_entry_parent_class)->dispose (object);
}

static void
xy_hit_entry_class_init (XyHitEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_hit_entry_dispose;
  widget_class->grab_focus = xy_hit_entry_grab_focus;
  widget_class->size_allocate = xy_hit_entry_size_allocate;
  widget_class->measure = xy_hit_entry_measure;
}

static void
xy_hit_entry_init (XyHitEntry *self)
{
  XyHitEntryPrivate *priv = get_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  priv->hits = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (priv->hits), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (priv->hits), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->hits), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Results"), -1);
  priv->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (priv->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (priv->scroll), FALSE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (priv->scroll), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (priv->scroll), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (priv->scroll), priv->hits);
  gtk_box_append (GTK_BOX (box), priv->scroll);

  priv->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (priv->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (priv->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (priv->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (priv->popover), box);
  gtk_widget_add_css_class (priv->popover, "hits");
  gtk_widget_set_can_focus (priv->popover, FALSE);
  gtk_widget_set_parent (priv->popover, GTK_WIDGET (self));
  g_signal_connect_swapped (priv->hits, "row-activated", G_CALLBACK (on_row_activated), self);
}

void
xy_hit_entry_set_entry (XyHitEntry *self, GtkWidget *entry)
{
  g_return_if_fail (XY_IS_HIT_ENTRY (self));
  XyHitEntryPrivate *priv = get_private (self);

  priv->entry = entry;
  gtk_widget_insert_before (entry, GTK_WIDGET (self), priv->popover);
  XY_KEYS_TAKE_FIRST (entry, on_key_pressed, self);
}

GtkWidget *
xy_hit_entry_get_entry (XyHitEntry *self)
{
  g_return_val_if_fail (XY_IS_HIT_ENTRY (self), NULL);
  return get_private (self)->entry;
}

const char *
xy_hit_entry_get_text (XyHitEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (xy_hit_entry_get_entry (self)));
}

GtkListBox *
xy_hit_entry_get_list (XyHitEntry *self)
{
  g_return_val_if_fail (XY_IS_HIT_ENTRY (self), NULL);
  return GTK_LIST_BOX (get_private (self)->hits);
}

void
xy_hit_entry_set_nothing (XyHitEntry *self, GtkWidget *widget)
{
  g_return_if_fail (XY_IS_HIT_ENTRY (self));
  XyHitEntryPrivate *priv = get_private (self);

  priv->nothing = widget;
  gtk_widget_insert_after (widget, gtk_widget_get_parent (priv->scroll), priv->scroll);
}

void
xy_hit_entry_ask (XyHitEntry *self,
                  XyWorker *worker,
                  XyWorkerFunc func,
                  gpointer data,
                  GDestroyNotify free_data,
                  GAsyncReadyCallback callback)
{
  g_return_if_fail (XY_IS_HIT_ENTRY (self));
  XyHitEntryPrivate *priv = get_private (self);

  xy_hit_entry_stop (self);
  priv->asking = g_cancellable_new ();
  xy_worker_run (worker, XY_WORKER_QUERY, func, data, free_data, (GDestroyNotify) g_ptr_array_unref, priv->asking,
                 callback, g_object_ref (self));
}

gboolean
xy_hit_entry_answered (XyHitEntry *self)
{
  XyHitEntryPrivate *priv = get_private (self);

  if (priv->popover == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  g_clear_object (&priv->asking);
  return TRUE;
}

gboolean
xy_hit_entry_is_asking (XyHitEntry *self)
{
  return get_private (self)->asking != NULL;
}

void
xy_hit_entry_stop (XyHitEntry *self)
{
  XyHitEntryPrivate *priv = get_private (self);

  g_cancellable_cancel (priv->asking);
  g_clear_object (&priv->asking);
}

GtkWidget *
xy_hit_entry_make_row (const XySearchHit *hit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (hit->title);
  GtkWidget *more = gtk_label_new (hit->more);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name = g_strjoin (" ", hit->title, hit->more, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (more, "more");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

void
xy_hit_entry_clear (XyHitEntry *self)
{
  XyHitEntryPrivate *priv = get_private (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (priv->hits)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (priv->hits), row);
}

/* What hangs down ends inside the window; under an entry far down it stands above, and has a few rows at least. */
static int
get_room (XyHitEntry *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  graphene_rect_t place;

  if (root == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (self), root, &place))
    return ROOM_LEAST;
  double below = gtk_widget_get_height (root) - (place.origin.y + place.size.height) - ROOM_EDGE;
  return MAX ((int) below, ROOM_LEAST);
}

void
xy_hit_entry_show_hits (XyHitEntry *self, GPtrArray *rows, int width)
{
  XyHitEntryPrivate *priv = get_private (self);
  GtkListBox *list = GTK_LIST_BOX (priv->hits);

  xy_hit_entry_clear (self);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (list, rows->pdata[i]);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  gtk_widget_set_visible (priv->scroll, rows->len > 0);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (priv->scroll), get_room (self));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (priv->scroll)), 0);
  if (priv->nothing != NULL)
    gtk_widget_set_visible (priv->nothing, rows->len == 0);
  gtk_widget_set_size_request (priv->popover, MAX (gtk_widget_get_width (GTK_WIDGET (self)), width), -1);
  if (rows->len > 0 || priv->nothing != NULL)
    gtk_popover_popup (GTK_POPOVER (priv->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (priv->popover));
}

void
xy_hit_entry_pop_down (XyHitEntry *self)
{
  GtkWidget *popover = get_private (self)->popover;

  /* The focus also leaves while all is taken down. */
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

gboolean
xy_hit_entry_is_down (XyHitEntry *self)
{
  return gtk_widget_get_visible (get_private (self)->popover);
}

void
xy_hit_entry_take (XyHitEntry *self)
{
  on_row_activated (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (get_private (self)->hits)));
}
