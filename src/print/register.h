/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * register: a paper that is one table of what was done, line by line, with the rule that it is kept by under it and
 * room to sign: of the seal, of full numbers that were looked at, of what was cleared.
 */
#pragma once

#include "core/village.h"
#include "print/papers.h"

G_BEGIN_DECLS

/* All is borrowed but TABLE. */
typedef struct
{
  const char *kind; /* at the foot of each page */
  const char *title;
  const char *subtitle; /* NULL: none */
  const char *period;   /* as people write it; NULL: none */
  XyBlock *table;       /* taken */
  const char *rule;
  double rule_line;              /* height of its lines, points on A4 */
  int rule_indent;               /* of its first line, characters */
  const char *const *signatures; /* before each blank, ended by NULL; NULL: nobody signs */
} XyRegister;

/* Returns: (transfer full). */
XyPaper *
xy_register_make (const XyVillage *village, const XyPaperAsk *ask, const XyPageSetup *setup, const XyRegister *of);

G_END_DECLS
