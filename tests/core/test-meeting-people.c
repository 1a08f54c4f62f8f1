/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is due at a meeting, and who is meant by what is typed while people come in and speak. */
#include "core/meeting-people.h"

#include "meeting-acts.h"

/* "曾国强 林秀英! 易长庚~": ! came, ~ not due here. */
static char *
names_of (GPtrArray *people)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const XyMeetingPerson *person = people->pdata[i];
      g_string_append_printf (names, "%s%s%s%s", i > 0 ? " " : "", person->name, person->came ? "!" : "",
                              person->elsewhere ? "~" : "");
    }
  return g_string_free (names, FALSE);
}

static void
check_due (Office *office, const XyId *id, const char *expected)
{
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (office, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = xy_meeting_people_due (office->store, sheet->meeting, sheet->kind, &error);

  g_assert_no_error (error);
  g_autofree char *names = names_of (people);
  g_assert_cmpstr (names, ==, expected);
  g_assert_cmpint (xy_meeting_count_due (office->store, sheet->meeting, sheet->kind, &error), ==, people->len);
}

static void
check_arriving (Office *office, const XyId *id, const char *text, const char *expected)
{
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (office, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people =
      xy_meeting_people_arriving (office->store, sheet->meeting, sheet->kind, text, 8, &error);

  g_assert_no_error (error);
  g_autofree char *names = names_of (people);
  g_assert_cmpstr (names, ==, expected);
}

static void
check_speaking (Office *office, const XyId *id, const char *text, const char *expected)
{
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (office, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = xy_meeting_people_speaking (office->store, sheet->meeting, text, 8, &error);

  g_assert_no_error (error);
  g_autofree char *names = names_of (people);
  g_assert_cmpstr (names, ==, expected);
}

/* A meeting of KIND for the first group only. */
static XyId
call_first_group (Office *office, guint kind)
{
  XyId id = meeting_call (office, kind);
  g_autoptr (XyMeeting) meeting = meeting_get (office, &id);
  g_autoptr (XyMeeting) copy = xy_record_copy (meeting);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyHousehold) household = xy_record_get (office->store, &xy_household_type, &meeting_households[0], &error);
  char unit[XY_ID_TEXT_LENGTH + 1];
  XyMeetingWriting writing = { .meeting = copy };

  xy_id_to_text (&household->unit, unit);
  xy_set_str (&copy->units, unit);
  office_act (office, "", xy_meeting_write_act, &writing);
  meeting_step (office, &id, XY_MEETING_BEGIN);
  return id;
}

static void
test_households (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  XyId id = call_first_group (&office, YARD);

  check_due (&office, &id, "曾国强 林秀英 周立新 何守义");
  meeting_arrive (&office, &id, &meeting_households[1]);
  check_due (&office, &id, "曾国强 林秀英! 周立新 何守义");

  check_arriving (&office, &id, "zgq", "曾国强");
  check_arriving (&office, &id, "何守义", "何守义");
  check_arriving (&office, &id, "1-3", "周立新");
  check_arriving (&office, &id, "lxy", "林秀英!");
  check_arriving (&office, &id, "pse", "");
  /* Who stands for a household is whoever was found; the household is there once. */
  check_arriving (&office, &id, "lgh", "刘桂花");
  check_arriving (&office, &id, "psy", "彭三元~");
  /* Due first, then those of elsewhere, last who came. */
  check_arriving (&office, &id, "l", "刘桂花 林秀英!");
  check_arriving (&office, &id, "", "");
  office_close (&office);
}

static void
test_members (void)
{
  Office office;
  meeting_acts_open (&office, 2);
  XyId id = meeting_call (&office, REPRESENTATIVES);

  meeting_step (&office, &id, XY_MEETING_BEGIN);
  check_due (&office, &id, "曾国强 林秀英 周立新 刘桂花 陈小满 何守义");
  check_arriving (&office, &id, "zgq", "曾国强");
  check_arriving (&office, &id, "psy", "彭三元~");
  XyMeetingArriving asked = { .meeting = id, .member = meeting_members[0] };
  office_act (&office, "", xy_meeting_arrive_act, &asked);
  check_due (&office, &id, "曾国强! 林秀英 周立新 刘桂花 陈小满 何守义");
  office_close (&office);
}

static void
test_persons (void)
{
  Office office;
  meeting_acts_open (&office, 3);
  XyId id = call_first_group (&office, GROUP);

  /* A grandson of fourteen is not due. */
  check_due (&office, &id, "曾国强 刘桂花 林秀英 周立新 陈小满 何守义");
  check_arriving (&office, &id, "lgh", "刘桂花");
  office_close (&office);
}

static void
test_speaking (void)
{
  Office office;
  meeting_acts_open (&office, 4);
  XyId id = meeting_call (&office, YARD);
  XyMeetingArriving guest = { .meeting = id, .name = "周书记", .post = "镇驻村干部", .guest = TRUE };

  meeting_step (&office, &id, XY_MEETING_BEGIN);
  meeting_arrive (&office, &id, &meeting_households[0]);
  office_act (&office, "", xy_meeting_arrive_act, &guest);
  /* Who came goes before the roster, guests too. */
  check_speaking (&office, &id, "z", "周书记! 曾国强! 周立新 曾小宝");
  check_speaking (&office, &id, "zsj", "周书记!");
  check_speaking (&office, &id, "", "");
  g_autoptr (XyMeetingLine) line = meeting_line (&id, "speech", "路口太窄。");
  xy_set_str (&line->who, "林秀英");
  meeting_write (&office, line);
  check_speaking (&office, &id, "", "林秀英");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-people/households", test_households);
  g_test_add_func ("/meeting-people/members", test_members);
  g_test_add_func ("/meeting-people/persons", test_persons);
  g_test_add_func ("/meeting-people/speaking", test_speaking);
  return g_test_run ();
}
