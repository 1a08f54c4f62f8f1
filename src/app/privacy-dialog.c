/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/privacy-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/print-preview.h"
#include "app/table.h"
#include "core/privacy.h"
#include "core/reveal.h"
#include "print/privacy-papers.h"

#define WIDTH 900
#define HEIGHT 560

typedef struct
{
  GtkWidget *dialog;
  GtkWidget *find;
  XyTable *table;
  XyList *list;
  XyDesk *desk;
} Privacy;

/* On the worker's thread; there are some dozens in a year */

static XyListAnswer *
reveal_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = xy_privacy_reveals (store, NULL, asked->data, error);

  return xy_list_answer_new (xy_list_ids_of (list, xy_list_record_id));
}

static GPtrArray *
reveal_records (XyStore *store,
                const XyListQuery *asked,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  GPtrArray *list = xy_list_get_records (store, &xy_reveal_type, ids, n_ids);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (list->pdata[i] != NULL)
      xy_reveal_name (store, list->pdata[i]);
  return list;
}

static const XyListSource source = { reveal_ids, reveal_records, g_object_unref, NULL };

XY_TEXT_GETTER (get_who, XyReveal, who)
XY_TEXT_GETTER (get_subject, XyReveal, subject)
XY_TEXT_GETTER (get_reason, XyReveal, reason)

static char *
get_at (gconstpointer record)
{
  return xy_instant_format (((const XyReveal *) record)->at);
}

static const XyColumn columns[] = {
  { "at", N_ ("When"), 150, XY_COLUMN_TEXT, 0, get_at, NULL },
  { "who", N_ ("Who"), 90, XY_COLUMN_TEXT, 0, get_who, NULL },
  { "subject", N_ ("Subject"), 220, XY_COLUMN_TEXT, 0, get_subject, NULL },
  { "reason", N_ ("Reason"), 260, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_reason, NULL },
};

static void
ask (Privacy *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->find))));

  xy_list_set_query (self->list, *text != '\0' ? g_steal_pointer (&text) : NULL, g_free);
}

/* Esc takes the words away first, then the dialog. */
static void
on_stopped (Privacy *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->find)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  else
    gtk_window_close (GTK_WINDOW (self->dialog));
}

static void
on_answered (Privacy *self)
{
  const GError *error = xy_list_get_error (self->list);
  gboolean none = xy_list_get_count (self->list) == 0;

  xy_dialog_set_error (XY_DIALOG (self->dialog), error != NULL ? error->message : NULL);
  xy_dialog_set_note (XY_DIALOG (self->dialog),
                      none ? _ ("Nobody looked at a full number.")
                           : _ ("Each look at a full number stands here with its reason, and stays."));
}

static void
on_save_clicked (Privacy *self)
{
  xy_table_export (self->table, self->desk, _ ("Full numbers looked at"));
}

static void
print (Privacy *self, const XyPaperKind *kind)
{
  const XyPaperAsk paper = { 0 };

  xy_print_preview_open (self->dialog, self->desk, kind, &paper);
}

static void
on_register_clicked (Privacy *self)
{
  print (self, &xy_reveal_register_paper);
}

static void
on_assessment_clicked (Privacy *self)
{
  print (self, &xy_impact_assessment_paper);
}

static void
add_button (Privacy *self, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  xy_dialog_add_button (XY_DIALOG (self->dialog), button);
}

static void
on_destroyed (Privacy *self)
{
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_object_unref (self->list);
  g_object_unref (self->desk);
  g_free (self);
}

void
xy_privacy_dialog_open (GtkWidget *from, XyDesk *desk)
{
  Privacy *self = g_new0 (Privacy, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->desk = g_object_ref (desk);
  self->dialog = xy_dialog_new (from, _ ("Protection of personal information"), NULL);
  self->find = gtk_search_entry_new ();
  g_object_set (self->find, "placeholder-text", _ ("Who, whose, or why"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find a look"), -1);
  g_signal_connect_swapped (self->find, "search-changed", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->find, "stop-search", G_CALLBACK (on_stopped), self);
  self->table = XY_TABLE (xy_table_new ("reveals", columns, G_N_ELEMENTS (columns)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  xy_table_set_find_entry (self->table, self->find);
  gtk_box_append (GTK_BOX (box), self->find);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  xy_dialog_set_content (XY_DIALOG (self->dialog), box);
  add_button (self, _ ("_Save as a table…"), G_CALLBACK (on_save_clicked));
  add_button (self, _ ("_Print the register…"), G_CALLBACK (on_register_clicked));
  add_button (self, _ ("_Impact assessment…"), G_CALLBACK (on_assessment_clicked));
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), WIDTH, HEIGHT);
  self->list = xy_list_new (xy_desk_get_worker (desk), &source, XY_TOPIC_PAPER);
  xy_table_set_list (self->table, self->list);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  ask (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
