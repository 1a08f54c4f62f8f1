/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * id: names of records, 16 bytes each, made where the record is made and never changed.
 *
 * A new id is a UUID of version 7 (RFC 9562): in time order, so that inserts stay at the end of an index. An id that
 * two computers must find alike without talking (the reversal of an entry, the ballot of a voter) is a UUID of
 * version 5. All zeros is "none" and stands for SQL's NULL.
 */
#pragma once

#include "core/clock.h"

G_BEGIN_DECLS

#define XY_ID_TEXT_LENGTH 36

typedef struct
{
  guint8 b[16];
} XyId;

#define XY_ID_NONE ((XyId){ { 0 } })

XyId xy_id_new (const XyEnv *env);

/* The id that follows from OF and NAME, the same everywhere. */
XyId xy_id_derive (const XyId *of, const char *name);
/* Whether ID is such a one: two computers may have made it, each for itself. */
gboolean xy_id_is_derived (const XyId *id);

gboolean xy_id_is_none (const XyId *id);
int xy_id_compare (const XyId *a, const XyId *b);
#define xy_id_same(a, b) (xy_id_compare ((a), (b)) == 0)

/* Writes the 36 characters "0197a3f2-…" and a NUL. */
void xy_id_to_text (const XyId *id, char text[XY_ID_TEXT_LENGTH + 1]);

/* FALSE, and *ID none, where TEXT is no id. */
gboolean xy_id_from_text (const char *text, XyId *id);

/* For GHashTable: keys are XyId *. */
guint xy_id_hash (gconstpointer id);
gboolean xy_id_equal (gconstpointer a, gconstpointer b);
XyId *xy_id_copy (const XyId *id);

G_END_DECLS
