/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/matter-list.h"
#include "core/matter-statistics.h"
#include "office.h"

#define TODAY "2026-11-22"

static XyId
raise_matter (Office *office, const char *source, const char *title, const char *day)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, source);
  xy_set_str (&matter->title, title);
  xy_set_str (&matter->day, day);
  xy_set_str (&matter->people, "石大山与田小河");
  office_act (office, "", xy_matter_write_act, &writing);
  return writing.made;
}

static gboolean
step (Office *office, const XyId *id, XyMatterKind kind, const char *day, const char *until)
{
  XyMatterStepping asked = { .matters = id,
                             .n = 1,
                             .kind = kind,
                             .day = day,
                             .by = "林秀英",
                             .note = "说明",
                             .owner = "曾国强",
                             .until = until,
                             .satisfaction = day[9] % 2 == 0 ? "fair" : "good" };

  return xy_store_act (office->store, &office->actor, "", xy_matter_step_act, &asked, NULL);
}

/* Matters of a year, each gone some steps on days of its own; the odd ones of undone steps are among them. */
static void
fill (Office *office)
{
  static const char *const sources[] = { "visit", "dispute", "meeting", "wish" };
  guint n = g_test_slow () ? 200 : 40;

  for (guint i = 0; i < n; i++)
    {
      char day[XY_DAY_SIZE], until[XY_DAY_SIZE];
      xy_day_add (TODAY, -g_test_rand_int_range (0, 400), day);
      XyId id = raise_matter (office, sources[g_test_rand_int_range (0, G_N_ELEMENTS (sources))], "水渠", day);
      for (int left = g_test_rand_int_range (0, 30); left > 0; left--)
        {
          /* Most go on their way; the rest is whatever fits. */
          static const XyMatterKind usual[] = { XY_MATTER_ASSIGN, XY_MATTER_FINISH, XY_MATTER_SATISFIED,
                                                XY_MATTER_CLOSE };
          XyMatterKind kind = g_test_rand_int_range (0, 2) == 0
                                  ? usual[g_test_rand_int_range (0, G_N_ELEMENTS (usual))]
                                  : (XyMatterKind) g_test_rand_int_range (0, XY_MATTER_N_KINDS);
          if (kind == XY_MATTER_MAKE_VOID && g_test_rand_int_range (0, 4) > 0)
            continue;
          char later[XY_DAY_SIZE];
          xy_day_add (day, g_test_rand_int_range (0, 40), later);
          xy_day_add (later, g_test_rand_int_range (0, 60), until);
          if (strcmp (later, TODAY) > 0 || !step (office, &id, kind, later, until))
            continue;
          if (g_test_rand_int_range (0, 6) == 0)
            g_assert_true (xy_store_undo (office->store, &office->actor, NULL));
          else
            g_strlcpy (day, later, XY_DAY_SIZE);
        }
    }
}

/* What the ledger came to, counted from the steps of each matter. */
typedef struct
{
  XyMatterFlow flow;
  guint n_agreed, n_deeds;
} Count;

static void
count_matter (const XyMatter *matter, GPtrArray *steps, const char *first, const char *last, Count *count)
{
  XyMatterStage before = XY_MATTER_REGISTERED, after = XY_MATTER_REGISTERED;
  const char *until = NULL, *answer = NULL;
  gboolean done = FALSE, is_new = strcmp (matter->day, first) >= 0;
  XyMatterFlow *flow = &count->flow;

  for (guint i = 0; i < steps->len; i++)
    {
      const XyMatterStep *at = steps->pdata[i];
      XyMatterKind kind = xy_matter_kind_from_name (at->kind);
      gboolean in = strcmp (at->day, first) >= 0;
      if (strcmp (at->day, last) > 0)
        continue;
      after = xy_matter_stage_after (after, kind);
      if (!in)
        before = after;
      done = done || (in && kind == XY_MATTER_FINISH);
      answer = in && at->satisfaction != NULL ? at->satisfaction : answer;
      until = at->until != NULL ? at->until : until;
    }
  gboolean was_open = !is_new && before < XY_MATTER_CLOSED;
  gboolean was_off = !is_new && (before == XY_MATTER_NOT_READY || before == XY_MATTER_UNSETTLED);
  gboolean is_off = after == XY_MATTER_NOT_READY || after == XY_MATTER_UNSETTLED;
  gboolean is_done = after == XY_MATTER_DONE || after == XY_MATTER_VISITED || after == XY_MATTER_CLOSED;
  flow->carried += was_open;
  flow->raised += is_new;
  flow->resumed += was_off && !is_off;
  flow->closed += after == XY_MATTER_CLOSED && (is_new || before != XY_MATTER_CLOSED);
  flow->shelved += is_off && !was_off;
  flow->left += after < XY_MATTER_CLOSED;
  flow->waiting += after == XY_MATTER_DONE || after == XY_MATTER_VISITED;
  flow->away += after == XY_MATTER_PASSED_ON || after == XY_MATTER_AT_MEETING;
  flow->overdue +=
      (after == XY_MATTER_ASSIGNED || after == XY_MATTER_WORKING) && until != NULL && strcmp (until, last) < 0;
  flow->done += done && is_done;
  flow->visited += answer != NULL;
  flow->good += g_strcmp0 (answer, "good") == 0;
  flow->fair += g_strcmp0 (answer, "fair") == 0;
  flow->bad += g_strcmp0 (answer, "bad") == 0;
  count->n_agreed += g_str_equal (matter->source, "meeting") && (is_new || was_open);
  count->n_deeds +=
      !matter->private && !g_str_equal (matter->source, "meeting") && done && is_done
      && (matter->stage == XY_MATTER_DONE || matter->stage == XY_MATTER_VISITED || matter->stage == XY_MATTER_CLOSED);
}

static void
count_all (Office *office, const char *period, Count *count)
{
  g_autoptr (GPtrArray) all = xy_record_list (office->store, &xy_matter_type, "WHERE t.del = 0", XY_BIND_NONE, NULL);
  char first[XY_DAY_SIZE] = "0000-00-00", last[XY_DAY_SIZE] = TODAY;

  memset (count, 0, sizeof *count);
  if (period != NULL)
    xy_period_parse (period, NULL, first, last);
  if (strcmp (last, TODAY) > 0)
    g_strlcpy (last, TODAY, XY_DAY_SIZE);
  for (guint i = 0; i < all->len; i++)
    {
      const XyMatter *matter = all->pdata[i];
      g_autoptr (GPtrArray) steps = xy_matter_steps (office->store, &matter->record.id, NULL);
      if (matter->stage != XY_MATTER_VOID && strcmp (matter->day, last) <= 0)
        count_matter (matter, steps, first, last, count);
    }
}

static void
assert_same (const XyMatterFlow *flow, const XyMatterFlow *wanted)
{
  g_assert_cmpint (flow->carried, ==, wanted->carried);
  g_assert_cmpint (flow->raised, ==, wanted->raised);
  g_assert_cmpint (flow->resumed, ==, wanted->resumed);
  g_assert_cmpint (flow->closed, ==, wanted->closed);
  g_assert_cmpint (flow->shelved, ==, wanted->shelved);
  g_assert_cmpint (flow->left, ==, wanted->left);
  g_assert_cmpint (flow->waiting, ==, wanted->waiting);
  g_assert_cmpint (flow->away, ==, wanted->away);
  g_assert_cmpint (flow->overdue, ==, wanted->overdue);
  g_assert_cmpint (flow->done, ==, wanted->done);
  g_assert_cmpint (flow->visited, ==, wanted->visited);
  g_assert_cmpint (flow->good, ==, wanted->good);
  g_assert_cmpint (flow->fair, ==, wanted->fair);
  g_assert_cmpint (flow->bad, ==, wanted->bad);
}

/* Of any period the flows are what the steps say, they balance, and each period begins where the one before ended. */
static void
test_flows (void)
{
  static const char *const periods[] = { "2025", "2026Q1", "2026Q2", "2026Q3", "2026Q4", "2026-10", "2026-11", NULL };
  Office office;
  gint64 left = -1;
  office_open (&office, 3);
  fill (&office);

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      XyMatterQuestion question = { .period = periods[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) flows = xy_matter_flows (office.store, &question, &error);
      g_assert_no_error (error);
      const XyMatterFlow *all = flows->pdata[0];
      XyMatterFlow sum = { 0 };
      Count wanted;

      count_all (&office, periods[i], &wanted);
      assert_same (all, &wanted.flow);
      g_assert_null (all->source);
      g_assert_cmpint (all->carried + all->raised + all->resumed, ==, all->closed + all->shelved + all->left);
      g_assert_cmpint (all->visited, ==, all->good + all->fair + all->bad);
      if (i > 0 && i < 5)
        g_assert_cmpint (all->carried, ==, left);
      left = all->left;
      for (guint k = 1; k < flows->len; k++)
        {
          const XyMatterFlow *flow = flows->pdata[k];
          sum.raised += flow->raised;
          sum.left += flow->left;
        }
      g_assert_cmpint (sum.raised, ==, all->raised);
      g_assert_cmpint (sum.left, ==, all->left);

      g_autoptr (GArray) deeds = xy_matter_board_ids (office.store, &question, XY_MATTER_DEEDS, &error);
      g_autoptr (GArray) agreed = xy_matter_board_ids (office.store, &question, XY_MATTER_AGREED, &error);
      g_assert_cmpuint (deeds->len, ==, wanted.n_deeds);
      g_assert_cmpuint (agreed->len, ==, wanted.n_agreed);
      for (guint k = 0; k < deeds->len; k++)
        {
          g_autoptr (XyMatter) deed = xy_matter_get (office.store, &g_array_index (deeds, XyId, k), &error);
          g_assert_false (deed->private);
        }
      question.board = TRUE;
      g_autoptr (GPtrArray) open = xy_matter_flows (office.store, &question, &error);
      for (guint k = 1; k < open->len; k++)
        g_assert_cmpstr (((XyMatterFlow *) open->pdata[k])->source, !=, "dispute");
    }
  office_close (&office);
}

/* Twelve months sum up to a year; the ages to what is open. */
static void
test_series (void)
{
  Office office;
  office_open (&office, 4);
  fill (&office);
  g_autoptr (GError) error = NULL;
  XyMatterQuestion question = { .period = "2026" }, ever = { 0 };
  g_autoptr (GArray) months = xy_matter_months (office.store, &question, 11, &error);
  XyMatterMonth sum = { 0 };
  XyMatterAgeSum ages[XY_MATTER_N_AGES];
  guint counts[XY_MATTERS_N];
  gint64 n = 0, late = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (months->len, ==, 11);
  for (guint i = 0; i < months->len; i++)
    {
      const XyMatterMonth *month = &g_array_index (months, XyMatterMonth, i);
      g_autofree char *name = g_strdup_printf ("2026-%02u", i + 1);
      g_assert_cmpstr (month->month, ==, name);
      sum.raised += month->raised;
      sum.closed += month->closed;
    }
  g_autoptr (GPtrArray) flows = xy_matter_flows (office.store, &question, &error);
  g_assert_cmpint (sum.raised, ==, ((XyMatterFlow *) flows->pdata[0])->raised);
  g_assert_cmpint (sum.closed, ==, ((XyMatterFlow *) flows->pdata[0])->closed);
  question.period = "2026Q2";
  g_autoptr (GArray) spring = xy_matter_months (office.store, &question, 12, &error);
  g_assert_cmpstr (g_array_index (spring, XyMatterMonth, 0).month, ==, "2025-07");
  g_assert_cmpstr (g_array_index (spring, XyMatterMonth, 11).month, ==, "2026-06");

  g_assert_true (xy_matter_ages (office.store, &ever, ages, &error));
  g_assert_true (xy_matter_counts (office.store, counts, &error));
  for (guint i = 0; i < XY_MATTER_N_AGES; i++)
    {
      n += ages[i].n;
      late += ages[i].overdue;
    }
  g_assert_cmpint (n, ==, counts[XY_MATTERS_OPEN]);
  g_assert_cmpint (late, ==, counts[XY_MATTERS_OVERDUE]);
  office_close (&office);
}

static void
test_ages (void)
{
  static const struct
  {
    int ago;
    XyMatterAge age;
  } cases[] = { { 0, XY_MATTER_AGE_WEEK },   { 7, XY_MATTER_AGE_WEEK },     { 8, XY_MATTER_AGE_MONTH },
                { 30, XY_MATTER_AGE_MONTH }, { 31, XY_MATTER_AGE_QUARTER }, { 90, XY_MATTER_AGE_QUARTER },
                { 91, XY_MATTER_AGE_HALF },  { 180, XY_MATTER_AGE_HALF },   { 181, XY_MATTER_AGE_MORE } };
  Office office;
  XyMatterAgeSum ages[XY_MATTER_N_AGES];
  guint wanted[XY_MATTER_N_AGES] = { 0 };
  office_open (&office, 5);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char day[XY_DAY_SIZE];
      xy_day_add (TODAY, -cases[i].ago, day);
      raise_matter (&office, "visit", "水渠", day);
      wanted[cases[i].age]++;
      g_assert_true (xy_matter_ages (office.store, &(XyMatterQuestion){ 0 }, ages, NULL));
      for (guint k = 0; k < XY_MATTER_N_AGES; k++)
        g_assert_cmpint (ages[k].n, ==, wanted[k]);
    }
  office_close (&office);
}

/* Names of the roster, of owners and of parties, and long numbers. */
static void
test_cover (void)
{
  Office office;
  office_open (&office, 6);
  XyId id = raise_matter (&office, "dispute", "界石", "2026-11-01");
  char *texts[] = { g_strdup ("曾国强帮石大山与田小河修好了水渠，电话19900001234"), NULL, g_strdup ("修路灯8盏") };

  g_assert_true (step (&office, &id, XY_MATTER_ASSIGN, "2026-11-02", "2026-12-01"));
  g_assert_true (xy_matter_cover (office.store, texts, G_N_ELEMENTS (texts), NULL));
  g_assert_null (strstr (texts[0], "国强"));
  g_assert_null (strstr (texts[0], "大山"));
  g_assert_null (strstr (texts[0], "小河"));
  g_assert_null (strstr (texts[0], "19900001234"));
  g_assert_nonnull (strstr (texts[0], "曾**帮石**"));
  g_assert_null (texts[1]);
  g_assert_cmpstr (texts[2], ==, "修路灯8盏");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matter-statistics/flows", test_flows);
  g_test_add_func ("/matter-statistics/series", test_series);
  g_test_add_func ("/matter-statistics/ages", test_ages);
  g_test_add_func ("/matter-statistics/cover", test_cover);
  return g_test_run ();
}
