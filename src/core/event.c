/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/event.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "kind", N_ ("Event"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyEvent, kind), XY_FIELD_REQUIRED },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyEvent, day), XY_FIELD_REQUIRED },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyEvent, household), 0 },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyEvent, person), 0 },
  { "other", N_ ("Other household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyEvent, other), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyEvent, note), XY_FIELD_LONG_TEXT },
};

const XyRecordType xy_event_type = {
  .table = "event",
  .noun = N_ ("event"),
  .topic = XY_TOPIC_EVENT,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_event_get_type,
};

XY_DEFINE_RECORD (XyEvent, xy_event)
