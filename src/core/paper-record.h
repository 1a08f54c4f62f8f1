/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper: a paper that was printed or saved: who, when, what, under which number, and the PDF itself.
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
  char *pdf; /* among the attachments; NULL for what was printed before PDFs were kept */
  gint64 bytes;
  gint64 width; /* mm of its first page; 0: not known */
  gint64 height;
  XyId subject; /* what it is about, where that is one record */
};

/* What is to be entered in the register; all texts are borrowed. */
typedef struct
{
  const char *kind;
  const char *prefix; /* letters of the kind's record numbers: "JF" */
  const char *title;
  const char *period;   /* may be NULL */
  const char *unmasked; /* the reason why numbers were printed in full, or NULL */
  const char *pdf;      /* the PDF's name among the attachments, or NULL */
  gint64 bytes;
  guint pages;
  guint width, height; /* mm of the first page */
  XyId subject;        /* may be none */
} XyPaperPrint;

/*
 * The record number that the next paper gets, "JF-2026-0031": PREFIX, the letters of its kind; the year; a count that
 * begins anew each year. Returns: (transfer full), NULL on an error.
 */
char *xy_paper_next_number (XyStore *store, const char *prefix, GError **error);

/*
 * Enters a paper that was printed or saved in the register, as an act that cannot be undone. The attachment must be
 * there already. Returns: (transfer full) the record with its number.
 */
XyPaperRecord *xy_paper_register (XyTxn *txn, const XyPaperPrint *print, GError **error);

/* The paper of that record number. NOT_FOUND. Returns: (transfer full). */
XyPaperRecord *xy_paper_by_number (XyStore *store, const char *number, GError **error);

/* For the test of every statement. */
const XySql *xy_paper_record_statements (guint *n);

G_END_DECLS
