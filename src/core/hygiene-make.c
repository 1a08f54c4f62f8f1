/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-checklist.h"
#include "core/normalize.h"
#include "core/points-scheme.h"
#include "core/setting.h"
#include "core/store.h"
#include "core/unit.h"

/* Results lie so far apart on the walk, so that a late household finds room. */
#define STEP 1024
#define JUDGES_LEAST 3
#define LIMIT_DAYS_MOST 92
#define DEFAULT_BANDS "清洁\t90\n合格\t75\n不合格\t0"

enum
{
  LAST_ALIKE,
  LAST_OF_TARGET,
  SAME_PERIOD,
  N_SHEETS,
  N_SHEETS_OF_JUDGE,
  RESULTS,
};

#define LAST "ORDER BY t.day DESC, t.number DESC, t.id DESC LIMIT 1"

static const XySql statements[] = {
  [LAST_ALIKE] = { &xy_hygiene_round_type, "WHERE t.target = ?1 AND t.kind = ?2 AND t.del = 0 " LAST },
  [LAST_OF_TARGET] = { &xy_hygiene_round_type, "WHERE t.target = ?1 AND t.del = 0 " LAST },
  [SAME_PERIOD] = { &xy_hygiene_round_type,
                    "WHERE t.target = ?1 AND t.kind = ?2 AND t.period = ?3 AND t.del = 0 AND t.id IS NOT ?4" },
  [N_SHEETS] = { NULL, "SELECT coalesce (sum (n), 0) FROM hygiene_result WHERE round = ?1 AND del = 0" },
  [N_SHEETS_OF_JUDGE] = { NULL, "SELECT count (*) FROM hygiene_sheet WHERE judge = ?1 AND del = 0" },
  [RESULTS] = { &xy_hygiene_result_type, "WHERE t.round = ?1 AND t.del = 0 ORDER BY t.sort, t.id" },
};

/* Settings that a further round takes over. */
static void
copy_settings (XyHygieneRound *to, const XyHygieneRound *from)
{
  to->judges_least = from->judges_least;
  to->red_value = from->red_value;
  to->low_value = from->low_value;
  to->limit_days = from->limit_days;
  xy_set_str (&to->mode, from->mode);
  xy_set_str (&to->red_by, from->red_by);
  xy_set_str (&to->low_by, from->low_by);
  xy_set_str (&to->ties, from->ties);
  xy_set_str (&to->bands, from->bands);
  xy_set_str (&to->units, from->units);
}

static void
set_defaults (XyHygieneRound *round)
{
  gboolean household = g_str_equal (round->target, "household");

  round->judges_least = household ? JUDGES_LEAST : 1;
  round->red_value = 20;
  round->low_value = 6000;
  round->limit_days = 7;
  xy_set_str (&round->mode, "items");
  xy_set_str (&round->red_by, household ? "share" : "none");
  xy_set_str (&round->low_by, "score");
  xy_set_str (&round->ties, "with");
  xy_set_str (&round->bands, DEFAULT_BANDS);
}

/* The newest version of what the last round was held by, else the first checklist there is. */
static gboolean
propose_checklist (XyStore *store, XyHygieneRound *round, const XyId *last, GError **error)
{
  g_autoptr (GPtrArray) list = xy_hygiene_checklist_list (store, round->target, error);
  g_autoptr (XyHygieneChecklist) used = NULL;

  if (list == NULL)
    return FALSE;
  if (last != NULL && !xy_id_is_none (last))
    used = xy_record_get (store, &xy_hygiene_checklist_type, last, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const XyHygieneChecklist *checklist = list->pdata[i];
      if (xy_id_is_none (&round->checklist) || (used != NULL && g_str_equal (used->code, checklist->code)))
        round->checklist = checklist->record.id;
    }
  if (list->len == 0)
    xy_set_str (&round->mode, "score");
  return TRUE;
}

XyHygieneRound *
xy_hygiene_round_propose (XyStore *store, const char *kind, const char *target, const char *day, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_record_new (&xy_hygiene_round_type);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autofree char *span = xy_setting_get (store, XY_SETTING_HYGIENE_SPAN);
  const XyHygieneRound *last = NULL;

  xy_set_str (&round->kind, kind != NULL ? kind : g_str_equal (span, "quarter") ? "quarterly" : "monthly");
  xy_set_str (&round->target, target);
  xy_set_str (&round->day, day != NULL ? day : today);
  round->period =
      g_str_equal (round->kind, "special")
          ? NULL
          : xy_period_of (round->day, g_str_equal (round->kind, "monthly") ? XY_SPAN_MONTH : XY_SPAN_QUARTER);
  g_autoptr (GPtrArray) alike = xy_record_list (store, &xy_hygiene_round_type, statements[LAST_ALIKE].text,
                                                XY_BIND (XY_TEXT (target), XY_TEXT (round->kind)), error);
  g_autoptr (GPtrArray) any = alike != NULL
                                  ? xy_record_list (store, &xy_hygiene_round_type, statements[LAST_OF_TARGET].text,
                                                    XY_BIND (XY_TEXT (target)), error)
                                  : NULL;
  if (any == NULL)
    return NULL;
  if (alike->len > 0)
    last = alike->pdata[0];
  else if (any->len > 0)
    last = any->pdata[0];
  if (last != NULL)
    copy_settings (round, last);
  else
    set_defaults (round);
  if (g_str_equal (round->mode, "items")
      && !propose_checklist (store, round, last != NULL ? &last->checklist : NULL, error))
    return NULL;
  return g_steal_pointer (&round);
}

static gboolean
check_period (XyStore *store, XyHygieneRound *round, GPtrArray *nodes, GHashTable *area, GError **error)
{
  XySpan span;

  if (g_str_equal (round->kind, "special"))
    {
      xy_set_str (&round->period, NULL);
      return TRUE;
    }
  if (!xy_period_parse (round->period, &span, NULL, NULL)
      || span != (g_str_equal (round->kind, "monthly") ? XY_SPAN_MONTH : XY_SPAN_QUARTER))
    {
      xy_set_invalid (error, "period", _ ("Please say which month or quarter the round is for."));
      return FALSE;
    }
  g_autoptr (GPtrArray) others = xy_record_list (
      store, &xy_hygiene_round_type, statements[SAME_PERIOD].text,
      XY_BIND (XY_TEXT (round->target), XY_TEXT (round->kind), XY_TEXT (round->period), XY_ID (&round->record.id)),
      error);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const XyHygieneRound *other = others->pdata[i];
      g_autoptr (GHashTable) of_other = NULL;
      gboolean meets = area == NULL || other->units == NULL;

      /* A group of it may be gone by now. */
      if (!meets && xy_hygiene_area (nodes, other->units, &of_other, NULL))
        {
          GHashTableIter iter;
          gpointer key;
          g_hash_table_iter_init (&iter, of_other);
          while (!meets && g_hash_table_iter_next (&iter, &key, NULL))
            meets = g_hash_table_contains (area, key);
        }
      if (!meets)
        continue;
      g_autofree char *name = xy_hygiene_round_describe (other), *period = xy_period_to_chinese (round->period);
      xy_set_invalid (error, "period", _ ("For %s there is a round already: %s. A further one is a special round."),
                      period, name);
      return FALSE;
    }
  return others != NULL;
}

static gboolean
check_mode (XyStore *store, XyHygieneRound *round, GError **error)
{
  if (g_str_equal (round->mode, "tick"))
    {
      /* Nobody is better than 合格; who failed is to be helped. */
      xy_set_str (&round->red_by, "none");
      xy_set_str (&round->bands, NULL);
      round->red_value = 0;
      if (!g_str_equal (round->low_by, "none"))
        xy_set_str (&round->low_by, "score");
      round->low_value = XY_HYGIENE_PASSED;
    }
  if (!g_str_equal (round->mode, "items"))
    {
      round->checklist = XY_ID_NONE;
      return TRUE;
    }
  g_autoptr (XyHygieneChecklist) checklist =
      xy_id_is_none (&round->checklist) ? NULL
                                        : xy_record_get (store, &xy_hygiene_checklist_type, &round->checklist, NULL);
  if (checklist == NULL || !g_str_equal (checklist->target, round->target))
    {
      xy_set_invalid (error, "checklist", _ ("Please choose a checklist, or let the judges give one score or a tick."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_value (const char *by, gint64 value, const char *field, GError **error)
{
  gint64 most = g_str_equal (by, "share") ? 100 : g_str_equal (by, "number") ? 10000 : XY_HYGIENE_SCORE_MOST;

  if (g_str_equal (by, "none") || (value > 0 && value <= most))
    return TRUE;
  if (g_str_equal (by, "share"))
    xy_set_invalid (error, field, _ ("The share is from 1 to 100 percent."));
  else if (g_str_equal (by, "number"))
    xy_set_invalid (error, field, _ ("How many households is from 1 to 10,000."));
  else
    xy_set_invalid (error, field, _ ("The score is above 0 and at most 1,000 points."));
  return FALSE;
}

static gboolean
check_lists (XyHygieneRound *round, GError **error)
{
  g_autoptr (GPtrArray) bands = xy_points_bands (round->bands, error);

  if (bands == NULL || !check_value (round->red_by, round->red_value, "red_value", error)
      || !check_value (round->low_by, round->low_value, "low_value", error))
    return FALSE;
  if (bands->len > 0 && ((XyPointsBand *) bands->pdata[bands->len - 1])->least != 0)
    {
      xy_set_invalid (error, "bands", _ ("The last grade begins at 0, so that every score has one."));
      return FALSE;
    }
  if (g_str_equal (round->red_by, "score") && g_str_equal (round->low_by, "score")
      && round->red_value < round->low_value)
    {
      xy_set_invalid (error, "low_value", _ ("Households to help are below the score from which the red list begins."));
      return FALSE;
    }
  if (round->limit_days < 1 || round->limit_days > LIMIT_DAYS_MOST)
    {
      xy_set_invalid (error, "limit_days", _ ("For putting right there are 1 to %d days."), LIMIT_DAYS_MOST);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_seats (const XyHygieneRound *round, const XyHygieneSeat *seats, guint n, GError **error)
{
  gint64 custom = g_str_equal (round->target, "household") ? JUDGES_LEAST : 1;

  if (round->judges_least < custom || round->judges_least > XY_HYGIENE_JUDGES_MOST)
    {
      xy_set_invalid (error, "judges_least", _ ("By custom at least %d judge, and at most %d."), (int) custom,
                      XY_HYGIENE_JUDGES_MOST);
      return FALSE;
    }
  if (n < round->judges_least || n > XY_HYGIENE_JUDGES_MOST)
    {
      xy_set_invalid (error, "judges", _ ("There are %u judges; it needs at least %d, and at most %d."), n,
                      (int) round->judges_least, XY_HYGIENE_JUDGES_MOST);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      if ((!xy_id_is_none (&seats[i].person) && xy_id_same (&seats[i].person, &seats[k].person))
          || (g_str_equal (seats[i].name, seats[k].name)
              && (xy_id_is_none (&seats[i].person) || xy_id_is_none (&seats[k].person))))
        {
          xy_set_invalid (error, "judges", _ ("%s is there twice among the judges."), seats[i].name);
          return FALSE;
        }
  return TRUE;
}

static gboolean
check_making (XyStore *store, XyHygieneRound *round, const XyHygieneSeat *seats, guint n, GError **error)
{
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GHashTable) area = NULL;

  if (nodes == NULL)
    return FALSE;
  for (guint i = 0; i < xy_hygiene_round_type.n_fields; i++)
    {
      const XyField *field = &xy_hygiene_round_type.fields[i];
      const char *word = field->words != NULL ? *(char **) ((char *) round + field->offset) : NULL;
      if (field->words == NULL || xy_word_label (field->words, word) != NULL)
        continue;
      xy_set_invalid (error, field->name, _ ("%s: “%s” is none of the choices."), _ (field->label),
                      word != NULL ? word : "");
      return FALSE;
    }
  if (!xy_day_is_valid (round->day) || ABS (xy_day_between (today, round->day)) > 366 * 5)
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), round->day != NULL ? round->day : "");
      return FALSE;
    }
  return xy_hygiene_area (nodes, round->units, &area, error) && check_period (store, round, nodes, area, error)
         && check_mode (store, round, error) && check_lists (round, error) && check_seats (round, seats, n, error);
}

/* How many judges are left for each stop. */
static gboolean
count_short (XyStore *store,
             const XyHygieneRound *round,
             const XyHygieneSeat *seats,
             guint n,
             GArray *walk,
             XyHygieneLook *look,
             GError **error)
{
  g_autofree guint *n_aside = g_new0 (guint, MAX (walk->len, 1));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GHashTable) asides = xy_hygiene_asides (store, seats[i].name, &seats[i].person, error);
      if (asides == NULL)
        return FALSE;
      for (guint k = 0; k < walk->len; k++)
        n_aside[k] += g_hash_table_contains (asides, &g_array_index (walk, XyHygieneStop, k).id);
    }
  for (guint k = 0; k < walk->len; k++)
    {
      gboolean excused = g_array_index (walk, XyHygieneStop, k).excuse != NULL;
      look->n_excused += excused;
      look->n_aside += !excused && n_aside[k] > 0;
      look->n_short += !excused && n - n_aside[k] < round->judges_least;
    }
  look->n_results = walk->len;
  if (look->n_short > 0)
    look->warning = g_strdup_printf (
        ngettext ("For %u household fewer than %d judges are left, as judges step aside for kin. One judge more from "
                  "outside would do.",
                  "For %u households fewer than %d judges are left, as judges step aside for kin. One judge more from "
                  "outside would do.",
                  look->n_short),
        look->n_short, (int) round->judges_least);
  return TRUE;
}

void
xy_hygiene_look_clear (XyHygieneLook *look)
{
  g_clear_pointer (&look->warning, g_free);
}

gboolean
xy_hygiene_look (XyStore *store, const XyHygieneMaking *making, XyHygieneLook *look, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_record_copy (making->round);
  g_autoptr (GArray) now = making->n_seats == 0 ? xy_hygiene_seats (store, &round->record.id, NULL, error) : NULL;
  const XyHygieneSeat *seats = making->seats;
  guint n = making->n_seats;

  memset (look, 0, sizeof *look);
  if (n == 0 && !xy_id_is_none (&round->record.id))
    {
      if (now == NULL)
        return FALSE;
      seats = (const XyHygieneSeat *) (void *) now->data;
      n = now->len;
    }
  if (!check_making (store, round, seats, n, error))
    return FALSE;
  g_autoptr (GArray) walk = xy_hygiene_walk (store, round, TRUE, error);
  return walk != NULL && count_short (store, round, seats, n, walk, look, error);
}

static gboolean
put_judge (XyTxn *txn, const XyId *round, const XyHygieneSeat *seat, guint number, GPtrArray *old, GError **error)
{
  g_autoptr (XyHygieneJudge) judge = NULL;

  for (guint i = 0; judge == NULL && i < old->len; i++)
    {
      const XyHygieneJudge *was = old->pdata[i];
      if (xy_id_is_none (&seat->person) ? g_str_equal (was->name, seat->name)
                                        : xy_id_same (&was->person, &seat->person))
        {
          judge = xy_record_copy (was);
          g_ptr_array_remove_index (old, i);
        }
    }
  if (judge == NULL)
    judge = xy_record_new (&xy_hygiene_judge_type);
  judge->round = *round;
  judge->person = seat->person;
  judge->number = number;
  xy_set_str (&judge->name, seat->name);
  xy_set_str (&judge->post, seat->post);
  return xy_record_save (txn, judge, error);
}

/* Those who go must not have judged already; they go first, so that a name can come again with its person. */
static gboolean
put_judges (XyTxn *txn, const XyId *round, const XyHygieneSeat *seats, guint n, GError **error)
{
  g_autoptr (GPtrArray) old = xy_hygiene_judges (xy_txn_get_store (txn), round, error);

  if (old == NULL)
    return FALSE;
  for (guint i = 0; i < old->len;)
    {
      XyHygieneJudge *was = old->pdata[i];
      gboolean stays = FALSE;
      gint64 n_sheets = 0;

      for (guint k = 0; !stays && k < n; k++)
        stays = xy_id_is_none (&seats[k].person) ? g_str_equal (was->name, seats[k].name)
                                                 : xy_id_same (&was->person, &seats[k].person);
      if (stays)
        {
          i++;
          continue;
        }
      if (!xy_db_number (xy_txn_get_db (txn), statements[N_SHEETS_OF_JUDGE].text, XY_BIND (XY_ID (&was->record.id)),
                         &n_sheets, error))
        return FALSE;
      if (n_sheets > 0)
        {
          g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                       _ ("%s has judged %u households already and stays a judge of this round."), was->name,
                       (guint) n_sheets);
          return FALSE;
        }
      if (!xy_record_set_deleted (txn, was, TRUE, error))
        return FALSE;
      g_ptr_array_remove_index (old, i);
    }
  for (guint i = 0; i < n; i++)
    if (!put_judge (txn, round, &seats[i], i + 1, old, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_result (XyTxn *txn, const XyHygieneRound *round, const XyHygieneStop *stop, gint64 sort, GError **error)
{
  XyId id = xy_hygiene_result_id (&round->record.id, &stop->id);
  g_autoptr (GPtrArray) found =
      xy_record_list (xy_txn_get_store (txn), &xy_hygiene_result_type, "WHERE t.id = ?1", XY_BIND (XY_ID (&id)), error);
  g_autoptr (XyHygieneResult) result = NULL;

  if (found == NULL)
    return FALSE;
  result = found->len > 0 ? xy_record_copy (found->pdata[0]) : xy_record_new (&xy_hygiene_result_type);
  result->record.id = id;
  result->sort = sort;
  result->unit = stop->unit;
  if (!result->record.stored || result->record.deleted)
    {
      result->record.deleted = FALSE;
      result->round = round->record.id;
      if (g_str_equal (round->target, "place"))
        result->place = stop->id;
      else
        result->household = stop->id;
      xy_set_str (&result->state, stop->excuse != NULL ? "excused" : "in");
      xy_set_str (&result->excuse, stop->excuse);
    }
  return xy_record_save (txn, result, error);
}

/* A result for each stop; what is no longer in the area goes, unless it was judged. */
static gboolean
put_results (XyTxn *txn, const XyHygieneRound *round, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GArray) walk = xy_hygiene_walk (store, round, TRUE, error);
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error != NULL && *error != NULL ? NULL : error);
  g_autoptr (GHashTable) area = NULL;

  if (walk == NULL || nodes == NULL || !xy_hygiene_area (nodes, round->units, &area, error))
    return FALSE;
  if (walk->len == 0)
    {
      xy_set_invalid (error, "units",
                      g_str_equal (round->target, "place")
                          ? _ ("There is no public area there. Please write them down first.")
                          : _ ("There are no households there."));
      return FALSE;
    }
  for (guint i = 0; i < walk->len; i++)
    if (!put_result (txn, round, &g_array_index (walk, XyHygieneStop, i), (gint64) (i + 1) * STEP, error))
      return FALSE;
  if (area == NULL)
    return TRUE;

  g_autoptr (GPtrArray) results = xy_record_list (store, &xy_hygiene_result_type, statements[RESULTS].text,
                                                  XY_BIND (XY_ID (&round->record.id)), error);
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      XyHygieneResult *result = results->pdata[i];
      if (g_hash_table_contains (area, &result->unit))
        continue;
      if (result->n > 0)
        {
          g_autofree char *name = xy_hygiene_result_describe (store, result);
          g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                       _ ("%s has been judged already; its group stays in the round."), name);
          return FALSE;
        }
      if (!xy_record_set_deleted (txn, result, TRUE, error))
        return FALSE;
    }
  return results != NULL;
}

gboolean
xy_hygiene_make_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneMaking *making = data;
  XyHygieneRound *round = making->round;

  if (!xy_txn_require (txn, XY_MAY_KEEP_HYGIENE, error)
      || !check_making (xy_txn_get_store (txn), round, making->seats, making->n_seats, error))
    return FALSE;
  xy_set_str (&round->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, round, error) || !put_judges (txn, &round->record.id, making->seats, making->n_seats, error)
      || !put_results (txn, round, error))
    return FALSE;
  making->made = round->record.id;
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_autofree char *title = g_strdup_printf (_ ("Begin the %s"), name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

/* What was typed by a checklist means nothing by another. */
static gboolean
check_typed (XyTxn *txn, const XyHygieneRound *was, const XyHygieneRound *round, GError **error)
{
  gint64 n = 0;

  if (g_str_equal (was->mode, round->mode) && xy_id_same (&was->checklist, &round->checklist))
    return TRUE;
  if (!xy_db_number (xy_txn_get_db (txn), statements[N_SHEETS].text, XY_BIND (XY_ID (&was->record.id)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("%u sheets are typed already; the way of scoring stays as it is for this round."), (guint) n);
  return FALSE;
}

gboolean
xy_hygiene_change_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneMaking *making = data;
  XyStore *store = xy_txn_get_store (txn);
  XyHygieneRound *round = making->round;
  g_autoptr (XyHygieneRound) was = xy_hygiene_round_get_open (store, &round->record.id, error);
  g_autoptr (GArray) now = was != NULL ? xy_hygiene_seats (store, &round->record.id, NULL, error) : NULL;
  const XyHygieneSeat *seats = making->seats;
  guint n = making->n_seats;

  if (now == NULL || !xy_txn_require (txn, XY_MAY_KEEP_HYGIENE, error))
    return FALSE;
  if (n == 0)
    {
      seats = (const XyHygieneSeat *) (void *) now->data;
      n = now->len;
    }
  if (!check_making (store, round, seats, n, error) || !check_typed (txn, was, round, error)
      || !xy_record_save (txn, round, error)
      || (making->n_seats > 0 && !put_judges (txn, &round->record.id, seats, n, error))
      || (g_strcmp0 (was->units, round->units) != 0 && !put_results (txn, round, error)))
    return FALSE;
  making->made = round->record.id;
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_autofree char *title = g_strdup_printf (_ ("Change the %s"), name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_hygiene_discard_act (XyTxn *txn, gpointer data, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get_open (store, data, error);
  g_autoptr (GPtrArray) judges = round != NULL ? xy_hygiene_judges (store, data, error) : NULL;
  g_autoptr (GPtrArray) results = judges != NULL
                                      ? xy_record_list (store, &xy_hygiene_result_type, statements[RESULTS].text,
                                                        XY_BIND (XY_ID ((const XyId *) data)), error)
                                      : NULL;

  if (results == NULL)
    return FALSE;
  g_autofree char *name = xy_hygiene_round_describe (round);
  for (guint i = 0; i < results->len; i++)
    if (((XyHygieneResult *) results->pdata[i])->n > 0)
      {
        g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                     _ ("Sheets of the %s are typed already. Take them out first, if it was never held."), name);
        return FALSE;
      }
  for (guint i = 0; i < judges->len; i++)
    if (!xy_record_set_deleted (txn, judges->pdata[i], TRUE, error))
      return FALSE;
  for (guint i = 0; i < results->len; i++)
    if (!xy_record_set_deleted (txn, results->pdata[i], TRUE, error))
      return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Take back the %s"), name);
  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, round, TRUE, error);
}

static gboolean
set_state (XyTxn *txn, const XyId *id, const char *state, const char *excuse, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (store, id, error);
  g_autoptr (XyHygieneRound) round = result != NULL ? xy_hygiene_round_get_open (store, &result->round, error) : NULL;

  if (round == NULL)
    return FALSE;
  if (g_str_equal (state, "absent") && result->n > 0)
    {
      g_autofree char *name = xy_hygiene_result_describe (store, result);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   ngettext ("%s was judged already: %d sheet of it is typed.",
                             "%s was judged already: %d sheets of it are typed.", (gulong) result->n),
                   name, (int) result->n);
      return FALSE;
    }
  xy_set_str (&result->state, state);
  xy_set_str (&result->excuse, g_str_equal (state, "in") || excuse[0] == '\0' ? NULL : excuse);
  /* Lists decided beforehand are of who is judged. */
  if (!g_str_equal (state, "in"))
    xy_set_str (&result->list, NULL);
  xy_set_str (&result->reason, g_str_equal (state, "in") ? result->reason : NULL);
  return xy_record_save (txn, result, error);
}

gboolean
xy_hygiene_state_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneStating *stating = data;
  g_autofree char *excuse = xy_text_clean (stating->excuse);
  const char *label = xy_word_label (xy_hygiene_words ("state"), stating->state);

  if (label == NULL)
    {
      xy_set_invalid (error, "state", _ ("%s: “%s” is none of the choices."), _ ("State"),
                      stating->state != NULL ? stating->state : "");
      return FALSE;
    }
  if (g_str_equal (stating->state, "excused") && excuse[0] == '\0')
    {
      xy_set_invalid (error, "excuse", _ ("Please say why it is helped instead of judged; it stays in the office."));
      return FALSE;
    }
  for (guint i = 0; i < stating->n; i++)
    if (!set_state (txn, &stating->results[i], stating->state, excuse, error))
      return FALSE;
  /* Translators: how many households, and 参评, 不参评（帮扶）, 未评上. */
  g_autofree char *title = g_strdup_printf (
      ngettext ("Hygiene of %u household: %s", "Hygiene of %u households: %s", stating->n), stating->n, label);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_hygiene_remark_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneRemark *remark = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (store, &remark->result, error);
  g_autoptr (XyHygieneRound) round = result != NULL ? xy_hygiene_round_get_open (store, &result->round, error) : NULL;

  if (round == NULL)
    return FALSE;
  if (remark->bright != NULL)
    xy_set_str (&result->bright, remark->bright);
  if (remark->problem != NULL)
    xy_set_str (&result->problem, remark->problem);
  if (remark->photo != NULL)
    xy_set_str (&result->photo, remark->photo[0] != '\0' ? remark->photo : NULL);
  g_autofree char *name = xy_hygiene_result_describe (store, result);
  g_autofree char *title = g_strdup_printf (_ ("Write down what was seen at %s"), name);
  xy_txn_set_title (txn, title);
  return xy_record_save (txn, result, error);
}

/* Where STOP comes among RESULTS, whose places on the walk of the whole village are ORDER's. */
static gint64
find_sort (GPtrArray *results, GHashTable *order, const XyId *id)
{
  guint own = GPOINTER_TO_UINT (g_hash_table_lookup (order, id));
  gint64 before = 0, after = 0;

  for (guint i = 0; i < results->len && after == 0; i++)
    {
      const XyHygieneResult *result = results->pdata[i];
      const XyId *other = xy_id_is_none (&result->place) ? &result->household : &result->place;
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (order, other));
      if (at != 0 && at > own)
        after = result->sort;
      else
        before = result->sort;
    }
  return after == 0 ? before + STEP : before + (after - before) / 2;
}

static gboolean
add_one (XyTxn *txn, const XyHygieneRound *round, GArray *walk, GHashTable *order, const XyId *id, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (order, id));
  g_autoptr (GPtrArray) results = xy_record_list (store, &xy_hygiene_result_type, statements[RESULTS].text,
                                                  XY_BIND (XY_ID (&round->record.id)), error);

  if (results == NULL)
    return FALSE;
  if (at == 0)
    {
      xy_set_invalid (error, "ids", _ ("Only households that live here, and public areas, are judged."));
      return FALSE;
    }
  for (guint i = 0; i < results->len; i++)
    {
      const XyHygieneResult *result = results->pdata[i];
      if (!xy_id_same (&result->household, id) && !xy_id_same (&result->place, id))
        continue;
      g_autofree char *name = xy_hygiene_result_describe (store, result);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is in this round already."), name);
      return FALSE;
    }
  return put_result (txn, round, &g_array_index (walk, XyHygieneStop, at - 1), find_sort (results, order, id), error);
}

gboolean
xy_hygiene_add_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneAdding *adding = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get_open (store, &adding->round, error);
  g_autoptr (XyHygieneRound) whole = NULL;
  g_autoptr (GHashTable) order = g_hash_table_new (xy_id_hash, xy_id_equal);

  if (round == NULL)
    return FALSE;
  whole = xy_record_copy (round);
  xy_set_str (&whole->units, NULL);
  g_autoptr (GArray) walk = xy_hygiene_walk (store, whole, TRUE, error);
  if (walk == NULL)
    return FALSE;
  for (guint i = 0; i < walk->len; i++)
    g_hash_table_insert (order, &g_array_index (walk, XyHygieneStop, i).id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < adding->n; i++)
    if (!add_one (txn, round, walk, order, &adding->ids[i], error))
      return FALSE;
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_autofree char *title = g_strdup_printf (
      ngettext ("Add %u household to the %s", "Add %u households to the %s", adding->n), adding->n, name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_hygiene_make_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
