/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the yearly clearing takes on one computer is gone from the other one and from the county too, histories and all;
 * the name stays. */
#include <locale.h>
#include <string.h>

#include "../core/roster.h"
#include "core/cleaning.h"
#include "core/purge.h"
#include "gone.h"

#define ID_NUMBER "431399196305121235"

static const char *const gone[] = { ID_NUMBER, "19900001234", "19900004321", "尿毒症透析", "3组老屋12号" };
static const char *const names[] = { "曾国强", "曾国祥" };

typedef struct
{
  Pair pair;
  XyId person, household;
} Case;

/* Of GONE nothing is anywhere, the names are, and all are sound. */
static void
assert_cleared (Case *one)
{
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    assert_nowhere (&one->pair, gone[i]);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (county_has (&one->pair, names[i]));
  for (guint k = 0; k < 2; k++)
    {
      g_autoptr (XyPerson) person = xy_record_get (one->pair.offices[k].store, &xy_person_type, &one->person, NULL);
      g_autoptr (XyHousehold) household = roster_household (&one->pair.offices[k], &one->household);
      g_assert_cmpstr (person->name, ==, "曾国祥");
      g_assert_cmpstr (person->state, ==, "moved");
      g_assert_nonnull (person->purged);
      g_assert_false (person->record.deleted);
      g_assert_cmpstr (household->head_name, ==, "曾国祥");
      g_assert_nonnull (household->purged);
    }
  assert_sound (&one->pair);
}

static void
edit_person (Case *one, guint which, const char *state, const char *phone)
{
  Office *office = &one->pair.offices[which];
  g_autoptr (XyPerson) person = xy_record_get (office->store, &xy_person_type, &one->person, NULL);

  xy_set_str (&person->state, state);
  xy_set_str (&person->since, "2001-02-03");
  xy_set_str (&person->phone, phone);
  office->fixed.instant += 1000;
  office_act (office, "Change 曾国祥", roster_save, person);
}

static void
write_note (Case *one, guint which, const char *note)
{
  Office *office = &one->pair.offices[which];
  g_autoptr (XyPerson) person = xy_record_get (office->store, &xy_person_type, &one->person, NULL);

  xy_set_str (&person->note, note);
  office->fixed.instant += 1000;
  office_act (office, "Change 曾国祥", roster_save, person);
}

static gboolean
history_has (Case *one, guint which, const char *text)
{
  gint64 n = 0;

  g_assert_true (xy_db_number (xy_store_get_db (one->pair.offices[which].store),
                               "SELECT count (*) FROM op WHERE instr (line, ?1)", XY_BIND (XY_TEXT (text)), &n, NULL));
  return n != 0;
}

static void
edit_household (Case *one, guint which, const char *state, const char *phone)
{
  Office *office = &one->pair.offices[which];
  g_autoptr (XyHousehold) household = roster_household (office, &one->household);

  xy_set_str (&household->state, state);
  xy_set_str (&household->since, "2001-02-03");
  xy_set_str (&household->phone, phone);
  office->fixed.instant += 1000;
  office_act (office, "Change 曾国祥", roster_save, household);
}

/* 曾国强, who was renamed and has moved out with his household; both computers have written on them. */
static void
begin (Case *one)
{
  pair_open (&one->pair);
  talk_all (&one->pair);
  one->household = roster_add (&one->pair.offices[0], "3组", "曾国强 户主 男 1963-05-12 - " ID_NUMBER);
  {
    g_autoptr (XyPerson) person = roster_person (&one->pair.offices[0], "曾国强");
    one->person = person->record.id;
  }
  talk_all (&one->pair);
  {
    g_autoptr (XyHousehold) household = roster_household (&one->pair.offices[1], &one->household);
    g_autoptr (XyPerson) person = roster_person (&one->pair.offices[1], "曾国强");
    xy_set_str (&household->address, "3组老屋12号");
    office_act (&one->pair.offices[1], "Change 曾国强", roster_save, household);
    xy_set_str (&person->name, "曾国祥");
    xy_set_str (&person->health, "尿毒症透析");
    office_act (&one->pair.offices[1], "Change 曾国强", roster_save, person);
  }
  talk_all (&one->pair);
  edit_person (one, 0, "moved", "19900001234");
  edit_household (one, 1, "moved", "19900004321");
  talk_all (&one->pair);
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_true (county_has (&one->pair, gone[i]));
}

static void
clear (Case *one, guint which)
{
  Office *office = &one->pair.offices[which];
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_retention_list (office->store, rules, &error);
  const XyCleaningRun run = { list, "王监督" };

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  office->fixed.instant += 1000;
  xy_cleaning_run (office->store, &office->actor, &run, &error);
  g_assert_no_error (error);
}

static void
purge (Case *one, guint which)
{
  Office *office = &one->pair.offices[which];
  g_autoptr (GError) error = NULL;
  XyPurge asked = { one->person, "本人要求", "李秀兰" };

  office->fixed.instant += 1000;
  xy_purge_run (office->store, &office->actor, &asked, &error);
  g_assert_no_error (error);
}

static void
end (Case *one)
{
  pair_close (&one->pair);
}

static void
test_everywhere (void)
{
  for (guint which = 0; which < 2; which++)
    {
      Case one;
      begin (&one);
      clear (&one, which);
      g_assert_false (office_file_has (&one.pair.offices[which], ID_NUMBER));
      talk_all (&one.pair);
      assert_cleared (&one);
      end (&one);
    }
}

/* Who knew nothing of it gives way, whoever spoke first. */
static void
test_unseen (void)
{
  for (guint first = 0; first < 2; first++)
    {
      Case one;
      begin (&one);
      clear (&one, 0);
      edit_person (&one, 1, "moved", "19900007777");
      edit_household (&one, 1, "moved", "19900008888");
      pair_talk (&one.pair, first);
      talk_all (&one.pair);
      assert_nowhere (&one.pair, "19900007777");
      assert_nowhere (&one.pair, "19900008888");
      assert_cleared (&one);
      end (&one);
    }
}

/* What was shown of a conflict goes too. */
static void
test_conflict (void)
{
  Case one;
  begin (&one);
  edit_person (&one, 0, "moved", "19900007777");
  edit_person (&one, 1, "moved", "19900008888");
  talk_all (&one.pair);
  g_assert_cmpint (pair_standing (&one.pair, 0).conflicts, ==, 1);
  g_assert_true (county_has (&one.pair, "19900007777"));
  clear (&one, 1);
  talk_all (&one.pair);
  assert_nowhere (&one.pair, "19900007777");
  assert_nowhere (&one.pair, "19900008888");
  assert_cleared (&one);
  end (&one);
}

/* Both clear the same. */
static void
test_both (void)
{
  Case one;
  begin (&one);
  clear (&one, 0);
  clear (&one, 1);
  talk_all (&one.pair);
  assert_cleared (&one);
  end (&one);
}

/* One clears and the other one purges, knowing of it or not; and one purges what it cleared itself, that day. */
static void
test_purged (void)
{
  for (guint how = 0; how < 4; how++)
    {
      Case one;
      begin (&one);
      clear (&one, 0);
      if (how == 2)
        talk_all (&one.pair);
      if (how < 3)
        purge (&one, 1);
      if (how == 1)
        pair_talk (&one.pair, 1);
      talk_all (&one.pair);
      if (how == 3)
        {
          purge (&one, 0);
          talk_all (&one.pair);
        }
      for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
        assert_nowhere (&one.pair, gone[i]);
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        assert_nowhere (&one.pair, names[i]);
      for (guint k = 0; k < 2; k++)
        {
          g_autoptr (XyPerson) person = xy_record_get (one.pair.offices[k].store, &xy_person_type, &one.person, NULL);
          g_assert_cmpstr (person->name, ==, XY_PURGED_NAME);
          g_assert_true (person->record.deleted);
        }
      assert_sound (&one.pair);
      end (&one);
    }
}

/* Where the county has that they came back, they are not cleared; where it comes to know of it later, they do not come
 * back by that. */
static void
test_back (void)
{
  Case one;
  begin (&one);
  edit_household (&one, 1, "here", "19900004321");
  edit_person (&one, 1, "here", "19900007777");
  write_note (&one, 0, "左腿有伤");
  clear (&one, 0);
  pair_talk (&one.pair, 1);
  talk_all (&one.pair);
  g_assert_true (history_has (&one, 0, "左腿有伤"));
  for (guint k = 0; k < 2; k++)
    {
      g_autoptr (XyPerson) person = xy_record_get (one.pair.offices[k].store, &xy_person_type, &one.person, NULL);
      g_autoptr (XyHousehold) household = roster_household (&one.pair.offices[k], &one.household);
      g_assert_cmpstr (person->id_number, ==, ID_NUMBER);
      g_assert_cmpstr (person->phone, ==, "19900007777");
      g_assert_cmpstr (household->phone, ==, "19900004321");
      g_assert_null (household->purged);
    }
  assert_sound (&one.pair);
  edit_person (&one, 0, "here", "19900008888");
  talk_all (&one.pair);
  assert_sound (&one.pair);
  end (&one);

  begin (&one);
  edit_household (&one, 1, "here", "19900004321");
  edit_person (&one, 1, "here", "19900007777");
  clear (&one, 0);
  pair_talk (&one.pair, 0);
  talk_all (&one.pair);
  assert_nowhere (&one.pair, "19900007777");
  assert_cleared (&one);
  end (&one);
}

/* What the record still says is put right, by who knows of the clearing and by who does not. */
static void
test_put_right (void)
{
  for (guint known = 0; known < 2; known++)
    {
      Case one;
      begin (&one);
      clear (&one, 0);
      if (known)
        talk_all (&one.pair);
      edit_person (&one, 1, "dead", known ? NULL : "19900007777");
      edit_household (&one, 1, "gone", known ? NULL : "19900008888");
      pair_talk (&one.pair, 0);
      talk_all (&one.pair);
      assert_nowhere (&one.pair, "19900007777");
      assert_nowhere (&one.pair, "19900008888");
      for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
        assert_nowhere (&one.pair, gone[i]);
      for (guint k = 0; k < 2; k++)
        {
          g_autoptr (XyPerson) person = xy_record_get (one.pair.offices[k].store, &xy_person_type, &one.person, NULL);
          g_autoptr (XyHousehold) household = roster_household (&one.pair.offices[k], &one.household);
          g_assert_cmpstr (person->state, ==, "dead");
          g_assert_cmpstr (household->state, ==, "gone");
        }
      assert_sound (&one.pair);
      end (&one);
    }
}

/* The county goes back to before: what it then asks for comes cleared, and what it still had goes again. */
static void
test_county_restored (void)
{
  Case one;
  g_autoptr (GError) error = NULL;
  begin (&one);
  g_autofree char *backup = g_build_filename (one.pair.offices[0].folder, "county.db", NULL);

  g_assert_true (xy_db_copy (xy_base_get_db (one.pair.county->base), backup, &error));
  clear (&one, 0);
  talk_all (&one.pair);
  assert_cleared (&one);
  xy_server_store_close (one.pair.county);
  one.pair.county = xy_server_store_open (backup, &one.pair.offices[0].fixed.env, &error);
  g_assert_no_error (error);
  g_assert_true (xy_server_store_begin_epoch (one.pair.county, &error));
  g_assert_true (county_has (&one.pair, ID_NUMBER));
  talk_all (&one.pair);
  talk_all (&one.pair);
  assert_cleared (&one);
  end (&one);
}

static gboolean
copy_file (XyTxn *txn, G_GNUC_UNUSED gpointer data, GError **error)
{
  return xy_local_set_copied (txn, 9, error);
}

/* A computer goes back to before, that which cleared or the other one: it is cleared again. */
static void
test_computer_restored (void)
{
  for (guint which = 0; which < 2; which++)
    {
      Case one;
      g_autoptr (GError) error = NULL;
      begin (&one);
      Office *office = &one.pair.offices[which];
      g_autofree char *backup = g_strconcat (office->path, ".before", NULL);

      g_assert_true (xy_db_copy (xy_store_get_db (office->store), backup, &error));
      clear (&one, 0);
      talk_all (&one.pair);
      assert_cleared (&one);
      xy_session_free (one.pair.sessions[which]);
      g_clear_object (&office->store);
      g_assert_cmpint (g_rename (backup, office->path), ==, 0);
      office_reopen (office);
      g_assert_true (xy_store_receive (office->store, copy_file, NULL, &error));
      one.pair.sessions[which] = xy_session_new (office->store, &error);
      g_assert_no_error (error);
      g_assert_true (office_file_has (office, ID_NUMBER));
      talk_all (&one.pair);
      assert_cleared (&one);
      end (&one);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cleaning/everywhere", test_everywhere);
  g_test_add_func ("/cleaning/unseen", test_unseen);
  g_test_add_func ("/cleaning/conflict", test_conflict);
  g_test_add_func ("/cleaning/both", test_both);
  g_test_add_func ("/cleaning/purged", test_purged);
  g_test_add_func ("/cleaning/back", test_back);
  g_test_add_func ("/cleaning/put-right", test_put_right);
  g_test_add_func ("/cleaning/county-restored", test_county_restored);
  g_test_add_func ("/cleaning/computer-restored", test_computer_restored);
  return g_test_run ();
}
