/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/practice-bar.h"

#include <glib/gi18n-lib.h>

#include "app/help-window.h"
#include "app/page.h"
#include "app/pill.h"
#include "app/window.h"
#include "app/words.h"
#include "core/practice.h"

struct _XyPracticeBar
{
  GtkWidget parent_instance;

  XyDesk *desk;
  GtkWidget *box;
  GtkWidget *begin; /* before the tasks were begun */
  GtkWidget *all;   /* afterwards: the list */
  GtkLabel *all_words;
  GtkListBox *list;
  GtkWidget *guide;
  GtkLabel *title;
  GtkWidget *pill;
  GtkLabel *words;
  GtkWidget *show, *next;
  XyPracticeState state;
  gboolean is_reading, read_again;
};

G_DEFINE_FINAL_TYPE (XyPracticeBar, xy_practice_bar, GTK_TYPE_WIDGET)

static void read_state (XyPracticeBar *self);

/* What is shown */

static GtkWidget *
make_row (XyPracticeBar *self, XyPracticeTask task)
{
  gboolean done = self->state.done[task];
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *row = gtk_list_box_row_new ();
  GtkWidget *pill = xy_pill_new (done ? XY_PILL_DONE : XY_PILL_PLAIN, done ? _ ("Task done") : _ ("Not done yet"));
  g_autofree char *words = g_strdup_printf ("%u  %s", (guint) task + 1, _ (xy_practice_task (task)->title));
  g_autofree char *name = g_strdup_printf ("%s: %s", words, xy_pill_get_text (XY_PILL (pill)));
  GtkWidget *title = xy_words_new_line (words, task == self->state.at ? "bold" : NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), pill);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
show_list (XyPracticeBar *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < XY_PRACTICE_N_TASKS; i++)
    gtk_list_box_append (self->list, make_row (self, i));
}

static void
set_enabled (XyPracticeBar *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
show_task (XyPracticeBar *self)
{
  const XyPracticeState *state = &self->state;
  const XyPracticeTaskInfo *task = xy_practice_task (state->at);
  gboolean done = state->done[state->at], all = state->n_done == XY_PRACTICE_N_TASKS;
  gboolean last = state->at + 1 == XY_PRACTICE_N_TASKS;
  g_autofree char *title =
      g_strdup_printf (_ ("Task %u of %u: %s"), (guint) state->at + 1, (guint) XY_PRACTICE_N_TASKS, _ (task->title));

  gtk_label_set_text (self->title, title);
  xy_pill_set (XY_PILL (self->pill), done ? XY_PILL_DONE : XY_PILL_PLAIN, done ? _ ("Task done") : _ ("Not done yet"));
  gtk_label_set_text (self->words, all && done
                                       ? _ ("All eight are done: that is a month of the office. Leave practice and "
                                            "found your own village, or begin anew.")
                                       : _ (task->words));
  gtk_button_set_label (GTK_BUTTON (self->next), done ? _ ("Next task") : _ ("Skip"));
  gtk_widget_set_visible (self->show, task->page != NULL);
  if (done && !last)
    gtk_widget_add_css_class (self->next, "now");
  else
    gtk_widget_remove_css_class (self->next, "now");
  set_enabled (self, "practice.previous", state->at > 0);
  set_enabled (self, "practice.next", !last);
}

static void
show_state (XyPracticeBar *self)
{
  const XyPracticeState *state = &self->state;
  g_autofree char *words = g_strdup_printf (_ ("Eight tasks: %u of %u"), state->n_done, (guint) XY_PRACTICE_N_TASKS);

  gtk_widget_set_visible (self->begin, !state->begun);
  gtk_widget_set_visible (self->all, state->begun);
  gtk_widget_set_visible (self->guide, state->begun && state->open);
  gtk_label_set_text (self->all_words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (!state->begun)
    return;
  show_list (self);
  show_task (self);
}

/* Reading and keeping */

/* On the worker's thread. */
static gpointer
read_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  XyPracticeState *state = g_new0 (XyPracticeState, 1);

  if (store == NULL || xy_practice_read (store, state, error))
    return state;
  g_free (state);
  return NULL;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyPracticeBar) self = p;
  g_autofree XyPracticeState *state = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  self->is_reading = FALSE;
  if (self->box == NULL)
    return;
  if (state != NULL)
    {
      self->state = *state;
      show_state (self);
    }
  if (self->read_again)
    read_state (self);
}

static void
read_state (XyPracticeBar *self)
{
  self->read_again = self->is_reading;
  if (self->is_reading || !xy_desk_is_sample (self->desk))
    return;
  self->is_reading = TRUE;
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_LATER, read_on_worker, NULL, NULL, g_free, NULL, on_read,
                 g_object_ref (self));
}

typedef enum
{
  BEGIN,
  GO,
  FOLD,
} What;

typedef struct
{
  What what;
  guint value;
} Keeping;

/* On the worker's thread. */
static gpointer
keep_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const Keeping *keeping = p;

  if (store == NULL)
    return NULL;
  if (keeping->what == BEGIN)
    xy_practice_begin (store, error);
  else if (keeping->what == GO)
    xy_practice_go (store, keeping->value, error);
  else
    xy_practice_set_open (store, keeping->value != 0, error);
  return NULL;
}

static void
keep (XyPracticeBar *self, What what, guint value)
{
  Keeping *keeping = g_new (Keeping, 1);

  *keeping = (Keeping){ what, value };
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_ACT, keep_on_worker, keeping, g_free, NULL, NULL, NULL,
                 NULL);
  read_state (self);
}

static void
go (XyPracticeBar *self, XyPracticeTask task)
{
  self->state.at = task;
  self->state.open = TRUE;
  show_state (self);
  keep (self, GO, task);
  keep (self, FOLD, TRUE);
}

/* What can be done */

static void
on_previous_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyPracticeBar *self = XY_PRACTICE_BAR (widget);

  if (self->state.at > 0)
    go (self, self->state.at - 1);
}

static void
on_next_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyPracticeBar *self = XY_PRACTICE_BAR (widget);

  if (self->state.at + 1 < XY_PRACTICE_N_TASKS)
    go (self, self->state.at + 1);
}

static void
on_show_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyPracticeBar *self = XY_PRACTICE_BAR (widget);
  const XyPracticeTaskInfo *task = xy_practice_task (self->state.at);
  GtkRoot *root = gtk_widget_get_root (widget);
  XyPage *page =
      XY_IS_WINDOW (root) && task->page != NULL ? xy_window_show_page (XY_WINDOW (root), task->page, NULL) : NULL;

  if (page == NULL)
    return;
  if (task->tab != NULL)
    xy_page_set_tab (page, task->tab);
  xy_page_focus_content (page);
}

static void
on_help_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyPracticeBar *self = XY_PRACTICE_BAR (widget);

  xy_help_window_show (xy_help_open (widget), xy_practice_task (self->state.at)->topic, NULL);
}

static void
on_fold_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyPracticeBar *self = XY_PRACTICE_BAR (widget);

  self->state.open = FALSE;
  show_state (self);
  keep (self, FOLD, FALSE);
  gtk_widget_grab_focus (self->all);
}

static void
on_begin_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  keep (XY_PRACTICE_BAR (widget), BEGIN, 0);
}

static void
on_row_activated (XyPracticeBar *self, GtkListBoxRow *row)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->all));
  go (self, gtk_list_box_row_get_index (row));
  gtk_widget_grab_focus (gtk_widget_get_visible (self->show) ? self->show : self->all);
}

static void
on_anew_clicked (XyPracticeBar *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->all));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.practice-anew", NULL);
}

static void
on_desk_changed (XyPracticeBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), xy_desk_is_sample (self->desk));
  read_state (self);
}

/* Making */

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_all (XyPracticeBar *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new (), *anew = gtk_button_new_with_label (_ ("Begin anew…"));
  GtkWidget *button = gtk_menu_button_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "templates");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Eight tasks"), -1);
  gtk_widget_set_halign (anew, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (anew, _ ("Makes the village to practise in afresh; what was done in it is gone"));
  gtk_widget_set_size_request (list, 300, -1);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), anew);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);

  self->all_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), GTK_WIDGET (self->all_words));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (on_row_activated), self);
  g_signal_connect_swapped (anew, "clicked", G_CALLBACK (on_anew_clicked), self);
  return button;
}

static GtkWidget *
make_band (XyPracticeBar *self)
{
  GtkWidget *band = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (_ ("PRACTICE — all invented, nothing goes to the county"));

  /* Where there is no room for all of it. */
  gtk_widget_set_tooltip_text (words, gtk_label_get_text (GTK_LABEL (words)));
  gtk_widget_add_css_class (band, "practice-band");
  gtk_widget_add_css_class (words, "bold");
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_halign (words, GTK_ALIGN_CENTER);
  self->begin = make_button (_ ("Practise eight tasks"), "practice.begin");
  self->all = make_all (self);
  gtk_widget_set_visible (self->all, FALSE);
  gtk_box_append (GTK_BOX (band), words);
  gtk_box_append (GTK_BOX (band), self->begin);
  gtk_box_append (GTK_BOX (band), self->all);
  gtk_box_append (GTK_BOX (band), make_button (_ ("Leave practice"), "win.leave-practice"));
  return band;
}

static GtkWidget *
make_head (XyPracticeBar *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *fold = gtk_button_new_from_icon_name ("xy-close-symbolic");

  self->title = GTK_LABEL (xy_words_new_line (NULL, "bold"));
  self->pill = xy_pill_new (XY_PILL_PLAIN, "");
  self->show = make_button (_ ("Take me there"), "practice.show");
  self->next = make_button ("", "practice.next");
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (self->pill, 6);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (fold), "practice.fold");
  gtk_widget_set_valign (fold, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (fold, "flat");
  gtk_widget_set_tooltip_text (fold, _ ("Fold the task away; the list of eight brings it back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (fold), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Fold away"), -1);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), self->pill);
  gtk_box_append (GTK_BOX (head), space);
  gtk_box_append (GTK_BOX (head), self->show);
  gtk_box_append (GTK_BOX (head), make_button (_ ("How it is done"), "practice.help"));
  gtk_box_append (GTK_BOX (head), make_button (_ ("Previous task"), "practice.previous"));
  gtk_box_append (GTK_BOX (head), self->next);
  gtk_box_append (GTK_BOX (head), fold);
  return head;
}

static void
xy_practice_bar_dispose (GObject *object)
{
  XyPracticeBar *self = XY_PRACTICE_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (xy_practice_bar_parent_class)->dispose (object);
}

static void
xy_practice_bar_class_init (XyPracticeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_practice_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "practice.begin", NULL, on_begin_activated);
  gtk_widget_class_install_action (widget_class, "practice.previous", NULL, on_previous_activated);
  gtk_widget_class_install_action (widget_class, "practice.next", NULL, on_next_activated);
  gtk_widget_class_install_action (widget_class, "practice.show", NULL, on_show_activated);
  gtk_widget_class_install_action (widget_class, "practice.help", NULL, on_help_activated);
  gtk_widget_class_install_action (widget_class, "practice.fold", NULL, on_fold_activated);
}

static void
xy_practice_bar_init (XyPracticeBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->guide = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->guide, "practice-guide");
  gtk_box_append (GTK_BOX (self->box), make_band (self));
  gtk_box_append (GTK_BOX (self->guide), make_head (self));
  self->words = GTK_LABEL (xy_words_new (NULL, NULL, 30, -1));
  gtk_box_append (GTK_BOX (self->guide), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->box), self->guide);
  gtk_widget_set_visible (self->guide, FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
xy_practice_bar_set_desk (XyPracticeBar *self, XyDesk *desk)
{
  g_return_if_fail (XY_IS_PRACTICE_BAR (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (xy_desk_get_worker (desk), "changed", G_CALLBACK (read_state), self, G_CONNECT_SWAPPED);
  on_desk_changed (self);
}

void
xy_practice_bar_focus (XyPracticeBar *self)
{
  g_return_if_fail (XY_IS_PRACTICE_BAR (self));

  if (!self->state.begun)
    gtk_widget_grab_focus (self->begin);
  else if (!self->state.open)
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->all));
  else
    gtk_widget_grab_focus (gtk_widget_get_visible (self->show) ? self->show : self->next);
}
