/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * row: one line of an XyList. It knows its record's id at once and gets the record itself when its block arrives from
 * the worker; "changed" is emitted then, and again whenever an act brought a newer record.
 */
#pragma once

#include <glib-object.h>

#include "core/id.h"
#include "sync/marks.h"

G_BEGIN_DECLS

#define XY_TYPE_ROW (xy_row_get_type ())
G_DECLARE_FINAL_TYPE (XyRow, xy_row, XY, ROW, GObject)

const XyId *xy_row_get_id (XyRow *row);

/* The record as the list's source gave it. Owned by the row until its next "changed"; NULL while it is not loaded. */
gconstpointer xy_row_get_record (XyRow *row);

/* Another one for each record of any row, so that it says whether what was shown is shown still; 0: not loaded. */
guint64 xy_row_get_stamp (XyRow *row);

/* What waits to be settled with the county about the record; NULL: nothing. Likewise. */
const XyMark *xy_row_get_mark (XyRow *row);

G_END_DECLS
