/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings-users.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/pin-dialog.h"
#include "app/words.h"

typedef struct
{
  XyDesk *desk;
  XySettingsRows *rows; /* NULL once they are gone */
  GtkWidget *adding;    /* the line for a new one, before all others */
  GtkWidget *name, *role;
  GPtrArray *lines; /* of GtkWidget: the rows of the users there are */
  GPtrArray *shown; /* of XyUser, as they were put there */
  gboolean showing;
} Users;

/* What an act of this dialog changes: a user to be saved, or closed. */
typedef struct
{
  XyUser *user;
  gboolean close;
} Change;

/* In the order of xy_roles(): what each may do, in a sentence. */
static const char *const explanations[] = {
  N_ ("Keeps the roster, types points and hygiene, prints and posts; judges nothing."),
  N_ ("Judges the points that others typed, and types none."),
  N_ ("May do all of it, but never judges what he typed himself; decides rules and settings."),
  N_ ("Looks, prints, receives and answers objections, and changes nothing else."),
  N_ ("Keeps users, settings and backups, and may do a clerk's work; judges nothing."),
};

static void
users_clear (gpointer p)
{
  Users *self = p;

  g_ptr_array_unref (self->lines);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_object_unref (self->desk);
}

static void
users_unref (gpointer p)
{
  g_rc_box_release_full (p, users_clear);
}

static void
change_free (gpointer p)
{
  Change *change = p;

  g_object_unref (change->user);
  g_free (change);
}

static gboolean
save_user (XyTxn *txn, gpointer data, GError **error)
{
  Change *change = data;

  return change->close ? xy_record_set_deleted (txn, change->user, TRUE, error)
                       : xy_record_save (txn, change->user, error);
}

static void show_users (Users *self);

static void
on_saved (GObject *source, GAsyncResult *result, gpointer p)
{
  Users *self = p;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error) && self->rows != NULL)
    {
      xy_message_dialog_tell (GTK_WIDGET (self->rows), _ ("This was not done"), error->message);
      g_clear_pointer (&self->shown, g_ptr_array_unref);
      show_users (self);
    }
  users_unref (self);
}

/* Takes USER. */
static void
save (Users *self, const char *title, XyUser *user, gboolean close)
{
  Change *change = g_new0 (Change, 1);

  change->user = user;
  change->close = close;
  xy_desk_act (self->desk, title, save_user, change, change_free, on_saved, g_rc_box_acquire (self));
}

/* The user that a control of his line is about. Owned by the list that is shown. */
static XyUser *
user_of (Users *self, GtkWidget *control)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (control), "xy-user"));

  return self->shown->pdata[i];
}

static void
on_role_chosen (GtkWidget *control, GParamSpec *pspec, Users *self)
{
  XyUser *copy;

  if (self->showing)
    return;
  copy = xy_record_copy (user_of (self, control));
  g_autofree char *title = g_strdup_printf (_ ("Change the role of %s"), copy->name);
  xy_set_str (&copy->role, xy_roles ()[gtk_drop_down_get_selected (GTK_DROP_DOWN (control))].id);
  save (self, title, copy, FALSE);
}

static void
on_pin_clicked (GtkWidget *control, Users *self)
{
  gtk_window_present (
      GTK_WINDOW (xy_pin_dialog_new_for (GTK_WIDGET (self->rows), self->desk, user_of (self, control))));
}

typedef struct
{
  Users *users;
  XyUser *user;
} Closing;

static void
on_close_answered (gboolean confirmed, gpointer p)
{
  Closing *closing = p;

  if (confirmed && closing->users->rows != NULL)
    {
      g_autofree char *title = g_strdup_printf (_ ("Remove user %s"), closing->user->name);
      save (closing->users, title, xy_record_copy (closing->user), TRUE);
    }
  users_unref (closing->users);
  g_object_unref (closing->user);
  g_free (closing);
}

static void
on_close_clicked (GtkWidget *control, Users *self)
{
  Closing *closing = g_new0 (Closing, 1);

  closing->users = g_rc_box_acquire (self);
  closing->user = g_object_ref (user_of (self, control));
  g_autofree char *heading = g_strdup_printf (_ ("Close the user %s?"), closing->user->name);
  xy_message_dialog_ask (GTK_WIDGET (self->rows), heading,
                         _ ("He cannot come in here any more. What he did stays recorded under his name."),
                         _ ("_Close the user"), TRUE, on_close_answered, closing);
}

static void
on_add_clicked (Users *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  XyUser *user;

  if (*name == '\0')
    {
      gtk_widget_grab_focus (self->name);
      return;
    }
  user = xy_record_new (&xy_user_type);
  g_autofree char *title = g_strdup_printf (_ ("Add user %s"), name);
  xy_set_str (&user->name, name);
  xy_set_str (&user->role, xy_roles ()[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->role))].id);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  save (self, title, user, FALSE);
}

/* --- the lines --- */

static GtkWidget *
make_roles (const char *role)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *drop_down;
  guint chosen = 0;

  for (guint i = 0; i < xy_village_roles (); i++)
    {
      xy_words_append (words, _ (xy_roles ()[i].label));
      if (g_strcmp0 (xy_roles ()[i].id, role) == 0)
        chosen = i;
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Role"), -1);
  return drop_down;
}

static const char *
explain (const char *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (explanations); i++)
    if (g_strcmp0 (xy_roles ()[i].id, role) == 0)
      return _ (explanations[i]);
  return NULL;
}

static GtkWidget *
add_verb (GtkWidget *box, const char *words, const char *name, guint i, GCallback clicked, Users *self)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  g_object_set_data (G_OBJECT (button), "xy-user", GUINT_TO_POINTER (i));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
add_user (Users *self, guint i, GtkWidget *after)
{
  const XyUser *user = self->shown->pdata[i];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *role = make_roles (user->role);
  g_autofree char *pin = g_strdup_printf (_ ("New PIN of %s"), user->name);
  g_autofree char *closing = g_strdup_printf (_ ("Close the user %s"), user->name);
  g_autofree char *label =
      user->post != NULL ? g_strdup_printf ("%s · %s", user->name, user->post) : g_strdup (user->name);

  g_object_set_data (G_OBJECT (role), "xy-user", GUINT_TO_POINTER (i));
  g_signal_connect (role, "notify::selected", G_CALLBACK (on_role_chosen), self);
  gtk_box_append (GTK_BOX (box), role);
  add_verb (box, _ ("PIN…"), pin, i, G_CALLBACK (on_pin_clicked), self);
  add_verb (box, _ ("Close…"), closing, i, G_CALLBACK (on_close_clicked), self);
  gtk_widget_set_sensitive (box, xy_desk_may (self->desk, XY_MAY_MANAGE_USERS));
  return xy_settings_rows_add_after (self->rows, after, label, explain (user->role), _ ("user role"), box);
}

static gboolean
is_shown (Users *self, const GPtrArray *users)
{
  if (self->shown == NULL || self->shown->len != users->len)
    return FALSE;
  for (guint i = 0; i < users->len; i++)
    {
      const XyUser *a = self->shown->pdata[i], *b = users->pdata[i];
      if (!xy_id_same (&a->record.id, &b->record.id) || g_strcmp0 (a->role, b->role) != 0
          || g_strcmp0 (a->name, b->name) != 0 || g_strcmp0 (a->post, b->post) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
show_users (Users *self)
{
  GPtrArray *users = xy_desk_get_users (self->desk);
  GtkWidget *after = self->adding;

  if (self->rows == NULL || users == NULL || is_shown (self, users))
    return;
  self->showing = TRUE;
  for (guint i = 0; i < self->lines->len; i++)
    xy_settings_rows_remove (self->rows, self->lines->pdata[i]);
  g_ptr_array_set_size (self->lines, 0);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (users);
  for (guint i = 0; i < users->len; i++)
    {
      after = add_user (self, i, after);
      g_ptr_array_add (self->lines, after);
    }
  self->showing = FALSE;
}

static void
on_desk_changed (GtkWidget *rows)
{
  Users *self = g_object_get_data (G_OBJECT (rows), "xy-settings-users");

  if (self != NULL)
    show_users (self);
}

static void
on_rows_destroyed (GtkWidget *rows)
{
  ((Users *) g_object_get_data (G_OBJECT (rows), "xy-settings-users"))->rows = NULL;
}

void
xy_settings_users_add (XySettingsRows *rows, XyDesk *desk)
{
  Users *self = g_rc_box_new0 (Users);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add = gtk_button_new_with_label (_ ("Add"));

  self->desk = g_object_ref (desk);
  self->rows = rows;
  self->lines = g_ptr_array_new ();
  self->name = gtk_entry_new ();
  self->role = make_roles ("clerk");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("Name"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->name), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the new user"), -1);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (on_add_clicked), self);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add_clicked), self);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->role);
  gtk_box_append (GTK_BOX (box), add);
  gtk_widget_set_sensitive (box, xy_desk_may (desk, XY_MAY_MANAGE_USERS));
  self->adding = xy_settings_rows_add (
      rows, _ ("New user"), _ ("Each works under a name and with a PIN of his own, so that it is known who did what."),
      _ ("user role"), box);
  g_object_set_data_full (G_OBJECT (rows), "xy-settings-users", self, users_unref);
  g_signal_connect (rows, "destroy", G_CALLBACK (on_rows_destroyed), NULL);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), rows, G_CONNECT_SWAPPED);
  show_users (self);
}
