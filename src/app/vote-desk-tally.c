/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ballots: two who count, each with strokes of his own. */
#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/vote-desk-private.h"

const char *const xy_vote_desk_roles[2] = { "called", "recorded" };

static XyVoteCounting
counting_of (XyVoteDesk *self, guint side)
{
  XyTallyPad *pad = self->pads[side];

  return (XyVoteCounting){ .vote = self->id,
                           .role = xy_vote_desk_roles[side],
                           .yes = xy_tally_pad_count (pad, 0),
                           .no = xy_tally_pad_count (pad, 1),
                           .abstain = xy_tally_pad_count (pad, 2),
                           .invalid = xy_tally_pad_count (pad, 3) };
}

/* What is in the file of this side; NULL: nothing yet. */
static XyVoteCounting *
kept_of (XyVoteDesk *self, guint side)
{
  return g_object_get_data (G_OBJECT (self->pads[side]), "kept");
}

static gboolean
is_kept (XyVoteDesk *self, guint side)
{
  const XyVoteCounting *kept = kept_of (self, side);
  XyVoteCounting now = counting_of (self, side);

  if (kept == NULL)
    return xy_tally_pad_total (self->pads[side]) == 0;
  return kept->yes == now.yes && kept->no == now.no && kept->abstain == now.abstain && kept->invalid == now.invalid;
}

static void
set_kept (XyVoteDesk *self, guint side, const XyVoteCounting *counting)
{
  g_object_set_data_full (G_OBJECT (self->pads[side]), "kept", g_memdup2 (counting, sizeof *counting), g_free);
}

/* In what the two differ, line by line. */
static char *
describe_difference (XyVoteDesk *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < XY_TALLY_LINES; i++)
    {
      guint a = xy_tally_pad_count (self->pads[0], i), b = xy_tally_pad_count (self->pads[1], i);
      if (a != b)
        /* Translators: a choice, and how many of it each of the two has. */
        g_string_append_printf (text, _ ("%s%s: who calls has %u, who records has %u"), text->len > 0 ? "；" : "",
                                xy_word_label (xy_vote_choices, xy_vote_choices[i].value), a, b);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
show_compared (XyVoteDesk *self)
{
  gint64 back = self->stored->returned;
  guint totals[2] = { xy_tally_pad_total (self->pads[0]), xy_tally_pad_total (self->pads[1]) };
  g_autofree char *words = NULL, *difference = NULL;
  gboolean wrong = TRUE;

  if (back == 0)
    words = g_strdup (_ ("Write above how many ballots came back; then each of the two counts all of them."));
  else if (totals[0] > back || totals[1] > back)
    words = g_strdup_printf (_ ("%d ballots came back, and %s has %u strokes."), (int) back,
                             totals[0] > back ? _ ("who calls") : _ ("who records"), MAX (totals[0], totals[1]));
  else if (totals[0] < back || totals[1] < back)
    {
      wrong = FALSE;
      words = g_strdup_printf (_ ("%d ballots: who calls has %d to go, who records %d."), (int) back,
                               (int) back - (int) totals[0], (int) back - (int) totals[1]);
    }
  else if ((difference = describe_difference (self)) != NULL)
    words = g_strdup_printf (_ ("The two counts differ. %s. Please count again."), difference);
  else
    {
      wrong = FALSE;
      words = g_strdup (_ ("Both have all ballots, and the same."));
    }
  gtk_label_set_text (GTK_LABEL (self->compared), words);
  xy_cells_set_css (self->compared, "error-line", wrong);
}

gboolean
xy_vote_desk_keep_tally (XyVoteDesk *self)
{
  gboolean all = TRUE;

  for (guint side = 0; side < 2 && self->pads[side] != NULL && xy_vote_desk_is_open (self); side++)
    {
      XyVoteCounting counting = counting_of (self, side);
      if (is_kept (self, side))
        continue;
      if (xy_tally_pad_total (self->pads[side]) > self->stored->returned)
        {
          all = FALSE;
          continue;
        }
      set_kept (self, side, &counting);
      xy_vote_desk_act (self, _ ("Count ballots"), xy_vote_count_act, g_memdup2 (&counting, sizeof counting), g_free);
    }
  return all;
}

static void
on_changed (XyVoteDesk *self)
{
  show_compared (self);
  xy_vote_desk_keep_draft_soon (self);
  /* Whoever has all of them is done. */
  for (guint side = 0; side < 2; side++)
    if (xy_tally_pad_total (self->pads[side]) == self->stored->returned)
      xy_vote_desk_keep_tally (self);
}

static void
on_left (XyVoteDesk *self)
{
  if (self->dialog != NULL && self->stored != NULL)
    xy_vote_desk_keep_tally (self);
}

typedef struct
{
  XyVoteDesk *self;
  guint side;
} Again;

static void
on_again_answered (gboolean confirmed, gpointer data)
{
  Again *again = data;
  XyVoteDesk *self = again->self;

  if (confirmed && self->dialog != NULL && xy_vote_desk_is_open (self))
    {
      xy_tally_pad_set_strokes (self->pads[again->side], NULL);
      on_changed (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->pads[again->side]));
    }
  xy_vote_desk_unref (self);
  g_free (again);
}

static void
on_again_clicked (GtkWidget *button, XyVoteDesk *self)
{
  Again *again;
  guint side = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "side"));
  guint n = xy_tally_pad_total (self->pads[side]);
  g_autofree char *words = g_strdup_printf (ngettext ("%u stroke is rubbed out.", "%u strokes are rubbed out.", n), n);

  if (n == 0)
    return;
  again = g_new0 (Again, 1);
  *again = (Again){ xy_vote_desk_ref (self), side };
  xy_message_dialog_ask (self->dialog, _ ("Count again from the beginning?"), words, _ ("Start over"), TRUE,
                         on_again_answered, again);
}

static GtkWidget *
make_side (XyVoteDesk *self, guint side)
{
  const char *const words[XY_TALLY_LINES] = { xy_word_label (xy_vote_choices, "yes"),
                                              xy_word_label (xy_vote_choices, "no"),
                                              xy_word_label (xy_vote_choices, "abstain"),
                                              xy_word_label (xy_vote_choices, "invalid") };
  const char *name = side == 0 ? _ ("Who calls counts") : _ ("Who records counts");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *pad = xy_tally_pad_new (name, words), *again = gtk_button_new_with_label (_ ("Start over"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (box, "panel");
  gtk_widget_add_css_class (head, "tally-head");
  gtk_widget_set_hexpand (box, TRUE);
  self->heads[side] = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (self->heads[side]), 0);
  gtk_widget_set_hexpand (self->heads[side], TRUE);
  gtk_widget_add_css_class (self->heads[side], "bold");
  gtk_widget_add_css_class (again, "small-verb");
  g_object_set_data (G_OBJECT (again), "side", GUINT_TO_POINTER (side));
  g_signal_connect (again, "clicked", G_CALLBACK (on_again_clicked), self);
  g_object_set_data (G_OBJECT (pad), "again", again);
  gtk_box_append (GTK_BOX (head), self->heads[side]);
  gtk_box_append (GTK_BOX (head), again);
  gtk_widget_set_vexpand (pad, TRUE);
  self->pads[side] = XY_TALLY_PAD (pad);
  g_signal_connect_swapped (pad, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (pad, focus);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), pad);
  return box;
}

GtkWidget *
xy_vote_desk_make_tally (XyVoteDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (both), TRUE);
  gtk_box_append (GTK_BOX (both), make_side (self, 0));
  gtk_box_append (GTK_BOX (both), make_side (self, 1));
  self->compared = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->compared), 0);
  gtk_label_set_wrap (GTK_LABEL (self->compared), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->compared), 40);
  gtk_widget_set_vexpand (both, TRUE);
  gtk_box_append (GTK_BOX (box), both);
  gtk_box_append (GTK_BOX (box), self->compared);
  return box;
}

/* Strokes of what is in the file, where nobody knows any more in which order they were made. */
static char *
strokes_of (const XyVoteTally *tally)
{
  const gint64 counts[XY_TALLY_LINES] = { tally->yes, tally->no, tally->abstain, tally->invalid };
  g_autoptr (GString) strokes = g_string_new (NULL);

  for (guint i = 0; i < XY_TALLY_LINES; i++)
    for (gint64 k = 0; k < counts[i]; k++)
      g_string_append_c (strokes, (char) ('1' + i));
  return g_string_free (g_steal_pointer (&strokes), FALSE);
}

void
xy_vote_desk_take_tallies (XyVoteDesk *self, const GPtrArray *tallies)
{
  for (guint i = 0; i < tallies->len; i++)
    {
      const XyVoteTally *tally = tallies->pdata[i];
      guint side = g_strcmp0 (tally->role, xy_vote_desk_roles[0]) == 0 ? 0 : 1;
      XyVoteCounting counting = { .vote = self->id,
                                  .role = xy_vote_desk_roles[side],
                                  .yes = tally->yes,
                                  .no = tally->no,
                                  .abstain = tally->abstain,
                                  .invalid = tally->invalid };
      g_autofree char *strokes = strokes_of (tally);
      gboolean mine = is_kept (self, side);
      set_kept (self, side, &counting);
      /* What is made and not kept yet stays. */
      if (mine && !is_kept (self, side))
        xy_tally_pad_set_strokes (self->pads[side], strokes);
    }
}

void
xy_vote_desk_show_tally (XyVoteDesk *self)
{
  gboolean open = xy_vote_desk_is_open (self);

  for (guint side = 0; side < 2; side++)
    {
      const char *who = side == 0 ? self->stored->caller : self->stored->counter;
      const char *name = side == 0 ? _ ("Who calls counts") : _ ("Who records counts");
      g_autofree char *words = who != NULL ? g_strdup_printf (_ ("%s: %s"), name, who) : g_strdup (name);
      gtk_label_set_text (GTK_LABEL (self->heads[side]), words);
      xy_tally_pad_set_editable (self->pads[side], open);
      gtk_widget_set_visible (g_object_get_data (G_OBJECT (self->pads[side]), "again"), open);
    }
  show_compared (self);
}
