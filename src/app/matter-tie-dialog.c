/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-tie-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/suggest-entry.h"
#include "core/matter-thread.h"

#define MOST 12

typedef struct
{
  XyMatterTying tying;
  char *note;
} Collected;

static void
collected_free (gpointer data)
{
  g_free (((Collected *) data)->note);
  g_free (data);
}

static gboolean
act_tie (XyTxn *txn, gpointer data, GError **error)
{
  return xy_matter_tie_act (txn, &((Collected *) data)->tying, error);
}

/* On the worker's thread. */
static GPtrArray *
find (XyStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) ties = xy_matter_tie_find (store, text, MOST, error);
  GPtrArray *found = ties != NULL ? g_ptr_array_new_with_free_func ((GDestroyNotify) xy_suggestion_free) : NULL;

  for (guint i = 0; found != NULL && i < ties->len; i++)
    {
      const XyMatterTie *tie = ties->pdata[i];
      g_ptr_array_add (found, xy_suggestion_new (&tie->target, tie->title, tie->more));
    }
  return found;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const XyId *target = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "target")));
  Collected *collected;

  if (target == NULL)
    {
      xy_form_set_error (form, "target", _ ("Type a word of it, or its number, and choose it from the list."));
      return NULL;
    }
  collected = g_new0 (Collected, 1);
  collected->note = xy_form_get_text (form, "note");
  collected->tying = (XyMatterTying){ .matter = *(const XyId *) data,
                                      .target = *target,
                                      .note = collected->note[0] != '\0' ? collected->note : NULL };
  return collected;
}

void
xy_matter_tie_dialog_open (GtkWidget *from, XyDesk *desk, const XyMatter *matter)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Tie to a matter"), .act = act_tie, .collect = collect, .free_collected = collected_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *entry = xy_suggest_entry_new ();
  g_autofree char *what = xy_matter_describe (matter);
  g_autofree char *title = g_strdup_printf (_ ("Tie to %s"), what);

  xy_suggest_entry_set_find (XY_SUGGEST_ENTRY (entry), xy_desk_get_worker (desk), find);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 28);
  xy_form_add (form, "target", _ ("What _belongs to it"), entry,
               _ ("Another matter, a meeting, a paper that was printed, a document, a rectification notice"));
  xy_form_add (form, "note", _ ("_Note"), gtk_entry_new (), NULL);
  xy_form_dialog_present (xy_form_dialog_new (from, desk, title, _ ("Tie"), GTK_WIDGET (form), &act,
                                              xy_id_copy (&matter->record.id), g_free));
}
