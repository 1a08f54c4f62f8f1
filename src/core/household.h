/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household: one 户 of the roster.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyHousehold, xy_household)

struct _XyHousehold
{
  XyRecord record;
  char *number;
  XyId unit;
  XyId head;
  char *head_name;
  char *address;
  char *phone;
  char *bank;
  char *category;
  char *note;
  char *state;
  char *since;
  gint64 sort;
  char *find;
  GBytes *stroke;
};

G_END_DECLS
