/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * leave: what leaves the village once it is enrolled, field by field, so that it can be looked at before the first time
 * (personal information is sent only as far as is said beforehand: law.md). It follows from the record types: whatever
 * they capture is sent, and nothing else is. What the program computes for itself (search keys) stays, and so do old
 * values, the sentences of the history, PINs and the tables of this computer.
 */
#pragma once

#include "core/store.h"

G_BEGIN_DECLS

typedef struct
{
  const XyRecordType *type;
  const XyField *field;
  gint64 records; /* how many there are of the type with something in the field */
  gboolean file;  /* the file that it names is sent too */
} XyLeaving;

/* In the order of the record types and their fields. Returns: (transfer full) of XyLeaving. */
GArray *xy_leave_list (XyStore *store, GError **error);

G_END_DECLS
