/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-round.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-private.h"
#include "core/record-check.h"
#include "core/store.h"

enum
{
  NEXT_NUMBER,
  SAME_JUDGE,
  WHAT,
};

static const XySql statements[] = {
  /* A round that was undone keeps its number, for it may be on a paper. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM hygiene_round WHERE day BETWEEN "
                          "substr (?1, 1, 4) || '-01-01' AND substr (?1, 1, 4) || '-12-31'" },
  [SAME_JUDGE] = { NULL, "SELECT count (*) FROM hygiene_judge WHERE round = ?1 AND del = 0 AND id IS NOT ?2 AND "
                         "(name = ?3 AND (person IS NULL OR ?4 IS NULL) OR person = ?4)" },
  [WHAT] = { NULL, "SELECT h.number, h.head_name, p.name FROM hygiene_result AS r "
                   "LEFT JOIN household AS h ON h.id = r.household LEFT JOIN hygiene_place AS p ON p.id = r.place "
                   "WHERE r.id = ?1" },
};

static gboolean check_round (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_judge (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_result (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_sheet (XyTxn *txn, XyRecord *record, GError **error);

static const XyWord kinds[] = {
  { "monthly", N_ ("monthly") },
  { "quarterly", N_ ("by the quarter") },
  { "special", N_ ("special") },
  { NULL, NULL },
};

static const XyWord targets[] = {
  { "household", N_ ("households") },
  { "place", N_ ("public areas") },
  { NULL, NULL },
};

static const XyWord modes[] = {
  { "items", N_ ("a score for each item") },
  { "score", N_ ("one score") },
  { "tick", N_ ("passed or not") },
  { NULL, NULL },
};

static const XyWord lists_by[] = {
  { "none", N_ ("no list") },
  { "share", N_ ("by share") },
  { "number", N_ ("by number") },
  { "score", N_ ("by score") },
  { NULL, NULL },
};

static const XyWord ties[] = {
  { "with", N_ ("all with the same score are on the list") },
  { "without", N_ ("none of them") },
  { "before", N_ ("who was better the round before") },
  { "order", N_ ("who comes first on the walk") },
  { NULL, NULL },
};

static const XyWord states[] = {
  { "in", N_ ("is judged") },
  { "excused", N_ ("is helped instead") },
  { "absent", N_ ("could not be judged") },
  { NULL, NULL },
};

static const XyWord lists[] = {
  { "red", N_ ("red list") },
  { "low", N_ ("households to help") },
  { NULL, NULL },
};

static const XyField round_fields[] = {
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneRound, number), XY_FIELD_IMMUTABLE },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, name), 0 },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, kind), XY_FIELD_REQUIRED, kinds },
  { "period", N_ ("Period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, period), 0 },
  { "day", N_ ("Judged on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneRound, day), XY_FIELD_REQUIRED },
  { "target", N_ ("What is judged"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, target),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE, targets },
  { "units", N_ ("Groups"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, units), XY_FIELD_TABLE },
  { "checklist", N_ ("Checklist"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneRound, checklist), 0 },
  { "mode", N_ ("How it is scored"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, mode), XY_FIELD_REQUIRED, modes },
  { "judges_least", N_ ("Judges at least"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneRound, judges_least), 0 },
  { "red_by", N_ ("Red list by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, red_by), XY_FIELD_REQUIRED,
    lists_by },
  { "red_value", N_ ("Red list"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneRound, red_value), 0 },
  { "low_by", N_ ("Households to help by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, low_by), XY_FIELD_REQUIRED,
    lists_by },
  { "low_value", N_ ("Households to help"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneRound, low_value), 0 },
  { "ties", N_ ("With equal scores"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, ties), XY_FIELD_REQUIRED, ties },
  { "bands", N_ ("Bands"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, bands), XY_FIELD_TABLE },
  { "limit_days", N_ ("Days for putting right"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneRound, limit_days), 0 },
  { "closed_on", N_ ("Lists decided on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneRound, closed_on), 0 },
  { "closed_by", N_ ("Decided by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, closed_by), 0 },
  { "missing", N_ ("Why sheets are missing"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, missing), 0 },
  { "points_on", N_ ("Handed to the points on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneRound, points_on), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, note), XY_FIELD_LONG_TEXT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRound, recorder), XY_FIELD_REQUIRED },
};

const XyRecordType xy_hygiene_round_type = {
  .table = "hygiene_round",
  .noun = N_ ("hygiene round"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = round_fields,
  .n_fields = G_N_ELEMENTS (round_fields),
  .get_gtype = xy_hygiene_round_get_type,
  .check = check_round,
};

XY_DEFINE_RECORD (XyHygieneRound, xy_hygiene_round)

static const XyField judge_fields[] = {
  { "round", N_ ("Round"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneJudge, round),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneJudge, name), XY_FIELD_REQUIRED },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneJudge, person), 0 },
  { "post", N_ ("Post"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneJudge, post), 0 },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneJudge, number), 0 },
};

const XyRecordType xy_hygiene_judge_type = {
  .table = "hygiene_judge",
  .noun = N_ ("judge"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = judge_fields,
  .n_fields = G_N_ELEMENTS (judge_fields),
  .get_gtype = xy_hygiene_judge_get_type,
  .check = check_judge,
};

XY_DEFINE_RECORD (XyHygieneJudge, xy_hygiene_judge)

static const XyField result_fields[] = {
  { "round", N_ ("Round"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneResult, round),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneResult, household), XY_FIELD_IMMUTABLE },
  { "place", N_ ("Public area"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneResult, place), XY_FIELD_IMMUTABLE },
  { "unit", N_ ("Group"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneResult, unit), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneResult, sort), 0 },
  { "state", N_ ("State"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, state), XY_FIELD_REQUIRED, states },
  { "excuse", N_ ("Why it is not judged"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, excuse),
    XY_FIELD_SENSITIVE },
  { "bright", N_ ("Bright point"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, bright), 0 },
  { "problem", N_ ("Problem"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, problem), 0 },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, photo), XY_FIELD_ATTACHMENT },
  { "score", N_ ("Score"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyHygieneResult, score), 0 },
  { "rank", N_ ("Rank"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneResult, rank), 0 },
  { "band", N_ ("Grade"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, band), 0 },
  { "suggested", N_ ("Suggested"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, suggested), 0, lists },
  { "list", N_ ("List"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, list), 0, lists },
  { "reason", N_ ("Reason"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, reason), 0 },
  { "plate", N_ ("Plate"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneResult, plate), 0 },
  { "n", N_ ("Score sheets"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneResult, n), XY_FIELD_DERIVED },
  { "total", N_ ("Sum"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyHygieneResult, total), XY_FIELD_DERIVED },
};

const XyRecordType xy_hygiene_result_type = {
  .table = "hygiene_result",
  .noun = N_ ("result of a round"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = result_fields,
  .n_fields = G_N_ELEMENTS (result_fields),
  .get_gtype = xy_hygiene_result_get_type,
  .check = check_result,
};

XY_DEFINE_RECORD (XyHygieneResult, xy_hygiene_result)

static const XyField sheet_fields[] = {
  { "result", N_ ("Result"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneSheet, result),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "judge", N_ ("Judge"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneSheet, judge),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "scores", N_ ("Scores"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneSheet, scores), 0 },
  { "sum", N_ ("Sum"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyHygieneSheet, sum), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneSheet, note), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneSheet, recorder), XY_FIELD_REQUIRED },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyHygieneSheet, at), 0 },
};

const XyRecordType xy_hygiene_sheet_type = {
  .table = "hygiene_sheet",
  .noun = N_ ("score sheet"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = sheet_fields,
  .n_fields = G_N_ELEMENTS (sheet_fields),
  .get_gtype = xy_hygiene_sheet_get_type,
  .check = check_sheet,
};

XY_DEFINE_RECORD (XyHygieneSheet, xy_hygiene_sheet)

static const XyField correction_fields[] = {
  { "result", N_ ("Result"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneCorrection, result),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneCorrection, day),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "was", N_ ("List before"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneCorrection, was), XY_FIELD_IMMUTABLE, lists },
  { "list", N_ ("List"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneCorrection, list), XY_FIELD_IMMUTABLE, lists },
  { "reason", N_ ("Reason"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneCorrection, reason),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneCorrection, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyHygieneCorrection, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_hygiene_correction_type = {
  .table = "hygiene_correction",
  .noun = N_ ("correction of a list"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = correction_fields,
  .n_fields = G_N_ELEMENTS (correction_fields),
  .get_gtype = xy_hygiene_correction_get_type,
};

XY_DEFINE_RECORD (XyHygieneCorrection, xy_hygiene_correction)

static gboolean
check_round (XyTxn *txn, XyRecord *record, GError **error)
{
  XyHygieneRound *round = (XyHygieneRound *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  return round->number != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_NUMBER].text, XY_BIND (XY_TEXT (round->day)),
                          &round->number, error);
}

static gboolean
check_judge (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyHygieneJudge *judge = (const XyHygieneJudge *) record;
  gint64 same = 0;

  if (!xy_record_tidy (record, error)
      || !xy_db_number (
          xy_txn_get_db (txn), statements[SAME_JUDGE].text,
          XY_BIND (XY_ID (&judge->round), XY_ID (&record->id), XY_TEXT (judge->name), XY_ID (&judge->person)), &same,
          error))
    return FALSE;
  if (same == 0)
    return TRUE;
  xy_set_invalid (error, "name", _ ("%s is already a judge of this round."), judge->name);
  return FALSE;
}

static gboolean
check_result (XyTxn *txn, XyRecord *record, GError **error)
{
  return xy_record_tidy (record, error);
}

static gboolean
check_sheet (XyTxn *txn, XyRecord *record, GError **error)
{
  return xy_record_tidy (record, error);
}

static XyId
derive (const XyId *of, const XyId *with)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (with, text);
  return xy_id_derive (of, text);
}

XyId
xy_hygiene_result_id (const XyId *round, const XyId *household_or_place)
{
  return derive (round, household_or_place);
}

XyId
xy_hygiene_sheet_id (const XyId *result, const XyId *judge)
{
  return derive (result, judge);
}

char *
xy_hygiene_round_describe (const XyHygieneRound *round)
{
  /* Translators: the number of the round, and the year it is in: 2026年第3期人居环境评比. */
  return round->name != NULL ? g_strdup (round->name)
                             : g_strdup_printf (_ ("Hygiene round %d of %.4s"), (int) round->number, round->day);
}

const XyWord *
xy_hygiene_words (const char *field)
{
  static const struct
  {
    const char *field;
    const XyWord *words;
  } list[] = {
    { "kind", kinds },      { "target", targets }, { "mode", modes },   { "red_by", lists_by },
    { "low_by", lists_by }, { "ties", ties },      { "state", states }, { "list", lists },
  };

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    if (g_str_equal (list[i].field, field))
      return list[i].words;
  g_return_val_if_reached (NULL);
}

char *
xy_hygiene_result_describe (XyStore *store, const XyHygieneResult *result)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[WHAT].text, XY_BIND (XY_ID (&result->record.id)), NULL);

  if (!xy_rows_next (rows, NULL))
    return g_strdup ("");
  if (!xy_rows_is_null (rows, 2))
    return g_strdup (xy_rows_text (rows, 2));
  if (xy_rows_is_null (rows, 0) || xy_rows_is_null (rows, 1))
    return g_strdup (xy_rows_is_null (rows, 0) ? xy_rows_text (rows, 1) : xy_rows_text (rows, 0));
  return g_strdup_printf ("%s %s", xy_rows_text (rows, 0), xy_rows_text (rows, 1));
}

XyHygieneRound *
xy_hygiene_round_get (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_record_get (store, &xy_hygiene_round_type, id, error);

  if (round == NULL || !round->record.deleted)
    return g_steal_pointer (&round);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This %s is no longer there."), _ (xy_hygiene_round_type.noun));
  return NULL;
}

XyHygieneRound *
xy_hygiene_round_get_open (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, id, error);

  if (round == NULL || round->closed_on == NULL)
    return g_steal_pointer (&round);
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The lists of the %s were decided on %s. Open it again first, as long as nothing hangs."), name,
               round->closed_on);
  return NULL;
}

XyHygieneResult *
xy_hygiene_result_get (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyHygieneResult) result = xy_record_get (store, &xy_hygiene_result_type, id, error);

  if (result == NULL || !result->record.deleted)
    return g_steal_pointer (&result);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This %s is no longer there."), _ (xy_hygiene_result_type.noun));
  return NULL;
}

gboolean
xy_hygiene_day (XyTxn *txn, const char *typed, char day[], GError **error)
{
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));

  g_strlcpy (day, today, XY_DAY_SIZE);
  if (typed == NULL)
    return TRUE;
  if (xy_day_parse (typed, day) != XY_DAY_FULL)
    xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), typed);
  else if (strcmp (day, today) > 0)
    xy_set_invalid (error, "day", _ ("%s is still to come; today is %s. Please check the date."), day, today);
  else
    return TRUE;
  return FALSE;
}

gint64
xy_hygiene_average (gint64 total, gint64 n)
{
  return n > 0 ? (2 * total + n) / (2 * n) : 0;
}

const XySql *
xy_hygiene_round_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
