/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/event.h"
#include "core/op.h"
#include "core/purge.h"
#include "core/tag-link.h"
#include "core/tag.h"
#include "core/user.h"
#include "roster.h"

#define ID_NUMBER "431399196305121235"

static void
happen (Office *office, XyEventPlan plan)
{
  office_act (office, "", xy_event_apply, &plan);
}

static gboolean
mark (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyTag) tag = xy_record_new (&xy_tag_type);
  g_autoptr (XyTagLink) link = xy_record_new (&xy_tag_link_type);

  xy_set_str (&tag->name, "大病");
  xy_set_str (&tag->target, "person");
  if (!xy_record_save (txn, tag, error))
    return FALSE;
  link->tag = tag->record.id;
  link->target = *(XyId *) data;
  return xy_record_save (txn, link, error);
}

static gboolean
try_purge (Office *office, const XyId *person, const char *reason, const char *witness, GError **error)
{
  XyPurge asked = { *person, reason, witness };

  return xy_purge_run (office->store, &office->actor, &asked, error);
}

static void
purge (Office *office, const XyId *person)
{
  g_autoptr (GError) error = NULL;

  try_purge (office, person, "本人要求", "李秀兰", &error);
  g_assert_no_error (error);
}

/* 曾国强 with all there can be of him, who was the head and has died; his household goes on under his wife. */
static XyId
make_dead (Office *office, XyId *household)
{
  *household =
      roster_add (office, "3组", "曾国强 户主 男 1963-05-12 19900001234 " ID_NUMBER ";刘桂英 妻 女 1965-02-03");
  g_autoptr (XyPerson) person = roster_person (office, "曾国强"), wife = roster_person (office, "刘桂英");

  xy_set_str (&person->health, "尿毒症透析");
  office_act (office, "Change 曾国强", roster_save, person);
  xy_set_str (&person->name, "曾国祥");
  office_act (office, "Change 曾国祥", roster_save, person);
  office_act (office, "Mark 曾国祥", mark, &person->record.id);
  happen (office, (XyEventPlan){ .kind = XY_EVENT_DEATH,
                                 .household = *household,
                                 .persons = &person->record.id,
                                 .n_persons = 1,
                                 .new_head = wife->record.id,
                                 .note = "葬在后山坳" });
  return person->record.id;
}

static void
test_gone (void)
{
  static const char *const texts[] = { "曾国强",     "曾国祥",     ID_NUMBER,    "19900001234",
                                       "1963-05-12", "尿毒症透析", "葬在后山坳", "zengguoqiang" };
  Office office;
  XyId household;
  g_autoptr (GError) error = NULL;
  g_auto (XyPurgeFacts) facts = { NULL };
  office_open (&office, 1);
  /* As where SQLite leaves in its pages what was overwritten. */
  xy_store_set_query_only (office.store, FALSE);
  g_assert_true (xy_db_script (xy_store_get_db (office.store), "PRAGMA secure_delete = OFF", &error));
  xy_store_set_query_only (office.store, TRUE);
  XyId id = make_dead (&office, &household);

  for (guint i = 0; i + 1 < G_N_ELEMENTS (texts); i++)
    g_assert_true (office_file_has (&office, texts[i]));
  g_assert_true (xy_purge_look (office.store, &id, &facts, &error));
  g_assert_cmpstr (facts.name, ==, "曾国祥");
  g_assert_cmpint (facts.fields, ==, 5);
  g_assert_cmpint (facts.changes, >=, 6);
  g_assert_false (facts.waiting);
  g_assert_false (facts.head);
  purge (&office, &id);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (office_file_has (&office, texts[i]))
        g_test_message ("%s is there", texts[i]);
      g_assert_false (office_file_has (&office, texts[i]));
    }
  g_assert_true (office_file_has (&office, "刘桂英"));
  office_assert_whole (&office);
  g_autoptr (XyPerson) person = xy_record_get (office.store, &xy_person_type, &id, &error);
  g_assert_true (person->record.deleted);
  g_assert_cmpstr (person->name, ==, XY_PURGED_NAME);
  g_assert_cmpstr (person->purged, ==, "2026-11-22");
  g_assert_cmpstr (person->state, ==, "dead");
  g_autoptr (XyHousehold) stays = roster_household (&office, &household);
  g_assert_cmpstr (stays->head_name, ==, "刘桂英");
  office_reopen (&office);
  office_assert_whole (&office);
  office_close (&office);
}

/* A household of which nobody is left: what it says of its head goes too. */
static void
test_last (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_auto (XyPurgeFacts) facts = { NULL };
  office_open (&office, 2);
  XyId household = roster_add (&office, "3组", "曾国强 户主 男 1963");
  {
    g_autoptr (XyHousehold) change = roster_household (&office, &household);
    xy_set_str (&change->phone, "19900004321");
    xy_set_str (&change->bank, "6217000000000000001");
    xy_set_str (&change->address, "3组12号");
    office_act (&office, "Change", roster_save, change);
  }
  g_autoptr (XyPerson) person = roster_person (&office, "曾国强");
  happen (&office, (XyEventPlan){ .kind = XY_EVENT_MOVE_OUT, .household = household, .place = "清江县城" });

  g_assert_true (xy_purge_look (office.store, &person->record.id, &facts, &error));
  g_assert_true (facts.head);
  purge (&office, &person->record.id);
  g_assert_false (office_file_has (&office, "曾国强"));
  g_assert_false (office_file_has (&office, "19900004321"));
  g_assert_false (office_file_has (&office, "6217000000000000001"));
  g_assert_false (office_file_has (&office, "清江县城"));
  g_assert_true (office_file_has (&office, "3组12号"));
  office_assert_whole (&office);
  office_close (&office);
}

static void
refuse (Office *office, const XyId *person, const char *reason, const char *witness, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_purge (office, person, reason, witness, &error));
  g_assert_error (error, XY_ERROR, code);
}

static gboolean
add_user (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyUser) user = xy_record_new (&xy_user_type);

  xy_set_str (&user->name, "曾国祥");
  xy_set_str (&user->role, "administrator");
  user->person = *(XyId *) data;
  return xy_record_save (txn, user, error);
}

static void
test_refused (void)
{
  Office office;
  XyId household;
  office_open (&office, 3);
  XyId id = make_dead (&office, &household);
  g_autoptr (XyPerson) wife = roster_person (&office, "刘桂英");

  refuse (&office, &wife->record.id, "本人要求", "李秀兰", XY_ERROR_CONFLICT);
  refuse (&office, &id, " ", "李秀兰", XY_ERROR_INVALID);
  refuse (&office, &id, "本人要求", "", XY_ERROR_INVALID);
  refuse (&office, &id, "本人要求", office.actor.name, XY_ERROR_INVALID);
  office.actor.permissions = XY_MAY_EDIT_ROSTER;
  refuse (&office, &id, "本人要求", "李秀兰", XY_ERROR_DENIED);
  office.actor.permissions = ~0u;
  office_act (&office, "", add_user, &id);
  refuse (&office, &id, "本人要求", "李秀兰", XY_ERROR_CONFLICT);
  g_assert_true (office_file_has (&office, ID_NUMBER));
  office_close (&office);
}

/* Nothing that was done before brings anything back, and nothing is written on him any more. */
static void
test_stays (void)
{
  Office office;
  XyId household;
  g_autoptr (GError) error = NULL;
  office_open (&office, 4);
  XyId id = make_dead (&office, &household);
  purge (&office, &id);

  for (guint i = 0; i < 12; i++)
    {
      g_clear_error (&error);
      xy_store_undo (office.store, &office.actor, &error);
      g_autoptr (XyPerson) now = xy_record_get (office.store, &xy_person_type, &id, NULL);
      g_assert_cmpstr (now->name, ==, XY_PURGED_NAME);
      g_assert_true (now->record.deleted);
    }
  refuse (&office, &id, "本人要求", "李秀兰", XY_ERROR_CONFLICT);
  g_autoptr (XyPerson) again = xy_record_get (office.store, &xy_person_type, &id, NULL);
  xy_set_str (&again->name, "曾国强");
  g_clear_error (&error);
  g_assert_false (xy_store_act (office.store, &office.actor, "", roster_save, again, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  office_close (&office);
}

/* What the county has not answered goes up as it was written, and is cleared behind that. */
static void
test_waiting (void)
{
  Office office;
  XyId household;
  g_autoptr (GError) error = NULL;
  gint64 newest = 0;
  office_open (&office, 5);
  XyId id = make_dead (&office, &household);
  g_auto (XyPurgeFacts) facts = { NULL };

  g_assert_true (xy_store_write_local (
      office.store,
      "INSERT INTO sync (one, stream, device, epoch, first, acked, acked_hash, old, cursor, staged, phase, batch, "
      "failures, next_at, nonce, offset, set_at, clock, tick) VALUES (1, 431399101201, 1, 'a1', 0, 3, zeroblob (32), "
      "0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0)",
      XY_BIND_NONE, &error));
  g_assert_true (xy_purge_look (office.store, &id, &facts, &error));
  g_assert_true (facts.waiting);
  purge (&office, &id);
  g_assert_true (office_file_has (&office, ID_NUMBER));
  office_assert_whole (&office);
  xy_db_number (xy_store_get_db (office.store), "SELECT max (n) FROM op", XY_BIND_NONE, &newest, &error);
  g_assert_true (xy_store_write_local (office.store, "UPDATE sync SET acked = ?1", XY_BIND (XY_INT (newest)), &error));
  g_assert_true (xy_purge_finish (office.store, &error));
  g_assert_false (office_file_has (&office, ID_NUMBER));
  g_assert_false (office_file_has (&office, "曾国祥"));
  office_assert_whole (&office);
  office_close (&office);
}

/* Whoever clears a line past the program is found. */
static void
test_tampered (void)
{
  Office office;
  XyId household;
  g_autoptr (GError) error = NULL;
  gint64 count;
  office_open (&office, 6);
  make_dead (&office, &household);

  xy_store_set_query_only (office.store, FALSE);
  g_assert_false (
      xy_db_run (xy_store_get_db (office.store), "UPDATE op SET purged = 1 WHERE n = 2", XY_BIND_NONE, NULL));
  xy_db_script (xy_store_get_db (office.store),
                "INSERT INTO purging VALUES (1);"
                "UPDATE op SET line = json_set (line, '$.d.head_name', '王伟'), purged = 1 WHERE n = 3;"
                "UPDATE act SET purged = 1; DELETE FROM purging",
                &error);
  g_assert_no_error (error);
  xy_store_set_query_only (office.store, TRUE);
  g_assert_false (xy_op_verify (office.store, &count, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
  office_close (&office);
}

/* A namesake's history stays his. */
static void
test_namesake (void)
{
  Office office;
  XyId household;
  g_autoptr (GError) error = NULL;
  gint64 left = 0;
  office_open (&office, 7);
  XyId id = make_dead (&office, &household);
  XyId other = roster_add (&office, "5组", "曾国强 户主 男 1980-01-01");
  {
    g_autoptr (XyHousehold) change = roster_household (&office, &other);
    xy_set_str (&change->note, "住楼房");
    office_act (&office, "Change the household of 曾国强", roster_save, change);
  }
  purge (&office, &id);
  xy_db_number (xy_store_get_db (office.store), "SELECT count (*) FROM act WHERE instr (title, '曾国强')", XY_BIND_NONE,
                &left, &error);
  g_assert_cmpint (left, ==, 1);
  g_autoptr (GPtrArray) history = xy_op_history (office.store, &other, &error);
  const XyOpInfo *last = history->pdata[history->len - 1];
  g_assert_cmpstr (((XyOpField *) last->fields->pdata[0])->after, ==, "住楼房");
  office_assert_whole (&office);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/purge/gone", test_gone);
  g_test_add_func ("/purge/last", test_last);
  g_test_add_func ("/purge/refused", test_refused);
  g_test_add_func ("/purge/stays", test_stays);
  g_test_add_func ("/purge/waiting", test_waiting);
  g_test_add_func ("/purge/tampered", test_tampered);
  g_test_add_func ("/purge/namesake", test_namesake);
  return g_test_run ();
}
