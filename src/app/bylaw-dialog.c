/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form-parts.h"
#include "app/words.h"
#include "core/bylaw-act.h"
#include "core/bylaw-template.h"
#include "core/store.h"
#include "core/template.h"
#include "tabular/read-docx.h"

#define WIDTH 1060
#define HEIGHT 620
#define READ_DELAY 120 /* from the last key until it is read anew */
#define DRAFT "bylaw"

/* Counted by reference (g_rc_box), for answers that come after the dialog is gone. */
typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  XyDesk *desk;
  GtkWidget *sources, *form, *read, *counts;
  char *own; /* what stood there before a template was chosen instead */
  int chosen;
  GPtrArray *templates; /* of XyBylawTemplate, NULL until they are read */
  gboolean have_general, filling;
  XyBylawDrafted drafted;
  GObject *data;
  guint read_source;
} Drafting;

static void
drafting_clear (gpointer p)
{
  Drafting *self = p;

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_object (&self->desk);
  g_clear_object (&self->data);
  g_free (self->own);
}

static void
drafting_unref (gpointer p)
{
  g_rc_box_release_full (p, drafting_clear);
}

/* How the text is read */

static char *
get_text (Drafting *self)
{
  return xy_form_get_text (XY_FORM (self->form), "text");
}

static void
show_read (Drafting *self)
{
  g_autofree char *text = get_text (self);
  g_autoptr (XyBylawText) parsed = xy_bylaw_text_parse (text);
  g_autofree char *preamble = NULL;
  g_autoptr (GArray) clauses = xy_bylaw_typed_from (parsed, &preamble);
  g_autoptr (GString) words = g_string_new (NULL);
  XyBylawCount count = { 0 };
  guint n[3] = { 0 };

  if (preamble != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (preamble, -1);
      g_string_append_printf (words, "%s%s", escaped, clauses->len > 0 ? "\n" : "");
    }
  for (guint i = 0; i < clauses->len; i++)
    {
      const XyBylawTyped *clause = &g_array_index (clauses, XyBylawTyped, i);
      guint level = (guint) CLAMP (clause->level, 0, 2);
      g_autofree char *mark = xy_bylaw_count_next (&count, level);
      g_autofree char *escaped = g_markup_escape_text (clause->text, -1);
      n[level]++;
      g_string_append_printf (words,
                              level == 0   ? "%s<b>%s%s</b>"
                              : level == 1 ? "%s%s　%s"
                                           : "%s　　%s%s",
                              i > 0 ? "\n" : "", mark, escaped);
    }
  gtk_label_set_markup (GTK_LABEL (self->read), words->str);
  g_autofree char *counts =
      clauses->len == 0 ? g_strdup (_ ("No clause yet: they can be written afterwards.")) : xy_bylaw_levels_words (n);
  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  if (parsed->title != NULL && !self->filling)
    {
      g_autofree char *name = xy_form_get_text (XY_FORM (self->form), "name");
      if (name[0] == '\0')
        xy_form_set_text (XY_FORM (self->form), "name", parsed->title);
    }
}

static gboolean
on_read_due (gpointer data)
{
  Drafting *self = data;

  self->read_source = 0;
  show_read (self);
  return G_SOURCE_REMOVE;
}

static void
on_form_changed (XyForm *form, const char *name, Drafting *self)
{
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  if (!g_str_equal (name, "text") || self->filling)
    return;
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->read_source = g_timeout_add (READ_DELAY, on_read_due, self);
}

/* Where it comes from */

static void
take_template (Drafting *self, const XyBylawTemplate *template)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  const XyVillage *village = xy_desk_get_village (self->desk);
  XyForm *form = XY_FORM (self->form);

  if (village != NULL)
    g_hash_table_insert (values, (gpointer) "村名", village->name);
  g_autofree char *text = template != NULL ? xy_template_fill (template->text, values, NULL) : g_strdup ("");
  g_autoptr (XyBylawText) parsed = xy_bylaw_text_parse (text);
  self->filling = TRUE;
  xy_form_set_text (form, "text", text);
  xy_form_set_text (form, "name", parsed->title != NULL ? parsed->title : "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "kind")),
                              template != NULL ? !template->general : self->have_general);
  show_read (self);
  self->filling = FALSE;
}

/* The row behind the templates. */
static gboolean
is_own (Drafting *self, int at)
{
  return self->templates != NULL && at == (int) self->templates->len;
}

static void
on_source_selected (GtkListBox *list, GtkListBoxRow *row, Drafting *self)
{
  int at = row != NULL ? gtk_list_box_row_get_index (row) : -1, was = self->chosen;

  if (self->templates == NULL || row == NULL || self->filling)
    return;
  self->chosen = at;
  if (is_own (self, was) && was != at)
    {
      g_free (self->own);
      self->own = get_text (self);
    }
  take_template (self, is_own (self, at) ? NULL : self->templates->pdata[at]);
  if (is_own (self, at) && was != at && self->own != NULL)
    xy_form_set_text (XY_FORM (self->form), "text", self->own);
}

/* TEXT of a file, or one that was typed before, in the place of what stands there. */
static void
take_own (Drafting *self, const char *text)
{
  GtkListBox *list = GTK_LIST_BOX (self->sources);

  self->filling = TRUE;
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, (int) self->templates->len));
  self->filling = FALSE;
  self->chosen = (int) self->templates->len;
  xy_form_set_text (XY_FORM (self->form), "name", "");
  xy_form_set_text (XY_FORM (self->form), "text", text);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (XY_FORM (self->form), "kind")), self->have_general);
  show_read (self);
}

/* A file */

static gpointer
read_file (XyStore *store, gpointer path, GCancellable *cancellable, GError **error)
{
  return xy_text_file_read (path, cancellable, error);
}

static void
on_file_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Drafting *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && text != NULL)
    take_own (self, text);
  else if (self->dialog != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  drafting_unref (self);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Drafting *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->dialog != NULL && self->templates != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
      xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_file, g_file_get_path (file), g_free,
                     g_free, NULL, on_file_read, g_rc_box_acquire (self));
    }
  drafting_unref (self);
  g_object_unref (native);
}

static void
on_file_wanted (Drafting *self)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (_ ("A text that there is already"), GTK_WINDOW (self->dialog),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) texts = gtk_file_filter_new ();

  gtk_file_filter_set_name (texts, _ ("Documents and texts (.docx, .txt)"));
  gtk_file_filter_add_suffix (texts, "docx");
  gtk_file_filter_add_suffix (texts, "txt");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), texts);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), g_rc_box_acquire (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_source (Drafting *self, const char *name, const char *about, const char *source, gboolean usable)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_line (name, "bold"));
  if (about != NULL)
    {
      GtkWidget *label = make_line (about, "quiet");
      gtk_widget_add_css_class (label, "small");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, source);
  gtk_widget_set_sensitive (row, usable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->sources), row);
}

static void
show_sources (Drafting *self)
{
  int first = -1;

  for (guint i = 0; i < self->templates->len; i++)
    {
      const XyBylawTemplate *template = self->templates->pdata[i];
      gboolean usable = !(template->general && self->have_general);
      add_source (self, template->name,
                  usable ? template->about : _ ("The village has its general bylaw; begin a new version of it."),
                  template->source, usable);
      if (usable && first < 0)
        first = (int) i;
    }
  add_source (self, _ ("From a text of ours"), _ ("Paste it into the middle; how it is read stands beside it."), NULL,
              TRUE);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->sources), MAX (first, 0));
  gtk_list_box_select_row (GTK_LIST_BOX (self->sources), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* What is half typed */

static void
save_draft (const char *body, gpointer data)
{
  xy_desk_save_draft (((Drafting *) data)->desk, DRAFT, body);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Drafting *self = data;
  g_autofree char *draft = xy_desk_load_draft_finish (XY_DESK (source), result, NULL);

  if (self->dialog != NULL)
    {
      xy_form_set_draft (XY_FORM (self->form), save_draft, self);
      if (draft != NULL)
        {
          take_own (self, "");
          if (xy_form_restore (XY_FORM (self->form), draft))
            xy_dialog_set_note (XY_DIALOG (self->dialog), _ ("What you had typed before is back."));
          show_read (self);
        }
    }
  drafting_unref (self);
}

/* Confirmed or given up: there is nothing to keep. */
static gboolean
on_closed (Drafting *self)
{
  if (self->form != NULL)
    xy_form_drop_draft (XY_FORM (self->form));
  return FALSE;
}

static gpointer
read_templates (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_bylaw_template_list (store, NULL, error);
}

static void
free_templates (gpointer templates)
{
  g_ptr_array_unref (templates);
}

static void
on_templates_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Drafting *self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *templates = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog == NULL)
    g_clear_pointer (&templates, g_ptr_array_unref);
  else
    {
      if (templates == NULL)
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
      self->templates = templates != NULL ? templates : g_ptr_array_new ();
      show_sources (self);
      xy_desk_load_draft (self->desk, DRAFT, on_draft_loaded, g_rc_box_acquire (self));
    }
  drafting_unref (self);
}

/* The act */

typedef struct
{
  XyBylawWriting writing;
  XyBylaw *bylaw;
  GArray *clauses; /* of XyBylawTyped */
  char *preamble;
  Drafting *self;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_object (&making->bylaw);
  g_clear_pointer (&making->clauses, g_array_unref);
  g_free (making->preamble);
  drafting_unref (making->self);
  g_free (making);
}

static gboolean
make_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_bylaw_write_act (txn, &((Making *) data)->writing, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  Making *making = data;
  Drafting *self = making->self;
  g_autoptr (GError) error = NULL;

  if (xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      self->drafted (&making->writing.made, self->data);
      if (self->dialog != NULL)
        {
          on_closed (self);
          gtk_window_destroy (GTK_WINDOW (self->dialog));
        }
    }
  else if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (!xy_form_show_error (XY_FORM (self->form), error))
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
    }
  making_free (making);
}

static void
on_confirmed (Drafting *self)
{
  XyForm *form = XY_FORM (self->form);

  if (!xy_form_check (form))
    return;
  Making *making = g_new0 (Making, 1);
  g_autofree char *text = get_text (self);
  g_autoptr (XyBylawText) parsed = xy_bylaw_text_parse (text);
  gboolean single = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "kind"))) == 1;

  making->self = g_rc_box_acquire (self);
  making->clauses = xy_bylaw_typed_from (parsed, &making->preamble);
  making->bylaw = xy_record_new (&xy_bylaw_type);
  xy_form_take_into (form, "name", &making->bylaw->name);
  xy_set_str (&making->bylaw->kind, single ? "single" : "general");
  making->writing = (XyBylawWriting){ .bylaw = making->bylaw,
                                      .preamble = making->preamble,
                                      .clauses = (const XyBylawTyped *) (const void *) making->clauses->data,
                                      .n_clauses = making->clauses->len };
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, -1);
  xy_desk_act (self->desk, "", make_act, making, NULL, on_made, making);
}

static void
on_destroyed (Drafting *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->dialog = self->form = NULL;
  drafting_unref (self);
}

static char *
check_name (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write what the bylaw is called.")) : NULL;
}

static GtkWidget *
scroll (GtkWidget *child, const char *css_class)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_add_css_class (scrolled, css_class);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_sources (Drafting *self)
{
  self->sources = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->sources), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (self->sources, "templates");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sources), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Begin with"), -1);
  g_signal_connect (self->sources, "row-selected", G_CALLBACK (on_source_selected), self);
  return scroll (self->sources, "panel");
}

static GtkWidget *
make_form (Drafting *self)
{
  const char *const kinds[] = { _ (xy_bylaw_kinds[0].label), _ (xy_bylaw_kinds[1].label), NULL };
  GtkWidget *text = gtk_text_view_new ();

  self->form = xy_form_new ();
  xy_form_add (XY_FORM (self->form), "name", _ ("Name of the bylaw"), gtk_entry_new (), NULL);
  xy_form_set_check (XY_FORM (self->form), "name", check_name, NULL);
  xy_form_add (XY_FORM (self->form), "kind", _ ("Kind of bylaw"), xy_words_new_choice (kinds),
               _ ("“1+N”: one general bylaw, and others on single matters"));
  xy_form_add (XY_FORM (self->form), "text", _ ("Text of the bylaw"), text,
               _ ("As it was written or is pasted; a clause a line"));
  gtk_widget_set_vexpand (gtk_widget_get_ancestor (text, GTK_TYPE_SCROLLED_WINDOW), TRUE);
  g_signal_connect (self->form, "changed", G_CALLBACK (on_form_changed), self);
  return self->form;
}

static GtkWidget *
make_reading (Drafting *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *head = make_line (_ ("It is read as"), "bold");

  self->read = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->read), 0);
  gtk_label_set_yalign (GTK_LABEL (self->read), 0);
  gtk_label_set_wrap (GTK_LABEL (self->read), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->read), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (self->read), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (self->read), 24);
  gtk_widget_add_css_class (self->read, "reading");
  self->counts = make_line ("", "quiet");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroll (self->read, "panel"));
  gtk_box_append (GTK_BOX (box), self->counts);
  return box;
}

void
xy_bylaw_dialog_open (GtkWidget *from, XyDesk *desk, gboolean have_general, XyBylawDrafted drafted, gpointer data)
{
  Drafting *self = g_rc_box_new0 (Drafting);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18), *form;

  self->dialog = xy_dialog_new (from, _ ("Draft a bylaw"), _ ("Begin the draft"));
  self->desk = g_object_ref (desk);
  self->have_general = have_general;
  self->chosen = -1;
  self->drafted = drafted;
  self->data = g_object_ref (data);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (content), make_sources (self));
  form = make_form (self);
  gtk_widget_set_hexpand (form, TRUE);
  gtk_box_append (GTK_BOX (content), form);
  gtk_box_append (GTK_BOX (content), make_reading (self));
  xy_dialog_set_content (XY_DIALOG (self->dialog), content);
  GtkWidget *open = gtk_button_new_with_label (_ ("Open a document…"));
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (on_file_wanted), self);
  xy_dialog_add_button (XY_DIALOG (self->dialog), open);
  g_signal_connect_swapped (self->dialog, "close-request", G_CALLBACK (on_closed), self);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_templates, NULL, NULL, free_templates, NULL,
                 on_templates_read, g_rc_box_acquire (self));
}
