/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  XyDesk *desk;
  XyForm *form;
  char *draft;
  gpointer data; /* of the act */
  GDestroyNotify free_data;
} XyRosterDialogPrivate;

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (XyRosterDialog, xy_roster_dialog, XY_TYPE_DIALOG)

static XyRosterDialogPrivate *
get_private (XyRosterDialog *self)
{
  return xy_roster_dialog_get_instance_private (self);
}

static void
set_data (XyRosterDialogPrivate *priv, gpointer data, GDestroyNotify free_data)
{
  if (priv->data != NULL)
    priv->free_data (priv->data);
  priv->data = data;
  priv->free_data = free_data;
}

static void
save_draft (const char *draft, gpointer p)
{
  XyRosterDialogPrivate *priv = get_private (p);
  xy_desk_save_draft (priv->desk, priv->draft, draft);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyRosterDialog) self = p;
  XyRosterDialogPrivate *priv = get_private (self);
  g_autofree char *draft = xy_desk_load_draft_finish (XY_DESK (source), result, NULL);

  xy_form_set_draft (priv->form, save_draft, self);
  if (draft != NULL && xy_form_restore (priv->form, draft))
    xy_dialog_set_note (XY_DIALOG (self), _ ("What you had typed last time is here again."));
}

static gboolean
on_close_request (XyRosterDialog *self)
{
  xy_form_drop_draft (get_private (self)->form);
  return FALSE;
}

static void
on_acted (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyRosterDialog) self = p;
  XyRosterDialogPrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;

  xy_dialog_set_idle (XY_DIALOG (self));
  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      if (!xy_form_show_error (priv->form, error))
        xy_dialog_set_error (XY_DIALOG (self), error->message);
      return;
    }
  XyId saved = XY_ROSTER_DIALOG_GET_CLASS (self)->get_saved (self, priv->data);
  xy_form_drop_draft (priv->form);
  g_signal_emit (self, signals[SAVED], 0, &saved);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
xy_roster_dialog_finalize (GObject *object)
{
  XyRosterDialogPrivate *priv = get_private (XY_ROSTER_DIALOG (object));

  set_data (priv, NULL, NULL);
  g_clear_object (&priv->form);
  g_clear_object (&priv->desk);
  g_free (priv->draft);

  G_OBJECT_CLASS (xy_roster_dialog_parent_class)->finalize (object);
}

static void
xy_roster_dialog_class_init (XyRosterDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_roster_dialog_finalize;

  signals[SAVED] = g_signal_new ("saved", XY_TYPE_ROSTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_POINTER);
}

static void
xy_roster_dialog_init (XyRosterDialog *self)
{
  get_private (self)->form = g_object_ref_sink (XY_FORM (xy_form_new ()));
}

void
xy_roster_dialog_set_up (XyRosterDialog *self, GtkWidget *from, XyDesk *desk, char *draft, const char *verb)
{
  g_return_if_fail (XY_IS_ROSTER_DIALOG (self));
  XyRosterDialogPrivate *priv = get_private (self);

  priv->desk = g_object_ref (desk);
  priv->draft = draft;
  xy_dialog_set_from (XY_DIALOG (self), from);
  xy_dialog_set_verb (XY_DIALOG (self), verb);
  xy_dialog_set_content (XY_DIALOG (self), GTK_WIDGET (priv->form));
  g_signal_connect_swapped (priv->form, "submitted", G_CALLBACK (xy_dialog_confirm), self);
  g_signal_connect (self, "close-request", G_CALLBACK (on_close_request), NULL);
}

XyDesk *
xy_roster_dialog_get_desk (XyRosterDialog *self)
{
  g_return_val_if_fail (XY_IS_ROSTER_DIALOG (self), NULL);
  return get_private (self)->desk;
}

XyForm *
xy_roster_dialog_get_form (XyRosterDialog *self)
{
  g_return_val_if_fail (XY_IS_ROSTER_DIALOG (self), NULL);
  return get_private (self)->form;
}

void
xy_roster_dialog_open (XyRosterDialog *self,
                       XyWorkerFunc load,
                       gpointer data,
                       GDestroyNotify free_loaded,
                       GAsyncReadyCallback loaded)
{
  g_return_if_fail (XY_IS_ROSTER_DIALOG (self));
  XyRosterDialogPrivate *priv = get_private (self);

  xy_worker_run (xy_desk_get_worker (priv->desk), XY_WORKER_QUERY, load, data, g_free, free_loaded, NULL, loaded,
                 g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  xy_form_focus_first (priv->form);
}

void
xy_roster_dialog_load_draft (XyRosterDialog *self)
{
  g_return_if_fail (XY_IS_ROSTER_DIALOG (self));
  XyRosterDialogPrivate *priv = get_private (self);
  xy_desk_load_draft (priv->desk, priv->draft, on_draft_loaded, g_object_ref (self));
}

void
xy_roster_dialog_fail (XyRosterDialog *self, const GError *error)
{
  xy_dialog_set_error (XY_DIALOG (self), error->message);
  xy_dialog_set_verb_enabled (XY_DIALOG (self), FALSE);
}

void
xy_roster_dialog_act (XyRosterDialog *self, const char *title, XyActFunc func, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (XY_IS_ROSTER_DIALOG (self));
  XyRosterDialogPrivate *priv = get_private (self);

  set_data (priv, data, free_data);
  xy_dialog_set_error (XY_DIALOG (self), NULL);
  xy_dialog_set_busy (XY_DIALOG (self), NULL, -1);
  xy_desk_act (priv->desk, title, func, data, NULL, on_acted, g_object_ref (self));
}
