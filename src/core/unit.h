/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unit: the divisions of the village, a tree whose kinds the village names itself (组, 网格, 屋场, 院落).
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyUnit, xy_unit)

struct _XyUnit
{
  XyRecord record;
  XyId parent;
  char *kind;
  char *name;
  gint64 sort;
  char *name_key;
};

G_END_DECLS
