/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 表决结果公告: what a closed vote came to, with all its figures and who counted, for the notice board. */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/matter.h"
#include "print/meeting-words.h"
#include "print/paper-parts.h"
#include "print/vote-paper.h"
#include "print/vote-papers.h"
#include "print/words.h"

#define KIND "表决结果公告"
#define LEAD "%s，%s%s%s召开%s，以%s方式进行表决。%s%s现将表决结果公告如下。"
#define HOST "会议由%s主持。"
#define DISCUSSED "会前村党组织已于%s研究讨论。"
#define RECOUNT "本次为重新计票，原因：%s。"
#define OBJECTION "对表决结果有异议的，请在公示期内向村务监督委员会提出。"

/* 公布的期限不得少于十五日 (村民委员会组织法 35). */
#define LEAST_DAYS 15

/* "一、表决事项。…": the next section of BODY. */
static void
add_section (GString *body, guint *number, const char *head)
{
  g_autofree char *level = xy_words_level (1, ++*number);

  g_string_append_printf (body, "%s%s。", level, head);
}

/* "，其中妇女32人", "、书面委托3户"; nothing where there are none. */
static void
add_if (GString *body, const char *before, gint64 n, const char *measure)
{
  if (n > 0)
    g_string_append_printf (body, "%s%d%s", before, (int) n, measure);
}

static void
add_lead (const XyVotePaper *self, GString *body)
{
  const XyMeeting *meeting = self->of.sheet->meeting;
  g_autofree char *day = xy_day_to_chinese (meeting->day), *party = xy_day_to_chinese (meeting->party_on);
  g_autofree char *place = xy_meeting_words_text (meeting->place), *host = xy_meeting_words_text (meeting->host);
  g_autofree char *presided = *host != '\0' ? g_strdup_printf (HOST, host) : g_strdup ("");
  g_autofree char *discussed = *party != '\0' ? g_strdup_printf (DISCUSSED, party) : g_strdup ("");

  g_string_append_printf (body, LEAD "\n", day, self->of.village->name, *place != '\0' ? "在" : "", place, self->called,
                          xy_vote_paper_method (self->vote), presided, discussed);
}

/* Who came, and what they said. */
static void
add_figures (const XyVotePaper *self, GString *body, guint *number)
{
  const XyVote *vote = self->vote;
  gboolean ballots = g_str_equal (vote->method, "ballots"), hands = g_str_equal (vote->method, "hands");
  const char *measure = ballots ? "票" : self->measure;
  int valid = (int) (vote->yes + vote->no + vote->abstain);

  add_section (body, number, "到会情况");
  g_string_append_printf (body, "应到%d%s，实到%d%s", (int) vote->due, self->measure, (int) vote->present,
                          self->measure);
  add_if (body, "，其中妇女", vote->women, "人");
  add_if (body, "，书面委托", vote->proxies, self->measure);
  g_string_append (body, "。\n");
  add_section (body, number, ballots ? "计票情况" : "表决情况");
  if (ballots)
    g_string_append_printf (body, "发出表决票%d张，收回%d张，其中有效票%d张、无效票%d张。", (int) vote->given,
                            (int) vote->returned, valid, (int) vote->invalid);
  else if (!hands)
    g_string_append_printf (body, "签字%d%s，其中有效%d%s、无效%d%s。", (int) vote->returned, measure, valid, measure,
                            (int) vote->invalid, measure);
  g_string_append_printf (body, "赞成%d%s，反对%d%s，弃权%d%s。\n", (int) vote->yes, measure, (int) vote->no, measure,
                          (int) vote->abstain, measure);
}

/* "监票人：谢满生；唱票人：刘桂英"; nothing where nobody is named. */
static void
add_counters (const XyVotePaper *self, GString *body, guint *number)
{
  const XyVote *vote = self->vote;
  const struct
  {
    const char *post, *name;
  } counters[] = {
    { "监票人", vote->overseer }, { "唱票人", vote->caller }, { "计票人", vote->counter }, { "记录人", vote->recorder }
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    {
      g_autofree char *name = xy_meeting_words_text (counters[i].name);
      if (*name != '\0')
        g_string_append_printf (all, "%s%s：%s", all->len > 0 ? "；" : "", counters[i].post, name);
    }
  if (all->len == 0)
    return;
  add_section (body, number, "计票人员");
  g_string_append_printf (body, "%s。\n", all->str);
}

static char *
make_body (const XyVotePaper *self)
{
  g_autoptr (GString) body = g_string_new (NULL), text = g_string_new (self->text);
  g_autofree char *sentence = xy_vote_paper_sentence (self);
  guint number = 0;

  add_lead (self, body);
  add_section (body, &number, "表决事项");
  g_string_append_printf (body, "%s。\n", self->question);
  /* Braces are blanks to be filled in of the office's documents. */
  g_string_replace (text, "{", "｛", 0);
  g_string_replace (text, "}", "｝", 0);
  if (text->len > 0)
    g_string_append_printf (body, "%s\n", text->str);
  add_figures (self, body, &number);
  add_section (body, &number, "表决结果");
  g_string_append_printf (body, "%s。\n", sentence);
  if (!xy_id_is_none (&self->vote->recount_of))
    {
      g_autofree char *reason = xy_meeting_words_text (self->vote->note);
      g_string_append_printf (body, RECOUNT "\n", reason);
    }
  add_counters (self, body, &number);
  g_string_append (body, OBJECTION);
  return g_string_free (g_steal_pointer (&body), FALSE);
}

/* What may hang: it is over, and about nobody's own matter. */
static gboolean
check_public (const XyVotePaper *self, XyStore *store, GError **error)
{
  if (!self->closed)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                           _ ("This vote is not closed yet, so that it has no result."));
      return FALSE;
    }
  if (xy_id_is_none (&self->vote->matter))
    return TRUE;
  g_autoptr (XyMatter) matter = xy_record_get (store, &xy_matter_type, &self->vote->matter, error);
  if (matter != NULL && matter->private)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                         _ ("What was voted on is private and does not hang on a board."));
  return matter != NULL && !matter->private;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyVotePaper) self = { 0 };
  g_autoptr (XyDocument) document = xy_record_new (&xy_document_type);
  g_autofree char *today = xy_day_from_instant (ask->printed_at);

  if (!xy_vote_paper_open (&self, store, ask, error) || !check_public (&self, store, error))
    return NULL;
  int days = xy_paper_publicity_days (store, "decisions", today, error);
  if (days == 0)
    return NULL;
  g_autofree char *title = g_strconcat (self.of.village->name, self.of.name, KIND, NULL);
  g_autofree char *body = make_body (&self);
  xy_set_str (&document->title, title);
  xy_set_str (&document->body, body);
  xy_set_str (&document->day, today);
  document->notice_days = MAX (days, LEAST_DAYS);
  return xy_meeting_paper_post (&self.of, document, KIND, FALSE, error);
}

const XyPaperKind xy_vote_result_paper = {
  .name = "vote-result",
  .title = N_ ("Result of a vote"),
  .act = N_ ("Print the result of a vote"),
  .prefix = "BJ",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_TURNS | XY_PAPER_SEAL,
  .of = &xy_vote_type,
  .make = make,
};
