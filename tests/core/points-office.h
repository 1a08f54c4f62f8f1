/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-office: what the tests of the points start from: an office with groups, households and a few rules. */
#pragma once

#include "core/household.h"
#include "core/points-record.h"
#include "core/unit.h"
#include "office.h"

#define POINTS_HOUSEHOLDS 20
#define POINTS_UNITS 4

typedef struct
{
  Office office;
  XyId unit[POINTS_UNITS];
  XyId household[POINTS_HOUSEHOLDS];
  XyId sweep;    /* +1 each */
  XyId help;     /* +1 each, 2 a month */
  XyId training; /* +1 each, 3 a year */
  XyId litter;   /* -5 each, 15 a quarter */
  XyId flood;    /* +2 to +3 */
  XyId gift;     /* +0.1 for every 10 yuan, 40 a year */
} PointsOffice;

static inline gboolean
points_add_rule (XyTxn *txn,
                 XyId *id,
                 const char *code,
                 const char *name,
                 gint64 score,
                 gint64 score_max,
                 gint64 step,
                 gint64 cap,
                 const char *cap_period,
                 GError **error)
{
  g_autoptr (XyPointsRule) rule = xy_record_new (&xy_points_rule_type);

  xy_set_str (&rule->code, code);
  xy_set_str (&rule->category, score > 0 ? "扶危济困" : "环境整治");
  xy_set_str (&rule->name, name);
  xy_set_str (&rule->unit, step > 0 ? "元" : "次");
  xy_set_str (&rule->cap_period, cap_period);
  rule->score = score;
  rule->score_max = score_max;
  rule->step = step;
  rule->cap = cap;
  if (!xy_points_rule_save (txn, rule, NULL, error))
    return FALSE;
  *id = rule->record.id;
  return TRUE;
}

static inline gboolean
points_add_roster (XyTxn *txn, gpointer data, GError **error)
{
  static const char *const surnames[POINTS_HOUSEHOLDS] = { "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈",
                                                           "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "尤", "许" };
  PointsOffice *points = data;

  for (guint i = 0; i < POINTS_UNITS; i++)
    {
      g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);
      g_autofree char *name = g_strdup_printf ("%u组", i + 1);
      xy_set_str (&unit->kind, "组");
      xy_set_str (&unit->name, name);
      unit->sort = i + 1;
      if (!xy_record_save (txn, unit, error))
        return FALSE;
      points->unit[i] = unit->record.id;
    }
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    {
      g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
      g_autofree char *number = g_strdup_printf ("%u-%03u", i % POINTS_UNITS + 1, i / POINTS_UNITS + 1);
      g_autofree char *head = g_strdup_printf ("%s国强", surnames[i]);
      xy_set_str (&household->number, number);
      xy_set_str (&household->head_name, head);
      xy_set_str (&household->state, "here");
      household->unit = points->unit[i % POINTS_UNITS];
      if (!xy_record_save (txn, household, error))
        return FALSE;
      points->household[i] = household->record.id;
    }
  return points_add_rule (txn, &points->sweep, "T01", "义务清扫", 100, 100, 0, 0, NULL, error)
         && points_add_rule (txn, &points->help, "T02", "邻里互助", 100, 100, 0, 200, "month", error)
         && points_add_rule (txn, &points->training, "T03", "参加村里培训", 100, 100, 0, 300, "year", error)
         && points_add_rule (txn, &points->litter, "T04", "乱倒垃圾", -500, -500, 0, 1500, "quarter", error)
         && points_add_rule (txn, &points->flood, "T05", "义务防汛", 200, 300, 0, 0, NULL, error)
         && points_add_rule (txn, &points->gift, "T06", "捐款", 10, 10, 1000, 4000, "year", error);
}

static inline void
points_open (PointsOffice *points, guint64 seed)
{
  office_open (&points->office, seed);
  office_act (&points->office, "Roster and rules", points_add_roster, points);
}

static inline void
points_close (PointsOffice *points)
{
  office_close (&points->office);
}

/* Records DRAFT in an act of its own. */
static inline gboolean
points_try (PointsOffice *points, const XyPointsDraft *draft, GError **error)
{
  return xy_store_act (points->office.store, &points->office.actor, "", xy_points_record_act, (gpointer) draft, error);
}

/* One entry of one household; its id. */
static inline XyId
points_one (PointsOffice *points, const XyId *rule, guint household, const char *day, gint64 amount, gint64 score)
{
  XyPointsDraft draft = { .rule = *rule,
                          .day = day,
                          .amount = amount,
                          .score = score,
                          .households = &points->household[household],
                          .n_households = 1 };
  g_autoptr (GError) error = NULL;
  XyId id = XY_ID_NONE;

  points_try (points, &draft, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) last = xy_record_list (points->office.store, &xy_points_entry_type,
                                               "ORDER BY t.at DESC, t.id DESC LIMIT 1", XY_BIND_NONE, &error);
  g_assert_no_error (error);
  id = ((XyRecord *) last->pdata[0])->id;
  return id;
}

/* A line of the ledger as it is, whatever its kind; of household 0 where none is given. */
typedef struct
{
  XyId household;
  XyId person;
  const char *account;
  const char *kind;
  const char *day;
  gint64 amount;
  gint64 delta;
  gint64 withheld;
  XyId made; /* out */
} PointsRaw;

static inline gboolean
points_write_raw (XyTxn *txn, gpointer data, GError **error)
{
  PointsRaw *raw = data;
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  entry->household = raw->household;
  entry->person = raw->person;
  entry->amount = raw->amount;
  entry->delta = raw->delta;
  entry->withheld = raw->withheld;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->account, raw->account);
  xy_set_str (&entry->kind, raw->kind);
  xy_set_str (&entry->category, "扶危济困");
  xy_set_str (&entry->item, "义务清扫");
  xy_set_str (&entry->day, raw->day);
  if (!xy_record_save (txn, entry, error))
    return FALSE;
  raw->made = entry->record.id;
  return TRUE;
}

static inline void
points_write (PointsOffice *points, PointsRaw *raw)
{
  if (xy_id_is_none (&raw->household))
    raw->household = points->household[0];
  office_act (&points->office, "Entry", points_write_raw, raw);
}
