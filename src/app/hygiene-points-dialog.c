/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-points-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "core/hygiene-effect.h"
#include "core/hygiene-round.h"
#include "core/number.h"

#define WIDTH 720
#define HEIGHT 560

/* Counted by reference (g_rc_box), for answers that come after the window is gone. */
typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *list;
  GtkWidget *words;
  GtkWidget *again;
  XyDesk *desk;
  XyId round;
  GPtrArray *proposals; /* of XyHygieneProposal, in the order of the lines */
  GPtrArray *ticks;     /* of GtkCheckButton, likewise */
  gboolean handed_over; /* before */
} PointsDesk;

static void
desk_clear (gpointer data)
{
  PointsDesk *self = data;

  g_object_unref (self->desk);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_ptr_array_unref (self->ticks);
}

static void
desk_unref (PointsDesk *self)
{
  g_rc_box_release_full (self, desk_clear);
}

static gboolean
is_ticked (PointsDesk *self, guint i)
{
  return gtk_check_button_get_active (self->ticks->pdata[i]);
}

static void
show_state (PointsDesk *self)
{
  gint64 sum = 0;
  guint n = 0;
  gboolean again = !self->handed_over || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->again));

  for (guint i = 0; i < self->ticks->len; i++)
    if (is_ticked (self, i))
      {
        sum += ((XyHygieneProposal *) self->proposals->pdata[i])->delta;
        n++;
      }
  g_autofree char *points = xy_points_format_change (sum);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u entry, %s together", "%u entries, %s together", n), n, points);
  xy_dialog_set_note (XY_DIALOG (self->dialog), words);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), n > 0 && again);
}

static GtkWidget *
make_tick (const XyHygieneProposal *proposal)
{
  g_autofree char *points = xy_points_format_change (proposal->delta);
  g_autofree char *words =
      g_strdup_printf ("%s %s · %s · %s %s", proposal->number != NULL ? proposal->number : "",
                       proposal->name != NULL ? proposal->name : "", proposal->why, proposal->rule_name, points);
  GtkWidget *tick = gtk_check_button_new_with_label (words);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), proposal->problem == NULL && !proposal->repeat);
  gtk_widget_set_sensitive (tick, proposal->problem == NULL);
  return tick;
}

static void
add_proposal (PointsDesk *self, const XyHygieneProposal *proposal)
{
  GtkWidget *line = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *tick = make_tick (proposal);
  const char *note = proposal->problem != NULL ? proposal->problem
                     : proposal->repeat        ? _ ("The same was recorded for that day before.")
                                               : NULL;

  gtk_box_append (GTK_BOX (box), tick);
  if (note != NULL)
    {
      GtkWidget *label = gtk_label_new (note);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_margin_start (label, 30);
      gtk_widget_add_css_class (label, proposal->problem != NULL ? "error-line" : "quiet");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), FALSE);
  gtk_widget_set_focusable (line, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), box);
  gtk_list_box_append (GTK_LIST_BOX (self->list), line);
  g_ptr_array_add (self->ticks, tick);
  g_signal_connect_swapped (tick, "toggled", G_CALLBACK (show_state), self);
}

/* Reading */

typedef struct
{
  XyId round;
  GPtrArray *proposals;
  char *points_on;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_clear_pointer (&loading->proposals, g_ptr_array_unref);
  g_free (loading->points_on);
  g_free (loading);
}

static gpointer
load_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;
  g_autoptr (XyHygieneRound) round = xy_record_get (store, &xy_hygiene_round_type, &loading->round, error);

  if (round == NULL)
    return NULL;
  loading->points_on = g_strdup (round->points_on);
  loading->proposals = xy_hygiene_effects_propose (store, &loading->round, error);
  return loading->proposals != NULL ? loading : NULL;
}

static void
show_loaded (PointsDesk *self, Loading *loading)
{
  self->proposals = g_steal_pointer (&loading->proposals);
  self->handed_over = loading->points_on != NULL;
  if (self->handed_over)
    {
      g_autofree char *words =
          g_strdup_printf (_ ("The points of this round were handed over on %s already."), loading->points_on);
      gtk_label_set_text (GTK_LABEL (self->words), words);
      gtk_widget_set_visible (self->again, TRUE);
    }
  else if (self->proposals->len == 0)
    gtk_label_set_text (GTK_LABEL (self->words),
                        _ ("There is nothing to hand over: what a result is worth in points is decided by the village, "
                           "under the checklists."));
  else
    gtk_label_set_text (GTK_LABEL (self->words),
                        _ ("A proposal by what the village decided. Nothing is recorded before you confirm it; then "
                           "it goes through the steps of the points."));
  for (guint i = 0; i < self->proposals->len; i++)
    add_proposal (self, self->proposals->pdata[i]);
  show_state (self);
  if (self->ticks->len > 0)
    gtk_widget_grab_focus (self->ticks->pdata[0]);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  PointsDesk *self = data;
  g_autoptr (GError) error = NULL;
  Loading *loading = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && loading != NULL)
    show_loaded (self, loading);
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  desk_unref (self);
}

/* The act */

typedef struct
{
  PointsDesk *self;
  XyHygieneHandover handover;
  GArray *ones; /* of XyPointsOne; they borrow from the proposals */
} Doing;

static gboolean
hand_over (XyTxn *txn, gpointer data, GError **error)
{
  Doing *doing = data;

  return xy_hygiene_effects_act (txn, &doing->handover, error);
}

static void
on_handed_over (GObject *source, GAsyncResult *result, gpointer data)
{
  Doing *doing = data;
  PointsDesk *self = doing->self;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->dialog != NULL && done)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  else if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
    }
  g_array_unref (doing->ones);
  g_free (doing);
  desk_unref (self);
}

static void
on_confirmed (PointsDesk *self)
{
  Doing *doing;

  if (self->proposals == NULL)
    return;
  doing = g_new0 (Doing, 1);
  doing->self = g_rc_box_acquire (self);
  doing->ones = g_array_new (FALSE, FALSE, sizeof (XyPointsOne));
  for (guint i = 0; i < self->ticks->len; i++)
    if (is_ticked (self, i))
      g_array_append_val (doing->ones, ((XyHygieneProposal *) self->proposals->pdata[i])->one);
  doing->handover.round = self->round;
  doing->handover.ones = (const XyPointsOne *) (gpointer) doing->ones->data;
  doing->handover.n = doing->ones->len;
  doing->handover.again = self->handed_over;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, -1);
  xy_desk_act (self->desk, _ ("Hand a round over to the points"), hand_over, doing, NULL, on_handed_over, doing);
}

static void
on_destroyed (PointsDesk *self)
{
  self->dialog = NULL;
  desk_unref (self);
}

void
xy_hygiene_points_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *round)
{
  PointsDesk *self = g_rc_box_new0 (PointsDesk);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scrolled = gtk_scrolled_window_new ();
  Loading *loading = g_new0 (Loading, 1);

  self->desk = g_object_ref (desk);
  self->round = *round;
  self->ticks = g_ptr_array_new ();
  self->dialog = xy_dialog_new (from, _ ("Points of the round"), _ ("Hand over"));
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->words), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (self->words), 60);
  gtk_widget_add_css_class (self->words, "quiet");
  self->again = gtk_check_button_new_with_label (_ ("Hand over once more"));
  gtk_widget_set_visible (self->again, FALSE);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "judging");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Proposed points"),
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "panel");
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->again);
  gtk_box_append (GTK_BOX (box), scrolled);
  xy_dialog_set_content (XY_DIALOG (self->dialog), box);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), WIDTH, HEIGHT);
  g_signal_connect_swapped (self->again, "toggled", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  loading->round = *round;
  /* The answer is the question, filled in. */
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, load_on_worker, loading, loading_free, NULL, NULL,
                 on_loaded, g_rc_box_acquire (self));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
