/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-rule.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/pinyin.h"
#include "core/points-account.h"
#include "core/store.h"

#define NEWEST                                                                                                         \
  "WHERE t.del = 0 AND t.version = (SELECT max (v.version) FROM points_rule AS v WHERE v.code = t.code AND v.del = 0)"
#define HOLDS(t) "(" t ".starts IS NULL OR " t ".starts <= ?1) AND (" t ".ends IS NULL OR " t ".ends >= ?1)"
#define LIST_SQL NEWEST " ORDER BY t.sort, t.code"
#define LIST_OF_DAY_SQL                                                                                                \
  "WHERE t.del = 0 AND " HOLDS ("t") " AND t.version = (SELECT max (v.version) FROM points_rule AS v "                 \
                                     "WHERE v.code = t.code AND v.del = 0 AND " HOLDS (                                \
                                         "v") ") ORDER BY t.sort, t.code"
#define BY_CODE_SQL "WHERE t.code = ?1 AND t.del = 0 ORDER BY t.version DESC"
#define CODES_SQL "SELECT max (CAST (substr (code, ?2) AS INTEGER)) FROM points_rule WHERE code GLOB ?1 || '[0-9]*'"

static const XySql statements[] = {
  { &xy_points_rule_type, LIST_SQL },
  { &xy_points_rule_type, LIST_OF_DAY_SQL },
  { &xy_points_rule_type, BY_CODE_SQL },
  { NULL, CODES_SQL },
};

static void derive_keys (XyRecord *record);
static gboolean check_rule (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "code", N_ ("Code"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, code), XY_FIELD_REQUIRED },
  { "version", N_ ("Version"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsRule, version), 0 },
  { "catalogue", N_ ("Catalogue"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, catalogue), 0 },
  { "category", N_ ("Category"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, category), XY_FIELD_REQUIRED },
  { "name", N_ ("Item"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, name), XY_FIELD_REQUIRED },
  { "unit", N_ ("Unit"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, unit), 0 },
  { "score", N_ ("Score"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsRule, score), 0 },
  { "score_max", N_ ("Highest score"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsRule, score_max), 0 },
  { "step", N_ ("Amount per step"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsRule, step), 0 },
  { "cap", N_ ("Cap"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsRule, cap), 0 },
  { "cap_period", N_ ("Cap period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, cap_period), 0, xy_points_spans },
  { "starts", N_ ("From"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsRule, starts), 0 },
  { "ends", N_ ("Until"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsRule, ends), 0 },
  { "basis", N_ ("Basis"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, basis), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsRule, sort), 0 },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, account), 0, xy_points_accounts },
  { "unspendable", N_ ("Cannot be spent"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyPointsRule, unspendable), 0 },
  { "tiers", N_ ("Score by amount"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, tiers), XY_FIELD_TABLE },
  { "tiers_period", N_ ("Amounts together in"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, tiers_period), 0,
    xy_points_spans },
  { "cap_act", N_ ("Cap for one time"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsRule, cap_act), 0 },
  { "pool", N_ ("Only the largest of"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, pool), 0 },
  { "repeat_period", N_ ("Repeats double within"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, repeat_period), 0,
    xy_points_spans },
  { "round", N_ ("Rounded to"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsRule, round), 0 },
  { "target", N_ ("Only for"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, target), 0 },
  { "exempt", N_ ("Not for"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, exempt), 0 },
  { "evidence", N_ ("Evidence expected"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyPointsRule, evidence), 0 },
  { "find", N_ ("Search key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, find), XY_FIELD_DERIVED },
};

const XyRecordType xy_points_rule_type = {
  .table = "points_rule",
  .noun = N_ ("rule"),
  .topic = XY_TOPIC_RULE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_rule_get_type,
  .derive = derive_keys,
  .check = check_rule,
};

XY_DEFINE_RECORD (XyPointsRule, xy_points_rule)

static void
derive_keys (XyRecord *record)
{
  XyPointsRule *rule = (XyPointsRule *) record;
  g_autofree char *full = NULL, *initials = NULL, *code = g_ascii_strdown (rule->code, -1);

  xy_pinyin_keys (rule->name, &full, &initials);
  g_free (rule->find);
  rule->find = g_strjoin (" ", code, rule->name, initials, full, NULL);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[0] == '\0';
}

static gboolean
check_rule (XyTxn *txn, XyRecord *record, GError **error)
{
  if (!record->stored)
    return xy_points_rule_check (xy_txn_get_store (txn), (XyPointsRule *) record, error);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("A rule that was written is not changed. A change is a new version of it."));
  return FALSE;
}

/* Whether B is what A already says; order, version and origin apart. */
static gboolean
says_the_same (const XyPointsRule *a, const XyPointsRule *b)
{
  static const char *const apart[] = { "version", "catalogue", "sort", "find", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!g_strv_contains (apart, fields[i].name) && !xy_record_field_equal (a, b, &fields[i]))
      return FALSE;
  return TRUE;
}

GPtrArray *
xy_points_rule_list (XyStore *store, const char *day, GError **error)
{
  if (day == NULL)
    return xy_record_list (store, &xy_points_rule_type, LIST_SQL, XY_BIND_NONE, error);
  return xy_record_list (store, &xy_points_rule_type, LIST_OF_DAY_SQL, XY_BIND (XY_TEXT (day)), error);
}

gboolean
xy_points_rule_holds (const XyPointsRule *rule, const char *day)
{
  return (is_empty (rule->starts) || strcmp (rule->starts, day) <= 0)
         && (is_empty (rule->ends) || strcmp (rule->ends, day) >= 0);
}

XyPointsRule *
xy_points_rule_find (XyStore *store, const char *code, const char *day, GError **error)
{
  g_autoptr (GPtrArray) versions =
      xy_record_list (store, &xy_points_rule_type, BY_CODE_SQL, XY_BIND (XY_TEXT (code)), error);

  if (versions == NULL)
    return NULL;
  for (guint i = 0; i < versions->len; i++)
    if (day == NULL || xy_points_rule_holds (versions->pdata[i], day))
      return g_object_ref (versions->pdata[i]);
  if (versions->len > 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The rule %s “%s” does not hold on %s."), code,
                 ((XyPointsRule *) versions->pdata[0])->name, day);
  else
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no rule with the code %s."), code);
  return NULL;
}

GPtrArray *
xy_points_rule_versions (XyStore *store, const char *code, GError **error)
{
  return xy_record_list (store, &xy_points_rule_type, BY_CODE_SQL, XY_BIND (XY_TEXT (code)), error);
}

char *
xy_points_rule_free_code (XyStore *store, const char *prefix, GError **error)
{
  gint64 last = 0;

  if (!xy_db_number (xy_store_get_db (store), CODES_SQL, XY_BIND (XY_TEXT (prefix), XY_INT (strlen (prefix) + 1)),
                     &last, error))
    return NULL;
  return g_strdup_printf ("%s%02" G_GINT64_FORMAT, prefix, last + 1);
}

gboolean
xy_points_rule_end (XyTxn *txn, const char *code, const char *day, GError **error)
{
  g_autoptr (XyPointsRule) rule = xy_points_rule_find (xy_txn_get_store (txn), code, NULL, error);

  if (rule == NULL)
    return FALSE;
  if (!xy_day_is_valid (day))
    {
      xy_set_invalid (error, "ends", _ ("“%s” is not a day of the calendar."), day != NULL ? day : "");
      return FALSE;
    }
  if (!is_empty (rule->ends) && strcmp (rule->ends, day) <= 0)
    {
      xy_set_invalid (error, "ends", _ ("The rule “%s” held until %s only."), rule->name, rule->ends);
      return FALSE;
    }

  g_autoptr (XyPointsRule) copy = xy_record_copy (rule);
  g_autofree char *title = g_strdup_printf (_ ("End the rule “%s” after %s"), rule->name, day);
  xy_set_str (&copy->ends, day);
  xy_txn_set_title (txn, title);
  return xy_points_rule_save (txn, copy, NULL, error);
}

gboolean
xy_points_rule_save (XyTxn *txn, XyPointsRule *rule, gboolean *changed, GError **error)
{
  g_autoptr (GPtrArray) versions =
      xy_record_list (xy_txn_get_store (txn), &xy_points_rule_type, BY_CODE_SQL, XY_BIND (XY_TEXT (rule->code)), error);

  if (changed != NULL)
    *changed = FALSE;
  if (versions == NULL)
    return FALSE;
  if (!xy_points_rule_check (xy_txn_get_store (txn), rule, error))
    return FALSE;
  if (versions->len > 0 && says_the_same (versions->pdata[0], rule))
    return TRUE;

  rule->record.id = XY_ID_NONE;
  rule->record.stored = FALSE;
  rule->version = versions->len > 0 ? ((XyPointsRule *) versions->pdata[0])->version + 1 : 1;
  if (!xy_record_save (txn, rule, error))
    return FALSE;
  if (changed != NULL)
    *changed = TRUE;
  return TRUE;
}

const XySql *
xy_points_rule_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
