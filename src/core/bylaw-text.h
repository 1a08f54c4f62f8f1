/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-text: a bylaw as text, and the same as headings and numbered clauses.
 *
 * What people type or paste is a list of paragraphs with marks: 第一章, 第一节, 第一条, 一、, （一）, 1. or 1、, （1）,
 * in whatever width; headings often have none. A mark that is not among those above it goes one level down, one that is
 * there goes back to its level, so that 一、 may stand over 第一条 in one village and under it in the next. Lines that
 * a mail or a PDF broke in the middle are joined.
 *
 * Nothing is lost: every character that is seen, but for the marks and what follows them directly (spaces and 、.:),
 * stands in the title or in a node's text, in its order. Only marks are made anew when the text is written, so a
 * reference inside a clause ("按第三条") is the author's to mend.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  XY_BYLAW_PLAIN, /* no mark */
  XY_BYLAW_CHAPTER,
  XY_BYLAW_SECTION,
  XY_BYLAW_ARTICLE, /* counted through the whole text */
  XY_BYLAW_HAN,
  XY_BYLAW_HAN_BRACKET,
  XY_BYLAW_ARABIC,
  XY_BYLAW_ARABIC_BRACKET,
} XyBylawStyle;
#define XY_BYLAW_STYLES (XY_BYLAW_ARABIC_BRACKET + 1)

/* What has this many before it is no clause any more but a paragraph. */
#define XY_BYLAW_MOST 999

typedef struct
{
  XyBylawStyle style;
  gboolean
      run_on; /* the first of its parent's, and still counted on from the last of its style: 3. under a new heading */
  char *mark; /* as it stood in the source: "第三条", "3、"; NULL: none. No part of the text */
  char *text; /* one paragraph, "" where only the mark was there */
  GPtrArray *children; /* of XyBylawNode; its further paragraphs and what is numbered under it */
} XyBylawNode;

typedef struct
{
  char *title; /* NULL: none */
  XyBylawNode *root;
} XyBylawText;

/* Reads any bytes (broken UTF-8 becomes U+FFFD, NULL is ""). Returns: (transfer full), never NULL. */
XyBylawText *xy_bylaw_text_parse (const char *source);
void xy_bylaw_text_free (XyBylawText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBylawText, xy_bylaw_text_free)

/*
 * The text numbered anew, a paragraph a line, as GB/T 9704 indents them. Parsing it gives the same tree.
 * Returns: (transfer full).
 */
char *xy_bylaw_text_write (const XyBylawText *text);

/* Whether title, texts, styles and places are the same; the source's marks do not count. */
gboolean xy_bylaw_text_equal (const XyBylawText *a, const XyBylawText *b);

/* A heading: of a chapter or section, or a few words without a stop that have clauses under them. */
gboolean xy_bylaw_node_is_heading (const XyBylawNode *node);

/* The tree in reading order, which is how it is listed, checked and compared. */
typedef struct
{
  const XyBylawNode *node;
  guint depth; /* 0 for what stands alone or under the title */
  gboolean heading;
  char *mark; /* numbered anew: "第三条", "（二）"; "" for what has none */
  char *name; /* how people speak of it: "第三条（二）" by the marks in the source; of a paragraph without one, that
                 of the clause it belongs to, or "" */
} XyBylawLine;

void xy_bylaw_line_free (XyBylawLine *line);

/* Returns: (transfer full): array of XyBylawLine, which borrow from TEXT. The title is not among them. */
GPtrArray *xy_bylaw_text_lines (const XyBylawText *text);

G_END_DECLS
