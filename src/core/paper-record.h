/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper: a paper that was printed or saved: who, when, what, under which number.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPaperRecord, xy_paper_record)

struct _XyPaperRecord
{
  XyRecord record;
  char *kind;
  char *number;
  char *title;
  char *period;
  gint64 at;
  char *by;
  gint64 pages;
  char *unmasked;
};

/*
 * The record number that the next paper gets, "JF-2026-0031": PREFIX, the letters of its kind; the year; a count that
 * begins anew each year. Returns: (transfer full), NULL on an error.
 */
char *xy_paper_next_number (XyStore *store, const char *prefix, GError **error);

/*
 * Enters a paper that was printed or saved in the register, as an act that cannot be undone. PERIOD and UNMASKED (the
 * reason why numbers were printed in full) may be NULL. NUMBER, (out) (transfer full), gets the record number.
 */
gboolean xy_paper_register (XyTxn *txn,
                            const char *kind,
                            const char *prefix,
                            const char *title,
                            const char *period,
                            guint pages,
                            const char *unmasked,
                            char **number,
                            GError **error);

G_END_DECLS
