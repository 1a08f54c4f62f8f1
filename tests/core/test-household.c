/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/relation.h"
#include "roster.h"

static void
assert_number (Office *office, const XyId *id, const char *number)
{
  g_autoptr (XyHousehold) household = roster_household (office, id);

  g_assert_cmpstr (household->number, ==, number);
}

static void
test_numbers (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);

  XyId first = roster_add (&office, "3组", "曾国强 户主");
  XyId second = roster_add (&office, "3组", "曾国富 户主");
  XyId other = roster_add (&office, "12组", "李大山 户主");
  XyId loose = roster_add (&office, "", "王二 户主");
  assert_number (&office, &first, "3-001");
  assert_number (&office, &second, "3-002");
  assert_number (&office, &other, "12-001");
  assert_number (&office, &loose, "0-001");

  /* A number that was given is never given again, not even when the household was a mistake. */
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autoptr (XyHousehold) typed = roster_household (&office, &second);
  xy_set_str (&typed->number, " 3—117 ");
  office_act (&office, "Number", roster_save, typed);
  assert_number (&office, &second, "3-117");
  XyId next = roster_add (&office, "3组", "曾国华 户主");
  assert_number (&office, &next, "3-118");
  XyId again = roster_add (&office, "", "王三 户主");
  assert_number (&office, &again, "0-002");

  g_autoptr (XyHousehold) twin = roster_household (&office, &next);
  xy_set_str (&twin->number, "3-117");
  g_assert_false (xy_store_act (office.store, &office.actor, "Number", roster_save, twin, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "number");
  office_close (&office);
}

static void
test_head (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);

  XyId id = roster_add (&office, "3组",
                        "曾小明 长子 男 1990-02;刘桂花 妻子 女 1965;曾国强 本人 男 1963-05-12;曾小红 女儿 女 1988");
  g_autofree char *members = roster_members (&office, &id);
  g_assert_cmpstr (members, ==, "曾国强 户主,刘桂花 妻,曾小红 女,曾小明 长子");
  g_autoptr (XyHousehold) household = roster_household (&office, &id);
  g_autoptr (XyPerson) head = roster_person (&office, "曾国强");
  g_assert_true (xy_id_same (&household->head, &head->record.id));
  g_assert_cmpstr (household->head_name, ==, "曾国强");
  g_autofree char *before = xy_store_dump (office.store, NULL);

  /* A corrected name is the household's name too. */
  g_autoptr (XyPerson) renamed = xy_record_copy (head);
  xy_set_str (&renamed->name, "曾国 祥");
  office_act (&office, "Rename", roster_save, renamed);
  g_autoptr (XyHousehold) after = roster_household (&office, &id);
  g_assert_cmpstr (after->head_name, ==, "曾国祥");
  g_assert_nonnull (strstr (after->find, " zengguoxiang "));
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autofree char *undone = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (undone, ==, before);
  /* What is derived came back as well. */
  g_autoptr (XyHousehold) back = roster_household (&office, &id);
  g_assert_cmpstr (back->find, ==, household->find);
  g_assert_true (g_bytes_equal (back->stroke, household->stroke));

  /* One head only. */
  g_autoptr (XyPerson) wife = roster_person (&office, "刘桂花");
  xy_set_str (&wife->relation, "户主");
  g_assert_false (xy_store_act (office.store, &office.actor, "Head", roster_save, wife, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "relation");
  g_clear_error (&error);
  g_assert_false (xy_store_act (office.store, &office.actor, "Delete", roster_delete, head, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Without one, the household keeps its name and the office is told. */
  g_autoptr (XyPerson) step_back = roster_person (&office, "曾国强");
  xy_set_str (&step_back->relation, "父亲");
  office_act (&office, "Relation", roster_save, step_back);
  g_autoptr (XyHousehold) headless = roster_household (&office, &id);
  g_assert_true (xy_id_is_none (&headless->head));
  g_assert_cmpstr (headless->head_name, ==, "曾国强");
  g_autoptr (GPtrArray) problems = xy_household_list_problems (office.store, &id, 0, NULL);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpint (((XyProblem *) problems->pdata[0])->kind, ==, XY_PROBLEM_NO_HEAD);
  office_close (&office);
}

static gboolean
delete_household (XyTxn *txn, gpointer data, GError **error)
{
  return xy_household_delete (txn, data, error);
}

static void
test_delete (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 3);

  XyId id = roster_add (&office, "3组", "曾国强 户主 男 1963;刘桂花 妻 女 1965");
  g_autofree char *before = xy_store_dump (office.store, NULL);
  office_act (&office, "Delete", delete_household, &id);
  g_autoptr (XyHousehold) gone = roster_household (&office, &id);
  g_assert_true (gone->record.deleted);
  g_autofree char *nobody = roster_members (&office, &id);
  g_assert_cmpstr (nobody, ==, "");
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);
  office_close (&office);
}

static void
test_problems (void)
{
  Office office;
  office_open (&office, 4);

  roster_add (&office, "3组", "曾国强 户主 男 1963;刘桂花 妻 女 1965");
  XyId id = roster_add (&office, "", "李四 户主 男 1970 - 431399197005120012;李五 老庚 男 1990;李六");
  g_autoptr (GPtrArray) all = xy_household_list_problems (office.store, NULL, 0, NULL);
  g_autoptr (GPtrArray) own = xy_household_list_problems (office.store, &id, 0, NULL);
  guint kinds = 0;
  for (guint i = 0; i < own->len; i++)
    kinds |= 1u << ((XyProblem *) own->pdata[i])->kind;
  g_assert_cmpuint (own->len, ==, all->len);
  g_assert_cmpuint (own->len, ==, 4);
  g_assert_cmpuint (kinds, ==, 1u << XY_PROBLEM_NO_UNIT | 1u << XY_PROBLEM_NO_RELATION | 1u << XY_PROBLEM_ID_NUMBER);
  g_autoptr (GPtrArray) some = xy_household_list_problems (office.store, NULL, 2, NULL);
  g_assert_cmpuint (some->len, ==, 2);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/household/numbers", test_numbers);
  g_test_add_func ("/household/head", test_head);
  g_test_add_func ("/household/delete", test_delete);
  g_test_add_func ("/household/problems", test_problems);
  return g_test_run ();
}
