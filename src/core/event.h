/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * event: what happened to a household or a person: 出生 死亡 迁入 迁出 分户 并户 户主变更 嫁娶 外出 返乡.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyEvent, xy_event)

struct _XyEvent
{
  XyRecord record;
  char *kind;
  char *day;
  XyId household;
  XyId person;
  XyId other;
  char *note;
};

G_END_DECLS
