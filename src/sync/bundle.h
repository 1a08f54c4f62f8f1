/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bundle: synchronising on a stick, where there is no line.
 *
 * The village writes a bundle (XY-<village>-<device>-<from>-<to>.xyb): what it would ask the county over the line, and
 * all operations that the county has not answered yet; however many bundles were written before, so that a lost stick
 * costs nothing. The county takes it (xiangyue-server import, or a folder that it watches) and writes a receipt (.xyr)
 * beside it: what became of the operations, and what has changed in the village's records since. The village takes that
 * back.
 *
 * Each may come late, twice, in any order, or never, and mixed with the line: what is known already is told by the
 * county's marks and counts for nothing (machine.h). Until it is answered by one way or the other, an operation waits.
 *
 * Frames (bundle-file.h) of a bundle, in this order:
 *   'q' the question (talk.h): hello; or fork, where this computer must have a number of its own first
 *   'p' pushes (wire.h), each packed
 * of a receipt:
 *   'q' the question that it answers
 *   'a' the answer, with what became of all operations behind the question's "acked"
 *   'f' the answer that gives a new number, where this computer's history has split
 *   's' the county's signature under the answer, as over the line (X-Xy-Receipt)
 *   'd' notices and files of rules that are new to this computer (down.h)
 *   'g' pages, up to the county's last change; none where something must be sent again first
 *
 * Photos and papers that records name, and that the county does not have yet, go in parts of their own beside the
 * bundle (…-p1.xyb, -p2 …), at most a gibibyte each and no more than fits, the small ones first:
 *   'b' the 64 characters of a file's name (attachment.h), and what it holds
 * The receipt of a part says which of its files the county has, and no other question is answered in it:
 *   'h' names, a line each
 *
 * The functions open no connection of their own and wait for a slow stick: they are for a thread that may wait, with a
 * store of its own. The window and the line may go on meanwhile. An error has changed nothing, but for BUSY and trouble
 * with the disk in the middle of a receipt: then the first part of it is taken, and all of it may be taken again.
 */
#pragma once

#include <gio/gio.h>

#include "core/store.h"
#include "sync/bundle-file.h"
#include "sync/machine.h"

G_BEGIN_DECLS

#define XY_BUNDLE_FRAME_ASK 'q'
#define XY_BUNDLE_FRAME_PUSH 'p'
#define XY_BUNDLE_FRAME_ANSWER 'a'
#define XY_BUNDLE_FRAME_NUMBER 'f'
#define XY_BUNDLE_FRAME_SIGNATURE 's'
#define XY_BUNDLE_FRAME_PAGE 'g'
#define XY_BUNDLE_FRAME_DOWN 'd'
#define XY_BUNDLE_FRAME_FILE 'b'
#define XY_BUNDLE_FRAME_HAVE 'h'

/* As whom this computer writes bundles, and from whom it takes receipts. */
typedef struct
{
  gint64 account;
  guint8 seed[XY_BUNDLE_KEY_SIZE];
  guint8 server_key[XY_BUNDLE_KEY_SIZE];
  guint8 box_key[XY_BUNDLE_KEY_SIZE];
} XyBundleKeys;

/* DENIED where this computer is not enrolled, or must be again. */
gboolean xy_bundle_keys_load (XyStore *store, XyBundleKeys *keys, GError **error);

typedef struct
{
  char *path;      /* of the file */
  gint64 n;        /* operations in it */
  gint64 bytes;    /* of the file */
  gboolean number; /* it only asks for a number of its own */
  gint64 files;    /* photos and papers beside it */
  gint64 left;     /* those that do not fit: they go with the next one */
} XyBundleExport;

void xy_bundle_export_clear (XyBundleExport *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyBundleExport, xy_bundle_export_clear)

/* Writes a bundle into FOLDER, also of what the county has lost (salvage.h). PROGRESS (may be NULL): operations done,
 * and all. DENIED, FULL, BUSY, CANCELLED. */
gboolean xy_bundle_export (XyStore *store,
                           const char *folder,
                           GCancellable *cancellable,
                           GFileProgressCallback progress,
                           gpointer data,
                           XyBundleExport *result,
                           GError **error);
/* What people are told of it. Returns: (transfer full). */
char *xy_bundle_export_sentence (const XyBundleExport *result);

typedef struct
{
  XyCarried carried;
  gboolean number;  /* this computer has a number of its own now */
  gint64 answered;  /* operations that waited and do no longer */
  gint64 waiting;   /* that still do */
  gint64 rows;      /* changes that came */
  gint64 deletions; /* records that these would delete: they wait for somebody (brake.h) */
  gint64 news;      /* notices and files of rules */
  gboolean old;     /* this program is too old to read what the county has: it must be upgraded */
  gint64 at;        /* when the county answered, by its clock */
  gboolean part;    /* it is of photos and papers, and of nothing else */
  gint64 files;     /* of which the county has so many now */
} XyBundleImport;

/*
 * Takes the receipt FILE. NOT_OURS where it is none, INVALID where it is another village's, computer's or county's,
 * UNREADABLE where it is damaged, NEWER_SCHEMA, BUSY where the line is at it just now (once more, then).
 */
gboolean xy_bundle_import (XyStore *store,
                           const char *file,
                           GCancellable *cancellable,
                           GFileProgressCallback progress,
                           gpointer data,
                           XyBundleImport *result,
                           GError **error);
char *xy_bundle_import_sentence (const XyBundleImport *result);

/* The photos and papers that the county does not have yet, into parts beside the bundle OF; names of those that it has.
 */
gboolean xy_bundle_export_files (XyStore *store,
                                 const char *folder,
                                 const XyBundleHead *of,
                                 const guint8 seed[XY_BUNDLE_KEY_SIZE],
                                 GCancellable *cancellable,
                                 gint64 *n,
                                 gint64 *n_left,
                                 GError **error);
gboolean xy_bundle_keep_files (XyStore *store, const char *names, gint64 *n, GError **error);

/* Of the last bundle, for who shows how things stand: when it was written (0: never), and how many of its operations
 * are still not answered. */
typedef struct
{
  gint64 at;
  gint64 waiting;
} XyBundleState;

gboolean xy_bundle_state_read (XyStore *store, XyBundleState *state, GError **error);

G_END_DECLS
