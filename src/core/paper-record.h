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

G_END_DECLS
