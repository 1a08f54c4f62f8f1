/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-items-editor.h"
#include "app/keys.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-checklist.h"
#include "core/number.h"

/* One line. Borrowed widgets; the line is data of its box. */
typedef struct
{
  XyHygieneItemsEditor *editor;
  GtkWidget *box;
  GtkWidget *on;
  GtkWidget *name;
  GtkWidget *most;
  GtkWidget *guidance;
  GtkWidget *inside;
} Line;

struct _XyHygieneItemsEditor
{
  XyFieldBox parent_instance;
  GtkWidget *lines; /* a box */
  GtkWidget *sum;
  gboolean filling;
};

enum
{
  PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyHygieneItemsEditor, xy_hygiene_items_editor, XY_TYPE_FIELD_BOX)

static Line *add_line (XyHygieneItemsEditor *self, GtkWidget *after);

static Line *
line_of (GtkWidget *box)
{
  return g_object_get_data (G_OBJECT (box), "line");
}

static char *
entry_text (GtkWidget *entry)
{
  char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  return g_strstrip (g_strdelimit (text, "\t\n", ' '));
}

/* What stands in the lines; those that say nothing are left out. */
static GArray *
get_items (XyHygieneItemsEditor *self)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (XyHygieneItem));

  g_array_set_clear_func (items, (GDestroyNotify) xy_hygiene_item_clear);
  for (GtkWidget *box = gtk_widget_get_first_child (self->lines); box != NULL; box = gtk_widget_get_next_sibling (box))
    {
      const Line *line = line_of (box);
      g_autofree char *name = entry_text (line->name), *most = entry_text (line->most);
      g_autofree char *guidance = entry_text (line->guidance);
      XyHygieneItem item = { .inside = gtk_check_button_get_active (GTK_CHECK_BUTTON (line->inside)),
                             .on = gtk_check_button_get_active (GTK_CHECK_BUTTON (line->on)) };

      if (name[0] == '\0' && most[0] == '\0' && guidance[0] == '\0')
        continue;
      xy_points_parse (most, &item.most, NULL);
      item.name = g_steal_pointer (&name);
      item.guidance = guidance[0] != '\0' ? g_steal_pointer (&guidance) : NULL;
      g_array_append_val (items, item);
    }
  return items;
}

static void
show_sum (XyHygieneItemsEditor *self)
{
  g_autoptr (GArray) items = get_items (self);
  gint64 most = 0;
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      most += item->on ? item->most : 0;
      n += item->on;
    }
  g_autofree char *points = xy_points_format (most);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u item in use, full score %s", "%u items in use, full score %s", n), n, points);
  gtk_label_set_text (GTK_LABEL (self->sum), words);
}

static void
on_changed (XyHygieneItemsEditor *self)
{
  if (self->filling)
    return;
  show_sum (self);
  xy_field_box_changed (XY_FIELD_BOX (self));
}

/* Lines */

static void
move (Line *line, gboolean down)
{
  XyHygieneItemsEditor *self = line->editor;
  GtkWidget *other = down ? gtk_widget_get_next_sibling (line->box) : gtk_widget_get_prev_sibling (line->box);

  if (other == NULL)
    return;
  if (down)
    gtk_box_reorder_child_after (GTK_BOX (self->lines), line->box, other);
  else
    gtk_box_reorder_child_after (GTK_BOX (self->lines), other, line->box);
  on_changed (self);
}

static void
take_out (Line *line)
{
  XyHygieneItemsEditor *self = line->editor;
  GtkWidget *next = gtk_widget_get_next_sibling (line->box);

  if (next == NULL)
    next = gtk_widget_get_prev_sibling (line->box);
  gtk_box_remove (GTK_BOX (self->lines), line->box);
  if (next == NULL)
    next = add_line (self, NULL)->box;
  gtk_widget_grab_focus (line_of (next)->name);
  on_changed (self);
}

static void
on_up_clicked (Line *line)
{
  move (line, FALSE);
}

static void
on_down_clicked (Line *line)
{
  move (line, TRUE);
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Line *line)
{
  if ((state & GDK_ALT_MASK) != 0 && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    move (line, key == GDK_KEY_Down);
  else if ((state & GDK_CONTROL_MASK) != 0 && key == GDK_KEY_Delete)
    take_out (line);
  else
    return FALSE;
  return TRUE;
}

static void
on_name_activated (Line *line)
{
  g_autofree char *name = entry_text (line->name);

  /* An empty line at the end: there is nothing more to add. */
  if (name[0] == '\0' && gtk_widget_get_next_sibling (line->box) == NULL)
    g_signal_emit (line->editor, signals[PASSED], 0);
  else
    gtk_widget_grab_focus (line->most);
}

static void
on_most_activated (Line *line)
{
  gtk_widget_grab_focus (line->guidance);
}

static void
on_guidance_activated (Line *line)
{
  GtkWidget *next = gtk_widget_get_next_sibling (line->box);

  gtk_widget_grab_focus (next != NULL ? line_of (next)->name : add_line (line->editor, line->box)->name);
}

static GtkWidget *
make_entry (Line *line, const char *name, int width, GCallback activated)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed), line->editor);
  g_signal_connect_swapped (entry, "activate", activated, line);
  gtk_box_append (GTK_BOX (line->box), entry);
  return entry;
}

static GtkWidget *
make_check (Line *line, const char *label, const char *name)
{
  GtkWidget *check = label != NULL ? gtk_check_button_new_with_label (label) : gtk_check_button_new ();

  gtk_widget_set_tooltip_text (check, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_changed), line->editor);
  gtk_box_append (GTK_BOX (line->box), check);
  return check;
}

static void
add_button (Line *line, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", clicked, line);
  gtk_box_append (GTK_BOX (line->box), button);
}

static Line *
add_line (XyHygieneItemsEditor *self, GtkWidget *after)
{
  Line *line = g_new0 (Line, 1);

  line->editor = self;
  line->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_object_set_data_full (G_OBJECT (line->box), "line", line, g_free);
  line->on = make_check (line, NULL, _ ("In use"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line->on), TRUE);
  line->name = make_entry (line, _ ("What is looked at"), 12, G_CALLBACK (on_name_activated));
  line->most = make_entry (line, _ ("Most"), 5, G_CALLBACK (on_most_activated));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (line->most), 5);
  gtk_editable_set_alignment (GTK_EDITABLE (line->most), 1);
  line->guidance = make_entry (line, _ ("What gives how much"), 16, G_CALLBACK (on_guidance_activated));
  gtk_widget_set_hexpand (line->guidance, TRUE);
  line->inside = make_check (line, _ ("Indoors"), _ ("Inside the house: only where the village decided so"));
  add_button (line, "go-up-symbolic", _ ("Move up (Alt+Up)"), G_CALLBACK (on_up_clicked));
  add_button (line, "go-down-symbolic", _ ("Move down (Alt+Down)"), G_CALLBACK (on_down_clicked));
  add_button (line, "xy-delete-symbolic", _ ("Take the item out (Ctrl+Delete)"), G_CALLBACK (take_out));
  XY_KEYS_TAKE_FIRST (line->box, on_key_pressed, line);
  if (after != NULL)
    gtk_box_insert_child_after (GTK_BOX (self->lines), line->box, after);
  else
    gtk_box_append (GTK_BOX (self->lines), line->box);
  return line;
}

static void
on_add_clicked (XyHygieneItemsEditor *self)
{
  gtk_widget_grab_focus (add_line (self, NULL)->name);
}

/* The text */

static void
xy_hygiene_items_editor_set_text (XyFieldBox *field, const char *text)
{
  XyHygieneItemsEditor *self = XY_HYGIENE_ITEMS_EDITOR (field);
  g_autoptr (GArray) items = xy_hygiene_items_read (text, FALSE);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);
  for (guint i = 0; i < items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      g_autofree char *most = item->most != 0 ? xy_points_to_text (item->most) : g_strdup ("");
      Line *line = add_line (self, NULL);

      if (g_str_has_suffix (most, ".0"))
        most[strlen (most) - 2] = '\0';
      gtk_check_button_set_active (GTK_CHECK_BUTTON (line->on), item->on);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (line->inside), item->inside);
      gtk_editable_set_text (GTK_EDITABLE (line->name), item->name);
      gtk_editable_set_text (GTK_EDITABLE (line->most), most);
      gtk_editable_set_text (GTK_EDITABLE (line->guidance), item->guidance != NULL ? item->guidance : "");
    }
  if (items->len == 0)
    add_line (self, NULL);
  self->filling = FALSE;
  on_changed (self);
}

static char *
xy_hygiene_items_editor_get_text (XyFieldBox *field)
{
  XyHygieneItemsEditor *self = XY_HYGIENE_ITEMS_EDITOR (field);
  g_autoptr (GArray) items = get_items (self);

  return xy_hygiene_items_write (items);
}

static gboolean
xy_hygiene_items_editor_grab_focus (GtkWidget *widget)
{
  GtkWidget *first = gtk_widget_get_first_child (XY_HYGIENE_ITEMS_EDITOR (widget)->lines);

  return first != NULL && gtk_widget_grab_focus (line_of (first)->name);
}

static void
xy_hygiene_items_editor_class_init (XyHygieneItemsEditorClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_items_editor_grab_focus;
  XY_FIELD_BOX_CLASS (klass)->get_text = xy_hygiene_items_editor_get_text;
  XY_FIELD_BOX_CLASS (klass)->set_text = xy_hygiene_items_editor_set_text;
  signals[PASSED] =
      g_signal_new ("passed", XY_TYPE_HYGIENE_ITEMS_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_hygiene_items_editor_init (XyHygieneItemsEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add an item"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->sum = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->sum), 1);
  gtk_widget_set_hexpand (self->sum, TRUE);
  gtk_widget_add_css_class (self->sum, "sum");
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add_clicked), self);
  gtk_box_append (GTK_BOX (foot), add);
  gtk_box_append (GTK_BOX (foot), self->sum);
  gtk_widget_set_parent (self->lines, GTK_WIDGET (self));
  gtk_widget_set_parent (foot, GTK_WIDGET (self));
  add_line (self, NULL);
  show_sum (self);
}

GtkWidget *
xy_hygiene_items_editor_new (void)
{
  return g_object_new (XY_TYPE_HYGIENE_ITEMS_EDITOR, NULL);
}
