/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/form.h"

#include "app/field-box.h"
#include "app/keys.h"
#include "app/prefs.h"
#include "core/error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define DRAFT_DELAY 500
#define TEXT_HEIGHT 72 /* three lines at the standard text size */

typedef struct
{
  XyForm *form;
  char *name;
  GtkWidget *label;
  GtkWidget *field;
  GtkWidget *error;
  XyFormCheck check;
  gpointer check_data;
} Row;

struct _XyForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *grid; /* the column that is added to */
  int n_lines;
  GPtrArray *rows;
  XyFormSave save;
  gpointer save_data;
  char *saved;
  guint draft_source;
};

enum
{
  CHANGED,
  SUBMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyForm, xy_form, GTK_TYPE_WIDGET)

static void
row_free (gpointer p)
{
  Row *row = p;
  g_free (row->name);
  g_free (row);
}

static Row *
find_row (XyForm *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      if (g_strcmp0 (row->name, name) == 0)
        return row;
    }
  return NULL;
}

static char *
get_value (GtkWidget *field)
{
  char *text = NULL;

  if (GTK_IS_EDITABLE (field))
    {
      text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));
    }
  else if (GTK_IS_DROP_DOWN (field))
    {
      guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (field));
      text = chosen == GTK_INVALID_LIST_POSITION ? NULL : g_strdup_printf ("%u", chosen);
    }
  else if (GTK_IS_CHECK_BUTTON (field) || GTK_IS_SWITCH (field))
    {
      gboolean active;
      g_object_get (field, "active", &active, NULL);
      text = g_strdup (active ? "1" : "");
    }
  else if (GTK_IS_TEXT_VIEW (field))
    {
      GtkTextIter start, end;
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  else
    {
      g_object_get (field, "text", &text, NULL);
    }
  return g_strstrip (text != NULL ? text : g_strdup (""));
}

static void
set_value (GtkWidget *field, const char *text)
{
  if (text == NULL)
    text = "";
  if (GTK_IS_EDITABLE (field))
    gtk_editable_set_text (GTK_EDITABLE (field), text);
  else if (GTK_IS_DROP_DOWN (field))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (field),
                                *text != '\0' ? (guint) g_ascii_strtoull (text, NULL, 10) : GTK_INVALID_LIST_POSITION);
  else if (GTK_IS_CHECK_BUTTON (field) || GTK_IS_SWITCH (field))
    g_object_set (field, "active", strcmp (text, "1") == 0, NULL);
  else if (GTK_IS_TEXT_VIEW (field))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), text, -1);
  else
    g_object_set (field, "text", text, NULL);
}

static void
set_error (Row *row, const char *sentence)
{
  gboolean wrong = sentence != NULL && *sentence != '\0';

  gtk_label_set_text (GTK_LABEL (row->error), wrong ? sentence : "");
  gtk_widget_set_visible (row->error, wrong && gtk_widget_get_visible (row->field));
  if (wrong)
    gtk_widget_add_css_class (row->field, "error");
  else
    gtk_widget_remove_css_class (row->field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
check_row (Row *row)
{
  if (row->check == NULL || !gtk_widget_get_visible (row->field))
    return TRUE;

  g_autofree char *text = get_value (row->field);
  g_autofree char *sentence = row->check (row->form, text, row->check_data);
  set_error (row, sentence);
  return sentence == NULL;
}

static void
save_draft (XyForm *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->save == NULL)
    return;

  g_autofree char *draft = xy_form_dump (self);
  if (g_strcmp0 (draft, self->saved) == 0)
    return;
  self->save (draft, self->save_data);
  g_free (self->saved);
  self->saved = g_steal_pointer (&draft);
}

static gboolean
on_draft_due (gpointer p)
{
  XyForm *self = p;
  self->draft_source = 0;
  save_draft (self);
  return G_SOURCE_REMOVE;
}

static void
on_field_changed (Row *row)
{
  XyForm *self = row->form;

  /* What is being mended is not scolded again before it is left. */
  set_error (row, NULL);
  if (self->save != NULL && self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_DELAY, on_draft_due, self);
  g_signal_emit (self, signals[CHANGED], 0, row->name);
}

static void
on_field_left (Row *row)
{
  check_row (row);
}

static void
go_on (Row *row)
{
  XyForm *self = row->form;
  guint i = 0;

  g_ptr_array_find (self->rows, row, &i);
  for (i++; i < self->rows->len; i++)
    {
      Row *next = self->rows->pdata[i];
      if (gtk_widget_get_visible (next->field) && gtk_widget_get_sensitive (next->field)
          && gtk_widget_grab_focus (next->field))
        return;
    }
  check_row (row);
  g_signal_emit (self, signals[SUBMITTED], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Row *row)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  /* The list of a drop-down is a window of its own: Enter in it chooses. */
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row->field));
  if (GTK_IS_DROP_DOWN (row->field) && focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return FALSE;
  go_on (row);
  return TRUE;
}

static void
watch (Row *row)
{
  GtkWidget *field = row->field;

  if (GTK_IS_EDITABLE (field))
    g_signal_connect_swapped (field, "changed", G_CALLBACK (on_field_changed), row);
  else if (GTK_IS_DROP_DOWN (field))
    g_signal_connect_swapped (field, "notify::selected", G_CALLBACK (on_field_changed), row);
  else if (GTK_IS_CHECK_BUTTON (field) || GTK_IS_SWITCH (field))
    g_signal_connect_swapped (field, "notify::active", G_CALLBACK (on_field_changed), row);
  else if (GTK_IS_TEXT_VIEW (field))
    g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), "changed",
                              G_CALLBACK (on_field_changed), row);
  else
    g_signal_connect_swapped (field, "notify::text", G_CALLBACK (on_field_changed), row);

  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_field_left), row);
  gtk_widget_add_controller (field, focus);

  /* An entry tells of Enter only when the input method is done with it; other fields must be asked before they act. */
  if (g_signal_lookup ("activate", G_OBJECT_TYPE (field)) != 0 && GTK_IS_EDITABLE (field))
    {
      g_signal_connect_swapped (field, "activate", G_CALLBACK (go_on), row);
    }
  else if (g_signal_lookup ("passed", G_OBJECT_TYPE (field)) != 0)
    {
      /* A picker knows best whether Enter takes something or goes on. */
      g_signal_connect_swapped (field, "passed", G_CALLBACK (go_on), row);
    }
  else if (!GTK_IS_TEXT_VIEW (field))
    {
      XY_KEYS_TAKE_FIRST (field, on_key_pressed, row);
    }
}

static void
xy_form_unmap (GtkWidget *widget)
{
  XyForm *self = XY_FORM (widget);

  if (self->draft_source != 0)
    save_draft (self);
  GTK_WIDGET_CLASS (xy_form_parent_class)->unmap (widget);
}

static void
xy_form_dispose (GObject *object)
{
  XyForm *self = XY_FORM (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_signal_handlers_disconnect_by_data (row->field, row);
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_ptr_array_set_size (self->rows, 0);

  G_OBJECT_CLASS (xy_form_parent_class)->dispose (object);
}

static void
xy_form_finalize (GObject *object)
{
  XyForm *self = XY_FORM (object);

  g_ptr_array_unref (self->rows);
  g_free (self->saved);

  G_OBJECT_CLASS (xy_form_parent_class)->finalize (object);
}

static void
xy_form_class_init (XyFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = xy_form_dispose;
  object_class->finalize = xy_form_finalize;
  widget_class->unmap = xy_form_unmap;

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SUBMITTED] = g_signal_new ("submitted", XY_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "form");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
xy_form_init (XyForm *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  /* Or the entries of the one column would be too narrow for what stands in them. */
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  xy_form_add_column (self);
}

GtkWidget *
xy_form_secret_new (void)
{
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 18);
  return entry;
}

GtkWidget *
xy_form_new (void)
{
  return g_object_new (XY_TYPE_FORM, NULL);
}

void
xy_form_add (XyForm *self, const char *name, const char *label, GtkWidget *field, const char *tooltip)
{
  g_return_if_fail (XY_IS_FORM (self) && GTK_IS_WIDGET (field));

  Row *row = g_new0 (Row, 1);
  row->form = self;
  row->name = g_strdup (name);
  row->field = field;
  row->label = gtk_label_new_with_mnemonic (label);
  gtk_label_set_xalign (GTK_LABEL (row->label), 1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (row->label), field);
  gtk_widget_set_valign (row->label,
                         GTK_IS_TEXT_VIEW (field) || XY_IS_FIELD_BOX (field) ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row->label, "form-label");
  if (XY_IS_FIELD_BOX (field))
    gtk_widget_add_css_class (row->label, "of-box");
  /* The column of the fields has the room, also where none of them takes it. */
  gtk_widget_set_hexpand (field, TRUE);
  if (GTK_IS_CHECK_BUTTON (field) || GTK_IS_SWITCH (field) || GTK_IS_DROP_DOWN (field))
    gtk_widget_set_halign (field, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (row->label, tooltip);
  gtk_widget_set_tooltip_text (field, tooltip);

  row->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (row->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (row->error), 0);
  gtk_label_set_width_chars (GTK_LABEL (row->error), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (row->error), 40);
  gtk_widget_set_visible (row->error, FALSE);
  gtk_widget_add_css_class (row->error, "field-error");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row->label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row->error, NULL, -1);

  GtkWidget *holder = field;
  if (GTK_IS_TEXT_VIEW (field))
    {
      holder = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (holder), field);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (holder),
                                                  (int) (TEXT_HEIGHT * xy_prefs_get_scale ()));
      gtk_widget_add_css_class (holder, "text-frame");
      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (field), GTK_WRAP_WORD_CHAR);
      gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (field), FALSE);
      g_object_bind_property (field, "visible", holder, "visible", G_BINDING_SYNC_CREATE);
    }
  gtk_widget_add_css_class (holder, "form-field");
  gtk_grid_attach (GTK_GRID (self->grid), row->label, 0, self->n_lines, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), holder, 1, self->n_lines++, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), row->error, 1, self->n_lines++, 1, 1);
  g_ptr_array_add (self->rows, row);
  watch (row);
}

void
xy_form_add_column (XyForm *self)
{
  g_return_if_fail (XY_IS_FORM (self));
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_widget_set_hexpand (self->grid, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->grid);
  self->n_lines = 0;
}

void
xy_form_set_uneven (XyForm *self)
{
  g_return_if_fail (XY_IS_FORM (self));
  gtk_box_set_homogeneous (GTK_BOX (self->box), FALSE);
}

void
xy_form_add_heading (XyForm *self, const char *words)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  xy_form_add_widget (self, label);
}

void
xy_form_add_widget (XyForm *self, GtkWidget *widget)
{
  g_return_if_fail (XY_IS_FORM (self) && GTK_IS_WIDGET (widget));
  gtk_widget_add_css_class (widget, "form-wide");
  gtk_grid_attach (GTK_GRID (self->grid), widget, 0, self->n_lines++, 2, 1);
}

void
xy_form_add_beside (XyForm *self, const char *name, GtkWidget *widget)
{
  g_return_if_fail (XY_IS_FORM (self) && GTK_IS_WIDGET (widget));
  Row *row = find_row (self, name);
  int column, line, width, height;
  g_return_if_fail (row != NULL && GTK_IS_GRID (gtk_widget_get_parent (row->field)));

  GtkGrid *grid = GTK_GRID (gtk_widget_get_parent (row->field));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_grid_query_child (grid, row->field, &column, &line, &width, &height);
  g_object_ref (row->field);
  gtk_grid_remove (grid, row->field);
  gtk_widget_remove_css_class (row->field, "form-field");
  gtk_widget_add_css_class (box, "form-field");
  gtk_box_append (GTK_BOX (box), row->field);
  gtk_box_append (GTK_BOX (box), widget);
  g_object_bind_property (row->field, "visible", box, "visible", G_BINDING_SYNC_CREATE);
  gtk_grid_attach (grid, box, column, line, width, height);
  g_object_unref (row->field);
}

GtkWidget *
xy_form_get_field (XyForm *self, const char *name)
{
  g_return_val_if_fail (XY_IS_FORM (self), NULL);
  Row *row = find_row (self, name);
  return row != NULL ? row->field : NULL;
}

void
xy_form_set_field_visible (XyForm *self, const char *name, gboolean visible)
{
  g_return_if_fail (XY_IS_FORM (self));
  Row *row = find_row (self, name);
  g_return_if_fail (row != NULL);

  gtk_widget_set_visible (row->label, visible);
  gtk_widget_set_visible (row->field, visible);
  if (!visible)
    set_error (row, NULL);
}

char *
xy_form_get_text (XyForm *self, const char *name)
{
  g_return_val_if_fail (XY_IS_FORM (self), NULL);
  Row *row = find_row (self, name);
  g_return_val_if_fail (row != NULL, NULL);
  return get_value (row->field);
}

void
xy_form_set_text (XyForm *self, const char *name, const char *text)
{
  g_return_if_fail (XY_IS_FORM (self));
  Row *row = find_row (self, name);
  g_return_if_fail (row != NULL);
  set_value (row->field, text);
}

char *
xy_form_check_filled (XyForm *form, const char *text, gpointer words)
{
  return *text == '\0' ? g_strdup (_ ((const char *) words)) : NULL;
}

void
xy_form_set_check (XyForm *self, const char *name, XyFormCheck check, gpointer data)
{
  g_return_if_fail (XY_IS_FORM (self));
  Row *row = find_row (self, name);
  g_return_if_fail (row != NULL);
  row->check = check;
  row->check_data = data;
}

void
xy_form_set_error (XyForm *self, const char *name, const char *sentence)
{
  g_return_if_fail (XY_IS_FORM (self));
  Row *row = find_row (self, name);
  g_return_if_fail (row != NULL);
  set_error (row, sentence);
}

gboolean
xy_form_show_error (XyForm *self, const GError *error)
{
  g_return_val_if_fail (XY_IS_FORM (self), FALSE);
  const char *name = xy_error_get_field (error);
  Row *row = name != NULL ? find_row (self, name) : NULL;

  if (row == NULL || !gtk_widget_get_visible (row->field))
    return FALSE;
  set_error (row, error->message);
  gtk_widget_grab_focus (row->field);
  return TRUE;
}

gboolean
xy_form_check (XyForm *self)
{
  g_return_val_if_fail (XY_IS_FORM (self), FALSE);
  Row *first = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      if (!check_row (row) && first == NULL)
        first = row;
    }
  if (first != NULL)
    gtk_widget_grab_focus (first->field);
  return first == NULL;
}

void
xy_form_focus_first (XyForm *self)
{
  g_return_if_fail (XY_IS_FORM (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      if (gtk_widget_get_visible (row->field) && gtk_widget_get_sensitive (row->field)
          && gtk_widget_grab_focus (row->field))
        return;
    }
}

void
xy_form_set_draft (XyForm *self, XyFormSave save, gpointer data)
{
  g_return_if_fail (XY_IS_FORM (self));
  self->save = save;
  self->save_data = data;
  g_free (self->saved);
  self->saved = xy_form_dump (self);
}

char *
xy_form_dump (XyForm *self)
{
  g_return_val_if_fail (XY_IS_FORM (self), NULL);
  g_auto (GVariantBuilder) values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_autofree char *text = get_value (row->field);
      g_variant_builder_add (&values, "{ss}", row->name, text);
    }
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_builder_end (&values));
  return g_variant_print (all, FALSE);
}

gboolean
xy_form_restore (XyForm *self, const char *draft)
{
  g_return_val_if_fail (XY_IS_FORM (self), FALSE);
  g_autoptr (GVariant) all = draft != NULL ? g_variant_parse (G_VARIANT_TYPE ("a{ss}"), draft, NULL, NULL, NULL) : NULL;
  const char *name, *text;
  GVariantIter iter;

  if (all == NULL)
    return FALSE;
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &text))
    {
      Row *row = find_row (self, name);
      if (row != NULL)
        set_value (row->field, text);
    }
  return TRUE;
}

void
xy_form_drop_draft (XyForm *self)
{
  g_return_if_fail (XY_IS_FORM (self));
  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->save != NULL)
    self->save (NULL, self->save_data);
  g_free (self->saved);
  self->saved = xy_form_dump (self);
}
