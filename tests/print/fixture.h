/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fixture: an invented village for the papers' tests, and the readers of what they wrote (poppler's programs, so that
 * the PDF is judged by somebody else's eyes).
 */
#pragma once

#include "print/paper.h"
#include "print/points-board.h"
#include "print/roster.h"

G_BEGIN_DECLS

/* A folder for the test's files, made on the first call and removed at exit; XY_TEST_OUT in the environment names
 * another that stays. */
const char *fixture_dir (void);

/* A path in that folder. */
char *fixture_path (const char *name);

/* The standard output of a program. The arguments end with NULL. */
char *fixture_run (const char *program, ...) G_GNUC_NULL_TERMINATED;

/* The whole text of a PDF, page by page, each ending in a form feed; laid out as on the page. */
char *fixture_text (const char *pdf);

/* Same, split at the form feeds. */
char **fixture_page_texts (const char *pdf);

typedef struct
{
  guint page;
  double left, top, right, bottom;
  char *text;
} FixtureWord;

/* Words with their boxes, page by page from top to bottom. Returns: (transfer container): GPtrArray of FixtureWord. */
GPtrArray *fixture_words (const char *pdf);

guint fixture_count (const char *text, const char *part);

/* Whether TEXT has a run of exactly 11 or 15 to 19 digits (the last may be X). */
gboolean fixture_has_long_number (const char *text);

/*
 * How many pixels of page PAGE at DPI differ by more than a fifth between PAPER as drawn on the screen and its PDF as
 * poppler renders it, as a share of the pixels that have ink.
 */
double fixture_compare_page (XyPaper *paper, guint page, const char *pdf, double dpi);

/* Page PAGE as an image, black on white. */
cairo_surface_t *fixture_draw_page (XyPaper *paper, guint page, double dpi, XyPaperTarget target);

/* How dark a pixel is, 0 to 255; white outside of the image. */
int fixture_get_ink (cairo_surface_t *image, int x, int y);

/* The board of a village of N households; its strings live in the returned chunk. Ledger totals are right. */
typedef struct
{
  XyPointsBoard board;
  GArray *rows;
  GStringChunk *strings;
} FixtureBoard;

void fixture_board_init (FixtureBoard *fixture, guint n_households, guint32 seed);
void fixture_board_clear (FixtureBoard *fixture);

/* The households of the same village in three groups, with one to seven members each; numbers are masked. */
typedef struct
{
  XyRoster roster;
  GArray *households;
  GPtrArray *persons; /* an XyRosterPerson array for each household */
  GStringChunk *strings;
  guint n_persons;
} FixtureRoster;

void fixture_roster_init (FixtureRoster *fixture, guint n_households, guint32 seed);
void fixture_roster_clear (FixtureRoster *fixture);

/* Writes PAPER under NAME into the folder. Returns: (transfer full): the path. */
char *fixture_write (XyPaper *paper, const char *name);

/* TEXT without its spaces. */
char *fixture_squeeze (const char *text);

/* An invented name of two to four characters. */
const char *fixture_name (GRand *random, GStringChunk *strings);

G_END_DECLS
