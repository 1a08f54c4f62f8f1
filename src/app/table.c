/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/prefs.h"
#include "app/table-private.h"

enum
{
  CHOSEN,
  ACTIVATED,
  PASTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyTable, xy_table, GTK_TYPE_WIDGET)

/* Whoever shows the chosen row in full shows its mark too. */
static void
tell_mark (XyTable *self)
{
  if (self->list != NULL)
    xy_list_set_mark (self->list, self->current != NULL ? xy_row_get_mark (self->current) : NULL);
}

static void
tell_chosen (XyTable *self)
{
  tell_mark (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
follow_current (XyTable *self)
{
  g_autoptr (XyRow) row = xy_table_get_row (self);

  if (row == self->current)
    return;
  g_clear_signal_handler (&self->current_id, self->current);
  g_set_object (&self->current, row);
  if (row != NULL)
    self->current_id = g_signal_connect_swapped (row, "changed", G_CALLBACK (tell_chosen), self);
}

static void
on_selection_changed (XyTable *self)
{
  follow_current (self);
  if (self->current != NULL && !xy_id_same (xy_row_get_id (self->current), &self->by_itself))
    self->by_itself = XY_ID_NONE;
  xy_table_sum_soon (self);
  tell_chosen (self);
}

/* In front of the page's own handler, which may choose a row. */
static void
on_answered (XyTable *self)
{
  gboolean had_one = self->current != NULL;

  xy_table_restore_chosen (self);
  follow_current (self);
  /* GTK says nothing of a chosen row that is gone, and the pane would go on showing it. */
  if (had_one && self->current == NULL)
    tell_chosen (self);
  else
    tell_mark (self);
  xy_table_show_count (self);
  if (self->is_fitted)
    xy_table_fit_if_cut (self);
  else
    xy_table_fit_soon (self);
  xy_table_sum_soon (self);
}

static void
on_view_activated (XyTable *self, guint position)
{
  g_autoptr (XyRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (row != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, row);
}

static void
pop_menu_up (XyTable *self, double x, double y)
{
  if (self->menu == NULL || xy_table_get_n_chosen (self) == 0)
    return;
  if (self->menu_popover == NULL)
    {
      self->menu_popover = gtk_popover_menu_new_from_model (self->menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu_popover), FALSE);
      gtk_widget_set_halign (self->menu_popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu_popover, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu_popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu_popover));
}

static void
on_right_pressed (GtkGestureClick *gesture, int n_press, double x, double y, XyTable *self)
{
  double view_x, view_y;
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->view), x, y, &view_x, &view_y);
  guint position = xy_table_pick (self, view_x, view_y);

  if (position == GTK_INVALID_LIST_POSITION || self->selection == NULL)
    return;
  if (!gtk_selection_model_is_selected (self->selection, position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_menu_up (self, x, y);
}

static gboolean
on_menu_key_pressed (GtkWidget *widget, GVariant *args, gpointer p)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  double x = 24, y = 24;

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    gtk_widget_translate_coordinates (focus, widget, 24, gtk_widget_get_height (focus), &x, &y);
  pop_menu_up (XY_TABLE (widget), x, y);
  return TRUE;
}

static void
on_copy_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_table_copy (XY_TABLE (widget));
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyTable) self = p;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && *text != '\0')
    g_signal_emit (self, signals[PASTED], 0, text);
}

static void
on_paste_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_signal_has_handler_pending (widget, signals[PASTED], 0, FALSE))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text_read, g_object_ref (widget));
}

static void
on_text_size_changed (XyTable *self)
{
  if (self->columns != NULL)
    xy_table_scale_columns (self);
}

static void
xy_table_map (GtkWidget *widget)
{
  XyTable *self = XY_TABLE (widget);

  GTK_WIDGET_CLASS (xy_table_parent_class)->map (widget);
  if (self->list != NULL)
    xy_list_set_shown (self->list, TRUE);
}

static void
xy_table_unmap (GtkWidget *widget)
{
  XyTable *self = XY_TABLE (widget);

  if (self->list != NULL)
    xy_list_set_shown (self->list, FALSE);
  GTK_WIDGET_CLASS (xy_table_parent_class)->unmap (widget);
}

/* Light or dark: what the cells look up themselves is looked up anew. */
static void
xy_table_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  XyTable *self = XY_TABLE (widget);

  GTK_WIDGET_CLASS (xy_table_parent_class)->css_changed (widget, change);
  self->look++;
  if (self->box != NULL)
    xy_table_fill_cells (self);
}

/* What of the view's rows is at X, Y, where there is one. */
static GtkWidget *
find_row (XyTable *self, double x, double y)
{
  GtkWidget *row = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  while (gtk_widget_get_parent (row) != xy_table_get_rows (self))
    row = gtk_widget_get_parent (row);
  return row;
}

/* The pointer takes a row, or with Ctrl adds one to those chosen, or leaves it out. */
static void
on_left_pressed (GtkGestureClick *gesture, int n_press, double x, double y, XyTable *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double view_x, view_y;
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->view), x, y, &view_x, &view_y);
  guint position = xy_table_pick (self, view_x, view_y);

  gboolean adds = (state & GDK_CONTROL_MASK) != 0 && (state & GDK_SHIFT_MASK) == 0;

  if (position == GTK_INVALID_LIST_POSITION || self->selection == NULL)
    return;
  xy_table_take_over (self, adds && !gtk_selection_model_is_selected (self->selection, position));
  if (!adds || self->is_single)
    return;
  /* GTK 4.8 would do it twice, for the cell and for its row, and nothing would come of it. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (xy_table_get_rows (self), "list.select-item", "(ubb)", position, TRUE, FALSE);
  gtk_widget_grab_focus (find_row (self, view_x, view_y));
}

/* End, Page Down and Ctrl+A mean all rows there are. The first step down would pass over the row where the keys are. */
static gboolean
on_key_pressed (XyTable *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  xy_table_fill_now (self);
  if ((key == GDK_KEY_space || key == GDK_KEY_KP_Space) && (state & GDK_CONTROL_MASK) != 0 && focus != NULL)
    xy_table_take_over (self, (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) == 0);
  return (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) && xy_table_choose_where_keys_are (self);
}

static gboolean
xy_table_grab_focus (GtkWidget *widget)
{
  XyTable *self = XY_TABLE (widget);
  gboolean taken = gtk_widget_grab_focus (GTK_WIDGET (self->view));

  if (taken)
    xy_table_focus_chosen (self);
  return taken;
}

static void
xy_table_dispose (GObject *object)
{
  XyTable *self = XY_TABLE (object);

  if (self->save_source != 0)
    xy_table_save_columns (self);
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->is_arranging = TRUE; /* what the view gives up now is no wish of the person's */
  g_clear_handle_id (&self->sum_source, g_source_remove);
  g_cancellable_cancel (self->summing);
  g_clear_object (&self->summing);
  if (self->fill_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fill_tick);
  self->fill_tick = 0;
  if (self->fit_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fit_tick);
  self->fit_tick = 0;
  if (self->focus_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_tick);
  self->focus_tick = 0;
  g_signal_handlers_disconnect_by_data (xy_prefs (), self);
  xy_table_set_list (self, NULL);
  g_clear_pointer (&self->menu_popover, gtk_widget_unparent);
  g_clear_object (&self->menu);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (xy_table_parent_class)->dispose (object);
}

static void
xy_table_finalize (GObject *object)
{
  XyTable *self = XY_TABLE (object);

  g_free (self->name);
  g_free (self->foot_words);

  G_OBJECT_CLASS (xy_table_parent_class)->finalize (object);
}

static void
xy_table_class_init (XyTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = xy_table_dispose;
  object_class->finalize = xy_table_finalize;
  widget_class->map = xy_table_map;
  widget_class->unmap = xy_table_unmap;
  widget_class->css_changed = xy_table_css_changed;
  widget_class->grab_focus = xy_table_grab_focus;

  signals[CHOSEN] = g_signal_new ("chosen", XY_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] =
      g_signal_new ("activated", XY_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, XY_TYPE_ROW);
  signals[PASTED] =
      g_signal_new ("pasted", XY_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "table");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, on_copy_activated);
  gtk_widget_class_install_action (widget_class, "table.paste", NULL, on_paste_activated);
  /* A menu shows the last of an action's keys. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK, "table.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK, "table.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "table.paste", NULL);
}

static void
xy_table_init (XyTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->look = 1;
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_reorderable (self->view, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  /* Behind the view's own handlers, which give the rows their places. */
  self->vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_signal_connect_object (self->vertical, "value-changed", G_CALLBACK (xy_table_fill_cells), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->vertical, "changed", G_CALLBACK (xy_table_fill_cells), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_view_activated), self);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)), "notify::page-size",
                           G_CALLBACK (xy_table_fit_soon), self, G_CONNECT_SWAPPED);

  xy_table_add_foot (self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_set_overflow (self->box, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), self->foot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  /* Before the find entry gets what is typed: it has a menu of its own. */
  GtkEventController *keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (on_menu_key_pressed, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  GtkEventController *any_key = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (any_key, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (any_key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), any_key);

  GtkGesture *click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_right_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  GtkGesture *take = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (take), GTK_PHASE_CAPTURE);
  g_signal_connect (take, "pressed", G_CALLBACK (on_left_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (take));

  g_signal_connect_object (xy_prefs (), "changed::text-size", G_CALLBACK (on_text_size_changed), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
xy_table_new (const char *name, const XyColumn *columns, guint n_columns)
{
  XyTable *self = g_object_new (XY_TYPE_TABLE, NULL);
  xy_table_set_up (self, name, columns, n_columns);
  return GTK_WIDGET (self);
}

void
xy_table_set_up (XyTable *self, const char *name, const XyColumn *columns, guint n_columns)
{
  g_return_if_fail (XY_IS_TABLE (self) && self->columns == NULL);

  self->name = g_strdup (name);
  self->columns = columns;
  self->n_columns = n_columns;
  xy_table_add_columns (self);
}

void
xy_table_set_list (XyTable *self, XyList *list)
{
  g_return_if_fail (XY_IS_TABLE (self));

  if (self->list == list)
    return;
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
      xy_list_set_shown (self->list, FALSE);
      gtk_column_view_set_model (self->view, NULL);
      g_clear_object (&self->selection);
      g_clear_object (&self->rows);
    }
  g_clear_signal_handler (&self->current_id, self->current);
  g_clear_object (&self->current);
  g_set_object (&self->list, list);
  if (list == NULL)
    return;

  xy_list_set_shown (list, gtk_widget_get_mapped (GTK_WIDGET (self)));
  xy_table_apply_sort (self);
  self->rows = xy_first_rows_new (G_LIST_MODEL (list));
  GListModel *model = G_LIST_MODEL (g_object_ref (self->rows));
  if (self->is_single)
    {
      GtkSingleSelection *single = gtk_single_selection_new (model);
      gtk_single_selection_set_autoselect (single, FALSE);
      gtk_single_selection_set_can_unselect (single, TRUE);
      self->selection = GTK_SELECTION_MODEL (single);
    }
  else
    {
      self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (model));
    }
  g_signal_connect_object (list, "before-change", G_CALLBACK (xy_table_keep_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "loaded", G_CALLBACK (xy_table_fill_cells), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "answered", G_CALLBACK (xy_table_choose_for_pane), self,
                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, self->selection);
  self->is_fitted = FALSE;
  xy_table_show_count (self);
}

XyList *
xy_table_get_list (XyTable *self)
{
  g_return_val_if_fail (XY_IS_TABLE (self), NULL);
  return self->list;
}

void
xy_table_forget (XyTable **table, XyList **list, gpointer page)
{
  if (*list != NULL)
    g_signal_handlers_disconnect_by_data (*list, page);
  if (*table != NULL)
    g_signal_handlers_disconnect_by_data (*table, page);
  *table = NULL;
  g_clear_object (list);
}

void
xy_table_set_single (XyTable *self)
{
  g_return_if_fail (XY_IS_TABLE (self) && self->list == NULL);
  self->is_single = TRUE;
}

void
xy_table_set_menu (XyTable *self, GMenuModel *menu)
{
  g_return_if_fail (XY_IS_TABLE (self));
  g_set_object (&self->menu, menu);
  g_clear_pointer (&self->menu_popover, gtk_widget_unparent);
}

void
xy_table_set_find_entry (XyTable *self, GtkWidget *entry)
{
  g_return_if_fail (XY_IS_TABLE (self) && GTK_IS_SEARCH_ENTRY (entry));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (entry), GTK_WIDGET (self->view));
}
