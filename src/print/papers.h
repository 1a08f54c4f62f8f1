/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * papers: which papers there are. A paper is one XyPaperKind in its own file and one line in papers.c; the preview, the
 * command line, the register and the notice board take everything from there.
 *
 * What may be chosen about a paper stands in its kind: sheets, orders of the rows, parts that may be left out. What was
 * chosen is an XyPaperAsk, the same from the window and from the command line, so that both make the same paper.
 */
#pragma once

#include "core/record.h"
#include "core/roster-list.h"
#include "print/paper.h"

G_BEGIN_DECLS

typedef enum
{
  XY_PAPER_PERIOD = 1 << 0,    /* of a month, quarter or year */
  XY_PAPER_UNIT = 1 << 1,      /* may be narrowed to a group */
  XY_PAPER_NUMBERS = 1 << 2,   /* has ID or telephone numbers, masked unless somebody gives a reason */
  XY_PAPER_PUBLIC = 1 << 3,    /* hangs on the notice board */
  XY_PAPER_TURNS = 1 << 4,     /* upright or lying, as one likes; others know how they lie */
  XY_PAPER_LANDSCAPE = 1 << 5, /* lies unless it is turned */
  XY_PAPER_SEAL = 1 << 6,      /* is sealed, with room as one likes */
  XY_PAPER_OF_ALL = 1 << 7,    /* without a record it is of all there are */
  XY_PAPER_CARDS = 1 << 8,     /* on A4 it is several cards to be cut apart, with the margins of a card */
  XY_PAPER_NAMES = 1 << 9,     /* names nobody, unless somebody gives the ground (XyPaperAsk.unmasked) */
} XyPaperFlags;

/* One of the orders its rows may stand in. */
typedef struct
{
  const char *name;  /* for the command line: "strokes" */
  const char *label; /* N_() */
} XyPaperOrder;

/* A column or another part that may be left out. Its bit in XyPaperAsk.parts is its place in the kind's list. */
typedef struct
{
  const char *name;
  const char *label; /* N_() */
  gboolean off;      /* left out unless it is asked for */
} XyPaperPart;

typedef struct
{
  const char *period;           /* "2026-11", "2026Q3", "2026"; NULL: all time */
  XyId unit;                    /* none: the whole village */
  const char *scope;            /* the same in words, "3组"; may be NULL */
  const XyRosterFilter *filter; /* which households, for a roster; NULL: all */
  XyId record;                  /* that the paper is of, where the kind says of what */
  XyPageSize size;
  gboolean turned;    /* against the way it usually lies */
  guint order;        /* place in the kind's list */
  guint parts;        /* bits; xy_paper_kind_get_parts() for the usual ones */
  XySeal seal;        /* of a kind that is sealed */
  gboolean unmasked;  /* numbers in full, or names where usually there are none */
  const char *number; /* record number for the foot */
  gint64 printed_at;  /* instant; its day is the date of the paper */
} XyPaperAsk;

typedef struct
{
  const char *name;   /* "points-board": of the register and the command line, stays the same for ever */
  const char *title;  /* N_() "Points board" */
  const char *act;    /* N_() "Print the points board" */
  const char *prefix; /* of the record number: "JF" in JF-2026-0031 */
  guint flags;
  guint sizes;                /* bits 1 << XyPageSize; 0: A4, A3 and 8K. The first is the usual one */
  const XyPaperOrder *orders; /* ended by a name of NULL; NULL: one order only */
  const XyPaperPart *parts;   /* ended by a name of NULL; NULL: none */
  const XyRecordType *of;     /* the paper is of one such record; NULL: of the village */

  /* In any thread that has the store. Errors in the user's words. Returns: (transfer full). */
  XyPaper *(*make) (XyStore *store, const XyPaperAsk *ask, GError **error);
} XyPaperKind;

/* A copy that owns its texts and its filter, for another thread or a later time. */
XyPaperAsk *xy_paper_ask_copy (const XyPaperAsk *ask);
void xy_paper_ask_free (XyPaperAsk *ask);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPaperAsk, xy_paper_ask_free)

/* All, NULL-terminated. */
const XyPaperKind *const *xy_paper_kinds (void);

/* NULL where there is none of that name. */
const XyPaperKind *xy_paper_kind_find (const char *name);

/* How files and the command line call the room for the seal: right, none, two. */
const char *xy_seal_get_name (XySeal seal);
gboolean xy_seal_from_name (const char *name, XySeal *seal);

gboolean xy_paper_kind_has_size (const XyPaperKind *kind, XyPageSize size);
guint xy_paper_kind_get_parts (const XyPaperKind *kind); /* the usual parts */

/* The place of NAME in a kind's orders or parts; -1 where there is none. NAME may be NULL for the first order. */
int xy_paper_kind_find_order (const XyPaperKind *kind, const char *name);
int xy_paper_kind_find_part (const XyPaperKind *kind, const char *name);

G_END_DECLS
