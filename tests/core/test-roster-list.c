/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/roster-list.h"

#include <locale.h>
#include <string.h>

#include "core/tag-link.h"
#include "core/tag.h"
#include "roster.h"

typedef struct
{
  Office office;
  XyId zeng, luo, zhang;
} Village;

static void
village_open (Village *village)
{
  office_open (&village->office, 1);
  village->zeng = roster_add (&village->office, "3组",
                              "曾国强 户主 男 1963-05-12 19900001234;刘桂花 妻 女 1965;曾小平 长子 男 1988-01-02");
  village->luo = roster_add (&village->office, "1组", "罗玉兰 户主 女 1950 19900005678");
  village->zhang = roster_add (&village->office, "3组", "张三 户主 男 1970;李四 妻 女 1971 - 431399197101010023");
}

/* "曾国强,罗玉兰": the heads of what the filter finds. */
static char *
heads (Village *village, const XyRosterFilter *filter, XyHouseholdOrder order, gboolean reversed, gint64 *people)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = xy_household_list_ids (village->office.store, filter, order, reversed, people, &error);
  GString *line = g_string_new (NULL);

  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows =
      xy_household_list_rows (village->office.store, (const XyId *) (void *) ids->data, ids->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, ids->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      g_string_append_printf (line, "%s%s", i > 0 ? "," : "", row->household->head_name);
    }
  return g_string_free (line, FALSE);
}

static char *
names (Village *village, const XyRosterFilter *filter, XyPersonOrder order, gboolean reversed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = xy_person_list_ids (village->office.store, filter, order, reversed, &error);
  GString *line = g_string_new (NULL);

  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows =
      xy_person_list_rows (village->office.store, (const XyId *) (void *) ids->data, ids->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyPersonRow *row = rows->pdata[i];
      g_string_append_printf (line, "%s%s", i > 0 ? "," : "", row->person->name);
    }
  return g_string_free (line, FALSE);
}

#define HEADS(order, reversed, expected, ...)                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *found = heads (&village, &(XyRosterFilter){ __VA_ARGS__ }, order, reversed, NULL);                \
    g_assert_cmpstr (found, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END
#define NAMES(order, reversed, expected, ...)                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *found = names (&village, &(XyRosterFilter){ __VA_ARGS__ }, order, reversed);                      \
    g_assert_cmpstr (found, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END

static void
test_households (void)
{
  Village village;
  gint64 people = 0;
  village_open (&village);

  g_autofree char *all = heads (&village, &(XyRosterFilter){ 0 }, XY_HOUSEHOLDS_BY_NUMBER, FALSE, &people);
  g_assert_cmpstr (all, ==, "罗玉兰,曾国强,张三");
  g_assert_cmpint (people, ==, 6);
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, TRUE, "张三,曾国强,罗玉兰", 0);
  HEADS (XY_HOUSEHOLDS_BY_PEOPLE, TRUE, "曾国强,张三,罗玉兰", 0);
  HEADS (XY_HOUSEHOLDS_BY_HEAD, FALSE, "张三,罗玉兰,曾国强", 0);
  HEADS (XY_HOUSEHOLDS_BY_PINYIN, FALSE, "罗玉兰,曾国强,张三", 0);
  HEADS (XY_HOUSEHOLDS_BY_PINYIN, TRUE, "张三,曾国强,罗玉兰", 0);
  HEADS (XY_HOUSEHOLDS_BY_GROUP, FALSE, "罗玉兰,曾国强,张三", 0);
  HEADS (XY_HOUSEHOLDS_BY_GROUP_AND_HEAD, FALSE, "罗玉兰,张三,曾国强", 0);
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "曾国强", .text = "zgq");
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "罗玉兰", .text = "5678");
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "曾国强", .text = "小平");
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "张三", .text = "431399197101010023");
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "", .text = "王五");

  g_autoptr (XyHousehold) zeng = roster_household (&village.office, &village.zeng);
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "曾国强,张三", .unit = zeng->unit);
  office_close (&village.office);
}

static void
test_who (void)
{
  Village village;
  village_open (&village);
  g_autoptr (XyHousehold) luo = roster_household (&village.office, &village.luo);
  g_autoptr (XyPerson) son = roster_person (&village.office, "曾小平");

  xy_set_str (&luo->state, "away");
  office_act (&village.office, "Change", roster_save, luo);
  xy_set_str (&son->state, "moved");
  office_act (&village.office, "Change", roster_save, son);
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "罗玉兰", .who = XY_WHO_AWAY);
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "曾国强,张三", .who = XY_WHO_HERE);
  HEADS (XY_HOUSEHOLDS_BY_STATE, TRUE, "罗玉兰,张三,曾国强", 0);
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "", .text = "小平");
  NAMES (XY_PERSONS_BY_HOUSEHOLD, FALSE, "罗玉兰,曾国强,刘桂花,张三,李四", 0);
  NAMES (XY_PERSONS_BY_HOUSEHOLD, FALSE, "曾小平", .who = XY_WHO_LEFT);
  NAMES (XY_PERSONS_BY_HOUSEHOLD, FALSE, "曾小平", .who = XY_WHO_ALL, .text = "zxp");
  office_close (&village.office);
}

static void
test_persons (void)
{
  Village village;
  village_open (&village);

  NAMES (XY_PERSONS_BY_HOUSEHOLD, FALSE, "罗玉兰,曾国强,刘桂花,曾小平,张三,李四", 0);
  NAMES (XY_PERSONS_BY_AGE, FALSE, "曾小平,李四,张三,刘桂花,曾国强,罗玉兰", 0);
  NAMES (XY_PERSONS_BY_SEX, FALSE, "曾国强,曾小平,张三,罗玉兰,刘桂花,李四", 0);
  NAMES (XY_PERSONS_BY_NAME, FALSE, "刘桂花,李四,张三,罗玉兰,曾小平,曾国强", 0);
  NAMES (XY_PERSONS_BY_PINYIN, FALSE, "李四,刘桂花,罗玉兰,曾国强,曾小平,张三", 0);
  NAMES (XY_PERSONS_BY_HOUSEHOLD, FALSE, "李四", .text = "431399197101010023");
  office_close (&village.office);
}

static gboolean
tag (XyTxn *txn, gpointer data, GError **error)
{
  XyId *ids = data;
  g_autoptr (XyTag) record = xy_record_new (&xy_tag_type);
  g_autoptr (XyTagLink) link = xy_record_new (&xy_tag_link_type);

  xy_set_str (&record->name, "党员户");
  xy_set_str (&record->target, "household");
  if (!xy_record_save (txn, record, error))
    return FALSE;
  ids[1] = record->record.id;
  link->tag = ids[1];
  link->target = ids[0];
  return xy_record_save (txn, link, error);
}

static void
test_row (void)
{
  Village village;
  g_autoptr (GError) error = NULL;
  gint64 people, points;
  village_open (&village);

  XyId ids[] = { village.zeng, XY_ID_NONE };
  office_act (&village.office, "Tag", tag, ids);
  HEADS (XY_HOUSEHOLDS_BY_NUMBER, FALSE, "曾国强", .tag = ids[1]);
  g_autoptr (GPtrArray) rows = xy_household_list_rows (village.office.store, ids, 2, &error);
  g_assert_no_error (error);
  const XyHouseholdRow *row = rows->pdata[0];
  g_assert_null (rows->pdata[1]);
  g_assert_cmpstr (row->unit_name, ==, "3组");
  g_assert_cmpstr (row->phone, ==, "19900001234");
  g_assert_cmpstr (row->tags, ==, "党员户");
  g_assert_cmpint (row->people, ==, 3);
  g_assert_cmpuint (row->n_problems, ==, 0);
  g_assert_true (xy_household_list_sum (village.office.store, ids, 1, &people, &points, &error));
  g_assert_cmpint (people, ==, 3);
  g_assert_cmpint (points, ==, 0);
  office_close (&village.office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster-list/households", test_households);
  g_test_add_func ("/roster-list/who", test_who);
  g_test_add_func ("/roster-list/persons", test_persons);
  g_test_add_func ("/roster-list/row", test_row);
  return g_test_run ();
}
