/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tasks of the village to practise in, done by acts in any order that the work allows: nothing is done in a fresh
 * village whatever stands in it, each is done by its own acts and by no other's, undoing them leaves it to be done
 * again, and what others did before the tasks began never counts.
 */
#include <locale.h>
#include <string.h>

#include "core/board.h"
#include "core/day.h"
#include "core/event.h"
#include "core/backup.h"
#include "core/folder.h"
#include "core/household.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-score.h"
#include "core/matter-list.h"
#include "core/meeting-act.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/notice-list.h"
#include "core/paper-record.h"
#include "core/points-flow.h"
#include "core/points-record.h"
#include "core/practice-village.h"
#include "core/practice.h"
#include "core/sample.h"
#include "core/user.h"
#include "office.h"

#define TODAY "2026-11-22"

typedef struct
{
  Office office;
  GPtrArray *users;
  GArray *households; /* of XyId: live ones */
  XyId item;          /* of points, the last that was registered */
  guint next;         /* household */
} Run;

static gint64
number (Run *run, const char *sql)
{
  gint64 n = 0;

  g_assert_true (xy_db_number (xy_store_get_db (run->office.store), sql, XY_BIND_NONE, &n, NULL));
  return n;
}

static XyId
id_of (Run *run, const char *sql)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (run->office.store), sql, XY_BIND_NONE, NULL);

  g_assert_true (xy_rows_next (rows, NULL));
  return xy_rows_id (rows, 0);
}

static XyPracticeState
look (Run *run)
{
  g_autoptr (GError) error = NULL;
  XyPracticeState state;

  xy_practice_read (run->office.store, &state, &error);
  g_assert_no_error (error);
  return state;
}

static void
run_open (Run *run, const char *today)
{
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;
  Office *office = &run->office;

  memset (run, 0, sizeof *run);
  options.households = XY_PRACTICE_HOUSEHOLDS;
  options.persons = 0;
  options.groups = XY_PRACTICE_GROUPS;
  options.years = 1;
  options.today = today;
  xy_fixed_env_init (&office->fixed, 1795309200000, 1);
  office->folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  office->path = g_build_filename (office->folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  xy_sample_create (office->path, &options, &error);
  g_assert_no_error (error);
  office->store = xy_store_open (office->path, &office->fixed.env, 0, &error);
  g_assert_no_error (error);
  run->users = xy_user_list (office->store, &error);
  g_assert_no_error (error);
  xy_user_actor (run->users->pdata[0], &office->actor);

  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (office->store),
                   "SELECT id FROM household WHERE del = 0 AND state = 'here' ORDER BY sort DESC", XY_BIND_NONE, NULL);
  run->households = g_array_new (FALSE, FALSE, sizeof (XyId));
  while (xy_rows_next (rows, NULL))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (run->households, id);
    }
}

static void
run_close (Run *run)
{
  g_clear_object (&run->office.store);
  xy_folder_remove (run->office.folder);
  g_free (run->office.folder);
  g_free (run->office.path);
  g_ptr_array_unref (run->users);
  g_array_unref (run->households);
}

static void
act (Run *run, XyActFunc func, gpointer data)
{
  office_act (&run->office, "", func, data);
}

/* A further one each time. */
static const XyId *
next_household (Run *run)
{
  return &g_array_index (run->households, XyId, run->next++ % run->households->len);
}

/* Doing each task */

static void
do_birth (Run *run)
{
  g_autoptr (XyPerson) child = xy_record_new (&xy_person_type);

  xy_set_str (&child->name, "新生儿");
  xy_set_str (&child->relation, "孙子");
  xy_set_str (&child->birthday, "2026-11-20");
  act (run, xy_event_apply,
       &(XyEventPlan){
           .kind = XY_EVENT_BIRTH, .household = *next_household (run), .newcomers = &child, .n_newcomers = 1 });
}

static gboolean
record_act (XyTxn *txn, gpointer data, GError **error)
{
  Run *run = data;
  g_autoptr (GArray) lines = NULL;
  XyPointsDraft draft = { .rule = id_of (run, "SELECT id FROM points_rule WHERE code = 'S01' AND del = 0 LIMIT 1"),
                          .day = TODAY,
                          .households = next_household (run),
                          .n_households = 1 };

  if (!xy_points_record (txn, &draft, &lines, error))
    return FALSE;
  run->item = g_array_index (lines, XyPointsLine, 0).item;
  g_assert_false (xy_id_is_none (&run->item));
  return TRUE;
}

static void
do_points (Run *run)
{
  act (run, record_act, run);
}

static void
do_review (Run *run)
{
  g_autoptr (GArray) judges = xy_points_judges_parse (run->office.store, "钱一一、孙二二、周三三、吴四四", NULL);
  XyPointsVerdict verdict = { .item = run->item, .pass = TRUE };

  act (run, xy_points_judge_act,
       &(XyPointsJudging){ .kind = XY_POINTS_STEP_REVIEW,
                           .judges = (const XyPointsJudge *) (gpointer) judges->data,
                           .n_judges = judges->len,
                           .verdicts = &verdict,
                           .n_verdicts = 1 });
}

typedef struct
{
  XyPaperPrint print;
  XyId made;
} Printing;

static gboolean
print_act (XyTxn *txn, gpointer data, GError **error)
{
  Printing *printing = data;
  g_autoptr (XyPaperRecord) paper = xy_paper_register (txn, &printing->print, error);

  if (paper == NULL)
    return FALSE;
  printing->made = paper->record.id;
  return TRUE;
}

static void
do_post (Run *run)
{
  XyPointsListing listing = { .n = 0 };
  XyId board = id_of (run, "SELECT id FROM board WHERE del = 0 LIMIT 1");

  act (run, xy_points_list_act, &listing);
  Printing printing = { .print = { .kind = XY_POINTS_LIST_PAPER, .prefix = "JF", .title = "名单", .pages = 1 } };
  printing.print.subject = listing.made;
  act (run, print_act, &printing);
  g_assert_false (look (run).done[XY_PRACTICE_POST]);
  act (
      run, xy_notice_post_act,
      &(XyNoticePosting){ .item = "points", .title = "名单", .paper = printing.made, .boards = &board, .n_boards = 1 });
}

static void
do_hygiene (Run *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyHygieneRound) round =
      xy_hygiene_round_propose (run->office.store, "special", "household", TODAY, &error);
  g_autoptr (GArray) seats = xy_hygiene_seats_parse (run->office.store, "钱一一、孙二二、周三三", NULL);
  char unit[XY_ID_TEXT_LENGTH + 1];
  XyId first = id_of (run, "SELECT id FROM unit WHERE kind = '组' ORDER BY sort LIMIT 1");

  g_assert_no_error (error);
  xy_hygiene_round_set_mode (round, "tick");
  xy_id_to_text (&first, unit);
  xy_set_str (&round->units, unit);
  act (run, xy_hygiene_make_act,
       &(XyHygieneMaking){ .round = round, .seats = (const XyHygieneSeat *) (void *) seats->data, .n_seats = 3 });
  g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (run->office.store, &round->record.id, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < grid->rows->len; i++)
    for (guint j = 0; j < grid->judges->len; j++)
      {
        const XyHygieneGridRow *row = grid->rows->pdata[i];
        if (g_str_equal (row->state, "in"))
          act (run, xy_hygiene_score_act,
               &(XyHygieneScoring){
                   .result = row->result, .judge = ((XyRecord *) grid->judges->pdata[j])->id, .sum = XY_HYGIENE_FULL });
      }
  g_assert_false (look (run).done[XY_PRACTICE_HYGIENE]);
  act (run, xy_hygiene_close_act, &(XyHygieneClosing){ .round = round->record.id });
}

static void
step_meeting (Run *run, const XyId *meeting, XyMeetingStepKind kind)
{
  act (run, xy_meeting_step_act, &(XyMeetingStepping){ .meeting = *meeting, .kind = kind });
}

static void
do_meeting (Run *run)
{
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  XyMeetingWriting writing = { .meeting = meeting };

  meeting->kind = id_of (run, "SELECT id FROM meeting_kind WHERE body = 'consult' AND del = 0 LIMIT 1");
  xy_set_str (&meeting->day, TODAY);
  xy_set_str (&meeting->starts, "07:30");
  xy_set_str (&meeting->ends, "08:00");
  xy_set_str (&meeting->place, "塘坳屋场");
  xy_set_str (&meeting->host, "林秀英");
  xy_set_str (&meeting->recorder, "曾小平");
  act (run, xy_meeting_write_act, &writing);
  step_meeting (run, &writing.made, XY_MEETING_BEGIN);
  act (run, xy_meeting_arrive_act, &(XyMeetingArriving){ .meeting = writing.made, .household = *next_household (run) });
  line->meeting = writing.made;
  xy_set_str (&line->kind, "decision");
  xy_set_str (&line->text, "清理塘坳水渠");
  xy_set_str (&line->owner, "林秀英");
  xy_set_str (&line->until, "2026-12-31");
  xy_set_str (&line->does, "village");
  act (run, xy_meeting_line_write_act, &(XyMeetingLineWriting){ .line = line });
  step_meeting (run, &writing.made, XY_MEETING_FINISH);
  g_assert_false (look (run).done[XY_PRACTICE_MEETING]);
  step_meeting (run, &writing.made, XY_MEETING_SIGN);
}

static void
do_matter (Run *run)
{
  XyId matter = id_of (run, "SELECT id FROM matter WHERE stage = 3 AND del = 0 LIMIT 1");

  act (run, xy_matter_step_act,
       &(XyMatterStepping){ .matters = &matter, .n = 1, .kind = XY_MATTER_SATISFIED, .by = "仇玉兰" });
  g_assert_false (look (run).done[XY_PRACTICE_MATTER]);
  act (run, xy_matter_step_act, &(XyMatterStepping){ .matters = &matter, .n = 1, .kind = XY_MATTER_CLOSE });
}

static void
do_backup (Run *run)
{
  g_autoptr (GError) error = NULL;

  g_free (xy_backup_take (run->office.path, &run->office.fixed.env, NULL, XY_BACKUP_MANUAL, NULL, &error));
  g_assert_no_error (error);
}

static void (*const deeds[]) (Run *run) = { do_birth,   do_points,  do_review, do_post,
                                            do_hygiene, do_meeting, do_matter, do_backup };

G_STATIC_ASSERT (G_N_ELEMENTS (deeds) == XY_PRACTICE_N_TASKS);

static void
check (Run *run, guint done)
{
  XyPracticeState state = look (run);

  for (guint i = 0; i < XY_PRACTICE_N_TASKS; i++)
    {
      g_test_message ("%s", xy_practice_task (i)->name);
      g_assert_cmpint (state.done[i], ==, (done & (1U << i)) != 0);
    }
  g_assert_cmpuint (state.n_done, ==, (guint) __builtin_popcount (done));
}

#define UNDOABLE "SELECT count (*) FROM act WHERE final = 0"

/* Takes back the last so many ACTS, and does them again. */
static void
back_and_forth (Run *run, gint64 acts, guint before, guint after)
{

  for (gint64 i = 0; i < acts; i++)
    g_assert_true (xy_store_undo (run->office.store, &run->office.actor, NULL));
  check (run, before);
  for (gint64 i = 0; i < acts; i++)
    g_assert_true (xy_store_redo (run->office.store, &run->office.actor, NULL));
  check (run, after);
}

/* What can be done now: one comes before the other where it is about what that made. */
static gboolean
is_ready (guint done, guint task)
{
  return (done & (1U << task)) == 0 && (task != XY_PRACTICE_REVIEW || (done & (1U << XY_PRACTICE_POINTS)) != 0)
         && (task != XY_PRACTICE_POST || (done & (1U << XY_PRACTICE_REVIEW)) != 0);
}

static void
test_each (void)
{
  GRand *rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint done = 0;
  Run run;

  run_open (&run, TODAY);
  check (&run, 0);
  g_assert_false (look (&run).begun);
  g_assert_true (xy_practice_begin (run.office.store, NULL));
  g_assert_true (look (&run).begun && look (&run).open);
  check (&run, 0);
  while (done != (1U << XY_PRACTICE_N_TASKS) - 1)
    {
      guint task = (guint) g_rand_int_range (rand, 0, XY_PRACTICE_N_TASKS), before = done;
      if (!is_ready (done, task))
        continue;
      run.office.fixed.instant += 1000;
      gint64 acts = number (&run, UNDOABLE);
      deeds[task](&run);
      done |= 1U << task;
      check (&run, done);
      if (task != XY_PRACTICE_BACKUP)
        back_and_forth (&run, number (&run, UNDOABLE) - acts, before, done);
    }
  run_close (&run);
  g_rand_free (rand);
}

/* All of it done before the tasks began; and what the sample did last, undone and done again afterwards. */
static void
test_before (void)
{
  Run run;

  run_open (&run, TODAY);
  for (guint i = 0; i < XY_PRACTICE_N_TASKS; i++)
    deeds[i](&run);
  run.office.fixed.instant += 1000;
  g_assert_true (xy_practice_begin (run.office.store, NULL));
  check (&run, 0);
  for (guint i = 0; i < 30; i++)
    g_assert_true (xy_store_undo (run.office.store, &run.office.actor, NULL));
  check (&run, 0);
  for (guint i = 0; i < 30; i++)
    g_assert_true (xy_store_redo (run.office.store, &run.office.actor, NULL));
  check (&run, 0);
  run_close (&run);
}

/* What was recorded before is reviewed afterwards: that is not what the task asks for; nor is a paper never made. */
static void
test_half (void)
{
  Run run;

  run_open (&run, TODAY);
  do_points (&run);
  g_assert_true (xy_practice_begin (run.office.store, NULL));
  do_review (&run);
  check (&run, 0);
  do_points (&run);
  check (&run, 1U << XY_PRACTICE_POINTS);
  run_close (&run);
}

/* The place is kept, the mark is set once, and no other village has tasks. */
static void
test_place (void)
{
  g_autoptr (GError) error = NULL;
  Office office;
  Run run;

  run_open (&run, TODAY);
  g_assert_true (xy_practice_begin (run.office.store, NULL));
  do_birth (&run);
  g_assert_true (xy_practice_go (run.office.store, XY_PRACTICE_HYGIENE, NULL));
  g_assert_true (xy_practice_set_open (run.office.store, FALSE, NULL));
  office_reopen (&run.office);
  g_assert_cmpint (look (&run).at, ==, XY_PRACTICE_HYGIENE);
  g_assert_false (look (&run).open);
  g_assert_true (xy_practice_begin (run.office.store, NULL));
  g_assert_true (look (&run).open);
  check (&run, 1U << XY_PRACTICE_BIRTH);
  run_close (&run);

  XyPracticeState state;
  office_open (&office, 7);
  g_assert_true (xy_practice_read (office.store, &state, NULL));
  g_assert_false (state.begun);
  g_assert_false (xy_practice_begin (office.store, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  office_close (&office);
}

/* It can be made on any day of the year, and there is something then to do each task on. */
static void
test_days (void)
{
  char day[XY_DAY_SIZE];
  Run run;

  for (int i = 0; i < 8; i++)
    {
      xy_day_add (TODAY, -47 * i, day);
      g_test_message ("%s", day);
      run_open (&run, day);
      g_assert_cmpint (number (&run, "SELECT count (*) FROM matter WHERE stage = 3 AND del = 0"), >, 0);
      run_close (&run);
    }
}

static char *
make_village (void)
{
  char *path = xy_practice_village_new_path ();

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  return path;
}

static void
test_files (void)
{
  g_autofree char *data = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (data, "431399101202.xiangyue", NULL);
  g_autofree char *old = g_build_filename (data, "practice", XY_SAMPLE_CODE ".xiangyue", NULL);

  g_setenv ("XIANGYUE_DATA", data, TRUE);
  g_assert_true (g_file_set_contents (own, "x", 1, NULL));
  g_assert_null (xy_practice_village_find ());
  g_free (xy_practice_village_new_path ());
  g_assert_null (xy_practice_village_find ());
  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  g_autofree char *found = xy_practice_village_find ();
  g_assert_cmpstr (found, ==, old);
  g_autofree char *first = make_village (), *second = make_village ();
  g_autofree char *newest = xy_practice_village_find ();
  g_assert_cmpstr (newest, ==, second);
  g_assert_true (xy_practice_village_is_one (first) && xy_practice_village_is_one (old));
  g_assert_false (xy_practice_village_is_one (own) || xy_practice_village_is_one (NULL));

  xy_practice_village_remove_others (own);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
  xy_practice_village_remove_others (second);
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS) && g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS) || g_file_test (old, G_FILE_TEST_EXISTS));
  g_unsetenv ("XIANGYUE_DATA");
  xy_folder_remove (data);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/each", test_each);
  g_test_add_func ("/practice/before", test_before);
  g_test_add_func ("/practice/half", test_half);
  g_test_add_func ("/practice/place", test_place);
  g_test_add_func ("/practice/files", test_files);
  g_test_add_func ("/practice/days", test_days);
  return g_test_run ();
}
