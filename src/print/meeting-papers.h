/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-papers: the papers of a meeting, each of one record of it and in its own file. */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_meeting_notice_paper;     /* 会议通知 */
extern const XyPaperKind xy_meeting_invitation_paper; /* 参会通知条, 邀请函 */
extern const XyPaperKind xy_meeting_sign_in_paper;    /* 签到表 */
extern const XyPaperKind xy_meeting_minutes_paper;    /* 会议记录 */
extern const XyPaperKind xy_meeting_decisions_paper;  /* 议定事项清单 */
extern const XyPaperKind xy_meeting_resolution_paper; /* 决议公告 */

G_END_DECLS
