/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-dialog: what the dialogs of the roster (household, person, event) have in common: a form whose half-typed
 * content is kept as a draft and comes back, and one act that saves it and closes the dialog, or shows why it was
 * refused.
 *
 * Signal "saved" (gpointer id): the act is done; ID is a const XyId *.
 */
#pragma once

#include "app/desk.h"
#include "app/dialog.h"
#include "app/form.h"

G_BEGIN_DECLS

#define XY_TYPE_ROSTER_DIALOG (xy_roster_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyRosterDialog, xy_roster_dialog, XY, ROSTER_DIALOG, XyDialog)

struct _XyRosterDialogClass
{
  XyDialogClass parent_class;

  /* Whom the act was about, of the data given to xy_roster_dialog_act(). */
  XyId (*get_saved) (XyRosterDialog *self, gconstpointer data);
};

/* After g_object_new(): over FROM's window; the form is kept under DRAFT (taken). */
void xy_roster_dialog_set_up (XyRosterDialog *self, GtkWidget *from, XyDesk *desk, char *draft, const char *verb);
XyDesk *xy_roster_dialog_get_desk (XyRosterDialog *self);
XyForm *xy_roster_dialog_get_form (XyRosterDialog *self);

/*
 * With all fields in the form: runs LOAD on the worker, with DATA, then LOADED as in xy_worker_run(), which ends with
 * xy_roster_dialog_load_draft() when it has filled in the form; and shows the dialog.
 */
void xy_roster_dialog_open (XyRosterDialog *self,
                            XyWorkerFunc load,
                            gpointer data,
                            GDestroyNotify free_loaded,
                            GAsyncReadyCallback loaded);
void xy_roster_dialog_load_draft (XyRosterDialog *self);
/* Nothing could be loaded, so there is nothing to save. */
void xy_roster_dialog_fail (XyRosterDialog *self, const GError *error);

/* Does the act, whose DATA is freed with FREE_DATA when the dialog is gone. */
void
xy_roster_dialog_act (XyRosterDialog *self, const char *title, XyActFunc func, gpointer data, GDestroyNotify free_data);

G_END_DECLS
