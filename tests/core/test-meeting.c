/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/user.h"
#include "core/verify.h"
#include "meeting-acts.h"

#define NO XY_MEETING_N_STAGES

/* Written anew from the drawing of the header, act by act. */
static XyMeetingStage
drawn (XyMeetingStage stage, XyMeetingStepKind kind)
{
  gboolean writing = stage == XY_MEETING_RECORDING || stage == XY_MEETING_READY;

  switch (kind)
    {
    case XY_MEETING_POSTPONE:
      return stage == XY_MEETING_PLANNED ? stage : NO;
    case XY_MEETING_BEGIN:
      return stage == XY_MEETING_PLANNED ? XY_MEETING_RECORDING : NO;
    case XY_MEETING_CANCEL:
      return stage == XY_MEETING_PLANNED ? XY_MEETING_CANCELLED : NO;
    case XY_MEETING_FINISH:
      return stage == XY_MEETING_RECORDING ? XY_MEETING_READY : NO;
    case XY_MEETING_RESUME:
      return stage == XY_MEETING_READY ? XY_MEETING_RECORDING : NO;
    case XY_MEETING_SIGN:
      return stage == XY_MEETING_READY ? XY_MEETING_SIGNED : NO;
    case XY_MEETING_FILE:
      return stage == XY_MEETING_SIGNED ? XY_MEETING_FILED : NO;
    case XY_MEETING_MAKE_VOID:
      return writing ? XY_MEETING_VOID : NO;
    case XY_MEETING_N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/* KIND at STAGE by ROLE: done if it is drawn and he may, and then taken back, done again, and taken back. */
static void
try_as (Office *office, const XyId *id, XyMeetingStage stage, XyMeetingStepKind kind, const XyRole *role)
{
  XyMeetingStage to = drawn (stage, kind);
  gboolean may = g_str_equal (role->id, "clerk") || g_str_equal (role->id, "head")
                 || g_str_equal (role->id, XY_ROLE_ADMINISTRATOR);
  XyMeetingStepping asked = meeting_stepping (id, kind);
  g_autoptr (GError) error = NULL;

  office->actor.permissions = role->permissions;
  gboolean done = xy_store_act (office->store, &office->actor, "", xy_meeting_step_act, &asked, &error);
  g_assert_cmpint (done, ==, to != NO && may);
  g_assert_cmpint (meeting_stage (office, id), ==, done ? to : stage);
  if (done)
    {
      g_assert_true (xy_store_undo (office->store, &office->actor, &error));
      g_assert_cmpint (meeting_stage (office, id), ==, stage);
      g_assert_true (xy_store_redo (office->store, &office->actor, &error));
      g_assert_cmpint (meeting_stage (office, id), ==, to);
      g_assert_true (xy_store_undo (office->store, &office->actor, &error));
    }
  else
    g_assert_cmpint (error->code, ==, may ? XY_ERROR_CONFLICT : XY_ERROR_DENIED);
  office->actor.permissions = ~0u;
}

/* Every state × every act × every role: only what is drawn, only by who may, and undo leads back. */
static void
test_ways (void)
{
  Office office;
  meeting_acts_open (&office, 1);

  for (guint stage = 0; stage < XY_MEETING_N_STAGES; stage++)
    for (guint kind = 0; kind < XY_MEETING_N_KINDS; kind++)
      {
        XyId id = meeting_at (&office, stage);

        g_assert_cmpint (xy_meeting_stage_after (stage, kind), ==, drawn (stage, kind));
        for (const XyRole *role = xy_roles (); role->id != NULL; role++)
          try_as (&office, &id, stage, kind, role);
      }
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) wrong = xy_meeting_verify (office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
  office_close (&office);
}

/* The drawing in the documentation is the table's. */
static void
test_drawing (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "CONTRIBUTING.md", NULL);
  g_autofree char *text = NULL, *drawing = xy_meeting_drawing ();

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, drawing));
}

static void
assert_refused (Office *office, XyActFunc func, gpointer data, int code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_store_act (office->store, &office->actor, "", func, data, &error));
  g_assert_error (error, XY_ERROR, code);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static void
test_hours (void)
{
  static const struct
  {
    const char *typed, *hour;
  } hours[] = { { "19:30", "19:30" },
                { "19：30", "19:30" },
                { "７:05", "07:05" },
                { "1930", "19:30" },
                { "730", "07:30" },
                { "19点", "19:00" },
                { "19点半", "19:30" },
                { "晚上7点半", "19:30" },
                { "下午2:15", "14:15" },
                { "19时30分", "19:30" },
                { "上午9点钟", "09:00" },
                { "12:00", "12:00" },
                { "下午12点", "12:00" },
                { "24:00", NULL },
                { "7", NULL },
                { "19:60", NULL },
                { "七点", NULL },
                { "19:30左右", NULL },
                { "", NULL },
                { NULL, NULL },
                { "123456", NULL },
                { "19:", "19:00" },
                { "-1:00", NULL },
                { "19.30", "19:30" } };
  char hour[XY_MEETING_HOUR_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_assert_cmpint (xy_meeting_hour_parse (hours[i].typed, hour), ==, hours[i].hour != NULL);
      g_assert_cmpstr (hour, ==, hours[i].hour != NULL ? hours[i].hour : "");
    }
}

/* What may be typed wrong when a meeting is called; and nothing of what was typed is lost by it. */
static void
test_call (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  const char *const topics[] = { "路灯", "" };
  XyMeetingWriting writing = { .meeting = meeting, .topics = topics, .n_topics = 2 };
  XyActFunc write = xy_meeting_write_act;

  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "kind");
  meeting->kind = meeting_kinds[VILLAGERS].id;
  xy_set_str (&meeting->day, "2026-02-30");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "day");
  xy_set_str (&meeting->day, "2025-11-10"); /* the year of last time */
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "day");
  xy_set_str (&meeting->day, "2027-11-10");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "day");
  g_assert_true (xy_meeting_day_asks ("2026-09-22", "2026-11-22"));
  g_assert_false (xy_meeting_day_asks ("2026-09-23", "2026-11-22"));
  g_assert_false (xy_meeting_day_asks ("2027-05-21", "2026-11-22"));
  g_assert_true (xy_meeting_day_asks ("2027-05-22", "2026-11-22"));
  xy_set_str (&meeting->day, "2026年11月28日");
  xy_set_str (&meeting->starts, "晚饭后");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "starts");
  g_assert_cmpstr (meeting->starts, ==, "晚饭后");
  xy_set_str (&meeting->starts, "19点半");
  xy_set_str (&meeting->ends, "19:30");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "ends");
  /* Past midnight is no mistake, in the morning it is one. */
  xy_set_str (&meeting->ends, "7:00");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "ends");
  xy_set_str (&meeting->ends, "0:30");
  xy_set_str (&meeting->notified_on, "2026-11-29");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "notified_on");
  g_assert_cmpstr (meeting->ends, ==, "00:30");
  g_assert_true (xy_meeting_ends_next_day (meeting));
  xy_set_str (&meeting->starts, "05:30");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "ends");
  xy_set_str (&meeting->starts, "19:30");
  xy_set_str (&meeting->ends, "20:30");
  g_assert_false (xy_meeting_ends_next_day (meeting));
  xy_set_str (&meeting->ends, NULL);
  g_assert_false (xy_meeting_ends_next_day (meeting));
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "notified_on");
  /* 村民委员会组织法 25: ten days, or a reason. */
  xy_set_str (&meeting->notified_on, "2026-11-19");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "special");
  xy_set_str (&meeting->special, "防汛");
  xy_set_str (&meeting->party_on, "2026-11-29");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "party_on");
  xy_set_str (&meeting->party_on, NULL);
  xy_set_str (&meeting->units, "0197a3f2-0000-7000-8000-000000000000");
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "units");
  xy_set_str (&meeting->units, NULL);
  meeting->due = -1;
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "due");
  meeting->due = 0;
  office_act (&office, "", write, &writing);
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (&office, &writing.made);
  g_assert_cmpstr (sheet->meeting->day, ==, "2026-11-28");
  g_assert_cmpstr (sheet->meeting->starts, ==, "19:30");
  g_assert_cmpuint (sheet->lines->len, ==, 1);
  g_assert_null (xy_meeting_sheet_notice (sheet));

  /* It is still to come: it cannot have begun. */
  XyMeetingStepping begin = { .meeting = writing.made, .kind = XY_MEETING_BEGIN };
  assert_refused (&office, xy_meeting_step_act, &begin, XY_ERROR_INVALID, "day");
  XyMeetingStepping later = { .meeting = writing.made, .kind = XY_MEETING_POSTPONE, .until = "2026-12-05" };
  assert_refused (&office, xy_meeting_step_act, &later, XY_ERROR_INVALID, "note");
  later.note = "下雨";
  later.until = NULL;
  assert_refused (&office, xy_meeting_step_act, &later, XY_ERROR_INVALID, "until");
  later.until = "2026-11-28";
  assert_refused (&office, xy_meeting_step_act, &later, XY_ERROR_INVALID, "until");
  later.until = "2026-11-01";
  assert_refused (&office, xy_meeting_step_act, &later, XY_ERROR_INVALID, "until");
  later.until = "2027-12-05";
  assert_refused (&office, xy_meeting_step_act, &later, XY_ERROR_INVALID, "until");
  later.until = "2026-12-05";
  office_act (&office, "", xy_meeting_step_act, &later);
  g_autoptr (XyMeeting) moved = meeting_get (&office, &writing.made);
  g_assert_cmpstr (moved->day, ==, "2026-12-05");

  /* Told too late under the law of 2018, which knew no special reason: a warning, never a refusal. */
  g_autoptr (XyMeeting) old = xy_record_new (&xy_meeting_type);
  XyMeetingWriting calling = { .meeting = old, .day_sure = TRUE };
  old->kind = meeting_kinds[VILLAGERS].id;
  xy_set_str (&old->day, "2025-11-10");
  xy_set_str (&old->notified_on, "2025-11-01");
  office_act (&office, "", write, &calling);
  g_autoptr (XyMeetingSheet) late = meeting_sheet (&office, &calling.made);
  g_autofree char *warning = xy_meeting_sheet_notice (late);
  g_assert_nonnull (warning);
  office_close (&office);
}

/* Who can come, how, and how many. */
static void
test_arrive (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  XyActFunc arrive = xy_meeting_arrive_act;
  XyId id = meeting_call (&office, YARD);
  g_autoptr (XyMeeting) meeting = meeting_get (&office, &id);
  XyMeetingWriting writing = { .meeting = meeting };
  XyId group = XY_ID_NONE;
  char text[XY_ID_TEXT_LENGTH + 1];

  g_assert_true (xy_unit_find (office.store, "1组", NULL, &group, NULL));
  xy_id_to_text (&group, text);
  xy_set_str (&meeting->units, text);
  office_act (&office, "", xy_meeting_write_act, &writing);
  XyMeetingArriving one = { .meeting = id, .household = meeting_households[0] };
  assert_refused (&office, arrive, &one, XY_ERROR_CONFLICT, NULL);
  meeting_step (&office, &id, XY_MEETING_BEGIN);
  g_autoptr (XyMeeting) begun = meeting_get (&office, &id);
  g_assert_cmpint (begun->due, ==, 4);
  g_assert_cmpint (begun->number, ==, 1);

  one.people = 4; /* three live there */
  assert_refused (&office, arrive, &one, XY_ERROR_INVALID, "people");
  one.people = 2;
  office_act (&office, "", arrive, &one);
  assert_refused (&office, arrive, &one, XY_ERROR_CONFLICT, NULL);
  /* The same household, by another of its people. */
  g_autoptr (XyPerson) wife = roster_person (&office, "刘桂花"), stranger = roster_person (&office, "彭四喜");
  XyMeetingArriving other = { .meeting = id, .person = wife->record.id };
  assert_refused (&office, arrive, &other, XY_ERROR_CONFLICT, NULL);
  /* One person does not stand for two households, unless in writing. */
  XyMeetingArriving twice = { .meeting = id, .household = meeting_households[1], .person = wife->record.id };
  office_act (&office, "", arrive, &twice);
  twice.household = meeting_households[2];
  assert_refused (&office, arrive, &twice, XY_ERROR_CONFLICT, NULL);
  twice.state = "proxy";
  office_act (&office, "", arrive, &twice);

  /* A household of another group is asked about, and comes as a guest. */
  XyMeetingArriving guest = { .meeting = id, .household = meeting_households[4] };
  assert_refused (&office, arrive, &guest, XY_ERROR_INVALID, "household");
  guest.sure = TRUE;
  office_act (&office, "", arrive, &guest);
  XyMeetingArriving nobody = { .meeting = id };
  assert_refused (&office, arrive, &nobody, XY_ERROR_INVALID, "name");
  XyMeetingArriving official = { .meeting = id, .name = "李 干事", .post = "镇驻村干部", .guest = TRUE };
  office_act (&office, "", arrive, &official);
  assert_refused (&office, arrive, &official, XY_ERROR_CONFLICT, NULL);
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (&office, &id);
  g_assert_cmpuint (sheet->n_present, ==, 3);
  g_assert_cmpuint (sheet->n_people, ==, 4);
  g_assert_cmpuint (sheet->n_guests, ==, 2);

  /* On leave, and came after all; taken off the list, and came again. */
  XyMeetingArriving late = { .meeting = id, .household = meeting_households[3], .state = "leave" };
  office_act (&office, "", arrive, &late);
  late.state = NULL;
  office_act (&office, "", arrive, &late);
  office_act (&office, "", xy_meeting_leave_act, &late.made);
  office_act (&office, "", arrive, &late);
  XyMeetingArriving change = { .meeting = id, .presence = late.made, .name = "何守信", .note = "代替父亲" };
  office_act (&office, "", arrive, &change);
  g_autoptr (XyMeetingSheet) full = meeting_sheet (&office, &id);
  g_assert_cmpuint (full->n_present, ==, 4);
  g_assert_cmpuint (full->n_leave, ==, 0);
  g_assert_cmpuint (full->presences->len, ==, 6);
  g_assert_cmpstr (((XyMeetingPresence *) full->presences->pdata[5])->name, ==, "何守信");

  /* No more than should come; nor fewer should come than came. */
  XyMeetingWriting due = { .meeting = full->meeting };
  full->meeting->due = 3;
  assert_refused (&office, xy_meeting_write_act, &due, XY_ERROR_INVALID, "due");
  xy_set_str (&full->meeting->units, NULL);
  full->meeting->due = 4;
  office_act (&office, "", xy_meeting_write_act, &due);
  XyMeetingArriving too_many = { .meeting = id, .household = meeting_households[5] };
  assert_refused (&office, arrive, &too_many, XY_ERROR_INVALID, "due");
  g_assert_nonnull (stranger);
  office_close (&office);
}

/* By persons and by members; what the law knows of lines and proxies. */
static void
test_arrive_persons (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  XyActFunc arrive = xy_meeting_arrive_act;
  XyId group = meeting_call (&office, GROUP), council = meeting_call (&office, REPRESENTATIVES);
  g_autoptr (XyPerson) child = roster_person (&office, "曾小宝"), wife = roster_person (&office, "刘桂花");

  meeting_step (&office, &group, XY_MEETING_BEGIN);
  meeting_step (&office, &council, XY_MEETING_BEGIN);
  g_autoptr (XyMeeting) by_person = meeting_get (&office, &group), by_member = meeting_get (&office, &council);
  g_assert_cmpint (by_person->due, ==, 9); /* all but the child */
  g_assert_cmpint (by_member->due, ==, N_MEETING_MEMBERS);
  XyMeetingArriving minor = { .meeting = group, .person = child->record.id };
  assert_refused (&office, arrive, &minor, XY_ERROR_INVALID, "person");
  XyMeetingArriving house = { .meeting = group, .household = meeting_households[0] };
  assert_refused (&office, arrive, &house, XY_ERROR_INVALID, "person");
  XyMeetingArriving grown = { .meeting = group, .person = wife->record.id, .state = "online" };
  assert_refused (&office, arrive, &grown, XY_ERROR_INVALID, "state");
  grown.state = "proxy";
  office_act (&office, "", arrive, &grown);

  XyMeetingArriving named = { .meeting = council, .name = "林秀英" };
  office_act (&office, "", arrive, &named);
  XyMeetingArriving same = { .meeting = council, .member = meeting_members[1] };
  assert_refused (&office, arrive, &same, XY_ERROR_CONFLICT, NULL);
  XyMeetingArriving proxy = { .meeting = council, .member = meeting_members[0], .state = "proxy" };
  assert_refused (&office, arrive, &proxy, XY_ERROR_INVALID, "state");
  XyMeetingArriving other = { .meeting = council, .name = "彭四喜" };
  assert_refused (&office, arrive, &other, XY_ERROR_INVALID, "member");
  other.sure = TRUE;
  office_act (&office, "", arrive, &other);
  /* A paper sheet ticked off afterwards: who is on the list stays. */
  XyMeetingArrivingAll all = { .meeting = council, .ids = meeting_members, .n = 4 };
  office_act (&office, "", xy_meeting_arrive_all_act, &all);
  g_assert_cmpuint (all.made, ==, 3);
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (&office, &council);
  g_assert_cmpuint (sheet->n_present, ==, 4);
  g_assert_cmpuint (sheet->n_guests, ==, 1);
  office_close (&office);
}

static gboolean
let_move (XyTxn *txn, gpointer name, GError **error)
{
  g_autoptr (GPtrArray) found = xy_person_list_by_name (xy_txn_get_store (txn), name, NULL, error);
  g_autoptr (XyPerson) person = xy_record_copy (found->pdata[0]);

  xy_set_str (&person->state, "moved");
  return xy_record_save (txn, person, error);
}

/* Lines: what belongs where, until when, by whom; and in what order they stand. */
static void
test_lines (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  XyActFunc write = xy_meeting_line_write_act;
  XyId id = meeting_call (&office, YARD), topic = meeting_say (&office, &id, "topic", "修路");
  g_autoptr (XyMeetingLine) speech = meeting_line (&id, "speech", "先量一量");
  XyMeetingLineWriting writing = { .line = speech };

  assert_refused (&office, write, &writing, XY_ERROR_CONFLICT, NULL);
  meeting_step (&office, &id, XY_MEETING_BEGIN);
  meeting_arrive (&office, &id, &meeting_households[0]);
  speech->topic = id;
  assert_refused (&office, write, &writing, XY_ERROR_INVALID, "topic");
  speech->topic = topic;
  meeting_write (&office, speech);
  g_autoptr (XyMeetingLine) line = meeting_decision (&id, "路宽四米");
  XyMeetingLineWriting deciding = { .line = line };
  xy_set_str (&line->until, "2026-11-09");
  assert_refused (&office, write, &deciding, XY_ERROR_INVALID, "until");
  xy_set_str (&line->until, "2036-11-09");
  assert_refused (&office, write, &deciding, XY_ERROR_INVALID, "until");
  xy_set_str (&line->until, "2026.12.1");
  line->voted = 1;
  assert_refused (&office, write, &deciding, XY_ERROR_INVALID, "voted");
  line->voted = 0;
  /* Who moved out does nothing here any more; a name that nobody has may be somebody's outside. */
  office_act (&office, "", let_move, (gpointer) "彭四喜");
  xy_set_str (&line->owner, "林秀英、彭四喜");
  assert_refused (&office, write, &deciding, XY_ERROR_INVALID, "owner");
  xy_set_str (&line->owner, "林秀英、供电所老李");
  line->topic = topic;
  meeting_write (&office, line);
  g_assert_cmpstr (line->until, ==, "2026-12-01");

  /* Between two others, as often as one likes; moved to the beginning and behind another. */
  XyId order[14] = { topic, speech->record.id };
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *text = g_strdup_printf ("发言%u", i);
      g_autoptr (XyMeetingLine) between = meeting_line (&id, "speech", text);
      XyMeetingLineWriting behind = { .line = between, .after = topic };
      office_act (&office, "", write, &behind);
      order[i + 2] = behind.made;
    }
  g_autoptr (GPtrArray) lines = xy_meeting_lines (office.store, &id, NULL);
  g_assert_cmpuint (lines->len, ==, 15);
  for (guint i = 0; i < 12; i++)
    g_assert_true (xy_id_same (&((XyMeetingLine *) lines->pdata[i + 1])->record.id, &order[13 - i]));
  XyMeetingLineMoving moving = { .line = order[2], .after = XY_ID_NONE };
  office_act (&office, "", xy_meeting_line_move_act, &moving);
  moving = (XyMeetingLineMoving){ .line = topic, .after = speech->record.id };
  office_act (&office, "", xy_meeting_line_move_act, &moving);
  g_autoptr (GPtrArray) moved = xy_meeting_lines (office.store, &id, NULL);
  g_assert_true (xy_id_same (&((XyMeetingLine *) moved->pdata[0])->record.id, &order[2]));
  g_assert_true (xy_id_same (&((XyMeetingLine *) moved->pdata[13])->record.id, &topic));
  for (guint i = 1; i < moved->len; i++)
    g_assert_cmpint (((XyMeetingLine *) moved->pdata[i - 1])->sort, <, ((XyMeetingLine *) moved->pdata[i])->sort);
  /* A topic that goes leaves what was said on it. */
  office_act (&office, "", xy_meeting_line_delete_act, &topic);
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (&office, &id);
  g_assert_cmpuint (sheet->lines->len, ==, 14);
  g_assert_true (xy_id_is_none (&xy_meeting_sheet_line (sheet, &speech->record.id)->topic));
  office_close (&office);
}

/* Once the record is complete it is taken up again first; once it is signed only an addition is written. */
static void
test_locked (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  static const XyMeetingStage stages[] = { XY_MEETING_READY, XY_MEETING_SIGNED, XY_MEETING_FILED, XY_MEETING_CANCELLED,
                                           XY_MEETING_VOID };
  XyMeetingStage stage;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      XyId id = meeting_at (&office, stage = stages[i]);
      g_autoptr (XyMeetingSheet) sheet = meeting_sheet (&office, &id);
      XyMeetingWriting change = { .meeting = sheet->meeting };
      XyMeetingArriving come = { .meeting = id, .household = meeting_households[1] };
      g_autoptr (XyMeetingLine) speech = meeting_line (&id, "speech", "再说一句");
      g_autoptr (XyMeetingLine) addition = meeting_line (&id, "addition", "更正：路宽四米五");
      XyMeetingLineWriting say = { .line = speech }, add = { .line = addition };

      xy_set_str (&sheet->meeting->place, "别处");
      assert_refused (&office, xy_meeting_write_act, &change, XY_ERROR_CONFLICT, NULL);
      assert_refused (&office, xy_meeting_arrive_act, &come, XY_ERROR_CONFLICT, NULL);
      assert_refused (&office, xy_meeting_line_write_act, &say, XY_ERROR_CONFLICT, NULL);
      if (stage == XY_MEETING_SIGNED || stage == XY_MEETING_FILED)
        {
          XyMeetingLine *line = sheet->lines->pdata[0];
          XyMeetingPresence *presence = sheet->presences->pdata[0];
          XyMeetingLineWriting rewrite = { .line = line };
          XyMeetingLineMoving move = { .line = line->record.id };

          assert_refused (&office, xy_meeting_line_write_act, &rewrite, XY_ERROR_CONFLICT, NULL);
          assert_refused (&office, xy_meeting_line_move_act, &move, XY_ERROR_CONFLICT, NULL);
          assert_refused (&office, xy_meeting_line_delete_act, &line->record.id, XY_ERROR_CONFLICT, NULL);
          assert_refused (&office, xy_meeting_leave_act, &presence->record.id, XY_ERROR_CONFLICT, NULL);
          /* Nor by the record itself, past all acts. */
          assert_refused (&office, roster_save, sheet->meeting, XY_ERROR_CONFLICT, NULL);
          assert_refused (&office, roster_delete, presence, XY_ERROR_CONFLICT, NULL);
          assert_refused (&office, roster_delete, line, XY_ERROR_CONFLICT, NULL);
          xy_set_str (&addition->day, "2026-11-19");
          assert_refused (&office, xy_meeting_line_write_act, &add, XY_ERROR_INVALID, "day");
          xy_set_str (&addition->day, NULL);
          office_act (&office, "", xy_meeting_line_write_act, &add);
          g_assert_cmpstr (addition->day, ==, "2026-11-22");
          g_assert_cmpstr (addition->who, ==, "曾小平");
          assert_refused (&office, xy_meeting_line_write_act, &add, XY_ERROR_CONFLICT, NULL);
          assert_refused (&office, xy_meeting_line_delete_act, &add.made, XY_ERROR_CONFLICT, NULL);
        }
      else
        assert_refused (&office, xy_meeting_line_write_act, &add, XY_ERROR_CONFLICT, NULL);
    }
  office_close (&office);
}

/* What a record lacks is named all at once, the meeting's own first, then by its lines. */
static void
test_missing (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  XyMeetingWriting writing = { .meeting = meeting };
  static const char *const fields[] = { "starts", "ends", "place", "host", "recorder", "presences", "owner", "until" };

  meeting->kind = meeting_kinds[YARD].id;
  xy_set_str (&meeting->day, "2026-11-10");
  office_act (&office, "", xy_meeting_write_act, &writing);
  meeting_step (&office, &writing.made, XY_MEETING_BEGIN);
  XyId decision = meeting_say (&office, &writing.made, "decision", "清理水渠");
  g_autoptr (GPtrArray) gaps = xy_meeting_missing (office.store, &writing.made, &error);
  g_assert_cmpuint (gaps->len, ==, G_N_ELEMENTS (fields));
  for (guint i = 0; i < gaps->len; i++)
    {
      const XyMeetingGap *gap = gaps->pdata[i];
      g_assert_cmpstr (gap->field, ==, fields[i]);
      g_assert_true (xy_id_same (&gap->line, i >= 6 ? &decision : &XY_ID_NONE));
    }
  /* An owner who left after the line was written. */
  XyId id = meeting_call (&office, YARD);
  meeting_step (&office, &id, XY_MEETING_BEGIN);
  meeting_arrive (&office, &id, &meeting_households[0]);
  g_autoptr (XyMeetingLine) line = meeting_decision (&id, "量路"), spot = meeting_decision (&id, "换灯泡");
  meeting_write (&office, line);
  xy_set_str (&spot->does, "spot");
  meeting_write (&office, spot);
  office_act (&office, "", let_move, (gpointer) "林秀英");
  g_autoptr (GPtrArray) left = xy_meeting_missing (office.store, &id, &error);
  g_assert_cmpuint (left->len, ==, 3);
  g_assert_cmpstr (((XyMeetingGap *) left->pdata[0])->field, ==, "owner");
  g_assert_cmpstr (((XyMeetingGap *) left->pdata[2])->field, ==, "result");
  XyMeetingStepping finish = meeting_stepping (&id, XY_MEETING_FINISH);
  assert_refused (&office, xy_meeting_step_act, &finish, XY_ERROR_INVALID, "owner");
  office_close (&office);
}

/* What is proposed follows the last one; the numbers of a year are never given twice. */
static void
test_propose (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  g_autoptr (GError) error = NULL;
  XyId first = meeting_at (&office, XY_MEETING_VOID), second = meeting_at (&office, XY_MEETING_RECORDING);
  g_autoptr (XyMeeting) begun = meeting_get (&office, &second);
  g_autofree char *name = xy_meeting_describe (begun, "屋场会");

  g_assert_cmpstr (name, ==, "2026年第2次屋场会");
  g_autoptr (XyMeeting) next = xy_meeting_propose (office.store, &meeting_kinds[YARD].id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (next->day, ==, "2026-11-22");
  g_assert_cmpstr (next->starts, ==, "19:30");
  g_assert_cmpstr (next->place, ==, "塘坳屋场");
  g_assert_cmpstr (next->host, ==, "林秀英");
  g_assert_cmpint (next->due, ==, N_MEETING_HOUSEHOLDS);
  g_assert_cmpint (next->number, ==, 0);
  /* One that recurs comes on its next day; one that nobody knows is refused. */
  g_autoptr (XyMeetingKind) kind = xy_meeting_get_kind (office.store, next, &error);
  xy_set_str (&kind->recurs, "day 4");
  office_act (&office, "", roster_save, kind);
  g_autoptr (XyMeeting) fourth = xy_meeting_propose (office.store, &meeting_kinds[YARD].id, NULL, &error);
  g_assert_cmpstr (fourth->day, ==, "2026-11-24");
  g_autoptr (XyMeeting) other = xy_meeting_propose (office.store, &meeting_kinds[YARD].id, "2026-12-01", &error);
  g_assert_cmpstr (other->day, ==, "2026-12-01");
  xy_set_str (&kind->recurs, "逢四");
  assert_refused (&office, roster_save, kind, XY_ERROR_INVALID, "recurs");
  g_assert_false (xy_id_is_none (&first));
  office_close (&office);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting/ways", test_ways);
  g_test_add_func ("/meeting/drawing", test_drawing);
  g_test_add_func ("/meeting/hours", test_hours);
  g_test_add_func ("/meeting/call", test_call);
  g_test_add_func ("/meeting/arrive", test_arrive);
  g_test_add_func ("/meeting/arrive-persons", test_arrive_persons);
  g_test_add_func ("/meeting/lines", test_lines);
  g_test_add_func ("/meeting/locked", test_locked);
  g_test_add_func ("/meeting/missing", test_missing);
  g_test_add_func ("/meeting/propose", test_propose);
  return g_test_run ();
}
