/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/bylaw-paper.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/bylaw-act.h"
#include "core/day.h"
#include "core/error.h"
#include "core/mask.h"
#include "core/vote.h"
#include "print/paper-parts.h"

#define TOWNSHIP "%s人民政府"
#define NO_TOWNSHIP "乡镇人民政府"
#define BODY "村民会议"
#define MARKED "%s（%s）"
#define PASSED "%s%s表决通过"

void
xy_bylaw_paper_clear (XyBylawPaper *self)
{
  g_clear_object (&self->village);
  g_clear_object (&self->bylaw);
  g_clear_object (&self->version);
  g_clear_pointer (&self->clauses, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_strfreev);
  g_clear_pointer (&self->township, g_free);
}

gboolean
xy_bylaw_paper_open (XyBylawPaper *self, XyStore *store, const XyPaperAsk *ask, GError **error)
{
  self->store = store;
  self->ask = ask;
  self->setup = xy_page_setup (ask->size, ask->turned);
  self->k = xy_paper_get_scale (&self->setup);
  if ((self->village = xy_village_get (store, error)) == NULL
      || (self->version = xy_bylaw_version_get (store, &ask->record, error)) == NULL
      || (self->bylaw = xy_record_get (store, &xy_bylaw_type, &self->version->bylaw, error)) == NULL
      || (self->clauses = xy_bylaw_clauses (store, &ask->record, error)) == NULL
      || (self->steps = xy_bylaw_steps (store, &ask->record, error)) == NULL)
    return FALSE;
  if (self->clauses->len == 0)
    {
      g_autofree char *what = xy_bylaw_version_describe (store, self->version);
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("%s has no clause yet."), what);
      return FALSE;
    }
  self->marks = xy_bylaw_clauses_marks (self->clauses);
  self->township =
      self->village->township != NULL ? g_strdup_printf (TOWNSHIP, self->village->township) : g_strdup (NO_TOWNSHIP);
  return TRUE;
}

void
xy_bylaw_paper_set_furniture (const XyBylawPaper *self, XyPaper *paper, const char *kind, gboolean marked)
{
  const char *mark = self->version->stage > XY_BYLAW_IN_FORCE           ? "作废"
                     : marked && self->version->stage < XY_BYLAW_PASSED ? "草稿"
                                                                        : NULL;
  g_autofree char *what = mark != NULL ? g_strdup_printf (MARKED, kind, mark) : g_strdup (kind);

  xy_paper_set_mark (paper, mark);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = self->village->name,
                                                 .kind = what,
                                                 .record_number = self->ask->number,
                                                 .printed_at = self->ask->printed_at });
}

const XyBylawStep *
xy_bylaw_paper_step (const XyBylawPaper *self, XyBylawStepKind kind)
{
  for (guint i = self->steps->len; i > 0; i--)
    if (g_strcmp0 (((XyBylawStep *) self->steps->pdata[i - 1])->kind, xy_bylaw_step_name (kind)) == 0)
      return self->steps->pdata[i - 1];
  return NULL;
}

char *
xy_bylaw_paper_passed (const XyBylawPaper *self, GError **error)
{
  const XyBylawStep *step = xy_bylaw_paper_step (self, XY_BYLAW_PASS);

  if (step == NULL || self->version->passed_on == NULL)
    return NULL;
  g_autoptr (XyVote) vote = xy_vote_get (self->store, &step->vote, error);
  g_autoptr (XyMeeting) meeting = vote != NULL ? xy_meeting_get (self->store, &vote->meeting, error) : NULL;
  g_autoptr (XyMeetingKind) kind = meeting != NULL ? xy_meeting_get_kind (self->store, meeting, error) : NULL;
  if (kind == NULL)
    return NULL;
  g_autofree char *day = xy_day_to_chinese (meeting->day);
  return g_strdup_printf (PASSED, day, g_strcmp0 (kind->body, "villagers") == 0 ? BODY : kind->name);
}

const char *
xy_bylaw_paper_state (const XyBylawPaper *self)
{
  switch ((XyBylawStage) self->version->stage)
    {
    case XY_BYLAW_COLLECTING:
      return "征求意见稿";
    case XY_BYLAW_DRAFTED:
    case XY_BYLAW_ADVISED:
    case XY_BYLAW_REVIEWING:
      return "送审稿";
    case XY_BYLAW_APPROVED:
      return "表决稿";
    case XY_BYLAW_CORRECTED:
    case XY_BYLAW_REPLACED:
    case XY_BYLAW_REPEALED:
    case XY_BYLAW_DROPPED:
      return "作废";
    case XY_BYLAW_PASSED:
    case XY_BYLAW_FILED:
    case XY_BYLAW_PUBLISHED:
    case XY_BYLAW_IN_FORCE:
    case XY_BYLAW_N_STAGES:
    default:
      return NULL;
    }
}

char *
xy_bylaw_paper_text (const char *text)
{
  g_autofree char *masked = xy_mask_text (text);

  return g_strdup (g_strstrip (masked));
}

void
xy_bylaw_paper_add_clauses (const XyBylawPaper *self, XyPaper *paper, double size, double line, double pitch)
{
  const XyTextStyle plain = { .font = { XY_FONT_BODY, size }, .line_height = line, .indent = 2, .pitch = pitch };
  g_autofree char *preamble = xy_bylaw_paper_text (self->version->preamble);

  if (*preamble != '\0')
    xy_paper_add (paper, xy_block_paragraph_new (preamble, &plain));
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const XyBylawClause *clause = self->clauses->pdata[i];
      const char *mark = self->marks[i];
      g_autofree char *text = xy_bylaw_paper_text (clause->text);
      g_autofree char *whole = g_strconcat (mark, clause->level == 1 ? "　" : "", text, NULL);
      XyTextStyle style = plain;
      style.lead_role = clause->level < 2 ? XY_FONT_HEI : XY_FONT_KAI;
      style.lead = (guint) strlen (clause->level == 1 ? mark : whole);
      XyBlock *block = xy_paper_add (paper, xy_block_paragraph_new (whole, &style));
      if (clause->level == 0)
        xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
    }
}
