/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tsv: a block of cells as WPS and Excel put it on the clipboard: cells apart by tabs, rows by line ends, a cell that
 * holds one of these (or begins with a quote) in double quotes with inner quotes doubled.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds one row. */
void xy_tsv_append_row (GString *text, const char *const *cells, guint n_cells);

/* The rows of TEXT, each a GPtrArray of char *; the empty line at the end is none. Returns: (transfer full). */
GPtrArray *xy_tsv_parse (const char *text);

G_END_DECLS
