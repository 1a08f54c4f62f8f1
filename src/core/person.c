/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/person.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/find.h"
#include "core/household.h"
#include "core/id-number.h"
#include "core/normalize.h"
#include "core/pinyin.h"
#include "core/purge.h"
#include "core/record-check.h"
#include "core/relation.h"
#include "core/store.h"
#include "core/stroke.h"

enum
{
  OTHER_HEAD,
  HOUSEHOLD_HEAD,
  OTHERS,
  BY_NAME,
  BY_ID_NUMBER,
  EVER_NAMED,
  NAMELESS,
  N_STATEMENTS,
};

static const XySql statements[] = {
  /* sort is 0 for a head only. */
  [OTHER_HEAD] = { NULL,
                   "SELECT name FROM person WHERE id = (SELECT id FROM person WHERE household = ?1 AND sort = 0"
                   " AND del = 0 AND state IN ('here', 'away') AND id IS NOT ?2 LIMIT 1)",
                   NULL },
  [HOUSEHOLD_HEAD] = { NULL, "SELECT head, head_name, del FROM household WHERE id = ?1", NULL },
  [OTHERS] = { NULL,
               "SELECT EXISTS (SELECT 1 FROM person WHERE household = ?1 AND del = 0 AND state IN ('here', 'away')"
               " AND id <> ?2)",
               NULL },
  /* The key begins with the name in small letters, see find.h. */
  [BY_NAME] = { &xy_person_type,
                "WHERE t.find >= ?1 AND t.find < ?2 AND t.name = ?3 AND t.del = 0 AND t.state IN ('here', 'away')"
                " AND (?4 IS NULL OR t.household = ?4) ORDER BY t.id",
                NULL },
  [BY_ID_NUMBER] = { &xy_person_type,
                     "WHERE t.id_number = ?3 AND t.del = 0 AND t.state IN ('here', 'away')"
                     " AND (?4 IS NULL OR t.household = ?4) ORDER BY t.id",
                     NULL },
  /* Those who live here first. */
  [EVER_NAMED] = { &xy_person_type,
                   "WHERE t.find >= ?1 AND t.find < ?2 AND t.name = ?3 AND t.del = 0"
                   " ORDER BY t.state IN ('here', 'away') DESC, t.id LIMIT 1",
                   NULL },
  [NAMELESS] = { NULL,
                 "SELECT count (*) FROM person WHERE id = ?1 AND purged IS NOT NULL AND name = '" XY_PURGED_NAME "'",
                 NULL },
};

static const XyWord sexes[] = {
  { "男", N_ ("male") },
  { "女", N_ ("female") },
  { NULL, NULL },
};

static const XyWord states[] = {
  { "here", N_ ("in the village") },
  { "away", N_ ("away for work") },
  { "moved", N_ ("moved out") },
  { "dead", N_ ("died") },
  { NULL, NULL },
};

static void derive (XyRecord *record);
static gboolean check (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_delete (XyTxn *txn, XyRecord *record, GError **error);
static gboolean saved (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard (XyTxn *txn, const XyRecord *record, GError **error);

static const XyField fields[] = {
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPerson, household), 0 },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, name), XY_FIELD_REQUIRED },
  { "relation", N_ ("Relation to head"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, relation), 0 },
  { "sex", N_ ("Sex"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, sex), 0, sexes },
  { "nation", N_ ("Ethnic group"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, nation), 0 },
  { "id_number", N_ ("ID number"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, id_number),
    XY_FIELD_PERSONAL | XY_FIELD_HARD },
  { "birthday", N_ ("Birthday"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPerson, birthday), XY_FIELD_PERSONAL },
  { "phone", N_ ("Phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, phone), XY_FIELD_PERSONAL },
  { "politics", N_ ("Political status"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, politics), 0 },
  { "education", N_ ("Education"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, education), 0 },
  { "marriage", N_ ("Marital status"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, marriage), 0 },
  { "health", N_ ("Health"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, health), XY_FIELD_SENSITIVE },
  { "work_place", N_ ("Works at"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, work_place), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, note), XY_FIELD_LONG_TEXT },
  { "state", N_ ("State"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, state), 0, states },
  { "since", N_ ("Since"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPerson, since), 0 },
  { "purged", N_ ("Purged"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPerson, purged), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPerson, sort), XY_FIELD_DERIVED },
  { "id_flags", N_ ("ID remarks"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPerson, id_flags), XY_FIELD_DERIVED },
  { "find", N_ ("Search key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, find), XY_FIELD_DERIVED },
  { "stroke", N_ ("Stroke key"), XY_FIELD_BYTES, G_STRUCT_OFFSET (XyPerson, stroke), XY_FIELD_DERIVED },
  { "pinyin", N_ ("Pinyin order"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, pinyin), XY_FIELD_DERIVED },
};

const XyRecordType xy_person_type = {
  .table = "person",
  .noun = N_ ("person"),
  .topic = XY_TOPIC_PERSON,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_person_get_type,
  .derive = derive,
  .check = check,
  .check_delete = check_delete,
  .saved = saved,
  .guard = guard,
};

XY_DEFINE_RECORD (XyPerson, xy_person)

static void
take (char **member, char *text)
{
  g_free (*member);
  *member = text;
}

static void
tidy_sex (XyPerson *person)
{
  if (person->sex != NULL && g_str_has_suffix (person->sex, "性"))
    person->sex[strlen (person->sex) - strlen ("性")] = '\0';
}

/* What a good number says fills what is empty; it never overrides. */
static void
read_id_number (XyPerson *person)
{
  XyIdNumber number;
  XyIdFlags bad = XY_ID_BAD_CHARACTERS | XY_ID_BAD_LENGTH | XY_ID_BAD_CHECKSUM | XY_ID_BAD_DATE | XY_ID_PRECISION_LOST;

  if (person->id_number == NULL)
    return;
  take (&person->id_number, xy_id_number_clean (person->id_number));
  if ((xy_id_number_check (person->id_number, NULL, &number) & bad) != 0)
    return;
  if (person->birthday == NULL && number.birthday[0] != '\0')
    xy_set_str (&person->birthday, number.birthday);
  if (person->sex == NULL && number.sex != NULL)
    xy_set_str (&person->sex, number.sex);
}

static gboolean
check_head (XyTxn *txn, const XyPerson *person, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!xy_relation_is_head (person->relation) || !xy_person_is_live (person) || xy_id_is_none (&person->household))
    return TRUE;
  g_autofree char *other = xy_db_text (xy_txn_get_db (txn), statements[OTHER_HEAD].text,
                                       XY_BIND (XY_ID (&person->household), XY_ID (&person->record.id)), &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (other == NULL)
    return TRUE;

  xy_set_invalid (error, "relation", _ ("%s is the head of this household already; it can have one only."), other);
  return FALSE;
}

static gboolean
set_head (XyTxn *txn, const XyId *household_id, const XyPerson *person, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (xy_txn_get_store (txn), &xy_household_type, household_id, error);

  if (household == NULL)
    return FALSE;
  household->head = person != NULL ? person->record.id : XY_ID_NONE;
  if (person != NULL)
    xy_set_str (&household->head_name, person->name);
  return xy_record_save (txn, household, error);
}

static void
derive (XyRecord *record)
{
  XyPerson *person = (XyPerson *) record;
  XyIdNumber number;

  person->sort = xy_relation_rank (person->relation);
  person->id_flags = xy_id_number_check (person->id_number, NULL, &number);
  person->id_flags |= xy_id_number_compare (&number, person->sex, person->birthday);
  person->id_flags &= ~XY_ID_EMPTY;
  take (&person->find, xy_find_key (person->name, person->phone, person->id_number, NULL));
  g_clear_pointer (&person->stroke, g_bytes_unref);
  person->stroke = xy_stroke_key (person->name);
  take (&person->pinyin, xy_pinyin_order (person->name));
}

static gboolean
refuse_purged (GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The information on this person was purged. Please enter him anew, if he is here again."));
  return FALSE;
}

/* Whose name went does not get one again. */
static gboolean
check_nameless (XyTxn *txn, const XyPerson *person, GError **error)
{
  gint64 nameless = 0;

  if (person->purged == NULL || g_strcmp0 (person->name, XY_PURGED_NAME) == 0)
    return TRUE;
  return xy_db_number (xy_txn_get_db (txn), statements[NAMELESS].text, XY_BIND (XY_ID (&person->record.id)), &nameless,
                       error)
         && (nameless == 0 || refuse_purged (error));
}

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyPerson *person = (XyPerson *) record;

  if (!xy_record_tidy (person, error))
    return FALSE;
  if (person->name != NULL)
    take (&person->name, xy_name_clean (person->name));
  take (&person->relation, xy_relation_clean (person->relation));
  take (&person->phone, xy_phones_clean (person->phone));
  tidy_sex (person);
  read_id_number (person);
  if (person->state == NULL)
    xy_set_str (&person->state, "here");
  return xy_record_check_length (person, "name", person->name, XY_NAME_MOST, error)
         && xy_record_check_length (person, "id_number", person->id_number, XY_NAME_MOST, error)
         && check_head (txn, person, error) && check_nameless (txn, person, error);
}

static gboolean
check_delete (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyPerson *person = (const XyPerson *) record;
  gint64 others = 0;

  if (!xy_relation_is_head (person->relation) || !xy_person_is_live (person))
    return TRUE;
  if (!xy_db_number (xy_txn_get_db (txn), statements[OTHERS].text,
                     XY_BIND (XY_ID (&person->household), XY_ID (&record->id)), &others, error))
    return FALSE;
  if (others == 0)
    return TRUE;

  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("%s is the head of a household with other members. Choose its new head first."), person->name);
  return FALSE;
}

/* Keeps the household's head in line with its members. */
static gboolean
saved (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyPerson *person = (const XyPerson *) record;
  gboolean is_head = xy_relation_is_head (person->relation) && xy_person_is_live (person);
  g_autoptr (GError) problem = NULL;
  gboolean in_line = TRUE;

  if (xy_id_is_none (&person->household))
    return TRUE;
  g_autoptr (XyRows) rows = xy_db_query (xy_txn_get_db (txn), statements[HOUSEHOLD_HEAD].text,
                                         XY_BIND (XY_ID (&person->household)), &problem);
  if (xy_rows_next (rows, &problem))
    {
      XyId head = xy_rows_id (rows, 0);
      gboolean named = xy_id_same (&head, &record->id);
      in_line = is_head ? named && g_strcmp0 (xy_rows_text (rows, 1), person->name) == 0
                        : !named || (!xy_person_is_live (person) && !record->deleted);
    }
  else if (problem == NULL)
    {
      xy_set_invalid (error, "household", _ ("The household of %s is no longer there."), person->name);
      return FALSE;
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_clear_pointer (&rows, xy_rows_free);
  return in_line || set_head (txn, &person->household, is_head ? person : NULL, error);
}

/* Of somebody who was purged nothing comes back, and where not even the name is known, nothing can be put right. */
static gboolean
guard (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyPerson *person = (const XyPerson *) record;

  g_autoptr (XyPerson) rest = person->purged != NULL ? xy_record_copy (person) : NULL;

  if (rest == NULL
      || (xy_person_empty (rest) == 0
          && (g_strcmp0 (rest->name, XY_PURGED_NAME) == 0 ? record->deleted : !xy_person_is_live (rest))))
    return TRUE;
  return refuse_purged (error);
}

gboolean
xy_person_is_live (const XyPerson *person)
{
  return !person->record.deleted && (g_strcmp0 (person->state, "here") == 0 || g_strcmp0 (person->state, "away") == 0);
}

guint
xy_person_empty (XyPerson *person)
{
  char **const members[] = { &person->nation,     &person->id_number, &person->birthday, &person->phone,
                             &person->politics,   &person->education, &person->marriage, &person->health,
                             &person->work_place, &person->note };

  return xy_clear_strs (members, G_N_ELEMENTS (members));
}

const char *
xy_person_state_label (const char *state)
{
  const char *label = xy_word_label (states, state);

  return label != NULL ? label : "";
}

char *
xy_phones_clean (const char *text)
{
  g_auto (GStrv) phones = xy_phone_split (text);

  return phones[0] != NULL ? g_strjoinv ("/", phones) : NULL;
}

GPtrArray *
xy_person_list_by_name (XyStore *store, const char *name, const XyId *household, GError **error)
{
  g_autofree char *clean = xy_name_clean (name), *lower = g_utf8_strdown (clean, -1);
  g_autofree char *from = g_strdup_printf (" %s ", lower), *to = g_strdup_printf (" %s!", lower);
  guint by = g_ascii_isdigit (clean[0]) ? BY_ID_NUMBER : BY_NAME;

  return xy_record_list (store, &xy_person_type, statements[by].text,
                         XY_BIND (XY_TEXT (from), XY_TEXT (to), XY_TEXT (clean), XY_ID (household)), error);
}

static gboolean
check_lives (XyStore *store, const char *name, const char *field, GError **error)
{
  g_autofree char *clean = xy_name_clean (name), *lower = g_utf8_strdown (clean, -1);
  g_autofree char *from = g_strdup_printf (" %s ", lower), *to = g_strdup_printf (" %s!", lower);
  g_autoptr (GPtrArray) found = xy_record_list (store, &xy_person_type, statements[EVER_NAMED].text,
                                                XY_BIND (XY_TEXT (from), XY_TEXT (to), XY_TEXT (clean)), error);

  if (found == NULL)
    return FALSE;
  if (found->len == 0 || xy_person_is_live (found->pdata[0]))
    return TRUE;
  xy_set_invalid (error, field, _ ("%s is not in the village any more: %s. Please choose somebody else."), clean,
                  xy_person_state_label (((XyPerson *) found->pdata[0])->state));
  return FALSE;
}

gboolean
xy_person_check_lives (XyStore *store, const char *names, const char *field, GError **error)
{
  g_autoptr (GString) text = g_string_new (names);

  g_string_replace (text, "，", "、", 0);
  g_string_replace (text, ",", "、", 0);
  g_auto (GStrv) parts = g_strsplit (text->str, "、", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      g_strstrip (*part);
      if ((*part)[0] != '\0' && !check_lives (store, *part, field, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_person_delete (XyTxn *txn, const XyId *id, GError **error)
{
  g_autoptr (XyPerson) person = xy_record_get (xy_txn_get_store (txn), &xy_person_type, id, error);

  return person != NULL && xy_record_set_deleted (txn, person, TRUE, error);
}

const XySql *
xy_person_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
