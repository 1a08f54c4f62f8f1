/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/office-guide.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/sync-enroll-dialog.h"
#include "app/window.h"
#include "sync/office.h"

#define EVERY_SECONDS 600
#define NOTHING (-1) /* for a stream: nobody asked; 0 is all of them */

struct _XyOfficeGuide
{
  grefcount refs;
  XyWindow *window; /* NULL: it is gone */
  char *path;       /* that was followed last */
  char *office;     /* the office's own file, where one is open or a village of it; or NULL */
  gint64 stream;    /* of the village that is looked at; 0: none */
  char *page;       /* where to go in the file that is being opened; NULL: nowhere */
  XyId record;
  char *from; /* the page of the office that somebody went from */
  GCancellable *cancellable;
  gboolean busy;
  gint64 next; /* NOTHING, or what is to be synchronised when this is over */
  char *words;
  guint source;
  GPtrArray *listeners; /* of Listener */
};

typedef struct
{
  GtkWidget *widget; /* weak */
  void (*func) (GtkWidget *widget);
} Listener;

typedef struct
{
  XyOfficeGuide *guide;
  char *office;
  gint64 stream;
} Job;

typedef struct
{
  XyOfficeGuide *guide;
  char *words;
} Said;

static void talk (XyOfficeGuide *self, gint64 stream);

static XyOfficeGuide *
ref (XyOfficeGuide *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

static void
unref (XyOfficeGuide *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_free (self->path);
  g_free (self->office);
  g_free (self->page);
  g_free (self->from);
  g_free (self->words);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->listeners);
  g_free (self);
}

static void
listener_free (gpointer data)
{
  Listener *listener = data;

  g_clear_weak_pointer (&listener->widget);
  g_free (listener);
}

static void
set_enabled (XyOfficeGuide *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
say (XyOfficeGuide *self, const char *words)
{
  g_free (self->words);
  self->words = g_strdup (words);
  if (self->window == NULL)
    return;
  set_enabled (self, "sync-villages", self->office != NULL && !self->busy);
  set_enabled (self, "cancel-villages", self->busy);
  for (guint i = 0; i < self->listeners->len; i++)
    {
      Listener *listener = self->listeners->pdata[i];
      if (listener->widget != NULL)
        listener->func (listener->widget);
    }
}

/* The line, on a thread of its own */

static void
job_free (gpointer data)
{
  Job *job = data;

  unref (job->guide);
  g_free (job->office);
  g_free (job);
}

static gboolean
on_progress_made (gpointer data)
{
  Said *said = data;

  if (said->guide->busy)
    say (said->guide, said->words);
  return G_SOURCE_REMOVE;
}

static void
said_free (gpointer data)
{
  Said *said = data;

  unref (said->guide);
  g_free (said->words);
  g_free (said);
}

static void
on_village_begun (const char *name, guint done, guint total, gpointer data)
{
  Job *job = data;
  Said *said = g_new0 (Said, 1);

  said->guide = ref (job->guide);
  said->words = g_strdup_printf (_ ("Synchronising %u of %u: %s"), done + 1, total, name);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_progress_made, said, said_free);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (XyStore) office = xy_store_open (job->office, xy_env_system (), 0, &error);
  gboolean ok = office != NULL;

  /* What somebody has just looked at, or done, is in the list whether there is a line or not. */
  if (ok && job->stream != 0)
    ok = xy_office_look (office, job->stream, TRUE, &error)
         && xy_office_sync_one (office, job->stream, cancellable, &error)
         && xy_office_look (office, job->stream, TRUE, &error);
  else if (ok)
    ok = xy_office_sync (office, on_village_begun, job, cancellable, &error);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_job_done (GObject *source, GAsyncResult *result, gpointer data)
{
  XyOfficeGuide *self = data;
  g_autoptr (GError) error = NULL;
  gint64 next = self->next;

  self->busy = FALSE;
  self->next = NOTHING;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();
      g_autofree char *time = g_date_time_format (now, "%H:%M");
      g_autofree char *words = g_strdup_printf (_ ("Synchronised at %s"), time);
      say (self, words);
    }
  else
    say (self, error->message);
  if (self->window != NULL)
    {
      xy_worker_changed (xy_desk_get_worker (xy_window_get_desk (self->window)), XY_TOPIC_ALL);
      if (next != NOTHING)
        talk (self, next);
    }
  unref (self);
}

static void
talk (XyOfficeGuide *self, gint64 stream)
{
  if (self->office == NULL || self->busy)
    {
      self->next = self->next == NOTHING ? stream : 0;
      return;
    }
  Job *job = g_new0 (Job, 1);
  job->guide = ref (self);
  job->office = g_strdup (self->office);
  job->stream = stream;
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  self->busy = TRUE;
  say (self, _ ("Synchronising…"));
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_job_done, ref (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_job);
}

static gboolean
on_time_come (gpointer data)
{
  XyOfficeGuide *self = data;

  if (self->office != NULL && !self->busy)
    talk (self, 0);
  return G_SOURCE_CONTINUE;
}

/* Going there and back */

static void
go_to (XyOfficeGuide *self, const char *path, const char *page, const XyId *record)
{
  g_free (self->page);
  self->page = g_strdup (page);
  self->record = record != NULL ? *record : XY_ID_NONE;
  xy_window_open_store (self->window, path, 0);
}

static void
on_open_village (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyOfficeGuide *self = data;
  const char *page, *id;
  gint64 stream;
  XyId record = XY_ID_NONE;

  g_variant_get (parameter, "(x&s&s)", &stream, &page, &id);
  if (self->office == NULL)
    return;
  g_autofree char *folder = g_path_get_dirname (self->office);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT XY_OFFICE_SUFFIX, stream);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      xy_message_dialog_tell (
          GTK_WIDGET (self->window), _ ("This village is not here yet"),
          _ ("It comes with the next synchronisation, once the village itself has sent something."));
      return;
    }
  if (*id != '\0')
    xy_id_from_text (id, &record);
  g_free (self->from);
  self->from = g_strdup (*page != '\0' ? "reviews" : "villages");
  go_to (self, path, *page != '\0' ? page : NULL, &record);
}

static void
on_office (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyOfficeGuide *self = data;

  if (self->stream == 0)
    return;
  gint64 stream = self->stream;
  go_to (self, self->office, self->from != NULL ? self->from : "villages", NULL);
  talk (self, stream);
}

static void
on_sync_villages (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  talk (data, 0);
}

static void
on_enroll_office (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyOfficeGuide *self = data;

  xy_sync_enroll_dialog_open_office (GTK_WIDGET (self->window), self->office);
}

static void
on_cancel_villages (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyOfficeGuide *self = data;

  self->next = NOTHING;
  if (self->busy)
    g_cancellable_cancel (self->cancellable);
}

/* A step was taken in a village: it goes up at once. */
static void
on_acted (XyOfficeGuide *self)
{
  if (self->stream != 0)
    talk (self, self->stream);
}

/* What is open now. */
static void
follow (XyOfficeGuide *self, XyDesk *desk)
{
  const char *path = xy_desk_get_path (desk);
  gboolean own = xy_desk_get_office (desk) != NULL, village = xy_desk_get_scope (desk) != XY_SCOPE_VILLAGE;

  if (path == NULL || g_strcmp0 (path, self->path) == 0)
    return;
  g_autofree char *office = own || village ? xy_office_file_of (path) : NULL;
  gboolean is_new = office != NULL && g_strcmp0 (office, self->office) != 0;
  g_autofree char *name = g_path_get_basename (path);
  g_free (self->path);
  self->path = g_strdup (path);
  g_free (self->office);
  self->office = g_steal_pointer (&office);
  self->stream = village ? g_ascii_strtoll (name, NULL, 10) : 0;
  set_enabled (self, "office", self->stream != 0 && self->office != NULL);
  set_enabled (self, "sync-villages", self->office != NULL && !self->busy);
  if (is_new)
    talk (self, 0);
}

static const GActionEntry actions[] = {
  { .name = "open-village", .activate = on_open_village, .parameter_type = "(xss)" },
  { .name = "office", .activate = on_office },
  { .name = "sync-villages", .activate = on_sync_villages },
  { .name = "cancel-villages", .activate = on_cancel_villages },
  { .name = "enroll-office", .activate = on_enroll_office },
};

XyOfficeGuide *
xy_office_guide_new (XyWindow *window)
{
  XyOfficeGuide *self = g_new0 (XyOfficeGuide, 1);

  g_ref_count_init (&self->refs);
  self->window = window;
  self->next = NOTHING;
  self->listeners = g_ptr_array_new_with_free_func (listener_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), self);
  set_enabled (self, "office", FALSE);
  set_enabled (self, "sync-villages", FALSE);
  set_enabled (self, "cancel-villages", FALSE);
  g_signal_connect_swapped (xy_window_get_desk (window), "acted", G_CALLBACK (on_acted), self);
  self->source = g_timeout_add_seconds (EVERY_SECONDS, on_time_come, self);
  return self;
}

void
xy_office_guide_free (XyOfficeGuide *self)
{
  g_signal_handlers_disconnect_by_data (xy_window_get_desk (self->window), self);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->window), actions[i].name);
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->listeners, 0);
  self->window = NULL;
  unref (self);
}

gboolean
xy_office_guide_show_banner (XyOfficeGuide *self)
{
  XyDesk *desk = xy_window_get_desk (self->window);
  const XyVillage *village = xy_desk_get_village (desk);

  follow (self, desk);
  if (self->stream == 0 || village == NULL)
    return FALSE;
  g_autofree char *words =
      g_strdup_printf (xy_desk_may (desk, XY_MAY_REVIEW_BYLAWS)
                           ? _ ("You are looking at %s. Nothing of it is changed here; only its bylaws are reviewed.")
                           : _ ("You are looking at %s. Nothing of it is changed here."),
                       village->name);
  xy_window_set_banner (self->window, words, _ ("Back to the villages (Esc)"), "win.office");
  return TRUE;
}

gboolean
xy_office_guide_go (XyOfficeGuide *self)
{
  g_autofree char *page = g_steal_pointer (&self->page);
  XyPage *shown;

  if (page == NULL)
    return FALSE;
  shown = xy_window_show_page (self->window, page, xy_id_is_none (&self->record) ? NULL : &self->record);
  if (shown != NULL)
    xy_page_focus_content (shown);
  return shown != NULL;
}

const char *
xy_office_guide_get_words (XyOfficeGuide *self)
{
  return self->words;
}

gboolean
xy_office_guide_is_busy (XyOfficeGuide *self)
{
  return self->busy;
}

void
xy_office_guide_listen (XyOfficeGuide *self, GtkWidget *widget, void (*func) (GtkWidget *widget))
{
  Listener *listener = g_new0 (Listener, 1);

  g_set_weak_pointer (&listener->widget, widget);
  listener->func = func;
  g_ptr_array_add (self->listeners, listener);
}
