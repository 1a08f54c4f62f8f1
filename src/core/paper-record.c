/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/paper-record.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "kind", N_ ("Paper"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, kind), XY_FIELD_REQUIRED },
  { "number", N_ ("Number"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, number), XY_FIELD_REQUIRED },
  { "title", N_ ("Title"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, title), XY_FIELD_REQUIRED },
  { "period", N_ ("Period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, period), 0 },
  { "at", N_ ("Printed at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPaperRecord, at), 0 },
  { "by", N_ ("Printed by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, by), 0 },
  { "pages", N_ ("Pages"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPaperRecord, pages), 0 },
  { "unmasked", N_ ("Printed in full because"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, unmasked), 0 },
};

const XyRecordType xy_paper_record_type = {
  .table = "paper",
  .noun = N_ ("paper"),
  .topic = XY_TOPIC_PAPER,
  .merge = XY_MERGE_APPEND_ONLY,
  .permission = XY_MAY_PRINT,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_paper_record_get_type,
};

XY_DEFINE_RECORD (XyPaperRecord, xy_paper_record)
