/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-flow.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/points-flow-private.h"
#include "core/setting.h"
#include "core/store.h"
#include "core/user.h"

/* What is the same for all items of a sitting. */
typedef struct
{
  XyTxn *txn;
  XyStore *store;
  XyPointsJudging *judging;
  guint steps;
  guint least; /* how many must be left to judge an item */
  char day[XY_DAY_SIZE];
  XyId sitting;
  guint n_passed;
} Work;

static gboolean
refuse_waiting (Work *work, const XyPointsItem *item, GError **error)
{
  g_autofree char *what = xy_points_item_describe (work->store, item);

  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” does not wait for the %s. It stands at: %s."), what,
               xy_points_step_label (work->judging->kind), xy_points_stage_word (work->steps, item));
  return FALSE;
}

/* Who checks or approves alone: not who typed it, nor anybody who would step aside. */
static gboolean
check_actor (Work *work, const XyPointsItem *item, GError **error)
{
  const XyActor *actor = xy_txn_get_actor (work->txn);
  g_autofree char *what = xy_points_item_describe (work->store, item);
  g_autoptr (XyUser) user = xy_record_get (work->store, &xy_user_type, &actor->user, NULL);

  if (xy_id_same (&actor->user, &item->typist))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_DENIED,
                   _ ("You registered “%s” yourself. Somebody else has to look at it."), what);
      return FALSE;
    }
  if (user == NULL || xy_id_is_none (&user->person))
    return TRUE;

  XyPointsJudge self = { user->name, user->person };
  g_autoptr (GArray) recusals = xy_points_recusals (work->store, item, &self, 1, error);
  if (recusals == NULL)
    return FALSE;
  if (recusals->len == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_DENIED, _ ("You must step aside for “%s”: %s"), what,
               g_array_index (recusals, XyPointsRecusal, 0).why);
  return FALSE;
}

/* Marks in ASIDE those of the judges that NAMES says. */
static gboolean
mark_named (Work *work, const char *names, gboolean *aside, GError **error)
{
  const XyPointsJudging *judging = work->judging;
  g_autoptr (GArray) named = xy_points_judges_parse (work->store, names, error);

  for (guint i = 0; named != NULL && i < named->len; i++)
    {
      const char *name = g_array_index (named, XyPointsJudge, i).name;
      gboolean found = FALSE;

      for (guint j = 0; j < judging->n_judges; j++)
        if (g_str_equal (judging->judges[j].name, name))
          aside[j] = found = TRUE;
      if (!found)
        {
          xy_set_invalid (error, "recused", _ ("%s is not one of those who judge, so cannot step aside."), name);
          return FALSE;
        }
    }
  return named != NULL;
}

/* Who of the judges steps aside for ITEM, as names; INVALID where too few are left. (transfer full) */
static gboolean
find_recused (Work *work, const XyPointsItem *item, const XyPointsVerdict *verdict, char **names, GError **error)
{
  const XyPointsJudging *judging = work->judging;
  g_autofree gboolean *aside = g_new0 (gboolean, judging->n_judges + 1);
  g_autoptr (GArray) recusals = xy_points_recusals (work->store, item, judging->judges, judging->n_judges, error);
  g_autoptr (GString) list = g_string_new (NULL), why = g_string_new (NULL);
  guint n = 0;

  if (recusals == NULL || (verdict->recused != NULL && !mark_named (work, verdict->recused, aside, error)))
    return FALSE;
  for (guint i = 0; i < recusals->len; i++)
    {
      const XyPointsRecusal *recusal = &g_array_index (recusals, XyPointsRecusal, i);
      aside[recusal->judge] = TRUE;
      g_string_append_printf (why, " %s", recusal->why);
    }
  for (guint i = 0; i < judging->n_judges; i++)
    if (aside[i])
      {
        g_string_append_printf (list, "%s%s", n > 0 ? "、" : "", judging->judges[i].name);
        n++;
      }
  if (judging->n_judges - n < work->least)
    {
      g_autofree char *what = xy_points_item_describe (work->store, item);
      if (n > 0)
        xy_set_invalid (error, "judges",
                        _ ("For “%s” only %u are left to judge, and %u are needed. %s stepped aside.%s"), what,
                        judging->n_judges - n, work->least, list->str, why->str);
      else
        xy_set_invalid (error, "judges", _ ("“%s” is judged by only %u, and %u are needed."), what, judging->n_judges,
                        work->least);
      return FALSE;
    }
  *names = n > 0 ? g_strdup (list->str) : NULL;
  return TRUE;
}

static gboolean
judge_item (Work *work, const XyPointsVerdict *verdict, GError **error)
{
  const XyPointsJudging *judging = work->judging;
  g_autoptr (XyPointsItem) item = xy_points_item_get_open (work->store, &verdict->item, error);
  g_autofree char *recused = NULL, *reason = xy_text_clean (verdict->reason != NULL ? verdict->reason : "");

  if (item == NULL || !xy_points_item_not_frozen (work->store, item, error))
    return FALSE;
  if (xy_points_flow_next (work->steps, (XyPointsStage) item->stage) != judging->kind)
    return refuse_waiting (work, item, error);
  if (strcmp (work->day, item->day) < 0)
    {
      g_autofree char *what = xy_points_item_describe (work->store, item);
      xy_set_invalid (error, "day", _ ("“%s” is of %s; nobody can have judged it before."), what, item->day);
      return FALSE;
    }
  if (judging->kind != XY_POINTS_STEP_REVIEW && !check_actor (work, item, error))
    return FALSE;
  if (!find_recused (work, item, verdict, &recused, error))
    return FALSE;
  if (!verdict->pass)
    {
      if (reason[0] == '\0')
        {
          g_autofree char *what = xy_points_item_describe (work->store, item);
          xy_set_invalid (error, "reason", _ ("Please say why “%s” is rejected; the household may ask."), what);
          return FALSE;
        }
      return xy_points_step_add (work->txn, &verdict->item, "reject", &work->sitting, work->day, recused, reason,
                                 error);
    }

  work->n_passed++;
  if (!xy_points_step_add (work->txn, &verdict->item, xy_points_step_name (judging->kind), &work->sitting, work->day,
                           recused, NULL, error))
    return FALSE;

  g_autoptr (XyPointsItem) passed = xy_record_get (work->store, &xy_points_item_type, &verdict->item, error);
  if (passed == NULL)
    return FALSE;
  if (xy_points_flow_next (work->steps, (XyPointsStage) passed->stage) != XY_POINTS_N_STEPS)
    return TRUE;
  work->judging->booked++;
  return xy_points_item_book (work->txn, passed, work->day, error);
}

/* Nobody counts twice. */
static gboolean
check_judges (Work *work, GError **error)
{
  const XyPointsJudging *judging = work->judging;

  for (guint i = 0; i < judging->n_judges; i++)
    {
      const XyPointsJudge *judge = &judging->judges[i];
      if (judge->name == NULL || judge->name[0] == '\0')
        {
          xy_set_invalid (error, "judges", _ ("Please write the names of those who judged."));
          return FALSE;
        }
      for (guint j = 0; j < i; j++)
        {
          const XyPointsJudge *other = &judging->judges[j];
          gboolean known = !xy_id_is_none (&judge->person) && !xy_id_is_none (&other->person);
          if (known ? xy_id_same (&judge->person, &other->person) : g_str_equal (judge->name, other->name))
            {
              xy_set_invalid (error, "judges", _ ("%s is named twice among those who judged."), judge->name);
              return FALSE;
            }
        }
    }
  return TRUE;
}

static gboolean
check_verdicts (Work *work, GError **error)
{
  const XyPointsJudging *judging = work->judging;
  g_autoptr (GHashTable) seen = g_hash_table_new (xy_id_hash, xy_id_equal);

  if (judging->n_verdicts == 0)
    {
      xy_set_invalid (error, "items", _ ("Please choose what is judged."));
      return FALSE;
    }
  for (guint i = 0; i < judging->n_verdicts; i++)
    if (!g_hash_table_add (seen, (gpointer) &judging->verdicts[i].item))
      {
        xy_set_invalid (error, "items", _ ("The same registration is in the list twice."));
        return FALSE;
      }
  return TRUE;
}

static gboolean
make_sitting (Work *work, GError **error)
{
  XyPointsJudging *judging = work->judging;
  g_autoptr (XyPointsSitting) sitting = xy_record_new (&xy_points_sitting_type);
  g_autoptr (GString) members = g_string_new (NULL);

  for (guint i = 0; i < judging->n_judges; i++)
    {
      char person[XY_ID_TEXT_LENGTH + 1] = "";
      if (!xy_id_is_none (&judging->judges[i].person))
        xy_id_to_text (&judging->judges[i].person, person);
      g_string_append_printf (members, "%s%s\t%s", i > 0 ? "\n" : "", judging->judges[i].name, person);
    }
  xy_set_str (&sitting->kind, xy_points_step_name (judging->kind));
  xy_set_str (&sitting->day, work->day);
  xy_set_str (&sitting->place, judging->place);
  xy_set_str (&sitting->note, judging->note);
  xy_set_str (&sitting->members, members->str);
  xy_set_str (&sitting->recorder, xy_txn_get_actor (work->txn)->name);
  if (!xy_record_save (work->txn, sitting, error))
    return FALSE;
  judging->made = work->sitting = sitting->record.id;
  return TRUE;
}

static void
set_title (Work *work)
{
  guint n = work->judging->n_verdicts, rejected = n - work->n_passed;
  const char *step = xy_points_step_label (work->judging->kind);
  /* Translators: a step such as "review", how many passed, how many were rejected */
  g_autofree char *title = rejected == 0
                               ? g_strdup_printf (_ ("%s: %u passed"), step, n)
                               : g_strdup_printf (_ ("%s: %u passed, %u rejected"), step, n - rejected, rejected);

  xy_txn_set_title (work->txn, title);
}

gboolean
xy_points_judge_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsJudging *judging = data;
  Work work = { .txn = txn, .store = xy_txn_get_store (txn), .judging = judging };

  g_return_val_if_fail (judging->kind < XY_POINTS_STEP_POST, FALSE);
  judging->booked = 0;
  work.steps = xy_points_flow_steps (work.store);
  if (judging->kind == XY_POINTS_STEP_REVIEW)
    work.least = (guint) xy_setting_get_number (work.store, XY_SETTING_POINTS_REVIEWERS);
  else
    work.least = judging->n_judges > 0 ? 1 : 0;
  if (!xy_points_flow_day (txn, judging->day, work.day, error) || !check_judges (&work, error)
      || !check_verdicts (&work, error) || !make_sitting (&work, error))
    return FALSE;
  /* What does not pass makes room first for what is booked in the same act. */
  for (guint passing = 0; passing < 2; passing++)
    for (guint i = 0; i < judging->n_verdicts; i++)
      if (judging->verdicts[i].pass == (passing == 1) && !judge_item (&work, &judging->verdicts[i], error))
        return FALSE;
  set_title (&work);
  return TRUE;
}
