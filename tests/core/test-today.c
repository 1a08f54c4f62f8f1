/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What waits, in the village to practise in, while days go by and one thing after the other is done: each is gone from
 * the list when it is done and not before, nothing stands there twice, and there are as many of each as the modules
 * count that they come from.
 */
#include <locale.h>
#include <string.h>

#include "core/board.h"
#include "core/bylaw-due.h"
#include "core/backup.h"
#include "core/folder.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-slip.h"
#include "core/matter-list.h"
#include "core/meeting-act.h"
#include "core/meeting-due.h"
#include "core/meeting-kind-act.h"
#include "core/meeting-list.h"
#include "core/notice-list.h"
#include "core/paper-record.h"
#include "core/person.h"
#include "core/points-flow.h"
#include "core/sample.h"
#include "core/today.h"
#include "office.h"

#define A_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))
#define STEPS 45

typedef struct
{
  Office office;
  GRand *rand;
  char *today;
  XyId board;
  guint n_done[XY_TODAY_N_KINDS];
} Run;

static void
run_open (Run *run, guint64 seed)
{
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;
  Office *office = &run->office;

  memset (run, 0, sizeof *run);
  options.households = 40;
  options.persons = 130;
  options.years = 1;
  options.today = "2026-11-22";
  xy_fixed_env_init (&office->fixed, 1795309200000, seed);
  office->folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  office->path = g_build_filename (office->folder, "sample.xiangyue", NULL);
  office->actor = (XyActor){ .user = xy_id_new (&office->fixed.env), .name = "曾小平", .permissions = ~0u };
  xy_sample_create (office->path, &options, &error);
  g_assert_no_error (error);
  office->store = xy_store_open (office->path, &office->fixed.env, 0, &error);
  g_assert_no_error (error);
  run->today = g_strdup ("2026-11-22");
  g_autoptr (GPtrArray) boards = xy_board_list (office->store, &error);
  g_assert_no_error (error);
  run->board = ((const XyBoard *) boards->pdata[0])->record.id;
}

static void
run_close (Run *run)
{
  g_clear_object (&run->office.store);
  xy_folder_remove (run->office.folder);
  g_free (run->office.folder);
  g_free (run->office.path);
  g_free (run->today);
  g_clear_pointer (&run->rand, g_rand_free);
}

static void
go_on (Run *run, int days)
{
  run->office.fixed.instant += days * A_DAY;
  g_free (run->today);
  run->today = xy_env_today (xy_store_get_env (run->office.store));
}

static GPtrArray *
look (Run *run)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = xy_today (run->office.store, &error);

  g_assert_no_error (error);
  return lines;
}

static guint
sum_of (GPtrArray *lines, XyTodayKind kind, int when)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const XyTodayLine *line = lines->pdata[i];
      n += line->kind == kind && (when < 0 || (int) line->when == when) ? line->n : 0;
    }
  return n;
}

#define SUM(kind) sum_of (lines, XY_TODAY_##kind, -1)

static void
check_counts (Run *run, GPtrArray *lines)
{
  XyStore *store = run->office.store;
  guint matters[XY_MATTERS_N], slips[XY_HYGIENE_SLIPS_N], meetings[XY_MEETINGS_N], points[XY_POINTS_N_WAITING];
  g_autoptr (GPtrArray) rows = xy_notice_due (store, run->today, NULL);
  g_autoptr (GPtrArray) due = xy_meeting_due_to_call (store, NULL);
  g_autoptr (GPtrArray) bylaws = xy_bylaw_due (store, NULL);
  guint n_may = 0, n_stay = 0;

  g_assert_true (xy_matter_counts (store, matters, NULL) && xy_hygiene_slip_counts (store, slips, NULL)
                 && xy_meeting_counts (store, meetings, NULL) && xy_points_flow_counts (store, points, NULL));
  /* The badge of the page 台账, and what it does not count: nearly overdue. */
  g_assert_cmpuint (sum_of (lines, XY_TODAY_MATTER, XY_TODAY_OVERDUE) + SUM (ASSIGN) + SUM (VISIT) + SUM (CLOSE), ==,
                    matters[XY_MATTERS_OVERDUE] + matters[XY_MATTERS_ASSIGN] + matters[XY_MATTERS_VISIT]
                        + matters[XY_MATTERS_CLOSE]);
  g_assert_cmpuint (SUM (MATTER), ==, matters[XY_MATTERS_OVERDUE] + matters[XY_MATTERS_SOON]);
  g_assert_cmpuint (SUM (ASSIGN), ==, matters[XY_MATTERS_ASSIGN]);
  g_assert_cmpuint (SUM (VISIT), ==, matters[XY_MATTERS_VISIT]);
  g_assert_cmpuint (sum_of (lines, XY_TODAY_RECTIFY, XY_TODAY_OVERDUE), ==, slips[XY_HYGIENE_SLIPS_OVERDUE]);
  g_assert_cmpuint (SUM (RECTIFY), ==, slips[XY_HYGIENE_SLIPS_OVERDUE] + slips[XY_HYGIENE_SLIPS_SOON]);
  g_assert_cmpuint (SUM (CLOSE_SLIP), ==, slips[XY_HYGIENE_SLIPS_GOOD]);
  /* That of 屋场会. */
  g_assert_cmpuint (sum_of (lines, XY_TODAY_HOLD, XY_TODAY_OVERDUE) + SUM (CALL) + SUM (WRITE) + SUM (SIGN), ==,
                    meetings[XY_MEETINGS_LATE] + due->len + meetings[XY_MEETINGS_RECORDING]
                        + meetings[XY_MEETINGS_READY]);
  g_assert_cmpuint (SUM (HOLD), ==, meetings[XY_MEETINGS_SOON]);
  /* That of 村规民约. */
  g_assert_cmpuint (SUM (OPINIONS) + SUM (BYLAW), ==, xy_bylaw_due_count (bylaws));
  /* That of 积分, but for what stands here among the papers. */
  g_assert_cmpuint (SUM (CHECK) + SUM (REVIEW) + SUM (APPROVE) + SUM (LIST) + SUM (BOOK) + points[XY_POINTS_WAIT_POST]
                        + points[XY_POINTS_WAIT_ANSWER],
                    ==, points[XY_POINTS_WAIT_ALL] - points[XY_POINTS_WAIT_DAYS]);
  g_assert_true (points[XY_POINTS_WAIT_POST] == 0 || SUM (PUBLISH) + SUM (POST) + SUM (REPOST) > 0);
  g_assert_true (points[XY_POINTS_WAIT_ANSWER] == 0 || SUM (ANSWER) > 0);
  /* That of 公示栏, but for what must stay for an answer, and with what hangs and is not right. */
  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      n_may += row->kind == XY_NOTICE_ROW_MAY_COME_DOWN;
      n_stay += row->kind == XY_NOTICE_ROW_MAY_COME_DOWN && row->n_open > 0 && !row->late;
      n_may += row->kind == XY_NOTICE_ROW_HANGING && row->late;
    }
  g_assert_cmpuint (SUM (ANSWER) + SUM (PUBLISH) + SUM (POST) + SUM (REPOST), ==, xy_notice_count_waiting (rows));
  g_assert_cmpuint (SUM (TAKE_DOWN) + SUM (REPLACE), ==, n_may - n_stay);
}

static void
check_lines (Run *run, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const XyTodayLine *line = lines->pdata[i];
      int days = line->has_limit ? xy_day_between (run->today, line->day) : 0;

      g_assert_cmpuint (line->n, >=, 1);
      g_assert_true (line->title != NULL && line->title[0] != '\0' && line->word[0] != '\0');
      g_assert_true (line->due != NULL || line->day[0] == '\0');
      if (line->has_limit)
        {
          g_assert_cmpint (line->days, ==, days);
          g_assert_true ((line->when == XY_TODAY_OVERDUE) == (days < 0) && (line->when == XY_TODAY_NOW) == (days == 0)
                         && (line->when == XY_TODAY_WEEK) == (days > 0 && days <= 7));
        }
      if (i > 0)
        g_assert_cmpint (((const XyTodayLine *) lines->pdata[i - 1])->when, <=, line->when);
      for (guint before = 0; before < i && !xy_id_is_none (&line->record); before++)
        {
          /* Opinions on a version and its next step are two things. */
          const XyTodayLine *other = lines->pdata[before];
          g_assert_true (!xy_id_same (&other->record, &line->record)
                         || (other->kind != line->kind && g_strcmp0 (line->page, "bylaws") == 0));
        }
    }
  check_counts (run, lines);
}

/* Doing each thing */

static void
act (Run *run, XyActFunc func, gpointer data)
{
  office_act (&run->office, "", func, data);
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
publish (Run *run, const XyTodayLine *line)
{
  g_autoptr (GPtrArray) rows = xy_notice_due (run->office.store, run->today, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      XyId id = xy_notice_row_id (row);
      if (!xy_id_same (&id, &line->record))
        continue;
      Printing printing = { .print = { .kind = row->paper_kind != NULL ? row->paper_kind : "notice",
                                       .prefix = "SY",
                                       .title = row->title,
                                       .period = row->period,
                                       .pages = 1,
                                       .subject = row->list } };
      /* A day is enough between the making of what hangs and its correction. */
      run->office.fixed.instant += 1000;
      act (run, print_act, &printing);
      act (run, xy_notice_post_act,
           &(XyNoticePosting){ .item = row->item,
                               .title = row->title,
                               .period = row->period,
                               .paper = printing.made,
                               .boards = &run->board,
                               .n_boards = 1 });
      return;
    }
  g_assert_not_reached ();
}

static void
repost (Run *run, const XyTodayLine *line)
{
  g_autoptr (XyNotice) was = xy_record_get (run->office.store, &xy_notice_type, &line->record, NULL);

  act (run, xy_notice_post_act,
       &(XyNoticePosting){ .item = was->item,
                           .title = was->title,
                           .period = was->period,
                           .paper = was->paper,
                           .boards = &run->board,
                           .n_boards = 1 });
}

static void
step_matter (Run *run, const XyTodayLine *line)
{
  XyMatterStepping stepping = { .matters = &line->record, .n = 1, .owner = "李艳", .until = NULL, .by = "仇玉兰" };
  char until[XY_DAY_SIZE];

  xy_day_add (run->today, 30, until);
  stepping.kind = line->kind == XY_TODAY_ASSIGN  ? XY_MATTER_ASSIGN
                  : line->kind == XY_TODAY_VISIT ? XY_MATTER_SATISFIED
                  : line->kind == XY_TODAY_CLOSE ? XY_MATTER_CLOSE
                                                 : XY_MATTER_FINISH;
  if (line->kind == XY_TODAY_ASSIGN)
    stepping.until = until;
  if (line->kind == XY_TODAY_MATTER || line->kind == XY_TODAY_CLOSE)
    stepping.by = NULL;
  if (line->kind == XY_TODAY_MATTER)
    stepping.note = "做完了";
  act (run, xy_matter_step_act, &stepping);
}

static void
judge (Run *run, XyPointsWaiting what, XyPointsStepKind step)
{
  XyPointsItemFilter filter = { .what = what };
  g_autoptr (GArray) ids = xy_points_item_ids (run->office.store, &filter, NULL);
  g_autoptr (GArray) judges =
      xy_points_judges_parse (run->office.store, "钱一一、孙二二、周三三、吴四四、郑五五", NULL);
  g_autofree XyPointsVerdict *verdicts = g_new0 (XyPointsVerdict, ids->len);

  for (guint i = 0; i < ids->len; i++)
    verdicts[i] = (XyPointsVerdict){ .item = g_array_index (ids, XyId, i), .pass = TRUE };
  act (run, xy_points_judge_act,
       &(XyPointsJudging){ .kind = step,
                           .judges = (const XyPointsJudge *) (gpointer) judges->data,
                           .n_judges = judges->len,
                           .verdicts = verdicts,
                           .n_verdicts = ids->len });
}

/* FALSE: it cannot be done here. */
static gboolean
do_it (Run *run, const XyTodayLine *line)
{
  switch (line->kind)
    {
    case XY_TODAY_ANSWER:
      act (run, xy_objection_answer_act,
           &(XyObjectionAnswer){
               .objection = line->record, .answer = "查过了，没有错。", .result = XY_OBJECTION_REJECTED });
      return TRUE;
    case XY_TODAY_PUBLISH:
      publish (run, line);
      return TRUE;
    case XY_TODAY_POST:
      act (run, xy_notice_post_act, &(XyNoticePosting){ .notice = line->record });
      return TRUE;
    case XY_TODAY_REPOST:
      repost (run, line);
      return TRUE;
    case XY_TODAY_TAKE_DOWN:
      act (run, xy_notice_take_down_act, &(XyNoticeTakingDown){ .notice = line->record });
      return TRUE;
    case XY_TODAY_MATTER:
    case XY_TODAY_ASSIGN:
    case XY_TODAY_VISIT:
    case XY_TODAY_CLOSE:
      step_matter (run, line);
      return TRUE;
    case XY_TODAY_RECTIFY:
    case XY_TODAY_CLOSE_SLIP:
      act (run, xy_hygiene_recheck_act,
           &(XyHygieneRechecking){ .slips = &line->record,
                                   .n = 1,
                                   .kind = line->kind == XY_TODAY_RECTIFY ? XY_HYGIENE_PASS : XY_HYGIENE_CLOSE });
      return TRUE;
    case XY_TODAY_HOLD:
      act (run, xy_meeting_step_act,
           &(XyMeetingStepping){ .meeting = line->record, .kind = XY_MEETING_CANCEL, .note = "下大雨" });
      return TRUE;
    case XY_TODAY_SIGN:
      /* What was agreed may have a last day that is over by now. */
      if (xy_store_act (run->office.store, &run->office.actor, "", xy_meeting_step_act,
                        &(XyMeetingStepping){ .meeting = line->record, .kind = XY_MEETING_SIGN }, NULL))
        return TRUE;
      G_GNUC_FALLTHROUGH;
    case XY_TODAY_WRITE:
      act (run, xy_meeting_step_act,
           &(XyMeetingStepping){ .meeting = line->record, .kind = XY_MEETING_MAKE_VOID, .note = "开错了" });
      return TRUE;
    case XY_TODAY_DECIDE:
      act (run, xy_hygiene_close_act, &(XyHygieneClosing){ .round = line->record, .missing = "下大雨，没有走完" });
      return TRUE;
    case XY_TODAY_CHECK:
      judge (run, XY_POINTS_WAIT_CHECK, XY_POINTS_STEP_CHECK);
      return TRUE;
    case XY_TODAY_REVIEW:
      judge (run, XY_POINTS_WAIT_REVIEW, XY_POINTS_STEP_REVIEW);
      return TRUE;
    case XY_TODAY_APPROVE:
      judge (run, XY_POINTS_WAIT_APPROVE, XY_POINTS_STEP_APPROVE);
      return TRUE;
    case XY_TODAY_LIST:
      act (run, xy_points_list_act, &(XyPointsListing){ .n = 0 });
      return TRUE;
    case XY_TODAY_BOOK:
      act (run, xy_points_book_act, &(XyPointsBooking){ .n = 0 });
      return TRUE;
    case XY_TODAY_REPLACE:
    case XY_TODAY_CALL:
    case XY_TODAY_OPINIONS:
    case XY_TODAY_BYLAW:
    case XY_TODAY_BACK_UP:
    case XY_TODAY_CLEAR:
    case XY_TODAY_N_KINDS:
    default:
      return FALSE;
    }
}

static gboolean
has_line (GPtrArray *lines, const XyTodayLine *wanted)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const XyTodayLine *line = lines->pdata[i];
      if (line->kind == wanted->kind && xy_id_same (&line->record, &wanted->record)
          && (!xy_id_is_none (&line->record) || g_str_equal (line->title, wanted->title)))
        return TRUE;
    }
  return FALSE;
}

/* Each kind that the village to practise in has. */
static void
check_sample (Run *run)
{
  static const XyTodayKind wanted[] = { XY_TODAY_ANSWER, XY_TODAY_PUBLISH, XY_TODAY_POST,   XY_TODAY_REPOST,
                                        XY_TODAY_MATTER, XY_TODAY_HOLD,    XY_TODAY_ASSIGN, XY_TODAY_VISIT,
                                        XY_TODAY_CLOSE,  XY_TODAY_WRITE,   XY_TODAY_SIGN };
  g_autoptr (GPtrArray) lines = look (run);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpuint (sum_of (lines, wanted[i], -1), >, 0);
  g_assert_cmpuint (SUM (BACK_UP), ==, 0);
}

static void
test_done (void)
{
  Run run;

  run_open (&run, (guint64) g_test_rand_int ());
  check_sample (&run);
  run.rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  for (guint i = 0; i < STEPS; i++)
    {
      g_autoptr (GPtrArray) lines = look (&run);
      const XyTodayLine *line =
          lines->len > 0 ? lines->pdata[g_rand_int_range (run.rand, 0, (gint32) lines->len)] : NULL;

      check_lines (&run, lines);
      if (line == NULL || g_rand_int_range (run.rand, 0, 6) == 0)
        go_on (&run, g_rand_int_range (run.rand, 1, 9));
      /* Those of a line that stands for several are reached one by one. */
      else if ((!xy_id_is_none (&line->record) || g_str_equal (line->page, "points")) && do_it (&run, line))
        {
          g_autoptr (GPtrArray) after = look (&run);
          g_assert_false (has_line (after, line));
          run.n_done[line->kind]++;
        }
    }
  run_close (&run);
}

/* Of a village that was just begun nothing waits but what the law asks of each; after some days a backup. */
static void
test_begun (void)
{
  Run run = { .today = g_strdup ("2026-11-22") };

  office_open (&run.office, 1);
  g_autoptr (GPtrArray) lines = look (&run);
  for (guint i = 0; i < lines->len; i++)
    g_assert_true (((const XyTodayLine *) lines->pdata[i])->kind == XY_TODAY_CALL);
  go_on (&run, 3);
  g_autoptr (GPtrArray) later = look (&run);
  g_assert_cmpuint (sum_of (later, XY_TODAY_BACK_UP, XY_TODAY_NOW), ==, 1);
  g_autofree char *backup = xy_backup_take (run.office.path, &run.office.fixed.env, NULL, XY_BACKUP_MANUAL, NULL, NULL);
  g_assert_nonnull (backup);
  g_autoptr (GPtrArray) safe = look (&run);
  g_assert_cmpuint (sum_of (safe, XY_TODAY_BACK_UP, -1), ==, 0);
  run_close (&run);
}

static gboolean
save_person (XyTxn *txn, gpointer person, GError **error)
{
  return xy_record_save (txn, person, error);
}

/* The yearly clearing stands there while something is past its time, and opens on the front page itself. */
static void
test_clearing (void)
{
  Run run = { .today = g_strdup ("2026-11-22") };
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  office_open (&run.office, 1);
  g_autoptr (GPtrArray) before = look (&run);
  g_assert_cmpuint (sum_of (before, XY_TODAY_CLEAR, -1), ==, 0);
  xy_set_str (&person->name, "李走了");
  xy_set_str (&person->phone, "19900001234");
  xy_set_str (&person->state, "moved");
  xy_set_str (&person->since, "2001-01-01");
  act (&run, save_person, person);
  /* It is looked for once a day. */
  office_reopen (&run.office);
  g_autoptr (GPtrArray) lines = look (&run);
  g_assert_cmpuint (sum_of (lines, XY_TODAY_CLEAR, -1), ==, 1);
  for (guint i = 0; i < lines->len; i++)
    g_assert_null (strstr (((const XyTodayLine *) lines->pdata[i])->title, "李走了"));
  run_close (&run);
}

/* A long list is told by its first lines and one for all others. */
static void
test_many (void)
{
  Run run = { .today = g_strdup ("2026-11-22") };
  char title[32];

  office_open (&run.office, 1);
  for (guint n = 1; n <= 9; n++)
    {
      g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
      g_snprintf (title, sizeof title, "第%u件", n);
      xy_set_str (&matter->title, title);
      xy_set_str (&matter->day, "2026-11-20");
      xy_set_str (&matter->source, "visit");
      act (&run, xy_matter_write_act, &(XyMatterWriting){ .matter = matter });
      g_autoptr (GPtrArray) lines = look (&run);
      guint n_lines = 0, rest = 0;
      for (guint i = 0; i < lines->len; i++)
        {
          const XyTodayLine *line = lines->pdata[i];
          if (line->kind != XY_TODAY_ASSIGN)
            continue;
          n_lines++;
          g_assert_cmpuint (rest, ==, 0);
          rest = xy_id_is_none (&line->record) ? line->n : 0;
          g_assert_cmpstr (line->list, ==, "to-assign");
        }
      g_assert_cmpuint (sum_of (lines, XY_TODAY_ASSIGN, -1), ==, n);
      g_assert_cmpuint (n_lines, ==, MIN (n, 4));
      g_assert_cmpuint (rest, ==, n <= 4 ? 0 : n - 3);
    }
  run_close (&run);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/today/done", test_done);
  g_test_add_func ("/today/begun", test_begun);
  g_test_add_func ("/today/clearing", test_clearing);
  g_test_add_func ("/today/many", test_many);
  return g_test_run ();
}
