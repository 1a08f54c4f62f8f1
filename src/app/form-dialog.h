/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form-dialog: a dialog of one form that does one act. When the form is right it collects what was typed, does the act,
 * and closes; a refusal is shown at its field or at the foot.
 */
#pragma once

#include "app/desk.h"
#include "app/dialog.h"
#include "app/form.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title; /* N_ (), of the act, until the act gives itself another */
  XyActFunc act;
  /* On the main thread: what ACT gets, from the form; DATA is the dialog's. NULL: not now, the form says why. */
  gpointer (*collect) (XyForm *form, gpointer data);
  GDestroyNotify free_collected;
  /* After the act, on the main thread, before the dialog closes; may be NULL. */
  void (*done) (gconstpointer collected, gpointer data);
} XyFormDialogAct;

/*
 * A dialog over FROM's window that asks FORM (taken) and confirms with VERB. ACT is static. DATA is freed with
 * FREE_DATA when the dialog is gone. Returns: (transfer none) the dialog, not yet shown.
 */
GtkWidget *xy_form_dialog_new (GtkWidget *from,
                               XyDesk *desk,
                               const char *title,
                               const char *verb,
                               GtkWidget *form,
                               const XyFormDialogAct *act,
                               gpointer data,
                               GDestroyNotify free_data);

/* What is half typed survives a power cut, under NAME. To be called once, with the form filled in. */
void xy_form_dialog_keep_draft (GtkWidget *dialog, const char *name);

/* Shows it and puts the keyboard into the first field. */
void xy_form_dialog_present (GtkWidget *dialog);

G_END_DECLS
