/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reveal-dialog: numbers stay masked on the screen until somebody says why they must be seen in full; the reason is
 * kept (core/reveal.h). A field of a form that holds such a number shows it masked, and typing over it gives a new
 * number.
 */
#pragma once

#include "app/desk.h"
#include "app/form.h"

G_BEGIN_DECLS

typedef void (*XyRevealed) (gpointer data);

/*
 * Asks over FROM's window for the reason to see SUBJECT's numbers, writes the log, and calls REVEALED; not called where
 * the person thinks better of it. Where the role does not allow it, says so. DATA must live as long as FROM's window.
 */
void xy_reveal_dialog_ask (GtkWidget *from,
                           XyDesk *desk,
                           const char *subject,
                           const XyId *target,
                           XyRevealed revealed,
                           gpointer data);

typedef char *(*XyMask) (const char *number);

/* Puts NUMBER (may be NULL) into the field NAME, masked unless REVEALED. */
void xy_secret_show (XyForm *form, const char *name, const char *number, XyMask mask, gboolean revealed);

/* What the field means: NUMBER where its masked form still stands there, else what was typed. (transfer full) */
char *xy_secret_read (XyForm *form, const char *name, const char *number, XyMask mask);

G_END_DECLS
