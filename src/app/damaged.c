/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/damaged.h"
#include "app/application.h"
#include "app/dialog.h"
#include "app/form.h"
#include "app/message-dialog.h"
#include "app/prefs.h"
#include "core/restore.h"
#include "core/seal.h"

#include <glib/gi18n-lib.h>

struct _XyDamaged
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *words;
  GtkLabel *file;
  GtkStack *backup;
  GtkLabel *looking;
  GtkLabel *none;
  GtkLabel *which;
  GtkGrid *facts;
  GtkLabel *error;
  GtkWidget *look;
  GtkWidget *own;
  GtkWidget *choose;
  GtkWidget *restore;
  GtkWidget *again;

  XyDesk *desk;
  char *path;
  gboolean is_damaged;
  XyRestorePreview *preview; /* of what is offered; NULL */
  char *password;            /* of what is offered, where it is sealed */
  char *own_path;
  guint generation; /* an older search is of no interest */
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyDamaged, xy_damaged, GTK_TYPE_WIDGET)

/* A search for the last good backup, or, with FILE, a look into a chosen one. */
typedef struct
{
  char *path;
  char *folder;
  char *file;
  char *password;
  guint generation;
} Search;

static void
search_free (gpointer p)
{
  Search *search = p;
  g_free (search->path);
  g_free (search->folder);
  g_free (search->file);
  g_free (search->password);
  g_free (search);
}

static void
preview_free (gpointer p)
{
  xy_restore_preview_free (p);
}

static char *
backup_folder (const char *path)
{
  g_autofree char *folder = g_settings_get_string (xy_prefs (), "backup-folder");
  return *folder != '\0' ? g_steal_pointer (&folder) : xy_backup_default_folder (path);
}

static void
show_error (XyDamaged *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

/* What is under way; NULL when it is over. */
static void
set_busy (XyDamaged *self, const char *words)
{
  gboolean idle = words == NULL;

  if (!idle)
    {
      gtk_label_set_text (self->looking, words);
      gtk_stack_set_visible_child_name (self->backup, "looking");
      show_error (self, NULL);
    }
  gtk_widget_set_sensitive (self->look, idle);
  gtk_widget_set_sensitive (self->own, idle);
  gtk_widget_set_sensitive (self->choose, idle);
  gtk_widget_set_sensitive (self->restore, idle);
  gtk_widget_set_visible (self->restore, self->preview != NULL);
  gtk_widget_set_sensitive (self->again, idle);
}

static const char *
say_reason (const char *reason)
{
  static const struct
  {
    const char *reason, *words;
  } table[] = {
    { XY_BACKUP_TIMER, N_ ("taken by itself") },
    { XY_BACKUP_IMPORT, N_ ("before an import") },
    { XY_BACKUP_MERGE, N_ ("before a merge") },
    { XY_BACKUP_RESTORE, N_ ("before a restore") },
    { XY_BACKUP_UPGRADE, N_ ("before an upgrade of the program") },
    { XY_BACKUP_MANUAL, N_ ("taken by hand") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (reason, table[i].reason) == 0)
      return _ (table[i].words);
  return NULL;
}

static void
add_fact (XyDamaged *self, int row, const char *name, const char *value)
{
  GtkWidget *label = gtk_label_new (name), *words = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "quiet");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (words), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 42);
  gtk_widget_add_css_class (words, "numeric");
  gtk_grid_attach (self->facts, label, 0, row, 1, 1);
  gtk_grid_attach (self->facts, words, 1, row, 1, 1);
}

static void
show_preview (XyDamaged *self, gboolean is_chosen)
{
  const XyBackupInfo *info = self->preview->backup;
  const char *reason = say_reason (info->reason);
  g_autofree char *at = xy_instant_format (info->at);
  g_autofree char *when = reason != NULL ? g_strdup_printf (_ ("%s (%s)"), at, reason) : g_strdup (at);
  g_autofree char *counts = g_strdup_printf (_ ("%d households, %d persons, %d points entries"), (int) info->households,
                                             (int) info->persons, (int) info->entries);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_grid_remove (self->facts, child);
  gtk_label_set_text (self->which, is_chosen ? _ ("The backup you chose") : _ ("The last sound backup"));
  add_fact (self, row++, _ ("Village"), info->village != NULL ? info->village : "");
  add_fact (self, row++, _ ("Backed up"), when);
  add_fact (self, row++, _ ("In it"), counts);
  if (info->last_at != 0)
    {
      g_autofree char *last = xy_instant_format (info->last_at);
      g_autofree char *who = g_strdup_printf (_ ("%s, %s: %s"), last, info->last_who, info->last_title);
      add_fact (self, row++, _ ("Last done"), who);
    }
  if (self->preview->lost_acts > 0)
    {
      g_autofree char *lost = g_strdup_printf (ngettext ("%d thing was done after it, and is to be done again.",
                                                         "%d things were done after it, and are to be done again.",
                                                         (gulong) self->preview->lost_acts),
                                               (int) self->preview->lost_acts);
      add_fact (self, row++, _ ("Not in it"), lost);
    }
  gtk_stack_set_visible_child_name (self->backup, "found");
}

static void
offer_none (XyDamaged *self)
{
  g_autofree char *folder = backup_folder (self->path);
  g_autofree char *words =
      g_strdup_printf (_ ("There is no sound backup in %s. If there is one on a USB stick or on another computer, "
                          "choose it with “Another backup”. Otherwise please ask the township's technician before "
                          "anything else is done with the file."),
                       folder);

  gtk_label_set_text (self->none, words);
  gtk_stack_set_visible_child_name (self->backup, "none");
}

/* In a thread of its own: a large backup is read whole. */
static void
run_search (GTask *task, gpointer source, gpointer p, GCancellable *cancellable)
{
  Search *search = p;
  GError *error = NULL;
  g_autoptr (XyBackupInfo) last = search->file == NULL ? xy_backup_last_good (search->path, search->folder) : NULL;
  const char *file = search->file != NULL ? search->file : last != NULL ? last->path : NULL;
  XyRestorePreview *preview = file != NULL ? xy_restore_preview (file, search->password, search->path, &error) : NULL;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, preview, preview_free);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer unused)
{
  XyDamaged *self = XY_DAMAGED (source);
  Search *search = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (XyRestorePreview) preview = g_task_propagate_pointer (G_TASK (result), &error);

  if (search->generation != self->generation || self->box == NULL)
    return;
  if (preview != NULL && preview->other_village)
    error = g_error_new (XY_ERROR, XY_ERROR_CONFLICT, _ ("This backup is of another village: %s."),
                         preview->backup->village);
  if (error == NULL && preview != NULL)
    {
      g_clear_pointer (&self->preview, xy_restore_preview_free);
      self->preview = g_steal_pointer (&preview);
      g_free (self->password);
      self->password = g_strdup (search->password);
    }
  set_busy (self, NULL);
  if (error != NULL)
    show_error (self, error->message);
  if (self->preview != NULL)
    show_preview (self, g_strcmp0 (self->preview->backup->path, search->file) == 0);
  else
    offer_none (self);
  gtk_widget_grab_focus (self->preview != NULL ? self->restore : self->choose);
}

static void
start_search (XyDamaged *self, const char *file, const char *password)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_searched, NULL);
  Search *search = g_new0 (Search, 1);

  search->path = g_strdup (self->path);
  search->folder = backup_folder (self->path);
  search->file = g_strdup (file);
  search->password = g_strdup (password);
  search->generation = ++self->generation;
  set_busy (self, file != NULL ? _ ("Looking into the backup…") : _ ("Looking for the last sound backup…"));
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, run_search);
}

static void
on_password_given (XyDamaged *self, XyDialog *dialog)
{
  XyForm *form = g_object_get_data (G_OBJECT (dialog), "xy-form");
  const char *file = g_object_get_data (G_OBJECT (dialog), "xy-file");
  g_autofree char *password = xy_form_get_text (form, "password");

  start_search (self, file, password);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
ask_password (XyDamaged *self, const char *file)
{
  GtkWidget *dialog = xy_dialog_new (GTK_WIDGET (self), _ ("This backup is locked"), _ ("_Open"));
  GtkWidget *form = xy_form_new (), *entry = xy_form_secret_new ();

  xy_form_add (XY_FORM (form), "password", _ ("_Password"), entry, _ ("The one given when this backup was written"));
  xy_dialog_set_content (XY_DIALOG (dialog), form);
  gtk_window_set_resizable (GTK_WINDOW (dialog), FALSE);
  g_object_set_data (G_OBJECT (dialog), "xy-form", form);
  g_object_set_data_full (G_OBJECT (dialog), "xy-file", g_strdup (file), g_free);
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_password_given), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (form, "submitted", G_CALLBACK (xy_dialog_confirm), dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  xy_form_focus_first (XY_FORM (form));
}

static void
on_file_chosen (GtkNativeDialog *native, int response, XyDamaged *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL && xy_seal_is_sealed (path))
        ask_password (self, path);
      else if (path != NULL)
        start_search (self, path, NULL);
    }
  g_object_unref (native);
}

static void
on_choose_clicked (XyDamaged *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      _ ("Choose a backup"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Backups"));
  gtk_file_filter_add_pattern (filter, "*" XY_BACKUP_SUFFIX);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect_object (native, "response", G_CALLBACK (on_file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/* It stays broken, for the reason that ERROR says. */
static void
give_back (XyDamaged *self, const GError *error)
{
  set_busy (self, NULL);
  if (self->preview != NULL)
    show_preview (self, FALSE);
  else
    offer_none (self);
  show_error (self, error->message);
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDamaged) self = p;
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_restore_finish (XY_DESK (source), result, &aside, &error))
    {
      give_back (self, error);
      return;
    }
  g_autofree char *at = xy_instant_format (self->preview->backup->at);
  g_autofree char *heading = g_strdup_printf (_ ("The village is as it was at %s"), at);
  g_autofree char *words =
      aside != NULL ? g_strdup_printf (_ ("What was done after that is to be done again. The damaged file is kept "
                                          "here:\n%s"),
                                       aside)
                    : NULL;
  set_busy (self, NULL);
  g_signal_emit (self, signals[OPENED], 0);
  xy_message_dialog_tell (GTK_WIDGET (self), heading, words);
}

static void
on_restore_clicked (XyDamaged *self)
{
  set_busy (self, _ ("Restoring the backup…"));
  xy_desk_restore (self->desk, self->path, self->preview->backup->path, self->password, on_restored,
                   g_object_ref (self));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDamaged) self = p;
  g_autoptr (GError) error = NULL;

  if (xy_desk_open_finish (XY_DESK (source), result, &error))
    {
      set_busy (self, NULL);
      g_signal_emit (self, signals[OPENED], 0);
    }
  else if (self->is_damaged)
    give_back (self, error);
  else
    xy_damaged_begin (self, self->path, error);
}

static void
open_file (XyDamaged *self, const char *path, guint flags)
{
  set_busy (self, _ ("Opening the file…"));
  xy_desk_open (self->desk, path, flags, on_opened, g_object_ref (self));
}

static void
on_look_clicked (XyDamaged *self)
{
  open_file (self, self->path, XY_STORE_READ_ONLY);
}

static void
on_own_clicked (XyDamaged *self)
{
  open_file (self, self->own_path, 0);
}

static void
on_again_clicked (XyDamaged *self)
{
  open_file (self, self->path, 0);
}

static gboolean
xy_damaged_grab_focus (GtkWidget *widget)
{
  XyDamaged *self = XY_DAMAGED (widget);
  GtkWidget *verbs[] = { self->again, self->restore, self->choose };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (gtk_widget_get_visible (verbs[i]) && gtk_widget_is_sensitive (verbs[i]))
      return gtk_widget_grab_focus (verbs[i]);
  return FALSE;
}

static void
xy_damaged_dispose (GObject *object)
{
  XyDamaged *self = XY_DAMAGED (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->preview, xy_restore_preview_free);
  g_clear_pointer (&self->password, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->own_path, g_free);

  G_OBJECT_CLASS (xy_damaged_parent_class)->dispose (object);
}

static void
xy_damaged_class_init (XyDamagedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_damaged_dispose;
  widget_class->grab_focus = xy_damaged_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/damaged.ui");
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, box);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, title);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, words);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, file);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, backup);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, looking);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, none);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, which);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, facts);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, error);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, look);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, own);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, choose);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, restore);
  gtk_widget_class_bind_template_child (widget_class, XyDamaged, again);
  gtk_widget_class_bind_template_callback (widget_class, on_look_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_own_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);

  signals[OPENED] = g_signal_new ("opened", XY_TYPE_DAMAGED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_damaged_init (XyDamaged *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
xy_damaged_new (XyDesk *desk)
{
  XyDamaged *self = g_object_new (XY_TYPE_DAMAGED, NULL);
  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/* The words of a file that is damaged, or whose beginning is so damaged that it looks like another program's. */
static char *
say_damage (const GError *error)
{
  const char *what =
      g_error_matches (error, XY_ERROR, XY_ERROR_NOT_OURS)
          ? _ ("This file does not look like a village's file. Its beginning may have been damaged, or it "
               "may be a file of another program.")
          : _ ("A part of the file cannot be read any more. That happens when the power fails while "
               "the disk is writing, or when a disk or a USB stick wears out.");

  return g_strdup_printf ("%s\n\n%s", what,
                          _ ("Nothing was deleted and nothing will be. When a backup is restored, the damaged file is "
                             "put aside under another name and kept as it is."));
}

void
xy_damaged_begin (XyDamaged *self, const char *path, const GError *error)
{
  g_return_if_fail (XY_IS_DAMAGED (self));
  const XyVillage *village = xy_desk_get_village (self->desk);
  gboolean is_here = village != NULL && g_strcmp0 (path, xy_desk_get_path (self->desk)) == 0;
  g_autofree char *kept = g_strdup (path);
  g_autofree char *title = NULL;

  self->is_damaged = g_error_matches (error, XY_ERROR, XY_ERROR_CORRUPT)
                     || g_error_matches (error, XY_ERROR, XY_ERROR_NOT_OURS)
                     || g_error_matches (error, XY_ERROR, XY_ERROR_UNREADABLE);
  if (!self->is_damaged)
    title = g_strdup (_ ("The village's file cannot be opened now"));
  else if (is_here)
    title = g_strdup_printf (_ ("The file of %s is damaged"), village->name);
  else
    title = g_strdup (_ ("The village's file is damaged"));
  g_autofree char *words = self->is_damaged ? say_damage (error) : g_strdup (error->message);

  g_free (self->path);
  self->path = g_steal_pointer (&kept);
  g_free (self->own_path);
  self->own_path = xy_application_find_own_village ();
  g_clear_pointer (&self->preview, xy_restore_preview_free);
  self->generation++;
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->file, self->path);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file), self->path);
  gtk_widget_set_visible (GTK_WIDGET (self->backup), self->is_damaged);
  gtk_widget_set_visible (self->choose, self->is_damaged);
  gtk_widget_set_visible (self->again, !self->is_damaged);
  gtk_widget_set_visible (self->look, g_error_matches (error, XY_ERROR, XY_ERROR_CORRUPT));
  gtk_widget_set_visible (self->own, self->own_path != NULL && g_strcmp0 (self->own_path, path) != 0);
  set_busy (self, NULL);
  if (self->is_damaged)
    start_search (self, NULL, NULL);
  show_error (self, g_error_matches (error, XY_ERROR, XY_ERROR_UNREADABLE) ? error->message : NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
