/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * help: what the office reads when it presses F1. The topics are texts inside the program (data/help/zh_CN), in the
 * order of contents.txt there; the help window (app/help-window.h) and the booklet (print/help-booklet.h) show the same
 * blocks. Help is written in Chinese only: it is about Chinese papers and Chinese law.
 *
 * A topic is a head and, after an empty line, blocks of one line each:
 *
 *   title: 登记积分
 *   place: points rank          where F1 opens it: a page, or a page and one of its tabs; may be repeated
 *   window: Record points       likewise the title of a dialog, as it is in the source; up to a "%s" of it
 *   words: 记分 加分 扣分        what else people call it, for the search
 *
 *   == 怎么登记                 a heading
 *   1. 点「登记积分」。          a step; steps count up from 1
 *   - 可以一次选几户。           an item
 *   ! 已入账的不能改。           what to mind
 *   ? 找不到这一户               what may go wrong; the lines up to the next heading or question say what to do
 *   = 冲正 | 再记一笔相反的…      a word and what it means here
 *   @ points-rank 积分名次       a picture and what it shows
 *   这一页…                     any other line is a paragraph
 *
 * Within a line 「登记积分」 is a name that stands on the screen, and [冲正](words) leads to another topic, to that
 * word there if it explains it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  XY_HELP_PARAGRAPH,
  XY_HELP_HEADING,
  XY_HELP_STEP,
  XY_HELP_ITEM,
  XY_HELP_NOTE,
  XY_HELP_QUESTION,
  XY_HELP_WORD,
  XY_HELP_PICTURE,
} XyHelpKind;

typedef enum
{
  XY_HELP_PLAIN,
  XY_HELP_NAME, /* of something on the screen, without its 「」 */
  XY_HELP_LINK,
} XyHelpRunKind;

typedef struct
{
  XyHelpRunKind kind;
  char *text;
  char *topic; /* where a link leads; NULL otherwise */
} XyHelpRun;

typedef struct
{
  XyHelpKind kind;
  guint number;    /* of a step */
  char *term;      /* the word; the picture's name; NULL otherwise */
  char *text;      /* of all runs, names in “” */
  GPtrArray *runs; /* XyHelpRun */
  char *key;       /* of what is looked for by letters too: headings, questions, words; NULL otherwise */
  guint line;      /* in its file */
} XyHelpBlock;

typedef struct
{
  char *name;         /* "points-record": the file's, without .txt */
  const char *group;  /* of the contents: "积分"; owned by the help */
  char *title;        /* 登记积分 */
  GPtrArray *places;  /* "points", "points rank" */
  GPtrArray *windows; /* titles in the source */
  GPtrArray *blocks;  /* XyHelpBlock */
  char *key;          /* as in find.h: title and other words */
} XyHelpTopic;

typedef struct _XyHelp XyHelp;

/*
 * All of it. MISTAKES (may be NULL) gets a sentence for each, as "points.txt:12: …"; a topic that is not there is left
 * out. Returns: (transfer full).
 */
XyHelp *xy_help_new (GPtrArray *mistakes);
void xy_help_free (XyHelp *help);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHelp, xy_help_free)

/* In the order of the contents: XyHelpTopic, those of a group together. (transfer none) */
const GPtrArray *xy_help_topics (const XyHelp *help);

/* NULL where there is none. */
const XyHelpTopic *xy_help_topic (const XyHelp *help, const char *name);

/* The topic of TAB of PAGE, or of the page where the tab has none of its own. TAB may be NULL. */
const XyHelpTopic *xy_help_topic_of_page (const XyHelp *help, const char *page, const char *tab);

/* The topic of a dialog by its TITLE, which is compared in the language of the window. NULL: it has none of its own. */
const XyHelpTopic *xy_help_topic_of_window (const XyHelp *help, const char *title);

/* The block of TOPIC that explains WORD, or NULL. */
const XyHelpBlock *xy_help_word (const XyHelpTopic *topic, const char *word);

/* Where something was found. */
typedef struct
{
  const XyHelpTopic *topic;
  const XyHelpBlock *block; /* NULL: in its title, or here and there */
  int rank;                 /* 0 the best */
  char *excerpt;            /* of the text around it; NULL: nothing beyond the title */
} XyHelpHit;

void xy_help_hit_free (XyHelpHit *hit);

/*
 * Where TEXT stands, the best first, each topic once: words explained before titles before headings before what is
 * somewhere in the text. Letters find words, titles and headings by their pinyin or its initials too.
 * Returns: (transfer full) array of XyHelpHit.
 */
GPtrArray *xy_help_find (const XyHelp *help, const char *text);

/* The picture of that name as PNG, or NULL. (transfer full) */
GBytes *xy_help_picture (const char *name);

/* For tests: one topic out of TEXT, MISTAKES as above. Free with xy_help_topic_free(). */
XyHelpTopic *xy_help_topic_parse (const char *name, const char *text, GPtrArray *mistakes);
void xy_help_topic_free (XyHelpTopic *topic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHelpTopic, xy_help_topic_free)

G_END_DECLS
