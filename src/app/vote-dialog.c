/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/vote-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/choice-field.h"
#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/roster-form.h"
#include "app/vote-offer.h"
#include "app/vote-pane.h"
#include "core/day.h"
#include "core/vote-list.h"

#define WIDTH 900
/* After the last key; who has a voice is counted anew. */
#define READ_DELAY 150

/* The dialog's own; the form outlives it. */
typedef struct
{
  XyDesk *desk;
  GtkWidget *from;
  GtkWidget *dialog; /* a weak pointer */
  XyForm *form;
  GtkWidget *notice, *voters, *rules_words;
  XyMeeting *base; /* NULL while it is read */
  XyMeetingRules *rules;
  const XyMeetingBody *body; /* in rules; NULL */
  XyId meeting, bylaw;       /* as it was asked for */
  const char *said;          /* the field with a sentence of the rules; static */
  guint read_source;
  gboolean refill; /* another meeting: what is usual there is filled in */
  gboolean filling;
} Opening;

static void
written_free (gpointer data)
{
  XyVoteOpening *written = data;

  g_clear_object (&written->meeting);
  g_clear_object (&written->vote);
  g_free (written);
}

static void
opening_free (gpointer data)
{
  Opening *self = data;

  if (self->dialog != NULL)
    g_object_set_data (G_OBJECT (self->dialog), "opening", NULL);
  g_clear_weak_pointer (&self->dialog);
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_object (&self->base);
  g_clear_pointer (&self->rules, xy_meeting_rules_free);
  g_object_unref (self->desk);
  g_object_unref (self->from);
  g_free (self);
}

/* What stands in the form */

static const char *
choice (Opening *self, const char *name)
{
  return xy_choice_field_get (XY_CHOICE_FIELD (xy_form_get_field (self->form, name)));
}

static gboolean
is_new (Opening *self)
{
  return g_str_equal (choice (self, "meeting"), XY_VOTE_NEW_MEETING);
}

static const char *
or_null (const char *text)
{
  return text[0] != '\0' ? text : NULL;
}

/* A day that is one; others are left for the form to say. */
static void
take_day (Opening *self, const char *name, char **member)
{
  g_autofree char *text = xy_form_get_text (self->form, name);
  char day[XY_DAY_SIZE];

  if (text[0] == '\0')
    xy_set_str (member, NULL);
  else if (xy_day_parse (text, day) == XY_DAY_FULL)
    xy_set_str (member, day);
}

/* The meeting as it would be. (transfer full) */
static XyMeeting *
read_meeting (Opening *self)
{
  XyMeeting *meeting = xy_record_copy (self->base);
  g_autofree char *special = xy_form_get_text (self->form, "special");

  if (is_new (self))
    take_day (self, "day", &meeting->day);
  take_day (self, "notified_on", &meeting->notified_on);
  take_day (self, "party_on", &meeting->party_on);
  xy_set_str (&meeting->special, or_null (special));
  return meeting;
}

static gboolean
is_changed (Opening *self, const XyMeeting *meeting)
{
  return is_new (self) || g_strcmp0 (meeting->notified_on, self->base->notified_on) != 0
         || g_strcmp0 (meeting->special, self->base->special) != 0
         || g_strcmp0 (meeting->party_on, self->base->party_on) != 0;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  Opening *self = data;
  static const char *const days[] = { "day", "notified_on", "party_on", "as_of" };
  g_autofree char *title = xy_form_get_text (form, "title"), *text = xy_form_get_text (form, "text");

  if (self->base == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = NULL;
      if (!xy_roster_form_get_day (form, days[i], &day))
        return NULL;
    }
  g_autoptr (XyMeeting) meeting = read_meeting (self);
  XyVoteOpening *written = g_new0 (XyVoteOpening, 1);
  XyVote *vote = xy_record_new (&xy_vote_type);
  written->vote = vote;
  vote->meeting = meeting->record.id;
  vote->bylaw = self->bylaw;
  xy_set_str (&vote->title, or_null (title));
  xy_set_str (&vote->text, or_null (text));
  xy_set_str (&vote->reserved, or_null (choice (self, "reserved")));
  xy_set_str (&vote->basis, choice (self, "basis"));
  xy_set_str (&vote->method, choice (self, "method"));
  take_day (self, "as_of", &vote->as_of);
  if (vote->as_of == NULL)
    xy_set_str (&vote->as_of, meeting->day);
  written->day_sure = gtk_check_button_get_active (GTK_CHECK_BUTTON (xy_form_get_field (form, "day_sure")));
  if (is_changed (self, meeting))
    written->meeting = g_steal_pointer (&meeting);
  return written;
}

static void
on_done (gconstpointer collected, gpointer data)
{
  Opening *self = data;

  xy_vote_pane_choose (self->from, &((const XyVoteOpening *) collected)->made);
}

static char *
check_title (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write what is put to the vote.")) : NULL;
}

/* What the rules say of it */

static void
say (Opening *self, const GError *error)
{
  static const char *const fields[] = {
    "meeting", "reserved", "basis", "method", "notified_on", "special", "party_on"
  };
  const char *field = error != NULL ? xy_error_get_field (error) : NULL;

  if (self->said != NULL)
    xy_form_set_error (self->form, self->said, NULL);
  self->said = NULL;
  for (guint i = 0; field != NULL && i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (field, fields[i]))
      self->said = fields[i];
  if (self->said != NULL)
    xy_form_set_error (self->form, self->said, error->message);
}

static gboolean
party_first (const XyMeetingRules *rules, const char *reserved)
{
  const XyMeetingMatter *matter = reserved != NULL ? xy_meeting_rules_matter (rules, reserved) : NULL;

  return matter != NULL && matter->party;
}

static void
show_label (GtkWidget *label, const char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL);
}

/* Fields that say nothing for this meeting are not there; what does not fit is said at once. */
static void
show_state (Opening *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = xy_roster_form_today (), *notice = NULL, *rules_words = NULL;
  const char *reserved = or_null (choice (self, "reserved"));
  gboolean fresh = is_new (self);

  if (self->base == NULL)
    return;
  g_autoptr (XyMeeting) meeting = read_meeting (self);
  const XyMeetingBody *body = self->body;
  int days = meeting->notified_on != NULL ? xy_day_between (meeting->notified_on, meeting->day) : -1;
  gboolean is_short = body != NULL && body->notice_days > 0 && days < body->notice_days;
  const XyMeetingMatter *matter = reserved != NULL ? xy_meeting_rules_matter (self->rules, reserved) : NULL;

  xy_form_set_field_visible (self->form, "kind", fresh);
  xy_form_set_field_visible (self->form, "day", fresh);
  xy_form_set_field_visible (self->form, "day_sure", fresh && xy_meeting_day_asks (meeting->day, today));
  xy_form_set_field_visible (self->form, "special", is_short || meeting->special != NULL);
  xy_form_set_field_visible (self->form, "party_on", party_first (self->rules, reserved) || meeting->party_on != NULL);
  if (body != NULL && body->notice_days > 0)
    notice = g_strdup_printf (_ ("%s: people are told at least %d days before (%s)."), body->name, body->notice_days,
                              body->source);
  show_label (self->notice, notice);
  if (body != NULL)
    rules_words = xy_vote_rules_words (self->rules, body, matter);
  show_label (self->rules_words, rules_words);
  if (body == NULL)
    xy_set_invalid (&error, "meeting", _ ("The rules of %s do not know such a meeting."), meeting->day);
  else if (xy_vote_check_asked (self->rules, body, reserved, choice (self, "basis"), choice (self, "method"), &error))
    xy_vote_check_meeting (self->rules, body, meeting, reserved, &error);
  say (self, error);
}

/* Reading */

static void
fill_meetings (Opening *self, const XyVoteOffer *offer)
{
  XyChoiceField *meetings = XY_CHOICE_FIELD (xy_form_get_field (self->form, "meeting"));
  XyChoiceField *kinds = XY_CHOICE_FIELD (xy_form_get_field (self->form, "kind"));
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_choice_field_begin (meetings);
  for (guint i = 0; i < offer->meetings->len; i++)
    {
      xy_id_to_text (&((const XyMeeting *) offer->meetings->pdata[i])->record.id, id);
      xy_choice_field_add (meetings, id, offer->names->pdata[i]);
    }
  xy_choice_field_add (meetings, XY_VOTE_NEW_MEETING, _ ("A new meeting…"));
  xy_choice_field_begin (kinds);
  for (guint i = 0; i < offer->kinds->len; i++)
    {
      const XyMeetingKind *kind = offer->kinds->pdata[i];
      xy_id_to_text (&kind->record.id, id);
      xy_choice_field_add (kinds, id, kind->name);
    }
  if (self->refill)
    {
      xy_id_to_text (&offer->base->record.id, id);
      xy_choice_field_set (meetings, offer->new_one ? XY_VOTE_NEW_MEETING : id);
      xy_id_to_text (&offer->kind_of_base->record.id, id);
      xy_choice_field_set (kinds, id);
    }
  xy_choice_field_end (meetings);
  xy_choice_field_end (kinds);
}

static void
fill_reserved (Opening *self, gboolean first)
{
  XyChoiceField *reserved = XY_CHOICE_FIELD (xy_form_get_field (self->form, "reserved"));

  xy_choice_field_begin (reserved);
  xy_choice_field_add (reserved, "", _ ("nothing reserved"));
  for (guint i = 0; i < self->rules->matters->len; i++)
    {
      const XyMeetingMatter *matter = self->rules->matters->pdata[i];
      xy_choice_field_add (reserved, matter->key, matter->name);
    }
  if (first && !xy_id_is_none (&self->bylaw))
    xy_choice_field_set (reserved, "bylaw");
  xy_choice_field_end (reserved);
}

static void
show_voters (Opening *self, const XyVoteRoll *roll)
{
  if (roll == NULL)
    {
      show_label (self->voters, NULL);
      return;
    }
  gboolean households = g_strcmp0 (roll->basis, "household") == 0;
  g_autofree char *words = g_strdup_printf (
      households ? _ ("Households with a voice: %u") : _ ("People with a voice: %u"), roll->voters->len);
  g_autoptr (GString) all = g_string_new (words);
  if (roll->excluded->len > 0)
    g_string_append_printf (all, _ ("; %u have none, and it says why where it is counted"), roll->excluded->len);
  if (roll->n_young > 0)
    g_string_append_printf (all, _ ("; %u are under 18"), roll->n_young);
  show_label (self->voters, all->str);
}

static void
take_offer (Opening *self, XyVoteOffer *offer)
{
  const XyMeeting *meeting = offer->base;
  gboolean first = self->base == NULL;
  g_autofree char *today = xy_roster_form_today ();

  self->filling = TRUE;
  self->refill = self->refill || first;
  g_set_object (&self->base, offer->base);
  g_clear_pointer (&self->rules, xy_meeting_rules_free);
  self->rules = g_steal_pointer (&offer->rules);
  self->body = offer->body;
  fill_meetings (self, offer);
  fill_reserved (self, first);
  if (first && offer->title != NULL)
    xy_form_set_text (self->form, "title", offer->title);
  if (self->refill)
    {
      xy_form_set_text (self->form, "day", meeting->day);
      xy_form_set_text (self->form, "notified_on",
                        meeting->notified_on != NULL || !offer->new_one ? meeting->notified_on : today);
      xy_form_set_text (self->form, "special", meeting->special);
      xy_form_set_text (self->form, "party_on", meeting->party_on);
      xy_form_set_text (self->form, "basis", offer->kind_of_base->comes);
      xy_form_set_text (self->form, "as_of", meeting->day);
      if (offer->roll != NULL)
        xy_form_set_text (self->form, "method", xy_vote_usual_method (offer->roll->voters->len));
    }
  for (guint i = 0; i < 3; i++)
    gtk_widget_set_sensitive (
        xy_form_get_field (self->form, ((const char *[]){ "notified_on", "special", "party_on" })[i]),
        meeting->stage < XY_MEETING_READY);
  self->refill = FALSE;
  self->filling = FALSE;
  show_voters (self, offer->roll);
  if (first && xy_id_is_none (&self->meeting) && xy_id_is_none (&self->bylaw))
    xy_form_dialog_keep_draft (self->dialog, "vote");
  else if (first)
    {
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (xy_id_is_none (&self->bylaw) ? &self->meeting : &self->bylaw, id);
      g_autofree char *name = g_strconcat ("vote:", id, NULL);
      xy_form_dialog_keep_draft (self->dialog, name);
    }
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), TRUE);
  show_state (self);
}

static void
on_offer_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Opening *self = g_object_get_data (G_OBJECT (dialog), "opening");
  g_autoptr (GError) error = NULL;
  XyVoteOffer *offer = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self != NULL && offer != NULL)
    take_offer (self, offer);
  else if (self != NULL)
    xy_dialog_set_error (XY_DIALOG (dialog), error->message);
}

static void
ask_offer (Opening *self)
{
  XyVoteOffer *asked = g_new0 (XyVoteOffer, 1);

  asked->bylaw = self->bylaw;
  if (self->base == NULL)
    asked->meeting = self->meeting;
  else if (is_new (self))
    {
      asked->new_one = TRUE;
      if (!xy_id_from_text (choice (self, "kind"), &asked->kind))
        asked->kind = XY_ID_NONE;
    }
  else if (!xy_id_from_text (choice (self, "meeting"), &asked->meeting))
    asked->meeting = XY_ID_NONE;
  if (self->base != NULL && !self->refill)
    {
      if (is_new (self))
        take_day (self, "day", &asked->day);
      take_day (self, "as_of", &asked->as_of);
      asked->basis = g_strdup (choice (self, "basis"));
    }
  /* The answer is the question, filled in. */
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, xy_vote_offer_read, asked, xy_vote_offer_free, NULL,
                 NULL, on_offer_read, g_object_ref (self->dialog));
}

static gboolean
on_read_due (gpointer data)
{
  Opening *self = data;

  self->read_source = 0;
  ask_offer (self);
  return G_SOURCE_REMOVE;
}

/* Another meeting comes with what is usual there; not where a draft fills in all fields at once. */
static void
on_form_changed (Opening *self, const char *name)
{
  gboolean elsewhere = g_str_equal (name, "meeting") || g_str_equal (name, "kind");
  gboolean counts = g_str_equal (name, "day") || g_str_equal (name, "as_of") || g_str_equal (name, "basis");

  if (self->filling)
    return;
  if (elsewhere || counts)
    {
      g_clear_handle_id (&self->read_source, g_source_remove);
      self->refill = elsewhere;
      self->read_source = g_timeout_add (elsewhere ? 0 : READ_DELAY, on_read_due, self);
    }
  else if (self->read_source != 0)
    self->refill = FALSE;
  show_state (self);
}

/* The form */

static GtkWidget *
add_words (XyForm *form)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_set_visible (label, FALSE);
  xy_form_add_widget (form, label);
  return label;
}

static void
add_choice (XyForm *form, const char *name, const char *label, const char *words, const XyWord *values)
{
  GtkWidget *field = xy_choice_field_new (words);

  xy_form_add (form, name, label, field, words);
  if (values == NULL)
    return;
  xy_choice_field_begin (XY_CHOICE_FIELD (field));
  for (guint i = 0; values[i].value != NULL; i++)
    xy_choice_field_add (XY_CHOICE_FIELD (field), values[i].value, xy_word_label (values, values[i].value));
  xy_choice_field_end (XY_CHOICE_FIELD (field));
}

static void
add_fields (Opening *self)
{
  XyForm *form = self->form;

  xy_form_add (form, "title", _ ("_Put to the vote"), gtk_entry_new (), _ ("As it stands on the ballot"));
  xy_form_set_check (form, "title", check_title, NULL);
  xy_form_add (form, "text", _ ("Proposal i_n full"), xy_form_lines_new (-1, 72),
               _ ("As it is read out; may stay empty"));
  add_choice (form, "reserved", _ ("Reserved _by law"), _ ("Which matter the law reserves for some bodies"), NULL);
  add_choice (form, "basis", _ ("_Who has a voice"), _ ("By what the voices are counted"), xy_vote_bases);
  xy_roster_form_add_day (form, "as_of", _ ("R_oster of"), FALSE);
  add_choice (form, "method", _ ("_How it is counted"), _ ("How the voices are counted"), xy_vote_methods);
  self->voters = add_words (form);
  xy_form_add_column (form);
  add_choice (form, "meeting", _ ("_Meeting"), _ ("At which meeting it is put to the vote"), NULL);
  add_choice (form, "kind", _ ("_Kind of meeting"), _ ("Which body decides"), NULL);
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_add (form, "day_sure", "", gtk_check_button_new_with_label (_ ("So far off: it really is that day")), NULL);
  xy_roster_form_add_day (form, "notified_on", _ ("People _are told on"), FALSE);
  self->notice = add_words (form);
  xy_form_add (form, "special", _ ("_Special reason"), gtk_entry_new (),
               _ ("Why people are told later than the law asks; it stands in the record"));
  xy_roster_form_add_day (form, "party_on", _ ("Discussed by the Pa_rty on"), FALSE);
  self->rules_words = add_words (form);
}

void
xy_vote_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *meeting, const XyId *bylaw_version)
{
  static const XyFormDialogAct act = { .title = N_ ("Put something to the vote"),
                                       .act = xy_vote_open_act,
                                       .collect = collect,
                                       .free_collected = written_free,
                                       .done = on_done };
  Opening *self = g_new0 (Opening, 1);

  self->desk = g_object_ref (desk);
  self->from = g_object_ref (from);
  self->meeting = meeting != NULL ? *meeting : XY_ID_NONE;
  self->bylaw = bylaw_version != NULL ? *bylaw_version : XY_ID_NONE;
  self->form = XY_FORM (xy_form_new ());
  self->filling = TRUE; /* until it is known what is proposed */
  add_fields (self);
  GtkWidget *dialog = xy_form_dialog_new (from, desk, _ ("Put something to the vote"), _ ("Put it to the vote"),
                                          GTK_WIDGET (self->form), &act, self, opening_free);
  g_set_weak_pointer (&self->dialog, dialog);
  g_object_set_data (G_OBJECT (dialog), "opening", self);
  gtk_window_set_default_size (GTK_WINDOW (dialog), WIDTH, -1);
  xy_dialog_set_verb_enabled (XY_DIALOG (dialog), FALSE);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_form_changed), self);
  ask_offer (self);
  xy_form_dialog_present (dialog);
}
