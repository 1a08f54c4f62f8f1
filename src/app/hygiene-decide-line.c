/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/hygiene-decide-private.h"
#include "app/keys.h"
#include "app/pill.h"
#include "app/prefs.h"
#include "core/points-rule.h"

/* Pixels at the standard text size. */
#define RANK 60
#define NUMBER 90
#define NAME 90
#define GROUP 72
#define SCORE 66
#define BAND 72
#define STREAK 132
#define LIST 102
#define DECISION 108

typedef struct
{
  XyCellsLine line;
  XyHygieneDesk *desk;
  GtkWidget *rank, *number, *name, *group, *score, *band, *streak, *suggested, *list, *words;
  GtkWidget *reason; /* an entry, made for the first line that asks for one */
  GtkWidget *end;
  GtkWidget *cell;
  guint row;
} Line;

const char *
xy_hygiene_list_sign (const char *list)
{
  if (g_strcmp0 (list, "red") == 0)
    return _ ("★ Red list");
  return g_strcmp0 (list, "low") == 0 ? _ ("△ To help") : "—";
}

char *
xy_hygiene_streak_words (const XyHygieneOutcome *outcome)
{
  if (outcome->streak_list > 1)
    return g_strdup_printf (_ ("%s, %u rounds"), g_strcmp0 (outcome->list, "red") == 0 ? _ ("Red list") : _ ("To help"),
                            outcome->streak_list);
  if (outcome->streak_band > 1 && outcome->band != NULL)
    return g_strdup_printf (_ ("%s, %u rounds"), outcome->band, outcome->streak_band);
  return g_strdup ("");
}

gboolean
xy_hygiene_desk_has_streak (void)
{
  return xy_prefs_get_scale () < 1.4;
}

GtkWidget *
xy_hygiene_desk_make_head (XyHygieneDesk *self)
{
  const struct
  {
    const char *words;
    int width;
  } columns[] = { { _ ("Rank"), RANK },
                  { _ ("House no."), NUMBER },
                  { _ ("Head"), NAME },
                  { _ ("Group"), GROUP },
                  { C_ ("hygiene", "Score"), SCORE },
                  { _ ("Grade"), BAND },
                  { _ ("In a row"), STREAK },
                  { _ ("Suggested"), LIST },
                  { C_ ("list", "Decided"), DECISION },
                  { _ ("Reason, bright point, problem"), 0 } };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (head, "head");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gboolean number = columns[i].width == RANK || columns[i].width == SCORE;
      GtkWidget *label = xy_cells_label (columns[i].width, number ? 1 : 0, "cell");
      gtk_label_set_text (GTK_LABEL (label), columns[i].words);
      gtk_widget_set_visible (label, columns[i].width != STREAK || xy_hygiene_desk_has_streak ());
      gtk_box_append (GTK_BOX (head), label);
    }
  return head;
}

static GtkWidget *
add_label (Line *line, int width, const char *css_class)
{
  GtkWidget *label = xy_cells_label (width, 0, "cell");

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (line->line.box), label);
  return label;
}

static XyCellsLine *
make_line (gpointer owner)
{
  Line *line = g_new0 (Line, 1);

  line->desk = owner;
  line->line.cells = &line->cell;
  line->line.box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (line->line.box, "line");
  line->rank = add_label (line, RANK, "bold");
  gtk_label_set_xalign (GTK_LABEL (line->rank), 1);
  line->number = add_label (line, NUMBER, "quiet");
  line->name = add_label (line, NAME, NULL);
  line->group = add_label (line, GROUP, "quiet");
  line->score = add_label (line, SCORE, "score");
  gtk_label_set_xalign (GTK_LABEL (line->score), 1);
  line->band = add_label (line, BAND, NULL);
  line->streak = add_label (line, STREAK, "note");
  gtk_widget_set_visible (line->streak, xy_hygiene_desk_has_streak ());
  line->suggested = add_label (line, LIST, "quiet");
  line->cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (line->cell, "cell");
  gtk_widget_set_size_request (line->cell, xy_cells_scaled (DECISION), -1);
  gtk_widget_set_hexpand (line->cell, FALSE);
  line->list = xy_cells_label (0, 0, "bold");
  gtk_box_append (GTK_BOX (line->cell), line->list);
  gtk_box_append (GTK_BOX (line->line.box), line->cell);
  line->end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (line->end, "cell");
  gtk_widget_set_hexpand (line->end, TRUE);
  line->words = xy_cells_label (0, 0, "note");
  gtk_box_append (GTK_BOX (line->end), line->words);
  gtk_box_append (GTK_BOX (line->line.box), line->end);
  return &line->line;
}

/* The reason, in the line */

static void
on_reason_changed (Line *line)
{
  if (!line->desk->filling)
    xy_hygiene_desk_set_reason (line->desk, line->row, gtk_editable_get_text (GTK_EDITABLE (line->reason)));
}

static void
on_reason_activated (Line *line)
{
  xy_hygiene_desk_reason_entered (line->desk, line->row);
}

static gboolean
on_reason_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Line *line)
{
  if (key != GDK_KEY_Escape && key != GDK_KEY_Up && key != GDK_KEY_Down)
    return FALSE;
  if (key == GDK_KEY_Escape)
    xy_hygiene_desk_forget (line->desk, line->row);
  line->desk->in_reason = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (line->desk->cells));
  return TRUE;
}

static void
ensure_entry (Line *line)
{
  if (line->reason != NULL)
    return;
  line->reason = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (line->reason), _ ("Why otherwise than suggested; Enter goes on"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why otherwise than suggested"), -1);
  gtk_widget_set_hexpand (line->reason, TRUE);
  XY_KEYS_TAKE_FIRST (line->reason, on_reason_key_pressed, line);
  g_signal_connect_swapped (line->reason, "changed", G_CALLBACK (on_reason_changed), line);
  g_signal_connect_swapped (line->reason, "activate", G_CALLBACK (on_reason_activated), line);
  gtk_box_prepend (GTK_BOX (line->end), line->reason);
}

static void
show_reason (Line *line, gboolean is_now)
{
  XyHygieneDesk *self = line->desk;
  gboolean asked =
      is_now && xy_hygiene_desk_choice (self, line->row) != NULL && xy_hygiene_desk_wants_reason (self, line->row);
  const char *reason = xy_hygiene_desk_reason (self, line->row);

  if (asked)
    ensure_entry (line);
  if (line->reason == NULL)
    return;
  gtk_widget_set_visible (line->reason, asked);
  gtk_widget_set_visible (line->words, !asked);
  if (!asked)
    return;
  self->filling = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (line->reason)), reason) != 0)
    gtk_editable_set_text (GTK_EDITABLE (line->reason), reason);
  self->filling = FALSE;
  if (self->in_reason && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (line->reason)))))
    {
      gtk_widget_grab_focus (line->reason);
      gtk_editable_set_position (GTK_EDITABLE (line->reason), -1);
    }
}

/* What a line says */

/* Under one another, to the hundredth that ranks are made of. */
static char *
format_score (gint64 score)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", score / 100, (int) (score % 100));
}

static char *
line_words (XyHygieneDesk *self, guint row)
{
  const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, row);
  const char *reason = xy_hygiene_desk_reason (self, row);
  g_autoptr (GString) words = g_string_new (NULL);

  if (xy_hygiene_desk_wants_reason (self, row))
    g_string_append_printf (words, _ ("Reason: %s"), reason[0] != '\0' ? reason : _ ("(still to be written)"));
  else if (outcome->rank == 0)
    g_string_append (words, g_strcmp0 (outcome->state, "excused") == 0 ? _ ("not judged, helped instead")
                            : g_strcmp0 (outcome->state, "in") == 0    ? _ ("no sheet yet")
                                                                       : _ ("not judged"));
  /* Before the closing all is entered at once. */
  if (xy_hygiene_desk_is_closed (self) && xy_hygiene_desk_choice (self, row) != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", _ ("not entered yet, Enter does it"));
  if (outcome->tie)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", _ ("the same score at the edge"));
  if (outcome->corrected)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", _ ("corrected after posting"));
  if (outcome->plate != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", outcome->plate);
  if (outcome->bright != NULL)
    g_string_append_printf (words, "%s☆ %s", words->len > 0 ? " · " : "", outcome->bright);
  if (outcome->problem != NULL)
    g_string_append_printf (words, "%s△ %s", words->len > 0 ? " · " : "", outcome->problem);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_line (XyCellsLine *cells_line, guint row, gboolean is_now, guint column, gpointer owner)
{
  XyHygieneDesk *self = owner;
  Line *line = (Line *) cells_line;
  const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, row);
  const char *list = xy_hygiene_desk_list (self, row);
  g_autofree char *rank = outcome->rank > 0 ? g_strdup_printf ("%u", outcome->rank) : g_strdup ("—");
  g_autofree char *score = outcome->rank > 0 ? format_score (outcome->score) : g_strdup ("");
  g_autofree char *streak = xy_hygiene_streak_words (outcome), *words = line_words (self, row);

  line->row = row;
  gtk_label_set_text (GTK_LABEL (line->rank), rank);
  gtk_label_set_text (GTK_LABEL (line->number), outcome->number != NULL ? outcome->number : "");
  gtk_label_set_text (GTK_LABEL (line->name), outcome->name != NULL ? outcome->name : _ ("(no head)"));
  gtk_label_set_text (GTK_LABEL (line->group), outcome->unit_name != NULL ? outcome->unit_name : "");
  gtk_label_set_text (GTK_LABEL (line->score), score);
  gtk_label_set_text (GTK_LABEL (line->band), outcome->band != NULL ? outcome->band : "");
  gtk_label_set_text (GTK_LABEL (line->streak), streak);
  gtk_label_set_text (GTK_LABEL (line->suggested), xy_hygiene_list_sign (outcome->suggested));
  gtk_label_set_text (GTK_LABEL (line->list), xy_hygiene_list_sign (list));
  gtk_label_set_text (GTK_LABEL (line->words), words);
  gtk_widget_set_tooltip_text (line->words, words[0] != '\0' ? words : NULL);
  xy_cells_set_css (line->line.box, "now", is_now);
  xy_cells_set_css (line->line.box, "closed", outcome->rank == 0);
  xy_cells_set_css (line->cell, "keys", is_now);
  xy_cells_set_css (line->cell, "red", g_strcmp0 (list, "red") == 0);
  xy_cells_set_css (line->cell, "low", g_strcmp0 (list, "low") == 0);
  xy_cells_set_css (line->words, "wrong",
                    xy_hygiene_desk_wants_reason (self, row) && xy_hygiene_desk_reason (self, row)[0] == '\0');
  show_reason (line, is_now);
}

/* Keys */

static const char *
get_text (guint row, guint column, gpointer owner)
{
  return xy_hygiene_desk_list (owner, row);
}

static void
set_text (guint row, guint column, const char *text, gpointer owner)
{
  xy_hygiene_desk_forget (owner, row);
}

static char *
describe (guint row, guint column, gpointer owner)
{
  XyHygieneDesk *self = owner;
  const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, row);
  g_autofree char *score = xy_amount_format (outcome->score);

  return g_strdup_printf (_ ("%s %s, score %s, suggested %s, decided %s"),
                          outcome->number != NULL ? outcome->number : "", outcome->name != NULL ? outcome->name : "",
                          score, xy_hygiene_list_sign (outcome->suggested),
                          xy_hygiene_list_sign (xy_hygiene_desk_list (self, row)));
}

static gboolean
take_key (guint key, GdkModifierType state, gpointer owner)
{
  XyHygieneDesk *self = owner;
  guint32 c = gdk_keyval_to_unicode (gdk_keyval_to_lower (key));
  guint row, column;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0
      || !xy_cells_get_place (self->cells, &row, &column))
    return FALSE;
  if (c == 'r' || c == '1')
    xy_hygiene_desk_choose (self, row, "red");
  else if (c == 'g' || c == '2')
    xy_hygiene_desk_choose (self, row, "low");
  else if (c == 'n' || c == '0')
    xy_hygiene_desk_choose (self, row, NULL);
  else if (c == 'p')
    xy_hygiene_desk_plate (self, row);
  else if (key == GDK_KEY_BackSpace || key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    xy_hygiene_desk_forget (self, row);
  else
    return c < 0x80 && (g_ascii_isdigit ((char) c) || c == '.');
  return TRUE;
}

static gboolean
on_enter (guint row, guint column, gpointer owner)
{
  XyHygieneDesk *self = owner;

  if (xy_hygiene_desk_choice (self, row) == NULL || !xy_hygiene_desk_wants_reason (self, row))
    return FALSE;
  if (xy_hygiene_desk_reason (self, row)[0] != '\0')
    {
      xy_hygiene_desk_reason_entered (self, row);
      return TRUE;
    }
  self->in_reason = TRUE;
  xy_cells_refresh_row (self->cells, row);
  return TRUE;
}

const XyCellsUse xy_hygiene_desk_use = { .make_line = make_line,
                                         .show_line = show_line,
                                         .get_text = get_text,
                                         .set_text = set_text,
                                         .describe = describe,
                                         .take_key = take_key,
                                         .enter = on_enter };
