/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/person.h"
#include "core/household.h"
#include "core/verify.h"
#include "core/vote-act.h"
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
  return g_test_run ();
}
