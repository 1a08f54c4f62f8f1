/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-slip-dialogs: what happens to a slip of the tab 整改: signed for, looked at again, closed, void, changed. */
#pragma once

#include "app/desk.h"
#include "core/hygiene-slip.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  XY_HYGIENE_SLIP_RECEIVE,
  XY_HYGIENE_SLIP_RECHECK,
  XY_HYGIENE_SLIP_CLOSE,
  XY_HYGIENE_SLIP_VOID,
} XyHygieneSlipVerb;

/* Of the N SLIPS; ROW is the one where there is one only, else NULL. */
void xy_hygiene_slip_dialog_open (GtkWidget *from,
                                  XyDesk *desk,
                                  XyHygieneSlipVerb verb,
                                  const XyId *slips,
                                  guint n,
                                  const XyHygieneSlipRow *row);

void xy_hygiene_slip_change_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneSlip *slip);

G_END_DECLS
