/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice-office: what the tests of the notice board start from: an office with two boards. */
#pragma once

#include "core/attachment.h"
#include "core/board.h"
#include "core/folder.h"
#include "core/notice-archive.h"
#include "core/notice-list.h"
#include "core/paper-record.h"
#include "core/setting.h"
#include "office.h"

#define A_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

typedef struct
{
  Office office;
  XyId board[2];
} NoticeOffice;

static inline void
notice_open (NoticeOffice *self, guint64 seed)
{
  static const char *const names[] = { "村部公示栏", "3组公示栏" };

  office_open (&self->office, seed);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (XyBoard) board = xy_record_new (&xy_board_type);
      xy_set_str (&board->name, names[i]);
      office_act (&self->office, "", xy_board_save_act, board);
      self->board[i] = board->record.id;
    }
}

static inline void
notice_close (NoticeOffice *self)
{
  g_clear_object (&self->office.store);
  xy_folder_remove (self->office.folder);
  g_free (self->office.folder);
  g_free (self->office.path);
}

/* Nine in the morning of DAY in Shanghai. */
static inline void
notice_go_to (NoticeOffice *self, const char *day)
{
  self->office.fixed.instant = xy_day_between ("1970-01-01", day) * A_DAY + A_DAY / 24;
}

static inline gboolean
notice_try (NoticeOffice *self, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (self->office.store, &self->office.actor, "", func, data, error);
}

/* Posts ITEM on the first board on DAY (NULL: only prepares it). */
static inline XyId
notice_post (NoticeOffice *self, const char *item, const char *title, const char *period, const char *day)
{
  XyNoticePosting posting = { .item = item,
                              .title = title,
                              .period = period,
                              .boards = self->board,
                              .n_boards = 1,
                              .wait = day == NULL,
                              .posted_on = day };
  g_autoptr (GError) error = NULL;

  notice_try (self, xy_notice_post_act, &posting, &error);
  g_assert_no_error (error);
  return posting.made;
}

static inline XyNotice *
notice_get (NoticeOffice *self, const XyId *id)
{
  return xy_record_get (self->office.store, &xy_notice_type, id, NULL);
}
