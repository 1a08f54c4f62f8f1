/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "roster.h"

typedef struct
{
  const char *name;
  const char *kind;
  XyId parent;
  XyId id;
} Wanted;

static gboolean
find_or_make (XyTxn *txn, gpointer data, GError **error)
{
  Wanted *wanted = data;

  return xy_unit_find_or_make (txn, wanted->name, wanted->kind,
                               xy_id_is_none (&wanted->parent) ? NULL : &wanted->parent, &wanted->id, error);
}

static XyId
make (Office *office, const char *name, const char *kind, const XyId *parent)
{
  Wanted wanted = { name, kind, parent != NULL ? *parent : XY_ID_NONE, XY_ID_NONE };

  office_act (office, "Unit", find_or_make, &wanted);
  return wanted.id;
}

static void
test_find_or_make (void)
{
  static const char *const same[] = { "3", "3组", "三组", "第三村民小组", " 第 3 组 ", "3组" };
  Office office;
  office_open (&office, 1);

  XyId third = make (&office, "第3村民小组", NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      XyId id = make (&office, same[i], NULL, NULL);
      g_assert_true (xy_id_same (&id, &third));
    }
  XyId tenth = make (&office, "十组", NULL, NULL);
  XyId yard = make (&office, "塘坳屋场", "屋场", &third);
  XyId again = make (&office, "塘坳屋场", "屋场", NULL);
  XyId none = make (&office, "  ", NULL, NULL);
  XyId named = make (&office, "上街", NULL, NULL);
  g_assert_true (xy_id_same (&again, &yard));
  g_assert_false (xy_id_same (&tenth, &third));
  g_assert_true (xy_id_is_none (&none));

  roster_add (&office, "3", "曾国强 户主 男 1963");
  g_autoptr (GPtrArray) tree = xy_unit_list_tree (office.store, NULL);
  g_assert_cmpuint (tree->len, ==, 4);
  const XyUnitNode *first = tree->pdata[0], *below = tree->pdata[1], *last = tree->pdata[3];
  g_assert_cmpstr (first->unit->name, ==, "3组");
  g_assert_cmpint (first->together, ==, 1);
  g_assert_cmpstr (below->path, ==, "3组 / 塘坳屋场");
  g_assert_cmpuint (below->depth, ==, 1);
  g_assert_true (xy_id_same (&last->unit->record.id, &named));

  gint64 number = -1;
  g_assert_true (xy_unit_number (office.store, &yard, &number, NULL));
  g_assert_cmpint (number, ==, 3);
  g_assert_true (xy_unit_number (office.store, &named, &number, NULL));
  g_assert_cmpint (number, >, 100);
  office_close (&office);
}

static void
test_refused (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);

  XyId third = make (&office, "3组", NULL, NULL);
  XyId yard = make (&office, "塘坳", "屋场", &third);
  XyId inner = make (&office, "上头", "院落", &yard);

  /* No unit is above itself. */
  g_autoptr (XyUnit) unit = xy_record_get (office.store, &xy_unit_type, &third, NULL);
  unit->parent = inner;
  g_assert_false (xy_store_act (office.store, &office.actor, "Move", roster_save, unit, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "parent");
  g_clear_error (&error);

  /* The same group twice, written otherwise. */
  g_autoptr (XyUnit) twin = xy_record_new (&xy_unit_type);
  xy_set_str (&twin->kind, "组");
  xy_set_str (&twin->name, "第三组");
  g_assert_false (xy_store_act (office.store, &office.actor, "Add", roster_save, twin, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  /* Nothing is deleted under somebody's feet. */
  g_autoptr (XyUnit) kept = xy_record_get (office.store, &xy_unit_type, &third, NULL);
  g_assert_false (xy_store_act (office.store, &office.actor, "Delete", roster_delete, kept, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_autoptr (XyUnit) leaf = xy_record_get (office.store, &xy_unit_type, &inner, NULL);
  office_act (&office, "Delete", roster_delete, leaf);
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));

  roster_add (&office, "5组", "曾国强 户主 男 1963");
  XyId fifth;
  g_assert_true (xy_unit_find (office.store, "五组", NULL, &fifth, NULL));
  g_autoptr (XyUnit) used = xy_record_get (office.store, &xy_unit_type, &fifth, NULL);
  g_assert_false (xy_store_act (office.store, &office.actor, "Delete", roster_delete, used, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unit/find-or-make", test_find_or_make);
  g_test_add_func ("/unit/refused", test_refused);
  return g_test_run ();
}
