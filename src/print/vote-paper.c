/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/vote-paper.h"

#include "core/mask.h"
#include "core/vote-act.h"
#include "print/meeting-words.h"

char *
xy_vote_paper_question (const XyVote *vote)
{
  return xy_meeting_words_text (vote->title);
}

/* What was typed, masked, without empty lines. NULL where there is nothing. */
static char *
read_paragraphs (const char *typed)
{
  g_autofree char *masked = xy_mask_text (typed);
  g_auto (GStrv) lines = g_strsplit (masked, "\n", -1);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      if (*line != '\0')
        g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", line);
    }
  return all->len > 0 ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

gboolean
xy_vote_paper_open (XyVotePaper *self, XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVote) vote = xy_vote_get (store, &ask->record, error);

  if (vote == NULL)
    return FALSE;
  self->ask = *ask;
  self->ask.record = vote->meeting;
  self->vote = xy_vote_sum (store, vote, error);
  if (self->vote == NULL || !xy_meeting_paper_open (&self->of, store, &self->ask, error))
    return FALSE;
  self->closed = vote->closed_on != NULL;
  self->measure = g_str_equal (vote->basis, "household") ? "户" : "人";
  self->question = xy_vote_paper_question (vote);
  self->text = read_paragraphs (vote->text);
  return TRUE;
}

void
xy_vote_paper_clear (XyVotePaper *self)
{
  xy_meeting_paper_clear (&self->of);
  g_clear_object (&self->vote);
  g_clear_pointer (&self->question, g_free);
  g_clear_pointer (&self->text, g_free);
}
