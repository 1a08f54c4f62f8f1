/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handover-words: what waits in the office (core/today.h), as the list that is handed over has it: in Chinese, whatever
 * the language of the session is.
 */
#pragma once

#include "core/today.h"

G_BEGIN_DECLS

/* "老井水浑浊（2026-011，林秀英负责）". (transfer full) */
char *xy_handover_words (XyStore *store, const XyTodayLine *line);

G_END_DECLS
