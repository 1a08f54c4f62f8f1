/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sentence.h"

static void
test_join (void)
{
  static const struct
  {
    const char *first, *second, *joined;
  } cases[] = {
    { "One.", "Two.", "One. Two." },
    { "先备案。", "再公布。", "先备案。再公布。" },
    { "先备案。", "Two.", "先备案。Two." },
    { "2026年第三季度", "协商确定的事项", "2026年第三季度协商确定的事项" },
    { "One. ", "Two.", "One. Two." },
    { NULL, "Two.", "Two." },
    { "", "再公布。", "再公布。" },
    { "One.", NULL, "One." },
    { "One.", "", "One." },
    { NULL, NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *joined = xy_sentence_join (cases[i].first, cases[i].second);
      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/join", test_join);
  return g_test_run ();
}
