/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * village: the village whose file this is; one record.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyVillage, xy_village)

struct _XyVillage
{
  XyRecord record;
  char *code;
  char *name;
  char *township;
  char *county;
  char *committee;
  char *contact;
  char *phone;
  char *township_phone;
  gint64 sample;
};

G_END_DECLS
