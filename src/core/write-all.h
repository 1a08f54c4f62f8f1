/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * write-all: all of some bytes into an open file, whatever interrupts.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes the LENGTH bytes of DATA where FD stands. FALSE where not all could be written; errno says why (ENOSPC where
 * the system does not), and a part may stand there. */
gboolean xy_write_all (int fd, const void *data, gsize length);

G_END_DECLS
