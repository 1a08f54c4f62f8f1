/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/document-chooser.h"

#include <glib/gi18n-lib.h>

#include "core/document.h"

struct _XyDocumentChooser
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GPtrArray *templates; /* borrowed */
};

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyDocumentChooser, xy_document_chooser, GTK_TYPE_WIDGET)

static const XyTemplate *
template_of (XyDocumentChooser *self, GtkListBoxRow *row)
{
  return row != NULL ? self->templates->pdata[gtk_list_box_row_get_index (row)] : NULL;
}

static const char *
kind_label (const char *kind)
{
  for (const XyWord *word = xy_document_kinds (); word->value != NULL; word++)
    if (g_str_equal (word->value, kind))
      return _ (word->label);
  return kind;
}

/* The kind stands above the first of its templates. */
static void
on_header_wanted (GtkListBoxRow *row, GtkListBoxRow *before, gpointer p)
{
  XyDocumentChooser *self = p;
  const XyTemplate *template = template_of (self, row), *above = template_of (self, before);

  if (above != NULL && g_str_equal (above->kind, template->kind))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  GtkWidget *label = gtk_label_new (kind_label (template->kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group");
  gtk_list_box_row_set_header (row, label);
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, XyDocumentChooser *self)
{
  if (row != NULL)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, XyDocumentChooser *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
xy_document_chooser_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (xy_document_chooser_parent_class)->dispose (object);
}

static void
xy_document_chooser_class_init (XyDocumentChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_document_chooser_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] =
      g_signal_new ("chosen", XY_TYPE_DOCUMENT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] =
      g_signal_new ("activated", XY_TYPE_DOCUMENT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_document_chooser_init (XyDocumentChooser *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_list_box_set_header_func (self->list, on_header_wanted, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "templates");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Templates"), -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (scrolled, "panel");
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
xy_document_chooser_new (void)
{
  return g_object_new (XY_TYPE_DOCUMENT_CHOOSER, NULL);
}

void
xy_document_chooser_set_templates (XyDocumentChooser *self, GPtrArray *templates)
{
  self->templates = templates;
  for (guint i = 0; i < templates->len; i++)
    {
      const XyTemplate *template = templates->pdata[i];
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row = gtk_list_box_row_new ();

      gtk_box_append (GTK_BOX (box), make_line (template->name, "bold"));
      if (template->about != NULL)
        {
          GtkWidget *about = make_line (template->about, "quiet");
          gtk_widget_add_css_class (about, "small");
          gtk_box_append (GTK_BOX (box), about);
        }
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_widget_set_tooltip_text (row, template->basis);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, template->name, -1);
      gtk_list_box_append (self->list, row);
    }
  if (templates->len > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

void
xy_document_chooser_focus (XyDocumentChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

const XyTemplate *
xy_document_chooser_get_chosen (XyDocumentChooser *self)
{
  return self->templates != NULL ? template_of (self, gtk_list_box_get_selected_row (self->list)) : NULL;
}
