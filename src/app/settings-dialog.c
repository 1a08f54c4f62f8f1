/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings-dialog.h"
#include "app/pin-dialog.h"
#include "app/prefs.h"

#include <glib/gi18n-lib.h>

struct _XySettingsDialog
{
  XyDialog parent_instance;

  XyDesk *desk;
  GtkWidget *pin;
  GtkWidget *handover;
  GtkWidget *privacy;
  GtkWidget *folder_words;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (XySettingsDialog, xy_settings_dialog, XY_TYPE_DIALOG)

static const char *const languages[] = { "", "zh_CN", "en" };

typedef struct
{
  const char *key;
  int value;
} Choice;

static void
on_choice_toggled (GtkToggleButton *button, Choice *choice)
{
  if (gtk_toggle_button_get_active (button))
    g_settings_set_enum (xy_prefs (), choice->key, choice->value);
}

/* An enum of the settings as buttons side by side, of which one is down. */
static GtkWidget *
make_choices (const char *key, const char *name, const char *const *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkToggleButton *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (int i = 0; words[i] != NULL; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (words[i]);
      Choice *choice = g_new0 (Choice, 1);

      choice->key = key;
      choice->value = i;
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_settings_get_enum (xy_prefs (), key) == i);
      g_object_set_data_full (G_OBJECT (button), "xy-choice", choice, g_free);
      g_signal_connect (button, "toggled", G_CALLBACK (on_choice_toggled), choice);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
add_line (XySettingsDialog *self, GtkGrid *grid, int line, const char *label, GtkWidget *field, const char *note)
{
  GtkWidget *words = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (words), 1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), field);
  gtk_widget_add_css_class (words, "form-label");
  gtk_widget_set_halign (field, GTK_ALIGN_START);
  gtk_widget_add_css_class (field, "form-field");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_LABELLED_BY, words, NULL, -1);
  gtk_grid_attach (grid, words, 0, 2 * line, 1, 1);
  gtk_grid_attach (grid, field, 1, 2 * line, 1, 1);
  if (note != NULL)
    {
      GtkWidget *small = gtk_label_new (note);
      gtk_label_set_xalign (GTK_LABEL (small), 0);
      gtk_label_set_wrap (GTK_LABEL (small), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (small), 24);
      gtk_label_set_max_width_chars (GTK_LABEL (small), 34);
      gtk_widget_add_css_class (small, "quiet");
      gtk_widget_add_css_class (small, "small");
      gtk_grid_attach (grid, small, 1, 2 * line + 1, 1, 1);
    }
}

static void
show_folder (XySettingsDialog *self)
{
  g_autofree char *folder = g_settings_get_string (xy_prefs (), "backup-folder");
  gtk_label_set_text (GTK_LABEL (self->folder_words), *folder != '\0' ? folder : _ ("Beside the village's file"));
  gtk_widget_set_tooltip_text (self->folder_words, *folder != '\0' ? folder : NULL);
}

static void
on_folder_chosen (XySettingsDialog *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
      if (path != NULL)
        g_settings_set_string (xy_prefs (), "backup-folder", path);
      show_folder (self);
    }
  g_clear_object (&self->chooser);
}

static void
on_folder_clicked (XySettingsDialog *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Where backups go"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), _ ("_Cancel"));
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_folder_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_pin_clicked (XySettingsDialog *self)
{
  gtk_window_present (GTK_WINDOW (xy_pin_dialog_new (GTK_WIDGET (self), self->desk)));
}

/* What is done in the window that the dialog stood before. */
static void
leave_for (XySettingsDialog *self, const char *action)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_handover_clicked (XySettingsDialog *self)
{
  leave_for (self, "win.handover");
}

static void
on_privacy_clicked (XySettingsDialog *self)
{
  leave_for (self, "win.privacy");
}

static void
on_language_chosen (GtkDropDown *drop_down)
{
  g_settings_set_string (xy_prefs (), "language", languages[gtk_drop_down_get_selected (drop_down)]);
}

static GtkWidget *
make_languages (void)
{
  const char *const words[] = { _ ("As the desktop is"), "简体中文", "English", NULL };
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);
  g_autofree char *now = g_settings_get_string (xy_prefs (), "language");

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (languages[i], now) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (on_language_chosen), NULL);
  return drop_down;
}

static GtkWidget *
make_folder (XySettingsDialog *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->folder_words = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->folder_words), PANGO_ELLIPSIZE_START);
  gtk_label_set_max_width_chars (GTK_LABEL (self->folder_words), 26);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("xy-folder-symbolic"));
  gtk_box_append (GTK_BOX (box), self->folder_words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_folder_clicked), self);
  show_folder (self);
  return button;
}

static void
xy_settings_dialog_dispose (GObject *object)
{
  XySettingsDialog *self = XY_SETTINGS_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (xy_settings_dialog_parent_class)->dispose (object);
}

static void
xy_settings_dialog_class_init (XySettingsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_settings_dialog_dispose;
}

static void
xy_settings_dialog_init (XySettingsDialog *self)
{
  const char *const sizes[] = { _ ("Standard"), _ ("Large"), _ ("Largest"), NULL };
  const char *const colours[] = { _ ("As the desktop is"), _ ("Light"), _ ("Dark"), NULL };
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *minutes = gtk_spin_button_new_with_range (0, 120, 1);
  int line = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Settings of this PC"));
  g_settings_bind (xy_prefs (), "lock-minutes", minutes, "value", G_SETTINGS_BIND_DEFAULT);
  add_line (self, GTK_GRID (grid), line++, _ ("Text size"), make_choices ("text-size", _ ("Text size"), sizes), NULL);
  add_line (self, GTK_GRID (grid), line++, _ ("Colours"), make_choices ("colours", _ ("Colours"), colours), NULL);
  add_line (self, GTK_GRID (grid), line++, _ ("_Language"), make_languages (), _ ("From the next start"));
  add_line (self, GTK_GRID (grid), line++, _ ("_Minutes until it locks"), minutes,
            _ ("Only for people with a PIN; 0: never"));
  add_line (self, GTK_GRID (grid), line++, _ ("_Backups go to"), make_folder (self),
            _ ("Best a second disk or a stick that stays plugged in"));
  self->pin = gtk_button_new_with_mnemonic (_ ("_My PIN…"));
  g_signal_connect_swapped (self->pin, "clicked", G_CALLBACK (on_pin_clicked), self);
  xy_dialog_add_button (XY_DIALOG (self), self->pin);
  self->handover = gtk_button_new_with_mnemonic (_ ("_Hand over the office…"));
  g_signal_connect_swapped (self->handover, "clicked", G_CALLBACK (on_handover_clicked), self);
  xy_dialog_add_button (XY_DIALOG (self), self->handover);
  self->privacy = gtk_button_new_with_mnemonic (_ ("Personal _information…"));
  g_signal_connect_swapped (self->privacy, "clicked", G_CALLBACK (on_privacy_clicked), self);
  xy_dialog_add_button (XY_DIALOG (self), self->privacy);
  xy_dialog_set_content (XY_DIALOG (self), grid);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
}

GtkWidget *
xy_settings_dialog_new (GtkWidget *from, XyDesk *desk)
{
  XySettingsDialog *self = g_object_new (XY_TYPE_SETTINGS_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  gtk_widget_set_sensitive (self->pin, xy_desk_get_user (desk) != NULL);
  gtk_widget_set_visible (self->privacy, xy_desk_get_user (desk) != NULL && xy_desk_get_village (desk) != NULL);
  gtk_widget_set_visible (self->handover, xy_desk_get_user (desk) != NULL && xy_desk_get_village (desk) != NULL
                                              && xy_desk_get_scope (desk) == XY_SCOPE_VILLAGE);
  xy_dialog_set_from (XY_DIALOG (self), from);
  xy_dialog_set_verb (XY_DIALOG (self), NULL);
  return GTK_WIDGET (self);
}
