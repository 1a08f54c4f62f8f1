/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/correction.h"
#include "core/household.h"
#include "core/person.h"
#include "core/privacy.h"
#include "core/reveal.h"
#include "office.h"

static gboolean
save (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static XyId
add_household (Office *office, const char *number)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  xy_set_str (&household->number, number);
  xy_set_str (&household->head_name, "曾国强");
  xy_set_str (&household->bank, "6217000000000000001");
  office_act (office, "Add", save, household);
  return household->record.id;
}

static XyId
add_person (Office *office, const XyId *household, const char *name, const char *birthday, const char *state)
{
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  person->household = *household;
  xy_set_str (&person->name, name);
  xy_set_str (&person->birthday, birthday);
  xy_set_str (&person->state, state);
  office_act (office, "Add", save, person);
  return person->record.id;
}

static void
change (Office *office, const XyId *id, const char *name, const char *phone)
{
  g_autoptr (XyPerson) stored = xy_record_get (office->store, &xy_person_type, id, NULL);
  g_autoptr (XyPerson) copy = xy_record_copy (stored);

  xy_set_str (&copy->name, name);
  xy_set_str (&copy->phone, phone);
  office_act (office, "Change", save, copy);
}

/* What was changed, field by field; not what was there from the beginning, nor keys for searching. */
static void
test_corrections (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  XyId household = add_household (&office, "3-016"), other = add_household (&office, "3-017");
  XyId person = add_person (&office, &household, "刘桂英", "1963-05-12", "here");
  XyId stranger = add_person (&office, &other, "王伟", NULL, "here");

  g_autoptr (GPtrArray) none = xy_correction_list (office.store, &household, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  change (&office, &person, "刘桂瑛", NULL);
  change (&office, &person, "刘桂瑛", "19900001234");
  change (&office, &stranger, "王维", NULL);

  g_autoptr (GPtrArray) list = xy_correction_list (office.store, &household, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  const XyCorrection *first = list->pdata[0], *second = list->pdata[1];
  g_assert_cmpstr (first->field->name, ==, "name");
  g_assert_cmpstr (first->whose, ==, "刘桂瑛");
  g_assert_cmpstr (first->before, ==, "刘桂英");
  g_assert_cmpstr (first->after, ==, "刘桂瑛");
  g_assert_cmpstr (first->who, ==, "曾小平");
  g_assert_cmpstr (second->field->name, ==, "phone");
  g_assert_null (second->before);
  g_assert_cmpint (first->at, <, second->at);

  /* What was taken back is a change too. */
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autoptr (GPtrArray) undone = xy_correction_list (office.store, &other, &error);
  g_assert_cmpuint (undone->len, ==, 2);
  g_assert_cmpstr (((XyCorrection *) undone->pdata[1])->after, ==, "王伟");
  office_close (&office);
}

/* A household, and then its head, in one act: as it is done where a household splits. */
static gboolean
make_with_head (XyTxn *txn, gpointer data, GError **error)
{
  XyHousehold *household = data;

  if (!xy_record_save (txn, household, error))
    return FALSE;
  g_autoptr (XyHousehold) copy = xy_record_copy (household);
  xy_set_str (&copy->head_name, "曾国强");
  return xy_record_save (txn, copy, error);
}

/* What the act that makes a record changes in it is how it was from the beginning; what a later one changes is not. */
static void
test_beginning (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
  office_open (&office, 1);

  xy_set_str (&household->number, "3-018");
  office_act (&office, "Add", make_with_head, household);
  g_autoptr (GPtrArray) none = xy_correction_list (office.store, &household->record.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);

  g_autoptr (XyHousehold) stored = xy_record_get (office.store, &xy_household_type, &household->record.id, NULL);
  g_autoptr (XyHousehold) copy = xy_record_copy (stored);
  xy_set_str (&copy->head_name, "曾国才");
  office_act (&office, "Change", save, copy);
  g_autoptr (GPtrArray) list = xy_correction_list (office.store, &household->record.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((XyCorrection *) list->pdata[0])->before, ==, "曾国强");
  office_close (&office);
}

static gboolean
look (XyTxn *txn, gpointer data, GError **error)
{
  return xy_reveal_log (txn, "曾国强户", NULL, data, error);
}

static void
test_reveals (void)
{
  static const struct
  {
    const char *period, *text;
    guint n;
  } cases[] = { { NULL, NULL, 2 },     { "2026-11", NULL, 2 }, { "2026-10", NULL, 0 }, { "2026", "账号", 1 },
                { NULL, "国强户", 2 }, { NULL, "小平", 2 },    { NULL, "%", 0 } };
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);

  office_act (&office, "Look", look, (gpointer) "核对一卡通账号");
  office_act (&office, "Look", look, (gpointer) "补办医保");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = xy_privacy_reveals (office.store, cases[i].period, cases[i].text, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (list->len, ==, cases[i].n);
    }
  g_autoptr (GPtrArray) all = xy_privacy_reveals (office.store, NULL, NULL, &error);
  g_assert_cmpstr (((XyReveal *) all->pdata[0])->reason, ==, "补办医保");
  g_assert_null (xy_privacy_reveals (office.store, "November", NULL, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "period");
  office_close (&office);
}

static void
test_facts (void)
{
  XyPrivacyFacts facts;
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 3);

  /* The day is 2026-11-22: who turns fourteen on it is under fourteen no more. */
  XyId household = add_household (&office, "3-016");
  add_person (&office, &household, "甲", "2012-11-22", "here");
  add_person (&office, &household, "乙", "2012-11-23", "here");
  add_person (&office, &household, "丙", "2020-01-01", "moved");
  add_person (&office, &household, "丁", NULL, "away");
  office_act (&office, "Look", look, (gpointer) "核对");
  g_assert_true (xy_privacy_facts (office.store, &facts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (facts.households, ==, 1);
  g_assert_cmpint (facts.persons, ==, 3);
  g_assert_cmpint (facts.former, ==, 1);
  g_assert_cmpint (facts.minors, ==, 1);
  g_assert_cmpint (facts.birthdays, ==, 3);
  g_assert_cmpint (facts.banks, ==, 1);
  g_assert_cmpint (facts.phones, ==, 0);
  g_assert_cmpint (facts.reveals, ==, 1);
  g_assert_false (facts.enrolled);

  /* Two years later that look is long ago. */
  office.fixed.instant += G_GINT64_CONSTANT (730) * 24 * 3600 * 1000;
  g_assert_true (xy_privacy_facts (office.store, &facts, &error));
  g_assert_cmpint (facts.reveals, ==, 0);
  g_assert_cmpint (facts.minors, ==, 0);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/privacy/corrections", test_corrections);
  g_test_add_func ("/privacy/beginning", test_beginning);
  g_test_add_func ("/privacy/reveals", test_reveals);
  g_test_add_func ("/privacy/facts", test_facts);
  return g_test_run ();
}
