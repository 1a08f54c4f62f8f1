/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-lint: clauses that villages may not make (村民委员会组织法 31: nothing against the law, public order and good
 * custom, nothing that hurts a person's, a voter's or an owner's rights). It warns and never blocks: what stands in a
 * bylaw is for the village meeting, its legal adviser and the township to decide.
 *
 * The rules are a dated file, data/rules/bylaw-lint.json; a newer edition in the data folder's rules holds instead, and
 * a province adds to it or replaces rules of the same key in bylaw-lint-<province>.json. A rule has patterns that find
 * (Perl's, as GRegex has them; {name} stands for one of the file's words), patterns that clear (what overlaps with a
 * match of these is none: 禁止罚款, 由公安机关依法处罚款), and wordings to choose instead.
 */
#pragma once

#include "core/bylaw-text.h"
#include "core/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;
  char *name;   /* 罚款、变相罚款 */
  char *reason; /* why a village may not, in whole sentences */
  char *source; /* 《行政处罚法》第十七条；…, with （尚未核实） behind what nobody compared with the text in force */
  gboolean check;           /* some of it is to be compared */
  GPtrArray *find, *unless; /* of GRegex */
  char **wordings;          /* in place of what was found; one that begins with 的， is joined as grammar asks */
  char **sentences;         /* in place of the whole sentence */
} XyBylawRule;

typedef struct
{
  char *name, *date, *note;
  char *problem;    /* a newer edition that cannot be used, in a sentence; NULL: none */
  GPtrArray *rules; /* of XyBylawRule */
} XyBylawRules;

/*
 * The rules of PROVINCE (NULL: the village's own, or the whole country's). STORE may be NULL: a text is checked without
 * a village. UNREADABLE where not even the program's own edition can be used. Returns: (transfer full).
 */
XyBylawRules *xy_bylaw_rules_load (XyStore *store, const char *province, GError **error);
void xy_bylaw_rules_free (XyBylawRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBylawRules, xy_bylaw_rules_free)

/* The rule of KEY, or NULL. */
const XyBylawRule *xy_bylaw_rules_get (const XyBylawRules *rules, const char *key);

/* A lawful wording in place of what was found. */
typedef struct
{
  char *words;  /* instead of the words found, their figures carried over */
  char *clause; /* the whole clause with them */
} XyBylawWording;

typedef struct
{
  const XyBylawRule *rule; /* borrowed from the rules */
  guint line;              /* of xy_bylaw_text_lines() */
  gsize from, to;          /* bytes of the clause's text */
  guint first, n;          /* the same in characters */
  char *words;             /* what was found */
  GPtrArray *wordings;     /* of XyBylawWording */
} XyBylawFinding;

void xy_bylaw_finding_free (XyBylawFinding *finding);

/* What is found in LINES (of XyBylawLine), in their order, up to 50 in each. Returns: (transfer full): array of
 * XyBylawFinding. */
GPtrArray *xy_bylaw_lint (const XyBylawRules *rules, GPtrArray *lines);

/*
 * The same of one clause while it is typed. ABOVE is the text that it is an item of (违反本规约的，作如下处理：), or
 * NULL.
 */
GPtrArray *xy_bylaw_lint_clause (const XyBylawRules *rules, const char *above, const char *clause);

/* For the test of every statement. */
const XySql *xy_bylaw_rules_statements (guint *n);

G_END_DECLS
