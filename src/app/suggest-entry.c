/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/suggest-entry.h"

#include <string.h>

#include <glib/gi18n-lib.h>

struct _XySuggestEntry
{
  GtkEntry parent_instance;

  GtkWidget *popover;
  GtkListBox *list;
  GPtrArray *words; /* of XySuggestion */
  GPtrArray *shown; /* of XySuggestion */
  XyWorker *worker;
  XySuggestFind find;
  GCancellable *finding;
  XyId id;
  gboolean is_setting;
  gboolean is_typing; /* a key was pressed since the focus came */
};

typedef struct
{
  XySuggestFind find;
  char *text;
} FindJob;

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XySuggestEntry, xy_suggest_entry, GTK_TYPE_ENTRY)

static void
find_job_free (gpointer p)
{
  FindJob *job = p;
  g_free (job->text);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
find_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  FindJob *job = p;
  return store != NULL ? job->find (store, job->text, error) : NULL;
}

static void
close_list (XySuggestEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
is_open (XySuggestEntry *self)
{
  return gtk_widget_get_visible (self->popover);
}

static GtkWidget *
make_line (const XySuggestion *suggestion)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (suggestion->title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  if (suggestion->more != NULL)
    {
      GtkWidget *more = gtk_label_new (suggestion->more);
      gtk_widget_add_css_class (more, "more");
      gtk_box_append (GTK_BOX (box), more);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, suggestion->title, -1);
  return row;
}

/* Takes SHOWN. */
static void
show_list (XySuggestEntry *self, GPtrArray *shown)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_ptr_array_unref (self->shown);
  self->shown = shown;
  for (guint i = 0; i < shown->len; i++)
    gtk_list_box_append (self->list, make_line (shown->pdata[i]));
  if (shown->len == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      close_list (self);
      return;
    }
  gtk_widget_set_size_request (self->popover, gtk_widget_get_width (GTK_WIDGET (self)), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static GPtrArray *
fitting_words (XySuggestEntry *self, const char *text, gboolean all)
{
  GPtrArray *fitting = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_suggestion_free);

  for (guint i = 0; i < self->words->len; i++)
    {
      const XySuggestion *word = self->words->pdata[i];
      if (all || strstr (word->title, text) != NULL)
        g_ptr_array_add (fitting, xy_suggestion_new (NULL, word->title, NULL));
    }
  return fitting;
}

static void
take (XySuggestEntry *self, const XySuggestion *suggestion)
{
  self->is_setting = TRUE;
  self->id = suggestion->id;
  gtk_editable_set_text (GTK_EDITABLE (self), suggestion->title);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->is_setting = FALSE;
  close_list (self);
  g_signal_emit (self, signals[PICKED], 0);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XySuggestEntry) self = p;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (found == NULL)
    {
      if (error == NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_object (&self->finding);
          close_list (self);
        }
      return;
    }
  g_clear_object (&self->finding);
  /* Nothing to choose from where one line is what was typed already. */
  const XySuggestion *only = found->len == 1 ? found->pdata[0] : NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  if (only != NULL && strcmp (only->title, text) == 0)
    {
      self->id = only->id;
      g_ptr_array_unref (found);
      close_list (self);
      g_signal_emit (self, signals[PICKED], 0);
      return;
    }
  show_list (self, found);
  if (self->shown->len > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
search (XySuggestEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (*text == '\0' || self->worker == NULL)
    {
      close_list (self);
      return;
    }
  FindJob *job = g_new0 (FindJob, 1);
  job->find = self->find;
  job->text = g_strdup (text);
  self->finding = g_cancellable_new ();
  xy_worker_run (self->worker, XY_WORKER_QUERY, find_on_worker, job, find_job_free, (GDestroyNotify) g_ptr_array_unref,
                 self->finding, on_found, g_object_ref (self));
}

static void
open_all (XySuggestEntry *self)
{
  if (self->find != NULL)
    {
      search (self);
      return;
    }
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  show_list (self, fitting_words (self, text, TRUE));
  for (guint i = 0; i < self->shown->len; i++)
    if (strcmp (((XySuggestion *) self->shown->pdata[i])->title, text) == 0)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
}

static void
on_text_changed (XySuggestEntry *self)
{
  if (self->is_setting)
    return;
  self->id = XY_ID_NONE;
  if (self->find != NULL)
    {
      search (self);
      return;
    }
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autoptr (GPtrArray) fitting = fitting_words (self, text, FALSE);
  if (!self->is_typing || *text == '\0'
      || (fitting->len == 1 && strcmp (((XySuggestion *) fitting->pdata[0])->title, text) == 0))
    close_list (self);
  else
    show_list (self, g_steal_pointer (&fitting));
}

static void
on_activated (XySuggestEntry *self)
{
  /* While what was typed last is still looked for, the list is that of something else. */
  GtkListBoxRow *row = is_open (self) && self->finding == NULL ? gtk_list_box_get_selected_row (self->list) : NULL;

  if (row != NULL)
    take (self, self->shown->pdata[gtk_list_box_row_get_index (row)]);
  else
    close_list (self);
}

static void
on_row_activated (XySuggestEntry *self, GtkListBoxRow *row)
{
  take (self, self->shown->pdata[gtk_list_box_row_get_index (row)]);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, XySuggestEntry *self)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_Up && key != GDK_KEY_Escape) || (state & GDK_CONTROL_MASK) != 0)
    return FALSE;
  if (key == GDK_KEY_Escape)
    {
      gboolean was_open = is_open (self);
      close_list (self);
      return was_open;
    }
  if (!is_open (self))
    {
      if (key == GDK_KEY_Down)
        open_all (self);
      return TRUE;
    }
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  at += key == GDK_KEY_Down ? 1 : -1;
  row = at >= 0 ? gtk_list_box_get_row_at_index (self->list, at) : NULL;
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return TRUE;
}

static gboolean
on_any_key_pressed (GtkEventControllerKey *controller,
                    guint key,
                    guint code,
                    GdkModifierType state,
                    XySuggestEntry *self)
{
  self->is_typing = TRUE;
  return FALSE;
}

static void
on_left (XySuggestEntry *self)
{
  self->is_typing = FALSE;
  close_list (self);
}

static void
on_icon_pressed (XySuggestEntry *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (is_open (self))
    close_list (self);
  else
    open_all (self);
}

static void
on_row_selected (XySuggestEntry *self, GtkListBoxRow *row)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), bounds.origin.y,
                             bounds.origin.y + bounds.size.height);
}

static void
xy_suggest_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (xy_suggest_entry_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (XY_SUGGEST_ENTRY (widget)->popover));
}

static void
xy_suggest_entry_dispose (GObject *object)
{
  XySuggestEntry *self = XY_SUGGEST_ENTRY (object);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (xy_suggest_entry_parent_class)->dispose (object);
}

static void
xy_suggest_entry_finalize (GObject *object)
{
  XySuggestEntry *self = XY_SUGGEST_ENTRY (object);

  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (xy_suggest_entry_parent_class)->finalize (object);
}

static void
xy_suggest_entry_class_init (XySuggestEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = xy_suggest_entry_dispose;
  object_class->finalize = xy_suggest_entry_finalize;
  GTK_WIDGET_CLASS (klass)->size_allocate = xy_suggest_entry_size_allocate;

  signals[PICKED] =
      g_signal_new ("picked", XY_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_suggest_entry_init (XySuggestEntry *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_suggestion_free);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_suggestion_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Suggestions"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);

  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "hits");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self), GTK_ENTRY_ICON_SECONDARY, "pan-down-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self), GTK_ENTRY_ICON_SECONDARY, _ ("Show what can be chosen"));

  g_signal_connect (self, "changed", G_CALLBACK (on_text_changed), NULL);
  g_signal_connect (self, "activate", G_CALLBACK (on_activated), NULL);
  g_signal_connect (self, "icon-press", G_CALLBACK (on_icon_pressed), NULL);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (on_row_selected), self);

  GtkEventController *key = gtk_event_controller_key_new ();
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  GtkEventController *any = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (any, GTK_PHASE_CAPTURE);
  g_signal_connect (any, "key-pressed", G_CALLBACK (on_any_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), any);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

XySuggestion *
xy_suggestion_new (const XyId *id, const char *title, const char *more)
{
  XySuggestion *suggestion = g_new0 (XySuggestion, 1);
  if (id != NULL)
    suggestion->id = *id;
  suggestion->title = g_strdup (title);
  suggestion->more = g_strdup (more);
  return suggestion;
}

void
xy_suggestion_free (XySuggestion *suggestion)
{
  g_free (suggestion->title);
  g_free (suggestion->more);
  g_free (suggestion);
}

GtkWidget *
xy_suggest_entry_new (void)
{
  return g_object_new (XY_TYPE_SUGGEST_ENTRY, NULL);
}

void
xy_suggest_entry_set_words (XySuggestEntry *self, const char *const *words)
{
  g_return_if_fail (XY_IS_SUGGEST_ENTRY (self));

  g_ptr_array_set_size (self->words, 0);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_ptr_array_add (self->words, xy_suggestion_new (NULL, words[i], NULL));
}

void
xy_suggest_entry_set_find (XySuggestEntry *self, XyWorker *worker, XySuggestFind find)
{
  g_return_if_fail (XY_IS_SUGGEST_ENTRY (self));

  g_set_object (&self->worker, worker);
  self->find = find;
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self), GTK_ENTRY_ICON_SECONDARY,
                                     find == NULL ? "pan-down-symbolic" : NULL);
}

const XyId *
xy_suggest_entry_get_id (XySuggestEntry *self)
{
  g_return_val_if_fail (XY_IS_SUGGEST_ENTRY (self), NULL);
  return xy_id_is_none (&self->id) ? NULL : &self->id;
}

void
xy_suggest_entry_set_id (XySuggestEntry *self, const XyId *id, const char *title)
{
  g_return_if_fail (XY_IS_SUGGEST_ENTRY (self));

  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), title != NULL ? title : "");
  self->id = id != NULL ? *id : XY_ID_NONE;
  self->is_setting = FALSE;
}
