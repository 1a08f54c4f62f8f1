/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sign-in: 签到表, to be signed by hand. With the heads of the households (or the grown-up persons) of a group, or of
 * the whole village, already on it; or with empty rows.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_sign_in_paper;

G_END_DECLS
