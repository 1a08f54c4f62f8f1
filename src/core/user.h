/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * user: who works with the program, and what his role may do.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyUser, xy_user)

struct _XyUser
{
  XyRecord record;
  char *name;
  char *post;
  char *role;
  XyId person;
};

G_END_DECLS
