/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/tag-link.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "tag", N_ ("Tag"), XY_FIELD_ID, G_STRUCT_OFFSET (XyTagLink, tag), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "target", N_ ("Bearer"), XY_FIELD_ID, G_STRUCT_OFFSET (XyTagLink, target), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_tag_link_type = {
  .table = "tag_link",
  .noun = N_ ("tag"),
  .topic = XY_TOPIC_TAG,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_tag_link_get_type,
};

XY_DEFINE_RECORD (XyTagLink, xy_tag_link)
