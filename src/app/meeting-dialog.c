/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/meeting-topics-box.h"
#include "app/prefs.h"
#include "app/roster-form.h"
#include "app/unit-field.h"
#include "app/window.h"
#include "app/words.h"
#include "core/day.h"
#include "core/matter.h"
#include "core/meeting-act.h"
#include "core/meeting-line.h"
#include "core/unit.h"

#define WIDTH 900 /* in the standard text */
#define MOST 1180

/* The dialog's own; the form outlives it. */
typedef struct
{
  XyDesk *desk;
  GtkWidget *page;
  GtkWidget *dialog; /* a weak pointer */
  XyForm *form;
  GtkWidget *units;
  GtkWidget *topics;
  GtkWidget *notice;     /* how long before people are told */
  XyMeeting *base;       /* what is changed, or what was proposed; NULL while it is read */
  XyMeetingRules *rules; /* of today */
  GPtrArray *kinds;      /* of XyMeetingKind, by place in the drop-down */
  GArray *matters;       /* XyId: the first topics */
  XyId kind;             /* that is wanted first */
  char *day;
  gboolean is_new;
  gboolean filling;
  guint proposing; /* the source that will propose anew */
} Calling;

/* What the worker reads for the dialog. */
typedef struct
{
  XyMeeting *meeting; /* in: what is changed; out: what is proposed */
  XyId kind;
  char *day;
  GArray *matters;
  GPtrArray *kinds;
  GPtrArray *units;
  GPtrArray *lines; /* of XyMeetingLine: the agenda */
  XyMeetingRules *rules;
} Offer;

/* What is written, with all that it points to. */
typedef struct
{
  XyMeetingWriting writing;
  GPtrArray *texts; /* of new topics */
  GArray *matters;  /* XyId, parallel */
  GArray *kept;     /* XyId: the lines of topics that stay */
} Written;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_object (&offer->meeting);
  g_free (offer->day);
  g_clear_pointer (&offer->matters, g_array_unref);
  g_clear_pointer (&offer->kinds, g_ptr_array_unref);
  g_clear_pointer (&offer->units, g_ptr_array_unref);
  g_clear_pointer (&offer->lines, g_ptr_array_unref);
  g_clear_pointer (&offer->rules, xy_meeting_rules_free);
  g_free (offer);
}

static void
written_free (gpointer data)
{
  Written *written = data;

  g_clear_object (&written->writing.meeting);
  g_ptr_array_unref (written->texts);
  g_array_unref (written->matters);
  g_array_unref (written->kept);
  g_free (written);
}

static void
calling_free (gpointer data)
{
  Calling *self = data;

  if (self->dialog != NULL)
    g_object_set_data (G_OBJECT (self->dialog), "calling", NULL);
  g_clear_weak_pointer (&self->dialog);
  g_clear_handle_id (&self->proposing, g_source_remove);
  g_clear_object (&self->base);
  g_clear_pointer (&self->rules, xy_meeting_rules_free);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_array_unref (self->matters);
  g_free (self->day);
  g_object_unref (self->desk);
  g_object_unref (self->page);
  g_free (self);
}

/* What stands in the form */

static const XyMeetingKind *
kind_of (Calling *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (self->form, "kind")));

  return self->kinds != NULL && at < self->kinds->len ? self->kinds->pdata[at] : NULL;
}

static const XyMeetingBody *
body_of (Calling *self)
{
  const XyMeetingKind *kind = kind_of (self);

  return kind != NULL && self->rules != NULL ? xy_meeting_rules_body (self->rules, kind->body) : NULL;
}

static void
take_text (Calling *self, const char *name, char **member)
{
  g_autofree char *text = xy_form_get_text (self->form, name);

  xy_set_str (member, text[0] != '\0' ? text : NULL);
}

static gboolean
take_day (Calling *self, const char *name, char **member)
{
  g_autofree char *day = NULL;

  if (!xy_roster_form_get_day (self->form, name, &day))
    return FALSE;
  xy_set_str (member, day);
  return TRUE;
}

static void
take_topics (Calling *self, Written *written)
{
  const GArray *topics = xy_meeting_topics_box_get (XY_MEETING_TOPICS_BOX (self->topics));

  for (guint i = 0; i < topics->len; i++)
    {
      const XyMeetingTopic *topic = &g_array_index (topics, XyMeetingTopic, i);
      if (!xy_id_is_none (&topic->line))
        {
          g_array_append_val (written->kept, topic->line);
          continue;
        }
      g_ptr_array_add (written->texts, g_strdup (topic->text));
      g_array_append_val (written->matters, topic->matter);
    }
  written->writing.n_topics = written->texts->len;
  written->writing.topics = (const char *const *) written->texts->pdata;
  written->writing.topic_matters = (const XyId *) (gpointer) written->matters->data;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  Calling *self = data;
  const XyMeetingKind *kind = kind_of (self);
  Written *written;
  XyMeeting *meeting;

  if (self->base == NULL || kind == NULL)
    return NULL;
  written = g_new0 (Written, 1);
  written->texts = g_ptr_array_new_with_free_func (g_free);
  written->matters = g_array_new (FALSE, FALSE, sizeof (XyId));
  written->kept = g_array_new (FALSE, FALSE, sizeof (XyId));
  written->writing.meeting = meeting = xy_record_copy (self->base);
  if (self->is_new)
    meeting->kind = kind->record.id;
  take_text (self, "starts", &meeting->starts);
  take_text (self, "ends", &meeting->ends);
  take_text (self, "place", &meeting->place);
  take_text (self, "units", &meeting->units);
  take_text (self, "host", &meeting->host);
  take_text (self, "host_post", &meeting->host_post);
  take_text (self, "recorder", &meeting->recorder);
  take_text (self, "special", &meeting->special);
  take_text (self, "excused", &meeting->excused);
  take_text (self, "name", &meeting->name);
  take_text (self, "note", &meeting->note);
  take_topics (self, written);
  written->writing.day_sure =
      gtk_check_button_get_active (GTK_CHECK_BUTTON (xy_form_get_field (self->form, "day_sure")));
  if (take_day (self, "day", &meeting->day) && take_day (self, "notified_on", &meeting->notified_on)
      && take_day (self, "party_on", &meeting->party_on))
    return written;
  written_free (written);
  return NULL;
}

/* Topics that were taken off the agenda. */
static gboolean
drop_topics (XyTxn *txn, const Written *written, GError **error)
{
  const XyId *id = &written->writing.meeting->record.id;
  g_autoptr (GPtrArray) lines = xy_meeting_lines (xy_txn_get_store (txn), id, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const XyMeetingLine *line = lines->pdata[i];
      XyId gone = line->record.id;
      gboolean stays = !g_str_equal (line->kind, "topic");
      for (guint k = 0; k < written->kept->len && !stays; k++)
        stays = xy_id_same (&gone, &g_array_index (written->kept, XyId, k));
      if (!stays && !xy_meeting_line_delete_act (txn, &gone, error))
        return FALSE;
    }
  return lines != NULL;
}

/* Until it begins those who should come are counted anew for whom it is called. */
static gboolean
count_due (XyTxn *txn, XyMeeting *meeting, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyMeetingKind) kind =
      meeting->stage == XY_MEETING_PLANNED ? xy_meeting_get_kind (store, meeting, error) : NULL;

  if (meeting->stage != XY_MEETING_PLANNED)
    return TRUE;
  meeting->due = kind != NULL ? xy_meeting_count_due (store, meeting, kind, error) : -1;
  return meeting->due >= 0;
}

static gboolean
write_act (XyTxn *txn, gpointer data, GError **error)
{
  Written *written = data;
  XyMeeting *meeting = written->writing.meeting;

  if (meeting->record.stored && !drop_topics (txn, written, error))
    return FALSE;
  return count_due (txn, meeting, error) && xy_meeting_write_act (txn, &written->writing, error);
}

static void
done (gconstpointer collected, gpointer data)
{
  Calling *self = data;

  if (self->is_new)
    xy_window_go (self->page, "meetings", &((const Written *) collected)->writing.made);
}

/* What is asked */

/* Whether the law has the Party organisation discuss first what BODY decides. */
static gboolean
party_first (Calling *self, const XyMeetingBody *body)
{
  for (guint i = 0; body != NULL && self->rules != NULL && i < self->rules->matters->len; i++)
    {
      const XyMeetingMatter *matter = self->rules->matters->pdata[i];
      if (matter->party && g_strv_contains ((const char *const *) matter->bodies, body->key))
        return TRUE;
    }
  return FALSE;
}

/* How many days there are between telling and meeting; G_MAXINT where one is not known. */
static int
days_told (Calling *self)
{
  g_autofree char *day_text = xy_form_get_text (self->form, "day");
  g_autofree char *told_text = xy_form_get_text (self->form, "notified_on");
  char day[XY_DAY_SIZE], told[XY_DAY_SIZE];

  if (xy_day_parse (day_text, day) != XY_DAY_FULL || xy_day_parse (told_text, told) != XY_DAY_FULL)
    return G_MAXINT;
  return xy_day_between (told, day);
}

/* Fields that say nothing for this kind and day are not there. */
static void
show_fields (Calling *self)
{
  const XyMeetingBody *body = body_of (self);
  g_autofree char *text = xy_form_get_text (self->form, "day"), *today = xy_roster_form_today ();
  char day[XY_DAY_SIZE];
  gboolean far = xy_day_parse (text, day) == XY_DAY_FULL && xy_meeting_day_asks (day, today)
                 && (self->base == NULL || g_strcmp0 (self->base->day, day) != 0 || self->is_new);
  gboolean short_notice = body != NULL && body->notice_days > 0 && days_told (self) < body->notice_days;
  g_autofree char *words = body != NULL && body->notice_days > 0
                               ? g_strdup_printf (_ ("%s: people are told at least %d days before (%s)."), body->name,
                                                  body->notice_days, body->source)
                               : NULL;
  g_autofree char *special = xy_form_get_text (self->form, "special");

  xy_form_set_field_visible (self->form, "day_sure", far);
  xy_form_set_field_visible (self->form, "special", (short_notice && body->special) || special[0] != '\0');
  xy_form_set_field_visible (self->form, "party_on", party_first (self, body));
  gtk_label_set_text (GTK_LABEL (self->notice), words != NULL ? words : "");
  gtk_widget_set_visible (self->notice, words != NULL);
  if (short_notice)
    gtk_widget_add_css_class (self->notice, "problem");
  else
    gtk_widget_remove_css_class (self->notice, "problem");
}

static void
fill_kinds (Calling *self, const XyId *chosen)
{
  GtkDropDown *drop = GTK_DROP_DOWN (xy_form_get_field (self->form, "kind"));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint at = 0;

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const XyMeetingKind *kind = self->kinds->pdata[i];
      gtk_string_list_append (names, kind->name);
      if (xy_id_same (chosen, &kind->record.id))
        at = i;
    }
  gtk_drop_down_set_model (drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop, at);
  gtk_widget_set_sensitive (GTK_WIDGET (drop), self->is_new);
}

static void
fill (Calling *self, gboolean first)
{
  const XyMeeting *meeting = self->base;
  const XyUser *user = xy_desk_get_user (self->desk);

  fill_kinds (self, &meeting->kind);
  if (first)
    {
      xy_form_set_text (self->form, "day", meeting->day);
      xy_form_set_text (self->form, "units", meeting->units);
      xy_form_set_text (self->form, "notified_on", meeting->notified_on);
      xy_form_set_text (self->form, "name", meeting->name);
      xy_form_set_text (self->form, "note", meeting->note);
    }
  xy_form_set_text (self->form, "starts", meeting->starts);
  xy_form_set_text (self->form, "ends", meeting->ends);
  xy_form_set_text (self->form, "place", meeting->place);
  xy_form_set_text (self->form, "host", meeting->host);
  xy_form_set_text (self->form, "host_post", meeting->host_post);
  xy_form_set_text (self->form, "recorder",
                    meeting->recorder != NULL || !self->is_new || user == NULL ? meeting->recorder : user->name);
  xy_form_set_text (self->form, "special", meeting->special);
  xy_form_set_text (self->form, "party_on", meeting->party_on);
  xy_form_set_text (self->form, "excused", meeting->excused);
  show_fields (self);
}

/* Reading */

static gboolean
read_agenda (XyStore *store, const Offer *asked, Offer *offer, GError **error)
{
  if (asked->meeting != NULL)
    {
      offer->lines = xy_meeting_lines (store, &asked->meeting->record.id, error);
      return offer->lines != NULL;
    }
  offer->lines = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < asked->matters->len; i++)
    {
      g_autoptr (XyMatter) matter = xy_matter_get (store, &g_array_index (asked->matters, XyId, i), error);
      XyMeetingLine *line;
      if (matter == NULL)
        return FALSE;
      line = xy_record_new (&xy_meeting_line_type);
      line->matter = matter->record.id;
      xy_set_str (&line->kind, "topic");
      xy_set_str (&line->text, matter->title);
      g_ptr_array_add (offer->lines, line);
    }
  return TRUE;
}

static gpointer
read_offer (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Offer *asked = data;
  Offer *offer = g_new0 (Offer, 1);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  XyId kind = asked->kind;

  /* What is changed keeps its kind, also one that is held no more. */
  offer->kinds = xy_meeting_kinds (store, asked->meeting != NULL ? NULL : today, error);
  if (offer->kinds != NULL && xy_id_is_none (&kind) && offer->kinds->len > 0)
    kind = ((const XyMeetingKind *) offer->kinds->pdata[0])->record.id;
  if (offer->kinds == NULL)
    offer->meeting = NULL;
  else if (asked->meeting != NULL)
    offer->meeting = g_object_ref (asked->meeting);
  else if (offer->kinds->len == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                 _ ("There is no kind of meeting yet: adopt or add one in the tab “Kinds of meetings”."));
  else
    offer->meeting = xy_meeting_propose (store, &kind, asked->day, error);
  if (offer->meeting != NULL && read_agenda (store, asked, offer, error))
    offer->units = xy_unit_list_tree (store, error);
  if (offer->units != NULL)
    offer->rules = xy_meeting_rules_at (store, NULL, offer->meeting->day, error);
  if (offer->rules != NULL)
    return offer;
  offer_free (offer);
  return NULL;
}

/* The first answer makes the form; a later one, of another kind, leaves what is only this meeting's. */
static void
take_offer (Calling *self, Offer *offer)
{
  gboolean first = self->base == NULL;

  g_set_object (&self->base, offer->meeting);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  self->kinds = g_steal_pointer (&offer->kinds);
  g_clear_pointer (&self->rules, xy_meeting_rules_free);
  self->rules = g_steal_pointer (&offer->rules);
  self->filling = TRUE;
  xy_unit_field_set_units (XY_UNIT_FIELD (self->units), offer->units);
  fill (self, first);
  for (guint i = 0; first && i < offer->lines->len; i++)
    {
      const XyMeetingLine *line = offer->lines->pdata[i];
      if (g_str_equal (line->kind, "topic"))
        xy_meeting_topics_box_add (XY_MEETING_TOPICS_BOX (self->topics), &line->record.id, &line->matter, line->text);
    }
  self->filling = FALSE;
  /* Who comes with matters in his hand, or on a day that is due, begins anew. */
  if (first && (!self->is_new || (self->matters->len == 0 && self->day == NULL)))
    xy_form_dialog_keep_draft (self->dialog, self->is_new ? "meeting" : "meeting-change");
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), TRUE);
}

static void
on_offer_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Calling *self = g_object_get_data (G_OBJECT (dialog), "calling");
  g_autoptr (GError) error = NULL;
  Offer *offer = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self != NULL && offer != NULL)
    take_offer (self, offer);
  else if (self != NULL)
    xy_dialog_set_error (XY_DIALOG (dialog), error->message);
  g_clear_pointer (&offer, offer_free);
}

static void
ask_offer (Calling *self, XyMeeting *meeting, const XyId *kind, const char *day)
{
  Offer *asked = g_new0 (Offer, 1);

  asked->meeting = meeting != NULL ? g_object_ref (meeting) : NULL;
  asked->kind = *kind;
  asked->day = g_strdup (day);
  asked->matters = g_array_ref (self->matters);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_offer, asked, offer_free, offer_free, NULL,
                 on_offer_read, g_object_ref (self->dialog));
}

static gboolean
on_propose_due (gpointer data)
{
  Calling *self = data;
  const XyMeetingKind *kind = kind_of (self);
  g_autofree char *text = xy_form_get_text (self->form, "day");
  char day[XY_DAY_SIZE];

  self->proposing = 0;
  if (kind != NULL)
    ask_offer (self, NULL, &kind->record.id, xy_day_parse (text, day) == XY_DAY_FULL ? day : NULL);
  return G_SOURCE_REMOVE;
}

/* Another kind comes with what is usual for it; not where a draft fills in all fields at once. */
static void
on_form_changed (Calling *self, const char *name)
{
  if (self->filling)
    return;
  if (self->is_new && g_str_equal (name, "kind"))
    {
      if (self->proposing == 0)
        self->proposing = g_idle_add (on_propose_due, self);
    }
  else if (!g_str_equal (name, "topics") && !g_str_equal (name, "units"))
    g_clear_handle_id (&self->proposing, g_source_remove);
  show_fields (self);
}

/* The form */

static void
add_left (Calling *self)
{
  XyForm *form = self->form;

  xy_form_add (form, "kind", _ ("_Kind of meeting"), xy_words_new_choice ((const char *[]){ "", NULL }), NULL);
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_add (form, "day_sure", "", gtk_check_button_new_with_label (_ ("So far off: it really is that day")), NULL);
  xy_form_add (form, "starts", _ ("_Begins at"), gtk_entry_new (), _ ("As 19:30"));
  xy_form_add (form, "ends", _ ("_Ended at"), gtk_entry_new (), _ ("As 21:00"));
  xy_form_set_field_visible (form, "ends", !self->is_new);
  xy_form_add (form, "place", _ ("_Place of the meeting"), gtk_entry_new (), NULL);
  self->units = xy_unit_field_new ();
  xy_form_add (form, "units", _ ("_For whom"), self->units, _ ("Whoever is of these groups is due"));
  xy_form_add (form, "host", _ ("Presided b_y"), gtk_entry_new (), NULL);
  xy_form_add (form, "host_post", _ ("P_ost"), gtk_entry_new (), NULL);
  xy_form_add (form, "recorder", _ ("_Written by"), gtk_entry_new (), NULL);
}

static void
add_right (Calling *self)
{
  XyForm *form = self->form;

  xy_form_add_column (form);
  self->topics = xy_meeting_topics_box_new (xy_desk_get_worker (self->desk));
  xy_form_add (form, "topics", _ ("_Topics"), self->topics, NULL);
  xy_roster_form_add_day (form, "notified_on", _ ("People _are told on"), FALSE);
  self->notice = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->notice), 0);
  gtk_label_set_wrap (GTK_LABEL (self->notice), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->notice), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (self->notice), 36);
  gtk_widget_add_css_class (self->notice, "quiet");
  gtk_widget_set_visible (self->notice, FALSE);
  xy_form_add_widget (form, self->notice);
  xy_form_add (form, "special", _ ("_Special reason"), gtk_entry_new (),
               _ ("Why people are told later than the law asks; it stands in the record"));
  xy_roster_form_add_day (form, "party_on", _ ("Discussed by the Pa_rty on"), FALSE);
  xy_form_add (form, "excused", _ ("Asked for _leave"), gtk_entry_new (), _ ("Who asked for leave"));
  xy_form_set_field_visible (form, "excused", !self->is_new);
  xy_form_add (form, "name", _ ("Own _name"), gtk_entry_new (),
               _ ("Left empty it is called by year and number, as 2026年第3次屋场会"));
  xy_form_add (form, "note", _ ("_Remark"), gtk_entry_new (), NULL);
}

void
xy_meeting_dialog_open (GtkWidget *page, XyDesk *desk, const XyMeetingCalling *calling)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Call a meeting"), .act = write_act, .collect = collect, .free_collected = written_free, .done = done
  };
  Calling *self = g_new0 (Calling, 1);
  const XyMeeting *meeting = calling != NULL ? calling->meeting : NULL;
  GtkWidget *dialog;

  self->desk = g_object_ref (desk);
  self->page = g_object_ref (page);
  self->is_new = meeting == NULL;
  self->matters = g_array_new (FALSE, FALSE, sizeof (XyId));
  if (calling != NULL && calling->n_matters > 0)
    g_array_append_vals (self->matters, calling->matters, calling->n_matters);
  self->day = calling != NULL ? g_strdup (calling->day) : NULL;
  self->form = XY_FORM (xy_form_new ());
  self->filling = TRUE; /* until it is known what is proposed */
  add_left (self);
  add_right (self);
  dialog = xy_form_dialog_new (page, desk, self->is_new ? _ ("New meeting") : _ ("Change the meeting"),
                               self->is_new ? _ ("Call it") : _ ("Change it"), GTK_WIDGET (self->form), &act, self,
                               calling_free);
  g_set_weak_pointer (&self->dialog, dialog);
  g_object_set_data (G_OBJECT (dialog), "calling", self);
  gtk_window_set_default_size (GTK_WINDOW (dialog), MIN ((int) (WIDTH * xy_prefs_get_scale ()), MOST), -1);
  xy_dialog_set_verb_enabled (XY_DIALOG (dialog), FALSE);
  show_fields (self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_form_changed), self);
  ask_offer (self, (XyMeeting *) meeting, calling != NULL ? &calling->kind : &XY_ID_NONE, self->day);
  xy_form_dialog_present (dialog);
}
