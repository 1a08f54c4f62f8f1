/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/form-dialog.h"

#include <glib/gi18n-lib.h>

#define WIDTH 560

typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *form;
  XyDesk *desk;
  const XyFormDialogAct *act;
  gpointer data;
  GDestroyNotify free_data;
  char *draft;
} Asking;

/* What was collected outlives the act, so that done() sees what the act wrote into it. */
typedef struct
{
  Asking *asking;
  gpointer collected;
} Doing;

static void
asking_clear (gpointer p)
{
  Asking *asking = p;

  g_object_unref (asking->desk);
  g_free (asking->draft);
  if (asking->free_data != NULL)
    asking->free_data (asking->data);
}

static void
asking_unref (gpointer p)
{
  g_rc_box_release_full (p, asking_clear);
}

static void
save_draft (const char *body, gpointer p)
{
  const Asking *asking = p;

  xy_desk_save_draft (asking->desk, asking->draft, body);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  Asking *asking = p;
  g_autofree char *draft = xy_desk_load_draft_finish (XY_DESK (source), result, NULL);

  if (asking->dialog != NULL)
    {
      xy_form_set_draft (XY_FORM (asking->form), save_draft, asking);
      if (draft != NULL && xy_form_restore (XY_FORM (asking->form), draft))
        xy_dialog_set_note (XY_DIALOG (asking->dialog), _ ("What you had typed before is back."));
    }
  asking_unref (asking);
}

/* Confirmed or given up: there is nothing to keep. */
static gboolean
on_closed (Asking *asking)
{
  if (asking->draft != NULL && asking->form != NULL)
    xy_form_drop_draft (XY_FORM (asking->form));
  return FALSE;
}

static void
on_acted (GObject *source, GAsyncResult *result, gpointer p)
{
  Doing *doing = p;
  Asking *asking = doing->asking;
  g_autoptr (GError) error = NULL;

  if (xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      if (asking->act->done != NULL)
        asking->act->done (doing->collected, asking->data);
      if (asking->dialog != NULL)
        {
          on_closed (asking);
          gtk_window_destroy (GTK_WINDOW (asking->dialog));
        }
    }
  else if (asking->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (asking->dialog));
      if (!xy_form_show_error (XY_FORM (asking->form), error))
        xy_dialog_set_error (XY_DIALOG (asking->dialog), error->message);
    }
  asking->act->free_collected (doing->collected);
  g_free (doing);
  asking_unref (asking);
}

static void
on_confirmed (Asking *asking)
{
  gpointer collected;
  Doing *doing;

  if (!xy_form_check (XY_FORM (asking->form)))
    return;
  collected = asking->act->collect (XY_FORM (asking->form), asking->data);
  if (collected == NULL)
    return;
  doing = g_new0 (Doing, 1);
  doing->asking = g_rc_box_acquire (asking);
  doing->collected = collected;
  xy_dialog_set_error (XY_DIALOG (asking->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (asking->dialog), NULL, -1);
  xy_desk_act (asking->desk, _ (asking->act->title), asking->act->act, collected, NULL, on_acted, doing);
}

static void
on_destroyed (Asking *asking)
{
  asking->dialog = asking->form = NULL;
  asking_unref (asking);
}

GtkWidget *
xy_form_dialog_new (GtkWidget *from,
                    XyDesk *desk,
                    const char *title,
                    const char *verb,
                    GtkWidget *form,
                    const XyFormDialogAct *act,
                    gpointer data,
                    GDestroyNotify free_data)
{
  Asking *asking = g_rc_box_new0 (Asking);

  asking->dialog = xy_dialog_new (from, title, verb);
  asking->form = form;
  asking->desk = g_object_ref (desk);
  asking->act = act;
  asking->data = data;
  asking->free_data = free_data;
  xy_dialog_set_content (XY_DIALOG (asking->dialog), form);
  gtk_window_set_default_size (GTK_WINDOW (asking->dialog), WIDTH, -1);
  g_object_set_data (G_OBJECT (asking->dialog), "asking", asking);
  g_signal_connect_swapped (asking->dialog, "confirmed", G_CALLBACK (on_confirmed), asking);
  g_signal_connect_swapped (asking->dialog, "close-request", G_CALLBACK (on_closed), asking);
  g_signal_connect_swapped (asking->dialog, "destroy", G_CALLBACK (on_destroyed), asking);
  return asking->dialog;
}

void
xy_form_dialog_keep_draft (GtkWidget *dialog, const char *name)
{
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "asking");

  asking->draft = g_strdup (name);
  xy_desk_load_draft (asking->desk, name, on_draft_loaded, g_rc_box_acquire (asking));
}

void
xy_form_dialog_present (GtkWidget *dialog)
{
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "asking");

  gtk_window_present (GTK_WINDOW (dialog));
  xy_form_focus_first (XY_FORM (asking->form));
}
