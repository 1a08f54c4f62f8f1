/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-judge-row.h"

#include <glib/gi18n-lib.h>

#include "app/pill.h"
#include "core/number.h"
#include "core/points-rule.h"

#define STATE_WIDTH 84

struct _XyPointsJudgeRow
{
  GtkListBoxRow parent_instance;
  XyId id;
  GtkWidget *pill;
  GtkWidget *aside;
  GtkWidget *reason;
  XyPointsOpinion opinion;
  gboolean blocked;
};

enum
{
  JUDGED,
  PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyPointsJudgeRow, xy_points_judge_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
add_label (GtkWidget *line, const char *text, int width, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (width > 0)
    {
      gtk_label_set_width_chars (GTK_LABEL (label), width);
      gtk_label_set_max_width_chars (GTK_LABEL (label), width);
    }
  else
    gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (line), label);
  return label;
}

static void
show_opinion (XyPointsJudgeRow *self)
{
  static const XyPillKind kinds[] = { XY_PILL_PLAIN, XY_PILL_DONE, XY_PILL_ALERT };
  const char *words[] = { _ ("not judged"), _ ("agreed"), _ ("not agreed") };

  xy_pill_set (XY_PILL (self->pill), self->blocked ? XY_PILL_PLAIN : kinds[self->opinion],
               self->blocked ? _ ("stays open") : words[self->opinion]);
  gtk_widget_set_visible (self->reason, self->opinion == XY_POINTS_REFUSED);
}

static void
on_reason_changed (XyPointsJudgeRow *self)
{
  g_signal_emit (self, signals[JUDGED], 0);
}

static void
on_reason_activated (XyPointsJudgeRow *self)
{
  if (xy_points_judge_row_get_reason (self)[0] != '\0')
    g_signal_emit (self, signals[PASSED], 0);
}

static void
xy_points_judge_row_class_init (XyPointsJudgeRowClass *klass)
{
  signals[JUDGED] =
      g_signal_new ("judged", XY_TYPE_POINTS_JUDGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PASSED] =
      g_signal_new ("passed", XY_TYPE_POINTS_JUDGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_points_judge_row_init (XyPointsJudgeRow *self)
{
}

GtkWidget *
xy_points_judge_row_new (guint number, const XyPointsItemRow *row)
{
  XyPointsJudgeRow *self = g_object_new (XY_TYPE_POINTS_JUDGE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *count = g_strdup_printf ("%u", number), *delta = xy_points_format_change (row->item->delta);
  g_autofree char *amount = xy_amount_format (row->item->amount);
  g_autofree char *measured = g_strconcat (amount, row->measure != NULL ? row->measure : "", NULL);
  g_autofree char *item = row->item->note != NULL ? g_strdup_printf ("%s · %s", row->item->item, row->item->note)
                                                  : g_strdup (row->item->item);
  g_autofree char *name = g_strdup_printf ("%s %s %s", row->head != NULL ? row->head : "—", row->item->item, delta);
  GtkWidget *points, *state;

  self->id = row->item->record.id;
  add_label (line, count, 3, "quiet");
  add_label (line, row->unit_name, 5, NULL);
  add_label (line, row->head, 7, "bold");
  gtk_widget_set_tooltip_text (add_label (line, item, 0, NULL), item);
  add_label (line, row->item->day, 10, "quiet");
  add_label (line, measured, 5, "quiet");
  points = add_label (line, delta, 6, "score");
  gtk_label_set_xalign (GTK_LABEL (points), 1);
  if (row->item->delta < 0)
    gtk_widget_add_css_class (points, "minus");
  self->pill = xy_pill_new (XY_PILL_PLAIN, _ ("not judged"));
  gtk_widget_set_halign (self->pill, GTK_ALIGN_START);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (state, STATE_WIDTH, -1);
  gtk_box_append (GTK_BOX (state), self->pill);
  gtk_box_append (GTK_BOX (line), state);
  gtk_box_append (GTK_BOX (box), line);
  self->aside = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->aside), 0);
  gtk_label_set_wrap (GTK_LABEL (self->aside), TRUE);
  gtk_widget_set_margin_start (self->aside, 36);
  gtk_widget_set_visible (self->aside, FALSE);
  gtk_box_append (GTK_BOX (box), self->aside);
  self->reason = gtk_entry_new ();
  gtk_widget_set_margin_start (self->reason, 36);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _ ("Why not; Enter goes on"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Why not"), -1);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (on_reason_changed), self);
  g_signal_connect_swapped (self->reason, "activate", G_CALLBACK (on_reason_activated), self);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_opinion (self);
  return GTK_WIDGET (self);
}

const XyId *
xy_points_judge_row_get_id (XyPointsJudgeRow *self)
{
  return &self->id;
}

void
xy_points_judge_row_set_opinion (XyPointsJudgeRow *self, XyPointsOpinion opinion)
{
  if (self->blocked)
    opinion = XY_POINTS_UNJUDGED;
  self->opinion = opinion;
  show_opinion (self);
  if (opinion == XY_POINTS_REFUSED)
    gtk_widget_grab_focus (self->reason);
  g_signal_emit (self, signals[JUDGED], 0);
}

void
xy_points_judge_row_put (XyPointsJudgeRow *self, XyPointsOpinion opinion, const char *reason)
{
  self->opinion = opinion;
  gtk_editable_set_text (GTK_EDITABLE (self->reason), reason);
  show_opinion (self);
}

XyPointsOpinion
xy_points_judge_row_get_opinion (XyPointsJudgeRow *self)
{
  return self->opinion;
}

const char *
xy_points_judge_row_get_reason (XyPointsJudgeRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->reason));
}

void
xy_points_judge_row_ask_reason (XyPointsJudgeRow *self)
{
  gtk_widget_grab_focus (self->reason);
}

void
xy_points_judge_row_set_aside (XyPointsJudgeRow *self, const char *words, gboolean blocked)
{
  gtk_label_set_text (GTK_LABEL (self->aside), words != NULL ? words : "");
  gtk_widget_set_visible (self->aside, words != NULL);
  gtk_widget_remove_css_class (self->aside, blocked ? "quiet" : "error-line");
  gtk_widget_add_css_class (self->aside, blocked ? "error-line" : "quiet");
  if (blocked != self->blocked)
    {
      self->blocked = blocked;
      if (blocked)
        xy_points_judge_row_set_opinion (self, XY_POINTS_UNJUDGED);
      show_opinion (self);
    }
}

gboolean
xy_points_judge_row_is_blocked (XyPointsJudgeRow *self)
{
  return self->blocked;
}
