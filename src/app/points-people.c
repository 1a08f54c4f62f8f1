/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-people.h"
#include "app/chip.h"

#include <glib/gi18n-lib.h>

#include "app/points-paste-dialog.h"
#include "app/prefs.h"
#include "core/points-rule.h"
#include "core/unit.h"

/* More are not shown one by one; they count all the same. */
#define MAX_CHIPS 60
#define LINE 40 /* of chips, at the standard text size */

struct _XyPointsPeople
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *chips;
  GtkWidget *count;
  GtkWidget *groups;
  XyDesk *desk;
  GPtrArray *taken;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyPointsPeople, xy_points_people, GTK_TYPE_WIDGET)

static void show_chips (XyPointsPeople *self);

static XyWorker *
worker_of (XyPointsPeople *self)
{
  return xy_desk_get_worker (self->desk);
}

static void
on_chip_clicked (GtkButton *button, XyPointsPeople *self)
{
  g_ptr_array_remove_index (self->taken, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
  show_chips (self);
}

static GtkWidget *
make_chip (XyPointsPeople *self, guint at)
{
  const XyPointsTaken *taken = self->taken->pdata[at];
  g_autofree char *name = g_strdup_printf (_ ("Take %s off the list"), taken->title);
  g_autofree char *amount = taken->amount != 0 ? xy_amount_format (taken->amount) : NULL;
  g_autofree char *words = amount != NULL ? g_strdup_printf ("%s ×%s", taken->title, amount) : g_strdup (taken->title);
  GtkWidget *button = xy_chip_new (words, name);

  g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (at));
  g_signal_connect (button, "clicked", G_CALLBACK (on_chip_clicked), self);
  return button;
}

static void
show_chips (XyPointsPeople *self)
{
  GtkWidget *child;
  g_autofree char *count = NULL;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->chips), child);
  for (guint i = 0; i < self->taken->len && i < MAX_CHIPS; i++)
    gtk_flow_box_append (GTK_FLOW_BOX (self->chips), make_chip (self, i));
  if (self->taken->len > MAX_CHIPS)
    count = g_strdup_printf (_ ("%u households chosen, the first %d are shown"), self->taken->len, MAX_CHIPS);
  else
    count =
        g_strdup_printf (ngettext ("%u household chosen", "%u households chosen", self->taken->len), self->taken->len);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add (XyPointsPeople *self, const XyPointsTaken *taken)
{
  XyPointsTaken *copy = NULL;

  for (guint i = 0; i < self->taken->len && copy == NULL; i++)
    if (xy_id_same (&((XyPointsTaken *) self->taken->pdata[i])->id, &taken->id))
      copy = self->taken->pdata[i];
  if (copy == NULL)
    {
      copy = g_new0 (XyPointsTaken, 1);
      copy->id = taken->id;
      copy->title = g_strdup (taken->title);
      copy->name = g_strdup (taken->name);
      g_ptr_array_add (self->taken, copy);
    }
  copy->person = taken->person;
  copy->amount = taken->amount;
}

static void
add_all (XyPointsPeople *self, GPtrArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    add (self, list->pdata[i]);
  show_chips (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsPeople) self = data;
  g_autoptr (GPtrArray) list = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  /* Its dialog may be closed by now. */
  if (self->box != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    add_all (self, list);
}

static void
on_group_clicked (GtkButton *button, XyPointsPeople *self)
{
  const XyId *unit = g_object_get_data (G_OBJECT (button), "unit");

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->groups));
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_group, xy_id_copy (unit), g_free,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_read, g_object_ref (self));
}

static void
on_units_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsPeople) self = data;
  g_autoptr (GPtrArray) units = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  GtkWidget *popover, *flow;

  if (self->box == NULL || units == NULL)
    return;
  popover = gtk_popover_new ();
  flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 4);
  for (guint i = 0; i < units->len; i++)
    {
      XyUnit *unit = units->pdata[i];
      GtkWidget *button = gtk_button_new_with_label (unit->name);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "unit", xy_id_copy (&unit->record.id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (on_group_clicked), self);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), flow);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->groups), popover);
  gtk_widget_set_sensitive (self->groups, units->len > 0);
}

static void
on_pasted (GPtrArray *taken, gpointer data)
{
  XyPointsPeople *self = data;

  if (self->box != NULL)
    add_all (self, taken);
}

static void
on_paste_clicked (XyPointsPeople *self)
{
  xy_points_people_paste (self, NULL);
}

static void
xy_points_people_dispose (GObject *object)
{
  XyPointsPeople *self = XY_POINTS_PEOPLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xy_points_people_parent_class)->dispose (object);
}

static void
xy_points_people_finalize (GObject *object)
{
  g_ptr_array_unref (XY_POINTS_PEOPLE (object)->taken);
  G_OBJECT_CLASS (xy_points_people_parent_class)->finalize (object);
}

static void
xy_points_people_class_init (XyPointsPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_points_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_points_people_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_POINTS_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_points_people_init (XyPointsPeople *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *paste = gtk_button_new_with_label (_ ("A list…"));
  int high = (int) (LINE * xy_prefs_get_scale ());

  self->taken = g_ptr_array_new_with_free_func (xy_points_taken_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->count = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_add_css_class (self->count, "quiet");
  self->groups = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->groups), _ ("Add a whole group"));
  gtk_widget_set_sensitive (self->groups, FALSE);
  gtk_widget_set_tooltip_text (paste, _ ("Names or household numbers, from a chat or from WPS"));
  gtk_box_append (GTK_BOX (line), self->count);
  gtk_box_append (GTK_BOX (line), paste);
  gtk_box_append (GTK_BOX (line), self->groups);
  g_signal_connect_swapped (paste, "clicked", G_CALLBACK (on_paste_clicked), self);

  self->chips = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->chips), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->chips), 5);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->chips), 3);
  gtk_widget_set_valign (self->chips, GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), high);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 2 * high);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->chips);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
xy_points_people_new (XyDesk *desk)
{
  XyPointsPeople *self = g_object_new (XY_TYPE_POINTS_PEOPLE, NULL);

  self->desk = g_object_ref (desk);
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_units, NULL, NULL,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_units_read, g_object_ref (self));
  show_chips (self);
  return GTK_WIDGET (self);
}

GPtrArray *
xy_points_people_get (XyPointsPeople *self)
{
  return self->taken;
}

void
xy_points_people_take (XyPointsPeople *self, const XyPointsTaken *taken)
{
  add (self, taken);
  show_chips (self);
}

void
xy_points_people_read (XyPointsPeople *self, GArray *ids)
{
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_households, ids, (GDestroyNotify) g_array_unref,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_read, g_object_ref (self));
}

void
xy_points_people_remove (XyPointsPeople *self, const XyId *id)
{
  for (guint i = self->taken->len; i-- > 0;)
    if (xy_id_same (&((XyPointsTaken *) self->taken->pdata[i])->id, id))
      g_ptr_array_remove_index (self->taken, i);
  show_chips (self);
}

void
xy_points_people_clear (XyPointsPeople *self)
{
  g_ptr_array_set_size (self->taken, 0);
  show_chips (self);
}

void
xy_points_people_paste (XyPointsPeople *self, const char *text)
{
  xy_points_paste_dialog_open (GTK_WIDGET (self), self->desk, text, on_pasted, g_object_ref (self), g_object_unref);
}
