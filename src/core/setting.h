/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setting: settings of the office, the same on each of its computers. Those of one computer: xy_store_set_local().
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XySetting, xy_setting)

struct _XySetting
{
  XyRecord record;
  char *key;
  char *value;
};

G_END_DECLS
