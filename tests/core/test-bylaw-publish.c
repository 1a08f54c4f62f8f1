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
add_paper (NoticeOffice *self, const XyId *version)
{
  g_autoptr (XyPaperRecord) paper = xy_record_new (&xy_paper_record_type);

  paper->subject = *version;
  paper->pages = 1;
  paper->width = 210;
  paper->height = 297;
  paper->at = self->office.fixed.instant;
  xy_set_str (&paper->kind, "bylaw");
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
          paper = add_paper (&self, &version);
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
      XyId paper = add_paper (&self, &version);
      XyNoticePosting posting = {
        .item = "bylaw", .paper = paper, .happened = TODAY, .boards = self.board, .n_boards = 1, .wait = waits == 1
      };
      office_act (&self.office, "", xy_notice_post_act, &posting);
      XyBylawPublishing publishing = { .stepping = { .version = version, .kind = XY_BYLAW_PUBLISH },
                                       .boards = self.board,
                                       .n_boards = 1 };
      office_act (&self.office, "", xy_bylaw_publish_act, &publishing);
      g_assert_true (xy_id_same (&publishing.notice, &posting.made));
      g_autoptr (GPtrArray) one = notices (&self);
      g_assert_cmpuint (one->len, ==, 1);
      g_assert_nonnull (((const XyNoticeRow *) one->pdata[0])->notice->posted_on);
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

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw-publish/boards", test_boards);
  g_test_add_func ("/bylaw-publish/once", test_once);
  g_test_add_func ("/bylaw-publish/refused", test_refused);
  return g_test_run ();
}
