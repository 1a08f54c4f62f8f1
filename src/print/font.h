/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * font: the typefaces of a paper, asked for by what they are for.
 *
 * Official writing asks for 小标宋, 仿宋, 楷体 and 黑体 (GB/T 9704-2012); Debian has none of them, other desktops some
 * under several names. Each role is therefore a chain of families; the first that is installed is used, and when it
 * only stands in for the proper one the set says so. Which glyph draws a character is decided by Pango once and then
 * kept, in units of the size, so that measuring a table of 100,000 cells is a matter of additions. Digits are tabular,
 * the language is zh-cn, nothing is hinted: a text measures the same on the screen, in a PDF and at each size.
 *
 * A set belongs to one paper. It may be used from any thread, from one at a time.
 */
#pragma once

#include "print/glyph-run.h"

G_BEGIN_DECLS

struct _FcConfig;

typedef enum
{
  XY_FONT_TITLE,     /* 小标宋: titles */
  XY_FONT_BODY,      /* 仿宋: running text */
  XY_FONT_KAI,       /* 楷体: second level */
  XY_FONT_HEI,       /* 黑体: first level, heads of forms */
  XY_FONT_SONG,      /* 宋体: names in a table */
  XY_FONT_SANS,      /* figures and small text */
  XY_FONT_SANS_BOLD, /* heads and totals of a table */
  XY_N_FONT_ROLES
} XyFontRole;

typedef struct
{
  XyFontRole role;
  double size; /* points */
} XyFont;

/* Nothing is drawn: a character without ink, or one that no font has. */
#define XY_NO_FACE G_MAXUINT16

/* How one glyph is drawn; lengths are parts of the font's size. */
typedef struct
{
  float advance;
  float dx, dy;
  guint32 glyph;
  guint16 face;     /* for xy_font_set_get_face(), or XY_NO_FACE */
  guint16 n_bytes;  /* of UTF-8 that it stands for; 0 when it belongs to the glyph before */
  gunichar ch;      /* the first character it stands for */
  gboolean unknown; /* no installed font has it: a box is drawn */
} XyGlyph;

typedef struct _XyFontSet XyFontSet;

XyFontSet *xy_font_set_new (void);

/* A set that knows only the fonts of CONFIG, which it keeps a reference to. */
XyFontSet *xy_font_set_new_for_config (struct _FcConfig *config);

void xy_font_set_free (XyFontSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyFontSet, xy_font_set_free)

/* The family that draws ROLE, "" where no Chinese font is installed at all. Owned by the set. */
const char *xy_font_set_get_family (XyFontSet *set, XyFontRole role);

/* The proper family of ROLE when another stands in for it, else NULL. Static. */
const char *xy_font_set_get_missing (XyFontSet *set, XyFontRole role);

/* Whether any text was set in ROLE. */
gboolean xy_font_set_is_used (XyFontSet *set, XyFontRole role);

/* The glyphs of TEXT, appended to GLYPHS (a GArray of XyGlyph). */
void xy_font_set_shape (XyFontSet *set, XyFontRole role, const char *text, gsize length, GArray *glyphs);

cairo_font_face_t *xy_font_set_get_face (XyFontSet *set, guint face);

/* Nothing hinted, metrics not rounded: the options every text is drawn with. Owned by the set. */
const cairo_font_options_t *xy_font_set_get_options (XyFontSet *set);

/* From here on, characters that no font draws are noted as belonging to OWNER; NULL: they are not noted. */
void xy_font_set_watch (XyFontSet *set, const char *owner);

typedef struct
{
  char *character; /* UTF-8 */
  char *owner;     /* whose row or which text; may be "" */
} XyFontGap;

/* What was noted, each character once for each owner. Returns: (transfer none): a GPtrArray of XyFontGap. */
const GPtrArray *xy_font_set_get_gaps (XyFontSet *set);

/* Room for glyphs that a caller fills and leaves; empty it before use. */
GArray *xy_font_set_get_scratch (XyFontSet *set);

/* Where the glyphs of the set's faces are drawn through. Owned by the set. */
XyGlyphRun *xy_font_set_get_run (XyFontSet *set);

G_END_DECLS
