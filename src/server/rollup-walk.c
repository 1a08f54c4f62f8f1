/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/rollup-walk.h"

#include <string.h>

#include "core/day.h"

#define STEP_SQL "SELECT ?1 ->> 'number', ?1 ->> 'kind', ?1 ->> 'day', ?1 ->> 'until', ?1 ->> 'satisfaction'"
#define HELD_LAST 4 /* of a meeting: filed */

typedef struct
{
  gint64 number;
  XyId id;
  int stage;
  const char *tell; /* kind of its own cell; NULL: none */
  gint64 month;
  char day[XY_DAY_SIZE];
  char until[XY_DAY_SIZE];
  char answer[8];
} Step;

struct _XyRollupWalk
{
  const XyRollupStages *stages;
  char *rule;
  GArray *steps; /* in the order of their numbers */
};

static const XyRollupStep slip_steps[] = {
  { "pass-on", 1, FALSE }, { "pass", 2, FALSE },    { "close", 3, FALSE },
  { "void", 4, FALSE },    { "extend", -1, FALSE }, { NULL, 0, FALSE },
};
const XyRollupStages xy_rollup_slip_stages = { "slip", slip_steps, 1 << 0 | 1 << 1, 3, 4 };

static const XyRollupStep matter_steps[] = {
  { "assign", 1, FALSE }, { "start", 2, FALSE },     { "unsatisfied", 2, FALSE }, { "answer", 2, FALSE },
  { "finish", 3, FALSE }, { "satisfied", 4, FALSE }, { "pass-on", 5, FALSE },     { "submit", 6, FALSE },
  { "close", 7, FALSE },  { "unready", 8, FALSE },   { "unsettled", 9, FALSE },   { "void", 10, FALSE },
  { "decide", 0, FALSE }, { "reopen", 0, FALSE },    { "note", -1, FALSE },       { "extend", -1, FALSE },
  { "raise", -1, FALSE }, { NULL, 0, FALSE },
};
const XyRollupStages xy_rollup_matter_stages = { "matter", matter_steps, 1 << 1 | 1 << 2, 7, 10 };

static const XyRollupStep meeting_steps[] = {
  { "begin", 1, FALSE },  { "resume", 1, FALSE }, { "finish", 2, FALSE },    { "sign", 3, FALSE }, { "file", 4, FALSE },
  { "cancel", 5, FALSE }, { "void", 6, FALSE },   { "postpone", -1, FALSE }, { NULL, 0, FALSE },
};
const XyRollupStages xy_rollup_meeting_stages = { "meeting", meeting_steps, 0, 4, 6 };

static const XyRollupStep bylaw_steps[] = {
  { "draft", 1, FALSE },    { "redraft", 1, FALSE }, { "return", 1, FALSE },  { "lose", 1, FALSE },
  { "advise", 2, FALSE },   { "submit", 3, FALSE },  { "approve", 4, FALSE }, { "pass", 5, TRUE },
  { "file", 6, TRUE },      { "publish", 7, FALSE }, { "force", 8, TRUE },    { "correct", 9, FALSE },
  { "replace", 10, FALSE }, { "repeal", 11, FALSE }, { "drop", 12, FALSE },   { NULL, 0, FALSE },
};
const XyRollupStages xy_rollup_bylaw_stages = { "bylaw", bylaw_steps, 0, 9, -1 };

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Step *left = a, *right = b;

  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  /* Two computers may have given a number twice. */
  return xy_id_compare (&left->id, &right->id);
}

static void
read_step (XyRollupWalk *walk, const XyRollupPart *part, XyRows *rows)
{
  const char *kind = xy_rows_text (rows, 1), *day = xy_rows_text (rows, 2), *until = xy_rows_text (rows, 3);
  const char *answer = xy_rows_text (rows, 4);
  Step step = { .number = xy_rows_int (rows, 0), .id = part->id, .stage = -1, .month = xy_rollup_month (day) };

  if (step.month == 0 || kind == NULL)
    return;
  for (const XyRollupStep *one = walk->stages->steps; one->kind != NULL; one++)
    if (g_str_equal (one->kind, kind))
      {
        step.stage = one->stage;
        step.tell = one->tell ? one->kind : NULL;
      }
  g_strlcpy (step.day, day, sizeof step.day);
  if (until != NULL && xy_rollup_month (until) != 0)
    g_strlcpy (step.until, until, sizeof step.until);
  if (answer != NULL)
    g_strlcpy (step.answer, answer, sizeof step.answer);
  g_array_append_val (walk->steps, step);
}

XyRollupWalk *
xy_rollup_walk_new (XyDb *json, const XyRollupStages *stages, const GArray *found, GError **error)
{
  g_autoptr (XyRollupWalk) walk = g_new0 (XyRollupWalk, 1);

  walk->stages = stages;
  walk->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  for (guint i = 0; i < found->len; i++)
    {
      const XyRollupPart *part = &g_array_index (found, XyRollupPart, i);
      g_autoptr (XyRows) rows = xy_db_query (json, STEP_SQL, XY_BIND (XY_TEXT (part->body)), error);
      if (!xy_rows_next (rows, error))
        return NULL;
      read_step (walk, part, rows);
    }
  g_array_sort (walk->steps, compare_steps);
  return g_steal_pointer (&walk);
}

void
xy_rollup_walk_free (XyRollupWalk *walk)
{
  if (walk == NULL)
    return;
  g_array_unref (walk->steps);
  g_free (walk->rule);
  g_free (walk);
}

void
xy_rollup_walk_set_rule (XyRollupWalk *walk, const char *rule)
{
  g_free (walk->rule);
  walk->rule = g_strdup (rule);
}

/* Where it stood when MONTH ended. */
static int
stage_at (const XyRollupWalk *walk, gint64 month)
{
  int stage = 0;

  for (guint i = 0; i < walk->steps->len; i++)
    {
      const Step *step = &g_array_index (walk->steps, Step, i);
      if (step->stage >= 0 && step->month <= month)
        stage = step->stage;
    }
  return stage;
}

static int
last_stage (const XyRollupWalk *walk)
{
  return stage_at (walk, G_MAXINT64);
}

gboolean
xy_rollup_walk_ends_void (const XyRollupWalk *walk)
{
  return walk->stages->nothing >= 0 && last_stage (walk) == walk->stages->nothing;
}

gboolean
xy_rollup_walk_is_over (const XyRollupWalk *walk)
{
  return last_stage (walk) >= walk->stages->over;
}

gboolean
xy_rollup_walk_is_held (const XyRollupWalk *walk)
{
  int stage = last_stage (walk);

  return stage > 0 && stage <= HELD_LAST;
}

gboolean
xy_rollup_walk_is_content (const XyRollupWalk *walk)
{
  const char *answer = "";

  for (guint i = 0; i < walk->steps->len; i++)
    if (g_array_index (walk->steps, Step, i).answer[0] != '\0')
      answer = g_array_index (walk->steps, Step, i).answer;
  return g_str_equal (answer, "good") || g_str_equal (answer, "fair");
}

static const char *
until_at (const XyRollupWalk *walk, gint64 month, const char *first)
{
  const char *until = first;

  for (guint i = 0; i < walk->steps->len; i++)
    {
      const Step *step = &g_array_index (walk->steps, Step, i);
      if (step->until[0] != '\0' && step->month <= month)
        until = step->until;
    }
  return until;
}

/* The month at whose end a last day of UNTIL is over. */
static gint64
late_month (const char *until)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE], next[XY_DAY_SIZE];
  gint64 month = xy_rollup_month (until);

  if (!xy_day_is_valid (until) || !xy_day_span (until, XY_SPAN_MONTH, first, last))
    return 0;
  if (strcmp (until, last) < 0)
    return month;
  return xy_day_add (last, 1, next) ? xy_rollup_month (next) : 0;
}

static void
add_month (GArray *months, gint64 month, gint64 first)
{
  month = MAX (month, first);
  for (guint i = 0; i < months->len; i++)
    if (g_array_index (months, gint64, i) == month)
      return;
  g_array_append_val (months, month);
}

static int
compare_months (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* The months in which something may change, the oldest first. */
static GArray *
list_months (const XyRollupWalk *walk, gint64 first, const char *until)
{
  GArray *months = g_array_new (FALSE, FALSE, sizeof (gint64));

  add_month (months, first, first);
  if (until != NULL)
    add_month (months, late_month (until), first);
  for (guint i = 0; i < walk->steps->len; i++)
    {
      const Step *step = &g_array_index (walk->steps, Step, i);
      add_month (months, step->month, first);
      if (step->until[0] != '\0')
        add_month (months, late_month (step->until), first);
    }
  g_array_sort (months, compare_months);
  return months;
}

static char *
stage_rule (const XyRollupWalk *walk, int stage)
{
  return walk->rule != NULL ? g_strdup_printf ("%s %d", walk->rule, stage) : g_strdup_printf ("%d", stage);
}

/* What was answered last in each month, and the days that are told by themselves. */
static void
add_days (const XyRollupWalk *walk, XyRollup *rollup)
{
  g_autofree char *kind = g_strconcat (walk->stages->name, ".answer", NULL);

  for (guint i = 0; i < walk->steps->len; i++)
    {
      const Step *step = &g_array_index (walk->steps, Step, i);
      gboolean last = step->answer[0] != '\0';
      for (guint k = i + 1; k < walk->steps->len; k++)
        {
          const Step *later = &g_array_index (walk->steps, Step, k);
          last = last && !(later->answer[0] != '\0' && later->month == step->month);
        }
      if (last)
        xy_rollup_add (rollup, kind, step->month, step->answer, 1, 0);
      if (step->tell != NULL)
        {
          g_autofree char *own = g_strconcat (walk->stages->name, ".", step->tell, NULL);
          g_autofree char *rule = g_strconcat (walk->rule != NULL ? walk->rule : "", " ", step->day, NULL);
          xy_rollup_add (rollup, own, step->month, rule, 1, 0);
        }
    }
}

void
xy_rollup_walk_add (const XyRollupWalk *walk, XyRollup *rollup, const char *day, const char *until)
{
  gint64 first = xy_rollup_month (day);
  g_autofree char *stage_kind = g_strconcat (walk->stages->name, ".stage", NULL);
  g_autofree char *late_kind = g_strconcat (walk->stages->name, ".late", NULL);
  g_autofree char *late = NULL, *rule = NULL;
  int before = -1;

  if (first == 0)
    return;
  g_autoptr (GArray) months = list_months (walk, first, until);
  for (guint i = 0; i < months->len; i++)
    {
      gint64 month = g_array_index (months, gint64, i);
      int stage = stage_at (walk, month);
      const char *last = until_at (walk, month, until);
      gint64 over = last != NULL ? late_month (last) : 0;
      const char *now = (walk->stages->late & 1U << stage) != 0 && over != 0 && over <= month ? last : NULL;

      if (stage != before)
        {
          if (before >= 0)
            xy_rollup_add (rollup, stage_kind, month, rule, -1, 0);
          g_free (rule);
          rule = stage_rule (walk, stage);
          xy_rollup_add (rollup, stage_kind, month, rule, 1, 0);
          before = stage;
        }
      if (g_strcmp0 (late, now) != 0)
        {
          if (late != NULL)
            xy_rollup_add (rollup, late_kind, month, late, -1, 0);
          if (now != NULL)
            xy_rollup_add (rollup, late_kind, month, now, 1, 0);
          g_free (late);
          late = g_strdup (now);
        }
    }
  add_days (walk, rollup);
}
