/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base: what a make of it is. */
#pragma once

#include "server/base.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  void (*close) (XyBase *base);
  gboolean (*define) (XyBase *base, const char *sql, GError **error);
  gboolean (*has_table) (XyBase *base, const char *table, gboolean *has, GError **error);
  void (*set_scope) (XyBase *base, gint64 from, gint64 to); /* or NULL */
  gboolean (*is_fenced) (XyBase *base);                     /* or NULL */
  gboolean (*run) (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error);
  gboolean (*later) (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error);
  XyBaseRows *(*query) (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error);
  gboolean (*next) (XyBaseRows *rows, GError **error);
  gint64 (*int_at) (XyBaseRows *rows, int column);
  const char *(*text_at) (XyBaseRows *rows, int column);
  const void *(*bytes_at) (XyBaseRows *rows, int column, gsize *length);
  char (*kind) (XyBaseRows *rows, int column);
  int (*n_columns) (XyBaseRows *rows);
  const char *(*column_name) (XyBaseRows *rows, int column);
  void (*rows_free) (XyBaseRows *rows);
  gboolean (*begin) (XyBase *base, GError **error);
  gboolean (*commit) (XyBase *base, GError **error);
  void (*rollback) (XyBase *base);
  gboolean lists; /* many values can be bound as one; and LATERAL looks for one after the other */
} XyBaseMake;

/* A make's own structs begin with these. */
struct _XyBase
{
  const XyBaseMake *make;
};

struct _XyBaseRows
{
  const XyBaseMake *make;
};

XyBase *xy_base_sqlite_open (const char *path, GError **error);
XyBase *xy_base_pg_open (const char *where, GError **error);

/* SQL with its words replaced by those behind them in TYPES, which ends with NULL. Returns: (transfer full). */
char *xy_base_translate (const char *sql, const char *const types[][2]);

G_END_DECLS
