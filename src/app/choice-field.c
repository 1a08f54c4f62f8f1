/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/choice-field.h"

#include "app/filter-drop.h"
#include "app/words.h"

struct _XyChoiceField
{
  GtkWidget parent_instance;
  GtkWidget *drop;
  GPtrArray *values; /* of char *, by place */
  GtkStringList *words;
  char *text;
  gboolean filling;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (XyChoiceField, xy_choice_field, GTK_TYPE_WIDGET)

static void
choose (XyChoiceField *self)
{
  guint at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->values->len && at == GTK_INVALID_LIST_POSITION; i++)
    if (g_str_equal (self->values->pdata[i], self->text))
      at = i;
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), at);
  self->filling = FALSE;
}

static void
on_selected (XyChoiceField *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));

  if (self->filling || at >= self->values->len || g_str_equal (self->values->pdata[at], self->text))
    return;
  g_free (self->text);
  self->text = g_strdup (self->values->pdata[at]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static gboolean
xy_choice_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_CHOICE_FIELD (widget)->drop);
}

static void
xy_choice_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, XY_CHOICE_FIELD (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_choice_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  XyChoiceField *self = XY_CHOICE_FIELD (object);
  const char *text = g_value_get_string (value) != NULL ? g_value_get_string (value) : "";

  if (id != PROP_TEXT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (g_str_equal (text, self->text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  choose (self);
  g_object_notify_by_pspec (object, props[PROP_TEXT]);
}

static void
xy_choice_field_dispose (GObject *object)
{
  g_clear_pointer (&XY_CHOICE_FIELD (object)->drop, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_choice_field_parent_class)->dispose (object);
}

static void
xy_choice_field_finalize (GObject *object)
{
  XyChoiceField *self = XY_CHOICE_FIELD (object);

  g_ptr_array_unref (self->values);
  g_clear_object (&self->words);
  g_free (self->text);
  G_OBJECT_CLASS (xy_choice_field_parent_class)->finalize (object);
}

static void
xy_choice_field_class_init (XyChoiceFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = xy_choice_field_get_property;
  object_class->set_property = xy_choice_field_set_property;
  object_class->dispose = xy_choice_field_dispose;
  object_class->finalize = xy_choice_field_finalize;
  widget_class->grab_focus = xy_choice_field_grab_focus;
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "",
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
xy_choice_field_init (XyChoiceField *self)
{
  self->text = g_strdup ("");
  self->values = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
xy_choice_field_new (const char *name)
{
  XyChoiceField *self = g_object_new (XY_TYPE_CHOICE_FIELD, NULL);

  self->drop = xy_filter_drop_new (name);
  gtk_widget_set_parent (self->drop, GTK_WIDGET (self));
  g_signal_connect_swapped (self->drop, "notify::selected", G_CALLBACK (on_selected), self);
  return GTK_WIDGET (self);
}

void
xy_choice_field_begin (XyChoiceField *self)
{
  g_ptr_array_set_size (self->values, 0);
  g_clear_object (&self->words);
  self->words = gtk_string_list_new (NULL);
}

void
xy_choice_field_add (XyChoiceField *self, const char *value, const char *words)
{
  g_ptr_array_add (self->values, g_strdup (value));
  xy_words_append (self->words, words);
}

void
xy_choice_field_end (XyChoiceField *self)
{
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop), G_LIST_MODEL (self->words));
  self->filling = FALSE;
  choose (self);
  if (self->values->len > 0 && gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop)) == GTK_INVALID_LIST_POSITION)
    xy_choice_field_set (self, self->values->pdata[0]);
}

const char *
xy_choice_field_get (XyChoiceField *self)
{
  return self->text;
}

void
xy_choice_field_set (XyChoiceField *self, const char *value)
{
  g_object_set (self, "text", value != NULL ? value : "", NULL);
}
