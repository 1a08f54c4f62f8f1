/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice-page: 公示栏. What must be published and by when (该公示), what hangs (在贴), the boards as they hang (板面),
 * objections (异议), the register of prints (打印记录) and what came down (已撤下). Beside them the chosen line in
 * full.
 *
 * Actions: notice.post notice.post-paper(id of a paper) notice.post-chosen notice.print notice.write
 * notice.edit-document notice.take-down notice.object notice.answer notice.discard notice.open notice.save-copy
 * notice.archive notice.new-board notice.edit-board(id)
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_NOTICE_PAGE (xy_notice_page_get_type ())
G_DECLARE_FINAL_TYPE (XyNoticePage, xy_notice_page, XY, NOTICE_PAGE, XyPage)

extern const XyPageEntry xy_notice_page_entry;

G_END_DECLS
