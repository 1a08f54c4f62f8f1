/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/office-send-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form-parts.h"
#include "app/toast.h"
#include "app/words.h"
#include "core/store.h"
#include "sync/down-line.h"
#include "sync/office.h"

typedef struct
{
  XyPage *from; /* weak */
  GtkWidget *dialog;
  XyForm *form;
  char *office;
  GArray *scopes; /* of gint64, as in the list; 0: all villages of the office */
  XyId id;        /* the same in each try: nobody gets it twice */
  char *path;     /* of the file; NULL */
  GtkWidget *file_words;
  GCancellable *cancellable;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *self = data;

  g_clear_weak_pointer (&self->from);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_array_unref (self->scopes);
  g_free (self->office);
  g_free (self->path);
  g_free (self);
}

/* The file */

static void
on_file_chosen (GtkNativeDialog *native, int response, gpointer data)
{
  Sending *self = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      g_autofree char *name = g_file_get_basename (file);
      g_free (self->path);
      self->path = g_file_get_path (file);
      gtk_label_set_text (GTK_LABEL (self->file_words), name);
      xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
    }
  g_object_unref (native);
}

static void
on_file_clicked (Sending *self)
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      _ ("The file to send"), GTK_WINDOW (self->dialog), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static GtkWidget *
make_file (Sending *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Choose _file…"));

  self->file_words = gtk_label_new (_ ("None; at most 256 KB"));
  gtk_label_set_ellipsize (GTK_LABEL (self->file_words), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (self->file_words, "quiet");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_file_clicked), self);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), self->file_words);
  return box;
}

/* Sending, on a thread of its own */

typedef struct
{
  char *office;
  XyDown *down;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->office);
  xy_down_free (job->down);
  g_free (job);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (XyStore) office = xy_store_open (job->office, xy_env_system (), 0, &error);
  g_autoptr (XyAccount) account = office != NULL && job->down->scope == 0 ? xy_account_load (office, &error) : NULL;

  if (account != NULL)
    job->down->scope = account->scope;
  if (office != NULL && error == NULL && xy_down_send (office, job->down, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Sending *self = g_object_get_data (G_OBJECT (dialog), "xy-sending");
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      XyDesk *desk = self->from != NULL ? xy_page_get_desk (self->from) : NULL;
      if (desk != NULL)
        {
          xy_worker_changed (xy_desk_get_worker (desk), XY_TOPIC_VILLAGE);
          xy_toast_show (GTK_WIDGET (self->from),
                         _ ("It was sent, and comes to the villages with their next report or receipt."), NULL, NULL);
        }
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  xy_dialog_set_idle (XY_DIALOG (dialog));
  if (!xy_form_show_error (self->form, error))
    xy_dialog_set_error (XY_DIALOG (dialog), error->message);
}

static gint64
chosen_scope (Sending *self)
{
  g_autofree char *at = xy_form_get_text (self->form, "scope");

  return g_array_index (self->scopes, gint64, MIN (g_ascii_strtoull (at, NULL, 10), self->scopes->len - 1));
}

static void
on_confirmed (Sending *self)
{
  g_autoptr (XyDown) down = xy_down_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kind = xy_form_get_text (self->form, "kind"), *text = xy_form_get_text (self->form, "text");

  if (!xy_form_check (self->form))
    return;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  if (self->path != NULL && !xy_down_set_file (down, self->path, &error))
    {
      xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
      return;
    }
  down->id = self->id;
  down->scope = chosen_scope (self);
  down->kind = g_strdup (g_str_equal (kind, "1") ? XY_DOWN_RULES : XY_DOWN_NOTICE);
  down->title = xy_form_get_text (self->form, "title");
  xy_down_set_text (&down->text, text);

  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_sent, g_object_ref (self->dialog));
  job->office = g_strdup (self->office);
  job->down = g_steal_pointer (&down);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Sending…"), -1);
  g_task_set_task_data (task, job, job_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_job);
}

static char *
check_title (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' || g_utf8_strlen (text, -1) > XY_DOWN_TITLE_MOST
             ? g_strdup_printf (_ ("A title of at most %d characters is needed."), XY_DOWN_TITLE_MOST)
             : NULL;
}

/* Something else is sent from now on: it is another one. */
static void
on_changed (Sending *self)
{
  self->id = xy_id_new (xy_env_system ());
}

static void
on_closed (Sending *self)
{
  g_cancellable_cancel (self->cancellable);
}

static GtkWidget *
make_scopes (Sending *self, const GPtrArray *villages)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const gint64 all = 0;

  xy_words_append (names, _ ("All villages"));
  g_array_append_val (self->scopes, all);
  for (guint i = 0; villages != NULL && i < villages->len; i++)
    {
      const XyOfficeVillage *village = villages->pdata[i];
      gtk_string_list_append (names, village->name);
      g_array_append_val (self->scopes, village->stream);
    }
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
}

static void
open_dialog (XyPage *from, const char *office, const GPtrArray *villages)
{
  Sending *self = g_new0 (Sending, 1);
  const char *const kinds[] = { _ ("Circular"), _ ("File of rules"), NULL };

  g_set_weak_pointer (&self->from, from);
  self->office = g_strdup (office);
  self->scopes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  self->id = xy_id_new (xy_env_system ());
  self->dialog = xy_dialog_new (GTK_WIDGET (from), _ ("Send to the villages"), _ ("Send"));
  self->form = XY_FORM (xy_form_new ());
  xy_form_add (self->form, "scope", _ ("To _whom"), make_scopes (self, villages), NULL);
  xy_form_add (self->form, "kind", _ ("_Kind"), xy_words_new_choice (kinds),
               _ ("A file of rules (checklist, points catalogue, bylaw templates) is offered to the village, which "
                  "takes it up or not"));
  xy_form_add (self->form, "title", _ ("_Title"), gtk_entry_new (), NULL);
  xy_form_add (self->form, "text", _ ("Te_xt"), xy_form_lines_new (420, 140), NULL);
  xy_form_set_check (self->form, "title", check_title, NULL);
  xy_form_add_widget (self->form, make_file (self));
  xy_form_add_widget (
      self->form,
      xy_form_hint_new (
          _ ("What was sent is never changed: what is wrong is withdrawn. The villages see who sent it and when.")));
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->form, "submitted", G_CALLBACK (xy_dialog_confirm), self->dialog);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_closed), self);
  xy_dialog_set_content (XY_DIALOG (self->dialog), GTK_WIDGET (self->form));
  g_object_set_data_full (G_OBJECT (self->dialog), "xy-sending", self, sending_free);
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_form_focus_first (self->form);
}

/* On the worker's thread. */
static gpointer
read_all (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_office_villages (store, NULL, error);
}

static void
on_all_read (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPage) page = data;
  g_autoptr (GPtrArray) villages = xy_worker_run_finish (XY_WORKER (worker), result, NULL);
  XyDesk *desk = xy_page_get_desk (page);

  if (villages != NULL && desk != NULL && xy_desk_get_path (desk) != NULL)
    open_dialog (page, xy_desk_get_path (desk), villages);
}

void
xy_office_send_activated (GtkWidget *page, const char *name, GVariant *parameter)
{
  XyDesk *desk = xy_page_get_desk (XY_PAGE (page));

  if (desk != NULL && xy_desk_get_office (desk) != NULL)
    xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_all, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                   NULL, on_all_read, g_object_ref (page));
}
