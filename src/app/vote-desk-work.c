/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes on behind the desk: reading, acts, and the draft of what is typed and not kept yet. */
#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/vote-desk-private.h"
#include "core/draft.h"
#include "core/find.h"
#include "core/store.h"

/* Voices follow one another quickly: reads once they pause for so long. */
#define READ_DELAY 80
#define MOST_FOUND 8

static void
desk_clear (gpointer data)
{
  XyVoteDesk *self = data;

  g_clear_pointer (&self->row, xy_vote_row_free);
  g_clear_object (&self->stored);
  g_clear_pointer (&self->lines, xy_vote_lines_free);
  g_hash_table_unref (self->places);
  g_clear_pointer (&self->roll, xy_vote_roll_free);
  g_clear_object (&self->paper_menu);
  g_clear_pointer (&self->keeper, xy_draft_keeper_free);
  g_free (self->draft);
  for (guint i = 0; i < XY_VOTE_N_ENTRIES; i++)
    g_free (self->filled[i]);
  g_clear_object (&self->from);
  g_clear_object (&self->desk);
}

XyVoteDesk *
xy_vote_desk_ref (XyVoteDesk *self)
{
  return g_rc_box_acquire (self);
}

void
xy_vote_desk_unref (XyVoteDesk *self)
{
  g_rc_box_release_full (self, desk_clear);
}

/* The draft: strokes, and what stands in the entries and is not in the file. */

static char *
read_draft (XyVoteDesk *self)
{
  GVariantBuilder builder;
  guint n = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint side = 0; side < 2 && self->pads[side] != NULL; side++)
    if (xy_tally_pad_total (self->pads[side]) > 0)
      {
        g_variant_builder_add (&builder, "{ss}", xy_vote_desk_roles[side], xy_tally_pad_get_strokes (self->pads[side]));
        n++;
      }
  for (XyVoteEntry i = 0; i < XY_VOTE_N_ENTRIES; i++)
    {
      const char *text =
          self->entries[i] != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->entries[i])) : self->filled[i];
      if (g_strcmp0 (text, self->filled[i]) == 0 || !g_utf8_validate (text, -1, NULL))
        continue;
      g_variant_builder_add (&builder, "{ss}", xy_vote_desk_entry_name (i), text);
      n++;
    }
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_builder_end (&builder));
  return n > 0 && xy_vote_desk_is_open (self) ? g_variant_print (all, FALSE) : NULL;
}

static void
restore (XyVoteDesk *self, const char *text)
{
  g_autoptr (GVariant) all = text != NULL ? g_variant_parse (G_VARIANT_TYPE ("a{ss}"), text, NULL, NULL, NULL) : NULL;
  GVariantIter iter;
  const char *name, *value;

  if (all == NULL || !xy_vote_desk_is_open (self))
    return;
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    {
      for (guint side = 0; side < 2 && self->pads[side] != NULL; side++)
        if (g_str_equal (name, xy_vote_desk_roles[side]))
          xy_tally_pad_set_strokes (self->pads[side], value);
      for (XyVoteEntry i = 0; i < XY_VOTE_N_ENTRIES; i++)
        if (self->entries[i] != NULL && g_str_equal (name, xy_vote_desk_entry_name (i)))
          gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), value);
    }
}

char *
xy_vote_desk_dump_draft (gpointer desk)
{
  return g_strdup (((XyVoteDesk *) desk)->draft);
}

void
xy_vote_desk_draft_saved (gpointer desk, const GError *error)
{
  if (((XyVoteDesk *) desk)->dialog != NULL)
    xy_vote_desk_show_saved (desk, error);
}

void
xy_vote_desk_keep_draft_soon (XyVoteDesk *self)
{
  if (!self->loaded || self->dialog == NULL)
    return;
  /* Now: when the window goes its fields are gone first. */
  g_free (self->draft);
  self->draft = read_draft (self);
  xy_draft_keeper_soon (self->keeper);
}

/* Reading */

typedef struct
{
  XyId id;
  gboolean with_roll;
  char *draft_name; /* NULL: not the first time */
  XyVoteRow *row;
  XyVote *stored;
  XyVoteRoll *roll;
  GPtrArray *ballots, *tallies;
  gboolean by_proxy;
  char *draft;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->row, xy_vote_row_free);
  g_clear_object (&reading->stored);
  g_clear_pointer (&reading->roll, xy_vote_roll_free);
  g_clear_pointer (&reading->ballots, g_ptr_array_unref);
  g_clear_pointer (&reading->tallies, g_ptr_array_unref);
  g_free (reading->draft_name);
  g_free (reading->draft);
  g_free (reading);
}

static gboolean
read_roll (XyStore *store, Reading *reading, GError **error)
{
  g_autoptr (XyMeeting) meeting = xy_meeting_get (store, &reading->stored->meeting, error);
  g_autoptr (XyMeetingKind) kind = meeting != NULL ? xy_meeting_get_kind (store, meeting, error) : NULL;
  g_autoptr (XyMeetingRules) rules = kind != NULL ? xy_meeting_rules_at (store, NULL, meeting->day, error) : NULL;

  if (rules == NULL)
    return FALSE;
  const XyMeetingBody *body = xy_meeting_rules_body (rules, kind->body);
  reading->by_proxy = body != NULL && body->proxy;
  reading->roll = xy_vote_roll (store, meeting, reading->stored->basis, reading->stored->as_of, error);
  return reading->roll != NULL;
}

static gpointer
read_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->row = xy_vote_row (store, &reading->id, error);
  reading->stored = reading->row != NULL ? xy_vote_get (store, &reading->id, error) : NULL;
  reading->ballots = reading->stored != NULL ? xy_vote_ballots (store, &reading->id, error) : NULL;
  reading->tallies = reading->ballots != NULL ? xy_vote_tallies (store, &reading->id, error) : NULL;
  if (reading->tallies == NULL || (reading->with_roll && !read_roll (store, reading, error)))
    return NULL;
  if (reading->draft_name != NULL)
    reading->draft = xy_draft_load (store, reading->draft_name, NULL);
  return reading;
}

static void
take (XyVoteDesk *self, Reading *reading)
{
  gboolean first = !self->loaded;

  g_clear_pointer (&self->row, xy_vote_row_free);
  self->row = g_steal_pointer (&reading->row);
  g_set_object (&self->stored, reading->stored);
  if (reading->with_roll)
    self->by_proxy = reading->by_proxy;
  self->filling = TRUE;
  if (first)
    xy_vote_desk_show (self, TRUE);
  if (reading->roll != NULL)
    xy_vote_desk_take_roll (self, g_steal_pointer (&reading->roll));
  if (self->cells != NULL)
    xy_vote_desk_take_ballots (self, reading->ballots);
  if (self->pads[0] != NULL)
    xy_vote_desk_take_tallies (self, reading->tallies);
  xy_vote_desk_show (self, FALSE);
  self->filling = FALSE;
  if (!first)
    return;
  self->loaded = TRUE;
  restore (self, reading->draft);
  xy_vote_desk_show (self, FALSE);
  gtk_widget_grab_focus (self->cells != NULL ? GTK_WIDGET (self->cells) : self->entries[XY_VOTE_PRESENT]);
}

static void start_reading (XyVoteDesk *self);

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  XyVoteDesk *self = data;
  g_autoptr (GError) error = NULL;
  Reading *reading = xy_worker_run_finish (XY_WORKER (source), result, &error);

  self->reading = FALSE;
  /* What was read before the last key is stale; its own act has it read again. */
  if (self->dialog != NULL && reading != NULL && self->acts == 0)
    take (self, reading);
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  if (self->dialog != NULL && self->read_again)
    start_reading (self);
  xy_vote_desk_unref (self);
}

static void
start_reading (XyVoteDesk *self)
{
  Reading *reading;

  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  reading = g_new0 (Reading, 1);
  reading->id = self->id;
  reading->with_roll = !self->loaded || self->read_roll;
  self->read_roll = FALSE;
  reading->draft_name = self->loaded ? NULL : g_strdup (xy_draft_keeper_get_name (self->keeper));
  /* The answer is the question, filled in. */
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_on_worker, reading, reading_free, NULL, NULL,
                 on_read, xy_vote_desk_ref (self));
}

static gboolean
on_read_due (gpointer data)
{
  XyVoteDesk *self = data;

  self->read_source = 0;
  start_reading (self);
  return G_SOURCE_REMOVE;
}

static void
read_soon (XyVoteDesk *self)
{
  if (self->read_source == 0)
    self->read_source = g_timeout_add (READ_DELAY, on_read_due, self);
}

static void
on_changed (XyWorker *worker, guint topics, XyVoteDesk *self)
{
  gboolean people = (topics & (XY_TOPIC_HOUSEHOLD | XY_TOPIC_PERSON | XY_TOPIC_UNIT)) != 0;

  self->read_roll = self->read_roll || people;
  if ((people || (topics & XY_TOPIC_MEETING) != 0) && self->loaded)
    read_soon (self);
}

/* Acts */

static void
on_acted (GObject *source, GAsyncResult *result, gpointer data)
{
  XyVoteDesk *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  self->acts--;
  if (self->dialog != NULL)
    {
      if (!done)
        xy_vote_desk_say (self, error->message);
      xy_vote_desk_show_saved (self, error);
      /* Also what was refused: it stands as it is in the file. */
      if (self->acts == 0)
        read_soon (self);
      xy_vote_desk_keep_draft_soon (self);
    }
  xy_vote_desk_unref (self);
}

void
xy_vote_desk_act (XyVoteDesk *self, const char *title, XyActFunc func, gpointer data, GDestroyNotify free_data)
{
  self->acts++;
  xy_desk_act (self->desk, title, func, data, free_data, on_acted, xy_vote_desk_ref (self));
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer data)
{
  XyVoteDesk *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  self->closing = FALSE;
  if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      xy_dialog_set_error (XY_DIALOG (self->dialog), done ? NULL : error->message);
      start_reading (self);
    }
  xy_vote_desk_unref (self);
}

void
xy_vote_desk_finish (XyVoteDesk *self)
{
  self->closing = TRUE;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, -1);
  xy_desk_act (self->desk, "", xy_vote_close_act, xy_id_copy (&self->id), g_free, on_finished, xy_vote_desk_ref (self));
}

/* Looking for a voter in the whole roster */

typedef struct
{
  XyId vote, voter;
  gboolean by_household;
  char *text, *name;
  GError *why_not; /* found, but has no voice */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_free (search->name);
  g_clear_error (&search->why_not);
  g_free (search);
}

static gpointer
search_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  g_autoptr (GPtrArray) hits = xy_find (store, search->text, MOST_FOUND, error);

  if (hits == NULL)
    return NULL;
  for (guint i = 0; i < hits->len && search->name == NULL; i++)
    {
      const XyHit *hit = hits->pdata[i];
      if (!search->by_household && hit->kind == XY_HIT_HOUSEHOLD)
        continue;
      search->voter = search->by_household ? hit->household : hit->id;
      search->name = g_strdup (hit->title);
      xy_vote_check_voter (store, &search->vote, &search->voter, &search->why_not);
    }
  return search;
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer data)
{
  XyVoteDesk *self = data;
  g_autoptr (GError) error = NULL;
  const Search *search = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && search != NULL)
    xy_vote_desk_found_voter (self, search->name != NULL ? &search->voter : NULL, search->name, search->why_not);
  xy_vote_desk_unref (self);
}

void
xy_vote_desk_look_for (XyVoteDesk *self, const char *text)
{
  Search *search = g_new0 (Search, 1);

  search->vote = self->id;
  search->by_household = g_strcmp0 (self->stored->basis, "household") == 0;
  search->text = g_strdup (text);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, search_on_worker, search, search_free, NULL, NULL,
                 on_searched, xy_vote_desk_ref (self));
}

void
xy_vote_desk_load (XyVoteDesk *self)
{
  self->changed_handler = g_signal_connect (xy_desk_get_worker (self->desk), "changed", G_CALLBACK (on_changed), self);
  start_reading (self);
}

/* The window is gone; what is under way goes on. */
void
xy_vote_desk_close (XyVoteDesk *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_signal_handler (&self->changed_handler, xy_desk_get_worker (self->desk));
  xy_draft_keeper_flush (self->keeper);
  self->dialog = NULL;
}
