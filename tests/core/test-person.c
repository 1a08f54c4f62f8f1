/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/id-number.h"
#include "core/record-check.h"
#include "roster.h"

static XyPerson *
save (Office *office, XyPerson *person)
{
  office_act (office, "Save", roster_save, person);
  return xy_record_get (office->store, &xy_person_type, &person->record.id, NULL);
}

static void
test_tidy (void)
{
  Office office;
  office_open (&office, 1);
  XyId id = roster_add (&office, "3组", "曾国强 户主 男 1963-05-12");

  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
  person->household = id;
  xy_set_str (&person->name, " 刘 桂花");
  xy_set_str (&person->relation, "老婆");
  xy_set_str (&person->sex, "女性");
  xy_set_str (&person->phone, "199 0000 0001,19900000002");
  xy_set_str (&person->birthday, "1965年2月3日");
  xy_set_str (&person->politics, "");
  g_autoptr (XyPerson) stored = save (&office, person);
  g_assert_cmpstr (stored->name, ==, "刘桂花");
  g_assert_cmpstr (stored->relation, ==, "妻");
  g_assert_cmpstr (stored->sex, ==, "女");
  g_assert_cmpstr (stored->phone, ==, "19900000001/19900000002");
  g_assert_cmpstr (stored->birthday, ==, "1965-02-03");
  g_assert_null (stored->politics);
  g_assert_cmpstr (stored->state, ==, "here");
  g_assert_cmpint (stored->sort, ==, 1);
  g_assert_cmpint (stored->id_flags, ==, 0);
  office_close (&office);
}

/* The eighteenth character of the ID number that begins with SEVENTEEN. */
static char
check_digit (const char *seventeen)
{
  int sum = 0;

  for (int i = 0; i < 17; i++)
    sum += (seventeen[i] - '0') * ((1 << (17 - i)) % 11);
  return "10X98765432"[sum % 11];
}

static void
test_id_number (void)
{
  Office office;
  office_open (&office, 2);
  XyId id = roster_add (&office, "3组", "曾国强 户主 男 1963-05-12");
  char good[] = "431399199002030020";
  good[17] = check_digit (good);

  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
  person->household = id;
  xy_set_str (&person->name, "曾小红");
  xy_set_str (&person->id_number, good);
  g_autoptr (XyPerson) stored = save (&office, person);
  g_assert_cmpint (stored->id_flags, ==, 0);
  g_assert_cmpstr (stored->birthday, ==, "1990-02-03");
  g_assert_cmpstr (stored->sex, ==, "女");

  /* A wrong one is kept as it is, and said. */
  char bad[19];
  memcpy (bad, good, sizeof bad);
  bad[17] = good[17] == '1' ? '2' : '1';
  g_autoptr (XyPerson) wrong = xy_record_copy (stored);
  xy_set_str (&wrong->id_number, bad);
  xy_set_str (&wrong->sex, "男");
  g_autoptr (XyPerson) kept = save (&office, wrong);
  g_assert_cmpstr (kept->id_number, ==, bad);
  g_assert_cmpstr (kept->sex, ==, "男");
  g_assert_true ((kept->id_flags & XY_ID_BAD_CHECKSUM) != 0);
  g_assert_true ((kept->id_flags & XY_ID_SEX_DIFFERS) != 0);
  office_close (&office);
}

static void
refused (Office *office, XyPerson *person, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_store_act (office->store, &office->actor, "Save", roster_save, person, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static void
test_refused (void)
{
  Office office;
  office_open (&office, 3);
  XyId id = roster_add (&office, "3组", "曾国强 户主 男 1963-05-12");
  g_autoptr (XyPerson) good = roster_person (&office, "曾国强");
  g_autofree char *before = xy_store_dump (office.store, NULL);
  g_autofree char *long_name = g_strnfill (XY_NAME_MOST + 1, 'x');
  g_autofree char *long_note = g_strnfill (XY_LONG_TEXT_MOST + 1, 'x');
  const struct
  {
    gsize offset;
    const char *text;
    const char *field;
  } cases[] = {
    { G_STRUCT_OFFSET (XyPerson, name), "", "name" },
    { G_STRUCT_OFFSET (XyPerson, name), "曾\x01", "name" },
    { G_STRUCT_OFFSET (XyPerson, name), long_name, "name" },
    { G_STRUCT_OFFSET (XyPerson, note), long_note, "note" },
    { G_STRUCT_OFFSET (XyPerson, work_place), "\xff\xfe", "work_place" },
    { G_STRUCT_OFFSET (XyPerson, birthday), "1963-13-45", "birthday" },
    { G_STRUCT_OFFSET (XyPerson, sex), "不详", "sex" },
    { G_STRUCT_OFFSET (XyPerson, state), "asleep", "state" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyPerson) person = xy_record_copy (good);
      xy_set_str ((char **) ((char *) person + cases[i].offset), cases[i].text);
      refused (&office, person, cases[i].field);
    }
  g_autoptr (XyPerson) lost = xy_record_copy (good);
  lost->household = xy_id_new (&office.fixed.env);
  refused (&office, lost, "household");

  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);
  g_autofree char *members = roster_members (&office, &id);
  g_assert_cmpstr (members, ==, "曾国强 户主");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person/tidy", test_tidy);
  g_test_add_func ("/person/id-number", test_id_number);
  g_test_add_func ("/person/refused", test_refused);
  return g_test_run ();
}
