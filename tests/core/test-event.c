/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/event.h"
#include "core/points-balance.h"
#include "core/points-close.h"
#include "core/setting.h"
#include "roster.h"

#define FAMILY "曾国强 户主 男 1950-01-02;刘桂花 妻 女 1952;曾大明 长子 男 1975;周丽 儿媳 女 1977;曾小宝 孙子 男 2001"

static XyId
id_of (Office *office, const char *name)
{
  g_autoptr (XyPerson) person = roster_person (office, name);

  return person->record.id;
}

static void
happen (Office *office, XyEventPlan *plan)
{
  office_act (office, "", xy_event_apply, plan);
}

static void
refused (Office *office, XyEventPlan *plan, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = xy_store_dump (office->store, NULL);

  g_assert_false (xy_store_act (office->store, &office->actor, "", xy_event_apply, plan, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
  g_autofree char *after = xy_store_dump (office->store, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_members (Office *office, const XyId *id, const char *expected)
{
  g_autofree char *members = roster_members (office, id);

  g_assert_cmpstr (members, ==, expected);
}

static void
assert_state (Office *office, const XyId *id, const char *head_name, const char *state)
{
  g_autoptr (XyHousehold) household = roster_household (office, id);

  g_assert_cmpstr (household->head_name, ==, head_name);
  g_assert_cmpstr (household->state, ==, state);
}

static void
undo (Office *office, const char *before)
{
  g_autoptr (GError) error = NULL;

  xy_store_undo (office->store, &office->actor, &error);
  g_assert_no_error (error);
  g_autofree char *after = xy_store_dump (office->store, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_birth_and_death (void)
{
  Office office;
  office_open (&office, 1);
  XyId id = roster_add (&office, "3组", FAMILY);
  g_autofree char *before = xy_store_dump (office.store, NULL);

  g_autoptr (XyPerson) child = xy_record_new (&xy_person_type);
  xy_set_str (&child->name, "曾小妹");
  xy_set_str (&child->relation, "孙女");
  xy_set_str (&child->birthday, "2026-11-20");
  XyEventPlan birth = { .kind = XY_EVENT_BIRTH, .household = id, .newcomers = &child, .n_newcomers = 1 };
  happen (&office, &birth);
  assert_members (&office, &id, "曾国强 户主,刘桂花 妻,曾大明 长子,周丽 儿媳,曾小宝 孙子,曾小妹 孙女");
  g_autoptr (XyActInfo) act = xy_store_get_undo (office.store, NULL);
  g_assert_nonnull (strstr (act->title, "曾小妹"));
  g_assert_nonnull (strstr (act->title, "3-001"));
  g_autoptr (GPtrArray) lines = xy_event_list (office.store, &id, NULL);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (((XyEventLine *) lines->pdata[0])->day, ==, "2026-11-20");
  undo (&office, before);

  /* The head dies: who is the new one must be said. */
  XyId father = id_of (&office, "曾国强"), son = id_of (&office, "曾大明");
  XyEventPlan death = {
    .kind = XY_EVENT_DEATH, .household = id, .persons = &father, .n_persons = 1, .day = "2026年11月21日"
  };
  refused (&office, &death, "new_head");
  death.new_head = father;
  refused (&office, &death, "new_head");
  death.new_head = son;
  happen (&office, &death);
  assert_members (&office, &id, "曾大明 户主,周丽 配偶,曾小宝 子,刘桂花 母亲");
  assert_state (&office, &id, "曾大明", "here");
  g_autoptr (XyPerson) dead = roster_person (&office, "曾国强");
  g_assert_cmpstr (dead->state, ==, "dead");
  g_assert_cmpstr (dead->since, ==, "2026-11-21");
  refused (&office, &death, "persons");
  undo (&office, before);

  death.day = "2026-02-30";
  refused (&office, &death, "day");
  death.day = "2036-11-21";
  refused (&office, &death, "day");
  death.day = "1850-11-21";
  refused (&office, &death, "day");
  xy_set_str (&child->birthday, "2036-11-20");
  refused (&office, &birth, "birthday");
  birth.day = "2036-11-20";
  refused (&office, &birth, "birthday");

  /* The last one. */
  XyId alone = roster_add (&office, "4组", "王孤老 户主 男 1940");
  XyId old = id_of (&office, "王孤老");
  XyEventPlan last = { .kind = XY_EVENT_DEATH, .household = alone, .persons = &old, .n_persons = 1 };
  happen (&office, &last);
  assert_state (&office, &alone, "王孤老", "gone");
  refused (&office, &last, "household");
  office_close (&office);
}

static void
test_split_and_merge (void)
{
  Office office;
  office_open (&office, 2);
  XyId id = roster_add (&office, "3组", FAMILY ";曾小明 次子 男 1980");
  g_autofree char *before = xy_store_dump (office.store, NULL);
  XyId young[] = { id_of (&office, "曾大明"), id_of (&office, "周丽"), id_of (&office, "曾小宝") };

  XyEventPlan split = { .kind = XY_EVENT_SPLIT, .household = id, .persons = young, .n_persons = 3 };
  happen (&office, &split);
  assert_members (&office, &id, "曾国强 户主,刘桂花 妻,曾小明 次子");
  /* With two sons, nothing says whose wife and child they are. */
  assert_members (&office, &split.made, "曾大明 户主,周丽 其他亲属,曾小宝 其他亲属");
  g_autoptr (XyHousehold) made = roster_household (&office, &split.made);
  g_assert_cmpstr (made->number, ==, "3-002");
  g_autoptr (GPtrArray) there = xy_event_list (office.store, &split.made, NULL);
  g_assert_cmpuint (there->len, ==, 1);
  g_assert_cmpstr (((XyEventLine *) there->pdata[0])->other_name, ==, "曾国强");
  undo (&office, before);

  /* Others with the old head among them: the new household is his, the old one needs another. */
  XyId parents[] = { id_of (&office, "曾国强"), id_of (&office, "刘桂花") };
  XyEventPlan retire = { .kind = XY_EVENT_SPLIT, .household = id, .persons = parents, .n_persons = 2 };
  refused (&office, &retire, "new_head");
  retire.new_head = young[0];
  happen (&office, &retire);
  assert_members (&office, &retire.made, "曾国强 户主,刘桂花 妻");
  assert_members (&office, &id, "曾大明 户主,曾小明 弟,周丽 其他亲属,曾小宝 其他亲属");
  g_autofree char *split_dump = xy_store_dump (office.store, NULL);

  /* And together again. */
  XyEventPlan merge = { .kind = XY_EVENT_MERGE, .household = retire.made, .other = id, .relation = "父亲" };
  happen (&office, &merge);
  assert_members (&office, &id, "曾大明 户主,曾国强 父亲,刘桂花 母亲,曾小明 弟,周丽 其他亲属,曾小宝 其他亲属");
  assert_state (&office, &retire.made, "曾国强", "merged");
  refused (&office, &merge, "household");
  undo (&office, split_dump);

  XyEventPlan self = { .kind = XY_EVENT_MERGE, .household = id, .other = id };
  refused (&office, &self, "other");
  XyEventPlan all = { .kind = XY_EVENT_SPLIT, .household = retire.made, .persons = parents, .n_persons = 2 };
  refused (&office, &all, "persons");
  office_close (&office);
}

static gboolean
give_points (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  entry->household = *(XyId *) data;
  entry->amount = 100;
  entry->delta = 1000;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->kind, "entry");
  xy_set_str (&entry->category, "环境整治");
  xy_set_str (&entry->item, "义务清扫");
  xy_set_str (&entry->day, "2026-11-01");
  return xy_record_save (txn, entry, error);
}

static gint64
points (Office *office, const XyId *id)
{
  XyPointsBalance balance;

  g_assert_true (xy_points_balance (office->store, id, &balance, NULL));
  return balance.total;
}

static void
test_points_stay (void)
{
  Office office;
  office_open (&office, 3);
  XyId id = roster_add (&office, "3组", FAMILY);
  XyId young[] = { id_of (&office, "曾大明"), id_of (&office, "周丽"), id_of (&office, "曾小宝") };
  office_act (&office, "Points", give_points, &id);
  g_autofree char *before = xy_store_dump (office.store, NULL);

  XyEventPlan split = { .kind = XY_EVENT_SPLIT, .household = id, .persons = young, .n_persons = 3 };
  happen (&office, &split);
  g_assert_cmpint (points (&office, &id), ==, 1000);
  g_assert_cmpint (points (&office, &split.made), ==, 0);
  undo (&office, before);

  split.points = 1001;
  refused (&office, &split, "points");
  split.points = 400;
  happen (&office, &split);
  g_assert_cmpint (points (&office, &id), ==, 600);
  g_assert_cmpint (points (&office, &split.made), ==, 400);
  undo (&office, before);
  g_assert_cmpint (points (&office, &id), ==, 1000);

  split.points = 0;
  happen (&office, &split);
  XyEventPlan merge = { .kind = XY_EVENT_MERGE, .household = id, .other = split.made, .relation = "父亲" };
  happen (&office, &merge);
  g_assert_cmpint (points (&office, &id), ==, 1000);
  office_close (&office);
}

typedef struct
{
  XyId household;
  XyId person;
  const char *kind;
  const char *day;
  gint64 delta;
  gint64 withheld;
} Earned;

static gboolean
write_earned (XyTxn *txn, gpointer data, GError **error)
{
  const Earned *earned = data;
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  entry->household = earned->household;
  entry->person = earned->person;
  entry->amount = g_str_equal (earned->kind, "entry") ? 100 : 0;
  entry->delta = earned->delta;
  entry->withheld = earned->withheld;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->kind, earned->kind);
  xy_set_str (&entry->category, "环境整治");
  xy_set_str (&entry->item, "义务清扫");
  xy_set_str (&entry->day, earned->day);
  return xy_record_save (txn, entry, error);
}

static gboolean
set_follow (XyTxn *txn, gpointer data, GError **error)
{
  return xy_setting_set (txn, XY_SETTING_POINTS_SPLIT, data, error);
}

static void
check_points (Office *office, const XyId *id, gint64 total, gint64 spend)
{
  XyPointsBalance balance;

  g_assert_true (xy_points_balance (office->store, id, &balance, NULL));
  g_assert_cmpint (balance.total, ==, total);
  g_assert_cmpint (balance.spend, ==, spend);
}

/* What those who leave earned goes along, as far as it is still there and what can be spent is not spent. */
static void
test_points_follow (void)
{
  static char follow[] = "follow";
  Office office;
  office_open (&office, 5);
  XyId id = roster_add (&office, "3组", FAMILY);
  XyId young[] = { id_of (&office, "曾大明"), id_of (&office, "周丽"), id_of (&office, "曾小宝") };
  XyId father = id_of (&office, "曾国强");
  Earned lines[] = { { id, father, "entry", "2026-10-01", 1000, 0 },
                     { id, young[0], "entry", "2026-10-02", 300, 0 },
                     { id, young[1], "entry", "2026-10-03", 200, 200 },
                     { id, young[0], "entry", "2026-10-04", -50, 0 },
                     { id, XY_ID_NONE, "entry", "2026-10-05", 80, 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    office_act (&office, "Points", write_earned, &lines[i]);
  XyEventPlan split = { .kind = XY_EVENT_SPLIT, .household = id, .persons = young, .n_persons = 3, .follow = TRUE };
  g_autofree char *staying = xy_store_dump (office.store, NULL);

  happen (&office, &split);
  check_points (&office, &id, 1530, 1330);
  check_points (&office, &split.made, 0, 0);
  undo (&office, staying);

  office_act (&office, "Setting", set_follow, follow);
  g_autofree char *before = xy_store_dump (office.store, NULL);
  happen (&office, &split);
  check_points (&office, &id, 1080, 1080);
  check_points (&office, &split.made, 450, 250);
  undo (&office, before);

  /* Most was fetched already: only what can be spent goes along as such. */
  Earned fetched = { id, XY_ID_NONE, "redeem", "2026-10-06", 0, 1200 };
  office_act (&office, "Points", write_earned, &fetched);
  g_autofree char *poor = xy_store_dump (office.store, NULL);
  happen (&office, &split);
  check_points (&office, &id, 1080, 0);
  check_points (&office, &split.made, 450, 130);
  undo (&office, poor);
  /* The same of points that are typed. */
  split.follow = FALSE;
  split.points = 400;
  happen (&office, &split);
  check_points (&office, &id, 1130, 0);
  check_points (&office, &split.made, 400, 130);
  undo (&office, poor);

  /* What was cleared is gone. */
  XyPointsClosing closing = { .period = "2026-10", .mode = "clear" };
  office_act (&office, "Close", xy_points_close_act, &closing);
  Earned later = { id, young[0], "entry", "2026-11-02", 70, 0 };
  office_act (&office, "Points", write_earned, &later);
  split.follow = TRUE;
  split.points = 0;
  split.day = "2026-10-31";
  refused (&office, &split, "day");
  split.day = NULL;
  happen (&office, &split);
  check_points (&office, &id, 0, 0);
  check_points (&office, &split.made, 70, 70);
  office_close (&office);
}

static void
test_coming_and_going (void)
{
  Office office;
  office_open (&office, 4);
  XyId id = roster_add (&office, "3组", FAMILY);
  g_autofree char *before = xy_store_dump (office.store, NULL);
  XyId couple[] = { id_of (&office, "曾大明"), id_of (&office, "周丽") };

  XyEventPlan leave = {
    .kind = XY_EVENT_LEAVE, .household = id, .persons = couple, .n_persons = 2, .place = "广东东莞"
  };
  happen (&office, &leave);
  g_autoptr (XyPerson) away = roster_person (&office, "曾大明");
  g_assert_cmpstr (away->state, ==, "away");
  g_assert_cmpstr (away->work_place, ==, "广东东莞");
  assert_state (&office, &id, "曾国强", "here");
  refused (&office, &leave, "persons");
  XyEventPlan all = { .kind = XY_EVENT_LEAVE, .household = id };
  happen (&office, &all);
  assert_state (&office, &id, "曾国强", "away");
  XyEventPlan back = { .kind = XY_EVENT_RETURN, .household = id, .persons = couple, .n_persons = 1 };
  happen (&office, &back);
  assert_state (&office, &id, "曾国强", "here");
  g_assert_true (xy_store_undo (office.store, &office.actor, NULL)
                 && xy_store_undo (office.store, &office.actor, NULL));
  undo (&office, before);

  /* The whole household moves, and comes back to its old number. */
  XyEventPlan out = { .kind = XY_EVENT_MOVE_OUT, .household = id, .place = "清江县城" };
  happen (&office, &out);
  assert_members (&office, &id, "");
  assert_state (&office, &id, "曾国强", "moved");
  XyId returning[] = { id_of (&office, "曾国强"), id_of (&office, "刘桂花") };
  XyEventPlan in = { .kind = XY_EVENT_MOVE_IN, .household = id, .persons = returning, .n_persons = 2 };
  happen (&office, &in);
  assert_members (&office, &id, "曾国强 户主,刘桂花 妻");
  assert_state (&office, &id, "曾国强", "here");
  refused (&office, &in, "persons");

  /* Strangers found a household. */
  g_autoptr (XyPerson) stranger = xy_record_new (&xy_person_type);
  xy_set_str (&stranger->name, "赵新来");
  XyEventPlan found = { .kind = XY_EVENT_MOVE_IN, .newcomers = &stranger, .n_newcomers = 1 };
  g_autoptr (XyHousehold) old = roster_household (&office, &id);
  found.unit = old->unit;
  happen (&office, &found);
  assert_members (&office, &found.made, "赵新来 户主");
  assert_state (&office, &found.made, "赵新来", "here");
  office_close (&office);
}

static void
test_marriage_and_head (void)
{
  Office office;
  office_open (&office, 5);
  XyId id = roster_add (&office, "3组", "曾国强 户主 男 1950;曾小明 子 男 1999");
  XyId hers = roster_add (&office, "5组", "李大山 户主 男 1960;李小花 女 女 2000");
  XyId groom = id_of (&office, "曾小明"), bride = id_of (&office, "李小花");
  g_autofree char *before = xy_store_dump (office.store, NULL);

  XyEventPlan between = { .kind = XY_EVENT_MARRIAGE,
                          .household = hers,
                          .persons = &bride,
                          .n_persons = 1,
                          .other = id,
                          .relation = "媳妇",
                          .partner = groom };
  happen (&office, &between);
  assert_members (&office, &id, "曾国强 户主,曾小明 子,李小花 儿媳");
  assert_members (&office, &hers, "李大山 户主");
  g_autoptr (XyPerson) husband = roster_person (&office, "曾小明");
  g_assert_cmpstr (husband->marriage, ==, "已婚");
  between.relation = "户主";
  undo (&office, before);
  refused (&office, &between, "relation");

  XyEventPlan out = { .kind = XY_EVENT_MARRIAGE, .household = hers, .persons = &bride, .n_persons = 1 };
  happen (&office, &out);
  assert_members (&office, &hers, "李大山 户主");
  undo (&office, before);

  g_autoptr (XyPerson) wife = xy_record_new (&xy_person_type);
  xy_set_str (&wife->name, "周外嫁");
  xy_set_str (&wife->sex, "女");
  XyEventPlan in = { .kind = XY_EVENT_MARRIAGE,
                     .household = id,
                     .newcomers = &wife,
                     .n_newcomers = 1,
                     .relation = "儿媳",
                     .partner = groom };
  happen (&office, &in);
  assert_members (&office, &id, "曾国强 户主,曾小明 子,周外嫁 儿媳");
  g_autofree char *married = xy_store_dump (office.store, NULL);

  XyEventPlan head = { .kind = XY_EVENT_HEAD, .household = id, .new_head = groom };
  happen (&office, &head);
  assert_members (&office, &id, "曾小明 户主,周外嫁 配偶,曾国强 父亲");
  assert_state (&office, &id, "曾小明", "here");
  refused (&office, &head, "new_head");
  undo (&office, married);
  assert_state (&office, &id, "曾国强", "here");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/birth-and-death", test_birth_and_death);
  g_test_add_func ("/event/split-and-merge", test_split_and_merge);
  g_test_add_func ("/event/points-stay", test_points_stay);
  g_test_add_func ("/event/points-follow", test_points_follow);
  g_test_add_func ("/event/coming-and-going", test_coming_and_going);
  g_test_add_func ("/event/marriage-and-head", test_marriage_and_head);
  return g_test_run ();
}
