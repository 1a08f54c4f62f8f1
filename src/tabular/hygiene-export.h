/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-export: what came out of a round, its rectification notices, and the rounds, as spreadsheets by the file's
 * name. A spreadsheet goes from hand to hand: whoever is on the list of households to help, is excused, or has a notice
 * stands in it with his number only, unless NAMES is asked for (which the caller writes into the log) or he may be
 * named (hygiene-naming.h). Why somebody is excused is in none of them.
 */
#pragma once

#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"

G_BEGIN_DECLS

/* All of ROUND, by rank. N gets the number of rows, as in the next. */
gboolean xy_hygiene_export_results (XyStore *store,
                                    const XyId *round,
                                    gboolean names,
                                    const char *path,
                                    guint *n,
                                    GError **error);

/* What FILTER finds, in its order. */
gboolean xy_hygiene_export_slips (XyStore *store,
                                  const XyHygieneSlipFilter *filter,
                                  gboolean names,
                                  const char *path,
                                  guint *n,
                                  GError **error);

/* What FILTER finds, newest first. */
gboolean xy_hygiene_export_rounds (XyStore *store,
                                   const XyHygieneRoundFilter *filter,
                                   const char *path,
                                   guint *n,
                                   GError **error);

G_END_DECLS
