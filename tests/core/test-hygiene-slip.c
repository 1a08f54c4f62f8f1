/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include <sqlite3.h>

#include "hygiene-office.h"

#define NO XY_HYGIENE_N_STAGES

/* Written anew from the drawing in domain.md 4.5 and the header, act by act. */
static XyHygieneStage
drawn (XyHygieneStage stage, XyHygieneRecheckKind kind)
{
  gboolean done = stage == XY_HYGIENE_CLOSED || stage == XY_HYGIENE_VOID, waits = !done && stage != XY_HYGIENE_GOOD;

  switch (kind)
    {
    case XY_HYGIENE_PASS:
      return waits ? XY_HYGIENE_GOOD : NO;
    case XY_HYGIENE_EXTEND:
      return waits ? stage : NO;
    case XY_HYGIENE_PASS_ON:
      return stage == XY_HYGIENE_ISSUED ? XY_HYGIENE_PASSED_ON : NO;
    case XY_HYGIENE_CLOSE:
      return stage == XY_HYGIENE_GOOD ? XY_HYGIENE_CLOSED : NO;
    case XY_HYGIENE_MAKE_VOID:
      return done ? NO : XY_HYGIENE_VOID;
    case XY_HYGIENE_N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/* A new slip that was brought to STAGE. */
static XyId
slip_at (PointsOffice *points, XyHygieneStage stage)
{
  static const XyHygieneRecheckKind way[XY_HYGIENE_N_STAGES][2] = {
    [XY_HYGIENE_ISSUED] = { XY_HYGIENE_N_KINDS, XY_HYGIENE_N_KINDS },
    [XY_HYGIENE_PASSED_ON] = { XY_HYGIENE_PASS_ON, XY_HYGIENE_N_KINDS },
    [XY_HYGIENE_GOOD] = { XY_HYGIENE_PASS, XY_HYGIENE_N_KINDS },
    [XY_HYGIENE_CLOSED] = { XY_HYGIENE_PASS, XY_HYGIENE_CLOSE },
    [XY_HYGIENE_VOID] = { XY_HYGIENE_MAKE_VOID, XY_HYGIENE_N_KINDS },
  };
  XyHygieneSlipOne one = { .household = points->household[0], .problem = "门前有垃圾" };
  XyId slip = hygiene_issue (points, &one, "2026-11-10", "2026-11-17");

  for (guint i = 0; i < 2 && way[stage][i] != XY_HYGIENE_N_KINDS; i++)
    {
      g_autoptr (GError) error = NULL;
      hygiene_look (points, &slip, way[stage][i], "2026-11-12", &error);
      g_assert_no_error (error);
    }
  return slip;
}

static void
test_ways (void)
{
  PointsOffice points;
  points_open (&points, 1);

  for (guint stage = 0; stage < XY_HYGIENE_N_STAGES; stage++)
    for (guint kind = 0; kind < XY_HYGIENE_N_KINDS; kind++)
      {
        XyHygieneStage to = drawn (stage, kind);
        XyId id = slip_at (&points, stage);
        g_autoptr (GError) error = NULL;

        g_assert_cmpint (xy_hygiene_stage_after (stage, kind), ==, to);
        gboolean done = hygiene_look (&points, &id, kind, "2026-11-20", &error);
        g_assert_cmpint (done, ==, to != NO);
        g_autoptr (XyHygieneSlip) slip = hygiene_slip (&points, &id);
        g_assert_cmpint (slip->stage, ==, done ? to : stage);
        g_assert_cmpstr (slip->until, ==, done && kind == XY_HYGIENE_EXTEND ? "2026-12-20" : "2026-11-17");
        if (done)
          {
            xy_store_undo (points.office.store, &points.office.actor, &error);
            g_assert_no_error (error);
            g_autoptr (XyHygieneSlip) undone = hygiene_slip (&points, &id);
            g_assert_cmpint (undone->stage, ==, stage);
            g_assert_cmpstr (undone->until, ==, "2026-11-17");
            xy_store_redo (points.office.store, &points.office.actor, &error);
            g_assert_no_error (error);
            g_autoptr (XyHygieneSlip) redone = hygiene_slip (&points, &id);
            g_assert_cmpint (redone->stage, ==, to);
          }
        else
          g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
      }
  points_close (&points);
}

static void
test_issue (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 2);
  HygieneRound round = hygiene_round (&points, "2026-11-15", "2026-11-16", "rrll-ell");
  g_autoptr (GPtrArray) offers = xy_hygiene_slip_offers (points.office.store, &round.round, &error);

  /* Those to help first, by group; then who is excused. */
  static const guint order[] = { 2, 6, 3, 7, 5 };
  g_assert_no_error (error);
  g_assert_cmpuint (offers->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < offers->len; i++)
    {
      const XyHygieneSlipOffer *offer = offers->pdata[i];
      g_assert_true (xy_id_same (&offer->result, &round.results[order[i]]));
      g_assert_cmpint (offer->help, ==, order[i] == 5);
      g_assert_true (xy_id_is_none (&offer->slip));
    }

  XyHygieneSlipOne ones[] = { { .result = round.results[2] },
                              { .result = round.results[3] },
                              { .result = round.results[5], .problem = "屋后杂物多" } };
  XyId made[3];
  XyHygieneIssuing issuing = { .ones = ones, .n = 3, .day = "2026-11-16", .made = made };
  /* Who is excused is helped: somebody must do it. Nothing of the act stays. */
  g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
  hygiene_assert_field (error, "helper");
  ones[2].helper = "孙国强";
  hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (XyHygieneSlip) slip = hygiene_slip (&points, &made[i]);
      g_assert_cmpint (slip->number, ==, i + 1);
      g_assert_cmpstr (slip->due, ==, "2026-11-23");
      g_assert_cmpstr (slip->until, ==, "2026-11-23");
      g_assert_cmpstr (slip->problem, ==, i == 0 ? "门前堆柴草3处" : i == 1 ? "门前堆柴草4处" : "屋后杂物多");
      g_assert_cmpint (slip->help, ==, i == 2);
    }

  /* Once for each result; not for the red list. */
  issuing.n = 1;
  g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
  hygiene_assert_conflict (error);
  ones[0].result = round.results[0];
  g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
  hygiene_assert_conflict (error);
  /* Void, there may be another. */
  hygiene_look (&points, &made[0], XY_HYGIENE_MAKE_VOID, NULL, &error);
  g_assert_no_error (error);
  ones[0].result = round.results[2];
  hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error);
  g_assert_no_error (error);

  /* Undone, the number stays taken. */
  xy_store_undo (points.office.store, &points.office.actor, &error);
  g_assert_no_error (error);
  hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error);
  g_assert_no_error (error);
  g_autoptr (XyHygieneSlip) again = hygiene_slip (&points, &made[0]);
  g_assert_cmpint (again->number, ==, 5);
  g_autofree char *number = xy_hygiene_slip_number (again);
  g_assert_cmpstr (number, ==, "2026-005");
  static const char *const typed[] = { "2026-005", "2026-5", "5", "２０２６－5" };
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (XyHygieneSlip) found = xy_hygiene_slip_by_number (points.office.store, typed[i], "2026-11-22", &error);
      g_assert_no_error (error);
      g_assert_true (xy_id_same (&found->record.id, &made[0]));
    }
  static const char *const wrong[] = { "", "2026-", "2025-5", "-5", "x", "2026-4", "99999999999999999999" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (xy_hygiene_slip_by_number (points.office.store, wrong[i], "2026-11-22", &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  points_close (&points);
}

static void
test_refused (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 3);
  HygieneRound round = hygiene_round (&points, "2026-11-15", "2026-11-16", "ll");
  HygieneRound open = hygiene_round (&points, "2026-11-18", NULL, "ll");
  static const struct
  {
    const char *day, *due, *problem, *field;
    gboolean help;
  } cases[] = {
    { "2026-11-23", NULL, "堆垃圾", "day", FALSE },         { "2026-13-01", NULL, "堆垃圾", "day", FALSE },
    { "2026-11-20", "2026-11-19", "堆垃圾", "due", FALSE }, { "2026-11-20", "2027-11-22", "堆垃圾", "due", FALSE },
    { "2026-11-20", "明天", "堆垃圾", "due", FALSE },       { "2026-11-20", NULL, NULL, "problem", FALSE },
    { "2026-11-20", NULL, "堆垃圾", "helper", TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      XyHygieneSlipOne one = { .household = points.household[4], .problem = cases[i].problem, .help = cases[i].help };
      XyHygieneIssuing issuing = { .ones = &one, .n = 1, .day = cases[i].day, .due = cases[i].due };
      g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
      hygiene_assert_field (error, cases[i].field);
    }
  XyHygieneSlipOne nobody = { .problem = "堆垃圾" };
  XyHygieneIssuing issuing = { .ones = &nobody, .n = 1 };
  g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
  hygiene_assert_field (error, "household");
  issuing.n = 0;
  g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
  hygiene_assert_field (error, "ones");
  XyHygieneSlipOne twice[] = { { .result = round.results[0] }, { .result = round.results[0] } };
  issuing = (XyHygieneIssuing){ .ones = twice, .n = 2 };
  g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
  hygiene_assert_field (error, "ones");
  /* Before the round was judged, and before its lists were decided. */
  issuing = (XyHygieneIssuing){ .ones = twice, .n = 1, .day = "2026-11-14" };
  g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
  hygiene_assert_field (error, "day");
  twice[0].result = open.results[0];
  issuing.day = NULL;
  g_assert_false (hygiene_try (&points, xy_hygiene_issue_act, &issuing, &error));
  hygiene_assert_conflict (error);
  points_close (&points);
}

static void
test_days (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 4);
  XyHygieneSlipOne one = { .household = points.household[0], .problem = "堆垃圾" };
  XyId id = hygiene_issue (&points, &one, "2026-11-10", "2026-11-17");
  XyHygieneRechecking asked = { .slips = &id, .n = 1, .kind = XY_HYGIENE_EXTEND };
  static const struct
  {
    const char *day, *until, *field; /* NULL: accepted */
  } cases[] = {
    { "2026-11-09", "2026-11-20", "day" },   { "2026-11-23", "2026-11-25", "day" },
    { "2026-11-16", NULL, "until" },         { "2026-11-16", "2026-11-17", "until" },
    { "2026-11-16", "2026-11-15", "until" }, { "2026-11-16", "2026-11-18", NULL },
    { "2026-11-15", "2026-11-20", "day" },   { "2026-11-16", "2026-11-18", "until" },
    { "2026-11-22", "2026-11-21", "until" }, { "2026-11-18", "2026-11-30", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      asked.day = cases[i].day;
      asked.until = cases[i].until;
      gboolean done = hygiene_try (&points, xy_hygiene_recheck_act, &asked, &error);
      g_assert_cmpint (done, ==, cases[i].field == NULL);
      if (!done)
        hygiene_assert_field (error, cases[i].field);
    }
  g_autoptr (XyHygieneSlip) slip = hygiene_slip (&points, &id);
  g_assert_cmpstr (slip->due, ==, "2026-11-17");
  g_assert_cmpstr (slip->until, ==, "2026-11-30");
  asked = (XyHygieneRechecking){ .slips = &id, .n = 1, .kind = XY_HYGIENE_MAKE_VOID, .note = " " };
  g_assert_false (hygiene_try (&points, xy_hygiene_recheck_act, &asked, &error));
  hygiene_assert_field (error, "note");
  asked.n = 0;
  g_assert_false (hygiene_try (&points, xy_hygiene_recheck_act, &asked, &error));
  hygiene_assert_field (error, "slips");
  points_close (&points);
}

static void
test_receive (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 5);
  XyHygieneSlipOne one = { .household = points.household[0], .problem = "堆垃圾" };
  XyId id[] = { hygiene_issue (&points, &one, "2026-11-10", NULL), hygiene_issue (&points, &one, "2026-11-12", NULL) };
  XyHygieneReceipt receipt = { .slips = id, .n = 2, .day = "2026-11-11" };

  g_assert_false (hygiene_try (&points, xy_hygiene_receive_act, &receipt, &error));
  hygiene_assert_field (error, "day");
  receipt.day = "2026-11-12";
  hygiene_try (&points, xy_hygiene_receive_act, &receipt, &error);
  g_assert_no_error (error);
  g_autoptr (XyHygieneSlip) slip = hygiene_slip (&points, &id[1]);
  g_assert_cmpstr (slip->received_by, ==, "赵国强");
  g_assert_cmpstr (slip->received_on, ==, "2026-11-12");

  /* What somebody has on paper stays; the helper may still change. */
  g_autoptr (XyHygieneSlip) other = xy_record_copy (slip);
  xy_set_str (&other->problem, "堆柴草");
  g_assert_false (hygiene_try (&points, xy_hygiene_slip_change_act, other, &error));
  hygiene_assert_conflict (error);
  g_autoptr (XyHygieneSlip) helped = xy_record_copy (slip);
  xy_set_str (&helped->helper, "周国强");
  hygiene_try (&points, xy_hygiene_slip_change_act, helped, &error);
  g_assert_no_error (error);
  hygiene_look (&points, &id[1], XY_HYGIENE_MAKE_VOID, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (hygiene_try (&points, xy_hygiene_receive_act, &receipt, &error));
  hygiene_assert_conflict (error);
  points_close (&points);
}

static void
test_close_at_once (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 6);
  HygieneRound round = hygiene_round (&points, "2026-11-01", "2026-11-01", "lll");
  XyId id[3];
  for (guint i = 0; i < 3; i++)
    {
      XyHygieneSlipOne one = { .result = round.results[i] };
      id[i] = hygiene_issue (&points, &one, "2026-11-01", NULL);
    }
  XyHygieneRechecking asked = { .slips = id, .n = 3, .kind = XY_HYGIENE_PASS, .close = TRUE, .day = "2026-11-20" };

  hygiene_try (&points, xy_hygiene_recheck_act, &asked, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (XyHygieneSlip) slip = hygiene_slip (&points, &id[i]);
      g_autoptr (GPtrArray) rechecks = xy_hygiene_rechecks_of (points.office.store, &id[i], &error);
      g_assert_cmpint (slip->stage, ==, XY_HYGIENE_CLOSED);
      g_assert_cmpstr (slip->closed_on, ==, "2026-11-20");
      g_assert_cmpuint (rechecks->len, ==, 2);
    }
  /* One act, taken back as one. */
  xy_store_undo (points.office.store, &points.office.actor, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (XyHygieneSlip) slip = hygiene_slip (&points, &id[i]);
      g_assert_cmpint (slip->stage, ==, XY_HYGIENE_ISSUED);
      g_assert_null (slip->closed_on);
    }
  xy_store_redo (points.office.store, &points.office.actor, &error);
  g_assert_no_error (error);
  g_autoptr (XyHygieneSlip) again = hygiene_slip (&points, &id[2]);
  g_assert_cmpint (again->stage, ==, XY_HYGIENE_CLOSED);
  points_close (&points);
}

/* The list of WHICH, as letters of the slips in the order they were issued. */
static char *
letters (PointsOffice *points, const XyId *id, guint n, const XyHygieneSlipFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = xy_hygiene_slip_ids (points->office.store, filter, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    for (guint j = 0; j < n; j++)
      if (xy_id_same (&g_array_index (ids, XyId, i), &id[j]))
        g_string_append_c (text, (char) ('a' + j));
  return g_string_free (text, FALSE);
}

static void
assert_letters (PointsOffice *points, const XyId *id, guint n, XyHygieneSlipFilter filter, const char *expected)
{
  g_autofree char *found = letters (points, id, n, &filter);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_list (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 7);
  HygieneRound round = hygiene_round (&points, "2026-11-01", "2026-11-01", "llll");
  static const char *const due[] = { "2026-11-30", "2026-11-21", "2026-11-22", "2026-11-25", "2026-11-08" };
  XyId id[6];
  for (guint i = 0; i < 4; i++)
    {
      XyHygieneSlipOne one = { .result = round.results[i], .helper = i == 1 ? "孙国强" : NULL };
      id[i] = hygiene_issue (&points, &one, "2026-11-01", due[i]);
    }
  XyHygieneSlipOne outside = { .household = points.household[1], .problem = "水沟堵塞" };
  id[4] = hygiene_issue (&points, &outside, "2026-11-01", due[4]);
  id[5] = hygiene_issue (&points, &outside, "2025-12-30", "2026-01-05");
  /* d found good, f closed. */
  hygiene_look (&points, &id[3], XY_HYGIENE_PASS, "2026-11-20", NULL);
  hygiene_look (&points, &id[5], XY_HYGIENE_PASS, "2026-01-04", NULL);
  hygiene_look (&points, &id[5], XY_HYGIENE_CLOSE, "2026-01-04", NULL);

  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_OPEN }, "ebcad");
  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_OPEN, .reversed = TRUE }, "dacbe");
  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_OVERDUE }, "eb");
  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_SOON }, "c");
  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_GOOD }, "d");
  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_CLOSED }, "f");
  assert_letters (&points, id, 6,
                  (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_ALL, .order = XY_HYGIENE_SLIPS_BY_NUMBER },
                  "edcbaf");
  assert_letters (&points, id, 6,
                  (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_ALL, .household = points.household[1] }, "ebf");
  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_ALL, .unit = points.unit[2] }, "c");
  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_ALL, .round = round.round }, "bcad");
  assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_ALL, .year = "2025" }, "f");
  static const struct
  {
    const char *text, *expected;
  } texts[] = { { "水沟", "ef" },    { "孙国强", "bc" }, { "qgq", "ebf" },
                { "2026-003", "c" }, { "2-001", "ebf" }, { "没有这个", "" } };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_letters (&points, id, 6, (XyHygieneSlipFilter){ .which = XY_HYGIENE_SLIPS_ALL, .text = texts[i].text },
                    texts[i].expected);

  guint counts[XY_HYGIENE_SLIPS_N];
  static const guint expected[] = { 5, 2, 1, 1, 1, 6 };
  g_assert_true (xy_hygiene_slip_counts (points.office.store, counts, &error));
  for (guint i = 0; i < XY_HYGIENE_SLIPS_N; i++)
    g_assert_cmpuint (counts[i], ==, expected[i]);

  g_autoptr (GPtrArray) rows = xy_hygiene_slip_rows (points.office.store, id, 6, &error);
  g_assert_no_error (error);
  const XyHygieneSlipRow *late = rows->pdata[1], *good = rows->pdata[3], *soon = rows->pdata[2];
  g_assert_true (late->overdue && !late->soon && late->days == -1);
  g_assert_true (!good->overdue && !good->soon && good->n_rechecks == 1);
  g_assert_cmpstr (good->last_by, ==, "曾小平");
  g_assert_true (soon->soon && soon->days == 0);
  g_assert_cmpstr (late->household_number, ==, "2-001");
  g_assert_cmpstr (late->name, ==, "钱国强");
  g_assert_nonnull (late->round_title);
  g_assert_null (((XyHygieneSlipRow *) rows->pdata[4])->round_title);
  points_close (&points);
}

static gboolean
delete_household (XyTxn *txn, gpointer id, GError **error)
{
  return xy_household_delete (txn, id, error);
}

/* What was written to a household stays its own. */
static void
test_household (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 9);
  XyHygieneSlipOne one = { .household = points.household[0], .problem = "堆垃圾" };

  hygiene_issue (&points, &one, "2026-11-10", NULL);
  g_assert_false (hygiene_try (&points, delete_household, &points.household[0], &error));
  hygiene_assert_conflict (error);
  g_assert_true (hygiene_try (&points, delete_household, &points.household[1], &error));
  points_close (&points);
}

/* Past the program, as only a fault could. */
static void
write_past (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_verify (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 8);
  XyId id = slip_at (&points, XY_HYGIENE_GOOD);
  static const char *const spoils[] = { "UPDATE hygiene_slip SET stage = 3",
                                        "UPDATE hygiene_slip SET stage = 2, until = '2026-11-18'",
                                        "UPDATE hygiene_slip SET until = due, closed_on = day" };
  g_autoptr (GArray) whole = xy_hygiene_slip_verify (points.office.store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (whole->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (spoils); i++)
    {
      g_clear_object (&points.office.store);
      write_past (points.office.path, spoils[i]);
      office_reopen (&points.office);
      g_autoptr (GArray) wrong = xy_hygiene_slip_verify (points.office.store, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (wrong->len, ==, 1);
      g_assert_true (xy_id_same (&g_array_index (wrong, XyId, 0), &id));
    }
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-slip/ways", test_ways);
  g_test_add_func ("/hygiene-slip/issue", test_issue);
  g_test_add_func ("/hygiene-slip/refused", test_refused);
  g_test_add_func ("/hygiene-slip/days", test_days);
  g_test_add_func ("/hygiene-slip/receive", test_receive);
  g_test_add_func ("/hygiene-slip/close-at-once", test_close_at_once);
  g_test_add_func ("/hygiene-slip/list", test_list);
  g_test_add_func ("/hygiene-slip/household", test_household);
  g_test_add_func ("/hygiene-slip/verify", test_verify);
  return g_test_run ();
}
