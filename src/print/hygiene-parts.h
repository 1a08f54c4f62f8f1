/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-parts: what the papers of a hygiene round have in common. A paper is a Chinese document whatever language the
 * window speaks, so nothing here is translated.
 */
#pragma once

#include "core/hygiene-round.h"
#include "core/village.h"
#include "print/papers.h"

G_BEGIN_DECLS

/* What every paper of a round is made with. */
typedef struct
{
  XyStore *store;        /* borrowed */
  const XyPaperAsk *ask; /* likewise */
  XyVillage *village;
  XyHygieneRound *round;
  GPtrArray *judges; /* XyHygieneJudge, in their order */
  char *issue;       /* xy_hygiene_words_issue() */
  gboolean places;   /* public areas are judged, not households */
  gboolean ticks;    /* with 合格 or 不合格 */
  XyPageSetup setup;
  double k; /* the scale of the sheet */
} XyHygienePaper;

/* Fills SELF for ASK's round. With DECIDED a round whose lists are not decided yet is a CONFLICT. */
gboolean
xy_hygiene_paper_open (XyHygienePaper *self, XyStore *store, const XyPaperAsk *ask, gboolean decided, GError **error);
void xy_hygiene_paper_clear (XyHygienePaper *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyHygienePaper, xy_hygiene_paper_clear)

/* A paper that is called 石板溪村人居环境WHAT, with the round in its title and its small line, still empty. */
XyPaper *xy_hygiene_paper_new (const XyHygienePaper *self, const char *what);

/* 石板溪村人居环境WHAT. (transfer full) */
char *xy_hygiene_paper_title (const XyHygienePaper *self, const char *what);

/* "2026年第3期", or the round's own name. (transfer full) */
char *xy_hygiene_words_issue (const XyHygieneRound *round);

/* "92.5", "100": no more decimals than there are. (transfer full) */
char *xy_hygiene_words_score (gint64 hundredths);

/* "评比日期：2026年11月18日　评委：谢满生、刘桂英、覃建国". (transfer full) */
char *xy_hygiene_words_judged (const XyHygienePaper *self);

/*
 * The end of a paper that hangs: NOTES (N of them, NULL ones left out), how long it hangs, to whom one turns; 落款, day
 * and seal. FALSE where the rules of publication cannot be read.
 */
gboolean
xy_hygiene_add_end (const XyHygienePaper *self, XyPaper *paper, const char *const *notes, guint n, GError **error);

/* UNIT and those below it: a set of XyId. (transfer full) */
GHashTable *xy_hygiene_units_below (XyStore *store, const XyId *unit, GError **error);

/* Blanks to be filled in by hand, and a line of text. */
void xy_hygiene_add_blanks (XyPaper *paper, const char *const *labels, XyKeep keep, double k);
XyBlock *xy_hygiene_add_line (XyPaper *paper, const char *text, XyFont font, XyAlign align, XyKeep keep);

G_END_DECLS
