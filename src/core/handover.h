/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handover: after a change of term the work goes to a successor within ten days (村民委员会组织法 24). What there is to
 * hand over is counted here by kind; what still waits says today.h. What is written for the successor is
 * print/handover.h.
 *
 * Who takes over becomes a user before anything is written, so that the backup in his hands knows him; who goes is
 * closed at the end, when the list is signed. A closed user keeps his PIN on the computer, so that undoing it lets
 * nobody in who does not know that.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"
#include "core/user.h"

G_BEGIN_DECLS

typedef enum
{
  XY_HANDOVER_HOUSEHOLDS, /* who live here */
  XY_HANDOVER_PERSONS,
  XY_HANDOVER_FORMER, /* who left or died, and are kept */
  XY_HANDOVER_EVENTS,
  XY_HANDOVER_SCHEMES,
  XY_HANDOVER_ENTRIES,
  XY_HANDOVER_REGISTERED, /* points that are not booked; open: on their way */
  XY_HANDOVER_CLOSES,
  XY_HANDOVER_REDEMPTIONS,
  XY_HANDOVER_ROUNDS,
  XY_HANDOVER_SLIPS,
  XY_HANDOVER_MEETINGS,
  XY_HANDOVER_VOTES,
  XY_HANDOVER_BYLAWS,
  XY_HANDOVER_MATTERS,
  XY_HANDOVER_NOTICES,
  XY_HANDOVER_OBJECTIONS,
  XY_HANDOVER_DOCUMENTS,
  XY_HANDOVER_PAPERS,
  XY_HANDOVER_STAMPS,
  XY_HANDOVER_REVEALS, /* who looked at numbers in full */
  XY_HANDOVER_N_KINDS,
} XyHandoverKind;

/* "households", and what people call it, translated. Static. */
const char *xy_handover_kind_name (XyHandoverKind kind);
const char *xy_handover_kind_label (XyHandoverKind kind);

typedef struct
{
  XyHandoverKind kind;
  gint64 n;
  gint64 open; /* of them, what is not brought to its end */
  char *first; /* days; NULL where there is none */
  char *last;
} XyHandoverLine;

void xy_handover_line_free (XyHandoverLine *line);

/* One line for each kind, in their order, those of nothing too. (transfer full) array of XyHandoverLine. */
GPtrArray *xy_handover_lines (XyStore *store, GError **error);

/* A paper of record that is made for the archive. */
typedef struct
{
  char *kind;   /* name of its XyPaperKind */
  XyId record;  /* none: of the village */
  char *period; /* a year; or NULL */
  char *title;  /* what it is about, "2026年第3次屋场会"; NULL: the kind says it */
} XyHandoverPaper;

void xy_handover_paper_free (XyHandoverPaper *paper);

/*
 * Roster, points and exchanges year by year, the scheme, each decided round, each signed meeting, each closed vote,
 * each bylaw that was passed, the ledger of matters and the register of the seal year by year. (transfer full) array of
 * XyHandoverPaper.
 */
GPtrArray *xy_handover_papers (XyStore *store, GError **error);

/* The years in which something was posted or printed, for the archive (notice-archive.h). (transfer full) of gint. */
GArray *xy_handover_years (XyStore *store, GError **error);

typedef struct
{
  XyId from;        /* the user who goes */
  const char *name; /* of who comes */
  const char *post; /* NULL: that of who goes */
  XyId to;          /* out: the user who comes */
} XyHandoverUsers;

/*
 * XyActFunc: who comes becomes a user with the role of who goes; DATA is XyHandoverUsers. Where he is one already he
 * stays as he is, unless he may less. DENIED, NOT_FOUND (who goes is no user), INVALID ("name").
 */
gboolean xy_handover_succeed (XyTxn *txn, gpointer data, GError **error);

/* XyActFunc: who goes is no user any more; of DATA only FROM is read. */
gboolean xy_handover_close (XyTxn *txn, gpointer data, GError **error);

/* For the test of every statement. */
const XySql *xy_handover_statements (guint *n);

G_END_DECLS
