/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-naming: on what ground a household may be named on the list of those to help: its own consent, or a clause
 * of the bylaws that passed the legal review. Without one the list has household numbers only (个人信息保护法 13, 25: a
 * hygiene list is no duty by law; domain.md 3.6).
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyHygieneNaming, xy_hygiene_naming)

struct _XyHygieneNaming
{
  XyRecord record;
  XyId household; /* none: all, by a clause */
  char *basis;
  char *day;
  char *reviewed_on; /* asked for of a clause */
  char *reviewer;
  char *ended_on;
  char *recorder;
};

G_END_DECLS
