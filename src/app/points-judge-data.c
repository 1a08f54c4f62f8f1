/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-judge-data.h"

#include <glib/gi18n-lib.h>

#include "core/find.h"
#include "core/household.h"
#include "core/setting.h"
#include "core/store.h"

/* More than a village judges in one evening; the others wait for the next. */
#define MOST_ROWS 1000

void
xy_points_judge_asked_free (gpointer data)
{
  XyPointsJudgeAsked *asked = data;

  g_array_unref (asked->ids);
  g_free (asked);
}

void
xy_points_judge_loaded_free (gpointer data)
{
  XyPointsJudgeLoaded *loaded = data;

  g_clear_pointer (&loaded->rows, g_ptr_array_unref);
  g_clear_pointer (&loaded->judges, g_array_unref);
  g_free (loaded->place);
  g_free (loaded);
}

static GArray *
new_judges (void)
{
  GArray *judges = g_array_new (FALSE, FALSE, sizeof (XyPointsJudge));

  g_array_set_clear_func (judges, (GDestroyNotify) xy_points_judge_clear);
  return judges;
}

GArray *
xy_points_judges_copy (const GArray *judges)
{
  GArray *copy = new_judges ();

  for (guint i = 0; i < judges->len; i++)
    {
      const XyPointsJudge *judge = &g_array_index (judges, XyPointsJudge, i);
      XyPointsJudge one = { g_strdup (judge->name), judge->person };
      g_array_append_val (copy, one);
    }
  return copy;
}

gpointer
xy_points_judge_load (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyPointsJudgeAsked *asked = data;
  static const XyPointsWaiting waits[] = { XY_POINTS_WAIT_CHECK, XY_POINTS_WAIT_REVIEW, XY_POINTS_WAIT_APPROVE };
  XyPointsItemFilter filter = { .unit = asked->unit, .what = waits[asked->step], .order = XY_POINTS_BY_HOUSEHOLD };
  g_autoptr (GArray) ids = asked->ids->len > 0 ? g_array_ref (asked->ids) : xy_points_item_ids (store, &filter, error);
  g_autoptr (GPtrArray) sittings =
      ids != NULL ? xy_points_sitting_list (store, xy_points_step_name (asked->step), NULL, error) : NULL;
  g_autoptr (GPtrArray) rows = sittings != NULL ? xy_points_item_rows (store, (const XyId *) (gpointer) ids->data,
                                                                       MIN (ids->len, MOST_ROWS), error)
                                                : NULL;
  XyPointsJudgeLoaded *loaded;

  if (rows == NULL)
    return NULL;
  for (guint i = rows->len; i-- > 0;)
    if (rows->pdata[i] == NULL)
      g_ptr_array_remove_index (rows, i);
  loaded = g_new0 (XyPointsJudgeLoaded, 1);
  loaded->rows = g_steal_pointer (&rows);
  loaded->n_waiting = ids->len;
  loaded->least = (guint) MAX (xy_setting_get_number (store, XY_SETTING_POINTS_REVIEWERS), 1);
  if (sittings->len > 0)
    {
      const XyPointsSitting *last = sittings->pdata[0];
      loaded->place = g_strdup (last->place);
      loaded->judges = asked->step == XY_POINTS_STEP_REVIEW ? xy_points_judges_of (last) : new_judges ();
    }
  else
    loaded->judges = new_judges ();
  return loaded;
}

/* --- who steps aside --- */

static void
aside_clear (gpointer data)
{
  g_free (((XyPointsAside *) data)->words);
}

void
xy_points_aside_asked_free (gpointer data)
{
  XyPointsAsideAsked *asked = data;

  g_ptr_array_unref (asked->items);
  g_array_unref (asked->judges);
  g_free (asked);
}

static gboolean
find_one (XyStore *store,
          const XyPointsAsideAsked *asked,
          const XyPointsItem *item,
          XyPointsAside *aside,
          GError **error)
{
  g_autoptr (GArray) recusals = xy_points_recusals (store, item, (const XyPointsJudge *) (gpointer) asked->judges->data,
                                                    asked->judges->len, error);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean review = asked->step == XY_POINTS_STEP_REVIEW;

  if (recusals == NULL)
    return FALSE;
  if (!review && xy_id_same (&item->typist, &asked->user))
    {
      g_string_append (words, _ ("You registered it yourself, so somebody else looks at it."));
      aside->blocked = TRUE;
    }
  for (guint i = 0; i < recusals->len; i++)
    {
      const XyPointsRecusal *recusal = &g_array_index (recusals, XyPointsRecusal, i);
      if (words->len > 0)
        g_string_append_c (words, ' ');
      if (review)
        g_string_append_printf (words, _ ("%s steps aside: %s"),
                                g_array_index (asked->judges, XyPointsJudge, recusal->judge).name, recusal->why);
      else
        g_string_append (words, recusal->why);
    }
  if (review && asked->judges->len - recusals->len < asked->least)
    {
      g_string_append_printf (words, _ (" Only %u are left, and %u are needed."), asked->judges->len - recusals->len,
                              asked->least);
      aside->blocked = TRUE;
    }
  else if (!review && recusals->len > 0)
    aside->blocked = TRUE;
  aside->words = words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
  return TRUE;
}

gpointer
xy_points_aside_find (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyPointsAsideAsked *asked = data;
  g_autoptr (GArray) asides = g_array_new (FALSE, TRUE, sizeof (XyPointsAside));

  g_array_set_clear_func (asides, aside_clear);
  for (guint i = 0; i < asked->items->len; i++)
    {
      XyPointsAside aside = { NULL, FALSE };
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !find_one (store, asked, asked->items->pdata[i], &aside, error))
        return NULL;
      g_array_append_val (asides, aside);
    }
  return g_steal_pointer (&asides);
}

GPtrArray *
xy_points_find_persons (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = xy_find (store, text, limit, error);
  GPtrArray *hits;

  if (found == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < found->len; i++)
    {
      const XyHit *hit = found->pdata[i];
      g_autoptr (XyHousehold) household =
          hit->kind == XY_HIT_HOUSEHOLD ? xy_record_get (store, &xy_household_type, &hit->id, NULL) : NULL;

      if (household != NULL && household->head_name != NULL)
        g_ptr_array_add (hits, xy_search_hit_new (&household->head, household->head_name, hit->subtitle));
      else if (hit->kind == XY_HIT_PERSON)
        g_ptr_array_add (hits, xy_search_hit_new (&hit->id, hit->title, hit->subtitle));
    }
  return hits;
}

/* --- the act --- */

XyPointsJudgeHeld *
xy_points_judge_held_new (XyPointsStepKind step, const GArray *judges)
{
  XyPointsJudgeHeld *held = g_new0 (XyPointsJudgeHeld, 1);

  held->judging.kind = step;
  held->judges = step == XY_POINTS_STEP_REVIEW ? xy_points_judges_copy (judges) : new_judges ();
  held->verdicts = g_array_new (FALSE, TRUE, sizeof (XyPointsVerdict));
  held->texts = g_ptr_array_new_with_free_func (g_free);
  return held;
}

void
xy_points_judge_held_add (XyPointsJudgeHeld *held, const XyId *item, gboolean pass, const char *reason)
{
  XyPointsVerdict verdict = { .item = *item, .pass = pass };

  if (!pass)
    {
      char *text = g_strdup (reason);
      g_ptr_array_add (held->texts, text);
      verdict.reason = text;
    }
  g_array_append_val (held->verdicts, verdict);
}

void
xy_points_judge_held_free (gpointer data)
{
  XyPointsJudgeHeld *held = data;

  g_array_unref (held->judges);
  g_array_unref (held->verdicts);
  g_ptr_array_unref (held->texts);
  g_free (held->day);
  g_free (held->place);
  g_free (held);
}

gboolean
xy_points_judge_held_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsJudgeHeld *held = data;

  held->judging.day = held->day;
  held->judging.place = held->place != NULL && held->place[0] != '\0' ? held->place : NULL;
  held->judging.judges = (const XyPointsJudge *) (gpointer) held->judges->data;
  held->judging.n_judges = held->judges->len;
  held->judging.verdicts = (const XyPointsVerdict *) (gpointer) held->verdicts->data;
  held->judging.n_verdicts = held->verdicts->len;
  return xy_points_judge_act (txn, &held->judging, error);
}
