/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * person: one person of the roster.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPerson, xy_person)

struct _XyPerson
{
  XyRecord record;
  XyId household;
  char *name;
  char *relation;
  char *sex;
  char *nation;
  char *id_number;
  char *birthday;
  char *phone;
  char *politics;
  char *education;
  char *marriage;
  char *health;
  char *work_place;
  char *note;
  char *state;
  char *since;
  gint64 sort;
  gint64 id_flags;
  char *find;
  GBytes *stroke;
};

G_END_DECLS
