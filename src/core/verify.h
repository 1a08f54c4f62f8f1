/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verify: whether the village's file is what the program made of it. Four questions, each answered by recomputing:
 *
 *   FILE      is the file whole (PRAGMA integrity_check), its schema the program's own, triggers included, and is each
 *             attachment that a record names there and what its name says?
 *   LOG       do both chains of operations hold, and does each act know truly what took it back (op.h)?
 *   RECORDS   does each record say what its operations say? A row that was written past the program is found here.
 *   DERIVED   do the columns kept for searching and sorting, the balances of points and the stages of
 *             what is registered, follow from the records?
 *
 * It reads only, and takes some seconds for a million entries.
 */
#pragma once

#include "core/store.h"

G_BEGIN_DECLS

typedef enum
{
  XY_VERIFY_FILE = 1 << 0,
  XY_VERIFY_LOG = 1 << 1,
  XY_VERIFY_RECORDS = 1 << 2,
  XY_VERIFY_DERIVED = 1 << 3,
  XY_VERIFY_ALL = 15,
} XyVerifyFlags;

/* After so many problems the rest is only counted. */
#define XY_VERIFY_MOST_PROBLEMS 50

typedef struct
{
  gint64 operations; /* read and found in the chain */
  gint64 records;    /* compared */
  gint64 n_problems;
  GPtrArray *problems; /* of char *: sentences, the first XY_VERIFY_MOST_PROBLEMS */
} XyVerifyReport;

void xy_verify_report_free (XyVerifyReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyVerifyReport, xy_verify_report_free)

/*
 * Returns: (transfer full) what was found; a damaged file is a finding, not an error. NULL with BUSY, CANCELLED and the
 * like, where it could not be done.
 */
XyVerifyReport *xy_verify (XyStore *store, XyVerifyFlags flags, GError **error);

G_END_DECLS
