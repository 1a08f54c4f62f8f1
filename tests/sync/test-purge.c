/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One computer purges what is personal of somebody, and it is gone from the other one and from the county too. */
#include <locale.h>
#include <string.h>

#include "../core/roster.h"
#include "core/purge.h"
#include "gone.h"

#define ID_NUMBER "431399196305121235"

static const char *const texts[] = { "曾国强", "曾国祥", ID_NUMBER, "19900001234", "19900004321", "尿毒症透析" };

/* Of TEXTS nothing is anywhere, and all are sound. */
static void
assert_gone (Pair *pair)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_nowhere (pair, texts[i]);
  assert_sound (pair);
}

static XyId
find_person (Pair *pair, guint which, const char *name)
{
  g_autoptr (XyPerson) person = roster_person (&pair->offices[which], name);

  return person->record.id;
}

static void
edit_person (Pair *pair, guint which, const XyId *id, const char *name, const char *phone, const char *health)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPerson) person = xy_record_get (pair->offices[which].store, &xy_person_type, id, &error);

  g_assert_no_error (error);
  xy_set_str (&person->name, name);
  xy_set_str (&person->phone, phone);
  xy_set_str (&person->health, health);
  pair->offices[which].fixed.instant += 1000;
  office_act (&pair->offices[which], "Change 曾国强", roster_save, person);
}

/* 曾国强, who lived alone and has moved out; both computers have written on him and his household. */
static XyId
begin (Pair *pair)
{
  pair_open (pair);
  talk_all (pair);
  XyId household = roster_add (&pair->offices[0], "3组", "曾国强 户主 男 1963-05-12 - " ID_NUMBER);
  talk_all (pair);
  XyId id = find_person (pair, 1, "曾国强");
  edit_person (pair, 1, &id, "曾国祥", "19900001234", "尿毒症透析");
  talk_all (pair);
  {
    g_autoptr (XyHousehold) change = roster_household (&pair->offices[1], &household);
    g_autoptr (XyPerson) person = roster_person (&pair->offices[0], "曾国祥");
    xy_set_str (&change->phone, "19900004321");
    office_act (&pair->offices[1], "Change 曾国祥", roster_save, change);
    xy_set_str (&person->state, "moved");
    office_act (&pair->offices[0], "曾国祥 moved", roster_save, person);
  }
  talk_all (pair);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (county_has (pair, texts[i]));
  return id;
}

static void
purge (Pair *pair, guint which, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyPurge asked = { *id, "本人要求", "李秀兰" };

  pair->offices[which].fixed.instant += 1000;
  xy_purge_run (pair->offices[which].store, &pair->offices[which].actor, &asked, &error);
  g_assert_no_error (error);
}

static void
test_everywhere (void)
{
  for (guint which = 0; which < 2; which++)
    {
      Pair pair;
      XyId id = begin (&pair);

      purge (&pair, which, &id);
      g_assert_false (office_file_has (&pair.offices[which], ID_NUMBER));
      talk_all (&pair);
      assert_gone (&pair);
      pair_close (&pair);
    }
}

/* Who knew nothing of it gives way, whoever spoke first. */
static void
test_unseen (void)
{
  for (guint first = 0; first < 2; first++)
    {
      Pair pair;
      XyId id = begin (&pair);

      purge (&pair, 0, &id);
      edit_person (&pair, 1, &id, "曾国祥", "19900004321", "尿毒症透析");
      pair_talk (&pair, first);
      talk_all (&pair);
      assert_gone (&pair);
      pair_close (&pair);
    }
}

/* What was shown of a conflict goes too. */
static void
test_conflict (void)
{
  Pair pair;
  XyId id = begin (&pair);

  edit_person (&pair, 0, &id, "曾国祥", "19900004321", "尿毒症透析");
  edit_person (&pair, 1, &id, "曾国祥", "19900001111", "尿毒症透析");
  talk_all (&pair);
  g_assert_cmpint (pair_standing (&pair, 0).conflicts, ==, 1);
  purge (&pair, 1, &id);
  talk_all (&pair);
  g_assert_false (county_has (&pair, "19900001111"));
  g_assert_false (office_file_has (&pair.offices[0], "19900001111"));
  assert_gone (&pair);
  pair_close (&pair);
}

/* Both purge the same person. */
static void
test_both (void)
{
  Pair pair;
  XyId id = begin (&pair);

  purge (&pair, 0, &id);
  purge (&pair, 1, &id);
  talk_all (&pair);
  assert_gone (&pair);
  pair_close (&pair);
}

/* The county goes back to before: what it then asks for comes cleared, and what it still had goes again. */
static void
test_restored (void)
{
  Pair pair;
  g_autoptr (GError) error = NULL;
  XyId id = begin (&pair);
  g_autofree char *backup = g_build_filename (pair.offices[0].folder, "county.db", NULL);

  g_assert_true (xy_db_copy (xy_base_get_db (pair.county->base), backup, &error));
  purge (&pair, 0, &id);
  talk_all (&pair);
  assert_gone (&pair);
  xy_server_store_close (pair.county);
  pair.county = xy_server_store_open (backup, &pair.offices[0].fixed.env, &error);
  g_assert_no_error (error);
  g_assert_true (xy_server_store_begin_epoch (pair.county, &error));
  g_assert_true (county_has (&pair, ID_NUMBER));
  talk_all (&pair);
  talk_all (&pair);
  assert_gone (&pair);
  pair_close (&pair);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/purge/everywhere", test_everywhere);
  g_test_add_func ("/purge/unseen", test_unseen);
  g_test_add_func ("/purge/conflict", test_conflict);
  g_test_add_func ("/purge/both", test_both);
  g_test_add_func ("/purge/restored", test_restored);
  return g_test_run ();
}
