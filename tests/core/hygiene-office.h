/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-office: what the tests of the slips and boards start from: an office with groups and households, and closed
 * rounds that are written as they came out, without anybody having judged in them.
 */
#pragma once

#include "core/hygiene-place.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"
#include "points-office.h"

typedef struct
{
  PointsOffice *points;
  const char *day;
  const char *closed_on; /* NULL: open */
  const char *lists; /* a letter for each household: r red, l low, e excused, a absent, - none; shorter: not in it */
  XyId round;        /* out */
  XyId results[POINTS_HOUSEHOLDS];
} HygieneRound;

/* Those behind in the list of households are before in the ranking; the first is the first. */
static inline gint64
hygiene_red_rank (guint i)
{
  return i == 0 ? 1 : 100 - i;
}

static inline gboolean
hygiene_write_result (XyTxn *txn, HygieneRound *self, guint i, GError **error)
{
  g_autoptr (XyHygieneResult) result = xy_record_new (&xy_hygiene_result_type);
  g_autofree char *problem = g_strdup_printf ("门前堆柴草%u处", i + 1);
  char letter = self->lists[i];

  result->record.id = xy_hygiene_result_id (&self->round, &self->points->household[i]);
  result->round = self->round;
  result->household = self->points->household[i];
  result->unit = self->points->unit[i % POINTS_UNITS];
  result->sort = i;
  result->rank = letter == 'e' || letter == 'a' ? 0 : letter == 'r' ? hygiene_red_rank (i) : 200 + i;
  xy_set_str (&result->band, result->rank == 0 ? NULL : letter == 'r' ? "清洁" : letter == 'l' ? "不合格" : "合格");
  result->score = letter == 'r' ? 9500 - i * 10 : letter == 'l' ? 5000 + i * 10 : 8000;
  xy_set_str (&result->state, letter == 'e' ? "excused" : letter == 'a' ? "absent" : "in");
  xy_set_str (&result->list, letter == 'r' ? "red" : letter == 'l' ? "low" : NULL);
  xy_set_str (&result->suggested, result->list);
  xy_set_str (&result->problem, letter == 'l' ? problem : NULL);
  xy_set_str (&result->bright, letter == 'r' ? "庭院整洁" : NULL);
  if (!xy_record_save (txn, result, error))
    return FALSE;
  self->results[i] = result->record.id;
  return TRUE;
}

static inline gboolean
hygiene_write_round (XyTxn *txn, gpointer data, GError **error)
{
  HygieneRound *self = data;
  g_autoptr (XyHygieneRound) round = xy_record_new (&xy_hygiene_round_type);
  g_autofree char *period = xy_period_of (self->day, XY_SPAN_MONTH);

  xy_set_str (&round->kind, "monthly");
  xy_set_str (&round->period, period);
  xy_set_str (&round->day, self->day);
  xy_set_str (&round->target, "household");
  xy_set_str (&round->mode, "score");
  xy_set_str (&round->red_by, "share");
  xy_set_str (&round->low_by, "score");
  xy_set_str (&round->ties, "with");
  xy_set_str (&round->closed_on, self->closed_on);
  xy_set_str (&round->closed_by, self->closed_on != NULL ? "曾小平" : NULL);
  xy_set_str (&round->recorder, "曾小平");
  round->judges_least = 3;
  round->limit_days = 7;
  if (!xy_record_save (txn, round, error))
    return FALSE;
  self->round = round->record.id;
  for (guint i = 0; i < POINTS_HOUSEHOLDS && self->lists[i] != '\0'; i++)
    if (!hygiene_write_result (txn, self, i, error))
      return FALSE;
  return TRUE;
}

static inline HygieneRound
hygiene_round (PointsOffice *points, const char *day, const char *closed_on, const char *lists)
{
  HygieneRound round = { .points = points, .day = day, .closed_on = closed_on, .lists = lists };

  office_act (&points->office, "Round", hygiene_write_round, &round);
  return round;
}

static inline gboolean
hygiene_try (PointsOffice *points, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (points->office.store, &points->office.actor, "", func, data, error);
}

/* One slip of ONE, issued on DAY until DUE; its id. */
static inline XyId
hygiene_issue (PointsOffice *points, const XyHygieneSlipOne *one, const char *day, const char *due)
{
  g_autoptr (GError) error = NULL;
  XyId made = XY_ID_NONE;
  XyHygieneIssuing issuing = { .ones = one, .n = 1, .day = day, .due = due, .made = &made };

  hygiene_try (points, xy_hygiene_issue_act, &issuing, &error);
  g_assert_no_error (error);
  return made;
}

static inline gboolean
hygiene_look (PointsOffice *points, const XyId *slip, XyHygieneRecheckKind kind, const char *day, GError **error)
{
  XyHygieneRechecking asked = {
    .slips = slip, .n = 1, .kind = kind, .day = day, .until = "2026-12-20", .note = "弄错了"
  };

  return hygiene_try (points, xy_hygiene_recheck_act, &asked, error);
}

static inline XyHygieneSlip *
hygiene_slip (PointsOffice *points, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyHygieneSlip *slip = xy_record_get (points->office.store, &xy_hygiene_slip_type, id, &error);

  g_assert_no_error (error);
  return slip;
}

#define hygiene_assert_field(error, name)                                                                              \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);                                                                \
    g_assert_cmpstr (xy_error_get_field (error), ==, name);                                                            \
    g_clear_error (&error);                                                                                            \
  }                                                                                                                    \
  G_STMT_END

#define hygiene_assert_conflict(error)                                                                                 \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);                                                               \
    g_clear_error (&error);                                                                                            \
  }                                                                                                                    \
  G_STMT_END
