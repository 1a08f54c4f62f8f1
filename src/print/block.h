/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * block: what a paper is made of, from top to bottom: titles, paragraphs, tables (print/paper-table.h), the place for
 * the seal. A block knows how high it is and how it may be torn; the paper (print/paper.h) puts blocks on pages.
 *
 * Lengths are points unless a name ends in _mm. A block belongs to the paper it is added to.
 */
#pragma once

#include "print/border.h"
#include "print/font.h"

G_BEGIN_DECLS

typedef struct _XyBlock XyBlock;

typedef enum
{
  XY_ALIGN_LEFT,
  XY_ALIGN_CENTRE,
  XY_ALIGN_RIGHT,
} XyAlign;

typedef enum
{
  XY_KEEP_WITH_NEXT = 1 << 0,     /* never the last thing on a page */
  XY_KEEP_WITH_PREVIOUS = 1 << 1, /* never the first thing on a page; a table gives it some of its rows */
} XyKeep;

/* Room for the seal at the end of a paper. */
typedef enum
{
  XY_SEAL_RIGHT, /* 45 × 45 mm at the right */
  XY_SEAL_NONE,  /* none: a paper that nobody seals */
  XY_SEAL_TWO,   /* two beside one another: committee and supervision */
  XY_N_SEALS
} XySeal;

void xy_block_free (XyBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBlock, xy_block_free)

/* The space above the block, left out at the head of a page. */
void xy_block_set_space_before (XyBlock *block, double points);

void xy_block_set_keep (XyBlock *block, XyKeep keep);

/*
 * Centred and letter-spaced. A title a little too long is set smaller, down to three quarters; one that is longer still
 * is broken into lines of about the same length. Kept with what follows.
 */
XyBlock *xy_block_title_new (const char *text, XyFont font);

/* How a paragraph is set. Indents are in characters: of the font, or cells of the grid. */
typedef struct
{
  XyFont font;
  double line_height;
  double indent; /* of the first line, or of the label */
  double hang;   /* of the lines after it, and of the text beside a label */
  double right;  /* kept free at the right end */
  XyAlign align;
  const char *label;    /* "1." or "附件：", the text beginning beside it at HANG; NULL: none */
  XyFontRole lead_role; /* of the first LEAD bytes of the text: a head that runs into its paragraph */
  guint lead;
  double pitch; /* of a grid of characters, points; 0: none */
} XyTextStyle;

/* A paragraph; a newline in TEXT begins another of the same style. */
XyBlock *xy_block_paragraph_new (const char *text, const XyTextStyle *style);

/*
 * A paragraph that is number NUMBER, from 1, of its LEVEL (1 to 4, GB/T 9704-2012: 一、（一）1. （1）), two characters
 * in. The first two levels have heads: up to the first 。 in 黑体 and 楷体.
 */
XyBlock *xy_block_numbered_new (guint level, guint number, const char *text, XyFont font, double line_height);

/* The colour of a title or paragraph; black otherwise. */
void xy_block_set_ink (XyBlock *block, XyInk ink);

/* Whose text it is, for the notice about a character that no font has. Titles and paragraphs only. */
void xy_block_set_owner (XyBlock *block, const char *owner);

/* Lines of running text at LINE_HEIGHT, justified; the first line starts INDENT characters in. */
XyBlock *xy_block_text_new (const char *text, XyFont font, double line_height, double indent, XyAlign align);

/*
 * The end of a paper: NOTES (NULL-terminated, may be NULL) at the left, and at the right 45 × 45 mm kept clear for the
 * seal, which is stamped over ISSUER and DATE. Never alone on a page. On the screen a light dotted circle shows the
 * place.
 */
XyBlock *
xy_block_signature_new (const char *const *notes, XyFont note_font, const char *issuer, const char *date, XyFont font);

/*
 * Other room for the seal than the usual. With XY_SEAL_TWO, which puts the notes above, SECOND is the one who seals
 * beside the issuer; otherwise it may be NULL.
 */
void xy_block_signature_set_seal (XyBlock *signature, XySeal seal, const char *second);

/*
 * ITEMS (NULL-terminated) in N_COLUMNS columns of the same width, read line by line; 0 takes as many columns as the
 * longest of them allows. An item too wide for its column goes over the next ones.
 */
XyBlock *xy_block_list_new (const char *const *items, guint n_columns, XyFont font, double line_height);

typedef enum
{
  XY_NAMES_AS_GIVEN,
  XY_NAMES_BY_STROKES, /* 姓氏笔画, core/stroke.h */
} XyNameOrder;

/* The same for names of persons: of two characters they are spread to the width of three. */
XyBlock *
xy_block_names_new (const char *const *names, XyNameOrder order, guint n_columns, XyFont font, double line_height);

/* A rule from margin to margin, THICKNESS points. */
XyBlock *xy_block_rule_new (double thickness);

/* A box of HEIGHT points across the sheet to write, stamp or glue something in; TEXT (may be NULL) in its corner. */
XyBlock *xy_block_box_new (const char *text, XyFont font, double height);

/* Blanks to be filled in by hand, side by side: LABELS (NULL-terminated) each with a line after it; the place of an
 * empty one stays free. */
XyBlock *xy_block_blanks_new (const char *const *labels, XyFont font, double line_height);

/* Nothing, POINTS high; left out at the head of a page. */
XyBlock *xy_block_space_new (double points);

/* What follows begins a page. */
XyBlock *xy_block_page_break_new (void);

G_END_DECLS
