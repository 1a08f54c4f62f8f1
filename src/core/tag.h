/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tag: a mark that households or persons may bear, from the village's dictionary or the county's.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyTag, xy_tag)

struct _XyTag
{
  XyRecord record;
  char *name;
  char *target;
  char *source;
  gint64 sensitive;
};

G_END_DECLS
