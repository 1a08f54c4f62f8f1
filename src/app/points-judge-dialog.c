/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-judge-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/keys.h"
#include "app/page.h"
#include "app/points-judge-private.h"
#include "app/roster-form.h"
#include "core/day.h"
#include "core/sentence.h"

#define WIDTH 1020
#define HEIGHT 640

static void
desk_clear (gpointer data)
{
  XyPointsDesk *self = data;

  g_clear_weak_pointer (&self->from);
  g_object_unref (self->desk);
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->judges, g_array_unref);
  g_clear_object (&self->asking);
}

void
xy_points_desk_unref (gpointer self)
{
  g_rc_box_release_full (self, desk_clear);
}

XyPointsJudgeRow *
xy_points_desk_get_row (XyPointsDesk *self, guint i)
{
  return XY_POINTS_JUDGE_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i));
}

/* How far it is, and the verb that says so. */
void
xy_points_desk_show_counts (XyPointsDesk *self)
{
  guint n[3] = { 0 };

  for (guint i = 0; i < self->items->len; i++)
    n[xy_points_judge_row_get_opinion (xy_points_desk_get_row (self, i))]++;
  guint judged = n[XY_POINTS_AGREED] + n[XY_POINTS_REFUSED];
  gboolean enough = self->step != XY_POINTS_STEP_REVIEW || self->judges->len >= self->least;
  g_autofree char *verb = judged > 0
                              ? g_strdup_printf (ngettext ("Enter %u verdict", "Enter %u verdicts", judged), judged)
                              : g_strdup (_ ("Enter the verdicts"));
  g_autofree char *note =
      enough
          ? g_strdup_printf (_ ("Agreed %u, not agreed %u, open %u. Enter agrees, − does not, Backspace takes back."),
                             n[XY_POINTS_AGREED], n[XY_POINTS_REFUSED], n[XY_POINTS_UNJUDGED])
          : g_strdup_printf (_ ("At least %u must judge; %u are entered so far."), self->least, self->judges->len);

  xy_dialog_set_verb (XY_DIALOG (self->dialog), verb);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), judged > 0 && enough);
  g_autofree char *back = self->came_back ? xy_sentence_join (_ ("What you had judged before is back."), note) : NULL;
  xy_dialog_set_note (XY_DIALOG (self->dialog), back != NULL ? back : note);
}

void
xy_points_desk_focus_list (XyPointsDesk *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  for (guint i = 0; row == NULL && i < self->items->len; i++)
    if (xy_points_judge_row_get_opinion (xy_points_desk_get_row (self, i)) == XY_POINTS_UNJUDGED)
      row = GTK_LIST_BOX_ROW (xy_points_desk_get_row (self, i));
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* The items */

static void
go_on (XyPointsDesk *self, GtkListBoxRow *row)
{
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), gtk_list_box_row_get_index (row) + 1);

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), next != NULL ? next : row);
  gtk_widget_grab_focus (GTK_WIDGET (next != NULL ? next : row));
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, XyPointsDesk *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (self->list));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || row == NULL)
    return FALSE;
  /* In the entry of a reason keys mean letters; Esc there takes the refusal back. */
  if (focus == NULL || focus != GTK_WIDGET (row))
    {
      if (key != GDK_KEY_Escape || focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (row)))
        return FALSE;
      xy_points_judge_row_set_opinion (XY_POINTS_JUDGE_ROW (row), XY_POINTS_UNJUDGED);
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return TRUE;
    }
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      xy_points_judge_row_set_opinion (XY_POINTS_JUDGE_ROW (row), XY_POINTS_AGREED);
      go_on (self, row);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      xy_points_judge_row_set_opinion (XY_POINTS_JUDGE_ROW (row), XY_POINTS_REFUSED);
      return TRUE;
    case GDK_KEY_BackSpace:
      xy_points_judge_row_set_opinion (XY_POINTS_JUDGE_ROW (row), XY_POINTS_UNJUDGED);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, XyPointsDesk *self)
{
  xy_points_judge_row_set_opinion (XY_POINTS_JUDGE_ROW (row), XY_POINTS_AGREED);
}

static void
on_row_judged (XyPointsDesk *self)
{
  xy_points_desk_keep (self);
  xy_points_desk_show_counts (self);
}

static void
on_row_passed (XyPointsJudgeRow *row, XyPointsDesk *self)
{
  go_on (self, GTK_LIST_BOX_ROW (row));
}

static void
on_others_clicked (XyPointsDesk *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (xy_points_judge_row_get_opinion (xy_points_desk_get_row (self, i)) == XY_POINTS_UNJUDGED)
      xy_points_judge_row_set_opinion (xy_points_desk_get_row (self, i), XY_POINTS_AGREED);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsDesk *self = data;
  g_autoptr (GError) error = NULL;
  XyPointsJudgeLoaded *loaded = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (loaded != NULL && self->dialog != NULL)
    {
      self->least = loaded->least;
      for (guint i = 0; i < loaded->rows->len; i++)
        {
          const XyPointsItemRow *row = loaded->rows->pdata[i];
          GtkWidget *line = xy_points_judge_row_new (i + 1, row);
          g_ptr_array_add (self->items, g_object_ref (row->item));
          gtk_list_box_append (GTK_LIST_BOX (self->list), line);
          g_signal_connect_swapped (line, "judged", G_CALLBACK (on_row_judged), self);
          g_signal_connect (line, "passed", G_CALLBACK (on_row_passed), self);
        }
      if (self->step == XY_POINTS_STEP_REVIEW)
        {
          g_array_unref (self->judges);
          self->judges = g_steal_pointer (&loaded->judges);
          if (loaded->place != NULL)
            xy_form_set_text (XY_FORM (self->form), "place", loaded->place);
        }
      xy_points_desk_restore (self);
    }
  else if (self->dialog != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error != NULL ? error->message : NULL);
  if (loaded != NULL)
    xy_points_judge_loaded_free (loaded);
  xy_points_desk_unref (self);
}

/* The act */

typedef struct
{
  XyPointsDesk *self;
  XyPointsJudgeHeld *held;
} Doing;

static void
on_judged (GObject *source, GAsyncResult *result, gpointer data)
{
  Doing *doing = data;
  XyPointsDesk *self = doing->self;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (done)
    xy_points_desk_forget (self);
  if (done && self->dialog != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self->dialog));
      /* The button that opened it has nothing to do any more. */
      if (XY_IS_PAGE (self->from))
        xy_page_focus_content (XY_PAGE (self->from));
    }
  else if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (!xy_form_show_error (XY_FORM (self->form), error))
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
    }
  xy_points_judge_held_free (doing->held);
  g_free (doing);
  xy_points_desk_unref (self);
}

static gboolean
take_verdicts (XyPointsDesk *self, XyPointsJudgeHeld *held)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      XyPointsJudgeRow *row = xy_points_desk_get_row (self, i);
      XyPointsOpinion opinion = xy_points_judge_row_get_opinion (row);

      if (opinion == XY_POINTS_REFUSED && xy_points_judge_row_get_reason (row)[0] == '\0')
        {
          gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
          xy_points_judge_row_ask_reason (row);
          xy_dialog_set_error (XY_DIALOG (self->dialog), _ ("Please write why it was not agreed to."));
          return FALSE;
        }
      if (opinion != XY_POINTS_UNJUDGED)
        xy_points_judge_held_add (held, xy_points_judge_row_get_id (row), opinion == XY_POINTS_AGREED,
                                  xy_points_judge_row_get_reason (row));
    }
  return held->verdicts->len > 0;
}

static void
on_confirmed (XyPointsDesk *self)
{
  XyPointsJudgeHeld *held;
  Doing *doing;

  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  if (!xy_form_check (XY_FORM (self->form)))
    return;
  held = xy_points_judge_held_new (self->step, self->judges);
  if (!xy_roster_form_get_day (XY_FORM (self->form), "day", &held->day) || !take_verdicts (self, held))
    {
      xy_points_judge_held_free (held);
      return;
    }
  if (self->step == XY_POINTS_STEP_REVIEW)
    held->place = xy_form_get_text (XY_FORM (self->form), "place");
  doing = g_new0 (Doing, 1);
  doing->self = g_rc_box_acquire (self);
  doing->held = held;
  xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, -1);
  xy_desk_act (self->desk, _ ("Judge points"), xy_points_judge_held_act, held, NULL, on_judged, doing);
}

/* Given up: there is nothing to keep. */
static gboolean
on_closed (XyPointsDesk *self)
{
  xy_points_desk_forget (self);
  return FALSE;
}

static void
on_destroyed (XyPointsDesk *self)
{
  g_clear_handle_id (&self->keeping, g_source_remove);
  g_cancellable_cancel (self->asking);
  self->dialog = NULL;
  xy_points_desk_unref (self);
}

static void
make_form (XyPointsDesk *self)
{
  g_autofree char *today = xy_roster_form_today ();
  XyForm *form = XY_FORM (self->form = xy_form_new ());

  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_set_text (form, "day", today);
  if (self->step == XY_POINTS_STEP_REVIEW)
    {
      xy_form_add (form, "place", _ ("_Where they sat"), gtk_entry_new (), NULL);
      xy_form_add_column (form);
      xy_points_desk_add_judges (self, form);
    }
  g_signal_connect_swapped (form, "submitted", G_CALLBACK (xy_points_desk_focus_list), self);
}

static GtkWidget *
make_list (XyPointsDesk *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), FALSE);
  gtk_widget_add_css_class (self->list, "judging");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Items to be judged"),
                                  -1);
  XY_KEYS_TAKE_FIRST (self->list, on_key_pressed, self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "panel");
  return scrolled;
}

static const char *
title_of (XyPointsStepKind step)
{
  switch (step)
    {
    case XY_POINTS_STEP_CHECK:
      return _ ("Check by the group");
    case XY_POINTS_STEP_APPROVE:
      return _ ("Approve points");
    case XY_POINTS_STEP_REVIEW:
    case XY_POINTS_STEP_POST:
    case XY_POINTS_N_STEPS:
    default:
      return _ ("Review points");
    }
}

void
xy_points_judge_dialog_open (GtkWidget *from,
                             XyDesk *desk,
                             XyPointsStepKind step,
                             const XyId *items,
                             guint n_items,
                             const XyId *unit)
{
  XyPointsDesk *self = g_rc_box_new0 (XyPointsDesk);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *others = gtk_button_new_with_label (_ ("Agree to all others"));
  XyPointsJudgeAsked *asked = g_new0 (XyPointsJudgeAsked, 1);

  g_set_weak_pointer (&self->from, from);
  self->desk = g_object_ref (desk);
  self->step = step;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->judges = g_array_new (FALSE, FALSE, sizeof (XyPointsJudge));
  g_array_set_clear_func (self->judges, (GDestroyNotify) xy_points_judge_clear);
  self->dialog = xy_dialog_new (from, title_of (step), _ ("Enter the verdicts"));
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), WIDTH, HEIGHT);
  make_form (self);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), make_list (self));
  xy_dialog_set_content (XY_DIALOG (self->dialog), box);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
  xy_dialog_add_button (XY_DIALOG (self->dialog), others);
  g_signal_connect_swapped (others, "clicked", G_CALLBACK (on_others_clicked), self);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "close-request", G_CALLBACK (on_closed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);

  asked->step = step;
  asked->ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_array_append_vals (asked->ids, items, n_items);
  asked->unit = *unit;
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, xy_points_judge_load, asked, xy_points_judge_asked_free,
                 xy_points_judge_loaded_free, NULL, on_loaded, g_rc_box_acquire (self));
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_form_focus_first (XY_FORM (self->form));
}
