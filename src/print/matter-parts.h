/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-parts: what the papers of the ledger have in common. A paper is a Chinese document whatever language the
 * window speaks, so nothing here is translated.
 */
#pragma once

#include "core/matter-list.h"
#include "core/village.h"
#include "print/papers.h"

G_BEGIN_DECLS

/* Each in its own file. */
extern const XyPaperKind xy_matter_ledger_paper;    /* 台账 */
extern const XyPaperKind xy_matter_card_paper;      /* 事项卡 */
extern const XyPaperKind xy_matter_agreement_paper; /* 人民调解协议书 */
extern const XyPaperKind xy_matter_summary_paper;   /* 台账公开, for the board */

/* 走访, 待分办, 满意, 分办 … Static; NULL where there is none. */
const char *xy_matter_paper_source (const char *source);
const char *xy_matter_paper_stage (gint64 stage);
const char *xy_matter_paper_satisfaction (const char *satisfaction);
const char *xy_matter_paper_kind (const char *kind);
const char *xy_matter_paper_does (const char *does);
const char *xy_matter_paper_level (gint64 level);
const char *xy_matter_paper_heard (const char *heard);
const char *xy_matter_paper_asked (const char *asked);

/* Where it stands, with a sign that a printer without colours shows too: "▲逾期12天", "办理中". (transfer full) */
char *xy_matter_paper_state (const XyMatterRow *row);

/* A line of text over or under a table. Returns: as long as the paper lives. */
XyBlock *xy_matter_paper_add_line (XyPaper *paper, const char *text, XyFont font, XyAlign align, XyKeep keep);

/* A form of labels, each with what it is about beside it, two in a row. */
XyBlock *xy_matter_paper_form_new (double size, double row_height, double k);
/* One label and text over the whole row, or two; TEXT may be NULL. */
void xy_matter_paper_form_add (XyBlock *form,
                               const char *label,
                               const char *text,
                               const char *second_label,
                               const char *second_text);

G_END_DECLS
