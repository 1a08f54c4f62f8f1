/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * block: what a paper is made of, from top to bottom: titles, paragraphs, tables (print/paper-table.h), the place for
 * the seal. A block knows how high it is and how it may be torn; the paper (print/paper.h) puts blocks on pages.
 *
 * Lengths are points unless a name ends in _mm. A block belongs to the paper it is added to.
 */
#pragma once

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

G_END_DECLS
