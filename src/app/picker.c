/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/picker.h"

#define MAX_HITS 8
#define NARROWEST 240

struct _XyPicker
{
  XyHitEntry parent_instance;

  XyWorker *worker;
  XyPickerFind find;
  XyPickerMode mode;
  gboolean quiet;       /* the text is set, not typed */
  gboolean enter_waits; /* Enter came before the answer */
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

G_DEFINE_FINAL_TYPE (XyPicker, xy_picker, XY_TYPE_HIT_ENTRY)

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

static void
xy_picker_took (XyHitEntry *entry, GtkListBoxRow *row)
{
  XyPicker *self = XY_PICKER (entry);
  XySearchHit *hit = g_object_steal_data (G_OBJECT (row), "hit");

  if (hit == NULL)
    return;
  xy_hit_entry_pop_down (entry);
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
  XyHitEntry *entry = XY_HIT_ENTRY (self);
  g_autoptr (GPtrArray) hits = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  if (hits == NULL || !xy_hit_entry_answered (entry))
    return;
  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < hits->len; i++)
    {
      GtkWidget *row = xy_hit_entry_make_row (hits->pdata[i]);
      g_object_set_data_full (G_OBJECT (row), "hit", hits->pdata[i], (GDestroyNotify) xy_search_hit_free);
      g_ptr_array_add (rows, row);
    }
  gboolean enter = self->enter_waits && hits->len > 0;
  self->enter_waits = FALSE;
  xy_hit_entry_show_hits (entry, rows, NARROWEST);
  if (enter)
    xy_hit_entry_take (entry);
}

static void
ask (XyPicker *self)
{
  XyHitEntry *entry = XY_HIT_ENTRY (self);
  const char *text = xy_hit_entry_get_text (entry);
  Asked *asked;

  xy_hit_entry_stop (entry);
  self->enter_waits = FALSE;
  if (text[0] == '\0' && self->mode == XY_PICK_MANY)
    {
      xy_hit_entry_pop_down (entry);
      xy_hit_entry_clear (entry);
      return;
    }
  asked = g_new0 (Asked, 1);
  asked->find = self->find;
  asked->text = g_strstrip (g_strdup (text));
  xy_hit_entry_ask (entry, self->worker, find_on_worker, asked, asked_free, on_found);
}

static gboolean
xy_picker_down (XyHitEntry *entry)
{
  ask (XY_PICKER (entry));
  return TRUE;
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
  XyHitEntry *entry = XY_HIT_ENTRY (self);

  if (xy_hit_entry_is_down (entry))
    xy_hit_entry_take (entry);
  else if (xy_hit_entry_get_text (entry)[0] != '\0' && xy_hit_entry_is_asking (entry))
    self->enter_waits = TRUE;
  else
    g_signal_emit (self, signals[PASSED], 0);
}

static void
on_focus_entered (XyPicker *self)
{
  if (self->mode == XY_PICK_ONE && xy_picker_get_text (self)[0] == '\0')
    ask (self);
}

static void
on_focus_left (XyPicker *self)
{
  xy_hit_entry_stop (XY_HIT_ENTRY (self));
  xy_hit_entry_pop_down (XY_HIT_ENTRY (self));
}

static void
xy_picker_finalize (GObject *object)
{
  g_clear_object (&XY_PICKER (object)->worker);
  G_OBJECT_CLASS (xy_picker_parent_class)->finalize (object);
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

  object_class->finalize = xy_picker_finalize;
  object_class->get_property = xy_picker_get_property;
  object_class->set_property = xy_picker_set_property;
  XY_HIT_ENTRY_CLASS (klass)->took = xy_picker_took;
  XY_HIT_ENTRY_CLASS (klass)->down = xy_picker_down;

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
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *entry = gtk_entry_new ();

  xy_hit_entry_set_entry (XY_HIT_ENTRY (self), entry);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_entered), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_activated), self);
}

GtkWidget *
xy_picker_new (XyWorker *worker, XyPickerFind find, XyPickerMode mode, const char *placeholder)
{
  XyPicker *self = g_object_new (XY_TYPE_PICKER, NULL);
  GtkWidget *entry = xy_hit_entry_get_entry (XY_HIT_ENTRY (self));

  self->worker = g_object_ref (worker);
  self->find = find;
  self->mode = mode;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  return GTK_WIDGET (self);
}

void
xy_picker_set_text (XyPicker *self, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (xy_hit_entry_get_entry (XY_HIT_ENTRY (self)));

  self->quiet = TRUE;
  gtk_editable_set_text (entry, text != NULL ? text : "");
  gtk_editable_set_position (entry, -1);
  self->quiet = FALSE;
}

const char *
xy_picker_get_text (XyPicker *self)
{
  return xy_hit_entry_get_text (XY_HIT_ENTRY (self));
}
