/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-slip-private: what the files of the slips share. */
#pragma once

#include "core/hygiene-slip.h"

G_BEGIN_DECLS

/* A last day that is further off is a slip of the finger. */
#define XY_HYGIENE_DUE_MOST 366

/* DAY (XY_DAY_SIZE bytes, as DUE) becomes TYPED (NULL: today); INVALID, field "day", where it is none or still to come.
 */
gboolean xy_hygiene_slip_day (XyTxn *txn, const char *typed, char day[], GError **error);

/* DUE becomes TYPED; INVALID, field FIELD, where it is no day, before DAY or too long after it. */
gboolean xy_hygiene_slip_due (const char *typed, const char *field, const char *day, char due[], GError **error);

/* The live slip of that id. NOT_FOUND, CONFLICT where it was undone. Returns: (transfer full). */
XyHygieneSlip *xy_hygiene_slip_get (XyStore *store, const XyId *id, GError **error);

G_END_DECLS
