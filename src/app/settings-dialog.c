/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings-dialog.h"
#include "app/pin-dialog.h"
#include "app/prefs.h"
#include "app/settings-office.h"
#include "app/settings-rows.h"
#include "app/settings-users.h"
#include "app/words.h"

#include <glib/gi18n-lib.h>

#define WIDTH 760
#define HEIGHT 600

struct _XySettingsDialog
{
  XyDialog parent_instance;

  XyDesk *desk;
  GtkWidget *pin;
  GtkWidget *find;
  XySettingsRows *rows;
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
on_clearing_clicked (XySettingsDialog *self)
{
  leave_for (self, "win.yearly-clearing");
}

/* What the preview remembers of each paper. */
static void
on_forget_clicked (XySettingsDialog *self)
{
  g_settings_reset (xy_prefs (), "papers");
  xy_dialog_set_note (XY_DIALOG (self), _ ("Each paper comes again as it does at first."));
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
  GtkWidget *drop_down = xy_words_new_choice (words);
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
on_find_changed (XySettingsDialog *self)
{
  xy_settings_rows_find (self->rows, gtk_editable_get_text (GTK_EDITABLE (self->find)));
}

/* Esc takes the words away first, then the dialog. */
static void
on_find_stopped (XySettingsDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->find)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
add_computer (XySettingsDialog *self)
{
  const char *const sizes[] = { _ ("Standard"), _ ("Large"), _ ("Largest"), NULL };
  const char *const colours[] = { _ ("As the desktop is"), _ ("Light"), _ ("Dark"), NULL };
  const char *const orders[] = { _ ("By strokes"), _ ("By pinyin"), NULL };
  GtkWidget *minutes = gtk_spin_button_new_with_range (0, 120, 1);

  g_settings_bind (xy_prefs (), "lock-minutes", minutes, "value", G_SETTINGS_BIND_DEFAULT);
  xy_settings_rows_begin (self->rows, _ ("This computer"));
  xy_settings_rows_add (self->rows, _ ("Text size"), _ ("How large everything in the window is written, at once."),
                        NULL, make_choices ("text-size", _ ("Text size"), sizes));
  xy_settings_rows_add (self->rows, _ ("Colours"), _ ("Dark is easier on the eyes in the evening."), NULL,
                        make_choices ("colours", _ ("Colours"), colours));
  xy_settings_rows_add (self->rows, _ ("_Language"), _ ("From the next start"), NULL, make_languages ());
  xy_settings_rows_add (self->rows, _ ("Order of names"), _ ("How lists of people are sorted by name."), NULL,
                        make_choices ("name-order", _ ("Order of names"), orders));
  xy_settings_rows_add (self->rows, _ ("Minutes until it _locks"), _ ("Only for people with a PIN; 0: never"), NULL,
                        minutes);
  xy_settings_rows_add (self->rows, _ ("_Backups go to"), _ ("Best a second disk or a stick that stays plugged in"),
                        NULL, make_folder (self));
  GtkWidget *forget = gtk_button_new_with_label (_ ("As at first"));
  g_signal_connect_swapped (forget, "clicked", G_CALLBACK (on_forget_clicked), self);
  xy_settings_rows_add (
      self->rows, _ ("Printing"),
      _ ("Paper, order and columns are chosen in the preview of each paper and remembered for it. The "
         "printer is asked for when it prints."),
      _ ("printer paper"), forget);
}

static void
add_verb (XySettingsDialog *self,
          const char *label,
          const char *help,
          const char *words,
          const char *verb,
          GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (verb);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  xy_settings_rows_add (self->rows, label, help, words, button);
}

/* What the village decides, and who works for it; a township's office has neither. */
static void
add_village (XySettingsDialog *self)
{
  if (xy_desk_get_village (self->desk) == NULL || xy_desk_get_scope (self->desk) != XY_SCOPE_VILLAGE)
    return;
  xy_settings_rows_begin (self->rows, _ ("Users and roles"));
  xy_settings_users_add (self->rows, self->desk);
  xy_settings_rows_begin (self->rows, _ ("The village's own rules"));
  xy_settings_office_add (self->rows, self->desk);
  xy_settings_rows_begin (self->rows, _ ("Privacy and handing over"));
  add_verb (self, _ ("Full numbers looked at"), _ ("Who looked at a number in full and why; the impact assessment."),
            _ ("privacy personal information log assessment"), _ ("Personal _information…"),
            G_CALLBACK (on_privacy_clicked));
  add_verb (self, _ ("Yearly clearing"),
            _ ("What is kept of people for longer than it is needed: look, choose, clear, and sign the record."),
            _ ("clearing retention delete old personal information"), _ ("Yearly _clearing…"),
            G_CALLBACK (on_clearing_clicked));
  add_verb (self, _ ("Handing over"),
            _ ("After a change of term: the list to sign, the data and the papers on a stick."),
            _ ("handover term successor package"), _ ("_Hand over the office…"), G_CALLBACK (on_handover_clicked));
}

static void
xy_settings_dialog_init (XySettingsDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Settings"));
  self->find = gtk_search_entry_new ();
  g_object_set (self->find, "placeholder-text", _ ("Find a setting: words, pinyin or initials"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find a setting"), -1);
  g_signal_connect_swapped (self->find, "search-changed", G_CALLBACK (on_find_changed), self);
  g_signal_connect_swapped (self->find, "stop-search", G_CALLBACK (on_find_stopped), self);
  self->rows = XY_SETTINGS_ROWS (xy_settings_rows_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->rows), TRUE);
  gtk_box_append (GTK_BOX (box), self->find);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  self->pin = gtk_button_new_with_mnemonic (_ ("_My PIN…"));
  g_signal_connect_swapped (self->pin, "clicked", G_CALLBACK (on_pin_clicked), self);
  xy_dialog_add_button (XY_DIALOG (self), self->pin);
  xy_dialog_set_content (XY_DIALOG (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  add_computer (self);
}

GtkWidget *
xy_settings_dialog_new (GtkWidget *from, XyDesk *desk)
{
  XySettingsDialog *self = g_object_new (XY_TYPE_SETTINGS_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  gtk_widget_set_sensitive (self->pin, xy_desk_get_user (desk) != NULL);
  if (xy_desk_get_user (desk) != NULL)
    add_village (self);
  xy_dialog_set_from (XY_DIALOG (self), from);
  xy_dialog_set_verb (XY_DIALOG (self), NULL);
  return GTK_WIDGET (self);
}
