/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/household.h"
#include "core/person.h"
#include "core/points-entry.h"
#include "core/record-format.h"

static void
assert_shown (gconstpointer record, const char *name, gboolean masked, const char *expected)
{
  const XyField *field = xy_record_type_field (xy_record_type (record), name);
  g_autofree char *text = xy_record_format (record, field, masked);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_person (void)
{
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  xy_set_str (&person->name, "曾国强");
  xy_set_str (&person->id_number, "431399196305120010");
  xy_set_str (&person->birthday, "1963-05-12");
  xy_set_str (&person->phone, "19900001234/19900005678");
  assert_shown (person, "name", TRUE, "曾国强");
  assert_shown (person, "id_number", TRUE, "431399********0010");
  assert_shown (person, "id_number", FALSE, "431399196305120010");
  assert_shown (person, "birthday", TRUE, "1963");
  assert_shown (person, "birthday", FALSE, "1963-05-12");
  assert_shown (person, "phone", TRUE, "199****1234/199****5678");
  assert_shown (person, "education", TRUE, "");
  assert_shown (person, "household", FALSE, "");
}

/* No PERSONAL field of any type shows a whole number when it is masked. */
static void
test_nothing_leaks (void)
{
  static const char *const secrets[] = { "431399196305120010", "19900001234", "6217000012345678901" };

  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    for (guint i = 0; i < (*type)->n_fields; i++)
      for (guint s = 0; s < G_N_ELEMENTS (secrets); s++)
        {
          const XyField *field = &(*type)->fields[i];
          if ((field->flags & XY_FIELD_PERSONAL) == 0 || field->type != XY_FIELD_TEXT)
            continue;
          g_autofree char *text = xy_field_format (field, secrets[s], TRUE);
          g_assert_null (strstr (text, secrets[s]));
        }
}

static void
test_others (void)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  xy_set_str (&household->address, "云岭镇石板溪村3组12号");
  xy_set_str (&household->bank, "6217000012345678901");
  xy_set_str (&household->state, "away");
  assert_shown (household, "address", TRUE, "云岭镇石板溪村***");
  assert_shown (household, "address", FALSE, "云岭镇石板溪村3组12号");
  assert_shown (household, "bank", TRUE, "****8901");
  assert_shown (household, "state", TRUE, xy_household_state_label ("away"));
  entry->delta = -150;
  entry->at = 1795309200000;
  assert_shown (entry, "delta", FALSE, "−1.5");
  assert_shown (entry, "at", FALSE, "2026-11-22 09:00");
  entry->cancelled = 1;
  const XyField *field = xy_record_type_field (&xy_points_entry_type, "cancelled");
  g_autofree char *yes = xy_record_format (entry, field, FALSE);
  g_assert_cmpstr (yes, !=, "");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-format/person", test_person);
  g_test_add_func ("/record-format/nothing-leaks", test_nothing_leaks);
  g_test_add_func ("/record-format/others", test_others);
  return g_test_run ();
}
