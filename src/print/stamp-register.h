/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stamp-register: 用印登记簿 of a year, quarter or month, or empty rows to write in by hand.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_stamp_register_paper;

G_END_DECLS
