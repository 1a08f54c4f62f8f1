/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/duplicate.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/backup.h"
#include "core/day.h"
#include "core/event.h"
#include "core/household.h"
#include "core/id-number.h"
#include "core/relation.h"
#include "core/store.h"
#include "core/tag.h"
#include "core/user.h"

#define OTHER_RELATIVE "其他亲属"

enum
{
  BY_ID_NUMBER,
  BY_NAME,
  NAMESAKE,
  EVENTS_OF,
  USERS_OF,
  N_STATEMENTS,
};

static const XySql statements[] = {
  [BY_ID_NUMBER] = { NULL, "SELECT id, id_number FROM person WHERE id_number IS NOT NULL ORDER BY id_number, id",
                     "compares every ID number, when the office asks, from the index alone" },
  /* The key begins with the name, so namesakes come one after the other. */
  [BY_NAME] = { NULL, "SELECT id, find FROM person WHERE del = 0 ORDER BY find, id",
                "compares every name, when the office asks, from the index alone" },
  [NAMESAKE] = { NULL, "SELECT household, birthday, phone FROM person WHERE id = ?1", NULL },
  [EVENTS_OF] = { &xy_event_type, "WHERE t.person = ?1 AND t.del = 0 ORDER BY t.id", NULL },
  [USERS_OF] = { NULL, "SELECT name FROM user WHERE person = ?1 AND del = 0", NULL },
};

/* What is enough to see that two of one name have nothing else in common. */
typedef struct
{
  XyId id;
  XyId household;
  char *birthday;
  char *phone;
} Namesake;

static const XyIdFlags bad_number =
    XY_ID_EMPTY | XY_ID_BAD_CHARACTERS | XY_ID_BAD_LENGTH | XY_ID_BAD_CHECKSUM | XY_ID_BAD_DATE | XY_ID_PRECISION_LOST;

static gboolean
same_text (const char *a, const char *b)
{
  return a != NULL && b != NULL && g_str_equal (a, b);
}

static gboolean
share_phone (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  if (strchr (a, '/') == NULL && strchr (b, '/') == NULL)
    return g_str_equal (a, b);
  g_auto (GStrv) left = g_strsplit (a, "/", -1), right = g_strsplit (b, "/", -1);
  for (guint i = 0; left[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) right, left[i]))
      return TRUE;
  return FALSE;
}

/* Two good ID numbers are two persons. */
static gboolean
numbers_differ (const XyPerson *a, const XyPerson *b)
{
  return !same_text (a->id_number, b->id_number) && (xy_id_number_check (a->id_number, NULL, NULL) & bad_number) == 0
         && (xy_id_number_check (b->id_number, NULL, NULL) & bad_number) == 0;
}

/* What two persons of one name have in common; 0 where they are two. */
static guint
compare (const XyPerson *a, const XyPerson *b)
{
  guint same = 0;

  if (same_text (a->id_number, b->id_number))
    return XY_SAME_ID_NUMBER | (same_text (a->birthday, b->birthday) ? XY_SAME_BIRTHDAY : 0);
  if (numbers_differ (a, b))
    return 0;
  if (xy_day_is_valid (a->birthday) && same_text (a->birthday, b->birthday))
    same |= XY_SAME_BIRTHDAY;
  if (share_phone (a->phone, b->phone))
    same |= XY_SAME_PHONE;
  if (!xy_id_is_none (&a->household) && xy_id_same (&a->household, &b->household))
    same |= XY_SAME_HOUSEHOLD;
  return same;
}

static void
add_pair (GPtrArray *list, const XyPerson *a, const XyPerson *b, guint same)
{
  XyDuplicate *pair = g_new0 (XyDuplicate, 1);

  pair->first = a->record.id;
  pair->second = b->record.id;
  pair->first_household = a->household;
  pair->second_household = b->household;
  pair->first_name = g_strdup (a->name);
  pair->second_name = g_strdup (b->name);
  pair->same = same;
  g_ptr_array_add (list, pair);
}

static void
namesake_clear (gpointer p)
{
  Namesake *namesake = p;
  g_free (namesake->birthday);
  g_free (namesake->phone);
}

static gboolean
read_namesakes (XyStore *store, GArray *run, GArray *namesakes, GError **error)
{
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < run->len && problem == NULL; i++)
    {
      const XyId *id = &g_array_index (run, XyId, i);
      g_autoptr (XyRows) rows =
          xy_db_query (xy_store_get_db (store), statements[NAMESAKE].text, XY_BIND (XY_ID (id)), &problem);
      if (!xy_rows_next (rows, &problem))
        continue;
      Namesake namesake = { *id, xy_rows_id (rows, 0), g_strdup (xy_rows_text (rows, 1)),
                            g_strdup (xy_rows_text (rows, 2)) };
      g_array_append_val (namesakes, namesake);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
have_something_in_common (const Namesake *a, const Namesake *b)
{
  return same_text (a->birthday, b->birthday) || xy_id_same (&a->household, &b->household)
         || share_phone (a->phone, b->phone);
}

/* Compares two in full. BY_NUMBER: they came by their ID number, else by their name. */
static gboolean
compare_two (XyStore *store, const XyId *one, const XyId *other, gboolean by_number, GPtrArray *list, GError **error)
{
  gboolean in_order = xy_id_compare (one, other) < 0;
  g_autoptr (XyPerson) a = xy_record_get (store, &xy_person_type, in_order ? one : other, error);
  g_autoptr (XyPerson) b = a != NULL ? xy_record_get (store, &xy_person_type, in_order ? other : one, error) : NULL;

  if (b == NULL)
    return FALSE;
  if (!xy_person_is_live (a) || !xy_person_is_live (b) || (!by_number && !same_text (a->name, b->name)))
    return TRUE;
  guint same = compare (a, b);
  if (same != 0 && ((same & XY_SAME_ID_NUMBER) != 0) == by_number)
    add_pair (list, a, b, same);
  return TRUE;
}

/* RUN: ids of persons whose keys begin with one name. A big village has a hundred of one name: few columns tell most.
 */
static gboolean
compare_namesakes (XyStore *store, GArray *run, GPtrArray *list, GError **error)
{
  g_autoptr (GArray) namesakes = g_array_new (FALSE, FALSE, sizeof (Namesake));

  g_array_set_clear_func (namesakes, namesake_clear);
  if (run->len > 1 && !read_namesakes (store, run, namesakes, error))
    return FALSE;
  for (guint i = 0; i < namesakes->len; i++)
    for (guint j = i + 1; j < namesakes->len; j++)
      {
        const Namesake *a = &g_array_index (namesakes, Namesake, i), *b = &g_array_index (namesakes, Namesake, j);
        if (have_something_in_common (a, b) && !compare_two (store, &a->id, &b->id, FALSE, list, error))
          return FALSE;
      }
  g_array_set_size (run, 0);
  return TRUE;
}

/* RUN: ids of persons with one ID number. */
static gboolean
compare_of_one_number (XyStore *store, GArray *run, GPtrArray *list, GError **error)
{
  for (guint i = 0; i < run->len; i++)
    for (guint j = i + 1; j < run->len; j++)
      if (!compare_two (store, &g_array_index (run, XyId, i), &g_array_index (run, XyId, j), TRUE, list, error))
        return FALSE;
  g_array_set_size (run, 0);
  return TRUE;
}

static gboolean
list_by_name (XyStore *store, GPtrArray *list, GError **error)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = g_strdup ("");
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[BY_NAME].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      const char *key = xy_rows_text (rows, 1);
      XyId id = xy_rows_id (rows, 0);
      const char *end = key != NULL && key[0] == ' ' ? strchr (key + 1, ' ') : NULL;
      gsize length = end != NULL ? (gsize) (end - key) : 0;

      if (strlen (name) != length || length == 0 || memcmp (name, key, length) != 0)
        {
          if (!compare_namesakes (store, run, list, &problem))
            break;
          g_free (name);
          name = g_strndup (length > 0 ? key : "", length);
        }
      g_array_append_val (run, id);
    }
  if (problem == NULL && compare_namesakes (store, run, list, &problem))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
list_by_id_number (XyStore *store, GPtrArray *list, GError **error)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GString) number = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[BY_ID_NUMBER].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      const char *next = xy_rows_text (rows, 1);

      if (!g_str_equal (number->str, next))
        {
          if (!compare_of_one_number (store, run, list, &problem))
            break;
          g_string_assign (number, next);
        }
      g_array_append_val (run, id);
    }
  if (problem == NULL && compare_of_one_number (store, run, list, &problem))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static int
compare_pairs (gconstpointer left, gconstpointer right)
{
  const XyDuplicate *a = *(XyDuplicate *const *) left, *b = *(XyDuplicate *const *) right;
  gboolean sure_a = (a->same & XY_SAME_ID_NUMBER) != 0, sure_b = (b->same & XY_SAME_ID_NUMBER) != 0;

  if (sure_a != sure_b)
    return sure_a ? -1 : 1;
  int order = __builtin_popcount (b->same) - __builtin_popcount (a->same);
  if (order == 0)
    order = g_strcmp0 (a->first_name, b->first_name);
  return order != 0 ? order : xy_id_compare (&a->first, &b->first);
}

static gboolean
move_tags (XyTxn *txn, const XyId *keep, const XyId *away, GError **error)
{
  g_autoptr (GPtrArray) tags = xy_tag_list_of (xy_txn_get_store (txn), away, error);

  for (guint i = 0; tags != NULL && i < tags->len; i++)
    {
      const XyId *tag = &((XyRecord *) tags->pdata[i])->id;
      if (!xy_tag_set (txn, tag, keep, 1, TRUE, NULL, error))
        return FALSE;
    }
  return tags != NULL;
}

static gboolean
move_events (XyTxn *txn, const XyId *keep, const XyId *away, GError **error)
{
  g_autoptr (GPtrArray) events = xy_record_list (xy_txn_get_store (txn), &xy_event_type, statements[EVENTS_OF].text,
                                                 XY_BIND (XY_ID (away)), error);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      XyEvent *event = events->pdata[i];
      event->person = *keep;
      if (!xy_record_save (txn, event, error))
        return FALSE;
    }
  return events != NULL;
}

/* What KEEP lacks; never what says where and what he is. */
static void
fill_gaps (XyPerson *keep, const XyPerson *away)
{
  static const char *const own[] = { "household", "relation", "state", "since", "purged" };

  for (guint i = 0; i < xy_person_type.n_fields; i++)
    {
      const XyField *field = &xy_person_type.fields[i];
      g_autofree char *have = xy_record_get_text (keep, field);
      g_autofree char *other = xy_record_get_text (away, field);
      gboolean fixed = (field->flags & XY_FIELD_DERIVED) != 0;

      for (guint o = 0; o < G_N_ELEMENTS (own); o++)
        fixed = fixed || g_str_equal (field->name, own[o]);
      if (!fixed && have == NULL && other != NULL)
        xy_record_set_text (keep, field, other);
    }
}

static gboolean
check_user (XyTxn *txn, const XyPerson *away, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *user =
      xy_db_text (xy_txn_get_db (txn), statements[USERS_OF].text, XY_BIND (XY_ID (&away->record.id)), &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (user != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("This record of %s belongs to the user %s. Please keep this one and merge the other into it."),
                 away->name, user);
  else
    return TRUE;
  return FALSE;
}

/* The member of MEMBERS who is the same as PERSON, or NULL. */
static const XyPerson *
find_twin (GPtrArray *members, const XyPerson *person)
{
  for (guint i = 0; i < members->len; i++)
    {
      const XyPerson *other = members->pdata[i];
      if (same_text (other->name, person->name) && !numbers_differ (other, person)
          && (compare (other, person) != 0 || other->birthday == NULL || person->birthday == NULL
              || g_str_has_prefix (other->birthday, person->birthday)
              || g_str_has_prefix (person->birthday, other->birthday)))
        return other;
    }
  return NULL;
}

/* PERSON, who has no twin in the household that is kept, moves there. LEAD: as what his old head goes there. */
static gboolean
move_over (XyTxn *txn,
           const XyPerson *person,
           const XyId *keep,
           const XyKin *host,
           const XyKin *lead,
           const char *day,
           GError **error)
{
  g_autoptr (XyPerson) copy = xy_record_copy (person);
  g_autoptr (XyEvent) event = xy_record_new (&xy_event_type);
  XyKin self = { person->relation, person->sex, person->birthday };

  /* With the same head there as here his word stays what it was. */
  if (!xy_relation_is_head (lead->relation))
    {
      g_free (copy->relation);
      copy->relation = xy_relation_join (host, lead, &self);
    }
  copy->household = *keep;
  xy_set_str (&event->kind, xy_event_kind_name (XY_EVENT_MERGE));
  xy_set_str (&event->day, day);
  event->household = person->household;
  event->other = *keep;
  event->person = person->record.id;
  return xy_record_save (txn, copy, error) && xy_record_save (txn, event, error);
}

static gboolean
close_household (XyTxn *txn, const XyId *keep, const XyId *id, const char *day, gboolean write, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (xy_txn_get_store (txn), &xy_household_type, id, error);
  g_autoptr (XyEvent) event = xy_record_new (&xy_event_type);

  if (household == NULL)
    return FALSE;
  xy_set_str (&household->state, "merged");
  xy_set_str (&household->since, day);
  xy_set_str (&event->kind, xy_event_kind_name (XY_EVENT_MERGE));
  xy_set_str (&event->day, day);
  event->household = *id;
  event->other = *keep;
  return xy_record_save (txn, household, error) && (!write || xy_record_save (txn, event, error));
}

void
xy_duplicate_free (XyDuplicate *duplicate)
{
  if (duplicate == NULL)
    return;
  g_free (duplicate->first_name);
  g_free (duplicate->second_name);
  g_free (duplicate);
}

char *
xy_duplicate_explain (const XyDuplicate *duplicate)
{
  static const char *const words[] = { N_ ("same ID number"), N_ ("same birthday"), N_ ("same phone"),
                                       N_ ("same household") };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((duplicate->same & (1u << i)) != 0)
      /* Translators: between two items of a list */
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", _ (words[i]));
  return g_string_free (text, FALSE);
}

GPtrArray *
xy_person_list_duplicates (XyStore *store, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_duplicate_free);

  if (!list_by_id_number (store, list, error) || !list_by_name (store, list, error))
    return NULL;
  g_ptr_array_sort (list, compare_pairs);
  if (limit > 0 && list->len > limit)
    g_ptr_array_set_size (list, (int) limit);
  return g_steal_pointer (&list);
}

gboolean
xy_person_merge (XyTxn *txn, const XyId *keep_id, const XyId *away_id, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPerson) keep = xy_record_get (store, &xy_person_type, keep_id, error);
  g_autoptr (XyPerson) away = keep != NULL ? xy_record_get (store, &xy_person_type, away_id, error) : NULL;

  if (away == NULL)
    return FALSE;
  if (xy_id_same (keep_id, away_id) || keep->record.deleted || away->record.deleted)
    {
      xy_set_invalid (error, "person", _ ("Please choose two different persons."));
      return FALSE;
    }
  fill_gaps (keep, away);
  return check_user (txn, away, error) && move_tags (txn, keep_id, away_id, error)
         && move_events (txn, keep_id, away_id, error) && xy_record_set_deleted (txn, away, TRUE, error)
         && xy_record_save (txn, keep, error);
}

gboolean
xy_household_merge (XyTxn *txn, const XyId *keep, const XyId *away, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *day = xy_day_from_instant (xy_txn_get_now (txn));
  g_autoptr (XyHousehold) kept = xy_record_get (store, &xy_household_type, keep, error);
  g_autoptr (XyHousehold) other = kept != NULL ? xy_record_get (store, &xy_household_type, away, error) : NULL;
  g_autoptr (GPtrArray) hosts = NULL, guests = NULL;
  XyKin host = { NULL }, lead = { OTHER_RELATIVE, NULL, NULL };
  gboolean moved = FALSE;

  if (other == NULL)
    return FALSE;
  if (xy_id_same (keep, away) || !xy_household_is_live (kept) || !xy_household_is_live (other))
    {
      xy_set_invalid (error, "household", _ ("Please choose two different households."));
      return FALSE;
    }
  hosts = xy_household_list_members (store, keep, TRUE, error);
  guests = hosts != NULL ? xy_household_list_members (store, away, TRUE, error) : NULL;
  if (guests == NULL)
    return FALSE;
  if (hosts->len > 0)
    {
      const XyPerson *head = hosts->pdata[0];
      const XyPerson *twin = guests->len > 0 ? find_twin (hosts, guests->pdata[0]) : NULL;
      host = (XyKin){ head->relation, head->sex, head->birthday };
      if (twin != NULL)
        lead = (XyKin){ twin->relation, twin->sex, twin->birthday };
    }
  else
    lead.relation = XY_RELATION_HEAD;

  /* The head last: he may go when nobody is left behind. */
  for (guint i = guests->len; i > 0; i--)
    {
      const XyPerson *person = guests->pdata[i - 1];
      const XyPerson *twin = find_twin (hosts, person);

      if (twin != NULL ? !xy_person_merge (txn, &twin->record.id, &person->record.id, error)
                       : !move_over (txn, person, keep, &host, &lead, day, error))
        return FALSE;
      moved = moved || twin == NULL;
    }
  return move_tags (txn, keep, away, error) && close_household (txn, keep, away, day, !moved, error);
}

gboolean
xy_person_merge_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMerger *merger = data;
  g_autoptr (XyPerson) keep = xy_record_get (xy_txn_get_store (txn), &xy_person_type, &merger->keep, error);

  if (keep == NULL || !xy_person_merge (txn, &merger->keep, &merger->away, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Make two records of %s one"), keep->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_household_merge_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMerger *merger = data;
  g_autoptr (XyHousehold) keep = xy_record_get (xy_txn_get_store (txn), &xy_household_type, &merger->keep, error);

  if (keep == NULL || !xy_household_merge (txn, &merger->keep, &merger->away, error))
    return FALSE;
  g_autofree char *name = xy_household_describe (keep);
  g_autofree char *title = g_strdup_printf (_ ("Make two records of the household %s one"), name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

static gboolean
merge_behind_backup (XyStore *store, const XyActor *actor, XyActFunc merge, gpointer merger, GError **error)
{
  g_autofree char *taken = NULL;

  /* Who may not merge is told so before a large village is copied. */
  if (!xy_actor_require (actor, XY_MAY_EDIT_ROSTER, error))
    return FALSE;
  taken = xy_backup_take (xy_store_get_path (store), xy_store_get_env (store), NULL, XY_BACKUP_MERGE, NULL, error);
  return taken != NULL && xy_store_act (store, actor, "", merge, merger, error);
}

gboolean
xy_person_make_one (XyStore *store, const XyActor *actor, gpointer merger, GError **error)
{
  return merge_behind_backup (store, actor, xy_person_merge_act, merger, error);
}

gboolean
xy_household_make_one (XyStore *store, const XyActor *actor, gpointer merger, GError **error)
{
  return merge_behind_backup (store, actor, xy_household_merge_act, merger, error);
}

const XySql *
xy_duplicate_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
