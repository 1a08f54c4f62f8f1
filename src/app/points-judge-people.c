/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sits at the desk of points-judge-dialog, and who steps aside. */
#include <glib/gi18n-lib.h>

#include "app/chip.h"
#include "app/picker.h"
#include "app/points-judge-private.h"

/* Who steps aside */

static void
on_asides_found (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsDesk *self = data;
  g_autoptr (GArray) asides = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  for (guint i = 0; self->dialog != NULL && asides != NULL && i < MIN (asides->len, self->items->len); i++)
    {
      const XyPointsAside *aside = &g_array_index (asides, XyPointsAside, i);
      xy_points_judge_row_set_aside (xy_points_desk_get_row (self, i), aside->words, aside->blocked);
    }
  if (self->dialog != NULL && asides != NULL)
    xy_points_desk_show_counts (self);
  xy_points_desk_unref (self);
}

static GArray *
who_sits_here (XyPointsDesk *self)
{
  const XyUser *user = xy_desk_get_user (self->desk);
  GArray *one = xy_points_judges_copy (self->judges);

  g_array_set_size (one, 0);
  if (user != NULL && !xy_id_is_none (&user->person))
    {
      XyPointsJudge judge = { g_strdup (user->name), user->person };
      g_array_append_val (one, judge);
    }
  return one;
}

void
xy_points_desk_find_asides (XyPointsDesk *self)
{
  XyPointsAsideAsked *asked;
  const XyUser *user = xy_desk_get_user (self->desk);
  gboolean review = self->step == XY_POINTS_STEP_REVIEW;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  /* While they are being entered it would say of every item that they are too few. */
  if (self->items->len == 0 || (review && self->judges->len < self->least))
    {
      for (guint i = 0; i < self->items->len; i++)
        xy_points_judge_row_set_aside (xy_points_desk_get_row (self, i), NULL, FALSE);
      return;
    }
  self->asking = g_cancellable_new ();
  asked = g_new0 (XyPointsAsideAsked, 1);
  asked->step = self->step;
  asked->items = g_ptr_array_copy (self->items, (GCopyFunc) (GCallback) g_object_ref, NULL);
  g_ptr_array_set_free_func (asked->items, g_object_unref);
  asked->judges = review ? xy_points_judges_copy (self->judges) : who_sits_here (self);
  asked->user = user != NULL ? user->record.id : XY_ID_NONE;
  asked->least = self->least;
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, xy_points_aside_find, asked,
                 xy_points_aside_asked_free, (GDestroyNotify) g_array_unref, self->asking, on_asides_found,
                 g_rc_box_acquire (self));
}

/* The judges */

static void
on_chip_clicked (GtkButton *button, XyPointsDesk *self)
{
  g_array_remove_index (self->judges, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
  xy_points_desk_show_judges (self);
  gtk_widget_grab_focus (xy_form_get_field (XY_FORM (self->form), "judges"));
}

static GtkWidget *
make_chip (XyPointsDesk *self, guint i)
{
  const char *who = g_array_index (self->judges, XyPointsJudge, i).name;
  g_autofree char *name = g_strdup_printf (_ ("%s does not judge"), who);
  GtkWidget *button = xy_chip_new (who, name);

  g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (i));
  g_signal_connect (button, "clicked", G_CALLBACK (on_chip_clicked), self);
  return button;
}

void
xy_points_desk_show_judges (XyPointsDesk *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->chips), child);
  for (guint i = 0; i < self->judges->len; i++)
    gtk_flow_box_append (GTK_FLOW_BOX (self->chips), make_chip (self, i));
  xy_form_set_error (XY_FORM (self->form), "judges", NULL);
  xy_points_desk_find_asides (self);
  xy_points_desk_show_counts (self);
}

static void
add_judge (XyPointsDesk *self, const char *name, const XyId *person)
{
  XyPointsJudge judge = { NULL, *person };

  for (guint i = 0; i < self->judges->len; i++)
    if (g_str_equal (g_array_index (self->judges, XyPointsJudge, i).name, name))
      return;
  judge.name = g_strdup (name);
  g_array_append_val (self->judges, judge);
  xy_points_desk_show_judges (self);
}

static void
on_judge_picked (XyPicker *picker, const XySearchHit *hit, XyPointsDesk *self)
{
  add_judge (self, hit->title, &hit->id);
}

/* Somebody from outside, as an official of the township, is known by his name only. */
static void
on_judge_passed (XyPicker *picker, XyPointsDesk *self)
{
  g_autofree char *name = g_strstrip (g_strdup (xy_picker_get_text (picker)));

  if (name[0] == '\0')
    {
      xy_points_desk_focus_list (self);
      return;
    }
  xy_picker_set_text (picker, "");
  add_judge (self, name, &XY_ID_NONE);
}

void
xy_points_desk_add_judges (XyPointsDesk *self, XyForm *form)
{
  GtkWidget *picker = xy_picker_new (xy_desk_get_worker (self->desk), xy_points_find_persons, XY_PICK_MANY,
                                     _ ("Name or initials, Enter"));

  xy_form_add (form, "judges", _ ("Who _judges"), picker,
               _ ("Those of the review group who sit. Nobody judges his own household or near relatives."));
  g_signal_connect (picker, "picked", G_CALLBACK (on_judge_picked), self);
  g_signal_connect (picker, "passed", G_CALLBACK (on_judge_passed), self);
  self->chips = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->chips), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->chips), 5);
  xy_form_add_widget (form, self->chips);
}
