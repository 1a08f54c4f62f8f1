/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tag-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *dialog;
  GtkWidget *checks;
  GtkWidget *entry;
  XyDesk *desk;
  char *target;
  GArray *bearers;
  GPtrArray *tags;  /* of XyTag, as the checks stand */
  GArray *n_before; /* of guint: how many bear the tag */
} Tagging;

/* What is to be done; on its way to the worker. */
typedef struct
{
  GArray *bearers;
  GArray *on;  /* of XyId */
  GArray *off; /* of XyId */
  char *target;
  char *made; /* name of a new tag, or NULL */
} Change;

typedef struct
{
  GPtrArray *tags;
  GArray *n_before;
} Loaded;

typedef struct
{
  GArray *bearers;
  char *target;
} Asked;

static void
tagging_clear (gpointer p)
{
  Tagging *tagging = p;
  g_object_unref (tagging->dialog);
  g_object_unref (tagging->desk);
  g_free (tagging->target);
  g_array_unref (tagging->bearers);
  g_clear_pointer (&tagging->tags, g_ptr_array_unref);
  g_clear_pointer (&tagging->n_before, g_array_unref);
}

static void
tagging_release (gpointer p)
{
  g_rc_box_release_full (p, tagging_clear);
}

static void
change_free (gpointer p)
{
  Change *change = p;
  g_array_unref (change->bearers);
  g_array_unref (change->on);
  g_array_unref (change->off);
  g_free (change->target);
  g_free (change->made);
  g_free (change);
}

static void
loaded_free (gpointer p)
{
  Loaded *loaded = p;
  g_clear_pointer (&loaded->tags, g_ptr_array_unref);
  g_clear_pointer (&loaded->n_before, g_array_unref);
  g_free (loaded);
}

static void
asked_free (gpointer p)
{
  Asked *asked = p;
  g_array_unref (asked->bearers);
  g_free (asked->target);
  g_free (asked);
}

/* On the worker's thread. */
static gpointer
load_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  Asked *asked = p;
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->tags = xy_tag_list (store, asked->target, error);
  if (loaded->tags == NULL)
    {
      loaded_free (loaded);
      return NULL;
    }
  loaded->n_before = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (loaded->n_before, loaded->tags->len);
  for (guint i = 0; i < asked->bearers->len; i++)
    {
      g_autoptr (GPtrArray) of = xy_tag_list_of (store, &g_array_index (asked->bearers, XyId, i), NULL);
      for (guint j = 0; of != NULL && j < of->len; j++)
        for (guint k = 0; k < loaded->tags->len; k++)
          if (xy_id_same (&((XyRecord *) of->pdata[j])->id, &((XyRecord *) loaded->tags->pdata[k])->id))
            g_array_index (loaded->n_before, guint, k)++;
    }
  return loaded;
}

static gboolean
set_tags (XyTxn *txn, const Change *change, const GArray *tags, gboolean on, GError **error)
{
  for (guint i = 0; i < tags->len; i++)
    if (!xy_tag_set (txn, &g_array_index (tags, XyId, i), (const XyId *) (void *) change->bearers->data,
                     change->bearers->len, on, NULL, error))
      return FALSE;
  return TRUE;
}

/* On the worker's thread. */
static gboolean
change_on_worker (XyTxn *txn, gpointer p, GError **error)
{
  Change *change = p;
  XyId made;

  if (change->made != NULL)
    {
      if (!xy_tag_find_or_make (txn, change->made, change->target, &made, error))
        return FALSE;
      if (!xy_id_is_none (&made))
        g_array_append_val (change->on, made);
    }
  return set_tags (txn, change, change->on, TRUE, error) && set_tags (txn, change, change->off, FALSE, error);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer p)
{
  Tagging *tagging = p;
  g_autoptr (GError) error = NULL;

  xy_dialog_set_idle (XY_DIALOG (tagging->dialog));
  if (xy_desk_act_finish (XY_DESK (source), result, &error))
    gtk_window_destroy (GTK_WINDOW (tagging->dialog));
  else
    xy_dialog_set_error (XY_DIALOG (tagging->dialog), error->message);
  tagging_release (tagging);
}

static void
on_confirmed (Tagging *tagging)
{
  Change *change = g_new0 (Change, 1);
  GtkWidget *child = gtk_widget_get_first_child (tagging->checks);

  change->bearers = g_array_ref (tagging->bearers);
  change->on = g_array_new (FALSE, FALSE, sizeof (XyId));
  change->off = g_array_new (FALSE, FALSE, sizeof (XyId));
  change->target = g_strdup (tagging->target);
  change->made = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (tagging->entry))));
  if (*change->made == '\0')
    g_clear_pointer (&change->made, g_free);
  for (guint i = 0; tagging->tags != NULL && i < tagging->tags->len && child != NULL; i++)
    {
      GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)));
      const XyRecord *record = tagging->tags->pdata[i];
      guint before = g_array_index (tagging->n_before, guint, i);
      if (gtk_check_button_get_active (check) && before < tagging->bearers->len)
        g_array_append_val (change->on, record->id);
      else if (!gtk_check_button_get_active (check) && !gtk_check_button_get_inconsistent (check) && before > 0)
        g_array_append_val (change->off, record->id);
      child = gtk_widget_get_next_sibling (child);
    }
  g_autofree char *title = g_strdup_printf (
      ngettext ("Change the tags of %u record", "Change the tags of %u records", tagging->bearers->len),
      tagging->bearers->len);
  xy_dialog_set_error (XY_DIALOG (tagging->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (tagging->dialog), NULL, -1);
  xy_desk_act (tagging->desk, title, change_on_worker, change, change_free, on_changed, g_rc_box_acquire (tagging));
}

static void
on_check_toggled (GtkCheckButton *check)
{
  gtk_check_button_set_inconsistent (check, FALSE);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  Tagging *tagging = p;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (loaded == NULL)
    xy_dialog_set_error (XY_DIALOG (tagging->dialog), error->message);
  for (guint i = 0; loaded != NULL && i < loaded->tags->len; i++)
    {
      const XyTag *tag = loaded->tags->pdata[i];
      guint n = g_array_index (loaded->n_before, guint, i);
      GtkWidget *check = gtk_check_button_new_with_label (tag->name);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), n == tagging->bearers->len);
      gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (check), n > 0 && n < tagging->bearers->len);
      if (tag->sensitive != 0)
        gtk_widget_set_tooltip_text (check, _ ("Never stands on a board"));
      g_signal_connect (check, "toggled", G_CALLBACK (on_check_toggled), NULL);
      gtk_flow_box_append (GTK_FLOW_BOX (tagging->checks), check);
      gtk_widget_set_focusable (gtk_widget_get_last_child (tagging->checks), FALSE);
      if (i == 0)
        gtk_widget_grab_focus (check);
    }
  if (loaded != NULL)
    {
      tagging->tags = g_ptr_array_ref (loaded->tags);
      tagging->n_before = g_array_ref (loaded->n_before);
      loaded_free (loaded);
    }
  tagging_release (tagging);
}

void
xy_tag_dialog_open (GtkWidget *from, XyDesk *desk, const char *target, const XyId *bearers, guint n_bearers)
{
  Tagging *tagging = g_rc_box_new0 (Tagging);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Asked *asked = g_new0 (Asked, 1);

  tagging->dialog = g_object_ref_sink (xy_dialog_new (from, _ ("Tags"), _ ("_Save")));
  tagging->desk = g_object_ref (desk);
  tagging->target = g_strdup (target);
  tagging->bearers = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_array_append_vals (tagging->bearers, bearers, n_bearers);
  tagging->checks = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (tagging->checks), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (tagging->checks), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (tagging->checks), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (tagging->checks), 18);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (tagging->checks), 3);
  tagging->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (tagging->entry), _ ("Another tag…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tagging->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Another tag"),
                                  -1);
  gtk_entry_set_activates_default (GTK_ENTRY (tagging->entry), TRUE);
  if (n_bearers > 1)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u is chosen.", "%u are chosen.", n_bearers), n_bearers);
      GtkWidget *label = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "quiet");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (box), tagging->checks);
  gtk_box_append (GTK_BOX (box), tagging->entry);
  gtk_widget_set_size_request (box, 360, -1);
  xy_dialog_set_content (XY_DIALOG (tagging->dialog), box);
  g_signal_connect_swapped (tagging->dialog, "confirmed", G_CALLBACK (on_confirmed), tagging);
  g_signal_connect_swapped (tagging->dialog, "destroy", G_CALLBACK (tagging_release), tagging);
  asked->bearers = g_array_ref (tagging->bearers);
  asked->target = g_strdup (target);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, load_on_worker, asked, asked_free, loaded_free, NULL,
                 on_loaded, g_rc_box_acquire (tagging));
  gtk_window_present (GTK_WINDOW (tagging->dialog));
}
