/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * county-file: the photos and papers (attachment.h) that records name, and which of them the county has (table
 * county_file); and how they are carried over the line.
 *
 * Rows go before files, small files before large ones. A file goes in pieces; what has arrived stays there, so that it
 * is gone on with from any byte after any break. What comes is put together beside the attachments and gets its name
 * only once it is what its name says.
 */
#pragma once

#include "sync/line.h"

G_BEGIN_DECLS

#define XY_COUNTY_FILE_MOST (64 * 1024 * 1024) /* bytes of a file over the line; larger ones go on a stick */
#define XY_COUNTY_FILE_PIECE (256 * 1024)      /* at most; the first ones are smaller */

typedef struct
{
  char *name;
  gint64 size; /* -1: it is not here */
} XyCountyFile;

/*
 * Files that records name: those that are here and that the county does not have, small before large; or, where MISSING
 * says so, those that are not here. Returns: (transfer full) of XyCountyFile.
 */
GArray *xy_county_file_list (XyStore *store, gboolean missing, GError **error);

/* The county has the files of NAMES, which ends with NULL. */
gboolean xy_county_file_keep (XyStore *store, const char *const *names, GError **error);

typedef struct
{
  XyTrouble trouble;
  gboolean cancelled;
  gint64 left;   /* files that are still to be sent */
  gboolean more; /* the time was over before all were carried: rows may want to go first now */
} XyCarry;

/*
 * Sends and fetches files of STREAM over LINE, for at most MS from now on. Trouble with one file, or one that the
 * county does not have yet either, is none of the others. FALSE where the village's file, or a file here, cannot be
 * written.
 */
gboolean xy_county_file_carry (XyStore *store,
                               XyLine *line,
                               gint64 stream,
                               gint64 ms,
                               GCancellable *cancellable,
                               XyCarry *carry,
                               GError **error);

G_END_DECLS
