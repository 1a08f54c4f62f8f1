/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tag-link: a household or person bears a tag.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyTagLink, xy_tag_link)

struct _XyTagLink
{
  XyRecord record;
  XyId tag;
  XyId target;
};

G_END_DECLS
