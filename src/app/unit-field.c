/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/unit-field.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/unit.h"

#define SHOWN 4 /* names on the button; of more only how many */

struct _XyUnitField
{
  GtkWidget parent_instance;
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *flow;
  GPtrArray *checks; /* borrowed; each has its id as data "id" */
  char *text;        /* what is ticked */
  gboolean filling;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (XyUnitField, xy_unit_field, GTK_TYPE_WIDGET)

static void
show_words (XyUnitField *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]) && n++ < SHOWN)
      g_string_append_printf (names, "%s%s", n > 1 ? "、" : "", gtk_check_button_get_label (self->checks->pdata[i]));
  if (n == 0)
    g_string_assign (names, _ ("The whole village"));
  else if (n > SHOWN)
    g_string_printf (names, ngettext ("%u group", "%u groups", n), n);
  gtk_label_set_text (GTK_LABEL (self->label), names->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, names->str, -1);
}

static void
on_toggled (XyUnitField *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->filling)
    return;
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              (const char *) g_object_get_data (self->checks->pdata[i], "id"));
  g_free (self->text);
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
  show_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static void
tick (XyUnitField *self)
{
  g_auto (GStrv) ids = g_strsplit (self->text, "\n", -1);

  self->filling = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (
        self->checks->pdata[i],
        g_strv_contains ((const char *const *) ids, g_object_get_data (self->checks->pdata[i], "id")));
  self->filling = FALSE;
  show_words (self);
}

static gboolean
xy_unit_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_UNIT_FIELD (widget)->button);
}

static void
xy_unit_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, XY_UNIT_FIELD (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_unit_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  XyUnitField *self = XY_UNIT_FIELD (object);

  if (id != PROP_TEXT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  g_free (self->text);
  self->text = g_value_get_string (value) != NULL ? g_value_dup_string (value) : g_strdup ("");
  tick (self);
}

static void
xy_unit_field_dispose (GObject *object)
{
  g_clear_pointer (&XY_UNIT_FIELD (object)->button, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_unit_field_parent_class)->dispose (object);
}

static void
xy_unit_field_finalize (GObject *object)
{
  XyUnitField *self = XY_UNIT_FIELD (object);

  g_ptr_array_unref (self->checks);
  g_free (self->text);
  G_OBJECT_CLASS (xy_unit_field_parent_class)->finalize (object);
}

static void
xy_unit_field_class_init (XyUnitFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = xy_unit_field_get_property;
  object_class->set_property = xy_unit_field_set_property;
  object_class->dispose = xy_unit_field_dispose;
  object_class->finalize = xy_unit_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_unit_field_grab_focus;
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_unit_field_init (XyUnitField *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->text = g_strdup ("");
  self->checks = g_ptr_array_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), arrow);
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->flow), 3);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 4);
  gtk_popover_set_child (GTK_POPOVER (popover), self->flow);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _ ("Tick the groups; none ticked is the whole village"));
  /* As wide as a list to choose from would be. */
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  show_words (self);
}

GtkWidget *
xy_unit_field_new (void)
{
  return g_object_new (XY_TYPE_UNIT_FIELD, NULL);
}

void
xy_unit_field_set_units (XyUnitField *self, const GPtrArray *nodes)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->checks, 0);
  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), child);
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const XyUnitNode *node = nodes->pdata[i];
      GtkWidget *check = gtk_check_button_new_with_label (node->unit->name);
      char text[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&node->unit->record.id, text);
      g_object_set_data_full (G_OBJECT (check), "id", g_strdup (text), g_free);
      gtk_widget_set_tooltip_text (check, node->depth > 0 ? node->path : NULL);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_toggled), self);
      g_ptr_array_add (self->checks, check);
      gtk_flow_box_append (GTK_FLOW_BOX (self->flow), check);
      gtk_widget_set_focusable (gtk_widget_get_last_child (self->flow), FALSE);
    }
  tick (self);
}
