/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chip: somebody or something on a short list, which a click takes off it again. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button with WORDS, of which 24 characters are seen, and a cross; NAME says what a click does. */
GtkWidget *xy_chip_new (const char *words, const char *name);

G_END_DECLS
