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

/* The clauses of a version, and what they are called in it. */
typedef struct
{
  GPtrArray *clauses;
  GStrv marks, names;
} Side;

static XyBylawRedlineLine *
make_line (const XyDiffClause *clause, const Side *old, const Side *new)
{
  XyBylawRedlineLine *line = g_new0 (XyBylawRedlineLine, 1);
  gboolean gone = clause->kind == XY_DIFF_DELETED || clause->kind == XY_DIFF_MOVED_FROM;
  const Side *here = gone ? old : new, *there = gone ? new : old;
  int at = gone ? clause->old_at : clause->new_at, elsewhere = gone ? clause->new_at : clause->old_at;

  line->kind = clause->kind;
  line->level = level_at (here->clauses, at);
  line->mark = g_strdup (here->marks[at]);
  line->changed = clause->changed;
  line->runs = g_ptr_array_ref (clause->runs);
  if (elsewhere < 0)
    return line;
  line->other = g_strdup (there->names[elsewhere]);
  line->renumbered = !g_str_equal (line->mark, there->marks[elsewhere]);
  line->changed = line->changed || level_at (there->clauses, elsewhere) != line->level;
  return line;
}

static XyBylawRedlineLine *
make_preamble (const char *before, const char *after)
{
  XyBylawRedlineLine *line = g_new0 (XyBylawRedlineLine, 1);

  line->kind = before == NULL ? XY_DIFF_INSERTED : after == NULL ? XY_DIFF_DELETED : XY_DIFF_SAME;
  line->level = 1;
  line->mark = g_strdup ("");
  line->changed = before != NULL && after != NULL && !g_str_equal (before, after);
  line->runs = xy_text_diff_runs (before != NULL ? before : "", after != NULL ? after : "");
  return line;
}

static void
add_line (XyBylawRedline *redline, XyBylawRedlineLine *line)
{
  g_ptr_array_add (redline->lines, line);
  redline->n_same += line->kind == XY_DIFF_SAME && !line->changed;
  redline->n_changed += line->kind == XY_DIFF_SAME && line->changed;
  redline->n_deleted += line->kind == XY_DIFF_DELETED;
  redline->n_inserted += line->kind == XY_DIFF_INSERTED;
  redline->n_moved += line->kind == XY_DIFF_MOVED_TO;
}

XyBylawRedline *
xy_bylaw_redline (const char *old_preamble, GPtrArray *olds, const char *new_preamble, GPtrArray *news)
{
  XyBylawRedline *redline = g_new0 (XyBylawRedline, 1);
  g_autofree const char **old_texts = texts_of (olds), **new_texts = texts_of (news);
  g_auto (GStrv) old_marks = xy_bylaw_clauses_marks (olds), new_marks = xy_bylaw_clauses_marks (news);
  g_auto (GStrv) old_names = xy_bylaw_clauses_names (olds), new_names = xy_bylaw_clauses_names (news);
  g_autoptr (GPtrArray) diff = xy_text_diff (old_texts, olds->len, new_texts, news->len);
  const Side old = { olds, old_marks, old_names }, new = { news, new_marks, new_names };

  redline->lines = g_ptr_array_new_with_free_func (line_free);
  if (old_preamble != NULL || new_preamble != NULL)
    add_line (redline, make_preamble (old_preamble, new_preamble));
  for (guint i = 0; i < diff->len; i++)
    add_line (redline, make_line (diff->pdata[i], &old, &new));
  return redline;
}
