/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fixture: spreadsheets made in memory for the tests, and tables written out as text to compare them.
 */
#pragma once

#include "tabular/read.h"

G_BEGIN_DECLS

/* A zip of the parts named: name, text, name, text, …, NULL. */
GBytes *fixture_zip (const char *name, ...) G_GNUC_NULL_TERMINATED;

/* An xlsx of one sheet "表一". ROWS is what stands in <sheetData>, AFTER what follows it, and COLS what precedes it;
 * STRINGS what stands in <sst>, STYLES in <styleSheet>. Any may be NULL. */
typedef struct
{
  const char *rows, *after, *cols, *strings, *styles, *workbook_properties;
  gboolean stored;    /* not compressed, so that no ratio tells */
  const char *before; /* before the sheet's first element */
  guint more;         /* further parts with nothing in them */
} FixtureXlsx;
GBytes *fixture_xlsx (const FixtureXlsx *xlsx);

/* The table as text: "[name]", "A1 T text", "B2 N text raw", … ; hidden parts, merges and formulas marked. */
char *fixture_dump (const XyWorkbook *workbook);

XyWorkbook *fixture_read (GBytes *bytes);

/* Reads, expects the dump. */
void fixture_expect (GBytes *bytes, const char *dump);

/* Reads, expects an XY_ERROR of that code with a sentence in it; at most 100 MB and not long. Takes BYTES. */
void fixture_refuse (GBytes *bytes, int code);

/* Reads BYTES cut at every STEP-th byte and with bits flipped: each time a table or an error. Returns how many were
 * read. */
guint fixture_torture (GBytes *bytes, gsize step, guint flips);

G_END_DECLS
