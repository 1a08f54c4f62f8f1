/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/id.h"

#include <locale.h>

static void
test_order (void)
{
  XyFixedEnv fixed;
  xy_fixed_env_init (&fixed, 1767225600123, 1);

  XyId last = XY_ID_NONE;
  for (int i = 0; i < 1000; i++)
    {
      XyId id = xy_id_new (&fixed.env);
      g_assert_cmpint (xy_id_compare (&last, &id), <, 0);
      g_assert_cmpint (id.b[6] >> 4, ==, 7);
      last = id;
    }
}

static void
test_text (void)
{
  XyFixedEnv fixed;
  xy_fixed_env_init (&fixed, 1767225600123, 2);
  XyId id = xy_id_new (&fixed.env), back;
  char text[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&id, text);
  g_assert_true (xy_id_from_text (text, &back));
  g_assert_true (xy_id_same (&id, &back));

  text[10] = 'g';
  g_assert_false (xy_id_from_text (text, &back));
  g_assert_true (xy_id_is_none (&back));
  g_assert_false (xy_id_from_text ("", &back));
  g_assert_false (xy_id_from_text ("0197a3f2", &back));
}

static void
test_derive (void)
{
  XyId of = { { 1, 2, 3 } };
  XyId a = xy_id_derive (&of, "rev"), b = xy_id_derive (&of, "rev"), c = xy_id_derive (&of, "other");

  g_assert_true (xy_id_same (&a, &b));
  g_assert_false (xy_id_same (&a, &c));
  g_assert_cmpint (a.b[6] >> 4, ==, 5);
}

static void
test_day (void)
{
  /* 16:00 UTC is midnight in Shanghai. */
  g_autofree char *before = xy_day_from_instant (1767196799999), *after = xy_day_from_instant (1767196800000);

  g_assert_cmpstr (before, ==, "2025-12-31");
  g_assert_cmpstr (after, ==, "2026-01-01");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/order", test_order);
  g_test_add_func ("/id/text", test_text);
  g_test_add_func ("/id/derive", test_derive);
  g_test_add_func ("/clock/day", test_day);
  return g_test_run ();
}
