/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-record-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "app/picker.h"
#include "app/points-record-find.h"
#include "core/day.h"
#include "core/number.h"
#include "core/points-record.h"
#include "core/unit.h"

#define DRAFT_NAME "points-record"
/* More are not shown one by one; they count all the same. */
#define MAX_CHIPS 60

typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *form;
  GtkWidget *chips;
  GtkWidget *count;
  GtkWidget *groups;
  GtkWidget *rule_words;
  GtkWidget *sum;
  GtkWidget *go_on;
  XyDesk *desk;
  GPtrArray *taken;
  XyPointsRule *rule;
  GCancellable *counting;
} Record;

/* A draft with all that it points to. */
typedef struct
{
  XyPointsDraft draft;
  GArray *households;
  char *day, *witness, *note;
} Held;

static void count_up (Record *self);

static void
held_free (gpointer data)
{
  Held *held = data;

  g_array_unref (held->households);
  g_free (held->day);
  g_free (held->witness);
  g_free (held->note);
  g_free (held);
}

static void
record_clear (gpointer data)
{
  Record *self = data;

  g_clear_object (&self->desk);
  g_clear_object (&self->rule);
  g_clear_object (&self->counting);
  g_ptr_array_unref (self->taken);
}

static void
record_unref (Record *self)
{
  g_rc_box_release_full (self, record_clear);
}

static XyWorker *
worker_of (Record *self)
{
  return xy_desk_get_worker (self->desk);
}

/* On the worker's thread. */

static gpointer
preview_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Held *held = data;

  return xy_points_preview (store, &held->draft, error);
}

static gboolean
record_act (XyTxn *txn, gpointer data, GError **error)
{
  Held *held = data;

  return xy_points_record_act (txn, &held->draft, error);
}

/* On the main thread. */

static gint64
get_points (Record *self, const char *field, gint64 otherwise)
{
  g_autofree char *text = xy_form_get_text (XY_FORM (self->form), field);
  gint64 value;

  return text[0] != '\0' && xy_points_parse (text, &value, NULL) ? value : otherwise;
}

static Held *
make_held (Record *self)
{
  Held *held = g_new0 (Held, 1);
  g_autofree char *typed = xy_form_get_text (XY_FORM (self->form), "day");
  char day[XY_DAY_SIZE];

  held->households = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < self->taken->len; i++)
    g_array_append_val (held->households, ((XyPointsTaken *) self->taken->pdata[i])->id);
  held->day = g_strdup (xy_day_parse (typed, day) == XY_DAY_FULL ? day : typed);
  held->witness = xy_form_get_text (XY_FORM (self->form), "witness");
  held->note = xy_form_get_text (XY_FORM (self->form), "note");
  held->draft = (XyPointsDraft){
    .rule = self->rule != NULL ? self->rule->record.id : XY_ID_NONE,
    .day = held->day,
    .amount = get_points (self, "amount", 0),
    .score = self->rule != NULL && xy_points_rule_is_range (self->rule) ? get_points (self, "score", 0) : 0,
    .witness = held->witness[0] != '\0' ? held->witness : NULL,
    .note = held->note[0] != '\0' ? held->note : NULL,
    .households = (const XyId *) (gpointer) held->households->data,
    .n_households = held->households->len,
  };
  return held;
}

static void
show_sum (Record *self, GArray *lines)
{
  gint64 sum = 0, cut = 0;
  guint n_cut = 0, n_repeat = 0;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const XyPointsLine *line = &g_array_index (lines, XyPointsLine, i);
      sum += line->delta;
      cut += line->cut;
      n_cut += line->cut != 0;
      n_repeat += line->repeat;
    }
  g_autofree char *total = xy_points_format_change (sum);
  g_string_printf (words, ngettext ("%u household, %s in all", "%u households, %s in all", lines->len), lines->len,
                   total);
  if (n_cut > 0)
    {
      g_autofree char *less = xy_points_format (ABS (cut));
      g_autofree char *part =
          g_strdup_printf (ngettext ("%u reaches its cap, %s less", "%u reach their cap, %s less", n_cut), n_cut, less);
      g_string_append_printf (words, "\n%s", part);
    }
  if (n_repeat > 0)
    {
      g_autofree char *part = g_strdup_printf (
          ngettext ("%u has this already on that day", "%u have this already on that day", n_repeat), n_repeat);
      g_string_append_printf (words, "\n%s", part);
    }
  gtk_label_set_text (GTK_LABEL (self->sum), words->str);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  Record *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && lines != NULL)
    show_sum (self, lines);
  else if (self->dialog != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && !g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED))
    gtk_label_set_text (GTK_LABEL (self->sum), error->message);
  record_unref (self);
}

/* Says what it comes to. */
static void
count_up (Record *self)
{
  gboolean ready = self->rule != NULL && self->taken->len > 0;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), ready);
  gtk_label_set_text (GTK_LABEL (self->sum), ready ? "" : _ ("Choose households and what they did."));
  if (!ready)
    return;
  self->counting = g_cancellable_new ();
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, preview_on_worker, make_held (self), held_free,
                 (GDestroyNotify) g_array_unref, self->counting, on_counted, g_rc_box_acquire (self));
}

/* Households */

static void show_chips (Record *self);

static void
on_chip_clicked (GtkButton *button, Record *self)
{
  guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at"));

  g_ptr_array_remove_index (self->taken, at);
  show_chips (self);
  gtk_widget_grab_focus (xy_form_get_field (XY_FORM (self->form), "household"));
}

static void
show_chips (Record *self)
{
  GtkWidget *child;
  g_autofree char *count = NULL;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->chips), child);
  for (guint i = 0; i < self->taken->len && i < MAX_CHIPS; i++)
    {
      XyPointsTaken *taken = self->taken->pdata[i];
      GtkWidget *button = gtk_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      g_autofree char *name = g_strdup_printf (_ ("Take %s off the list"), taken->title);

      gtk_box_append (GTK_BOX (box), gtk_label_new (taken->title));
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_add_css_class (button, "chip");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_tooltip_text (button, name);
      g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (i));
      g_signal_connect (button, "clicked", G_CALLBACK (on_chip_clicked), self);
      gtk_flow_box_append (GTK_FLOW_BOX (self->chips), button);
    }
  if (self->taken->len > MAX_CHIPS)
    count = g_strdup_printf (_ ("%u households chosen, the first %d are shown"), self->taken->len, MAX_CHIPS);
  else
    count =
        g_strdup_printf (ngettext ("%u household chosen", "%u households chosen", self->taken->len), self->taken->len);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  count_up (self);
}

static gboolean
has_taken (Record *self, const XyId *id)
{
  for (guint i = 0; i < self->taken->len; i++)
    if (xy_id_same (&((XyPointsTaken *) self->taken->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static void
take (Record *self, const XyId *id, const char *title)
{
  XyPointsTaken *taken;

  if (has_taken (self, id))
    return;
  taken = g_new0 (XyPointsTaken, 1);
  taken->id = *id;
  taken->title = g_strdup (title);
  g_ptr_array_add (self->taken, taken);
}

static void
on_household_picked (XyPicker *picker, const XySearchHit *hit, Record *self)
{
  g_auto (GStrv) more = g_strsplit (hit->more != NULL ? hit->more : "", " · ", 2);
  g_autofree char *title = g_strjoin (" ", hit->title, more[0], NULL);

  take (self, &hit->id, title);
  show_chips (self);
}

static void
on_households_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Record *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_worker_run_finish (XY_WORKER (source), result, &error);

  for (guint i = 0; self->dialog != NULL && list != NULL && i < list->len; i++)
    {
      XyPointsTaken *taken = list->pdata[i];
      take (self, &taken->id, taken->title);
    }
  if (self->dialog != NULL)
    show_chips (self);
  record_unref (self);
}

static void
on_group_clicked (GtkButton *button, Record *self)
{
  const XyId *unit = g_object_get_data (G_OBJECT (button), "unit");

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->groups));
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_group, xy_id_copy (unit), g_free,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_households_read, g_rc_box_acquire (self));
}

static void
on_units_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Record *self = data;
  g_autoptr (GPtrArray) units = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (self->dialog != NULL && units != NULL)
    {
      GtkWidget *popover = gtk_popover_new ();
      GtkWidget *flow = gtk_flow_box_new ();

      gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
      gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 3);
      gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 4);
      for (guint i = 0; i < units->len; i++)
        {
          XyUnit *unit = units->pdata[i];
          GtkWidget *button = gtk_button_new_with_label (unit->name);
          gtk_widget_add_css_class (button, "flat");
          g_object_set_data_full (G_OBJECT (button), "unit", xy_id_copy (&unit->record.id), g_free);
          g_signal_connect (button, "clicked", G_CALLBACK (on_group_clicked), self);
          gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
        }
      gtk_popover_set_child (GTK_POPOVER (popover), flow);
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->groups), popover);
      gtk_widget_set_sensitive (self->groups, units->len > 0);
    }
  record_unref (self);
}

/* The rule */

static void
show_rule (Record *self)
{
  g_autofree char *score = NULL;
  g_autofree char *cap = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean range = self->rule != NULL && xy_points_rule_is_range (self->rule);

  if (self->rule != NULL)
    {
      score = xy_points_rule_score_text (self->rule);
      cap = xy_points_rule_cap_text (self->rule);
      g_string_append (words, self->rule->category);
      g_string_append_printf (words, " · %s", score);
      if (cap[0] != '\0')
        g_string_append_printf (words, " · %s", cap);
      if (self->rule->basis != NULL)
        g_string_append_printf (words, "\n%s", self->rule->basis);
    }
  gtk_label_set_text (GTK_LABEL (self->rule_words), words->str);
  gtk_widget_set_visible (self->rule_words, words->len > 0);
  xy_form_set_field_visible (XY_FORM (self->form), "score", range);
  count_up (self);
}

static void
on_rule_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Record *self = data;
  g_autoptr (XyPointsRule) rule = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (self->dialog != NULL && rule != NULL)
    {
      g_set_object (&self->rule, rule);
      xy_form_set_text (XY_FORM (self->form), "rule", rule->name);
      show_rule (self);
    }
  record_unref (self);
}

static void
read_rule_of (Record *self, const XyId *id)
{
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_rule, id != NULL ? xy_id_copy (id) : NULL, g_free,
                 g_object_unref, NULL, on_rule_read, g_rc_box_acquire (self));
}

static void
on_rule_picked (XyPicker *picker, const XySearchHit *hit, Record *self)
{
  read_rule_of (self, &hit->id);
}

/* The form */

static char *
check_number (XyForm *form, const char *text, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  if (text[0] == '\0' || xy_points_parse (text, &value, &error))
    return NULL;
  return g_strdup (error->message);
}

static char *
check_day (XyForm *form, const char *text, gpointer data)
{
  char day[XY_DAY_SIZE];

  if (xy_day_parse (text, day) == XY_DAY_FULL)
    return NULL;
  return g_strdup (_ ("Please write the day like 2026-11-22."));
}

static void
on_form_changed (XyForm *form, const char *name, Record *self)
{
  if (!g_str_equal (name, "household") && !g_str_equal (name, "rule"))
    count_up (self);
}

static void
save_draft (const char *body, gpointer data)
{
  Record *self = data;
  g_autoptr (GString) whole = g_string_new (NULL);
  char id[XY_ID_TEXT_LENGTH + 1];

  if (body == NULL)
    {
      xy_desk_save_draft (self->desk, DRAFT_NAME, NULL);
      return;
    }
  /* First line: the rule and the households; then what stands in the fields. */
  xy_id_to_text (self->rule != NULL ? &self->rule->record.id : &XY_ID_NONE, id);
  g_string_append (whole, id);
  for (guint i = 0; i < self->taken->len; i++)
    {
      xy_id_to_text (&((XyPointsTaken *) self->taken->pdata[i])->id, id);
      g_string_append_printf (whole, " %s", id);
    }
  g_string_append_printf (whole, "\n%s", body);
  xy_desk_save_draft (self->desk, DRAFT_NAME, whole->str);
}

static void
read_households_of (Record *self, GArray *ids)
{
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_households, ids, (GDestroyNotify) g_array_unref,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_households_read, g_rc_box_acquire (self));
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Record *self = data;
  g_autofree char *draft = xy_desk_load_draft_finish (XY_DESK (source), result, NULL);
  char *body = draft != NULL ? strchr (draft, '\n') : NULL;

  if (self->dialog != NULL && body != NULL && self->taken->len == 0)
    {
      g_auto (GStrv) ids = NULL;
      GArray *households = g_array_new (FALSE, FALSE, sizeof (XyId));
      XyId rule = XY_ID_NONE;

      *body++ = '\0';
      ids = g_strsplit (draft, " ", -1);
      for (guint i = 0; ids[i] != NULL; i++)
        {
          XyId id;
          if (xy_id_from_text (ids[i], &id))
            {
              if (i == 0)
                rule = id;
              else
                g_array_append_val (households, id);
            }
        }
      xy_form_restore (XY_FORM (self->form), body);
      if (!xy_id_is_none (&rule))
        read_rule_of (self, &rule);
      read_households_of (self, households);
    }
  record_unref (self);
}

/* Recording */

static void
start_next (Record *self)
{
  g_ptr_array_set_size (self->taken, 0);
  xy_form_set_text (XY_FORM (self->form), "amount", "");
  xy_form_set_text (XY_FORM (self->form), "note", "");
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  show_chips (self);
  gtk_widget_grab_focus (xy_form_get_field (XY_FORM (self->form), "household"));
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer data)
{
  Record *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (!done && !xy_form_show_error (XY_FORM (self->form), error))
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
      else if (done)
        {
          xy_form_drop_draft (XY_FORM (self->form));
          xy_worker_run (worker_of (self), XY_WORKER_LATER, xy_points_remember_rule,
                         xy_id_copy (&self->rule->record.id), g_free, NULL, NULL, NULL, NULL);
          if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->go_on)))
            start_next (self);
          else
            gtk_window_destroy (GTK_WINDOW (self->dialog));
        }
    }
  record_unref (self);
}

static void
on_confirmed (XyDialog *dialog, Record *self)
{
  if (self->rule == NULL || self->taken->len == 0 || !xy_form_check (XY_FORM (self->form)))
    return;
  xy_dialog_set_error (dialog, NULL);
  xy_dialog_set_busy (dialog, _ ("Recording"), -1);
  xy_desk_act (self->desk, _ ("Record points"), record_act, make_held (self), held_free, on_recorded,
               g_rc_box_acquire (self));
}

static void
on_destroyed (Record *self)
{
  g_cancellable_cancel (self->counting);
  self->dialog = NULL;
  record_unref (self);
}

static GtkWidget *
make_words (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_households (Record *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->count = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_add_css_class (self->count, "quiet");
  self->groups = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->groups), _ ("Add a whole group"));
  gtk_widget_set_sensitive (self->groups, FALSE);
  gtk_box_append (GTK_BOX (line), self->count);
  gtk_box_append (GTK_BOX (line), self->groups);

  self->chips = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->chips), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->chips), 5);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->chips), 3);
  gtk_widget_set_valign (self->chips, GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 108);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->chips);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static void
fill_form (Record *self)
{
  XyForm *form = XY_FORM (self->form);
  XyWorker *worker = worker_of (self);
  GtkWidget *household = xy_picker_new (worker, xy_points_find_households, XY_PICK_MANY,
                                        _ ("Name, initials, household number or end of the phone"));
  GtkWidget *rule = xy_picker_new (worker, xy_points_find_rules, XY_PICK_ONE, _ ("What was done, or its initials"));
  g_autofree char *today = xy_env_today (xy_env_system ());

  g_signal_connect (household, "picked", G_CALLBACK (on_household_picked), self);
  g_signal_connect (rule, "picked", G_CALLBACK (on_rule_picked), self);
  xy_form_add (form, "household", _ ("_Households"), household,
               _ ("Enter takes the first that is found; one after the other"));
  xy_form_add_widget (form, make_households (self));
  xy_form_add (form, "rule", _ ("_Item"), rule, _ ("The village's rules; the score follows from them"));
  self->rule_words = make_words ("quiet");
  xy_form_add_widget (form, self->rule_words);
  xy_form_add (form, "amount", _ ("_Amount"), gtk_entry_new (), _ ("How many times, hours or yuan; empty is one"));
  xy_form_add (form, "score", _ ("_Score"), gtk_entry_new (), _ ("This rule leaves the score to those who judge"));
  xy_form_add (form, "day", _ ("_Day"), gtk_entry_new (), _ ("The day it happened"));
  xy_form_add (form, "witness", _ ("_Witness"), gtk_entry_new (), NULL);
  xy_form_add (form, "note", _ ("_Note"), gtk_entry_new (), NULL);
  self->sum = make_words ("sum");
  xy_form_add_widget (form, self->sum);
  xy_form_set_check (form, "amount", check_number, NULL);
  xy_form_set_check (form, "score", check_number, NULL);
  xy_form_set_check (form, "day", check_day, NULL);
  xy_form_set_text (form, "day", today);
  xy_form_set_field_visible (form, "score", FALSE);
}

void
xy_points_record_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *households, guint n_households)
{
  Record *self = g_rc_box_new0 (Record);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  self->desk = g_object_ref (desk);
  self->taken = g_ptr_array_new_with_free_func (xy_points_taken_free);
  self->dialog = xy_dialog_new (from, _ ("Record points"), _ ("Record the points"));
  self->form = xy_form_new ();
  fill_form (self);
  xy_dialog_set_content (XY_DIALOG (self->dialog), self->form);
  self->go_on = gtk_check_button_new_with_label (_ ("Go on with the next"));
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->go_on);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), 620, -1);

  g_signal_connect (self->form, "changed", G_CALLBACK (on_form_changed), self);
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  xy_form_set_draft (XY_FORM (self->form), save_draft, self);

  if (n_households > 0)
    g_array_append_vals (ids, households, n_households);
  read_households_of (self, ids);
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_units, NULL, NULL,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_units_read, g_rc_box_acquire (self));
  read_rule_of (self, NULL);
  if (n_households == 0)
    xy_desk_load_draft (self->desk, DRAFT_NAME, on_draft_loaded, g_rc_box_acquire (self));
  show_chips (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_form_focus_first (XY_FORM (self->form));
}
