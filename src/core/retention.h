/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * retention: which personal information the office has kept for longer than it is needed (个人信息保护法 19, 47). For
 * how many years what is kept, on what ground, and which papers are archives, a dated file of data says
 * (retention-personal.json); a county may have its own. cleaning.h clears away what a person chose of it.
 *
 * Of people who moved out or died, and of households that are no more, all is listed that has more than a name and its
 * place. Of papers that were printed with full numbers, and of photos, what is on this computer. Archives are listed as
 * well, to be handed over: nobody clears them.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef enum
{
  XY_RETENTION_MOVED,
  XY_RETENTION_DEAD,
  XY_RETENTION_HOUSEHOLDS,
  XY_RETENTION_PAPERS,
  XY_RETENTION_PHOTOS,
  XY_RETENTION_DRAFTS,
  XY_RETENTION_ASIDE,
  XY_RETENTION_ARCHIVES, /* never cleared */
  XY_RETENTION_N_KINDS,
} XyRetentionKind;

/* "moved"; what people call it, what goes (of archives: what is done with them), both translated. Static. */
const char *xy_retention_kind_name (XyRetentionKind kind);
const char *xy_retention_kind_label (XyRetentionKind kind);
const char *xy_retention_kind_what (XyRetentionKind kind);
/* XY_RETENTION_N_KINDS: NAME is none. */
XyRetentionKind xy_retention_kind_of (const char *name);
/* Whether it lies on this computer only: other computers have the same files, but clear their own. */
gboolean xy_retention_kind_is_attachment (XyRetentionKind kind);

/* What the file of data says. */
typedef struct
{
  char *law; /* that the record on paper names */
  char *date;
  gint64 years[XY_RETENTION_N_KINDS];
  char *sources[XY_RETENTION_N_KINDS];
  char *archives; /* names of papers (papers.h), an array in JSON */
} XyRetentionRules;

/* Never NULL: where the file cannot be read, nothing goes early. Returns: (transfer full). */
XyRetentionRules *xy_retention_rules_read (void);
void xy_retention_rules_free (XyRetentionRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRetentionRules, xy_retention_rules_free)

/* One thing that is past its time. */
typedef struct
{
  XyRetentionKind kind;
  gint64 years; /* for which it was to be kept */
  XyId record;  /* a person or a household; else none */
  char *title;  /* 曾国强（3组） */
  char *since;  /* day since when its time runs */
  char *file;   /* name of an attachment, of a draft, or path of a file; NULL: none */
} XyRetentionLine;

void xy_retention_line_free (XyRetentionLine *line);

/* All that is past its time, kind after kind, the oldest first. (transfer full) array of XyRetentionLine. */
GPtrArray *xy_retention_list (XyStore *store, const XyRetentionRules *rules, GError **error);
/* The same of one kind. */
gboolean
xy_retention_add (XyStore *store, const XyRetentionRules *rules, XyRetentionKind kind, GPtrArray *list, GError **error);

/* Whether the yearly clearing is due: something is past its time, and the last one was a year ago or there was none.
 * What is past its time is looked for once a day, for the front page asks each time it is drawn. */
gboolean xy_retention_is_due (XyStore *store, gboolean *due, GError **error);

/* For the test of every statement. */
const XySql *xy_retention_statements (guint *n);

G_END_DECLS
