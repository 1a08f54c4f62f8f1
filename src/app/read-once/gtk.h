/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read-once: GTK's headers, which a whole build reads once with -Db_pch=true. */
#include <gtk/gtk.h>
