/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-record-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "app/keys.h"
#include "app/photo-field.h"
#include "app/picker.h"
#include "app/points-people.h"
#include "app/points-record-find.h"
#include "app/points-record-private.h"
#include "app/points-usual.h"
#include "app/words.h"
#include "core/day.h"
#include "core/number.h"
#include "core/person.h"

#define DRAFT_NAME "points-record"

static XyWorker *
worker_of (XyPointsRecord *self)
{
  return xy_desk_get_worker (self->desk);
}

/* Who did it */

/* Asked where the rule is about persons, or where the village's points follow them. */
static void
show_person (XyPointsRecord *self)
{
  gboolean shown = self->members != NULL && (self->wants_person || (self->rule != NULL && self->rule->account != NULL));

  xy_form_set_field_visible (XY_FORM (self->form), "person", shown);
}

static void
fill_members (XyPointsRecord *self, const XyPointsTaken *taken)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  xy_words_append (names, _ ("Not said"));
  for (guint i = 0; i < self->members->len; i++)
    {
      const XyPerson *person = self->members->pdata[i];
      gtk_string_list_append (names, person->name);
      if (xy_id_same (&taken->person, &person->record.id)
          || (xy_id_is_none (&taken->person) && g_strcmp0 (taken->name, person->name) == 0))
        chosen = i + 1;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->person), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->person), chosen);
}

static void
on_members_read (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsRecord *self = data;
  g_autoptr (GPtrArray) members = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  GPtrArray *taken = self->dialog != NULL ? xy_points_record_taken (self) : NULL;

  if (members != NULL && taken != NULL && taken->len == 1
      && xy_id_same (&((XyPointsTaken *) taken->pdata[0])->id, &self->members_of))
    {
      g_clear_pointer (&self->members, g_ptr_array_unref);
      self->members = g_steal_pointer (&members);
      fill_members (self, taken->pdata[0]);
      show_person (self);
      xy_points_record_count_up (self);
    }
  xy_points_record_unref (self);
}

static void
on_people_changed (XyPointsRecord *self)
{
  GPtrArray *taken = xy_points_record_taken (self);
  const XyPointsTaken *first = taken->len == 1 ? taken->pdata[0] : NULL;

  if (first == NULL || self->members == NULL || !xy_id_same (&first->id, &self->members_of))
    {
      g_clear_pointer (&self->members, g_ptr_array_unref);
      self->members_of = first != NULL ? first->id : XY_ID_NONE;
      if (first != NULL)
        xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_members, xy_id_copy (&first->id), g_free,
                       (GDestroyNotify) g_ptr_array_unref, NULL, on_members_read, xy_points_record_ref (self));
    }
  show_person (self);
  xy_points_record_count_up (self);
}

static void
on_wants_read (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsRecord *self = data;

  self->wants_person = xy_worker_run_finish (XY_WORKER (source), result, NULL) != NULL;
  if (self->dialog != NULL)
    show_person (self);
  xy_points_record_unref (self);
}

static void
on_household_picked (XyPicker *picker, const XySearchHit *hit, XyPointsRecord *self)
{
  g_auto (GStrv) more = g_strsplit (hit->more != NULL ? hit->more : "", " · ", 2);
  g_autofree char *title = g_strjoin (" ", hit->title, more[0], NULL);
  const XyPointsTaken taken = { .id = hit->id, .title = title, .name = hit->title };

  xy_points_people_take (XY_POINTS_PEOPLE (self->people), &taken);
}

static void
on_clipboard_read (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsRecord *self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->dialog != NULL && text != NULL)
    {
      XyPicker *picker = XY_PICKER (xy_form_get_field (XY_FORM (self->form), "household"));
      g_strstrip (text);
      if (strpbrk (text, "\n\t,;") != NULL || strstr (text, "、") != NULL || strstr (text, "，") != NULL)
        xy_points_people_paste (XY_POINTS_PEOPLE (self->people), text);
      else
        gtk_editable_set_text (GTK_EDITABLE (xy_hit_entry_get_entry (XY_HIT_ENTRY (picker))), text);
    }
  xy_points_record_unref (self);
}

/* A list that is pasted where one household is looked for is a list. */
static gboolean
on_household_key_pressed (GtkEventControllerKey *keys,
                          guint key,
                          guint code,
                          GdkModifierType state,
                          XyPointsRecord *self)
{
  if (key != GDK_KEY_v || (state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->dialog), NULL, on_clipboard_read,
                                 xy_points_record_ref (self));
  return TRUE;
}

/* The rule */

static void
show_rule (XyPointsRecord *self)
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
      if (self->rule->evidence)
        g_string_append_printf (words, "\n%s", _ ("A photo or paper is welcome here, never needed."));
    }
  gtk_label_set_text (GTK_LABEL (self->rule_words), words->str);
  gtk_widget_set_visible (self->rule_words, words->len > 0);
  xy_form_set_field_visible (XY_FORM (self->form), "score", range);
  show_person (self);
  xy_points_record_count_up (self);
}

static void
on_rule_read (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsRecord *self = data;
  g_autoptr (XyPointsRule) rule = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (self->dialog != NULL && rule != NULL)
    {
      g_set_object (&self->rule, rule);
      xy_form_set_text (XY_FORM (self->form), "rule", rule->name);
      show_rule (self);
    }
  xy_points_record_unref (self);
}

static void
read_rule_of (XyPointsRecord *self, const XyId *id)
{
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_rule, id != NULL ? xy_id_copy (id) : NULL, g_free,
                 g_object_unref, NULL, on_rule_read, xy_points_record_ref (self));
}

static void
on_rule_picked (XyPicker *picker, const XySearchHit *hit, XyPointsRecord *self)
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
on_form_changed (XyForm *form, const char *name, XyPointsRecord *self)
{
  if (!g_str_equal (name, "household") && !g_str_equal (name, "rule"))
    xy_points_record_count_up (self);
}

static void
save_draft (const char *body, gpointer data)
{
  XyPointsRecord *self = data;
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
  for (guint i = 0; i < xy_points_record_taken (self)->len; i++)
    {
      xy_id_to_text (&((XyPointsTaken *) xy_points_record_taken (self)->pdata[i])->id, id);
      g_string_append_printf (whole, " %s", id);
    }
  g_string_append_printf (whole, "\n%s", body);
  xy_desk_save_draft (self->desk, DRAFT_NAME, whole->str);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsRecord *self = data;
  g_autofree char *draft = xy_desk_load_draft_finish (XY_DESK (source), result, NULL);
  char *body = draft != NULL ? strchr (draft, '\n') : NULL;

  if (self->dialog != NULL && body != NULL && xy_points_record_taken (self)->len == 0)
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
      xy_points_people_read (XY_POINTS_PEOPLE (self->people), households);
    }
  xy_points_record_unref (self);
}

/* Usual entries */

static XyPointsTemplate *
make_template (gpointer data)
{
  XyPointsRecord *self = data;
  XyPointsTemplate *template;
  g_autofree char *witness = xy_form_get_text (XY_FORM (self->form), "witness");
  g_autofree char *note = xy_form_get_text (XY_FORM (self->form), "note");

  if (self->rule == NULL)
    return NULL;
  template = xy_record_new (&xy_points_template_type);
  xy_set_str (&template->code, self->rule->code);
  xy_set_str (&template->witness, witness);
  xy_set_str (&template->note, note);
  template->amount = xy_points_record_get_points (self, "amount", 0);
  template->score = xy_points_rule_is_range (self->rule) ? xy_points_record_get_points (self, "score", 0) : 0;
  return template;
}

static void
set_points (XyPointsRecord *self, const char *field, gint64 points)
{
  g_autofree char *text = points != 0 ? xy_amount_format (points) : g_strdup ("");

  xy_form_set_text (XY_FORM (self->form), field, text);
}

static void
on_usual_chosen (XyPointsUsual *usual, XyPointsTemplate *template, XyPointsRecord *self)
{
  XyForm *form = XY_FORM (self->form);

  set_points (self, "amount", template->amount);
  set_points (self, "score", template->score);
  xy_form_set_text (form, "witness", template->witness != NULL ? template->witness : "");
  xy_form_set_text (form, "note", template->note != NULL ? template->note : "");
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_rule_of_code, g_strdup (template->code), g_free,
                 g_object_unref, NULL, on_rule_read, xy_points_record_ref (self));
  gtk_widget_grab_focus (xy_form_get_field (form, "household"));
}

/* Recording */

static void
start_next (XyPointsRecord *self)
{
  xy_points_people_clear (XY_POINTS_PEOPLE (self->people));
  xy_photo_field_clear (XY_PHOTO_FIELD (self->photo));
  xy_form_set_text (XY_FORM (self->form), "amount", "");
  xy_form_set_text (XY_FORM (self->form), "note", "");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->again), FALSE);
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  gtk_widget_grab_focus (xy_form_get_field (XY_FORM (self->form), "household"));
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsRecord *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (!done && !xy_form_show_error (XY_FORM (self->form), error))
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
      else if (done)
        {
          g_autoptr (XyPointsTemplate) last = make_template (self);
          xy_form_drop_draft (XY_FORM (self->form));
          xy_worker_run (worker_of (self), XY_WORKER_LATER, xy_points_remember_rule,
                         xy_id_copy (&self->rule->record.id), g_free, NULL, NULL, NULL, NULL);
          xy_points_usual_remember (XY_POINTS_USUAL (self->usual), last);
          if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->go_on)))
            start_next (self);
          else
            gtk_window_destroy (GTK_WINDOW (self->dialog));
        }
    }
  xy_points_record_unref (self);
}

static void
on_confirmed (XyDialog *dialog, XyPointsRecord *self)
{
  if (self->rule == NULL || xy_points_record_taken (self)->len == 0 || !xy_form_check (XY_FORM (self->form)))
    return;
  if (gtk_widget_get_visible (self->repeats) && !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->again)))
    {
      g_autofree char *words = g_strdup (gtk_label_get_text (GTK_LABEL (self->repeat_words)));
      xy_dialog_set_error (dialog, words);
      gtk_widget_grab_focus (self->again);
      return;
    }
  xy_dialog_set_error (dialog, NULL);
  xy_dialog_set_busy (dialog, _ ("Recording"), -1);
  xy_points_record_run (self, on_recorded);
}

static void
on_leave_out_clicked (XyPointsRecord *self)
{
  g_autoptr (GArray) ids = g_array_copy (self->repeated);

  for (guint i = 0; i < ids->len; i++)
    xy_points_people_remove (XY_POINTS_PEOPLE (self->people), &g_array_index (ids, XyId, i));
}

static void
on_again_toggled (XyPointsRecord *self)
{
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
}

static void
on_destroyed (XyPointsRecord *self)
{
  g_cancellable_cancel (self->counting);
  self->dialog = NULL;
  xy_points_record_unref (self);
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
make_repeats (XyPointsRecord *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *leave = gtk_button_new_with_label (_ ("Leave them out"));

  self->repeats = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->repeat_words = make_words ("error-words");
  self->again = gtk_check_button_new_with_label (_ ("Record it once more"));
  gtk_widget_set_hexpand (self->again, TRUE);
  gtk_box_append (GTK_BOX (line), self->again);
  gtk_box_append (GTK_BOX (line), leave);
  gtk_box_append (GTK_BOX (self->repeats), self->repeat_words);
  gtk_box_append (GTK_BOX (self->repeats), line);
  gtk_widget_set_visible (self->repeats, FALSE);
  g_signal_connect_swapped (leave, "clicked", G_CALLBACK (on_leave_out_clicked), self);
  g_signal_connect_swapped (self->again, "toggled", G_CALLBACK (on_again_toggled), self);
  return self->repeats;
}

/* The pictures below go with the whole entry. */
static GtkWidget *
make_household_field (XyPointsRecord *self)
{
  GtkWidget *household = xy_picker_new (worker_of (self), xy_points_find_households, XY_PICK_MANY,
                                        _ ("Name, initials, household number or end of the phone"));

  XY_KEYS_TAKE_FIRST (household, on_household_key_pressed, self);
  g_signal_connect (household, "picked", G_CALLBACK (on_household_picked), self);
  return household;
}

static void
fill_form (XyPointsRecord *self)
{
  XyForm *form = XY_FORM (self->form);
  XyWorker *worker = worker_of (self);
  GtkWidget *rule = xy_picker_new (worker, xy_points_find_rules, XY_PICK_ONE, _ ("What was done, or its initials"));
  g_autofree char *today = xy_env_today (xy_env_system ());

  g_signal_connect (rule, "picked", G_CALLBACK (on_rule_picked), self);
  xy_form_add (form, "household", _ ("_Households"), make_household_field (self),
               _ ("Enter takes the first that is found; one after the other"));
  self->people = xy_points_people_new (self->desk);
  self->person = gtk_drop_down_new (NULL, NULL);
  self->photo = xy_photo_field_new ();
  xy_form_add_widget (form, self->people);
  xy_form_add (form, "person", _ ("_Person"), self->person, _ ("Who of the household did it"));
  xy_form_add (form, "rule", _ ("_Item"), rule, _ ("The village's rules; the score follows from them"));
  self->rule_words = make_words ("quiet");
  gtk_widget_set_visible (self->rule_words, FALSE);
  xy_form_add_widget (form, self->rule_words);
  xy_form_add (form, "amount", _ ("_Amount"), gtk_entry_new (), _ ("How many times, hours or yuan; empty is one"));
  xy_form_add (form, "score", _ ("_Score"), gtk_entry_new (), _ ("This rule leaves the score to those who judge"));
  xy_form_add (form, "day", _ ("_Day"), gtk_entry_new (), _ ("The day it happened"));
  xy_form_add (form, "witness", _ ("_Witness"), gtk_entry_new (), NULL);
  xy_form_add (form, "note", _ ("_Note"), gtk_entry_new (), NULL);
  xy_form_add_widget (form, self->photo);
  self->sum = make_words ("sum");
  xy_form_add_widget (form, self->sum);
  xy_form_add_widget (form, make_repeats (self));
  xy_form_set_check (form, "amount", check_number, NULL);
  xy_form_set_check (form, "score", check_number, NULL);
  xy_form_set_check (form, "day", check_day, NULL);
  xy_form_set_text (form, "day", today);
  xy_form_set_field_visible (form, "score", FALSE);
  xy_form_set_field_visible (form, "person", FALSE);
}

void
xy_points_record_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *households, guint n_households)
{
  XyPointsRecord *self = g_rc_box_new0 (XyPointsRecord);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  self->desk = g_object_ref (desk);
  self->repeated = g_array_new (FALSE, FALSE, sizeof (XyId));
  self->dialog = xy_dialog_new (from, _ ("Record points"), _ ("Record the points"));
  self->form = xy_form_new ();
  fill_form (self);
  xy_dialog_set_content (XY_DIALOG (self->dialog), self->form);
  self->go_on = gtk_check_button_new_with_label (_ ("Go on with the next"));
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->go_on);
  self->usual = xy_points_usual_new (desk, make_template, self);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->usual);
  xy_photo_field_accept_drops (XY_PHOTO_FIELD (self->photo), self->dialog);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), 620, -1);

  g_signal_connect_swapped (self->people, "changed", G_CALLBACK (on_people_changed), self);
  g_signal_connect (self->usual, "chosen", G_CALLBACK (on_usual_chosen), self);
  g_signal_connect (self->form, "changed", G_CALLBACK (on_form_changed), self);
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  xy_form_set_draft (XY_FORM (self->form), save_draft, self);

  if (n_households > 0)
    g_array_append_vals (ids, households, n_households);
  xy_points_people_read (XY_POINTS_PEOPLE (self->people), ids);
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_points_read_wants_person, NULL, NULL, NULL, NULL, on_wants_read,
                 xy_points_record_ref (self));
  read_rule_of (self, NULL);
  if (n_households == 0)
    xy_desk_load_draft (self->desk, DRAFT_NAME, on_draft_loaded, xy_points_record_ref (self));
  xy_points_record_count_up (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_form_focus_first (XY_FORM (self->form));
}
