/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/event.h"
#include "core/hygiene-place.h"
#include "core/kin.h"
#include "core/setting.h"
#include "core/tag.h"
#include "round-office.h"

static void
assert_field (gboolean done, GError **error, const char *field)
{
  g_assert_false (done);
  g_assert_error (*error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (*error), ==, field);
  g_clear_error (error);
}

static void
assert_conflict (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (error);
}

/* What is proposed the first time, and after a round. */
static void
test_propose (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 1);
  g_autoptr (XyHygieneRound) round = hygiene_propose (&office, NULL, NULL);
  g_assert_cmpstr (round->kind, ==, "monthly");
  g_assert_cmpstr (round->day, ==, "2026-11-22");
  g_assert_cmpstr (round->period, ==, "2026-11");
  g_assert_cmpstr (round->mode, ==, "items");
  g_assert_true (xy_id_same (&round->checklist, &office.checklist));
  g_assert_cmpint (round->judges_least, ==, 3);
  g_assert_cmpstr (round->red_by, ==, "share");
  g_assert_cmpint (round->red_value, ==, 20);
  g_assert_cmpint (round->low_value, ==, 6000);
  g_assert_cmpint (round->limit_days, ==, 7);
  round->red_value = 30;
  round->limit_days = 10;
  xy_set_str (&round->ties, "order");
  XyId id = hygiene_make (&office, round);
  g_autofree char *title = xy_hygiene_round_describe (round);
  g_assert_nonnull (strstr (title, "2026"));
  g_assert_cmpint (round->number, ==, 1);

  g_autoptr (XyHygieneRound) next = hygiene_propose (&office, NULL, "2026-12-18");
  g_assert_cmpint (next->red_value, ==, 30);
  g_assert_cmpint (next->limit_days, ==, 10);
  g_assert_cmpstr (next->ties, ==, "order");
  g_assert_cmpstr (next->period, ==, "2026-12");
  g_assert_cmpint (next->number, ==, 0);
  g_autoptr (GArray) seats = xy_hygiene_seats (office.store, &XY_ID_NONE, "household", &error);
  g_assert_cmpuint (seats->len, ==, 3);
  g_assert_cmpstr (g_array_index (seats, XyHygieneSeat, 0).post, ==, "村妇联主席");

  xy_setting_change (office.store, &office.points.office.actor, XY_SETTING_HYGIENE_SPAN, "quarter", &error);
  g_assert_no_error (error);
  g_autoptr (XyHygieneRound) quarterly = hygiene_propose (&office, NULL, NULL);
  g_assert_cmpstr (quarterly->period, ==, "2026Q4");
  g_assert_cmpint (quarterly->red_value, ==, 30);
  g_autoptr (XyHygieneRound) special = hygiene_propose (&office, "special", NULL);
  g_assert_null (special->period);
  g_autoptr (XyHygieneRound) found = xy_hygiene_round_find (office.store, "2026年第1期", &error);
  g_assert_no_error (error);
  g_assert_true (xy_id_same (&found->record.id, &id));
  g_assert_null (xy_hygiene_round_find (office.store, "2", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  hygiene_close (&office);
}

/* Everything that cannot be a round. */
static void
test_refused (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 2);
#define TRY(change, judges, field)                                                                                     \
  {                                                                                                                    \
    g_autoptr (XyHygieneRound) round = hygiene_propose (&office, NULL, "2026-11-20");                                  \
    change;                                                                                                            \
    assert_field (hygiene_try_make (&office, round, judges, xy_hygiene_make_act, &error), &error, field);              \
  }
  TRY (xy_set_str (&round->day, "2026-02-30"), ROUND_JUDGES, "day");
  TRY (xy_set_str (&round->day, "1926-02-20"), ROUND_JUDGES, "day");
  TRY (xy_set_str (&round->period, NULL), ROUND_JUDGES, "period");
  TRY (xy_set_str (&round->period, "2026Q4"), ROUND_JUDGES, "period");
  TRY (xy_set_str (&round->kind, "hourly"), ROUND_JUDGES, "kind");
  TRY (xy_set_str (&round->units, "3组"), ROUND_JUDGES, "units");
  TRY (xy_set_str (&round->units, "01234567-89ab-7def-8123-456789abcdef"), ROUND_JUDGES, "units");
  TRY (round->checklist = XY_ID_NONE, ROUND_JUDGES, "checklist");
  TRY ((void) round, "曾小平、李建国", "judges");
  TRY ((void) round, "曾小平、李建国、曾小平", "judges");
  TRY (round->judges_least = 4, ROUND_JUDGES, "judges");
  TRY (round->judges_least = 2, ROUND_JUDGES, "judges_least");
  TRY (round->red_value = 0, ROUND_JUDGES, "red_value");
  TRY (round->red_value = 101, ROUND_JUDGES, "red_value");
  TRY (round->low_value = 0, ROUND_JUDGES, "low_value");
  TRY (xy_set_str (&round->red_by, "score"); round->red_value = 5000, ROUND_JUDGES, "low_value");
  TRY (xy_set_str (&round->bands, "好"), ROUND_JUDGES, "bands");
  TRY (xy_set_str (&round->bands, "好 90\n差 60"), ROUND_JUDGES, "bands");
  TRY (round->limit_days = 0, ROUND_JUDGES, "limit_days");
  TRY (round->limit_days = 93, ROUND_JUDGES, "limit_days");
#undef TRY
  g_autoptr (XyHygieneRound) place = xy_hygiene_round_propose (office.store, NULL, "place", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (place->judges_least, ==, 1);
  g_assert_cmpstr (place->mode, ==, "score");
  assert_field (hygiene_try_make (&office, place, "曾小平", xy_hygiene_make_act, &error), &error, "units");

  XyActor reader = office.points.office.actor;
  reader.permissions &= ~(guint) XY_MAY_KEEP_HYGIENE;
  g_autoptr (XyHygieneRound) round = hygiene_propose (&office, NULL, NULL);
  XyHygieneMaking making = { .round = round };
  g_assert_false (xy_store_act (office.store, &reader, "", xy_hygiene_make_act, &making, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  hygiene_close (&office);
}

/* One month is judged once, group by group as well. */
static void
test_period (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;
  char one[XY_ID_TEXT_LENGTH + 1], two[XY_ID_TEXT_LENGTH + 1];

  hygiene_open (&office, 3);
  xy_id_to_text (&office.points.unit[0], one);
  xy_id_to_text (&office.points.unit[1], two);
  g_autoptr (XyHygieneRound) first = hygiene_propose (&office, NULL, NULL);
  xy_set_str (&first->units, one);
  hygiene_make (&office, first);
  g_autoptr (XyHygieneRound) other = hygiene_propose (&office, NULL, NULL);
  assert_field (hygiene_try_make (&office, other, ROUND_JUDGES, xy_hygiene_make_act, &error), &error, "period");
  xy_set_str (&other->units, two);
  XyId id = hygiene_make (&office, other);
  g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &id);
  g_assert_cmpuint (grid->rows->len, ==, POINTS_HOUSEHOLDS / POINTS_UNITS);
  g_assert_cmpint (other->number, ==, 2);
  g_autoptr (XyHygieneRound) whole = hygiene_propose (&office, NULL, NULL);
  xy_set_str (&whole->units, NULL);
  assert_field (hygiene_try_make (&office, whole, ROUND_JUDGES, xy_hygiene_make_act, &error), &error, "period");
  xy_set_str (&whole->kind, "special");
  hygiene_make (&office, whole);

  XyHygieneRoundFilter filter = { .unit = office.points.unit[0] };
  g_autoptr (GArray) ids = xy_hygiene_round_ids (office.store, &filter, &error);
  g_assert_cmpuint (ids->len, ==, 2);
  filter.kind = "special";
  g_autoptr (GArray) specials = xy_hygiene_round_ids (office.store, &filter, &error);
  g_assert_cmpuint (specials->len, ==, 1);
  g_autoptr (GPtrArray) rows = xy_hygiene_round_rows (office.store, &id, 1, &error);
  const XyHygieneRoundRow *row = rows->pdata[0];
  g_assert_cmpstr (row->unit_names, ==, "2组");
  g_assert_cmpuint (row->n_in, ==, 5);
  g_assert_cmpuint (row->n_expected, ==, 15);
  g_assert_cmpuint (row->n_judges, ==, 3);
  hygiene_close (&office);
}

typedef struct
{
  const char *name;
  const char *target;
  XyId bearer;
} Mark;

static gboolean
mark_act (XyTxn *txn, gpointer data, GError **error)
{
  const Mark *mark = data;
  XyId tag;

  return xy_tag_find_or_make (txn, mark->name, mark->target, &tag, error)
         && xy_tag_set (txn, &tag, &mark->bearer, 1, TRUE, NULL, error);
}

static void
mark (RoundOffice *self, const char *name, const char *target, XyId bearer)
{
  Mark spec = { name, target, bearer };

  hygiene_do (self, mark_act, &spec);
}

static const XyHygieneGridRow *
row_of (RoundOffice *self, XyHygieneGrid *grid, guint household)
{
  for (guint i = 0; i < grid->rows->len; i++)
    if (xy_id_same (&((XyHygieneGridRow *) grid->rows->pdata[i])->household, &self->points.household[household]))
      return grid->rows->pdata[i];
  g_assert_not_reached ();
}

/* Who is to be helped is proposed; who has an able adult at home is not. */
static void
test_excused (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 4);
  mark (&office, "五保户", XY_TAG_HOUSEHOLD, office.points.household[0]);
  mark (&office, "党员户", XY_TAG_HOUSEHOLD, office.points.household[1]);
  mark (&office, "独居老人", XY_TAG_PERSON, hygiene_person (&office, 2, "孙国强", "户主", "1940-01-01"));
  /* One who is ill, with a grown son and without. */
  mark (&office, "残疾人", XY_TAG_PERSON, hygiene_person (&office, 3, "李国强", "户主", "1970-01-01"));
  hygiene_person (&office, 3, "李小明", "长子", "1995-01-01");
  mark (&office, "残疾人", XY_TAG_PERSON, hygiene_person (&office, 4, "周国强", "户主", "1970-01-01"));
  hygiene_person (&office, 4, "周小明", "长子", "2015-01-01");
  hygiene_person (&office, 4, "周老", "父亲", "1940-01-01");
  g_autoptr (XyHygieneRound) round = hygiene_propose (&office, NULL, NULL);
  XyHygieneMaking making = { .round = round };
  g_auto (XyHygieneLook) look = { 0 };
  assert_field (xy_hygiene_look (office.store, &making, &look, &error), &error, "judges");
  XyId id = hygiene_make (&office, round);
  g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &id);
  g_assert_cmpstr (row_of (&office, grid, 0)->state, ==, "excused");
  g_assert_cmpstr (row_of (&office, grid, 0)->excuse, ==, "五保户");
  g_assert_cmpstr (row_of (&office, grid, 1)->state, ==, "in");
  g_assert_cmpstr (row_of (&office, grid, 2)->excuse, ==, "独居老人");
  g_assert_cmpstr (row_of (&office, grid, 3)->state, ==, "in");
  g_assert_cmpstr (row_of (&office, grid, 4)->excuse, ==, "残疾人");
  g_assert_cmpstr (row_of (&office, grid, 5)->state, ==, "in");
  hygiene_close (&office);
}

static gboolean
event_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

/* Near kin: those of a split, in both directions, and brothers who left the same home. */
static void
test_kin (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 5);
  const XyId *household = office.points.household;
  hygiene_person (&office, 1, "钱国强", "户主", "1970-01-01");
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (XyEvent) event = xy_record_new (&xy_event_type);
      xy_set_str (&event->kind, "split");
      xy_set_str (&event->day, "2020-05-01");
      event->household = household[0];
      event->other = household[i];
      hygiene_do (&office, event_act, event);
    }
  g_autoptr (XyHygieneRound) round = hygiene_propose (&office, NULL, NULL);
  g_autoptr (GArray) seats = xy_hygiene_seats_parse (office.store, "钱国强、镇干部（驻村）、代表丙", &error);
  XyHygieneMaking making = { .round = round, .seats = &g_array_index (seats, XyHygieneSeat, 0), .n_seats = 3 };
  g_auto (XyHygieneLook) look = { 0 };
  xy_hygiene_look (office.store, &making, &look, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (look.n_results, ==, POINTS_HOUSEHOLDS);
  g_assert_cmpuint (look.n_aside, ==, 3);
  g_assert_cmpuint (look.n_short, ==, 3);
  g_assert_nonnull (look.warning);
  hygiene_do (&office, xy_hygiene_make_act, &making);
  g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &making.made);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (row_of (&office, grid, i)->cells[0].aside != NULL, ==, i < 3);
  g_assert_null (row_of (&office, grid, 0)->cells[1].aside);
  g_assert_cmpuint (grid->recusals->len, ==, 3);
  /* Who steps aside is missed by nobody; that two judges are too few is said. */
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    for (guint judge = i < 3; judge < 3; judge++)
      {
        gint64 scores[] = { 4000, 3000, 2000 };
        XyHygieneScoring scoring = { .result = hygiene_result (&office, &making.made, i),
                                     .judge = hygiene_judge (&office, &making.made, judge),
                                     .scores = scores,
                                     .n_scores = 3 };
        hygiene_do (&office, xy_hygiene_score_act, &scoring);
      }
  g_autoptr (XyHygieneGrid) full = hygiene_grid (&office, &making.made);
  g_auto (XyHygieneMissing) missing = { 0 };
  xy_hygiene_grid_missing (full, &missing);
  g_assert_cmpuint (missing.n_missing, ==, 0);
  g_assert_cmpuint (missing.n_short, ==, 3);
  XyHygieneClosing closing = { .round = making.made };
  assert_field (hygiene_act (&office, xy_hygiene_close_act, &closing, &error), &error, "missing");
  hygiene_close (&office);
}

/* An open round is changed; what was judged stays. */
static void
test_change (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;
  char text[XY_ID_TEXT_LENGTH + 1];

  hygiene_open (&office, 6);
  g_autoptr (XyHygieneRound) round = hygiene_propose (&office, NULL, NULL);
  xy_set_str (&round->mode, "score");
  XyId id = hygiene_make (&office, round);
  hygiene_give (&office, &id, 0, 1, 9000);

  g_autoptr (XyHygieneRound) copy = hygiene_round (&office, &id);
  xy_set_str (&copy->mode, "tick");
  assert_conflict (hygiene_try_make (&office, copy, "", xy_hygiene_change_act, &error), &error);
  g_autoptr (XyHygieneRound) judges = hygiene_round (&office, &id);
  assert_conflict (hygiene_try_make (&office, judges, "曾小平、王秀英、新来的", xy_hygiene_change_act, &error), &error);
  hygiene_try_make (&office, judges, "李建国（组长）、新来的、王秀英", xy_hygiene_change_act, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) list = xy_hygiene_judges (office.store, &id, &error);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (((XyHygieneJudge *) list->pdata[0])->name, ==, "李建国");
  g_assert_cmpstr (((XyHygieneJudge *) list->pdata[0])->post, ==, "组长");
  g_assert_cmpstr (((XyHygieneJudge *) list->pdata[1])->name, ==, "新来的");

  g_autoptr (XyHygieneRound) year = hygiene_round (&office, &id);
  xy_set_str (&year->day, "2027-01-02");
  assert_field (hygiene_try_make (&office, year, "", xy_hygiene_change_act, &error), &error, "day");

  /* To the first group alone, then to the second, in which nothing was judged. */
  xy_id_to_text (&office.points.unit[0], text);
  g_autoptr (XyHygieneRound) group = hygiene_round (&office, &id);
  xy_set_str (&group->units, text);
  hygiene_try_make (&office, group, "", xy_hygiene_change_act, &error);
  g_assert_no_error (error);
  g_autoptr (XyHygieneGrid) small = hygiene_grid (&office, &id);
  g_assert_cmpuint (small->rows->len, ==, 5);
  xy_id_to_text (&office.points.unit[1], text);
  g_autoptr (XyHygieneRound) other = hygiene_round (&office, &id);
  xy_set_str (&other->units, text);
  assert_conflict (hygiene_try_make (&office, other, "", xy_hygiene_change_act, &error), &error);

  /* Back to all: those who had gone come again. */
  g_autoptr (XyHygieneRound) all = hygiene_round (&office, &id);
  xy_set_str (&all->units, NULL);
  hygiene_try_make (&office, all, "", xy_hygiene_change_act, &error);
  g_assert_no_error (error);
  g_autoptr (XyHygieneGrid) whole = hygiene_grid (&office, &id);
  g_assert_cmpuint (whole->rows->len, ==, POINTS_HOUSEHOLDS);
  g_assert_cmpint (row_of (&office, whole, 0)->score, ==, 9000);

  assert_conflict (hygiene_act (&office, xy_hygiene_discard_act, &id, &error), &error);
  XyId judge = hygiene_judge (&office, &id, 0), result = hygiene_result (&office, &id, 0);
  XyId sheet = xy_hygiene_sheet_id (&result, &judge);
  hygiene_do (&office, xy_hygiene_sheet_clear_act, &sheet);
  hygiene_do (&office, xy_hygiene_discard_act, &id);
  g_assert_null (xy_hygiene_grid (office.store, &id, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  hygiene_close (&office);
}

/* Who comes late stands where he is on the walk. */
static void
test_late (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;
  char text[XY_ID_TEXT_LENGTH + 1];

  hygiene_open (&office, 7);
  g_autoptr (XyHygieneRound) round = hygiene_propose (&office, NULL, NULL);
  xy_id_to_text (&office.points.unit[2], text);
  xy_set_str (&round->units, text);
  XyId id = hygiene_make (&office, round);
  /* Of the fourth group, of the first, and of the second. */
  XyId late[] = { office.points.household[3], office.points.household[4], office.points.household[1] };
  XyHygieneAdding adding = { id, late, 3 };
  hygiene_do (&office, xy_hygiene_add_act, &adding);
  g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &id);
  const char *order[] = { "1-002", "2-001", "3-001", "3-002", "3-003", "3-004", "3-005", "4-001" };
  g_assert_cmpuint (grid->rows->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (((XyHygieneGridRow *) grid->rows->pdata[i])->number, ==, order[i]);
  adding.n = 1;
  assert_conflict (hygiene_act (&office, xy_hygiene_add_act, &adding, &error), &error);
  late[0] = office.checklist;
  assert_field (hygiene_act (&office, xy_hygiene_add_act, &adding, &error), &error, "ids");

  XyHygieneRemark remark = { hygiene_result (&office, &id, 1), "花开满院", "沟堵了", NULL };
  hygiene_do (&office, xy_hygiene_remark_act, &remark);
  remark.bright = NULL;
  remark.problem = "";
  hygiene_do (&office, xy_hygiene_remark_act, &remark);
  g_autoptr (XyHygieneGrid) after = hygiene_grid (&office, &id);
  g_assert_cmpstr (row_of (&office, after, 1)->bright, ==, "花开满院");
  g_assert_null (row_of (&office, after, 1)->problem);
  hygiene_close (&office);
}

static gboolean
place_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static void
test_places (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;
  static const char *const names[] = { "村口", "主干道", "水沟" };

  hygiene_open (&office, 8);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (XyHygienePlace) place = xy_record_new (&xy_hygiene_place_type);
      xy_set_str (&place->name, names[i]);
      place->unit = office.points.unit[2 - i];
      hygiene_do (&office, place_act, place);
    }
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_propose (office.store, NULL, "place", NULL, &error);
  g_assert_no_error (error);
  hygiene_try_make (&office, round, "曾小平", xy_hygiene_make_act, &error);
  g_assert_no_error (error);
  XyId id = round->record.id;
  g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &id);
  g_assert_cmpuint (grid->rows->len, ==, 3);
  const XyHygieneGridRow *first = grid->rows->pdata[0];
  g_assert_cmpstr (first->name, ==, "水沟");
  g_assert_null (first->number);
  XyHygieneScoring scoring = { .result = first->result, .judge = hygiene_judge (&office, &id, 0), .sum = 5500 };
  hygiene_do (&office, xy_hygiene_score_act, &scoring);
  XyHygieneClosing closing = { .round = id, .missing = "只看了一处" };
  hygiene_do (&office, xy_hygiene_close_act, &closing);
  g_autoptr (GPtrArray) outcomes = hygiene_outcomes (&office, &id);
  const XyHygieneOutcome *outcome = outcomes->pdata[0];
  g_assert_cmpstr (outcome->name, ==, "水沟");
  g_assert_cmpstr (outcome->list, ==, "low");
  hygiene_close (&office);
}

/* From one way of scoring to another; items that do not come to a hundred are told. */
static void
test_modes (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 10);
  g_autoptr (XyHygieneRound) round = hygiene_propose (&office, NULL, NULL);
  g_autoptr (GArray) seats = xy_hygiene_seats_parse (office.store, ROUND_JUDGES, &error);
  XyHygieneMaking making = { .round = round, .seats = &g_array_index (seats, XyHygieneSeat, 0), .n_seats = 3 };
  g_auto (XyHygieneLook) look = { 0 };
  xy_hygiene_look (office.store, &making, &look, &error);
  g_assert_no_error (error);
  g_assert_null (look.warning);
  xy_hygiene_round_set_mode (round, "tick");
  g_assert_null (round->bands);
  g_assert_cmpstr (round->red_by, ==, "none");
  g_assert_true (xy_id_is_none (&round->checklist));
  xy_hygiene_round_set_mode (round, "score");
  g_assert_cmpstr (round->red_by, ==, "share");
  g_assert_cmpint (round->low_value, ==, 6000);
  g_assert_nonnull (round->bands);

  g_autoptr (XyHygieneChecklist) ninety = xy_record_new (&xy_hygiene_checklist_type);
  xy_set_str (&ninety->name, "九十分");
  xy_set_str (&ninety->target, "household");
  xy_set_str (&ninety->items, "门前\t9000\t\t0\t1");
  hygiene_do (&office, xy_hygiene_checklist_save_act, ninety);
  xy_hygiene_round_set_mode (round, "items");
  round->checklist = ninety->record.id;
  g_auto (XyHygieneLook) told = { 0 };
  xy_hygiene_look (office.store, &making, &told, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (told.warning, "90"));
  hygiene_close (&office);
}

static void
test_seats (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 9);
  XyId person = hygiene_person (&office, 0, "赵国强", "户主", "1970-01-01");
  g_autoptr (GArray) seats =
      xy_hygiene_seats_parse (office.store, " 赵国强(村主任, 党员)，李 四;王五\n赵六（ 组长 ）、、", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seats->len, ==, 5);
  const XyHygieneSeat *first = &g_array_index (seats, XyHygieneSeat, 0);
  g_assert_cmpstr (first->name, ==, "赵国强");
  g_assert_true (xy_id_same (&first->person, &person));
  g_assert_cmpstr (first->post, ==, "村主任, 党员");
  g_assert_cmpstr (g_array_index (seats, XyHygieneSeat, 4).post, ==, "组长");
  g_assert_null (g_array_index (seats, XyHygieneSeat, 3).post);
  hygiene_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-round/propose", test_propose);
  g_test_add_func ("/hygiene-round/refused", test_refused);
  g_test_add_func ("/hygiene-round/period", test_period);
  g_test_add_func ("/hygiene-round/excused", test_excused);
  g_test_add_func ("/hygiene-round/kin", test_kin);
  g_test_add_func ("/hygiene-round/change", test_change);
  g_test_add_func ("/hygiene-round/late", test_late);
  g_test_add_func ("/hygiene-round/places", test_places);
  g_test_add_func ("/hygiene-round/modes", test_modes);
  g_test_add_func ("/hygiene-round/seats", test_seats);
  return g_test_run ();
}
