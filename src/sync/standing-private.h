/* SPDX-License-Identifier: GPL-3.0-or-later */
/* standing: for its own files. */
#pragma once

#include "sync/standing.h"

G_BEGIN_DECLS

/*
 * Row R of sync_row is not over, and nothing on its way to the county says that it is: settle.c notes in "mine" which
 * operation does, and where the county did not take that, the row is to be seen again.
 */
#define XY_STANDING_OPEN                                                                                               \
  "r.body ->> 'del' = 0 AND (r.body ->> 'mine' IS NULL OR EXISTS (SELECT 1 FROM sync_result AS s "                     \
  "WHERE s.op = r.body ->> 'mine' AND s.result = 'rejected' AND s.code <> 'settled'))"

/* The name of the user whom a line says it is by; NULL where this office does not know him. */
char *xy_standing_who (XyStore *store, const char *by);
/* TEXT of FIELD as people read it; what an id names by its name. Returns: (transfer full). */
char *xy_standing_value (XyStore *store, const XyField *field, const char *text, gboolean masked);
/* What a record is called, or, where it has no name, RECORD in words. Returns: (transfer full). */
char *xy_standing_name (XyStore *store, const XyRecord *record);
/* The record, or, where it is not here, what FIELDS (JSON, may be NULL) say of it. */
XyRecord *xy_standing_record (XyStore *store, const XyRecordType *type, const XyId *id, const char *fields);
/* A value of a line; PACKED where it travels packed. */
gboolean xy_standing_set_field (XyRecord *record, const XyField *field, const char *text, const char *packed);

G_END_DECLS
