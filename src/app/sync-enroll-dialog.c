/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-enroll-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form-parts.h"
#include "app/window.h"
#include "core/store.h"
#include "sync/office.h"

/* The county's codes have none of these, so that nobody takes one for another. */
#define NOT_IN_CODES "OILSZB01258"
#define CODE_LENGTH 10
#define CERTIFICATE_MOST (256 * 1024)

typedef struct
{
  GtkWidget *dialog;
  XyForm *form;
  XySyncWorker *worker;      /* of a village's file; NULL */
  char *office;              /* own file of an office that is there; NULL */
  gboolean founding;         /* an office is made */
  GCancellable *cancellable; /* of what is asked for an office */
  GtkWidget *certificate_words;
  char *certificate; /* PEM */
  gboolean filling;
} Enrolling;

static void on_confirmed (Enrolling *self);

static void
enrolling_free (gpointer data)
{
  Enrolling *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_object (&self->worker);
  g_free (self->office);
  g_free (self->certificate);
  g_free (self);
}

/* The letters and figures of TEXT, capital. Returns: (transfer full). */
static char *
tidy_code (const char *text)
{
  GString *tidy = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      /* As a Chinese keyboard gives them in full width. */
      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
      if (c < 0x80 && g_ascii_isalnum ((char) c))
        g_string_append_c (tidy, g_ascii_toupper ((char) c));
    }
  return g_string_free (tidy, FALSE);
}

static char *
check_code (XyForm *form, const char *text, gpointer data)
{
  g_autofree char *tidy = tidy_code (text);

  if (tidy[0] == '\0')
    return g_strdup (_ ("Please type the code that the county gave you."));
  if (tidy[strcspn (tidy, NOT_IN_CODES)] != '\0')
    return g_strdup_printf (_ ("There is no “%c” in the county's codes. Please look at the slip once more."),
                            tidy[strcspn (tidy, NOT_IN_CODES)]);
  if (strlen (tidy) != CODE_LENGTH)
    return g_strdup_printf (_ ("The code has ten letters and figures; these are %u."), (guint) strlen (tidy));
  return NULL;
}

static char *
check_url (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("The address stands on the slip with the code.")) : NULL;
}

/* The text of the slip's QR code: the address, and behind it the code. */
static gboolean
split_slip (const char *text, char **url, char **code)
{
  const char *start = strstr (text, "http");
  g_auto (GStrv) words = g_strsplit_set (start != NULL ? start : "", " \t\n,;#|", -1);

  *url = *code = NULL;
  for (guint i = 1; words[0] != NULL && words[i] != NULL && *code == NULL; i++)
    {
      const char *at = strrchr (words[i], '=');
      g_autofree char *tidy = tidy_code (at != NULL ? at + 1 : words[i]);
      if (strlen (tidy) == CODE_LENGTH)
        *code = g_steal_pointer (&tidy);
    }
  if (*code == NULL)
    return FALSE;
  *url = g_strdup (words[0]);
  return TRUE;
}

static void
on_changed (Enrolling *self, const char *name)
{
  g_autofree char *text = xy_form_get_text (self->form, name);
  g_autofree char *url = NULL, *code = NULL;

  if (self->filling || (!g_str_equal (name, "url") && !g_str_equal (name, "code")) || !split_slip (text, &url, &code))
    return;
  self->filling = TRUE;
  xy_form_set_text (self->form, "url", url);
  g_autofree char *grouped = g_strdup_printf ("%.5s %s", code, code + 5);
  xy_form_set_text (self->form, "code", grouped);
  self->filling = FALSE;
}

/* The certificate */

static void
on_certificate_chosen (GtkNativeDialog *native, int response, gpointer data)
{
  Enrolling *self = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  g_autofree char *content = NULL;
  gsize length = 0;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      g_autofree char *name = g_file_get_basename (file);
      if (!g_file_load_contents (file, NULL, &content, &length, NULL, NULL) || length > CERTIFICATE_MOST
          || strstr (content, "BEGIN CERTIFICATE") == NULL)
        xy_dialog_set_error (XY_DIALOG (self->dialog), _ ("This file is no certificate of the county."));
      else
        {
          g_free (self->certificate);
          self->certificate = g_steal_pointer (&content);
          gtk_label_set_text (GTK_LABEL (self->certificate_words), name);
          xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
        }
    }
  g_object_unref (native);
}

static void
on_certificate_clicked (Enrolling *self)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (_ ("The county's certificate"), GTK_WINDOW (self->dialog),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_certificate_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static GtkWidget *
make_certificate (Enrolling *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Choose _certificate…"));

  self->certificate_words = gtk_label_new (_ ("Only where the county gave you such a file"));
  gtk_label_set_ellipsize (GTK_LABEL (self->certificate_words), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (self->certificate_words, "quiet");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_certificate_clicked), self);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), self->certificate_words);
  return box;
}

/* Enrolling */

/* For an office, on a thread of its own. */
typedef struct
{
  char *office; /* own file; NULL: to be made */
  char *folder;
  char *name, *officer; /* of an office that is made */
  char *url, *code, *computer, *certificate;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->office);
  g_free (job->folder);
  g_free (job->name);
  g_free (job->officer);
  g_free (job->url);
  g_free (job->code);
  g_free (job->computer);
  g_free (job->certificate);
  g_free (job);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const XyEnv *env = xy_env_system ();
  XyEnrolment enrolment = { .url = job->url, .code = job->code, .name = job->computer, .ca = job->certificate };
  GError *error = NULL;
  char *path = NULL;

  if (job->office != NULL)
    {
      g_autoptr (XyStore) office = xy_store_open (job->office, env, 0, &error);
      if (office != NULL && xy_office_enroll (office, &enrolment, cancellable, &error))
        path = g_strdup (job->office);
    }
  else
    path = xy_office_begin (job->folder, env, job->name, job->officer, &enrolment, cancellable, &error);
  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
set_founding (Enrolling *self, gboolean founding)
{
  self->founding = founding;
  xy_form_set_field_visible (self->form, "office", founding);
  xy_form_set_field_visible (self->form, "officer", founding);
}

static void
show_failure (Enrolling *self, const GError *error)
{
  xy_dialog_set_idle (XY_DIALOG (self->dialog));
  if (g_error_matches (error, XY_ERROR, XY_ERROR_CONFLICT) && self->worker != NULL)
    {
      set_founding (self, !self->founding);
      /* The village's own code after all. */
      if (!self->founding)
        {
          on_confirmed (self);
          return;
        }
      xy_dialog_set_error (XY_DIALOG (self->dialog),
                           _ ("This code is for a township or the county. If this computer is theirs too, write what "
                              "the office is called and who works there, and connect: it gets a place of its own, and "
                              "the village's records stay as they are."));
      gtk_widget_grab_focus (xy_form_get_field (self->form, "office"));
      return;
    }
  if (!xy_form_show_error (self->form, error))
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
}

static void
on_office_enrolled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Enrolling *self = g_object_get_data (G_OBJECT (dialog), "xy-enrolling");
  const Job *job = g_task_get_task_data (G_TASK (result));
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);

  if (path == NULL)
    {
      show_failure (self, error);
      return;
    }
  if (XY_IS_WINDOW (window) && job->office == NULL)
    xy_window_open_store (XY_WINDOW (window), path, 0);
  else if (XY_IS_WINDOW (window))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.sync-villages", NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
enroll_office (Enrolling *self, const XyEnrolment *enrolment)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_office_enrolled, g_object_ref (self->dialog));

  job->office = g_strdup (self->office);
  job->folder = xy_store_default_folder ();
  job->name = xy_form_get_text (self->form, "office");
  job->officer = xy_form_get_text (self->form, "officer");
  job->url = g_strdup (enrolment->url);
  job->code = g_strdup (enrolment->code);
  job->computer = g_strdup (enrolment->name);
  job->certificate = g_strdup (enrolment->ca);
  g_task_set_task_data (task, job, job_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_job);
}

static void
on_enrolled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Enrolling *self = g_object_get_data (G_OBJECT (dialog), "xy-enrolling");
  g_autoptr (GError) error = NULL;

  if (xy_sync_worker_enroll_finish (XY_SYNC_WORKER (source), result, &error))
    gtk_window_destroy (GTK_WINDOW (dialog));
  else
    show_failure (self, error);
}

static void
on_confirmed (Enrolling *self)
{
  g_autofree char *url = xy_form_get_text (self->form, "url"), *typed = xy_form_get_text (self->form, "code");
  g_autofree char *name = xy_form_get_text (self->form, "name"), *code = tidy_code (typed);
  XyEnrolment enrolment = { .url = url, .code = code, .name = name[0] != '\0' ? name : NULL, .ca = self->certificate };

  if (!xy_form_check (self->form))
    return;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Asking the county…"), -1);
  if (self->worker != NULL && !self->founding)
    xy_sync_worker_enroll (self->worker, &enrolment, on_enrolled, g_object_ref (self->dialog));
  else
    enroll_office (self, &enrolment);
}

static char *
check_office (XyForm *form, const char *text, gpointer data)
{
  const Enrolling *self = data;

  return self->founding && text[0] == '\0'
             ? g_strdup (_ ("Please write what the office is called, and who works there."))
             : NULL;
}

/* Closing gives up what is asked for an office. */
static void
on_closed (Enrolling *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
open_dialog (GtkWidget *from, XySyncWorker *worker, const char *office)
{
  Enrolling *self = g_new0 (Enrolling, 1);

  self->worker = worker != NULL ? g_object_ref (worker) : NULL;
  self->office = g_strdup (office);
  self->cancellable = g_cancellable_new ();
  self->dialog = xy_dialog_new (from, _ ("Connect with the county"), _ ("Connect"));
  self->form = XY_FORM (xy_form_new ());
  xy_form_add (self->form, "office", _ ("Name of the _office"), gtk_entry_new (),
               _ ("As on its seal: 云岭镇人民政府; it stands at the top of the window"));
  xy_form_add (self->form, "officer", _ ("_Your name"), gtk_entry_new (),
               _ ("What is reviewed here is signed with it; others can be added in the settings"));
  xy_form_add (self->form, "url", _ ("County's _address"), gtk_entry_new (),
               _ ("As on the slip; the text of its QR code may be pasted here whole"));
  xy_form_add (self->form, "code", _ ("Co_de"), gtk_entry_new (),
               _ ("Ten letters and figures, with or without spaces; capital or small makes no difference"));
  xy_form_add (self->form, "name", _ ("_Name of this computer"), gtk_entry_new (),
               worker != NULL ? _ ("So that the county knows it from the village's other computers, as 村部台式机")
                              : _ ("So that the county knows it from the office's other computers"));
  xy_form_set_check (self->form, "office", check_office, self);
  xy_form_set_check (self->form, "officer", check_office, self);
  xy_form_set_check (self->form, "url", check_url, NULL);
  xy_form_set_check (self->form, "code", check_code, NULL);
  set_founding (self, worker == NULL && office == NULL);
  xy_form_set_text (self->form, "name", g_get_host_name ());
  xy_form_add_widget (self->form, make_certificate (self));
  xy_form_add_widget (
      self->form,
      xy_form_hint_new (worker != NULL
                            ? _ ("From then on all that is recorded here goes to the county's server: the page behind "
                                 "says what, field by field.")
                            : _ ("For the computer of a township or the county. It looks at what the villages have "
                                 "reported, reviews their bylaws and draws reports; it records nothing itself.")));
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->form, "submitted", G_CALLBACK (xy_dialog_confirm), self->dialog);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_closed), self);
  xy_dialog_set_content (XY_DIALOG (self->dialog), GTK_WIDGET (self->form));
  g_object_set_data_full (G_OBJECT (self->dialog), "xy-enrolling", self, enrolling_free);
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_form_focus_first (self->form);
}

void
xy_sync_enroll_dialog_open (GtkWidget *from, XySyncWorker *worker)
{
  open_dialog (from, worker, NULL);
}

void
xy_sync_enroll_dialog_open_office (GtkWidget *from, const char *office)
{
  open_dialog (from, NULL, office);
}
