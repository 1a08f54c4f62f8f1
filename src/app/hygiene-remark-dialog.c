/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-remark-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/hygiene-state-dialog.h"
#include "app/photo-field.h"
#include "core/attachment.h"
#include "core/hygiene-round.h"
#include "core/store.h"

/* Collected from the form. */
typedef struct
{
  XyId result;
  char *bright, *problem, *note;
  char *state, *excuse; /* NULL: they stay */
  GBytes *photo;
} Remark;

/* The dialog's own. */
typedef struct
{
  GtkWidget *photo;
  XyId result;
  char *state, *excuse, *note;
  XyHygieneNoted noted;
  gpointer data;
  GDestroyNotify free_data;
} Remarking;

static void
remark_free (gpointer data)
{
  Remark *remark = data;

  g_free (remark->bright);
  g_free (remark->problem);
  g_free (remark->note);
  g_free (remark->state);
  g_free (remark->excuse);
  g_clear_pointer (&remark->photo, g_bytes_unref);
  g_free (remark);
}

static void
remarking_free (gpointer data)
{
  Remarking *self = data;

  g_free (self->state);
  g_free (self->excuse);
  g_free (self->note);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

/* The picture first: power that fails in between leaves at most a file that nobody names. */
static gboolean
remark_act (XyTxn *txn, gpointer data, GError **error)
{
  Remark *remark = data;
  XyHygieneRemark seen = { .result = remark->result, .bright = remark->bright, .problem = remark->problem };
  XyHygieneStating stating = { .results = &remark->result, .n = 1, .state = remark->state, .excuse = remark->excuse };
  g_autofree char *photo = NULL;

  if (remark->photo != NULL)
    {
      gsize length = 0;
      const void *bytes = g_bytes_get_data (remark->photo, &length);
      photo = xy_attachment_add (xy_store_get_path (xy_txn_get_store (txn)), bytes, length, error);
      if (photo == NULL)
        return FALSE;
      seen.photo = photo;
    }
  return xy_hygiene_remark_act (txn, &seen, error)
         && (remark->state == NULL || xy_hygiene_state_act (txn, &stating, error));
}

static gpointer
collect (XyForm *form, gpointer data)
{
  Remarking *self = data;
  GBytes *photo = xy_photo_field_get (XY_PHOTO_FIELD (self->photo));
  g_autofree char *excuse = NULL;
  const char *state = self->state != NULL ? xy_hygiene_state_collect (form, &excuse) : NULL;
  Remark *remark;

  if (self->state != NULL && state == NULL)
    return NULL;
  remark = g_new0 (Remark, 1);
  remark->result = self->result;
  remark->bright = xy_form_get_text (form, "bright");
  remark->problem = xy_form_get_text (form, "problem");
  remark->note = self->noted != NULL ? xy_form_get_text (form, "note") : NULL;
  remark->photo = photo != NULL ? g_bytes_ref (photo) : NULL;
  if (state != NULL && (!g_str_equal (state, self->state) || (excuse != NULL && g_strcmp0 (excuse, self->excuse) != 0)))
    {
      remark->state = g_strdup (state);
      remark->excuse = g_steal_pointer (&excuse);
    }
  return remark;
}

static void
tell_note (gconstpointer collected, gpointer data)
{
  const Remark *remark = collected;
  Remarking *self = data;

  if (self->noted != NULL && g_strcmp0 (remark->note, self->note != NULL ? self->note : "") != 0)
    self->noted (remark->note[0] != '\0' ? remark->note : NULL, self->data);
}

static void
add_field (XyForm *form, const char *name, const char *label, const char *text, const char *tooltip)
{
  xy_form_add (form, name, label, gtk_entry_new (), tooltip);
  xy_form_set_text (form, name, text != NULL ? text : "");
}

void
xy_hygiene_remark_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneSeen *seen)
{
  static const XyFormDialogAct act = { .title = N_ ("Remark of a round"),
                                       .act = remark_act,
                                       .collect = collect,
                                       .free_collected = remark_free,
                                       .done = tell_note };
  Remarking *self = g_new0 (Remarking, 1);
  g_autofree char *title = g_strdup_printf ("%s%s%s", seen->number != NULL ? seen->number : "",
                                            seen->number != NULL ? " " : "", seen->name != NULL ? seen->name : "");
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *dialog;

  self->result = seen->result;
  self->photo = xy_photo_field_new ();
  self->state = g_strdup (seen->state);
  self->excuse = g_strdup (seen->excuse);
  self->note = g_strdup (seen->note);
  self->noted = seen->noted;
  self->data = seen->data;
  self->free_data = seen->free_data;
  add_field (form, "bright", _ ("_Bright point"), seen->bright, _ ("May stand on the red list"));
  add_field (form, "problem", _ ("_Problem"), seen->problem,
             _ ("Goes into the notice of rectification; without names and without what is inside the house"));
  if (self->noted != NULL)
    add_field (form, "note", _ ("_Judge's note"), seen->note, _ ("Of this sheet alone"));
  if (self->state != NULL)
    xy_hygiene_state_add_fields (form, seen->state, seen->excuse);
  xy_form_add_widget (form, self->photo);
  dialog = xy_form_dialog_new (from, desk, title, _ ("Keep it"), GTK_WIDGET (form), &act, self, remarking_free);
  xy_photo_field_accept_drops (XY_PHOTO_FIELD (self->photo), dialog);
  xy_form_dialog_present (dialog);
}
