/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/document-chooser.h"

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/document.h"

struct _XyDocumentChooser
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkToggleButton *written; /* shows the documents */
  GtkWidget *switcher;
  GPtrArray *templates; /* borrowed, as are the next */
  GPtrArray *documents;
};

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyDocumentChooser, xy_document_chooser, GTK_TYPE_WIDGET)

/* The rows are first the templates and then the documents. */
static const XyTemplate *
template_of (XyDocumentChooser *self, GtkListBoxRow *row)
{
  guint i = row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT;

  return self->templates != NULL && i < self->templates->len ? self->templates->pdata[i] : NULL;
}

static XyDocument *
document_of (XyDocumentChooser *self, GtkListBoxRow *row)
{
  if (row == NULL || self->templates == NULL || template_of (self, row) != NULL)
    return NULL;
  return self->documents->pdata[(guint) gtk_list_box_row_get_index (row) - self->templates->len];
}

static gboolean
is_shown (GtkListBoxRow *row, gpointer p)
{
  XyDocumentChooser *self = p;

  return (document_of (self, row) != NULL) == gtk_toggle_button_get_active (self->written);
}

static void
select_first (XyDocumentChooser *self)
{
  guint first = gtk_toggle_button_get_active (self->written) ? self->templates->len : 0;

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) first));
}

static void
on_written_toggled (GtkToggleButton *button, XyDocumentChooser *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
  if (self->templates != NULL)
    select_first (self);
}

static const char *
kind_label (const char *kind)
{
  const char *label = xy_word_label (xy_document_kinds (), kind);

  return label != NULL ? label : kind;
}

/* The kind stands above the first of its templates. */
static void
on_header_wanted (GtkListBoxRow *row, GtkListBoxRow *before, gpointer p)
{
  XyDocumentChooser *self = p;
  const XyTemplate *template = template_of (self, row), *above = template_of (self, before);

  if (template == NULL || (above != NULL && g_str_equal (above->kind, template->kind)))
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
add_switcher (XyDocumentChooser *self)
{
  GtkWidget *templates = gtk_toggle_button_new_with_label (_ ("Templates"));
  GtkWidget *written = gtk_toggle_button_new_with_label (_ ("Written before"));
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->written = GTK_TOGGLE_BUTTON (written);
  gtk_toggle_button_set_group (self->written, GTK_TOGGLE_BUTTON (templates));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (templates), TRUE);
  self->switcher = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->switcher, "linked");
  gtk_widget_set_visible (self->switcher, FALSE);
  gtk_box_append (GTK_BOX (self->switcher), templates);
  gtk_box_append (GTK_BOX (self->switcher), written);
  g_signal_connect (written, "toggled", G_CALLBACK (on_written_toggled), self);
  gtk_widget_set_parent (self->switcher, GTK_WIDGET (self));
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
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);

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
  gtk_widget_set_vexpand (scrolled, TRUE);
  add_switcher (self);
  gtk_list_box_set_filter_func (self->list, is_shown, self, NULL);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
xy_document_chooser_new (void)
{
  return g_object_new (XY_TYPE_DOCUMENT_CHOOSER, NULL);
}

static void
add_row (XyDocumentChooser *self, const char *name, const char *about, const char *tooltip)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), make_line (name, "bold"));
  if (about != NULL)
    {
      GtkWidget *label = make_line (about, "quiet");
      gtk_widget_add_css_class (label, "small");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, row);
}

void
xy_document_chooser_set (XyDocumentChooser *self, GPtrArray *templates, GPtrArray *documents)
{
  self->templates = templates;
  self->documents = documents;
  for (guint i = 0; i < templates->len; i++)
    {
      const XyTemplate *template = templates->pdata[i];
      add_row (self, template->name, template->about, template->basis);
    }
  for (guint i = 0; i < documents->len; i++)
    {
      const XyDocument *document = documents->pdata[i];
      g_autofree char *title = xy_document_dup_title (document), *at = xy_instant_format (document->written_at);
      g_autofree char *about = g_strdup_printf ("%s · %s", kind_label (document->kind), at);
      add_row (self, title, about, NULL);
    }
  gtk_widget_set_visible (self->switcher, documents->len > 0);
  gtk_list_box_invalidate_filter (self->list);
  select_first (self);
}

void
xy_document_chooser_focus (XyDocumentChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

const XyTemplate *
xy_document_chooser_get_template (XyDocumentChooser *self)
{
  return template_of (self, gtk_list_box_get_selected_row (self->list));
}

XyDocument *
xy_document_chooser_get_document (XyDocumentChooser *self)
{
  return document_of (self, gtk_list_box_get_selected_row (self->list));
}
