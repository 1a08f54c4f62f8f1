/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/backup.h"
#include "core/duplicate.h"
#include "core/event.h"
#include "core/folder.h"
#include "core/household-overview.h"
#include "core/tag.h"
#include "core/user.h"
#include "roster.h"

static char *
pairs (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_person_list_duplicates (office->store, 0, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const XyDuplicate *pair = list->pdata[i];
      g_autofree char *why = xy_duplicate_explain (pair);
      g_assert_cmpstr (why, !=, "");
      g_string_append_printf (text, "%s%s=%s:%x", i > 0 ? " " : "", pair->first_name, pair->second_name, pair->same);
    }
  return g_string_free (text, FALSE);
}

static void
test_find (void)
{
  Office office;
  office_open (&office, 1);

  roster_add (&office, "1组", "曾国强 户主 男 1963-05-12;刘桂花 妻 女 1965");
  roster_add (&office, "2组", "李大山 户主 男 1960 19900001111;李小花 女 女 2000-01-01");
  g_autofree char *none = pairs (&office);
  g_assert_cmpstr (none, ==, "");

  roster_add (&office, "3组", "曾国强 户主 男 1963-05-12;李大山 父亲 男 1961 19900001111;刘桂花 妻 女 1966");
  g_autofree char *by_name = pairs (&office);
  g_assert_cmpstr (by_name, ==, "曾国强=曾国强:2 李大山=李大山:4");

  /* One ID number is one person, whatever the name; two good ones are two. */
  roster_add (&office, "4组", "王一 户主 男 - - 11010519491231002X;周二 母亲 女 - - 11010519491231002X");
  g_autofree char *by_number = pairs (&office);
  g_assert_true (g_str_has_prefix (by_number, "王一=周二:"));
  g_assert_cmpstr (strchr (by_number, ' '), ==, " 曾国强=曾国强:2 李大山=李大山:4");
  office_close (&office);
}

static gboolean
link_user (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyUser) user = xy_record_new (&xy_user_type);

  xy_set_str (&user->name, "文书");
  xy_set_str (&user->role, "administrator");
  user->person = *(XyId *) data;
  return xy_record_save (txn, user, error);
}

static gboolean
give_tag (XyTxn *txn, gpointer data, GError **error)
{
  XyId tag;

  return xy_tag_find_or_make (txn, "党员", XY_TAG_PERSON, &tag, error)
         && xy_tag_set (txn, &tag, data, 1, TRUE, NULL, error);
}

static void
test_persons (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  XyId id = roster_add (&office, "1组", "曾国强 户主 男 1963-05-12;曾小明 子 男;刘桂花 妻 女");
  XyId other = roster_add (&office, "2组", "李大山 户主 男;曾小明 女婿 - 1990-02-03 19900001111");
  g_autoptr (GPtrArray) here = xy_household_list_members (office.store, &id, TRUE, NULL);
  g_autoptr (GPtrArray) there = xy_household_list_members (office.store, &other, TRUE, NULL);
  XyMerger merger = { ((XyRecord *) here->pdata[2])->id, ((XyRecord *) there->pdata[1])->id };
  office_act (&office, "Tag", give_tag, &merger.away);
  XyEventPlan leave = { .kind = XY_EVENT_LEAVE, .household = other, .persons = &merger.away, .n_persons = 1 };
  office_act (&office, "", xy_event_apply, &leave);
  g_autofree char *before = xy_store_dump (office.store, NULL);

  office_act (&office, "", xy_person_merge_act, &merger);
  g_autoptr (XyPerson) one = roster_person (&office, "曾小明");
  g_assert_true (xy_id_same (&one->household, &id));
  g_assert_cmpstr (one->relation, ==, "子");
  g_assert_cmpstr (one->phone, ==, "19900001111");
  g_assert_cmpstr (one->birthday, ==, "1990-02-03");
  g_autoptr (GPtrArray) tags = xy_tag_list_of (office.store, &merger.keep, NULL);
  g_assert_cmpuint (tags->len, ==, 1);
  g_autoptr (GPtrArray) events = xy_record_list (office.store, &xy_event_type, "WHERE t.person = ?1 AND t.del = 0",
                                                 XY_BIND (XY_ID (&merger.keep)), NULL);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);

  /* Neither a head of others nor one who works here disappears. */
  XyMerger head = { merger.away, ((XyRecord *) here->pdata[0])->id };
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_person_merge_act, &head, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  office_act (&office, "User", link_user, &merger.away);
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_person_merge_act, &merger, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  XyMerger self = { merger.keep, merger.keep };
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_person_merge_act, &self, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  office_close (&office);
}

static void
test_households (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 3);
  XyId keep = roster_add (&office, "1组", "曾国强 户主 男 1963-05-12;刘桂花 妻 女 1965");
  XyId away = roster_add (&office, "1组", "曾国强 户主 男 1963-05-12;刘桂花 妻 女;曾小明 子 男 1990");
  XyId son = roster_add (&office, "1组", "曾小明 户主 男 1990;周丽 妻 女 1991");
  g_autofree char *before = xy_store_dump (office.store, NULL);

  XyMerger merger = { keep, away };
  office_act (&office, "", xy_household_merge_act, &merger);
  g_autofree char *members = roster_members (&office, &keep);
  g_autofree char *nobody = roster_members (&office, &away);
  g_assert_cmpstr (members, ==, "曾国强 户主,刘桂花 妻,曾小明 子");
  g_assert_cmpstr (nobody, ==, "");
  g_autoptr (XyHouseholdOverview) overview = xy_household_load_overview (office.store, &keep, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (overview->merged->len, ==, 1);
  g_assert_cmpuint (overview->problems->len, ==, 0);

  /* The son of one household is the head of the other. */
  XyMerger second = { keep, son };
  office_act (&office, "", xy_household_merge_act, &second);
  g_autofree char *family = roster_members (&office, &keep);
  g_assert_cmpstr (family, ==, "曾国强 户主,刘桂花 妻,曾小明 子,周丽 儿媳");
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);
  office_close (&office);
}

/* The village as it was before stands in a backup; who may not merge, and what cannot be merged, changes nothing. */
static void
test_backup (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 5);
  XyId keep = roster_add (&office, "1组", "曾国强 户主 男 1963-05-12;刘桂花 妻 女 1965");
  XyId away = roster_add (&office, "1组", "曾国强 户主 男 1963-05-12;刘桂花 妻 女");
  g_autofree char *folder = xy_backup_default_folder (xy_store_get_path (office.store));
  XyActor looker = { .user = office.actor.user, .name = "周小平", .permissions = XY_MAY_PRINT };
  XyMerger merger = { keep, away };

  g_assert_false (xy_household_make_one (office.store, &looker, &merger, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (xy_household_make_one (office.store, &office.actor, &merger, &error));
  g_autoptr (GPtrArray) list = xy_backup_list (folder, "431399101201");
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((XyBackupInfo *) list->pdata[0])->reason, ==, XY_BACKUP_MERGE);
  g_assert_cmpint (((XyBackupInfo *) list->pdata[0])->households, ==, 2);
  xy_folder_remove (folder);
  office_close (&office);
}

/* One screen of a household: members, who is gone, tags, events. */
static void
test_overview (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 4);
  XyId id = roster_add (&office, "3组", "曾国强 户主 男 1963;刘桂花 妻 女 1965;曾小明 子 男 1990;曾国老 父亲 男 1935");
  g_autoptr (XyPerson) old = roster_person (&office, "曾国老");
  g_autoptr (XyPerson) young = roster_person (&office, "曾小明");
  XyEventPlan death = {
    .kind = XY_EVENT_DEATH, .household = id, .persons = &old->record.id, .n_persons = 1, .day = "2026-05-01"
  };
  XyEventPlan split = {
    .kind = XY_EVENT_SPLIT, .household = id, .persons = &young->record.id, .n_persons = 1, .day = "2026-06-01"
  };
  office_act (&office, "", xy_event_apply, &death);
  office_act (&office, "", xy_event_apply, &split);

  g_autoptr (XyHouseholdOverview) overview = xy_household_load_overview (office.store, &id, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (overview->unit_path, ==, "3组");
  g_assert_cmpstr (overview->period, ==, "2026Q4");
  g_assert_cmpuint (overview->members->len, ==, 2);
  g_assert_cmpuint (overview->former->len, ==, 2);
  const XyFormerMember *first = overview->former->pdata[0], *second = overview->former->pdata[1];
  g_assert_cmpstr (first->person->name, ==, "曾小明");
  g_assert_cmpstr (first->where, ==, "曾小明");
  g_assert_cmpstr (second->person->name, ==, "曾国老");
  g_assert_cmpstr (second->day, ==, "2026-05-01");
  g_assert_cmpuint (overview->events->len, ==, 2);
  g_assert_cmpint (((XyEventLine *) overview->events->pdata[0])->kind, ==, XY_EVENT_SPLIT);
  g_assert_cmpint (overview->total, ==, 0);

  XyId nobody = xy_id_new (&office.fixed.env);
  g_assert_null (xy_household_load_overview (office.store, &nobody, 10, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicate/find", test_find);
  g_test_add_func ("/duplicate/persons", test_persons);
  g_test_add_func ("/duplicate/households", test_households);
  g_test_add_func ("/duplicate/backup", test_backup);
  g_test_add_func ("/duplicate/overview", test_overview);
  return g_test_run ();
}
