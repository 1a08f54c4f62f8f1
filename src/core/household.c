/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/household.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/find.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/pinyin.h"
#include "core/record-check.h"
#include "core/store.h"
#include "core/stroke.h"
#include "core/unit.h"

/* sort = group × this + number in the group. */
#define GROUP_STEP 100000

enum
{
  MEMBERS,
  LAST_NUMBER,
  NUMBER_TAKEN,
  NUMBER_LIVE,
  HEAD_NAME,
  UNIT_LIVES,
  HAS_MEMBERS,
  HAS_POINTS,
  HAS_HYGIENE,
  N_STATEMENTS,
};

static const XySql statements[] = {
  [MEMBERS] = { &xy_person_type,
                "WHERE t.household = ?1 AND t.del = 0 AND (?2 = 0 OR t.state IN ('here', 'away'))"
                " ORDER BY t.sort, t.birthday IS NULL, t.birthday, t.id",
                NULL },
  /* Deleted ones count: a number is never given twice. */
  [LAST_NUMBER] = { NULL, "SELECT max (sort) FROM household WHERE sort >= ?1 AND sort < ?2", NULL },
  [NUMBER_TAKEN] = { NULL, "SELECT EXISTS (SELECT 1 FROM household WHERE number = ?1)", NULL },
  [NUMBER_LIVE] = { NULL, "SELECT EXISTS (SELECT 1 FROM household WHERE number = ?1 AND del = 0 AND id IS NOT ?2)",
                    NULL },
  [HEAD_NAME] = { NULL, "SELECT name FROM person WHERE id = ?1 AND del = 0", NULL },
  [UNIT_LIVES] = { NULL, "SELECT count (*) FROM unit WHERE id = ?1 AND del = 0", NULL },
  [HAS_MEMBERS] = { NULL,
                    "SELECT EXISTS (SELECT 1 FROM person WHERE household = ?1 AND del = 0 AND state IN ('here', 'away'))",
                    NULL },
  [HAS_POINTS] = { NULL, "SELECT EXISTS (SELECT 1 FROM points_entry WHERE household = ?1 AND cancelled = 0)", NULL },
  [HAS_HYGIENE] = { NULL,
                    "SELECT EXISTS (SELECT 1 FROM hygiene_slip WHERE household = ?1 AND del = 0) "
                    "OR EXISTS (SELECT 1 FROM hygiene_result WHERE household = ?1 AND del = 0 AND n > 0)",
                    NULL },
};

static const XyWord states[] = {
  { "here", N_ ("in the village") }, { "away", N_ ("away for work") },
  { "moved", N_ ("moved out") },     { "merged", N_ ("merged into another household") },
  { "gone", N_ ("ended") },          { NULL, NULL },
};

static void derive (XyRecord *record);
static gboolean check (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_delete (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard (XyTxn *txn, const XyRecord *record, GError **error);

static const XyField fields[] = {
  { "number", N_ ("Household number"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, number), 0 },
  { "unit", N_ ("Group"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHousehold, unit), 0 },
  { "head", N_ ("Head"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHousehold, head), XY_FIELD_HARD },
  { "head_name", N_ ("Head of household"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, head_name), 0 },
  { "address", N_ ("Address"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, address), XY_FIELD_PERSONAL },
  { "phone", N_ ("Phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, phone), XY_FIELD_PERSONAL },
  { "bank", N_ ("Bank account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, bank),
    XY_FIELD_PERSONAL | XY_FIELD_SENSITIVE | XY_FIELD_HARD },
  { "category", N_ ("Household kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, category), XY_FIELD_SENSITIVE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, note), XY_FIELD_LONG_TEXT },
  { "state", N_ ("State"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, state), 0, states },
  { "since", N_ ("Since"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHousehold, since), 0 },
  { "purged", N_ ("Purged"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHousehold, purged), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHousehold, sort), XY_FIELD_DERIVED },
  { "find", N_ ("Search key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, find), XY_FIELD_DERIVED },
  { "stroke", N_ ("Stroke key"), XY_FIELD_BYTES, G_STRUCT_OFFSET (XyHousehold, stroke), XY_FIELD_DERIVED },
  { "pinyin", N_ ("Pinyin order"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, pinyin), XY_FIELD_DERIVED },
};

const XyRecordType xy_household_type = {
  .table = "household",
  .noun = N_ ("household"),
  .topic = XY_TOPIC_HOUSEHOLD,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_household_get_type,
  .derive = derive,
  .check = check,
  .check_delete = check_delete,
  .guard = guard,
};

XY_DEFINE_RECORD (XyHousehold, xy_household)

/* "3-016" is 300016; of any other number the last digits, so that lists have some order. */
static gint64
number_order (const char *number)
{
  const char *dash = number != NULL ? strrchr (number, '-') : NULL;
  const char *tail = dash != NULL ? dash + 1 : number;
  gint64 group = dash != NULL ? g_ascii_strtoll (number, NULL, 10) : 0;

  if (number == NULL)
    return 0;
  gsize length = strlen (tail);
  gint64 own = g_ascii_strtoll (length > 5 ? tail + length - 5 : tail, NULL, 10);
  return CLAMP (group, 0, 999999) * GROUP_STEP + CLAMP (own, 0, GROUP_STEP - 1);
}

static gboolean
give_number (XyTxn *txn, XyHousehold *household, GError **error)
{
  gint64 group, last = 0, taken = 1;

  if (!xy_unit_number (xy_txn_get_store (txn), &household->unit, &group, error)
      || !xy_db_number (xy_txn_get_db (txn), statements[LAST_NUMBER].text,
                        XY_BIND (XY_INT (group * GROUP_STEP), XY_INT ((group + 1) * GROUP_STEP)), &last, error))
    return FALSE;
  for (gint64 next = last % GROUP_STEP + 1; taken != 0; next++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT "-%03" G_GINT64_FORMAT, group, next);
      if (!xy_db_number (xy_txn_get_db (txn), statements[NUMBER_TAKEN].text, XY_BIND (XY_TEXT (number)), &taken, error))
        return FALSE;
      xy_set_str (&household->number, number);
    }
  return TRUE;
}

static gboolean
check_number (XyTxn *txn, XyHousehold *household, GError **error)
{
  gint64 taken = 0;

  if (household->number == NULL)
    return give_number (txn, household, error);

  g_autofree char *clean = xy_digits_clean (household->number);
  xy_set_str (&household->number, clean);
  if (!xy_db_number (xy_txn_get_db (txn), statements[NUMBER_LIVE].text,
                     XY_BIND (XY_TEXT (clean), XY_ID (&household->record.id)), &taken, error))
    return FALSE;
  if (taken == 0)
    return TRUE;

  xy_set_invalid (error, "number", _ ("Another household has the number %s."), clean);
  return FALSE;
}

/* The head's name is that of the person, once he is in the roster. */
static gboolean
follow_head (XyTxn *txn, XyHousehold *household, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (xy_id_is_none (&household->head))
    return TRUE;
  g_autofree char *name =
      xy_db_text (xy_txn_get_db (txn), statements[HEAD_NAME].text, XY_BIND (XY_ID (&household->head)), &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (name != NULL)
    xy_set_str (&household->head_name, name);
  return TRUE;
}

static gboolean
check_unit (XyTxn *txn, const XyHousehold *household, GError **error)
{
  gint64 lives = 0;

  if (xy_id_is_none (&household->unit))
    return TRUE;
  if (!xy_db_number (xy_txn_get_db (txn), statements[UNIT_LIVES].text, XY_BIND (XY_ID (&household->unit)), &lives,
                     error))
    return FALSE;
  if (lives != 0)
    return TRUE;

  xy_set_invalid (error, "unit", _ ("This group is no longer there."));
  return FALSE;
}

static void
clean_member (char **member, char *(*clean) (const char *text))
{
  if (*member == NULL)
    return;
  char *text = clean (*member);
  g_free (*member);
  *member = text;
}

static void
derive (XyRecord *record)
{
  XyHousehold *household = (XyHousehold *) record;

  household->sort = number_order (household->number);
  g_free (household->find);
  household->find = xy_find_key (household->head_name, household->phone, NULL, household->number);
  g_clear_pointer (&household->stroke, g_bytes_unref);
  household->stroke = xy_stroke_key (household->head_name);
  g_free (household->pinyin);
  household->pinyin = xy_pinyin_order (household->head_name);
}

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyHousehold *household = (XyHousehold *) record;

  if (!xy_record_tidy (household, error))
    return FALSE;
  clean_member (&household->head_name, xy_name_clean);
  clean_member (&household->bank, xy_digits_clean);
  clean_member (&household->phone, xy_phones_clean);
  if (household->state == NULL)
    xy_set_str (&household->state, "here");
  return xy_record_check_length (household, "head_name", household->head_name, XY_NAME_MOST, error)
         && xy_record_check_length (household, "number", household->number, XY_NAME_MOST, error)
         && check_unit (txn, household, error) && check_number (txn, household, error)
         && follow_head (txn, household, error);
}

static gboolean
check_delete (XyTxn *txn, XyRecord *record, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  gint64 members = 0, points = 0, hygiene = 0;

  if (!xy_db_number (db, statements[HAS_MEMBERS].text, XY_BIND (XY_ID (&record->id)), &members, error)
      || !xy_db_number (db, statements[HAS_POINTS].text, XY_BIND (XY_ID (&record->id)), &points, error)
      || !xy_db_number (db, statements[HAS_HYGIENE].text, XY_BIND (XY_ID (&record->id)), &hygiene, error))
    return FALSE;
  if (members == 0 && points == 0 && hygiene == 0)
    return TRUE;

  g_autofree char *name = xy_household_describe ((const XyHousehold *) record);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               points != 0 ? _ ("%s has points in the ledger and cannot be deleted. Record that it moved out, or merge "
                                "it with another household.")
               : hygiene != 0
                   ? _ ("%s was judged in household hygiene and cannot be deleted. Record that it moved out, "
                        "or merge it with another household.")
                   : _ ("%s still has members."),
               name);
  return FALSE;
}

/* What was cleared does not come back, nor does the household under this record. */
static gboolean
guard (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyHousehold *household = (const XyHousehold *) record;
  g_autoptr (XyHousehold) rest = household->purged != NULL ? xy_record_copy (household) : NULL;

  if (rest == NULL || (!xy_household_is_live (rest) && xy_household_empty (rest) == 0))
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The information on this household was cleared. Please enter it anew, if it is here again."));
  return FALSE;
}

gboolean
xy_household_is_live (const XyHousehold *household)
{
  return !household->record.deleted
         && (g_strcmp0 (household->state, "here") == 0 || g_strcmp0 (household->state, "away") == 0);
}

guint
xy_household_empty (XyHousehold *household)
{
  char **const members[] = { &household->address, &household->phone, &household->bank, &household->category,
                             &household->note };

  return xy_clear_strs (members, G_N_ELEMENTS (members));
}

const char *
xy_household_state_label (const char *state)
{
  const char *label = xy_word_label (states, state);

  return label != NULL ? label : "";
}

char *
xy_household_describe (const XyHousehold *household)
{
  if (household->head_name == NULL || household->number == NULL)
    return g_strdup (household->head_name != NULL ? household->head_name : household->number);
  /* Translators: name of the head and household number */
  return g_strdup_printf (_ ("%s (%s)"), household->head_name, household->number);
}

GPtrArray *
xy_household_list_members (XyStore *store, const XyId *id, gboolean live_only, GError **error)
{
  return xy_record_list (store, &xy_person_type, statements[MEMBERS].text, XY_BIND (XY_ID (id), XY_INT (live_only)),
                         error);
}

gboolean
xy_household_delete (XyTxn *txn, const XyId *id, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, id, error);
  g_autoptr (GPtrArray) members = NULL;

  if (household == NULL)
    return FALSE;
  members = xy_household_list_members (store, id, FALSE, error);
  /* The head last, so that nobody is left without one on the way. */
  for (guint i = members != NULL ? members->len : 0; i > 0; i--)
    if (!xy_record_set_deleted (txn, members->pdata[i - 1], TRUE, error))
      return FALSE;
  if (members == NULL)
    return FALSE;
  g_object_unref (household);
  household = xy_record_get (store, &xy_household_type, id, error);
  return household != NULL && xy_record_set_deleted (txn, household, TRUE, error);
}

const XySql *
xy_household_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
