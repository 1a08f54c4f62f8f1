/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The acts of the pane 条文, and the draft of what is in hand. */
#include "app/bylaw-clauses-private.h"

#include <glib/gi18n-lib.h>

/* From a key on; together with the writing it stays far below a second. */
#define DRAFT_DELAY 150
#define FARTHEST 100000

/* The draft: id, after, whether new, level, text */
#define DRAFT "(ssbxs)"

static char *
draft_name (XyBylawClausesPane *self)
{
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&self->of, id);
  return g_strconcat ("bylaw:", id, NULL);
}

void
xy_bylaw_clauses_keep_draft_now (XyBylawClausesPane *self)
{
  g_autofree char *name = draft_name (self), *body = NULL;

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->hand != NULL)
    {
      char id[XY_ID_TEXT_LENGTH + 1], after[XY_ID_TEXT_LENGTH + 1];
      g_autofree char *text = xy_bylaw_hand_get_text (self->hand);
      xy_id_to_text (&self->hand->id, id);
      xy_id_to_text (&self->hand->after, after);
      g_autoptr (GVariant) draft =
          g_variant_ref_sink (g_variant_new (DRAFT, id, after, self->hand->is_new, self->hand->level, text));
      body = g_variant_print (draft, FALSE);
    }
  xy_desk_save_draft (xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)), name, body);
}

static gboolean
on_draft_due (gpointer data)
{
  XyBylawClausesPane *self = data;

  self->draft_source = 0;
  xy_bylaw_clauses_keep_draft_now (self);
  return G_SOURCE_REMOVE;
}

void
xy_bylaw_clauses_keep_draft_soon (XyBylawClausesPane *self)
{
  if (self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_DELAY, on_draft_due, self);
}

void
xy_bylaw_clauses_restore (XyBylawClausesPane *self)
{
  const XyBylawClausesRead *read = self->read;
  g_autoptr (GVariant) draft =
      read->draft != NULL ? g_variant_parse (G_VARIANT_TYPE (DRAFT), read->draft, NULL, NULL, NULL) : NULL;
  const char *id_text, *after_text, *text;
  gboolean is_new;
  gint64 level;
  XyId id, after;

  if (draft == NULL || self->hand != NULL || !xy_bylaw_is_open (read->version))
    return;
  g_variant_get (draft, "(&s&sbx&s)", &id_text, &after_text, &is_new, &level, &text);
  if (!xy_id_from_text (id_text, &id))
    return;
  if (!xy_id_from_text (after_text, &after))
    after = self->of;
  int at = xy_bylaw_clauses_read_find (read, &id);
  if (at < 0 && !is_new && !xy_id_same (&id, &self->of))
    return;
  if (at >= 0)
    {
      const XyBylawClause *clause = read->clauses->pdata[at];
      if (clause->level == level && g_str_equal (clause->text, text))
        return;
      xy_bylaw_clauses_edit (self, &id, text, level);
    }
  else if (is_new)
    {
      /* The one it was to stand behind may be gone. */
      if (xy_bylaw_clauses_read_find (read, &after) < 0)
        after = read->clauses->len > 0 ? ((XyRecord *) read->clauses->pdata[read->clauses->len - 1])->id : self->of;
      xy_bylaw_clauses_write_new (self, &id, &after, text, level);
    }
  else if (g_strcmp0 (read->version->preamble, text) != 0)
    xy_bylaw_clauses_edit (self, &id, text, XY_BYLAW_PREAMBLE);
  if (self->hand != NULL)
    xy_bylaw_hand_say (self->hand, FALSE, _ ("What you had typed before is back."));
}

/* Acts */

typedef struct
{
  XyBylawClausesPane *pane;
  XyId of, id, after;
  gboolean is_new, writes;
  char *text;
  gint64 level;
  XyBylawClause *clause;
  XyBylawVersion *version; /* for the preamble */
  XyBylawClauseWriting writing;
  XyBylawClauseMoving moving;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->pane);
  g_free (job->text);
  g_clear_object (&job->clause);
  g_clear_object (&job->version);
  g_free (job);
}

static gboolean
write_act (XyTxn *txn, gpointer data, GError **error)
{
  Job *job = data;

  if (job->version != NULL)
    return xy_bylaw_version_write_act (txn, job->version, error);
  if (!xy_bylaw_clause_write_act (txn, &job->writing, error))
    return FALSE;
  /* One behind the preamble comes before all others. */
  return !job->is_new || !xy_id_same (&job->after, &job->of)
         || xy_bylaw_clause_move_act (txn, &(XyBylawClauseMoving){ .clause = job->id, .by = -FARTHEST }, error);
}

static gboolean
move_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_bylaw_clause_move_act (txn, &((Job *) data)->moving, error);
}

static gboolean
delete_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_bylaw_clause_delete_act (txn, &((Job *) data)->id, error);
}

/* What was refused comes back into the hand, with the reason; where something else is in hand by now, the window says
 * it. */
static void
take_back (XyBylawClausesPane *self, Job *job, const GError *error)
{
  if (job->is_new)
    xy_bylaw_clauses_remove_further (self, &job->id);
  if (self->hand != NULL || !xy_bylaw_clauses_is_open (self))
    {
      g_signal_emit_by_name (xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)), "refused", error);
      return;
    }
  if (job->is_new)
    xy_bylaw_clauses_write_new (self, &job->id, &job->after, job->text, job->level);
  else
    xy_bylaw_clauses_edit (self, &job->id, job->text, job->level);
  if (self->hand != NULL)
    xy_bylaw_hand_say (self->hand, TRUE, error->message);
}

static void
on_acted (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  XyBylawClausesPane *self = job->pane;
  XyDesk *desk = XY_DESK (source);
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (desk, result, &error);

  self->n_sent--;
  /* The pane may be gone, or show another version. */
  if (self->list == NULL || self->read == NULL || !xy_id_same (&self->of, &job->of))
    {
      if (!done)
        g_signal_emit_by_name (desk, "refused", error);
    }
  else if (!done && job->writes)
    take_back (self, job, error);
  else if (!done)
    {
      g_signal_emit_by_name (desk, "refused", error);
      xy_bylaw_pane_ask (XY_BYLAW_PANE (self));
    }
  else if (job->writes && self->hand == NULL && self->n_sent == 0)
    xy_bylaw_clauses_keep_draft_now (self);
  job_free (job);
}

static Job *
job_new (XyBylawClausesPane *self, const XyId *id)
{
  Job *job = g_new0 (Job, 1);

  job->pane = g_object_ref (self);
  job->of = self->of;
  job->id = *id;
  self->n_sent++;
  return job;
}

static void
run (Job *job, const char *title, XyActFunc func)
{
  xy_desk_act (xy_bylaw_pane_get_desk (XY_BYLAW_PANE (job->pane)), title, func, job, NULL, on_acted, job);
}

void
xy_bylaw_clauses_send (XyBylawClausesPane *self,
                       const XyId *id,
                       gboolean is_new,
                       const XyId *after,
                       const char *text,
                       gint64 level)
{
  Job *job = job_new (self, id);
  int at = xy_bylaw_clauses_read_find (self->read, id);

  job->writes = TRUE;
  job->is_new = is_new;
  job->after = *after;
  job->text = g_strdup (text);
  job->level = level;
  if (level == XY_BYLAW_PREAMBLE)
    {
      job->version = xy_record_copy (self->read->version);
      xy_set_str (&job->version->preamble, text[0] != '\0' ? text : NULL);
      run (job, _ ("Write the preamble"), write_act);
      return;
    }
  if (at >= 0)
    job->clause = xy_record_copy (self->read->clauses->pdata[at]);
  else
    {
      job->clause = xy_record_new (&xy_bylaw_clause_type);
      job->clause->record.id = *id;
      job->clause->version = self->of;
      job->writing.after = *after;
    }
  job->clause->level = level;
  xy_set_str (&job->clause->text, text);
  job->writing.clause = job->clause;
  run (job, _ ("Write a clause"), write_act);
}

void
xy_bylaw_clauses_move (XyBylawClausesPane *self, const XyId *id, int by)
{
  Job *job = job_new (self, id);

  job->moving = (XyBylawClauseMoving){ .clause = *id, .by = by };
  self->go_to = *id;
  run (job, _ ("Move a clause"), move_act);
}

void
xy_bylaw_clauses_delete (XyBylawClausesPane *self, const XyId *id)
{
  run (job_new (self, id), _ ("Take out a clause"), delete_act);
}
