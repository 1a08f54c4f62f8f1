/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vote-papers: the papers of a vote, each of one record of it and in its own file. */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_vote_ballot_paper; /* 表决票 */
extern const XyPaperKind xy_vote_sheet_paper;  /* 逐户签字表 */
extern const XyPaperKind xy_vote_count_paper;  /* 计票单 */
extern const XyPaperKind xy_vote_result_paper; /* 表决结果公告 */

G_END_DECLS
