/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice-list-private: how a row is made, for the two files of notice-list. */
#pragma once

#include "core/notice-list.h"

G_BEGIN_DECLS

/* Rows that are being put together. */
typedef struct
{
  XyStore *store;
  const char *today;
  XyPublicity *publicity; /* NULL: read with the first notice that is found; the caller frees it */
  GPtrArray *rows;        /* of XyNoticeRow */
} XyNoticeListing;

/* The tail that finds one notice by its id. */
#define XY_NOTICE_LISTING_ONE "WHERE t.id = ?1 AND t.del = 0"

XyNoticeRow *xy_notice_row_new (XyNoticeRowKind kind);
/* Until when, and how many days that is from TODAY; UNTIL may be NULL or "". */
void xy_notice_row_set_until (XyNoticeRow *row, const char *until, const char *today);
/* "3 days left" and the like. Returns: (transfer full). */
char *xy_notice_days_left (int days);

/* Adds the notices that TAIL finds. */
gboolean xy_notice_listing_add (XyNoticeListing *listing,
                                const char *tail,
                                const XyValue *values,
                                guint n_values,
                                GError **error);

/*
 * Adds a row that is due since the day SINCE: PAPER of the record SUBJECT is to hang as ITEM; its latest print that may
 * hang is found. TITLE is taken. Its sentence is the caller's. Returns: (transfer none), NULL where reading fails.
 */
XyNoticeRow *xy_notice_listing_add_due (XyNoticeListing *listing,
                                        const char *item,
                                        const char *paper,
                                        const XyId *subject,
                                        const char *since,
                                        char *title,
                                        GError **error);
/* Of such a row: the rule that has it hang at once, and until when. */
void xy_notice_listing_set_at_once (XyNoticeListing *listing, XyNoticeRow *row);

/* What the rounds of household hygiene ask for: rows that are due, and words for those that hang (hygiene-list.h). To
 * be called when what hangs is there. */
gboolean xy_notice_listing_add_hygiene (XyNoticeListing *listing, GError **error);
/* The decisions of the villagers and of their representatives that were signed SINCE and hang nowhere. */
gboolean xy_notice_listing_add_meetings (XyNoticeListing *listing, const char *since, GError **error);
/* The results of votes that were closed SINCE and hang nowhere. */
gboolean xy_notice_listing_add_votes (XyNoticeListing *listing, const char *since, GError **error);
/* The bylaws that are filed and hang nowhere yet. */
gboolean xy_notice_listing_add_bylaws (XyNoticeListing *listing, GError **error);
/* Whether a row that is due says already that ITEM of PERIOD is. */
gboolean xy_notice_listing_has_round (XyNoticeListing *listing, const char *item, const char *period);

G_END_DECLS
