/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "print/meeting-words.h"
#include "print/words.h"

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_spans (void)
{
  assert_text (xy_words_span ("2026-10-09", "2026-10-23"), "2026年10月9日至23日");
  assert_text (xy_words_span ("2026-09-28", "2026-10-12"), "2026年9月28日至10月12日");
  assert_text (xy_words_span ("2026-12-28", "2027-01-12"), "2026年12月28日至2027年1月12日");
  assert_text (xy_words_short_span ("2026-07-01", "2026-09-30"), "7月1日至9月30日");
  assert_text (xy_words_short_span ("2026-12-28", "2027-01-12"), "2026年12月28日至2027年1月12日");
  assert_text (xy_words_short_span ("2026-07", "2026-09-30"), "2026-07至2026-09-30");
}

static void
test_points (void)
{
  assert_text (xy_words_points (17650, 1, FALSE), "176.5");
  assert_text (xy_words_points (17650, 2, FALSE), "176.50");
  assert_text (xy_words_points (17655, 2, FALSE), "176.55");
  assert_text (xy_words_points (0, 1, FALSE), "0.0");
  assert_text (xy_words_points (0, 2, FALSE), "0.00");
  assert_text (xy_words_points (0, 1, TRUE), "—");
  assert_text (xy_words_points (3050, 1, TRUE), "+30.5");
  assert_text (xy_words_points (-200, 2, TRUE), "−2.00");
  assert_text (xy_words_points (-200, 1, FALSE), "−2.0");
  g_assert_cmpuint (xy_words_count_decimals (10), ==, 1);
  g_assert_cmpuint (xy_words_count_decimals (15), ==, 2);
}

static void
test_phones (void)
{
  assert_text (xy_words_phone ("19900000001"), "199 0000 0001");
  assert_text (xy_words_phone ("0738-1234567"), "0738-1234567");
  assert_text (xy_words_phone ("12345"), "12345");
  assert_text (xy_words_phone (NULL), "");
}

static void
test_meetings (void)
{
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);

  xy_set_str (&meeting->day, "2026-11-25");
  assert_text (xy_meeting_words_span (meeting), "2026年11月25日");
  xy_set_str (&meeting->starts, "19:30");
  assert_text (xy_meeting_words_span (meeting), "2026年11月25日19时30分");
  xy_set_str (&meeting->ends, "21:10");
  assert_text (xy_meeting_words_span (meeting), "2026年11月25日19时30分至21时10分");
  xy_set_str (&meeting->ends, "00:20");
  assert_text (xy_meeting_words_span (meeting), "2026年11月25日19时30分至次日0时20分");
  xy_set_str (&meeting->starts, NULL);
  assert_text (xy_meeting_words_span (meeting), "2026年11月25日");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/spans", test_spans);
  g_test_add_func ("/words/points", test_points);
  g_test_add_func ("/words/phones", test_phones);
  g_test_add_func ("/words/meetings", test_meetings);
  return g_test_run ();
}
