/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/tag.h"
#include "roster.h"

static gboolean
add_defaults (XyTxn *txn, gpointer data, GError **error)
{
  return xy_tag_add_defaults (txn, error);
}

typedef struct
{
  const char *name;
  const char *target;
  XyId id;
} Wanted;

static gboolean
find_or_make (XyTxn *txn, gpointer data, GError **error)
{
  Wanted *wanted = data;

  return xy_tag_find_or_make (txn, wanted->name, wanted->target, &wanted->id, error);
}

static XyTag *
tag (Office *office, const char *name, const char *target)
{
  Wanted wanted = { name, target, XY_ID_NONE };

  office_act (office, "Tag", find_or_make, &wanted);
  return xy_record_get (office->store, &xy_tag_type, &wanted.id, NULL);
}

static char *
tags_of (Office *office, const XyId *id)
{
  g_autoptr (GPtrArray) list = xy_tag_list_of (office->store, id, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((XyTag *) list->pdata[i])->name);
  return g_string_free (text, FALSE);
}

static void
test_dictionary (void)
{
  static const char *const sensitive[] = { "低保户", "低保边缘户", "三级残疾", "新脱贫户" };
  static const char *const plain[] = { "党员户", "军属", "养蜂户" };
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);

  office_act (&office, "Tags", add_defaults, NULL);
  g_autoptr (GPtrArray) all = xy_tag_list (office.store, NULL, NULL);
  g_autoptr (GPtrArray) persons = xy_tag_list (office.store, XY_TAG_PERSON, NULL);
  g_assert_cmpuint (all->len, >, persons->len);
  g_assert_cmpuint (persons->len, >, 10);
  office_act (&office, "Tags", add_defaults, NULL);
  g_autoptr (GPtrArray) again = xy_tag_list (office.store, NULL, NULL);
  g_assert_cmpuint (again->len, ==, all->len);

  for (guint i = 0; i < G_N_ELEMENTS (sensitive); i++)
    {
      g_autoptr (XyTag) record = tag (&office, sensitive[i], XY_TAG_HOUSEHOLD);
      g_assert_cmpint (record->sensitive, ==, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr (XyTag) record = tag (&office, plain[i], XY_TAG_HOUSEHOLD);
      g_assert_cmpint (record->sensitive, ==, 0);
    }
  g_autoptr (XyTag) twin = xy_record_new (&xy_tag_type);
  xy_set_str (&twin->name, "军属 ");
  g_assert_false (xy_store_act (office.store, &office.actor, "Tag", roster_save, twin, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  office_close (&office);
}

static void
test_links (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  XyId ids[] = { roster_add (&office, "3组", "曾国强 户主"), roster_add (&office, "3组", "曾国富 户主"),
                 roster_add (&office, "4组", "李大山 户主") };
  g_autoptr (XyTag) party = tag (&office, "党员户", XY_TAG_HOUSEHOLD);
  g_autoptr (XyTag) army = tag (&office, "军属", XY_TAG_HOUSEHOLD);
  g_autofree char *before = xy_store_dump (office.store, NULL);

  XyTagging on = { party->record.id, ids, 3, TRUE };
  office_act (&office, "", xy_tag_set_act, &on);
  XyTagging one = { army->record.id, ids, 1, TRUE };
  office_act (&office, "", xy_tag_set_act, &one);
  g_autofree char *both = tags_of (&office, &ids[0]);
  g_assert_cmpstr (both, ==, "党员户 军属");

  /* Once more changes nothing; taken away and given again is the same record. */
  g_autofree char *tagged = xy_store_dump (office.store, NULL);
  office_act (&office, "", xy_tag_set_act, &on);
  on.on = FALSE;
  office_act (&office, "", xy_tag_set_act, &on);
  g_autofree char *left = tags_of (&office, &ids[0]);
  g_autofree char *none = tags_of (&office, &ids[1]);
  g_assert_cmpstr (left, ==, "军属");
  g_assert_cmpstr (none, ==, "");
  on.on = TRUE;
  office_act (&office, "", xy_tag_set_act, &on);
  g_autofree char *again = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (again, ==, tagged);

  for (int i = 0; i < 4; i++)
    g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);
  office_close (&office);
}

static gboolean
clear (XyTxn *txn, gpointer data, GError **error)
{
  return xy_tag_clear (txn, data, error);
}

static gboolean
delete_it (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_set_deleted (txn, data, TRUE, error);
}

/* Nothing is left that says what somebody was, not even by a tag that the village does not use any more. */
static void
test_clear (void)
{
  Office office;
  office_open (&office, 3);
  XyId ids[] = { roster_add (&office, "3组", "曾国强 户主"), roster_add (&office, "3组", "曾国富 户主") };
  g_autoptr (XyTag) party = tag (&office, "党员户", XY_TAG_HOUSEHOLD);
  g_autoptr (XyTag) army = tag (&office, "军属", XY_TAG_HOUSEHOLD);
  XyTagging taggings[] = { { party->record.id, ids, 2, TRUE }, { army->record.id, ids, 2, TRUE } };
  gint64 left = -1, others = -1;

  for (guint i = 0; i < G_N_ELEMENTS (taggings); i++)
    office_act (&office, "", xy_tag_set_act, &taggings[i]);
  office_act (&office, "Delete", delete_it, army);
  office_act (&office, "Clear", clear, &ids[0]);

  XyDb *db = xy_store_get_db (office.store);
  static const char count[] = "SELECT count (*) FROM tag_link WHERE target = ?1 AND del = 0";
  g_assert_true (xy_db_number (db, count, XY_BIND (XY_ID (&ids[0])), &left, NULL));
  g_assert_true (xy_db_number (db, count, XY_BIND (XY_ID (&ids[1])), &others, NULL));
  g_assert_cmpint (left, ==, 0);
  g_assert_cmpint (others, ==, 2);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tag/dictionary", test_dictionary);
  g_test_add_func ("/tag/links", test_links);
  g_test_add_func ("/tag/clear", test_clear);
  return g_test_run ();
}
