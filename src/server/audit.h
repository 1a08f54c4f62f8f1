/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audit: the record of who did what at the county's server and what came of it, apart from the database: a line of JSON
 * for each, in a file for each month (audit-2026-11.log), readable for the server's own user only.
 *
 *   {"at":1795309200000,"who":"5f1c…","from":"10.1.2.3","what":"push","of":"431399101201","came":"ok","h":"<64 hex>"}
 *
 * who is an account's id, or "admin:" and the name of whoever ran a command. h is SHA-256 of the h before it and the
 * line without its own: a line that was changed or taken out shows. There is no name of a villager in it, no token, no
 * code.
 *
 * Several threads and processes may write into it at once.
 */
#pragma once

#include "core/clock.h"

G_BEGIN_DECLS

typedef struct _XyAudit XyAudit;

/* In FOLDER, which is there. ENV must outlive it. */
XyAudit *xy_audit_new (const char *folder, const XyEnv *env);
void xy_audit_free (XyAudit *audit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyAudit, xy_audit_free)

typedef struct
{
  const char *who;
  const char *from; /* address; NULL: a command */
  const char *what;
  const char *of;   /* NULL: nothing */
  const char *came; /* "ok", "denied" … */
} XyAuditLine;

/* FULL where it cannot be written. */
gboolean xy_audit_write (XyAudit *audit, const XyAuditLine *line, GError **error);

/*
 * Refusals, of which there may be very many: at most sixty in a minute are written, and then how many were not.
 */
void xy_audit_refusal (XyAudit *audit, const XyAuditLine *line);

/* Reads all files anew. CORRUPT names the first line (FILE:NUMBER) that is not as it was written. *N: lines. */
gboolean xy_audit_verify (XyAudit *audit, gint64 *n, GError **error);

G_END_DECLS
