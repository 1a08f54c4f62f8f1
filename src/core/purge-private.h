/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purge: for its own files. */
#pragma once

#include "core/purge.h"

G_BEGIN_DECLS

/* One line of the history of somebody, without what is personal. */
typedef struct
{
  gint64 n;
  char *line; /* NULL: it stays as it is */
  char *old;
} XyPurgeLine;

/*
 * The lines in which something goes. HEAD: PERSON is the last head of his household, and will have been. WAITING:
 * whether the county has not answered some of them. (transfer full) array of XyPurgeLine.
 */
GPtrArray *xy_purge_list_lines (XyDb *db, const XyId *person, gboolean head, gboolean *waiting, GError **error);

G_END_DECLS
