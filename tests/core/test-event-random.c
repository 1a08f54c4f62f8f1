/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random series of events: what is refused changes nothing, what is done keeps the roster whole, and taking it all back
 * step by step gives each dump of the way there.
 */
#include <locale.h>
#include <string.h>

#include "core/event.h"
#include "core/relation.h"
#include "core/op.h"
#include "roster.h"

#define ROUNDS 6
#define MOST_ROUNDS 60
#define STEPS 40

static gint64
count (Office *office, const char *sql)
{
  gint64 number = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (office->store), sql, XY_BIND_NONE, &number, &error);
  g_assert_no_error (error);
  return number;
}

#define LIVE "('here', 'away')"

static void
assert_whole (Office *office)
{
  /* Who lives here is in a household that does. */
  g_assert_cmpint (count (office, "SELECT count (*) FROM person AS p WHERE p.del = 0 AND p.state IN " LIVE
                                  " AND NOT EXISTS (SELECT 1 FROM household AS h WHERE h.id = p.household AND h.del = 0"
                                  " AND h.state IN " LIVE ")"),
                   ==, 0);
  /* A household that lives has members and one head, whom it names. */
  g_assert_cmpint (count (office, "SELECT count (*) FROM household AS h WHERE h.del = 0 AND h.state IN " LIVE
                                  " AND 1 <> (SELECT count (*) FROM person AS p WHERE p.household = h.id AND p.del = 0"
                                  " AND p.state IN " LIVE " AND p.relation = '户主' AND p.id = h.head"
                                  " AND p.name = h.head_name)"),
                   ==, 0);
  g_assert_cmpint (count (office, "SELECT count (*) FROM person AS p WHERE p.del = 0 AND p.state IN " LIVE
                                  " AND p.relation = '户主' AND NOT EXISTS (SELECT 1 FROM household AS h"
                                  " WHERE h.head = p.id AND h.id = p.household)"),
                   ==, 0);
  g_assert_cmpint (count (office, "SELECT count (*) FROM (SELECT 1 FROM household WHERE del = 0 GROUP BY number"
                                  " HAVING count (*) > 1)"),
                   ==, 0);
}

/* What is derived is what would be derived now. */
static void
assert_derived (Office *office)
{
  const XyRecordType *const types[] = { &xy_household_type, &xy_person_type };

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (GPtrArray) list = xy_record_list (office->store, types[t], "WHERE t.del = 0", XY_BIND_NONE, NULL);
      for (guint i = 0; i < list->len; i++)
        {
          g_autoptr (XyRecord) fresh = xy_record_copy (list->pdata[i]);
          types[t]->derive (fresh);
          for (guint f = 0; f < types[t]->n_fields; f++)
            g_assert_true (xy_record_field_equal (fresh, list->pdata[i], &types[t]->fields[f]));
        }
    }
}

static XyId
pick (GRand *rand, GPtrArray *records)
{
  if (records->len == 0)
    return XY_ID_NONE;
  return ((XyRecord *) records->pdata[g_rand_int_range (rand, 0, (gint32) records->len)])->id;
}

/* One event with arguments at random, sensible and not; TRUE where it was done. */
static gboolean
try_event (Office *office, GRand *rand, guint step)
{
  static const char *const relations[] = { "子", "女", "儿媳", "父亲", "母亲", "弟", "孙子", "户主", NULL };
  g_autoptr (GPtrArray) households =
      xy_record_list (office->store, &xy_household_type, "WHERE t.del = 0 ORDER BY t.id", XY_BIND_NONE, NULL);
  XyEventPlan plan = { .kind = (XyEventKind) g_rand_int_range (rand, 0, XY_EVENT_N_KINDS) };
  g_autoptr (XyPerson) newcomer = xy_record_new (&xy_person_type);
  g_autofree char *name = g_strdup_printf ("新人%u", step);
  g_autoptr (GError) error = NULL;
  XyId persons[4];

  plan.household = pick (rand, households);
  plan.other = g_rand_boolean (rand) ? pick (rand, households) : XY_ID_NONE;
  g_autoptr (GPtrArray) members = xy_household_list_members (office->store, &plan.household, FALSE, NULL);
  for (; plan.n_persons < 4 && g_rand_int_range (rand, 0, 3) != 0; plan.n_persons++)
    persons[plan.n_persons] = pick (rand, members);
  if (members->len == 0)
    plan.n_persons = 0;
  plan.persons = persons;
  plan.new_head = g_rand_boolean (rand) ? pick (rand, members) : XY_ID_NONE;
  plan.other_head = g_rand_int_range (rand, 0, 4) == 0 ? pick (rand, members) : XY_ID_NONE;
  plan.relation = relations[g_rand_int_range (rand, 0, G_N_ELEMENTS (relations))];
  if (g_rand_boolean (rand))
    {
      xy_set_str (&newcomer->name, name);
      xy_set_str (&newcomer->relation, relations[g_rand_int_range (rand, 0, G_N_ELEMENTS (relations))]);
      plan.newcomers = &newcomer;
      plan.n_newcomers = 1;
      if (plan.kind == XY_EVENT_MOVE_IN && g_rand_boolean (rand))
        plan.household = XY_ID_NONE;
    }

  g_autofree char *before = xy_store_dump (office->store, NULL);
  if (xy_store_act (office->store, &office->actor, "", xy_event_apply, &plan, &error))
    return TRUE;
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_autofree char *after = xy_store_dump (office->store, NULL);
  g_assert_cmpstr (after, ==, before);
  return FALSE;
}

static gboolean
has_all (const guint *done)
{
  for (XyEventKind kind = 0; kind < XY_EVENT_N_KINDS; kind++)
    if (done[kind] == 0)
      return FALSE;
  return TRUE;
}

/* Some kinds come seldom: series follow until each was there. */
static void
test_random (void)
{
  guint done[XY_EVENT_N_KINDS] = { 0 };

  for (guint round = 0; round < ROUNDS || (!has_all (done) && round < MOST_ROUNDS); round++)
    {
      Office office;
      guint32 seed = (guint32) g_test_rand_int ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      office_open (&office, seed);
      roster_add (&office, "1组", "曾国强 户主 男 1950;刘桂花 妻 女 1952;曾大明 长子 男 1975;曾小明 次子 男 1980");
      roster_add (&office, "2组", "李大山 户主 男 1960;李小花 女 女 2000;李老 父亲 男 1935");
      roster_add (&office, "2组", "王孤老 户主 男 1940");

      for (guint step = 0; step < STEPS; step++)
        {
          g_autofree char *dump = xy_store_dump (office.store, NULL);
          gint64 persons = count (&office, "SELECT count (*) FROM person WHERE del = 0");
          if (!try_event (&office, rand, step))
            continue;
          g_ptr_array_add (dumps, g_steal_pointer (&dump));
          assert_whole (&office);
          g_assert_cmpint (count (&office, "SELECT count (*) FROM person WHERE del = 0"), >=, persons);
        }
      assert_derived (&office);
      for (XyEventKind kind = 0; kind < XY_EVENT_N_KINDS; kind++)
        {
          g_autofree char *sql =
              g_strdup_printf ("SELECT count (*) FROM event WHERE kind = '%s'", xy_event_kind_name (kind));
          done[kind] += (guint) count (&office, sql);
        }
      while (dumps->len > 0)
        {
          g_assert_true (xy_store_undo (office.store, &office.actor, &error));
          g_autofree char *dump = xy_store_dump (office.store, NULL);
          g_assert_cmpstr (dump, ==, dumps->pdata[dumps->len - 1]);
          g_ptr_array_set_size (dumps, (int) dumps->len - 1);
          assert_whole (&office);
        }
      assert_derived (&office);
      gint64 n;
      g_assert_true (xy_op_verify (office.store, &n, &error));
      office_close (&office);
    }
  for (XyEventKind kind = 0; kind < XY_EVENT_N_KINDS; kind++)
    {
      g_test_message ("%s: %u", xy_event_kind_name (kind), done[kind]);
      g_assert_cmpuint (done[kind], >, 0);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-random/random", test_random);
  return g_test_run ();
}
