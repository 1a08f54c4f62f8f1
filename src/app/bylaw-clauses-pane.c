/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-clauses-pane.h"

#include <glib/gi18n-lib.h>

#include "core/number.h"
#include "core/store.h"

/* Counted by reference (g_rc_box), for answers that come after the pane is gone. */
typedef struct
{
  GtkWidget *box; /* NULL once it is gone */
  GtkWidget *list, *none, *foot;
  XyDesk *desk;
  XyId version;
  GCancellable *reading;
} Pane;

static void
pane_clear (gpointer data)
{
  Pane *pane = data;

  g_clear_object (&pane->reading);
  g_clear_object (&pane->desk);
}

static void
pane_unref (gpointer data)
{
  g_rc_box_release_full (data, pane_clear);
}

static GtkWidget *
make_row (const XyBylawClause *clause, const char *mark)
{
  static const char *const classes[] = { "heading-clause", "clause", "item" };
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *number = gtk_label_new (mark), *text = gtk_label_new (clause->text);
  g_autofree char *name = g_strdup_printf ("%s %s", mark, clause->text);

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_label_set_yalign (GTK_LABEL (number), 0);
  gtk_widget_add_css_class (number, "mark");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (text), 16);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, classes[CLAMP (clause->level, 0, 2)]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
show_clauses (Pane *pane, const GPtrArray *clauses)
{
  guint n[3] = { 0 };
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (pane->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (pane->list), GTK_WIDGET (row));
  for (guint i = 0, item = 0; i < clauses->len; i++)
    {
      const XyBylawClause *clause = clauses->pdata[i];
      guint level = (guint) CLAMP (clause->level, 0, 2);
      item = level == 2 ? item + 1 : 0;
      g_autofree char *han = xy_chinese_number (level == 2 ? item : n[level] + 1);
      g_autofree char *mark = g_strdup_printf (level == 0 ? "%s、" : level == 1 ? "第%s条" : "（%s）", han);
      n[level]++;
      gtk_list_box_append (GTK_LIST_BOX (pane->list), make_row (clause, mark));
    }
  g_autofree char *words = g_strdup_printf (_ ("%u headings · %u clauses · %u items"), n[0], n[1], n[2]);
  gtk_label_set_text (GTK_LABEL (pane->foot), words);
  gtk_widget_set_visible (pane->none, clauses->len == 0);
}

static gpointer
read_clauses (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  return xy_bylaw_clauses (store, id, error);
}

static void
free_clauses (gpointer clauses)
{
  g_ptr_array_unref (clauses);
}

static void
on_clauses_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Pane *pane = data;
  g_autoptr (GPtrArray) clauses = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (clauses != NULL && pane->box != NULL)
    show_clauses (pane, clauses);
  pane_unref (pane);
}

static void
on_destroyed (Pane *pane)
{
  g_cancellable_cancel (pane->reading);
  pane->box = NULL;
  pane_unref (pane);
}

GtkWidget *
xy_bylaw_clauses_pane_new (XyDesk *desk)
{
  Pane *pane = g_rc_box_new0 (Pane);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  pane->desk = g_object_ref (desk);
  pane->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (pane->box, "panel");
  pane->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (pane->list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (pane->list, "clauses");
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Clauses"), -1);
  pane->none = gtk_label_new (_ ("Nothing is written yet."));
  gtk_widget_add_css_class (pane->none, "quiet");
  gtk_widget_set_margin_top (pane->none, 48);
  gtk_box_append (GTK_BOX (inside), pane->none);
  gtk_box_append (GTK_BOX (inside), pane->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), inside);
  gtk_widget_set_vexpand (scrolled, TRUE);
  pane->foot = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (pane->foot), 0);
  gtk_widget_add_css_class (pane->foot, "foot");
  gtk_box_append (GTK_BOX (pane->box), scrolled);
  gtk_box_append (GTK_BOX (pane->box), pane->foot);
  g_object_set_data (G_OBJECT (pane->box), "pane", pane);
  g_signal_connect_swapped (pane->box, "destroy", G_CALLBACK (on_destroyed), pane);
  return pane->box;
}

void
xy_bylaw_clauses_pane_show (GtkWidget *widget, const XyBylaw *bylaw, const XyBylawVersion *version)
{
  Pane *pane = g_object_get_data (G_OBJECT (widget), "pane");

  g_cancellable_cancel (pane->reading);
  g_clear_object (&pane->reading);
  pane->version = version != NULL ? version->record.id : XY_ID_NONE;
  if (version == NULL)
    return;
  pane->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (pane->desk), XY_WORKER_QUERY, read_clauses, xy_id_copy (&pane->version), g_free,
                 free_clauses, pane->reading, on_clauses_read, g_rc_box_acquire (pane));
}
