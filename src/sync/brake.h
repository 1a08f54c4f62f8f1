/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * brake: what comes down does not delete much of what is here before somebody has looked. A county whose records were
 * emptied by mistake, or by somebody else, would otherwise empty every village.
 *
 * Where what came would delete more than XY_BRAKE_FEW records of a kind, and more than XY_BRAKE_PERCENT in a hundred of
 * those that are there, it stays aside (sync_staged), all of it, and nothing here changes; what is written here goes up
 * as ever, and what comes later is kept with it. Each reading looks anew: where the county has mended its records
 * meanwhile, all comes in by itself. A township's copy of a village has no brake: nothing in it is the only one.
 */
#pragma once

#include "sync/local.h"

G_BEGIN_DECLS

#define XY_BRAKE_FEW 20
#define XY_BRAKE_PERCENT 5

/*
 * In the transaction that would write what is kept aside, LOCAL being the state as it is then: whether it must not be.
 * How it stands is kept (table sync_brake).
 */
gboolean xy_brake_check (XyTxn *txn, const XyLocal *local, gboolean *stop, GError **error);

/* How many records would be deleted; 0: nothing waits for anybody, or somebody has let it through already. */
gboolean xy_brake_read (XyStore *store, gint64 *n, GError **error);

/* Of a kind of which too much would be deleted. */
typedef struct
{
  const XyRecordType *type;
  gint64 n;
  gint64 of;   /* that there are */
  char *names; /* of the first few */
} XyBrakeKind;

/* Returns: (transfer full) of XyBrakeKind. */
GArray *xy_brake_list (XyStore *store, GError **error);

/*
 * Lets through what waits now. Where nothing was answered since it came, it is done at once; otherwise with the next
 * reading, by line or by stick. *DONE says which. NOT_FOUND where nothing waits.
 */
gboolean xy_brake_allow (XyStore *store, gboolean *done, GError **error);

/* For the simulator, whose villages are small: so many as are few from now on, in this process. */
void xy_brake_set_few (gint64 few);

G_END_DECLS
