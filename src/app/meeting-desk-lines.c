/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of the minutes in their order, and the one that is always ready below them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cells.h"
#include "app/keys.h"
#include "app/meeting-row.h"
#include "core/error.h"
#include "core/matter.h"

/* Rows that are made at once, and those that follow at a time. */
#define BUILD_FIRST 14
#define BUILD_MORE 12

/* Whoever looks at the end goes on looking at the end. */
static void
on_scrolled (GtkAdjustment *adjustment, XyMeetingDesk *self)
{
  self->at_end = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)
                 >= gtk_adjustment_get_upper (adjustment) - 1;
}

static gboolean
go_to_end (gpointer data)
{
  XyMeetingDesk *self = data;

  if (self->dialog != NULL)
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->lines_place));
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
    }
  xy_meeting_desk_unref (self);
  return G_SOURCE_REMOVE;
}

/* Not while the rows are being laid out. */
static void
on_grown (GtkAdjustment *adjustment, GParamSpec *spec, XyMeetingDesk *self)
{
  if (self->at_end)
    g_idle_add (go_to_end, xy_meeting_desk_ref (self));
}

static void
show_none (XyMeetingDesk *self)
{
  gboolean planned = self->sheet->meeting->stage == XY_MEETING_PLANNED;

  gtk_label_set_text (GTK_LABEL (self->lines_none),
                      planned ? _ ("The meeting has not begun. Topics can be written already; Begin opens the minutes.")
                              : _ ("Nothing is written yet. Choose what it is with F2 to F6, write, and press Enter."));
  gtk_widget_set_visible (self->lines_none, self->sheet->lines->len == 0);
}

/* Rows of what is not there any more go. */
static void
remove_rows (XyMeetingDesk *self)
{
  g_autoptr (GHashTable) there = g_hash_table_new (xy_id_hash, xy_id_equal);
  GHashTableIter iter;
  gpointer widget;

  for (guint i = 0; i < self->sheet->lines->len; i++)
    g_hash_table_add (there, &((XyRecord *) self->sheet->lines->pdata[i])->id);
  if (self->edited != NULL && !g_hash_table_contains (there, &self->edited_id))
    xy_meeting_desk_stop_editing (self);
  g_hash_table_iter_init (&iter, self->line_rows);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    if (!g_hash_table_contains (there, &xy_meeting_row_get (widget)->line->record.id))
      {
        g_hash_table_iter_remove (&iter);
        gtk_list_box_remove (GTK_LIST_BOX (self->lines), widget);
      }
}

/* ROW, at AT from now on. */
static void
place_row (XyMeetingDesk *self, XyMeetingRow *row, int at)
{
  GtkListBox *list = GTK_LIST_BOX (self->lines);
  gboolean had = gtk_widget_has_focus (row->row);

  if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row->row)) == at)
    return;
  g_object_ref (row->row);
  gtk_list_box_remove (list, row->row);
  gtk_list_box_insert (list, row->row, at);
  if (had)
    gtk_widget_grab_focus (row->row);
  g_object_unref (row->row);
}

static void
show_rows (XyMeetingDesk *self)
{
  guint n = self->sheet->lines->len, topic = 0;

  self->unbuilt = MIN (self->unbuilt, n);
  for (guint i = 0; i < n; i++)
    {
      XyMeetingLine *line = self->sheet->lines->pdata[i];
      XyMeetingRow *row = xy_meeting_row_get (g_hash_table_lookup (self->line_rows, &line->record.id));
      int at = (int) i - (int) self->unbuilt;

      topic += g_str_equal (line->kind, "topic");
      if (at < 0)
        continue;
      if (row == NULL)
        {
          row = xy_meeting_row_new ();
          g_hash_table_insert (self->line_rows, xy_id_copy (&line->record.id), row->row);
          gtk_list_box_insert (GTK_LIST_BOX (self->lines), row->row, at);
        }
      else
        place_row (self, row, at);
      xy_meeting_row_show (self, row, line, g_str_equal (line->kind, "topic") ? topic : 0);
    }
}

static gboolean
build_more (gpointer data)
{
  XyMeetingDesk *self = data;

  self->unbuilt -= MIN (self->unbuilt, BUILD_MORE);
  show_rows (self);
  if (self->unbuilt > 0)
    return G_SOURCE_CONTINUE;
  self->build_source = 0;
  return G_SOURCE_REMOVE;
}

void
xy_meeting_desk_build_lines (XyMeetingDesk *self)
{
  g_clear_handle_id (&self->build_source, g_source_remove);
  if (self->unbuilt == 0)
    return;
  self->unbuilt = 0;
  show_rows (self);
}

void
xy_meeting_desk_show_lines (XyMeetingDesk *self)
{
  guint n = self->sheet->lines->len;

  remove_rows (self);
  /* What is seen first is there first; the lines above it follow while nothing else is to be done. */
  if (!self->loaded && n > BUILD_FIRST)
    {
      self->unbuilt = n - BUILD_FIRST;
      self->build_source = g_idle_add_full (G_PRIORITY_LOW, build_more, self, NULL);
    }
  show_rows (self);
  show_none (self);
  GtkWidget *go_to = g_hash_table_lookup (self->line_rows, &self->go_to);
  if (go_to != NULL)
    gtk_widget_grab_focus (go_to);
  self->go_to = XY_ID_NONE;
}

void
xy_meeting_desk_focus_lines (XyMeetingDesk *self)
{
  guint n = self->sheet != NULL ? self->sheet->lines->len : 0;

  if (n == 0)
    return;
  xy_meeting_desk_build_lines (self);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->lines), (int) n - 1)));
}

void
xy_meeting_desk_set_row_child (XyMeetingDesk *self, const XyId *id, GtkWidget *child)
{
  XyMeetingRow *row = xy_meeting_row_get (g_hash_table_lookup (self->line_rows, id));

  if (row == NULL)
    return;
  gboolean had = child == NULL && self->edited != NULL && xy_meeting_hand_has_focus (self->edited);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), child != NULL ? child : row->shown);
  if (had)
    gtk_widget_grab_focus (row->row);
}

/* Keys in the list */

static void
move_row (XyMeetingDesk *self, const XyMeetingRow *row, int step)
{
  int at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row->row));
  int after = step < 0 ? at - 2 : at + 1, n = (int) self->sheet->lines->len;

  if (!xy_meeting_desk_is_open (self) || at + step < 0 || at + step >= n)
    return;
  self->go_to = row->line->record.id;
  xy_meeting_desk_move (self, &row->line->record.id,
                        after >= 0 ? &((XyRecord *) self->sheet->lines->pdata[after])->id : NULL);
}

static gboolean
on_list_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyMeetingDesk *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->dialog));
  const XyMeetingRow *row = GTK_IS_LIST_BOX_ROW (focus) ? xy_meeting_row_get (focus) : NULL;
  gboolean alt = (state & GDK_ALT_MASK) != 0;

  if (row == NULL)
    return FALSE;
  xy_meeting_desk_build_lines (self);
  if (alt && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    move_row (self, row, key == GDK_KEY_Up ? -1 : 1);
  else if (key == GDK_KEY_Delete && xy_meeting_desk_is_open (self))
    {
      guint at = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row->row));
      guint next = at + 1 < self->sheet->lines->len ? at + 1 : at > 0 ? at - 1 : 0;
      self->go_to = ((XyRecord *) self->sheet->lines->pdata[next])->id;
      xy_meeting_desk_delete_line (self, &row->line->record.id);
    }
  else if (!alt && key == GDK_KEY_Down
           && gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row->row)) + 1 == (int) self->sheet->lines->len)
    xy_meeting_hand_focus (self->composed, "text");
  else
    return FALSE;
  return TRUE;
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *widget, XyMeetingDesk *self)
{
  const XyMeetingRow *row = xy_meeting_row_get (widget);

  if (row != NULL && !xy_id_same (&row->line->record.id, &self->edited_id))
    xy_meeting_desk_edit (self, &row->line->record.id, NULL);
}

GtkWidget *
xy_meeting_desk_make_lines (XyMeetingDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->lines = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->lines), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->lines), FALSE);
  gtk_widget_add_css_class (self->lines, "minutes");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lines), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lines of the minutes"), -1);
  XY_KEYS_TAKE_FIRST (self->lines, on_list_key_pressed, self);
  g_signal_connect (self->lines, "row-activated", G_CALLBACK (on_row_activated), self);
  self->lines_none = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->lines_none), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->lines_none), 30);
  gtk_label_set_justify (GTK_LABEL (self->lines_none), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->lines_none, "quiet");
  gtk_widget_set_margin_top (self->lines_none, 48);
  gtk_widget_set_visible (self->lines_none, FALSE);
  gtk_box_append (GTK_BOX (inside), self->lines_none);
  gtk_box_append (GTK_BOX (inside), self->lines);
  self->lines_place = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->lines_place), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->lines_place), inside);
  gtk_widget_set_vexpand (self->lines_place, TRUE);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->lines_place));
  self->at_end = TRUE;
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_scrolled), self);
  g_signal_connect (adjustment, "notify::upper", G_CALLBACK (on_grown), self);
  g_signal_connect (adjustment, "notify::page-size", G_CALLBACK (on_grown), self);
  gtk_widget_add_css_class (box, "panel");
  gtk_widget_add_css_class (box, "meeting-lines");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), self->lines_place);
  self->composed = xy_meeting_hand_new (self);
  gtk_widget_add_css_class (self->composed->box, "composed");
  gtk_box_append (GTK_BOX (box), self->composed->box);
  return box;
}
