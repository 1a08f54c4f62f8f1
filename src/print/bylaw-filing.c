/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 报备函: the letter with which a bylaw that was passed is filed with the township, and what goes with it. That it is
 * filed is in the law (村民委员会组织法 31, before 2026 27); within how many days is not, so no day is named.
 */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/vote.h"
#include "print/bylaw-paper.h"
#include "print/official.h"
#include "print/words.h"

#define KIND "报备函"
#define TITLE "关于报送《%s》备案的函"
#define ADDRESSEE "%s："
#define LEAD "根据《中华人民共和国村民委员会组织法》关于村规民约备案的规定，现将我村%s《%s》报请备案。"
#define REVISED "修订后的"
#define MADE_HEAD "制定经过。"
#define SINCE "%s起征集意见"
#define OPINIONS "，收到%u条，已逐条答复"
#define DRAFTED "形成草案"
#define ADVISED "经村法律顾问审看"
#define APPROVED "经贵镇审核通过"
#define VOTE_HEAD "表决情况。"
#define MET "%s召开%s，应到%d%s，实到%d%s"
#define WOMEN "，其中妇女%d人"
#define BALLOTS "。采用%s方式，发票%d张，收回%d张，赞成%d票、反对%d票、弃权%d票、无效%d票，通过。"
#define VOICES "。采用%s方式，赞成%d%s、反对%d%s、弃权%d%s，通过。"
#define NEXT_HEAD "公布施行。"
#define PUBLISHED "已于%s在村务公开栏公布。"
#define NOT_PUBLISHED "备案后在村务公开栏公布。"
#define IN_FORCE "已于%s在村务公开栏公布，自%s起施行。"
#define AT_ONCE "已于%s公布施行。"
#define PLEASE "特此函报，请予备案。"
#define MINUTES "%s记录、签到表和表决结果"
#define ADVICE "村法律顾问意见和镇合法性审查意见"

typedef struct
{
  XyBylawPaper *of;
  XyVote *vote;
  XyMeeting *meeting;
  XyMeetingKind *kind;
  guint n_opinions;
} Letter;

static void
letter_clear (Letter *letter)
{
  g_clear_object (&letter->vote);
  g_clear_object (&letter->meeting);
  g_clear_object (&letter->kind);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Letter, letter_clear)

static gboolean
load (Letter *letter, GError **error)
{
  XyBylawPaper *of = letter->of;
  const XyBylawStep *passed = xy_bylaw_paper_step (of, XY_BYLAW_PASS);

  if (passed == NULL || of->version->stage < XY_BYLAW_PASSED || of->version->stage > XY_BYLAW_IN_FORCE)
    {
      g_autofree char *what = xy_bylaw_version_describe (of->store, of->version);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s was not passed, or is over; there is nothing to file."),
                   what);
      return FALSE;
    }
  g_autoptr (GPtrArray) opinions = xy_bylaw_opinions (of->store, &of->version->record.id, error);
  if (opinions == NULL || (letter->vote = xy_vote_get (of->store, &passed->vote, error)) == NULL
      || (letter->meeting = xy_meeting_get (of->store, &letter->vote->meeting, error)) == NULL
      || (letter->kind = xy_meeting_get_kind (of->store, letter->meeting, error)) == NULL)
    return FALSE;
  letter->n_opinions = opinions->len;
  return TRUE;
}

/* DAY without its year where BEFORE, said just now, is of the same. (transfer full) */
static char *
say_day (const char *day, const char *before)
{
  g_autofree char *whole = xy_day_to_chinese (day);
  const char *year = strstr (whole, "年");

  return g_strdup (before != NULL && year != NULL && strncmp (day, before, 4) == 0 ? year + strlen ("年") : whole);
}

/* "，12月8日形成草案"; nothing where that step was not taken. */
static void
append_step (const XyBylawPaper *of, GString *text, XyBylawStepKind kind, const char *words)
{
  const XyBylawStep *step = xy_bylaw_paper_step (of, kind);
  g_autofree char *day = step != NULL ? say_day (step->day, of->version->since) : NULL;

  if (day != NULL)
    g_string_append_printf (text, "，%s%s", day, words);
}

static char *
say_made (const Letter *letter)
{
  const XyBylawPaper *of = letter->of;
  GString *text = g_string_new (NULL);
  g_autofree char *since = xy_day_to_chinese (of->version->since);

  g_string_append_printf (text, SINCE, since);
  if (letter->n_opinions > 0)
    g_string_append_printf (text, OPINIONS, letter->n_opinions);
  append_step (of, text, XY_BYLAW_DRAFT, DRAFTED);
  append_step (of, text, XY_BYLAW_ADVISE, ADVISED);
  append_step (of, text, XY_BYLAW_APPROVE, APPROVED);
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

static const char *
say_method (const char *method)
{
  if (g_strcmp0 (method, "ballots") == 0)
    return "票决";
  if (g_strcmp0 (method, "signatures") == 0)
    return "户主签名";
  return g_strcmp0 (method, "doors") == 0 ? "逐户上门" : "举手";
}

static char *
say_vote (const Letter *letter)
{
  const XyVote *vote = letter->vote;
  const char *unit = g_strcmp0 (vote->basis, "household") == 0 ? "户" : "人", *method = say_method (vote->method);
  g_autofree char *day = say_day (letter->meeting->day, letter->of->version->since);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, MET, day, letter->kind->name, (int) vote->due, unit, (int) vote->present, unit);
  if (vote->women > 0)
    g_string_append_printf (text, WOMEN, (int) vote->women);
  if (g_strcmp0 (vote->method, "ballots") == 0)
    g_string_append_printf (text, BALLOTS, method, (int) vote->given, (int) vote->returned, (int) vote->yes,
                            (int) vote->no, (int) vote->abstain, (int) vote->invalid);
  else
    g_string_append_printf (text, VOICES, method, (int) vote->yes, unit, (int) vote->no, unit, (int) vote->abstain,
                            unit);
  return g_string_free (text, FALSE);
}

static char *
say_next (const XyBylawPaper *of)
{
  const XyBylawStep *step = xy_bylaw_paper_step (of, XY_BYLAW_PUBLISH);
  g_autofree char *published = step != NULL ? xy_day_to_chinese (step->day) : NULL;
  g_autofree char *force = xy_day_to_chinese (of->version->force_on);

  if (published == NULL)
    return g_strdup (NOT_PUBLISHED);
  if (*force == '\0')
    return g_strdup_printf (PUBLISHED, published);
  return g_str_equal (published, force) ? g_strdup_printf (AT_ONCE, published)
                                        : g_strdup_printf (IN_FORCE, published, force);
}

static void
add_part (XyPaper *paper, guint number, const char *head, const char *words)
{
  g_autofree char *level = xy_words_level (1, number), *text = g_strconcat (level, head, words, NULL);

  xy_official_add_paragraph (paper, text);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyBylawPaper) of = { 0 };
  g_auto (Letter) letter = { .of = &of };

  if (!xy_bylaw_paper_open (&of, store, ask, error) || !load (&letter, error))
    return NULL;
  const char *name = of.bylaw->name;
  g_autofree char *title = g_strdup_printf (TITLE, name), *addressee = g_strdup_printf (ADDRESSEE, of.township);
  g_autofree char *lead = g_strdup_printf (LEAD, of.version->number > 1 ? REVISED : "", name);
  g_autofree char *made = say_made (&letter), *vote = say_vote (&letter), *next = say_next (&of);
  g_autofree char *bylaw = g_strconcat ("《", name, "》", NULL);
  g_autofree char *minutes = g_strdup_printf (MINUTES, letter.kind->name);
  const char *const annexes[] = { bylaw, minutes, ADVICE, NULL };
  g_autofree char *committee = xy_village_committee (of.village), *today = xy_day_from_instant (ask->printed_at);
  g_autofree char *day = xy_day_to_chinese (today);
  XyPaper *paper = xy_official_new (title, NULL);

  xy_bylaw_paper_set_furniture (&of, paper, KIND, FALSE);
  xy_official_add_addressee (paper, addressee);
  xy_official_add_paragraph (paper, lead);
  add_part (paper, 1, MADE_HEAD, made);
  add_part (paper, 2, VOTE_HEAD, vote);
  add_part (paper, 3, NEXT_HEAD, next);
  xy_official_add_paragraph (paper, PLEASE);
  xy_official_add_attachments (paper, annexes);
  xy_official_add_signature (paper, committee, day, ask->seal != XY_SEAL_NONE);
  return paper;
}

const XyPaperKind xy_bylaw_filing_paper = {
  .name = "bylaw-filing",
  .title = N_ ("Letter that files the bylaw"),
  .act = N_ ("Print the letter that files the bylaw"),
  .prefix = "GF",
  .flags = XY_PAPER_SEAL,
  .sizes = 1 << XY_PAGE_A4,
  .of = &xy_bylaw_version_type,
  .make = make,
};
