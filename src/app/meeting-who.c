/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-who.h"

#include <glib/gi18n-lib.h>

#include "app/meeting-mark.h"

#define MAX_HITS 8
#define NARROWEST 300

struct _XyMeetingWho
{
  XyHitEntry parent_instance;

  XyWorker *worker;
  XyMeetingWhoAim aim;
  XyMeeting *meeting;
  XyMeetingKind *kind;
  XyId household, person; /* who stands there */
  gboolean quiet;         /* the text is set, not typed */
};

typedef struct
{
  XyMeetingWho *self;
  XyMeetingWhoAim aim;
  XyMeeting *meeting;
  XyMeetingKind *kind;
  char *typed;
} Asked;

enum
{
  TOOK,
  PASSED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyMeetingWho, xy_meeting_who, XY_TYPE_HIT_ENTRY)

/* Looking */

static Asked *
asked_new (XyMeetingWho *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->aim = self->aim;
  asked->meeting = g_object_ref (self->meeting);
  asked->kind = g_object_ref (self->kind);
  asked->typed = g_strdup (xy_hit_entry_get_text (XY_HIT_ENTRY (self)));
  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_object (&asked->self);
  g_object_unref (asked->meeting);
  g_object_unref (asked->kind);
  g_free (asked->typed);
  g_free (asked);
}

static gpointer
find_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  g_auto (XyMeetingTyped) typed = { 0 };

  if (asked->aim == XY_MEETING_SPEAKING)
    return xy_meeting_people_speaking (store, asked->meeting, asked->typed, MAX_HITS, error);
  xy_meeting_typed_read (asked->typed, &typed);
  return xy_meeting_people_arriving (store, asked->meeting, asked->kind, typed.text, MAX_HITS, error);
}

static GtkWidget *
make_row (const XyMeetingPerson *person)
{
  g_autoptr (GString) more = g_string_new (person->place);
  XySearchHit hit = { .title = person->name };

  if (person->number != NULL)
    g_string_append_printf (more, "%s%s", more->len > 0 ? " · " : "", person->number);
  if (person->came)
    g_string_append_printf (more, "%s%s", more->len > 0 ? " · " : "", _ ("is here"));
  else if (person->elsewhere)
    g_string_append_printf (more, "%s%s", more->len > 0 ? " · " : "", _ ("not due here"));
  hit.more = more->str;
  return xy_hit_entry_make_row (&hit);
}

/* Who drops down */

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingWho) self = data;
  XyHitEntry *entry = XY_HIT_ENTRY (self);
  g_autoptr (GPtrArray) people = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  if (people == NULL || !xy_hit_entry_answered (entry))
    return;
  g_ptr_array_set_free_func (people, NULL);
  for (guint i = 0; i < people->len; i++)
    {
      GtkWidget *row = make_row (people->pdata[i]);
      g_object_set_data_full (G_OBJECT (row), "person", people->pdata[i], (GDestroyNotify) xy_meeting_person_free);
      g_ptr_array_add (rows, row);
    }
  xy_hit_entry_show_hits (entry, rows, NARROWEST);
}

static void
ask (XyMeetingWho *self)
{
  XyHitEntry *entry = XY_HIT_ENTRY (self);
  const char *text = xy_hit_entry_get_text (entry);

  xy_hit_entry_stop (entry);
  if (self->meeting == NULL || (text[0] == '\0' && self->aim == XY_MEETING_ARRIVING))
    {
      xy_hit_entry_pop_down (entry);
      xy_hit_entry_clear (entry);
      return;
    }
  xy_hit_entry_ask (entry, self->worker, find_on_worker, asked_new (self), asked_free, on_found);
}

static void
set_text (XyMeetingWho *self, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (xy_hit_entry_get_entry (XY_HIT_ENTRY (self)));

  self->quiet = TRUE;
  gtk_editable_set_text (entry, text != NULL ? text : "");
  gtk_editable_set_position (entry, -1);
  self->quiet = FALSE;
}

/* Somebody is meant */

static void
take (XyMeetingWho *self, const XyMeetingPerson *person, const char *typed)
{
  if (self->aim == XY_MEETING_SPEAKING && person != NULL)
    xy_meeting_who_set (self, person->name, &person->household, &person->person);
  g_signal_emit (self, signals[TOOK], 0, person, typed);
}

static void
xy_meeting_who_took (XyHitEntry *entry, GtkListBoxRow *row)
{
  XyMeetingWho *self = XY_MEETING_WHO (entry);
  XyMeetingPerson *person = g_object_steal_data (G_OBJECT (row), "person");
  g_autofree char *typed = g_strdup (xy_hit_entry_get_text (entry));

  if (person == NULL)
    return;
  xy_hit_entry_stop (entry);
  xy_hit_entry_pop_down (entry);
  if (self->aim == XY_MEETING_ARRIVING)
    set_text (self, "");
  take (self, person, typed);
  xy_meeting_person_free (person);
  if (self->aim == XY_MEETING_SPEAKING)
    g_signal_emit (self, signals[PASSED], 0);
}

/* What Enter did not wait for. */
static void
on_resolved (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;
  XyMeetingWho *self = asked->self;
  g_autoptr (GPtrArray) people = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  const XyMeetingPerson *first = people != NULL && people->len > 0 ? people->pdata[0] : NULL;

  /* A speaker is put there only where nothing else was typed since. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL
      && (self->aim == XY_MEETING_ARRIVING
          || (first != NULL && g_strcmp0 (asked->typed, xy_hit_entry_get_text (XY_HIT_ENTRY (self))) == 0)))
    take (self, first, asked->typed);
  asked_free (asked);
}

static void
resolve (XyMeetingWho *self)
{
  Asked *asked = asked_new (self), *known = asked_new (self);

  known->self = g_object_ref (self);
  xy_worker_run (self->worker, XY_WORKER_QUERY, find_on_worker, asked, asked_free, (GDestroyNotify) g_ptr_array_unref,
                 NULL, on_resolved, known);
}

static void
on_activated (XyMeetingWho *self)
{
  XyHitEntry *entry = XY_HIT_ENTRY (self);
  gboolean empty = xy_hit_entry_get_text (entry)[0] == '\0';
  gboolean asking = xy_hit_entry_is_asking (entry);

  if (self->meeting == NULL)
    return;
  if (!asking && xy_hit_entry_is_down (entry) && gtk_list_box_get_selected_row (xy_hit_entry_get_list (entry)) != NULL
      && !(empty && self->aim == XY_MEETING_SPEAKING))
    {
      xy_hit_entry_take (entry);
      return;
    }
  if (!empty && (asking || self->aim == XY_MEETING_ARRIVING))
    resolve (self);
  xy_hit_entry_stop (entry);
  xy_hit_entry_pop_down (entry);
  if (self->aim == XY_MEETING_ARRIVING)
    set_text (self, "");
  if (empty || self->aim == XY_MEETING_SPEAKING)
    g_signal_emit (self, signals[PASSED], 0);
}

static gboolean
xy_meeting_who_down (XyHitEntry *entry)
{
  ask (XY_MEETING_WHO (entry));
  return TRUE;
}

static void
on_text_changed (XyMeetingWho *self)
{
  if (!self->quiet)
    {
      self->household = self->person = XY_ID_NONE;
      ask (self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_focus_left (XyMeetingWho *self)
{
  xy_hit_entry_stop (XY_HIT_ENTRY (self));
  xy_hit_entry_pop_down (XY_HIT_ENTRY (self));
}

static void
xy_meeting_who_finalize (GObject *object)
{
  XyMeetingWho *self = XY_MEETING_WHO (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->meeting);
  g_clear_object (&self->kind);
  G_OBJECT_CLASS (xy_meeting_who_parent_class)->finalize (object);
}

static void
xy_meeting_who_class_init (XyMeetingWhoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_meeting_who_finalize;
  XY_HIT_ENTRY_CLASS (klass)->took = xy_meeting_who_took;
  XY_HIT_ENTRY_CLASS (klass)->down = xy_meeting_who_down;

  signals[TOOK] = g_signal_new ("took", XY_TYPE_MEETING_WHO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_POINTER, G_TYPE_STRING);
  signals[PASSED] =
      g_signal_new ("passed", XY_TYPE_MEETING_WHO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_MEETING_WHO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_meeting_who_init (XyMeetingWho *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *entry = gtk_entry_new ();

  xy_hit_entry_set_entry (XY_HIT_ENTRY (self), entry);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_activated), self);
}

GtkWidget *
xy_meeting_who_new (XyWorker *worker, XyMeetingWhoAim aim, const char *name, const char *placeholder)
{
  XyMeetingWho *self = g_object_new (XY_TYPE_MEETING_WHO, NULL);
  GtkWidget *entry = xy_hit_entry_get_entry (XY_HIT_ENTRY (self));

  self->worker = g_object_ref (worker);
  self->aim = aim;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

void
xy_meeting_who_set_meeting (XyMeetingWho *self, XyMeeting *meeting, XyMeetingKind *kind)
{
  g_return_if_fail (XY_IS_MEETING_WHO (self));

  g_set_object (&self->meeting, meeting);
  g_set_object (&self->kind, kind);
}

void
xy_meeting_who_set (XyMeetingWho *self, const char *name, const XyId *household, const XyId *person)
{
  g_return_if_fail (XY_IS_MEETING_WHO (self));

  set_text (self, name);
  self->household = household != NULL ? *household : XY_ID_NONE;
  self->person = person != NULL ? *person : XY_ID_NONE;
}

const char *
xy_meeting_who_get (XyMeetingWho *self, XyId *household, XyId *person)
{
  *household = self->household;
  *person = self->person;
  return xy_hit_entry_get_text (XY_HIT_ENTRY (self));
}
