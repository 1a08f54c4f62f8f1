/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * block-private: how a block takes part in the layout, for the files of src/print only.
 *
 * The paper walks through its blocks once. Each lays itself at the layout's cursor, asks for a new page where it must,
 * and leaves one XyPlaced for each piece. Drawing a page is drawing its pieces; nothing is measured again.
 */
#pragma once

#include "print/block.h"
#include "print/paper.h"

G_BEGIN_DECLS

typedef struct
{
  XyBlock *block;
  double y;
  guint first; /* row or line */
  guint n;
  guint flags; /* the block's own */
} XyPlaced;

typedef struct
{
  XyFontSet *fonts;
  double left, top, width, bottom; /* the type area */
  double pitch;                    /* blocks begin at multiples of it below the top; 0: anywhere */
  double y;                        /* where the next block begins */
  double tail;                     /* what must stand on the same page below the end of this block */
  GArray *placed;                  /* XyPlaced, in order */
  GArray *pages;                   /* guint: index in placed of each page's first piece */
  GPtrArray *cut;                  /* names of texts that did not fit even a page */
  GCancellable *cancellable;       /* may be NULL */
} XyLayout;

typedef struct
{
  /* Called once before the others: width-dependent work. */
  void (*prepare) (XyBlock *block, XyLayout *layout);
  /* The height of the block, or of the least part of it that may stand at the foot of a page. */
  double (*need) (XyBlock *block, XyLayout *layout);
  void (*lay) (XyBlock *block, XyLayout *layout);
  void (*draw) (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target);
  /* Appends what the block says, each line ending in a newline. */
  void (*text) (XyBlock *block, GString *text);
  void (*free) (XyBlock *block);
  gboolean splits;                             /* so that need() is not the whole of it */
  gboolean (*is_whole) (const XyBlock *block); /* of a class that splits: this one does not. May be NULL */
} XyBlockClass;

struct _XyBlock
{
  const XyBlockClass *class;
  double space_before;
  XyKeep keep;
  double left, width; /* of the type area, set when it is prepared */
};

typedef struct
{
  XyBlock block;
  char *text;
  XyTextStyle style; /* label owned */
  char *owner;
  XyInk ink;
  gboolean title;
  gboolean balanced; /* a title broken by print/title-break.h */
  double spread;
  GArray *lines; /* XyLine */
} XyTextBlock;

/* A block of SIZE bytes, all 0. */
void *xy_block_new (gsize size, const XyBlockClass *class);

/* The text of a block as it is kept: valid, on one line but for its newlines. */
char *xy_block_clean_text (const char *text);

/* A title at its own size, its lines broken by their sense; not letter-spaced. */
XyBlock *xy_block_balanced_title_new (const char *text, XyFont font, double line_height);

/* Puts a text block's lines where they were broken for, from Y down. */
void xy_text_block_draw (XyTextBlock *self, double y, guint first, guint n, XyFontSet *fonts, cairo_t *cr);

/* On the screen only: a light dotted circle, where the seal goes. */
void xy_block_draw_seal (cairo_t *cr, double x, double y, XyPaperTarget target);

/* 45 mm, kept clear for a seal. */
#define XY_SEAL (45 * XY_MM)

/* HEIGHT, up to the next line of the grid if there is one. */
double xy_layout_round (const XyLayout *layout, double height);

/*
 * Whether nobody waits for the layout any more; asked now and then where there may be thousands of rows. What is left
 * half done then is done anew should the paper be laid out again: prepare() begins from the start.
 */
gboolean xy_layout_is_cancelled (const XyLayout *layout);

gboolean xy_layout_at_top (const XyLayout *layout);
void xy_layout_new_page (XyLayout *layout);

/* Puts a piece HEIGHT high at the cursor and moves it down. */
void xy_layout_place (XyLayout *layout, XyBlock *block, double height, guint first, guint n, guint flags);

/* HEIGHT and what must stand below it on the same page, unless no page has room for both. */
double xy_layout_add_tail (const XyLayout *layout, double height);

/* Begins a block that needs HEIGHT: leaves the space above it, or takes a new page. */
void xy_layout_begin (XyLayout *layout, XyBlock *block, double height);

G_END_DECLS
