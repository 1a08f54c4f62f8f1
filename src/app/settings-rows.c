/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings-rows.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/find.h"

/* From so many letters on they are found inside a word. */
#define LETTERS_LEAST 3

struct _XySettingsRows
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkListBox *list;
  char *heading; /* of what is added next */
  XyFindPattern *pattern;
  int most; /* of the ranks: one or two letters are inside nearly everything */
};

G_DEFINE_FINAL_TYPE (XySettingsRows, xy_settings_rows, GTK_TYPE_WIDGET)

/* Data of a row. */
#define HEADING "xy-heading"
#define KEY "xy-key"

static gboolean
fits (GtkListBoxRow *row, gpointer p)
{
  const XySettingsRows *self = p;

  return self->pattern == NULL || xy_find_pattern_match (self->pattern, g_object_get_data (G_OBJECT (row), KEY)) >= 0;
}

/* A heading over the first row of each kind that is shown. */
static void
head_row (GtkListBoxRow *row, GtkListBoxRow *before, gpointer p)
{
  const char *heading = g_object_get_data (G_OBJECT (row), HEADING);
  GtkWidget *words;

  if (before != NULL && g_strcmp0 (heading, g_object_get_data (G_OBJECT (before), HEADING)) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  words = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "heading");
  gtk_widget_add_css_class (words, "settings-heading");
  gtk_list_box_row_set_header (row, words);
}

/* Keys of the label, of its explanation, of the heading and of each further word. */
static char *
make_key (const char *label, const char *help, const char *heading, const char *words)
{
  GString *key = g_string_new (NULL);
  g_auto (GStrv) list = g_strsplit (words != NULL ? words : "", " ", -1);
  const char *const parts[] = { label, help, heading };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *one = parts[i] != NULL ? xy_find_key (parts[i], NULL, NULL, NULL) : NULL;
      g_string_append (key, one != NULL ? one : "");
    }
  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *one = *list[i] != '\0' ? xy_find_key (list[i], NULL, NULL, NULL) : NULL;
      g_string_append (key, one != NULL ? one : "");
    }
  return g_string_free (key, FALSE);
}

static GtkWidget *
make_words (const char *label, const char *help, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *name = gtk_label_new_with_mnemonic (label), *why;

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (name), control);
  gtk_box_append (GTK_BOX (box), name);
  if (help != NULL)
    {
      why = gtk_label_new (help);
      gtk_label_set_xalign (GTK_LABEL (why), 0);
      gtk_label_set_wrap (GTK_LABEL (why), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (why), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (why), 24);
      gtk_widget_add_css_class (why, "quiet");
      gtk_widget_add_css_class (why, "small");
      gtk_box_append (GTK_BOX (box), why);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, why, NULL, -1);
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_row (const char *heading, const char *label, const char *help, const char *words, GtkWidget *control)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_words (label, help, control));
  gtk_box_append (GTK_BOX (box), control);
  gtk_widget_add_css_class (box, "settings-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  g_object_set_data_full (G_OBJECT (row), HEADING, g_strdup (heading), g_free);
  g_object_set_data_full (G_OBJECT (row), KEY, make_key (plain, help, heading, words), g_free);
  return row;
}

static gboolean
xy_settings_rows_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (XY_SETTINGS_ROWS (widget)->list), GTK_DIR_TAB_FORWARD);
}

static void
xy_settings_rows_dispose (GObject *object)
{
  XySettingsRows *self = XY_SETTINGS_ROWS (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->heading, g_free);
  g_clear_pointer (&self->pattern, xy_find_pattern_free);
  G_OBJECT_CLASS (xy_settings_rows_parent_class)->dispose (object);
}

static void
xy_settings_rows_class_init (XySettingsRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_settings_rows_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_settings_rows_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_settings_rows_init (XySettingsRows *self)
{
  GtkWidget *nothing = gtk_label_new (_ ("There is no setting of that name."));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, fits, self, NULL);
  gtk_list_box_set_header_func (self->list, head_row, self, NULL);
  gtk_widget_add_css_class (nothing, "quiet");
  gtk_widget_set_margin_top (nothing, 24);
  gtk_widget_set_margin_bottom (nothing, 24);
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Settings"), -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_overflow (self->scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->scrolled, "panel");
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
xy_settings_rows_new (void)
{
  return g_object_new (XY_TYPE_SETTINGS_ROWS, NULL);
}

void
xy_settings_rows_begin (XySettingsRows *self, const char *heading)
{
  g_return_if_fail (XY_IS_SETTINGS_ROWS (self));
  g_free (self->heading);
  self->heading = g_strdup (heading);
}

GtkWidget *
xy_settings_rows_add (XySettingsRows *self, const char *label, const char *help, const char *words, GtkWidget *control)
{
  g_return_val_if_fail (XY_IS_SETTINGS_ROWS (self), NULL);
  GtkWidget *row = make_row (self->heading, label, help, words, control);

  gtk_list_box_append (self->list, row);
  return row;
}

GtkWidget *
xy_settings_rows_add_after (XySettingsRows *self,
                            GtkWidget *after,
                            const char *label,
                            const char *help,
                            const char *words,
                            GtkWidget *control)
{
  g_return_val_if_fail (XY_IS_SETTINGS_ROWS (self), NULL);
  GtkWidget *row = make_row (g_object_get_data (G_OBJECT (after), HEADING), label, help, words, control);

  gtk_list_box_insert (self->list, row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (after)) + 1);
  return row;
}

void
xy_settings_rows_remove (XySettingsRows *self, GtkWidget *row)
{
  g_return_if_fail (XY_IS_SETTINGS_ROWS (self));
  gtk_list_box_remove (self->list, row);
}

void
xy_settings_rows_find (XySettingsRows *self, const char *text)
{
  g_return_if_fail (XY_IS_SETTINGS_ROWS (self));
  g_clear_pointer (&self->pattern, xy_find_pattern_free);
  self->pattern = text != NULL ? xy_find_pattern_new (text) : NULL;
  self->most = text != NULL && g_str_is_ascii (text) && strlen (text) < LETTERS_LEAST ? 1 : 2;
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
}
