/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/print-preview.h"

#include <glib/gi18n-lib.h>

#include "app/help-window.h"
#include "app/paper-view.h"
#include "app/preview-choices.h"
#include "app/preview-private.h"
#include "app/toast.h"
#include "core/paper-record.h"
#include "core/scope.h"
#include "core/store.h"
#include "print/paper-sheets.h"

#define SLOW_MS 200

/* On its way through the worker: what was asked, then the paper. */
typedef struct
{
  XyPreview *preview;
  const XyPaperKind *kind;
  XyPaperAsk *ask;
  char *number;
  XyPaper *paper;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  xy_paper_ask_free (making->ask);
  g_clear_object (&making->paper);
  g_free (making->number);
  g_free (making);
}

static void
preview_clear (gpointer data)
{
  XyPreview *self = data;

  g_clear_handle_id (&self->slow, g_source_remove);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);
  g_clear_object (&self->whole);
  g_clear_object (&self->paper);
  g_clear_object (&self->making);
  g_clear_object (&self->writing);
  xy_paper_ask_free (self->ask);
  g_free (self->reason);
  g_free (self->number);
}

XyPreview *
xy_preview_ref (XyPreview *self)
{
  return g_rc_box_acquire (self);
}

void
xy_preview_unref (XyPreview *self)
{
  g_rc_box_release_full (self, preview_clear);
}

/* Making the paper */

static gboolean
on_slow (gpointer data)
{
  XyPreview *self = data;

  self->slow = 0;
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  if (self->paper == NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "waiting");
  return G_SOURCE_REMOVE;
}

static void
end_making (XyPreview *self)
{
  self->is_making = FALSE;
  g_clear_handle_id (&self->slow, g_source_remove);
  if (self->window == NULL)
    return;
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  gtk_widget_set_visible (self->spinner, FALSE);
}

void
xy_preview_show_error (XyPreview *self, const GError *error)
{
  if (self->window == NULL)
    return;
  g_clear_object (&self->whole);
  g_clear_object (&self->paper);
  xy_paper_view_set_paper (XY_PAPER_VIEW (self->view), NULL);
  gtk_label_set_text (GTK_LABEL (self->failed), error->message);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failed");
  gtk_widget_set_visible (self->notice, FALSE);
  xy_preview_update_bar (self);
  xy_preview_update_actions (self);
}

/* What the office's printer takes no sheet for may be put together from A4. */
static gboolean
can_tile (XyPaper *paper)
{
  double width = xy_paper_get_width (paper) / XY_MM, height = xy_paper_get_height (paper) / XY_MM;

  return MIN (width, height) > 211 || MAX (width, height) > 298;
}

static void
show_paper (XyPreview *self)
{
  gboolean tiled = can_tile (self->whole) && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->tile));

  g_clear_object (&self->paper);
  self->paper = tiled ? xy_paper_tile (self->whole) : g_object_ref (self->whole);
  gtk_widget_set_visible (self->tile, can_tile (self->whole));
  xy_paper_view_set_paper (XY_PAPER_VIEW (self->view), self->paper);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "pages");
  xy_preview_update_bar (self);
  xy_preview_update_notices (self);
  xy_preview_update_actions (self);
}

/* In a thread of its own, so that the worker has time for others while thousands of rows are set. */
static void
lay_out (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;

  g_task_return_boolean (task, xy_paper_lay_out (making->paper, cancellable, NULL));
}

static void
on_laid_out (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPreview *self = data;
  Making *making = g_task_get_task_data (G_TASK (result));
  XyPreviewVerb wanted = self->wanted;

  if (g_task_get_cancellable (G_TASK (result)) == self->making && self->window != NULL)
    {
      end_making (self);
      g_set_object (&self->whole, making->paper);
      g_free (self->number);
      self->number = g_steal_pointer (&making->number);
      self->registered = FALSE;
      self->wanted = NULL;
      show_paper (self);
      if (wanted != NULL)
        wanted (self);
    }
  xy_preview_unref (self);
}

/* The village's next number; what a township or the county prints of a village is no paper of the village's register.
 */
static char *
find_number (XyStore *store, const XyPaperKind *kind, GError **error)
{
  XyScope scope;

  if (!xy_scope_read (store, &scope, error))
    return NULL;
  return scope == XY_SCOPE_VILLAGE ? xy_paper_next_number (store, kind->prefix, error) : g_strdup ("上级查阅件");
}

/* On the worker's thread. */
static gpointer
make_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Making *asked = data;
  XyPaperAsk ask = *asked->ask;
  Making *made = NULL;
  g_autofree char *number = find_number (store, asked->kind, error);

  if (number == NULL)
    return NULL;
  ask.number = number;
  ask.printed_at = xy_env_now (xy_store_get_env (store));
  /* Who turns from one period to the next does not wait for the rows of those between. */
  xy_db_set_cancellable (xy_store_get_db (store), cancellable);
  XyPaper *paper = asked->kind->make (store, &ask, error);
  xy_db_set_cancellable (xy_store_get_db (store), NULL);
  if (paper == NULL)
    return NULL;
  made = g_new0 (Making, 1);
  made->paper = paper;
  made->number = g_steal_pointer (&number);
  return made;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPreview *self = data;
  g_autoptr (GError) error = NULL;
  Making *made = xy_worker_run_finish (XY_WORKER (source), result, &error);
  /* Something else was chosen since, or the window closed. */
  gboolean is_stale = self->window == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));

  if (made != NULL && !is_stale)
    {
      g_autoptr (GTask) task = g_task_new (made->paper, self->making, on_laid_out, xy_preview_ref (self));
      g_task_set_task_data (task, made, making_free);
      g_task_set_check_cancellable (task, FALSE);
      g_task_run_in_thread (task, lay_out);
    }
  else if (made != NULL)
    making_free (made);
  else if (!is_stale)
    {
      end_making (self);
      self->wanted = NULL;
      xy_preview_show_error (self, error);
    }
  xy_preview_unref (self);
}

void
xy_preview_make (XyPreview *self)
{
  Making *making = g_new0 (Making, 1);

  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  self->is_making = TRUE;
  if (self->slow == 0)
    self->slow = g_timeout_add (SLOW_MS, on_slow, self);
  making->kind = self->kind;
  making->ask = xy_paper_ask_copy (self->ask);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, make_on_worker, making, making_free, making_free,
                 self->making, on_made, xy_preview_ref (self));
}

/* Actions */

/* What was chosen a moment ago is waited for, so that nothing else goes out. */
static void
when_made (XyPreview *self, XyPreviewVerb verb)
{
  if (self->is_making)
    self->wanted = verb;
  else if (self->paper != NULL && self->writing == NULL)
    verb (self);
}

static void
on_print_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  when_made (data, xy_preview_print);
}

static void
on_pdf_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  when_made (data, xy_preview_save_pdf);
}

static void
on_picture_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  when_made (data, xy_preview_save_page_picture);
}

static void
on_pictures_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  when_made (data, xy_preview_save_pictures);
}

static void
on_copy_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  when_made (data, xy_preview_copy_text);
}

static void
on_page_before_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPaperView *view = XY_PAPER_VIEW (((XyPreview *) data)->view);
  guint page = xy_paper_view_get_page (view);

  xy_paper_view_set_page (view, page > 0 ? page - 1 : 0);
}

static void
on_page_next_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPaperView *view = XY_PAPER_VIEW (((XyPreview *) data)->view);

  xy_paper_view_set_page (view, xy_paper_view_get_page (view) + 1);
}

static void
on_smaller_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_paper_view_step_zoom (XY_PAPER_VIEW (((XyPreview *) data)->view), FALSE);
}

static void
on_larger_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_paper_view_step_zoom (XY_PAPER_VIEW (((XyPreview *) data)->view), TRUE);
}

static void
on_zoom_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  int percent = g_variant_get_int32 (parameter);

  xy_paper_view_set_zoom (XY_PAPER_VIEW (((XyPreview *) data)->view), percent > 0 ? percent / 100.0 : percent);
}

/* The paper hangs on the board: its page takes over. */
static void
on_post_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPreview *self = xy_preview_ref (data);
  GtkRoot *root = self->from != NULL ? gtk_widget_get_root (self->from) : NULL;
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&self->record, id);
  gtk_window_destroy (GTK_WINDOW (self->window));
  if (G_IS_ACTION_GROUP (root))
    g_action_group_activate_action (G_ACTION_GROUP (root), "post-paper", g_variant_new_string (id));
  xy_preview_unref (self);
}

static const GActionEntry actions[] = {
  { .name = "print", .activate = on_print_activated },
  { .name = "pdf", .activate = on_pdf_activated },
  { .name = "picture", .activate = on_picture_activated },
  { .name = "pictures", .activate = on_pictures_activated },
  { .name = "copy", .activate = on_copy_activated },
  { .name = "page-before", .activate = on_page_before_activated },
  { .name = "page-next", .activate = on_page_next_activated },
  { .name = "smaller", .activate = on_smaller_activated },
  { .name = "larger", .activate = on_larger_activated },
  { .name = "zoom", .activate = on_zoom_activated, .parameter_type = "i", .state = "0" },
  { .name = "post", .activate = on_post_activated },
};

static void
set_enabled (XyPreview *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
xy_preview_update_actions (XyPreview *self)
{
  static const char *const verbs[] = { "print", "pdf", "picture", "copy" };
  static const char *const looks[] = { "smaller", "larger", "zoom" };
  guint n = self->paper != NULL ? xy_paper_get_n_pages (self->paper) : 0;
  guint page = xy_paper_view_get_page (XY_PAPER_VIEW (self->view));

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    set_enabled (self, verbs[i], n > 0 && self->writing == NULL);
  set_enabled (self, "pictures", n > 1 && self->writing == NULL);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    set_enabled (self, looks[i], n > 0);
  set_enabled (self, "page-before", page > 0);
  set_enabled (self, "page-next", page + 1 < n);
  gtk_widget_set_sensitive (self->page_entry, n > 1);
  gtk_widget_set_sensitive (self->pictures, n > 0 && self->writing == NULL);
  gtk_widget_set_sensitive (self->tile, self->writing == NULL);
}

/* The window */

static void
on_choice_changed (XyPreview *self)
{
  xy_preview_make (self);
}

static void
on_mono_toggled (GtkCheckButton *check, XyPreview *self)
{
  xy_paper_view_set_mono (XY_PAPER_VIEW (self->view), gtk_check_button_get_active (check));
}

static void
on_tile_toggled (XyPreview *self)
{
  if (self->whole != NULL && self->writing == NULL)
    show_paper (self);
}

static void
on_view_changed (XyPreview *self)
{
  if (self->window == NULL)
    return;
  xy_preview_update_bar (self);
  xy_preview_update_actions (self);
}

static void
on_window_destroyed (XyPreview *self)
{
  g_cancellable_cancel (self->making);
  g_cancellable_cancel (self->writing);
  g_clear_handle_id (&self->slow, g_source_remove);
  self->window = NULL;
}

static void
add_shortcut (XyPreview *self, GtkEventController *controller, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_shortcut_action_parse_string (action)));
}

static GtkWidget *
make_pane (XyPreview *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *title = gtk_label_new (_ (self->kind->title));
  GtkWidget *choices = xy_preview_choices_new (self->kind, self->ask);
  GtkWidget *mono = gtk_check_button_new_with_mnemonic (_ ("_Black and white"));
  GtkWidget *unmask = xy_preview_make_unmask (self);

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  xy_preview_name (mono, _ ("_Black and white"));
  gtk_widget_set_tooltip_text (mono, _ ("On the screen only: how a printer without colours prints it"));
  g_signal_connect_swapped (choices, "changed", G_CALLBACK (on_choice_changed), self);
  g_signal_connect (mono, "toggled", G_CALLBACK (on_mono_toggled), self);
  self->tile = gtk_check_button_new_with_mnemonic (_ ("On _A4 sheets, to be glued together"));
  xy_preview_name (self->tile, _ ("On _A4 sheets, to be glued together"));
  gtk_widget_set_tooltip_text (self->tile, _ ("For a printer that takes no larger sheet; marks show where to cut"));
  gtk_widget_set_visible (self->tile, FALSE);
  g_signal_connect_swapped (self->tile, "toggled", G_CALLBACK (on_tile_toggled), self);
  self->stand_ins = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->stand_ins), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->stand_ins), 10);
  gtk_label_set_xalign (GTK_LABEL (self->stand_ins), 0);
  gtk_widget_add_css_class (self->stand_ins, "quiet");
  gtk_widget_add_css_class (self->stand_ins, "small");

  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), choices);
  gtk_box_append (GTK_BOX (box), self->tile);
  gtk_box_append (GTK_BOX (box), mono);
  if (unmask != NULL)
    gtk_box_append (GTK_BOX (box), unmask);
  gtk_box_append (GTK_BOX (box), self->stand_ins);
  gtk_widget_add_css_class (box, "preview-choices");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (pane), scrolled);
  gtk_box_append (GTK_BOX (pane), xy_preview_make_foot (self));
  gtk_widget_set_hexpand (pane, FALSE); /* whatever its parts would like */
  gtk_widget_add_css_class (pane, "preview-pane");
  return pane;
}

static GtkWidget *
make_notice (XyPreview *self)
{
  GtkWidget *words = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  self->notice = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->notice), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->notice), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->notice), 96);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->notice), words);
  gtk_widget_add_css_class (self->notice, "preview-notice");
  gtk_widget_set_visible (self->notice, FALSE);
  g_object_set_data (G_OBJECT (self->notice), "words", words);
  return self->notice;
}

static GtkWidget *
make_pages (XyPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *waiting = gtk_label_new (_ ("The paper is being set…"));

  self->view = xy_paper_view_new ();
  self->failed = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->failed), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->failed), 40);
  gtk_label_set_justify (GTK_LABEL (self->failed), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (waiting, "quiet");
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->view, "pages");
  gtk_stack_add_named (GTK_STACK (self->stack), waiting, "waiting");
  gtk_stack_add_named (GTK_STACK (self->stack), self->failed, "failed");
  gtk_widget_add_css_class (self->stack, "preview-pages");
  g_signal_connect_swapped (self->view, "notify::page", G_CALLBACK (on_view_changed), self);
  g_signal_connect_swapped (self->view, "notify::zoom", G_CALLBACK (on_view_changed), self);
  gtk_box_append (GTK_BOX (box), xy_preview_make_bar (self));
  gtk_box_append (GTK_BOX (box), make_notice (self));
  gtk_box_append (GTK_BOX (box), self->stack);
  return box;
}

/* As large as the window it stands over. */
static void
size_window (XyPreview *self, GtkWindow *over)
{
  gtk_window_set_transient_for (GTK_WINDOW (self->window), over);
  if (gtk_window_is_maximized (over))
    gtk_window_maximize (GTK_WINDOW (self->window));
  gtk_window_set_default_size (GTK_WINDOW (self->window), MAX (gtk_widget_get_width (GTK_WIDGET (over)) - 24, 960),
                               MAX (gtk_widget_get_height (GTK_WIDGET (over)) - 24, 600));
}

static void
make_window (XyPreview *self)
{
  GtkWidget *toaster = g_object_new (XY_TYPE_TOASTER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkRoot *root = gtk_widget_get_root (self->from);
  g_autofree char *title = g_strdup_printf (_ ("Print preview: %s"), _ (self->kind->title));

  self->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (self->window), title);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  if (GTK_IS_WINDOW (root))
    size_window (self, GTK_WINDOW (root));
  gtk_widget_add_css_class (self->window, "preview");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (self->window, "preview", G_ACTION_GROUP (self->actions));
  gtk_box_append (GTK_BOX (box), make_pages (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), make_pane (self));
  xy_toaster_set_child (XY_TOASTER (toaster), box);
  gtk_window_set_child (GTK_WINDOW (self->window), toaster);

  add_shortcut (self, keys, "Escape", "action(window.close)");
  add_shortcut (self, keys, "<Control>p", "action(preview.print)");
  add_shortcut (self, keys, "<Control>s", "action(preview.pdf)");
  gtk_widget_add_controller (self->window, keys);
  xy_help_add_key (self->window);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (on_window_destroyed), self);
  /* Not before its widgets are gone. */
  g_object_set_data_full (G_OBJECT (self->window), "preview", self, (GDestroyNotify) xy_preview_unref);
  xy_preview_update_bar (self);
  xy_preview_update_actions (self);
}

void
xy_print_preview_open (GtkWidget *from, XyDesk *desk, const XyPaperKind *kind, const XyPaperAsk *ask)
{
  XyPreview *self = g_rc_box_new0 (XyPreview);

  g_set_weak_pointer (&self->from, from);
  self->desk = g_object_ref (desk);
  self->kind = kind;
  self->ask = xy_paper_ask_copy (ask);
  if (self->ask->parts == 0)
    self->ask->parts = xy_paper_kind_get_parts (kind);
  make_window (self);
  xy_preview_make (self);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (self->view);
}
