/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice-detail: what the pane beside the tables of the page 公示栏 says about the chosen line: what it is, how long it
 * hangs and by which rule, and what happened to it. Objections are read behind and come a moment later.
 */
#pragma once

#include "app/desk.h"
#include "app/detail.h"
#include "app/notice-page-lists.h"

G_BEGIN_DECLS

void xy_notice_detail_show_row (XyDetail *detail, XyDesk *desk, const XyNoticeRow *row);
void xy_notice_detail_show_objection (XyDetail *detail, const XyObjectionLine *line);
void xy_notice_detail_show_document (XyDetail *detail, const XyDocument *document);
void xy_notice_detail_show_print (XyDetail *detail, XyDesk *desk, const XyPrintLine *line);

G_END_DECLS
