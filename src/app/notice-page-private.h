/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice-page-private: what notice-page.c (tables, tabs), -boards.c (the picture) and -actions.c (verbs) share. */
#pragma once

#include "app/board-view.h"
#include "app/detail.h"
#include "app/notice-page-lists.h"
#include "app/notice-page.h"

G_BEGIN_DECLS

typedef enum
{
  XY_NOTICE_TAB_DUE,
  XY_NOTICE_TAB_HANGING,
  XY_NOTICE_TAB_BOARDS, /* no table: the picture */
  XY_NOTICE_TAB_OBJECTIONS,
  XY_NOTICE_TAB_DOCUMENTS,
  XY_NOTICE_TAB_PRINTS,
  XY_NOTICE_TAB_DOWN,
  XY_NOTICE_N_TABS,
} XyNoticeTab;

struct _XyNoticePage
{
  XyPage parent_instance;

  GtkStack *stack;
  GtkWidget *boards_scrolled;
  XyBoardView *board_view;
  GtkWidget *boards_button;
  GtkWidget *find_entry;
  XyDetail *detail;
  GMenuModel *row_menu;

  XyTable *table[XY_NOTICE_N_TABS]; /* NULL for the picture */
  XyList *list[XY_NOTICE_N_TABS];
  XyNoticeTab tab;
  XyRow *shown;        /* keeps the record that was got last */
  GHashTable *buttons; /* at the foot of the detail, by the action's name */
  gulong worker_handler;

  /* Of the picture. */
  GPtrArray *boards; /* of XyBoard */
  GPtrArray *rows;   /* of XyNoticeRow: what hangs */
  GPtrArray *places; /* of XyNoticePlace */
  gboolean boards_stale;

  /* To be chosen as soon as the list has it. */
  XyId wanted;
};

/* notice-page.c */
/* What the chosen line is; the others are NULL. Borrowed until the next call. */
typedef struct
{
  const XyNoticeRow *row;
  const XyObjectionLine *objection;
  const XyPrintLine *print;
  const XyDocument *document;
} XyNoticeChosen;

void xy_notice_page_get_chosen (XyNoticePage *page, XyNoticeChosen *chosen);
void xy_notice_page_show_detail (XyNoticePage *page);
/* Goes to TAB and, with ID, to that line. */
void xy_notice_page_go_to (XyNoticePage *page, XyNoticeTab tab, const XyId *id);

/* notice-page-boards.c */
void xy_notice_page_load_boards (XyNoticePage *page);
const XyNoticeRow *xy_notice_page_get_board_row (XyNoticePage *page);
void xy_notice_page_move_paper (XyNoticePage *page, const XyId *place, int x, int y);

/* notice-page-actions.c */
void xy_notice_page_install_actions (GtkWidgetClass *widget_class);
void xy_notice_page_make_buttons (XyNoticePage *page);
/* Shows the verbs that the chosen line has. */
void xy_notice_page_update_actions (XyNoticePage *page, const XyNoticeChosen *chosen);
/* Enter or a double click. */
void xy_notice_page_activate (XyNoticePage *page);

G_END_DECLS
