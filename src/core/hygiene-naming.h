/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-naming: on what ground a household may be named on the list of those to help: its own consent, or a clause
 * of the bylaws that passed the legal review. Without one the list has household numbers only (个人信息保护法 13, 25: a
 * hygiene list is no duty by law; domain.md 3.6).
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyHygieneNaming, xy_hygiene_naming)

struct _XyHygieneNaming
{
  XyRecord record;
  XyId household; /* none: all, by a clause */
  char *basis;
  char *day;
  char *reviewed_on; /* asked for of a clause */
  char *reviewer;
  char *ended_on;
  char *recorder;
};

/*
 * XyActFunc: keeps NAMING, a new record or a changed copy. INVALID with the field: basis, day (none, to come),
 * reviewed_on (a clause without a review, or one that was reviewed after it was adopted), household. CONFLICT: the
 * household gave its consent already and has not taken it back.
 */
gboolean xy_hygiene_naming_save_act (XyTxn *txn, gpointer naming, GError **error);

typedef struct
{
  XyId naming;
  const char *day; /* NULL: today */
} XyHygieneNamingEnd;

/* XyActFunc: consent was taken back, or the clause is no longer in force. INVALID: day. CONFLICT: it ended already. */
gboolean xy_hygiene_naming_end_act (XyTxn *txn, gpointer end, GError **error);

/* Whether NAMING stands on DAY: not before its day nor its review, and before the day on which it ended. */
gboolean xy_hygiene_naming_stands (const XyHygieneNaming *naming, const char *day);

/* All, clauses first, the newest before the older. (transfer full) array of XyHygieneNaming. */
GPtrArray *xy_hygiene_naming_list (XyStore *store, GError **error);

/*
 * Whether HOUSEHOLD may be named on a board of DAY: by its own consent, else by a clause; never where its head is a
 * minor or not known (law.md: minors are never on a board). GROUND (optional) gets the ground in words, "村规民约第八条
 * （2026-01-10）", or NULL. Where the file cannot be read nobody may be named.
 */
gboolean xy_hygiene_may_name (XyStore *store, const XyId *household, const char *day, char **ground);

const XySql *xy_hygiene_naming_statements (guint *n);

G_END_DECLS
