/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the yearly clearing takes of people and households is in the village's file no more. */
#include <locale.h>
#include <string.h>

#include "core/cleaning.h"
#include "core/event.h"
#include "core/op.h"
#include "core/privacy.h"
#include "core/purge.h"
#include "core/reveal.h"
#include "roster.h"

#define ID_NUMBER "431399196305121235"

/* What goes, and what stays, of a person and his household. */
static const char *const gone[] = { ID_NUMBER,     "19900001234",         "1963-05-12", "尿毒症透析",
                                    "3组老屋12号", "6217000000000000001", "19900004321" };
static const char *const kept[] = { "曾国强", "曾国祥", "Change 曾国强", "2001-02-03", "清江县城" };

static void
assert_has (Office *office, const char *const texts[], guint n, gboolean has)
{
  for (guint i = 0; i < n; i++)
    {
      if (office_file_has (office, texts[i]) != has)
        g_test_message ("%s is %s", texts[i], has ? "not there" : "there");
      g_assert_true (office_file_has (office, texts[i]) == has);
    }
}

static void
assert_cleared (Office *office)
{
  assert_has (office, gone, G_N_ELEMENTS (gone), FALSE);
  assert_has (office, kept, G_N_ELEMENTS (kept), TRUE);
  office_assert_whole (office);
}

/* 曾国强, who lived alone, was renamed and has moved out, long ago. */
static XyId
make_gone (Office *office, XyId *household)
{
  /* As where SQLite leaves in its pages what was overwritten. */
  xy_store_set_query_only (office->store, FALSE);
  g_assert_true (xy_db_script (xy_store_get_db (office->store), "PRAGMA secure_delete = OFF", NULL));
  xy_store_set_query_only (office->store, TRUE);
  *household = roster_add (office, "3组", "曾国强 户主 男 1963-05-12 19900001234 " ID_NUMBER);
  {
    g_autoptr (XyPerson) person = roster_person (office, "曾国强");
    g_autoptr (XyHousehold) change = roster_household (office, household);
    xy_set_str (&change->phone, "19900004321");
    xy_set_str (&change->bank, "6217000000000000001");
    xy_set_str (&change->address, "3组老屋12号");
    office_act (office, "Change", roster_save, change);
    xy_set_str (&person->health, "尿毒症透析");
    xy_set_str (&person->name, "曾国祥");
    office_act (office, "Change 曾国强", roster_save, person);
  }
  XyEventPlan plan = { .kind = XY_EVENT_MOVE_OUT, .household = *household, .day = "2001-02-03", .place = "清江县城" };
  office_act (office, "", xy_event_apply, &plan);
  g_autoptr (XyPerson) person = roster_person (office, "曾国祥");
  g_assert_cmpstr (person->state, ==, "moved");
  return person->record.id;
}

static void
clear (Office *office, guint n)
{
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_retention_list (office->store, rules, &error);
  const XyCleaningRun run = { list, "王监督" };

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, n);
  xy_cleaning_run (office->store, &office->actor, &run, &error);
  g_assert_no_error (error);
}

static void
test_gone (void)
{
  Office office;
  XyId household;
  office_open (&office, 1);
  XyId id = make_gone (&office, &household);

  assert_has (&office, gone, G_N_ELEMENTS (gone), TRUE);
  clear (&office, 2);
  assert_cleared (&office);
  g_autoptr (XyPerson) person = xy_record_get (office.store, &xy_person_type, &id, NULL);
  g_assert_cmpstr (person->name, ==, "曾国祥");
  g_assert_cmpstr (person->purged, ==, "2026-11-22");
  g_assert_false (person->record.deleted);
  g_autoptr (XyHousehold) left = roster_household (&office, &household);
  g_assert_cmpstr (left->purged, ==, "2026-11-22");
  office_reopen (&office);
  assert_cleared (&office);

  /* The history still says that there was something, and when, and what he was called. */
  g_autoptr (GPtrArray) history = xy_op_history (office.store, &id, NULL);
  gboolean renamed = FALSE;
  g_assert_cmpuint (history->len, ==, 4);
  const XyOpInfo *change = history->pdata[1];
  for (guint i = 0; i < change->fields->len; i++)
    {
      const XyOpField *field = change->fields->pdata[i];
      renamed |= g_str_equal (field->name, "name") && g_strcmp0 (field->before, "曾国强") == 0;
    }
  g_assert_true (renamed);
  office_close (&office);
}

static void
refuse (Office *office, gpointer record)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_store_act (office->store, &office->actor, "", roster_save, record, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
}

/* What is left is put right like any other; what was cleared does not come back. */
static void
test_stays (void)
{
  Office office;
  XyId household;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  XyId id = make_gone (&office, &household);
  clear (&office, 2);

  for (guint i = 0; i < 12; i++)
    {
      g_clear_error (&error);
      xy_store_undo (office.store, &office.actor, &error);
    }
  assert_has (&office, gone, G_N_ELEMENTS (gone), FALSE);
  g_autoptr (XyPerson) person = xy_record_get (office.store, &xy_person_type, &id, NULL);
  g_assert_cmpstr (person->state, ==, "moved");
  xy_set_str (&person->phone, "19900001234");
  refuse (&office, person);
  xy_set_str (&person->phone, NULL);
  xy_set_str (&person->state, "here");
  refuse (&office, person);
  xy_set_str (&person->state, "dead");
  xy_set_str (&person->name, "曾国庆");
  office_act (&office, "Change", roster_save, person);

  g_autoptr (XyHousehold) left = roster_household (&office, &household);
  xy_set_str (&left->note, "住楼房");
  refuse (&office, left);
  xy_set_str (&left->note, NULL);
  xy_set_str (&left->state, "here");
  refuse (&office, left);
  xy_set_str (&left->state, "gone");
  office_act (&office, "Change", roster_save, left);
  office_assert_whole (&office);
  office_close (&office);
}

typedef struct
{
  const char *subject, *reason;
  const XyId *target;
} Look;

static gboolean
log_look (XyTxn *txn, gpointer data, GError **error)
{
  const Look *look = data;

  return xy_reveal_log (txn, look->subject, look->target, look->reason, error);
}

/* What the record of clearings calls them, and the log of looks at full numbers that NAME finds. */
static void
assert_called (Office *office, const char *name, const char *subject, const char *reason)
{
  g_autoptr (GPtrArray) cleanings = xy_cleaning_list (office->store, NULL);
  g_autoptr (GPtrArray) looks = xy_privacy_reveals (office->store, NULL, name, NULL);
  g_autoptr (GPtrArray) rows = xy_cleaning_rows (office->store, cleanings->pdata[0]);
  g_autofree char *title = g_strdup_printf ("%s（3组）", name);

  g_assert_cmpuint (rows->len, ==, 2);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((char **) rows->pdata[i])[XY_CLEANED_TITLE], ==, title);
  g_assert_cmpuint (looks->len, ==, 2);
  for (guint i = 0; i < looks->len; i++)
    {
      const XyReveal *look = looks->pdata[i];
      g_assert_cmpstr (look->reason, ==, reason);
      g_assert_true (g_str_equal (look->subject, name) || g_str_equal (look->subject, subject));
    }
}

/* Whoever was cleared can ask for the rest, on the same day or later, and then has no name in any list. */
static void
test_purged (void)
{
  for (guint days = 0; days < 2; days++)
    {
      Office office;
      XyId household;
      g_autoptr (GError) error = NULL;
      g_auto (XyPurgeFacts) facts = { NULL };
      office_open (&office, 3);
      XyId id = make_gone (&office, &household);
      clear (&office, 2);
      office_act (&office, "", log_look, &(Look){ "曾国祥", "核对曾国祥的一卡通", &id });
      office_act (&office, "", log_look, &(Look){ "曾国祥(3-001)", "核对曾国祥的一卡通", &household });
      assert_called (&office, "曾国祥", "曾国祥(3-001)", "核对曾国祥的一卡通");
      office.fixed.instant += days * XY_DAY_MS;

      g_assert_true (xy_purge_look (office.store, &id, &facts, &error));
      g_assert_cmpint (facts.fields, ==, 1);
      const XyPurge asked = { id, "本人要求", "李秀兰" };
      xy_purge_run (office.store, &office.actor, &asked, &error);
      g_assert_no_error (error);
      assert_has (&office, gone, G_N_ELEMENTS (gone), FALSE);
      g_assert_false (office_file_has (&office, "曾国强"));
      g_assert_false (office_file_has (&office, "曾国祥"));
      assert_called (&office, XY_PURGED_NAME, XY_PURGED_NAME "(3-001)", "核对" XY_PURGED_NAME "的一卡通");
      g_autoptr (XyPerson) person = xy_record_get (office.store, &xy_person_type, &id, &error);
      g_assert_cmpstr (person->name, ==, XY_PURGED_NAME);
      g_assert_true (person->record.deleted);
      office_assert_whole (&office);
      office_close (&office);
    }
}

/* What the county has not answered goes up as it was written, and is cleared behind that. */
static void
test_waiting (void)
{
  Office office;
  XyId household;
  g_autoptr (GError) error = NULL;
  gint64 newest = 0;
  office_open (&office, 4);
  make_gone (&office, &household);

  g_assert_true (xy_store_write_local (
      office.store,
      "INSERT INTO sync (one, stream, device, epoch, first, acked, acked_hash, old, cursor, staged, phase, batch, "
      "failures, next_at, nonce, offset, set_at, clock, tick) VALUES (1, 431399101201, 1, 'a1', 0, 3, zeroblob (32), "
      "0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0)",
      XY_BIND_NONE, &error));
  clear (&office, 2);
  g_assert_true (office_file_has (&office, ID_NUMBER));
  office_assert_whole (&office);
  xy_db_number (xy_store_get_db (office.store), "SELECT max (n) FROM op", XY_BIND_NONE, &newest, &error);
  g_assert_true (xy_store_write_local (office.store, "UPDATE sync SET acked = ?1", XY_BIND (XY_INT (newest)), &error));
  g_assert_true (xy_purge_finish (office.store, &error));
  assert_cleared (&office);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cleaning/gone", test_gone);
  g_test_add_func ("/cleaning/stays", test_stays);
  g_test_add_func ("/cleaning/purged", test_purged);
  g_test_add_func ("/cleaning/waiting", test_waiting);
  return g_test_run ();
}
