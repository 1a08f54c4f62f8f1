/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row-private: what the XyList does to its rows. */
#pragma once

#include "app/row.h"

G_BEGIN_DECLS

typedef enum
{
  XY_ROW_EMPTY,  /* nobody asked for its record */
  XY_ROW_WANTED, /* in the queue of the list, or on its way */
  XY_ROW_LOADED,
} XyRowState;

struct _XyRow
{
  GObject parent_instance;

  XyId id;
  guint position; /* where it was when it was last asked for */
  XyRowState state;
  gpointer record;
  GDestroyNotify free_record;
  guint64 stamp;
  XyMark mark;
  GList link; /* in the list's queue, the least recently used first */
};

XyRow *xy_row_new (const XyId *id);

/* Takes RECORD and tells whoever shows the row. MARK may be NULL. */
void xy_row_take_record (XyRow *row, gpointer record, GDestroyNotify free_record, const XyMark *mark);

G_END_DECLS
