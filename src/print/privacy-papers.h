/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * privacy-papers: what the office shows when it is asked how it treats personal information: 个人信息更正记录 of a
 * household (core/correction.h), 完整号码查看登记表, 个人信息保护影响评估表 (core/privacy.h), 个人信息清理记录
 * (core/retention.h).
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_correction_paper;
extern const XyPaperKind xy_reveal_register_paper;
extern const XyPaperKind xy_impact_assessment_paper;
extern const XyPaperKind xy_clearing_register_paper;

G_END_DECLS
