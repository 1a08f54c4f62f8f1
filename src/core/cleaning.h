/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cleaning: the yearly clearing (年度清理) of what retention.h lists, and its record (清理记录), which is printed and
 * signed by two. What goes was chosen by a person; a backup is taken before; nothing goes without a row in the record.
 *
 * Of people all goes but name, household, relation, sex, state and its day, of households all but number, group, head
 * and state: accounts and minutes refer to them, and stay. The same goes from the record of changes (op.h), here, with
 * the county and on the other computers (purge.h); names, sentences of acts and events stay there as well. Who comes
 * back is entered anew. Of papers and photos the file goes, and what names it stays; the record says which file, and on
 * the village's other computers it goes before files are next carried to the county or onto a stick.
 *
 * What it does not do: the county keeps the files that it has, the record of changes keeps which marks somebody had,
 * and backups keep what they hold until they are thinned away.
 */
#pragma once

#include "core/act.h"
#include "core/retention.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyCleaning, xy_cleaning)

/* 清理记录 */
struct _XyCleaning
{
  XyRecord record;
  char *day;
  gint64 at;
  char *who;
  char *witness; /* who stood by (监督人) */
  gint64 n;
  char *list; /* see xy_cleaning_rows(); people and households stand in it by their ids */
};

/* How many things at most one record is of, so that it fits a line to the county: a run makes as many as it needs. */
#define XY_CLEANING_MOST 200

/* One thing that was cleared: columns of a row of a cleaning's list. */
typedef enum
{
  XY_CLEANED_KIND,
  XY_CLEANED_TITLE,
  XY_CLEANED_SINCE,
  XY_CLEANED_YEARS,
  XY_CLEANED_FILE, /* the first letters of an attachment's name, or "" */
  XY_CLEANED_N_COLUMNS,
} XyCleanedColumn;

/* The rows of it, each with all its columns, and people and households by the names that they have now: XY_PURGED_NAME
 * is one. Returns: (transfer full) array of GStrv. */
GPtrArray *xy_cleaning_rows (XyStore *store, const XyCleaning *cleaning);

typedef struct
{
  GPtrArray *lines; /* of XyRetentionLine: what was chosen */
  const char *witness;
} XyCleaningRun;

/*
 * Takes a backup, then clears what was chosen, as one act that is not taken back. INVALID ("witness": nobody, or who
 * does it himself; NULL: nothing was chosen, or an archive), DENIED, CONFLICT (somebody of them lives here again).
 */
gboolean xy_cleaning_run (XyStore *store, const XyActor *actor, const XyCleaningRun *run, GError **error);

/* The records of clearing, the newest first. (transfer full) array of XyCleaning. */
GPtrArray *xy_cleaning_list (XyStore *store, GError **error);

/* Whether the attachment NAME was cleared away: it is not missed, and not fetched again. */
gboolean xy_cleaning_has_file (XyStore *store, const char *name);

/* Removes the attachments that were cleared on another computer, or came back out of a backup. What is needed again,
 * because something younger names it, stays. */
gboolean xy_cleaning_follow (XyStore *store, GError **error);

/* For the test of every statement. */
const XySql *xy_cleaning_statements (guint *n);

G_END_DECLS
