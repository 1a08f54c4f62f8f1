/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/picker.h"

#include <glib/gi18n-lib.h>

#define MAX_HITS 8

struct _XyPicker
{
  GtkWidget parent_instance;
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *hits; /* a list box */
  XyWorker *worker;
  XyPickerFind find;
  XyPickerMode mode;
  gboolean quiet;       /* the text is set, not typed */
  gboolean enter_waits; /* Enter came before the answer */
  GCancellable *asking;
};

typedef struct
{
  XyPickerFind find;
  char *text;
} Asked;

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  PICKED,
  PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyPicker, xy_picker, GTK_TYPE_WIDGET)

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->text);
  g_free (asked);
}

static gpointer
find_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;

  return asked->find (store, asked->text, MAX_HITS, cancellable, error);
}

static GtkWidget *
make_row (XySearchHit *hit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (hit->title);
  GtkWidget *more = gtk_label_new (hit->more);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name = g_strjoin (" ", hit->title, hit->more, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (more, "more");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "hit", hit, (GDestroyNotify) xy_search_hit_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
clear_hits (XyPicker *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->hits)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->hits), row);
}

static void
take (XyPicker *self, GtkListBoxRow *row)
{
  XySearchHit *hit = row != NULL ? g_object_steal_data (G_OBJECT (row), "hit") : NULL;

  if (hit == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  xy_picker_set_text (self, self->mode == XY_PICK_ONE ? hit->title : "");
  g_signal_emit (self, signals[PICKED], 0, hit);
  xy_search_hit_free (hit);
  if (self->mode == XY_PICK_ONE)
    g_signal_emit (self, signals[PASSED], 0);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPicker) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (hits == NULL || self->popover == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_object (&self->asking);
  clear_hits (self);
  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < hits->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->hits), make_row (hits->pdata[i]));
  gtk_list_box_select_row (GTK_LIST_BOX (self->hits), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->hits), 0));

  gboolean enter = self->enter_waits;
  self->enter_waits = FALSE;
  if (hits->len > 0 && enter)
    {
      take (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->hits)));
      return;
    }
  gtk_widget_set_size_request (self->popover, MAX (gtk_widget_get_width (GTK_WIDGET (self)), 240), -1);
  if (hits->len > 0)
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
ask (XyPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  Asked *asked;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->enter_waits = FALSE;
  if (text[0] == '\0' && self->mode == XY_PICK_MANY)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      clear_hits (self);
      return;
    }
  asked = g_new0 (Asked, 1);
  asked->find = self->find;
  asked->text = g_strstrip (g_strdup (text));
  self->asking = g_cancellable_new ();
  xy_worker_run (self->worker, XY_WORKER_QUERY, find_on_worker, asked, asked_free, (GDestroyNotify) g_ptr_array_unref,
                 self->asking, on_found, g_object_ref (self));
}

static void
on_text_changed (XyPicker *self)
{
  if (!self->quiet)
    ask (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static void
on_activated (XyPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (gtk_widget_get_visible (self->popover))
    take (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->hits)));
  else if (text[0] != '\0' && self->asking != NULL)
    self->enter_waits = TRUE;
  else
    g_signal_emit (self, signals[PASSED], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, XyPicker *self)
{
  gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down, up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;

  if (!gtk_widget_get_visible (self->popover))
    {
      if (down)
        ask (self);
      return down;
    }
  if (key == GDK_KEY_Escape)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return TRUE;
    }
  if (!down && !up)
    return FALSE;

  GtkListBoxRow *now = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->hits));
  int at = now != NULL ? gtk_list_box_row_get_index (now) + (down ? 1 : -1) : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->hits), at);
  if (next != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->hits), next);
  return TRUE;
}

static void
on_focus_entered (XyPicker *self)
{
  if (self->mode == XY_PICK_ONE && gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0')
    ask (self);
}

static void
on_focus_left (XyPicker *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
xy_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_PICKER (widget)->entry);
}

static void
xy_picker_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyPicker *self = XY_PICKER (widget);

  gtk_widget_size_allocate (self->entry, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
xy_picker_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gtk_widget_measure (XY_PICKER (widget)->entry, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
xy_picker_dispose (GObject *object)
{
  XyPicker *self = XY_PICKER (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_picker_parent_class)->dispose (object);
}

static void
xy_picker_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_string (value, xy_picker_get_text (XY_PICKER (object)));
}

static void
xy_picker_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  xy_picker_set_text (XY_PICKER (object), g_value_get_string (value));
}

static void
xy_picker_class_init (XyPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = xy_picker_dispose;
  object_class->get_property = xy_picker_get_property;
  object_class->set_property = xy_picker_set_property;
  widget_class->grab_focus = xy_picker_grab_focus;
  widget_class->size_allocate = xy_picker_size_allocate;
  widget_class->measure = xy_picker_measure;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "",
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[PICKED] =
      g_signal_new ("picked", XY_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[PASSED] = g_signal_new ("passed", XY_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_picker_init (XyPicker *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->hits = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->hits), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->hits), TRUE);

  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->hits);
  gtk_widget_add_css_class (self->popover, "hits");
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (self->entry, key);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_entered), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->hits, "row-activated", G_CALLBACK (take), self);
}

GtkWidget *
xy_picker_new (XyWorker *worker, XyPickerFind find, XyPickerMode mode, const char *placeholder)
{
  XyPicker *self = g_object_new (XY_TYPE_PICKER, NULL);

  self->worker = g_object_ref (worker);
  self->find = find;
  self->mode = mode;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  return GTK_WIDGET (self);
}

void
xy_picker_set_text (XyPicker *self, const char *text)
{
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->quiet = FALSE;
}

const char *
xy_picker_get_text (XyPicker *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}
