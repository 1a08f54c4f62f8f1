/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-redline.h"

#include "core/bylaw-act.h"

static void
line_free (gpointer data)
{
  XyBylawRedlineLine *line = data;

  g_free (line->mark);
  g_free (line->other);
  g_ptr_array_unref (line->runs);
  g_free (line);
}

void
xy_bylaw_redline_free (XyBylawRedline *redline)
{
  g_ptr_array_unref (redline->lines);
  g_free (redline);
}

/* Borrowed texts of CLAUSES. */
static const char **
texts_of (GPtrArray *clauses)
{
  const char **texts = g_new0 (const char *, clauses->len + 1);

  for (guint i = 0; i < clauses->len; i++)
    texts[i] = ((const XyBylawClause *) clauses->pdata[i])->text;
  return texts;
}

static gint64
level_at (GPtrArray *clauses, int at)
{
  return ((const XyBylawClause *) clauses->pdata[at])->level;
}

static XyBylawRedlineLine *
make_line (const XyDiffClause *clause, GPtrArray *olds, GPtrArray *news, GStrv old_marks, GStrv new_marks)
{
  XyBylawRedlineLine *line = g_new0 (XyBylawRedlineLine, 1);
  gboolean gone = clause->kind == XY_DIFF_DELETED || clause->kind == XY_DIFF_MOVED_FROM;
  const char *old_mark = clause->old_at >= 0 ? old_marks[clause->old_at] : NULL;
  const char *new_mark = clause->new_at >= 0 ? new_marks[clause->new_at] : NULL;

  line->kind = clause->kind;
  line->level = gone ? level_at (olds, clause->old_at) : level_at (news, clause->new_at);
  line->mark = g_strdup (gone ? old_mark : new_mark);
  line->other = g_strdup (gone ? new_mark : old_mark);
  line->changed =
      clause->changed
      || (old_mark != NULL && new_mark != NULL && level_at (olds, clause->old_at) != level_at (news, clause->new_at));
  line->runs = g_ptr_array_ref (clause->runs);
  return line;
}

XyBylawRedline *
xy_bylaw_redline (GPtrArray *olds, GPtrArray *news)
{
  XyBylawRedline *redline = g_new0 (XyBylawRedline, 1);
  g_autofree const char **old_texts = texts_of (olds), **new_texts = texts_of (news);
  g_auto (GStrv) old_marks = xy_bylaw_clauses_marks (olds), new_marks = xy_bylaw_clauses_marks (news);
  g_autoptr (GPtrArray) diff = xy_text_diff (old_texts, olds->len, new_texts, news->len);

  redline->lines = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; i < diff->len; i++)
    {
      XyBylawRedlineLine *line = make_line (diff->pdata[i], olds, news, old_marks, new_marks);
      g_ptr_array_add (redline->lines, line);
      redline->n_same += line->kind == XY_DIFF_SAME && !line->changed;
      redline->n_changed += line->kind == XY_DIFF_SAME && line->changed;
      redline->n_deleted += line->kind == XY_DIFF_DELETED;
      redline->n_inserted += line->kind == XY_DIFF_INSERTED;
      redline->n_moved += line->kind == XY_DIFF_MOVED_TO;
    }
  return redline;
}
