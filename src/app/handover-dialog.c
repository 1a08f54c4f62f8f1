/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/handover-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form-parts.h"
#include "app/form.h"
#include "app/message-dialog.h"
#include "app/step-line.h"
#include "core/handover.h"
#include "core/store.h"
#include "print/handover.h"
#include "sync/account.h"
#include "sync/computers.h"

#define WIDTH 620

typedef enum
{
  STEP_WHO,
  STEP_PACK,
  STEP_SIGN,
  N_STEPS,
} Step;

typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  XyDesk *desk;
  Step step;
  GtkWidget *line;
  GtkStack *stack;
  GtkWidget *who;  /* form */
  GtkWidget *pack; /* form */
  GtkWidget *counts;
  GtkWidget *signing; /* words */
  GCancellable *cancellable;
  GPtrArray *users; /* of XyUser, as the drop-down has them */
  gboolean enrolled;
  char *from, *to, *overseer;
  XyId from_id;
} Handover;

/* What the packing thread works with. */
typedef struct
{
  Handover *owner; /* let go of on the main thread */
  char *path, *parent, *from, *to, *overseer, *password;
  XyUser *user;
} Job;

/* What the act of the first step works with. */
typedef struct
{
  XyHandoverUsers users;
  char *name, *post, *pin;
} Taking;

typedef struct
{
  Handover *owner;
  guint done, total;
} Progress;

static void
handover_clear (gpointer p)
{
  Handover *self = p;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->users, g_ptr_array_unref);
  g_free (self->from);
  g_free (self->to);
  g_free (self->overseer);
  g_object_unref (self->desk);
}

static void
handover_unref (gpointer p)
{
  g_atomic_rc_box_release_full (p, handover_clear);
}

static void
job_free (gpointer p)
{
  Job *job = p;

  g_free (job->path);
  g_free (job->parent);
  g_free (job->from);
  g_free (job->to);
  g_free (job->overseer);
  g_free (job->password);
  g_object_unref (job->user);
  g_free (job);
}

static void
taking_free (gpointer p)
{
  Taking *taking = p;

  g_free (taking->name);
  g_free (taking->post);
  g_free (taking->pin);
  g_free (taking);
}

static void
show_step (Handover *self, Step step)
{
  static const char *const names[N_STEPS] = { "who", "pack", "sign" };
  const char *const verbs[N_STEPS] = { _ ("_Next"), _ ("_Write to a stick…"), _ ("_Signed: close the old user…") };
  const char *const words[N_STEPS] = { _ ("Who takes over"), _ ("Package"), _ ("Signing") };
  XyStep steps[N_STEPS];

  self->step = step;
  for (guint i = 0; i < N_STEPS; i++)
    steps[i] = (XyStep){ i < step ? XY_STEP_DONE : i == step ? XY_STEP_NOW : XY_STEP_TO_COME, words[i], NULL };
  xy_step_line_set (XY_STEP_LINE (self->line), steps, N_STEPS);
  gtk_stack_set_visible_child_name (self->stack, names[step]);
  xy_dialog_set_verb (XY_DIALOG (self->dialog), verbs[step]);
  xy_dialog_set_closing (XY_DIALOG (self->dialog), step == STEP_WHO ? _ ("_Cancel") : _ ("_Close"));
  xy_dialog_set_destructive (XY_DIALOG (self->dialog), step == STEP_SIGN);
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  if (step != STEP_SIGN)
    xy_form_focus_first (XY_FORM (step == STEP_WHO ? self->who : self->pack));
}

static void
tell_error (Handover *self, GtkWidget *form, const GError *error)
{
  xy_dialog_set_idle (XY_DIALOG (self->dialog));
  if (form == NULL || !xy_form_show_error (XY_FORM (form), error))
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
}

/* FALSE where the two are not the same; then the form says so. */
static gboolean
take_twice (GtkWidget *form, const char *name, char **text)
{
  g_autofree char *first = xy_form_get_text (XY_FORM (form), name);
  g_autofree char *again = xy_form_get_text (XY_FORM (form), "again");

  if (g_strcmp0 (first, again) != 0)
    {
      xy_form_set_error (XY_FORM (form), "again", _ ("This is not the same as above."));
      return FALSE;
    }
  *text = g_steal_pointer (&first);
  return TRUE;
}

/* --- who takes over --- */

/* On the worker's thread: the one act, and his PIN. */
static gboolean
take_over (XyStore *store, const XyActor *actor, gpointer data, GError **error)
{
  Taking *taking = data;
  g_autoptr (XyUser) there = xy_user_by_name (store, taking->name, NULL);
  g_autoptr (XyPinPolicy) policy = xy_pin_policy_of (store);
  gboolean has_pin = there != NULL && xy_user_has_pin (store, there);

  taking->users.name = taking->name;
  taking->users.post = taking->post;
  if ((*taking->pin != '\0' || !has_pin) && !xy_pin_check (policy, taking->pin, taking->name, error))
    return FALSE;
  if (!xy_store_act (store, actor, "", xy_handover_succeed, &taking->users, error))
    return FALSE;
  g_autoptr (XyUser) user = xy_record_get (store, &xy_user_type, &taking->users.to, error);
  return user != NULL && (*taking->pin == '\0' || xy_user_set_pin (store, actor, user, taking->pin, error));
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer p)
{
  Handover *self = p;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->dialog != NULL && done)
    {
      xy_worker_changed (xy_desk_get_worker (self->desk), XY_TOPIC_USER);
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      show_step (self, STEP_PACK);
    }
  else if (self->dialog != NULL)
    tell_error (self, self->who, error);
  handover_unref (self);
}

static void
confirm_who (Handover *self)
{
  XyForm *form = XY_FORM (self->who);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "from")));
  Taking *taking = g_new0 (Taking, 1);

  taking->name = xy_form_get_text (form, "name");
  taking->post = xy_form_take_text (form, "post");
  if (chosen >= self->users->len || !take_twice (self->who, "pin", &taking->pin))
    {
      taking_free (taking);
      return;
    }
  const XyUser *from = self->users->pdata[chosen];
  taking->users.from = self->from_id = from->record.id;
  xy_set_str (&self->from, from->name);
  xy_set_str (&self->to, taking->name);
  g_free (self->overseer);
  self->overseer = xy_form_take_text (form, "overseer");
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, -1);
  xy_desk_run (self->desk, take_over, taking, taking_free, on_taken, g_atomic_rc_box_acquire (self));
}

/* --- the package --- */

static gboolean
on_progress (gpointer p)
{
  Progress *progress = p;
  Handover *self = progress->owner;

  /* One that comes after the end would have the dialog wait for ever. */
  if (self->dialog != NULL && self->step == STEP_PACK && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *words = g_strdup_printf (_ ("%u of %u written"), progress->done, progress->total);
      xy_dialog_set_busy (XY_DIALOG (self->dialog), words, (double) progress->done / progress->total);
    }
  return G_SOURCE_REMOVE;
}

static void
progress_free (gpointer p)
{
  handover_unref (((Progress *) p)->owner);
  g_free (p);
}

static void
on_written (guint done, guint total, gpointer p)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->owner = g_atomic_rc_box_acquire (p);
  progress->done = done;
  progress->total = total;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT_IDLE, on_progress, progress, progress_free);
}

/* On a thread of its own, with its own connection: the window goes on. */
static void
pack_in_thread (GTask *task, gpointer source, gpointer p, GCancellable *cancellable)
{
  Job *job = p;
  GError *error = NULL;
  g_autoptr (XyStore) store = xy_store_open (job->path, xy_env_system (), 0, &error);
  XyHandoverPackage *package = NULL;

  if (store != NULL)
    {
      g_autoptr (XyAccount) account = xy_account_load (store, NULL);
      g_auto (GStrv) computers = xy_computers_names (store);
      const XyHandover handover = { .from = job->from,
                                    .to = job->to,
                                    .overseer = job->overseer,
                                    .computers = (const char *const *) computers,
                                    .enrolled = account != NULL && account->account != NULL,
                                    .password = job->password };
      XyActor actor;
      xy_user_actor (job->user, &actor);
      package = xy_handover_pack (store, &actor, &handover, job->parent, cancellable, on_written, job->owner, &error);
    }
  if (package != NULL)
    g_task_return_pointer (task, package, (GDestroyNotify) xy_handover_package_free);
  else
    g_task_return_error (task, error);
}

/* What is to be done with it, in words. */
static void
describe_package (Handover *self, const XyHandoverPackage *package)
{
  g_autofree char *name = g_path_get_basename (package->folder);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words,
                          _ ("The package is in the folder “%s”, with %u papers. It was read again and is whole."),
                          name, package->n_papers);
  for (guint i = 0; i < package->problems->len && i < 3; i++)
    g_string_append_printf (words, "\n%s", (const char *) package->problems->pdata[i]);
  g_string_append (words, "\n\n");
  g_string_append_printf (words,
                          _ ("1. Print “1 移交清单.pdf” three times. %s, %s and who oversees it go through it together "
                             "and sign."),
                          self->from, self->to);
  g_string_append_c (words, '\n');
  g_string_append (words, _ ("2. Seal the password in an envelope and give it by hand, apart from the stick."));
  if (self->enrolled)
    {
      g_string_append_c (words, '\n');
      g_string_append (words,
                       _ ("3. This computer's key for the county is the county's to renew: ask it for a new code, "
                          "connect anew on the page 同步, and have the old one struck off."));
    }
  g_string_append (words, "\n\n");
  g_string_append_printf (words, _ ("Then close the user %s. %s works on with a PIN of his own."), self->from,
                          self->to);
  gtk_label_set_text (GTK_LABEL (self->signing), words->str);
}

static void
on_packed (GObject *source, GAsyncResult *result, gpointer p)
{
  Handover *self = p;
  g_autoptr (GError) error = NULL;
  g_autoptr (XyHandoverPackage) package = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->dialog != NULL && package != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      describe_package (self, package);
      show_step (self, STEP_SIGN);
    }
  else if (self->dialog != NULL)
    tell_error (self, self->pack, error);
  /* The list is in the register now. */
  xy_worker_changed (xy_desk_get_worker (self->desk), XY_TOPIC_PAPER);
  handover_unref (self);
}

static void
start_packing (Handover *self, const char *parent)
{
  g_autoptr (GTask) task = NULL;
  const XyUser *user = xy_desk_get_user (self->desk);
  Job *job;

  if (user == NULL)
    return;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->owner = self;
  job->path = g_strdup (xy_desk_get_path (self->desk));
  job->parent = g_strdup (parent);
  job->from = g_strdup (self->from);
  job->to = g_strdup (self->to);
  job->overseer = g_strdup (self->overseer);
  job->password = xy_form_get_text (XY_FORM (self->pack), "password");
  job->user = g_object_ref ((XyUser *) user);
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Writing"), 0);
  task = g_task_new (NULL, self->cancellable, on_packed, g_atomic_rc_box_acquire (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, pack_in_thread);
}

static void
on_folder_chosen (GtkNativeDialog *native, int response, Handover *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->dialog != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        start_packing (self, path);
    }
  g_object_unref (native);
  handover_unref (self);
}

static void
confirm_pack (Handover *self)
{
  g_autofree char *password = NULL;
  GtkFileChooserNative *native;

  if (!take_twice (self->pack, "password", &password))
    return;
  if (g_utf8_strlen (password, -1) < XY_HANDOVER_PASSWORD_LEAST)
    {
      g_autofree char *sentence =
          g_strdup_printf (_ ("The password of the package has at least %d characters."), XY_HANDOVER_PASSWORD_LEAST);
      xy_form_set_error (XY_FORM (self->pack), "password", sentence);
      return;
    }
  native = gtk_file_chooser_native_new (_ ("Choose the stick"), GTK_WINDOW (self->dialog),
                                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Write it here"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_folder_chosen), g_atomic_rc_box_acquire (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/* --- the end --- */

static void
on_ended (GObject *source, GAsyncResult *result, gpointer p)
{
  Handover *self = p;
  g_autoptr (GError) error = NULL;

  if (xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      if (self->dialog != NULL)
        gtk_window_destroy (GTK_WINDOW (self->dialog));
    }
  else if (self->dialog != NULL)
    tell_error (self, NULL, error);
  handover_unref (self);
}

static void
on_end_answered (gboolean confirmed, gpointer p)
{
  Handover *self = p;

  if (confirmed && self->dialog != NULL)
    {
      XyHandoverUsers *users = g_new0 (XyHandoverUsers, 1);
      users->from = self->from_id;
      xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, -1);
      xy_desk_act (self->desk, "", xy_handover_close, users, g_free, on_ended, g_atomic_rc_box_acquire (self));
    }
  handover_unref (self);
}

static void
confirm_end (Handover *self)
{
  g_autofree char *heading = g_strdup_printf (_ ("Close the user %s?"), self->from);
  g_autofree char *body = g_strdup_printf (
      _ ("%s cannot come in here any more. What he did stays recorded under his name. The list should be signed before."),
      self->from);

  xy_message_dialog_ask (self->dialog, heading, body, _ ("_Close the user"), TRUE, on_end_answered,
                         g_atomic_rc_box_acquire (self));
}

/* --- the dialog --- */

static void
on_confirmed (Handover *self)
{
  if (self->step == STEP_WHO)
    confirm_who (self);
  else if (self->step == STEP_PACK)
    confirm_pack (self);
  else
    confirm_end (self);
}

/* Closing stops what goes on. */
static void
on_destroyed (Handover *self)
{
  self->dialog = self->who = self->pack = NULL;
  g_cancellable_cancel (self->cancellable);
  handover_unref (self);
}

static GtkWidget *
make_words (const char *text)
{
  GtkWidget *words = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_width_chars (GTK_LABEL (words), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 48);
  return words;
}

static GtkWidget *
make_who (Handover *self)
{
  XyForm *form = XY_FORM (xy_form_new ());
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const XyUser *now = xy_desk_get_user (self->desk);
  guint chosen = 0;

  for (guint i = 0; i < self->users->len; i++)
    {
      const XyUser *user = self->users->pdata[i];
      gtk_string_list_append (names, user->name);
      if (now != NULL && xy_id_same (&user->record.id, &now->record.id))
        chosen = i;
    }
  GtkWidget *from = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (from), chosen);
  xy_form_add (form, "from", _ ("_Hands over"), from, NULL);
  xy_form_add (form, "name", _ ("_Takes over"), gtk_entry_new (), _ ("The name under which he or she will work here"));
  xy_form_add (form, "post", _ ("P_ost"), gtk_entry_new (), _ ("Empty: the same post"));
  xy_form_add (form, "pin", _ ("His own _PIN"), xy_form_secret_new (),
               _ ("Who takes over types it himself: at least six digits or letters"));
  xy_form_add (form, "again", _ ("Once _more"), xy_form_secret_new (), NULL);
  xy_form_add (form, "overseer", _ ("O_versees it"), gtk_entry_new (),
               _ ("Somebody of the township or of the supervision committee, who is there and signs"));
  xy_form_add_widget (form,
                      xy_form_hint_new (_ ("The law gives ten days from the day the new committee is elected. Who "
                                           "takes over becomes a user now, with the same role; who hands over is "
                                           "closed only when the list is signed.")));
  return GTK_WIDGET (form);
}

static GtkWidget *
make_pack (Handover *self)
{
  XyForm *form = XY_FORM (xy_form_new ());

  self->counts = make_words ("");
  xy_form_add_widget (form, self->counts);
  xy_form_add (form, "password", _ ("_Password of the data"), xy_form_secret_new (),
               _ ("At least eight characters. Without it nobody can read the data on the stick"));
  xy_form_add (form, "again", _ ("Password _again"), xy_form_secret_new (), NULL);
  xy_form_add_widget (form, xy_form_hint_new (_ ("Into a new folder go the list to sign, all data, and the papers of "
                                                 "record as PDF. What is stopped or fails leaves nothing behind.")));
  return GTK_WIDGET (form);
}

typedef struct
{
  GPtrArray *lines;
  gboolean enrolled;
} Facts;

static void
facts_free (gpointer p)
{
  Facts *facts = p;

  g_clear_pointer (&facts->lines, g_ptr_array_unref);
  g_free (facts);
}

/* On the worker's thread. */
static gpointer
read_facts (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyAccount) account = xy_account_load (store, NULL);
  g_autoptr (GPtrArray) lines = xy_handover_lines (store, error);
  Facts *facts;

  if (lines == NULL)
    return NULL;
  facts = g_new0 (Facts, 1);
  facts->lines = g_steal_pointer (&lines);
  facts->enrolled = account != NULL && account->account != NULL;
  return facts;
}

/* "Households 620 · Meetings 14 (2 not finished) …" */
static char *
describe_lines (const GPtrArray *lines)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const XyHandoverLine *line = lines->pdata[i];
      if (line->n == 0)
        continue;
      g_string_append_printf (words, "%s%s %" G_GINT64_FORMAT, words->len > 0 ? " · " : "",
                              xy_handover_kind_label (line->kind), line->n);
      if (line->open > 0)
        g_string_append_printf (words, _ (" (%d not finished)"), (int) line->open);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer p)
{
  Handover *self = p;
  g_autoptr (GError) error = NULL;
  Facts *facts = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (facts != NULL && self->dialog != NULL)
    {
      g_autofree char *words = describe_lines (facts->lines);
      gtk_label_set_text (GTK_LABEL (self->counts), words);
      self->enrolled = facts->enrolled;
    }
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  g_clear_pointer (&facts, facts_free);
  handover_unref (self);
}

void
xy_handover_dialog_open (GtkWidget *from, XyDesk *desk)
{
  Handover *self = g_atomic_rc_box_new0 (Handover);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->desk = g_object_ref (desk);
  self->users = g_ptr_array_ref (xy_desk_get_users (desk));
  self->dialog = xy_dialog_new (from, _ ("Hand over the office"), _ ("_Next"));
  self->line = xy_step_line_new (_ ("Steps of the handover"));
  self->stack = GTK_STACK (gtk_stack_new ());
  self->who = make_who (self);
  self->pack = make_pack (self);
  self->signing = make_words ("");
  gtk_widget_set_valign (self->signing, GTK_ALIGN_START);
  gtk_stack_add_named (self->stack, self->who, "who");
  gtk_stack_add_named (self->stack, self->pack, "pack");
  gtk_stack_add_named (self->stack, self->signing, "sign");
  gtk_box_append (GTK_BOX (box), self->line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  xy_dialog_set_content (XY_DIALOG (self->dialog), box);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), WIDTH, -1);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  show_step (self, STEP_WHO);
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_facts, NULL, NULL, facts_free, NULL, on_facts_read,
                 g_atomic_rc_box_acquire (self));
  if (!xy_desk_may (desk, XY_MAY_MANAGE_USERS | XY_MAY_BACK_UP | XY_MAY_PRINT))
    {
      xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
      xy_dialog_set_note (XY_DIALOG (self->dialog),
                          _ ("Only the administrator can hand over, since users are changed. Please sign in as he."));
    }
}
