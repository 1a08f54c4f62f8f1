/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-usual.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/normalize.h"
#include "core/store.h"

#define LAST_ENTRY "points.last-entry"

struct _XyPointsUsual
{
  GtkWidget parent_instance;
  GtkWidget *button;
  GtkWidget *list;
  GtkWidget *name;
  GtkWidget *keep;
  XyDesk *desk;
  XyPointsUsualMake make;
  gpointer data;
  XyPointsTemplate *renamed; /* the one that gets the name in the entry, or NULL */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyPointsUsual, xy_points_usual, GTK_TYPE_WIDGET)

static void ask (XyPointsUsual *self);

/* On the worker's thread. */

/* The last one first, as a template without an id that is stored. */
static gpointer
read_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *list = xy_points_template_list (store, error);
  g_autofree char *last = xy_store_get_local (store, LAST_ENTRY);
  g_auto (GStrv) parts = last != NULL ? g_strsplit (last, "\t", 5) : NULL;

  if (list != NULL && parts != NULL && g_strv_length (parts) == 5)
    {
      XyPointsTemplate *template = xy_record_new (&xy_points_template_type);
      xy_set_str (&template->code, parts[0]);
      template->amount = g_ascii_strtoll (parts[1], NULL, 10);
      template->score = g_ascii_strtoll (parts[2], NULL, 10);
      xy_set_str (&template->witness, parts[3]);
      xy_set_str (&template->note, parts[4]);
      g_ptr_array_insert (list, 0, template);
    }
  return list;
}

static gpointer
remember_on_worker (XyStore *store, gpointer text, GCancellable *cancellable, GError **error)
{
  xy_store_set_local (store, LAST_ENTRY, text, NULL);
  return NULL;
}

static gboolean
save_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsTemplate *template = data;
  g_autofree char *title = g_strdup_printf (
      template->record.deleted ? _ ("Delete the usual entry “%s”") : _ ("Keep the usual entry “%s”"), template->name);

  xy_txn_set_title (txn, title);
  return xy_record_save (txn, template, error);
}

/* On the main thread. */

static void
set_renamed (XyPointsUsual *self, XyPointsTemplate *template)
{
  g_set_object (&self->renamed, template);
  gtk_button_set_label (GTK_BUTTON (self->keep), template != NULL ? _ ("Rename it") : _ ("Keep this entry"));
  gtk_editable_set_text (GTK_EDITABLE (self->name), template != NULL ? template->name : "");
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsUsual) self = data;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error) && self->name != NULL)
    gtk_widget_set_tooltip_text (self->name, error->message);
  if (self->name != NULL)
    ask (self);
}

static void
save (XyPointsUsual *self, XyPointsTemplate *template)
{
  xy_desk_act (self->desk, _ ("Keep a usual entry"), save_act, g_object_ref (template), g_object_unref, on_saved,
               g_object_ref (self));
}

static void
on_taken (GtkButton *button, XyPointsUsual *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (button), "template"));
}

static void
on_rename_clicked (GtkButton *button, XyPointsUsual *self)
{
  set_renamed (self, g_object_get_data (G_OBJECT (button), "template"));
  gtk_widget_grab_focus (self->name);
}

static void
on_delete_clicked (GtkButton *button, XyPointsUsual *self)
{
  g_autoptr (XyPointsTemplate) copy = xy_record_copy (g_object_get_data (G_OBJECT (button), "template"));

  copy->record.deleted = TRUE;
  set_renamed (self, NULL);
  save (self, copy);
}

static void
on_keep_clicked (XyPointsUsual *self)
{
  g_autofree char *name = xy_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  g_autoptr (XyPointsTemplate) template =
      self->renamed != NULL ? xy_record_copy (self->renamed) : self->make (self->data);

  gtk_widget_remove_css_class (self->name, "error");
  if (name[0] == '\0' || template == NULL)
    {
      gtk_widget_add_css_class (self->name, "error");
      gtk_widget_set_tooltip_text (self->name, template == NULL ? _ ("Choose first what was done.")
                                                                : _ ("Give it a name to find it again."));
      gtk_widget_grab_focus (self->name);
      return;
    }
  xy_set_str (&template->name, name);
  set_renamed (self, NULL);
  save (self, template);
}

static GtkWidget *
make_small_button (XyPointsUsual *self,
                   const char *icon,
                   const char *name,
                   XyPointsTemplate *template,
                   GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), name, template->name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "template", g_object_ref (template), g_object_unref);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static void
add_line (XyPointsUsual *self, XyPointsTemplate *template)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *button, *label;
  gboolean last = template->name == NULL;

  label = gtk_label_new (last ? _ ("The last entry again") : template->name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  g_object_set_data_full (G_OBJECT (button), "template", g_object_ref (template), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (on_taken), self);
  gtk_box_append (GTK_BOX (line), button);
  if (!last)
    {
      gtk_box_append (GTK_BOX (line), make_small_button (self, "document-edit-symbolic", _ ("Rename"), template,
                                                         G_CALLBACK (on_rename_clicked)));
      gtk_box_append (GTK_BOX (line), make_small_button (self, "user-trash-symbolic", _ ("Delete"), template,
                                                         G_CALLBACK (on_delete_clicked)));
    }
  gtk_box_append (GTK_BOX (self->list), line);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsUsual) self = data;
  g_autoptr (GPtrArray) list = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  GtkWidget *child;

  if (self->list == NULL || list == NULL)
    return;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < list->len; i++)
    add_line (self, list->pdata[i]);
}

static void
ask (XyPointsUsual *self)
{
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_on_worker, NULL, NULL,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_read, g_object_ref (self));
}

static void
xy_points_usual_dispose (GObject *object)
{
  XyPointsUsual *self = XY_POINTS_USUAL (object);

  self->list = self->name = self->keep = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_object (&self->renamed);
  G_OBJECT_CLASS (xy_points_usual_parent_class)->dispose (object);
}

static void
xy_points_usual_class_init (XyPointsUsualClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_points_usual_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", XY_TYPE_POINTS_USUAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_OBJECT);
}

static void
xy_points_usual_init (XyPointsUsual *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("Usual entries"));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->name = gtk_entry_new ();
  self->keep = gtk_button_new_with_label (_ ("Keep this entry"));
  g_object_set (self->name, "placeholder-text", _ ("A name, as: monthly sweeping"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the usual entry"), -1);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (line), self->keep);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), line);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->keep, "clicked", G_CALLBACK (on_keep_clicked), self);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (on_keep_clicked), self);
}

GtkWidget *
xy_points_usual_new (XyDesk *desk, XyPointsUsualMake make, gpointer data)
{
  XyPointsUsual *self = g_object_new (XY_TYPE_POINTS_USUAL, NULL);

  self->desk = g_object_ref (desk);
  self->make = make;
  self->data = data;
  ask (self);
  return GTK_WIDGET (self);
}

void
xy_points_usual_remember (XyPointsUsual *self, XyPointsTemplate *last)
{
  char *text =
      g_strdup_printf ("%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s", last->code, last->amount, last->score,
                       last->witness != NULL ? last->witness : "", last->note != NULL ? last->note : "");

  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_LATER, remember_on_worker, text, g_free, NULL, NULL, NULL,
                 NULL);
  ask (self);
}
