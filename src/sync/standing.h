/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * standing: how this office stands with the county, as lists for people: how much is taken, what waits, what came back
 * and why, and which values met. Read from the village's file alone; nothing here asks the county. What to do about it
 * is in settle.h.
 */
#pragma once

#include "sync/local.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean enrolled; /* all else is 0 where it is not */
  gint64 accepted;   /* operations of this computer that the county took */
  gint64 waiting;    /* written here, not answered yet */
  gint64 held;       /* records of the village that wait at the county */
  gint64 returned;   /* that were not taken */
  gint64 deletions;  /* that wait for somebody's word (brake.h) */
  gint64 conflicts;  /* of the village: values that gave way, and nobody has looked */
} XyStanding;

gboolean xy_standing_read (XyStore *store, XyStanding *standing, GError **error);

/* What can be done about something that is shown. */
typedef enum
{
  XY_SETTLE_SEND = 1 << 0, /* send it again as it is now, mended or not */
  XY_SETTLE_DROP = 1 << 1, /* take it back here, as it never came to the county */
  XY_SETTLE_KEEP = 1 << 2, /* leave all as it stands: it was seen */
  XY_SETTLE_TAKE = 1 << 3, /* the value that gave way shall stand */
} XySettleWay;

/* Why the county does not take something, by the code of its answer, and what to do; to be translated. */
typedef struct
{
  const char *code;
  const char *reason;
  const char *advice;
  guint ways; /* XySettleWay */
} XyReturnReason;

/* All of them, ended by a code of NULL: that one is for any other. */
const XyReturnReason *xy_return_reasons (void);
const XyReturnReason *xy_return_reason (const char *code);

/* A row of the county's that waits for somebody: see wire.h, "fx". */
typedef struct
{
  XyId row;
  gint64 device;
  gint64 n;
  gint64 op; /* the operation here; 0 where another computer wrote it */
  char kind; /* of the operation: 'i', 'u', 'd'; 0 where it is not known */
} XyReturnedRow;

/* A record that was returned, with all that was returned of it. */
typedef struct
{
  XyId record;              /* none where the county could not read it and another computer wrote it */
  const XyRecordType *type; /* NULL: none that this program knows */
  char *what;               /* the record in words */
  const XyReturnReason *why;
  gboolean held;   /* waits at the county, which may take it yet */
  gboolean here;   /* this computer wrote it, and can settle it */
  gboolean absent; /* the county has nothing of the record */
  char *who;       /* NULL where nobody knows */
  gint64 at;       /* 0: likewise */
  guint ways;      /* XySettleWay */
  GArray *rows;    /* of XyReturnedRow, in the order in which they were written */
} XyReturned;

void xy_returned_free (XyReturned *returned);

/* The oldest first. Returns: (transfer full) array of XyReturned. */
GPtrArray *xy_standing_list_returned (XyStore *store, GError **error);

typedef enum
{
  XY_CONFLICT_FIELD,     /* two values of one field */
  XY_CONFLICT_EXISTENCE, /* one deleted what another changed */
  XY_CONFLICT_BRANCH,    /* two versions of one text */
  XY_CONFLICT_CONTESTED, /* two voices of one voter */
  XY_CONFLICT_OVERDRAFT, /* more was fetched than could be spent */
  XY_CONFLICT_DOUBLE,    /* another computer has the same deed */
} XyConflictKind;

/* Label is translated; the values as people read them, "" where there is none. */
typedef struct
{
  const XyField *field; /* NULL: the record's existence, or none that this program knows */
  const char *label;
  char *stands;
  char *gave_way;
  char *raw; /* what gave way as the machine writes it; NULL: nothing */
} XyConflictField;

typedef struct
{
  char *who; /* NULL where nobody knows */
  gint64 at;
  gboolean here; /* on this computer */
} XyConflictSide;

typedef struct
{
  XyId row;
  XyId record;
  const XyRecordType *type; /* NULL: none that this program knows */
  XyConflictKind kind;
  char *what; /* the record in words */
  char *name; /* as in "fx" */
  gint64 device;
  gint64 n;
  GPtrArray *fields; /* of XyConflictField: one, or those in which two wholes differ */
  gboolean masked;   /* something of them is not shown */
  XyConflictSide stands;
  XyConflictSide gave_way;
  guint ways; /* XySettleWay */
} XyConflict;

void xy_conflict_free (XyConflict *conflict);

/* How two values met, and what is to be done, in a sentence or two; to be translated. */
const char *xy_conflict_sentence (XyConflictKind kind);

/* MASKED: personal numbers in part, as in lists; whole ones are for who has logged a reason (reveal.h). Returns:
 * (transfer full) array of XyConflict, the oldest first. */
GPtrArray *xy_standing_list_conflicts (XyStore *store, gboolean masked, GError **error);

/* RECORD in words: what it is and what tells it from others, personal numbers masked. Returns: (transfer full). */
char *xy_standing_words (XyStore *store, const XyRecord *record);

G_END_DECLS
