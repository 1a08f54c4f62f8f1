/* SPDX-License-Identifier: GPL-3.0-or-later */
/* serial: numbers that begin anew each year, as 2026-014 of a notice or a matter. */
#pragma once

#include "core/clock.h"

G_BEGIN_DECLS

/*
 * Reads NUMBER as somebody types it, in any width: "2026-14", or "14" of the year of TODAY. FALSE where it is none.
 * YEAR gets four digits.
 */
gboolean xy_serial_parse (const char *number, const char *today, char year[5], gint64 *serial);

G_END_DECLS
