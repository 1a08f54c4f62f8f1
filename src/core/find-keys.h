/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find-keys: the keys of all households or persons, kept in memory while somebody types.
 *
 * Reading 127,000 keys out of the index takes some 10 ms of each letter, searching them in one piece of memory one.
 * They are read at the first letter, stay with the store as long as nobody writes (xy_store_keep()), and go when it
 * rests: some 7 MB in a village of 100,000 people.
 */
#pragma once

#include "core/store.h"

G_BEGIN_DECLS

typedef struct _XyFindKeys XyFindKeys;

typedef enum
{
  XY_FIND_HOUSEHOLDS,
  XY_FIND_PERSONS,
  XY_FIND_KINDS,
} XyFindKind;

/* Keys as of now. Returns: (transfer full), to be given back with xy_find_keys_unref(). */
XyFindKeys *xy_find_keys_read (XyStore *store, GError **error);
void xy_find_keys_unref (XyFindKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyFindKeys, xy_find_keys_unref)

/* KEY is good only during the call. */
typedef void (*XyFindKeyFunc) (const XyId *id, const char *key, gpointer data);

/* Calls FUNC for each key of KIND that has NEEDLE, neither empty nor with a line break, in the order of the keys. */
void xy_find_keys_each (XyFindKeys *keys, XyFindKind kind, const char *needle, XyFindKeyFunc func, gpointer data);

const XySql *xy_find_keys_statements (guint *n);

G_END_DECLS
