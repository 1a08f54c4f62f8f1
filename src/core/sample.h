/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sample: an invented village to practise in, to show and to measure with. 石板溪村 in 云岭镇, 清江县 is in no county
 * of the country: its codes and ID numbers begin with 431399, which is assigned to nobody, and its telephone numbers
 * are 1990000xxxx. Names are drawn from common surnames and given names; any likeness is chance.
 *
 * Everything goes through acts, month by month, as it would have come: the roster, births, deaths, marriages, the
 * scheme of points and what was recorded by it, with corrections and caps, a year of hygiene rounds and of notices on
 * the boards, and where PRINT makes them the papers of the last months. The same options give the same village, to the
 * byte.
 */
#pragma once

#include "core/act.h"
#include "core/store.h"

G_BEGIN_DECLS

#define XY_SAMPLE_CODE "431399101201"

/* What is printed on DAY, to hang on the board; period and happened may be NULL. */
typedef struct
{
  const char *item, *title, *period, *happened, *day;
  const char *paper; /* the name of its kind, where it is of SUBJECT; NULL: what belongs to the item */
  XyId subject;
} XySampleNotice;

/* In an act of that day: prints it and enters it in the register, the documents, the use of the seal. PAPER: out. */
typedef gboolean (*XySamplePrint) (XyTxn *txn, const XySampleNotice *notice, XyId *paper, GError **error);

typedef struct
{
  guint households;
  guint persons; /* who live; 0: 3.7 a household */
  guint groups;  /* 0: one for 45 households */
  guint years;   /* of points, up to today */
  guint64 seed;
  gint64 entries;      /* about so many; 0: what a village of that size writes */
  const char *today;   /* NULL: the computer's day */
  gboolean direct;     /* points count as soon as they are recorded; else the last are on their way (points-flow.h) */
  XySamplePrint print; /* xy_sample_paper_print() of print/sample-papers.h; NULL: no papers */
} XySampleOptions;

#define XY_SAMPLE_OPTIONS_DEFAULT                                                                                      \
  {                                                                                                                    \
    .households = 620, .persons = 2300, .groups = 14, .years = 2, .seed = 1                                            \
  }

/* Makes the file at PATH. INVALID for options that cannot be; CONFLICT where there is a file already. */
gboolean xy_sample_create (const char *path, const XySampleOptions *options, GError **error);

G_END_DECLS
