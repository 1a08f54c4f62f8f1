/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * village: the village whose file this is; one record, made when the file is.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyVillage, xy_village)

struct _XyVillage
{
  XyRecord record;
  char *code; /* 12-digit division code */
  char *name;
  char *township;
  char *county;
  char *committee; /* signs papers; NULL: xy_village_committee() makes it from the name */
  char *contact;
  char *phone;
  char *township_phone;
  gint64 sample;
};

#define XY_VILLAGE_CODE_LENGTH 12

/* INVALID, field "code", unless CODE is twelve digits. */
gboolean xy_village_check_code (const char *code, GError **error);

/*
 * Makes the file at PATH for VILLAGE (a new record with at least code and name), with ADMINISTRATOR as its first user.
 * Points are reviewed and hang on the board before they count (points-flow.h), unless they are to be DIRECT. The
 * founding cannot be undone. The folder is made where it is missing. CONFLICT where there is a file already; on any
 * other error no file is left. Returns: (transfer full).
 */
XyStore *xy_village_found (const char *path,
                           const XyEnv *env,
                           XyVillage *village,
                           const char *administrator,
                           gboolean direct,
                           GError **error);

/* The village of this file. NOT_FOUND where the file has none yet. Returns: (transfer full). */
XyVillage *xy_village_get (XyStore *store, GError **error);

/* Who signs papers: 石板溪村村民委员会. Returns: (transfer full). */
char *xy_village_committee (const XyVillage *village);

/* How many live households, persons and units the file holds. */
gboolean xy_village_count (XyStore *store, gint64 *households, gint64 *persons, gint64 *units, GError **error);

G_END_DECLS
