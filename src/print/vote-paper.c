/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/vote-paper.h"

#include <string.h>

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
  self->called = self->of.issue != NULL ? self->of.called : self->of.name;
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

static const struct
{
  const char *method, *word;
} methods[] = {
  { "hands", "举手" },
  { "ballots", "无记名投票" },
  { "signatures", "到会签字" },
  { "doors", "逐户上门签字" },
};

const char *
xy_vote_paper_method (const XyVote *vote)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].method, vote->method))
      return methods[i].word;
  return "";
}

char *
xy_vote_paper_sentence (const XyVotePaper *self)
{
  const XyVote *vote = self->vote;
  const XyMeetingBody *body = self->of.sheet->body;
  g_auto (XyMeetingVerdict) verdict = { 0 };

  if (!self->closed)
    return NULL;
  const XyMeetingCount count = { .attend = body != NULL ? (guint) MAX (xy_vote_share_of (body, vote->basis), 0) : 0,
                                 .due = vote->due,
                                 .present = vote->present,
                                 .yes = vote->yes,
                                 .no = vote->no,
                                 .abstain = vote->abstain };
  if (body != NULL && body->votes && g_strcmp0 (vote->rules, self->of.sheet->rules->name) == 0
      && xy_meeting_count_check (body, &count, NULL))
    {
      xy_meeting_count_judge (body, &count, &verdict);
      if (verdict.passed == (vote->passed != 0))
        return xy_meeting_words_judged (body, &count, &verdict, self->measure);
    }
  /* What is kept was said in the language that the window had then. */
  if (vote->sentence != NULL && strstr (vote->sentence, "应到") != NULL)
    return xy_meeting_words_text (vote->sentence);
  return g_strdup_printf ("应到%d%s，实到%d%s；赞成%d%s、反对%d%s、弃权%d%s，%s", (int) vote->due, self->measure,
                          (int) vote->present, self->measure, (int) vote->yes, self->measure, (int) vote->no,
                          self->measure, (int) vote->abstain, self->measure, vote->passed ? "通过" : "未通过");
}
