/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/meeting-statistics.h"
#include "meeting-office.h"

static GPtrArray *
all_of (Office *office, const XyRecordType *type)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xy_record_list (office->store, type, "WHERE t.del = 0", XY_BIND_NONE, &error);

  g_assert_no_error (error);
  return list;
}

/* Counted from all meetings, lines, presences and matters that there are. */
static gboolean
is_for (const GPtrArray *units, const XyMeeting *meeting, const XyId *unit)
{
  for (guint i = 0; meeting->units != NULL && i < units->len; i++)
    {
      const XyUnit *one = units->pdata[i];
      char text[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&one->record.id, text);
      if (strstr (meeting->units, text) != NULL
          && (xy_id_same (&one->record.id, unit) || xy_id_same (&one->parent, unit)))
        return TRUE;
    }
  return FALSE;
}

static XyMeetingSum
count (Office *office, const char *first, const char *last, const XyId *kind, const XyId *unit)
{
  g_autoptr (GPtrArray) units = all_of (office, &xy_unit_type);
  g_autoptr (GPtrArray) meetings = all_of (office, &xy_meeting_type), lines = all_of (office, &xy_meeting_line_type);
  g_autoptr (GPtrArray) presences = all_of (office, &xy_meeting_presence_type);
  g_autoptr (GPtrArray) matters = all_of (office, &xy_matter_type);
  XyMeetingSum sum = { 0 };

  for (guint i = 0; i < meetings->len; i++)
    {
      const XyMeeting *meeting = meetings->pdata[i];
      if (meeting->stage < XY_MEETING_RECORDING || meeting->stage > XY_MEETING_FILED || strcmp (meeting->day, first) < 0
          || strcmp (meeting->day, last) > 0 || (kind != NULL && !xy_id_same (kind, &meeting->kind))
          || (unit != NULL && !xy_id_is_none (unit) && !is_for (units, meeting, unit)))
        continue;
      sum.held++;
      sum.due += meeting->due;
      for (guint k = 0; k < presences->len; k++)
        {
          const XyMeetingPresence *presence = presences->pdata[k];
          if (!xy_id_same (&presence->meeting, &meeting->record.id) || !xy_meeting_presence_counts (presence))
            continue;
          sum.came += meeting->due > 0;
          sum.people += presence->people;
        }
      for (guint k = 0; k < lines->len; k++)
        {
          const XyMeetingLine *line = lines->pdata[k];
          if (!xy_id_same (&line->meeting, &meeting->record.id) || !g_str_equal (line->kind, "decision"))
            continue;
          sum.agreed++;
          for (guint m = 0; m < matters->len; m++)
            {
              const XyMatter *matter = matters->pdata[m];
              if (!xy_id_same (&matter->record.id, &line->matter) || matter->stage < XY_MATTER_CLOSED)
                continue;
              sum.over++;
              sum.satisfied += matter->satisfaction != NULL && strcmp (matter->satisfaction, "bad") != 0;
            }
        }
    }
  return sum;
}

static void
assert_sum (const XyMeetingSum *sum, const XyMeetingSum *expected)
{
  g_assert_cmpint (sum->held, ==, expected->held);
  g_assert_cmpint (sum->due, ==, expected->due);
  g_assert_cmpint (sum->came, ==, expected->came);
  g_assert_cmpint (sum->people, ==, expected->people);
  g_assert_cmpint (sum->agreed, ==, expected->agreed);
  g_assert_cmpint (sum->over, ==, expected->over);
  g_assert_cmpint (sum->satisfied, ==, expected->satisfied);
}

static void
test_random (void)
{
  static const char *const periods[] = { NULL, "2026", "2026Q3", "2025", "2026-11" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Office office;
  MeetingWorld world = { .rand = rand, .n_meetings = 60, .most_lines = 8 };

  office_open (&office, 1);
  meeting_world_open (&office, &world);
  for (guint p = 0; p < G_N_ELEMENTS (periods) * 2; p++)
    {
      g_autoptr (GError) error = NULL;
      char first[XY_DAY_SIZE] = "1000-01-01", last[XY_DAY_SIZE] = "9999-12-31";
      const char *period = periods[p / 2];
      XyMeetingQuestion question = { .period = period,
                                     .months = p == 1 ? 3 : 0,
                                     .unit = p % 2 > 0 ? world.units[p / 2 % MEETING_UNITS] : XY_ID_NONE };
      gint64 held = 0;

      if (period != NULL)
        xy_period_parse (period, NULL, first, last);
      else if (question.months > 0)
        {
          g_strlcpy (first, "2026-09-01", sizeof first);
          g_strlcpy (last, "2026-11-30", sizeof last);
        }
      g_autoptr (GPtrArray) sums = xy_meeting_by_kind (office.store, &question, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < sums->len; i++)
        {
          const XyMeetingSum *sum = sums->pdata[i], *before = i > 1 ? sums->pdata[i - 1] : sum;
          XyMeetingSum expected = count (&office, first, last, i > 0 ? &sum->kind : NULL, &question.unit);
          assert_sum (sum, &expected);
          g_assert_cmpint (before->held, >=, sum->held);
          held += i > 0 ? sum->held : 0;
        }
      g_assert_cmpint (((const XyMeetingSum *) sums->pdata[0])->held, ==, held);
    }
  office_close (&office);
}

static void
test_months (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  Office office;
  MeetingWorld world = { .rand = rand, .n_meetings = 60, .most_lines = 4 };

  office_open (&office, 2);
  meeting_world_open (&office, &world);
  XyMeetingQuestion question = { .kind = world.kinds[1], .unit = world.units[0] };
  g_autoptr (GPtrArray) months = xy_meeting_by_month (office.store, &question, 12, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (months->len, ==, 12);
  g_assert_cmpstr (((const XyMeetingSum *) months->pdata[0])->key, ==, "2025-12");
  g_assert_cmpstr (((const XyMeetingSum *) months->pdata[11])->key, ==, "2026-11");
  for (guint i = 0; i < months->len; i++)
    {
      const XyMeetingSum *sum = months->pdata[i];
      char first[XY_DAY_SIZE], last[XY_DAY_SIZE];
      xy_period_parse (sum->key, NULL, first, last);
      XyMeetingSum expected = count (&office, first, last, &world.kinds[1], &question.unit);
      assert_sum (sum, &expected);
    }
  XyMeetingQuestion quarter = { .period = "2026Q2" };
  g_autoptr (GPtrArray) spring = xy_meeting_by_month (office.store, &quarter, 3, &error);
  g_assert_cmpstr (((const XyMeetingSum *) spring->pdata[2])->key, ==, "2026-06");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-statistics/kinds", test_random);
  g_test_add_func ("/meeting-statistics/months", test_months);
  return g_test_run ();
}
