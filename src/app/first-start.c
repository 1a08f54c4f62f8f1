/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/first-start.h"
#include "app/form.h"
#include "app/import-assistant.h"
#include "app/practice-open.h"
#include "app/prefs.h"
#include "app/sync-enroll-dialog.h"
#include "app/words.h"
#include "core/normalize.h"
#include "core/error.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  STEP_VILLAGE,
  STEP_USERS,
  STEP_ROSTER,
  STEP_CHECK,
  STEP_DONE,
  N_STEPS
} Step;

static const struct
{
  const char *name;
  const char *title;
  const char *words;
} steps[N_STEPS] = {
  { "village", N_ ("The village"), N_ ("Papers carry these names. They can be changed later.") },
  { "users", N_ ("Who works here"),
    N_ ("You are entered. Add whoever works with the program too: everything done is signed by name.") },
  { "roster", N_ ("The roster"),
    N_ ("Take the roster from the spreadsheet that you have, however it is laid out. Nothing is saved before you have "
        "seen it.") },
  { "check", N_ ("A look at it"), N_ ("This is what the village's file holds now.") },
  { "done", N_ ("Done"),
    N_ ("Everything else is found at the left. Ctrl+F finds any household or person, F1 tells about the page in front.") },
};

struct _XyFirstStart
{
  GtkWidget parent_instance;

  XyDesk *desk;
  GtkWidget *box;
  GtkWidget *step_labels[N_STEPS];
  GtkLabel *title;
  GtkLabel *words;
  GtkStack *stack;
  GtkLabel *error;
  GtkWidget *skip;
  GtkWidget *next;
  GtkWidget *newcomer; /* words over practise */
  GtkWidget *practise;
  GtkWidget *office; /* it is a township's computer */

  XyForm *village;
  GtkCheckButton *reviewed;
  XyForm *user;
  GtkLabel *users;
  GtkLabel *counts;
  Step step;
  gboolean is_busy;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyFirstStart, xy_first_start, GTK_TYPE_WIDGET)

static void
show_error (XyFirstStart *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

/* On the worker's thread: households, persons and groups as one line of text. */
static gpointer
count_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  gint64 n[3] = { 0, 0, 0 };

  if (store == NULL || !xy_village_count (store, &n[0], &n[1], &n[2], error))
    return NULL;
  if (n[0] == 0)
    return g_strdup (_ ("Nobody is on the roster yet. It can be imported later, on the page of households."));
  return g_strdup_printf (_ ("%d households, %d persons, %d groups"), (int) n[0], (int) n[1], (int) n[2]);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyFirstStart) self = p;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = xy_worker_run_finish (XY_WORKER (source), result, &error);

  gtk_label_set_text (self->counts, words != NULL ? words : error->message);
}

static void
focus_step (XyFirstStart *self)
{
  if (self->step == STEP_VILLAGE)
    xy_form_focus_first (self->village);
  else if (self->step == STEP_USERS)
    xy_form_focus_first (self->user);
  else
    gtk_widget_grab_focus (self->next);
}

static void
show_step (XyFirstStart *self, Step step)
{
  self->step = step;
  for (Step i = 0; i < N_STEPS; i++)
    {
      gtk_widget_remove_css_class (self->step_labels[i], "now");
      gtk_widget_remove_css_class (self->step_labels[i], "done");
      if (i <= step)
        gtk_widget_add_css_class (self->step_labels[i], i == step ? "now" : "done");
    }
  gtk_label_set_text (self->title, _ (steps[step].title));
  gtk_label_set_text (self->words, _ (steps[step].words));
  gtk_stack_set_visible_child_name (self->stack, steps[step].name);
  gtk_widget_set_visible (self->newcomer, step == STEP_VILLAGE);
  gtk_widget_set_visible (self->practise, step == STEP_VILLAGE);
  gtk_widget_set_visible (self->office, step == STEP_VILLAGE);
  gtk_widget_set_visible (self->skip, step != STEP_VILLAGE && step != STEP_DONE);
  gtk_button_set_label (GTK_BUTTON (self->next), step == STEP_VILLAGE ? _ ("_Found the village")
                                                 : step == STEP_DONE  ? _ ("_Open the office")
                                                                      : _ ("_Go on"));
  gtk_widget_set_sensitive (self->next, TRUE);
  show_error (self, NULL);

  if (step == STEP_CHECK)
    xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, count_on_worker, NULL, NULL, g_free, NULL,
                   on_counted, g_object_ref (self));
  focus_step (self);
}

static void
show_failure (XyFirstStart *self, XyForm *form, const GError *error)
{
  gtk_widget_set_sensitive (self->next, TRUE);
  if (!xy_form_show_error (form, error))
    show_error (self, error->message);
}

static void
on_founded (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyFirstStart) self = p;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_open_finish (XY_DESK (source), result, &error))
    {
      self->is_busy = FALSE;
      show_failure (self, self->village, error);
      return;
    }
  g_settings_set_string (xy_prefs (), "village", xy_desk_get_path (self->desk));
  show_step (self, STEP_USERS);
}

static void
found_village (XyFirstStart *self)
{
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);
  g_autofree char *administrator = xy_form_get_text (self->village, "administrator");

  if (!xy_form_check (self->village))
    return;
  village->name = xy_form_get_text (self->village, "name");
  g_autofree char *code = xy_form_get_text (self->village, "code");
  village->code = xy_digits_clean (code);
  village->township = xy_form_get_text (self->village, "township");
  village->county = xy_form_get_text (self->village, "county");

  g_autofree char *path = xy_store_default_path (village->code);
  gtk_widget_set_sensitive (self->next, FALSE);
  show_error (self, NULL);
  self->is_busy = TRUE;
  xy_desk_found (self->desk, path, village, administrator, !gtk_check_button_get_active (self->reviewed), on_founded,
                 g_object_ref (self));
}

/* In an act. */
static gboolean
add_user (XyTxn *txn, gpointer user, GError **error)
{
  return xy_record_save (txn, user, error);
}

typedef struct
{
  XyUser *user;
  char *pin;
  XyUser *by;
} PinJob;

static void
pin_job_free (gpointer p)
{
  PinJob *job = p;
  g_object_unref (job->user);
  g_object_unref (job->by);
  g_free (job->pin);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
set_pin_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  PinJob *job = p;
  XyActor actor;

  xy_user_actor (job->by, &actor);
  xy_user_set_pin (store, &actor, job->user, job->pin, error);
  return NULL;
}

static void
on_pin_set (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyFirstStart) self = p;
  g_autoptr (GError) error = NULL;

  xy_worker_run_finish (XY_WORKER (source), result, &error);
  if (error != NULL)
    show_error (self, error->message);
}

typedef struct
{
  XyFirstStart *start;
  XyUser *user;
  char *pin;
} Adding;

static void
on_user_added (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autofree Adding *adding = p;
  g_autoptr (XyFirstStart) self = adding->start;
  g_autoptr (XyUser) user = adding->user;
  g_autofree char *pin = adding->pin;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      show_failure (self, self->user, error);
      return;
    }
  if (*pin != '\0' && xy_desk_get_user (self->desk) != NULL)
    {
      PinJob *job = g_new0 (PinJob, 1);
      job->user = g_object_ref (user);
      job->pin = g_steal_pointer (&pin);
      job->by = g_object_ref ((XyUser *) xy_desk_get_user (self->desk));
      xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_ACT, set_pin_on_worker, job, pin_job_free, NULL, NULL,
                     on_pin_set, g_object_ref (self));
    }
  xy_form_set_text (self->user, "name", "");
  xy_form_set_text (self->user, "post", "");
  xy_form_set_text (self->user, "pin", "");
  xy_form_focus_first (self->user);
}

static void
on_add_user_clicked (XyFirstStart *self)
{
  XyUser *user = NULL;
  g_autofree char *role = NULL, *title = NULL;
  g_autoptr (GError) error = NULL;

  if (!xy_form_check (self->user))
    return;
  user = xy_record_new (&xy_user_type);
  role = xy_form_get_text (self->user, "role");
  user->name = xy_form_get_text (self->user, "name");
  user->post = xy_form_get_text (self->user, "post");
  user->role = g_strdup (xy_roles ()[g_ascii_strtoull (role, NULL, 10)].id);

  Adding *adding = g_new0 (Adding, 1);
  adding->start = g_object_ref (self);
  adding->user = user;
  adding->pin = xy_form_get_text (self->user, "pin");
  if (*adding->pin != '\0' && !xy_pin_check (xy_desk_get_pin_policy (self->desk), adding->pin, user->name, &error))
    {
      xy_form_show_error (self->user, error);
      g_object_unref (adding->start);
      g_object_unref (adding->user);
      g_free (adding->pin);
      g_free (adding);
      return;
    }
  title = g_strdup_printf (_ ("Add user %s"), user->name);
  xy_desk_act (self->desk, title, add_user, g_object_ref (user), g_object_unref, on_user_added, adding);
}

static void
on_desk_changed (XyFirstStart *self)
{
  GPtrArray *users = xy_desk_get_users (self->desk);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < users->len; i++)
    {
      const XyUser *user = users->pdata[i];
      const XyRole *role = xy_role_by_id (user->role);
      g_string_append_printf (names, "%s%s · %s", i > 0 ? "\n" : "", user->name,
                              role != NULL ? _ (role->label) : user->role);
    }
  gtk_label_set_text (self->users, names->str);
}

static void
on_next_clicked (XyFirstStart *self)
{
  if (self->step == STEP_VILLAGE)
    {
      found_village (self);
    }
  else if (self->step == STEP_DONE)
    {
      self->is_busy = FALSE;
      g_signal_emit (self, signals[DONE], 0);
    }
  else
    {
      g_autofree char *name = xy_form_get_text (self->user, "name");
      if (self->step == STEP_USERS && *name != '\0')
        on_add_user_clicked (self);
      else
        show_step (self, self->step + 1);
    }
}

static void
on_skip_clicked (XyFirstStart *self)
{
  show_step (self, self->step + 1);
}

static void
on_practice_opened (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyFirstStart) self = p;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!xy_practice_open_finish (XY_DESK (source), result, &error))
    {
      show_step (self, STEP_VILLAGE);
      show_error (self, error->message);
      return;
    }
  g_settings_set_string (xy_prefs (), "village", xy_desk_get_path (self->desk));
}

static void
on_practise_clicked (XyFirstStart *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  gtk_label_set_text (self->words, _ ("The village to practise in is being made…"));
  xy_practice_open (self->desk, FALSE, on_practice_opened, g_object_ref (self));
}

static void
on_office_clicked (XyFirstStart *self)
{
  xy_sync_enroll_dialog_open_office (GTK_WIDGET (self), NULL);
}

static char *
check_code (XyForm *form, const char *text, gpointer data)
{
  /* As a Chinese keyboard gives them, in full width, and with spaces between. */
  g_autofree char *code = xy_digits_clean (text);
  g_autoptr (GError) error = NULL;
  return xy_village_check_code (code, &error) ? NULL : g_strdup (error->message);
}

static GtkWidget *
make_village_form (XyFirstStart *self)
{
  self->village = XY_FORM (xy_form_new ());
  xy_form_add (self->village, "name", _ ("Name of the _village"), gtk_entry_new (), _ ("As on the seal: 石板溪村"));
  xy_form_add (self->village, "code", _ ("Division _code"), gtk_entry_new (),
               _ ("The twelve digits of the statistical division code; the township office knows it"));
  xy_form_add (self->village, "township", _ ("_Township"), gtk_entry_new (), NULL);
  xy_form_add (self->village, "county", _ ("C_ounty"), gtk_entry_new (), NULL);
  xy_form_add (self->village, "administrator", _ ("_Your name"), gtk_entry_new (),
               _ ("Whoever founds the village keeps its users and backups"));
  self->reviewed = GTK_CHECK_BUTTON (
      gtk_check_button_new_with_mnemonic (_ ("Points are _reviewed and hang on the board before they count")));
  gtk_check_button_set_active (self->reviewed, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reviewed),
                               _ ("As most villages have it; without it they count as soon as they are recorded. The "
                                  "settings can change it at any time."));
  xy_form_add_widget (self->village, GTK_WIDGET (self->reviewed));
  xy_form_set_check (self->village, "name", xy_form_check_filled, (gpointer) N_ ("Enter the village's name."));
  xy_form_set_check (self->village, "code", check_code, NULL);
  xy_form_set_check (self->village, "administrator", xy_form_check_filled, (gpointer) N_ ("Enter your own name."));
  g_signal_connect_swapped (self->village, "submitted", G_CALLBACK (on_next_clicked), self);
  return GTK_WIDGET (self->village);
}

static GtkWidget *
make_user_form (XyFirstStart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *add = gtk_button_new_with_mnemonic (_ ("_Add this person"));
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);
  GtkWidget *pin = gtk_password_entry_new ();

  for (guint i = 0; i < xy_village_roles (); i++)
    xy_words_append (roles, _ (xy_roles ()[i].label));
  self->user = XY_FORM (xy_form_new ());
  xy_form_add (self->user, "name", _ ("_Name"), gtk_entry_new (), NULL);
  xy_form_add (self->user, "post", _ ("_Post"), gtk_entry_new (), _ ("As 村文书 or 村主任; stands beside the name"));
  xy_form_add (self->user, "role", _ ("_Role"), gtk_drop_down_new (G_LIST_MODEL (g_object_ref (roles)), NULL),
               _ ("Who types points does not review them himself"));
  xy_form_add (self->user, "pin", _ ("P_IN"), pin, _ ("At least six digits or letters; may be left empty for now"));
  xy_form_set_check (self->user, "name", NULL, NULL);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (pin), TRUE);

  self->users = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->users, 0);
  gtk_widget_set_halign (add, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->users));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->user));
  gtk_box_append (GTK_BOX (box), add);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add_user_clicked), self);
  g_signal_connect_swapped (self->user, "submitted", G_CALLBACK (on_next_clicked), self);
  return box;
}

/* What came in is looked at next. */
static void
on_assistant_destroyed (XyFirstStart *self, XyImportAssistant *assistant)
{
  if (self->step == STEP_ROSTER && xy_import_assistant_has_imported (assistant))
    show_step (self, STEP_CHECK);
}

static void
on_roster_clicked (XyFirstStart *self)
{
  GtkWidget *assistant = xy_import_assistant_open (GTK_WIDGET (self), self->desk);

  if (assistant != NULL)
    g_signal_connect_object (assistant, "destroy", G_CALLBACK (on_assistant_destroyed), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_roster_page (XyFirstStart *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Choose the spreadsheet…"));

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_roster_clicked), self);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  return button;
}

static GtkLabel *
make_words (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static GtkWidget *
make_check_page (XyFirstStart *self)
{
  self->counts = make_words ("heading");
  gtk_widget_set_valign (GTK_WIDGET (self->counts), GTK_ALIGN_START);
  return GTK_WIDGET (self->counts);
}

/* The cursor stands where one types first, however late the window comes up. */
static void
xy_first_start_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (xy_first_start_parent_class)->map (widget);
  focus_step (XY_FIRST_START (widget));
}

static void
xy_first_start_dispose (GObject *object)
{
  XyFirstStart *self = XY_FIRST_START (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (xy_first_start_parent_class)->dispose (object);
}

static void
xy_first_start_class_init (XyFirstStartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_first_start_dispose;
  GTK_WIDGET_CLASS (klass)->map = xy_first_start_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[DONE] = g_signal_new ("done", XY_TYPE_FIRST_START, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_side (XyFirstStart *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *name = gtk_label_new (_ ("Xiangyue"));

  gtk_widget_add_css_class (side, "steps");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "village");
  gtk_box_append (GTK_BOX (side), name);
  for (Step i = 0; i < N_STEPS; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u  %s", i + 1, _ (steps[i].title));
      self->step_labels[i] = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (self->step_labels[i]), 0);
      gtk_box_append (GTK_BOX (side), self->step_labels[i]);
    }
  self->practise = gtk_button_new_with_mnemonic (_ ("_Practise first"));
  gtk_widget_set_tooltip_text (self->practise,
                               _ ("Opens an invented village in which nothing can be spoilt; yours is founded later"));
  gtk_widget_set_halign (self->practise, GTK_ALIGN_START);
  self->newcomer = xy_words_new (_ ("New to this? First do eight tasks in an invented village."), "small", 8, 9);
  gtk_widget_set_vexpand (self->newcomer, TRUE);
  gtk_widget_set_valign (self->newcomer, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (side), self->newcomer);
  gtk_box_append (GTK_BOX (side), self->practise);
  g_signal_connect_swapped (self->practise, "clicked", G_CALLBACK (on_practise_clicked), self);
  self->office = gtk_button_new_with_mnemonic (_ ("To_wnship or county…"));
  gtk_widget_set_tooltip_text (self->office,
                               _ ("For a computer of the township's or county's, which looks at its villages; needs a "
                                  "code from the county"));
  gtk_widget_set_halign (self->office, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (side), self->office);
  g_signal_connect_swapped (self->office, "clicked", G_CALLBACK (on_office_clicked), self);
  return side;
}

static GtkWidget *
make_main (XyFirstStart *self)
{
  GtkWidget *main = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (main, TRUE);
  self->title = make_words ("page-title");
  self->words = make_words ("quiet");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  /* Errors and users make a step higher than a low screen; its buttons stay in sight. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->stack));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_stack_add_named (self->stack, make_village_form (self), steps[STEP_VILLAGE].name);
  gtk_stack_add_named (self->stack, make_user_form (self), steps[STEP_USERS].name);
  gtk_stack_add_named (self->stack, make_roster_page (self), steps[STEP_ROSTER].name);
  gtk_stack_add_named (self->stack, make_check_page (self), steps[STEP_CHECK].name);
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), steps[STEP_DONE].name);
  self->error = make_words ("field-error");

  gtk_widget_set_hexpand (space, TRUE);
  self->skip = gtk_button_new_with_mnemonic (_ ("_Later"));
  self->next = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->next), TRUE);
  gtk_widget_add_css_class (self->next, "suggested-action");
  gtk_box_append (GTK_BOX (foot), space);
  gtk_box_append (GTK_BOX (foot), self->skip);
  gtk_box_append (GTK_BOX (foot), self->next);

  gtk_box_append (GTK_BOX (main), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (main), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (main), scrolled);
  gtk_box_append (GTK_BOX (main), GTK_WIDGET (self->error));
  gtk_box_append (GTK_BOX (main), foot);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (on_next_clicked), self);
  g_signal_connect_swapped (self->skip, "clicked", G_CALLBACK (on_skip_clicked), self);
  return main;
}

static void
xy_first_start_init (XyFirstStart *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);
  GtkWidget *handle = gtk_window_handle_new ();
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *controls = gtk_window_controls_new (GTK_PACK_END);

  gtk_widget_add_css_class (GTK_WIDGET (self), "lock");
  gtk_widget_add_css_class (GTK_WIDGET (self), "start");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_halign (card, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (card, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (card, TRUE);
  gtk_box_append (GTK_BOX (card), make_side (self));
  gtk_box_append (GTK_BOX (card), make_main (self));

  gtk_widget_set_hexpand (controls, TRUE);
  gtk_widget_set_halign (controls, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (top), controls);
  gtk_widget_add_css_class (top, "topbar");
  gtk_widget_add_css_class (top, "bare");
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), top);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), handle);
  gtk_box_append (GTK_BOX (self->box), card);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
xy_first_start_new (XyDesk *desk)
{
  XyFirstStart *self = g_object_new (XY_TYPE_FIRST_START, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (on_desk_changed), self);
  show_step (self, STEP_VILLAGE);
  return GTK_WIDGET (self);
}

void
xy_first_start_begin (XyFirstStart *self)
{
  g_return_if_fail (XY_IS_FIRST_START (self));
  show_step (self, STEP_VILLAGE);
}

gboolean
xy_first_start_is_busy (XyFirstStart *self)
{
  g_return_val_if_fail (XY_IS_FIRST_START (self), FALSE);
  return self->is_busy;
}
