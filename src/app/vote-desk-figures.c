/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures at the head of the desk: who came, what was given out and came back; and those of hands. */
#include <glib/gi18n-lib.h>

#include "app/vote-desk-private.h"

static const struct
{
  const char *name, *label;
  gsize at;
} entries[XY_VOTE_N_ENTRIES] = {
  [XY_VOTE_PRESENT] = { "present", N_ ("Came"), G_STRUCT_OFFSET (XyVote, present) },
  [XY_VOTE_WOMEN] = { "women", N_ ("women of them"), G_STRUCT_OFFSET (XyVote, women) },
  [XY_VOTE_PROXIES] = { "proxies", N_ ("stood for"), G_STRUCT_OFFSET (XyVote, proxies) },
  [XY_VOTE_GIVEN] = { "given", N_ ("Ballots out"), G_STRUCT_OFFSET (XyVote, given) },
  [XY_VOTE_RETURNED] = { "returned", N_ ("Ballots back"), G_STRUCT_OFFSET (XyVote, returned) },
  [XY_VOTE_YES] = { "yes", N_ ("Voices for"), G_STRUCT_OFFSET (XyVote, yes) },
  [XY_VOTE_NO] = { "no", N_ ("Against"), G_STRUCT_OFFSET (XyVote, no) },
  [XY_VOTE_OVERSEER] = { "overseer", N_ ("Overseer"), G_STRUCT_OFFSET (XyVote, overseer) },
  [XY_VOTE_CALLER] = { "caller", N_ ("Who calls"), G_STRUCT_OFFSET (XyVote, caller) },
  [XY_VOTE_COUNTER] = { "counter", N_ ("Who records"), G_STRUCT_OFFSET (XyVote, counter) },
};

const char *
xy_vote_desk_entry_name (XyVoteEntry entry)
{
  return entries[entry].name;
}

static gboolean
is_name (XyVoteEntry entry)
{
  return entry >= XY_VOTE_OVERSEER;
}

/* By this method it is typed, and not counted from elsewhere. */
static gboolean
is_asked (const XyVoteDesk *self, XyVoteEntry entry)
{
  switch (entry)
    {
    case XY_VOTE_PRESENT:
    case XY_VOTE_WOMEN:
      return !xy_vote_desk_is_method (self, "doors");
    case XY_VOTE_PROXIES:
      return self->by_proxy && !xy_vote_desk_has_names (self);
    case XY_VOTE_GIVEN:
    case XY_VOTE_RETURNED:
    case XY_VOTE_CALLER:
    case XY_VOTE_COUNTER:
      return xy_vote_desk_is_method (self, "ballots");
    case XY_VOTE_YES:
    case XY_VOTE_NO:
      return xy_vote_desk_is_method (self, "hands");
    case XY_VOTE_OVERSEER:
      return TRUE;
    case XY_VOTE_N_ENTRIES:
    default:
      return FALSE;
    }
}

static void
set_wrong (XyVoteDesk *self, const char *field)
{
  for (XyVoteEntry i = 0; i < XY_VOTE_N_ENTRIES; i++)
    if (self->entries[i] != NULL)
      xy_cells_set_css (self->entries[i], "error", g_strcmp0 (entries[i].name, field) == 0);
}

/* What stands in ENTRY goes into VOTE. FALSE where it is no number. */
static gboolean
read_entry (XyVoteDesk *self, XyVoteEntry entry, XyVote *vote, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[entry]))));
  gpointer member = (char *) vote + entries[entry].at;
  gint64 number = 0;

  if (is_name (entry))
    xy_set_str (member, text[0] != '\0' ? text : NULL);
  else if (text[0] != '\0' && !g_ascii_string_to_signed (text, 10, 0, 100000, &number, NULL))
    {
      xy_set_invalid (error, entries[entry].name, _ ("“%s” is no number of people."), text);
      return FALSE;
    }
  else
    *(gint64 *) member = number;
  return TRUE;
}

XyVote *
xy_vote_desk_read_figures (XyVoteDesk *self)
{
  g_autoptr (XyVote) vote = xy_record_copy (self->stored);
  g_autoptr (GError) error = NULL;

  for (XyVoteEntry i = 0; i < XY_VOTE_N_ENTRIES && error == NULL; i++)
    if (self->entries[i] != NULL && is_asked (self, i))
      read_entry (self, i, vote, &error);
  if (xy_vote_desk_is_method (self, "hands"))
    {
      vote->given = vote->returned = vote->present;
      vote->abstain = 0;
    }
  if (error == NULL)
    xy_vote_check_figures (vote, FALSE, &error);
  set_wrong (self, error != NULL ? xy_error_get_field (error) : NULL);
  xy_vote_desk_say (self, error != NULL ? error->message : NULL);
  return error == NULL ? g_steal_pointer (&vote) : NULL;
}

static void
writing_free (gpointer data)
{
  XyVoteWriting *writing = data;

  g_object_unref (writing->vote);
  g_free (writing);
}

static gboolean
is_typed (XyVoteDesk *self, XyVoteEntry entry)
{
  return self->entries[entry] != NULL
         && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entries[entry])), self->filled[entry]) != 0;
}

gboolean
xy_vote_desk_keep_figures (XyVoteDesk *self)
{
  gboolean typed = FALSE;

  if (!xy_vote_desk_is_open (self))
    return TRUE;
  for (XyVoteEntry i = 0; i < XY_VOTE_N_ENTRIES; i++)
    typed = typed || is_typed (self, i);
  if (!typed)
    return TRUE;
  g_autoptr (XyVote) vote = xy_vote_desk_read_figures (self);
  if (vote == NULL)
    return FALSE;
  for (XyVoteEntry i = 0; i < XY_VOTE_N_ENTRIES; i++)
    if (self->entries[i] != NULL)
      {
        g_free (self->filled[i]);
        self->filled[i] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[i])));
      }
  XyVoteWriting *writing = g_new0 (XyVoteWriting, 1);
  writing->vote = g_object_ref (vote);
  g_set_object (&self->stored, vote);
  xy_vote_desk_act (self, _ ("Figures of a vote"), xy_vote_write_act, writing, writing_free);
  return TRUE;
}

static void
show_abstained (XyVoteDesk *self)
{
  g_autoptr (XyVote) vote = NULL;

  if (self->abstained == NULL || self->stored == NULL)
    return;
  vote = xy_vote_desk_read_figures (self);
  g_autofree char *figure =
      vote != NULL ? g_strdup_printf ("%d", (int) (vote->present - vote->yes - vote->no)) : g_strdup ("—");
  gtk_label_set_text (GTK_LABEL (self->abstained), figure);
}

static void
on_changed (XyVoteDesk *self)
{
  g_autoptr (XyVote) vote = NULL;

  if (self->filling || self->stored == NULL)
    return;
  vote = xy_vote_desk_read_figures (self);
  show_abstained (self);
  xy_vote_desk_keep_draft_soon (self);
}

static void
on_left (XyVoteDesk *self)
{
  if (self->dialog != NULL && self->stored != NULL)
    xy_vote_desk_keep_figures (self);
}

/* Enter goes to the next; behind the last to what is counted. */
static void
on_activated (GtkWidget *entry, XyVoteDesk *self)
{
  gtk_widget_child_focus (self->dialog, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_entry (XyVoteDesk *self, XyVoteEntry which)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *words = gtk_label_new (_ (entries[which].label));
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  int width = is_name (which) ? 7 : 5;

  gtk_widget_add_css_class (words, "quiet");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  if (!is_name (which))
    {
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
      gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (entries[which].label), -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), entry);
  self->entries[which] = entry;
  self->boxes[which] = box;
  return box;
}

GtkWidget *
xy_vote_desk_make_figures (XyVoteDesk *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  for (XyVoteEntry i = XY_VOTE_PRESENT; i <= XY_VOTE_RETURNED; i++)
    gtk_box_append (GTK_BOX (line), make_entry (self, i));
  return line;
}

GtkWidget *
xy_vote_desk_make_people (XyVoteDesk *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  for (XyVoteEntry i = XY_VOTE_OVERSEER; i < XY_VOTE_N_ENTRIES; i++)
    gtk_box_append (GTK_BOX (line), make_entry (self, i));
  return line;
}

GtkWidget *
xy_vote_desk_make_hands (XyVoteDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36), *rest = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (_ ("Abstained"));

  gtk_widget_add_css_class (box, "panel");
  gtk_widget_add_css_class (box, "hands");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), make_entry (self, XY_VOTE_YES));
  gtk_box_append (GTK_BOX (box), make_entry (self, XY_VOTE_NO));
  self->abstained = gtk_label_new (NULL);
  gtk_widget_add_css_class (words, "quiet");
  gtk_widget_add_css_class (self->abstained, "bold");
  gtk_box_append (GTK_BOX (rest), words);
  gtk_box_append (GTK_BOX (rest), self->abstained);
  gtk_widget_set_tooltip_text (rest, _ ("Who came and raised no hand"));
  gtk_box_append (GTK_BOX (box), rest);
  return box;
}

/* What somebody typed and did not keep yet stays. */
static void
fill (XyVoteDesk *self, XyVoteEntry entry)
{
  gconstpointer member = (const char *) self->stored + entries[entry].at;
  g_autofree char *value = is_name (entry)                 ? g_strdup (*(char *const *) member)
                           : *(const gint64 *) member == 0 ? NULL
                                                           : g_strdup_printf ("%d", (int) *(const gint64 *) member);
  gboolean typed = self->filled[entry] != NULL && is_typed (self, entry);

  gtk_widget_set_visible (self->boxes[entry], is_asked (self, entry));
  gtk_widget_set_sensitive (self->entries[entry], xy_vote_desk_is_open (self));
  g_free (self->filled[entry]);
  self->filled[entry] = value != NULL ? g_steal_pointer (&value) : g_strdup ("");
  if (!typed && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entries[entry])), self->filled[entry]) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entries[entry]), self->filled[entry]);
}

void
xy_vote_desk_show_figures (XyVoteDesk *self)
{
  for (XyVoteEntry i = 0; i < XY_VOTE_N_ENTRIES; i++)
    if (self->entries[i] != NULL)
      fill (self, i);
  show_abstained (self);
}
