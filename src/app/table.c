/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pane-box.h"
#include "app/prefs.h"
#include "app/table-private.h"

#include <glib/gi18n-lib.h>

/* So many chosen rows are found again after the list changed under them. */
#define KEEP_CHOSEN 5000

enum
{
  CHOSEN,
  ACTIVATED,
  PASTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyTable, xy_table, GTK_TYPE_WIDGET)

typedef struct
{
  const XyListSource *source;
  XyListShared *query;
  GArray *ids;
} SumJob;

static void
sum_job_free (gpointer p)
{
  SumJob *job = p;
  xy_list_shared_unref (job->query);
  g_array_unref (job->ids);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
sum_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  SumJob *job = p;
  return job->source->sum (store, xy_list_shared_get (job->query), (const XyId *) (gpointer) job->ids->data,
                           job->ids->len, cancellable, error);
}

/* Beside a narrow window's other half the words may be cut; the tooltip has them all. */
static void
set_foot (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), *words != '\0' ? words : NULL);
}

static void
show_chosen (XyTable *self, const char *sum)
{
  guint n = xy_table_get_n_chosen (self);
  g_autofree char *count = g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);
  g_autofree char *words = sum != NULL && *sum != '\0' ? g_strjoin (" · ", count, sum, NULL) : g_steal_pointer (&count);

  set_foot (self->foot_chosen, n > 0 ? words : "");
}

static void
on_summed (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sum = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (error == NULL)
    show_chosen (XY_TABLE (p), sum);
  g_object_unref (p);
}

static gboolean
sum_chosen (gpointer p)
{
  XyTable *self = p;
  const XyListSource *source = self->list != NULL ? xy_list_get_source (self->list) : NULL;

  self->sum_source = 0;
  g_cancellable_cancel (self->summing);
  g_clear_object (&self->summing);
  if (source == NULL || source->sum == NULL || xy_table_get_n_chosen (self) == 0)
    {
      show_chosen (self, NULL);
      return G_SOURCE_REMOVE;
    }

  SumJob *job = g_new0 (SumJob, 1);
  job->source = source;
  job->query = xy_list_share_query (self->list);
  job->ids = xy_table_get_chosen (self);
  self->summing = g_cancellable_new ();
  xy_worker_run (xy_list_get_worker (self->list), XY_WORKER_QUERY, sum_on_worker, job, sum_job_free, g_free,
                 self->summing, on_summed, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
show_count (XyTable *self)
{
  guint n = self->list != NULL ? xy_list_get_count (self->list) : 0;
  g_autofree char *count = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);

  set_foot (self->foot_text, self->foot_words != NULL ? self->foot_words : count);
}

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
  if (self->sum_source == 0)
    self->sum_source = g_idle_add (sum_chosen, self);
  tell_chosen (self);
}

static void
on_before_change (XyTable *self, guint from, guint removed, guint added, XyList *list)
{
  g_clear_pointer (&self->chosen_before, g_array_unref);
  xy_table_fill_soon (self);
  if (removed == 0)
    return;

  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection_in_range (self->selection, from, removed);
  if (gtk_bitset_is_empty (chosen) || gtk_bitset_get_size (chosen) > KEEP_CHOSEN)
    return;

  GtkBitsetIter iter;
  guint position;
  self->chosen_before = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, chosen, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    if (position >= from && position < from + removed)
      g_array_append_vals (self->chosen_before, xy_list_get_id (list, position), 1);
}

static guint
n_told (XyTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/* Rows that were chosen and only moved are chosen still. */
static void
restore_chosen (XyTable *self)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->chosen_before);
  if (before == NULL || before->len == 0)
    return;

  g_autoptr (GHashTable) ids = g_hash_table_new (xy_id_hash, xy_id_equal);
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_empty ();
  for (guint i = 0; i < before->len; i++)
    g_hash_table_add (ids, &g_array_index (before, XyId, i));
  for (guint i = 0; i < xy_list_get_count (self->list) && gtk_bitset_get_size (chosen) < before->len; i++)
    if (g_hash_table_contains (ids, xy_list_get_id (self->list, i)))
      gtk_bitset_add (chosen, i);
  if (!gtk_bitset_is_empty (chosen) && gtk_bitset_get_maximum (chosen) >= n_told (self))
    xy_table_fill_now (self);
  gtk_selection_model_set_selection (self->selection, chosen, chosen);
}

/* GTK 4.8 can scroll to a row only by an action of the list inside. */
static void
scroll_to (XyTable *self, guint position)
{
  if (xy_table_get_rows (self) != NULL)
    gtk_widget_activate_action (xy_table_get_rows (self), "list.scroll-to-item", "u", position);
}

/* Rows that just came have no places before they are laid out. */
static gboolean
on_scroll_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  XyTable *self = XY_TABLE (widget);

  if (xy_table_get_n_chosen (self) == 1 && self->frames_to_scroll-- > 0)
    {
      g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->selection);
      scroll_to (self, gtk_bitset_get_minimum (chosen));
      return G_SOURCE_CONTINUE;
    }
  self->scroll_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
on_answered (XyTable *self)
{
  restore_chosen (self);
  if (self->scroll_again)
    {
      self->frames_to_scroll = 3;
      if (self->scroll_tick == 0)
        self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_scroll_tick, NULL, NULL);
    }
  self->scroll_again = FALSE;
  follow_current (self);
  tell_mark (self);
  show_count (self);
  if (self->is_fitted)
    xy_table_fit_if_cut (self);
  else
    xy_table_fit_soon (self);
  if (self->sum_source == 0)
    self->sum_source = g_idle_add (sum_chosen, self);
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

GtkWidget *
xy_table_get_rows (XyTable *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;
  return NULL;
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

static gboolean
has_focus (XyTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));
}

/* A row far down is there only after the next layouts; who has gone elsewhere meanwhile is not called back. */
static gboolean
on_focus_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  XyTable *self = XY_TABLE (widget);

  if (has_focus (self) && xy_table_get_n_chosen (self) == 1 && self->frames_left-- > 0)
    {
      for (GtkWidget *row = gtk_widget_get_first_child (xy_table_get_rows (self)); row != NULL;
           row = gtk_widget_get_next_sibling (row))
        if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0 && gtk_widget_grab_focus (row))
          {
            self->focus_tick = 0;
            return G_SOURCE_REMOVE;
          }
      return G_SOURCE_CONTINUE;
    }
  self->focus_tick = 0;
  return G_SOURCE_REMOVE;
}

/* The view itself would give the keys to the row that had them last, and the arrows would go on from there. */
static void
focus_chosen (XyTable *self)
{
  self->frames_left = 12;
  if (self->focus_tick == 0)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_focus_tick, NULL, NULL);
}

/* The keys stand on a row, or before all of them, where none is chosen. */
static gboolean
choose_where_keys_are (XyTable *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || self->list == NULL || xy_list_get_count (self->list) == 0 || xy_table_get_n_chosen (self) > 0)
    return FALSE;
  if (focus != xy_table_get_rows (self))
    return gtk_widget_activate_action (focus, "listitem.select", "(bb)", FALSE, FALSE);
  focus_chosen (self);
  return gtk_selection_model_select_item (self->selection, 0, TRUE);
}

/* End, Page Down and Ctrl+A mean all rows there are. The first step down would pass over the row where the keys are. */
static gboolean
on_key_pressed (XyTable *self, guint key)
{
  xy_table_fill_now (self);
  return (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) && choose_where_keys_are (self);
}

static gboolean
xy_table_grab_focus (GtkWidget *widget)
{
  XyTable *self = XY_TABLE (widget);
  gboolean taken = gtk_widget_grab_focus (GTK_WIDGET (self->view));

  if (taken)
    focus_chosen (self);
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

static GtkLabel *
add_foot_label (XyTable *self, GtkAlign align)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_widget_set_halign (label, align);
  gtk_widget_set_hexpand (label, align == GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->foot), label);
  return GTK_LABEL (label);
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

  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->foot, "foot");
  self->foot_text = add_foot_label (self, GTK_ALIGN_START);
  self->foot_chosen = add_foot_label (self, GTK_ALIGN_END);

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
  g_signal_connect_object (list, "before-change", G_CALLBACK (on_before_change), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "loaded", G_CALLBACK (xy_table_fill_cells), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, self->selection);
  self->is_fitted = FALSE;
  show_count (self);
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

void
xy_table_set_foot (XyTable *self, const char *text)
{
  g_return_if_fail (XY_IS_TABLE (self));
  g_free (self->foot_words);
  self->foot_words = g_strdup (text);
  show_count (self);
}

void
xy_table_set_foot_visible (XyTable *self, gboolean visible)
{
  g_return_if_fail (XY_IS_TABLE (self));
  gtk_widget_set_visible (self->foot, visible);
}

GArray *
xy_table_get_chosen (XyTable *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_return_val_if_fail (XY_IS_TABLE (self), ids);

  if (self->selection == NULL)
    return ids;
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->selection);
  GtkBitsetIter iter;
  guint position;
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, chosen, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      const XyId *id = xy_list_get_id (self->list, position);
      if (id != NULL)
        g_array_append_vals (ids, id, 1);
    }
  return ids;
}

guint
xy_table_get_n_chosen (XyTable *self)
{
  g_return_val_if_fail (XY_IS_TABLE (self), 0);

  if (self->selection == NULL)
    return 0;
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->selection);
  return (guint) gtk_bitset_get_size (chosen);
}

XyRow *
xy_table_get_row (XyTable *self)
{
  g_return_val_if_fail (XY_IS_TABLE (self), NULL);

  if (self->selection == NULL)
    return NULL;
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->selection);
  if (gtk_bitset_get_size (chosen) != 1)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_minimum (chosen));
}

gconstpointer
xy_table_get_record (XyTable *self)
{
  g_autoptr (XyRow) row = xy_table_get_row (self);

  return row != NULL ? xy_row_get_record (row) : NULL;
}

gboolean
xy_table_choose (XyTable *self, const XyId *id)
{
  guint position;
  g_return_val_if_fail (XY_IS_TABLE (self), FALSE);

  if (self->selection == NULL || !xy_list_find (self->list, id, &position))
    return FALSE;
  if (position >= n_told (self))
    xy_table_fill_now (self);
  gtk_selection_model_select_item (self->selection, position, TRUE);
  /* And count further rows from it, likewise. */
  if (xy_table_get_rows (self) != NULL)
    gtk_widget_activate_action (xy_table_get_rows (self), "list.select-item", "(ubb)", position, FALSE, FALSE);
  scroll_to (self, position);
  self->scroll_again = xy_list_is_stale (self->list);
  if (has_focus (self))
    focus_chosen (self);
  return TRUE;
}

gboolean
xy_table_choose_wanted (XyTable *self, XyId *wanted)
{
  if (xy_id_is_none (wanted) || !xy_table_choose (self, wanted))
    return FALSE;
  *wanted = XY_ID_NONE;
  return TRUE;
}

void
xy_table_choose_first (XyTable *self)
{
  g_return_if_fail (XY_IS_TABLE (self));
  GtkWidget *box = gtk_widget_get_ancestor (GTK_WIDGET (self), XY_TYPE_PANE_BOX);

  if (xy_list_get_count (self->list) > 0 && xy_table_get_n_chosen (self) == 0
      && (box == NULL || xy_pane_box_is_wide (XY_PANE_BOX (box))))
    xy_table_choose (self, xy_list_get_id (self->list, 0));
}

void
xy_table_choose_none (XyTable *self)
{
  g_return_if_fail (XY_IS_TABLE (self));
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (self->selection);
}
