/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of the boards: what hangs where, with the first pages of each PDF. */
#include "app/notice-page-private.h"

#include <glib/gi18n-lib.h>

#include "core/attachment.h"
#include "core/board.h"
#include "core/clock.h"
#include "core/store.h"
#include "print/paper-picture.h"

/* Read on the worker's thread. */
typedef struct
{
  GPtrArray *boards; /* of XyBoard */
  GPtrArray *rows;   /* of XyNoticeRow */
  GPtrArray *places; /* of XyNoticePlace */
  GPtrArray *faces;  /* of XyBoardFace */
} Picture;

static void
picture_free (gpointer p)
{
  Picture *picture = p;

  g_clear_pointer (&picture->boards, g_ptr_array_unref);
  g_clear_pointer (&picture->rows, g_ptr_array_unref);
  g_clear_pointer (&picture->places, g_ptr_array_unref);
  g_clear_pointer (&picture->faces, g_ptr_array_unref);
  g_free (picture);
}

static GPtrArray *
read_pictures (XyStore *store, const XyId *id)
{
  g_autoptr (XyPaperRecord) paper = !xy_id_is_none (id) ? xy_record_get (store, &xy_paper_record_type, id, NULL) : NULL;
  g_autoptr (GBytes) pdf =
      paper != NULL && paper->pdf != NULL ? xy_attachment_read (xy_store_get_path (store), paper->pdf, NULL) : NULL;

  return pdf != NULL ? xy_paper_picture_read (pdf) : NULL;
}

static const XyNoticeRow *
find_row (GPtrArray *rows, const XyId *notice)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (xy_id_same (&((const XyNoticeRow *) rows->pdata[i])->notice->record.id, notice))
      return rows->pdata[i];
  return NULL;
}

static XyBoardPaper *
make_paper (XyStore *store, const XyNoticeRow *row, const XyNoticePlace *place)
{
  XyBoardPaper *paper = xy_board_paper_new ();
  int hung = MAX (0, xy_day_between (row->notice->posted_on, row->notice->hang_until) - row->days);

  paper->notice = row->notice->record.id;
  paper->place = place->record.id;
  paper->title = g_strdup (row->title);
  paper->words = g_strdup (row->sentence);
  paper->tag = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) hung), hung);
  /* What somebody has to do: take it down, or answer an objection to it. */
  paper->alert = row->kind == XY_NOTICE_ROW_MAY_COME_DOWN || row->n_open > 0;
  paper->pictures = read_pictures (store, &row->notice->paper);
  paper->x = (int) place->x;
  paper->y = (int) place->y;
  paper->width = (int) row->notice->width;
  paper->height = (int) row->notice->height;
  paper->sheets = (int) row->notice->sheets;
  return paper;
}

static XyBoardFace *
make_face (XyStore *store, const XyBoard *board, GPtrArray *rows, GPtrArray *places)
{
  XyBoardFace *face = xy_board_face_new ();
  g_autofree char *size =
      g_strdup_printf (_ ("%.1f × %.1f m"), (double) board->width / 1000, (double) board->height / 1000);

  face->id = board->record.id;
  face->name = g_strdup (board->name);
  face->more = board->place != NULL ? g_strjoin (" · ", board->place, size, NULL) : g_strdup (size);
  face->width = (int) board->width;
  face->height = (int) board->height;
  for (guint i = 0; i < places->len; i++)
    {
      const XyNoticePlace *place = places->pdata[i];
      const XyNoticeRow *row = find_row (rows, &place->notice);

      if (row != NULL && xy_id_same (&place->board, &board->record.id))
        g_ptr_array_add (face->papers, make_paper (store, row, place));
    }
  return face;
}

static gpointer
read_picture (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  XyNoticeFilter filter = { .states = 1 << XY_NOTICE_HANGING | 1 << XY_NOTICE_MAY_COME_DOWN };
  Picture *picture = g_new0 (Picture, 1);

  picture->boards = xy_board_list (store, error);
  if (picture->boards != NULL)
    picture->rows = xy_notice_list (store, &filter, today, error);
  if (picture->rows != NULL)
    picture->places = xy_notice_places (store, NULL, error);
  if (picture->places == NULL)
    {
      picture_free (picture);
      return NULL;
    }
  picture->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_board_face_free);
  for (guint i = 0; i < picture->boards->len; i++)
    g_ptr_array_add (picture->faces, make_face (store, picture->boards->pdata[i], picture->rows, picture->places));
  return picture;
}

static void
fill_menu (XyNoticePage *self)
{
  g_autoptr (GMenu) menu = g_menu_new (), boards = g_menu_new (), more = g_menu_new ();

  for (guint i = 0; i < self->boards->len; i++)
    {
      const XyBoard *board = self->boards->pdata[i];
      g_autofree char *label = g_strdup_printf ("%s…", board->name);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&board->record.id, id);
      g_menu_item_set_action_and_target (item, "notice.edit-board", "s", id);
      g_menu_append_item (boards, item);
    }
  g_menu_append (more, _ ("New board…"), "notice.new-board");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (boards));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->boards_button), G_MENU_MODEL (menu));
}

static void
replace (GPtrArray **place, GPtrArray **with)
{
  g_clear_pointer (place, g_ptr_array_unref);
  *place = g_steal_pointer (with);
}

static void
on_picture_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyNoticePage) self = data;
  g_autoptr (GError) error = NULL;
  Picture *picture = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (picture == NULL)
    {
      if (self->tab == XY_NOTICE_TAB_BOARDS)
        xy_page_set_failed (XY_PAGE (self), error);
      return;
    }
  replace (&self->boards, &picture->boards);
  replace (&self->rows, &picture->rows);
  replace (&self->places, &picture->places);
  xy_board_view_set_movable (self->board_view, xy_desk_may (xy_page_get_desk (XY_PAGE (self)), XY_MAY_POST));
  xy_board_view_set_faces (self->board_view, picture->faces);
  picture_free (picture);
  fill_menu (self);
  if (self->tab != XY_NOTICE_TAB_BOARDS)
    return;
  xy_page_set_state (XY_PAGE (self), self->boards->len > 0 ? XY_PAGE_FILLED : XY_PAGE_EMPTY);
  if (!xy_id_is_none (&self->wanted))
    {
      xy_board_view_choose (self->board_view, &self->wanted);
      self->wanted = XY_ID_NONE;
    }
  xy_notice_page_show_detail (self);
}

void
xy_notice_page_load_boards (XyNoticePage *self)
{
  self->boards_stale = FALSE;
  if (self->boards == NULL)
    xy_page_set_state (XY_PAGE (self), XY_PAGE_LOADING);
  else
    xy_page_set_state (XY_PAGE (self), self->boards->len > 0 ? XY_PAGE_FILLED : XY_PAGE_EMPTY);
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self))), XY_WORKER_QUERY, read_picture, NULL, NULL,
                 picture_free, NULL, on_picture_read, g_object_ref (self));
}

const XyNoticeRow *
xy_notice_page_get_board_row (XyNoticePage *self)
{
  const XyId *notice = xy_board_view_get_chosen (self->board_view);

  return notice != NULL ? find_row (self->rows, notice) : NULL;
}

void
xy_notice_page_move_paper (XyNoticePage *self, const XyId *id, int x, int y)
{
  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    {
      XyNoticePlace *place = self->places->pdata[i];

      if (xy_id_same (&place->record.id, id))
        {
          XyNoticePlace *moved = xy_record_copy (place);
          moved->x = x;
          moved->y = y;
          xy_desk_act (xy_page_get_desk (XY_PAGE (self)), _ ("Move a paper on the board"), xy_notice_move_act, moved,
                       g_object_unref, NULL, NULL);
          return;
        }
    }
}
