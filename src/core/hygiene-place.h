/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-place: a public area that is looked at beside households: a road, a ditch, the village's entrance; and who
 * looks after it. It is inspected in rounds of its own (hygiene-round.h, target "place").
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyHygienePlace, xy_hygiene_place)

struct _XyHygienePlace
{
  XyRecord record;
  char *name;
  char *kind; /* 道路, 沟渠, 村口: any word */
  XyId unit;  /* may be none */
  char *keeper;
  char *note;
  gint64 sort; /* on the walk */
};

/* Those that are looked at, in the order of the walk. Returns: (transfer full) array of XyHygienePlace. */
GPtrArray *xy_hygiene_place_list (XyStore *store, GError **error);

/* For the test of every statement. */
const XySql *xy_hygiene_place_statements (guint *n);

G_END_DECLS
