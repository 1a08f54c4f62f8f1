/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-look: a paper's PDF as poppler reads it, and what must be true of every paper whatever it is. Nothing here asks
 * the layout; all is judged from where the glyphs are in the file.
 */
#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/* Words of one baseline, in the order they were drawn. */
typedef struct
{
  char *text; /* without spaces */
  double left, top, right, bottom;
} LookLine;

typedef struct
{
  double width, height; /* of the MediaBox, points */
  GPtrArray *words;     /* FixtureWord, in the order they were drawn */
  GPtrArray *lines;     /* LookLine, of the body: without the small line at the foot */
  char *foot;           /* that line without its spaces */
} LookPage;

typedef struct
{
  char *pdf;
  GPtrArray *pages; /* LookPage */
  guint n_head;     /* lines that stand at the top of every page but the first */
  gboolean is_set;  /* each page is a paper of its own, with the title: certificates, one for each row */
} Look;

/* Writes PAPER to a file and reads it. */
Look *look_at (XyPaper *paper);
void look_free (Look *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

const LookPage *look_get_page (const Look *look, guint page);

/* All bodies without their repeated heads, line by line. (transfer full) */
char *look_get_body (const Look *look);

/* Sheet, margins, embedded fonts, no text over another, page numbers. SETUP: the sheet it should be on. */
void look_check_sheet (const Look *look, const XyPageSetup *setup);

/* The title first, then the head, then rows on every page, top to bottom; ISSUER, where it signs, at the end. */
void look_check_order (const Look *look, const char *issuer);

/* Where PAPER keeps room for a seal, rows or text stand above it on the same page. */
void look_check_signature (const Look *look, XyPaper *paper);

/* No number of 11 or 15 to 19 digits, be it broken by spaces. */
void look_check_masked (const Look *look);
gboolean look_has_long_number (const Look *look);

G_END_DECLS
