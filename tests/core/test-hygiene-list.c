/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/board.h"
#include "core/hygiene-list.h"
#include "core/hygiene-naming.h"
#include "core/notice-list.h"
#include "core/objection.h"
#include "core/paper-record.h"
#include "core/person.h"
#include "core/setting.h"
#include "hygiene-office.h"

#define A_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

static void
go_to (PointsOffice *points, const char *day)
{
  points->office.fixed.instant = xy_day_between ("1970-01-01", day) * A_DAY + A_DAY / 24;
}

/* The numbers that stand on BOARD, with the name where there is one: "3-001 4-001 周国强". */
static char *
say (GPtrArray *board)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < board->len; i++)
    {
      const XyHygieneBoardRow *row = board->pdata[i];
      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " " : "", row->number, row->name != NULL ? " " : "",
                              row->name != NULL ? row->name : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_low (PointsOffice *points, const HygieneRound *round, const char *day, gboolean names, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) board = xy_hygiene_low_board (points->office.store, &round->round, day, names, &error);

  g_assert_no_error (error);
  g_autofree char *said = say (board);
  g_assert_cmpstr (said, ==, expected);
}

static gboolean
name_somebody (PointsOffice *points, const XyId *household, const char *day, const char *reviewed_on, GError **error)
{
  g_autoptr (XyHygieneNaming) naming = xy_record_new (&xy_hygiene_naming_type);

  if (household != NULL)
    naming->household = *household;
  xy_set_str (&naming->basis, household != NULL ? "本人签字同意书" : "村规民约第八条");
  xy_set_str (&naming->day, day);
  xy_set_str (&naming->reviewed_on, reviewed_on);
  return hygiene_try (points, xy_hygiene_naming_save_act, naming, error);
}

static XyId
last_naming (PointsOffice *points)
{
  g_autoptr (GPtrArray) all = xy_record_list (points->office.store, &xy_hygiene_naming_type,
                                              "WHERE t.del = 0 ORDER BY t.id DESC LIMIT 1", XY_BIND_NONE, NULL);

  return ((XyRecord *) all->pdata[0])->id;
}

static void
test_red (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 1);
  HygieneRound round = hygiene_round (&points, "2026-11-15", "2026-11-16", "rllrer");
  HygieneRound open = hygiene_round (&points, "2026-11-20", NULL, "rl");
  g_autoptr (GPtrArray) red = xy_hygiene_red_board (points.office.store, &round.round, &error);

  g_assert_no_error (error);
  g_autofree char *said = say (red);
  g_assert_cmpstr (said, ==, "1-001 赵国强 2-002 吴国强 4-001 李国强");
  const XyHygieneBoardRow *first = red->pdata[0];
  g_assert_cmpint (first->score, ==, 9500);
  g_assert_cmpstr (first->bright, ==, "庭院整洁");
  g_assert_null (first->problem);
  g_assert_null (xy_hygiene_red_board (points.office.store, &open.round, &error));
  hygiene_assert_conflict (error);
  g_assert_null (xy_hygiene_low_board (points.office.store, &open.round, "2026-11-21", FALSE, &error));
  hygiene_assert_conflict (error);
  points_close (&points);
}

/* A household leaves on the day of its closing, and all leave when the village's days are over. */
static void
test_leave (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 2);
  HygieneRound round = hygiene_round (&points, "2026-11-01", "2026-11-02", "llll");
  XyId slip[3];
  for (guint i = 0; i < 3; i++)
    {
      XyHygieneSlipOne one = { .result = round.results[i] };
      slip[i] = hygiene_issue (&points, &one, "2026-11-03", NULL);
    }

  assert_low (&points, &round, "2026-11-10", FALSE, "1-001 2-001 3-001 4-001");
  hygiene_look (&points, &slip[0], XY_HYGIENE_PASS, "2026-11-10", NULL);
  assert_low (&points, &round, "2026-11-10", FALSE, "1-001 2-001 3-001 4-001"); /* good is not closed */
  hygiene_look (&points, &slip[0], XY_HYGIENE_CLOSE, "2026-11-12", NULL);
  hygiene_look (&points, &slip[1], XY_HYGIENE_MAKE_VOID, "2026-11-14", NULL);
  assert_low (&points, &round, "2026-11-11", FALSE, "1-001 2-001 3-001 4-001");
  assert_low (&points, &round, "2026-11-12", FALSE, "2-001 3-001 4-001");
  assert_low (&points, &round, "2026-11-14", FALSE, "3-001 4-001");
  /* A void one that was issued anew is on it again. */
  XyHygieneSlipOne anew = { .result = round.results[1] };
  hygiene_issue (&points, &anew, "2026-11-20", NULL);
  assert_low (&points, &round, "2026-11-19", FALSE, "3-001 4-001");
  assert_low (&points, &round, "2026-11-20", FALSE, "2-001 3-001 4-001");
  xy_store_undo (points.office.store, &points.office.actor, &error);
  g_assert_no_error (error);
  assert_low (&points, &round, "2026-11-20", FALSE, "3-001 4-001");

  g_autoptr (GPtrArray) board = xy_hygiene_low_board (points.office.store, &round.round, "2026-11-20", FALSE, &error);
  const XyHygieneBoardRow *with = board->pdata[0], *without = board->pdata[1];
  g_assert_cmpstr (with->until, ==, "2026-11-10");
  g_assert_cmpstr (with->slip_number, ==, "2026-003");
  g_assert_cmpstr (without->until, ==, "2026-11-09");
  g_assert_null (without->slip_number);

  /* 92 days, by what holds until somebody decides; 10 as this village decides. */
  assert_low (&points, &round, "2027-02-01", FALSE, "3-001 4-001");
  assert_low (&points, &round, "2027-02-02", FALSE, "");
  g_assert_true (xy_setting_change (points.office.store, &points.office.actor, XY_SETTING_HYGIENE_DAYS, "10", &error));
  assert_low (&points, &round, "2026-11-11", FALSE, "1-001 2-001 3-001 4-001");
  assert_low (&points, &round, "2026-11-12", FALSE, "");
  g_assert_false (xy_setting_change (points.office.store, &points.office.actor, XY_SETTING_HYGIENE_DAYS, "93", &error));
  points_close (&points);
}

static gboolean
make_child_head (XyTxn *txn, gpointer data, GError **error)
{
  PointsOffice *points = data;
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  person->household = points->household[3];
  xy_set_str (&person->name, "李小宝");
  xy_set_str (&person->relation, "户主");
  xy_set_str (&person->birthday, "2009-05-01");
  return xy_record_save (txn, person, error);
}

static void
test_naming (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 3);
  HygieneRound round = hygiene_round (&points, "2026-11-01", "2026-11-02", "llll");
  g_autofree char *ground = NULL;

  assert_low (&points, &round, "2026-11-20", TRUE, "1-001 2-001 3-001 4-001");
  g_assert_true (name_somebody (&points, &points.household[1], "2026-11-10", NULL, &error));
  assert_low (&points, &round, "2026-11-09", TRUE, "1-001 2-001 3-001 4-001");
  assert_low (&points, &round, "2026-11-10", TRUE, "1-001 2-001 钱国强 3-001 4-001");
  assert_low (&points, &round, "2026-11-10", FALSE, "1-001 2-001 3-001 4-001");
  g_assert_true (xy_hygiene_may_name (points.office.store, &points.household[1], "2026-11-10", &ground));
  g_assert_nonnull (strstr (ground, "本人签字同意书"));
  g_assert_nonnull (strstr (ground, "2026-11-10"));
  g_assert_false (xy_hygiene_may_name (points.office.store, &points.household[2], "2026-11-10", NULL));

  /* Twice, without a review, the review too late, days to come. */
  g_assert_false (name_somebody (&points, &points.household[1], "2026-11-11", NULL, &error));
  hygiene_assert_conflict (error);
  g_assert_false (name_somebody (&points, NULL, "2026-11-11", NULL, &error));
  hygiene_assert_field (error, "reviewed_on");
  g_assert_false (name_somebody (&points, NULL, "2026-11-11", "2026-11-12", &error));
  hygiene_assert_field (error, "reviewed_on");
  g_assert_false (name_somebody (&points, &points.household[2], "2026-11-23", NULL, &error));
  hygiene_assert_field (error, "day");

  /* Taken back, from that day on. */
  XyHygieneNamingEnd end = { .naming = last_naming (&points), .day = "2026-11-09" };
  g_assert_false (hygiene_try (&points, xy_hygiene_naming_end_act, &end, &error));
  hygiene_assert_field (error, "ended_on");
  end.day = "2026-11-15";
  g_assert_true (hygiene_try (&points, xy_hygiene_naming_end_act, &end, &error));
  assert_low (&points, &round, "2026-11-14", TRUE, "1-001 2-001 钱国强 3-001 4-001");
  assert_low (&points, &round, "2026-11-15", TRUE, "1-001 2-001 3-001 4-001");
  g_assert_false (hygiene_try (&points, xy_hygiene_naming_end_act, &end, &error));
  hygiene_assert_conflict (error);
  g_assert_true (name_somebody (&points, &points.household[1], "2026-11-20", NULL, &error));

  /* By a clause everybody, but no head who is a child. */
  g_assert_true (name_somebody (&points, NULL, "2026-11-12", "2026-11-11", &error));
  assert_low (&points, &round, "2026-11-12", TRUE, "1-001 赵国强 2-001 钱国强 3-001 孙国强 4-001 李国强");
  office_act (&points.office, "Child", make_child_head, &points);
  assert_low (&points, &round, "2026-11-12", TRUE, "1-001 赵国强 2-001 钱国强 3-001 孙国强 4-001");
  g_autoptr (GPtrArray) board = xy_hygiene_low_board (points.office.store, &round.round, "2026-11-21", TRUE, &error);
  g_autofree char *grounds = xy_hygiene_board_grounds (board);
  g_assert_nonnull (strstr (grounds, "本人签字同意书"));
  g_assert_nonnull (strstr (grounds, "村规民约第八条"));
  g_assert_true (strstr (strstr (grounds, "村规民约第八条") + 1, "村规民约第八条") == NULL);
  g_autoptr (GPtrArray) unnamed = xy_hygiene_low_board (points.office.store, &round.round, "2026-11-21", FALSE, &error);
  g_assert_null (xy_hygiene_board_grounds (unnamed));
  points_close (&points);
}

typedef struct
{
  const HygieneRound *round;
  const char *problem;
} Problem;

static gboolean
write_problem (XyTxn *txn, gpointer data, GError **error)
{
  const Problem *problem = data;
  g_autoptr (XyHygieneResult) result =
      xy_record_get (xy_txn_get_store (txn), &xy_hygiene_result_type, &problem->round->results[0], error);
  g_autoptr (XyHygieneResult) copy = xy_record_copy (result);

  xy_set_str (&copy->problem, problem->problem);
  return xy_record_save (txn, copy, error);
}

/* What is about the inside of the house, names somebody, or looks like a number of a person, is on no board. */
static void
test_problems (void)
{
  static const struct
  {
    const char *problem, *shown;
  } cases[] = {
    { "门前堆柴草、排水沟堵塞", "门前堆柴草、排水沟堵塞" },
    { "门前堆柴草；厨房油污多。", "门前堆柴草" },
    { "被子没叠", NULL },
    { "赵国强家屋后垃圾多，水沟不通", "水沟不通" },
    { "与孙国强家之间有杂物", NULL },
    { "垃圾未分类，电话19900001234", "垃圾未分类" },
    { "两处垃圾，约1234斤", "两处垃圾，约1234斤" },
    { NULL, NULL },
  };
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 4);
  HygieneRound round = hygiene_round (&points, "2026-11-01", "2026-11-02", "l");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Problem problem = { &round, cases[i].problem };
      office_act (&points.office, "Problem", write_problem, &problem);
      g_autoptr (GPtrArray) board =
          xy_hygiene_low_board (points.office.store, &round.round, "2026-11-20", FALSE, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (((XyHygieneBoardRow *) board->pdata[0])->problem, ==, cases[i].shown);
    }
  points_close (&points);
}

typedef struct
{
  const char *kind;
  XyId subject;
  XyId made; /* out */
} Print;

static gboolean
print_paper (XyTxn *txn, gpointer data, GError **error)
{
  Print *print = data;
  XyPaperPrint paper = { .kind = print->kind,
                         .prefix = "WS",
                         .title = print->kind,
                         .pages = 1,
                         .width = 297,
                         .height = 420,
                         .subject = print->subject };
  g_autoptr (XyPaperRecord) record = xy_paper_register (txn, &paper, error);

  if (record == NULL)
    return FALSE;
  print->made = record->record.id;
  return TRUE;
}

/* Prints a paper of KIND about ROUND now and posts it today; the notice. */
static XyId
hang (PointsOffice *points, const char *kind, const HygieneRound *round)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) boards =
      xy_record_list (points->office.store, &xy_board_type, "WHERE t.del = 0", XY_BIND_NONE, NULL);
  Print print = { .kind = kind, .subject = round->round };

  if (boards->len == 0)
    {
      g_autoptr (XyBoard) board = xy_record_new (&xy_board_type);
      xy_set_str (&board->name, "村部公示栏");
      office_act (&points->office, "", xy_board_save_act, board);
    }
  office_act (&points->office, "Print", print_paper, &print);
  XyNoticePosting posting = { .item = "hygiene", .paper = print.made };
  hygiene_try (points, xy_notice_post_act, &posting, &error);
  g_assert_no_error (error);
  points->office.fixed.instant += 1000;
  return posting.made;
}

static void
take_down (PointsOffice *points, const XyId *notice)
{
  XyNoticeTakingDown down = { .notice = *notice, .reason = "换新的" };
  g_autoptr (GError) error = NULL;

  hygiene_try (points, xy_notice_take_down_act, &down, &error);
  g_assert_no_error (error);
}

static void
assert_warnings (PointsOffice *points, const char *expected)
{
  g_autofree char *today = xy_env_today (&points->office.fixed.env);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) warnings = xy_hygiene_warnings (points->office.store, today, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < warnings->len; i++)
    {
      const XyHygieneWarning *warning = warnings->pdata[i];
      g_string_append_printf (text, "%s%s %u%s", i > 0 ? "; " : "", xy_hygiene_warning_name (warning->kind), warning->n,
                              warning->late ? "" : " in time");
      g_assert_cmpuint (strlen (warning->sentence), >, 20);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static gboolean
correct (XyTxn *txn, gpointer data, GError **error)
{
  const HygieneRound *round = data;
  g_autoptr (XyHygieneCorrection) correction = xy_record_new (&xy_hygiene_correction_type);
  g_autoptr (XyHygieneResult) result =
      xy_record_get (xy_txn_get_store (txn), &xy_hygiene_result_type, &round->results[2], error);
  g_autoptr (XyHygieneResult) copy = xy_record_copy (result);
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));

  xy_set_str (&copy->list, NULL);
  xy_set_str (&copy->reason, "算错了");
  correction->result = round->results[2];
  correction->at = xy_txn_get_now (txn);
  xy_set_str (&correction->day, today);
  xy_set_str (&correction->was, "low");
  xy_set_str (&correction->reason, "算错了");
  xy_set_str (&correction->recorder, "曾小平");
  return xy_record_save (txn, copy, error) && xy_record_save (txn, correction, error);
}

static void
test_warnings (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 5);
  go_to (&points, "2026-11-03");
  HygieneRound round = hygiene_round (&points, "2026-11-01", "2026-11-02", "llll");
  HygieneRound open = hygiene_round (&points, "2026-11-02", NULL, "ll");
  g_assert_false (xy_id_is_none (&open.round));

  /* Ten days after the lists were decided, by the rules of that day. */
  assert_warnings (&points, "not-posted 0 in time");
  go_to (&points, "2026-11-12");
  assert_warnings (&points, "not-posted 0 in time");
  go_to (&points, "2026-11-13");
  assert_warnings (&points, "not-posted 0");
  go_to (&points, "2026-11-04");
  XyId slip[2];
  for (guint i = 0; i < 2; i++)
    {
      XyHygieneSlipOne one = { .result = round.results[i] };
      slip[i] = hygiene_issue (&points, &one, NULL, NULL);
    }
  XyId red = hang (&points, XY_HYGIENE_RED_PAPER, &round);
  assert_warnings (&points, "");
  XyId low = hang (&points, XY_HYGIENE_LOW_PAPER, &round);
  assert_warnings (&points, "");

  /* On the same day, after it was printed. */
  hygiene_look (&points, &slip[0], XY_HYGIENE_PASS, NULL, NULL);
  assert_warnings (&points, "");
  hygiene_look (&points, &slip[0], XY_HYGIENE_CLOSE, NULL, NULL);
  assert_warnings (&points, "left 1");
  hygiene_look (&points, &slip[1], XY_HYGIENE_MAKE_VOID, NULL, NULL);
  assert_warnings (&points, "left 2");
  take_down (&points, &low);
  assert_warnings (&points, "");
  points.office.fixed.instant += 1000;
  low = hang (&points, XY_HYGIENE_LOW_PAPER, &round);
  assert_warnings (&points, "");

  /* A correction takes one off, and is to be posted. */
  go_to (&points, "2026-11-05");
  office_act (&points.office, "Correct", correct, &round);
  assert_warnings (&points, "left 1; correction 1");
  points.office.fixed.instant += 1000;
  hang (&points, XY_HYGIENE_CORRECTION_PAPER, &round);
  assert_warnings (&points, "left 1");
  take_down (&points, &low);
  low = hang (&points, XY_HYGIENE_LOW_PAPER, &round);
  assert_warnings (&points, "");

  /* An objection that was right, and nothing done; not for ever. */
  go_to (&points, "2026-11-10");
  XyObjectionFiling filing = { .notice = red, .about = "我家没有去看" };
  g_assert_true (hygiene_try (&points, xy_objection_file_act, &filing, &error));
  assert_warnings (&points, "");
  XyObjectionAnswer answer = { .objection = filing.made, .answer = "确实漏看了", .result = XY_OBJECTION_UPHELD };
  g_assert_true (hygiene_try (&points, xy_objection_answer_act, &answer, &error));
  g_autoptr (XyActInfo) act = xy_store_get_undo (points.office.store, &error);
  g_assert_true (strstr (act->title, "correct") != NULL || strstr (act->title, "更正") != NULL);
  assert_warnings (&points, "upheld 1");
  go_to (&points, "2026-12-10");
  assert_warnings (&points, "upheld 1");
  go_to (&points, "2026-12-11");
  assert_warnings (&points, "");

  /* The last day on which it may hang is 2027-02-01. */
  go_to (&points, "2027-02-01");
  assert_warnings (&points, "");
  go_to (&points, "2027-02-02");
  assert_warnings (&points, "over 0");
  take_down (&points, &low);
  assert_warnings (&points, "");
  points_close (&points);
}

/* The rows about hygiene that are due or late, as "due 2026-11 hygiene-red". */
static void
assert_due (PointsOffice *points, const char *expected)
{
  g_autofree char *today = xy_env_today (&points->office.fixed.env);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = xy_notice_due (points->office.store, today, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      if (g_str_equal (row->item, "hygiene"))
        g_string_append_printf (text, "%s%s %s %s%s", text->len > 0 ? "; " : "", xy_notice_row_kind_name (row->kind),
                                row->period != NULL ? row->period : "-", row->paper_kind, row->late ? " late" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* On the page of the notice board: what was judged is to hang, and what hangs is to be replaced. */
static void
test_due (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 6);
  HygieneRound round = hygiene_round (&points, "2026-11-20", "2026-11-21", "rl");

  assert_due (&points, "due 2026-11 hygiene-red");
  /* The month is over: the round's own row is enough. */
  go_to (&points, "2026-12-05");
  assert_due (&points, "due 2026-11 hygiene-red late");
  XyHygieneSlipOne one = { .result = round.results[1] };
  XyId slip = hygiene_issue (&points, &one, NULL, NULL);
  XyId red = hang (&points, XY_HYGIENE_RED_PAPER, &round), low = hang (&points, XY_HYGIENE_LOW_PAPER, &round);
  g_assert_false (xy_id_same (&red, &low));
  assert_due (&points, "hanging - hygiene-low; hanging - hygiene-red");
  XyHygieneRechecking asked = { .slips = &slip, .n = 1, .kind = XY_HYGIENE_PASS, .close = TRUE };
  g_assert_true (hygiene_try (&points, xy_hygiene_recheck_act, &asked, &error));
  assert_due (&points, "hanging - hygiene-low late; hanging - hygiene-red");
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-list/red", test_red);
  g_test_add_func ("/hygiene-list/leave", test_leave);
  g_test_add_func ("/hygiene-list/naming", test_naming);
  g_test_add_func ("/hygiene-list/problems", test_problems);
  g_test_add_func ("/hygiene-list/warnings", test_warnings);
  g_test_add_func ("/hygiene-list/due", test_due);
  return g_test_run ();
}
