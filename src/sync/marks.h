/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * marks: which records of the village's file the county sent back or holds, and in which two values met, for lists that
 * show many at once. What is marked, and why, is what standing.h lists; this only finds it by the record, and by the
 * record that it is a part of, as a step's matter. At a township's computer nothing is marked: the village settles it.
 */
#pragma once

#include "core/store.h"

G_BEGIN_DECLS

typedef enum
{
  XY_MARK_NONE,
  XY_MARK_HELD,     /* waits at the county */
  XY_MARK_CONFLICT, /* two values, and nobody has looked */
  XY_MARK_RETURNED, /* was not taken */
} XyMarkKind;

typedef struct
{
  XyMarkKind kind;
  XyId row;           /* of what is to be settled, as in the lists of standing.h; none where kind is NONE */
  const char *reason; /* why, or how two values met; to be translated, static */
  gboolean of_part;   /* it is not of the record itself but of a part of it */
} XyMark;

/* "Sent back", "Waits at the county", "Conflict", translated. Static. */
const char *xy_mark_word (const XyMark *mark);

/*
 * The marks of the N records IDS, in their order. NULL where none of them has one, as in an office that is not
 * enrolled; what cannot be read has none either. Cheap: what the file says is kept beside STORE until it changes.
 * Returns: (transfer full), to be freed with g_free().
 */
XyMark *xy_marks_find (XyStore *store, const XyId *ids, guint n);

/* A record of TABLE is a part of that of OF which FIELD names. */
typedef struct
{
  const char *table, *field, *of;
} XyMarkPart;

const XyMarkPart *xy_mark_parts (guint *n);

G_END_DECLS
