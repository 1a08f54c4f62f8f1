/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/bylaw-lint.h"
#include "core/bylaw.h"
#include "core/household.h"
#include "core/hygiene-effect.h"
#include "core/hygiene-slip.h"
#include "core/matter-list.h"
#include "core/meeting-act.h"
#include "core/meeting-sheet.h"
#include "core/id-number.h"
#include "core/op.h"
#include "core/person.h"
#include "core/points-balance.h"
#include "core/points-flow.h"
#include "core/board.h"
#include "core/notice-archive.h"
#include "core/notice-list.h"
#include "core/sample.h"
#include "office.h"

#define TODAY "2026-11-22"

typedef struct
{
  char *folder;
  char *path;
  XyFixedEnv fixed;
  XyStore *store;
} Sample;

static void
sample_open (Sample *sample, const XySampleOptions *options)
{
  g_autoptr (GError) error = NULL;

  xy_fixed_env_init (&sample->fixed, 1795309200000, 1);
  sample->folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  sample->path = g_build_filename (sample->folder, "sample.xiangyue", NULL);
  xy_sample_create (sample->path, options, &error);
  g_assert_no_error (error);
  sample->store = xy_store_open (sample->path, &sample->fixed.env, 0, &error);
  g_assert_no_error (error);
}

static void
sample_close (Sample *sample)
{
  g_clear_object (&sample->store);
  g_unlink (sample->path);
  g_rmdir (sample->folder);
  g_free (sample->path);
  g_free (sample->folder);
}

static gint64
count (Sample *sample, const char *sql)
{
  gint64 number = -1;

  g_assert_true (xy_db_number (xy_store_get_db (sample->store), sql, XY_BIND_NONE, &number, NULL));
  return number;
}

static void
test_same (void)
{
  XySampleOptions options = { .households = 40, .years = 1, .seed = 7, .today = TODAY };
  Sample first, second, other;

  sample_open (&first, &options);
  sample_open (&second, &options);
  options.seed = 8;
  sample_open (&other, &options);
  g_autofree char *a = xy_store_dump (first.store, NULL);
  g_autofree char *b = xy_store_dump (second.store, NULL);
  g_autofree char *c = xy_store_dump (other.store, NULL);
  g_assert_true (g_str_equal (a, b));
  g_assert_false (g_str_equal (a, c));
  sample_close (&first);
  sample_close (&second);
  sample_close (&other);
}

static void
check_people (Sample *sample)
{
  g_autoptr (GPtrArray) persons = xy_record_list (sample->store, &xy_person_type, "", XY_BIND_NONE, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  guint without = 0;

  for (guint i = 0; i < persons->len; i++)
    {
      const XyPerson *person = persons->pdata[i];
      XyIdNumber number;

      g_assert_true (person->phone == NULL || g_str_has_prefix (person->phone, "1990000"));
      if (person->id_number == NULL)
        {
          without++;
          continue;
        }
      g_assert_cmpint (xy_id_number_check (person->id_number, TODAY, &number), ==, XY_ID_GOOD);
      g_assert_cmpint (xy_id_number_compare (&number, person->sex, person->birthday), ==, XY_ID_GOOD);
      g_assert_true (g_str_has_prefix (person->id_number, "431399"));
      g_assert_true (g_hash_table_add (numbers, person->id_number));
    }
  g_assert_cmpuint (without, <, persons->len / 20);
}

/* A year of them, some at each step; whatever is judged of them is sound. */
static void
check_meetings (Sample *sample)
{
  static const char *const stages[] = { "stage = 0", "stage = 1", "stage = 2", "stage = 3", "stage = 4" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM meeting WHERE del = 0 AND %s", stages[i]);
      g_assert_cmpint (count (sample, sql), >=, 1);
    }
  g_assert_cmpint (count (sample, "SELECT count (*) FROM meeting"), >=, 14);
  g_assert_cmpint (count (sample, "SELECT count (*) FROM meeting_line WHERE voted = 1"), >=, 3);
  g_assert_cmpint (count (sample, "SELECT count (*) FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting "
                                  "WHERE l.kind = 'decision' AND (l.matter IS NULL) = (m.stage >= 3)"),
                   ==, 0);
  /* The matter that waits is past the Party's meetings, and on the agenda of the one that may decide it. */
  g_assert_cmpint (count (sample, "SELECT count (DISTINCT l.meeting) FROM matter AS m JOIN meeting_line AS l "
                                  "ON l.matter = m.id AND l.kind = 'topic' WHERE m.stage = 6"),
                   ==, 4);
  g_autoptr (GArray) wrong = xy_meeting_verify (sample->store, &error),
                     matters = xy_matter_verify (sample->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len + matters->len, ==, 0);
  g_autoptr (GPtrArray) all = xy_record_list (sample->store, &xy_meeting_type, "", XY_BIND_NONE, &error);
  for (guint i = 0; i < all->len; i++)
    {
      const XyMeeting *meeting = all->pdata[i];
      g_autoptr (XyMeetingSheet) sheet = xy_meeting_sheet_load (sample->store, &meeting->record.id, &error);
      g_autoptr (GPtrArray) gaps = xy_meeting_missing (sample->store, &meeting->record.id, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (sheet->n_present, <=, sheet->due);
      if (meeting->stage >= XY_MEETING_READY)
        g_assert_cmpuint (gaps->len, ==, 0);
    }
}

static void
check_bylaws (Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
      xy_record_list (sample->store, &xy_bylaw_version_type, "WHERE t.del = 0 ORDER BY t.id", XY_BIND_NONE, &error);
  g_autoptr (XyBylawRules) rules = xy_bylaw_rules_load (sample->store, NULL, &error);
  g_autoptr (GArray) wrong = xy_bylaw_verify (sample->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    {
      const XyBylawVersion *version = all->pdata[i];
      g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (sample->store, &version->record.id, &error);
      g_auto (GStrv) board = g_strsplit (version->board, "\n", -1);
      g_assert_no_error (error);
      g_assert_cmpuint (clauses->len, >=, 9);
      for (guint k = 0; k < clauses->len; k++)
        {
          g_autoptr (GPtrArray) found =
              xy_bylaw_lint_clause (rules, NULL, ((const XyBylawClause *) clauses->pdata[k])->text);
          g_assert_cmpuint (found->len, ==, 0);
        }
      g_assert_cmpuint (g_strv_length (board), <=, 10);
      for (guint k = 0; board[k] != NULL; k++)
        g_assert_cmpint (g_utf8_strlen (board[k], -1), <=, 16);
    }
  /* Voted on by the law of before 2026, and in force; the next is open for opinions; one was sent back once. */
  g_assert_cmpint (count (sample, "SELECT count (*) FROM bylaw_version AS t JOIN bylaw_step AS s ON s.version = t.id "
                                  "JOIN vote AS v ON v.id = s.vote WHERE t.stage = 8 AND s.kind = 'pass' AND "
                                  "v.closed_on = s.day AND v.passed = 1 AND s.day < '2026-01-01'"),
                   ==, 1);
  g_assert_cmpint (count (sample,
                          "SELECT count (*) FROM bylaw_opinion AS o JOIN bylaw_version AS t ON t.id = o.version "
                          "WHERE t.stage = 0"),
                   ==, 5);
  g_assert_cmpint (count (sample,
                          "SELECT count (*) FROM bylaw_opinion AS o JOIN bylaw_version AS t ON t.id = o.version "
                          "WHERE t.stage = 0 AND o.answer IS NULL"),
                   ==, 3);
  g_assert_cmpint (count (sample, "SELECT count (DISTINCT o.source) FROM bylaw_opinion AS o"), ==, 3);
  g_assert_cmpint (count (sample, "SELECT count (*) FROM bylaw_version AS t JOIN bylaw_step AS s ON s.version = t.id "
                                  "WHERE t.stage = 3 AND s.kind = 'return'"),
                   ==, 1);
  g_assert_cmpint (count (sample, "SELECT count (*) FROM bylaw_clause WHERE del = 0 AND story IS NOT NULL"), >=, 6);
  g_assert_cmpint (count (sample, "SELECT count (*) FROM bylaw_clause WHERE del = 0 AND rules IS NOT NULL"), >=, 3);
  g_assert_cmpint (count (sample, "SELECT count (*) FROM bylaw_clause WHERE del = 0 AND items IS NOT NULL"), >=, 3);
}

static void
test_village (void)
{
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;
  Sample sample;

  options.years = 1;
  options.entries = 1200;
  options.today = TODAY;
  sample_open (&sample, &options);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM household"), ==, 620);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM person WHERE state IN ('here', 'away')"), ==, 2300);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM unit"), ==, 14);
  g_assert_cmpint (count (&sample, "SELECT sample FROM village"), ==, 1);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM act WHERE title = ''"), ==, 0);
  g_assert_cmpint (count (&sample, "SELECT count (DISTINCT kind) FROM event"), >=, 3);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM tag_link"), >, 50);
  check_people (&sample);
  check_meetings (&sample);
  check_bylaws (&sample);

  g_autoptr (GPtrArray) problems = xy_household_list_problems (sample.store, NULL, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((XyProblem *) problems->pdata[i])->sentence);
  g_assert_cmpuint (problems->len, ==, 0);

  /* About as many entries as asked for, with caps and corrections among them, and none of a day to come. */
  gint64 n = count (&sample, "SELECT count (*) FROM points_entry");
  g_assert_cmpint (n, >, 1000);
  g_assert_cmpint (n, <, 1700);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM points_entry WHERE cut <> 0"), >, 0);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM points_entry WHERE kind = 'reversal'"), >, 0);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM points_entry WHERE day > '" TODAY "'"), ==, 0);

  g_autoptr (GArray) differences = xy_points_verify (sample.store, NULL, &error);
  g_assert_cmpuint (differences->len, ==, 0);
  g_assert_true (xy_op_verify (sample.store, &n, &error));

  /* What Undo takes back first is small. */
  g_autoptr (XyActInfo) act = xy_store_get_undo (sample.store, NULL);
  g_assert_cmpint (act->n_ops, <, 40);
  sample_close (&sample);
}

/* A year of notices: some hang, one came down too early, one objection is open, something is due and something waits.
 */
static void
test_notices (void)
{
  static const XyNoticeRowKind kinds[] = {
    XY_NOTICE_ROW_DUE,           XY_NOTICE_ROW_WAITING,   XY_NOTICE_ROW_HANGING,
    XY_NOTICE_ROW_MAY_COME_DOWN, XY_NOTICE_ROW_TOO_SHORT, XY_NOTICE_ROW_OBJECTION
  };
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "village.xiangyue", NULL);

  options.households = 40;
  options.persons = 0;
  options.groups = 3;
  options.years = 1;
  options.today = TODAY;
  g_assert_true (xy_sample_create (path, &options, &error));
  g_autoptr (XyStore) store = xy_store_open (path, xy_env_system (), 0, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows = xy_notice_due (store, TODAY, &error);
  g_assert_no_error (error);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      guint n = 0;
      for (guint i = 0; i < rows->len; i++)
        n += ((const XyNoticeRow *) rows->pdata[i])->kind == kinds[k];
      g_assert_cmpuint (n, >=, 1);
    }
  g_autoptr (GPtrArray) objections = xy_objection_list (store, NULL, FALSE, &error);
  g_assert_cmpuint (objections->len, ==, 3);
  g_autoptr (GPtrArray) archive = xy_notice_archive (store, 2026, NULL, &error);
  g_assert_cmpuint (archive->len, >, 25);
  g_autoptr (GPtrArray) boards = xy_board_list (store, &error);
  g_assert_cmpuint (boards->len, ==, 2);
  g_clear_object (&store);
  g_unlink (path);
  g_rmdir (folder);
}

/* Something at each step of the way, one thing frozen, one rejected, one withdrawn; and none of it where points count
 * at once. */
static void
test_flow (void)
{
  XySampleOptions options = { .households = 60, .years = 1, .seed = 3, .today = TODAY };
  Sample sample;
  guint counts[XY_POINTS_N_WAITING];
  g_autoptr (GError) error = NULL;

  sample_open (&sample, &options);
  g_assert_cmpuint (xy_points_flow_steps (sample.store), ==, 1 << XY_POINTS_STEP_REVIEW | 1 << XY_POINTS_STEP_POST);
  xy_points_flow_counts (sample.store, counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts[XY_POINTS_WAIT_REVIEW], ==, 13);
  g_assert_cmpuint (counts[XY_POINTS_WAIT_LIST], ==, 5);
  g_assert_cmpuint (counts[XY_POINTS_WAIT_POST], ==, 5);
  g_assert_cmpuint (counts[XY_POINTS_WAIT_DAYS], ==, 9);
  g_assert_cmpuint (counts[XY_POINTS_WAIT_ANSWER], ==, 1);
  g_assert_cmpuint (counts[XY_POINTS_WAIT_ALL], ==, 33);
  for (guint stage = XY_POINTS_BOOKED; stage <= XY_POINTS_WITHDRAWN; stage++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM points_item WHERE stage = %u", stage);
      g_assert_cmpint (count (&sample, sql), ==, stage == XY_POINTS_BOOKED ? 9 : 1);
    }
  sample_close (&sample);

  options.direct = TRUE;
  sample_open (&sample, &options);
  g_assert_false (xy_points_flow_is_on (sample.store));
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM points_item"), ==, 0);
  sample_close (&sample);
}

/* A year of rounds, by the month in a small village and by the quarter in a large one; the last is half typed, and of
 * the one before slips are at each step of the way. */
static void
test_hygiene (gconstpointer data)
{
  guint households = GPOINTER_TO_UINT (data);
  gboolean monthly = households <= 150;
  XySampleOptions options = { .households = households, .years = 1, .seed = 3, .entries = 50, .today = TODAY };
  g_autoptr (GError) error = NULL;
  guint counts[XY_HYGIENE_SLIPS_N];
  Sample sample;

  sample_open (&sample, &options);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_round WHERE target = 'household'"), ==,
                   monthly ? 12 : 5);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_round WHERE target = 'place'"), ==, 1);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_round WHERE closed_on IS NULL AND day < '" TODAY "'"),
                   ==, 1);
  /* Of the open one the first judge's sheets, and some of the second's. */
  g_assert_cmpint (count (&sample, "SELECT max (n) FROM hygiene_result WHERE round IN (SELECT id FROM hygiene_round "
                                   "WHERE closed_on IS NULL)"),
                   ==, 2);
  g_assert_cmpint (count (&sample, "SELECT count (DISTINCT state) FROM hygiene_result"), ==, 3);
  g_assert_cmpint (count (&sample, "SELECT count (DISTINCT band) FROM hygiene_result"), ==, 3);
  /* One round: a household that the figures would have on a list was left out, for a reason. */
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_result WHERE suggested = 'low' AND list IS NULL AND "
                                   "reason IS NOT NULL"),
                   >=, 1);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_result WHERE list = 'red' AND bright IS NOT NULL"), >,
                   3);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_naming WHERE household IS NULL"), ==, 1);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_naming WHERE household IS NOT NULL"), ==, 1);

  g_assert_true (xy_hygiene_slip_counts (sample.store, counts, &error));
  g_assert_cmpuint (counts[XY_HYGIENE_SLIPS_OVERDUE], ==, 1);
  g_assert_cmpuint (counts[XY_HYGIENE_SLIPS_OPEN], >=, 2);
  g_assert_cmpuint (counts[XY_HYGIENE_SLIPS_CLOSED], >, counts[XY_HYGIENE_SLIPS_OPEN]);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_slip WHERE help = 1"), >, 0);
  g_assert_cmpint (count (&sample, "SELECT count (*) FROM hygiene_slip WHERE received_on IS NULL"), ==, 0);
  g_autoptr (GArray) wrong = xy_hygiene_slip_verify (sample.store, &error);
  g_assert_cmpuint (wrong->len, ==, 0);
  g_autoptr (GPtrArray) effects = xy_hygiene_effect_list (sample.store, &error);
  g_assert_cmpuint (effects->len, ==, 3);
  sample_close (&sample);
}

/* So large a village judges some of its groups. */
/* The ledger has something at each step of the way, and one overdue. */
static void
test_matters (void)
{
  XySampleOptions options = { .households = 40, .years = 1, .seed = 5, .today = TODAY };
  Sample sample;
  sample_open (&sample, &options);
  guint counts[XY_MATTERS_N];
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_matter_counts (sample.store, counts, &error));
  for (guint i = 0; i < XY_MATTERS_N; i++)
    g_assert_cmpuint (counts[i], >, 0);
  g_autoptr (GArray) wrong = xy_matter_verify (sample.store, &error);
  g_assert_cmpuint (wrong->len, ==, 0);
  sample_close (&sample);
}

static void
test_hygiene_part (void)
{
  XySampleOptions options = { .households = 1800, .years = 1, .seed = 3, .entries = 50, .today = TODAY };
  Sample sample;

  sample_open (&sample, &options);
  g_assert_cmpint (count (&sample, "SELECT max (n) FROM (SELECT count (*) AS n FROM hygiene_result GROUP BY round)"), <,
                   1600);
  g_assert_cmpint (count (&sample, "SELECT min (n) FROM (SELECT count (*) AS n FROM hygiene_result WHERE household IS "
                                   "NOT NULL GROUP BY round)"),
                   >, 1300);
  sample_close (&sample);
}

/* However few there are, and whatever is drawn, a village comes of it. */
static void
test_small (void)
{
  static const struct
  {
    guint households, groups;
  } sizes[] = { { 1, 1 }, { 24, 24 }, { 29, 13 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint64 seed = 1; seed <= 5; seed++)
      {
        XySampleOptions options = {
          .households = sizes[i].households, .groups = sizes[i].groups, .years = 1, .seed = seed, .today = TODAY
        };
        Sample sample;

        g_test_message ("%u households in %u groups, seed %u", sizes[i].households, sizes[i].groups, (guint) seed);
        sample_open (&sample, &options);
        g_assert_cmpint (count (&sample, "SELECT count (*) FROM household"), >=, sizes[i].households);
        sample_close (&sample);
      }
}

static void
test_refused (void)
{
  XySampleOptions options = { .households = 30, .years = 1, .today = TODAY };
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.xiangyue", NULL);
  g_autoptr (GError) error = NULL;

  options.households = 0;
  g_assert_false (xy_sample_create (path, &options, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);
  options.households = 30;
  options.years = 99;
  g_assert_false (xy_sample_create (path, &options, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);
  options.years = 1;
  options.today = "2026-11";
  g_assert_false (xy_sample_create (path, &options, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  /* A file that is there is left alone. */
  g_assert_true (g_file_set_contents (path, "别的", -1, NULL));
  options.today = TODAY;
  g_assert_false (xy_sample_create (path, &options, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "别的");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/same", test_same);
  g_test_add_func ("/sample/village", test_village);
  g_test_add_func ("/sample/notices", test_notices);
  g_test_add_func ("/sample/flow", test_flow);
  g_test_add_data_func ("/sample/hygiene/monthly", GUINT_TO_POINTER (80), test_hygiene);
  g_test_add_data_func ("/sample/hygiene/quarterly", GUINT_TO_POINTER (200), test_hygiene);
  g_test_add_func ("/sample/hygiene/part", test_hygiene_part);
  g_test_add_func ("/sample/matters", test_matters);
  g_test_add_func ("/sample/small", test_small);
  g_test_add_func ("/sample/refused", test_refused);
  return g_test_run ();
}
