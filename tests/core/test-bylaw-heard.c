/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "bylaw-office.h"
#include "core/bylaw-heard.h"
#include "core/household.h"
#include "core/matter.h"
#include "core/meeting-act.h"
#include "core/meeting-line.h"

#define TODAY "2026-11-22"
#define MANY 1000

typedef struct
{
  XyId household, meeting;
} World;

static void
say (Office *office, const World *world, const char *kind, const char *who, const XyId *household, const char *text)
{
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);

  line->meeting = world->meeting;
  line->at = 1795309200000;
  line->household = *household;
  xy_set_str (&line->kind, kind);
  xy_set_str (&line->text, text);
  xy_set_str (&line->who, who);
  xy_set_str (&line->recorder, "曾小平");
  office_act (office, "", save_all, (gpointer[]){ line, NULL });
}

static void
visit (Office *office, const char *source, const char *day, const XyId *household, const char *text, gboolean private)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };

  matter->household = *household;
  matter->private = private;
  xy_set_str (&matter->source, source);
  xy_set_str (&matter->title, text);
  xy_set_str (&matter->day, day);
  xy_set_str (&matter->visitor, "曾小平");
  if (g_str_equal (source, "dispute"))
    xy_set_str (&matter->people, "甲户和乙户");
  office_act (office, "", xy_matter_write_act, &writing);
}

/* A meeting with every kind of line, and matters of every source. */
static void
make_world (Office *office, World *world)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);

  xy_set_str (&household->number, "1-001");
  xy_set_str (&household->head_name, "曾国强");
  xy_set_str (&kind->name, "屋场会");
  xy_set_str (&kind->body, "consult");
  xy_set_str (&kind->comes, "household");
  xy_set_str (&kind->form, "table");
  office_act (office, "", save_all, (gpointer[]){ household, kind, NULL });
  meeting->kind = kind->record.id;
  xy_set_str (&meeting->day, "2026-11-20");
  xy_set_str (&meeting->maker, "曾小平");
  office_act (office, "", save_all, (gpointer[]){ meeting, NULL });
  world->household = household->record.id;
  world->meeting = meeting->record.id;
  XyMeetingStepping begin = { .meeting = world->meeting, .kind = XY_MEETING_BEGIN };
  office_act (office, "", xy_meeting_step_act, &begin);
  for (const XyWord *word = xy_meeting_line_kinds; word->value != NULL; word++)
    if (!g_str_equal (word->value, "addition"))
      say (office, world, word->value, "李建国", &XY_ID_NONE, word->value);
  say (office, world, "speech", NULL, &world->household, "酒席少办几桌");
  for (const XyWord *word = xy_matter_sources; word->value != NULL; word++)
    if (!g_str_equal (word->value, "meeting"))
      visit (office, word->value, "2026-11-21", &world->household, word->value, FALSE);
  visit (office, "visit", "2026-11-21", &XY_ID_NONE, "家里的难处", TRUE);
}

static GPtrArray *
heard (Office *office, const XyId *version, const char *text, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xy_bylaw_heard (office->store, version, text, limit, &error);

  g_assert_no_error (error);
  return list;
}

/* Speeches and visits, newest first; nothing that stays in the office, nothing else. */
static void
test_offered (void)
{
  Office office;
  World world;
  office_open (&office, 1);
  make_world (&office, &world);
  XyId version = make_bylaw (&office, "石板溪村村规民约", "general");
  g_autoptr (GPtrArray) all = heard (&office, &version, NULL, MANY), one = heard (&office, &version, NULL, 1);
  g_autoptr (GPtrArray) table = heard (&office, &version, "酒席", MANY), who = heard (&office, &version, "建国", MANY);

  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (table->len, ==, 1);
  g_assert_cmpuint (who->len, ==, 1);
  const XyBylawHeard *first = all->pdata[0], *spoken = table->pdata[0], *speech = who->pdata[0];
  g_assert_cmpstr (first->source, ==, "visit");
  g_assert_cmpstr (first->text, ==, "visit");
  g_assert_cmpstr (first->who, ==, "曾国强");
  g_assert_true (xy_id_same (&first->household, &world.household) && xy_id_is_none (&first->meeting));
  g_assert_cmpstr (spoken->source, ==, "meeting");
  g_assert_cmpstr (spoken->who, ==, "曾国强");
  g_assert_cmpstr (spoken->title, ==, "屋场会");
  g_assert_cmpstr (spoken->day, ==, "2026-11-20");
  g_assert_true (xy_id_same (&spoken->meeting, &world.meeting));
  g_assert_cmpstr (speech->text, ==, "speech");
  office_close (&office);
}

/* What was taken is an opinion with all that was known, and is not offered to that version again; undone, it is. */
static void
test_taken (void)
{
  Office office;
  World world;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  make_world (&office, &world);
  XyId version = make_bylaw (&office, "石板溪村村规民约", "general");
  XyId other = make_bylaw (&office, "移风易俗公约", "single");
  g_autoptr (GPtrArray) all = heard (&office, &version, NULL, MANY);
  XyBylawTaking taking = { .version = version, .heard = all };

  office_act (&office, "", xy_bylaw_take_heard_act, &taking);
  g_autoptr (GPtrArray) opinions = xy_bylaw_opinions (office.store, &version, &error);
  g_assert_cmpuint (opinions->len, ==, all->len);
  for (guint i = 0; i < opinions->len; i++)
    {
      const XyBylawOpinion *opinion = opinions->pdata[i];
      const XyBylawHeard *was = all->pdata[i];
      g_assert_cmpint (opinion->number, ==, i + 1);
      g_assert_cmpstr (opinion->text, ==, was->text);
      g_assert_cmpstr (opinion->who, ==, was->who);
      g_assert_cmpstr (opinion->day, ==, was->day);
      g_assert_cmpstr (opinion->source, ==, was->source);
      g_assert_true (xy_id_same (&opinion->meeting, &was->meeting));
      g_assert_true (xy_id_same (&opinion->household, &was->household));
      g_assert_null (opinion->answered_on);
    }
  g_autoptr (GPtrArray) rest = heard (&office, &version, NULL, MANY), others = heard (&office, &other, NULL, MANY);
  g_assert_cmpuint (rest->len, ==, 0);
  g_assert_cmpuint (others->len, ==, all->len);
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autoptr (GPtrArray) back = heard (&office, &version, NULL, MANY);
  g_assert_cmpuint (back->len, ==, all->len);

  XyId passed = bring_to (&office, XY_BYLAW_PASSED, 7);
  taking.version = passed;
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_bylaw_take_heard_act, &taking, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  office_close (&office);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw-heard/offered", test_offered);
  g_test_add_func ("/bylaw-heard/taken", test_taken);
  return g_test_run ();
}
