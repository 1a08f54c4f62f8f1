/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/meeting-due.h"
#include "office.h"

#define TODAY "2026-11-22" /* a Sunday */

/* Whether a meeting is to be on DAY, counted from the words of the header. */
static gboolean
is_on (const char *text, const char *day)
{
  int month_day = (int) g_ascii_strtoll (day + 8, NULL, 10);
  char after[XY_DAY_SIZE];
  int at;

  if (sscanf (text, "day %d", &at) == 1)
    return month_day == at || month_day == at + 10 || month_day == at + 20 || month_day == at + 30;
  if (sscanf (text, "week %d", &at) == 1)
    /* 2026-11-22 was a Sunday. */
    return ((xy_day_between ("2026-11-22", day) % 7) + 7) % 7 == at % 7;
  g_assert_cmpint (sscanf (text, "month %d", &at), ==, 1);
  xy_day_add (day, 1, after);
  gboolean ends_month = strncmp (day, after, 7) != 0;
  return month_day == at || (ends_month && month_day < at);
}

static const char *const with_days[] = { "day 0",  "day 4",   "day 9",    "week 1",   "week 5",
                                         "week 7", "month 1", "month 15", "month 29", "month 31" };
static const char *const spans[] = { "month", "quarter", "year" };

static void
test_parse (void)
{
  static const char *const wrong[] = { NULL,        "",        "day",    "day 10",  "day -1",   "week",
                                       "week 0",    "week 8",  "week x", "month 0", "month 32", "quarter 1",
                                       "year 2026", "day 4 5", "Day 4",  "4",       "day  4" };
  XyMeetingRecurs recurs;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (xy_meeting_recurs_parse (wrong[i], &recurs));
      g_assert_null (xy_meeting_recurs_words (wrong[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (with_days); i++)
    {
      g_autofree char *said = xy_meeting_recurs_words (with_days[i]);
      g_assert_true (xy_meeting_recurs_parse (with_days[i], &recurs));
      g_assert_true (xy_meeting_recurs_has_days (&recurs));
      g_assert_nonnull (said);
    }
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_assert_true (xy_meeting_recurs_parse (spans[i], &recurs));
      g_assert_false (xy_meeting_recurs_has_days (&recurs));
    }
}

/* Day by day for three years, a leap year among them. */
static void
test_next (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (with_days); i++)
    {
      XyMeetingRecurs recurs;
      char day[XY_DAY_SIZE] = "2027-01-01", next[XY_DAY_SIZE], counted[XY_DAY_SIZE];

      xy_meeting_recurs_parse (with_days[i], &recurs);
      for (int n = 0; n < 1100; n++)
        {
          g_strlcpy (counted, day, sizeof counted);
          while (!is_on (with_days[i], counted))
            xy_day_add (counted, 1, counted);
          xy_meeting_recurs_next (&recurs, day, next);
          g_assert_cmpstr (next, ==, counted);
          g_strlcpy (counted, day, sizeof counted);
          while (!is_on (with_days[i], counted))
            xy_day_add (counted, -1, counted);
          xy_meeting_recurs_before (&recurs, day, next);
          g_assert_cmpstr (next, ==, counted);
          xy_day_add (day, 1, day);
        }
    }

  XyMeetingRecurs quarter = { XY_MEETING_EACH_QUARTER, 0 };
  char day[XY_DAY_SIZE] = "2028-02-29";
  xy_meeting_recurs_next (&quarter, day, day);
  g_assert_cmpstr (day, ==, "2028-03-31");
  xy_meeting_recurs_before (&quarter, day, day);
  g_assert_cmpstr (day, ==, "2028-01-01");
}

/* What the office writes for a kind: its meetings, day and stage. */
typedef struct
{
  const char *body, *recurs, *starts;
  guint n;
  struct
  {
    char day[XY_DAY_SIZE];
    XyMeetingStage stage;
  } meetings[12];
  XyId kind; /* out */
} Wish;

static gboolean
write_step (XyTxn *txn, const XyId *meeting, gint64 number, const char *kind, const char *day, GError **error)
{
  g_autoptr (XyMeetingStep) step = xy_record_new (&xy_meeting_step_type);

  step->meeting = *meeting;
  step->number = number;
  step->at = 1795309200000;
  xy_set_str (&step->kind, kind);
  xy_set_str (&step->day, day);
  xy_set_str (&step->by, "曾小平");
  xy_set_str (&step->recorder, "曾小平");
  return xy_record_save (txn, step, error);
}

static gboolean
write_wish (XyTxn *txn, gpointer data, GError **error)
{
  Wish *wish = data;
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);

  xy_set_str (&kind->name, "逢四说事");
  xy_set_str (&kind->body, wish->body);
  xy_set_str (&kind->comes, "household");
  xy_set_str (&kind->form, "table");
  xy_set_str (&kind->recurs, wish->recurs);
  xy_set_str (&kind->starts, wish->starts);
  if (!xy_record_save (txn, kind, error))
    return FALSE;
  wish->kind = kind->record.id;
  for (guint i = 0; i < wish->n; i++)
    {
      g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
      const char *day = wish->meetings[i].day;
      meeting->kind = kind->record.id;
      xy_set_str (&meeting->day, day);
      xy_set_str (&meeting->maker, "曾小平");
      if (!xy_record_save (txn, meeting, error))
        return FALSE;
      const XyId *id = &meeting->record.id;
      if (wish->meetings[i].stage == XY_MEETING_CANCELLED && !write_step (txn, id, 1, "cancel", day, error))
        return FALSE;
      if ((wish->meetings[i].stage == XY_MEETING_RECORDING || wish->meetings[i].stage == XY_MEETING_VOID)
          && !write_step (txn, id, 1, "begin", day, error))
        return FALSE;
      if (wish->meetings[i].stage == XY_MEETING_VOID && !write_step (txn, id, 2, "void", day, error))
        return FALSE;
    }
  return TRUE;
}

/* The day of the kind that DAY is nearest to, the earlier of two; found by going outwards day by day. */
static void
nearest (const char *recurs, const char *day, char out[XY_DAY_SIZE])
{
  for (int away = 0;; away++)
    {
      xy_day_add (day, -away, out);
      if (is_on (recurs, out))
        return;
      xy_day_add (day, away, out);
      if (is_on (recurs, out))
        return;
    }
}

/* Whether a meeting answers for the day AT of its kind: late asks for those that are held, called off or to come. */
static gboolean
is_answered (const Wish *wish, const char *at, gboolean also_called)
{
  for (guint i = 0; i < wish->n; i++)
    {
      const char *day = wish->meetings[i].day;
      char near[XY_DAY_SIZE];
      nearest (wish->recurs, day, near);
      if (g_str_equal (near, at) && wish->meetings[i].stage != XY_MEETING_VOID
          && (wish->meetings[i].stage != XY_MEETING_PLANNED || (also_called && strcmp (day, TODAY) >= 0)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
was_there (const Wish *wish, const char *at)
{
  if (wish->starts != NULL)
    return strcmp (wish->starts, at) <= 0;
  for (guint i = 0; i < wish->n; i++)
    if (wish->meetings[i].stage == XY_MEETING_RECORDING && strcmp (wish->meetings[i].day, at) <= 0
        && strcmp (wish->meetings[i].day, TODAY) <= 0)
      return TRUE;
  return FALSE;
}

static const XyMeetingDue *
find_due (GPtrArray *list, const XyId *kind, gboolean late)
{
  const XyMeetingDue *found = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const XyMeetingDue *due = list->pdata[i];
      if (xy_id_same (&due->kind, kind) && due->late == late)
        {
          g_assert_null (found);
          found = due;
        }
    }
  return found;
}

static void
assert_days (const Wish *wish, GPtrArray *list)
{
  char day[XY_DAY_SIZE], near[XY_DAY_SIZE];
  const XyMeetingDue *late = find_due (list, &wish->kind, TRUE), *next = find_due (list, &wish->kind, FALSE);

  xy_day_add (TODAY, -1, day);
  while (!is_on (wish->recurs, day))
    xy_day_add (day, -1, day);
  nearest (wish->recurs, TODAY, near);
  gboolean expected = g_str_equal (near, day) && was_there (wish, day) && !is_answered (wish, day, TRUE);
  g_assert_cmpint (late != NULL, ==, expected);
  if (late != NULL)
    g_assert_cmpstr (late->day, ==, day);

  g_strlcpy (day, TODAY, sizeof day);
  while (!is_on (wish->recurs, day))
    xy_day_add (day, 1, day);
  g_assert_cmpint (next != NULL, ==, !is_answered (wish, day, FALSE));
  if (next == NULL)
    return;
  g_assert_cmpstr (next->day, ==, day);
  g_assert_cmpint (next->days, ==, xy_day_between (TODAY, day));
  g_assert_cmpint (xy_id_is_none (&next->planned), ==, !is_answered (wish, day, TRUE));
}

/* By the first seven (four) letters of the day, as a calendar has them. */
static gboolean
held_in (const Wish *wish, const char *from, const char *to)
{
  for (guint i = 0; i < wish->n; i++)
    if (wish->meetings[i].stage == XY_MEETING_RECORDING && strcmp (wish->meetings[i].day, from) >= 0
        && strcmp (wish->meetings[i].day, to) <= 0 && strcmp (wish->meetings[i].day, TODAY) <= 0)
      return TRUE;
  return FALSE;
}

static void
assert_span (const Wish *wish, GPtrArray *list)
{
  static const char *const calendar[][5] = {
    { "month", "2026-11-01", "2026-11-30", "2026-10-01", "2026-10-31" },
    { "quarter", "2026-10-01", "2026-12-31", "2026-07-01", "2026-09-30" },
    { "year", "2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31" },
  };
  const XyMeetingDue *due = find_due (list, &wish->kind, FALSE);

  g_assert_null (find_due (list, &wish->kind, TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (calendar); i++)
    if (g_str_equal (wish->recurs, calendar[i][0]))
      {
        g_assert_cmpint (due != NULL, ==, !held_in (wish, calendar[i][1], calendar[i][2]));
        if (due == NULL)
          return;
        g_assert_cmpstr (due->day, ==, calendar[i][2]);
        g_assert_cmpint (due->missed, ==,
                         was_there (wish, calendar[i][3]) && !held_in (wish, calendar[i][3], calendar[i][4]));
      }
}

#define WISHES 60

static gboolean
write_wishes (XyTxn *txn, gpointer data, GError **error)
{
  Wish *wishes = data;

  for (guint i = 0; i < WISHES; i++)
    if (!write_wish (txn, &wishes[i], error))
      return FALSE;
  return TRUE;
}

static void
test_random (void)
{
  static const XyMeetingStage stages[] = { XY_MEETING_PLANNED, XY_MEETING_RECORDING, XY_MEETING_RECORDING,
                                           XY_MEETING_CANCELLED, XY_MEETING_VOID };
  static const char *const starts[] = { NULL, NULL, "2025-01-01", "2026-11-16" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  g_autofree Wish *wishes = g_new0 (Wish, WISHES);
  Office office;

  for (guint k = 0; k < WISHES; k++)
    {
      Wish *wish = &wishes[k];
      int reach = g_rand_int_range (rand, 0, 2) == 0 ? 25 : 400;

      wish->body = "consult";
      wish->recurs = g_rand_int_range (rand, 0, 4) > 0 ? with_days[g_rand_int_range (rand, 0, G_N_ELEMENTS (with_days))]
                                                       : spans[g_rand_int_range (rand, 0, G_N_ELEMENTS (spans))];
      wish->starts = starts[g_rand_int_range (rand, 0, G_N_ELEMENTS (starts))];
      wish->n = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (wish->meetings) + 1);
      for (guint i = 0; i < wish->n; i++)
        {
          xy_day_add (TODAY, g_rand_int_range (rand, -reach, 20), wish->meetings[i].day);
          wish->meetings[i].stage = stages[g_rand_int_range (rand, 0, G_N_ELEMENTS (stages))];
        }
    }
  office_open (&office, 1);
  office_act (&office, "", write_wishes, wishes);
  g_autoptr (GPtrArray) list = xy_meeting_due (office.store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const XyMeetingDue *due = list->pdata[i], *before = i > 0 ? list->pdata[i - 1] : due;
      g_assert_nonnull (due->sentence);
      g_assert_true (before->late >= due->late);
      if (before->late == due->late)
        g_assert_cmpstr (before->day, <=, due->day);
    }
  for (guint k = 0; k < WISHES; k++)
    if (strchr (wishes[k].recurs, ' ') != NULL)
      assert_days (&wishes[k], list);
    else
      assert_span (&wishes[k], list);
  office_close (&office);
}

static const XyMeetingDue *
of_body (GPtrArray *list, const char *body)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((const XyMeetingDue *) list->pdata[i])->body, body))
      return list->pdata[i];
  return NULL;
}

/* The law asks for a villagers' meeting a year and a representatives' a quarter, whether there is such a kind or not;
 * of other bodies only where there is one. */
static void
test_law (void)
{
  g_autoptr (GError) error = NULL;
  Office office;

  office_open (&office, 1);
  g_autoptr (GPtrArray) list = xy_meeting_due (office.store, &error);
  g_assert_no_error (error);
  const XyMeetingDue *villagers = of_body (list, "villagers"), *representatives = of_body (list, "representatives");
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (villagers->day, ==, "2026-12-31");
  g_assert_cmpstr (representatives->day, ==, "2026-12-31");
  g_assert_nonnull (villagers->source);
  g_assert_true (xy_id_is_none (&villagers->kind) && !villagers->missed);

  /* Held in June and in October: the year and the last quarter are done, the third quarter was not. */
  Wish wish = { .body = "representatives", .n = 1, .meetings = { { "2026-06-10", XY_MEETING_RECORDING } } };
  office_act (&office, "", write_wish, &wish);
  g_autoptr (GPtrArray) missed = xy_meeting_due (office.store, &error);
  g_assert_true (of_body (missed, "representatives")->missed);
  g_assert_cmpstr (of_body (missed, "representatives")->last, ==, "2026-06-10");
  Wish again = { .body = "representatives", .n = 1, .meetings = { { "2026-10-10", XY_MEETING_RECORDING } } };
  office_act (&office, "", write_wish, &again);
  Wish party = { .body = "party", .recurs = "month 10" };
  office_act (&office, "", write_wish, &party);
  Wish committees = { .body = "committees" };
  office_act (&office, "", write_wish, &committees);
  g_autoptr (GPtrArray) done = xy_meeting_due (office.store, &error);
  g_assert_null (of_body (done, "representatives"));
  /* It meets each month by itself: the quarter's rule says nothing more. */
  g_assert_cmpstr (of_body (done, "party")->recurs, ==, "month 10");
  g_assert_null (of_body (done, "party")->source);
  g_assert_cmpstr (of_body (done, "committees")->day, ==, "2026-11-30");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-due/parse", test_parse);
  g_test_add_func ("/meeting-due/next", test_next);
  g_test_add_func ("/meeting-due/random", test_random);
  g_test_add_func ("/meeting-due/law", test_law);
  return g_test_run ();
}
