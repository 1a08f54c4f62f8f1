/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-checklist.h"
#include "core/number.h"
#include "core/points-scheme.h"
#include "core/setting.h"
#include "core/store.h"
#include "core/unit.h"

#define JUDGES_LEAST 3
#define LIMIT_DAYS_MOST 92
#define DEFAULT_BANDS "清洁\t90\n合格\t75\n不合格\t0"

enum
{
  LAST_ALIKE,
  LAST_OF_TARGET,
  SAME_PERIOD,
};

#define LAST "ORDER BY t.day DESC, t.number DESC, t.id DESC LIMIT 1"

static const XySql statements[] = {
  [LAST_ALIKE] = { &xy_hygiene_round_type, "WHERE t.target = ?1 AND t.kind = ?2 AND t.del = 0 " LAST },
  [LAST_OF_TARGET] = { &xy_hygiene_round_type, "WHERE t.target = ?1 AND t.del = 0 " LAST },
  [SAME_PERIOD] = { &xy_hygiene_round_type,
                    "WHERE t.target = ?1 AND t.kind = ?2 AND t.period = ?3 AND t.del = 0 AND t.id IS NOT ?4" },
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
      if (!meets && xy_unit_area (nodes, other->units, &of_other, NULL))
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

/* Nobody is better than 合格; who failed is to be helped. */
static void
set_tick (XyHygieneRound *round)
{
  xy_set_str (&round->red_by, "none");
  xy_set_str (&round->bands, NULL);
  round->red_value = 0;
  if (!g_str_equal (round->low_by, "none"))
    xy_set_str (&round->low_by, "score");
  round->low_value = XY_HYGIENE_PASSED;
}

void
xy_hygiene_round_set_mode (XyHygieneRound *round, const char *mode)
{
  gboolean was_tick = g_strcmp0 (round->mode, "tick") == 0;
  g_autofree char *keep = g_strdup (mode);

  xy_set_str (&round->mode, keep);
  if (g_str_equal (keep, "tick"))
    set_tick (round);
  else if (was_tick)
    {
      set_defaults (round);
      xy_set_str (&round->mode, keep);
    }
  if (!g_str_equal (keep, "items"))
    round->checklist = XY_ID_NONE;
}

static gboolean
check_mode (XyStore *store, XyHygieneRound *round, GError **error)
{
  if (g_str_equal (round->mode, "tick"))
    set_tick (round);
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

/* As they are stored, however they were typed. */
static void
write_bands (XyHygieneRound *round, GPtrArray *bands)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < bands->len; i++)
    {
      const XyPointsBand *band = bands->pdata[i];
      g_autofree char *least =
          band->least % 100 == 0 ? g_strdup_printf ("%d", (int) (band->least / 100)) : xy_points_to_text (band->least);
      g_string_append_printf (text, "%s%s\t%s", i > 0 ? "\n" : "", band->name, least);
    }
  xy_set_str (&round->bands, text->len > 0 ? text->str : NULL);
}

static gboolean
check_lists (XyHygieneRound *round, GError **error)
{
  g_autoptr (GPtrArray) bands = xy_points_bands (round->bands, error);

  if (bands == NULL || !check_value (round->red_by, round->red_value, "red_value", error)
      || !check_value (round->low_by, round->low_value, "low_value", error))
    return FALSE;
  write_bands (round, bands);
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

gboolean
xy_hygiene_check_making (XyStore *store, XyHygieneRound *round, const XyHygieneSeat *seats, guint n, GError **error)
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
  return xy_unit_area (nodes, round->units, &area, error) && check_period (store, round, nodes, area, error)
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

/* Grades and lists by score are of a hundred. */
static gboolean
look_at_most (XyStore *store, const XyHygieneRound *round, XyHygieneLook *look, GError **error)
{
  g_autoptr (XyHygieneChecklist) checklist = NULL;

  if (!g_str_equal (round->mode, "items"))
    return TRUE;
  checklist = xy_record_get (store, &xy_hygiene_checklist_type, &round->checklist, error);
  if (checklist == NULL)
    return FALSE;
  gint64 most = xy_hygiene_checklist_most (checklist);
  if (most == XY_HYGIENE_FULL)
    return TRUE;
  g_autofree char *text = xy_points_format (most), *before = g_steal_pointer (&look->warning);
  g_autofree char *sentence = g_strdup_printf (
      _ ("The items of this checklist come to %s points, not 100: please see that the grades and lists fit."), text);
  look->warning = g_strconcat (before != NULL ? before : "", sentence, NULL);
  return TRUE;
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
  if (!xy_hygiene_check_making (store, round, seats, n, error))
    return FALSE;
  g_autoptr (GArray) walk = xy_hygiene_walk (store, round, TRUE, error);
  return walk != NULL && count_short (store, round, seats, n, walk, look, error)
         && look_at_most (store, round, look, error);
}

const XySql *
xy_hygiene_propose_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
