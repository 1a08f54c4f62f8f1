/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pages: which pages there are. A page is one XyPageEntry in its own file and one line in pages.c; the sidebar, the
 * badges and the search box take everything from there.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/worker.h"
#include "core/id.h"

G_BEGIN_DECLS

/* One result of the search box. */
typedef struct
{
  XyId id;     /* goes to the page's open() */
  char *title; /* 仇玉兰户 */
  char *more;  /* 3组 · 3-016; may be NULL */
} XySearchHit;

XySearchHit *xy_search_hit_new (const XyId *id, const char *title, const char *more);
void xy_search_hit_free (XySearchHit *hit);

/* Something that a page does, for who looks for it by its word. */
typedef struct
{
  const char *label;  /* N_(): in the words of its button */
  const char *words;  /* N_(): what else people call it, with spaces between; may be NULL */
  const char *tab;    /* where it is done; NULL: on the first */
  const char *action; /* what happens there without a row being chosen; NULL: one is only led there */
} XyPageVerb;

typedef struct
{
  const char *name;  /* "points": stays the same for ever, in settings and tests */
  const char *title; /* N_() */
  const char *icon;
  GType (*get_type) (void); /* an XyPage; made when it is first shown */

  /*
   * What the search box shows of TEXT: at most LIMIT hits, the best first. On the worker's thread. Returns: (transfer
   * full) array of XySearchHit. NULL: the page is not searched.
   */
  GPtrArray *(*search) (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error);

  const XyPageVerb *verbs; /* ended by one without a label; NULL: none */

  /* How many things wait for a hand, 0 for none. On the worker's thread. NULL: no badge. */
  gint64 (*badge) (XyStore *store);

  /* It is of a township's own file, where the others are not; see office-page.h. */
  gboolean office;
  /* It is of a village's own computer, and not there where a township looks at it. */
  gboolean own;
} XyPageEntry;

/* In the order of the sidebar, ending with NULL. */
const XyPageEntry *const *xy_pages (void);

G_END_DECLS
