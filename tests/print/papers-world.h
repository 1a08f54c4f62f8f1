/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * papers-world: villages whose papers are looked at, and how a paper of each kind is asked for.
 */
#pragma once

#include "core/store.h"
#include "print/papers.h"

G_BEGIN_DECLS

#define WORLD_NOW G_GINT64_CONSTANT (1795309200000) /* 2026-11-22 09:00 in Shanghai */

typedef struct
{
  XyFixedEnv fixed;
  char *path;
  XyStore *store;
  char *issuer; /* 村民委员会 */
} World;

/*
 * The sample village of HOUSEHOLDS as it is on that day, with a document from each template and a register of the seal;
 * 0: a village with nothing in it.
 */
void world_open (World *world, guint households);
void world_close (World *world);

/* Does SQL in an act, as no office could. */
void world_change (World *world, const char *sql);

gint64 world_count (World *world, const char *sql);

/* How KIND is usually asked for. FALSE, with a message, where the village has no record that the paper could be of. */
gboolean world_ask (World *world, const XyPaperKind *kind, XyPaperAsk *ask);

/* The records that a paper of KIND may be of: all documents of its kind, of others some. (transfer full) */
GPtrArray *world_list_records (World *world, const XyPaperKind *kind);

/* The sheet that PAPER, made for ASK, should be on. */
XyPageSetup world_get_setup (const XyPaperKind *kind, const XyPaperAsk *ask, XyPaper *paper);

XyPaper *world_make (World *world, const XyPaperKind *kind, const XyPaperAsk *ask);

G_END_DECLS
