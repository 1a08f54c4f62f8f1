/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-thread: all that belongs to one matter: other matters, the meetings where it was talked about, papers that
 * were printed of it, documents and rectification notices. Some was tied to it by hand or by an act (XyMatterLink),
 * some belongs to it by itself.
 */
#pragma once

#include "core/matter.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind; /* matter meeting paper document slip; static */
  XyId target;
  XyId link;   /* by which it is tied and can be untied; none: it belongs to it by itself */
  char *title; /* "2026-014 塘坳路灯不亮" */
  char *more;  /* where it stands, its day or its number; may be NULL */
} XyMatterTie;

void xy_matter_tie_free (XyMatterTie *tie);

/* Matters first, then meetings, papers, documents, slips; what was deleted is left out. (transfer full) array of
 * XyMatterTie. */
GPtrArray *xy_matter_thread (XyStore *store, const XyId *matter, GError **error);

/* What TEXT may mean that could be tied to a matter: words of a title, a number. (transfer full) array of at most LIMIT
 * XyMatterTie. */
GPtrArray *xy_matter_tie_find (XyStore *store, const char *text, guint limit, GError **error);

typedef struct
{
  XyId matter;
  XyId target; /* of whichever kind */
  const char *note;
} XyMatterTying;

/* XyActFunc. NOT_FOUND where TARGET is nothing that can be tied; CONFLICT as xy_matter_link_act() has it, and where it
 * belongs to the matter by itself. */
gboolean xy_matter_tie_act (XyTxn *txn, gpointer tying, GError **error);
/* XyActFunc: LINK (XyId) is undone. */
gboolean xy_matter_untie_act (XyTxn *txn, gpointer link, GError **error);

/* For the test of every statement. */
const XySql *xy_matter_thread_statements (guint *n);

G_END_DECLS
