/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/lock.h"
#include "app/form.h"
#include "app/words.h"

#include <glib/gi18n-lib.h>

struct _XyLock
{
  GtkWidget parent_instance;

  XyDesk *desk;
  GtkWidget *box;
  GtkLabel *village;
  XyForm *form;
  GtkWidget *name;
  GtkWidget *pin;
  gboolean renews; /* a new PIN is asked for */
  GtkWidget *verb;
  GtkLabel *error;
  gboolean is_filling;
};

enum
{
  UNLOCKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyLock, xy_lock, GTK_TYPE_WIDGET)

static XyUser *
get_chosen (XyLock *self)
{
  GPtrArray *users = xy_desk_get_users (self->desk);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->name));
  return chosen < users->len ? users->pdata[chosen] : NULL;
}

static void
show_error (XyLock *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

/* Asks for a new PIN, twice; or no longer. */
static void
set_renews (XyLock *self, gboolean renews)
{
  self->renews = renews;
  xy_form_set_field_visible (self->form, "new", renews);
  xy_form_set_field_visible (self->form, "again", renews);
  xy_form_set_text (self->form, "new", "");
  xy_form_set_text (self->form, "again", "");
}

static void
on_name_chosen (XyLock *self)
{
  XyUser *user = get_chosen (self);

  if (self->is_filling)
    return;
  set_renews (self, FALSE);
  xy_form_set_field_visible (self->form, "pin", user != NULL && xy_desk_user_has_pin (self->desk, user));
  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  show_error (self, NULL);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyLock) self = p;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->verb, TRUE);
  if (xy_desk_sign_in_finish (XY_DESK (source), result, &error))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
      set_renews (self, FALSE);
      g_signal_emit (self, signals[UNLOCKED], 0);
      return;
    }
  show_error (self, error != NULL ? error->message : NULL);
  if (error != NULL && xy_error_get_field (error) != NULL)
    {
      /* The PIN was right, and stays while the new one is found. */
      if (!self->renews)
        set_renews (self, TRUE);
      gtk_widget_grab_focus (xy_form_get_field (self->form, "new"));
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  gtk_widget_grab_focus (self->pin);
}

static void
on_confirmed (XyLock *self)
{
  XyUser *user = get_chosen (self);
  g_autofree char *renewed = self->renews ? xy_form_get_text (self->form, "new") : NULL;
  g_autofree char *again = xy_form_get_text (self->form, "again");

  if (user == NULL || !gtk_widget_get_sensitive (self->verb))
    return;
  if (renewed != NULL && g_strcmp0 (renewed, again) != 0)
    {
      xy_form_set_error (self->form, "again", _ ("This is not the same as above."));
      return;
    }
  gtk_widget_set_sensitive (self->verb, FALSE);
  xy_desk_sign_in (self->desk, user, gtk_editable_get_text (GTK_EDITABLE (self->pin)), renewed, on_signed_in,
                   g_object_ref (self));
}

static void
fill (XyLock *self)
{
  GPtrArray *users = xy_desk_get_users (self->desk);
  const XyUser *here = xy_desk_get_user (self->desk);
  const XyVillage *village = xy_desk_get_village (self->desk);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  gtk_label_set_text (self->village, village != NULL && village->name != NULL ? village->name : "");
  for (guint i = 0; i < users->len; i++)
    {
      const XyUser *user = users->pdata[i];
      g_autofree char *words =
          user->post != NULL ? g_strdup_printf ("%s · %s", user->name, user->post) : g_strdup (user->name);
      xy_words_append (names, words);
      if (here != NULL && xy_id_same (&here->record.id, &user->record.id))
        chosen = i;
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->name), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->name), chosen);
  self->is_filling = FALSE;
  on_name_chosen (self);
}

static gboolean
xy_lock_grab_focus (GtkWidget *widget)
{
  XyLock *self = XY_LOCK (widget);
  if (gtk_widget_get_visible (self->pin))
    return gtk_widget_grab_focus (self->pin);
  return gtk_widget_grab_focus (self->verb);
}

static void
xy_lock_dispose (GObject *object)
{
  XyLock *self = XY_LOCK (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (xy_lock_parent_class)->dispose (object);
}

static void
xy_lock_class_init (XyLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_lock_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_lock_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[UNLOCKED] = g_signal_new ("unlocked", XY_TYPE_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_lock_init (XyLock *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *question = gtk_label_new (_ ("Who works here?"));

  gtk_widget_add_css_class (GTK_WIDGET (self), "lock");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_halign (card, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (card, GTK_ALIGN_CENTER);

  self->village = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->village, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->village), "page-title");
  gtk_label_set_xalign (GTK_LABEL (question), 0);
  gtk_widget_add_css_class (question, "quiet");

  self->form = XY_FORM (xy_form_new ());
  self->name = gtk_drop_down_new (NULL, NULL);
  self->pin = xy_form_secret_new ();
  xy_form_add (self->form, "name", _ ("_Name"), self->name, NULL);
  xy_form_add (self->form, "pin", _ ("_PIN"), self->pin, _ ("Each person has an own PIN on this computer"));
  xy_form_add (self->form, "new", _ ("_New PIN"), xy_form_secret_new (), NULL);
  xy_form_add (self->form, "again", _ ("Once _more"), xy_form_secret_new (), NULL);
  set_renews (self, FALSE);

  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_label_set_width_chars (self->error, 24);
  gtk_label_set_max_width_chars (self->error, 28);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "field-error");
  self->verb = gtk_button_new_with_mnemonic (_ ("_Come in"));
  gtk_widget_add_css_class (self->verb, "suggested-action");

  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->village));
  gtk_box_append (GTK_BOX (card), question);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->error));
  gtk_box_append (GTK_BOX (card), self->verb);

  /* Without a frame of the desktop's own, the window must still be movable and closable here. */
  GtkWidget *handle = gtk_window_handle_new ();
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *controls = gtk_window_controls_new (GTK_PACK_END);
  gtk_widget_set_hexpand (controls, TRUE);
  gtk_widget_set_halign (controls, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (top), controls);
  gtk_widget_add_css_class (top, "topbar");
  gtk_widget_add_css_class (top, "bare");
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), top);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (card, TRUE);
  gtk_box_append (GTK_BOX (self->box), handle);
  gtk_box_append (GTK_BOX (self->box), card);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  g_signal_connect_swapped (self->name, "notify::selected", G_CALLBACK (on_name_chosen), self);
  g_signal_connect_swapped (self->form, "submitted", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->verb, "clicked", G_CALLBACK (on_confirmed), self);
}

GtkWidget *
xy_lock_new (XyDesk *desk)
{
  XyLock *self = g_object_new (XY_TYPE_LOCK, NULL);
  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
xy_lock_begin (XyLock *self)
{
  g_return_if_fail (XY_IS_LOCK (self));
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
