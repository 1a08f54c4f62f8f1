/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/document.h"
#include "core/notice-guess.h"
#include "core/template.h"
#include "core/user.h"
#include "core/verify.h"
#include "notice-office.h"
#include "roster.h"

#define assert_refused(self, func, data, code_, field_)                                                                \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) refusal = NULL;                                                                                 \
    g_assert_false (notice_try (self, func, data, &refusal));                                                          \
    g_assert_error (refusal, XY_ERROR, code_);                                                                         \
    g_assert_cmpstr (xy_error_get_field (refusal), ==, field_);                                                        \
  }                                                                                                                    \
  G_STMT_END

static gboolean
change_setting (XyTxn *txn, gpointer data, GError **error)
{
  const char *const *words = data;

  return xy_setting_set (txn, words[0], words[1], error);
}

static void
decide (NoticeOffice *self, const char *key, const char *value)
{
  const char *words[] = { key, value };

  office_act (&self->office, "Decide", change_setting, words);
}

static void
test_boards (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 1);

  g_autoptr (GPtrArray) list = xy_board_list (self.office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  const XyBoard *first = list->pdata[0];
  g_assert_cmpstr (first->name, ==, "村部公示栏");
  g_assert_cmpint (first->width, ==, XY_BOARD_USUAL_WIDTH_MM);
  g_assert_cmpint (first->sort, ==, 1);

  g_autoptr (XyBoard) board = xy_record_new (&xy_board_type);
  assert_refused (&self, xy_board_save_act, board, XY_ERROR_INVALID, "name");
  xy_set_str (&board->name, "3组公示栏");
  assert_refused (&self, xy_board_save_act, board, XY_ERROR_INVALID, "name");
  xy_set_str (&board->name, "5组公示栏");
  board->width = 100;
  assert_refused (&self, xy_board_save_act, board, XY_ERROR_INVALID, "width");
  board->width = 900;
  board->height = 20000;
  assert_refused (&self, xy_board_save_act, board, XY_ERROR_INVALID, "height");

  /* A board on which something hangs stays. */
  notice_post (&self, "finance", "财务公开", "2026Q3", "2026-11-22");
  g_autoptr (XyBoard) used = xy_board_by_name (self.office.store, "村部公示栏", &error);
  g_autoptr (XyBoard) free_one = xy_board_by_name (self.office.store, "3组公示栏", &error);
  assert_refused (&self, xy_board_remove_act, used, XY_ERROR_CONFLICT, NULL);
  office_act (&self.office, "", xy_board_remove_act, free_one);
  g_assert_null (xy_board_by_name (self.office.store, "3组公示栏", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  notice_close (&self);
}

/* Day counting: the day of posting is not one of the fifteen. */
static void
test_terms (void)
{
  static const struct
  {
    const char *province, *item, *posted, *until, *objections;
  } known[] = {
    { "hunan", "finance", "2026-11-01", "2026-11-16", "2026-11-16" },
    { "hunan", "finance", "2026-02-14", "2026-03-01", "2026-03-01" },
    { "hunan", "points", "2026-11-01", "2026-11-16", "2026-11-04" }, /* three days by custom */
    { "shandong", "finance", "2026-11-01", "2026-11-16", "2026-11-06" },
    { "shandong", "finance", "2025-11-01", "2025-11-06", "2025-11-06" },
    { "chongqing", "finance", "2025-12-31", "2026-01-10", "2026-01-10" }, /* the rules of the day it was posted */
    { "hunan", "finance", "2025-12-31", "2025-12-31", "2025-12-31" },
    { "hunan", "finance", "2026-01-01", "2026-01-16", "2026-01-16" },
  };
  NoticeOffice self;
  XyNoticeTerms terms;
  notice_open (&self, 2);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (XyPublicity) publicity = xy_publicity_load (self.office.store, known[i].province, NULL);
      g_assert_true (xy_notice_terms (self.office.store, publicity, known[i].item, known[i].posted, &terms));
      g_assert_cmpstr (terms.hang_until, ==, known[i].until);
      g_assert_cmpstr (terms.objections_until, ==, known[i].objections);
    }
  /* The office may ask for more, never for less. */
  g_autoptr (XyPublicity) publicity = xy_publicity_load (self.office.store, NULL, NULL);
  decide (&self, XY_SETTING_BOARD_DAYS, "20");
  g_assert_true (xy_notice_terms (self.office.store, publicity, "finance", "2026-11-01", &terms));
  g_assert_cmpint (terms.days, ==, 20);
  g_assert_cmpstr (terms.hang_until, ==, "2026-11-21");
  g_assert_false (xy_notice_terms (self.office.store, publicity, "finance", "2026-11", &terms));
  notice_close (&self);
}

static void
test_life (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 3);

  XyId id = notice_post (&self, "finance", "第三季度财务公开", "2026Q3", NULL);
  g_autoptr (XyNotice) waiting = notice_get (&self, &id);
  g_assert_cmpint (xy_notice_state (waiting, "2026-11-22"), ==, XY_NOTICE_WAITING);
  g_assert_null (waiting->hang_until);

  /* Posted three days later; typed two days after that. */
  notice_go_to (&self, "2026-11-27");
  XyNoticePosting posting = { .notice = id, .posted_on = "2026.11.25", .posted_by = "李四清" };
  office_act (&self.office, "", xy_notice_post_act, &posting);
  g_autoptr (XyNotice) hanging = notice_get (&self, &id);
  g_assert_cmpstr (hanging->posted_on, ==, "2026-11-25");
  g_assert_cmpstr (hanging->hang_until, ==, "2026-12-10");
  g_assert_cmpstr (hanging->rules, ==, "湖南 2026-01-01");
  g_assert_cmpstr (hanging->posted_by, ==, "李四清");
  g_assert_cmpint (xy_notice_days_hung (hanging, "2026-11-27"), ==, 2);
  g_assert_cmpint (xy_notice_state (hanging, "2026-12-10"), ==, XY_NOTICE_HANGING);
  g_assert_cmpint (xy_notice_state (hanging, "2026-12-11"), ==, XY_NOTICE_MAY_COME_DOWN);
  g_autoptr (GPtrArray) places = xy_notice_places_of (self.office.store, &id, &error);
  g_assert_cmpuint (places->len, ==, 1);

  /* A wrong day is put right while nobody objected. */
  posting.posted_on = "2026-11-26";
  office_act (&self.office, "", xy_notice_post_act, &posting);
  g_autoptr (XyNotice) corrected = notice_get (&self, &id);
  g_assert_cmpstr (corrected->hang_until, ==, "2026-12-11");

  /* What hung is not discarded; too early asks why. */
  assert_refused (&self, xy_notice_discard_act, &id, XY_ERROR_CONFLICT, NULL);
  XyNoticeTakingDown down = { .notice = id };
  assert_refused (&self, xy_notice_take_down_act, &down, XY_ERROR_INVALID, "reason");
  down.day = "2026-11-28";
  assert_refused (&self, xy_notice_take_down_act, &down, XY_ERROR_INVALID, "taken_down_on");
  down.day = "2026-11-25";
  assert_refused (&self, xy_notice_take_down_act, &down, XY_ERROR_INVALID, "taken_down_on");
  notice_go_to (&self, "2026-12-20");
  down.day = "2026-12-10";
  assert_refused (&self, xy_notice_take_down_act, &down, XY_ERROR_INVALID, "reason");
  down.day = "2026-12-11"; /* the last day, when the office closes */
  office_act (&self.office, "", xy_notice_take_down_act, &down);
  g_autoptr (XyNotice) gone = notice_get (&self, &id);
  g_assert_cmpint (xy_notice_state (gone, "2026-12-20"), ==, XY_NOTICE_TAKEN_DOWN);
  g_assert_false (xy_notice_was_early (gone));
  g_assert_cmpint (xy_notice_days_hung (gone, "2026-12-20"), ==, 15);
  assert_refused (&self, xy_notice_take_down_act, &down, XY_ERROR_CONFLICT, NULL);
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_CONFLICT, NULL);
  notice_close (&self);
}

static gboolean
print_in_full (XyTxn *txn, gpointer data, GError **error)
{
  XyPaperPrint print = { .kind = "roster", .prefix = "HJ", .title = "花名册", .pages = 1, .unmasked = "镇里核对" };
  g_autoptr (XyPaperRecord) paper = xy_paper_register (txn, &print, error);

  return paper != NULL;
}

static gboolean
print_board (XyTxn *txn, gpointer data, GError **error)
{
  XyPaperPrint print = { .kind = "points-board",
                         .prefix = "JF",
                         .title = "积分公示榜",
                         .period = "2026Q3",
                         .pdf = *(char **) data,
                         .pages = 3,
                         .width = 297,
                         .height = 420 };
  g_autoptr (XyPaperRecord) paper = xy_paper_register (txn, &print, error);

  if (paper != NULL)
    *(char **) data = g_strdup (paper->number);
  return paper != NULL;
}

static void
test_refused (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 4);
  char *number = NULL;

  office_act (&self.office, "Print", print_board, &number);
  g_autoptr (XyPaperRecord) paper = xy_paper_by_number (self.office.store, number, &error);
  g_autoptr (GPtrArray) unposted = xy_notice_list_unposted (self.office.store, 10, &error);
  g_assert_cmpuint (unposted->len, ==, 1);

  XyNoticePosting posting = { .item = "points", .paper = paper->record.id };
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_INVALID, "boards"); /* there are two */
  posting.boards = self.board;
  posting.n_boards = 2;
  posting.posted_on = "2026-11-21"; /* before it was printed */
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_INVALID, "posted_on");
  posting.posted_on = "2026-11-23";
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_INVALID, "posted_on");
  posting.posted_on = "2026-11";
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_INVALID, "posted_on");
  posting.posted_on = NULL;
  posting.item = "nothing";
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_INVALID, "item");
  posting.item = NULL;
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_INVALID, "item");
  posting.item = "points";
  posting.period = "third";
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_INVALID, "period");
  posting.period = NULL;
  posting.sheets = 2001;
  assert_refused (&self, xy_notice_post_act, &posting, XY_ERROR_INVALID, "sheets");
  posting.sheets = 0;
  office_act (&self.office, "", xy_notice_post_act, &posting);

  /* The rest came from the paper. */
  g_autoptr (XyNotice) notice = notice_get (&self, &posting.made);
  g_assert_cmpstr (notice->title, ==, "积分公示榜");
  g_assert_cmpstr (notice->period, ==, "2026Q3");
  g_assert_cmpint (notice->sheets, ==, 3);
  g_assert_cmpint (notice->width, ==, 297);
  g_autoptr (GPtrArray) places = xy_notice_places (self.office.store, &self.board[1], &error);
  g_assert_cmpuint (places->len, ==, 1);
  g_autoptr (XyNoticePlace) moved = xy_record_copy (places->pdata[0]);
  g_assert_cmpint (moved->x, ==, -1);
  moved->x = 120;
  moved->y = 60;
  office_act (&self.office, "", xy_notice_move_act, moved);
  g_autoptr (GPtrArray) all = xy_notice_places (self.office.store, NULL, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_autoptr (GPtrArray) none = xy_notice_list_unposted (self.office.store, 10, &error);
  g_assert_cmpuint (none->len, ==, 0);

  /* Numbers in full never hang. */
  office_act (&self.office, "Print", print_in_full, NULL);
  g_autoptr (XyPaperRecord) full = xy_paper_by_number (self.office.store, "HJ-2026-0001", &error);
  XyNoticePosting bare = { .item = "other", .paper = full->record.id, .boards = self.board, .n_boards = 1 };
  assert_refused (&self, xy_notice_post_act, &bare, XY_ERROR_INVALID, "paper");
  g_autoptr (GPtrArray) hidden = xy_notice_list_unposted (self.office.store, 10, &error);
  g_assert_cmpuint (hidden->len, ==, 0);

  XyNoticePosting nameless = { .item = "other", .boards = self.board, .n_boards = 1 };
  assert_refused (&self, xy_notice_post_act, &nameless, XY_ERROR_INVALID, "title");

  /* Who looks and prints posts nothing, but hears objections. */
  XyActor supervisor = self.office.actor;
  supervisor.permissions = xy_role_by_id ("supervisor")->permissions;
  XyNoticeTakingDown down = { .notice = posting.made, .reason = "x" };
  g_assert_false (xy_store_act (self.office.store, &supervisor, "", xy_notice_take_down_act, &down, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  XyObjectionFiling filing = { .notice = posting.made, .about = "少记了两分" };
  g_assert_true (xy_store_act (self.office.store, &supervisor, "", xy_objection_file_act, &filing, &error));
  XyObjectionAnswer answer = { .objection = filing.made, .answer = "已补记", .result = XY_OBJECTION_UPHELD };
  g_assert_true (xy_store_act (self.office.store, &supervisor, "", xy_objection_answer_act, &answer, &error));
  g_free (number);
  notice_close (&self);
}

static void
test_objection (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 5);
  notice_go_to (&self, "2026-12-01");

  XyId waiting = notice_post (&self, "points", "积分公示", "2026Q3", NULL);
  XyId id = notice_post (&self, "points", "积分公示", "2026-10", "2026-11-25");
  XyObjectionFiling filing = { .notice = waiting, .about = "少记了两分" };
  assert_refused (&self, xy_objection_file_act, &filing, XY_ERROR_CONFLICT, NULL);
  filing.notice = id;
  filing.about = " ";
  assert_refused (&self, xy_objection_file_act, &filing, XY_ERROR_INVALID, "about");
  filing.about = "少记了两分";
  filing.received_on = "2026-11-24";
  assert_refused (&self, xy_objection_file_act, &filing, XY_ERROR_INVALID, "received_on");
  filing.received_on = "2026-12-02";
  assert_refused (&self, xy_objection_file_act, &filing, XY_ERROR_INVALID, "received_on");
  filing.received_on = "2026-11-27";
  filing.name = "曾国强";
  office_act (&self.office, "", xy_objection_file_act, &filing);

  /* Five days by custom where the province has no rule; the first is not counted. */
  g_autoptr (XyObjection) open = xy_record_get (self.office.store, &xy_objection_type, &filing.made, &error);
  g_assert_cmpstr (open->answer_due, ==, "2026-12-02");

  /* It keeps the paper on the board, and the paper as it was posted. */
  notice_go_to (&self, "2026-12-20");
  XyNoticeTakingDown down = { .notice = id };
  assert_refused (&self, xy_notice_take_down_act, &down, XY_ERROR_CONFLICT, NULL);
  XyNoticePosting again = { .notice = id, .posted_on = "2026-11-26" };
  assert_refused (&self, xy_notice_post_act, &again, XY_ERROR_CONFLICT, NULL);

  XyObjectionAnswer answer = { .objection = filing.made, .result = XY_OBJECTION_UPHELD };
  assert_refused (&self, xy_objection_answer_act, &answer, XY_ERROR_INVALID, "answer");
  answer.answer = "核对属实，已补记。";
  answer.result = NULL;
  assert_refused (&self, xy_objection_answer_act, &answer, XY_ERROR_INVALID, "result");
  answer.result = "perhaps";
  assert_refused (&self, xy_objection_answer_act, &answer, XY_ERROR_INVALID, "result");
  answer.result = XY_OBJECTION_UPHELD;
  answer.day = "2026-11-26";
  assert_refused (&self, xy_objection_answer_act, &answer, XY_ERROR_INVALID, "answered_on");
  answer.day = "2026-12-02";
  office_act (&self.office, "", xy_objection_answer_act, &answer);
  assert_refused (&self, xy_objection_answer_act, &answer, XY_ERROR_CONFLICT, NULL);
  office_act (&self.office, "", xy_notice_take_down_act, &down);

  /* One that comes later still is heard. */
  XyObjectionFiling late = { .notice = id, .about = "再问一句" };
  office_act (&self.office, "", xy_objection_file_act, &late);
  g_autoptr (GPtrArray) all = xy_objection_list (self.office.store, &id, FALSE, &error);
  g_autoptr (GPtrArray) unanswered = xy_objection_list (self.office.store, NULL, TRUE, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (unanswered->len, ==, 1);

  /* Who: a name, or the household that was chosen, or nobody. */
  g_autofree char *named = xy_objection_dup_who (self.office.store, open);
  g_assert_cmpstr (named, ==, "曾国强");
  g_assert_null (xy_objection_dup_who (self.office.store, unanswered->pdata[0]));
  XyObjectionFiling chosen = { .notice = id, .about = "漏了一次清扫" };
  chosen.household = roster_add (&self.office, "一组", "丁大明 户主 男 1963-05-12");
  office_act (&self.office, "", xy_objection_file_act, &chosen);
  g_autoptr (XyObjection) of_household = xy_record_get (self.office.store, &xy_objection_type, &chosen.made, &error);
  g_autofree char *head = xy_objection_dup_who (self.office.store, of_household);
  g_assert_nonnull (strstr (head, "丁大明"));

  /* The province's days, or the fewer that the office decided. */
  g_autoptr (XyPublicity) hainan = xy_publicity_load (self.office.store, "hainan", NULL);
  g_autoptr (XyPublicity) chongqing = xy_publicity_load (self.office.store, "chongqing", NULL);
  g_assert_cmpint (xy_objection_reply_days (self.office.store, hainan, "2026-06-01"), ==, 15);
  g_assert_cmpint (xy_objection_reply_days (self.office.store, chongqing, "2026-06-01"), ==, 3);
  decide (&self, XY_SETTING_REPLY_DAYS, "7");
  g_assert_cmpint (xy_objection_reply_days (self.office.store, hainan, "2026-06-01"), ==, 7);
  g_assert_cmpint (xy_objection_reply_days (self.office.store, chongqing, "2026-06-01"), ==, 3);
  notice_close (&self);
}

static const XyNoticeRow *
find_row (GPtrArray *rows, XyNoticeRowKind kind, const char *item, const char *period)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      if (row->kind == kind && g_str_equal (row->item, item) && g_strcmp0 (row->period, period) == 0)
        return row;
    }
  return NULL;
}

static guint
count_rows (GPtrArray *rows, XyNoticeRowKind kind)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((const XyNoticeRow *) rows->pdata[i])->kind == kind;
  return n;
}

static void
test_due (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 6); /* on 2026-11-22 */

  /* A new office is asked for nothing of before. */
  g_autoptr (GPtrArray) first = xy_notice_due (self.office.store, "2026-11-22", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->len, ==, 0);

  /* The quarter in which it began: five items of the law, by 15 January. */
  notice_go_to (&self, "2027-01-10");
  g_autoptr (GPtrArray) january = xy_notice_due (self.office.store, "2027-01-10", &error);
  g_assert_cmpuint (january->len, ==, 5);
  const XyNoticeRow *finance = find_row (january, XY_NOTICE_ROW_DUE, "finance", "2026Q4");
  g_assert_nonnull (finance);
  g_assert_cmpstr (finance->until, ==, "2027-01-15");
  g_assert_cmpint (finance->days, ==, 5);
  g_assert_false (finance->late);
  g_assert_true (finance->check);
  g_assert_cmpuint (xy_notice_count_waiting (january), ==, 5);

  /* Prepared it waits, posted it hangs; by month it is published as well as by the quarter. */
  XyId id = notice_post (&self, "finance", "财务公开", "2026Q4", NULL);
  notice_post (&self, "relief", "十月补助", "2026-10", "2027-01-05");
  notice_post (&self, "relief", "十一月补助", "2026-11", "2027-01-05");
  notice_post (&self, "government", "全年工作", "2026", "2027-01-06");
  g_autoptr (GPtrArray) some = xy_notice_due (self.office.store, "2027-01-16", &error);
  g_assert_null (find_row (some, XY_NOTICE_ROW_DUE, "finance", "2026Q4"));
  g_assert_nonnull (find_row (some, XY_NOTICE_ROW_DUE, "relief", "2026Q4")); /* December is missing */
  g_assert_null (find_row (some, XY_NOTICE_ROW_DUE, "government", "2026Q4"));
  const XyNoticeRow *waiting = find_row (some, XY_NOTICE_ROW_WAITING, "finance", "2026Q4");
  g_assert_nonnull (waiting);
  g_assert_true (waiting->late);
  g_assert_cmpint (waiting->days, ==, -1);
  g_assert_cmpstr (waiting->boards, ==, "村部公示栏");
  g_assert_true (((const XyNoticeRow *) some->pdata[0])->late);
  notice_post (&self, "relief", "十二月补助", "2026-12", "2027-01-10");
  g_autoptr (GPtrArray) relieved = xy_notice_due (self.office.store, "2027-01-10", &error);
  g_assert_null (find_row (relieved, XY_NOTICE_ROW_DUE, "relief", "2026Q4"));

  /* An event has ten days. */
  XyNoticePosting event = { .item = "major", .title = "征地公告", .happened = "2027-01-08", .wait = TRUE };
  office_act (&self.office, "", xy_notice_post_act, &event);
  g_autoptr (XyNoticeRow) major = xy_notice_row_get (self.office.store, &event.made, "2027-01-10", &error);
  g_assert_cmpstr (major->until, ==, "2027-01-18");
  g_assert_cmpint (major->days, ==, 8);

  /* Many at once, in the order asked for. */
  const XyId asked[] = { id, XY_ID_NONE, event.made };
  g_autoptr (GPtrArray) many = xy_notice_rows_get (self.office.store, asked, 3, "2027-01-10", &error);
  g_ptr_array_set_free_func (many, (GDestroyNotify) xy_notice_row_free);
  g_assert_cmpuint (many->len, ==, 3);
  g_assert_cmpstr (((const XyNoticeRow *) many->pdata[0])->title, ==, "财务公开");
  g_assert_null (many->pdata[1]);
  g_assert_cmpstr (((const XyNoticeRow *) many->pdata[2])->until, ==, "2027-01-18");

  /* Hanging, over, too short, hung up again. */
  XyNoticePosting posting = { .notice = id };
  office_act (&self.office, "", xy_notice_post_act, &posting);
  XyNoticeTakingDown down = { .notice = id, .reason = "被雨淋湿" };
  notice_go_to (&self, "2027-01-14");
  office_act (&self.office, "", xy_notice_take_down_act, &down);
  g_autoptr (GPtrArray) torn = xy_notice_due (self.office.store, "2027-01-14", &error);
  const XyNoticeRow *too_short = find_row (torn, XY_NOTICE_ROW_TOO_SHORT, "finance", "2026Q4");
  g_assert_nonnull (too_short);
  g_assert_true (too_short->late);
  XyId again = notice_post (&self, "finance", "财务公开", "2026Q4", "2027-01-14");
  g_autoptr (GPtrArray) mended = xy_notice_due (self.office.store, "2027-01-14", &error);
  g_assert_cmpuint (count_rows (mended, XY_NOTICE_ROW_TOO_SHORT), ==, 0);
  const XyNoticeRow *hanging = find_row (mended, XY_NOTICE_ROW_HANGING, "finance", "2026Q4");
  g_assert_cmpint (hanging->days, ==, 15);
  g_autoptr (GPtrArray) over = xy_notice_due (self.office.store, "2027-01-30", &error);
  g_assert_nonnull (find_row (over, XY_NOTICE_ROW_MAY_COME_DOWN, "finance", "2026Q4"));

  /* An objection and the days left for it. */
  XyObjectionFiling filing = { .notice = again, .about = "账目不对" };
  office_act (&self.office, "", xy_objection_file_act, &filing);
  g_autoptr (GPtrArray) objected = xy_notice_due (self.office.store, "2027-01-20", &error);
  const XyNoticeRow *row = find_row (objected, XY_NOTICE_ROW_OBJECTION, "finance", "2026Q4");
  g_assert_cmpint (row->days, ==, -1);
  g_assert_true (row->late);
  g_assert_nonnull (row->objection);
  g_assert_cmpuint (find_row (objected, XY_NOTICE_ROW_HANGING, "finance", "2026Q4")->n_open, ==, 1);

  /* A year on, each quarter is asked for; what is older than a year no longer. */
  g_autoptr (GPtrArray) later = xy_notice_due (self.office.store, "2028-02-01", &error);
  g_assert_nonnull (find_row (later, XY_NOTICE_ROW_DUE, "finance", "2027Q1"));
  g_assert_nonnull (find_row (later, XY_NOTICE_ROW_DUE, "finance", "2027Q4"));
  g_assert_null (find_row (later, XY_NOTICE_ROW_DUE, "consultation", "2026Q4"));
  for (guint i = 0; i < later->len; i++)
    g_assert_cmpuint (strlen (((const XyNoticeRow *) later->pdata[i])->sentence), >, 10);
  notice_close (&self);
}

static void
test_list (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 7);
  notice_go_to (&self, "2027-01-20");

  notice_post (&self, "finance", "财务公开", "2026Q3", "2026-11-25");
  notice_post (&self, "points", "积分公示", "2026Q4", "2027-01-05");
  notice_post (&self, "other", "停水通知", NULL, NULL);
  static const struct
  {
    XyNoticeFilter filter;
    guint n;
  } cases[] = {
    { { 0 }, 3 },
    { { .states = 1 << XY_NOTICE_WAITING }, 1 },
    { { .states = 1 << XY_NOTICE_HANGING | 1 << XY_NOTICE_WAITING }, 2 },
    { { .states = 1 << XY_NOTICE_MAY_COME_DOWN }, 1 },
    { { .item = "points" }, 1 },
    { { .year = 2026 }, 1 },
    { { .year = 2027 }, 2 },
    { { .text = "财务" }, 1 },
    { { .text = "村部" }, 3 },
    { { .text = "3组" }, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = xy_notice_list (self.office.store, &cases[i].filter, "2027-01-20", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, cases[i].n);
    }
  XyNoticeFilter on_second = { .board = self.board[1] }, on_first = { .board = self.board[0] };
  g_autoptr (GPtrArray) second = xy_notice_list (self.office.store, &on_second, "2027-01-20", &error);
  g_autoptr (GPtrArray) on_board = xy_notice_list (self.office.store, &on_first, "2027-01-20", &error);
  g_assert_cmpuint (second->len, ==, 0);
  g_assert_cmpuint (on_board->len, ==, 3);
  notice_close (&self);
}

static gboolean
save_document (XyTxn *txn, gpointer document, GError **error)
{
  return xy_record_save (txn, document, error);
}

typedef struct
{
  XyId document;
  const char *unmasked;
  const char *pdf;
  char *number; /* out */
} Certificate;

static gboolean
print_certificate (XyTxn *txn, gpointer data, GError **error)
{
  Certificate *certificate = data;
  XyPaperPrint print = { .kind = "award",
                         .prefix = "JZ",
                         .title = "奖状",
                         .pdf = certificate->pdf,
                         .bytes = 18,
                         .pages = 4,
                         .width = 297,
                         .height = 210,
                         .unmasked = certificate->unmasked,
                         .subject = certificate->document };
  g_autoptr (XyPaperRecord) paper = xy_paper_register (txn, &print, error);

  certificate->number = paper != NULL ? g_strdup (paper->number) : NULL;
  return paper != NULL;
}

/* What a document publishes is seen by its template: by its title, or by its table where the title was changed. */
static void
test_guess (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 10);
  XyStore *store = self.office.store;
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, "national", &error);
  const XyPublicityRules *rules = xy_publicity_at (publicity, "2026-11-22");
  g_autoptr (GPtrArray) templates = xy_template_list (store, &error);
  g_autoptr (XyTemplate) relief = xy_template_get (store, "relief", &error);
  g_autoptr (XyDocument) document = xy_document_from_template (relief, 15);
  g_autoptr (XyPaperRecord) paper = xy_record_new (&xy_paper_record_type);

  paper->at = xy_env_now (xy_store_get_env (store));
  xy_set_str (&paper->kind, XY_DOCUMENT_FINANCE);
  xy_document_set_field (document, XY_TEMPLATE_PERIOD, "2026年第三季度");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *item = xy_notice_guess_item (rules, templates, paper, document);
      g_autofree char *period = xy_notice_guess_period (paper, document);
      g_assert_cmpstr (item, ==, i < 2 ? "relief" : "finance");
      g_assert_cmpstr (period, ==, i < 3 ? "2026Q3" : NULL);
      if (i == 0)
        xy_set_str (&document->title, "上级拨了哪些钱");
      else if (i == 1)
        xy_set_str (&document->sheet, "日期\t来源");
      else
        xy_document_set_field (document, XY_TEMPLATE_PERIOD, "去年");
    }
  g_autofree char *unwritten = xy_notice_guess_item (rules, templates, paper, NULL);
  g_assert_cmpstr (unwritten, ==, "finance");
  xy_set_str (&paper->period, "2026-10");
  g_autofree char *own = xy_notice_guess_period (paper, document);
  g_assert_cmpstr (own, ==, "2026-10");
  notice_close (&self);
}

/* What was written and printed but not posted: once each, its last print, never one with numbers in full. */
static void
test_archive_unposted (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 9);
  g_autofree char *pdf = xy_attachment_add (self.office.path, "%PDF-1.5 pretended", 18, NULL);
  g_autoptr (XyDocument) document = xy_record_new (&xy_document_type);
  xy_set_str (&document->kind, XY_DOCUMENT_AWARD);
  xy_set_str (&document->title, "奖状");
  office_act (&self.office, "Write", save_document, document);
  Certificate first = { document->record.id, NULL, pdf, NULL }, last = first, whole = first, other = first;
  whole.unmasked = "本人要求";
  other.document = XY_ID_NONE;
  office_act (&self.office, "Print", print_certificate, &first);
  notice_go_to (&self, "2026-12-01");
  office_act (&self.office, "Print", print_certificate, &last);
  office_act (&self.office, "Print", print_certificate, &whole);
  office_act (&self.office, "Print", print_certificate, &other);
  notice_post (&self, "decisions", "村民代表会议决定", "2026Q3", "2026-12-01");

  g_autoptr (GPtrArray) rows = xy_notice_archive (self.office.store, 2026, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  const XyArchiveRow *decision = rows->pdata[0], *award = rows->pdata[1];
  g_assert_true (decision->posted);
  g_assert_false (award->posted);
  g_assert_cmpstr (award->number, ==, "0002");
  g_assert_cmpstr (award->document, ==, last.number);
  g_assert_cmpstr (award->day, ==, "2026-12-01");
  g_assert_cmpint (award->pages, ==, 4);
  g_assert_cmpstr (award->file, ==, "0002 奖状.pdf");
  g_autoptr (GPtrArray) next = xy_notice_archive (self.office.store, 2027, NULL, &error);
  g_assert_cmpuint (next->len, ==, 0);
  g_free (first.number);
  g_free (last.number);
  g_free (whole.number);
  g_free (other.number);
  notice_close (&self);
}

static void
test_archive (void)
{
  NoticeOffice self;
  g_autoptr (GError) error = NULL;
  notice_open (&self, 8);
  g_autofree char *folder = g_build_filename (self.office.folder, "archive", NULL);
  g_autofree char *pdf = xy_attachment_add (self.office.path, "%PDF-1.5 pretended", 18, NULL);
  char *number = pdf;

  office_act (&self.office, "Print", print_board, &number);
  g_autoptr (XyPaperRecord) paper = xy_paper_by_number (self.office.store, number, &error);
  XyNoticePosting posting = {
    .item = "points", .title = "第三季度积分公示: 3/4组", .paper = paper->record.id, .boards = self.board, .n_boards = 1
  };
  office_act (&self.office, "", xy_notice_post_act, &posting);
  notice_post (&self, "decisions", "村民代表会议决定", "2026Q3", "2026-11-20");
  notice_go_to (&self, "2027-01-05");
  notice_post (&self, "finance", "财务公开", "2026Q4", "2027-01-05");
  notice_post (&self, "other", "没有贴出", NULL, NULL);

  g_autoptr (GPtrArray) rows = xy_notice_archive (self.office.store, 2026, folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  const XyArchiveRow *decision = rows->pdata[0], *points = rows->pdata[1];
  g_assert_cmpstr (decision->number, ==, "0001");
  g_assert_cmpstr (decision->retention, ==, "永久");
  g_assert_null (decision->file);
  g_assert_cmpstr (points->responsible, ==, "石板溪村村民委员会");
  g_assert_cmpstr (points->document, ==, "JF-2026-0001");
  g_assert_cmpstr (points->day, ==, "2026-11-22");
  g_assert_cmpint (points->pages, ==, 3);
  g_assert_cmpstr (points->retention, ==, "10年");
  g_assert_cmpstr (points->file, ==, "0002 第三季度积分公示- 3-4组.pdf");
  g_autofree char *file = g_build_filename (folder, points->file, NULL), *text = NULL;
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "%PDF-1.5 pretended");

  /* A PDF that went bad is told, and holds up nothing. */
  g_autofree char *kept = xy_attachment_path (self.office.path, pdf);
  g_file_set_contents (kept, "something else", -1, NULL);
  g_autoptr (GPtrArray) bad = xy_notice_archive (self.office.store, 2026, folder, &error);
  g_assert_cmpuint (bad->len, ==, 2);
  g_assert_nonnull (((const XyArchiveRow *) bad->pdata[1])->problem);
  g_assert_null (((const XyArchiveRow *) bad->pdata[1])->file);
  g_autoptr (GPtrArray) next = xy_notice_archive (self.office.store, 2027, NULL, &error);
  g_assert_cmpuint (next->len, ==, 1);
  g_autoptr (XyVerifyReport) report = xy_verify (self.office.store, XY_VERIFY_ALL, &error);
  g_assert_cmpint (report->n_problems, ==, 1);
  g_free (xy_attachment_add (self.office.path, "%PDF-1.5 pretended", 18, NULL));
  g_autoptr (XyVerifyReport) mended = xy_verify (self.office.store, XY_VERIFY_ALL, &error);
  g_assert_cmpint (mended->n_problems, ==, 0);
  g_free (number);
  notice_close (&self);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notice/boards", test_boards);
  g_test_add_func ("/notice/terms", test_terms);
  g_test_add_func ("/notice/life", test_life);
  g_test_add_func ("/notice/refused", test_refused);
  g_test_add_func ("/notice/objection", test_objection);
  g_test_add_func ("/notice/due", test_due);
  g_test_add_func ("/notice/list", test_list);
  g_test_add_func ("/notice/guess", test_guess);
  g_test_add_func ("/notice/archive", test_archive);
  g_test_add_func ("/notice/archive/unposted", test_archive_unposted);
  return g_test_run ();
}
