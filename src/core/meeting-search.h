/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-search: who said or agreed what, and when: words looked for in every line of the minutes and in the ledger's
 * matters and their steps, newest first, each with the sentence around them.
 *
 * What is typed is divided by spaces; all its parts must stand in one line (matter, step), as many characters as they
 * are, also two or one of Chinese, which an index of words cannot find. Small and capital letters are one. The newest
 * meetings are read first; words that are rare in them are looked for in all there is: 5 MB of minutes in some 20 ms.
 */
#pragma once

#include "core/find.h"
#include "core/meeting-line.h"

G_BEGIN_DECLS

typedef struct
{
  char *kind;   /* of the minutes: that of the line (xy_meeting_line_kinds); of the ledger: matter, step */
  XyId meeting; /* where to go; none where it was not said in one */
  XyId matter;  /* where to go; of a line what came of it, or none */
  XyId id;      /* of the line, the matter or the step */
  char *day;
  char *title;    /* of the meeting, or of the matter with its number */
  char *who;      /* may be NULL */
  char *sentence; /* around the words; … where it was cut */
  guint from, to; /* bytes of SENTENCE that are the first part; the same where that stands elsewhere, in WHO or PLACE */
} XyMeetingHit;

void xy_meeting_hit_free (XyMeetingHit *hit);

/* At most LIMIT hits for TEXT, none for an empty one. MORE (may be NULL) says whether there are further ones.
 * (transfer full) array of XyMeetingHit. */
GPtrArray *xy_meeting_search (XyStore *store, const char *text, guint limit, gboolean *more, GError **error);

/* What was typed between spaces, in half width and small letters, "" for what is not there; further parts are left out.
 * Free each. */
void xy_meeting_search_split (const char *text, char *parts[XY_FIND_PARTS]);

/* The sentence of TEXT around the LENGTH bytes at AT, which *FROM says where they are in it. (transfer full) */
char *xy_meeting_sentence (const char *text, gsize at, gsize length, guint *from);

const XySql *xy_meeting_search_statements (guint *n);

G_END_DECLS
