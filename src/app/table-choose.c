/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows are chosen, also after the list changed under them; the chosen row is in sight and has the keys. */
#include "app/pane-box.h"
#include "app/table-private.h"

/* So many chosen rows are found again after the list changed under them. */
#define KEEP_CHOSEN 5000

GtkWidget *
xy_table_get_rows (XyTable *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;
  return NULL;
}

void
xy_table_keep_chosen (XyTable *self, guint from, guint removed, guint added, XyList *list)
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
choose_again (XyTable *self)
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

void
xy_table_restore_chosen (XyTable *self)
{
  choose_again (self);
  if (self->scroll_again)
    {
      self->frames_to_scroll = 3;
      if (self->scroll_tick == 0)
        self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_scroll_tick, NULL, NULL);
    }
  self->scroll_again = FALSE;
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
void
xy_table_focus_chosen (XyTable *self)
{
  self->frames_left = 12;
  if (self->focus_tick == 0)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_focus_tick, NULL, NULL);
}

/* The keys stand on a row, or before all of them, where none is chosen. */
gboolean
xy_table_choose_where_keys_are (XyTable *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || self->list == NULL || xy_list_get_count (self->list) == 0 || xy_table_get_n_chosen (self) > 0)
    return FALSE;
  if (focus != xy_table_get_rows (self))
    return gtk_widget_activate_action (focus, "listitem.select", "(bb)", FALSE, FALSE);
  xy_table_focus_chosen (self);
  return gtk_selection_model_select_item (self->selection, 0, TRUE);
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
    xy_table_focus_chosen (self);
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

/* Whether the one chosen row was chosen by nobody. */
static gboolean
is_by_itself (XyTable *self)
{
  g_autoptr (XyRow) row = xy_id_is_none (&self->by_itself) ? NULL : xy_table_get_row (self);

  return row != NULL && xy_id_same (xy_row_get_id (row), &self->by_itself);
}

void
xy_table_take_over (XyTable *self, gboolean adds_another)
{
  gboolean leaves = adds_another && is_by_itself (self);

  self->by_itself = XY_ID_NONE;
  if (leaves)
    xy_table_choose_none (self);
}

void
xy_table_choose_for_pane (XyTable *self)
{
  GtkWidget *box = gtk_widget_get_ancestor (GTK_WIDGET (self), XY_TYPE_PANE_BOX);
  const XyId *first = self->list != NULL ? xy_list_get_id (self->list, 0) : NULL;

  if (box == NULL || first == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (is_by_itself (self) && !xy_pane_box_is_wide (XY_PANE_BOX (box)))
    xy_table_take_over (self, TRUE);
  else if (!self->left_unchosen && xy_table_get_n_chosen (self) == 0 && !xy_list_is_stale (self->list)
           && xy_pane_box_lacks_record (XY_PANE_BOX (box)) && xy_table_choose (self, first))
    self->by_itself = *first;
}

void
xy_table_leave_unchosen (XyTable *self)
{
  g_return_if_fail (XY_IS_TABLE (self));
  self->left_unchosen = TRUE;
}

void
xy_table_choose_none (XyTable *self)
{
  g_return_if_fail (XY_IS_TABLE (self));
  if (self->is_single && self->selection != NULL)
    gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (self->selection), GTK_INVALID_LIST_POSITION);
  else if (self->selection != NULL)
    gtk_selection_model_unselect_all (self->selection);
}
