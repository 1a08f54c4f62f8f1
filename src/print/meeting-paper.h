/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-paper: what the papers of a meeting have in common: its sheet with the village, who is due and who came, what
 * of it is nobody else's business. Words of meetings are in meeting-words.h.
 */
#pragma once

#include "core/document.h"
#include "core/matter.h"
#include "core/meeting-sheet.h"
#include "core/village.h"
#include "print/papers.h"

G_BEGIN_DECLS

typedef struct
{
  XyStore *store;        /* borrowed */
  const XyPaperAsk *ask; /* likewise */
  XyVillage *village;
  XyMeetingSheet *sheet;
  GArray *units;       /* XyId of the groups that it is for; empty: the whole village */
  char *groups;        /* "1组、2组"; NULL: the whole village */
  char *called;        /* 2026年第3次屋场会, 屋场会（11月25日） */
  char *name;          /* without its number: 屋场会 */
  char *issue;         /* 2026年第3次; NULL: it has none */
  GHashTable *matters; /* id of a line → XyMatter that it is about */
  GHashTable *where;   /* id of a household → name of its group */
  const char *mark;    /* 草稿 until its minutes are signed, 作废, 取消; NULL: none. Static */
  XyPageSetup setup;
  double k; /* the scale of the sheet */
} XyMeetingPaper;

/* Fills SELF for ASK's meeting. */
gboolean xy_meeting_paper_open (XyMeetingPaper *self, XyStore *store, const XyPaperAsk *ask, GError **error);
void xy_meeting_paper_clear (XyMeetingPaper *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyMeetingPaper, xy_meeting_paper_clear)

/* The small line at the foot of PAPER; KIND names it. With MARKED what it is not yet stands there and in its corner. */
void xy_meeting_paper_set_furniture (const XyMeetingPaper *self, XyPaper *paper, const char *kind, gboolean marked);

/* The matter that LINE is about, itself or by its topic; NULL. */
const XyMatter *xy_meeting_paper_matter (const XyMeetingPaper *self, const XyMeetingLine *line);

/* Whether LINE is about what never hangs on a board: a dispute, a household's own matter. */
gboolean xy_meeting_paper_is_private (const XyMeetingPaper *self, const XyMeetingLine *line);

/* The lines of KIND, in their order. (transfer container) array of XyMeetingLine. */
GPtrArray *xy_meeting_paper_lines (const XyMeetingPaper *self, const char *kind);

/* "曾国强（3组）"; NULL where nobody is named. (transfer full) */
char *xy_meeting_paper_speaker (const XyMeetingPaper *self, const XyMeetingLine *line);

/* Who convenes it and signs its papers: the committee, the Party organisation, the council. (transfer full) */
char *xy_meeting_paper_issuer (const XyMeetingPaper *self);

/* "全体村民", "3组各户", "各位村民代表", as one speaks to all of them. (transfer full) */
char *xy_meeting_paper_audience (const XyMeetingPaper *self);

/* One of those who are due. */
typedef struct
{
  XyId household, person, member; /* one of them */
  char *unit;                     /* his group; NULL */
  char *name;                     /* of a household its head's */
  char *post;                     /* of a member, or whom he stands for; NULL */
  gboolean guest;                 /* sits in */
  const XyMeetingPresence *presence;
} XyMeetingDue;

/*
 * Households in walking order, villagers of eighteen and more, or members with those who sit in, and UNIT (none: all)
 * only; each with his presence. (transfer full) array of XyMeetingDue.
 */
GPtrArray *xy_meeting_paper_due (const XyMeetingPaper *self, const XyId *unit, GError **error);

/* As XyMeetingDue, those only who are on its list, in the order in which they came. */
GPtrArray *xy_meeting_paper_came (const XyMeetingPaper *self, GError **error);

/*
 * A paper that is posted: DOCUMENT, issued by whoever convenes the meeting where it has no issuer, set as the office's
 * own documents are set: on A4 as GB/T 9704-2012 has it, on larger sheets as large as they hold. Returns: (transfer
 * full).
 */
XyPaper *xy_meeting_paper_post (const XyMeetingPaper *self,
                                XyDocument *document,
                                const char *kind,
                                gboolean marked,
                                GError **error);

G_END_DECLS
