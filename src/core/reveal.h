/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reveal: somebody looked at numbers in full, and why. Personal numbers are masked in lists and on paper
 * (个人信息保护法 6, 51); seeing or printing one in full asks for a reason, and the reason is kept.
 *
 * The log has nobody's name but by his id, or his household's: whoever is purged (purge.h) has no name here either.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyReveal, xy_reveal)

struct _XyReveal
{
  XyRecord record;
  char *subject; /* what was looked at: 户籍花名册, or a household's name */
  XyId target;   /* the household or person, none for a whole list */
  char *reason;
  char *who;
  gint64 at;
};

/* Longest reason, in bytes. */
#define XY_REVEAL_MAX_REASON 600

/* Puts the name that the person or household has now where it belongs in subject and reason, for somebody to read. */
void xy_reveal_name (XyStore *store, XyReveal *reveal);

/*
 * Writes the log; the act cannot be undone. TARGET may be NULL. INVALID ("reason") where REASON is empty or too long,
 * DENIED where the role does not allow it.
 */
gboolean xy_reveal_log (XyTxn *txn, const char *subject, const XyId *target, const char *reason, GError **error);

/* For the test of every statement. */
const XySql *xy_reveal_statements (guint *n);

G_END_DECLS
