/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 村规民约 as an official document (GB/T 9704-2012): under the title by whom and when it was passed, at the end from
 * when it is in force. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "print/block-private.h"
#include "print/bylaw-paper.h"
#include "print/official.h"

#define TITLE_SIZE 22 /* 2号 */
#define BODY_SIZE 16  /* 3号 */
#define UNDER "（%s）"
#define FORCE_WORD "施行"
#define FORCE "本规约自%s起施行。"

/* One of its own clauses says from when it is in force. */
static gboolean
says_force (const XyBylawPaper *self)
{
  for (guint i = self->clauses->len; i > 0; i--)
    if (strstr (((XyBylawClause *) self->clauses->pdata[i - 1])->text, FORCE_WORD) != NULL)
      return TRUE;
  return FALSE;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyBylawPaper) self = { 0 };
  GError *problem = NULL;

  if (!xy_bylaw_paper_open (&self, store, ask, error))
    return NULL;
  g_autofree char *passed = xy_bylaw_paper_passed (&self, &problem);
  if (!xy_error_pass (error, &problem))
    return NULL;
  const XyBylawVersion *version = self.version;
  const XyBylawStep *published = xy_bylaw_paper_step (&self, XY_BYLAW_PUBLISH);
  const char *state = xy_bylaw_paper_state (&self);
  g_autofree char *under = passed != NULL ? g_strdup_printf (UNDER, passed) : g_strdup_printf (UNDER, state);
  XyPageSetup setup = xy_official_setup ();
  g_autoptr (XyPaper) paper = xy_paper_new (self.bylaw->name, &setup);
  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_OFFICIAL);
  xy_paper_set_grid (paper, XY_OFFICIAL_LINE);
  /* The line under the title belongs to it, and the empty line to both. */
  xy_paper_add (
      paper, xy_block_balanced_title_new (self.bylaw->name, (XyFont){ XY_FONT_TITLE, TITLE_SIZE }, XY_OFFICIAL_LINE));
  XyBlock *line = xy_block_text_new (under, (XyFont){ XY_FONT_KAI, BODY_SIZE }, XY_OFFICIAL_LINE, 0, XY_ALIGN_CENTRE);
  xy_block_set_keep (line, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, line);
  xy_paper_add (paper, xy_block_space_new (XY_OFFICIAL_LINE));
  xy_bylaw_paper_set_furniture (&self, paper, self.bylaw->name, TRUE);
  xy_bylaw_paper_add_clauses (&self, paper, BODY_SIZE, XY_OFFICIAL_LINE, XY_OFFICIAL_CHARACTER);
  if (version->force_on != NULL && !says_force (&self))
    {
      g_autofree char *day = xy_day_to_chinese (version->force_on), *force = g_strdup_printf (FORCE, day);
      xy_official_add_paragraph (paper, force);
    }
  if (passed != NULL)
    {
      g_autofree char *committee = xy_village_committee (self.village);
      g_autofree char *day = xy_day_to_chinese (published != NULL ? published->day : version->passed_on);
      xy_official_add_signature (paper, committee, day, ask->seal != XY_SEAL_NONE);
    }
  return g_steal_pointer (&paper);
}

const XyPaperKind xy_bylaw_paper = {
  .name = "bylaw",
  .title = N_ ("Bylaw"),
  .act = N_ ("Print the bylaw"),
  .prefix = "GY",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_SEAL,
  .sizes = 1 << XY_PAGE_A4,
  .of = &xy_bylaw_version_type,
  .make = make,
};
