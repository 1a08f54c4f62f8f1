/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-open: the archived PDF of a print, in the system's viewer or as a copy elsewhere, and the photo of a paper. The
 * viewer gets a copy too: what is kept stays as it was.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/paper-record.h"

G_BEGIN_DECLS

/* The paper ID of the register. FROM is any widget of the window. */
void xy_paper_open (GtkWidget *from, XyDesk *desk, const XyId *id);
/* PHOTO: the name of an attachment. */
void xy_paper_open_photo (GtkWidget *from, XyDesk *desk, const char *photo);
void xy_paper_save_copy (GtkWidget *from, XyDesk *desk, const XyId *id, const char *title);

G_END_DECLS
