/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "bylaw-office.h"
#include "core/bylaw-publish.h"
#include "notice-office.h"

#define TODAY "2026-11-22"

static GPtrArray *
notices (NoticeOffice *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = xy_notice_list (self->office.store, &(XyNoticeFilter){ 0 }, TODAY, &error);

  g_assert_no_error (error);
  return rows;
}

static XyId
add_paper (NoticeOffice *self, const XyId *version, const char *kind)
{
  g_autoptr (XyPaperRecord) paper = xy_record_new (&xy_paper_record_type);

  paper->subject = *version;
  paper->pages = 1;
  paper->width = 210;
  paper->height = 297;
  paper->at = self->office.fixed.instant;
  xy_set_str (&paper->kind, kind);
  xy_set_str (&paper->title, "石板溪村村规民约");
  xy_set_str (&paper->number, "2026-1");
  xy_set_str (&paper->by, "曾小平");
  office_act (&self->office, "", save_all, (gpointer[]){ paper, NULL });
  return paper->record.id;
}

/* On each choice of boards: the step and what hangs are one act, and undone as one. */
static void
test_boards (void)
{
  for (guint n = 0; n <= 2; n++)
    for (guint printed = 0; printed < 2; printed++)
      {
        NoticeOffice self;
        g_autoptr (GError) error = NULL;
        notice_open (&self, 1);
        XyId version = bring_to (&self.office, XY_BYLAW_FILED, 0), paper = XY_ID_NONE;
        if (printed)
          paper = add_paper (&self, &version, "bylaw");
        XyBylawPublishing publishing = { .stepping = { .version = version, .kind = XY_BYLAW_PUBLISH, .by = "李建国" },
                                         .boards = self.board,
                                         .n_boards = n };
        office_act (&self.office, "", xy_bylaw_publish_act, &publishing);
        g_assert_cmpint (stage_of (&self.office, &version), ==, XY_BYLAW_PUBLISHED);
        g_autoptr (GPtrArray) rows = notices (&self);
        g_assert_cmpuint (rows->len, ==, 1);
        const XyNotice *notice = ((const XyNoticeRow *) rows->pdata[0])->notice;
        g_assert_true (xy_id_same (&notice->record.id, &publishing.notice));
        g_assert_true (xy_id_same (&notice->paper, &paper));
        g_assert_cmpstr (notice->item, ==, "bylaw");
        g_assert_cmpstr (notice->happened, ==, TODAY);
        g_assert_cmpstr (notice->title, ==, "第0个办法（第1版）");
        g_assert_cmpstr (notice->posted_on, ==, n > 0 ? TODAY : NULL);
        g_assert_cmpstr (notice->posted_by, ==, n > 0 ? "李建国" : NULL);
        g_autoptr (GPtrArray) places = xy_notice_places_of (self.office.store, &notice->record.id, &error);
        g_assert_cmpuint (places->len, ==, n);

        g_assert_true (xy_store_undo (self.office.store, &self.office.actor, &error));
        g_assert_no_error (error);
        g_assert_cmpint (stage_of (&self.office, &version), ==, XY_BYLAW_FILED);
        g_autoptr (GPtrArray) undone = notices (&self);
        g_assert_cmpuint (undone->len, ==, 0);
        notice_close (&self);
      }
}

/* What hangs of it already, or waits to, is not made twice; another bylaw's is its own. */
static void
test_once (void)
{
  for (guint waits = 0; waits < 2; waits++)
    {
      NoticeOffice self;
      notice_open (&self, 1);
      XyId version = bring_to (&self.office, XY_BYLAW_FILED, 0), other = bring_to (&self.office, XY_BYLAW_FILED, 1);
      XyId paper = add_paper (&self, &version, "bylaw");
      XyNoticePosting posting = {
        .item = "bylaw", .paper = paper, .happened = TODAY, .boards = self.board, .n_boards = 1, .wait = waits == 1
      };
      self.office.actor.permissions &= ~(guint) XY_MAY_KEEP_BYLAWS;
      office_act (&self.office, "", xy_notice_post_act, &posting);
      self.office.actor.permissions = ~0u;
      XyBylawPublishing publishing = { .stepping = { .version = version, .kind = XY_BYLAW_PUBLISH },
                                       .boards = &self.board[1],
                                       .n_boards = 1 };
      office_act (&self.office, "", xy_bylaw_publish_act, &publishing);
      g_assert_true (xy_id_same (&publishing.notice, &posting.made));
      g_autoptr (GPtrArray) one = notices (&self);
      g_assert_cmpuint (one->len, ==, 1);
      g_assert_nonnull (((const XyNoticeRow *) one->pdata[0])->notice->posted_on);
      /* What hangs stays where it hangs; what waited goes where it was said now. */
      g_autoptr (GPtrArray) places = xy_notice_places_of (self.office.store, &posting.made, NULL);
      g_assert_cmpuint (places->len, ==, 1);
      g_assert_true (xy_id_same (&((XyNoticePlace *) places->pdata[0])->board, &self.board[waits]));
      publishing.stepping.version = other;
      office_act (&self.office, "", xy_bylaw_publish_act, &publishing);
      g_autoptr (GPtrArray) two = notices (&self);
      g_assert_cmpuint (two->len, ==, 2);
      notice_close (&self);
    }
}

/* What is refused on the board leaves the bylaw where it is; who may not post only says that it was done. */
static void
test_refused (void)
{
  NoticeOffice self;
  notice_open (&self, 1);
  XyId version = bring_to (&self.office, XY_BYLAW_FILED, 0);
  const XyActor all = self.office.actor;
  XyBylawPublishing publishing = { .stepping = { .version = version, .kind = XY_BYLAW_PUBLISH },
                                   .boards = (const XyId[]){ { { 9 } } },
                                   .n_boards = 1 };
  g_autoptr (GError) gone = NULL, denied = NULL, late = NULL;

  g_assert_false (notice_try (&self, xy_bylaw_publish_act, &publishing, &gone));
  g_assert_error (gone, XY_ERROR, XY_ERROR_NOT_FOUND);
  publishing.boards = self.board;
  publishing.stepping.day = "2026-11-23";
  g_assert_false (notice_try (&self, xy_bylaw_publish_act, &publishing, &late));
  g_assert_cmpstr (xy_error_get_field (late), ==, "day");
  publishing.stepping.day = NULL;
  self.office.actor.permissions = XY_MAY_KEEP_BYLAWS;
  g_assert_false (notice_try (&self, xy_bylaw_publish_act, &publishing, &denied));
  g_assert_error (denied, XY_ERROR, XY_ERROR_DENIED);
  self.office.actor = all;
  g_assert_cmpint (stage_of (&self.office, &version), ==, XY_BYLAW_FILED);

  self.office.actor.permissions = XY_MAY_KEEP_BYLAWS;
  publishing.n_boards = 0;
  office_act (&self.office, "", xy_bylaw_publish_act, &publishing);
  self.office.actor = all;
  g_assert_cmpint (stage_of (&self.office, &version), ==, XY_BYLAW_PUBLISHED);
  g_autoptr (GPtrArray) rows = notices (&self);
  g_assert_cmpuint (rows->len, ==, 0);
  notice_close (&self);
}

static gboolean
is_due (NoticeOffice *self, const XyId *version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = xy_notice_due (self->office.store, TODAY, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      if (row->kind != XY_NOTICE_ROW_DUE || !xy_id_same (&row->list, version))
        continue;
      g_assert_cmpstr (row->paper_kind, ==, "bylaw");
      g_assert_cmpstr (row->since, ==, TODAY);
      n++;
    }
  g_assert_cmpuint (n, <=, 1);
  return n == 1;
}

/* Exactly what is filed is due on the board, until it hangs or waits there. */
static void
test_due (void)
{
  for (guint stage = 0; stage < XY_BYLAW_N_STAGES; stage++)
    {
      NoticeOffice self;
      notice_open (&self, 1);
      XyId version = bring_to (&self.office, (XyBylawStage) stage, 0);
      g_assert_true (is_due (&self, &version) == (stage == XY_BYLAW_FILED));
      if (stage == XY_BYLAW_FILED)
        {
          XyNoticePosting posting = { .item = "bylaw",
                                      .paper = add_paper (&self, &version, "bylaw-board"),
                                      .happened = TODAY,
                                      .boards = self.board,
                                      .n_boards = 1,
                                      .wait = TRUE };
          office_act (&self.office, "", xy_notice_post_act, &posting);
          g_assert_false (is_due (&self, &version));
        }
      notice_close (&self);
    }
}

/* Whoever hangs the print of a filed version up has published it; nothing else does. */
static void
test_posted (void)
{
  static const struct
  {
    XyBylawStage stage;
    const char *kind, *item;
    gboolean may, published;
  } cases[] = {
    { XY_BYLAW_FILED, "bylaw", "bylaw", TRUE, TRUE },     { XY_BYLAW_FILED, "bylaw-board", "bylaw", TRUE, TRUE },
    { XY_BYLAW_FILED, "bylaw", "bylaw", FALSE, FALSE },   { XY_BYLAW_FILED, "bylaw-draft", "bylaw", TRUE, FALSE },
    { XY_BYLAW_FILED, "bylaw", "other", TRUE, FALSE },    { XY_BYLAW_PASSED, "bylaw", "bylaw", TRUE, FALSE },
    { XY_BYLAW_IN_FORCE, "bylaw", "bylaw", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NoticeOffice self;
      g_autoptr (GError) error = NULL;
      notice_open (&self, 1);
      XyId version = bring_to (&self.office, cases[i].stage, 0);
      XyNoticePosting posting = { .item = cases[i].item,
                                  .paper = add_paper (&self, &version, cases[i].kind),
                                  .happened = TODAY,
                                  .boards = self.board,
                                  .n_boards = 1,
                                  .posted_by = "李建国" };
      if (!cases[i].may)
        self.office.actor.permissions = XY_MAY_POST;
      office_act (&self.office, "", xy_notice_post_act, &posting);
      g_assert_cmpint (stage_of (&self.office, &version), ==, cases[i].published ? XY_BYLAW_PUBLISHED : cases[i].stage);
      if (cases[i].published)
        {
          g_autoptr (GPtrArray) steps = xy_bylaw_steps (self.office.store, &version, &error);
          const XyBylawStep *last = steps->pdata[steps->len - 1];
          g_assert_cmpstr (last->by, ==, "李建国");
          g_assert_cmpstr (last->day, ==, TODAY);
          g_assert_true (xy_store_undo (self.office.store, &self.office.actor, &error));
          g_assert_cmpint (stage_of (&self.office, &version), ==, XY_BYLAW_FILED);
        }
      notice_close (&self);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw-publish/boards", test_boards);
  g_test_add_func ("/bylaw-publish/once", test_once);
  g_test_add_func ("/bylaw-publish/refused", test_refused);
  g_test_add_func ("/bylaw-publish/due", test_due);
  g_test_add_func ("/bylaw-publish/posted", test_posted);
  return g_test_run ();
}
