/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-due.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/store.h"

enum
{
  HELD,
};

static const XySql statements[] = {
  /* Also those called off: somebody decided that there is none. */
  [HELD] = { NULL,
             "SELECT m.id, m.kind, k.body, m.day, m.stage FROM meeting AS m JOIN meeting_kind AS k "
             "ON k.id = m.kind WHERE m.del = 0 AND m.stage <> 6 ORDER BY m.day, m.id",
             "all meetings" },
};

typedef struct
{
  XyId id, kind;
  char *body;
  char day[XY_DAY_SIZE];
  XyMeetingStage stage;
} Held;

static void
held_clear (gpointer data)
{
  g_free (((Held *) data)->body);
}

/* What one line of the answer is about: a kind, or a body of the law. */
typedef struct
{
  const GArray *meetings;
  const char *today;
  const XyMeetingKind *kind; /* NULL: all kinds of BODY */
  const char *body;
  const char *name;
  const char *recurs_text;
  XyMeetingRecurs recurs;
  const char *source;
  GPtrArray *list;
} Asking;

void
xy_meeting_due_free (XyMeetingDue *due)
{
  g_free (due->name);
  g_free (due->body);
  g_free (due->recurs);
  g_free (due->source);
  g_free (due->sentence);
  g_free (due);
}

static GArray *
load_held (XyStore *store, GError **error)
{
  g_autoptr (GArray) meetings = g_array_new (FALSE, TRUE, sizeof (Held));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[HELD].text, XY_BIND_NONE, &problem);

  g_array_set_clear_func (meetings, held_clear);
  while (xy_rows_next (rows, &problem))
    {
      Held held = { .id = xy_rows_id (rows, 0), .kind = xy_rows_id (rows, 1) };
      held.body = g_strdup (xy_rows_text (rows, 2));
      g_strlcpy (held.day, xy_rows_text (rows, 3), sizeof held.day);
      held.stage = (XyMeetingStage) xy_rows_int (rows, 4);
      g_array_append_val (meetings, held);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&meetings) : NULL;
}

static gboolean
is_of (const Asking *asking, const Held *held)
{
  return asking->kind != NULL ? xy_id_same (&held->kind, &asking->kind->record.id)
                              : g_strcmp0 (held->body, asking->body) == 0;
}

typedef gboolean (*Fits) (const Held *held, const char *today);

static gboolean
was_held (const Held *held, const char *today)
{
  return held->stage >= XY_MEETING_RECORDING && held->stage <= XY_MEETING_FILED && strcmp (held->day, today) <= 0;
}

/* Held, called off, or still to come. */
static gboolean
answers (const Held *held, const char *today)
{
  return held->stage != XY_MEETING_PLANNED || strcmp (held->day, today) >= 0;
}

static gboolean
is_settled (const Held *held, const char *today)
{
  return held->stage != XY_MEETING_PLANNED;
}

static gboolean
is_called (const Held *held, const char *today)
{
  return held->stage == XY_MEETING_PLANNED && strcmp (held->day, today) >= 0;
}

/* The last meeting of it between the days, both included, that FITS. */
static const Held *
find_between (const Asking *asking, const char *from, const char *to, Fits fits)
{
  const Held *found = NULL;

  for (guint i = 0; i < asking->meetings->len; i++)
    {
      const Held *held = &g_array_index (asking->meetings, Held, i);
      if (is_of (asking, held) && strcmp (held->day, from) >= 0 && strcmp (held->day, to) <= 0
          && fits (held, asking->today))
        found = held;
    }
  return found;
}

/* The days that are nearer to DAY, one of its days, than to the ones before and after it. */
static void
around (const XyMeetingRecurs *recurs, const char *day, char from[XY_DAY_SIZE], char to[XY_DAY_SIZE])
{
  char before[XY_DAY_SIZE], after[XY_DAY_SIZE];

  xy_day_add (day, -1, before);
  xy_meeting_recurs_before (recurs, before, before);
  xy_day_add (day, 1, after);
  xy_meeting_recurs_next (recurs, after, after);
  xy_day_add (day, -((xy_day_between (before, day) - 1) / 2), from);
  xy_day_add (day, xy_day_between (day, after) / 2, to);
}

/* It was there on DAY: it says so, or one had been held. */
static gboolean
was_there (const Asking *asking, const char *day)
{
  if (asking->kind != NULL && asking->kind->starts != NULL)
    return strcmp (asking->kind->starts, day) <= 0;
  return find_between (asking, "1000-01-01", day, was_held) != NULL;
}

static XyMeetingDue *
add_due (const Asking *asking, const char *day)
{
  XyMeetingDue *due = g_new0 (XyMeetingDue, 1);
  const Held *last = find_between (asking, "1000-01-01", asking->today, was_held);

  if (asking->kind != NULL)
    due->kind = asking->kind->record.id;
  due->name = g_strdup (asking->name);
  due->body = g_strdup (asking->body);
  due->recurs = g_strdup (asking->recurs_text);
  due->source = g_strdup (asking->source);
  g_strlcpy (due->day, day, sizeof due->day);
  due->days = xy_day_between (asking->today, day);
  due->late = due->days < 0;
  if (last != NULL)
    g_strlcpy (due->last, last->day, sizeof due->last);
  g_ptr_array_add (asking->list, due);
  return due;
}

static void
set_planned (XyMeetingDue *due, const Held *held)
{
  if (held == NULL)
    return;
  due->planned = held->id;
  g_strlcpy (due->planned_on, held->day, sizeof due->planned_on);
}

static char *
say_missed (const XyMeetingDue *due, XyMeetingEach each)
{
  if (each == XY_MEETING_EACH_YEAR)
    return g_strdup_printf (_ ("%s: there was none last year; one is to be held by %s."), due->name, due->day);
  if (each == XY_MEETING_EACH_QUARTER)
    return g_strdup_printf (_ ("%s: there was none last quarter; one is to be held by %s."), due->name, due->day);
  return g_strdup_printf (_ ("%s: there was none last month; one is to be held by %s."), due->name, due->day);
}

static char *
say (const XyMeetingDue *due, const XyMeetingRecurs *recurs)
{
  if (due->planned_on[0] != '\0')
    return g_strdup_printf (_ ("%s is called for %s."), due->name, due->planned_on);
  if (due->late)
    return g_strdup_printf (_ ("%s should have been held on %s."), due->name, due->day);
  if (due->missed)
    return say_missed (due, recurs->each);
  if (!xy_meeting_recurs_has_days (recurs))
    return g_strdup_printf (_ ("%s is to be held by %s."), due->name, due->day);
  return due->days == 0 ? g_strdup_printf (_ ("%s is to be held today."), due->name)
                        : g_strdup_printf (_ ("%s is to be held on %s."), due->name, due->day);
}

/* On certain days: the last one where nobody answered for it and today is still nearer to it; and the next one. */
static void
ask_days (const Asking *asking)
{
  char before[XY_DAY_SIZE], next[XY_DAY_SIZE], from[XY_DAY_SIZE], to[XY_DAY_SIZE];

  xy_day_add (asking->today, -1, before);
  xy_meeting_recurs_before (&asking->recurs, before, before);
  around (&asking->recurs, before, from, to);
  if (strcmp (asking->today, to) <= 0 && was_there (asking, before) && find_between (asking, from, to, answers) == NULL)
    {
      XyMeetingDue *late = add_due (asking, before);
      late->sentence = say (late, &asking->recurs);
    }
  xy_meeting_recurs_next (&asking->recurs, asking->today, next);
  around (&asking->recurs, next, from, to);
  if (find_between (asking, from, to, is_settled) == NULL)
    {
      XyMeetingDue *due = add_due (asking, next);
      set_planned (due, find_between (asking, from, to, is_called));
      due->sentence = say (due, &asking->recurs);
    }
}

/* Once within a time: this one, as long as none was held in it. */
static void
ask_span (const Asking *asking)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE], before[XY_DAY_SIZE], start[XY_DAY_SIZE];

  xy_meeting_recurs_before (&asking->recurs, asking->today, first);
  xy_meeting_recurs_next (&asking->recurs, asking->today, last);
  if (find_between (asking, first, last, was_held) != NULL)
    return;
  XyMeetingDue *due = add_due (asking, last);
  set_planned (due, find_between (asking, asking->today, last, is_called));
  xy_day_add (first, -1, before);
  xy_meeting_recurs_before (&asking->recurs, before, start);
  due->missed = was_there (asking, start) && find_between (asking, start, before, was_held) == NULL;
  due->sentence = say (due, &asking->recurs);
}

static void
ask (const Asking *asking)
{
  if (xy_meeting_recurs_has_days (&asking->recurs))
    ask_days (asking);
  else
    ask_span (asking);
}

/* Whether the kinds of BODY are held as often as EACH by themselves; and whether there is any. */
static gboolean
is_as_often (const GPtrArray *kinds, const char *body, XyMeetingEach each, gboolean *any)
{
  gboolean often = FALSE;

  *any = FALSE;
  for (guint i = 0; i < kinds->len; i++)
    {
      const XyMeetingKind *kind = kinds->pdata[i];
      XyMeetingRecurs recurs;
      if (g_strcmp0 (kind->body, body) != 0)
        continue;
      *any = TRUE;
      often = often || (xy_meeting_recurs_parse (kind->recurs, &recurs) && recurs.each <= each);
    }
  return often;
}

/* What the law asks of each village is asked also where the village has no such kind yet. */
static gboolean
is_for_all (const char *body)
{
  return g_str_equal (body, "villagers") || g_str_equal (body, "representatives");
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const XyMeetingDue *first = *(XyMeetingDue *const *) a, *second = *(XyMeetingDue *const *) b;
  int order = second->late - first->late;

  return order != 0 ? order : strcmp (first->day, second->day);
}

GPtrArray *
xy_meeting_due (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_due_free);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GPtrArray) kinds = xy_meeting_kinds (store, today, error);
  g_autoptr (GArray) meetings = kinds != NULL ? load_held (store, error) : NULL;
  g_autoptr (XyMeetingRules) rules = meetings != NULL ? xy_meeting_rules_at (store, NULL, today, error) : NULL;
  Asking asking = { .meetings = meetings, .today = today, .list = list };

  if (rules == NULL)
    return NULL;
  for (guint i = 0; i < kinds->len; i++)
    {
      asking.kind = kinds->pdata[i];
      asking.body = asking.kind->body;
      asking.name = asking.kind->name;
      asking.recurs_text = asking.kind->recurs;
      if (xy_meeting_recurs_parse (asking.kind->recurs, &asking.recurs))
        ask (&asking);
    }
  for (guint i = 0; i < rules->bodies->len; i++)
    {
      const XyMeetingBody *body = rules->bodies->pdata[i];
      gboolean any = FALSE;

      asking.kind = NULL;
      asking.body = body->key;
      asking.name = body->name;
      asking.recurs_text = body->meets;
      asking.source = body->source;
      if (xy_meeting_recurs_parse (body->meets, &asking.recurs)
          && !is_as_often (kinds, body->key, asking.recurs.each, &any) && (any || is_for_all (body->key)))
        ask (&asking);
    }
  g_ptr_array_sort (list, compare_due);
  return g_steal_pointer (&list);
}

GPtrArray *
xy_meeting_due_to_call (XyStore *store, GError **error)
{
  GPtrArray *list = xy_meeting_due (store, error);

  for (guint i = list != NULL ? list->len : 0; i-- > 0;)
    {
      const XyMeetingDue *due = list->pdata[i];
      if (!xy_id_is_none (&due->planned) || !(due->late || due->missed || due->days <= XY_MEETING_CALL_DAYS))
        g_ptr_array_remove_index (list, i);
    }
  return list;
}

const XySql *
xy_meeting_due_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
