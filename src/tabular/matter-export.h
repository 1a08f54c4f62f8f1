/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-export: the ledger of matters as a spreadsheet, by the file's name. */
#pragma once

#include "core/matter-list.h"

G_BEGIN_DECLS

/*
 * What FILTER finds, in its order; N gets the number of rows. Phones are left out; of a private matter who raised it
 * and its details too, unless IN_FULL, which is for the office's own archive.
 */
gboolean xy_matter_export (XyStore *store,
                           const XyMatterFilter *filter,
                           gboolean in_full,
                           const char *path,
                           guint *n,
                           GError **error);

G_END_DECLS
