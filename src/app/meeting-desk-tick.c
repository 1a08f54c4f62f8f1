/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All who are due, to be ticked off from a sheet of paper afterwards. A tick is an act, as if he came in. */
#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/meeting-desk-private.h"

#define XY_TYPE_MEETING_DUE (xy_meeting_due_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingDue, xy_meeting_due, XY, MEETING_DUE, GObject)

struct _XyMeetingDue
{
  GObject parent_instance;

  XyMeetingPerson *person;
  XyId presence; /* none: not on the list */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyMeetingDue, xy_meeting_due, G_TYPE_OBJECT)

static void
xy_meeting_due_finalize (GObject *object)
{
  xy_meeting_person_free (XY_MEETING_DUE (object)->person);
  G_OBJECT_CLASS (xy_meeting_due_parent_class)->finalize (object);
}

static void
xy_meeting_due_class_init (XyMeetingDueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_meeting_due_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_MEETING_DUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_meeting_due_init (XyMeetingDue *self)
{
}

/* Who is meant by a presence: the household, person or member that is due. */
static const XyId *
who_is_due (XyMeetingDesk *self, const XyId *household, const XyId *person, const XyId *member)
{
  const char *comes = self->sheet->kind->comes;

  return g_strcmp0 (comes, "household") == 0 ? household : g_strcmp0 (comes, "person") == 0 ? person : member;
}

static const XyId *
due_of (XyMeetingDesk *self, const XyMeetingPerson *person)
{
  return who_is_due (self, &person->household, &person->person, &person->member);
}

/* One is ticked, or is not any more */

static void
toggle (XyMeetingDesk *self, XyMeetingDue *due)
{
  XyMeetingComing *coming;

  if (!xy_meeting_desk_is_recording (self))
    return;
  if (!xy_id_is_none (&due->presence))
    {
      xy_meeting_desk_take_off (self, &due->presence);
      return;
    }
  coming = g_new0 (XyMeetingComing, 1);
  coming->person = xy_meeting_person_copy (due->person);
  coming->guest = due->person->guest;
  coming->sure = due->person->guest;
  xy_meeting_desk_arrive (self, coming);
}

static void
on_activated (GtkListView *view, guint position, XyMeetingDesk *self)
{
  g_autoptr (XyMeetingDue) due = g_list_model_get_item (G_LIST_MODEL (self->due), position);

  if (due != NULL)
    toggle (self, due);
}

/* Rows */

typedef struct
{
  XyMeetingDesk *desk;
  GtkWidget *box, *check, *number, *name, *place;
  XyMeetingDue *due;
  gboolean filling;
} Line;

static void
line_show (Line *line)
{
  g_autofree char *label = g_strjoin (" ", line->due->person->name,
                                      line->due->person->number != NULL ? line->due->person->number : "", NULL);

  line->filling = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line->check), !xy_id_is_none (&line->due->presence));
  line->filling = FALSE;
  gtk_widget_set_sensitive (line->check, xy_meeting_desk_is_recording (line->desk));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_check_toggled (Line *line)
{
  if (line->filling || line->due == NULL)
    return;
  toggle (line->desk, line->due);
  /* Until the act is done it stands as it stood. */
  line_show (line);
}

static void
on_set_up (GtkSignalListItemFactory *factory, GtkListItem *item, XyMeetingDesk *self)
{
  Line *line = g_new0 (Line, 1);

  line->desk = self;
  line->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  line->check = gtk_check_button_new ();
  gtk_widget_set_focusable (line->check, FALSE);
  gtk_box_append (GTK_BOX (line->box), line->check);
  line->number = xy_cells_label (60, 0, "quiet");
  line->name = xy_cells_label (84, 0, "bold");
  line->place = xy_cells_label (0, 0, "quiet");
  gtk_box_append (GTK_BOX (line->box), line->number);
  gtk_box_append (GTK_BOX (line->box), line->name);
  gtk_box_append (GTK_BOX (line->box), line->place);
  g_signal_connect_swapped (line->check, "toggled", G_CALLBACK (on_check_toggled), line);
  g_object_set_data_full (G_OBJECT (line->box), "line", line, g_free);
  gtk_list_item_set_child (item, line->box);
}

static void
on_bound (GtkSignalListItemFactory *factory, GtkListItem *item, XyMeetingDesk *self)
{
  Line *line = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "line");
  const XyMeetingPerson *person;

  line->due = gtk_list_item_get_item (item);
  person = line->due->person;
  gtk_widget_set_visible (line->number, person->number != NULL);
  gtk_label_set_text (GTK_LABEL (line->number), person->number != NULL ? person->number : "");
  gtk_label_set_text (GTK_LABEL (line->name), person->name != NULL ? person->name : _ ("(no head)"));
  gtk_label_set_text (GTK_LABEL (line->place), person->place != NULL ? person->place : "");
  gtk_widget_set_tooltip_text (line->place, person->place);
  g_signal_connect_swapped (line->due, "changed", G_CALLBACK (line_show), line);
  line_show (line);
}

static void
on_unbound (GtkSignalListItemFactory *factory, GtkListItem *item, XyMeetingDesk *self)
{
  Line *line = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "line");

  g_signal_handlers_disconnect_by_data (line->due, line);
  line->due = NULL;
}

/* All */

void
xy_meeting_desk_take_due (XyMeetingDesk *self, GPtrArray *people)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (people, NULL);
  for (guint i = 0; i < people->len; i++)
    {
      XyMeetingDue *due = g_object_new (XY_TYPE_MEETING_DUE, NULL);
      due->person = people->pdata[i];
      g_ptr_array_add (items, due);
    }
  g_ptr_array_unref (people);
  g_list_store_splice (self->due, 0, g_list_model_get_n_items (G_LIST_MODEL (self->due)), items->pdata, items->len);
}

static gboolean
is_there (const XyMeetingDue *due)
{
  return !xy_id_is_none (&due->presence);
}

void
xy_meeting_desk_show_tick (XyMeetingDesk *self)
{
  g_autoptr (GHashTable) there = g_hash_table_new (xy_id_hash, xy_id_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->due)), rest = 0;

  g_hash_table_remove_all (self->places);
  for (guint i = 0; i < self->sheet->presences->len; i++)
    {
      XyMeetingPresence *presence = self->sheet->presences->pdata[i];
      const XyId *who = who_is_due (self, &presence->household, &presence->person, &presence->member);
      g_hash_table_insert (there, (gpointer) who, &presence->record.id);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (XyMeetingDue) due = g_list_model_get_item (G_LIST_MODEL (self->due), i);
      const XyId *presence = g_hash_table_lookup (there, due_of (self, due->person));
      XyId now = presence != NULL ? *presence : XY_ID_NONE;

      g_hash_table_insert (self->places, (gpointer) due_of (self, due->person), due->person);
      if (!xy_id_same (&now, &due->presence))
        {
          due->presence = now;
          g_signal_emit (due, signals[CHANGED], 0);
        }
      rest += !is_there (due) && !due->person->guest;
    }
  gboolean households = g_strcmp0 (self->sheet->kind->comes, "household") == 0;
  g_autofree char *words =
      households ? g_strdup_printf (
          ngettext ("The other %u household came too", "The other %u households came too", rest), rest)
                 : g_strdup_printf (ngettext ("The other %u came too", "The other %u came too", rest), rest);
  gtk_button_set_label (GTK_BUTTON (self->tick_all), words);
  gtk_widget_set_sensitive (self->tick_all, rest > 0 && xy_meeting_desk_is_recording (self));
}

char *
xy_meeting_desk_place_of (XyMeetingDesk *self, const XyMeetingPresence *presence)
{
  const XyMeetingPerson *person =
      g_hash_table_lookup (self->places, who_is_due (self, &presence->household, &presence->person, &presence->member));

  if (presence->post != NULL)
    return g_strdup (presence->post);
  if (person == NULL)
    return g_strdup ("");
  return g_strjoin (" · ", person->place != NULL ? person->place : person->number,
                    person->place != NULL ? person->number : NULL, NULL);
}

static void
on_all_clicked (XyMeetingDesk *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->due)); i++)
    {
      g_autoptr (XyMeetingDue) due = g_list_model_get_item (G_LIST_MODEL (self->due), i);
      if (!is_there (due) && !due->person->guest)
        g_array_append_vals (ids, due_of (self, due->person), 1);
    }
  if (ids->len > 0)
    xy_meeting_desk_arrive_all (self, (const XyId *) (gpointer) ids->data, ids->len);
}

void
xy_meeting_desk_fill_tick (XyMeetingDesk *self)
{
  GtkListView *list = GTK_LIST_VIEW (self->tick);

  if (gtk_list_view_get_model (list) != NULL)
    return;
  g_autoptr (GtkSelectionModel) selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->due))));
  gtk_list_view_set_model (list, selection);
}

GtkWidget *
xy_meeting_desk_make_tick (XyMeetingDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->due = g_list_store_new (XY_TYPE_MEETING_DUE);
  g_signal_connect (factory, "setup", G_CALLBACK (on_set_up), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bound), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbound), self);
  self->tick = gtk_list_view_new (NULL, g_steal_pointer (&factory));
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->tick), FALSE);
  gtk_widget_add_css_class (self->tick, "tick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Who is due"), -1);
  g_signal_connect (self->tick, "activate", G_CALLBACK (on_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->tick);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->tick_all = gtk_button_new_with_label ("");
  g_signal_connect_swapped (self->tick_all, "clicked", G_CALLBACK (on_all_clicked), self);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), self->tick_all);
  return box;
}
