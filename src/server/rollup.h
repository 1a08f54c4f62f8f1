/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rollup: what the records of a village come to, month by month, kept in the transaction that takes them, so that the
 * county reads its figures (report.h) from some thousand rows of each village and asks no village for a form.
 *
 * A cell of the table rollup is (village, kind, month, rule): n, how many; v, what they come to (hundredths of a
 * point). Months are those of the day that the village wrote, not of when it was sent: 202611. A cell of nothing has no
 * row.
 *
 *   kind                       month of            rule               n (and v)
 *   points.plus, .minus        the entry's day     "" and category    entries that stand; points of households
 *   person.plus …, volunteer.plus …                ""                 likewise of persons and of volunteers
 *   points.redeemed            the day             ""                 rewards fetched; points
 *   points.households          the day             "" and category    households with an entry that stands
 *   points.people              the day             ""                 persons likewise
 *     … .quarter, .year        first month of it   likewise           the same in the quarter, the year
 *   hygiene.rounds, .places    the round's day     ""                 closed rounds of households, of public areas
 *   hygiene.ranked             likewise            ""                 households judged; sum of their scores
 *   hygiene.red, .low, .excused, .absent           ""                 households on the list, helped, not met
 *   slip.issued                the day             ""                 slips
 *   slip.stage, slip.late      see below
 *   matter.raised              the day             source             matters
 *   matter.stage, matter.late  see below
 *   matter.answer              of the visit        good fair bad      what was answered last in the month
 *   meeting.held, .due, .came, .people, .decided, .spot, .matter, .ended, .content: as of the village's own statistics
 *                              the meeting's day   kind of the body
 *   notice.posted              posted              item               notices
 *   notice.for                 each of its period  item               standing or past notices about that month
 *   notice.short               taken down          ""                 notices that hung less than their days
 *   notice.state               see below           waiting up down
 *   bylaw.stage                see below           general 8
 *   bylaw.pass, .file, .force  of the step         general 2026-03-04 versions
 *
 * A kind of "stage" says how many came into a stage (n > 0) or left it (n < 0) by the end of the month: the sum up to a
 * month is how many stood there when it ended. "late" is likewise, of what nobody has finished; its rule is the last
 * day, so that whoever asks in the middle of a month counts only what was due by then.
 *
 * What takes a points entry back has its day and the opposite sign: it leaves nothing. What becomes of all other
 * records follows from the record and those that belong to it (its steps, who came …), which are read anew at the end
 * of the transaction in which one of them was written.
 */
#pragma once

#include "server/store.h"
#include "sync/wire.h"

G_BEGIN_DECLS

/* One transaction's share. */
typedef struct _XyRollup XyRollup;

XyRollup *xy_rollup_new (XyServerStore *store, gint64 stream);
void xy_rollup_free (XyRollup *rollup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRollup, xy_rollup_free)

/* An entry was written, which says ENTRY, at the instant AT. */
gboolean xy_rollup_entry (XyRollup *rollup, const char *table, const XyWireFields *entry, gint64 at, GError **error);

/* A record was written: its body before (NULL: it was not there) and now. AT: when it was made; 0 where it was changed.
 */
gboolean xy_rollup_record (XyRollup *rollup,
                           const char *table,
                           const XyId *id,
                           const char *before,
                           const char *body,
                           gint64 at,
                           GError **error);

/* Where the share stands, so that what one line added can be taken back with it. */
typedef struct
{
  guint cells, taking, dirty;
  gint64 since;
} XyRollupMark;

XyRollupMark xy_rollup_mark (XyRollup *rollup);
void xy_rollup_rewind (XyRollup *rollup, XyRollupMark mark);

/* At the end of the transaction, once. */
gboolean xy_rollup_write (XyRollup *rollup, GError **error);

/* Reckons all figures of STREAM (0: of all villages) anew from the records. N: how many villages; may be NULL. */
gboolean xy_rollup_rebuild (XyServerStore *store, gint64 stream, guint *n, GError **error);

G_END_DECLS
