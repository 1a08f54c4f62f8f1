/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The close of a period: what it takes in each mode, what is refused before and after it, and how it is taken back. */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/person.h"
#include "core/points-account.h"
#include "core/points-balance.h"
#include "core/points-close.h"
#include "core/points-item.h"
#include "core/points-rank.h"
#include "core/points-scheme.h"
#include "points-office.h"

#define refused(error, code, wanted)                                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_assert_error (error, XY_ERROR, code);                                                                            \
    if ((wanted) != NULL)                                                                                              \
      g_assert_cmpstr (xy_error_get_field (error), ==, wanted);                                                        \
    g_clear_error (&error);                                                                                            \
  }                                                                                                                    \
  G_STMT_END

static gboolean
try_act (PointsOffice *points, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (points->office.store, &points->office.actor, "", func, data, error);
}

static void
check_balance (PointsOffice *points, const char *account, const XyId *owner, gint64 total, gint64 spend)
{
  XyPointsBalance balance;

  g_assert_true (xy_points_balance_of (points->office.store, account, owner, NULL, &balance, NULL));
  g_assert_cmpint (balance.total, ==, total);
  g_assert_cmpint (balance.spend, ==, spend);
}

static void
check_sound (PointsOffice *points)
{
  g_autoptr (GArray) differences = xy_points_verify (points->office.store, NULL, NULL);

  g_assert_cmpuint (differences->len, ==, 0);
}

static void
write_of (PointsOffice *points, guint household, const char *kind, const char *day, gint64 delta, gint64 withheld)
{
  PointsRaw raw = { .household = points->household[household],
                    .kind = kind,
                    .day = day,
                    .amount = g_str_equal (kind, "entry") ? 100 : 0,
                    .delta = delta,
                    .withheld = withheld };
  points_write (points, &raw);
}

static void
test_refused (void)
{
  PointsOffice points;
  points_open (&points, 1);
  g_autoptr (GError) error = NULL;
  XyPointsClosing closing = { .period = "2026Q5", .mode = "carry" };
  static const struct
  {
    XyPointsClosing closing;
    const char *field;
  } wrong[] = {
    { { .period = NULL, .mode = "carry" }, "period" },
    { { .period = "2026-13", .mode = "carry" }, "period" },
    { { .period = "2026-11", .mode = "carry" }, "period" },
    { { .period = "2026Q4", .mode = "carry" }, "period" },
    { { .period = "2026", .mode = "carry" }, "period" },
    { { .period = "2026Q3", .mode = NULL }, "mode" },
    { { .period = "2026Q3", .mode = "burn" }, "mode" },
    { { .period = "2026Q3", .mode = "share" }, "share" },
    { { .period = "2026Q3", .mode = "share", .share = 100 }, "share" },
    { { .period = "2026Q3", .mode = "expire" }, "months" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      closing = wrong[i].closing;
      g_assert_null (xy_points_close_preview (points.office.store, &closing, &error));
      refused (error, XY_ERROR_INVALID, wrong[i].field);
      g_assert_false (try_act (&points, xy_points_close_act, &closing, &error));
      refused (error, XY_ERROR_INVALID, wrong[i].field);
    }

  /* After Q3 neither it, nor one of its months, nor what lies before it; but what ends later. */
  closing = (XyPointsClosing){ .period = "2026Q3", .mode = "carry" };
  g_assert_true (try_act (&points, xy_points_close_act, &closing, &error));
  static const char *const late[] = { "2026Q3", "2026-09", "2026-08", "2026Q2", "2025" };
  for (guint i = 0; i < G_N_ELEMENTS (late); i++)
    {
      closing.period = late[i];
      g_assert_null (xy_points_close_preview (points.office.store, &closing, &error));
      refused (error, XY_ERROR_INVALID, "period");
    }
  closing.period = "2026-10";
  g_autoptr (GPtrArray) open = xy_points_close_preview (points.office.store, &closing, &error);
  g_assert_no_error (error);
  /* Another account is another matter. */
  closing = (XyPointsClosing){ .period = "2026Q2", .mode = "carry", .account = XY_POINTS_PERSON };
  g_assert_true (try_act (&points, xy_points_close_act, &closing, &error));
  points_close (&points);
}

static gboolean
register_item (XyTxn *txn, gpointer data, GError **error)
{
  PointsOffice *points = data;
  g_autoptr (XyPointsItem) item = xy_record_new (&xy_points_item_type);

  item->household = points->household[0];
  item->rule = points->sweep;
  item->delta = item->amount = 100;
  item->at = 1;
  xy_set_str (&item->category, "扶危济困");
  xy_set_str (&item->item, "义务清扫");
  xy_set_str (&item->day, "2026-09-30");
  xy_set_str (&item->recorder, "曾小平");
  return xy_record_save (txn, item, error);
}

static void
test_closed (void)
{
  PointsOffice points;
  points_open (&points, 2);
  g_autoptr (GError) error = NULL;
  XyPointsClosing closing = { .period = "2026Q3", .mode = "carry" };
  XyId old = points_one (&points, &points.sweep, 0, "2026-08-01", 0, 0);
  XyPointsDraft draft = {
    .rule = points.sweep, .day = "2026-09-30", .households = points.household, .n_households = 1
  };

  /* What still waits must be settled first. */
  office_act (&points.office, "Item", register_item, &points);
  g_assert_false (try_act (&points, xy_points_close_act, &closing, &error));
  refused (error, XY_ERROR_CONFLICT, NULL);
  g_assert_true (xy_store_undo (points.office.store, &points.office.actor, &error));

  g_assert_true (try_act (&points, xy_points_close_act, &closing, &error));
  g_assert_no_error (error);
  check_balance (&points, NULL, &points.household[0], 100, 100);
  g_assert_false (points_try (&points, &draft, &error));
  refused (error, XY_ERROR_INVALID, "day");
  draft.day = "2026-10-01";
  g_assert_true (points_try (&points, &draft, &error));
  XyPointsReversal reversal = { .entry = old, .reason = "记错了", .day = "2026-09-30" };
  g_assert_false (try_act (&points, xy_points_reverse_act, &reversal, &error));
  refused (error, XY_ERROR_INVALID, "day");
  /* A correction of today is of today. */
  reversal.day = NULL;
  g_assert_true (try_act (&points, xy_points_reverse_act, &reversal, &error));
  check_balance (&points, NULL, &points.household[0], 100, 100);

  /* Undo goes back to the close and, while it is not confirmed, behind it. */
  for (guint i = 0; i < 3; i++)
    g_assert_true (xy_store_undo (points.office.store, &points.office.actor, &error));
  draft.day = "2026-09-30";
  g_assert_true (points_try (&points, &draft, &error));
  check_sound (&points);
  points_close (&points);
}

/* What a close of 2026Q3 in MODE makes of four households. */
static void
check_mode (XyPointsClosing closing, const gint64 wanted[4][2])
{
  PointsOffice points;
  points_open (&points, 3);
  g_autoptr (GError) error = NULL;
  XyPointsRankQuery query = { .period = "2026Q3", .by_total = TRUE };

  /* Earned long ago and of late, some of it fetched, some of it honour alone. */
  write_of (&points, 0, "entry", "2025-05-01", 1000, 0);
  write_of (&points, 0, "entry", "2026-07-01", 333, 100);
  write_of (&points, 0, "redeem", "2026-07-02", 0, 400);
  /* In debt. */
  write_of (&points, 1, "entry", "2026-08-01", -500, 0);
  /* An entry of the period that was corrected after it, and one fetched after it; new points stay. */
  XyId wrong = points_one (&points, &points.sweep, 2, "2026-09-01", 700, 0);
  write_of (&points, 2, "entry", "2025-01-01", 600, 0);
  XyPointsReversal reversal = { .entry = wrong, .reason = "记错了", .day = "2026-10-02" };
  office_act (&points.office, "", xy_points_reverse_act, &reversal);
  write_of (&points, 2, "redeem", "2026-10-03", 0, 200);
  write_of (&points, 2, "entry", "2026-10-04", 50, 0);
  /* Only after the period. */
  write_of (&points, 3, "entry", "2026-11-01", 80, 0);

  g_autoptr (GPtrArray) before = xy_points_rank (points.office.store, &query, NULL);
  g_autoptr (GPtrArray) rows = xy_points_close_preview (points.office.store, &closing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  g_autofree char *dump = xy_store_dump (points.office.store, NULL);
  g_assert_true (try_act (&points, xy_points_close_act, &closing, &error));
  g_assert_no_error (error);
  for (guint h = 0; h < 4; h++)
    check_balance (&points, NULL, &points.household[h], wanted[h][0], wanted[h][1]);
  check_sound (&points);

  /* Sums and preview agree, and the period's ranking is what it was. */
  g_autoptr (GPtrArray) closes = xy_points_close_list (points.office.store, NULL);
  const XyPointsClose *close = closes->pdata[0];
  gint64 total = 0, spend = 0, n = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const XyPointsCloseRow *row = rows->pdata[i];
      total -= row->take_total;
      spend -= row->take_spend;
      n += row->take_total != 0 || row->take_spend != 0;
    }
  g_assert_cmpint (close->delta, ==, total);
  g_assert_cmpint (close->spend, ==, spend);
  g_assert_cmpint (close->n, ==, n);
  g_autoptr (GPtrArray) after = xy_points_rank (points.office.store, &query, NULL);
  for (guint i = 0; i < before->len; i++)
    {
      const XyPointsStanding *was = before->pdata[i], *is = after->pdata[i];
      g_assert_true (xy_id_same (&was->household, &is->household));
      g_assert_cmpint (was->total, ==, is->total);
    }

  /* Taken back, done again, and undone: each time the village is what it was. */
  g_assert_true (try_act (&points, xy_points_close_take_back_act, &closing.made, &error));
  g_autofree char *back = xy_store_dump (points.office.store, NULL);
  g_assert_cmpstr (back, ==, dump);
  g_assert_false (try_act (&points, xy_points_close_take_back_act, &closing.made, &error));
  refused (error, XY_ERROR_CONFLICT, NULL);
  g_assert_true (xy_store_undo (points.office.store, &points.office.actor, &error));
  for (guint h = 0; h < 4; h++)
    check_balance (&points, NULL, &points.household[h], wanted[h][0], wanted[h][1]);
  g_assert_true (xy_store_undo (points.office.store, &points.office.actor, &error));
  g_autofree char *undone = xy_store_dump (points.office.store, NULL);
  g_assert_cmpstr (undone, ==, dump);
  g_assert_true (xy_store_redo (points.office.store, &points.office.actor, &error));
  for (guint h = 0; h < 4; h++)
    check_balance (&points, NULL, &points.household[h], wanted[h][0], wanted[h][1]);
  check_sound (&points);
  points_close (&points);
}

static void
test_modes (void)
{
  static const gint64 carried[4][2] = { { 1333, 833 }, { -500, -500 }, { 650, 450 }, { 80, 80 } };
  static const gint64 cleared[4][2] = { { 0, 0 }, { 0, 0 }, { 50, 50 }, { 80, 80 } };
  /* Half of 1333 is 666.5, of 833 416.5: down to the hundredth. Of 600 300, of what was not fetched of it 200. */
  static const gint64 shared[4][2] = { { 666, 416 }, { -500, -500 }, { 350, 250 }, { 80, 80 } };
  /* Of the 1000 of 2025 400 were fetched; of the 600 of 2025 200. What counts stays. */
  static const gint64 expired[4][2] = { { 1333, 233 }, { -500, -500 }, { 650, 50 }, { 80, 80 } };

  check_mode ((XyPointsClosing){ .period = "2026Q3", .mode = "carry" }, carried);
  check_mode ((XyPointsClosing){ .period = "2026Q3", .mode = "clear", .decision = "村民代表会议" }, cleared);
  check_mode ((XyPointsClosing){ .period = "2026Q3", .mode = "share", .share = 50 }, shared);
  check_mode ((XyPointsClosing){ .period = "2026Q3", .mode = "expire", .months = 12 }, expired);
}

static void
test_confirmed (void)
{
  PointsOffice points;
  points_open (&points, 4);
  g_autoptr (GError) error = NULL;
  XyPointsClosing closing = { .period = "2026-09", .mode = "clear" }, next = { .period = "2026-10", .mode = "carry" };
  points_one (&points, &points.sweep, 0, "2026-08-01", 0, 0);

  g_assert_true (try_act (&points, xy_points_close_act, &closing, &error));
  g_assert_true (try_act (&points, xy_points_close_act, &next, &error));
  g_assert_false (try_act (&points, xy_points_close_take_back_act, &closing.made, &error));
  refused (error, XY_ERROR_CONFLICT, NULL);
  g_assert_true (try_act (&points, xy_points_close_take_back_act, &next.made, &error));
  g_assert_true (try_act (&points, xy_points_close_confirm_act, &closing.made, &error));
  g_assert_false (try_act (&points, xy_points_close_confirm_act, &closing.made, &error));
  refused (error, XY_ERROR_CONFLICT, NULL);
  g_assert_false (try_act (&points, xy_points_close_take_back_act, &closing.made, &error));
  refused (error, XY_ERROR_CONFLICT, NULL);

  g_autoptr (GPtrArray) written =
      xy_record_list (points.office.store, &xy_points_entry_type, "WHERE t.kind = 'close'", XY_BIND_NONE, NULL);
  g_assert_cmpuint (written->len, ==, 1);
  XyPointsReversal reversal = { .entry = ((XyRecord *) written->pdata[0])->id, .reason = "想要回来" };
  g_assert_false (try_act (&points, xy_points_reverse_act, &reversal, &error));
  refused (error, XY_ERROR_CONFLICT, NULL);
  /* Undo takes back what was done before the confirmation (the second close, and its taking back), never the first. */
  guint n = 0;
  while (xy_store_undo (points.office.store, &points.office.actor, NULL))
    g_assert_cmpuint (++n, <, 4);
  g_assert_false (xy_store_undo (points.office.store, &points.office.actor, &error));
  refused (error, XY_ERROR_CONFLICT, NULL);
  check_balance (&points, NULL, &points.household[0], 0, 0);
  check_sound (&points);
  points_close (&points);
}

static gboolean
save_scheme (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyPointsScheme) scheme = xy_record_new (&xy_points_scheme_type);

  xy_set_str (&scheme->name, "石板溪村积分管理办法");
  xy_set_str (&scheme->starts, "2025-01-01");
  xy_set_str (&scheme->account, data);
  scheme->base = 100000;
  return xy_points_scheme_save (txn, scheme, error);
}

static gboolean
give_base (XyTxn *txn, gpointer year, GError **error)
{
  return xy_points_scheme_give_base (txn, year, NULL, error);
}

static gboolean
add_person (XyTxn *txn, gpointer data, GError **error)
{
  PointsOffice *points = data;
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  xy_set_str (&person->name, "赵小明");
  xy_set_str (&person->state, "here");
  xy_set_str (&person->birthday, "1980-05-01");
  person->household = points->household[5];
  return xy_record_save (txn, person, error);
}

/* 文登: everybody begins each year with 1000, whatever he had. */
static void
test_base (void)
{
  static char person_account[] = XY_POINTS_PERSON, year_2025[] = "2025";
  PointsOffice points;
  points_open (&points, 5);
  Office *office = &points.office;
  g_autoptr (GError) error = NULL;
  office_act (office, "Person", add_person, &points);
  office_act (office, "Scheme", save_scheme, person_account);
  office_act (office, "Base", give_base, year_2025);
  g_autoptr (GPtrArray) people = xy_record_list (office->store, &xy_person_type, "WHERE t.del = 0", XY_BIND_NONE, NULL);
  XyId id = ((XyRecord *) people->pdata[0])->id;
  PointsRaw fault = { .household = points.household[5],
                      .person = id,
                      .account = XY_POINTS_PERSON,
                      .kind = "entry",
                      .day = "2025-06-01",
                      .amount = 100,
                      .delta = -2500 };
  points_write (&points, &fault);
  check_balance (&points, XY_POINTS_PERSON, &id, 97500, -2500);

  /* A quarter leaves the base alone. */
  XyPointsClosing quarter = { .period = "2025Q2", .mode = "clear", .account = XY_POINTS_PERSON };
  g_assert_true (try_act (&points, xy_points_close_act, &quarter, &error));
  g_assert_cmpuint (quarter.based, ==, 0);
  check_balance (&points, XY_POINTS_PERSON, &id, 100000, 0);
  g_assert_true (xy_store_undo (office->store, &office->actor, &error));

  g_autofree char *before = xy_store_dump (office->store, NULL);
  for (guint i = 0; i < 2; i++)
    {
      XyPointsClosing year = {
        .period = "2025", .mode = i == 0 ? "clear" : "share", .share = 50, .account = XY_POINTS_PERSON
      };
      g_assert_true (try_act (&points, xy_points_close_act, &year, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (year.based, ==, 1);
      check_balance (&points, XY_POINTS_PERSON, &id, i == 0 ? 100000 : 97500, i == 0 ? 0 : -2500);
      check_sound (&points);
      g_assert_true (try_act (&points, xy_points_close_take_back_act, &year.made, &error));
      g_assert_no_error (error);
      check_balance (&points, XY_POINTS_PERSON, &id, 97500, -2500);
      g_autofree char *after = xy_store_dump (office->store, NULL);
      g_assert_cmpstr (after, ==, before);
    }
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points/close-refused", test_refused);
  g_test_add_func ("/points/closed", test_closed);
  g_test_add_func ("/points/close-modes", test_modes);
  g_test_add_func ("/points/close-confirmed", test_confirmed);
  g_test_add_func ("/points/close-base", test_base);
  return g_test_run ();
}
