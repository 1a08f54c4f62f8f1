/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/draft-keeper.h"

#include "core/draft.h"
#include "core/store.h"

#define DELAY 150 /* ms */

struct _XyDraftKeeper
{
  XyDesk *desk;
  char *name;
  XyDraftDump dump;
  XyDraftSaved saved;
  gpointer owner; /* NULL: gone */
  guint source;
  guint writing;
  gboolean waits; /* something came while it was written */
};

typedef struct
{
  char *name, *body;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->name);
  g_free (draft->body);
  g_free (draft);
}

static void
keeper_clear (gpointer data)
{
  XyDraftKeeper *self = data;

  g_clear_object (&self->desk);
  g_free (self->name);
}

static gpointer
save_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Draft *draft = data;

  if (store != NULL)
    xy_draft_save (store, draft->name, draft->body, error);
  return NULL;
}

static void write_now (XyDraftKeeper *self);

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  XyDraftKeeper *self = data;
  g_autoptr (GError) error = NULL;

  xy_worker_run_finish (XY_WORKER (source), result, &error);
  self->writing--;
  if (error != NULL)
    g_warning ("What is in hand could not be kept: %s", error->message);
  if (self->owner != NULL && self->saved != NULL)
    self->saved (self->owner, error);
  if (self->owner != NULL && self->waits && self->writing == 0)
    write_now (self);
  g_rc_box_release_full (self, keeper_clear);
}

static void
write_now (XyDraftKeeper *self)
{
  Draft *draft = g_new0 (Draft, 1);

  g_clear_handle_id (&self->source, g_source_remove);
  self->waits = FALSE;
  self->writing++;
  draft->name = g_strdup (self->name);
  draft->body = self->dump (self->owner);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_ACT, save_on_worker, draft, draft_free, NULL, NULL,
                 on_saved, g_rc_box_acquire (self));
}

static gboolean
on_due (gpointer data)
{
  XyDraftKeeper *self = data;

  self->source = 0;
  xy_draft_keeper_now (self);
  return G_SOURCE_REMOVE;
}

XyDraftKeeper *
xy_draft_keeper_new (XyDesk *desk,
                     const char *kind,
                     const XyId *id,
                     XyDraftDump dump,
                     XyDraftSaved saved,
                     gpointer owner)
{
  XyDraftKeeper *self = g_rc_box_new0 (XyDraftKeeper);
  char text[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (id, text);
  self->desk = g_object_ref (desk);
  self->name = g_strconcat (kind, ":", text, NULL);
  self->dump = dump;
  self->saved = saved;
  self->owner = owner;
  return self;
}

const char *
xy_draft_keeper_get_name (XyDraftKeeper *self)
{
  return self->name;
}

void
xy_draft_keeper_soon (XyDraftKeeper *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (DELAY, on_due, self);
}

void
xy_draft_keeper_now (XyDraftKeeper *self)
{
  if (self->writing == 0)
    write_now (self);
  else
    self->waits = TRUE;
}

void
xy_draft_keeper_flush (XyDraftKeeper *self)
{
  if (self->source != 0 || self->waits)
    write_now (self);
}

void
xy_draft_keeper_free (XyDraftKeeper *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->owner = NULL;
  g_rc_box_release_full (self, keeper_clear);
}
