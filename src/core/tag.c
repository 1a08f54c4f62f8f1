/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/tag.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "name", N_ ("Tag"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyTag, name), XY_FIELD_REQUIRED },
  { "target", N_ ("For"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyTag, target), XY_FIELD_REQUIRED },
  { "source", N_ ("Source"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyTag, source), 0 },
  { "sensitive", N_ ("Never on a board"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyTag, sensitive), 0 },
};

const XyRecordType xy_tag_type = {
  .table = "tag",
  .noun = N_ ("tag"),
  .topic = XY_TOPIC_TAG,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_tag_get_type,
};

XY_DEFINE_RECORD (XyTag, xy_tag)
