/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-paper: what the papers of a bylaw have in common. Each is of one version. A paper is a Chinese document
 * whatever language the window speaks, so nothing here is translated.
 *
 * No paper names whoever gave an opinion, and none has the stories of the clauses: they may say who proposed what, and
 * nobody asked those whether it may hang in public.
 */
#pragma once

#include "core/bylaw.h"
#include "core/village.h"
#include "print/papers.h"

G_BEGIN_DECLS

typedef struct
{
  XyStore *store;        /* borrowed */
  const XyPaperAsk *ask; /* likewise */
  XyVillage *village;
  XyBylaw *bylaw;
  XyBylawVersion *version;
  GPtrArray *clauses; /* XyBylawClause */
  GPtrArray *steps;   /* XyBylawStep */
  GStrv marks;        /* of each clause: 一、 第一条 （一） */
  char *township;     /* 云岭镇人民政府 */
  XyPageSetup setup;
  double k; /* the scale of the sheet */
} XyBylawPaper;

/* Fills SELF for ASK's version. NOT_FOUND where it has no clause. */
gboolean xy_bylaw_paper_open (XyBylawPaper *self, XyStore *store, const XyPaperAsk *ask, GError **error);
void xy_bylaw_paper_clear (XyBylawPaper *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyBylawPaper, xy_bylaw_paper_clear)

/*
 * The small line at the foot of PAPER; KIND names it. A version that is over has 作废 there and in the corner; with
 * MARKED one that is not passed has 草稿.
 */
void xy_bylaw_paper_set_furniture (const XyBylawPaper *self, XyPaper *paper, const char *kind, gboolean marked);

/* The last step of KIND, or NULL. */
const XyBylawStep *xy_bylaw_paper_step (const XyBylawPaper *self, XyBylawStepKind kind);

/* "2025年12月26日村民会议表决通过"; NULL where it was not passed. (transfer full) */
char *xy_bylaw_paper_passed (const XyBylawPaper *self, GError **error);

/* What it is while it is not passed: 征求意见稿, 送审稿, 表决稿; when it is over 作废. NULL otherwise. Static. */
const char *xy_bylaw_paper_state (const XyBylawPaper *self);

/* TEXT masked, for a paper; NULL → "". (transfer full) */
char *xy_bylaw_paper_text (const char *text);

/*
 * Preamble and clauses, SIZE points high (already of the sheet), in lines LINE high. PITCH: of a grid of characters, 0:
 * none.
 */
void xy_bylaw_paper_add_clauses (const XyBylawPaper *self, XyPaper *paper, double size, double line, double pitch);

extern const XyPaperKind xy_bylaw_paper;         /* 村规民约, as an official document */
extern const XyPaperKind xy_bylaw_board_paper;   /* 展板 */
extern const XyPaperKind xy_bylaw_draft_paper;   /* 征求意见稿 with its return slip */
extern const XyPaperKind xy_bylaw_leaflet_paper; /* 家庭折页 */
extern const XyPaperKind xy_bylaw_filing_paper;  /* 报备函 */
extern const XyPaperKind xy_bylaw_redline_paper; /* 修改对照 */

G_END_DECLS
