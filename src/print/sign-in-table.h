/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sign-in-table: the list that people sign, before a meeting or as it was. */
#pragma once

#include "print/paper-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *beside; /* group or post; as all here it may be NULL */
  const char *name;   /* of a household its head's */
  const char *came;   /* who stands for it */
  const char *mark;   /* in the place of the signature */
  gboolean guest;     /* below the others, under a head of their own */
} XySignInRow;

typedef struct
{
  const char *beside; /* "组别", "职务" */
  const char *name;   /* "户主", "姓名" */
  gboolean came;      /* with a column for who stands for the household */
  gboolean phone;
  guint spare; /* empty rows at the end, for those who come from outside */
} XySignInStyle;

/* ROWS: of XySignInRow, whose texts are copied. */
XyBlock *xy_sign_in_table_new (const XySignInStyle *style, const GArray *rows, double k);

G_END_DECLS
