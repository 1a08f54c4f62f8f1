/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice-guess: what a paper of the register publishes, before somebody says so: by its kind, and where the office
 * wrote it itself, by the template it was begun with, whose title or whose table it still has. What is due ends with a
 * notice of its own matter and period only (notice-list.h).
 */
#pragma once

#include "core/document.h"
#include "core/paper-record.h"
#include "core/publicity.h"

G_BEGIN_DECLS

/* TEMPLATES of XyTemplate; DOCUMENT, which the paper is of, may be NULL. (transfer full) */
char *xy_notice_guess_item (const XyPublicityRules *rules,
                            GPtrArray *templates,
                            const XyPaperRecord *paper,
                            const XyDocument *document);

/* The period of the paper, or that its document names in words, as 2026年第三季度. NULL: none. (transfer full) */
char *xy_notice_guess_period (const XyPaperRecord *paper, const XyDocument *document);

/* The document that PAPER is of; NULL where it is of none. (transfer full) */
XyDocument *xy_notice_guess_document (XyStore *store, const XyPaperRecord *paper);

G_END_DECLS
