/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keys.h"

#define TAKERS_KEY "xy-keys-takers"
#define HEARD_KEY "xy-keys-heard"

typedef struct
{
  GtkEventControllerKey *keys;
  XyKeysPressed pressed;
  gpointer data;
} Taker;

/* Whether FOCUS is a text whose input method hears of the key first. */
static gboolean
is_asked_first (GtkWidget *focus, guint key, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (GTK_IS_TEXT_VIEW (focus))
    return key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter && key != GDK_KEY_Tab
           && key != GDK_KEY_ISO_Left_Tab;
  return GTK_IS_TEXT (focus);
}

/* Who takes keys first in TEXT and around it, the outermost before the others, as in GTK's phase of capture. */
static GArray *
list_takers (GtkWidget *text)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Taker));

  for (GtkWidget *widget = text; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      const GArray *takers = g_object_get_data (G_OBJECT (widget), TAKERS_KEY);
      if (takers != NULL)
        g_array_prepend_vals (list, takers->data, takers->len);
    }
  return list;
}

/* What the input method of TEXT left over. */
static gboolean
on_left_over (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, GtkWidget *text)
{
  gboolean taken = FALSE;

  if (!is_asked_first (text, key, state))
    return FALSE;
  g_autoptr (GArray) takers = list_takers (text);
  for (guint i = 0; i < takers->len && !taken; i++)
    {
      const Taker *taker = &g_array_index (takers, Taker, i);
      taken = taker->pressed (taker->keys, key, code, state, taker->data);
    }
  return taken;
}

/* The controller of TEXT that asks its input method hands on what that leaves over, before TEXT moves its cursor. */
static void
hear_left_over (GtkWidget *text)
{
  if (g_object_get_data (G_OBJECT (text), HEARD_KEY) != NULL)
    return;
  g_object_set_data (G_OBJECT (text), HEARD_KEY, text);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (text);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_key_get_im_context (GTK_EVENT_CONTROLLER_KEY (controller)) != NULL)
        g_signal_connect (controller, "key-pressed", G_CALLBACK (on_left_over), text);
    }
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer p)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && is_asked_first (focus, key, state))
    {
      hear_left_over (focus);
      return FALSE;
    }
  const GArray *takers = g_object_get_data (G_OBJECT (widget), TAKERS_KEY);
  for (guint i = 0; i < takers->len; i++)
    {
      Taker taker = g_array_index (takers, Taker, i);
      if (taker.keys == keys)
        return taker.pressed (keys, key, code, state, taker.data);
    }
  return FALSE;
}

void
xy_keys_take_first (GtkWidget *widget, XyKeysPressed pressed, gpointer data)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GArray *takers = g_object_get_data (G_OBJECT (widget), TAKERS_KEY);
  Taker taker = { GTK_EVENT_CONTROLLER_KEY (keys), pressed, data };

  if (takers == NULL)
    {
      takers = g_array_new (FALSE, FALSE, sizeof (Taker));
      g_object_set_data_full (G_OBJECT (widget), TAKERS_KEY, takers, (GDestroyNotify) g_array_unref);
    }
  g_array_append_val (takers, taker);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), NULL);
  gtk_widget_add_controller (widget, keys);
}
