/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/matter.h"
#include "core/verify.h"
#include "meeting-acts.h"

static XyMatter *
matter_get (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyMatter *matter = xy_matter_get (office->store, id, &error);

  g_assert_no_error (error);
  return matter;
}

/* A matter of the ledger that was raised before the meeting. */
static XyId
matter_new (Office *office, const char *title, const char *reserved)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, "visit");
  xy_set_str (&matter->title, title);
  xy_set_str (&matter->day, "2026-11-01");
  xy_set_str (&matter->reserved, reserved);
  office_act (office, "", xy_matter_write_act, &writing);
  return writing.made;
}

static void
matter_step (Office *office, const XyId *id, XyMatterKind kind)
{
  XyMatterStepping asked = { .matters = id,
                             .n = 1,
                             .kind = kind,
                             .day = "2026-11-02",
                             .note = "原因",
                             .by = "刘桂花",
                             .owner = "林秀英",
                             .until = "2026-12-01" };

  office_act (office, "", xy_matter_step_act, &asked);
}

static XyId
topic_of (Office *office, const XyId *meeting, const XyId *matter)
{
  g_autoptr (XyMeetingLine) line = meeting_line (meeting, "topic", "议题");

  line->matter = *matter;
  return meeting_write (office, line);
}

/* A meeting that has begun, with LEAST who came. */
static XyId
begin (Office *office, guint kind, guint n)
{
  XyId id = meeting_call (office, kind);

  meeting_step (office, &id, XY_MEETING_BEGIN);
  meeting_come (office, &id, g_str_equal (meeting_kinds[kind].comes, "member") ? meeting_members : meeting_households,
                n);
  return id;
}

static void
finish_and_sign (Office *office, const XyId *id)
{
  meeting_step (office, id, XY_MEETING_FINISH);
  meeting_step (office, id, XY_MEETING_SIGN);
}

/* The matter that the line became. */
static XyMatter *
became (Office *office, const XyId *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyMeetingLine) now = xy_record_get (office->store, &xy_meeting_line_type, line, &error);

  g_assert_no_error (error);
  g_assert_false (xy_id_is_none (&now->matter));
  return matter_get (office, &now->matter);
}

static guint
n_links (Office *office, const XyId *matter, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = xy_matter_links (office->store, matter, &error);
  guint n = 0;

  for (guint i = 0; i < links->len; i++)
    n += g_strcmp0 (((XyMatterLink *) links->pdata[i])->kind, kind) == 0;
  return n;
}

/* Undo gives the village as before the signing, redo as after it. */
static void
assert_undone_whole (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = xy_store_dump (office->store, &error);

  meeting_step (office, id, XY_MEETING_SIGN);
  g_autofree char *after = xy_store_dump (office->store, &error);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (xy_store_undo (office->store, &office->actor, &error));
  g_autofree char *undone = xy_store_dump (office->store, &error);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (xy_store_redo (office->store, &office->actor, &error));
  g_autofree char *redone = xy_store_dump (office->store, &error);
  g_assert_cmpstr (redone, ==, after);
}

static void
assert_verified (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (office->store, XY_VERIFY_ALL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->n_problems, ==, 0);
}

/* Each way to do it: a matter of its own, numbered, assigned, at the stage where it goes. */
static void
test_does (void)
{
  static const struct
  {
    const char *does;
    XyMatterStage stage;
  } ways[] = { { "village", XY_MATTER_ASSIGNED },
               { "spot", XY_MATTER_DONE },
               { "township", XY_MATTER_PASSED_ON },
               { "meeting", XY_MATTER_AT_MEETING },
               { NULL, XY_MATTER_ASSIGNED } };
  XyId lines[G_N_ELEMENTS (ways)];
  Office office;
  meeting_acts_open (&office, 1);
  XyId id = begin (&office, YARD, 3);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *text = g_strdup_printf ("第%u件事", i + 1);
      g_autoptr (XyMeetingLine) line = meeting_decision (&id, text);
      xy_set_str (&line->does, ways[i].does);
      xy_set_str (&line->helpers, "曾国强");
      xy_set_str (&line->partner, "供电所");
      xy_set_str (&line->result, "当场办好了");
      if (g_strcmp0 (ways[i].does, "spot") == 0)
        xy_set_str (&line->until, NULL);
      lines[i] = meeting_write (&office, line);
    }
  meeting_step (&office, &id, XY_MEETING_FINISH);
  assert_undone_whole (&office, &id);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (XyMatter) matter = became (&office, &lines[i]);
      g_assert_cmpint (matter->stage, ==, ways[i].stage);
      g_assert_cmpint (matter->number, ==, (gint64) i + 1);
      g_assert_cmpstr (matter->source, ==, "meeting");
      g_assert_true (xy_id_same (&matter->origin, &lines[i]));
      g_assert_cmpstr (matter->owner, ==, "林秀英");
      g_assert_cmpstr (matter->helpers, ==, "曾国强");
      g_assert_cmpstr (matter->partner, ==, "供电所");
      g_assert_cmpstr (matter->kind, ==, ways[i].does != NULL ? ways[i].does : "village");
      g_assert_cmpstr (matter->until, ==, g_strcmp0 (ways[i].does, "spot") == 0 ? "2026-11-10" : "2026-12-31");
      g_assert_cmpuint (n_links (&office, &matter->record.id, "meeting"), ==, 1);
    }
  assert_verified (&office);
  office_close (&office);
}

/* What came from the ledger goes on there; a further decision on it is a matter of its own, tied to the first. */
static void
test_topics (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  XyId lamp = matter_new (&office, "塘坳路灯不亮", NULL), well = matter_new (&office, "老井水浑浊", NULL),
       done = matter_new (&office, "水渠堵了", NULL), dropped = matter_new (&office, "装护栏", NULL),
       away = matter_new (&office, "减速带", NULL), quarrel = matter_new (&office, "界石", NULL);
  matter_step (&office, &done, XY_MATTER_ASSIGN);
  matter_step (&office, &done, XY_MATTER_FINISH);
  matter_step (&office, &dropped, XY_MATTER_NOT_YET);
  matter_step (&office, &away, XY_MATTER_PASS_ON);
  XyId id = begin (&office, YARD, 3);
  const XyId *matters[] = { &lamp, &lamp, &done, &dropped, &away };
  XyId topics[G_N_ELEMENTS (matters)], lines[G_N_ELEMENTS (matters)];

  XyId well_topic = topic_of (&office, &id, &well), quarrel_topic = topic_of (&office, &id, &quarrel);
  for (guint i = 0; i < G_N_ELEMENTS (matters); i++)
    {
      g_autofree char *text = g_strdup_printf ("议定%u", i + 1);
      g_autoptr (XyMeetingLine) line = meeting_decision (&id, text);
      topics[i] = i == 1 ? topics[0] : topic_of (&office, &id, matters[i]);
      line->topic = topics[i];
      lines[i] = meeting_write (&office, line);
    }
  g_autoptr (XyMeetingLine) dissent = meeting_line (&id, "dissent", "两家没有谈拢");
  dissent->topic = quarrel_topic;
  meeting_write (&office, dissent);
  meeting_step (&office, &id, XY_MEETING_FINISH);
  assert_undone_whole (&office, &id);

  for (guint i = 0; i < G_N_ELEMENTS (matters); i++)
    {
      g_autoptr (XyMatter) matter = became (&office, &lines[i]);
      gboolean same = i == 0 || i >= 3;
      g_assert_true (xy_id_same (&matter->record.id, matters[i]) == same);
      g_assert_cmpint (matter->stage, ==, XY_MATTER_ASSIGNED);
      g_assert_cmpuint (n_links (&office, &matter->record.id, "meeting"), ==, 1);
      /* The first and what is tied to it, seen from either side. */
      g_assert_cmpuint (n_links (&office, &matter->record.id, "matter"), ==, i < 3 ? 1 : 0);
    }
  g_autoptr (XyMatter) old = matter_get (&office, &done), talked = matter_get (&office, &well),
                       noted = matter_get (&office, &quarrel);
  g_assert_cmpint (old->stage, ==, XY_MATTER_DONE);
  g_assert_cmpint (talked->stage, ==, XY_MATTER_REGISTERED);
  g_assert_cmpint (noted->stage, ==, XY_MATTER_REGISTERED);
  g_assert_cmpuint (n_links (&office, &well, "meeting"), ==, 1);
  g_autoptr (GPtrArray) steps = xy_matter_steps (office.store, &quarrel, NULL);
  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_nonnull (strstr (((XyMatterStep *) steps->pdata[0])->note, "未达成一致"));
  g_assert_false (xy_id_is_none (&well_topic));
  assert_verified (&office);
  office_close (&office);
}

/* A matter that waits for a vote: passed, it is decided and assigned; not passed, it is noted; without a vote the
 * record is not whole. */
static void
test_votes (void)
{
  for (guint passes = 0; passes < 2; passes++)
    {
      Office office;
      meeting_acts_open (&office, 1);
      g_autoptr (GError) error = NULL;
      XyId waiting = matter_new (&office, "机耕路筹资", "public-works");
      matter_step (&office, &waiting, XY_MATTER_SUBMIT);
      XyId id = begin (&office, REPRESENTATIVES, 4), topic = topic_of (&office, &id, &waiting);
      g_autoptr (XyMeetingLine) line = meeting_decision (&id, "每户出八百元");
      line->topic = topic;
      XyId made = meeting_write (&office, line);

      g_assert_cmpstr (line->reserved, ==, "public-works");
      g_autoptr (GPtrArray) gaps = xy_meeting_missing (office.store, &id, &error);
      g_assert_cmpuint (gaps->len, ==, 3);
      g_assert_cmpstr (((XyMeetingGap *) gaps->pdata[0])->field, ==, "party_on");
      g_assert_true (xy_id_is_none (&((XyMeetingGap *) gaps->pdata[0])->line));
      g_assert_cmpstr (((XyMeetingGap *) gaps->pdata[1])->field, ==, "voted");
      g_assert_true (xy_id_same (&((XyMeetingGap *) gaps->pdata[1])->line, &made));
      XyMeetingStepping finish = meeting_stepping (&id, XY_MEETING_FINISH);
      g_assert_false (xy_store_act (office.store, &office.actor, "", xy_meeting_step_act, &finish, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
      g_assert_cmpstr (xy_error_get_field (error), ==, "party_on");

      g_autoptr (XyMeeting) meeting = meeting_get (&office, &id);
      XyMeetingWriting writing = { .meeting = meeting };
      xy_set_str (&meeting->party_on, "2026-11-05");
      office_act (&office, "", xy_meeting_write_act, &writing);
      line->voted = 1;
      line->yes = passes ? 3 : 2;
      line->no = 1;
      meeting_write (&office, line);
      meeting_step (&office, &id, XY_MEETING_FINISH);
      assert_undone_whole (&office, &id);
      g_autoptr (XyMatter) matter = became (&office, &made);
      g_assert_true (xy_id_same (&matter->record.id, &waiting));
      g_assert_cmpint (matter->stage, ==, passes ? XY_MATTER_ASSIGNED : XY_MATTER_AT_MEETING);
      g_autoptr (GPtrArray) steps = xy_matter_steps (office.store, &waiting, NULL);
      g_assert_cmpuint (steps->len, ==, passes ? 3 : 2);
      g_assert_nonnull (
          strstr (((XyMatterStep *) steps->pdata[1])->note, passes ? "表决通过：赞成3，反对1，弃权0" : "未通过"));
      assert_verified (&office);
      office_close (&office);
    }
}

/* The same matter through the Party's meeting first: no day needs to be written then. */
static void
test_party (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  g_autoptr (GError) error = NULL;
  XyId matter = matter_new (&office, "机耕路筹资", "public-works");
  XyId party = begin (&office, PARTY, 0), topic = topic_of (&office, &party, &matter);
  g_autoptr (GPtrArray) members = xy_meeting_members (office.store, &meeting_kinds[PARTY].id, NULL, &error);
  for (guint i = 0; i < 4; i++)
    {
      XyMeetingArriving one = { .meeting = party, .member = ((XyMeetingMember *) members->pdata[i])->record.id };
      office_act (&office, "", xy_meeting_arrive_act, &one);
    }
  g_autoptr (XyMeetingLine) line = meeting_decision (&party, "同意提交村民代表会议");
  line->topic = topic;
  xy_set_str (&line->does, NULL);
  meeting_write (&office, line);
  /* The Party's meeting may not decide it: it goes on. */
  g_assert_cmpstr (line->does, ==, "meeting");
  finish_and_sign (&office, &party);
  g_autoptr (XyMatter) submitted = matter_get (&office, &matter);
  g_assert_cmpint (submitted->stage, ==, XY_MATTER_AT_MEETING);

  XyId id = begin (&office, REPRESENTATIVES, 5);
  g_autoptr (XyMeetingLine) vote = meeting_decision (&id, "每户出八百元");
  vote->topic = topic_of (&office, &id, &matter);
  vote->voted = 1;
  vote->yes = 4;
  vote->abstain = 1;
  meeting_write (&office, vote);
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (&office, &id);
  g_assert_null (xy_meeting_sheet_warn (sheet, vote));
  finish_and_sign (&office, &id);
  g_autoptr (XyMatter) decided = matter_get (&office, &matter);
  g_assert_cmpint (decided->stage, ==, XY_MATTER_ASSIGNED);
  g_assert_cmpuint (n_links (&office, &matter, "meeting"), ==, 2);
  assert_verified (&office);
  office_close (&office);
}

/* What the law reserves by the rules of the day is not decided in a yard, nor by a body that may not. */
static void
test_reserved (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  g_autoptr (GError) error = NULL;
  XyId id = begin (&office, YARD, 3);
  g_autoptr (XyMeetingLine) line = meeting_decision (&id, "每户集资修路");
  XyMeetingLineWriting writing = { .line = line };
  g_autoptr (XyMeetingSheet) sheet = meeting_sheet (&office, &id);

  /* Recognised by its words; only what was chosen binds. */
  g_autofree char *hint = xy_meeting_sheet_warn (sheet, line);
  g_assert_nonnull (strstr (hint, "村民代表会议"));
  xy_set_str (&line->reserved, "public-works");
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_meeting_line_write_act, &writing, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "does");
  g_clear_error (&error);
  xy_set_str (&line->reserved, "house-sites"); /* of the law of 2018 only */
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_meeting_line_write_act, &writing, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "reserved");
  g_clear_error (&error);
  xy_set_str (&line->reserved, "public-works");
  xy_set_str (&line->does, "meeting");
  XyId made = meeting_write (&office, line);
  finish_and_sign (&office, &id);
  g_autoptr (XyMatter) matter = became (&office, &made);
  g_assert_cmpint (matter->stage, ==, XY_MATTER_AT_MEETING);
  g_assert_cmpstr (matter->reserved, ==, "public-works");

  /* A meeting of 2025 goes by the numbers and matters of 2018. */
  g_autoptr (XyMeeting) old = xy_record_new (&xy_meeting_type);
  XyMeetingWriting calling = { .meeting = old, .day_sure = TRUE };
  old->kind = meeting_kinds[REPRESENTATIVES].id;
  xy_set_str (&old->day, "2025-11-10");
  office_act (&office, "", xy_meeting_write_act, &calling);
  meeting_step (&office, &calling.made, XY_MEETING_BEGIN);
  g_autoptr (XyMeetingLine) site = meeting_decision (&calling.made, "宅基地使用方案");
  xy_set_str (&site->reserved, "house-sites");
  meeting_write (&office, site);
  g_autoptr (XyMeetingSheet) old_sheet = meeting_sheet (&office, &calling.made);
  g_assert_null (xy_meeting_sheet_warn (old_sheet, site));
  office_close (&office);
}

/* A vote that failed without a matter in the ledger is kept as what it is. */
static void
test_failed (void)
{
  Office office;
  meeting_acts_open (&office, 1);
  XyId id = begin (&office, REPRESENTATIVES, 5);
  g_autoptr (XyMeetingLine) line = meeting_decision (&id, "合并两个球场");

  line->voted = 1;
  line->yes = 2;
  line->no = 3;
  xy_set_str (&line->owner, NULL);
  xy_set_str (&line->until, NULL);
  XyId made = meeting_write (&office, line);
  meeting_step (&office, &id, XY_MEETING_FINISH);
  assert_undone_whole (&office, &id);
  g_autoptr (XyMatter) matter = became (&office, &made);
  g_assert_cmpint (matter->stage, ==, XY_MATTER_UNSETTLED);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-decide/does", test_does);
  g_test_add_func ("/meeting-decide/topics", test_topics);
  g_test_add_func ("/meeting-decide/votes", test_votes);
  g_test_add_func ("/meeting-decide/party", test_party);
  g_test_add_func ("/meeting-decide/reserved", test_reserved);
  g_test_add_func ("/meeting-decide/failed", test_failed);
  return g_test_run ();
}
