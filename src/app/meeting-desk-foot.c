/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The foot of the desk: what the record still lacks, taking back, and the step that is due. */
#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/dialog.h"
#include "app/meeting-desk-private.h"

/* To where GAP can be put right. */
static void
go_to_gap (XyMeetingDesk *self, const XyMeetingGap *gap)
{
  const struct
  {
    const char *field;
    GtkWidget *widget;
  } fields[] = { { "place", self->place }, { "starts", self->starts },     { "ends", self->ends },
                 { "host", self->host },   { "recorder", self->recorder }, { "presences", self->arrive } };

  if (!xy_id_is_none (&gap->line))
    {
      xy_meeting_desk_edit (self, &gap->line, gap->field);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (fields[i].field, gap->field) == 0)
      gtk_widget_grab_focus (fields[i].widget);
}

static void
on_first_gap_clicked (XyMeetingDesk *self)
{
  if (self->gaps != NULL && self->gaps->len > 0)
    go_to_gap (self, self->gaps->pdata[0]);
}

static void
on_gap_activated (GtkListBox *list, GtkListBoxRow *row, XyMeetingDesk *self)
{
  guint at = (guint) gtk_list_box_row_get_index (row);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->gaps_button));
  if (self->gaps != NULL && at < self->gaps->len)
    go_to_gap (self, self->gaps->pdata[at]);
}

static void
fill_gaps (GtkMenuButton *button, gpointer data)
{
  XyMeetingDesk *self = data;
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new (), *list = gtk_list_box_new ();

  for (guint i = 0; self->gaps != NULL && i < self->gaps->len; i++)
    {
      const XyMeetingGap *gap = self->gaps->pdata[i];
      GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (gap->sentence);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), 40);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_widget_add_css_class (list, "templates");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What the record lacks"),
                                  -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (on_gap_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (button, popover);
}

/* The step that is due at this stage; XY_MEETING_N_KINDS: none here. */
static XyMeetingStepKind
next_step (const XyMeetingDesk *self)
{
  XyMeetingStage stage = (XyMeetingStage) self->sheet->meeting->stage;

  return stage == XY_MEETING_PLANNED     ? XY_MEETING_BEGIN
         : stage == XY_MEETING_RECORDING ? XY_MEETING_FINISH
         : stage == XY_MEETING_READY     ? XY_MEETING_RESUME
                                         : XY_MEETING_N_KINDS;
}

static void
on_confirmed (XyDialog *dialog, XyMeetingDesk *self)
{
  XyMeetingStepKind step = self->sheet != NULL ? next_step (self) : XY_MEETING_N_KINDS;

  if (step == XY_MEETING_N_KINDS)
    return;
  /* What is in hand belongs to the record. */
  if ((self->edited != NULL && !xy_meeting_desk_leave_hand (self, self->edited))
      || !xy_meeting_desk_leave_hand (self, self->composed))
    return;
  if (step == XY_MEETING_FINISH && self->gaps != NULL && self->gaps->len > 0)
    {
      const XyMeetingGap *gap = self->gaps->pdata[0];
      xy_meeting_desk_say (self, TRUE, gap->sentence);
      go_to_gap (self, gap);
      return;
    }
  xy_meeting_desk_step (self, step);
}

static void
on_undo_clicked (XyMeetingDesk *self)
{
  self->new_topic = XY_ID_NONE;
  xy_desk_undo (self->desk);
}

void
xy_meeting_desk_make_foot (XyMeetingDesk *self)
{
  self->undo = gtk_button_new_with_mnemonic (_ ("_Undo"));
  gtk_widget_set_focusable (self->undo, FALSE);
  self->first_gap = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->first_gap, "flat");
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (self->first_gap));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  self->gaps_button = gtk_menu_button_new ();
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->gaps_button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->gaps_button), fill_gaps, self, NULL);
  gtk_widget_set_visible (self->first_gap, FALSE);
  gtk_widget_set_visible (self->gaps_button, FALSE);
  /* Each comes before those that are there. */
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->undo);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->first_gap);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->gaps_button);
  g_signal_connect_swapped (self->undo, "clicked", G_CALLBACK (on_undo_clicked), self);
  g_signal_connect_swapped (self->first_gap, "clicked", G_CALLBACK (on_first_gap_clicked), self);
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
}

void
xy_meeting_desk_show_foot (XyMeetingDesk *self)
{
  static const char *const verbs[] = {
    [XY_MEETING_BEGIN] = N_ ("Begin"),
    [XY_MEETING_FINISH] = N_ ("The record is complete"),
    [XY_MEETING_RESUME] = N_ ("Go on writing"),
  };
  XyMeetingStepKind step = next_step (self);
  guint n = self->gaps != NULL && self->sheet->meeting->stage == XY_MEETING_RECORDING ? self->gaps->len : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("%u gap", "%u gaps", n), n);
  const char *first = n > 0 ? ((const XyMeetingGap *) self->gaps->pdata[0])->sentence : "";
  const char *undo = xy_desk_get_undo_title (self->desk);
  gboolean may = xy_desk_may (self->desk, XY_MAY_KEEP_MEETINGS) && !xy_desk_is_read_only (self->desk);

  xy_dialog_set_verb (XY_DIALOG (self->dialog), step < XY_MEETING_N_KINDS && may ? _ (verbs[step]) : NULL);
  xy_dialog_set_closing (XY_DIALOG (self->dialog), _ ("Back"));
  /* Enter in a list is about its row. */
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), NULL);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->gaps_button), words);
  gtk_widget_set_visible (self->gaps_button, n > 0);
  gtk_button_set_label (GTK_BUTTON (self->first_gap), first);
  gtk_widget_set_tooltip_text (self->first_gap, first);
  gtk_widget_set_visible (self->first_gap, n > 0);
  gtk_widget_set_sensitive (self->undo, undo != NULL && may);
  gtk_widget_set_tooltip_text (self->undo, undo);
}
