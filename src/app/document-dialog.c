/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/document-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/document-chooser.h"
#include "app/document-form.h"
#include "app/paper-view.h"
#include "app/print-preview.h"
#include "core/clock.h"
#include "core/day.h"
#include "core/setting.h"
#include "core/template.h"
#include "print/document-papers.h"

#define PREVIEW_DELAY 250 /* ms after the last key */
#define DRAFT_DELAY 500
#define DRAFT_GROUP "document"

struct _XyDocumentDialog
{
  XyDialog parent_instance;

  XyDesk *desk;
  GWeakRef from;
  GtkStack *stack;
  XyDocumentChooser *chooser;
  XyDocumentForm *form;
  XyPaperView *view;
  GtkWidget *save; /* without a print */
  GtkWidget *back; /* to the templates */
  GtkWidget *remove;
  GPtrArray *templates;
  GPtrArray *documents;
  XyVillage *village;
  gint64 board_days;
  gint64 now;
  XyDocument *document;       /* as it was; a new one is empty */
  XyId id;                    /* none: a new one */
  char *item, *kind, *period; /* what a new one is to publish; NULL: anything */
  char *draft_name;
  gboolean from_chooser; /* it was opened to begin one */
  gboolean then_print;
  gboolean touched; /* something to keep */
  GCancellable *making;
  guint preview_timer, draft_timer;
};

typedef struct
{
  GPtrArray *templates;
  GPtrArray *documents;
  XyDocument *document;
  XyVillage *village;
  gint64 board_days;
  gint64 now;
} Loaded;

typedef struct
{
  XyDocument *document;
  XyVillage *village;
  gint64 now;
} Drawn;

G_DEFINE_FINAL_TYPE (XyDocumentDialog, xy_document_dialog, XY_TYPE_DIALOG)

static void
loaded_free (gpointer p)
{
  Loaded *loaded = p;

  g_clear_pointer (&loaded->templates, g_ptr_array_unref);
  g_clear_pointer (&loaded->documents, g_ptr_array_unref);
  g_clear_object (&loaded->document);
  g_clear_object (&loaded->village);
  g_free (loaded);
}

static void
drawn_free (gpointer p)
{
  Drawn *drawn = p;

  g_clear_object (&drawn->document);
  g_clear_object (&drawn->village);
  g_free (drawn);
}

/* --- on the worker's thread --- */

static gpointer
load_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const XyId *id = p;
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->templates = xy_template_list (store, error);
  loaded->documents = loaded->templates != NULL ? xy_document_list (store, NULL, error) : NULL;
  loaded->village = loaded->documents != NULL ? xy_village_get (store, error) : NULL;
  if (loaded->village != NULL)
    loaded->document =
        xy_id_is_none (id) ? xy_record_new (&xy_document_type) : xy_record_get (store, &xy_document_type, id, error);
  if (loaded->document == NULL)
    {
      loaded_free (loaded);
      return NULL;
    }
  loaded->board_days = xy_setting_get_number (store, XY_SETTING_BOARD_DAYS);
  loaded->now = xy_env_now (xy_store_get_env (store));
  return loaded;
}

static gpointer
draw_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const Drawn *drawn = p;
  XyDocumentSource source = { .document = drawn->document, .village = drawn->village, .draft = TRUE };
  const XyPaperKind *kind = xy_paper_kind_find (drawn->document->kind);
  XyPaperAsk ask = { .printed_at = drawn->now, .parts = kind != NULL ? xy_paper_kind_get_parts (kind) : 0 };
  XyPaper *paper = xy_document_paper_new (&source, &ask, error);

  /* Here and not while the window waits. */
  if (paper != NULL && !xy_paper_lay_out (paper, cancellable, error))
    g_clear_object (&paper);
  return paper;
}

static gboolean
delete_on_worker (XyTxn *txn, gpointer document, GError **error)
{
  return xy_record_set_deleted (txn, document, TRUE, error);
}

static gboolean
save_on_worker (XyTxn *txn, gpointer document, GError **error)
{
  return xy_record_save (txn, document, error);
}

/* --- the document as it is now --- */

static gboolean
is_writing (XyDocumentDialog *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "write") == 0;
}

/* (transfer full), NULL while nothing is chosen */
static XyDocument *
get_document (XyDocumentDialog *self)
{
  const XyTemplate *template;
  XyDocument *document;

  if (!is_writing (self))
    {
      document = xy_document_chooser_get_document (self->chooser);
      if (document != NULL)
        return xy_record_copy (document);
      template = xy_document_chooser_get_template (self->chooser);
      return template != NULL ? xy_document_from_template (template, self->board_days) : NULL;
    }
  document = xy_record_copy (self->document);
  xy_document_form_read (self->form, document);
  return document;
}

/* --- the paper beside it --- */

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDocumentDialog) self = p;
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (paper != NULL && self->view != NULL)
    xy_paper_view_set_paper (self->view, paper);
}

static gboolean
draw (gpointer p)
{
  XyDocumentDialog *self = p;
  Drawn *drawn;
  XyDocument *document = get_document (self);

  self->preview_timer = 0;
  if (document == NULL || self->village == NULL)
    {
      g_clear_object (&document);
      return G_SOURCE_REMOVE;
    }
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  drawn = g_new0 (Drawn, 1);
  drawn->document = document;
  drawn->village = g_object_ref (self->village);
  drawn->now = self->now;
  if (document->title == NULL)
    xy_set_str (&document->title, "");
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, draw_on_worker, drawn, drawn_free, g_object_unref,
                 self->making, on_drawn, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
draw_soon (XyDocumentDialog *self, guint delay)
{
  g_clear_handle_id (&self->preview_timer, g_source_remove);
  self->preview_timer = g_timeout_add (delay, draw, self);
}

/* --- the draft --- */

static char *
dump (const XyDocument *document)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < xy_document_type.n_fields; i++)
    {
      g_autofree char *text = xy_record_get_text (document, &xy_document_type.fields[i]);
      if (text != NULL)
        g_key_file_set_string (file, DRAFT_GROUP, xy_document_type.fields[i].name, text);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

static gboolean
restore (XyDocument *document, const char *draft)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, draft, (gsize) -1, G_KEY_FILE_NONE, NULL)
      || !g_key_file_has_key (file, DRAFT_GROUP, "kind", NULL))
    return FALSE;
  for (guint i = 0; i < xy_document_type.n_fields; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, DRAFT_GROUP, xy_document_type.fields[i].name, NULL);
      xy_record_set_text (document, &xy_document_type.fields[i], text);
    }
  return TRUE;
}

static gboolean
save_draft (gpointer p)
{
  XyDocumentDialog *self = p;
  g_autoptr (XyDocument) document = get_document (self);
  g_autofree char *draft = dump (document);

  self->draft_timer = 0;
  xy_desk_save_draft (self->desk, self->draft_name, draft);
  return G_SOURCE_REMOVE;
}

static void
drop_draft (XyDocumentDialog *self)
{
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (self->touched)
    xy_desk_save_draft (self->desk, self->draft_name, NULL);
  self->touched = FALSE;
}

/* --- the two steps --- */

static void
show_step (XyDocumentDialog *self, gboolean writing)
{
  gtk_stack_set_visible_child_name (self->stack, writing ? "write" : "choose");
  gtk_widget_set_visible (self->save, writing);
  gtk_widget_set_visible (self->back, writing && self->from_chooser);
  gtk_widget_set_visible (self->remove, !writing && xy_document_chooser_get_document (self->chooser) != NULL);
  xy_dialog_set_verb (XY_DIALOG (self), writing ? _ ("Preview and prin_t")
                                        : xy_document_chooser_get_document (self->chooser) != NULL ? _ ("_Open")
                                                                                                   : _ ("_Write"));
  xy_dialog_set_error (XY_DIALOG (self), NULL);
  if (!writing)
    xy_document_chooser_focus (self->chooser);
}

static void
write_document (XyDocumentDialog *self)
{
  show_step (self, TRUE);
  xy_document_form_set_document (self->form, self->document);
  draw_soon (self, 0);
}

static void on_draft_loaded (GObject *source, GAsyncResult *result, gpointer p);

/* Which document is written: none is a new one. */
static void
set_id (XyDocumentDialog *self, const XyId *id)
{
  char text[XY_ID_TEXT_LENGTH + 1] = "new";

  self->id = *id;
  if (!xy_id_is_none (id))
    xy_id_to_text (id, text);
  g_free (self->draft_name);
  /* What was begun for one matter is not what another begins with. */
  self->draft_name = xy_id_is_none (id) && self->item != NULL
                         ? g_strjoin (":", "document", text, self->item, self->period, NULL)
                         : g_strconcat ("document:", text, NULL);
}

static void
take_chosen (XyDocumentDialog *self)
{
  const XyTemplate *template = xy_document_chooser_get_template (self->chooser);
  XyDocument *written = xy_document_chooser_get_document (self->chooser);

  if (template == NULL && written == NULL)
    return;
  g_clear_object (&self->document);
  self->document = written != NULL ? g_object_ref (written) : xy_document_from_template (template, self->board_days);
  set_id (self, &self->document->record.id);
  write_document (self);
  if (written != NULL)
    xy_desk_load_draft (self->desk, self->draft_name, on_draft_loaded, g_object_ref (self));
}

/* What was written for the matter already, or is begun for it now. */
static void
begin_for_item (XyDocumentDialog *self)
{
  const XyTemplate *template = xy_template_for_item (self->templates, self->item, self->kind);
  g_autoptr (XyDocument) begun = NULL;
  g_autofree char *period = xy_period_to_chinese (self->period != NULL ? self->period : ""), *title = NULL;

  if (template == NULL)
    return;
  begun = xy_document_from_template (template, self->board_days);
  if (self->period != NULL)
    xy_document_set_field (begun, XY_TEMPLATE_PERIOD, period);
  title = xy_document_dup_title (begun);
  g_set_object (&self->document, begun);
  for (guint i = 0; i < self->documents->len; i++)
    {
      XyDocument *written = self->documents->pdata[i];
      g_autofree char *called = xy_document_dup_title (written);

      if (self->period != NULL && g_str_equal (called, title) && g_str_equal (written->kind, begun->kind))
        {
          g_set_object (&self->document, written);
          break;
        }
    }
  set_id (self, &self->document->record.id);
  write_document (self);
}

/* --- saving --- */

static void
open_preview (XyDocumentDialog *self, const XyDocument *document)
{
  g_autoptr (GtkWidget) from = g_weak_ref_get (&self->from);
  const XyPaperKind *kind = xy_paper_kind_find (document->kind);

  if (from != NULL && kind != NULL)
    xy_print_preview_open (from, self->desk, kind,
                           &(XyPaperAsk){ .record = document->record.id, .parts = xy_paper_kind_get_parts (kind) });
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDocumentDialog) self = p;
  g_autoptr (GError) error = NULL;
  XyDocument *document = g_object_get_data (G_OBJECT (self), "xy-document");

  xy_dialog_set_idle (XY_DIALOG (self));
  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      if (!xy_document_form_show_error (self->form, error))
        xy_dialog_set_error (XY_DIALOG (self), error->message);
      return;
    }
  drop_draft (self);
  if (self->then_print)
    open_preview (self, document);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What is missing on the paper. NULL: nothing. */
static char *
find_missing (XyDocumentDialog *self, const XyDocument *document)
{
  XyPaperAsk ask = { .printed_at = self->now };
  XyDocumentSource source = { .document = document, .village = self->village };
  g_autoptr (XyDocumentText) text = xy_document_text_new (&source, &ask);
  g_autoptr (GError) error = NULL;

  if (text->table->n_rows > 0)
    xy_document_text_fill_row (text, 0);
  return xy_document_text_check (text, &error) ? NULL : g_strdup (error->message);
}

static void
save (XyDocumentDialog *self, gboolean then_print)
{
  XyDocument *document;

  if (!xy_document_form_check (self->form))
    return;
  document = get_document (self);
  g_autofree char *missing = then_print ? find_missing (self, document) : NULL;
  if (missing != NULL)
    {
      xy_dialog_set_error (XY_DIALOG (self), missing);
      g_object_unref (document);
      return;
    }
  g_autofree char *called = xy_document_dup_title (document);
  g_autofree char *title = g_strdup_printf (xy_id_is_none (&self->id) ? _ ("Write “%s”") : _ ("Change “%s”"), called);

  self->then_print = then_print;
  xy_dialog_set_error (XY_DIALOG (self), NULL);
  xy_dialog_set_busy (XY_DIALOG (self), NULL, -1);
  g_object_set_data_full (G_OBJECT (self), "xy-document", document, g_object_unref);
  xy_desk_act (self->desk, title, save_on_worker, document, NULL, on_saved, g_object_ref (self));
}

/* --- callbacks --- */

static void
on_form_changed (XyDocumentForm *form, XyDocumentDialog *self)
{
  self->touched = TRUE;
  draw_soon (self, PREVIEW_DELAY);
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  self->draft_timer = g_timeout_add (DRAFT_DELAY, save_draft, self);
}

static void
on_form_failed (XyDocumentForm *form, const char *sentence, XyDocumentDialog *self)
{
  xy_dialog_set_error (XY_DIALOG (self), sentence);
}

static void
on_template_chosen (XyDocumentChooser *chooser, XyDocumentDialog *self)
{
  gboolean written = xy_document_chooser_get_document (chooser) != NULL;

  gtk_widget_set_visible (self->remove, written);
  xy_dialog_set_verb (XY_DIALOG (self), written ? _ ("_Open") : _ ("_Write"));
  draw_soon (self, 60);
}

static void
on_template_activated (XyDocumentChooser *chooser, XyDocumentDialog *self)
{
  take_chosen (self);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDocumentDialog) self = p;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    xy_dialog_set_error (XY_DIALOG (self), error->message);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_remove_clicked (GtkButton *button, XyDocumentDialog *self)
{
  XyDocument *document = xy_document_chooser_get_document (self->chooser);

  if (document == NULL)
    return;
  g_autofree char *called = xy_document_dup_title (document), *title = g_strdup_printf (_ ("Delete “%s”"), called);
  xy_desk_act (self->desk, title, delete_on_worker, xy_record_copy (document), g_object_unref, on_deleted,
               g_object_ref (self));
}

static void
on_save_clicked (GtkButton *button, XyDocumentDialog *self)
{
  save (self, FALSE);
}

static void
on_back_clicked (GtkButton *button, XyDocumentDialog *self)
{
  drop_draft (self);
  set_id (self, &XY_ID_NONE);
  show_step (self, FALSE);
  draw_soon (self, 0);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDocumentDialog) self = p;
  g_autofree char *draft = xy_desk_load_draft_finish (XY_DESK (source), result, NULL);
  g_autoptr (XyDocument) copy = xy_record_copy (self->document);

  if (draft == NULL || !restore (copy, draft))
    return;
  g_set_object (&self->document, copy);
  self->touched = TRUE;
  write_document (self);
  xy_dialog_set_note (XY_DIALOG (self), _ ("What you had typed last time is here again."));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDocumentDialog) self = p;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (loaded == NULL)
    {
      xy_dialog_set_error (XY_DIALOG (self), error->message);
      xy_dialog_set_verb_enabled (XY_DIALOG (self), FALSE);
      return;
    }
  self->templates = g_steal_pointer (&loaded->templates);
  self->documents = g_steal_pointer (&loaded->documents);
  self->document = g_steal_pointer (&loaded->document);
  self->village = g_steal_pointer (&loaded->village);
  self->board_days = loaded->board_days;
  self->now = loaded->now;
  loaded_free (loaded);
  xy_document_chooser_set (self->chooser, self->templates, self->documents);
  xy_document_form_set_village (self->form, self->village);
  if (self->item != NULL)
    begin_for_item (self);
  else if (xy_id_is_none (&self->id))
    xy_document_chooser_focus (self->chooser);
  else
    write_document (self);
  xy_desk_load_draft (self->desk, self->draft_name, on_draft_loaded, g_object_ref (self));
}

static gboolean
on_close_request (XyDocumentDialog *self)
{
  drop_draft (self);
  return FALSE;
}

/* --- the class --- */

static void
xy_document_dialog_confirmed (XyDialog *dialog)
{
  XyDocumentDialog *self = XY_DOCUMENT_DIALOG (dialog);

  if (is_writing (self))
    save (self, TRUE);
  else
    take_chosen (self);
}

static void
xy_document_dialog_dispose (GObject *object)
{
  XyDocumentDialog *self = XY_DOCUMENT_DIALOG (object);

  g_clear_handle_id (&self->preview_timer, g_source_remove);
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->view = NULL;

  G_OBJECT_CLASS (xy_document_dialog_parent_class)->dispose (object);
}

static void
xy_document_dialog_finalize (GObject *object)
{
  XyDocumentDialog *self = XY_DOCUMENT_DIALOG (object);

  g_weak_ref_clear (&self->from);
  g_clear_object (&self->desk);
  g_clear_object (&self->document);
  g_clear_object (&self->village);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self->draft_name);
  g_free (self->item);
  g_free (self->kind);
  g_free (self->period);

  G_OBJECT_CLASS (xy_document_dialog_parent_class)->finalize (object);
}

static void
xy_document_dialog_class_init (XyDocumentDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_document_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_document_dialog_finalize;
  XY_DIALOG_CLASS (klass)->confirmed = xy_document_dialog_confirmed;
}

static void
xy_document_dialog_init (XyDocumentDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18), *stack = gtk_stack_new ();
  GtkWidget *view = xy_paper_view_new (), *scrolled = gtk_scrolled_window_new ();

  g_weak_ref_init (&self->from, NULL);
  self->stack = GTK_STACK (stack);
  self->chooser = XY_DOCUMENT_CHOOSER (xy_document_chooser_new ());
  self->form = XY_DOCUMENT_FORM (xy_document_form_new ());
  self->view = XY_PAPER_VIEW (view);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->chooser), "choose");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->form), "write");
  gtk_widget_set_size_request (stack, 470, 450);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_size_request (scrolled, 620, -1);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "panel");
  gtk_box_append (GTK_BOX (box), stack);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_set_vexpand (box, TRUE);
  xy_dialog_set_content (XY_DIALOG (self), box);

  self->back = gtk_button_new_with_mnemonic (_ ("_Other template"));
  self->save = gtk_button_new_with_mnemonic (_ ("Sa_ve"));
  self->remove = gtk_button_new_with_mnemonic (_ ("_Delete"));
  xy_dialog_add_button (XY_DIALOG (self), self->remove);
  g_signal_connect (self->remove, "clicked", G_CALLBACK (on_remove_clicked), self);
  xy_dialog_add_button (XY_DIALOG (self), self->back);
  xy_dialog_add_button (XY_DIALOG (self), self->save);
  g_signal_connect (self->back, "clicked", G_CALLBACK (on_back_clicked), self);
  g_signal_connect (self->save, "clicked", G_CALLBACK (on_save_clicked), self);
  g_signal_connect (self->form, "changed", G_CALLBACK (on_form_changed), self);
  g_signal_connect (self->form, "failed", G_CALLBACK (on_form_failed), self);
  g_signal_connect (self->chooser, "chosen", G_CALLBACK (on_template_chosen), self);
  g_signal_connect (self->chooser, "activated", G_CALLBACK (on_template_activated), self);
  g_signal_connect (self, "close-request", G_CALLBACK (on_close_request), NULL);
}

static XyDocumentDialog *
make_dialog (XyDesk *desk, gboolean is_new)
{
  XyDocumentDialog *self = g_object_new (XY_TYPE_DOCUMENT_DIALOG, "title",
                                         is_new ? _ ("Write an announcement") : _ ("Change a document"), NULL);

  self->desk = g_object_ref (desk);
  self->from_chooser = is_new;
  return self;
}

static void
open_dialog (XyDocumentDialog *self, GtkWidget *from, const XyId *document)
{
  g_weak_ref_set (&self->from, from);
  set_id (self, document != NULL ? document : &XY_ID_NONE);
  xy_dialog_set_from (XY_DIALOG (self), from);
  show_step (self, !self->from_chooser);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, load_on_worker, xy_id_copy (&self->id), g_free,
                 loaded_free, NULL, on_loaded, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}

void
xy_document_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *document)
{
  open_dialog (make_dialog (desk, document == NULL), from, document);
}

void
xy_document_dialog_open_for (GtkWidget *from, XyDesk *desk, const char *item, const char *kind, const char *period)
{
  XyDocumentDialog *self = make_dialog (desk, TRUE);

  self->item = g_strdup (item);
  self->kind = g_strdup (kind);
  self->period = g_strdup (period);
  open_dialog (self, from, NULL);
}
