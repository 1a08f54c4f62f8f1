/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-match.h"

#include <string.h>

#include "core/group-name.h"
#include "core/relation.h"

const XyRosterStored xy_roster_person_fields[XY_STORED_N] = {
  [XY_STORED_NAME] = { XY_ROSTER_NAME, "name" },
  [XY_STORED_RELATION] = { XY_ROSTER_RELATION, "relation" },
  [XY_STORED_ID_NUMBER] = { XY_ROSTER_ID_NUMBER, "id_number" },
  [XY_STORED_BIRTHDAY] = { XY_ROSTER_BIRTHDAY, "birthday" },
  { XY_ROSTER_SEX, "sex" },
  { XY_ROSTER_NATION, "nation" },
  { XY_ROSTER_PHONE, "phone" },
  { XY_ROSTER_POLITICS, "politics" },
  { XY_ROSTER_EDUCATION, "education" },
  { XY_ROSTER_MARRIAGE, "marriage" },
  { XY_ROSTER_HEALTH, "health" },
  { XY_ROSTER_WORK_PLACE, "work_place" },
  { XY_ROSTER_NOTE, "note" },
};

enum
{
  UNITS,
  HOUSEHOLDS,
  PERSONS,
  LAST_OP,
  N_STATEMENTS,
};

static const char whole_roster[] = "an import compares the whole roster with the file";

static const XySql statements[] = {
  [UNITS] = { NULL, "SELECT id, name, name_key FROM unit WHERE del = 0", NULL },
  [HOUSEHOLDS] = { NULL,
                   "SELECT id, unit, head, number, head_name, address, phone, bank, category, note,"
                   " state IN ('here', 'away') FROM household WHERE del = 0",
                   whole_roster },
  /* The columns after the fourth are those of xy_roster_person_fields. */
  [PERSONS] = { NULL,
                "SELECT id, household, state, name, relation, id_number, birthday, sex, nation, phone, politics,"
                " education, marriage, health, work_place, note FROM person WHERE del = 0",
                whole_roster },
  [LAST_OP] = { NULL, "SELECT max (n) FROM op", NULL },
};

#define FIRST_VALUE 3
#define MOST_NAMESAKES 50 /* heads of one name in one group that are compared */

typedef struct
{
  const char *name;
  const char *key;
} Unit;

static const char *
keep (XyRosterMatch *match, XyRows *rows, int column)
{
  const char *text = xy_rows_text (rows, column);

  return text != NULL ? g_string_chunk_insert_const (match->texts, text) : NULL;
}

static XyRows *
query (XyStore *store, guint statement, GError **error)
{
  return xy_db_query (xy_store_get_db (store), statements[statement].text, XY_BIND_NONE, error);
}

static gboolean
load_households (XyRosterMatch *match, XyStore *store, GHashTable *by_id, GError **error)
{
  g_autoptr (GHashTable) units = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = query (store, UNITS, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      Unit *unit = g_new0 (Unit, 1);
      unit->name = keep (match, rows, 1);
      unit->key = keep (match, rows, 2);
      g_hash_table_insert (units, xy_id_copy (&id), unit);
    }
  g_clear_pointer (&rows, xy_rows_free);
  if (problem == NULL)
    rows = query (store, HOUSEHOLDS, &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyStoredHousehold household = { .id = xy_rows_id (rows, 0),
                                      .unit = xy_rows_id (rows, 1),
                                      .head = xy_rows_id (rows, 2),
                                      .number = keep (match, rows, 3),
                                      .head_name = keep (match, rows, 4),
                                      .address = keep (match, rows, 5),
                                      .phone = keep (match, rows, 6),
                                      .bank = keep (match, rows, 7),
                                      .category = keep (match, rows, 8),
                                      .note = keep (match, rows, 9),
                                      .live = xy_rows_int (rows, 10) != 0,
                                      .first = XY_ROSTER_NOBODY,
                                      .last = XY_ROSTER_NOBODY,
                                      .taken = XY_ROSTER_NOBODY };
      const Unit *unit = g_hash_table_lookup (units, &household.unit);
      household.unit_key = unit != NULL ? unit->key : NULL;
      household.unit_name = unit != NULL ? unit->name : NULL;
      g_array_append_val (match->households, household);
      g_hash_table_insert (by_id, xy_id_copy (&household.id), GUINT_TO_POINTER (match->households->len));
      if (household.number != NULL)
        g_hash_table_insert (match->numbers, (gpointer) household.number, GUINT_TO_POINTER (match->households->len));
    }
  return xy_error_pass (error, &problem);
}

static gboolean
load_persons (XyRosterMatch *match, XyStore *store, GHashTable *households, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = query (store, PERSONS, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId household = xy_rows_id (rows, 1);
      guint in = GPOINTER_TO_UINT (g_hash_table_lookup (households, &household));
      XyStoredPerson person = { .id = xy_rows_id (rows, 0),
                                .household = in > 0 ? in - 1 : XY_ROSTER_NOBODY,
                                .next = XY_ROSTER_NOBODY,
                                .row = XY_ROSTER_NOBODY,
                                .state = keep (match, rows, 2) };
      for (int f = 0; f < XY_STORED_N; f++)
        person.value[f] = keep (match, rows, FIRST_VALUE + f);
      person.live = g_str_equal (person.state, "here") || g_str_equal (person.state, "away");
      person.is_head = xy_relation_is_head (person.value[XY_STORED_RELATION]);
      if (in > 0)
        {
          XyStoredHousehold *home = xy_stored_household (match, in - 1);
          if (home->last == XY_ROSTER_NOBODY)
            home->first = match->persons->len;
          else
            xy_stored_person (match, home->last)->next = match->persons->len;
          home->last = match->persons->len;
          home->n_live += person.live;
        }
      g_array_append_val (match->persons, person);
    }
  return xy_error_pass (error, &problem);
}

/* Each part of NUMBER without leading zeros: "3-016" is "3-16". */
static char *
canonical (const char *number)
{
  GString *out = g_string_new (NULL);
  gboolean start = TRUE;

  for (const char *p = number; *p != '\0'; p++)
    {
      if (start && *p == '0' && g_ascii_isdigit (p[1]))
        continue;
      start = !g_ascii_isdigit (*p);
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/* "2-001" for number 1 of group 2, or NULL where either is no number. */
static char *
number_in_group (const XyRosterHousehold *household)
{
  int group = 0;
  gsize digits = household->number != NULL ? strspn (household->number, "0123456789") : 0;

  if (digits == 0 || digits > 4 || household->number[digits] != '\0' || household->group == NULL
      || !xy_group_name_parse (household->group, &group, NULL, NULL))
    return NULL;
  return g_strdup_printf ("%d-%03d", group, (int) g_ascii_strtoll (household->number, NULL, 10));
}

/* Whether one number stands for households of different groups. */
static gboolean
numbers_begin_anew (const XyRosterRead *read)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint h = 0; h < read->households->len; h++)
    {
      const XyRosterHousehold *household = xy_roster_read_household (read, h);
      if (household->number == NULL || household->group_key == NULL || household->first == XY_ROSTER_NOBODY)
        continue;
      const char *other = g_hash_table_lookup (groups, household->number);
      if (other != NULL && !g_str_equal (other, household->group_key))
        return TRUE;
      g_hash_table_insert (groups, (gpointer) household->number, (gpointer) household->group_key);
    }
  return FALSE;
}

static void
set_numbers (XyRosterMatch *match)
{
  gboolean anew = numbers_begin_anew (match->read);

  for (guint h = 0; h < match->read->households->len; h++)
    {
      const XyRosterHousehold *household = xy_roster_read_household (match->read, h);
      g_autofree char *in_group = anew ? number_in_group (household) : NULL;
      match->number_of[h] = in_group != NULL ? g_string_chunk_insert_const (match->texts, in_group) : household->number;
    }
}

gboolean
xy_roster_same_number (const XyRosterMatch *match, guint household, const char *stored)
{
  if (stored == NULL || match->number_of[household] == NULL)
    return FALSE;
  g_autofree char *wanted = canonical (match->number_of[household]);
  g_autofree char *in_group = number_in_group (xy_roster_read_household (match->read, household));
  g_autofree char *grouped = in_group != NULL ? canonical (in_group) : NULL;
  g_autofree char *has = canonical (stored);
  return g_str_equal (has, wanted) || g_strcmp0 (has, grouped) == 0;
}

static void
match_by_id_number (XyRosterMatch *match)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint p = 0; p < match->persons->len; p++)
    {
      const char *id_number = xy_stored_person (match, p)->value[XY_STORED_ID_NUMBER];
      if (id_number != NULL)
        g_hash_table_insert (by_id, (gpointer) id_number, GUINT_TO_POINTER (p + 1));
    }
  for (guint i = 0; i < 2 * match->read->rows->len; i++)
    {
      guint r = i % match->read->rows->len;
      const XyRosterRow *row = xy_roster_read_row (match->read, r);
      const char *id_number = row->value[XY_ROSTER_ID_NUMBER];
      gpointer found = id_number != NULL ? g_hash_table_lookup (by_id, id_number) : NULL;
      /* Those who land choose first. */
      if (found == NULL || row->state == XY_ROSTER_REPEAT
          || (row->state == XY_ROSTER_GOOD) != (i < match->read->rows->len))
        continue;
      XyStoredPerson *person = xy_stored_person (match, GPOINTER_TO_UINT (found) - 1);
      if (person->row != XY_ROSTER_NOBODY)
        continue;
      person->row = r;
      match->person_of[r] = GPOINTER_TO_UINT (found) - 1;
    }
}

static void
take (XyRosterMatch *match, guint household, guint stored)
{
  match->household_of[household] = stored;
  xy_stored_household (match, stored)->taken = household;
}

static gboolean
is_free (XyRosterMatch *match, guint stored)
{
  return stored != XY_ROSTER_NOBODY && xy_stored_household (match, stored)->taken == XY_ROSTER_NOBODY;
}

/* Whether anybody of HOUSEHOLD but the one in row EXCEPT is in STORED, by ID number or by name. */
static gboolean
has_common_person (XyRosterMatch *match, const XyRosterHousehold *household, guint except, guint stored)
{
  for (guint r = household->first; r != XY_ROSTER_NOBODY; r = xy_roster_read_row (match->read, r)->next)
    {
      const char *name = xy_roster_read_row (match->read, r)->value[XY_ROSTER_NAME];
      guint p = match->person_of[r];

      if (r == except)
        continue;
      if (p != XY_ROSTER_NOBODY && xy_stored_person (match, p)->household == stored)
        return TRUE;
      for (p = xy_stored_household (match, stored)->first; name != NULL && p != XY_ROSTER_NOBODY;
           p = xy_stored_person (match, p)->next)
        if (g_str_equal (xy_stored_person (match, p)->value[XY_STORED_NAME], name))
          return TRUE;
    }
  return FALSE;
}

static gboolean
has_name (XyRosterMatch *match, guint row, guint person)
{
  return g_strcmp0 (xy_roster_read_row (match->read, row)->value[XY_ROSTER_NAME],
                    xy_stored_person (match, person)->value[XY_STORED_NAME])
         == 0;
}

/* By the head's ID number; but a mistyped one must not find another family. */
static void
take_by_head (XyRosterMatch *match, guint h, const XyRosterHousehold *household)
{
  guint p = household->head != XY_ROSTER_NOBODY ? match->person_of[household->head] : XY_ROSTER_NOBODY;

  if (p == XY_ROSTER_NOBODY)
    return;
  const XyStoredPerson *person = xy_stored_person (match, p);
  if (!person->is_head || !is_free (match, person->household))
    return;
  if (has_name (match, household->head, p)
      || xy_roster_same_number (match, h, xy_stored_household (match, person->household)->number)
      || has_common_person (match, household, household->head, person->household))
    take (match, h, person->household);
}

static void
take_by_number (XyRosterMatch *match, guint h, const XyRosterHousehold *household, GHashTable *by_number)
{
  g_autofree char *in_group = number_in_group (household);
  const char *tries[] = { match->number_of[h], in_group };

  for (guint i = 0; i < G_N_ELEMENTS (tries) && match->household_of[h] == XY_ROSTER_NOBODY; i++)
    {
      g_autofree char *key = tries[i] != NULL ? canonical (tries[i]) : NULL;
      guint found = key != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (by_number, key)) : 0;
      if (found > 0 && is_free (match, found - 1) && has_common_person (match, household, XY_ROSTER_NOBODY, found - 1))
        take (match, h, found - 1);
    }
}

static char *
name_key (const char *name, const char *group_key)
{
  return g_strconcat (name, "\n", group_key != NULL ? group_key : "*", NULL);
}

/* How well a birthday in the file agrees with one that is stored: 2 the same, 1 one is unknown, 0 they differ. */
static int
birthdays_agree (const XyRosterRow *row, const XyStoredPerson *person)
{
  const char *said = row->value[XY_ROSTER_BIRTHDAY], *known = person->value[XY_STORED_BIRTHDAY];

  if (said == NULL || known == NULL)
    return 1;
  return g_str_has_prefix (known, said) || g_str_has_prefix (said, known) ? 2 : 0;
}

/*
 * How well the head in ROW, whose name is that of STORED's head, agrees with him; -1 for a namesake. Two of one name in
 * one group are told apart by their ID numbers, birthdays and people, and else by their order.
 */
static int
head_agrees (XyRosterMatch *match, guint row, guint stored)
{
  const XyRosterRow *head = xy_roster_read_row (match->read, row);
  const char *id_number = head->value[XY_ROSTER_ID_NUMBER];
  int score = 0;

  if (match->person_of[row] != XY_ROSTER_NOBODY)
    return xy_stored_person (match, match->person_of[row])->household == stored ? 3 : -1;
  for (guint p = xy_stored_household (match, stored)->first; p != XY_ROSTER_NOBODY;
       p = xy_stored_person (match, p)->next)
    {
      const XyStoredPerson *person = xy_stored_person (match, p);
      if (!person->is_head)
        continue;
      if (person->value[XY_STORED_ID_NUMBER] != NULL && id_number != NULL)
        return -1;
      score += birthdays_agree (head, person);
    }
  return score + has_common_person (match, xy_roster_read_household (match->read, head->household), row, stored);
}

static void
take_by_head_name (XyRosterMatch *match, guint h, const XyRosterHousehold *household, GHashTable *by_name)
{
  const char *name = household->head != XY_ROSTER_NOBODY
                         ? xy_roster_read_row (match->read, household->head)->value[XY_ROSTER_NAME]
                         : household->head_name;
  guint best = XY_ROSTER_NOBODY;
  int best_score = -1;

  if (name == NULL)
    return;
  g_autofree char *key = name_key (name, household->group_key);
  const GArray *list = g_hash_table_lookup (by_name, key);
  for (guint i = 0, tried = 0; list != NULL && i < list->len && tried < MOST_NAMESAKES; i++)
    {
      guint stored = g_array_index (list, guint, i);
      if (!is_free (match, stored))
        continue;
      tried++;
      int score = household->head != XY_ROSTER_NOBODY ? head_agrees (match, household->head, stored) : 0;
      if (score > best_score)
        {
          best = stored;
          best_score = score;
        }
    }
  if (best != XY_ROSTER_NOBODY)
    take (match, h, best);
}

/*
 * The household that most of the people come from, if its head is among them, or is no more, or is the only one who is
 * missing. Else they are a household that has split off.
 */
static void
take_by_members (XyRosterMatch *match, guint h, const XyRosterHousehold *household)
{
  for (guint r = household->first; r != XY_ROSTER_NOBODY; r = xy_roster_read_row (match->read, r)->next)
    {
      guint p = match->person_of[r], n = 0;
      guint stored = p != XY_ROSTER_NOBODY ? xy_stored_person (match, p)->household : XY_ROSTER_NOBODY;
      gboolean head_is_here = FALSE, head_lives = FALSE;
      if (!is_free (match, stored))
        continue;
      for (p = xy_stored_household (match, stored)->first; p != XY_ROSTER_NOBODY; p = xy_stored_person (match, p)->next)
        {
          const XyStoredPerson *person = xy_stored_person (match, p);
          gboolean here =
              person->row != XY_ROSTER_NOBODY && xy_roster_read_row (match->read, person->row)->household == h;
          n += here && person->live && has_name (match, person->row, p);
          head_is_here |= here && person->is_head;
          head_lives |= person->is_head && person->live;
        }
      guint n_live = xy_stored_household (match, stored)->n_live;
      if (n * 2 > n_live && (head_is_here || !head_lives || n + 1 == n_live))
        {
          take (match, h, stored);
          return;
        }
    }
}

static void
add_name (GHashTable *by_name, const char *name, const char *group_key, guint stored)
{
  g_autofree char *key = name_key (name, group_key);
  GArray *list = g_hash_table_lookup (by_name, key);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (by_name, g_steal_pointer (&key), list);
    }
  g_array_append_val (list, stored);
}

static void
index_households (XyRosterMatch *match, GHashTable *by_number, GHashTable *by_name)
{
  for (guint i = 0; i < match->households->len; i++)
    {
      const XyStoredHousehold *stored = xy_stored_household (match, i);

      if (stored->number != NULL)
        g_hash_table_insert (by_number, canonical (stored->number), GUINT_TO_POINTER (i + 1));
      if (stored->head_name == NULL || !stored->live)
        continue;
      /* Once with the group, once for files that say none. */
      add_name (by_name, stored->head_name, stored->unit_key != NULL ? stored->unit_key : "", i);
      add_name (by_name, stored->head_name, NULL, i);
    }
}

static void
match_households (XyRosterMatch *match)
{
  g_autoptr (GHashTable) by_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_name =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  index_households (match, by_number, by_name);
  /* Those that land choose first; those left to mend are looked for only so that they do not count as missing. */
  for (guint pass = 0; pass < 8; pass++)
    for (guint h = 0; h < match->read->households->len; h++)
      {
        const XyRosterHousehold *household = xy_roster_read_household (match->read, h);
        if (match->household_of[h] != XY_ROSTER_NOBODY || household->first == XY_ROSTER_NOBODY
            || (household->n_good > 0) != (pass < 4))
          continue;
        if (pass % 4 == 0)
          take_by_head (match, h, household);
        else if (pass % 4 == 1)
          take_by_number (match, h, household, by_number);
        else if (pass % 4 == 2)
          take_by_head_name (match, h, household, by_name);
        else
          take_by_members (match, h, household);
      }
}

static void
match_by_name (XyRosterMatch *match, guint r, const XyRosterRow *row)
{
  guint stored = row->household != XY_ROSTER_NOBODY ? match->household_of[row->household] : XY_ROSTER_NOBODY;
  guint best = XY_ROSTER_NOBODY;
  int best_score = -1;

  if (stored == XY_ROSTER_NOBODY)
    return;
  for (guint p = xy_stored_household (match, stored)->first; p != XY_ROSTER_NOBODY;
       p = xy_stored_person (match, p)->next)
    {
      const XyStoredPerson *person = xy_stored_person (match, p);
      if (person->row != XY_ROSTER_NOBODY || !has_name (match, r, p))
        continue;
      int score = birthdays_agree (row, person);
      if (score > best_score)
        {
          best = p;
          best_score = score;
        }
    }
  if (best == XY_ROSTER_NOBODY)
    return;
  xy_stored_person (match, best)->row = r;
  match->person_of[r] = best;
}

/* Those without an ID number who came from another household. */
static void
match_by_birthday (XyRosterMatch *match, GHashTable *by_birthday, guint r, const XyRosterRow *row)
{
  const char *birthday = row->value[XY_ROSTER_BIRTHDAY];

  if (row->value[XY_ROSTER_ID_NUMBER] != NULL || birthday == NULL || strlen (birthday) < strlen ("YYYY-MM-DD"))
    return;
  g_autofree char *key = name_key (row->value[XY_ROSTER_NAME], birthday);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (by_birthday, key));
  if (found == 0 || found == XY_ROSTER_NOBODY || xy_stored_person (match, found - 1)->row != XY_ROSTER_NOBODY)
    return;
  xy_stored_person (match, found - 1)->row = r;
  match->person_of[r] = found - 1;
}

static void
match_the_rest (XyRosterMatch *match)
{
  g_autoptr (GHashTable) by_birthday = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* By name in the household, those who land first; then by birthday anywhere. */
  for (guint pass = 0; pass < 3; pass++)
    {
      for (guint r = 0; r < match->read->rows->len; r++)
        {
          const XyRosterRow *row = xy_roster_read_row (match->read, r);
          if (match->person_of[r] != XY_ROSTER_NOBODY || row->state == XY_ROSTER_REPEAT
              || row->value[XY_ROSTER_NAME] == NULL || (pass == 0 && row->state != XY_ROSTER_GOOD))
            continue;
          if (pass < 2)
            match_by_name (match, r, row);
          else
            match_by_birthday (match, by_birthday, r, row);
        }
      for (guint p = 0; pass == 1 && p < match->persons->len; p++)
        {
          const XyStoredPerson *person = xy_stored_person (match, p);
          if (person->row != XY_ROSTER_NOBODY || person->value[XY_STORED_BIRTHDAY] == NULL)
            continue;
          char *key = name_key (person->value[XY_STORED_NAME], person->value[XY_STORED_BIRTHDAY]);
          gboolean twice = g_hash_table_contains (by_birthday, key);
          g_hash_table_insert (by_birthday, key, GUINT_TO_POINTER (twice ? XY_ROSTER_NOBODY : p + 1));
        }
    }
}

static guint *
nobodies (guint n)
{
  guint *list = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    list[i] = XY_ROSTER_NOBODY;
  return list;
}

gboolean
xy_roster_match_last_op (XyStore *store, gint64 *last, GError **error)
{
  *last = 0;
  return xy_db_number (xy_store_get_db (store), statements[LAST_OP].text, XY_BIND_NONE, last, error);
}

XyRosterMatch *
xy_roster_match_new (XyStore *store, XyRosterRead *read, GError **error)
{
  g_autoptr (XyRosterMatch) match = g_new0 (XyRosterMatch, 1);
  g_autoptr (GHashTable) households = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);

  match->read = read;
  match->persons = g_array_new (FALSE, FALSE, sizeof (XyStoredPerson));
  match->households = g_array_new (FALSE, FALSE, sizeof (XyStoredHousehold));
  match->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  match->texts = g_string_chunk_new (16384);
  match->person_of = nobodies (read->rows->len);
  match->household_of = nobodies (read->households->len);
  match->number_of = g_new0 (const char *, MAX (read->households->len, 1));
  if (!xy_roster_match_last_op (store, &match->last_op, error) || !load_households (match, store, households, error)
      || !load_persons (match, store, households, error))
    return NULL;

  set_numbers (match);
  match_by_id_number (match);
  match_households (match);
  match_the_rest (match);
  return g_steal_pointer (&match);
}

void
xy_roster_match_free (XyRosterMatch *match)
{
  g_array_unref (match->persons);
  g_array_unref (match->households);
  g_hash_table_unref (match->numbers);
  g_string_chunk_free (match->texts);
  g_free (match->person_of);
  g_free (match->household_of);
  g_free (match->number_of);
  g_free (match);
}

const XySql *
xy_roster_match_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
