/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-paste-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/keys.h"
#include "app/points-record-find.h"
#include "core/household-index.h"
#include "core/number.h"
#include "core/points-paste.h"
#include "core/points-rule.h"

#define DELAY 250
#define MOST_ROWS 100 /* that want a hand; the others come once these are done */

/* One line of the list. */
typedef struct
{
  char *text;
  char *problem;    /* why nobody was found, or NULL */
  GPtrArray *found; /* of XyPointsTaken */
  GStrv words;      /* of each, to choose by */
  guint chosen;     /* 1 for the first; 0: not yet */
} Meant;

typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *view;
  GtkWidget *list;
  GtkWidget *sum;
  XyDesk *desk;
  GPtrArray *meant;    /* of Meant */
  GHashTable *choices; /* text → id that was chosen for it */
  guint source;
  guint asked;
  XyPointsPasteDone done;
  gpointer data;
  GDestroyNotify free_data;
} Paste;

typedef struct
{
  Paste *self;
  guint number;
} Asked;

static void
meant_free (gpointer data)
{
  Meant *meant = data;

  g_free (meant->text);
  g_free (meant->problem);
  g_ptr_array_unref (meant->found);
  g_strfreev (meant->words);
  g_free (meant);
}

static void
paste_clear (gpointer data)
{
  Paste *self = data;

  g_clear_object (&self->desk);
  g_clear_pointer (&self->meant, g_ptr_array_unref);
  g_hash_table_unref (self->choices);
  if (self->free_data != NULL)
    self->free_data (self->data);
}

static void
paste_unref (Paste *self)
{
  g_rc_box_release_full (self, paste_clear);
}

/* On the worker's thread. */

static XyPointsTaken *
taken_new (const XyHouseholdMatch *match, gint64 amount)
{
  XyPointsTaken *taken = g_new0 (XyPointsTaken, 1);
  const char *name = match->name != NULL ? match->name : match->card->head;

  taken->id = match->card->id;
  taken->person = match->person;
  taken->amount = amount;
  taken->title = g_strjoin (" ", name != NULL ? name : _ ("(no head)"), match->card->unit_name, NULL);
  return taken;
}

static Meant *
find_meant (XyHouseholdIndex *index, const XyPointsPasted *pasted)
{
  Meant *meant = g_new0 (Meant, 1);
  g_autoptr (GArray) found = xy_household_index_find (index, pasted->number, pasted->name, pasted->group);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  meant->text = g_strdup (pasted->text);
  meant->found = g_ptr_array_new_with_free_func (xy_points_taken_free);
  for (guint i = 0; i < found->len; i++)
    {
      const XyHouseholdMatch *match = &g_array_index (found, XyHouseholdMatch, i);
      char *one = xy_household_match_describe (match);
      g_ptr_array_add (meant->found, taken_new (match, pasted->amount));
      g_strv_builder_add (words, one);
      g_free (one);
    }
  meant->words = g_strv_builder_end (words);
  if (found->len == 0)
    meant->problem = xy_household_index_explain (index, pasted->number, pasted->name, pasted->group);
  meant->chosen = found->len == 1;
  return meant;
}

static gpointer
find_on_worker (XyStore *store, gpointer text, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyHouseholdIndex) index = xy_household_index_new (store, error);
  g_autoptr (GPtrArray) pasted = xy_points_paste_parse (text);
  GPtrArray *all;

  if (index == NULL)
    return NULL;
  all = g_ptr_array_new_with_free_func (meant_free);
  for (guint i = 0; i < pasted->len; i++)
    g_ptr_array_add (all, find_meant (index, pasted->pdata[i]));
  return all;
}

/* On the main thread. */

static void
show_sum (Paste *self)
{
  guint n = 0, n_choose = 0, n_unknown = 0;
  g_autofree char *words = NULL, *verb = NULL;

  for (guint i = 0; i < self->meant->len; i++)
    {
      const Meant *meant = self->meant->pdata[i];
      n += meant->chosen > 0;
      n_choose += meant->chosen == 0 && meant->found->len > 0;
      n_unknown += meant->found->len == 0;
    }
  words = g_strdup_printf (_ ("%u found · %u to choose · %u unknown"), n, n_choose, n_unknown);
  verb = g_strdup_printf (ngettext ("Take %u household", "Take %u households", n), n);
  gtk_label_set_text (GTK_LABEL (self->sum), words);
  xy_dialog_set_verb (XY_DIALOG (self->dialog), verb);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), n > 0);
}

static void
on_choice_made (GtkDropDown *drop_down, GParamSpec *pspec, Paste *self)
{
  Meant *meant = g_object_get_data (G_OBJECT (drop_down), "meant");

  meant->chosen = gtk_drop_down_get_selected (drop_down);
  if (meant->chosen > 0)
    g_hash_table_insert (self->choices, g_strdup (meant->text),
                         xy_id_copy (&((XyPointsTaken *) meant->found->pdata[meant->chosen - 1])->id));
  show_sum (self);
}

static GtkWidget *
make_row (Paste *self, Meant *meant)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *text = gtk_label_new (meant->text);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "bold");
  gtk_box_append (GTK_BOX (box), text);
  if (meant->found->len > 0)
    {
      g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
      g_autofree char *first = g_strdup_printf (_ ("Which of the %u?"), meant->found->len);
      g_autofree char *name = g_strdup_printf (_ ("Which household is %s"), meant->text);
      GtkWidget *drop_down;

      gtk_string_list_append (words, first);
      for (guint i = 0; i < meant->found->len; i++)
        gtk_string_list_append (words, meant->words[i]);
      drop_down = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (words)), NULL);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), meant->chosen);
      gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data (G_OBJECT (drop_down), "meant", meant);
      g_signal_connect (drop_down, "notify::selected", G_CALLBACK (on_choice_made), self);
      gtk_box_append (GTK_BOX (box), drop_down);
    }
  else
    {
      GtkWidget *why = gtk_label_new (meant->problem);
      gtk_label_set_xalign (GTK_LABEL (why), 0);
      gtk_label_set_wrap (GTK_LABEL (why), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (why), 24);
      gtk_label_set_max_width_chars (GTK_LABEL (why), 36);
      gtk_widget_add_css_class (why, "error-words");
      gtk_box_append (GTK_BOX (box), why);
    }
  return box;
}

static void
show_list (Paste *self)
{
  GtkWidget *child;
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < self->meant->len && shown < MOST_ROWS; i++)
    {
      Meant *meant = self->meant->pdata[i];
      const XyId *choice = g_hash_table_lookup (self->choices, meant->text);

      if (meant->found->len == 1)
        continue;
      for (guint k = 0; choice != NULL && k < meant->found->len; k++)
        if (xy_id_same (choice, &((XyPointsTaken *) meant->found->pdata[k])->id))
          meant->chosen = k + 1;
      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, meant));
      child = gtk_widget_get_last_child (self->list);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (child), FALSE);
      gtk_widget_set_focusable (child, FALSE);
      shown++;
    }
  gtk_widget_set_visible (self->list, shown > 0);
  show_sum (self);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;
  Paste *self = asked->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) meant = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && asked->number == self->asked && meant != NULL)
    {
      g_ptr_array_unref (self->meant);
      self->meant = g_steal_pointer (&meant);
      show_list (self);
    }
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  paste_unref (self);
  g_free (asked);
}

static gboolean
on_due (gpointer data)
{
  Paste *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  Asked *asked = g_new0 (Asked, 1);
  GtkTextIter start, end;

  self->source = 0;
  asked->self = g_rc_box_acquire (self);
  asked->number = ++self->asked;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, find_on_worker,
                 gtk_text_buffer_get_text (buffer, &start, &end, FALSE), g_free, (GDestroyNotify) g_ptr_array_unref,
                 NULL, on_found, asked);
  return G_SOURCE_REMOVE;
}

static void
on_text_changed (Paste *self)
{
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (DELAY, on_due, self);
}

/* Takes those that are known; what is left stays. */
static void
on_confirmed (XyDialog *dialog, Paste *self)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  g_autoptr (GString) left = g_string_new (NULL);

  if (self->source != 0)
    return; /* what was typed last is not yet looked at */
  for (guint i = 0; i < self->meant->len; i++)
    {
      Meant *meant = self->meant->pdata[i];
      if (meant->chosen > 0)
        g_ptr_array_add (taken, meant->found->pdata[meant->chosen - 1]);
      else
        g_string_append_printf (left, "%s\n", meant->text);
    }
  self->done (taken, self->data);
  if (left->len == 0)
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  g_autofree char *note = g_strdup_printf (
      ngettext ("%u household was taken; these are left.", "%u households were taken; these are left.", taken->len),
      taken->len);
  xy_dialog_set_note (dialog, note);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), left->str, -1);
}

/* The text would take Ctrl+Enter for a line. */
static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Paste *self)
{
  if ((state & GDK_CONTROL_MASK) == 0 || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter))
    return FALSE;
  on_confirmed (XY_DIALOG (self->dialog), self);
  return TRUE;
}

static void
on_destroyed (Paste *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->dialog = NULL;
  paste_unref (self);
}

static GtkWidget *
make_scrolled (GtkWidget *child, int width, const char *css_class)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_size_request (scrolled, width, -1);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (scrolled, css_class);
  return scrolled;
}

static GtkWidget *
make_words (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

void
xy_points_paste_dialog_open (GtkWidget *from,
                             XyDesk *desk,
                             const char *text,
                             XyPointsPasteDone done,
                             gpointer data,
                             GDestroyNotify free_data)
{
  Paste *self = g_rc_box_new0 (Paste);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkTextBuffer *buffer;

  self->desk = g_object_ref (desk);
  self->meant = g_ptr_array_new_with_free_func (meant_free);
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->done = done;
  self->data = data;
  self->free_data = free_data;
  self->dialog = xy_dialog_new (from, _ ("A list of households"), _ ("Take them"));
  self->view = gtk_text_view_new ();
  self->list = gtk_list_box_new ();
  self->sum = make_words ("", "sum");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The list"), -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), make_words (_ ("One household a line or with 、 between: names or household numbers, "
                                                "behind them how many. Rows copied in WPS fit as well."),
                                             "quiet"));
  gtk_box_append (GTK_BOX (line), make_scrolled (self->view, 260, "text-frame"));
  gtk_box_append (GTK_BOX (line), make_scrolled (self->list, 340, NULL));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->sum);
  xy_dialog_set_content (XY_DIALOG (self->dialog), box);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), 720, -1);

  XY_KEYS_TAKE_FIRST (self->view, on_key_pressed, self);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  show_list (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->view);
}
