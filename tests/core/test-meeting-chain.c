/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/matter.h"
#include "core/meeting-chain.h"
#include "core/notice.h"
#include "office.h"

#define TODAY "2026-11-22"
#define STEPS 4

static const char *const bodies[] = { "branch", "committees", "party", "villagers", "representatives" };
/* Which step each of them is. */
static const guint step_of[] = { 0, 1, 2, 3, 3 };

/* Of nine who are due, so many came; the vote on the matter, if there was one. */
typedef struct
{
  guint body;
  char day[XY_DAY_SIZE];
  guint n_came;
  gint64 yes; /* below 0: no vote */
  gboolean by_link;
  char party_on[XY_DAY_SIZE];
  XyId id; /* out */
} Held;

typedef struct
{
  char posted[XY_DAY_SIZE], down[XY_DAY_SIZE]; /* "" */
} Hung;

typedef struct
{
  Held held[8];
  guint n_held;
  Hung hung[4];
  guint n_hung;
  char done_on[XY_DAY_SIZE]; /* "" */
  XyId matter;
} World;

static gboolean
write_step (XyTxn *txn, const XyId *meeting, const char *day, GError **error)
{
  g_autoptr (XyMeetingStep) step = xy_record_new (&xy_meeting_step_type);

  step->meeting = *meeting;
  step->number = 1;
  step->at = 1795309200000;
  xy_set_str (&step->kind, "begin");
  xy_set_str (&step->day, day);
  xy_set_str (&step->by, "曾小平");
  xy_set_str (&step->recorder, "曾小平");
  return xy_record_save (txn, step, error);
}

static gboolean
write_held (XyTxn *txn, World *world, Held *held, GError **error)
{
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);

  xy_set_str (&kind->name, bodies[held->body]);
  xy_set_str (&kind->body, bodies[held->body]);
  xy_set_str (&kind->comes, "member");
  xy_set_str (&kind->form, "official");
  if (!xy_record_save (txn, kind, error))
    return FALSE;
  meeting->kind = kind->record.id;
  meeting->due = 9;
  xy_set_str (&meeting->day, held->day);
  xy_set_str (&meeting->party_on, held->party_on[0] != '\0' ? held->party_on : NULL);
  xy_set_str (&meeting->maker, "曾小平");
  if (!xy_record_save (txn, meeting, error) || !write_step (txn, &meeting->record.id, held->day, error))
    return FALSE;
  held->id = meeting->record.id;
  for (guint i = 0; i < held->n_came; i++)
    {
      g_autoptr (XyMeetingPresence) presence = xy_record_new (&xy_meeting_presence_type);
      g_autofree char *name = g_strdup_printf ("来人%u", i);
      presence->meeting = held->id;
      presence->record.id = xy_meeting_presence_id (&held->id, NULL, name);
      presence->people = 1;
      xy_set_str (&presence->name, name);
      xy_set_str (&presence->role, "due");
      xy_set_str (&presence->state, "present");
      if (!xy_record_save (txn, presence, error))
        return FALSE;
    }

  g_autoptr (XyMeetingLine) topic = xy_record_new (&xy_meeting_line_type);
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  topic->meeting = line->meeting = held->id;
  topic->at = line->at = 1795309200000;
  if (!held->by_link)
    topic->matter = world->matter;
  xy_set_str (&topic->kind, "topic");
  xy_set_str (&topic->text, "修路灯");
  xy_set_str (&topic->recorder, "曾小平");
  if (!xy_record_save (txn, topic, error))
    return FALSE;
  line->topic = topic->record.id;
  if (held->by_link)
    line->matter = world->matter;
  xy_set_str (&line->kind, "decision");
  xy_set_str (&line->text, "装十盏路灯");
  xy_set_str (&line->recorder, "曾小平");
  line->voted = held->yes >= 0;
  line->yes = MAX (held->yes, 0);
  line->no = held->yes >= 0 ? (gint64) held->n_came - held->yes : 0;
  return xy_record_save (txn, line, error);
}

static gboolean
write_hung (XyTxn *txn, const World *world, const Hung *hung, GError **error)
{
  g_autoptr (XyNotice) notice = xy_record_new (&xy_notice_type);
  g_autoptr (XyMatterLink) link = xy_record_new (&xy_matter_link_type);

  notice->sheets = 1;
  xy_set_str (&notice->item, "decisions");
  xy_set_str (&notice->title, "决议公告");
  xy_set_str (&notice->prepared, hung->posted);
  xy_set_str (&notice->posted_on, hung->posted);
  xy_set_str (&notice->posted_by, "曾小平");
  xy_set_str (&notice->hang_until, "2026-12-31");
  xy_set_str (&notice->rules, "全国 2026-01-01");
  if (hung->down[0] != '\0')
    {
      xy_set_str (&notice->taken_down_on, hung->down);
      xy_set_str (&notice->taken_down_by, "曾小平");
      xy_set_str (&notice->reason, "下雨");
    }
  if (!xy_record_save (txn, notice, error))
    return FALSE;
  link->matter = world->matter;
  link->target = notice->record.id;
  xy_set_str (&link->kind, "paper");
  return xy_record_save (txn, link, error);
}

static gboolean
write_world (XyTxn *txn, gpointer data, GError **error)
{
  World *world = data;
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, "visit");
  xy_set_str (&matter->title, "路灯不亮");
  xy_set_str (&matter->day, "2026-01-05");
  if (!xy_matter_write_act (txn, &writing, error))
    return FALSE;
  world->matter = writing.made;
  for (guint i = 0; i < world->n_held; i++)
    if (!write_held (txn, world, &world->held[i], error))
      return FALSE;
  if (world->done_on[0] != '\0')
    {
      XyMatterStepping step = { .matters = &world->matter,
                                .n = 1,
                                .kind = XY_MATTER_ASSIGN,
                                .day = "2026-01-05",
                                .owner = "曾国强",
                                .until = "2026-12-31" };
      if (!xy_matter_step_act (txn, &step, error))
        return FALSE;
      step.kind = XY_MATTER_FINISH;
      step.day = world->done_on;
      step.note = "装好了";
      if (!xy_matter_step_act (txn, &step, error))
        return FALSE;
    }
  for (guint i = 0; i < world->n_hung; i++)
    if (!write_hung (txn, world, &world->hung[i], error))
      return FALSE;
  return TRUE;
}

/* ---- the same counted anew ---- */

/* Nine are due: of the Party members two thirds come (6) and more than half of all (5) agree; of the villagers and of
 * their representatives two thirds of the members (6) or more than half of all (5) come, and more than half of those
 * who came agree. */
static gboolean
has_passed (const Held *held)
{
  if (held->yes < 0)
    return FALSE;
  switch (step_of[held->body])
    {
    case 0:
      return held->n_came >= 5 && 2 * held->yes > held->n_came;
    case 1:
      return held->n_came >= 5 && 2 * held->yes > held->n_came;
    case 2:
      return held->n_came >= 6 && held->yes >= 5;
    default:
      return held->n_came >= (held->body == 3 ? 5 : 6) && 2 * held->yes > held->n_came;
    }
}

static const Held *
latest (const World *world, guint step)
{
  const Held *found = NULL;

  for (guint i = 0; i < world->n_held; i++)
    {
      const Held *held = &world->held[i];
      if (step_of[held->body] == step && (found == NULL || strcmp (held->day, found->day) > 0))
        found = held;
    }
  return found;
}

static const char *
party_day (const World *world)
{
  const char *day = "", *of = "";

  for (guint i = 0; i < world->n_held; i++)
    if (world->held[i].party_on[0] != '\0' && strcmp (world->held[i].day, of) > 0)
      {
        of = world->held[i].day;
        day = world->held[i].party_on;
      }
  return day;
}

static gboolean
hung_long (const Hung *hung)
{
  return hung->down[0] == '\0' || xy_day_between (hung->posted, hung->down) >= 7;
}

static void
count_done (const World *world, gboolean done[STEPS + 2])
{
  const Held *decided = latest (world, 3);

  for (guint i = 0; i < STEPS; i++)
    {
      const Held *held = latest (world, i);
      done[i] = held != NULL && (has_passed (held) || (i < 2 && held->yes < 0));
    }
  if (latest (world, 0) == NULL)
    done[0] = party_day (world)[0] != '\0' || latest (world, 1) != NULL;
  done[4] = done[5] = FALSE;
  for (guint i = 0; i < world->n_hung && done[3]; i++)
    {
      const Hung *hung = &world->hung[i];
      gboolean after = world->done_on[0] != '\0' && strcmp (hung->posted, world->done_on) >= 0;
      if (strcmp (hung->posted, decided->day) < 0)
        continue;
      if (after)
        done[5] = hung_long (hung);
      else
        done[4] = done[4] || hung_long (hung);
    }
}

static void
assert_world (const World *world, const XyMatterChain *chain)
{
  gboolean done[STEPS + 2];
  guint next = 0;

  count_done (world, done);
  g_assert_cmpuint (chain->steps->len, ==, STEPS + 2);
  for (guint i = 0; i < STEPS + 2; i++)
    {
      const XyMatterChainStep *step = chain->steps->pdata[i];
      const Held *held = i < STEPS ? latest (world, i) : NULL;
      g_assert_cmpint (step->done, ==, done[i]);
      g_assert_cmpstr (step->word, !=, "");
      if (held == NULL)
        continue;
      g_assert_true (xy_id_same (&step->meeting, &held->id));
      g_assert_cmpstr (step->day, ==, held->day);
      g_assert_cmpint (step->voted, ==, held->yes >= 0);
      g_assert_cmpint (step->passed, ==, has_passed (held));
      g_assert_cmpint (step->verdict != NULL, ==, step->voted);
    }
  while (next < STEPS + 2 && done[next])
    next++;
  g_assert_cmpuint (chain->next, ==, next);
  g_assert_cmpint (chain->missing == NULL, ==, next == STEPS + 2);
}

static int
compare_hung (const void *a, const void *b)
{
  return strcmp (((const Hung *) a)->posted, ((const Hung *) b)->posted);
}

static void
imagine (World *world, GRand *rand)
{
  *world = (World){ .n_held = (guint) g_rand_int_range (rand, 0, 8), .n_hung = (guint) g_rand_int_range (rand, 0, 5) };
  /* No two on one day: which is the latest would be chance. */
  for (guint i = 0; i < world->n_held; i++)
    {
      Held *held = &world->held[i];
      held->body = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (bodies));
      xy_day_add ("2026-02-01", (int) i + 8 * g_rand_int_range (rand, 0, 12), held->day);
      held->n_came = (guint) g_rand_int_range (rand, 4, 10);
      held->yes = g_rand_int_range (rand, 0, 4) == 0
                      ? -1
                      : g_rand_int_range (rand, (gint32) held->n_came / 2, (gint32) held->n_came + 1);
      held->by_link = g_rand_boolean (rand);
      if (g_rand_int_range (rand, 0, 6) == 0)
        g_strlcpy (held->party_on, "2026-01-20", sizeof held->party_on);
    }
  if (g_rand_boolean (rand))
    xy_day_add ("2026-04-01", g_rand_int_range (rand, 0, 90), world->done_on);
  for (guint i = 0; i < world->n_hung; i++)
    {
      xy_day_add ("2026-02-20", (int) i + 8 * g_rand_int_range (rand, 0, 20), world->hung[i].posted);
      if (g_rand_boolean (rand))
        xy_day_add (world->hung[i].posted, g_rand_int_range (rand, 4, 11), world->hung[i].down);
    }
  qsort (world->hung, world->n_hung, sizeof (Hung), compare_hung);
}

#define WORLDS 60

static gboolean
write_worlds (XyTxn *txn, gpointer data, GError **error)
{
  World *worlds = data;

  for (guint i = 0; i < WORLDS; i++)
    if (!write_world (txn, &worlds[i], error))
      return FALSE;
  return TRUE;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  g_autofree World *worlds = g_new (World, WORLDS);
  guint n_whole = 0;
  Office office;

  office_open (&office, 1);
  for (guint i = 0; i < WORLDS; i++)
    imagine (&worlds[i], rand);
  office_act (&office, "", write_worlds, worlds);
  for (guint i = 0; i < WORLDS; i++)
    {
      g_autoptr (XyMatterChain) chain = xy_matter_chain (office.store, &worlds[i].matter, &error);
      g_assert_no_error (error);
      assert_world (&worlds[i], chain);
      n_whole += chain->next == chain->steps->len;
    }

  /* The list has those that a body met about. */
  guint n_met = 0;
  for (guint i = 0; i < WORLDS; i++)
    n_met += worlds[i].n_held > 0;
  g_autoptr (GArray) all = xy_matter_chain_ids (office.store, FALSE, &error);
  g_autoptr (GArray) open = xy_matter_chain_ids (office.store, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, n_met);
  g_assert_cmpuint (open->len, ==, n_met - n_whole);
  office_close (&office);
}

/* A whole run, and what is said where it is not as it should be. */
static void
test_run (void)
{
  g_autoptr (GError) error = NULL;
  World world = { .held = { { 0, "2026-03-01", 9, -1, FALSE, "", XY_ID_NONE },
                            { 1, "2026-03-05", 9, 8, FALSE, "", XY_ID_NONE },
                            { 2, "2026-03-10", 7, 6, TRUE, "", XY_ID_NONE },
                            { 4, "2026-03-18", 8, 7, FALSE, "", XY_ID_NONE } },
                  .n_held = 4,
                  .hung = { { "2026-03-19", "2026-04-02" }, { "2026-05-06", "" } },
                  .n_hung = 2,
                  .done_on = "2026-05-01" };
  World late = { .held = { { 3, "2026-03-18", 9, 9, FALSE, "", XY_ID_NONE },
                           { 1, "2026-02-01", 9, 9, FALSE, "", XY_ID_NONE },
                           { 2, "2026-03-20", 9, 9, FALSE, "", XY_ID_NONE } },
                 .n_held = 3 };
  World skipped = { .held = { { 3, "2026-11-18", 9, 9, FALSE, "", XY_ID_NONE } }, .n_held = 1 };
  Office office;

  office_open (&office, 1);
  office_act (&office, "", write_world, &world);
  g_autoptr (XyMatterChain) whole = xy_matter_chain (office.store, &world.matter, &error);
  g_assert_no_error (error);
  assert_world (&world, whole);
  g_assert_null (whole->missing);
  g_assert_cmpuint (whole->warnings->len, ==, 0);
  g_assert_cmpint (whole->days, ==, 17);
  g_assert_cmpint (whole->most_days, ==, 20);

  /* The party members met after the decision; and 45 days are more than 20; the first two were one meeting. */
  office_act (&office, "", write_world, &late);
  g_autoptr (XyMatterChain) slow = xy_matter_chain (office.store, &late.matter, &error);
  g_assert_true (((XyMatterChainStep *) slow->steps->pdata[0])->merged);
  g_assert_cmpuint (slow->warnings->len, ==, 2);
  g_assert_cmpint (slow->days, ==, 45);
  g_assert_cmpuint (slow->next, ==, 4);

  /* Decided without all that goes before. */
  office_act (&office, "", write_world, &skipped);
  g_autoptr (XyMatterChain) without = xy_matter_chain (office.store, &skipped.matter, &error);
  g_assert_cmpuint (without->next, ==, 0);
  g_assert_cmpuint (without->warnings->len, ==, 1);
  XyId none = xy_id_new (&office.fixed.env);
  g_autoptr (XyMatterChain) nothing = xy_matter_chain (office.store, &none, &error);
  g_assert_null (nothing);
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-chain/run", test_run);
  g_test_add_func ("/meeting-chain/random", test_random);
  return g_test_run ();
}
