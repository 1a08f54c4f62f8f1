/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-scheme-private: the columns of the sheet of rules and the lines of the head, for writing and for reading. */
#pragma once

#include "tabular/points-scheme-sheet.h"

G_BEGIN_DECLS

typedef enum
{
  XY_SCHEME_TEXT,
  XY_SCHEME_SCORE,  /* "2", "2~3" */
  XY_SCHEME_NUMBER, /* hundredths */
  XY_SCHEME_MONEY,
  XY_SCHEME_COUNT,
  XY_SCHEME_DAY,
  XY_SCHEME_CAP, /* a number, perhaps with its period */
  XY_SCHEME_PERIOD,
  XY_SCHEME_ACCOUNT,
  XY_SCHEME_YES,
  XY_SCHEME_LINES,
} XySchemeCellKind;

typedef struct
{
  const char *field;  /* of the record */
  const char *title;  /* translatable */
  const char *others; /* what else such a column is called, with spaces */
  XySchemeCellKind kind;
  guint width;
} XySchemeColumn;

extern const XySchemeColumn xy_scheme_columns[]; /* of rules */
extern const guint xy_scheme_n_columns;
extern const XySchemeColumn xy_scheme_heads[]; /* of the scheme */
extern const guint xy_scheme_n_heads;

/* "年" and the like for a value of xy_points_spans; "" for NULL. The reverse: FALSE for what is none. */
const char *xy_scheme_period_word (const char *period);
gboolean xy_scheme_period_from_word (const char *word, const char **period);

G_END_DECLS
