/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/person.h"
#include "core/household.h"
#include "core/meeting-act.h"
#include "core/meeting-sheet.h"
#include "core/verify.h"
#include "core/vote-act.h"
#include "core/vote-list.h"
#include "core/vote-roll.h"
#include "office.h"

static gboolean
try (Office *office, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (office->store, &office->actor, "", func, data, error);
}

static void
assert_refused (Office *office, XyActFunc func, gpointer data, int code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try (office, func, data, &error));
  g_assert_error (error, XY_ERROR, code);
  if (field != NULL)
    g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

typedef struct
{
  XyMeetingKind *kind;
  XyMeeting *meeting;
  XyHousehold *households[4];
  XyPerson *people[6];
} World;

static gboolean
save_all (XyTxn *txn, gpointer data, GError **error)
{
  XyRecord **records = data;

  for (guint i = 0; records[i] != NULL; i++)
    if (!xy_record_save (txn, records[i], error))
      return FALSE;
  return TRUE;
}

/* A villagers' meeting by households of 2026-11-20, told in time; discussed by the Party organisation. */
static void
world_open (Office *office, World *world, const char *body, const char *comes)
{
  static const char *const names[] = { "曾国强", "李建国", "周小满", "吴桂兰", "刘春生", "陈石头" };
  static const char *const birthdays[] = { "1969-03-02", "1981-05-07", "2009-11-21", "1990-01-01", NULL, "2008-11-20" };
  static const guint homes[] = { 0, 1, 2, 0, 3, 1 };

  office_open (office, 1);
  *world = (World){ 0 };
  world->kind = xy_record_new (&xy_meeting_kind_type);
  xy_set_str (&world->kind->name, "村民会议");
  xy_set_str (&world->kind->body, body);
  xy_set_str (&world->kind->comes, comes);
  xy_set_str (&world->kind->form, "official");
  office_act (office, "", save_all, (gpointer[]){ world->kind, NULL });
  for (guint i = 0; i < G_N_ELEMENTS (world->households); i++)
    {
      world->households[i] = xy_record_new (&xy_household_type);
      g_autofree char *number = g_strdup_printf ("1-%03u", i + 1);
      xy_set_str (&world->households[i]->number, number);
      xy_set_str (&world->households[i]->head_name, names[i]);
      xy_set_str (&world->households[i]->state, "here");
      office_act (office, "", save_all, (gpointer[]){ world->households[i], NULL });
    }
  for (guint i = 0; i < G_N_ELEMENTS (world->people); i++)
    {
      world->people[i] = xy_record_new (&xy_person_type);
      xy_set_str (&world->people[i]->name, names[i]);
      xy_set_str (&world->people[i]->birthday, birthdays[i]);
      xy_set_str (&world->people[i]->state, "here");
      world->people[i]->household = world->households[homes[i]]->record.id;
      office_act (office, "", save_all, (gpointer[]){ world->people[i], NULL });
    }
  world->meeting = xy_record_new (&xy_meeting_type);
  world->meeting->kind = world->kind->record.id;
  xy_set_str (&world->meeting->day, "2026-11-20");
  xy_set_str (&world->meeting->notified_on, "2026-11-10");
  xy_set_str (&world->meeting->party_on, "2026-11-05");
  xy_set_str (&world->meeting->maker, "曾小平");
  office_act (office, "", save_all, (gpointer[]){ world->meeting, NULL });
}

static void
world_close (Office *office, World *world)
{
  for (guint i = 0; i < G_N_ELEMENTS (world->households); i++)
    g_object_unref (world->households[i]);
  for (guint i = 0; i < G_N_ELEMENTS (world->people); i++)
    g_object_unref (world->people[i]);
  g_object_unref (world->kind);
  g_object_unref (world->meeting);
  office_close (office);
}

static XyVote *
open_vote (Office *office, World *world, const char *method, const char *reserved)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVote) vote = xy_vote_propose (office->store, &world->meeting->record.id, &error);
  XyVoteWriting writing = { .vote = vote };

  g_assert_no_error (error);
  xy_set_str (&vote->title, "村规民约修订稿");
  xy_set_str (&vote->method, method);
  xy_set_str (&vote->reserved, reserved);
  office_act (office, "", xy_vote_write_act, &writing);
  XyVote *made = xy_vote_get (office->store, &writing.made, &error);
  g_assert_no_error (error);
  return made;
}

/* Written anew from law.md 1: who may decide what. */
static gboolean
law_allows (const char *body, const char *matter, gboolean is_2026)
{
  static const char *const of_2018[] = {
    "subsidised-posts", "collective-income", "public-works",        "land-contract", "collective-project",
    "house-sites",      "land-compensation", "collective-property", "other",         NULL
  };
  static const char *const of_2026[] = {
    "planning", "subsidised-posts", "collective-income", "public-works", "support", "other", NULL
  };
  gboolean of_all = g_str_equal (body, "villagers"), of_few = g_str_equal (body, "representatives");

  if (g_str_equal (body, "consult") || g_str_equal (body, "joint"))
    return FALSE;
  if (g_str_equal (matter, "bylaw"))
    return of_all;
  if (g_strv_contains (is_2026 ? of_2026 : of_2018, matter))
    return of_all || of_few;
  if (is_2026 && (g_str_equal (matter, "land-contract") || g_str_equal (matter, "land-compensation")))
    return g_str_equal (body, "collective");
  if (is_2026 && g_str_equal (matter, "collective-property"))
    return g_str_has_prefix (body, "collective");
  return TRUE;
}

static gboolean
counts_by (const char *body, const char *basis)
{
  if (g_str_equal (body, "villagers") || g_str_equal (body, "group"))
    return !g_str_equal (basis, "member");
  return g_str_equal (basis, "member");
}

/* Each body × each matter of 2018 and 2026 × each method × each basis × a meeting before and after 2026-01-01. */
static void
test_asked (void)
{
  static const char *const days[] = { "2025-12-31", "2026-01-01" };
  static const char *const matters[] = { "planning",     "subsidised-posts",  "collective-income",
                                         "public-works", "support",           "other",
                                         "bylaw",        "land-contract",     "collective-project",
                                         "house-sites",  "land-compensation", "collective-property" };
  Office office;
  guint n = 0, n_allowed = 0;
  office_open (&office, 1);

  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    {
      g_autoptr (XyMeetingRules) rules = xy_meeting_rules_at (office.store, "national", days[d], NULL);
      for (guint b = 0; b < rules->bodies->len; b++)
        for (guint m = 0; m < G_N_ELEMENTS (matters); m++)
          for (guint s = 0; xy_vote_bases[s].value != NULL; s++)
            for (guint w = 0; xy_vote_methods[w].value != NULL; w++)
              {
                const XyMeetingBody *body = rules->bodies->pdata[b];
                const char *basis = xy_vote_bases[s].value, *method = xy_vote_methods[w].value;
                g_autoptr (GError) error = NULL;
                gboolean allowed = xy_vote_check_asked (rules, body, matters[m], basis, method, &error);
                gboolean expected = law_allows (body->key, matters[m], d == 1) && counts_by (body->key, basis)
                                    && (!g_str_equal (method, "doors") || g_str_equal (basis, "household"));
                if (allowed != expected)
                  g_error ("%s %s %s %s %s: %d", days[d], body->key, matters[m], basis, method, allowed);
                g_assert_true (allowed == (error == NULL));
                n++;
                n_allowed += allowed;
              }
    }
  g_test_message ("%u cases, %u allowed", n, n_allowed);
  g_assert_cmpuint (n_allowed, >, 100);
  office_close (&office);
}

/* Another file, another answer: nothing of it is in the program. */
static void
test_swapped (void)
{
  static const char *const text =
      "{\"name\":\"试验\",\"date\":\"2027-01-01\",\"sets\":[{\"from\":\"2010-01-01\",\"source\":\"试验办法\","
      "\"bodies\":[{\"key\":\"representatives\",\"name\":\"村民代表会议\",\"attend\":\"members >= 3/4\","
      "\"pass\":\"members > 1/2\",\"meets\":\"none\",\"source\":\"第一条\"}],"
      "\"matters\":[{\"key\":\"bylaw\",\"name\":\"村规民约\",\"bodies\":\"representatives\",\"source\":\"第二条\"}]}]}";
  Office office;
  office_open (&office, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyMeetingRules) rules = xy_meeting_rules_parse (office.store, text, NULL, "2026-11-20", &error);
  g_autoptr (XyMeetingRules) law = xy_meeting_rules_at (office.store, "national", "2026-11-20", NULL);
  g_assert_no_error (error);

  g_assert_true (xy_vote_check_asked (rules, xy_meeting_rules_body (rules, "representatives"), "bylaw", "member",
                                      "ballots", &error));
  g_assert_false (
      xy_vote_check_asked (law, xy_meeting_rules_body (law, "representatives"), "bylaw", "member", "ballots", NULL));
  const XyMeetingBody *body = xy_meeting_rules_body (rules, "representatives");
  g_assert_cmpint (xy_meeting_share_need (&body->attend[0], 40), ==, 30);
  g_assert_cmpint (xy_meeting_share_need (&body->pass, 40), ==, 21);
  office_close (&office);
}

/* Whether A/B of WHOLE is reached (or exceeded) by PART, by adding up and not by dividing. */
static gboolean
reaches (gint64 part, gint64 whole, int a, int b, gboolean over)
{
  gint64 left = 0, right = 0;

  for (int i = 0; i < b; i++)
    left += part;
  for (int i = 0; i < a; i++)
    right += whole;
  return over ? left > right : left >= right;
}

/* 100,000 votes of any figures: refused where they do not fit, and then the sentence says what the verdict is. */
static void
test_random (void)
{
  static const struct
  {
    const char *body, *basis;
    int attend[2], pass[2];
    gboolean attend_over, pass_over, of_all;
  } known[] = {
    { "villagers", "person", { 1, 2 }, { 1, 2 }, TRUE, TRUE, FALSE },
    { "villagers", "household", { 2, 3 }, { 1, 2 }, FALSE, TRUE, FALSE },
    { "representatives", "member", { 2, 3 }, { 1, 2 }, FALSE, TRUE, FALSE },
    { "group", "person", { 2, 3 }, { 1, 2 }, FALSE, TRUE, FALSE },
    { "group", "household", { 2, 3 }, { 1, 2 }, FALSE, TRUE, FALSE },
    { "collective", "member", { 2, 3 }, { 2, 3 }, FALSE, FALSE, TRUE },
  };
  Office office;
  guint n_passed = 0, n_refused = 0, n_short = 0;
  office_open (&office, 1);
  g_autoptr (XyMeetingRules) rules = xy_meeting_rules_at (office.store, "national", "2026-11-20", NULL);
  g_autoptr (XyVote) vote = xy_record_new (&xy_vote_type);

  for (guint round = 0; round < 100000; round++)
    {
      guint k = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (known));
      const XyMeetingBody *body = xy_meeting_rules_body (rules, known[k].body);
      int due = g_test_rand_int_range (1, g_test_rand_bit () ? 60 : 5000);
      int edge = (int) xy_meeting_share_need (&body->attend[xy_vote_share_of (body, known[k].basis)], due);
      vote->due = due;
      vote->present = g_test_rand_bit () ? edge + g_test_rand_int_range (-2, 3) : g_test_rand_int_range (0, due + 2);
      vote->present = MAX (vote->present, 0);
      vote->given = vote->present - g_test_rand_int_range (0, 3);
      vote->given = MAX (vote->given, 0);
      vote->returned = vote->given + (g_test_rand_int_range (0, 20) == 0);
      vote->yes = g_test_rand_int_range (0, (int) vote->returned + 1);
      vote->no = g_test_rand_int_range (0, (int) (vote->returned - vote->yes) + 1);
      vote->abstain = g_test_rand_int_range (0, (int) (vote->returned - vote->yes - vote->no) + 1);
      vote->invalid = vote->returned - vote->yes - vote->no - vote->abstain + (g_test_rand_int_range (0, 20) == 0);
      gboolean fits = vote->present <= vote->due && vote->given <= vote->present && vote->returned <= vote->given
                      && vote->yes + vote->no + vote->abstain + vote->invalid == vote->returned;
      g_autoptr (GError) error = NULL;
      g_assert_true (xy_vote_check_figures (vote, TRUE, &error) == fits);
      if (!fits)
        {
          g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
          n_refused++;
          continue;
        }
      XyMeetingCount count = {
        (guint) xy_vote_share_of (body, known[k].basis), vote->due, vote->present, vote->yes, vote->no, vote->abstain
      };
      g_auto (XyMeetingVerdict) verdict = { 0 };
      g_assert_true (xy_meeting_count_check (body, &count, &error));
      xy_meeting_count_judge (body, &count, &verdict);
      gboolean quorum = reaches (vote->present, due, known[k].attend[0], known[k].attend[1], known[k].attend_over);
      gboolean passed = quorum
                        && reaches (vote->yes, known[k].of_all ? due : vote->present, known[k].pass[0],
                                    known[k].pass[1], known[k].pass_over);
      g_assert_true (verdict.quorum == quorum);
      g_assert_true (verdict.passed == passed);
      g_assert_true (g_str_has_suffix (verdict.sentence, ": passed.") == passed);
      g_assert_true (g_str_has_suffix (verdict.sentence, ": not passed.") == (quorum && !passed));
      g_assert_true (g_str_has_suffix (verdict.sentence, ": nothing can be decided.") == !quorum);
      n_passed += passed;
      n_short += !quorum;
    }
  g_test_message ("%u passed, %u without quorum, %u refused", n_passed, n_short, n_refused);
  g_assert_true (n_passed > 10000 && n_short > 10000 && n_refused > 1000);
  office_close (&office);
}

/* Who has a voice on a day: a seventeen-year-old not, a house without grown-ups not, no day of birth not. */
static void
test_roll (void)
{
  Office office;
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&office, &world, "villagers", "household");

  g_autoptr (XyVoteRoll) people = xy_vote_roll (office.store, world.meeting, "person", "2026-11-20", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->voters->len, ==, 4);
  g_assert_nonnull (xy_vote_roll_find (people, &world.people[5]->record.id));
  g_assert_null (xy_vote_roll_find (people, &world.people[2]->record.id));
  g_assert_cmpuint (people->n_young, ==, 1);
  g_assert_cmpuint (people->excluded->len, ==, 1);
  g_autoptr (XyVoteRoll) before = xy_vote_roll (office.store, world.meeting, "person", "2026-11-19", &error);
  g_assert_cmpuint (before->voters->len, ==, 3);
  g_assert_cmpuint (before->n_young, ==, 2);
  g_autoptr (XyVoteRoll) homes = xy_vote_roll (office.store, world.meeting, "household", "2026-11-20", &error);
  g_assert_cmpuint (homes->voters->len, ==, 2);
  g_assert_cmpuint (homes->excluded->len, ==, 2);
  world_close (&office, &world);
}

/* Household by household: who has no voice, twice, closed, counted again. */
static void
test_voices (void)
{
  Office office;
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&office, &world, "villagers", "household");
  g_autoptr (XyVote) vote = open_vote (&office, &world, "doors", "bylaw");

  g_assert_cmpint (vote->due, ==, 2);
  XyVoteVoice voice = { .vote = vote->record.id, .voter = world.households[0]->record.id, .choice = "yes" };
  office_act (&office, "", xy_vote_voice_act, &voice);
  assert_refused (&office, xy_vote_voice_act, &voice, XY_ERROR_INVALID, "voter");
  voice.again = TRUE;
  voice.choice = "no";
  office_act (&office, "", xy_vote_voice_act, &voice);
  voice.choice = "yes";
  office_act (&office, "", xy_vote_voice_act, &voice);
  voice.again = FALSE;
  voice.voter = world.households[2]->record.id;
  assert_refused (&office, xy_vote_voice_act, &voice, XY_ERROR_INVALID, "voter");
  voice.voter = world.people[0]->record.id;
  assert_refused (&office, xy_vote_voice_act, &voice, XY_ERROR_INVALID, "voter");
  voice.voter = world.households[1]->record.id;
  voice.proxy = TRUE;
  office_act (&office, "", xy_vote_voice_act, &voice);
  office_act (&office, "", xy_vote_close_act, &vote->record.id);
  g_autoptr (XyVote) closed = xy_vote_get (office.store, &vote->record.id, &error);
  g_assert_true (closed->passed && closed->yes == 2 && closed->present == 2 && closed->proxies == 1);
  g_assert_nonnull (closed->sentence);
  g_assert_cmpstr (closed->closed_on, ==, "2026-11-22");

  /* Nothing in it changes any more, by no way. */
  assert_refused (&office, xy_vote_voice_act, &voice, XY_ERROR_CONFLICT, NULL);
  assert_refused (&office, xy_vote_close_act, &vote->record.id, XY_ERROR_CONFLICT, NULL);
  g_autoptr (XyVote) changed = xy_record_copy (closed);
  changed->no = 1;
  changed->yes = 1;
  assert_refused (&office, xy_vote_write_act, &(XyVoteWriting){ .vote = changed }, XY_ERROR_CONFLICT, NULL);
  assert_refused (&office, save_all, (gpointer[]){ changed, NULL }, XY_ERROR_CONFLICT, NULL);

  XyVoteRecounting again = { .of = vote->record.id, .reason = "有人提出记错一户" };
  office_act (&office, "", xy_vote_recount_act, &again);
  g_autoptr (XyVote) recount = xy_vote_get (office.store, &again.made, &error);
  g_assert_true (xy_id_same (&recount->recount_of, &vote->record.id));
  g_assert_cmpint (recount->number, ==, 2);
  g_assert_null (recount->closed_on);
  voice.vote = recount->record.id;
  voice.choice = "no";
  office_act (&office, "", xy_vote_voice_act, &voice);
  office_act (&office, "", xy_vote_close_act, &recount->record.id);
  g_autoptr (XyVote) second = xy_vote_get (office.store, &again.made, &error);
  g_assert_false (second->passed);
  g_autoptr (XyVote) first = xy_vote_get (office.store, &vote->record.id, &error);
  g_assert_true (first->passed && first->yes == 2);
  world_close (&office, &world);
}

/* Two people count, and must agree. */
static void
test_ballots (void)
{
  Office office;
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&office, &world, "villagers", "person");
  g_autoptr (XyVote) vote = open_vote (&office, &world, "ballots", NULL);
  XyVoteCounting counting = { .vote = vote->record.id, .role = "called", .yes = 3, .no = 1 };

  g_assert_cmpint (vote->due, ==, 4);
  assert_refused (&office, xy_vote_count_act, &counting, XY_ERROR_INVALID, "yes");
  g_autoptr (XyVote) figures = xy_record_copy (vote);
  figures->present = 4;
  figures->women = 5;
  assert_refused (&office, xy_vote_write_act, &(XyVoteWriting){ .vote = figures }, XY_ERROR_INVALID, "women");
  figures->women = 2;
  figures->given = 4;
  figures->returned = 5;
  assert_refused (&office, xy_vote_write_act, &(XyVoteWriting){ .vote = figures }, XY_ERROR_INVALID, "returned");
  figures->returned = 4;
  office_act (&office, "", xy_vote_write_act, &(XyVoteWriting){ .vote = figures });
  office_act (&office, "", xy_vote_count_act, &counting);
  assert_refused (&office, xy_vote_close_act, &vote->record.id, XY_ERROR_CONFLICT, NULL);
  counting.role = "recorded";
  counting.yes = 2;
  office_act (&office, "", xy_vote_count_act, &counting);
  assert_refused (&office, xy_vote_close_act, &vote->record.id, XY_ERROR_CONFLICT, NULL);
  counting.yes = 3;
  office_act (&office, "", xy_vote_count_act, &counting);
  office_act (&office, "", xy_vote_close_act, &vote->record.id);
  g_autoptr (XyVote) closed = xy_vote_get (office.store, &vote->record.id, &error);
  g_assert_true (closed->passed && closed->yes == 3 && closed->no == 1);
  assert_refused (&office, xy_vote_count_act, &counting, XY_ERROR_CONFLICT, NULL);
  world_close (&office, &world);
}

/* By hands: who raised none abstained; three missing votes for half of four; nothing passes without a quorum. */
static void
test_hands (void)
{
  Office office;
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&office, &world, "villagers", "person");
  g_autoptr (XyVote) vote = open_vote (&office, &world, "hands", NULL);
  g_autoptr (XyVote) figures = xy_record_copy (vote);

  assert_refused (&office, xy_vote_close_act, &vote->record.id, XY_ERROR_INVALID, "present");
  figures->present = figures->given = figures->returned = 2;
  figures->yes = 2;
  office_act (&office, "", xy_vote_write_act, &(XyVoteWriting){ .vote = figures });
  g_autoptr (XyVote) now = xy_vote_get (office.store, &vote->record.id, &error);
  g_autoptr (XyVote) sum = xy_vote_sum (office.store, now, &error);
  g_auto (XyMeetingVerdict) verdict = { 0 };
  g_assert_true (xy_vote_judge (office.store, sum, &verdict, &error));
  g_assert_false (verdict.quorum);
  office_act (&office, "", xy_vote_close_act, &vote->record.id);
  g_autoptr (XyVote) closed = xy_vote_get (office.store, &vote->record.id, &error);
  g_assert_false (closed->passed);
  world_close (&office, &world);
}

/* Notice, the Party organisation's discussion, a body that only consults. */
static void
test_meeting (void)
{
  Office office;
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&office, &world, "villagers", "household");
  g_autoptr (XyVote) vote = xy_vote_propose (office.store, &world.meeting->record.id, &error);
  XyVoteWriting writing = { .vote = vote };
  xy_set_str (&vote->title, "修路筹资");
  xy_set_str (&vote->reserved, "public-works");

  /* Told nine days before: not without a reason. */
  xy_set_str (&world.meeting->notified_on, "2026-11-11");
  office_act (&office, "", save_all, (gpointer[]){ world.meeting, NULL });
  assert_refused (&office, xy_vote_write_act, &writing, XY_ERROR_INVALID, "special");
  xy_set_str (&world.meeting->special, "塌方抢修");
  xy_set_str (&world.meeting->party_on, NULL);
  office_act (&office, "", save_all, (gpointer[]){ world.meeting, NULL });
  assert_refused (&office, xy_vote_write_act, &writing, XY_ERROR_INVALID, "party_on");
  xy_set_str (&world.meeting->party_on, "2026-11-21");
  office_act (&office, "", save_all, (gpointer[]){ world.meeting, NULL });
  assert_refused (&office, xy_vote_write_act, &writing, XY_ERROR_INVALID, "party_on");
  xy_set_str (&world.meeting->party_on, "2026-11-20");
  office_act (&office, "", save_all, (gpointer[]){ world.meeting, NULL });
  office_act (&office, "", xy_vote_write_act, &writing);
  /* What is not reserved needs no such discussion. */
  xy_set_str (&world.meeting->party_on, NULL);
  office_act (&office, "", save_all, (gpointer[]){ world.meeting, NULL });
  xy_set_str (&vote->reserved, NULL);
  office_act (&office, "", xy_vote_write_act, &writing);
  xy_set_str (&world.kind->body, "consult");
  office_act (&office, "", save_all, (gpointer[]){ world.kind, NULL });
  assert_refused (&office, xy_vote_write_act, &writing, XY_ERROR_INVALID, "meeting");
  world_close (&office, &world);
}

static gboolean
run_raw (XyTxn *txn, gpointer sql, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), sql, XY_BIND_NONE, error);
}

/* At every moment, by whatever way: the file itself refuses what does not fit, and what would change a closed vote. */
static void
test_file (void)
{
  static char *const bad[] = {
    "UPDATE vote SET present = due + 1",   "UPDATE vote SET women = present + 1",
    "UPDATE vote SET given = present + 1", "UPDATE vote SET returned = given + 1",
    "UPDATE vote SET yes = returned + 1",  "UPDATE vote SET no = -1",
  };
  Office office;
  World world;
  world_open (&office, &world, "villagers", "person");
  g_autoptr (XyVote) vote = open_vote (&office, &world, "hands", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (try (&office, run_raw, bad[i], NULL));
  office_act (&office, "", run_raw, (char *) "UPDATE vote SET present = 3, given = 3, returned = 3, yes = 3");
  office_act (&office, "", xy_vote_close_act, &vote->record.id);
  g_assert_false (try (&office, run_raw, (char *) "UPDATE vote SET note = '改'", NULL));
  g_assert_false (try (&office, run_raw, (char *) "UPDATE vote SET del = 1", NULL));
  world_close (&office, &world);
}

static XyMeetingLine *
read_line (Office *office, World *world, guint at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xy_meeting_lines (office->store, &world->meeting->record.id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, >, at);
  return g_object_ref (lines->pdata[at]);
}

static void
step_meeting (Office *office, World *world, XyMeetingStepKind kind)
{
  office_act (office, "", xy_meeting_step_act,
              &(XyMeetingStepping){ .meeting = world->meeting->record.id, .kind = kind, .by = "曾小平" });
}

static void
come (Office *office, World *world, guint household)
{
  XyMeetingArriving arriving = { .meeting = world->meeting->record.id,
                                 .household = world->households[household]->record.id };

  office_act (office, "", xy_meeting_arrive_act, &arriving);
}

/* A decision that was voted on owns a vote: figures typed with it make one by hands, as soon as they fit who came. */
static void
test_lines (void)
{
  Office office;
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&office, &world, "villagers", "household");
  step_meeting (&office, &world, XY_MEETING_BEGIN);
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  XyMeetingLineWriting writing = { .line = line };

  come (&office, &world, 0);
  come (&office, &world, 1);
  line->meeting = world.meeting->record.id;
  line->voted = TRUE;
  line->yes = 2;
  line->no = 1;
  xy_set_str (&line->kind, "decision");
  xy_set_str (&line->text, "路灯由村里装");
  xy_set_str (&line->owner, "曾国强");
  xy_set_str (&line->until, "2026-12-01");
  /* Three voices of two who came: they stand bare, and can be read. */
  office_act (&office, "", xy_meeting_line_write_act, &writing);
  g_autoptr (XyMeetingLine) bare = read_line (&office, &world, 0);
  g_assert_true (xy_id_is_none (&bare->vote));
  g_assert_true (bare->voted && bare->yes == 2 && bare->no == 1);

  come (&office, &world, 2);
  g_autoptr (XyMeetingLine) again = xy_record_copy (bare);
  office_act (&office, "", xy_meeting_line_write_act, &(XyMeetingLineWriting){ .line = again });
  g_autoptr (XyMeetingLine) owned = read_line (&office, &world, 0);
  g_assert_false (xy_id_is_none (&owned->vote));
  g_assert_true (owned->voted && owned->yes == 2 && owned->no == 1);
  g_autoptr (XyVote) vote = xy_vote_get (office.store, &owned->vote, &error);
  g_assert_true (vote->yes == 2 && vote->no == 1 && vote->present == 3 && vote->due == 4);
  g_assert_cmpstr (vote->title, ==, "路灯由村里装");
  /* One place: the line in the file has none of its own. */
  g_autoptr (XyMeetingLine) raw = xy_record_get (office.store, &xy_meeting_line_type, &owned->record.id, &error);
  g_assert_cmpint (raw->yes + raw->no, ==, 0);

  /* Other figures change the same vote; taking them out takes it away, undo brings both back. */
  g_autoptr (XyMeetingLine) other = xy_record_copy (owned);
  other->yes = 3;
  other->no = 0;
  office_act (&office, "", xy_meeting_line_write_act, &(XyMeetingLineWriting){ .line = other });
  g_autoptr (XyVote) changed = xy_vote_get (office.store, &owned->vote, &error);
  g_assert_true (changed->yes == 3 && changed->no == 0);
  g_autoptr (XyMeetingLine) without = read_line (&office, &world, 0);
  without->voted = FALSE;
  office_act (&office, "", xy_meeting_line_write_act, &(XyMeetingLineWriting){ .line = without });
  g_autoptr (GPtrArray) none = xy_votes (office.store, &world.meeting->record.id, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autoptr (XyMeetingLine) back = read_line (&office, &world, 0);
  g_assert_true (back->voted && back->yes == 3);
  /* Who comes later counts: the sentence is of those who are there. */
  come (&office, &world, 3);
  g_autoptr (XyMeetingSheet) sheet = xy_meeting_sheet_load (office.store, &world.meeting->record.id, &error);
  g_autoptr (XyVoteRow) row = xy_vote_row (office.store, &back->vote, &error);
  g_auto (XyMeetingVerdict) verdict = { 0 };
  g_assert_true (xy_meeting_sheet_judge (sheet, sheet->lines->pdata[0], &verdict));
  g_assert_cmpstr (verdict.sentence, ==, row->sentence);
  g_assert_cmpint (row->vote->present, ==, 4);

  /* Signed: it does not change any more by any way, and signing can be taken back. */
  xy_set_str (&sheet->meeting->starts, "19:00");
  xy_set_str (&sheet->meeting->ends, "20:00");
  xy_set_str (&sheet->meeting->place, "村部");
  xy_set_str (&sheet->meeting->host, "曾小平");
  xy_set_str (&sheet->meeting->recorder, "曾小平");
  office_act (&office, "", save_all, (gpointer[]){ sheet->meeting, NULL });
  step_meeting (&office, &world, XY_MEETING_FINISH);
  step_meeting (&office, &world, XY_MEETING_SIGN);
  g_autoptr (XyVote) late = xy_vote_get (office.store, &back->vote, &error);
  late->yes = 1;
  late->returned = 1;
  assert_refused (&office, save_all, (gpointer[]){ late, NULL }, XY_ERROR_CONFLICT, NULL);
  assert_refused (&office, xy_vote_close_act, &back->vote, XY_ERROR_CONFLICT, NULL);
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_assert_no_error (error);
  world_close (&office, &world);
}

/* What was counted on its own stands in the minutes with the same figures, and in one line only. */
static void
test_line_of_ballots (void)
{
  Office office;
  World world;
  g_autoptr (GError) error = NULL;
  world_open (&office, &world, "villagers", "household");
  g_autoptr (XyVote) vote = open_vote (&office, &world, "signatures", NULL);
  step_meeting (&office, &world, XY_MEETING_BEGIN);
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  XyMeetingLineWriting writing = { .line = line };

  for (guint i = 0; i < 3; i++)
    {
      XyVoteVoice voice = { .vote = vote->record.id,
                            .voter = world.households[i == 2 ? 3 : i]->record.id,
                            .choice = i == 0 ? "no" : "yes" };
      g_autoptr (GError) problem = NULL;
      try (&office, xy_vote_voice_act, &voice, &problem);
    }
  line->meeting = world.meeting->record.id;
  line->vote = vote->record.id;
  line->yes = 4;
  xy_set_str (&line->kind, "decision");
  xy_set_str (&line->text, "村规民约通过");
  assert_refused (&office, xy_meeting_line_write_act, &writing, XY_ERROR_INVALID, "yes");
  line->yes = 0;
  office_act (&office, "", xy_meeting_line_write_act, &writing);
  g_autoptr (XyVote) sum = xy_vote_sum (office.store, vote, &error);
  g_autoptr (XyMeetingLine) read = read_line (&office, &world, 0);
  g_assert_true (read->voted && read->yes == sum->yes && read->no == sum->no && sum->no == 1);
  /* Still counted: the record is not complete. */
  g_autoptr (GPtrArray) gaps = xy_meeting_missing (office.store, &world.meeting->record.id, &error);
  gboolean said = FALSE;
  for (guint i = 0; i < gaps->len; i++)
    said = said || strstr (((XyMeetingGap *) gaps->pdata[i])->sentence, "still being counted") != NULL;
  g_assert_true (said);
  g_autoptr (XyMeetingLine) second = xy_record_new (&xy_meeting_line_type);
  second->meeting = world.meeting->record.id;
  second->vote = vote->record.id;
  xy_set_str (&second->kind, "decision");
  xy_set_str (&second->text, "又一条");
  assert_refused (&office, xy_meeting_line_write_act, &(XyMeetingLineWriting){ .line = second }, XY_ERROR_INVALID,
                  "vote");
  /* Taking the line out leaves what was counted. */
  office_act (&office, "", xy_meeting_line_delete_act, &read->record.id);
  g_autoptr (XyVote) stays = xy_vote_get (office.store, &vote->record.id, &error);
  g_assert_nonnull (stays);
  world_close (&office, &world);
}

/* Whatever is done in whatever order: the integrity rules hold after each act, and what is closed stays. */
static void
test_every_moment (void)
{
  static const char *const methods[] = { "hands", "ballots", "signatures", "doors" };
  static const char *const choices[] = { "yes", "no", "abstain", "invalid", NULL };
  guint n_done = 0, n_refused = 0;

  for (guint turn = 0; turn < 8; turn++)
    {
      Office office;
      World world;
      world_open (&office, &world, "villagers", "household");
      const char *method = methods[turn % G_N_ELEMENTS (methods)];
      g_autoptr (XyVote) vote = open_vote (&office, &world, method, NULL);
      g_autofree char *closed = NULL;

      for (guint i = 0; i < 60; i++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (XyVote) now = xy_vote_get (office.store, &vote->record.id, NULL);
          gboolean done = FALSE;
          switch (g_test_rand_int_range (0, 5))
            {
            case 0:
              now->present = g_test_rand_int_range (-1, 6);
              now->women = g_test_rand_int_range (0, 4);
              now->given = g_test_rand_int_range (0, 6);
              now->returned = g_test_rand_int_range (0, 6);
              now->yes = g_test_rand_int_range (0, 5);
              done = try (&office, xy_vote_write_act, &(XyVoteWriting){ .vote = now }, &error);
              break;
            case 1:
            case 2:
              {
                XyVoteVoice voice = { .vote = vote->record.id,
                                      .voter = world.households[g_test_rand_int_range (0, 4)]->record.id,
                                      .choice = choices[g_test_rand_int_range (0, 5)],
                                      .again = g_test_rand_bit () };
                done = try (&office, xy_vote_voice_act, &voice, &error);
                break;
              }
            case 3:
              {
                XyVoteCounting counting = { .vote = vote->record.id,
                                            .role = g_test_rand_bit () ? "called" : "recorded",
                                            .yes = g_test_rand_int_range (-1, 5),
                                            .no = g_test_rand_int_range (0, 3) };
                done = try (&office, xy_vote_count_act, &counting, &error);
                break;
              }
            default:
              if (i < 40 && g_test_rand_bit ())
                {
                  done = xy_store_undo (office.store, &office.actor, &error);
                  g_autoptr (XyVote) left = xy_vote_get (office.store, &vote->record.id, NULL);
                  /* Not the opening of it. */
                  if (left == NULL)
                    g_assert_true (xy_store_redo (office.store, &office.actor, NULL));
                }
              else if (i >= 40)
                done = try (&office, xy_vote_close_act, &vote->record.id, &error);
            }
          n_done += done;
          n_refused += error != NULL;
          g_autoptr (XyVote) read = xy_record_get (office.store, &xy_vote_type, &vote->record.id, NULL);
          g_autoptr (XyVote) sum = xy_vote_sum (office.store, read, NULL);
          const XyVote *both[] = { read, sum };
          for (guint k = 0; k < G_N_ELEMENTS (both); k++)
            {
              const XyVote *it = both[k];
              gint64 counted = it->yes + it->no + it->abstain + it->invalid;
              /* What is summed up may not fit yet; then nothing is said of passing. */
              if (k == 1 && it->closed_on == NULL && !xy_vote_check_figures (it, FALSE, NULL))
                {
                  g_autoptr (XyVoteRow) row = xy_vote_row (office.store, &vote->record.id, NULL);
                  g_assert_false (row != NULL && row->passes);
                  continue;
                }
              g_assert_cmpint (it->present, <=, it->due);
              g_assert_cmpint (it->women, <=, it->present);
              g_assert_cmpint (it->given, <=, it->present);
              g_assert_cmpint (it->returned, <=, it->given);
              g_assert_cmpint (counted, <=, it->returned);
              g_assert_cmpint (MIN (it->yes, it->no), >=, 0);
              if (it->closed_on != NULL)
                g_assert_cmpint (counted, ==, it->returned);
            }
          if (read->closed_on == NULL)
            continue;
          g_autofree char *text = g_strdup_printf ("%d %d %d %d %s", (int) read->yes, (int) read->no,
                                                   (int) read->abstain, (int) read->invalid, read->sentence);
          if (closed != NULL)
            g_assert_cmpstr (closed, ==, text);
          else
            closed = g_steal_pointer (&text);
        }
      world_close (&office, &world);
    }
  g_test_message ("%u done, %u refused", n_done, n_refused);
  g_assert_cmpuint (n_done, >, 20);
  g_assert_cmpuint (n_refused, >, 20);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vote/asked", test_asked);
  g_test_add_func ("/vote/swapped", test_swapped);
  g_test_add_func ("/vote/random", test_random);
  g_test_add_func ("/vote/roll", test_roll);
  g_test_add_func ("/vote/voices", test_voices);
  g_test_add_func ("/vote/ballots", test_ballots);
  g_test_add_func ("/vote/hands", test_hands);
  g_test_add_func ("/vote/meeting", test_meeting);
  g_test_add_func ("/vote/file", test_file);
  g_test_add_func ("/vote/lines", test_lines);
  g_test_add_func ("/vote/line-of-ballots", test_line_of_ballots);
  g_test_add_func ("/vote/every-moment", test_every_moment);
  return g_test_run ();
}
