/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-rules: which body of the village may decide what, who must come, and how many must be in favour. Data, not
 * code: data/rules/meeting-national.json (村民委员会组织法 as of 2018 and as of 2025, 农村集体经济组织法) and one file
 * for each province that is known, which stands on the national one; for a 居民委员会 meeting-community.json, which
 * stands alone. Dated sets: a meeting of 2025 is judged by the rules of 2025. Each value names its article, and whether
 * it still is to be compared with the official text (待核对). See rule-file.h for newer editions.
 *
 * A file writes a share as people read it: "households >= 2/3" (三分之二以上, the figure itself included: 民法典 1259)
 * or "adults > 1/2" (过半数, not included); several with "or". Of what: adults (villagers of 18 and more), households
 * (by one of theirs), members (of the body), present (who came). A source that begins with 第 is an article of the
 * set's own law.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef enum
{
  XY_MEETING_ADULTS,
  XY_MEETING_HOUSEHOLDS,
  XY_MEETING_MEMBERS,
  XY_MEETING_PRESENT,
} XyMeetingBasis;

typedef struct
{
  XyMeetingBasis of;
  int num, den;
  gboolean over; /* more than NUM/DEN; otherwise at least */
} XyMeetingShare;

/* How many of N the share asks for: floor (n · num / den) + 1, or ceil (n · num / den). */
gint64 xy_meeting_share_need (const XyMeetingShare *share, gint64 n);

#define XY_MEETING_ATTEND_MOST 2

typedef struct
{
  char *key;
  char *name;
  gboolean votes;                                /* FALSE: it consults; there is no quorum and no majority */
  XyMeetingShare attend[XY_MEETING_ATTEND_MOST]; /* any one of them is enough */
  guint n_attend;
  XyMeetingShare pass;
  XyMeetingShare women; /* how many of the body are women; num 0: no rule */
  int notice_days;      /* 0: no rule */
  gboolean special;     /* for a special reason it may be called at short notice */
  int topic_days;       /* its topics are made known so long before; 0: no rule */
  int least;            /* members that it must have; 0: no rule */
  gboolean online;      /* who takes part on a line counts as present */
  gboolean proxy;       /* one of the household may stand for another, in writing where the law says so */
  char *meets;          /* at least once each year, quarter, month; NULL: no rule */
  char *source;         /* of which law, and which article */
  gboolean check;       /* 待核对 */
} XyMeetingBody;

/* What the law reserves for some bodies. */
typedef struct
{
  char *key;
  char *name;
  char **bodies;       /* which may decide it */
  gboolean party;      /* the village's Party organisation discusses it first (28) */
  gboolean collective; /* by the law of the collective */
  char **words;        /* by which it is recognised in what was typed; a suggestion only */
  char *source;
  gboolean check;
} XyMeetingMatter;

/* 四议两公开: the meetings that one matter goes through, one after another, and how it is made known (domain.md 3.4).
 * No law of the country has it; the figures are those of most counties. */
typedef struct
{
  char **steps;          /* of bodies: "branch", "committees", "party", "villagers|representatives" (either) */
  XyMeetingShare attend; /* of the Party's members, who must come */
  XyMeetingShare agree;  /* of them, who must agree before it goes on */
  int publish_days;      /* that the decision hangs */
  int run_days;          /* from the first meeting to the last; 0: no rule */
  gboolean merge;        /* the first two may be one meeting where one person heads both (一肩挑) */
  char *source;
  gboolean check;
} XyMeetingChain;

/* What held on a day. */
typedef struct
{
  char *name; /* 湖南 2026-01-01 */
  char *source;
  gboolean check;
  GPtrArray *bodies;     /* of XyMeetingBody */
  GPtrArray *matters;    /* of XyMeetingMatter */
  XyMeetingChain *chain; /* NULL: none is known */
} XyMeetingRules;

void xy_meeting_rules_free (XyMeetingRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyMeetingRules, xy_meeting_rules_free)

/*
 * The rules that held in the village on DAY; of days before all sets the first. PROVINCE: NULL, or one of xy_provinces.
 * UNREADABLE where the file inside the program is damaged. Returns: (transfer full).
 */
XyMeetingRules *xy_meeting_rules_at (XyStore *store, const char *province, const char *day, GError **error);

/* The same from the texts of two files, PROVINCE_TEXT may be NULL; for tests and for a look at a new file. */
XyMeetingRules *xy_meeting_rules_parse (XyStore *store,
                                        const char *national_text,
                                        const char *province_text,
                                        const char *day,
                                        GError **error);

/* NULL where there is none of that key. */
const XyMeetingBody *xy_meeting_rules_body (const XyMeetingRules *rules, const char *key);
const XyMeetingMatter *xy_meeting_rules_matter (const XyMeetingRules *rules, const char *key);

/* Whether the law lets BODY decide MATTER; whatever is not reserved, any body that votes may. */
gboolean xy_meeting_may_decide (const XyMeetingMatter *matter, const XyMeetingBody *body);

/* The reserved matter that TEXT seems to be about, or NULL. */
const XyMeetingMatter *xy_meeting_rules_guess (const XyMeetingRules *rules, const char *text);

/* "村民会议或村民代表会议": which bodies may decide MATTER. (transfer full) */
char *xy_meeting_matter_bodies (const XyMeetingRules *rules, const XyMeetingMatter *matter);

/* For the test of every statement. */
const XySql *xy_meeting_rules_statements (guint *n);

G_END_DECLS
