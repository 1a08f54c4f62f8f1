/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 修改对照: a version beside the one that was passed before it, each clause in its new place: what was taken out is
 * struck through, what came is underlined, what stands elsewhere now is there twice and says where it went or came
 * from.
 */
#include <glib/gi18n-lib.h>

#include "core/bylaw-act.h"
#include "core/error.h"
#include "core/text-diff.h"
#include "print/block-runs.h"
#include "print/bylaw-paper.h"
#include "print/paper-parts.h"

#define KIND "修改对照"
#define TITLE "《%s》修改对照"
#define SUBTITLE "第%d版（%s）同第%d版（%s）对照"
#define SUMMARY "改了%u处，增加%u处，删去%u处，移动%u处。"
#define NOTHING "两版的文字没有不同。"
#define WAS "（原%s）"
#define OLD "原%s"
#define TO "〔移到%s〕"
#define FROM "〔由原%s移来〕"
#define PREAMBLE "开头的话"

/* Points on A4. */
#define TITLE_SIZE 22
#define TEXT_SIZE 13
#define LINE 1.75 /* of the size: room for a line under the words */
#define MARGIN 1.9

typedef struct
{
  XyBylawPaper *of;
  XyBylawVersion *before;
  GPtrArray *old_texts, *new_texts; /* char *, as those below: the preamble, then each clause */
  GPtrArray *new_marks;
  GPtrArray *old_names, *new_names; /* "第九条（二）" */
  GPtrArray *diff;                  /* XyDiffClause */
  char *passed;                     /* of the older */
} Redline;

static void
redline_clear (Redline *self)
{
  g_clear_object (&self->before);
  GPtrArray **arrays[] = { &self->old_texts, &self->new_texts, &self->new_marks,
                           &self->old_names, &self->new_names, &self->diff };
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_ptr_array_unref);
  g_free (self->passed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Redline, redline_clear)

/* The last one before it that was passed; where there is none the one before it. */
static gboolean
find_before (Redline *self, GError **error)
{
  const XyBylawPaper *of = self->of;
  g_autoptr (GPtrArray) versions = xy_bylaw_versions (of->store, &of->version->bylaw, error);

  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      XyBylawVersion *other = versions->pdata[i];
      if (other->number >= of->version->number || (self->before != NULL && other->passed_on == NULL))
        continue;
      g_set_object (&self->before, other);
      if (other->passed_on != NULL)
        return TRUE;
    }
  if (self->before != NULL)
    return TRUE;
  g_autofree char *what = xy_bylaw_version_describe (of->store, of->version);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("%s is the first; there is none to compare it with."), what);
  return FALSE;
}

/* The texts of CLAUSES behind PREAMBLE, how each is numbered (MARKS may be NULL) and called. */
static void
list_texts (GPtrArray *clauses, const char *preamble, GPtrArray **texts, GPtrArray **marks, GPtrArray **names)
{
  g_auto (GStrv) all_marks = xy_bylaw_clauses_marks (clauses), all_names = xy_bylaw_clauses_names (clauses);

  *texts = g_ptr_array_new_with_free_func (g_free);
  if (marks != NULL)
    *marks = g_ptr_array_new_with_free_func (g_free);
  *names = g_ptr_array_new_with_free_func (g_free);
  if (preamble != NULL && *preamble != '\0')
    {
      g_ptr_array_add (*texts, xy_bylaw_paper_text (preamble));
      if (marks != NULL)
        g_ptr_array_add (*marks, g_strdup (""));
      g_ptr_array_add (*names, g_strdup (PREAMBLE));
    }
  for (guint i = 0; i < clauses->len; i++)
    {
      g_ptr_array_add (*texts, xy_bylaw_paper_text (((XyBylawClause *) clauses->pdata[i])->text));
      if (marks != NULL)
        g_ptr_array_add (*marks, g_strdup (all_marks[i]));
      g_ptr_array_add (*names, g_strdup (all_names[i]));
    }
}

static gboolean
load (Redline *self, GError **error)
{
  XyBylawPaper *of = self->of;
  GError *problem = NULL;

  if (!find_before (self, error))
    return FALSE;
  g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (of->store, &self->before->record.id, error);
  if (clauses == NULL)
    return FALSE;
  list_texts (clauses, self->before->preamble, &self->old_texts, NULL, &self->old_names);
  list_texts (of->clauses, of->version->preamble, &self->new_texts, &self->new_marks, &self->new_names);
  self->diff = xy_text_diff ((const char *const *) self->old_texts->pdata, self->old_texts->len,
                             (const char *const *) self->new_texts->pdata, self->new_texts->len);
  XyPaperAsk ask = *of->ask;
  g_auto (XyBylawPaper) older = { 0 };
  ask.record = self->before->record.id;
  if (self->before->passed_on == NULL)
    return TRUE;
  if (!xy_bylaw_paper_open (&older, of->store, &ask, error))
    return FALSE;
  self->passed = xy_bylaw_paper_passed (&older, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* "第十条（原第九条）　" before its words. (transfer full) */
static char *
say_lead (const Redline *self, const XyDiffClause *clause)
{
  const char *old = clause->old_at >= 0 ? self->old_names->pdata[clause->old_at] : NULL;
  const char *mark = clause->new_at >= 0 ? self->new_marks->pdata[clause->new_at] : "";
  const char *space = g_str_has_suffix (mark, "条") ? "　" : "";

  if (clause->kind == XY_DIFF_DELETED || clause->kind == XY_DIFF_MOVED_FROM)
    return g_strdup_printf (OLD "　", old);
  if (clause->kind == XY_DIFF_SAME && *space != '\0' && !g_str_equal (old, self->new_names->pdata[clause->new_at]))
    return g_strdup_printf ("%s" WAS "%s", mark, old, space);
  return g_strconcat (mark, space, NULL);
}

static const char *
say_sign (const XyDiffClause *clause)
{
  switch (clause->kind)
    {
    case XY_DIFF_DELETED:
      return "删";
    case XY_DIFF_INSERTED:
      return "增";
    case XY_DIFF_MOVED_FROM:
    case XY_DIFF_MOVED_TO:
      return "移";
    case XY_DIFF_SAME:
    default:
      return clause->changed ? "改" : NULL;
    }
}

static XyRunStyle
get_style (XyDiffKind kind)
{
  static const XyRunStyle styles[] = {
    [XY_DIFF_SAME] = XY_RUN_PLAIN,        [XY_DIFF_DELETED] = XY_RUN_DELETED,
    [XY_DIFF_INSERTED] = XY_RUN_INSERTED, [XY_DIFF_MOVED_FROM] = XY_RUN_MOVED_FROM,
    [XY_DIFF_MOVED_TO] = XY_RUN_MOVED_TO,
  };

  return styles[kind];
}

static void
add_clause (const Redline *self, XyPaper *paper, const XyDiffClause *clause)
{
  double k = self->of->k, size = TEXT_SIZE * k;
  g_autofree char *lead = say_lead (self, clause), *where = NULL;
  gboolean heading = g_str_has_suffix (lead, "、");
  XyFont font = { heading ? XY_FONT_HEI : XY_FONT_BODY, size };
  XyBlock *block = xy_block_runs_new (say_sign (clause), lead, font, size * LINE, size * MARGIN);

  if (heading)
    xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  for (guint i = 0; i < clause->runs->len; i++)
    {
      const XyDiffRun *run = clause->runs->pdata[i];
      xy_block_runs_add (block, get_style (run->kind), run->text);
    }
  if (clause->kind == XY_DIFF_MOVED_FROM)
    where = g_strdup_printf (TO, (char *) self->new_names->pdata[clause->new_at]);
  if (clause->kind == XY_DIFF_MOVED_TO)
    where = g_strdup_printf (FROM, (char *) self->old_names->pdata[clause->old_at]);
  if (where != NULL)
    xy_block_runs_add (block, XY_RUN_PLAIN, where);
  xy_paper_add (paper, block);
}

static void
add_legend (const Redline *self, XyPaper *paper)
{
  double size = (TEXT_SIZE - 1) * self->of->k;
  XyBlock *block = xy_block_runs_new (NULL, "看法：", (XyFont){ XY_FONT_BODY, size }, size * LINE, 0);

  xy_block_runs_add (block, XY_RUN_DELETED, "划去的字");
  xy_block_runs_add (block, XY_RUN_PLAIN, "删去，");
  xy_block_runs_add (block, XY_RUN_INSERTED, "下面画线的字");
  xy_block_runs_add (block, XY_RUN_PLAIN, "增加；");
  xy_block_runs_add (block, XY_RUN_MOVED_FROM, "双线划去的字");
  xy_block_runs_add (block, XY_RUN_PLAIN, "移走，");
  xy_block_runs_add (block, XY_RUN_MOVED_TO, "下面画双线的字");
  xy_block_runs_add (block, XY_RUN_PLAIN, "移来。");
  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_block_set_space_before (block, size / 2);
  xy_paper_add (paper, block);
}

/* (transfer full) */
static char *
say_summary (const Redline *self)
{
  guint n_changed = 0, n_in = 0, n_out = 0, n_moved = 0;

  for (guint i = 0; i < self->diff->len; i++)
    {
      const XyDiffClause *clause = self->diff->pdata[i];
      n_in += clause->kind == XY_DIFF_INSERTED;
      n_out += clause->kind == XY_DIFF_DELETED;
      n_moved += clause->kind == XY_DIFF_MOVED_TO;
      n_changed += clause->changed && (clause->kind == XY_DIFF_SAME || clause->kind == XY_DIFF_MOVED_TO);
    }
  if (n_changed + n_in + n_out + n_moved == 0)
    return g_strdup (NOTHING);
  return g_strdup_printf (SUMMARY, n_changed, n_in, n_out, n_moved);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyBylawPaper) of = { 0 };
  g_auto (Redline) self = { .of = &of };
  GError *problem = NULL;

  if (!xy_bylaw_paper_open (&of, store, ask, error) || !load (&self, error))
    return NULL;
  g_autofree char *passed = xy_bylaw_paper_passed (&of, &problem);
  if (!xy_error_pass (error, &problem))
    return NULL;
  double size = TEXT_SIZE * of.k;
  const char *state = xy_bylaw_paper_state (&of);
  g_autofree char *title = g_strdup_printf (TITLE, of.bylaw->name);
  g_autofree char *subtitle = g_strdup_printf (SUBTITLE, (int) of.version->number, passed != NULL ? passed : state,
                                               (int) self.before->number, self.passed != NULL ? self.passed : "未表决");
  g_autofree char *summary = say_summary (&self);
  XyPaper *paper = xy_paper_new (title, &of.setup);
  xy_bylaw_paper_set_furniture (&of, paper, KIND, FALSE);
  xy_paper_add_heading (paper, title, TITLE_SIZE, subtitle, of.k);
  add_legend (&self, paper);
  XyBlock *line = xy_block_text_new (summary, (XyFont){ XY_FONT_BODY, size - of.k }, size * LINE, 0, XY_ALIGN_LEFT);
  xy_block_set_keep (line, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, line);
  xy_paper_add (paper, xy_block_rule_new (0.6 * of.k));
  xy_paper_add (paper, xy_block_space_new (size / 2));
  for (guint i = 0; i < self.diff->len; i++)
    add_clause (&self, paper, self.diff->pdata[i]);
  return paper;
}

const XyPaperKind xy_bylaw_redline_paper = {
  .name = "bylaw-redline",
  .title = N_ ("What changed in the bylaw"),
  .act = N_ ("Print what changed in the bylaw"),
  .prefix = "GD",
  .flags = XY_PAPER_PUBLIC,
  .of = &xy_bylaw_version_type,
  .make = make,
};
