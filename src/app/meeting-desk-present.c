/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is here, the last one first. */
#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/keys.h"
#include "app/meeting-desk-private.h"

/* Rows that are made at once, and those that follow at a time. */
#define BUILD_FIRST 14
#define BUILD_MORE 12

typedef struct
{
  XyMeetingPresence *presence;
  GtkWidget *row, *number, *name, *more, *state, *off;
  char *says; /* all of it, so that what stays the same is not laid out again */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->presence);
  g_free (row->says);
  g_free (row);
}

static Row *
get_row (gpointer widget)
{
  return widget != NULL ? g_object_get_data (G_OBJECT (widget), "row") : NULL;
}

static GtkWidget *
add_label (GtkWidget *box, int width, float xalign, const char *css_class)
{
  GtkWidget *label = xy_cells_label (width, xalign, css_class);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
on_off_clicked (GtkWidget *button, XyMeetingDesk *self)
{
  const Row *row = get_row (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));

  xy_meeting_desk_take_off (self, &row->presence->record.id);
}

static Row *
row_new (XyMeetingDesk *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *off = gtk_button_new_from_icon_name ("window-close-symbolic");

  row->number = add_label (box, 24, 1, "quiet");
  row->name = add_label (box, 78, 0, "bold");
  row->more = add_label (box, 0, 0, "quiet");
  row->state = add_label (box, 42, 1, "small");
  gtk_widget_add_css_class (off, "flat");
  gtk_widget_add_css_class (off, "small-verb");
  gtk_widget_set_focusable (off, FALSE);
  gtk_widget_set_tooltip_text (off, _ ("Take off the list (Delete)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (off), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Take off the list"), -1);
  g_signal_connect (off, "clicked", G_CALLBACK (on_off_clicked), self);
  row->off = off;
  gtk_box_append (GTK_BOX (box), off);
  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  g_object_set_data_full (G_OBJECT (row->row), "row", row, row_free);
  return row;
}

/* "2人", "请假", "列席". */
static char *
describe_state (const XyMeetingPresence *presence)
{
  if (g_str_equal (presence->state, "leave"))
    return g_strdup (_ ("on leave"));
  if (g_str_equal (presence->role, "guest"))
    return g_strdup (_ ("sits in"));
  if (g_str_equal (presence->state, "online"))
    return g_strdup (_ ("online"));
  if (g_str_equal (presence->state, "proxy"))
    return g_strdup (_ ("by proxy"));
  return presence->people > 1
             ? g_strdup_printf (ngettext ("%d person", "%d people", (gulong) presence->people), (int) presence->people)
             : g_strdup ("✓");
}

static void
row_show (XyMeetingDesk *self, Row *row, XyMeetingPresence *presence, guint number)
{
  g_autofree char *count = g_strdup_printf ("%u", number);
  g_autofree char *state = describe_state (presence);
  g_autofree char *more = xy_meeting_desk_place_of (self, presence);
  g_autofree char *name = g_strdup_printf ("%s %s %s", presence->name, more, state);
  gboolean open = xy_meeting_desk_is_recording (self);
  g_autofree char *says = g_strdup_printf ("%u %s%s", number, name, open ? " ×" : "");

  g_set_object (&row->presence, presence);
  if (g_strcmp0 (says, row->says) == 0)
    return;
  g_free (row->says);
  row->says = g_steal_pointer (&says);
  gtk_widget_set_visible (row->off, open);
  gtk_label_set_text (GTK_LABEL (row->number), count);
  gtk_label_set_text (GTK_LABEL (row->name), presence->name);
  gtk_label_set_text (GTK_LABEL (row->more), more);
  gtk_label_set_text (GTK_LABEL (row->state), state);
  gtk_widget_set_tooltip_text (row->more, more[0] != '\0' ? more : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
remove_rows (XyMeetingDesk *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->present);
  g_autoptr (GHashTable) there = g_hash_table_new (xy_id_hash, xy_id_equal);
  GHashTableIter iter;
  gpointer widget;

  for (guint i = 0; i < self->sheet->presences->len; i++)
    g_hash_table_add (there, &((XyRecord *) self->sheet->presences->pdata[i])->id);
  g_hash_table_iter_init (&iter, self->present_rows);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    if (!g_hash_table_contains (there, &get_row (widget)->presence->record.id))
      {
        int at = gtk_list_box_row_get_index (widget);
        gboolean had = gtk_widget_has_focus (widget);
        g_hash_table_iter_remove (&iter);
        gtk_list_box_remove (list, widget);
        GtkListBoxRow *next = gtk_list_box_get_row_at_index (list, at);
        if (had)
          gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next) : self->arrive);
      }
}

/* The latest first; MOST of them for the first time. */
static void
show_rows (XyMeetingDesk *self, guint most)
{
  guint n = self->sheet->presences->len, made = 0;

  for (guint i = 0; i < n; i++)
    {
      XyMeetingPresence *presence = self->sheet->presences->pdata[n - 1 - i];
      Row *row = get_row (g_hash_table_lookup (self->present_rows, &presence->record.id));
      if (row == NULL && made++ == most)
        return;
      if (row == NULL)
        {
          row = row_new (self);
          g_hash_table_insert (self->present_rows, xy_id_copy (&presence->record.id), row->row);
          gtk_list_box_insert (GTK_LIST_BOX (self->present), row->row, (int) i);
        }
      row_show (self, row, presence, n - i);
    }
}

static gboolean
build_more (gpointer data)
{
  XyMeetingDesk *self = data;

  show_rows (self, BUILD_MORE);
  if (g_hash_table_size (self->present_rows) < self->sheet->presences->len)
    return G_SOURCE_CONTINUE;
  self->come_source = 0;
  return G_SOURCE_REMOVE;
}

void
xy_meeting_desk_show_people (XyMeetingDesk *self)
{
  xy_meeting_who_set_meeting (XY_MEETING_WHO (self->arrive), self->sheet->meeting, self->sheet->kind);
  gtk_widget_set_sensitive (self->arrive, xy_meeting_desk_is_recording (self));
  remove_rows (self);
  /* Those that are seen are there first, the rest follows while nothing else is to be done. */
  show_rows (self, BUILD_FIRST);
  if (g_hash_table_size (self->present_rows) < self->sheet->presences->len && self->come_source == 0)
    self->come_source = g_idle_add_full (G_PRIORITY_LOW, build_more, self, NULL);
  gtk_widget_set_visible (self->present_none, self->sheet->presences->len == 0);
}

static gboolean
on_list_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyMeetingDesk *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->dialog));
  const Row *row = GTK_IS_LIST_BOX_ROW (focus) ? get_row (focus) : NULL;
  guint32 typed = gdk_keyval_to_unicode (key);

  if (row == NULL || !xy_meeting_desk_is_recording (self))
    return FALSE;
  if (key == GDK_KEY_Delete)
    xy_meeting_desk_take_off (self, &row->presence->record.id);
  else if (typed >= '1' && typed <= '9' && g_str_equal (row->presence->state, "present"))
    xy_meeting_desk_set_people (self, row->presence, typed - '0');
  else
    return FALSE;
  return TRUE;
}

GtkWidget *
xy_meeting_desk_make_present (XyMeetingDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();

  self->present = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->present), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (self->present, "present");
  gtk_widget_set_tooltip_text (self->present, _ ("Delete takes off the list; a figure says how many came"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->present), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Who came"), -1);
  XY_KEYS_TAKE_FIRST (self->present, on_list_key_pressed, self);
  self->present_none = gtk_label_new (_ ("Nobody has come yet."));
  gtk_widget_add_css_class (self->present_none, "quiet");
  gtk_widget_set_margin_top (self->present_none, 24);
  gtk_box_append (GTK_BOX (box), self->present_none);
  gtk_box_append (GTK_BOX (box), self->present);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}
